#!/usr/bin/env python3
"""Compare fenze with the exact reference on random fact sets of one rubric.

    compare.py --fenze build/dev/fenze --rubric stdlib-rubrics/hefei-alliance.fenze --count 10000 --seed 1

Takes the facts from `fenze facts R --format json`, matches them with the reference by order, kind and options (and says so
loudly where they differ), writes N random fact sets as JSON Lines, half of their values on an edge of the document, scores
them in one run of `fenze score R --facts FILE --format json`, and compares the total, every item, every section and the
grade exactly. Exit status 0 only where all agree.
"""
import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import unicodedata
from fractions import Fraction
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))
from reference import RUBRICS  # noqa: E402

SCALE = {"万元": {"万元": 0, "亿元": -4, "元": 4}, "亿元": {"亿元": 0, "万元": 4, "元": 8}}  # power of ten to the other unit


class Mismatch(Exception):
    pass


def plain(title):
    """A title without spaces, number and mark, up to its first full stop."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", title))
    text = re.sub(r"^\d+[.、]", "", text)
    text = re.sub(r"\((满分)?\d+(\.\d+)?分\)$", "", text)
    return text.split("。")[0]


# The facts that the program asks for, matched with those of the reference.

def facts_of(fenze, rubric, reference):
    done = subprocess.run([fenze, "facts", rubric, "--format", "json"], capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        raise Mismatch(f"fenze facts: exit status {done.returncode}\n{done.stderr or done.stdout}")
    got = [f for f in json.loads(done.stdout)["facts"] if f.get("use", "score") == "score"]
    wanted = reference.facts
    problems, differing = [], []
    if len(got) != len(wanted):
        problems.append(f"{len(wanted)} facts expected, got {len(got)}")
    for no in range(max(len(got), len(wanted))):
        have = got[no] if no < len(got) else None
        want = wanted[no][0] if no < len(wanted) else None
        if have is None or want is None:
            problems.append(f"fact {no + 1}: expected {want.name if want else 'none'}, got {have['name'] if have else 'none'}")
            continue
        if have["kind"] != want.kind:
            problems.append(f"fact {no + 1} {have['name']}: expected {want.kind} {want.name}, got {have['kind']}")
        if want.kind == "choice" and list(have.get("options") or []) != list(want.options):
            problems.append(f"fact {no + 1} {have['name']}: expected options {want.options}, got {have.get('options')}")
        if want.kind in ("count", "amount", "percent") and (have.get("unit") or "") != want.unit:
            problems.append(f"fact {no + 1} {have['name']}: expected unit {want.unit}, got {have.get('unit')}")
        if want.kind == "score" and have.get("max") is not None and Fraction(have["max"]) != want.high:
            problems.append(f"fact {no + 1} {have['name']}: expected at most {want.high}, got {have['max']}")
        if re.sub(r"\s", "", have["name"]) != want.name:
            differing.append(f"    {want.name}: named {have['name']}")
    if problems:
        raise Mismatch("the facts differ from the reference:\n    " + "\n    ".join(problems))
    if differing:
        print(f"names equal: {len(wanted) - len(differing)} of {len(wanted)}", *differing, sep="\n")
    return got


# Random values: the text that is written, and its exact worth.

def decimal_text(value, places):
    """Exact decimal text of a fraction that ends after at most `places` digits."""
    digits = str(value.numerator * 10**places // value.denominator).rjust(places + 1, "0")
    return (f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".") if places else digits)


def draw_number(rng, fact):
    if rng.random() < 0.5:
        return rng.choice(fact.edges)
    if fact.kind == "count":
        if rng.random() < 0.02:
            return str(rng.choice([10**9, 10**18 + 1, 10**30 + 1]))
        return str(rng.randint(0, rng.choice([3, 12, max(int(e) for e in fact.edges) + 3])))  # low ones, below the caps, too
    places = rng.choice([0, 0, 1, 1, 2, 4, 12])
    if fact.kind == "amount":
        high = max(Fraction(e) for e in fact.edges if Fraction(e) < 10**9) * 2
    else:
        high = fact.high
    return decimal_text(Fraction(rng.randint(0, int(high * 10**places)), 10**places), places)


def draw(rng, fact):
    """(JSON text, exact value)"""
    if fact.kind == "boolean":
        value = rng.random() < 0.5
        word = rng.choice(["是", "有"] if value else ["否", "无"])
        return (json.dumps(value) if rng.random() < 0.7 else json.dumps(word, ensure_ascii=False)), value
    if fact.kind == "choice":
        value = rng.choice(fact.options)
        return json.dumps(value, ensure_ascii=False), value
    text = draw_number(rng, fact)
    return written(rng, fact, text), Fraction(text)


def written(rng, fact, text):
    """One of the ways in which a quantity may stand in a JSON fact file."""
    way = rng.random()
    if way < 0.6:
        return text
    if way < 0.75:
        return json.dumps(text)
    if fact.kind == "amount":
        unit = rng.choice(sorted(SCALE[fact.unit]))
        power = SCALE[fact.unit][unit]
        if unit == "元" and 1 <= Fraction(text) * 10**power < 10**4:  # refused: likely a slip for 万元
            unit, power = fact.unit, 0
        return json.dumps(decimal_text(Fraction(text) * Fraction(10)**power, 40) + unit, ensure_ascii=False)
    return json.dumps(text + fact.unit, ensure_ascii=False)


def draw_set(rng, reference):
    """One (JSON text, value) per fact, in order."""
    drawn = [draw(rng, reference.level)] if reference.level else []
    for item in reference.items:
        own = [draw(rng, fact) for fact in item.facts]
        if item.ranges:  # the mark has to suit the option
            low, high = item.ranges.get(own[0][1], (0, 0))
            suits = [Fraction(e) for e in item.facts[1].edges if low <= Fraction(e) <= high]
            value = rng.choice(suits) if rng.random() < 0.5 else Fraction(rng.randint(low * 1000, high * 1000), 1000)
            own[1] = written(rng, item.facts[1], decimal_text(value, 3)), value
        drawn += own
    return drawn


def line_of(rng, facts, drawn, unique):
    pairs = []
    for fact, (text, _) in zip(facts, drawn):
        key = fact["name"] if fact["name"] in unique and rng.random() < 0.3 else fact["path"]
        pairs.append(f"{json.dumps(key, ensure_ascii=False)}: {text}")
    rng.shuffle(pairs)
    return "{" + ", ".join(pairs) + "}"


# What the program says, beside what the reference says.

def flat(nodes):
    for node in nodes:
        yield node
        yield from flat(node.get("nodes") or [])


def exact(text):
    return None if text is None else Fraction(text)


def differences(reference, result, want, sums):
    """What differs, in words. `sums` narrows, record by record, which node holds a section outside the total."""
    found = []

    def same(what, got, expected):
        if exact(got) != expected:
            found.append(f"{what}: expected {expected}, got {got}")

    same("total", result["total"], want.total)
    same("low", result["low"], want.total)
    same("high", result["high"], want.total)
    same("max", result["max"], reference.full)
    if any(section.bonus for section in reference.sections):
        same("bonus", result["bonus"], want.bonus)
    if result["complete"] is not True:
        found.append(f"complete: {result['complete']}, missing {result['missing']}")
    if result["grade"] != want.grade:
        found.append(f"grade: expected {want.grade}, got {result['grade']}")
    nodes = {}
    for node in flat(result["nodes"]):
        nodes.setdefault(plain(node["title"]), []).append(node)
    own = [(item.title, want.items[item.id]) for item in reference.items if item.node]
    own += [(section.title, score) for section, score in zip(reference.sections, want.sections) if section.node]
    for title, score in own:
        named = nodes.get(plain(title), [])
        if len(named) != 1:
            found.append(f"《{plain(title)}》: {len(named)} nodes have this title; titles are {list(nodes)}")
        else:
            same(f"《{plain(title)}》", named[0]["score"], score)
    for section, score in zip(reference.sections, want.sections):
        if not section.counts:  # a sum of its own somewhere in the tree, always at the same node
            there = {node["id"] for node in flat(result["nodes"]) if node["score"] is not None and exact(node["score"]) == score}
            sums[section.title] = sums.get(section.title, there) & there
            if not sums[section.title]:
                found.append(f"no node holds the sum {section.title}")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fenze", required=True, help="the fenze program")
    parser.add_argument("--rubric", required=True, type=Path, help="a file of stdlib-rubrics; its name picks the reference")
    parser.add_argument("--count", type=int, default=10000, help="fact sets (default 10000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=5, help="differing records to print (default 5)")
    parser.add_argument("--facts", type=Path, help="keep the fact sets in this file")
    options = parser.parse_args()
    reference = RUBRICS.get(options.rubric.stem)
    if reference is None:
        parser.error(f"no reference for {options.rubric.stem}; there are {', '.join(RUBRICS)}")

    rng = random.Random(options.seed)
    try:
        facts = facts_of(options.fenze, str(options.rubric), reference)
        names = [fact["name"] for fact in facts]
        unique = {name for name in names if names.count(name) == 1}
        with tempfile.TemporaryDirectory() as folder:
            given = options.facts or Path(folder) / "facts.jsonl"
            sets = [draw_set(rng, reference) for _ in range(options.count)]
            lines = [line_of(rng, facts, drawn, unique) for drawn in sets]
            given.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
            differing = compare(options, reference, sets, lines, given, Path(folder))
    except Mismatch as problem:
        print(f"{options.rubric.stem}: {problem}")
        return 1
    print(f"{options.rubric.stem}: {options.count - differing} of {options.count} fact sets agree (seed {options.seed})")
    return 1 if differing else 0


def compare(options, reference, sets, lines, given, folder):
    """How many records differ."""
    with open(folder / "out", "w+b") as out, open(folder / "err", "w+b") as err:
        status = subprocess.run([options.fenze, "score", str(options.rubric), "--facts", str(given), "--format", "json"],
                                stdout=out, stderr=err).returncode
        err.seek(0)
        said = err.read().decode("utf-8", "replace").strip()
        if status != 0:
            raise Mismatch(f"fenze score: exit status {status}\n{said[:2000]}")
        out.seek(0)
        differing = done = 0
        sums = {}
        for drawn, line, result in zip(sets, lines, out):
            done += 1
            want = reference.evaluate([value for _, value in drawn])
            found = differences(reference, json.loads(result), want, sums)
            if found:
                differing += 1
                if differing <= options.show:
                    print(f"record {done}: {line}", *found, sep="\n    ")
        more = sum(1 for _ in out)
        if done != len(sets) or more:
            raise Mismatch(f"{len(sets)} results expected, got {done + more}")
    return differing


if __name__ == "__main__":
    sys.exit(main())
