#!/usr/bin/env python3
"""fenze batch beside the time it takes to read the file: population_bench.py --build build/release [--keep FOLDER] [--rubrics gansu,keqiao]
[--counts 10000,1000000] [--keys ordered,shuffled] [--rounds N] [--populate]

Seeded populations of the gansu-assess and keqiao-contact rubrics, with their keys in one order, shuffled, and with blanks, and one in which facts are
missing. Side by side, in one run and in turns: the file read and thrown away, its JSON gone through by simdjson, a scorer written by hand on simdjson,
and fenze batch on one and two threads. All results must be the same bytes. Prints the least of the rounds of each: time from start to end, processor
time, nanoseconds of it for a record, peak memory; then how many times as fast as the scorer by hand it is, by processor time and by the clock, and
below each table the ratios that were asked for, the least of one over the least of the other.
Of more than a million records, the file of a million is read again and again through a pipe, by fenze batch alone.
--keep: populations stay in that folder and are used again; --populate: they are made, and nothing is measured.
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
RUBRICS = {"gansu": "gansu-assess", "keqiao": "keqiao-contact"}
WHOLE, MAIN = 1000000, 300000
KEYS = ["ordered", "shuffled", "spaced", "missing"]


def measured(command, result, file=None, times=0):
    """Time, processor time and peak memory of a program that makes a result anew; `file`: it reads that so many times from its standard input."""
    result.unlink(missing_ok=True)
    feeder = subprocess.Popen(["cat"] + [file] * times, stdout=subprocess.PIPE) if file else None
    begin = time.monotonic()
    process = subprocess.Popen(command, stdin=feeder.stdout if feeder else None, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if feeder:
        feeder.stdout.close()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - begin
    if feeder:
        feeder.wait()
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))}: status {status}")
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss


def population(args, name, count, keys):
    file = args.keep / f"{name}-{keys}-{min(count, WHOLE)}.jsonl"
    if not file.exists():
        missing = ["--missing", "20"] if keys == "missing" else []
        with open(file.with_suffix(".new"), "w") as out:
            subprocess.run([sys.executable, ROOT / "tests/bench/population.py", "--fenze", f"{args.build}/fenze", "--rubric",
                            ROOT / "stdlib-rubrics" / f"{RUBRICS[name]}.fenze", "--count", str(min(count, WHOLE)), "--keys",
                            "ordered" if missing else keys, *missing], stdout=out, check=True)
        file.with_suffix(".new").rename(file)
    return file


def least(times, i):
    return min(t[i] for t in times)


def line(count, keys, what, times, hand):
    seconds, cpu, peak = (least(times, i) for i in range(3))
    beside = f"{least(hand, 1) / cpu:>8.2f}{least(hand, 0) / seconds:>8.2f}" if hand else ""
    print(f"{count:>9} {keys:<10}{what:<22}{seconds:>9.3f}{cpu:>9.3f}{cpu / count * 1e9:>9.0f}{peak / 1024:>8.0f}{beside}", flush=True)


def side_by_side(args, name, count, keys, folder):
    """The times of one and of two threads; what else was measured is printed."""
    file = population(args, name, count, keys)
    yardstick = f"{args.build}/fenze_yardstick_{name}"
    batch = [f"{args.build}/fenze", "batch", ROOT / "stdlib-rubrics" / f"{RUBRICS[name]}.fenze", "--facts"]

    def results(n):
        return folder / f"batch-{n}.jsonl"

    def threads(n, of):
        return [*batch, of, "--out", results(n), "--threads", str(n)]

    if count > WHOLE:
        all_times = {}
        for n in (1, 2):
            all_times[n] = [measured(threads(n, "-"), results(n), file, count // WHOLE)]
            line(count, keys, f"fenze batch, {n}", all_times[n], None)
        return all_times
    hand = folder / "hand.jsonl"
    rows = [("file read", ["cat", file], hand), ("JSON gone through", [yardstick, "--read", file], hand)]
    if keys != "missing":
        rows.append(("scorer by hand", [yardstick, file, hand], hand))
    rows += [(f"fenze batch, {n}", threads(n, file), results(n)) for n in (1, 2)]
    times = {what: [] for what, *_ in rows}
    for _ in range(args.rounds):
        for what, command, result in rows:  # in turns, so that a busy machine is busy for all of them
            times[what].append(measured(command, result))
    for n in (1, 2):
        if keys != "missing" and not filecmp.cmp(hand, results(n), shallow=False):
            sys.exit(f"{keys}, {n} threads: other results than the scorer written by hand")
    for what, *_ in rows:
        line(count, keys, what, times[what], times.get("scorer by hand"))
    return {n: times[f"fenze batch, {n}"] for n in (1, 2)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--rubrics", default="gansu,keqiao", type=lambda s: s.split(","))
    parser.add_argument("--counts", type=lambda s: [int(n) for n in s.split(",")])
    parser.add_argument("--keys", type=lambda s: s.split(","))
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--populate", action="store_true")
    args = parser.parse_args()
    args.build = Path(args.build).resolve()
    if args.counts or args.keys:
        shapes = [(n, k) for n in args.counts or [MAIN] for k in args.keys or KEYS]
    else:
        shapes = [(MAIN, k) for k in KEYS] + [(n, "ordered") for n in (10000, 100000, WHOLE, 10 * WHOLE)]
    with tempfile.TemporaryDirectory() as scratch:
        args.keep = args.keep or Path(scratch)
        args.keep.mkdir(parents=True, exist_ok=True)
        for name in args.rubrics:
            if args.populate:
                for count, keys in shapes:
                    population(args, name, count, keys)
                continue
            print(f"{RUBRICS[name]}, load {os.getloadavg()[0]:.1f}\n{'records':>9} {'keys':<10}{'what':<22}{'seconds':>9}{'cpu s':>9}{'ns each':>9}{'MB':>8}"
                  f"{'by cpu':>8}{'clock':>8}", flush=True)
            times = {shape: side_by_side(args, name, *shape, Path(scratch)) for shape in shapes}
            for (count, keys), own in times.items():
                told = f"{count:>9} {keys:<10}two threads {least(own[1], 0) / least(own[2], 0):.2f} times one by the clock"
                first = times.get((count, "ordered"))
                if first and keys in ("shuffled", "spaced"):
                    told += f"; {least(own[1], 1) / least(first[1], 1):.2f} times as long as in one order"
                print(told, flush=True)


main()
