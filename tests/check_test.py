#!/usr/bin/env python3
"""fenze check as other programs meet it: check_test.py --fenze BIN

Exit statuses over several files, --strict, and SARIF: what the format demands, regions in characters, suppressed results with their reason. What is said of
single problems, 检查：忽略 lines among them, stands in tests/cases/bad.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "tools"))
from harness import arguments, expect, finish  # noqa: E402

GOOD = "《细则》\n1. 培训（10分）\n举办培训班，每期计2分。\n"
WARNED = "《细则》\n1. 培训（10分）\n举办培训班（每期计2分。\n"
NOTED = "《细则》\n本办法所称“以上”不含本数。\n1. 培训（10分）\n举办培训班，每期计2分。\n"
WRONG = "《细则》\n1. 𠮷林培训（10分）\n𠮷林举办培训班，每期得2份。\n"
IGNORED = "《细则》\n检查：忽略 FZ022，因为原文如此\n1. 培训（10分）\n举办培训班（每期计2分。\n2. 讲座（10分）\n举办讲座，每次计1分。\n"


class Program:
    def __init__(self, fenze, folder):
        self.fenze, self.folder = fenze, folder

    def check(self, *arguments, given=b""):
        done = subprocess.run([self.fenze, "check", *arguments], input=given, capture_output=True, cwd=self.folder, timeout=60)
        return done.returncode, done.stdout.decode(), done.stderr.decode()


def statuses(program):
    for arguments, status in [
        (["good"], 0), (["noted"], 0), (["noted", "--strict"], 0), (["warned"], 0), (["warned", "--strict"], 1), (["ignored", "--strict"], 0), (["wrong"], 1),
        (["good", "warned"], 0), (["good", "warned", "--strict"], 1), (["warned", "wrong", "good"], 1), (["good", "absent"], 2), (["absent", "wrong"], 2),
        (["good", "--stric"], 2), ([], 2), (["good", "--format", "xml"], 2), (["-", "-"], 2),
    ]:
        got, out, err = program.check(*(f"{a}.fenze" if a in ("good", "noted", "warned", "ignored", "wrong", "absent") else a for a in arguments))
        expect(f"check {' '.join(arguments)}: exit status {status}", got == status, f"{got}\n{out}{err}")
    status, out, err = program.check("absent.fenze", "wrong.fenze", "--lang", "zh")
    expect("a file that cannot be read does not hide what is wrong with the others", "FZ104" in out and "读不了" in err, out + err)
    status, out, _ = program.check("-", "--format", "json", given=WRONG.encode())
    expect("standard input", status == 1 and json.loads(out)[0]["code"] == "FZ104", out)
    status, out, _ = program.check("warned.fenze", "wrong.fenze", "--format", "json")
    expect("each problem names its file", [d["file"] for d in json.loads(out)] == ["warned.fenze", "wrong.fenze"], out)
    status, out, _ = program.check("ignored.fenze", "--format", "json")
    expect("what is ignored is no diagnostic", status == 0 and json.loads(out) == [], out)


def sarif(program):
    status, out, _ = program.check("wrong.fenze", "ignored.fenze", "noted.fenze", "--format", "sarif", "--lang", "zh")
    expect("exit status with SARIF", status == 1)
    log = json.loads(out)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    expect("version", log["version"] == "2.1.0" and "2.1.0" in log["$schema"])
    expect("columns are characters", run["columnKind"] == "unicodeCodePoints")
    expect("language of the driver", re.fullmatch(r"[a-zA-Z]{2}(-[a-zA-Z]{2})?", run["tool"]["driver"]["language"]))
    expect("every rule once, with its title", len({r["id"] for r in rules}) == len(rules) and all(r["shortDescription"]["text"] != r["id"] for r in rules), out)
    for result in run["results"]:
        expect("the rule of the result", rules[result["ruleIndex"]]["id"] == result["ruleId"], out)
        expect("its level", result["level"] in ("error", "warning", "note"))
        expect("its words", result["message"]["text"])
        place = result["locations"][0]["physicalLocation"]
        expect("its file, as a reference", re.fullmatch(r"[A-Za-z0-9._~/%:-]+", place["artifactLocation"]["uri"]), out)
        region = place["region"]
        text = (program.folder / place["artifactLocation"]["uri"]).read_text().split("\n")
        if region["startLine"] == region["endLine"]:
            words = text[region["startLine"] - 1][region["startColumn"] - 1:region["endColumn"] - 1]
            expect("its region holds the words", words == region["snippet"]["text"], f"{words} {region}")
    by_code = {r["ruleId"]: r for r in run["results"]}
    expect("the mending, also as Markdown", "改法：" in by_code["FZ104"]["message"]["text"] and "**改法**" in by_code["FZ104"]["message"]["markdown"])
    expect("a suppressed result keeps its reason", by_code["FZ022"]["suppressions"] == [{"kind": "inSource", "justification": "原文如此"}], out)
    expect("the others are not suppressed", "suppressions" not in by_code["FZ104"])
    status, out, _ = program.check("good.fenze", "--format", "sarif")
    expect("nothing found", status == 0 and json.loads(out)["runs"][0]["results"] == [])
    name = program.folder / "评分 细则.fenze"
    name.write_text(WARNED)
    uri = json.loads(program.check(name.name, "--format", "sarif")[1])["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    expect("a Chinese name with a blank as a URI", uri == "%E8%AF%84%E5%88%86%20%E7%BB%86%E5%88%99.fenze", uri)


if __name__ == "__main__":
    fenze = arguments(__doc__).fenze
    with tempfile.TemporaryDirectory() as scratch:
        for name, text in {"good": GOOD, "warned": WARNED, "noted": NOTED, "wrong": WRONG, "ignored": IGNORED}.items():
            (Path(scratch) / f"{name}.fenze").write_text(text)
        made = Program(fenze, Path(scratch))
        statuses(made)
        sarif(made)
    finish()
