#!/usr/bin/env python3
"""Pairs of rubrics and what `fenze diff` and `fenze impact` say of them.

    diff_cases_test.py --fenze BIN [--update]

tests/cases/diff/NAME.old.fenze, NAME.new.fenze and NAME.expected.txt; tests/cases/impact the same with NAME.facts.csv (or .jsonl).
Every witness of the JSON report is given to `fenze score` again, with either rubric: the item must come to what was claimed. In impact each
unit's shares must add up to its change, and its totals be those of `fenze score`. --update rewrites the expectations; review the difference.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

CASES = Path(__file__).parent / "cases"


class Program:
    def __init__(self, path):
        self.path = path

    def run(self, *arguments, status=(0,)):
        done = subprocess.run([self.path, *map(str, arguments), "--lang", "zh"], capture_output=True, text=True, timeout=120, cwd=CASES)
        if done.returncode not in status:
            raise RuntimeError(f"{arguments}: exit status {done.returncode}\n{done.stderr}")
        return done.stdout + done.stderr if "--format" not in arguments else done.stdout

    def score(self, rubric, facts):
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
            json.dump(facts, file, ensure_ascii=False)
            file.flush()
            return json.loads(self.run("score", rubric, "--facts", file.name, "--format", "json"))


def nodes_of(score):
    pending, out = list(score["nodes"]), {}
    while pending:
        node = pending.pop()
        out[node["id"]] = node
        pending += node["nodes"]
    return out


def replay(program, old, new, report):
    """How many witnesses hold, and those that do not."""
    held, broken = 0, []

    def look(what, verdict, item):
        nonlocal held
        for key, less in (("when_less", True), ("when_more", False)):
            witness = verdict.get(key)
            if (verdict[key[5:]] == "yes") != (witness is not None):
                broken.append(f"{what}: {key} and its witness disagree")
            if not witness:
                continue
            said = []
            for rubric, side in ((old, "before"), (new, "after")):
                score = program.score(rubric, witness[f"{side}_facts"])
                said.append(nodes_of(score)[item[side]["id"]]["score"] if item else score["total"])
            claimed = [witness["before"], witness["after"]]
            if said != claimed or (Fraction(said[1]) < Fraction(said[0])) != less:
                broken.append(f"{what}: {key} claims {claimed}, score says {said}")
            held += 1

    for item in report["items"]:
        if item["before"] and item["after"]:
            look(item["after"]["title"], item, item)
    look("total", report["total"], None)
    return held, broken


def in_new_words(facts, pairs, folder):
    """The table of facts with its columns named as the new rubric names them, where they stand under a path of the old one."""
    names = {p["before"]: p["after"] for p in pairs if p["before"] and p["after"]}
    if facts.suffix != ".csv":
        return facts
    head, *rest = (CASES / facts).read_text(encoding="utf-8").split("\n")
    out = Path(folder) / facts.name
    out.write_text("\n".join([",".join(names.get(cell, cell) for cell in head.split(",")), *rest]), encoding="utf-8")
    return out


def shares_add_up(program, old, new, report, facts, pairs):
    broken = []
    for rubric, side in ((old, "before"), (new, "after")):
        with tempfile.TemporaryDirectory() as folder:
            given = facts if side == "before" else in_new_words(facts, pairs, folder)
            scored = [json.loads(line) for line in program.run("score", rubric, "--facts", given, "--format", "json", status=(0, 1)).splitlines()]
        for unit, score in zip(report["units"], scored):
            if side in unit and score.get("total") is not None and unit[side]["total"] != score["total"]:
                broken.append(f"record {unit['record']} {side}: {unit[side]['total']}, score says {score['total']}")
    for unit in report["units"]:
        if unit.get("change") is not None and unit["shares"] is not None:
            if sum((Fraction(s["points"]) for s in unit["shares"]), Fraction(0)) != Fraction(unit["change"]):
                broken.append(f"record {unit['record']}: the shares do not add up to {unit['change']}")
    return broken


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fenze", required=True)
    parser.add_argument("--update", action="store_true")
    given = parser.parse_args()
    program = Program(str(Path(given.fenze).resolve()))
    passed, witnesses, failures = 0, 0, []
    for old in sorted(CASES.glob("*/*.old.fenze")):
        if old.parent.name not in ("diff", "impact"):
            continue
        name, old = old.name.removesuffix(".old.fenze"), old.relative_to(CASES)
        new, expected = old.with_name(f"{name}.new.fenze"), CASES / old.with_name(f"{name}.expected.txt")
        problems = []
        report = json.loads(program.run("diff", old, new, "--format", "json"))
        held, broken = replay(program, old, new, report)
        witnesses += held
        problems += broken
        if old.parent.name == "diff":
            said = program.run("diff", old, new)
        else:
            facts = next(f.relative_to(CASES) for f in (CASES / old.parent).glob(f"{name}.facts.*"))
            said = program.run("impact", old, new, "--facts", facts, status=(0, 1))
            problems += shares_add_up(program, old, new, json.loads(program.run("impact", old, new, "--facts", facts, "--format", "json", status=(0, 1))), facts,
                                      report["facts"])
        if given.update:
            expected.write_text(said, encoding="utf-8")
        elif not expected.exists() or expected.read_text(encoding="utf-8") != said:
            problems.append("says otherwise than expected (--update rewrites it):\n" + said)
        failures += [f"{old.parent.name}/{name}: {p}" for p in problems]
        passed += not problems
    if witnesses < 20:
        failures.append(f"only {witnesses} witnesses were replayed")
    for failure in failures:
        print(failure)
    print(f"{passed} passed, {len(failures)} failed, {witnesses} witnesses replayed")
    return 1 if failures or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
