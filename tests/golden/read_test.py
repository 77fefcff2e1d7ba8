#!/usr/bin/env python3
"""`fenze read` of every rubric of the library is as reviewed: tests/golden/read/NAME.txt.

    read_test.py --fenze build/dev/fenze [--update]

--update writes the files anew: read the difference line by line before it is kept.
"""
import argparse
import difflib
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
RUBRICS = HERE.parent.parent / "stdlib-rubrics"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fenze", required=True)
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    passed = failed = 0
    for rubric in sorted(RUBRICS.glob("*.fenze")):
        done = subprocess.run([options.fenze, "read", str(rubric)], capture_output=True, text=True, timeout=60)
        golden = HERE / "read" / f"{rubric.stem}.txt"
        if options.update:
            golden.write_text(done.stdout, encoding="utf-8")
        wanted = golden.read_text(encoding="utf-8") if golden.exists() else ""
        if done.returncode == 0 and done.stdout == wanted:
            passed += 1
            continue
        failed += 1
        print(f"{rubric.name}: exit {done.returncode}\n{done.stderr}", end="")
        sys.stdout.writelines(difflib.unified_diff(wanted.splitlines(True), done.stdout.splitlines(True), str(golden.name), "fenze read"))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
