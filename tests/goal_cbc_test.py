#!/usr/bin/env python3
"""Goal seek against CBC, a mixed-integer solver: random rubrics of 25 facts, their least costs by both.

    goal_cbc_test.py --fenze BIN [--count N] [--seed N]

Each rubric has items of counts under a cap, tiers of an amount, choices and yes/no. What `fenze goal` finds for a goal and costs drawn at random has to
cost what CBC finds for the same question written as a linear program by this script alone. CBC computes in binary fractions, so all points and costs are
whole numbers. Without the program cbc (Debian: coinor-cbc) this fails, unless FENZE_NO_CBC=1 says that it is to be left out.
"""
import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


LETTERS = "子甲乙丙丁戊己庚辛壬癸丑寅卯辰巳午未申酉戌亥天地玄黄"  # names of items: a digit would be read as a figure


class Instance:
    """A rubric, a unit's facts, costs and locks; and the same as rows of a linear program."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines, self.facts, self.costs = [], [], []
        self.rows, self.binary, self.whole, self.objective = [], [], [], []
        self.points = []  # variable of each item's points
        self.size = 0
        number = 0
        while self.size < 25:
            number += 1
            item = self.random.choice([self.counts, self.counts, self.tiers, self.choice, self.yes_no])
            item(number)
        most = sum(mark for _, mark in self.points)
        self.goal = self.random.choice([most * 6 // 10, most * 8 // 10, most * 9 // 10, most])

    def fact(self, name, value, locked_share=8):
        """Registers a fact with its cost; returns the cost, or None where it is locked."""
        self.size += 1
        self.facts.append(f"{name}：{value}")
        if self.random.randrange(locked_share) == 0:
            self.costs.append(f"{name}：锁定")
            return None
        cost = self.random.randint(1, 9)
        self.costs.append(f"{name}：{cost}")
        return cost

    def counts(self, n):
        """2 to 4 counts that give points each, under a cap."""
        mark = self.random.randint(6, 16)
        parts, sums = [], []
        for k in range(min(self.random.randint(2, 4), 25 - self.size)):
            name, each, now = f"{LETTERS[n]}类{'一二三四'[k]}等成果", self.random.randint(1, 5), self.random.randint(0, 2)
            parts.append(f"{name}每项得{each}分")
            cost = self.fact(name, f"{now}项")
            x = f"x{n}_{k}"
            self.whole.append(x)
            self.rows.append(f"{x} >= {now}" if cost is not None else f"{x} = {now}")
            if cost is not None:
                self.objective.append((cost, x, now))
            sums.append(f"{each} {x}")
        self.lines.append(f"{n}. {LETTERS[n]}类项目（{mark}分）\n{'；'.join(parts)}；累计不超过{mark}分。")
        self.item(n, mark, " + ".join(sums), 0)

    def item(self, n, mark, formula, constant):
        p = f"p{n}"
        self.points.append((p, mark))
        self.rows.append(f"{p} <= {mark}")
        self.rows.append(f"{p} - {' - '.join(formula.split(' + '))} <= {constant}")

    def levels(self, n, values, now, costs):
        """One of several levels, each with its points and what it costs to get there (None: not allowed)."""
        names = []
        for k, cost in enumerate(costs):
            b = f"b{n}_{k}"
            self.binary.append(b)
            names.append(b)
            if cost is None:
                self.rows.append(f"{b} = 0")
            elif cost:
                self.objective.append((cost, b, 0))
        self.rows.append(" + ".join(names) + " = 1")
        self.item(n, max(values), " + ".join(f"{v} {b}" for v, b in zip(values, names)), 0)

    def tiers(self, n):
        """An amount in tiers; its steps are of 100 (all figures are multiples of 100, of no more)."""
        figures = sorted(self.random.sample(range(2, 16), 3))
        figures[1] = figures[0] + 1  # so that the step is 100
        figures[2] = max(figures[2], figures[1] + 1)
        values = sorted(self.random.sample(range(1, 15), 3))
        name, now = f"{LETTERS[n]}类投入", self.random.randint(0, 18)
        low, middle, high = (f * 100 for f in figures)
        mark = values[2]
        self.lines.append(f"{n}. {LETTERS[n]}类资金（{mark}分）\n{name}{high}万元以上得{values[2]}分，{middle}万元以上得{values[1]}分，{low}万元以上得{values[0]}分。")
        cost = self.fact(name, f"{now * 100}万元")
        steps = [0, *figures]
        level = sum(1 for f in figures if now >= f)
        costs = [None if k < level or (cost is None and k > level) else 0 if k == level else (steps[k] - now) * cost for k in range(4)]
        self.levels(n, [0, *values], now, costs)

    def choice(self, n):
        values = sorted(self.random.sample(range(1, 12), 3), reverse=True)
        now = self.random.randint(0, 2)
        name = f"{LETTERS[n]}类制度"
        words = ["很完善", "比较完善", "不完善"]
        self.lines.append(f"{n}. {name}（{values[0]}分）\n" + "，".join(f"{w}得{v}分" for w, v in zip(words, values)) + "。")
        cost = self.fact(name, words[now])
        costs = [0 if k == now else None if cost is None else abs(k - now) * cost for k in range(3)]
        self.levels(n, values, now, costs)

    def yes_no(self, n):
        value, now = self.random.randint(1, 8), self.random.randint(0, 1)
        name = f"设立{LETTERS[n]}类机构"
        self.lines.append(f"{n}. {LETTERS[n]}类组织（{value}分）\n{name}得{value}分。")
        cost = self.fact(name, "是" if now else "否")
        costs = [None if now else 0, 0 if now else cost]
        self.levels(n, [0, value], now, costs)

    def rubric(self):
        return "《考核》\n" + "\n".join(self.lines) + "\n"

    def program(self):
        cost = " + ".join(f"{c} {x}" for c, x, _ in self.objective) or "0 p1"
        rows = [f" r{i}: {row}" for i, row in enumerate(self.rows)]
        rows.append(f" goal: {' + '.join(p for p, _ in self.points)} >= {self.goal}")
        bounds = [f" {p} >= 0" for p, _ in self.points]
        return (f"Minimize\n obj: {cost}\nSubject To\n" + "\n".join(rows) + "\nBounds\n" + "\n".join(bounds) +
                "\nGenerals\n " + " ".join(self.whole) + "\nBinaries\n " + " ".join(self.binary) + "\nEnd\n")

    def start_cost(self):
        return sum(c * now for c, _, now in self.objective)


def by_cbc(instance, folder):
    """The least cost, or None where the goal is out of reach."""
    model, solution = folder / "model.lp", folder / "model.sol"
    model.write_text(instance.program())
    subprocess.run(["cbc", str(model), "ratioGap", "0", "allowableGap", "0", "solve", "solution", str(solution)], stdout=subprocess.PIPE, check=True, timeout=120)
    head = solution.read_text().splitlines()[0]
    if "nfeasible" in head:
        return None
    if not head.startswith("Optimal"):
        raise RuntimeError(head)
    return round(float(head.split()[-1])) - instance.start_cost()


def by_fenze(fenze, instance, folder):
    files = {"考核.fenze": instance.rubric(), "事实.txt": "\n".join(instance.facts) + "\n", "代价.txt": "\n".join(instance.costs) + "\n"}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = subprocess.run([fenze, "goal", "考核.fenze", str(instance.goal), "--facts", "事实.txt", "--costs", "代价.txt", "--format", "json"], cwd=folder,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode()[:200])
    answer = json.loads(done.stdout)
    if not answer["proved"]:
        raise RuntimeError("not proved: " + answer["status"])
    if len(answer["start"]) != instance.size:
        raise RuntimeError(f"{len(answer['start'])} facts, not {instance.size}")
    return None if answer["status"] == "unreachable" else int(answer["plans"][0]["cost"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fenze", required=True)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not shutil.which("cbc"):
        left_out = os.environ.get("FENZE_NO_CBC") == "1"
        print("NOT RUN: there is no program cbc (Debian: apt-get install coinor-cbc)." + ("" if left_out else " Set FENZE_NO_CBC=1 to leave this test out."))
        return 0 if left_out else 1
    fenze = str(Path(options.fenze).resolve())
    failed = reached = 0
    with tempfile.TemporaryDirectory() as name:
        for seed in range(options.seed, options.seed + options.count):
            instance = Instance(seed)
            try:
                expected, found = by_cbc(instance, Path(name)), by_fenze(fenze, instance, Path(name))
            except RuntimeError as problem:
                expected, found = None, f"failed: {problem}"
            if expected != found:
                failed += 1
                print(f"seed {seed}: goal {instance.goal}: CBC {expected}, fenze {found}")
            elif found is not None:
                reached += 1
    print(f"{options.count - failed} of {options.count} agree, {reached} goals reached")
    return 1 if failed or reached * 2 < options.count else 0


if __name__ == "__main__":
    sys.exit(main())
