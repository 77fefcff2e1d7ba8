#!/usr/bin/env python3
"""Runs queries in DuckDB or Spark for sql_test.py: one JSON line in (table, sql, csv, out), one ANSWER line out; the result is a CSV without header."""
import csv
import json
import re
import sys


class Duckdb:
    def __init__(self):
        import duckdb
        self.run = duckdb.connect().execute

    def query(self, table, path, sql):
        self.run('DROP TABLE IF EXISTS "评分表"')
        self.run(table)
        self.run("COPY \"评分表\" FROM '" + path + "' (FORMAT csv, HEADER true)")
        return self.run(sql).fetchall()


class Spark:
    def __init__(self, threads=2):
        from pyspark.sql import SparkSession
        self.session = (SparkSession.builder.master(f"local[{threads}]").appName("fenze").config("spark.ui.enabled", "false").config(
            "spark.sql.shuffle.partitions", "2").config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate())
        self.session.sparkContext.setLogLevel("ERROR")

    def table(self, table, path):
        columns = re.findall(r"`((?:[^`]|``)+)` (STRING|BIGINT|boolean|date|DECIMAL\(\d+,\d+\))", table)
        schema = ", ".join(f"`{n}` {t}" for n, t in columns)
        self.session.read.csv(path, header=True, schema=schema, enforceSchema=True).createOrReplaceTempView("`评分表`")

    def query(self, table, path, sql):
        self.table(table, path)
        return [tuple(r) for r in self.session.sql(sql).collect()]


def main():
    engine = Duckdb() if sys.argv[1] == "duckdb" else Spark()
    print("ANSWER " + json.dumps("ready"), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            rows = engine.query(asked["table"], asked["csv"], asked["sql"])
            with open(asked["out"], "w", newline="") as out:
                w = csv.writer(out)
                for row in rows:
                    w.writerow(["" if v is None else format(v, "f") if hasattr(v, "as_tuple") else v for v in row])
            print("ANSWER " + json.dumps("done"), flush=True)
        except Exception as problem:  # told to the test, which judges it
            print("ANSWER " + json.dumps(str(problem)[:3000]), flush=True)


if __name__ == "__main__":
    main()
