#!/usr/bin/env python3
"""A seeded population for a rubric, as JSON Lines on standard output: population.py --fenze BIN --rubric R --count N [--seed S] [--keys ordered|shuffled|spaced] [--missing PERCENT]"""

import argparse
import json
import random
import subprocess
import sys


def values(fact, rng):
    kind = fact["kind"]
    if kind == "boolean":
        return rng.choice(["true", "false"])
    if kind == "choice":
        return '"' + rng.choice(fact["options"]) + '"'
    low = int(float(fact["min"] or 0))
    if kind == "count":
        return str(low + rng.randrange(12))
    if kind == "percent":
        return f"{rng.randrange(10001) / 100:.2f}"
    if kind == "date":
        return f'"2024-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"'
    high = int(float(fact["max"])) if fact["max"] else low + 1500
    return f"{low + rng.randrange((high - low) * 10 + 1) / 10:.1f}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fenze", required=True)
    parser.add_argument("--rubric", required=True)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keys", choices=["ordered", "shuffled", "spaced"], default="ordered")
    parser.add_argument("--missing", type=int, default=0, help="of a hundred records, how many lack a fact or several")
    args = parser.parse_args()
    told = subprocess.run([args.fenze, "facts", args.rubric, "--format", "json"], capture_output=True, check=True).stdout
    facts = [f for f in json.loads(told)["facts"] if f["kind"] != "text"]
    names = [f["name"] for f in facts]
    keys = [f["name"] if names.count(f["name"]) == 1 else f["path"] for f in facts]
    rng = random.Random(args.seed)
    # Some thousand values of each fact, drawn once: the file is what takes the time, not the generator.
    drawn = [[json.dumps(k, ensure_ascii=False) + ":" + values(f, rng) for _ in range(1009 + 2 * i)] for i, (k, f) in enumerate(zip(keys, facts))]
    comma, colon = (", ", '": ') if args.keys == "spaced" else (",", '":')
    out = []
    for n in range(args.count):
        parts = [d[(n * 7 + n // len(d)) % len(d)] for d in drawn]
        if args.keys == "shuffled":
            rng.shuffle(parts)
        if args.missing and rng.randrange(100) < args.missing:
            parts = [p for p in parts if rng.randrange(10)]
        line = "{" + comma.join([f'"编号":"D{n:08}"'] + parts) + "}"
        out.append(line.replace('":', colon) if args.keys == "spaced" else line)
        if len(out) == 10000:
            sys.stdout.write("\n".join(out) + "\n")
            out = []
    if out:
        sys.stdout.write("\n".join(out) + "\n")


main()
