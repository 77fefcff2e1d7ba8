#!/usr/bin/env python3
"""Every witness of `fenze check` is true: witness_test.py --fenze BIN

Rubrics with faults are made: the cases of tests/cases/check that fire, and mistakes planted by tests/tools/mutants.py (a fixed seed). Where
a message names facts and what they come to (…没有规定：研发投入9.5亿元时得0分, 最多只能得8分，例如…时, 从1次到11次反而减少1分, 照规则得6分), the
facts are given to `fenze score`, and the item, a sentence of it or the total must come to just that. Facts that the message does not name are
left open: a claim that then still hangs on them is not counted as replayed.
"""
import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "tools"))
import mutants  # noqa: E402

POINTS = r"(-?\d[\d./]*)"
HOLDS = re.compile(rf"(?:没有规定|“其余”)：(.+?)时得{POINTS}分")
BARE = re.compile(rf"读作.*?及以上，(.+?)时得{POINTS}分")
MOST = re.compile(rf"最多只能得{POINTS}分，例如(.+?)时。")
FALLS = re.compile(rf"“(.+?)”增加时.*?：从(.+?)到(.+?)反而减少{POINTS}分")
EXAMPLE = re.compile(rf"如：(.+?)，例子写.*?照规则得{POINTS}分")


def run(fenze, *arguments, text=None):
    return subprocess.run([fenze, *arguments], input=text, capture_output=True, text=True, timeout=60).stdout


class Rubric:
    def __init__(self, fenze, path):
        self.fenze, self.path = fenze, str(path)
        self.form = sorted(json.loads(run(fenze, "facts", "--format", "json", self.path) or '{"facts": []}')["facts"], key=lambda f: -len(f["name"]))

    def values(self, said):
        """Facts as a message names them; nothing where a part of it is no fact of the form, or may be several."""
        out = {}
        for part in said.split("，"):
            named = [f for f in self.form if part.startswith(f["path"])] or [f for f in self.form if part.startswith(f["name"])]
            if not named or len([f for f in named if f["name"] == named[0]["name"]]) > 1:
                return None
            rest = part[len(named[0]["path"]):] if part.startswith(named[0]["path"]) else part[len(named[0]["name"]):]
            out[named[0]["path"]] = rest.strip()
        return out

    def points(self, values, line):
        """What may be meant: each item and sentence on the line, the items above, the total; only what is certain."""
        done = run(self.fenze, "score", self.path, "--facts", "-", "--format", "json", text=json.dumps(values, ensure_ascii=False))
        if not done:
            return []
        told, out = json.loads(done), []

        def look(nodes):
            here = False
            for node in nodes:
                own = look(node["nodes"])
                for rule in node["rules"]:
                    if rule["line"] == line:
                        own = True
                        out.append(rule.get("score"))
                if own:
                    out.append(node["score"])
                here = here or own
            return here

        look(told["nodes"])
        out.append(told["total"])
        return [Fraction(p) for p in out if p is not None]


def replay(rubric, d):
    """Whether the claim of the message holds; nothing where it names no facts, or they do not settle it."""
    message, line = d["message"], d["line"]
    for pattern, first in ((HOLDS, 1), (BARE, 1), (MOST, 2), (EXAMPLE, 1)):
        if found := pattern.search(message):
            values = rubric.values(found[first])
            got = rubric.points(values, line) if values else []
            return Fraction(found[3 - first]) in got if got else None
    if found := FALLS.search(message):
        ends = [rubric.values(found[1] + found[n]) for n in (2, 3)]
        if not all(ends):
            return None
        low, high = (rubric.points(end, line) for end in ends)
        return any(a - b == Fraction(found[4]) for a, b in zip(low, high)) if low and len(low) == len(high) else None
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fenze", required=True)
    parser.add_argument("--each", type=int, default=6, help="planted mistakes of each kind and way")
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args()
    fenze = str(Path(given.fenze).resolve())
    rng = random.Random(given.seed)
    held, wrong = Counter(), []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = sorted((ROOT / "tests/cases/check").glob("*.fire.fenze"))
        sound, _ = mutants.bases(fenze, folder)
        for kind, generate in mutants.GENERATORS.items():
            made = [m[0] for base in sound for way in [generate, *mutants.MORE.get(kind, [])] for m in way(base, rng) if m[0]]
            rng.shuffle(made)
            for n, text in enumerate(made[:given.each]):
                path = folder / f"{kind.replace(' ', '-')}-{n}.fenze"
                path.write_text(text, encoding="utf-8")
                files.append(path)
        said = mutants.checked(fenze, files)
        for path in files:
            rubric = None
            for d in said.get(str(path), []):
                if not any(p.search(d["message"]) for p in (HOLDS, BARE, MOST, FALLS, EXAMPLE)):
                    continue
                rubric = rubric or Rubric(fenze, path)
                holds = replay(rubric, d)
                if holds is None:
                    held["open"] += 1
                elif holds:
                    held[d["code"]] += 1
                else:
                    wrong.append(f"{path.name}:{d['line']} {d['code']} {d['message']}")
    for one in wrong:
        print("not so:", one)
    replayed = sum(count for code, count in held.items() if code != "open")
    print(f"{replayed} witnesses replayed ({', '.join(f'{c} {n}' for c, n in sorted(held.items()) if c != 'open')}), {held['open']} hang on facts not named")
    print(f"{replayed} passed, {len(wrong)} failed")
    return 1 if wrong or replayed < 30 else 0


if __name__ == "__main__":
    sys.exit(main())
