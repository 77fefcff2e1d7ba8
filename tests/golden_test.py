#!/usr/bin/env python3
"""Golden files: what the program says of the stored documents and rubrics, line by line.

    golden_test.py --fenze BIN [--update]

tests/seeds/NAME.check.txt   the problems of a document pasted whole, then the readings of each of its rubrics
tests/golden/NAME.read.txt   the readings of a stdlib rubric
tests/golden/NAME.score.txt  the report of a stdlib rubric on the facts beside it
tests/golden/NAME.ask.txt    what goal, missing and why say of them, each command before its answer

--update writes them anew; the change is then reviewed line by line.
"""
import argparse
import difflib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def output(fenze, *arguments):
    """Standard output and standard error of one run, as a terminal would show them; what it wrote, where it went wrong."""
    done = subprocess.run([fenze, *arguments, "--lang", "zh"], capture_output=True, cwd=ROOT, timeout=120)
    text = done.stdout.decode("utf-8") + done.stderr.decode("utf-8")
    if done.returncode > 1:
        raise RuntimeError(f"{' '.join(arguments)}: exit status {done.returncode}\n{text}")
    return text


def check_and_read(fenze, document):
    problems = output(fenze, "check", document)
    if "\n错误 " in "\n" + problems:  # nothing to read
        return problems
    return problems + "\n" + output(fenze, "read", document)


# Goals within reach and out of it, an item and a fact, for each rubric.
ASKED = {
    "gansu-assess": (["100", "--plans", "3"], ["130"], ["3.4=16"], "近3年获专利等知识产权数量", "近三年累计科技研发投入"),
    "gansu-establish": (["90", "--curve"], ["120", "--lock", "制定颁布的国际标准"], ["4.1=6"], "产业联盟所在行业经济规模", "年经济效益"),
    "guangzhou-alliance": (["120", "--plans", "2"], ["200"], ["1.3=5"], "8", "社会效益"),
    "hefei-alliance": (["优秀", "--curve"], ["优秀", "--lock", "联盟经费在年度审计报告中单独体现"], ["9=10"], "11", "主持制定标准"),
    "keqiao-contact": (["95"], ["101"], ["共建共享高级专家库=满分"], "共建共享高级专家库", "类别"),
    "keqiao-station": (["95", "--plans", "2"], ["101"], ["达成科技服务项目数=15"], "达成科技服务项目数", "级别"),
    "liaoning-alliance": (["9"], ["11"], ["10"], "总分", "评审评价"),
}


def asked(fenze, name, facts):
    reached, unreached, item, about, fact = ASKED[Path(name).stem]
    given = ["--facts", facts]
    commands = [["goal", name, *reached, *given], ["goal", name, *unreached, *given], ["goal", name, *item, *given], ["goal", name, reached[0]],
                ["missing", name, "--ends"], ["why", name, about, *given], ["why", name, fact, *given], ["why", name, "总分", *given]]
    return "\n".join(f"$ fenze {' '.join(command)}\n" + output(fenze, *command) for command in commands)


def goldens(fenze):
    """(file, how to make its text)"""
    for document in sorted((ROOT / "tests" / "seeds").glob("*.txt")):
        if not document.name.endswith(".check.txt"):
            name = str(document.relative_to(ROOT))
            yield document.with_suffix(".check.txt"), lambda name=name: check_and_read(fenze, name)
    for rubric in sorted((ROOT / "stdlib-rubrics").glob("*.fenze")):
        name = str(rubric.relative_to(ROOT))
        yield ROOT / "tests" / "golden" / (rubric.stem + ".read.txt"), lambda name=name: output(fenze, "read", name)
        facts = str(next(rubric.parent.glob(rubric.stem + ".facts.*")).relative_to(ROOT))
        yield ROOT / "tests" / "golden" / (rubric.stem + ".ask.txt"), lambda name=name, facts=facts: asked(fenze, name, facts)
        if rubric.stem == "hefei-alliance":
            facts = name.removesuffix(".fenze") + ".facts.txt"
            yield ROOT / "tests" / "golden" / (rubric.stem + ".score.txt"), lambda name=name, facts=facts: output(fenze, "score", name, "--facts", facts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fenze", required=True, help="the fenze program")
    parser.add_argument("--update", action="store_true", help="write the files anew")
    options = parser.parse_args()
    fenze = str(Path(options.fenze).resolve())
    passed = failed = 0
    for file, made in goldens(fenze):
        got = made()
        had = file.read_text(encoding="utf-8") if file.exists() else ""
        shown = str(file.relative_to(ROOT))
        if got == had:
            passed += 1
        elif options.update:
            file.parent.mkdir(exist_ok=True)
            file.write_text(got, encoding="utf-8")
            passed += 1
            print(f"written: {shown}")
        else:
            failed += 1
            print("\n".join(list(difflib.unified_diff(had.splitlines(), got.splitlines(), shown, "now", lineterm=""))[:80]))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
