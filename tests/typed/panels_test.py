#!/usr/bin/env python3
"""Marks of several judges, rewards over several units, and reports, against what they come to by hand: panels_test.py --fenze BIN"""
import argparse
import csv
import html.parser
import io
import json
import random
import re
import subprocess
import tempfile
import zipfile
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree


class Runner:
    def __init__(self, fenze, folder):
        self.fenze, self.folder, self.passed = fenze, folder, 0

    def file(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *arguments, status=0):
        done = subprocess.run([self.fenze, *map(str, arguments), "--lang", "zh"], capture_output=True, text=True, timeout=60)
        assert done.returncode == status, (arguments, done.returncode, done.stdout[-500:], done.stderr[-2000:])
        self.passed += 1
        return done

    def score(self, rubric, facts, *more, status=0):
        return json.loads(self.run("score", rubric, "--facts", facts, "--format", "json", *more, status=status).stdout)


def joined(marks, high, low):
    kept = sorted(marks)[low:len(marks) - high]
    return sum(kept, Fraction(0)) / len(kept)


WAYS = [("平均", lambda n: (0, 0)), ("去掉一个最高分和一个最低分后平均", lambda n: (1, 1)), ("去掉两个最高分和两个最低分，取平均分", lambda n: (2, 2)),
        ("取中位数", lambda n: ((n - 1) // 2, (n - 1) // 2)), ("取最高分", lambda n: (0, n - 1)), ("取最低分", lambda n: (n - 1, 0)),
        ("去掉一个最低分后平均", lambda n: (0, 1)), ("剔除最高分和最低分，其余取平均值", lambda n: (1, 1)), ("去掉最高分和最低分各2个后平均", lambda n: (2, 2))]


def judges(run):
    dice = random.Random(7)
    for words, drops in WAYS:
        for seats in (5, 6, 9):
            rubric = run.file("panel.fenze", f"《T》\n评委：{seats}名，{words}\n1. 答辩（100分）\n")
            for _ in range(3):
                marks = [Fraction(dice.randint(0, 1000), 10) for _ in range(seats)]
                shown = [str(m.numerator / m.denominator) if m.denominator > 1 else str(m.numerator) for m in marks]
                wanted = joined(marks, *drops(seats))
                styles = {"f.json": json.dumps({"答辩": [float(s) if "." in s else int(s) for s in shown]}, ensure_ascii=False), "f.txt": "答辩：" + "；".join(shown),
                          "f.csv": "事实," + ",".join(f"评委{n + 1}" for n in range(seats)) + "\n答辩," + ",".join(shown) + "\n",
                          "g.txt": "\n".join(f"答辩/评委{n + 1}：{s}" for n, s in enumerate(shown))}
                name, text = dice.choice(sorted(styles.items()))
                got = run.score(rubric, run.file(name, text))
                assert Fraction(got["total"]) == wanted, (words, seats, shown, got["total"], wanted, name)
                # one mark missing: whatever it is, the bounds are attained by its ends
                hole = dice.randrange(seats)
                open_list = ["未评" if n == hole else s for n, s in enumerate(shown)]
                got = run.score(rubric, run.file("open.txt", "答辩：" + "；".join(open_list)))
                ends = [joined(marks[:hole] + [Fraction(end)] + marks[hole + 1:], *drops(seats)) for end in (0, 100)]
                assert got["tight"] and [Fraction(got["low"]), Fraction(got["high"])] == ends, (words, shown, hole, got["low"], got["high"], ends)


def two_panels(run):
    rubric = run.file("two.fenze", "《T》\n评委：管理部门2名占30%，平均；专家3名占70%，取中位数\n1. 答辩（10分）\n2. 材料（10分）\n")
    got = run.score(rubric, run.file("f.json", json.dumps({"答辩/管理部门": [8, 9], "答辩/专家": [7, 9, 10], "材料": [10, 10, 5, 6, 7]}, ensure_ascii=False)))
    assert Fraction(got["total"]) == Fraction(85, 100) * 3 + Fraction(63, 10) + 3 + Fraction(42, 10), got["total"]
    one = run.file("one.fenze", "《T》\n评委：材料 3名，平均，保留一位小数\n1. 答辩（10分）\n2. 材料（10分）\n")
    got = run.score(one, run.file("f.json", json.dumps({"答辩": 8, "材料": [7, 7, 8]}, ensure_ascii=False)))
    assert got["total"] == "15.3", got["total"]


BAD_RUBRICS = {"评委：5名": "怎样合成", "评委：平均": "几名", "评委：2名，去掉一个最高分和一个最低分后平均": "没有剩下", "评委：口试 5名，平均": "没有叫“口试”",
               "评委：5名，凭印象": "读不懂", "评委：5名，平均，取中位数": "不止一种", "评委：甲组3名占30%，平均；乙组2名占60%，平均": "90%",
               "评委：答辩 3名，平均；答辩 5名，平均": "写了两次", "评委：0名，平均": "1至99名"}


def refusals(run):
    for line, wanted in BAD_RUBRICS.items():
        rubric = run.file("bad.fenze", f"《T》\n{line}\n1. 答辩（10分）\n")
        said = run.run("check", rubric, status=1).stdout
        assert wanted in said and "FZ170" in said, (line, said)
    rubric = run.file("panel.fenze", "《T》\n评委：3名，平均\n1. 答辩（10分）\n2. 材料（10分）\n")
    for facts, wanted in (({"答辩": [8, 9]}, "3名评委"), ({"答辩": [8, 9, 11]}, "答辩/评委3"), ({"答辩": 8}, "这里写了1个分"), ({"口试": [8, 9, 9]}, "FZ204"),
                          ({"答辩": [8, 9, "九"]}, None), ({"答辩": [[8], 9, 9]}, "FZ204"), ({"答辩": [8, 9, 9], "答辩/评委1": 8}, "FZ203")):
        if wanted is None:
            run.score(rubric, run.file("f.json", json.dumps(facts, ensure_ascii=False)))
            continue
        said = run.run("score", rubric, "--facts", run.file("f.json", json.dumps(facts, ensure_ascii=False)), status=1).stderr
        assert wanted in said, (facts, said)


MONEY = "《T》\n1. 工作（100分）\n90分以上为优秀，80分以上为良好，其余为合格。\n优秀的给予不超过20万元的奖励。良好的给予不超过10万元的奖励。\n"
UNITS = [("甲", 95), ("乙", 92), ("丙", 92), ("丁", 85), ("戊", 50)]


def budgets(run):
    listed = run.file("units.csv", "单位,工作\n" + "\n".join(f"{u},{w}" for u, w in UNITS) + "\n")

    def shared(words, *more, status=0):
        rubric = run.file("money.fenze", MONEY + words)
        return json.loads(run.run("score", rubric, "--facts", listed, "--format", "json", *more, status=status).stdout.splitlines()[-1])

    said = shared("预算：奖励合计不超过50万元，按名次依次给予\n")
    assert [g["amount"] for g in said["given"]] == ["20", "15", "15", "0", "0"] and said["over"] == "20", said
    said = shared("预算：奖励合计不超过0.005亿元，按比例核减\n")
    assert [g["amount"] for g in said["given"]] == ["100/7", "100/7", "100/7", "50/7", "0"], said
    said = shared("预算：奖励合计不超过50万元\n")
    assert [g["amount"] for g in said["given"]] == ["20", "20", "20", "10", "0"] and said["over"] == "20" and not said["decided"], said
    said = shared("奖励总额按资金总量控制。\n", "--budget", "100万元")
    assert said["budget"] == "100" and said["over"] is None and said["wanted"] == "70", said
    text = run.run("score", run.file("money.fenze", MONEY + "预算：奖励合计不超过50万元\n"), "--facts", listed).stdout
    assert "超出20万元" in text and "没有说怎样核减" in text, text
    given = run.file("given.csv", "单位,工作,奖励\n甲,95,20\n乙,92,20\n丙,92,20万元\n丁,85,\n戊,50,0\n")
    assert "超出" in run.run("score", run.file("money.fenze", MONEY), "--facts", given, "--budget", "50万元").stdout  # 丁 is not decided
    for line, wanted in (("预算：奖励合计不超过若干", "读不出金额"), ("预算：奖励合计不超过50万元，看着办", "看着办"), ("预算：奖励合计不超过50万元，按名次，按比例核减", "两种分法")):
        assert wanted in run.run("check", run.file("bad.fenze", MONEY + line + "\n"), status=1).stdout, line
    assert "没有哪一句" in run.run("check", run.file("bad.fenze", "《T》\n1. 工作（100分）\n预算：奖励合计不超过50万元\n"), status=1).stdout
    assert "--budget" in run.run("score", run.file("money.fenze", MONEY), "--facts", listed, "--budget", "很多", status=1).stderr
    too_much = run.run("score", run.file("money.fenze", MONEY), "--facts", run.file("f.txt", "工作：85\n奖励：15万元\n"), status=1).stderr
    assert "FZ251" in too_much and "最多10万元" in too_much, too_much


TWO_KINDS = MONEY.replace("良好的给予不超过10万元的奖励", "良好的给予5万元的项目补助").replace("20万元的奖励", "20万元的资金奖励")


def kinds_of_money(run):
    """A budget is for the reward that it names; odd amounts are said as they are."""
    listed = run.file("units.csv", "单位,工作\n" + "\n".join(f"{u},{w}" for u, w in UNITS) + "\n")

    def said(words, *more, status=0, facts=listed):
        return run.run("score", run.file("money.fenze", TWO_KINDS + words), "--facts", facts, *more, status=status)

    text = said("预算：资金奖励合计不超过30万元，按名次依次给予\n").stdout
    assert "资金奖励：3家，按上限合计60万元，预算30万元，超出30万元" in text and "名次相同的" in text and "项目补助：1家，合计5万元；预算不管这一项" in text, text
    text = said("预算：项目补助合计不超过3万元，按比例核减\n", status=1).stdout  # 5万元 is no limit: it is given, and more than there is
    assert "项目补助：1家，合计5万元，预算3万元，超出2万元；按比例核减。" in text and "丁：3万元" in text and "资金奖励：3家，按上限合计60万元；预算不管" in text, text
    text = said("预算：资金总量不超过7万元，按比例核减\n").stdout
    assert "资金奖励、项目补助：4家，按上限合计65万元，预算7万元" in text and "甲：约2.1538万元" in text, text
    for budget, wanted in (("500元", "预算0.05万元"), ("1元", "预算0.0001万元"), ("0", "预算0万元"), ("20万", "预算20万元"), ("0.001亿元", "预算10万元")):
        assert wanted in said("预算：资金奖励合计不超过30万元\n", "--budget", budget).stdout, budget
    for budget, wanted in (("7", "没有写单位：7万元，还是7元"), ("-5万元", "要写一个金额"), ("20万美元", "要写一个金额"), ("50%", "要写一个金额")):
        assert wanted in said("", "--budget", budget, status=1).stderr, budget
    blank = run.file("blank.csv", "单位,工作\n甲,95\n乙,\n丙,92\n")
    text = said("预算：资金奖励合计不超过30万元，按名次依次给予\n", facts=blank).stdout
    assert "其中1家事实没有填全，按可能的最多算" in text and "得分未定的排在最后" in text and "丙：10万元" in text, text
    summary = run.run("batch", run.file("money.fenze", TWO_KINDS + "预算：项目补助合计不超过3万元\n"), "--facts", listed, "--summary").stderr
    assert "项目补助：1家，合计5万元，预算3万元，超出2万元" in summary, summary


def populations(run):
    """What batch says of lists of marks is what score says."""
    dice = random.Random(11)
    rubric = run.file("population.fenze", "《T》\n评委：5名，去掉一个最高分和一个最低分后平均\n1. 答辩（100分）\n90分以上为优秀，其余为合格。\n优秀的给予不超过20万元的奖励。\n预算：奖励合计不超过30万元\n")
    units = [{"单位": f"第{n}家", "答辩": [dice.randint(800, 1000) / 10 for _ in range(5)]} for n in range(40)]
    units[7]["答辩"][2] = None
    units[9]["答辩"].pop()
    listed = run.file("units.jsonl", "\n".join(json.dumps(u, ensure_ascii=False) for u in units) + "\n")
    done = run.run("batch", rubric, "--facts", listed, "--summary", status=1)
    batch = [json.loads(line) for line in done.stdout.splitlines()]
    scored = [json.loads(line) for line in run.run("score", rubric, "--facts", listed, "--format", "json", status=1).stdout.splitlines()]
    batch.insert(9, None)  # a bad record has no result
    for n, (one, other) in enumerate(zip(batch, scored)):
        if n not in (7, 9):
            assert one["总分"] == other["total"] and Fraction(other["total"]) == joined([Fraction(str(m)) for m in units[n]["答辩"]], 1, 1), (n, one, other)
    assert batch[7]["总分"] is None and "第10行" in done.stderr and "5名评委" in done.stderr, done.stderr
    first = sum(1 for u in units if None not in u["答辩"] and len(u["答辩"]) == 5 and joined([Fraction(str(m)) for m in u["答辩"]], 1, 1) >= 90)
    assert f"奖励：{first}家，按上限合计{first * 20}万元，预算30万元，超出{first * 20 - 30}万元" in done.stderr, (first, done.stderr)


class Table(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.rows, self.inside, self.outside = [], False, []

    def handle_starttag(self, tag, attributes):
        self.outside += [v for k, v in attributes if k in ("src", "href")]
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag):
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data


REPORT = "《细则》\n评委：2名，平均\n1. 培训（10分）\n每举办1次得2分。（提供签到单、照片）\n2. 答辩（10分）\n15分以上为优秀，其余为合格。\n优秀的给予不超过2万元的奖励。\n"


def reports(run):
    rubric = run.file("report.fenze", REPORT)
    own = run.file("self.csv", "单位,举办,答辩/评委1,答辩/评委2\n甲<会>,5,9,9\n\"乙,会\",1,5,6\n")
    review = run.file("review.csv", "单位,举办,答辩/评委1,答辩/评委2\n\"乙,会\",1,5,6\n甲<会>,3,9,8\n")
    for more, columns in (((), ["得分"]), (("--self", own), ["自评得分", "考核得分"])):
        page = run.run("report", rubric, "--facts", review, *more).stdout
        table = Table()
        table.feed(page)
        assert not table.outside and "@page" in page and page.count("<section>") == 2, table.outside
        sums = [row for row in table.rows if row and row[0] == "合计"]
        wanted = [["7.5", "7.5"], ["19", "14.5"]] if more else [["7.5"], ["14.5"]]
        assert [row[2:-1] for row in sums] == wanted, sums
        assert "甲&lt;会&gt;" in page and "评委2" in page and "提供签到单、照片" in page
        rows = list(csv.reader(io.StringIO(run.run("report", rubric, "--facts", review, *more, "--format", "csv").stdout.lstrip("\ufeff"))))
        assert rows[0] == ["单位", "指标", "评分标准", "满分", *columns, "说明", "等级", "处理"], rows[0]
        assert [r[3 + len(columns)] for r in rows if r[1] == "合计"] == ["7.5", "14.5"], rows
        markdown = run.run("report", rubric, "--facts", review, *more, "--format", "markdown").stdout
        assert all(c in markdown for c in columns) and "签字" in markdown
    assert "比自评少4分：举办 自评5次，考核3次" in page.replace("\n", ""), page
    out = run.folder / "评分表.html"
    run.run("report", rubric, "--facts", review, "--out", out)
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    run.run("report", rubric, "--facts", review, "--out", f"{run.folder}/各家/")
    assert sorted(p.name for p in (run.folder / "各家").iterdir()) == ["乙,会.html", "甲_会_.html"]
    assert run.run("report", rubric, "--facts", review, "--format", "csv").stdout.startswith("\ufeff")
    before = out.read_bytes()
    run.run("report", rubric, "--facts", run.file("wrong.txt", "举办：三次半\n"), "--out", out, status=1)
    assert out.read_bytes() == before
    workbook_looks(run, rubric, own, review)
    both = run.file("both.csv", "事实,自评,考核\n举办,5,3\n答辩/评委1,9,9\n答辩/评委2,9,8\n")
    got = json.loads(run.run("score", rubric, "--self", both, "--facts", both, "--format", "json").stdout)
    assert (got["self"]["total"], got["review"]["total"], got["difference"]) == ("19", "14.5", "-4.5"), got
    one_sided = run.run("score", rubric, "--self", own, "--facts", run.file("r.csv", "单位,举办\n甲<会>,3\n丙,1\n"), status=1).stderr
    assert "丙" in one_sided, one_sided
    assert re.search("自评.*考核", run.run("score", rubric, "--self", own, status=2).stderr)


SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def workbook_looks(run, rubric, own, review):
    """The workbook on paper: rows as high as their words, a head on every page, numbers that are numbers, places to sign without a frame."""
    long_one = run.file("long.fenze", REPORT.replace("（提供签到单、照片）", "培训须有教材、有签到、有考试、有照片，" * 12))
    out = run.folder / "报告.xlsx"
    run.run("report", long_one, "--self", own, "--facts", review, "--out", out)
    with zipfile.ZipFile(out) as archive:
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        book = archive.read("xl/workbook.xml").decode()
        words = ["".join(t.text or "" for t in s.iter(SPREADSHEET + "t")) for s in ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))]
    rows = list(sheet.iter(SPREADSHEET + "row"))
    shown = [[words[int(c[0].text)] if c.get("t") == "s" else c[0].text if len(c) else "" for c in row] for row in rows]
    training = next(n for n, row in enumerate(shown) if row[0].strip() == "1. 培训")
    assert float(rows[training].get("ht", 0)) > 100 and "教材" in shown[training][1], rows[training].attrib
    assert [c.get("t") for c in rows[training]][2:5] == [None, None, None] and shown[training][2:5] == ["10", "2", "2"], shown[training]
    head = next(n for n, row in enumerate(shown) if row[0] == "指标")
    assert f"${head + 1}:${head + 1}" in book and "Print_Titles" in book, book
    assert sheet.find(SPREADSHEET + "pageSetup").get("paperSize") == "9" and sheet.find(SPREADSHEET + "pageSetup").get("fitToHeight") == "0"
    assert any(row[0] == "单位（盖章）：" and row[2] == "负责人（签字）：" for row in shown), shown


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fenze", required=True)
    fenze = str(Path(parser.parse_args().fenze).resolve())
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        run = Runner(fenze, Path(folder))
        for part in (judges, two_panels, refusals, budgets, kinds_of_money, populations, reports):
            try:
                part(run)
            except AssertionError as why:
                failed += 1
                print(f"{part.__name__}: {why}")
    print(f"{run.passed} runs, {failed} parts failed")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
