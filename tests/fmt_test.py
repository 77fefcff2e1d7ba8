#!/usr/bin/env python3
"""fenze fmt as it is run: fmt_test.py --fenze BIN [--update]

tests/cases/fmt/NAME/rubric.fenze is formatted as it stands (layout.txt), in official words (official.txt) and in terse ones (terse.txt); what is
printed as messages stands behind a line of dashes. Each result, formatted again, stays as it is. Then what a folder of files goes through: written in place or
not at all, --check, --diff, standard input, encodings, errors. --update writes the three files anew; review the difference.
"""
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "tools"))
from harness import arguments, expect, finish, stored  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
STYLES = {"layout": [], "official": ["--style", "公文"], "terse": ["--style", "简写"]}


def run(fenze, *arguments, given=b"", folder=None):
    done = subprocess.run([fenze, *map(str, arguments), "--lang", "zh"], input=given, capture_output=True, cwd=folder, timeout=60)
    return done.returncode, done.stdout, done.stderr.decode()


def cases(fenze, update):
    for folder in sorted((ROOT / "tests/cases/fmt").iterdir()):
        for name, style in STYLES.items():
            status, out, err = run(fenze, "fmt", *style, "-", given=(folder / "rubric.fenze").read_bytes())
            got = out.decode() + (f"----\n{err}" if err else "")
            expect(f"{folder.name} {name}: exit status {status}", status == 0)
            stored(f"{folder.name} {name}", folder / f"{name}.txt", got, update)
            again = run(fenze, "fmt", *style, "-", given=out)
            expect(f"{folder.name} {name}: formatted again", again[1] == out, again[1].decode())
        official, terse = (run(fenze, "fmt", *STYLES[s], "-", given=(folder / "rubric.fenze").read_bytes())[1] for s in ("official", "terse"))
        expect(f"{folder.name}: terse to official", run(fenze, "fmt", *STYLES["official"], "-", given=terse)[1] == official)
        expect(f"{folder.name}: official to terse", run(fenze, "fmt", *STYLES["terse"], "-", given=official)[1] == terse)


UNEVEN = "《细则》\n1. 培训 (10分)\n举办培训班,每期计2分。\n"
EVEN = "《细则》\n1. 培训（10分）\n举办培训班，每期计2分。\n"
WRONG = "《细则》\n1. 培训 (10分)\n举办培训班,每期得2份。\n"


def files(fenze):
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        uneven, even, wrong = folder / "甲.fenze", folder / "乙.fenze", folder / "丙.fenze"
        uneven.write_text(UNEVEN), even.write_text(EVEN), wrong.write_text(WRONG)
        before = even.stat()
        uneven.chmod(0o640)

        status, out, err = run(fenze, "fmt", "--check", uneven, even)
        expect("--check names what would change", status == 1 and out.decode() == f"{uneven}\n" and uneven.read_text() == UNEVEN, out.decode() + err)
        status, out, err = run(fenze, "fmt", "--check", even)
        expect("--check of an even file", status == 0 and not out and not err, out.decode() + err)
        status, out, err = run(fenze, "fmt", "--diff", "甲.fenze", folder=folder)
        diff = "--- 甲.fenze\n+++ 甲.fenze\n@@ -1,3 +1,3 @@\n 《细则》\n-1. 培训 (10分)\n-举办培训班,每期计2分。\n+1. 培训（10分）\n+举办培训班，每期计2分。\n"
        expect("--diff", status == 0 and out.decode() == diff and uneven.read_text() == UNEVEN, out.decode())
        status, out, _ = run(fenze, "fmt", "--diff", "--check", uneven)
        expect("--diff --check", status == 1 and out.startswith(b"--- "))

        status, out, err = run(fenze, "fmt", uneven, wrong, even)
        expect("a file with errors stays, the others are formatted", status == 1 and wrong.read_text() == WRONG and uneven.read_text() == EVEN, err)
        expect("and its errors are listed", "FZ104" in err and "没有整理" in err, err)
        expect("permissions stay", stat.S_IMODE(uneven.stat().st_mode) == 0o640)
        expect("an even file is not written", (even.stat().st_ino, even.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns))
        expect("nothing is left beside", sorted(f.name for f in folder.iterdir()) == sorted(["甲.fenze", "乙.fenze", "丙.fenze"]))

        link = folder / "丁.fenze"
        uneven.write_text(UNEVEN)
        link.symlink_to(uneven)
        status, _, err = run(fenze, "fmt", link)
        expect("a link stays a link", status == 0 and link.is_symlink() and uneven.read_text() == EVEN, err)

        uneven.write_bytes(UNEVEN.encode("gb18030"))
        status, _, err = run(fenze, "fmt", uneven)
        expect("GB18030 becomes UTF-8, and is told of", status == 0 and uneven.read_text() == EVEN and "GB18030" in err, err)
        uneven.write_bytes(b"\xef\xbb\xbf" + EVEN.replace("\n", "\r\n").replace("培训班", "培训\u200b班").encode())
        status, _, err = run(fenze, "fmt", uneven)
        expect("mark, CRLF and zero width go", status == 0 and uneven.read_text() == EVEN and "1个看不见的字符" in err, err)

        uneven.write_bytes(EVEN.replace("\n", "\r\n").encode())
        status, out, err = run(fenze, "fmt", "--diff", "--check", uneven)
        expect("a difference that a diff does not show is told of", status == 1 and not out and "换行符" in err, out.decode() + err)

        status, out, err = run(fenze, "fmt", folder / "没有.fenze", even)
        expect("a file that is not there", status == 2 and "读不了" in err, err)
        if os.geteuid() != 0:
            even.write_text(UNEVEN)
            even.chmod(0o444)
            status, out, err = run(fenze, "fmt", even)
            expect("a file that may not be written", status == 2 and even.read_text() == UNEVEN and "写不了" in err, err)
        for wrong_use in (["--style", "古文"], ["--strict"], ["--format", "sarif"]):
            status, _, err = run(fenze, "fmt", even, *wrong_use)
            expect(f"wrong use: {wrong_use}", status == 2 and err, err)


if __name__ == "__main__":
    chosen = arguments(__doc__, update=True)
    cases(chosen.fenze, chosen.update)
    files(chosen.fenze)
    finish()
