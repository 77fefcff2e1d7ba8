#!/usr/bin/env python3
"""Conversations: what `fenze repl` answers to stored lines, screen by screen.

    talk_test.py --fenze BIN [--update]

tests/cases/talk/NAME.talk    the lines typed; the first says which rubric (# 评分文件：…), a second may name facts (# 事实：…)
tests/cases/talk/NAME.screen  what is on the screen then

Each runs in a folder of its own, so that it may save and load. Nothing on a Chinese screen may be English: every word of Latin letters must
stand in the lines typed or in the documents. --update writes the screens anew; the change is then reviewed line by line.
"""
import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases" / "talk"
LATIN = re.compile(r"[A-Za-z]{2,}")


def named(lines, word):
    """The file that a line `# word：file` names."""
    for line in lines:
        if line.startswith(f"# {word}："):
            return line.split("：", 1)[1].strip()
    return None


def talk(fenze, case):
    lines = case.read_text(encoding="utf-8").splitlines()
    rubric, facts = named(lines, "评分文件"), named(lines, "事实")
    with tempfile.TemporaryDirectory() as folder:
        typed = "".join(line + "\n" for line in lines)
        seen = typed
        arguments = [fenze, "repl", "评分文件.fenze", "--lang", "zh"]
        shutil.copyfile(ROOT / rubric, Path(folder) / "评分文件.fenze")
        seen += (ROOT / rubric).read_text(encoding="utf-8")
        if facts:
            name = "事实" + Path(facts).suffix
            shutil.copyfile(ROOT / facts, Path(folder) / name)
            seen += (ROOT / facts).read_text(encoding="utf-8") + name
            arguments += ["--facts", name]
        environment = {**os.environ, "XDG_STATE_HOME": folder, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(arguments, input=typed.encode(), capture_output=True, cwd=folder, env=environment, timeout=120)
        screen = done.stdout.decode() + done.stderr.decode()
        if done.returncode != 0:
            return screen, f"exit status {done.returncode}"
        if "\x1b" in screen:
            return screen, "an escape code in a pipe"
        known = set(LATIN.findall(seen + "评分文件.fenze .txt .json"))
        foreign = sorted({word for word in LATIN.findall(re.sub("（也可写 [a-z]+）", "", screen)) if word not in known and not re.fullmatch(r"FZ", word)})
        return screen, f"not Chinese: {', '.join(foreign)}" if foreign else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fenze", required=True, help="the fenze program")
    parser.add_argument("--update", action="store_true", help="write the screens anew")
    options = parser.parse_args()
    fenze = str(Path(options.fenze).resolve())
    passed = failed = 0
    for case in sorted(CASES.glob("*.talk")):
        screen, wrong = talk(fenze, case)
        file = case.with_suffix(".screen")
        if options.update:
            file.write_text(screen, encoding="utf-8")
        had = file.read_text(encoding="utf-8") if file.exists() else ""
        if had == screen and not wrong:
            passed += 1
            continue
        failed += 1
        print(f"FAIL {case.name}: {wrong or 'the screen differs'}")
        sys.stdout.writelines(difflib.unified_diff(had.splitlines(True), screen.splitlines(True), "expected", "got"))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
