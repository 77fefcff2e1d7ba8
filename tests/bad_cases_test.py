#!/usr/bin/env python3
"""Every folder of tests/cases/bad and tests/cases/bad-facts: what fenze says about it, in Chinese and in English, word for word.

A case is rubric.fenze (any bytes); with facts.* beside it the facts are scored, otherwise the rubric is checked. expected.txt holds both languages and
the exit status. `--update` rewrites it; read the difference before keeping it.

    bad_cases_test.py --fenze BIN [--update] [NAME…]
"""
import argparse
import subprocess
import sys
from pathlib import Path

CASES = Path(__file__).parent / "cases"


def said(fenze, folder):
    facts = sorted(folder.glob("facts.*"))
    command = [fenze, "score" if facts else "check", "rubric.fenze"] + [a for f in facts for a in ("--facts", f.name)]
    out = ""
    for language in ("zh", "en"):
        done = subprocess.run(command + ["--lang", language], cwd=folder, capture_output=True, timeout=60)
        text = (done.stdout + done.stderr).decode("utf-8")
        out += f"== {language}, {done.returncode}\n" + "".join(line.rstrip() + "\n" for line in text.splitlines())
    return out


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--fenze", required=True)
    arguments.add_argument("--update", action="store_true")
    arguments.add_argument("names", nargs="*")
    given = arguments.parse_args()
    fenze = str(Path(given.fenze).resolve())
    passed, failed = 0, 0
    for folder in sorted(p.parent for kind in ("bad", "bad-facts") for p in CASES.glob(f"{kind}/*/rubric.fenze")):
        if given.names and folder.name not in given.names:
            continue
        now, file = said(fenze, folder), folder / "expected.txt"
        if given.update:
            file.write_text(now, encoding="utf-8")
        if file.exists() and file.read_text(encoding="utf-8") == now:
            passed += 1
        else:
            failed += 1
            print(f"FAIL {folder.name}: now\n{now}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
