#!/usr/bin/env python3
"""Forms against the catalogue of clauses: forms_test.py --fenze BIN

Every row of tests/corpora/clauses.jsonl of type form and identity, and the constraints on forms, with all their cases; forms written as text, CSV,
workbook and page, and read back; LibreOffice in between. Ends with `N passed, M failed`.
"""
import argparse
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import small_workbook

ROOT = Path(__file__).resolve().parents[2]
RUBRICS = ROOT / "stdlib-rubrics"
LIBRARY = RUBRICS / "forms"
ROWS = [json.loads(line) for line in (ROOT / "tests/corpora/clauses.jsonl").read_text().splitlines()]
# Which form of the library a row of the catalogue stands in.
FORMS = {"gansu-1-form": "gansu-application", "gansu-1-form3": "gansu-application", "guangzhou-form": "guangzhou-self-assessment",
         "keqiao-1-results": "keqiao-contact-results", "keqiao-2-results": "keqiao-fund"}
UNWRITTEN = {"〔未写〕", ""}


class Tests:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.passed = self.failed = 0
        self.kept = {}

    def check(self, name, good, what=""):
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {name}: {what}")

    def run(self, *arguments):
        environment = {**os.environ, "LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8", "NO_COLOR": "1"}
        done = subprocess.run([self.program, *map(str, arguments)], capture_output=True, text=True, env=environment, timeout=120)
        return done.returncode, done.stdout, done.stderr

    def boxes(self, rubric):
        if rubric not in self.kept:
            path = LIBRARY / f"{rubric}.fenze"
            status, out, err = self.run("form", path if path.exists() else RUBRICS / path.name, "--format", "json")
            self.check(f"{rubric}: the form as data", status == 0, err)
            self.kept[rubric] = {b["name"]: b for b in json.loads(out)["boxes"]} if status == 0 else {}
        return self.kept[rubric]

    def filled(self, rubric, **changes):
        """The library's own filled example with some values changed; None leaves a box out."""
        values = json.loads((LIBRARY / f"{rubric}.facts.json").read_text())
        values.update(changes)
        return {k: v for k, v in values.items() if v is not None}

    def judge(self, rubric, values):
        path = self.folder / "filled.json"
        path.write_text(json.dumps(values, ensure_ascii=False))
        status, out, err = self.run("form", LIBRARY / f"{rubric}.fenze", "--check", path, "--format", "json")
        return status, json.loads(out) if out.strip() else {"boxes": [], "diagnostics": []}, err


def forms(t):
    """Rows of type form: every field of the catalogue is a box, of its kind and with its unit."""
    for row in ROWS:
        if row["type"] != "form":
            continue
        if row["id"] == "keqiao-columns":
            columns_of_marks(t, row)
            continue
        boxes = t.boxes(FORMS[row["id"]])
        columns = {c for b in boxes.values() for c in b["columns"]}
        for f in row["facts"]:
            name = f"{row['id']} {f['name']}"
            if f["name"] in columns:
                t.check(name, True)
                continue
            box = boxes.get(f["name"])
            if not box:
                t.check(name, False, "no such box")
                continue
            t.check(f"{name}: kind", box["kind"] == f["kind"], f"{box['kind']}, not {f['kind']}")
            if f["unit"] not in UNWRITTEN:
                t.check(f"{name}: unit", box["unit"] == f["unit"], f"{box['unit']!r}, not {f['unit']!r}")
            if f.get("required") == "yes":
                t.check(f"{name}: required", box["required"], "not required")


def columns_of_marks(t, row):
    """数值 is the fact of each item, 自评得分 and 考核得分 are two scorings of one sheet."""
    for rubric in ("keqiao-contact", "keqiao-station"):
        boxes = t.boxes(rubric)
        t.check(f"{row['id']} {rubric}: a figure for each item", sum(b["kind"] in ("count", "number") for b in boxes.values()) >= 7, sorted(boxes))


def blank(row, changes):
    return {name: changes.get(name) for name in changes}


def identities(t):
    """Rows of type identity: computed when blank, believed when right, refused when wrong."""
    grid = "keqiao-fund"
    for row in ROWS:
        if row["type"] != "identity":
            continue
        for case in row["cases"]:
            name = f"{row['id']} {case['values']}"
            wanted = Fraction(case["score"])
            if row["pattern"] == ["row-sum"]:
                given = {f"{f['name']}/资金到位金额": v for f, v in zip(row["facts"], case["values"])}
                result = "合计/资金到位金额"
            else:
                given = {f"补助资金/{f['name']}": v for f, v in zip(row["facts"], case["values"])}
                section = row["section"] + "/" if row["section"] else ""
                result = f"补助资金/{section}{row['item']['title']}"
            status, came_to, err = t.judge(grid, given)
            found = {b["name"]: b for b in came_to["boxes"]}
            value = found.get(result, {}).get("value")
            t.check(f"{name}: computed", value is not None and Fraction(value) == wanted and found[result]["computed"], f"{result} = {value}, not {wanted} {err[:300]}")
            status, came_to, err = t.judge(grid, {**given, result: str(wanted)})
            t.check(f"{name}: verified", not any(d["code"] == "FZ277" for d in came_to["diagnostics"]), err)
            status, came_to, err = t.judge(grid, {**given, result: str(wanted + 1)})
            t.check(f"{name}: refused", status == 1 and any(d["code"] == "FZ277" for d in came_to["diagnostics"]), err)


CONSTRAINTS = {
    "gansu-1-words": ("gansu-application", lambda v: {"技术创新目标": "标" * (v[0] - 1) + "。" if v[0] else "无"}),
    "gansu-1-members": ("gansu-application", lambda v: dict(zip(["成员总数", "成员企业数", "成员高校数量", "成员研究机构数"], v))),
    "guangzhou-members": ("guangzhou-self-assessment", lambda v: dict(zip(["联盟成员", "企业", "高校", "科研院所", "中介机构", "行业协会", "其它"], v))),
    "guangzhou-words-goal": ("guangzhou-self-assessment", lambda v: {"联盟目标简述": " ".join("标" * v[0]) if v[0] else "无"}),
    "guangzhou-words-task": ("guangzhou-self-assessment", lambda v: {"联盟任务简述": "任\n" * v[0] if v[0] else "无"}),
    "keqiao-deadline": ("keqiao-fund", lambda v: {"报送日期": v[0]}),
    "guangzhou-blank": ("guangzhou-self-assessment", lambda v: {"秘书长": v[0]}),
}


def constraints(t):
    for row in ROWS:
        if row["id"] not in CONSTRAINTS:
            continue
        rubric, changes = CONSTRAINTS[row["id"]]
        for case in row["cases"]:
            status, came_to, err = t.judge(rubric, t.filled(rubric, **changes(case["values"])))
            t.check(f"{row['id']} {case['values']}", (status == 0) == case["result"], f"exit {status}: {err}")


def library(t):
    """The filled examples are right; each wrong example says what it says."""
    for example in sorted(LIBRARY.glob("*.facts.json")):
        rubric = example.with_name(example.name.replace(".facts.json", ".fenze"))
        status, out, err = t.run("form", rubric, "--check", example)
        t.check(f"{example.name} is filled in correctly", status == 0, err)
        status, out, err = t.run("check", rubric)
        t.check(f"{rubric.name}: check", status == 0, err)
        before = rubric.read_text()
        copy = t.folder / rubric.name
        copy.write_text(before)
        status, out, err = t.run("fmt", copy)
        t.check(f"{rubric.name}: fmt leaves it whole", status == 0 and forms_of(t, copy) == forms_of(t, rubric), err)
        status, out, err = t.run("read", rubric)
        t.check(f"{rubric.name}: read", status == 0, err)
        status, out, err = t.run("test", rubric)
        t.check(f"{rubric.name}: test", status in (0, 1), err)
        status, out, err = t.run("score", rubric, "--facts", example)
        t.check(f"{rubric.name}: score says that it is a form", status == 1 and "表单" in err, err)
    cases = ROOT / "tests/cases/form"
    for wrong in sorted(cases.glob("*.facts.txt")):
        rubric = LIBRARY / (wrong.read_text().splitlines()[0].removeprefix("# ").strip() + ".fenze")
        status, out, err = t.run("form", rubric, "--check", wrong)
        said = err.replace(str(wrong), wrong.name)
        expected = wrong.with_name(wrong.name.replace(".facts.txt", ".expected.txt"))
        if os.environ.get("UPDATE"):
            expected.write_text(said)
        t.check(f"{wrong.name}", status == 1 and expected.exists() and expected.read_text() == said, f"exit {status}: {said}")


def forms_of(t, rubric):
    status, out, err = t.run("form", rubric, "--format", "json")
    return out


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.controls, self.open, self.fetched = [], [], []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag in ("input", "select", "textarea"):
            self.controls.append((tag, given))
        if tag == "script" or given.get("src") or tag == "link":
            self.fetched.append(tag)
        if tag not in ("input", "meta", "br", "wbr"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.fetched.append("</" + tag)


def pages(t):
    for rubric in sorted(RUBRICS.rglob("*.fenze")):
        status, out, err = t.run("form", rubric, "--format", "html")
        page = Page()
        page.feed(out)
        t.check(f"{rubric.name}: page", status == 0 and page.controls and not page.fetched and not page.open, f"{err} {page.fetched} {page.open}")
    status, out, err = t.run("form", LIBRARY / "guangzhou-self-assessment.fenze", "--format", "html")
    page = Page()
    page.feed(out)
    controls = {given.get("name"): given for _, given in page.controls}
    t.check("a page asks for what is required", "required" in controls.get("秘书长", {}), controls.get("秘书长"))
    t.check("a page limits words", int(controls.get("联盟目标简述", {}).get("maxlength", 0)) >= 100, controls.get("联盟目标简述"))
    t.check("a page knows an e-mail address", "@" in controls.get("电子信箱", {}).get("pattern", ""), controls.get("电子信箱"))


def round_trips(t):
    """An empty form of each format, filled in and read back; LibreOffice opens and saves the workbook."""
    rubric, values = "guangzhou-self-assessment", t.filled("guangzhou-self-assessment")
    values = {k: str(v) for k, v in values.items()}
    status, text, err = t.run("form", LIBRARY / f"{rubric}.fenze")
    lines = [line + values.get(line[:-1], "") if line.endswith("：") else line for line in text.splitlines()]
    filled = t.folder / "filled.txt"
    filled.write_text("\n".join(lines) + "\n")
    status, out, err = t.run("form", LIBRARY / f"{rubric}.fenze", "--check", filled)
    t.check("text form filled in", status == 0, err)
    path = t.folder / "form.csv"
    t.run("form", LIBRARY / f"{rubric}.fenze", "--out", path)
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    with open(path, "w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([rows[0]] + [[r[0], values.get(r[0], ""), *r[2:]] for r in rows[1:]])
    status, out, err = t.run("form", LIBRARY / f"{rubric}.fenze", "--check", path)
    t.check("CSV form filled in, as GB18030", status == 0, err)
    rows[5][1] = ""
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([rows[0]] + [[r[0], values.get(r[0], "") if r[0] != "秘书长" else "", *r[2:]] for r in rows[1:]])
    status, out, err = t.run("form", LIBRARY / f"{rubric}.fenze", "--check", path)
    t.check("a blank box of a CSV form", status == 1 and "FZ274" in err and "秘书长" in err, err)
    workbooks(t)


def workbooks(t):
    for rubric in sorted(LIBRARY.glob("*.fenze")):
        path = t.folder / (rubric.stem + ".xlsx")
        status, out, err = t.run("form", rubric, "--out", path)
        again = path.read_bytes() if path.exists() else b""
        t.check(f"{rubric.name}: workbook", status == 0 and again[:2] == b"PK", err)
        t.run("form", rubric, "--out", path)
        t.check(f"{rubric.name}: the same bytes again", path.read_bytes() == again)
    soffice = shutil.which("soffice")
    t.check("LibreOffice is installed (tests/tools/setup.sh)", soffice is not None)
    if not soffice:
        return
    # filled in through LibreOffice: the empty workbook to CSV, values put in, back to a workbook
    def convert(to, source, *more):
        subprocess.run([soffice, f"-env:UserInstallation=file://{t.folder}/profile", "--headless", "--convert-to", to, *more, "--outdir", t.folder / "out", source],
                       capture_output=True, timeout=300)
    values = {k: str(v) for k, v in t.filled("guangzhou-self-assessment").items()}
    convert("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1", t.folder / "guangzhou-self-assessment.xlsx")
    made = sorted((t.folder / "out").glob("guangzhou-self-assessment*.csv"))
    t.check("LibreOffice opens the form's workbook", bool(made))
    if not made:
        return
    with open(made[0], newline="") as file:
        rows = list(csv.reader(file))
    for r in rows:
        if len(r) > 2 and r[1] in values:
            r[2] = values[r[1]]
    with open(t.folder / "through.csv", "w", newline="") as file:
        csv.writer(file).writerows(rows)
    convert("xlsx:Calc MS Excel 2007 XML", t.folder / "through.csv", "--infilter=CSV:44,34,76,1,,2052,false,true")
    status, out, err = t.run("form", LIBRARY / "guangzhou-self-assessment.fenze", "--check", t.folder / "out/through.xlsx")
    t.check("the form filled in and saved by LibreOffice", status == 0, err)
    convert("xlsx:Calc MS Excel 2007 XML", t.folder / "keqiao-fund.xlsx")
    status, out, err = t.run("form", LIBRARY / "keqiao-fund.fenze", "--check", t.folder / "out/keqiao-fund.xlsx")
    t.check("an empty form saved by LibreOffice still misses its boxes", status == 1 and "FZ274" in err and "FZ26" not in err, err[:400])


def fed(t):
    """A box that feeds a fact of the rubric, in its own unit; the same form as a fact file for score."""
    rubric = t.folder / "规则.fenze"
    rubric.write_text("""《试行评分办法》
1. 产值（3分）
10亿元以上得3分，1-10亿元得2分，1亿元以下得1分。
2. 成员（10分）
企业成员，每家得1分，最高10分。

表单：基本情况
联系人 |  | 电话 |
年度产值（万元） → 产值 | 
成员总数 | 个 | 企业成员 | 家

核对：企业成员 ≤ 成员总数
""")
    facts = t.folder / "事实.txt"
    facts.write_text("联系人：张三\n电话：0931-8929999\n年度产值：25000\n成员总数：9\n企业成员：7\n")
    status, out, err = t.run("form", rubric, "--check", facts)
    t.check("a form beside a rubric", status == 0, err)
    status, out, err = t.run("score", rubric, "--facts", facts, "--format", "json")
    t.check("score takes the filled form", status == 0 and json.loads(out)["total"] == "9", err + out[:500])
    facts.write_text("年度产值：25000\n成员总数：5\n企业成员：7\n")
    status, out, err = t.run("score", rubric, "--facts", facts)
    t.check("score refuses a form that contradicts itself", status == 1 and "FZ277" in err, err)
    status, out, err = t.run("facts", rubric, "--format", "json")
    uses = {f["name"]: f["use"] for f in json.loads(out)["facts"]}
    t.check("facts lists the boxes for the record only", uses.get("成员总数") == "form" and uses.get("企业成员") == "score", uses)


MEMBERS = """《联盟情况》
填写要求：没有内容的，请填“无”。

表单：一、概况
联盟名称 |

表单：二、联盟成员
序号 | 单位名称 | 出资额（万元） | 电话
1 | … | … | …

表单：联络员（成员表：姓名|单位，可空）
"""


def members(t):
    """A member table is checked in the same way in whatever file it stands."""
    rubric = t.folder / "成员.fenze"
    rubric.write_text(MEMBERS)

    def said(name, content, status):
        path = t.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        got, out, err = t.run("form", rubric, "--check", path)
        t.check(f"members in {name}", got == status, out + err)
        return out + err

    rows = [["1", "甲公司", "120.5", "0931-8929999"], ["2", "乙大学", "", "无"], ["3", "丙院", "很多", "无"]]
    good = [["1", "甲公司", "120.5", "0931-8929999"], ["2", "乙大学", "1.2亿元", "无"], ["", "丙院", "0", "无"]]
    heads = ["序号", "单位名称", "出资额（万元）", "电话"]

    def as_text(table):
        return "联盟名称：某联盟\n\n联盟成员：\n" + "".join(" | ".join(r) + "\n" for r in [heads, *table]) + "\n# 以上为成员\n"

    def as_csv(table):
        return "名称,值,单位,填写要求\n联盟名称,某联盟,,\n\n联盟成员\n" + "".join(",".join(r) + "\n" for r in [heads, *table]) + ",,,\n"

    def as_json(table):
        return json.dumps({"联盟名称": "某联盟", "联盟成员": [{h: v for h, v in zip(heads, r) if v} for r in table]}, ensure_ascii=False)

    def as_workbook(table):
        def sheet(cells):
            return {f"{chr(65 + c)}{r + 1}": small_workbook.words(v) for r, line in enumerate(cells) for c, v in enumerate(line) if v}
        sheets = {"表单": sheet([["名称", "值"], ["联盟名称", "某联盟"]]), "联盟成员": sheet([heads, *table])}
        return small_workbook.make(t.folder / "made.xlsx", sheets).read_bytes()

    for name, written in (("members.txt", as_text), ("members.csv", as_csv), ("members.json", as_json), ("members.xlsx", as_workbook)):
        said(name, written(good), 0)
        wrong = said(name, written(rows), 1)
        t.check(f"members in {name}: both mistakes, each with its row", wrong.count("FZ274") == 1 and "第2行的“出资额”没有填" in wrong and "第3行" in wrong and "很多" in wrong and
                "有2个错误" in wrong, wrong)
        t.check(f"members in {name}: none", "一行也没有填" in said(name, written([]), 1) or "这张表没有填" in said(name, written([]), 1))
    t.check("no table at all", "这张表没有填" in said("none.txt", "联盟名称：某联盟\n", 1))
    said("nothing.txt", "联盟名称：某联盟\n联盟成员：无\n", 0)
    said("gb.csv", as_csv(good).replace("\n", "\r\n").encode("gb18030"), 0)
    t.check("a column too few", "没有“电话”这一列" in said("few.json", json.dumps({"联盟名称": "某", "联盟成员": [{"单位名称": "甲", "出资额（万元）": 1}]}, ensure_ascii=False), 1))
    optional = as_text(good) + "联络员：\n姓名 | 单位\n张三 |\n"
    t.check("a table that may be blank is checked where it is not", "第1行的“单位”没有填" in said("optional.txt", optional, 1))
    status, empty, err = t.run("form", rubric)
    t.check("the empty form holds the table", "联盟成员：\n序号 | 单位名称 | 出资额（万元） | 电话\n1 |" in empty, empty)
    filled = empty.replace("联盟名称：", "联盟名称：某联盟").replace("1 | | |", "1 | 甲 | 3 | 无")
    said("through.txt", filled, 0)
    status, out, err = t.run("form", rubric, "--out", t.folder / "empty.csv")
    text = (t.folder / "empty.csv").read_text(encoding="utf-8-sig").replace("联盟名称,,", "联盟名称,某联盟,").replace("1,,,", "1,甲,3,无")
    said("through.csv", text, 0)


def grids(t):
    """Heads over several columns, and sums of parts of the rows."""
    rubric, facts = t.folder / "表.fenze", t.folder / "表.csv"
    head = "序号 | 科目 | 甲费用 |  | 乙费用 |  | 总计\n |  | 人员 | 设备 | 人员 | 设备 |\n |  | 1 | 2 | 3 | 4 | 5=1+2+3+4\n"
    body = "1 | 上半年 |  |  |  |  |\n2 | 春季 |  |  |  |  |\n小计 |  |  |  |  |  |\n3 | 下半年 |  |  |  |  |\n小计 |  |  |  |  |  |\n合计 |  |  |  |  |  |\n"
    rubric.write_text("《经费表》\n表单：经费\n" + head + body)
    facts.write_text("序号,科目,甲费用,,乙费用,,总计\n,,人员,设备,人员,设备,\n,,1,2,3,4,5\n1,上半年,1,2,3,4,\n2,春季,1,1,1,1,\n小计,,,,,,\n3,下半年,5,5,5,5,\n小计,,5,,,,\n合计,,,,,,34\n")
    status, out, err = t.run("form", rubric, "--check", facts)
    wanted = ("小计/甲费用/人员：2\n", "小计/乙费用/设备：5\n", "小计（2）/甲费用/设备：5\n", "合计/乙费用/人员：9\n", "上半年/总计：10\n")
    t.check("groups and subtotals", status == 0 and all(w in out for w in wanted), out + err)
    rubric.write_text(rubric.read_text().replace("甲费用 |  | 乙费用 |  | 总计", "甲费用 | 乙费用 | 总计"))
    status, out, err = t.run("check", rubric)
    t.check("heads that nobody can place", status == 1 and "FZ271" in out + err and "总计" in out + err, out + err)


def units(t):
    """Relations between amounts of different units, and with shares; dates."""
    rubric, facts = t.folder / "单位.fenze", t.folder / "单位.txt"
    rubric.write_text("《表》\n表单：合计（万元）；人员费（元）；设备费（元）；占比（%）\n核对：合计 = 人员费 + 设备费\n核对：占比 = 人员费 ÷ (人员费+设备费)\n")
    facts.write_text("人员费：20000\n设备费：5000\n")
    status, out, err = t.run("form", rubric, "--check", facts)
    t.check("amounts in different units, and a share", status == 0 and "合计：2.5万元" in out and "占比：80%" in out, out + err)
    facts.write_text("人员费：20000\n设备费：5000\n合计：2.6\n占比：80\n")
    status, out, err = t.run("form", rubric, "--check", facts)
    t.check("a wrong sum in another unit", status == 1 and "2.6和2.5" in err and err.count("FZ277") == 1, out + err)


def refusals(t):
    """Mistakes in 表单： and 核对： themselves."""
    for name, text, code in [("unknown name", "表单：甲（个）；乙（个）\n核对：甲 = 丙\n", "FZ272"), ("no relation", "表单：甲（个）\n核对：甲\n", "FZ271"),
                             ("nothing", "表单：\n", "FZ270"), ("unknown fact", "表单：甲（个）→ 没有的事实\n", "FZ272")]:
        rubric = t.folder / "错.fenze"
        rubric.write_text("《表》\n" + text)
        status, out, err = t.run("check", rubric)
        t.check(name, status == 1 and code in out + err, f"exit {status} {out}{err}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fenze", required=True)
    program = str(Path(parser.parse_args().fenze).resolve())
    with tempfile.TemporaryDirectory() as folder:
        t = Tests(program, Path(folder))
        for one in (forms, identities, constraints, library, pages, round_trips, fed, members, grids, units, refusals):
            one(t)
        print(f"{t.passed} passed, {t.failed} failed")
        return 1 if t.failed else 0


sys.exit(main())
