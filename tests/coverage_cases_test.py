#!/usr/bin/env python3
"""What fenze test --coverage and --draft say: coverage_cases_test.py --fenze BIN [--update]

tests/cases/coverage/NAME/rubric.fenze is reported (coverage.txt) and drafted (draft.txt); what is printed as messages stands behind a line of
dashes. Each draft, put into its rubric, passes and leaves nothing to draft. Then the same for the rubrics of the library without their own
examples: all of each is tried. Then JSON, shares rounded down, the other language, and several rubrics in one file. --update writes the
two files anew; review the difference.
"""
import json
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "tools"))
from harness import arguments, expect, finish, stored  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests/cases/coverage"

# what only a solver tells apart
UNPROVED = [("到得了，但被别的上限或规则盖住，结果里看不出来", "没有找到合适的事实")]


def run(fenze, *arguments, text, language="zh"):
    done = subprocess.run([fenze, "test", "-", *arguments, "--lang", language], input=text.encode(), capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def coverage_of(fenze, text):
    status, out, err = run(fenze, "--coverage", "--format", "json", text=text)
    return status, json.loads(out)["coverage"] if out else err


def either_way(text):
    for words in UNPROVED:
        text = text.replace(*words)
    return text


def cases(fenze, update):
    for folder in sorted(CASES.iterdir()):
        text = (folder / "rubric.fenze").read_text()
        for name in ("coverage", "draft"):
            status, out, err = run(fenze, "--" + name, text=text)
            expect(f"{folder.name} {name}: exit status {status}", status == (1 if folder.name == "failing" else 0))
            got = out + (f"----\n{err}" if err else "")
            stored(f"{folder.name} {name}", folder / f"{name}.txt", got, update, either_way)
        if folder.name not in ("two-rubrics", "failing"):
            round_trip(fenze, folder.name, text, whole=False)


def round_trip(fenze, name, text, whole):
    began = time.monotonic()
    draft = run(fenze, "--draft", text=text)[1]
    took = time.monotonic() - began
    status, (after,) = coverage_of(fenze, text + draft)
    expect(f"{name}: with its draft, exit status {status}", status == 0, draft)
    expect(f"{name}: nothing is left to draft", after["draft"] == [], json.dumps(after["draft"], ensure_ascii=False))
    open_ends = [u for u in after["untried"] if u["state"] == "draft"]
    expect(f"{name}: what has an example is tried with it", open_ends == [], json.dumps(open_ends, ensure_ascii=False))
    if whole:
        shares = after["clauses"]["percent"], after["boundaries"]["percent"]
        expect(f"{name}: all is tried, {shares}", shares == (100, 100), json.dumps(after["untried"], ensure_ascii=False, indent=1))
        expect(f"{name}: drafted in {took:.1f} s", took < 20)  # a debug build on a busy machine; built for use, some hundredths


def library(fenze):
    for file in sorted((ROOT / "stdlib-rubrics").glob("*.fenze")):
        text = "".join(line for line in file.read_text().splitlines(True) if not line.startswith("例："))
        round_trip(fenze, file.stem, text, whole=True)
        status, (own,) = coverage_of(fenze, file.read_text())
        expect(f"{file.stem}: its own examples", status == 0 and own["clauses"]["percent"] == 100, json.dumps(own["untried"], ensure_ascii=False))


def shape(fenze):
    text = (CASES / "tiers/rubric.fenze").read_text()
    plain = json.loads(run(fenze, "--format", "json", text=text)[1])
    expect("json: examples alone", list(plain) == ["examples", "passed", "failed"], plain)
    said = json.loads(run(fenze, "--draft", "--format", "json", text=text)[1])
    expect("json: keys", list(said) == ["examples", "passed", "failed", "coverage"], said)
    (one,) = said["coverage"]
    expect("json: keys of coverage", list(one) == ["file", "rubric", "clauses", "boundaries", "untried", "draft"], one)
    for key in ("clauses", "boundaries"):
        t = one[key]
        expect(f"json: {key}", list(t) == ["tried", "all", "unreachable", "percent"] and t["percent"] == t["tried"] * 100 // t["all"], t)
    keys = ["line", "kind", "item", "fact", "figure", "side", "text", "state"]
    expect("json: untried", all(list(u) == keys for u in one["untried"]) and {u["side"] for u in one["untried"]} <= {"below", "at", "above", "whole"}, one["untried"])
    expect("json: draft", all(list(d) == ["text", "item", "tries"] and d["text"].startswith("例：") for d in one["draft"]), one["draft"])
    missing = one["boundaries"]["all"] - one["boundaries"]["tried"]
    expect("json: as many are listed as are missing", len(one["untried"]) == missing, (missing, one["untried"]))


def others(fenze):
    # 99 of 100 is 99, and 199 of 200 would be as well
    text = (CASES / "almost-all/rubric.fenze").read_text()
    (all_but_one,) = coverage_of(fenze, text)[1]
    expect("one of a hundred is missing", all_but_one["boundaries"] == {"tried": 99, "all": 100, "unreachable": 0, "percent": 99}, all_but_one["boundaries"])
    three = "《三》\n1. 管理（9分）\n很完善得9分，比较完善得6分，不完善得0分。\n例：管理 很完善 → 《管理》 9分\n例：管理 比较完善 → 《管理》 6分\n"
    (two_of_three,) = coverage_of(fenze, three)[1]
    expect("two of three is 66", two_of_three["boundaries"]["percent"] == 66, two_of_three["boundaries"])
    # a rubric of several: each by itself, and one picked
    text = (CASES / "two-rubrics/rubric.fenze").read_text()
    expect("two rubrics", [c["rubric"] for c in coverage_of(fenze, text)[1]] == ["甲类考核", "乙类考核"])
    picked = run(fenze, "--draft", "--rubric", "乙类", text=text)
    expect("the last of two, picked, goes to the end", picked[0] == 0 and picked[2].count("\n") == 1, picked)
    after = coverage_of(fenze, text + picked[1])[1]
    expect("and is tried there", [c["boundaries"]["percent"] for c in after] == [0, 100], after)
    # English, and no Chinese message in it
    status, out, err = run(fenze, "--coverage", text=(CASES / "hidden/rubric.fenze").read_text(), language="en")
    expect("English", status == 0 and "What the examples" in out and "out of reach" in out and "没有" not in out + err and "恰好" not in out, out)
    status, out, err = run(fenze, "--draft", text=(CASES / "hidden/rubric.fenze").read_text(), language="en")
    expect("a draft in English keeps the document’s words", status == 0 and "\n例：" in out and "# To be confirmed" in out, out)
    # an example with a wrong result tries nothing
    (wrong,) = coverage_of(fenze, (CASES / "failing/rubric.fenze").read_text())[1]
    expect("what fails tries nothing", wrong["clauses"]["tried"] == 0 and wrong["boundaries"]["tried"] == 0, wrong)
    # nor does one that states the points of another item
    elsewhere = "《二》\n1. 收入（6分）\n收入500万元以上得6分，500万元以下得0分。\n2. 办公室（4分）\n设立办公室的，得4分。\n例：收入 500万元，设立办公室 是 → 《办公室》 4分\n"
    (other,) = coverage_of(fenze, elsewhere)[1]
    expect("an example tries only what it states", other["boundaries"]["tried"] == 1 and other["clauses"]["tried"] == 1, other)
    # nor one whose points are cut off by a cap
    capped = "《盖》\n1. 收入（6分）\n收入500万元以上得4分；论文每篇得2分；累计不超过6分。\n例：收入 500万元，论文 9篇 → 《收入》 6分\n"
    (cut,) = coverage_of(fenze, capped)[1]
    tried = {u["kind"] for u in cut["untried"] if u["kind"] == "threshold"}
    expect("points beyond a cap try nothing but the cap", cut["clauses"]["tried"] == 0 and cut["boundaries"]["tried"] == 1 and tried, cut)
    # nor a zero that the deductions had come to anyway
    zero = "《零》\n1. 检测（10分）\n未开展检测的，不得分；缺一处检测点扣5分。\n例：未开展检测 是，缺检测点 %s → 《检测》 0分\n"
    for points, tried in (("2", False), ("0", True)):
        status, found = coverage_of(fenze, zero % points)
        seen = status == 0 and not any(u["text"].endswith("未开展检测：是") for u in found[0]["untried"])
        expect(f"the zero with {points} deductions", status == 0 and seen == tried, found)
    for option in ("--coverage", "--draft"):
        done = subprocess.run([fenze, "check", option, "-"], input=b"", capture_output=True)
        expect(f"{option} goes with test only", done.returncode == 2)


if __name__ == "__main__":
    given = arguments(__doc__, update=True)
    cases(given.fenze, given.update)
    library(given.fenze)
    shape(given.fenze)
    others(given.fenze)
    finish()
