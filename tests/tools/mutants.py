#!/usr/bin/env python3
"""Plants realistic authoring mistakes in rubrics and reports, kind by kind, how many `fenze check` catches.

    mutants.py --fenze BIN [--kind KIND] [--show N] [--seed S] [--each N] [--wide] [--gate]
    mutants.py --fenze BIN --assembled 30 [...]
    mutants.py --fenze BIN --untouched

The rubrics are the seven of stdlib-rubrics, the same with grades and weights added, one in outline form, those of tests/tools/styles, and the rows of
tests/corpora/open.jsonl that check finds no fault with. --each counts the ways of mistakes.py and those of mistakes_more.py apart. A mutant counts as caught when check says something new about it, on the line of the mistake (for a mark also the line
of the heading or total that it should add up to), with a code that fits the kind. `--gate` fails below 95% overall or 80% of a kind, and
where an untouched rubric of stdlib-rubrics has a warning or an error. --assembled plants in nothing but rubrics put together from the items of
the held-back corpora, by the seed: two sections, full mark, grades.
"""
import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(Path(__file__).parent))
import corpus  # noqa: E402
from mistakes import FITS, GENERATORS, Base  # noqa: E402
from mistakes_more import MORE  # noqa: E402

def checked(fenze, files):
    """Diagnostics by file."""
    out = defaultdict(list)
    for start in range(0, len(files), 150):
        part = [str(f) for f in files[start:start + 150]]
        done = subprocess.run([fenze, "check", "--format", "json", "--lang", "zh", *part], capture_output=True, text=True, timeout=600)
        for d in json.loads(done.stdout):
            out[d["file"]].append(d)
    return out


def assembled(rng, count):
    """Rubrics of six items each, as somebody would write them who has those items."""
    items = []
    for file in sorted((ROOT / "tests/corpora").glob("held-*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            item, text = row.get("item") or {}, row.get("corrected", row.get("text", ""))
            if row.get("type", "score") != "score" or row.get("standard") or row.get("rubric") or not item.get("max"):
                continue
            if re.search(r"总分|满分|等级|一票否决|^[（(]?[一二三1-9]", text, re.M) or not item["max"].isdigit():
                continue
            items.append((item["title"], int(item["max"]), text))
    rng.shuffle(items)
    out = []
    for n in range(count):
        chosen, titles = [], set()
        while len(chosen) < 6 and items:
            one = items.pop()
            if one[0] not in titles and int(one[1]) > 0:
                titles.add(one[0])
                chosen.append(one)
        if len(chosen) < 6:
            break
        full = sum(mark for _, mark, _ in chosen)
        text = f"《综合考核细则》\n满分：{full}分\n等级：{full * 9 // 10}分以上为优秀，{full * 6 // 10}分以上为合格，低于{full * 6 // 10}分为不合格\n"
        for part, (name, three) in enumerate([("工作基础", chosen[:3]), ("工作成效", chosen[3:])]):
            text += f"{'一二'[part]}、{name}（{sum(mark for _, mark, _ in three)}分）\n"
            for number, (title, mark, words) in enumerate(three, 1):
                text += f"{number}. {title}（{mark}分）\n{words}\n"
        out.append(Base(f"assembled {n + 1}", text, False))
    return out


def bases(fenze, folder, wide=False, put_together=()):
    all_bases = list(put_together)
    if all_bases:
        return sound_of(fenze, folder, [], all_bases)
    for file in sorted((ROOT / "stdlib-rubrics").glob("*.fenze")):
        text = file.read_text(encoding="utf-8")
        all_bases.append(Base(file.stem, text, True))
        plain = text.split("# 以下是例子")[0].rstrip("\n") + "\n"  # the same without examples: nothing but the rules to go by
        all_bases.append(Base(file.stem + ".plain", plain, True))
        if "等级" not in plain and "以上为优秀" not in plain and "liaoning" not in file.stem:
            graded = plain.replace("满分：100分\n", "满分：100分\n等级：90分以上为优秀，75分以上为良好，60分以上为合格，低于60分为不合格\n", 1)
            if graded != plain:
                all_bases.append(Base(file.stem + ".graded", graded, True))
    all_bases.append(Base("weighted", "《年度考核办法》\n满分：100分\n权重：管理评价30%，专家评审50%，社会评议20%\n等级：90分以上为优秀，60分以上为合格，低于60分为不合格\n", False))
    outline = (ROOT / "tests/tools/outline.fenze").read_text(encoding="utf-8")  # headings and sentences instead of a table
    all_bases += [Base("outline", outline, False), Base("outline.plain", outline.split("例：")[0].rstrip("\n") + "\n", False)]
    for file in sorted((ROOT / "tests/tools/styles").glob("*.fenze")):  # other ways to write a rubric
        text = file.read_text(encoding="utf-8")
        all_bases.append(Base("style " + file.stem, text, " | " in text or "\t" in text))
    rows = []
    corpora = sorted((ROOT / "tests/corpora").glob("*.jsonl")) if wide else [ROOT / "tests/corpora/open.jsonl"]
    for line in "\n".join(c.read_text(encoding="utf-8") for c in corpora if c.stem not in ("directives", "clauses")).splitlines():
        row = json.loads(line) if line else {"type": "none"}
        if row.get("type", "score") == "score":
            rows.append(Base(row["id"].replace("/", "_"), corpus.rubric(row, row.get("corrected", row["text"])), bool(row.get("standard"))))
    return sound_of(fenze, folder, all_bases, rows)


def sound_of(fenze, folder, all_bases, rows):
    """Those that check finds no fault with, and what it finds with the first, which ought to have none."""
    files = []
    for n, base in enumerate(all_bases + rows):
        path = folder / f"base{n}.fenze"
        path.write_text(base.text, encoding="utf-8")
        files.append(path)
    said = checked(fenze, files)
    faults = []
    for path, base in zip(files, all_bases + rows):
        base.said = {(d["code"], d["message"]) for d in said[str(path)]}
        base.sound = all(d["severity"] == "note" for d in said[str(path)])
        if not base.sound and base in all_bases:
            faults += [f"{base.name}:{d['line']} {d['code']} {d['message']}" for d in said[str(path)] if d["severity"] != "note"]
    return [b for b in all_bases + rows if b.sound], faults


def untouched(fenze):
    """Every warning of the deep checks on rubrics and rows as they stand."""
    with tempfile.TemporaryDirectory() as name:
        files = [str(f) for f in sorted((ROOT / "stdlib-rubrics").glob("*.fenze"))]
        for file in sorted((ROOT / "tests/corpora").glob("*.jsonl")):
            for line in file.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                if row.get("type", "score") == "score" and file.stem != "directives":
                    path = Path(name) / f"{file.stem} {row['id'].replace('/', '_')}.fenze"
                    path.write_text(corpus.rubric(row, row.get("corrected", row["text"])), encoding="utf-8")
                    files.append(str(path))
        count = defaultdict(int)
        for file, all_said in checked(fenze, files).items():
            for d in all_said:
                if d["code"] >= "FZ300" or d["code"] == "FZ031":
                    count[d["code"], d["severity"]] += 1
                    if d["severity"] != "note":
                        print(f"{Path(file).stem}:{d['line']} {d['code']} {d['message']}\n    {d['excerpt'][:200]}")
    for (code, severity), n in sorted(count.items()):
        print(f"{code} {severity:8} {n}")
    print(f"{len(files)} files")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fenze", required=True)
    parser.add_argument("--kind", help="only this kind")
    parser.add_argument("--show", type=int, default=0, help="mutants not caught to print, of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=40, help="mutants of each kind")
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--only", help="only rubrics whose name begins so")
    parser.add_argument("--wide", action="store_true", help="rows of every corpus, not of the open one alone")
    parser.add_argument("--assembled", type=int, default=0, metavar="N", help="only rubrics put together from the held-back corpora, as many as N")
    parser.add_argument("--untouched", action="store_true", help="plant nothing: list the deep warnings on all rubrics and corpora as they are")
    options = parser.parse_args()
    fenze = str(Path(options.fenze).resolve())
    if options.untouched:
        return untouched(fenze)
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sound, faults = bases(fenze, folder, options.wide, assembled(rng, options.assembled))
        if options.assembled:
            print(f"{len(sound)} rubrics put together without a fault")
        for fault in faults:
            print("untouched: " + fault)
        mutants = []
        for kind, generate in GENERATORS.items():
            if options.kind and kind != options.kind:
                continue
            for ways in [[generate], MORE.get(kind, [])]:
                made = []
                for base in (b for b in sound if b.name.startswith(options.only or "")):
                    seen = set()
                    for text, lines, what in (m for way in ways for m in way(base, rng)):
                        if text and text != base.text and text not in seen:
                            seen.add(text)
                            made.append((kind, base, text, lines, what))
                rng.shuffle(made)
                mutants += made[:options.each]
        files = []
        for n, (kind, base, text, lines, what) in enumerate(mutants):
            path = folder / f"mutant{n}.fenze"
            path.write_text(text, encoding="utf-8")
            files.append(path)
        said = checked(fenze, files)
        caught, noted, total, missed = defaultdict(int), defaultdict(int), defaultdict(int), defaultdict(list)
        for path, (kind, base, text, lines, what) in zip(files, mutants):
            total[kind] += 1
            new = [d for d in said[str(path)] if (d["code"], d["message"]) not in base.said]
            fit = [d for d in new if d["code"] in FITS[kind] and any(d["line"] <= l + 1 <= d["end_line"] for l in lines)]
            if fit:
                caught[kind] += 1
                noted[kind] += all(d["severity"] == "note" for d in fit)
            else:
                missed[kind].append((base, text, lines, what, new))
    print(f"{'kind':20} {'mutants':>8} {'caught':>8} {'share':>7} {'by notes':>9}")
    low = False
    for kind in total:
        share = caught[kind] / total[kind]
        low = low or share < 0.8
        print(f"{kind:20} {total[kind]:8} {caught[kind]:8} {share:7.1%} {noted[kind]:9}")
        for base, text, lines, what, new in missed[kind][:options.show]:
            line = text.split("\n")[min(lines)]
            print(f"    {base.name}:{min(lines) + 1} {what}\n        {line[:150]}")
            for d in new[:4]:
                print(f"        but {d['line']} {d['code']} {d['message'][:100]}")
    overall = sum(caught.values()) / max(1, sum(total.values()))
    print(f"{'all':20} {sum(total.values()):8} {sum(caught.values()):8} {overall:7.1%}")
    failed = bool(faults) or overall < 0.95 or low
    return 1 if options.gate and failed else 0


if __name__ == "__main__":
    sys.exit(main())
