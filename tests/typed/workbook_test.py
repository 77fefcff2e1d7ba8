#!/usr/bin/env python3
"""Workbooks as fact files: workbook_test.py --fenze BIN

What cells hold comes out as it was typed; what is no workbook, is locked, carries macros, is broken or bursts is refused by name; formulas
are computed again. LibreOffice writes and reads the same values. Ends with `N passed, M failed`.
"""
import argparse
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from small_workbook import error, make, number, rich, shared, sheet, truth, words

RUBRIC = """《试行评分办法》
1. 数量（40分）
发明专利，每件得1分，最高40分。
2. 产值（20分）
产值达到0.001万元得1分，每增长1万元得0.01分，最高20分。
3. 占比（10分）
占比达到100%得10分，不足按比例赋分。
4. 机构（10分）
设立专门办公室得10分。
"""


def merged(cells, *ranges):
    """The sheet with those cells made one."""
    all_of = "".join(f'<mergeCell ref="{r}"/>' for r in ranges)
    return sheet(cells).replace("</sheetData>", f"</sheetData><mergeCells>{all_of}</mergeCells>")


class Tests:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.passed = self.failed = 0
        self.rubric = folder / "规则.fenze"
        self.rubric.write_text(RUBRIC)

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

    def facts_of(self, path):
        """The facts that each rule used, and the exit status and messages."""
        status, out, err = self.run("score", self.rubric, "--facts", path, "--format", "json")
        if not out.strip():
            return status, {}, err
        found = {}
        result = json.loads(out)
        for one in result if isinstance(result, list) else [result]:
            for node in one.get("nodes", []):
                for rule in node.get("rules", []):
                    found.update(rule.get("facts", {}))
        return status, found, err

    def says(self, name, path, fact, value):
        status, found, err = self.facts_of(path)
        self.check(name, found.get(fact) == value, f"{fact} = {found.get(fact)!r}, not {value!r} (exit {status}) {err}")

    def refused(self, name, path, *wanted):
        status, out, err = self.run("score", self.rubric, "--facts", path)
        self.check(name, status == 1 and all(w in err for w in wanted), f"exit {status}, wanted {wanted}: {err}{out}")

    def upright(self, name, value, fact="产值", beside=None, **others):
        cells = {"A1": words("名称"), "B1": words("值"), "A2": words(fact), "B2": value, **(beside or {})}
        return make(self.folder / f"{name}.xlsx", {"事实": cells}, **others)


def cells(t):
    for stored, typed in [("1.1499999999999999", "1.15"), ("0.30000000000000004", "0.30000000000000004"), ("1E-3", "0.001"), ("35", "35"), ("1.2E2", "120"),
                          ("0.1", "0.1"), ("123456789.01000001", "123456789.01")]:
        t.says(f"stored {stored}", t.upright("n", number(stored)), "产值", typed)
    t.says("percent", t.upright("p", number("0.35", 1), "占比", formats=[10]), "占比", "35")
    t.says("percent of a custom format", t.upright("p", number("0.1150", 1), "占比", formats=["0.0%"]), "占比", "11.5")
    t.says("a unit in the format", t.upright("u", number("35", 1), formats=['#,##0.00"亿元"']), "产值", "350000")
    t.says("a unit behind General", t.upright("u", number("35", 1), formats=['General"亿元"']), "产值", "350000")
    t.says("thousands in words", t.upright("k", words("1,200")), "产值", "1200")
    t.says("shared string", t.upright("s", shared(1), strings=["<t>无</t>", "<r><t>1.2</t></r><r><t>亿元</t></r><rPh sb='0' eb='1'><t>いち</t></rPh>"]), "产值", "12000")
    t.says("rich inline string", t.upright("r", rich("1", ".5", "亿元")), "产值", "15000")
    t.says("escaped character", t.upright("e", words("12_x000D_")), "产值", "12")
    t.says("truth", t.upright("b", truth(True), "设立专门办公室"), "设立专门办公室", True)
    t.says("string result of a formula", t.upright("f", (' t="str"', "<f>A9&amp;B9</f><v>7</v>"), "发明专利"), "发明专利", "7")
    path = make(t.folder / "gap.xlsx", {"表": {"B3": words("产值"), "D3": words("发明专利"), "B7": number(3), "D7": number(4)}})
    t.says("blank rows and columns", path, "发明专利", "4")
    path = make(t.folder / "title.xlsx", {"表": {"A1": words("某市汇总表"), "A2": words("发明专利"), "B2": words("产值"), "A3": number(5), "B3": number(6)}})
    t.says("a title above the header", path, "发明专利", "5")
    path = make(t.folder / "hidden.xlsx", {"草稿": {"A1": words("别的")}, "表": {"A1": words("发明专利"), "A2": number(5)}}, hidden=["草稿"])
    t.says("a hidden sheet is passed over", path, "发明专利", "5")
    path = make(t.folder / "prefix.xlsx", {"表": '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
                '<x:row><x:c t="inlineStr"><x:is><x:t>发明专利</x:t></x:is></x:c></x:row><x:row><x:c><x:v>9</x:v></x:c></x:row></x:sheetData></x:worksheet>'})
    t.says("prefixes, and cells without references", path, "发明专利", "9")


def dates(t):
    """Dates are numbers with a style, from 1900 or from 1904; a month, a moment, a CSV's 0:00."""
    rubric = t.folder / "日期.fenze"
    rubric.write_text("《日期》\n表单：授权日（日期）\n")

    def day(name, path, wanted):
        status, out, err = t.run("form", rubric, "--check", path, "--format", "json")
        found = json.loads(out)["boxes"][0]["value"] if out.strip() else None
        t.check(name, found == wanted, f"{found}, not {wanted}: {err}")

    for name, serial, formats, more, wanted in [
            ("short date", "45473", [14], {}, "2024-06-30"), ("Chinese date", "45473", ['yyyy"年"m"月"d"日"'], {}, "2024-06-30"),
            ("built-in Chinese date", "45473", [31], {}, "2024-06-30"), ("1904", "44011", [14], {"from_1904": True}, "2024-06-30"),
            ("moment", "45473.354166666664", [22], {}, "2024-06-30"), ("January 1900", "59", [14], {}, "1900-02-28"), ("March 1900", "61", [14], {}, "1900-03-01")]:
        day(name, t.upright("d", number(serial, 1), "授权日", formats=formats, **more), wanted)
    day("a date in words", t.upright("d", words("2024年6月30日"), "授权日"), "2024-06-30")
    status, out, err = t.run("form", rubric, "--check", t.upright("d", number("60", 1), "授权日", formats=[14]))
    t.check("the 29th of February 1900 never was", status == 1 and "FZ218" in err, err)
    path = t.folder / "d.csv"
    path.write_bytes("授权日\r\n2020/3/1 0:00\r\n,\r\n".encode("gb18030"))
    day("a CSV's date", path, "2020-03-01")


def formulas(t):
    more = {"A5": words("备注"), "C2": number(40), "C3": number(2)}
    header = {"A1": words("名称"), "B1": words("值"), "C1": words("备注")}
    t.says("a formula is exact", t.upright("x", number("0.30000000000000004", formula="C2*0.1-C3*1.85"), beside={**header, **more}), "产值", "0.3")
    t.says("thirds", t.upright("x", number("13.333333333333334", formula="C2/3"), beside={**header, **more}), "产值", "40/3")
    t.says("SUM", t.upright("x", number("42", formula="SUM(C2:C3)"), beside={**header, **more}), "产值", "42")
    t.says("no result kept", t.upright("x", number(None, formula="SUM(C2:C3)/2"), beside={**header, **more}), "产值", "21")
    t.refused("a result that is not the formula's", t.upright("x", number("41", formula="SUM(C2:C3)"), beside={**header, **more}), "FZ265", "应得42", "41", "B2")
    t.refused("a formula without a result", t.upright("x", number(None, formula="VLOOKUP(1,A1:C9,2)"), beside={**header, **more}), "FZ266")
    t.refused("an error value", t.upright("x", error("#DIV/0!")), "FZ266", "#DIV/0!")
    status, found, err = t.facts_of(t.upright("x", number("7", formula="VLOOKUP(1,A1:C9,2)"), beside={**header, **more}))
    t.check("another formula is believed, with a note", status == 0 and found.get("产值") == "7", f"{status} {found} {err}")
    shared_cells = {"A1": words("发明专利"), "B1": words("产值"), "A2": number(1), "A3": number(2), "A4": number(3),
                    "B2": ("", '<f t="shared" ref="B2:B4" si="0">A2*$A$4</f><v>3</v>'), "B3": ("", '<f t="shared" si="0"/><v>6</v>'),
                    "B4": ("", '<f t="shared" si="0"/><v>8</v>')}
    t.refused("a copied formula", make(t.folder / "sf.xlsx", {"表": shared_cells}), "FZ265", "应得9", "B4")


def refusals(t):
    good = t.upright("good", number(5))
    data = good.read_bytes()
    broken = t.folder / "broken.xlsx"
    broken.write_bytes(data[:len(data) // 2])
    t.refused("cut in half", broken, "FZ260", "损坏")
    t.refused("damaged part", t.upright("d", number(5), replace={"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row>"}), "FZ260")
    t.refused("a cell that is no number", t.upright("d", ("", "<v>abc</v>")), "FZ260")
    t.refused("macros", t.upright("m", number(5), macros=True), "FZ263", "宏")
    old = t.folder / "old.xls"
    old.write_bytes(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + b"\0" * 1000)
    t.refused("old .xls", old, "FZ261", "旧版")
    old.write_bytes(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100)
    t.refused("a password", old, "FZ262", "密码")
    for part, word in [("word/document.xml", "Word"), ("xl/workbook.bin", "xlsb"), ("mimetype", "ods")]:
        t.refused(part, t.upright("k", number(5), more={part: "x"}), "FZ261", word)
    plain = t.folder / "plain.zip"
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("readme.txt", "hello")
    t.refused("an archive", plain, "FZ261")
    bomb = t.folder / "bomb.xlsx"
    t.upright("bomb", number(5), replace={"xl/sharedStrings.xml": "<sst>" + " " * (64 << 20) + "</sst>"})
    t.refused("a part that bursts", bomb, "FZ264")
    laughs = '<!DOCTYPE sst [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'
    status, out, err = t.run("score", t.rubric, "--facts", t.upright("lol", shared(0), replace={"xl/sharedStrings.xml": laughs}))
    t.check("entities are not put in", status == 1 and "FZ211" in err and "haha" not in err, err)
    t.refused("an unknown fact", t.upright("two", number(5), "没有的事实"), "FZ201")
    two = make(t.folder / "two.xlsx", {"甲": {"A1": words("发明专利"), "A2": number(1)}, "乙": {"A1": words("产值"), "A2": number(1)}})
    t.refused("nothing in it", make(t.folder / "empty.xlsx", {"表": {}}), "FZ268", "没有填写的表")
    t.refused("only a hidden sheet", make(t.folder / "hidden.xlsx", {"表": {"A1": words("名称"), "B1": words("值")}}, hidden=("表",)), "FZ268", "隐藏")
    t.refused("a value over two rows", make(t.folder / "tall.xlsx", {"表": merged({"A1": words("名称"), "B1": words("值"), "A2": words("发明专利"), "B2": number(3), "A3": words("产值")}, "B2:B3")}),
              "FZ269", "B2:B3", "取消合并")
    t.refused("a value over two units", make(t.folder / "wide.xlsx", {"表": merged({"A1": words("单位"), "B1": words("发明专利"), "A2": words("甲"), "B2": number(3), "A3": words("乙")}, "B2:B3")}),
              "FZ269", "B2:B3")
    t.refused("two sheets without 名称 and 值", two, "FZ268", "甲", "乙")
    twice = make(t.folder / "twice.xlsx", {n: {"A1": words("名称"), "B1": words("值"), "A2": words("产值"), "B2": number(1)} for n in "甲乙"})
    t.refused("one fact in two sheets", twice, "FZ203", "别的表")
    wrong = t.upright("w", number("-5"))
    t.refused("the place of a wrong value", wrong, "表“事实”B2", "不能是负数")


def csv(t):
    path = t.folder / "excel.csv"
    path.write_bytes('发明专利,产值,占比\r\n3,"1,200",35%\r\n,,\r\n,,\r\n'.encode("gb18030"))
    for fact, value in [("发明专利", "3"), ("产值", "1200"), ("占比", "35")]:
        t.says("CSV of a Chinese spreadsheet", path, fact, value)


def batch(t):
    rows = {"A1": words("编号"), "B1": words("发明专利"), "C1": words("产值")}
    for i in range(2, 12):
        rows.update({f"A{i}": words(f"单位{i}"), f"B{i}": number(i), f"C{i}": words("1,200")})
    path = make(t.folder / "all.xlsx", {"全部": rows})
    status, out, err = t.run("batch", t.rubric, "--facts", path, "--format", "csv")
    lines = out.strip().split("\n")
    t.check("batch over a workbook", status == 0 and len(lines) == 11 and "单位11" in lines[10], f"exit {status}: {out}{err}")


def records(t):
    """A sheet that is named like a table of records is that table, dates and all, beside a sheet of facts."""
    rubric = t.folder / "成果.fenze"
    rubric.write_text("""《成果考核》
评价期：2019年1月1日至2019年12月31日
记录：知识产权（类型：发明专利|实用新型；授权日：日期）
统计：获得发明专利授权 = 知识产权 中 类型为“发明专利”且 授权日在评价期内 的件数
1. 知识产权（10分）
获得发明专利授权每件得5分，最高10分。
2. 制度（5分）
设立专门办公室的得5分。
""")
    table = {"A1": words("类型"), "B1": words("授权日"), "A2": words("发明专利"), "B2": number(43525, 1), "A3": words("发明专利"), "B3": number(43100, 1),
             "A4": words("实用新型"), "B4": number(43600, 1)}
    facts = {"A1": words("名称"), "B1": words("值"), "A2": words("设立专门办公室"), "B2": words("是")}
    for name, sheets, total in [("alone", {"知识产权": table}, None), ("beside facts", {"事实": facts, "知识产权": table}, "10")]:
        path = make(t.folder / f"{name}.xlsx", sheets, formats=[14])
        status, out, err = t.run("score", rubric, "--facts", path, "--format", "json")
        got = json.loads(out) if out.strip() else {}
        rule = got["nodes"][0]["score"] if got.get("nodes") else None
        t.check(f"records in a workbook, {name}", status == 0 and rule == "5" and got["total"] == total, f"exit {status}: {out[:400]}{err}")


def office(t):
    """Values that LibreOffice writes, and values that it reads from its own CSV of the same workbook."""
    soffice = shutil.which("soffice")
    t.check("LibreOffice is installed (tests/tools/setup.sh)", soffice is not None)
    if not soffice:
        return
    given = t.folder / "office.csv"
    given.write_text("发明专利,产值,占比,设立专门办公室\n12,1234.56,35%,是\n7,0.1,11.5%,否\n")
    out = t.folder / "office"
    done = subprocess.run([soffice, f"-env:UserInstallation=file://{t.folder}/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
                           "--infilter=CSV:44,34,76,1,,2052,false,true", "--outdir", out, given], capture_output=True, text=True, timeout=300)
    made = out / "office.xlsx"
    t.check("LibreOffice writes a workbook", made.exists(), done.stderr)
    if not made.exists():
        return
    a, b = (t.run("score", t.rubric, "--facts", path, "--format", "json")[1] for path in (given, made))
    t.check("CSV and LibreOffice's workbook of it score the same", a.strip() != "" and a == b, f"{a[:300]}\n{b[:300]}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fenze", required=True)
    program = str(Path(parser.parse_args().fenze).resolve())
    with tempfile.TemporaryDirectory() as folder:
        t = Tests(program, Path(folder))
        for one in (cells, dates, formulas, refusals, csv, batch, records, office):
            one(t)
        print(f"{t.passed} passed, {t.failed} failed")
        return 1 if t.failed else 0


sys.exit(main())
