#!/usr/bin/env python3
"""What the five documents ask beside points, end to end with the files of stdlib-rubrics: demands_test.py --fenze BIN

Forms, totals, grades and weights have the catalogue of clauses (forms_test, outcomes_test, time_test); here stand the demands that need a filled
example of the library as a whole: a reward budget over several units, two years running, panels, self-assessment beside review, evidence in order.
"""
import argparse
import csv
import io
import json
import re
import subprocess
import tempfile
from fractions import Fraction
from pathlib import Path

LIBRARY = Path(__file__).resolve().parents[2] / "stdlib-rubrics"


class Runner:
    def __init__(self, fenze, folder):
        self.fenze, self.folder, self.runs = fenze, folder, 0

    def run(self, *arguments, status=0):
        done = subprocess.run([self.fenze, *map(str, arguments), "--lang", "zh"], capture_output=True, text=True, timeout=60)
        assert done.returncode == status, (arguments, done.returncode, done.stdout[-500:], done.stderr[-1500:])
        self.runs += 1
        return done

    def file(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


def rewards(run):
    """优秀…不超过20万元的资金奖励，奖励总额按资金总量控制; 限期整改; 连续两年…取消资格; 公示."""
    rubric, units = LIBRARY / "hefei-alliance.fenze", LIBRARY / "hefei-alliance.units.csv"
    all_of = [json.loads(line) for line in run.run("score", rubric, "--facts", units, "--format", "json").stdout.splitlines()]
    by = {unit["record"]: unit for unit in all_of}
    assert [by[u]["grade"] for u in ("甲联盟", "丙联盟", "丁联盟")] == ["优秀", "合格", "不合格"], by
    assert by["甲联盟"]["total"] == "90.5" and any("公示" in a for a in by["甲联盟"]["actions"]), by["甲联盟"]["actions"]
    assert any("取消" in a for a in by["丁联盟"]["actions"]) and not any("取消" in a for a in by["戊联盟"]["actions"])
    assert all(any("限期整改" in a for a in by[u]["actions"]) for u in ("丁联盟", "戊联盟")) and not by["丙联盟"]["actions"]
    said = run.run("score", rubric, "--facts", units, "--budget", "30万元", status=1).stdout
    assert "资金奖励：2家，合计40万元，预算30万元，超出10万元；文件没有说怎样核减" in said, said
    assert "预算40万元，没有超出" in run.run("score", rubric, "--facts", units, "--budget", "40万元").stdout
    with open(units, newline="") as file:
        rows = list(csv.DictReader(file))

    def changed(unit, **values):
        text = io.StringIO()
        writer = csv.DictWriter(text, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerow({**next(r for r in rows if r["单位"] == unit), **values})
        return run.file("one.csv", text.getvalue())

    for unit, money in (("甲联盟", "20.01万元"), ("丙联盟", "1万元")):  # more than the limit; one that is not excellent
        assert "资金奖励" in run.run("score", rubric, "--facts", changed(unit, 资金奖励=money), status=1).stderr
    for before, revoked in (("不合格", True), ("合格", False), ("无", False)):
        got = json.loads(run.run("score", rubric, "--facts", changed("丁联盟", 上一年度考核结果=before), "--format", "json").stdout)
        assert any("取消" in a for a in got["actions"]) == revoked, (before, got["actions"])


def panels(run):
    """管理评价意见 30%, 评审评价 70%, each by as many as take part."""
    rubric, facts = LIBRARY / "panels/liaoning-panels.fenze", LIBRARY / "panels/liaoning-panels.facts.txt"
    wanted = Fraction(8) * Fraction(3, 10) + (Fraction(9) + Fraction("8.5") + Fraction("8.7") + Fraction("8.6")) / 4 * Fraction(7, 10)
    got = json.loads(run.run("score", rubric, "--facts", facts, "--format", "json").stdout)
    assert Fraction(got["total"]) == wanted, (got["total"], wanted)
    few = run.file("few.txt", facts.read_text().replace("；9.2；7", "；缺席；缺席"))
    assert "至少5名" in run.run("score", rubric, "--facts", few, status=1).stderr
    page = run.run("report", rubric, "--facts", facts, "--format", "markdown").stdout
    assert "评审评价" in page and "（签字）" in page, page


def two_columns(run):
    """自评得分 / 考核得分: two columns of marks on one rubric, with the difference and the fact behind it."""
    rubric = LIBRARY / "keqiao-contact.fenze"
    own = json.loads((LIBRARY / "keqiao-contact.facts.json").read_text())
    name = "建立学会服务联系点个数"
    review = run.file("review.json", json.dumps({**own, name: own[name] - 1}, ensure_ascii=False))
    rows = list(csv.DictReader(io.StringIO(
        run.run("report", rubric, "--self", LIBRARY / "keqiao-contact.facts.json", "--facts", review, "--format", "csv").stdout.lstrip("\ufeff"))))
    differs = [r for r in rows if r["自评得分"] != r["考核得分"]]
    assert [r["指标"] for r in differs] == [name, "合计"] and f"自评{own[name]}个，考核{own[name] - 1}个" in differs[0]["说明"], differs


def evidence(run):
    """提供相关材料: listed in the document's order, those of the bonus section told apart from those of the first."""
    page = run.run("report", LIBRARY / "hefei-alliance.fenze", "--facts", LIBRARY / "hefei-alliance.facts.txt", "--format", "markdown").stdout
    listed = re.findall(r"^- (.*)：(提供.*|事前提供.*)$", page[page.index("应附材料"):], re.M)
    numbers = [re.match(r"(?:加分项　)?(\d+)", item).group(1) for item, _ in listed]
    assert numbers == [str(n) for n in range(1, 12)] + ["1", "2"], numbers
    assert [item.startswith("加分项　") for item, _ in listed] == [False] * 11 + [True] * 2, listed
    assert "事前提供项目招商信息" in listed[-1][1], listed[-1]


def veto(run):
    """弄虚作假…即取消其联盟资格: over any score."""
    rubric = LIBRARY / "guangzhou-alliance.fenze"
    own = json.loads((LIBRARY / "guangzhou-alliance.facts.json").read_text())
    name = next(k for k, v in own.items() if "弄虚作假" in k)
    for truth in (False, True):
        facts = run.file("veto.json", json.dumps({**own, name: truth}, ensure_ascii=False))
        got = json.loads(run.run("score", rubric, "--facts", facts, "--format", "json").stdout)
        assert got["total"] == "108.5" and ("取消" in (got["grade"] or "")) == truth, got["grade"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fenze", required=True)
    fenze = str(Path(parser.parse_args().fenze).resolve())
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        run = Runner(fenze, Path(folder))
        for part in (rewards, panels, two_columns, evidence, veto):
            try:
                part(run)
            except AssertionError as why:
                failed += 1
                print(f"{part.__name__}: {why}")
    print(f"{run.runs} runs, {failed} parts failed")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
