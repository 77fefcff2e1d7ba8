#!/usr/bin/env python3
"""Every deep check of `fenze check` has a file that fires it and one that does not.

    check_cases_test.py --fenze BIN

tests/cases/check/NAME.fire.fenze begins with `# 报 FZ313 第4行`: that code on that line. NAME.quiet.fenze begins with `# 不报 FZ313`, and nothing
with that code may be said of it, nor any error. Every code of the sources and every one that docs/zh/检查项.md explains must have such a pair,
and the two must be the same codes; each message, help and witness must be there in both languages.
"""
import argparse
import json
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CASES = Path(__file__).parent / "cases" / "check"
MANUAL = ROOT / "docs" / "zh" / "检查项.md"


def said(fenze, file, language):
    done = subprocess.run([fenze, "check", "--format", "json", "--lang", language, str(file)], capture_output=True, text=True, timeout=60)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{file.name}: exit status {done.returncode}")
    return json.loads(done.stdout)


def replayed(fenze, file, message):
    """What the item gives for the facts of the message, beside what the message says; nothing where it speaks of no facts or of several items."""
    found = re.search(r"(?:没有规定|“其余”)：(.+?)时得(-?[\d./]+)分", message) or re.search(r"最多只能得([\d./]+)分，例如(.+?)时。", message)
    if not found:
        return None
    said, points = (found[1], found[2]) if "时得" in found[0] else (found[2], found[1])
    form = json.loads(subprocess.run([fenze, "facts", "--format", "json", str(file)], capture_output=True, text=True).stdout)["facts"]
    values = {}
    for part in said.split("，"):
        for fact in sorted(form, key=lambda f: -len(f["name"])):
            if part.startswith(fact["name"]):
                values[fact["path"]] = part[len(fact["name"]):].strip()
                break
        else:
            return None
    if len(values) != len(form):
        return None
    done = subprocess.run([fenze, "score", str(file), "--facts", "-", "--format", "json"], input=json.dumps(values, ensure_ascii=False), capture_output=True, text=True)
    return json.loads(done.stdout)["total"], points


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fenze", required=True)
    fenze = str(Path(parser.parse_args().fenze).resolve())
    passed, seen, failures, fired, quiet = 0, 0, [], set(), set()
    for file in sorted(CASES.glob("*.fenze")):
        first = file.read_text(encoding="utf-8").split("\n")[0]
        found = re.fullmatch(r"# (报|不报) (FZ\d{3})(?: 第(\d+)行)?", first)
        if not found:
            failures.append(f"{file.name}: begins with {first!r}")
            continue
        code, all_said, english = found[2], said(fenze, file, "zh"), said(fenze, file, "en")
        here = [d for d in all_said if d["code"] == code]
        if any(not d["message"] for d in all_said + english):
            failures.append(f"{file.name}: a message is empty")
        elif found[1] == "报" and not any(d["line"] == int(found[3]) for d in here):
            failures.append(f"{file.name}: no {code} on line {found[3]}, but {[(d['code'], d['line']) for d in all_said]}")
        elif found[1] == "不报" and (here or any(d["severity"] == "error" for d in all_said)):
            failures.append(f"{file.name}: {[(d['code'], d['line'], d['message']) for d in all_said]}")
        elif any(pair and Fraction(pair[0]) != Fraction(pair[1]) for pair in (replayed(fenze, file, d["message"]) for d in here)):
            failures.append(f"{file.name}: the witness does not show what is claimed: {[d['message'] for d in here]}")
        else:
            seen += sum(replayed(fenze, file, d["message"]) is not None for d in here)
            passed += 1
            (fired if found[1] == "报" else quiet).add(code)
    given = set()
    for source in (ROOT / "interpreter" / "check").glob("*.cpp"):
        given |= set(re.findall(r'"(FZ(?:031|3\d\d))"', source.read_text(encoding="utf-8")))
    explained = set(re.findall(r"^### (FZ\d{3}) ", MANUAL.read_text(encoding="utf-8"), re.M))
    for code in sorted(given - explained):
        failures.append(f"{code} is not explained in {MANUAL.name}")
    for code in sorted(explained - given):
        failures.append(f"{code} stands in {MANUAL.name}, and no check gives it")
    for code in sorted((given | explained) - fired):
        failures.append(f"{code} has no file in tests/cases/check that fires it")
    for code in sorted((given | explained) - quiet):
        failures.append(f"{code} has no file in tests/cases/check that it leaves alone")
    if seen < 3:
        failures.append(f"only {seen} witnesses were replayed")
    for failure in failures:
        print(failure)
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
