#!/usr/bin/env python3
"""Every folder of tests/cases/bad and tests/cases/bad-facts: what fenze says about it, in Chinese and in English, word for word.

A case is rubric.fenze (any bytes); with facts.* beside it the facts are scored, otherwise the rubric is checked. expected.txt holds both languages and
the exit status. `--update` rewrites it; read the difference before keeping it.

    bad_cases_test.py --fenze BIN [--update] [NAME…]
"""
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "tools"))
from harness import arguments, finish, stored, trimmed  # noqa: E402

CASES = Path(__file__).parent / "cases"


def said(fenze, folder):
    facts = sorted(folder.glob("facts.*"))
    command = [fenze, "score" if facts else "check", "rubric.fenze"] + [a for f in facts for a in ("--facts", f.name)]
    out = ""
    for language in ("zh", "en"):
        done = subprocess.run(command + ["--lang", language], cwd=folder, capture_output=True, timeout=60)
        out += f"== {language}, {done.returncode}\n" + trimmed(done.stdout + done.stderr)
    return out


if __name__ == "__main__":
    given = arguments(__doc__, update=True, names=True)
    for folder in sorted(p.parent for kind in ("bad", "bad-facts") for p in CASES.glob(f"{kind}/*/rubric.fenze")):
        if not given.names or folder.name in given.names:
            stored(folder.name, folder / "expected.txt", said(given.fenze, folder), given.update)
    finish()
