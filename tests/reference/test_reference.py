#!/usr/bin/env python3
"""The reference against the hand-written cases of the clause catalogue: names, kinds, scores, refusals, totals, grades."""
import json
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))
from reference import HEFEI, LIAONING, RUBRICS, Refused, check_value  # noqa: E402

CATALOGUE = Path(__file__).parent.parent / "corpora" / "clauses.jsonl"
LEVELS = {"1lei": "1类", "2lei": "2类", "guojia": "国家级", "sheng": "省级"}
passed = failed = 0


def expect(what, holds):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print(f"FAILED {what}")


def exact(value):
    return Fraction(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else value


def refuses(score):
    try:
        score()
    except Refused:
        return True
    return False


def scored(item, values, level):
    item.check(values)
    return item.score(values, level)


def test_item(clause, items):
    key, level = clause["id"], None
    tail = key.rpartition(".")[2]
    if tail in LEVELS:
        key, level = key.rpartition(".")[0], LEVELS[tail]
    item = items[key]
    expect(f"{key}: title", item.title == clause["item"]["title"])
    expect(f"{key}: full mark", item.mark == (Fraction(clause["item"]["max"]) if clause["item"]["max"] else None))
    expect(f"{key}: number of facts", len(item.facts) == len(clause["facts"]))
    for fact, want in zip(item.facts, clause["facts"]):
        expect(f"{key}: fact {want['name']}", (fact.name, fact.kind, fact.unit, list(fact.options)) ==
               (want["name"], want["kind"], want["unit"], want.get("choices") or []))
        if want.get("range"):
            expect(f"{key}: range of {want['name']}", (fact.low, fact.high) == tuple(map(Fraction, want["range"])))
        for text in fact.edges:
            expect(f"{key}: edge {text}", not refuses(lambda: check_value(fact, Fraction(text))))
    for case in clause["cases"]:
        got = scored(item, [exact(v) for v in case["values"]], level)
        expect(f"{key} {case['values']}: expected {case['score']}, got {got}", got == Fraction(case["score"]))
    for case in clause.get("rejects") or []:
        expect(f"{key}: refuse {case['why']}", refuses(lambda: scored(item, [exact(v) for v in case["values"]], level)))
    return key


def test_sections(clause, rubric):
    """A total row gives the score of each section, in the order of its facts."""
    marks = {section.title: section.mark for section in rubric.sections if section.title}
    names = {"联盟内部工作": "制度建设", "其他相关工作": "加分项"}
    for fact in clause["facts"]:
        want = Fraction(fact["range"][1]) if fact["range"][1] else None
        expect(f"{clause['id']}: {fact['name']}", marks.get(names.get(fact["name"], fact["name"]), "none") == want)
    for case in clause["cases"]:
        expect(f"{clause['id']} {case['values']}", sum(map(exact, case["values"])) == Fraction(case["score"]))


def main():
    items = {item.id: item for rubric in RUBRICS.values() for item in rubric.items}
    expect("ids are unique", len(items) == sum(len(r.items) for r in RUBRICS.values()))
    seen = set()
    for line in CATALOGUE.read_text(encoding="utf-8").splitlines():
        clause = json.loads(line, parse_float=Decimal)
        if clause["type"] == "score":
            seen.add(test_item(clause, items))
        elif clause["id"] == "hefei-total":
            test_sections(clause, HEFEI)
        elif clause["id"] == "guangzhou-total":
            test_sections(clause, RUBRICS["guangzhou-alliance"])
        elif clause["id"] == "hefei-grade":
            for case in clause["cases"]:
                expect(f"hefei-grade {case}", HEFEI.grade(exact(case["values"][0])) == case["result"])
        elif clause["id"] == "liaoning-weight":
            for case in clause["cases"]:
                got = LIAONING.evaluate([False] * 10 + [exact(v) for v in case["values"]])
                expect(f"liaoning-weight {case}", got.total == Fraction(case["score"]) and got.sections[0] == 0)
            for case in clause["rejects"]:
                expect(f"liaoning-weight: refuse {case['why']}",
                       refuses(lambda: LIAONING.evaluate([False] * 10 + [exact(v) for v in case["values"]])))
        elif clause["id"] == "liaoning-total":
            for case in clause["cases"]:
                met = int(case["values"][0])
                got = LIAONING.evaluate([True] * met + [False] * (10 - met) + [Fraction(0), Fraction(0)])
                expect(f"liaoning-total {case}", got.sections[0] == Fraction(case["score"]) and got.total == 0)
    expect("every item has a row", set(items) - seen == {"liaoning-management", "liaoning-experts"})
    for rubric in RUBRICS.values():
        base = [s for s in rubric.sections if not s.bonus and s.counts and s.mark is not None]
        if base and rubric is not LIAONING:
            expect(f"{rubric.key}: marks of the sections", sum(s.mark for s in base) == rubric.full)
        for section in rubric.sections:
            marks = [item.mark for item in section.items]
            if section.mark is not None and None not in marks:
                expect(f"{rubric.key} {section.title}: marks of the items", sum(marks) == section.mark)
    for key in ("keqiao-contact", "keqiao-station"):
        expect(f"{key}: marks of the items", sum(item.mark for item in RUBRICS[key].items) == RUBRICS[key].full)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
