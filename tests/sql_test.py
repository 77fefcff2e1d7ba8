#!/usr/bin/env python3
"""The SQL reading against fenze batch, digit for digit: sql_test.py --fenze BIN [--count N] [--engine postgresql|duckdb|spark] [--python PYTHON]

Random records of every rubric of the library, and of small rubrics made of the corpora's clauses, with missing, wrong and extreme values. PostgreSQL is a
server that the test starts by itself; DuckDB and Spark run where Python finds them (--python: another Python that does).
"""
import argparse
import csv
import io
import json
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "tools"))
import postgres  # noqa: E402

OWN = HERE.parent / "build" / "sql" / "bin" / "python"  # where the environment of docs/dependencies.md stands
passed, failures, skipped = 0, [], []
fenze = None

# What the clauses of the library leave out: quotients of facts, rounding, shares, vetoes.
SMALL = {
    "quotient": "《甲》\n1. 报价（20分）\n得分 = 20 × 基准价 / 投标价\n2. 培训（10分）\n举办培训班，每期得2分，最多10分。\n等级：18分以上为优秀，12分以上为合格，低于12分为不合格\n",
    "rounded quotient": "《乙》\n1. 报价（20分）\n得分 = 20 × 基准价 / 投标价\n取整：保留2位小数\n",
    "signed quotient": "《庚》\n1. 效率（50分）\n得分 = 10 × 完成数 / (计划数 - 调减数)\n",
    "signed rounding": "《辛》\n1. 效率（50分）\n得分 = 10 × 完成数 / (计划数 - 调减数)\n取整：保留1位小数\n",
    "best of quotients": "《壬》\n1. 效率（50分）\n得分 = max(10 × 甲数 / 乙数, 20 × 丙数 / 丁数) + min(甲数 / 丁数, 5)\n",
    "product": "《丙》\n1. 产值（20分）\n得分 = min(20, 人数 × 人均产值 / 100)\n",
    "sevenths": "《丁》\n1. 推广（25分）\n推广项目达到7项得25分，不足按比例赋分。\n2. 会议（10分）\n召开会议3次得10分，不足按比例赋分。\n",
    "tiers": "《戊》\n1. 效益（6分）\n年经济效益800万元以上得6分，700-800万元得5分，300万元以下得0分。\n2. 增长（10分）\n年产值达到500万元得1分，每增长500万元，加1分，最高10分。\n",
    "deduction": "《己》\n1. 安全（10分）\n每发生一次事故扣2分，扣完为止。\n\n弄虚作假的，取消其资格。\n等级：8分以上为优秀，6分以上为合格，低于6分为不合格\n",
}


def run(*arguments):
    done = subprocess.run([fenze, *map(str, arguments), "--lang", "zh"], capture_output=True, timeout=600)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def facts_of(rubric):
    status, out, err = run("facts", rubric, "--format", "json")
    if status != 0:
        raise RuntimeError(err)
    return [f for f in json.loads(out)["facts"] if f["kind"] != "text"]


def value(fact, rng, bad, limited):
    """As the table holds it; None is missing."""
    kind, roll = fact["kind"], rng.random()
    if roll < 0.004:
        return None
    if kind == "boolean":
        return rng.choice(["true", "false"])
    if kind == "choice":
        return "没有的选项" if bad and roll > 0.999 else rng.choice(fact["options"])
    if kind == "date":
        return f"2024-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
    low = Fraction(fact["min"] or 0)
    high = Fraction(fact["max"]) if fact["max"] else None
    if bad and roll > 0.998:
        return rng.choice([str(int(low) - 3), "0.5" if not limited else str(int(low) - 1), str(int(high) + 1) if high is not None else str(int(low) - 1)])
    if bad and roll > 0.995:
        return rng.choice(["1000000000000", "999999999999"] if limited else ["1" + "0" * 30, "123456789012345678901234567890", "1" + "0" * 38, "9" * 40, "1" + "0" * 40])
    if roll > 0.98 and low <= 0 and (high is None or high >= 0):
        return "0"
    if kind == "count":
        return str(int(low) + rng.choice([rng.randrange(12), rng.randrange(12), rng.randrange(600)]))
    span = (high - low) if high is not None else 1500
    if roll > 0.97 and not limited and bad and kind in ("amount", "number"):
        return "0." + "0" * rng.choice([20, 37, 38, 60]) + "1"
    digits = rng.choice([0, 1, 1, 2, 4])
    return exact_text(low + Fraction(rng.randrange(int(span * 10**digits) + 1), 10**digits), digits)


def exact_text(n, digits):
    whole = n * 10**digits
    assert whole.denominator == 1
    text = str(abs(whole.numerator)).rjust(digits + 1, "0")
    text = text if digits == 0 else text[:-digits] + "." + text[-digits:]
    return ("-" if n < 0 else "") + text


def population(facts, count, seed, limited):
    rng = random.Random(seed)
    return [[value(f, rng, True, limited) for f in facts] for _ in range(count)]


def by_batch(rubric, facts, rows, folder):
    with open(folder / "p.jsonl", "w") as out:
        for n, row in enumerate(rows):
            record = {"编号": f"D{n:07}"}
            for f, v in zip(facts, row):
                record[f["path"]] = True if v == "true" else False if v == "false" else v
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    (folder / "r.jsonl").unlink(missing_ok=True)
    status, _, err = run("batch", rubric, "--facts", folder / "p.jsonl", "--out", folder / "r.jsonl", "--columns", "分项", "--threads", 1)
    if status not in (0, 1) or not (folder / "r.jsonl").exists():
        raise RuntimeError(err)
    return {r["编号"]: r for r in map(json.loads, (folder / "r.jsonl").open())}


def as_csv(names, wanted, facts, rows, path):
    """The columns that the query reads, in its order."""
    place = {f["path"]: i for i, f in enumerate(facts)}
    with open(path, "w", newline="") as out:
        w = csv.writer(out)
        w.writerow(["编号"] + names)
        for n, row in enumerate(rows):
            w.writerow([f"D{n:07}"] + ["" if row[place[p]] is None else row[place[p]] for p in wanted])


class Postgresql:
    name, limited = "postgresql", False

    def __init__(self):
        self.server = postgres.Server().__enter__()

    def rows(self, told, csv_path):
        table = told["create_table"].replace("CREATE TABLE", "CREATE UNLOGGED TABLE", 1)
        copy = "\\copy \"评分表\" FROM '" + str(csv_path) + "' WITH (FORMAT csv, HEADER true)\n"
        self.server.psql('DROP TABLE IF EXISTS "评分表";\n' + table + ";\n" + copy)
        done = subprocess.run(self.server.command("-c", "COPY (" + told["sql"] + ") TO STDOUT WITH (FORMAT csv, HEADER true)"), capture_output=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.decode())
        return list(csv.reader(io.StringIO(done.stdout.decode())))[1:]

    def close(self):
        self.server.__exit__()


class Other:
    """An engine that a Python program drives, over pipes: tests/tools/sql_engine.py."""
    limited = True

    def __init__(self, name, python):
        self.name = name
        self.process = subprocess.Popen([python, str(HERE / "tools" / "sql_engine.py"), name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if self.answer() != "ready":
            raise RuntimeError(name + " did not start")

    def answer(self):
        line = self.process.stdout.readline()
        while line and not line.startswith("ANSWER "):
            line = self.process.stdout.readline()
        return json.loads(line[len("ANSWER "):]) if line else None

    def rows(self, told, csv_path):
        result = str(csv_path) + ".out"
        self.process.stdin.write(json.dumps({"table": told["create_table"], "sql": told["sql"], "csv": str(csv_path), "out": result}) + "\n")
        self.process.stdin.flush()
        said = self.answer()
        if said != "done":
            raise RuntimeError(str(said))
        return list(csv.reader(open(result, newline="")))

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def same(shown, exact):
    if exact is None:
        return shown == ""
    if shown == exact:
        return True
    return "." in shown and "/" not in exact and shown.rstrip("0").rstrip(".") == exact


def compare(what, engine, rubric, count, folder, seed=7, more=()):
    """One rubric through one engine; what differs is a failure."""
    global passed
    ranked = ["--rank"]
    status, out, err = run("sql", rubric, "--dialect", engine.name, "--format", "json", *ranked, *more)
    if status != 0 and "--rank" in err:
        ranked = []
        status, out, err = run("sql", rubric, "--dialect", engine.name, "--format", "json", *more)
    if status != 0:
        if engine.limited and "38位" in err:
            skipped.append(f"{what}: {engine.name} refuses: {err.strip()}")
            return
        failures.append(f"{what} {engine.name}: {err}")
        return
    told = json.loads(out)
    wanted = [c["fact"] for c in told["columns"]]
    facts = [f for f in facts_of(rubric) if f["path"] in wanted]
    rows = population(facts, count, seed, engine.limited)
    expected = by_batch(rubric, facts, rows, folder)
    as_csv([c["column"] for c in told["columns"]], wanted, facts, rows, folder / "t.csv")
    os.chmod(folder / "t.csv", 0o644)
    try:
        got = engine.rows(told, folder / "t.csv")
    except RuntimeError as problem:
        failures.append(f"{what} {engine.name}: {str(problem)[:1500]}")
        return
    titles = [o["title"] for o in told["outputs"]]
    place = {t: i for i, t in enumerate(titles)}
    scored = less = beyond = bad = wrong = 0
    for row in got:
        exact = expected.get(row[0])
        refused, open_facts = row[place["错误"]], row[place["未填"]] if "未填" in place else ""
        note = None
        if refused:
            bad += 1
            if exact is not None:
                if "超出本查询" in refused:
                    beyond += 1
                elif not open_facts and all(v is not None for v in rows[int(row[0][1:])]):
                    note = f"refused ({refused}), batch scores {exact}"
        elif exact is None and open_facts and not row[place["总分"]]:
            less += 1  # with facts missing, batch looks for divisions by zero and the query does not
        elif exact is None:
            note = "batch refuses, the query does not"
        else:
            for title in titles[1:]:
                if title in ("等级", "名次", "未填", "错误", "加分", "扣分"):
                    continue
                shown = row[place[title]]
                if not shown and open_facts:
                    less += title == "总分"
                    continue
                if not same(shown, exact[title]):
                    note = f"{title}: {shown!r}, batch {exact[title]!r}"
            if row[place["等级"]] != (exact["等级"] or "") and not (not row[place["等级"]] and open_facts):
                note = f"grade {row[place['等级']]!r}, batch {exact['等级']!r}"
            scored += bool(row[place["总分"]])
        if note:
            wrong += 1
            if wrong <= 3:
                failures.append(f"{what} {engine.name} {row[0]} {rows[int(row[0][1:])]}: {note}")
    if len(got) != count:
        failures.append(f"{what} {engine.name}: {len(got)} rows of {count}")
    if ranked:
        totals = sorted((Fraction(r[place["总分"]]) for r in got if r[place["总分"]]), reverse=True)
        first = {}
        for rank, total in enumerate(totals, 1):
            first.setdefault(total, rank)
        for row in got:
            if row[place["名次"]] != (str(first[Fraction(row[place["总分"]])]) if row[place["总分"]] else ""):
                wrong += 1
                failures.append(f"{what} {engine.name} {row[0]}: rank {row[place['名次']]!r} with {row[place['总分']]!r}")
                break
    if not wrong and scored == 0 and count >= 100:
        failures.append(f"{what} {engine.name}: no record was scored")
    passed += wrong == 0
    print(f"{what} {engine.name}: {count} records, {scored} scored, {less} open, {bad} refused ({beyond} beyond the limits), {wrong} differ", flush=True)


def plans(engine, count, folder):
    """Random plans, with quotients and rounding of both signs, against evaluate."""
    global passed
    program = Path(fenze).resolve().parent / "fenze_sql_plans"
    if not program.exists():
        skipped.append("random plans: fenze_sql_plans is not built")
        return
    wrong = total = refused = 0
    for line in subprocess.run([program, str(count)], capture_output=True, check=True).stdout.decode().splitlines():
        plan = json.loads(line)
        told = plan[engine.name]
        if "refused" in told:
            refused += 1
            continue
        names = [f"f{n}" for n in told["facts"]]
        with open(folder / "plan.csv", "w", newline="") as out:
            w = csv.writer(out)
            w.writerow(["编号"] + names)
            for n, record in enumerate(plan["records"]):
                w.writerow([n] + [record[f] for f in told["facts"]])
        os.chmod(folder / "plan.csv", 0o644)
        try:
            rows = engine.rows(told, folder / "plan.csv")
        except RuntimeError as problem:
            failures.append(f"random plan {plan['seed']} {engine.name}: {str(problem)[:800]}")
            continue
        for row in rows:
            total += 1
            exact = plan["expected"][int(row[0])]
            if bool(row[-1]) != (exact is None) or not same(row[1], exact):
                wrong += 1
                if wrong < 4:
                    failures.append(f"random plan {plan['seed']} {engine.name}: {row} where evaluate has {exact}: {plan['records'][int(row[0])]}")
    passed += wrong == 0 and total > 0
    print(f"{count} random plans {engine.name}: {total} records, {refused} plans beyond the engine, {wrong} differ", flush=True)


def expect(what, good, shown=""):
    global passed
    if good:
        passed += 1
    else:
        failures.append(f"{what}: {shown}")


def via(server, folder):
    """batch --via: a file, a table, and what is said where it cannot be."""
    rubric = folder / "v.fenze"
    rubric.write_text(SMALL["tiers"])
    url = ["--via", server.url, "--table"]
    table = run("sql", rubric, "--dialect", "postgresql", "--create-table", "--table", "申报")[1]
    column = facts_of(rubric)[0]["name"]
    server.psql(table + f"""INSERT INTO "申报" ("编号", "{column}") VALUES ('甲', 800), ('乙', -3), ('丙', NULL); UPDATE "申报" SET "年产值" = 1600.5;""")
    status, _, err = run("batch", rubric, *url, "申报", "--out", folder / "v.csv")
    rows = list(csv.reader(io.StringIO((folder / "v.csv").read_text("utf-8-sig"))))
    expect("via: a file", status == 1 and rows[0][:3] == ["编号", "总分", "等级"] and ["甲", "9"] == rows[1][:2] and "不能是负数" in rows[2][-1] and rows[3][1] == "",
           f"{err}{rows}")
    expect("via: what it came to", "共3条记录：算出总分1条，事实没有填全1条，有错1条" in err, err)
    status, _, err = run("batch", rubric, *url, "申报", "--out", folder / "v.jsonl")
    expect("via: lines of JSON", json.loads((folder / "v.jsonl").read_text().splitlines()[0])["总分"] == "9", err)
    status, _, err = run("batch", rubric, *url, "申报", "--into", "得分")
    expect("via: a table", status == 1 and "甲,9" in server.psql('COPY (SELECT "编号", "总分" FROM "得分") TO STDOUT CSV'), err)
    status, _, err = run("batch", rubric, *url, "申报", "--into", "得分")
    expect("via: no table is written over", status == 2 and "已经有了" in err, err)
    status, _, err = run("batch", rubric, *url, "没有", "--into", "乙")
    expect("via: no such table", status == 1 and "没有这张表" in err, err)
    server.psql('CREATE TABLE "浮点" AS SELECT "编号" AS id, 1.5::float8 AS "年产值" FROM "申报"')
    (folder / "w.csv").unlink(missing_ok=True)
    status, _, err = run("batch", rubric, *url, "浮点", "--id", "id", "--out", folder / "w.csv")
    expect("via: floating point is refused", status == 1 and "浮点数" in err and column in err and not (folder / "w.csv").exists(), err)
    status, _, err = run("batch", rubric, *url, "浮点", "--id", "id", "--pair", "年产值=编号2", "--out", folder / "w.csv")
    expect("via: columns by other names", "编号2" in err, err)
    status, _, err = run("batch", rubric, "--via", "postgresql:///x?host=" + str(folder), "--table", "申报", "--into", "丁")
    expect("via: no server", status == 2 and "连不上数据库" in err, err)
    view = run("sql", rubric, "--dialect", "postgresql", "--table", "申报", "--view", "得分视图", "--rank")[1]
    server.psql(view)
    expect("a view", "甲,9,1" in server.psql('COPY (SELECT "编号", "总分", "名次" FROM "得分视图") TO STDOUT CSV'))


def engines(args):
    if args.engine in (None, "postgresql"):
        if postgres.programs():
            yield Postgresql
        else:
            skipped.append("postgresql: not installed")
    for name, module in (("duckdb", "duckdb"), ("spark", "pyspark")):
        if args.engine not in (None, name) or (name == "spark" and args.engine is None):
            continue
        if subprocess.run([args.python, "-c", "import " + module], capture_output=True).returncode != 0:
            skipped.append(f"{name}: Python has no {module}")
        else:
            yield lambda name=name: Other(name, args.python)


def clauses(count):
    """Small rubrics of the corpora's rows."""
    rng = random.Random(5)
    rows = []
    for path in sorted((HERE / "corpora").glob("*.jsonl")):
        for line in path.open():
            clause = json.loads(line)
            if "item" in clause and "standard" not in clause and "text" in clause:
                mark = f"（{clause['item']['max']}分）" if clause["item"].get("max") else ""
                rows.append((path.stem, f"《语料》\n一、语料{mark}\n1. {clause['item']['title']}{mark}\n{clause['text']}\n"))
    rng.shuffle(rows)
    return rows[:count]


def main():
    global fenze
    parser = argparse.ArgumentParser()
    parser.add_argument("--fenze", required=True)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--clauses", type=int, default=12)
    parser.add_argument("--plans", type=int, default=30)
    parser.add_argument("--engine")
    parser.add_argument("--only")
    parser.add_argument("--python", default=os.environ.get("FENZE_SQL_PYTHON") or (str(OWN) if OWN.exists() else sys.executable))
    args = parser.parse_args()
    fenze = args.fenze
    for make in engines(args):
        engine = make()
        try:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                folder.chmod(0o755)
                for rubric in sorted((HERE.parent / "stdlib-rubrics").glob("*.fenze")):
                    if not args.only or args.only in rubric.stem:
                        compare(rubric.stem, engine, rubric, args.count, folder)
                if not args.only:
                    compare("gansu-assess as text", engine, HERE.parent / "stdlib-rubrics" / "gansu-assess.fenze", min(args.count, 2000), folder, 3, ["--all-text"])
                    if isinstance(engine, Postgresql):
                        via(engine.server, folder)
                if not args.only or "random" in args.only:
                    plans(engine, args.plans, folder)
                small = dict(SMALL)
                small.update({f"{source} {n}": text for n, (source, text) in enumerate(clauses(args.clauses))})
                for what, text in small.items():
                    if args.only and args.only not in what:
                        continue
                    (folder / "s.fenze").write_text(text)
                    refused = run("facts", folder / "s.fenze", "--format", "json")
                    if refused[0] != 0:
                        skipped.append(f"{what}: no rubric: {refused[2][:200]}")
                    elif facts_of(folder / "s.fenze"):
                        compare(what, engine, folder / "s.fenze", min(args.count, 1000), folder)
        finally:
            engine.close()
    for line in skipped:
        print("skipped: " + line)
    for line in failures[:40]:
        print("FAILED " + line)
    print(f"{passed} passed, {len(failures)} failed, {len(skipped)} skipped")
    return 1 if failures else 0


sys.exit(main())
