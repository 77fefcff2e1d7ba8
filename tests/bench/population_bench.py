#!/usr/bin/env python3
"""fenze batch beside the time it takes to read the file: population_bench.py --build build/release [--rubrics gansu,keqiao] [--counts 10000,1000000] [--rounds N]

Seeded populations of the gansu-assess and keqiao-contact rubrics, with their keys in one order, shuffled, and with blanks, and one in which facts are
missing. Side by side, in one run and in turns: the file read and thrown away, its JSON gone through by simdjson, a scorer written by hand on simdjson,
and fenze batch on one and two threads. Prints the least of the rounds of each: time from start to end, processor time, nanoseconds of it for a record,
peak memory, and the ratio of the processor time of the scorer written by hand on the same file to it. All results must be the same bytes.
Of more than a million records, the file of a million is read again and again through a pipe, by fenze batch alone.
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
WHOLE = 1000000


def measured(command):
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))}: status {status}")
    return time.monotonic() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss


def fed(command, file, times):
    """The same, of a program that reads the file several times from its standard input."""
    feeder = subprocess.Popen(["cat"] + [file] * times, stdout=subprocess.PIPE)
    begin = time.monotonic()
    process = subprocess.Popen(command, stdin=feeder.stdout, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    feeder.stdout.close()
    _, status, used = os.wait4(process.pid, 0)
    feeder.wait()
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))}: status {status}")
    return time.monotonic() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss


def populate(fenze, rubric, count, keys, file):
    missing = ["--missing", "20"] if keys == "missing" else []
    with open(file, "w") as out:
        subprocess.run([sys.executable, ROOT / "tests/bench/population.py", "--fenze", fenze, "--rubric", rubric, "--count", str(count),
                        "--keys", "ordered" if missing else keys, *missing], stdout=out, check=True)


def line(count, keys, what, times, hand):
    seconds, cpu, peak = (min(t[i] for t in times) for i in range(3))
    ratio = f"{hand / cpu:>7.2f}" if hand else f"{'':>7}"
    print(f"{count:>9} {keys:<10}{what:<22}{seconds:>9.2f}{cpu:>9.2f}{cpu / count * 1e9:>9.0f}{peak / 1024:>8.0f}{ratio}", flush=True)


def side_by_side(args, name, count, folder):
    fenze, yardstick = f"{args.build}/fenze", f"{args.build}/fenze_yardstick_{name}"
    rubric = ROOT / "stdlib-rubrics" / f"{RUBRICS[name]}.fenze"
    whole = min(count, WHOLE)
    for keys in args.keys:
        file = folder / f"{keys}.jsonl"
        populate(fenze, rubric, whole, keys, file)
        rows = []
        batch = [fenze, "batch", rubric, "--facts"]
        if count > WHOLE:
            for threads in (1, 2):
                command = [*batch, "-", "--out", folder / "batch.jsonl", "--threads", str(threads)]
                line(count, keys, f"fenze batch, {threads}", [fed(command, file, count // WHOLE)], None)
            file.unlink()
            continue
        rows.append(("file read", ["cat", file]))
        rows.append(("JSON gone through", [yardstick, "--read", file]))
        if keys != "missing":
            rows.append(("scorer by hand", [yardstick, file, folder / "hand.jsonl"]))
        for threads in (1, 2):
            rows.append((f"fenze batch, {threads}", [*batch, file, "--out", folder / f"batch-{threads}.jsonl", "--threads", str(threads)]))
        times = {what: [] for what, _ in rows}
        for _ in range(args.rounds):
            for what, command in rows:  # in turns, so that a busy machine is busy for all of them
                times[what].append(measured(command))
        for threads in (1, 2):
            if keys != "missing" and not filecmp.cmp(folder / "hand.jsonl", folder / f"batch-{threads}.jsonl", shallow=False):
                sys.exit(f"{keys}, {threads} threads: other results than the scorer written by hand")
        hand = min(t[1] for t in times["scorer by hand"]) if keys != "missing" else None
        for what, _ in rows:
            line(count, keys, what, times[what], hand)
        file.unlink()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--rubrics", default="gansu,keqiao", type=lambda s: s.split(","))
    parser.add_argument("--counts", default=[300000], type=lambda s: [int(n) for n in s.split(",")])
    parser.add_argument("--keys", default=["ordered", "shuffled", "spaced", "missing"], type=lambda s: s.split(","))
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    args.build = Path(args.build).resolve()
    with tempfile.TemporaryDirectory() as scratch:
        for name in args.rubrics:
            print(f"{RUBRICS[name]}\n{'records':>9} {'keys':<10}{'what':<22}{'seconds':>9}{'cpu s':>9}{'ns each':>9}{'MB':>8}{'ratio':>7}", flush=True)
            for count in args.counts:
                side_by_side(args, name, count, Path(scratch))


main()
