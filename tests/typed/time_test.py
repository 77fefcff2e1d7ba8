#!/usr/bin/env python3
"""Rows of the clause catalogue that say when, with how many and with what evidence a thing counts: time_test.py --fenze BIN

Each row of type constraint about days, lengths of time, participants and evidence is said as a rubric of one count over records; a case is
one record, and whether it counts is the case's result. The document's own sentence stands in the rubric where it says a period.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
from harness import arguments, expect, finish  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "tests/corpora/clauses.jsonl"

# What the table holds, which of it counts, and what else the rubric needs; {text} is the sentence of the document.
COLUMNS = {"date": "日期", "boolean": "是否", "number": "年"}
SAID = {
    "guangzhou-cutoff": {"when": "数据日期在评价期内", "lines": "注：以下是填写要求\n{text}\n"},
    "guangzhou-period": {
        "when": "事项日期在评价期内", "lines": "如无特别说明，数据截止时间为2020年度的12月20日。\n{text}\n",
        "options": ["--as-of", "2021-03-01"], "unit": {"联盟成立时间": 1},
    },
    "guangzhou-participants": {"when": "参与联盟成员数≥2", "tail": "，参与联盟成员数≥3的标注", "lines": "注：{text}\n"},
    "keqiao-deadline": {"when": "报送日期在11月25日前", "lines": "版本：2018年10月\n", "options": ["--as-of", "2018-12-10"]},
    "liaoning-cycle": {"when": "{text}", "lines": ""},
    "keqiao-1-ev1": {"when": "技术咨询、指导、调研活动1次以上或项目合作≥1项", "lines": "注：{text}\n"},
    "keqiao-1-ev6": {"when": "科技对接活动人数30人以上", "lines": "注：{text}\n"},
    "keqiao-2-base": {"when": "有人员、有办公室场地、有活动经费", "lines": "注：{text}\n"},
    "keqiao-2-ev1": {"when": "接待专家至少20人次", "lines": "注：{text}\n"},
    "keqiao-2-ev3": {
        "when": "（级别为国家级且辐射当地企（事）业≥50家 或 级别为省级且辐射当地企（事）业≥20家）且服务企业次数不少于10次", "lines": "注：{text}\n",
    },
    "keqiao-2-ev5": {"when": "活动规模50人以上", "lines": "注：{text}\n"},
}


def column(fact):
    if fact["kind"] == "choice":
        return "|".join(fact["choices"])
    if fact["kind"] in COLUMNS:
        return COLUMNS[fact["kind"]]
    return fact["unit"]


def rubric_of(row):
    said = SAID[row["id"]]
    of_unit = said.get("unit", {})
    columns = "；".join(f"{f['name']}：{column(f)}" for f in row["facts"] if f["name"] not in of_unit)
    text = row["text"].rstrip("。")
    when = said["when"].format(text=text)
    return (f"《考核》\n{said['lines'].format(text=row['text'])}记录：事项（{columns}）\n统计：计入事项 = 事项 中 {when}的件数{said.get('tail', '')}\n"
            "1. 事项（10分）\n计入事项每项得1分。\n")


def outcome(fenze, folder, row, values):
    said = SAID[row["id"]]
    of_unit = said.get("unit", {})
    names = [f["name"] for f in row["facts"]]
    record = {n: v for n, v in zip(names, values) if n not in of_unit}
    facts = {**{n: values[i] for n, i in of_unit.items()}, "事项": [record]}
    (folder / "rubric.fenze").write_text(rubric_of(row), encoding="utf-8")
    (folder / "facts.json").write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    done = subprocess.run([fenze, "score", "rubric.fenze", "--facts", "facts.json", "--format", "json", *said.get("options", [])], cwd=folder,
                          capture_output=True, timeout=60)
    came = json.loads(done.stdout)
    if came.get("total") is None:
        return "; ".join(d["message"] for d in came["diagnostics"]) or done.stderr.decode()
    rules = [r for n in came["nodes"] for r in n["rules"]]
    counted = rules[0]["records"][0]["counted"]
    left_out = rules[0]["records"][0]["not_counted"]
    if came["total"] != str(len(counted)) or len(counted) + len(left_out) != 1 or any(not r["reason"] for r in left_out):
        return f"total {came['total']}, {counted}, {left_out}"
    if isinstance(row["cases"][0]["result"], str):
        return "不计" if not counted else "计入并标注" if "marked" in counted[0] else "计入"
    return bool(counted)


if __name__ == "__main__":
    program = arguments(__doc__).fenze
    rows = {r["id"]: r for r in map(json.loads, CATALOGUE.read_text(encoding="utf-8").splitlines())}
    with tempfile.TemporaryDirectory() as scratch:
        for name in SAID:
            expect(f"{name}: a row of the catalogue", name in rows)
            for case in rows.get(name, {"cases": []})["cases"]:
                came = outcome(program, Path(scratch), rows[name], case["values"])
                expect(f"{name} {case['values']}: {came}, expected {case['result']}", came == case["result"], rubric_of(rows[name]))
    finish()
