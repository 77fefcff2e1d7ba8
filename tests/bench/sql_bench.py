#!/usr/bin/env python3
"""fenze batch beside the same rubric inside PostgreSQL, DuckDB and Spark: sql_bench.py --fenze BIN [--count N] [--python PYTHON]

PostgreSQL is a server started here; DuckDB and Spark (local mode) run where PYTHON finds them. Times are of scoring alone, from the table (or the file) to a table of results
(or a file), median of three rounds.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))
import postgres  # noqa: E402

DUCKDB = """
import json, sys, time
import duckdb
asked = json.load(sys.stdin)
run = duckdb.connect().execute
run("SET threads TO %d" % asked["threads"])
run(asked["table"])
run("COPY \\"评分表\\" FROM '" + asked["csv"] + "' (FORMAT csv, HEADER true)")
times = []
for _ in range(3):
    run("DROP TABLE IF EXISTS out")
    begun = time.monotonic()
    run("CREATE TABLE out AS " + asked["sql"])
    times.append(time.monotonic() - begun)
print(sorted(times)[1])
"""

SPARK = """
import json, os, sys, time
sys.path.insert(0, os.environ["FENZE_TOOLS"])
from sql_engine import Spark
asked = json.load(sys.stdin)
spark = Spark(asked["threads"])
spark.table(asked["table"], asked["csv"])
spark.session.table("`评分表`").cache().count()
times = []
for _ in range(3):
    begun = time.monotonic()
    spark.session.sql(asked["sql"]).write.format("noop").mode("overwrite").save()
    times.append(time.monotonic() - begun)
print(sorted(times)[1])
"""


def timed(work):
    times = []
    for _ in range(3):
        begun = time.monotonic()
        work()
        times.append(time.monotonic() - begun)
    return statistics.median(times)


def told(fenze, rubric, dialect):
    return json.loads(subprocess.run([fenze, "sql", rubric, "--dialect", dialect, "--format", "json"], capture_output=True, check=True).stdout)


def as_csv(lines, columns, keys, path):
    import csv
    with open(path, "w", newline="") as out:
        w = csv.writer(out)
        w.writerow(["编号"] + [c["column"] for c in columns])
        for line in lines:
            record = json.loads(line)
            w.writerow([record["编号"]] + [str(record[keys[c["fact"]]]).lower() if isinstance(record[keys[c["fact"]]], bool) else record[keys[c["fact"]]]
                                         for c in columns])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fenze", required=True)
    parser.add_argument("--count", type=int, default=100000)
    own = HERE.parents[1] / "build" / "sql" / "bin" / "python"
    parser.add_argument("--python", default=str(own) if own.exists() else sys.executable)
    args = parser.parse_args()
    print(f"{'rubric':16} {'through':24} {'records/s':>12} {'µs each':>9}")
    for name in ("gansu-assess", "keqiao-contact"):
        rubric = HERE.parents[1] / "stdlib-rubrics" / (name + ".fenze")

        def say(what, seconds):
            print(f"{name:16} {what:24} {args.count / seconds:12.0f} {seconds / args.count * 1e6:9.2f}", flush=True)

        with tempfile.TemporaryDirectory() as folder:
            Path(folder).chmod(0o755)
            lines = Path(folder, "p.jsonl")
            with lines.open("wb") as out:
                subprocess.run([sys.executable, HERE / "population.py", "--fenze", args.fenze, "--rubric", rubric, "--count", str(args.count)], stdout=out, check=True)
            for threads in (1, 2):
                say(f"fenze batch, {threads} threads", timed(lambda t=threads: subprocess.run(
                    [args.fenze, "batch", rubric, "--facts", lines, "--out", Path(folder, "r.csv"), "--columns", "分项", "--threads", str(t)],
                    capture_output=True, check=True)))
            facts = json.loads(subprocess.run([args.fenze, "facts", rubric, "--format", "json"], capture_output=True, check=True).stdout)["facts"]
            names = [f["name"] for f in facts]
            keys = {f["path"]: f["name"] if names.count(f["name"]) == 1 else f["path"] for f in facts}
            if postgres.programs():
                with postgres.Server() as server:
                    query = told(args.fenze, rubric, "postgresql")
                    as_csv(lines.open(), query["columns"], keys, Path(folder, "t.csv"))
                    Path(folder, "t.csv").chmod(0o644)
                    server.psql(query["create_table"] + ";\n\\copy \"评分表\" FROM '" + str(Path(folder, "t.csv")) + "' WITH (FORMAT csv, HEADER true)\nANALYZE;")

                    def into():
                        server.psql('DROP TABLE IF EXISTS "结果"')
                        subprocess.run([args.fenze, "batch", rubric, "--via", server.url, "--table", "评分表", "--into", "结果"], capture_output=True, check=True)

                    say("PostgreSQL, into a table", timed(into))
                    say("PostgreSQL, to a file", timed(lambda: subprocess.run(
                        [args.fenze, "batch", rubric, "--via", server.url, "--table", "评分表", "--out", Path(folder, "v.csv")], capture_output=True, check=True)))
            for engine, module, program in (("DuckDB", "duckdb", DUCKDB), ("Spark", "pyspark", SPARK)):
                if subprocess.run([args.python, "-c", "import " + module], capture_output=True).returncode != 0:
                    print(f"{name:16} {engine}: Python has no {module}; skipped")
                    continue
                query = told(args.fenze, rubric, engine.lower())
                as_csv(lines.open(), query["columns"], keys, Path(folder, "d.csv"))
                for threads in (1, 2):
                    asked = {"table": query["create_table"], "sql": query["sql"], "csv": str(Path(folder, "d.csv")), "threads": threads}
                    done = subprocess.run([args.python, "-c", program], input=json.dumps(asked), capture_output=True, text=True,
                                          env={**os.environ, "FENZE_TOOLS": str(HERE.parent / "tools")})
                    if done.returncode != 0:
                        sys.exit(done.stderr[-3000:])
                    say(f"{engine}, {threads} threads", float(done.stdout.split()[-1]))


main()
