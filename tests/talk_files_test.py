#!/usr/bin/env python3
"""What a conversation does to files, byte by byte: examples written into files of other encodings, taken back; what is no file; files that change meanwhile.

    talk_files_test.py --fenze BIN
"""
import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

RUBRIC = "《考核》\n1. 论文（10分）\n论文每篇得3分，最高10分。\n例：论文 1 → 总分 3\n2. 说明\n另行通知。\n"
EXAMPLE = "例：论文 2篇 → 总分 6"


def talk(fenze, folder, lines, *more):
    environment = {**os.environ, "XDG_STATE_HOME": folder, "LC_ALL": "C.UTF-8"}
    done = subprocess.run([fenze, "repl", "r.fenze", "--lang", "zh", *more], input="".join(line + "\n" for line in lines).encode(), capture_output=True,
                          cwd=folder, env=environment, timeout=120)
    return done.returncode, done.stdout.decode() + done.stderr.decode()


def with_example(text):
    lines = text.splitlines(True)
    at = next(i for i, line in enumerate(lines) if line.startswith("例：")) + 1
    return "".join(lines[:at]) + EXAMPLE + ("\r\n" if "\r\n" in text else "\n") + "".join(lines[at:])


def cases(fenze):
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        for end in ("\n", "\r\n"):
            text = RUBRIC.replace("\n", end)
            with tempfile.TemporaryDirectory() as folder:
                rubric = Path(folder) / "r.fenze"
                rubric.write_bytes(text.encode(encoding))
                status, screen = talk(fenze, folder, ["论文 2", "记为例"])
                yield f"记为例 {encoding} {end!r}", status == 0 and rubric.read_bytes() == with_example(text).encode(encoding), screen
                rubric.write_bytes(text.encode(encoding))
                status, screen = talk(fenze, folder, ["论文 2", "记为例", "看", "撤销", "撤销"])
                taken = status == 0 and rubric.read_bytes() == text.encode(encoding) and "去掉刚才记的例" in screen and "论文" in screen
                yield f"撤销 {encoding} {end!r}", taken, screen
    with tempfile.TemporaryDirectory() as folder:
        rubric = Path(folder) / "r.fenze"
        rubric.write_bytes(b"\xff\xfe" + RUBRIC.encode("utf-16-le"))
        before = rubric.read_bytes()
        status, screen = talk(fenze, folder, ["论文 2", "记为例"])
        yield "记为例 utf-16", status == 0 and rubric.read_bytes() == before and "手工" in screen, screen
    with tempfile.TemporaryDirectory() as folder:
        rubric = Path(folder) / "r.fenze"
        rubric.write_text(RUBRIC, encoding="utf-8")
        for path, words in (("/dev/zero", "是设备"), (".", "是文件夹"), ("没有.txt", "没有这个文件")):
            status, screen = talk(fenze, folder, [f"载入 {path}", "论文 2"])
            yield f"载入 {path}", status == 0 and words in screen and "→ 6" in screen, screen
            status, screen = talk(fenze, folder, [], "--facts", path)
            yield f"--facts {path}", status == 2 and words in screen, screen
        huge = Path(folder) / "huge.txt"
        with huge.open("wb") as file:
            file.truncate(3 << 30)
        status, screen = talk(fenze, folder, ["载入 huge.txt"])
        yield "载入 3GB", status == 0 and "太大" in screen, screen
        # the file vanishes behind the back of the conversation: a pipe feeds it line by line
        environment = {**os.environ, "XDG_STATE_HOME": folder, "LC_ALL": "C.UTF-8"}
        with subprocess.Popen([fenze, "repl", "r.fenze", "--lang", "zh"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder, env=environment) as running:
            running.stdin.write("论文 2\n".encode())
            running.stdin.flush()
            seen = b""
            while "→ 6".encode() not in seen:
                byte = running.stdout.read1(4096)
                if not byte:
                    break
                seen += byte
            rubric.unlink()
            running.stdin.write("重载\n记为例\n看\n保存 甲.txt\n退出\n".encode())
            running.stdin.close()
            screen = (seen + running.stdout.read()).decode()
        good = running.returncode == 0 and "仍用原来的规则" in screen and (Path(folder) / "甲.txt").exists() and not rubric.exists()
        yield "评分文件没了", good, screen


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--fenze", required=True)
    fenze = str(Path(arguments.parse_args().fenze).resolve())
    passed = failed = 0
    for name, good, screen in cases(fenze):
        passed, failed = passed + bool(good), failed + (not good)
        if not good:
            print(f"FAIL {name}\n{screen}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
