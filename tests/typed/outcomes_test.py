#!/usr/bin/env python3
"""Every row of the clause catalogue about totals, grades, weights and consequences, the eligibility of liaoning and the two columns of keqiao,
all their cases, through the program: outcomes_test.py --fenze BIN
"""
import argparse
import json
import subprocess
import tempfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "tests" / "corpora" / "clauses.jsonl"
TYPES = {"total", "grade", "weight", "consequence"}
ALSO = {"liaoning-eligible", "keqiao-columns"}


class Refused(Exception):
    pass


class Trial:
    """One rubric; facts go in as JSON, the result comes back as the contract has it."""

    def __init__(self, fenze, folder, rubric):
        self.fenze, self.folder = fenze, folder
        if isinstance(rubric, Path):
            self.rubric = rubric
        else:
            self.rubric = folder / "rubric.fenze"
            self.rubric.write_text(rubric, encoding="utf-8")

    def run(self, *arguments):
        done = subprocess.run([self.fenze, *map(str, arguments), "--lang", "zh"], capture_output=True, text=True, timeout=60)
        if done.returncode not in (0, 1):
            raise RuntimeError(f"{arguments}: exit status {done.returncode}\n{done.stderr}")
        return done

    def facts(self, values, name="facts.json"):
        file = self.folder / name
        file.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
        return file

    def score(self, values, *more):
        done = self.run("score", self.rubric, "--facts", self.facts(values), "--format", "json", *more)
        if done.returncode == 1:
            raise Refused(done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()] if isinstance(values, list) else json.loads(done.stdout)

    def both(self, self_values, review_values):
        done = self.run("score", self.rubric, "--self", self.facts(self_values, "self.json"), "--facts", self.facts(review_values), "--format", "json")
        if done.returncode == 1:
            raise Refused(done.stderr)
        return json.loads(done.stdout)


def text(value):
    return value if isinstance(value, (str, bool)) else str(Decimal(str(value)))


def marks(row):
    """A rubric that has the row's facts as marks: sections with their full mark; what has no upper bound is a bonus."""
    lines, bonus = [f"《{row['id']}》"], []
    for fact in row["facts"]:
        low, high = fact["range"]
        assert low == "0", row["id"]
        if high and not (row["doc"] == "guangzhou" and fact is row["facts"][-1]):
            lines.append(f"{len(lines)}. {fact['name']}（{high}分）")
        else:
            bonus.append(fact)
    for fact in bonus:
        high = fact["range"][1]
        lines.append(f"附加分（{high}分）" if high else "加分项")
        lines.append(f"1. {fact['name']}" + (f"（{high}分）" if high else f"\n公式：得分＝{fact['name']}×1\n事实：{fact['name']}（0分以上）"))
    sentence = row["text"] if len(row["text"]) > 12 else ""
    return "\n".join(lines + ([sentence] if sentence else [])) + "\n"


GRADED = "《{id}》\n1. 得分（200分）\n{text}\n"
HEFEI_GRADES = "90分以上为优秀,60分以上为合格,低于60分为不合格。"
TOTAL_OF = {"优秀": 95, "合格": 75, "不合格": 30}


def columns(row, trial_of):
    """每项都有两个得分：自评一份，考核一份。"""
    count = 0
    for name in ("keqiao-contact", "keqiao-station"):
        trial = trial_of(ROOT / "stdlib-rubrics" / f"{name}.fenze")
        review = json.loads((ROOT / "stdlib-rubrics" / f"{name}.facts.json").read_text(encoding="utf-8"))
        numbers = [k for k, v in review.items() if isinstance(v, (int, float)) and v]
        assert numbers, name
        own = dict(review)
        for changed in numbers:
            own = {**review, changed: 0}
            came = trial.both(own, review)
            alone = {side: trial.score(facts) for side, facts in (("self", own), ("review", review))}
            for side in alone:
                assert came[side]["total"] == alone[side]["total"], (name, changed, side)
            moved = [n for n in came["nodes"] if n["difference"] not in ("0", None)]
            for node in moved:
                assert Fraction(node["review"]) - Fraction(node["self"]) == Fraction(node["difference"])
                assert any(f["name"] == changed and f["self"] == "0" for f in node["facts"]), (changed, node)
            assert Fraction(came["review"]["total"]) - Fraction(came["self"]["total"]) == Fraction(came["difference"])
            assert (Fraction(came["difference"]) != 0) == bool(moved)
            count += 1
        page = trial.run("report", trial.rubric, "--self", trial.folder / "self.json", "--facts", trial.folder / "facts.json", "--format", "csv").stdout
        assert "自评得分,考核得分" in page, page[:200]
    return count


def consequence(row, trial_of):
    number, count = row["id"], 0
    if number == "guangzhou-veto":
        trial = trial_of("《T》\n1. 工作（10分）\n" + row["text"] + "\n")
        for case in row["cases"]:
            got = trial.score({"工作": 5, row["facts"][0]["name"]: case["values"][0]})
            wanted = None if case["result"] == "无" else case["result"]
            assert (got["grade"] or "").replace("其", "") == (wanted or ""), (case, got["grade"])
            assert got["total"] == "5"
            count += 1
        return count
    trial = trial_of(GRADED.format(id=number, text=HEFEI_GRADES + ("对考核结果为优秀的联盟给予每家不超过20万元的资金奖励，" if number == "hefei-reward-total" else "") + row["text"] + "。"))
    for case in row["cases"]:
        values, wanted = case["values"], case["result"]
        if number == "hefei-reward":
            try:
                trial.score({"得分": TOTAL_OF[values[0]], "资金奖励": text(values[1])})
                admitted = True
            except Refused as why:
                assert "资金奖励" in str(why)
                admitted = False
            assert admitted == wanted, case
        elif number == "hefei-reward-total":
            left, units = Decimal(str(values[0])), []
            while left > 0 or not units:  # as many units as it takes, 20万元 each at most
                units.append({"单位": f"第{len(units) + 1}家", "得分": 95, "资金奖励": str(min(left, Decimal(20)))})
                left -= min(left, Decimal(20))
            units.append({"单位": "另一家", "得分": 70})
            done = trial.run("score", trial.rubric, "--facts", trial.facts(units), "--format", "json", "--budget", f"{values[1]}万元")
            last = json.loads(done.stdout.splitlines()[-1])
            assert Fraction(last["wanted"]) == Fraction(str(values[0])) and last["decided"], last
            assert (last["over"] is None) == wanted and (done.returncode == 0) == wanted, (case, last, done.returncode)
        elif number == "hefei-revoke":
            got = trial.score({"得分": TOTAL_OF[values[1]], "上一年度考核结果": values[0]})
            said = [a.replace("其", "") for a in got["actions"]]
            assert any("取消市级联盟资格" in a for a in said) == (wanted != "保留"), (case, got["actions"])
        else:  # 限期整改, 公示
            got = trial.score({"得分": TOTAL_OF[values[0]]})
            word = {"hefei-rectify": "限期整改", "hefei-publish": "公示"}[number]
            assert any(word in a for a in got["actions"]) == (wanted == word), (case, got["actions"])
        count += 1
    return count


def total(row, trial_of):
    names = [f["name"] for f in row["facts"]]
    count = 0
    if row["id"] == "liaoning-total":
        trial = trial_of(ROOT / "stdlib-rubrics" / "liaoning-alliance.fenze")
        criteria = [f["name"] for f in json.loads(trial.run("facts", trial.rubric, "--format", "json").stdout)["facts"] if f["kind"] == "boolean" and f["use"] == "score"]
        assert len(criteria) == 10
        for case in row["cases"]:
            met = case["values"][0]
            got = trial.score({name: n < met for n, name in enumerate(criteria)})
            assert next(n for n in got["nodes"] if n["max"] == "10" or len(n["nodes"]) == 10)["score"] == case["score"], case
            count += 1
        for reject in row["rejects"]:  # an eleventh criterion, and one met by half
            values = {name: True for name in criteria}
            if reject["values"][0] > 10:
                values["第十一项"] = True
            else:
                values[criteria[1]] = "0.5"
            try:
                trial.score(values)
                raise AssertionError(reject)
            except Refused:
                count += 1
        return count
    trial = trial_of(marks(row))
    for case in row["cases"]:
        values = {name: text(value) for name, value in zip(names, case["values"])}
        got = trial.score(values)
        assert got["total"] == case["score"], (case, got["total"])
        if row["doc"] == "keqiao":  # once over 自评得分, once over 考核得分
            came = trial.both(values, {name: "0" for name in names})
            assert came["self"]["total"] == case["score"] and came["review"]["total"] == "0", case
        count += 1
    return count + rejected(row, trial)


def rejected(row, trial):
    count = 0
    for reject in row.get("rejects", []):
        try:
            trial.score({f["name"]: text(v) for f, v in zip(row["facts"], reject["values"])})
            raise AssertionError(("not refused", reject))
        except Refused:
            count += 1
    return count


def grade(row, trial_of):
    name = row["facts"][0]["name"]
    trial = trial_of(f"《T》\n1. 得分\n公式：得分＝{name}×1\n事实：{name}（0分以上）\n" + row["text"] + "\n")
    for case in row["cases"]:
        got = trial.score({name: text(case["values"][0])})
        assert got["grade"] == case["result"], (case, got["grade"])
    return len(row["cases"])


def weight(row, trial_of):
    declared = "".join(f"事实：{f['name']}（{f['range'][0]}-{f['range'][1]}分）\n" for f in row["facts"])
    trial = trial_of("《T》\n" + declared + row["text"] + "\n")
    for case in row["cases"]:
        got = trial.score({f["name"]: text(v) for f, v in zip(row["facts"], case["values"])})
        assert got["total"] == case["score"], (case, got["total"])
    # 管理评价意见 3名, 评审评价 5名: the same marks from every judge come to the same total
    trial = trial_of("《T》\n" + declared + "评委：管理评价意见3名，平均；评审评价5名，去掉一个最高分和一个最低分后平均\n" + row["text"] + "\n")
    for case in row["cases"]:
        got = trial.score({f["name"]: [v] * n for f, v, n in zip(row["facts"], case["values"], (3, 5))})
        assert got["total"] == case["score"], (case, got["total"])
    return len(row["cases"]) + rejected_lists(row, trial)


def rejected_lists(row, trial):
    count = 0
    for reject in row["rejects"]:
        try:
            trial.score({f["name"]: [v] * n for f, v, n in zip(row["facts"], reject["values"], (3, 5))})
            raise AssertionError(("not refused", reject))
        except Refused as why:
            assert "评委" in str(why), why
            count += 1
    return count


def eligible(row, trial_of):
    names = [f["name"] for f in row["facts"]]
    for rubric in ("《T》\n适用：" + row["text"] + "\n1. 工作（10分）\n",
                   "《T》\n适用：须符合第二条\n第二条 本办法所指典型联盟,是指" + row["text"] + "。\n第三条 工作（10分）\n"):
        trial = trial_of(rubric)
        for case in row["cases"]:
            got = trial.score({"工作": 5, **dict(zip(names, case["values"]))})
            assert (got["grade"] != "不符合申报条件") == case["result"] and got["total"] == "5", (case, got["grade"])
            shown = trial.run("score", trial.rubric, "--facts", trial.folder / "facts.json").stdout
            for name, held in zip(names, case["values"]):
                assert held or name[:8] in shown.replace("\n", "").replace(" ", ""), (name, shown)
    return len(row["cases"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fenze", required=True)
    fenze = str(Path(parser.parse_args().fenze).resolve())
    rows = [json.loads(line) for line in CATALOGUE.read_text(encoding="utf-8").splitlines()]
    chosen = [r for r in rows if r["type"] in TYPES or r["id"] in ALSO]
    assert len(chosen) >= 17, len(chosen)
    passed, failed = 0, []
    for row in chosen:
        with tempfile.TemporaryDirectory() as folder:
            how = eligible if row["id"] == "liaoning-eligible" else columns if row["id"] == "keqiao-columns" else globals()[row["type"]]
            try:
                passed += how(row, lambda rubric: Trial(fenze, Path(folder), rubric))
            except (AssertionError, Refused, RuntimeError) as why:
                failed.append(f"{row['id']}: {type(why).__name__} {why}")
    for line in failed:
        print(line)
    print(f"{passed} cases passed, {len(failed)} rows failed, of {len(chosen)} rows")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
