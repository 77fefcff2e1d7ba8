#!/usr/bin/env python3
"""fenze batch beside the time it takes to read the file: population_bench.py --fenze BIN --yardstick BIN [--count N] [--rounds N]

A seeded population of the gansu-assess rubric, with its keys in one order, shuffled, and with blanks; the same records each time. Side by side, in one
run: the file read and thrown away, its JSON gone through by simdjson, a scorer written by hand on simdjson, and fenze batch on one and two threads.
Prints the median round of each: time from start to end, processor time, records a second of processor time, peak memory, and the ratio to the scorer
written by hand on the same file. All results must be the same bytes.
"""
import argparse
import filecmp
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUBRIC = ROOT / "stdlib-rubrics" / "gansu-assess.fenze"


def measured(command):
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))}: status {status}")
    return time.monotonic() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fenze", required=True)
    parser.add_argument("--yardstick", required=True)
    parser.add_argument("--count", type=int, default=300000)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for keys in ("ordered", "shuffled", "spaced"):
            with open(folder / f"{keys}.jsonl", "w") as out:
                subprocess.run([sys.executable, ROOT / "tests/bench/population.py", "--fenze", args.fenze, "--rubric", RUBRIC, "--count", str(args.count),
                                "--keys", keys], stdout=out, check=True)
        rows = []
        for keys in ("ordered", "shuffled", "spaced"):
            file = folder / f"{keys}.jsonl"
            rows.append((keys, "file read", ["cat", file]))
            rows.append((keys, "JSON gone through (simdjson)", [args.yardstick, "--read", file]))
            rows.append((keys, "scorer by hand (simdjson)", [args.yardstick, file, folder / "hand.jsonl"]))
            for threads in (1, 2):
                rows.append((keys, f"fenze batch, {threads} thread{'s' * (threads > 1)}",
                             [args.fenze, "batch", RUBRIC, "--facts", file, "--out", folder / f"batch-{keys}-{threads}.jsonl", "--threads", str(threads)]))
        times = {row[:2]: [] for row in rows}
        for _ in range(args.rounds):
            for keys, what, command in rows:  # in turns, so that a busy machine is busy for all of them
                times[keys, what].append(measured(command))
        for keys in ("ordered", "shuffled", "spaced"):
            for threads in (1, 2):
                if not filecmp.cmp(folder / "hand.jsonl", folder / f"batch-{keys}-{threads}.jsonl", shallow=False):
                    sys.exit(f"{keys}, {threads} threads: other results than the scorer written by hand")
        print(f"{args.count} records, {(folder / 'ordered.jsonl').stat().st_size // args.count} bytes each")
        print(f"{'keys':<10}{'what':<32}{'seconds':>9}{'cpu s':>8}{'M rec/cpu s':>13}{'peak MB':>9}{'ratio':>7}")
        for keys, what, _ in rows:
            def median(i):
                return sorted(t[i] for t in times[keys, what])[args.rounds // 2]
            hand = sorted(t[1] for t in times[keys, "scorer by hand (simdjson)"])[args.rounds // 2]
            cpu = max(median(1), 0.001)
            print(f"{keys:<10}{what:<32}{median(0):>9.2f}{cpu:>8.2f}{args.count / cpu / 1e6:>13.2f}{median(2) // 1024:>9}{hand / cpu:>7.2f}")


main()
