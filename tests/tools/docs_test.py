#!/usr/bin/env python3
"""Runs every example of README.md and docs/: docs_test.py --fenze BIN [--update] [FILE...]

Fenced blocks, in order of their page; files live in one scratch folder a page, where stdlib-rubrics/ is to be seen:

    ```fenze [name]      a rubric, kept under its name (规则.fenze)
    ```facts [name]      facts, kept under their name (事实.txt)
    ```score [options]   what `fenze score` says of the last rubric and the last facts behind it
    ```read, ```form, ```check, ```test
                         what `fenze read`, `facts`, `check`, `test` say of the last rubric
    ```shell             a transcript: each `$ fenze …` with what it prints (`$ cat FILE | fenze …`, `$ printf '…' | fenze …` too)

Other fences (text, cpp, json without a name …) are not run. Messages and results are compared together, blank line ends aside; a
rubric that nothing is asked of is a failure, and so is an exit status of 3 or a signal. --update writes what is printed into the page.
Every diagnostic code of the sources must have its place in docs/zh/常见错误.md or docs/zh/检查项.md, and no other. Ends with `N passed, M failed`.
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

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```(\S*)[ ]?(.*)$")
COMMANDS = {"score": "score", "read": "read", "form": "facts", "check": "check", "test": "test"}
FILES = {"fenze": "规则.fenze", "facts": "事实.txt"}
PIPE = re.compile(r"^(?:cat (\S+)|echo '([^']*)'|printf '([^']*)') \| ")


def unescaped(words):
    """What printf makes of \\n, \\r and \\x1f."""
    plain = words.replace("\\n", "\n").replace("\\r", "\r").encode()
    return re.sub(rb"\\x([0-9a-f]{2})", lambda found: bytes([int(found[1], 16)]), plain)


class Page:
    def __init__(self, file, program):
        self.file, self.program = file, program
        self.out, self.failures, self.passed = [], [], 0
        self.rubric = self.facts = None
        self.asked = True

    def fail(self, line, what):
        self.failures.append(f"{self.file.relative_to(ROOT)}:{line}: {what}")

    def call(self, arguments, given=b""):
        """What the program prints, results and messages in the order they appear, and whether it ended as a program should."""
        environment = {**os.environ, "LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8", "NO_COLOR": "1", "COLUMNS": "100"}
        done = subprocess.run([self.program, *arguments], cwd=self.folder, input=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              env=environment, timeout=60)
        text = done.stdout.decode(errors="replace")
        return [line.rstrip() for line in text.rstrip("\n").split("\n")] if text.strip() else [], done.returncode in (0, 1, 2)

    def compare(self, line, expected, printed, well):
        while expected and not expected[-1].strip():
            expected = expected[:-1]
        if not well:
            self.fail(line, "the program did not end as it should")
        elif [one.rstrip() for one in expected] == printed:
            self.passed += 1
        else:
            self.fail(line, "\n".join(difflib.unified_diff(expected, printed, "the page", "the program", lineterm="")))

    def transcript(self, line, body):
        """The body with each command's output replaced by what it prints now."""
        out, at = [], 0
        while at < len(body):
            command, start = body[at], at
            at += 1
            expected = []
            while at < len(body) and not body[at].startswith("$ "):
                expected.append(body[at])
                at += 1
            if not command.startswith("$ "):
                self.fail(line + start, "a transcript begins with `$ `")
                return body
            out.append(command)
            words, given = command[2:], b""
            if found := PIPE.match(words):
                given = (self.folder / found[1]).read_bytes() if found[1] else f"{found[2]}\n".encode() if found[2] else unescaped(found[3])
                words = words[found.end():]
            arguments = re.findall(r"\S+", words)
            if arguments[:1] != ["fenze"]:
                continue  # `$ make demo` is not ours to run
            printed, well = self.call(arguments[1:], given)
            gap = bool(expected) and not expected[-1].strip() and at < len(body)
            self.compare(line + start, expected, printed, well)
            out += printed + ([""] if gap else [])
        return out

    def block(self, line, kind, words, body):
        if kind in FILES or (kind in ("json", "csv") and words):
            name = words or FILES[kind]
            (self.folder / name).write_text("\n".join(body) + "\n")
            if kind == "fenze":
                if not self.asked:
                    self.fail(line, "nothing is asked of the rubric before this one")
                self.rubric, self.asked, self.facts = name, False, None
            else:
                self.facts = name
            return body
        if kind in COMMANDS:
            self.asked = True
            options = words.split()
            if kind == "score":
                options = (["--facts", self.facts] if self.facts else []) + options
            printed, well = self.call([COMMANDS[kind], self.rubric, *options])
            self.compare(line, body, printed, well)
            return printed
        if kind == "shell":
            self.asked = True
            return self.transcript(line, body)
        return body

    def read(self):
        lines = self.file.read_text().split("\n")
        with tempfile.TemporaryDirectory() as folder:
            self.folder = Path(folder)
            shutil.copytree(ROOT / "stdlib-rubrics", self.folder / "stdlib-rubrics")
            at = 0
            while at < len(lines):
                opened = FENCE.match(lines[at])
                self.out.append(lines[at])
                at += 1
                if not opened or not opened[1]:
                    continue
                end = at
                while end < len(lines) and lines[end] != "```":
                    end += 1
                self.out += self.block(at + 1, opened[1], opened[2].strip(), lines[at:end])
                at = end
                if at < len(lines):
                    self.out.append(lines[at])
                    at += 1
        if not self.asked:
            self.fail(len(lines), "nothing is asked of the last rubric")


def codes():
    """Diagnostic codes that the sources give, and those that the manual explains."""
    given = set()
    for folder in ("dsl", "interpreter", "repl"):
        for file in (ROOT / folder).rglob("*.cpp"):
            given |= set(re.findall(r'"(FZ\d{3})"', file.read_text()))
    told = set()
    for page in (ROOT / "docs/zh/常见错误.md", ROOT / "docs/zh/检查项.md"):
        if page.exists():
            told |= set(re.findall(r"^#+ .*?(FZ\d{3})", page.read_text(), re.M))
    return given, told


def links(file):
    """Links of the page to files that are not there."""
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", file.read_text()):
        if not (file.parent / target).exists():
            yield target


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--fenze", required=True)
    arguments.add_argument("--update", action="store_true")
    arguments.add_argument("files", nargs="*", type=Path)
    chosen = arguments.parse_args()
    files = [f.resolve() for f in chosen.files] or [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    passed, failures = 0, []
    for file in files:
        page = Page(file, str(Path(chosen.fenze).resolve()))
        page.read()
        passed += page.passed
        failures += page.failures
        for target in links(file):
            failures.append(f"{file.relative_to(ROOT)}: there is no {target}")
        if chosen.update:
            text = "\n".join(page.out)
            if text != file.read_text():
                file.write_text(text)
    if not chosen.files:
        given, told = codes()
        for code in sorted(given - told):
            failures.append(f"docs/zh: {code} is not explained: add a heading with an example and its mending")
        for code in sorted(told - given):
            failures.append(f"docs/zh: {code} is given nowhere in the sources")
        passed += len(given & told)
    for failure in failures:
        print(failure)
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
