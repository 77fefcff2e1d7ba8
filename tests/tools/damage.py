#!/usr/bin/env python3
"""Damages the scoring words of every corpus clause and counts what fenze then says: an error, or silence.

For each clause that passes undamaged, one character of its scoring words is deleted, doubled or replaced, the sentence is cut in half, or two are
glued. `fenze score` runs the clause's cases on the result. Silent classes: `prose` (no fact asked for any more), `fewer` (fewer facts), `changed`
(the same facts, another score), `other` (other facts). `same` (the damage changes nothing that matters) and `refused` are fine.

    damage.py --fenze BIN [--count N] [--seed S] [--show N] FILE…
"""
import argparse, collections, json, random, re, subprocess, sys, tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parent))
from corpus import rubric

SCORING = re.compile(r"每|[得计加扣减记给][^，。；]{0,3}\d+(?:\.\d+)?分|\d+(?:\.\d+)?(?:分|件|项|万元|家|个|%|次)|以上|以下|不足|超过|达到|最高|累计|不超过|上限|扣完为止|不得分|得满分|就高|按比例")
SWAP = {"分": "份", "得": "的", "每": "毎", "以": "已", "上": "丄", "下": "不", "不": "木", "超": "起", "过": "这", "最": "取", "高": "商", "扣": "和", "满": "瞒",
        "件": "仵", "项": "顶", "0": "O", "1": "l", "5": "S", "达": "迖", "到": "倒", "累": "类", "计": "汁", "限": "跟", "%": "", "万": "方", "元": "无", "足": "是"}

def damages(text, other, rng):
    spots = [m for m in SCORING.finditer(text)]
    if not spots: return
    m = rng.choice(spots); k = rng.randrange(m.start(), m.end()); c = text[k]
    yield "delete " + ("digit" if c.isdigit() else c), text[:k] + text[k + 1:]
    m = rng.choice(spots); k = rng.randrange(m.start(), m.end()); c = text[k]
    yield "double " + ("digit" if c.isdigit() else c), text[:k] + c + text[k:]
    m = rng.choice(spots); k = rng.randrange(m.start(), m.end()); c = text[k]
    if c in SWAP: yield f"replace {c} by {SWAP[c]}", text[:k] + SWAP[c] + text[k + 1:]
    k = rng.randrange(1, len(text)) if len(text) > 1 else 0
    yield "cut tail", text[:k]
    yield "cut head", text[k:]
    yield "glue", text.rstrip("。；") + other

def run(fenze, folder, name, clause, text):
    path = folder / f"{name}.fenze"
    path.write_text(rubric(clause, text), encoding="utf-8")
    done = subprocess.run([fenze, "facts", str(path), "--format", "json"], capture_output=True, text=True, timeout=30)
    if done.returncode != 0: return done.returncode, done.stderr + done.stdout, None
    facts = [f for f in json.loads(done.stdout)["facts"] if f["use"] == "score"]
    scores = []
    for n, case in enumerate(clause["cases"][:3]):
        if case.get("reject") or len(case["values"]) != len(facts): continue
        given = folder / f"{name}_{n}.json"
        given.write_text(json.dumps({f["path"]: v for f, v in zip(facts, case["values"])}, ensure_ascii=False), encoding="utf-8")
        out = subprocess.run([fenze, "score", str(path), "--facts", str(given), "--format", "json"], capture_output=True, text=True, timeout=30)
        try: scores.append(json.loads(out.stdout)["total"] if out.returncode == 0 else "refused")
        except Exception: scores.append("broken")
    return 0, [(f["name"], f["kind"]) for f in facts], scores

def judge(fenze, folder, name, clause, before, text):
    code, facts, scores = run(fenze, folder, name, clause, text)
    if code == 1: return "refused"
    if code != 0: return "BROKEN"
    if not facts: return "prose"
    if len(facts) < len(before[1]): return "fewer"
    if len(facts) > len(before[1]): return "more"
    if [k for _, k in facts] != [k for _, k in before[1]]: return "other"
    return "same" if scores == before[2] else "changed"

def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--fenze", required=True); a.add_argument("--count", type=int, default=10**9); a.add_argument("--seed", type=int, default=1)
    a.add_argument("--show", type=int, default=3); a.add_argument("files", nargs="+")
    o = a.parse_args(); rng = random.Random(o.seed)
    clauses = [c for f in o.files for c in map(json.loads, open(f, encoding="utf-8")) if c.get("cases") and c.get("text") and c.get("item") and c.get("type", "score") != "outcome" and not c.get("rubric") and not c.get("corrected")]
    rng.shuffle(clauses); clauses = clauses[:o.count]
    jobs = []
    with tempfile.TemporaryDirectory() as d, ThreadPoolExecutor(2) as pool:
        folder = Path(d)
        befores = list(pool.map(lambda x: run(o.fenze, folder, f"b{x[0]}", x[1], x[1]["text"]), enumerate(clauses)))
        for n, (c, b) in enumerate(zip(clauses, befores)):
            if b[0] != 0 or not b[1]: continue
            for k, (how, t) in enumerate(damages(c["text"], rng.choice(clauses)["text"], rng)):
                jobs.append((n, how, t, pool.submit(judge, o.fenze, folder, f"d{n}_{k}", c, b, t)))
        table, shown = collections.defaultdict(collections.Counter), collections.defaultdict(list)
        for n, how, t, job in jobs:
            what = job.result(); table[how.split()[0]][what] += 1
            if what not in ("refused", "same"): shown[(what, how)].append((clauses[n]["text"], t))
    for how, counts in table.items(): print(how, dict(counts))
    for (what, how), all_ in sorted(shown.items(), key=lambda x: -len(x[1])):
        print(f"\n{what} · {how}: {len(all_)}")
        for before, after in all_[:o.show]: print("   ", before[:70], "\n  → ", after[:70])
    return 1 if any(c["BROKEN"] for c in table.values()) else 0

if __name__ == "__main__":
    sys.exit(main())
