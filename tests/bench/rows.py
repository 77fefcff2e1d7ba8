#!/usr/bin/env python3
"""A unit with a long list of records, as JSON and as CSV, and how long `fenze score` takes for it from start to end.

    rows.py --fenze BIN [--rows 100000] [--rounds 5]

The rubric is the library's gansu-assess, which counts three facts from 知识产权 by kind and period. The total must be the same from both files. Processor time, as the system charges it, and the time that passed.
"""
import argparse
import json
import resource
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

RUBRIC = Path(__file__).resolve().parents[2] / "stdlib-rubrics/gansu-assess.fenze"


def records(count):
    for i in range(count):
        kind = "发明专利" if i % 3 == 0 else "实用新型专利"
        yield {"名称": f"第{i}号成果", "种类": kind, "授权日": f"{2015 + i % 6}-{1 + i % 12:02}-{1 + i % 28:02}"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fenze", required=True)
    parser.add_argument("--rows", type=int, default=100000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        rows, folder = list(records(given.rows)), Path(scratch)
        (folder / "一家.json").write_text(json.dumps({"知识产权": rows}, ensure_ascii=False), encoding="utf-8")
        (folder / "知识产权.csv").write_text("\n".join([",".join(rows[0])] + [",".join(r.values()) for r in rows]) + "\n", encoding="utf-8")
        totals = set()
        for file in ("一家.json", "知识产权.csv"):
            size = (folder / file).stat().st_size / 1e6
            for form in ("text", "json"):
                charged, passed = [], []
                for _ in range(given.rounds):
                    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
                    done = subprocess.run([given.fenze, "score", str(RUBRIC), "--facts", str(folder / file), "--format", form], capture_output=True, check=True)
                    after = resource.getrusage(resource.RUSAGE_CHILDREN)
                    passed.append(time.perf_counter() - began)
                    charged.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
                print(f"{file} ({size:.1f} MB), {given.rows} records, as {form}: processor {statistics.median(charged):.2f} s, passed {statistics.median(passed):.2f} s")
            said = json.loads(done.stdout)
            totals.add((said["low"], said["high"]))
        if len(totals) != 1:
            raise SystemExit(f"the files come to different totals: {totals}")


if __name__ == "__main__":
    main()
