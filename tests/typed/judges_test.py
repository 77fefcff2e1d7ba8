#!/usr/bin/env python3
"""Any number of judges: as many marks as the facts hold, joined as a fixed number would be: judges_test.py --fenze BIN"""
import argparse
import json
import random
import subprocess
import tempfile
from fractions import Fraction
from pathlib import Path

MEAN, TRIMMED, MIDDLE = "平均", "去掉一个最高分和一个最低分后平均", "取中位数"


class Runner:
    def __init__(self, fenze, folder):
        self.fenze, self.folder, self.runs = fenze, folder, 0

    def file(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *arguments, status=0):
        done = subprocess.run([self.fenze, *map(str, arguments), "--lang", "zh"], capture_output=True, text=True, timeout=60)
        assert done.returncode == status, (arguments, done.returncode, done.stdout[-500:], done.stderr[-1500:])
        self.runs += 1
        return done

    def rubric(self, judges):
        return self.file("rubric.fenze", f"《T》\n评委：{judges}\n1. 答辩（100分）\n2. 材料（10分）\n")

    def total(self, rubric, facts):
        return Fraction(json.loads(self.run("score", rubric, "--facts", facts, "--format", "json").stdout)["total"])

    def refused(self, rubric, name, text):
        return self.run("score", rubric, "--facts", self.file(name, text), status=1).stderr


def joined(words, marks):
    kept = sorted(marks)
    if TRIMMED in words:
        kept = kept[1:-1]
    if MIDDLE in words:
        half = (len(kept) - 1) // 2
        kept = kept[half:len(kept) - half]
    return sum(kept, Fraction(0)) / len(kept)


def any_number(run):
    """The same marks come to the same whether their number is said or not, and however they are written."""
    dice = random.Random(5)
    for words in (MEAN, TRIMMED, MIDDLE, "取最高分", "取最低分"):
        for seats in (3, 4, 7, 12):
            marks = [Fraction(dice.randint(0, 1000), 10) for _ in range(seats)]
            shown = [f"{m.numerator / m.denominator:g}" for m in marks]
            files = [run.file("list.json", json.dumps({"答辩": [float(s) for s in shown], "材料": [5] * 3}, ensure_ascii=False)),
                     run.file("list.txt", f"答辩：{'；'.join(shown)}\n材料：5；5；5\n"),
                     run.file("each.txt", "".join(f"答辩/评委{n + 1}：{s}\n" for n, s in enumerate(shown)) + "材料：5；5；缺席；5\n"),
                     run.file("columns.csv", "事实," + ",".join(f"评委{n + 1}" for n in range(12)) + "\n答辩," + ",".join(shown + [""] * (12 - seats)) +
                              "\n材料,5,5,5" + "," * 9 + "\n")]
            fixed = run.total(run.file("fixed.fenze", f"《T》\n评委：答辩 {seats}名，{words}\n1. 答辩（100分）\n"),
                              run.file("fixed.json", json.dumps({"答辩": [float(s) for s in shown]}, ensure_ascii=False)))
            for said in ("若干名", "人数不限", "不少于3名", "3名以上", "3-12名", "不超过12名"):
                rubric = run.rubric(f"{said}，{words}")
                assert run.total(rubric, dice.choice(files)) == fixed + 5, (said, words, shown)
            rubric = run.rubric(f"若干名，{words}")
            for file in files:
                assert run.total(rubric, file) == fixed + 5, (file.name, words, shown)
            if words in (MEAN, TRIMMED, MIDDLE):
                assert fixed == joined(words, marks), (words, shown)


def groups(run):
    rubric = run.rubric("管理部门若干名占30%，平均，保留一位小数；专家不少于3名占70%，取中位数")
    got = run.total(rubric, run.file("f.txt", "答辩/管理部门：80；81；81\n答辩/专家：90；100；70；95\n材料/管理部门：5\n材料/专家1：6\n材料/专家2：7\n材料/专家3：9\n"))
    assert got == Fraction(3, 10) * Fraction(807, 10) + Fraction(7, 10) * Fraction(185, 2) + Fraction(15, 10) + Fraction(49, 10), got
    assert "没有叫“答辩”的事实" in run.refused(rubric, "g.txt", "答辩：80；90\n")


def refusals(run):
    rubric = run.rubric(f"不少于4名，{TRIMMED}")
    for text, wanted in (("答辩：80；90；85\n", "至少4名评委打分，这里有3个分"), ("答辩：80；90；85；缺席\n", "这里有3个分"), ("答辩：80；90；未评；85；86\n", "第3位评委没有打分"),
                         ("答辩：80；90；；85；86\n", "第3位评委没有打分"), ("答辩：80；90；120；85\n", "答辩/评委3"), ("答辩：85\n", "这里有1个分"),
                         ("答辩：80；90；85；86\n答辩/评委5：88\n", "写了两次"), ("答辩/评委1：80\n答辩/评委3：90\n", "第2位评委没有打分"),
                         ("答辩：缺席；缺席\n", "这里有0个分"), ("答辩/评委0：80\n", "没有叫“答辩/评委0”的事实")):
        said = run.refused(rubric, "f.txt", text)
        assert wanted in said, (text, said)
    assert "3至5名" in run.refused(run.rubric("3-5名，平均"), "f.txt", "答辩：1；2；3；4；5；6\n")
    assert "答辩" in json.loads(run.run("score", rubric, "--facts", run.file("none.txt", "材料：5；5；5；5\n"), "--format", "json").stdout)["missing"][0]
    for line, wanted in (("若干名", "怎样合成"), (f"不超过2名，{TRIMMED}", "没有剩下"), ("9-5名，平均", "读不懂有几名"), ("若干名，去掉一个最低分，取最高分", "不止一种"),
                         ("5名以上单数，平均", "单数"), ("甲组若干名占30%，平均；乙组若干名占60%，平均", "90%")):
        said = run.run("check", run.rubric(line), status=1).stdout
        assert "FZ170" in said and wanted in said, (line, said)


def elsewhere(run):
    """A population, the report and the canonical words treat the marks as the score does."""
    rubric = run.rubric(f"若干名，{TRIMMED}")
    units = [[80, 90, 85], [70, 75, 80, 85, 90], [60, 61]]
    listed = run.file("units.jsonl", "".join(json.dumps({"单位": f"第{n}家", "答辩": marks, "材料": [5, 6, 7]}, ensure_ascii=False) + "\n" for n, marks in enumerate(units)))
    done = run.run("batch", rubric, "--facts", listed, status=1)
    assert [Fraction(json.loads(line)["总分"]) for line in done.stdout.splitlines()] == [91, 86], done.stdout
    assert "至少3名" in done.stderr, done.stderr
    single = run.file("units.csv", "单位,答辩,材料\n甲,85,5；6；7\n")  # one mark is no joined mark
    assert "至少3名" in run.run("batch", rubric, "--facts", single, status=1).stderr
    page = run.run("report", rubric, "--facts", run.file("f.txt", "答辩：80；90；85；缺席\n材料：5；6；7\n"), "--format", "markdown").stdout
    assert "评委3（签字）" in page and "评委4（签字）" not in page and "评委3名：80、90、85" in page, page


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fenze", required=True)
    fenze = str(Path(parser.parse_args().fenze).resolve())
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        run = Runner(fenze, Path(folder))
        for part in (any_number, groups, refusals, elsewhere):
            try:
                part(run)
            except AssertionError as why:
                failed += 1
                print(f"{part.__name__}: {why}")
    print(f"{run.runs} runs, {failed} parts failed")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
