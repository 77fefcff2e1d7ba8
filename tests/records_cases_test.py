#!/usr/bin/env python3
"""Every folder of tests/cases/records: rubrics with records, and what fenze says of them, word for word.

`commands.txt` holds a line for each run, without the word fenze; expected.txt the lines with what was printed and the exit status. --update rewrites it;
read the difference before keeping it.

    records_cases_test.py --fenze BIN [--update] [NAME…]
"""
import argparse
import shlex
import subprocess
import sys
from pathlib import Path

CASES = Path(__file__).parent / "cases/records"


def said(fenze, folder):
    out = ""
    for line in (folder / "commands.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        done = subprocess.run([fenze, *shlex.split(line)], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60,
                              env={"LANG": "zh_CN.UTF-8", "NO_COLOR": "1", "COLUMNS": "100"})
        printed = "".join(row.rstrip() + "\n" for row in done.stdout.decode("utf-8").splitlines())
        out += f"$ fenze {line}\n{printed}== {done.returncode}\n\n"
    return out


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--fenze", required=True)
    arguments.add_argument("--update", action="store_true")
    arguments.add_argument("names", nargs="*")
    given = arguments.parse_args()
    fenze = str(Path(given.fenze).resolve())
    passed, failed = 0, 0
    for folder in sorted(p.parent for p in CASES.glob("*/commands.txt")):
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
