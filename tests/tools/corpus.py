#!/usr/bin/env python3
"""Run a corpus of scoring clauses through fenze and report how many it understands exactly.

Each corpus line is one item of a real document: its title, full mark, the words of its standard, the facts the words
ask for (in order of appearance) and cases: values for those facts and the exact score. For each line a one-item rubric
is written, `fenze facts` names the facts, and `fenze score` scores every case. A line counts only when the kinds of the
facts agree, every case scores exactly as expected, and every reject case is refused with exit status 1.

A failure is `refused` (an honest error: exit status 1 and a message), `differs` (fenze read the words in another way: the
dangerous kind) or `broken` (a crash, another exit status, no message, unreadable output).

Names of facts are compared too and reported as `names equal: X of Y`; they gate nothing.

    corpus.py --fenze build/dev/fenze ../corpora/clauses.jsonl ../corpora/open.jsonl [--level core] [--show 20] [--only ID] [--json OUT]

Lines of type "outcome" that grade one score are run too: the grade is compared. Lines of other types (weights, forms,
identities ...) are counted as skipped: they are tested with whole rubrics. The last line printed is `N passed, M failed, K skipped`; the exit status is 0 only with no failure.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

# A value typed in for one of these kinds may be read as another without changing what the clause means.
SAME_KIND = [{"count", "number", "amount", "percent"}, {"boolean"}, {"choice", "boolean"}, {"score", "number"}]


def rubric(clause, text):
    """The one-item rubric, as its author would type it."""
    item = clause["item"]
    if clause.get("type") == "outcome":  # a score of its own, graded by the words
        full = item.get("max") or max([100] + [case["values"][0] for case in clause["cases"]], key=float)
        return f"《语料》\n一、{clause['facts'][0]['name']}（{full}分）\n二、结果\n{text}\n"
    mark = f"（{item['max']}分）" if item.get("max") else ""
    if clause.get("rubric"):  # the line brings its own surroundings
        return clause["rubric"]
    if clause.get("standard"):  # a row of a table whose target stands in a column of its own
        return ("《语料》\n| 考核项目 | 考核标准 | 分值 | 评分标准 |\n|---|---|---|---|\n"
                f"| {item['title']} | {clause['standard']} | {item['max']}分 | {text} |\n")
    return f"《语料》\n一、语料{mark}\n1. {item['title']}{mark}\n{text}\n"


def run(arguments):
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=20)
    return done.returncode, done.stdout, done.stderr


def item_score(result):
    """The item's score: the deepest node that alone holds everything below it, or the total."""
    score, nodes = result["total"], result["nodes"]
    while len(nodes) == 1:
        score, nodes = nodes[0]["score"], nodes[0].get("nodes") or []
    return score


def refusal(what, status, out, err):
    """One line for a run that gave no result."""
    said = (err or out).strip().splitlines()
    kind = "refused" if status == 1 and said else "broken"
    return f"{kind}: {what}: exit {status}: {said[:1]}"


def compatible(wanted, got):
    return wanted == got or any(wanted in kinds and got in kinds for kinds in SAME_KIND)


def check(fenze, clause, folder, names):
    """None where the clause passes, else why not, beginning with the kind of failure."""
    path = folder / f"{clause['id'].replace('/', '_')}.fenze"
    if clause.get("corrected"):  # the document's own slip must be refused, its correction must score
        path.write_text(rubric(clause, clause["text"]), encoding="utf-8")
        if run([fenze, "facts", str(path), "--format", "json"])[0] != 1:
            return "differs: the slip in the document's own words was accepted"
    path.write_text(rubric(clause, clause.get("corrected", clause["text"])), encoding="utf-8")
    status, out, err = run([fenze, "facts", str(path), "--format", "json"])
    if status != 0:
        return refusal("facts", status, out, err)
    facts = [f for f in json.loads(out)["facts"] if f.get("use", "score") == "score"]
    wanted = clause["facts"]
    if len(facts) != len(wanted):
        return f"differs: facts: expected {[f['name'] for f in wanted]}, got {[f['name'] for f in facts]}"
    for fact, want in zip(facts, wanted):
        names.append(fact["name"].replace(" ", "") == want["name"].replace(" ", ""))
        if not compatible(want["kind"], fact["kind"]):
            return f"differs: fact {fact['name']}: expected {want['kind']}, got {fact['kind']}"
        if want.get("choices") and want["kind"] == fact["kind"] == "choice" and fact["options"] != want["choices"]:
            return f"differs: fact {fact['name']}: expected {want['choices']}, got {fact['options']}"

    def score(values):
        given = folder / f"{path.stem}.json"
        given.write_text(json.dumps({f["path"]: v for f, v in zip(facts, values) if v is not None},
                                    ensure_ascii=False), encoding="utf-8")
        return run([fenze, "score", str(path), "--facts", str(given), "--format", "json"])

    for case in clause["cases"]:
        status, out, err = score(case["values"])
        if status != 0:
            return refusal(f"score {case['values']}", status, out, err)
        result = json.loads(out)
        if "grade" in case:
            got, want = result["grade"] or "", case["grade"]
            if not got or not (got.startswith(want) or want.startswith(got)):
                return f"differs: grade of {case['values']}: expected {want}, got {got or None}"
            continue
        got = item_score(result)
        if got is None or Fraction(got) != Fraction(str(case["score"])):
            return f"differs: score {case['values']}: expected {case['score']}, got {got}"
    for case in clause.get("rejects", []):
        status, out, err = score(case["values"])
        if status != 1:
            return f"differs: reject {case['values']} ({case['why']}): expected exit 1, got {status}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--fenze", required=True, help="the fenze program")
    parser.add_argument("--level", choices=["core", "stretch"], help="run only the clauses of this level")
    parser.add_argument("--show", type=int, default=20, help="failures to print (default 20)")
    parser.add_argument("--only", help="run only the clauses whose id starts with this")
    parser.add_argument("--json", type=Path, help="write every clause's outcome here")
    options = parser.parse_args()

    clauses, skipped = [], 0
    for corpus in options.corpora:
        for line in corpus.read_text(encoding="utf-8").splitlines():
            clause = json.loads(line)
            if options.only and not clause["id"].startswith(options.only):
                continue
            if options.level and clause.get("level", "stretch") != options.level:
                continue
            if clause.get("type", "score") == "score" or _graded(clause):
                clauses.append(clause)
            else:
                skipped += 1
    if run([options.fenze, "--version"])[0] != 0:
        parser.error(f"{options.fenze} --version does not run")
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        names = []  # for every fact, whether it bears the name that the words give it
        outcomes = list(pool.map(lambda c: _checked(options.fenze, c, Path(folder), names), clauses))

    failed = [(c, why) for c, why in zip(clauses, outcomes) if why]
    for clause, why in failed[:options.show]:
        print(f"{clause['id']}: {why}\n    {clause['text'][:160]}")
    if len(failed) > options.show:
        print(f"... and {len(failed) - options.show} more")
    if options.json:
        options.json.write_text(json.dumps({c["id"]: why or "pass" for c, why in zip(clauses, outcomes)},
                                           ensure_ascii=False, indent=1), encoding="utf-8")
    kinds = {kind: sum(why.startswith(kind) for _, why in failed) for kind in ("refused", "differs", "broken")}
    print(f"names equal: {sum(names)} of {len(names)}")
    print(", ".join(f"{kind}: {count}" for kind, count in kinds.items()))
    print(f"{len(clauses) - len(failed)} passed, {len(failed)} failed, {skipped} skipped")
    return 1 if failed or not clauses else 0


def _graded(clause):
    return (clause["type"] == "outcome" and [fact["kind"] for fact in clause["facts"]] == ["score"]
            and all(case.get("grade") for case in clause["cases"]))


def _checked(fenze, clause, folder, names):
    try:
        return check(fenze, clause, folder, names)
    except (subprocess.TimeoutExpired, json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        return f"broken: {type(error).__name__}: {error}"


if __name__ == "__main__":
    sys.exit(main())
