#!/usr/bin/env python3
"""The files of stdlib-rubrics against the documents and the reference, without the program.

Every scoring sentence of the clause catalogue stands in its rubric word for word (but for the corrections that the rubric
marks), every table row or line of a rubric is one of its document, every `例：` agrees with the reference, and every fact
file names each fact once with a value that the document allows.
"""
import json
import re
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))
from reference import RUBRICS, Refused  # noqa: E402

TESTS = Path(__file__).parent.parent
RUBRIC_FOLDER = TESTS.parent / "stdlib-rubrics"
RUBRIC_OF = {"hefei-": "hefei-alliance", "gansu-2-": "gansu-establish", "gansu-3-": "gansu-assess", "liaoning-": "liaoning-alliance",
             "guangzhou-": "guangzhou-alliance", "keqiao-1-": "keqiao-contact", "keqiao-2-": "keqiao-station"}
CORRECTIONS = [("每项得2份", "每项得2分"), ("（含外聘））", "（含外聘）")]
passed = failed = 0


def expect(what, holds):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print(f"FAILED {what}")


def corrected(text):
    for slip, right in CORRECTIONS:
        text = text.replace(slip, right)
    return text


def own(rubric):
    """The lines of a rubric that are the document's."""
    lines = (RUBRIC_FOLDER / f"{rubric}.fenze").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith(("#", "例：", "《", "依据：", "满分：", "事实："))]


def test_words():
    for line in (TESTS / "corpora" / "clauses.jsonl").read_text(encoding="utf-8").splitlines():
        clause = json.loads(line)
        if clause["type"] != "score":
            continue
        key = next(rubric for prefix, rubric in RUBRIC_OF.items() if clause["id"].startswith(prefix))
        expect(f"{clause['id']}: its words stand in {key}", any(corrected(clause["text"]) in text for text in own(key)))
    for key in RUBRICS:
        document = key.split("-")[0]
        source = [corrected(text) for text in (TESTS / "seeds" / f"{document}.txt").read_text(encoding="utf-8").splitlines()]
        for text in own(key):
            expect(f"{key}: not in the document: {text[:60]}", text in source)


# `例：` lines

def value_of(fact, text):
    if fact.kind == "boolean":
        return {"是": True, "否": False}[text]
    if fact.kind == "choice":
        return text
    return Fraction(text.removesuffix(fact.unit) if fact.unit else text)


def facts_written(text):
    """[(item title or None, name, value text)]; quoted names may hold quotes."""
    found = []
    while text:
        text = text.lstrip("，； ")
        item = None
        scoped = re.match(r"《([^》]*)》的", text)
        if scoped:
            item, text = scoped[1], text[scoped.end():]
        if text.startswith("“"):
            depth = end = 0
            for end, character in enumerate(text):
                depth += {"“": 1, "”": -1}.get(character, 0)
                if depth == 0:
                    break
            name, text = text[1:end], text[end + 1:]
        else:
            name, text = re.match(r"([^ ：]+)(.*)", text).groups()
        value, text = re.match(r"[ ：]*([^，；]+)(.*)", text).groups()
        found.append((item, name, value.strip()))
    return found


def test_example(rubric, line):
    given, _, outcome = line.removeprefix("例：").partition(" → ")
    values = {}
    for title, name, text in facts_written(given):
        fits = [n for n, (fact, item) in enumerate(rubric.facts)
                if fact.name == name and (title is None or item.title == title)]
        expect(f"{line}: “{name}” names one fact", len(fits) == 1 and fits[0] not in values)
        values[fits[0]] = value_of(rubric.facts[fits[0]][0], text)
    whole = re.fullmatch(r"总分 (\S+?)(，等级 (\S+))?", outcome)
    if whole:
        expect(f"{line[:60]}: names every fact", len(values) == len(rubric.facts))
        got = rubric.evaluate([values[n] for n in range(len(rubric.facts))])
        expect(f"{line}: total {got.total}", got.total == Fraction(whole[1]))
        expect(f"{line}: grade {got.grade}", got.grade == whole[3])
        return None
    title, points = re.fullmatch(r"《(.*)》 (\S+)分", outcome).groups()
    level = values.pop(0) if rubric.level else None
    items = [item for item in rubric.items if item.title.replace(" ", "").split("。")[0] == title]
    if not items:  # a sum of its own
        section = next(s for s in rubric.sections if not s.counts)
        expect(f"{line}: sum", section.score([item.score([values[n]]) for n, item in enumerate(section.items)]) == Fraction(points))
        return None
    item = items[0]
    mine = [n for n, (_, owner) in enumerate(rubric.facts) if owner is item]
    expect(f"{line}: names the facts of its item, no others", len(items) == 1 and sorted(values) == mine)
    numbers = [values[n] for n in mine]
    item.check(numbers)
    expect(f"{line}: score {item.score(numbers, level)}", item.score(numbers, level) == Fraction(points))
    return item.id


def test_examples(rubric):
    lines = (RUBRIC_FOLDER / f"{rubric.key}.fenze").read_text(encoding="utf-8").splitlines()
    examples = [line for line in lines if line.startswith("例：")]
    seen = {test_example(rubric, line) for line in examples}
    for item in rubric.items:
        expect(f"{rubric.key}: an example of {item.id}", item.id in seen or not item.node)
    expect(f"{rubric.key}: two totals", sum("→ 总分" in line for line in examples) >= 2)


def test_fact_file(rubric):
    plain = RUBRIC_FOLDER / f"{rubric.key}.facts.txt"
    if plain.exists():
        lines = [text for text in plain.read_text(encoding="utf-8").splitlines() if text and not text.startswith("#")]
        given = dict(text.split("：", 1) for text in lines)
        expect(f"{plain.name}: no name twice", len(given) == len(lines))
    else:
        given = json.loads((RUBRIC_FOLDER / f"{rubric.key}.facts.json").read_text(encoding="utf-8"), parse_float=Decimal)
    names = [fact.name for fact, _ in rubric.facts]
    values = []
    for fact, item in rubric.facts:
        text = given.pop(fact.name if names.count(fact.name) == 1 else f"{item.title}/{fact.name}")
        values.append(text if isinstance(text, bool) else value_of(fact, str(text)))
    expect(f"{rubric.key}: facts of no item: {list(given)}", not given)
    try:
        print(f"{rubric.key}: total of the fact file {float(rubric.evaluate(values).total):g}")
    except Refused as refused:
        expect(f"{rubric.key}: {refused}", False)


def main():
    test_words()
    for rubric in RUBRICS.values():
        test_examples(rubric)
        test_fact_file(rubric)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
