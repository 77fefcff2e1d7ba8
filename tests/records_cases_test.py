#!/usr/bin/env python3
"""Every folder of tests/cases/records: rubrics with records, and what fenze says of them, word for word.

`commands.txt` holds a line for each run, without the word fenze; expected.txt the lines with what was printed and the exit status. --update rewrites it;
read the difference before keeping it.

    records_cases_test.py --fenze BIN [--update] [NAME…]
"""
import shlex
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "tools"))
from harness import arguments, finish, stored, trimmed  # noqa: E402

CASES = Path(__file__).parent / "cases/records"


def said(fenze, folder):
    out = ""
    for line in (folder / "commands.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        done = subprocess.run([fenze, *shlex.split(line)], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60,
                              env={"LANG": "zh_CN.UTF-8", "NO_COLOR": "1", "COLUMNS": "100"})
        out += f"$ fenze {line}\n{trimmed(done.stdout)}== {done.returncode}\n\n"
    return out


if __name__ == "__main__":
    given = arguments(__doc__, update=True, names=True)
    for folder in sorted(p.parent for p in CASES.glob("*/commands.txt")):
        if not given.names or folder.name in given.names:
            stored(folder.name, folder / "expected.txt", said(given.fenze, folder), given.update)
    finish()
