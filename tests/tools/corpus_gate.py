#!/usr/bin/env python3
"""A corpus as a test: honest refusals are allowed up to a share, a wrong reading never.

    corpus_gate.py --fenze BIN [--core 95] [--stretch 60] CORPUS

Runs corpus.py and holds each level (core, stretch, or none) to its percentage of clauses that score exactly. Whatever `differs`
or is `broken` fails, unless its id stands in docs/decisions/differs.md with the reason. Below its percentage all refusals of a
level fail too. The last line is `N passed, N failed`.
"""
import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

TOOLS = Path(__file__).resolve().parent
DECIDED = TOOLS.parent.parent / "docs" / "decisions" / "differs.md"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--fenze", required=True, help="the fenze program")
    parser.add_argument("--core", type=int, default=100, help="least percentage of core clauses, and of those without a level")
    parser.add_argument("--stretch", type=int, default=100, help="least percentage of stretch clauses")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "outcomes.json"
        subprocess.run([sys.executable, TOOLS / "corpus.py", "--fenze", options.fenze, options.corpus, "--json", report, "--show", "1000"])
        if not report.exists():
            print("0 passed, 1 failed")
            return 1
        outcomes = json.loads(report.read_text(encoding="utf-8"))
    clauses = [json.loads(line) for line in options.corpus.read_text(encoding="utf-8").splitlines()]
    levels = {clause["id"]: clause.get("level") or ("stretch" if clause.get("type") == "outcome" else "core") for clause in clauses}
    text = DECIDED.read_text(encoding="utf-8") if DECIDED.exists() else ""
    decided = set(re.findall(r"[\w.-]+", text, re.ASCII))

    passed = failed = 0
    for level, least in (("core", options.core), ("stretch", options.stretch)):
        ids = [id for id in outcomes if levels[id] == level]
        good = sum(outcomes[id] == "pass" for id in ids)
        refused = sum(outcomes[id].startswith("refused") for id in ids)
        wrong = [id for id in ids if outcomes[id].startswith(("differs", "broken")) and id not in decided]
        enough = good * 100 >= least * len(ids)
        if ids:
            print(f"{level}: {good} of {len(ids)} exact ({least}% needed), {refused} refused, {len(wrong)} wrong {' '.join(wrong)}".rstrip())
        passed += good
        failed += len(wrong) + (0 if enough else max(1, refused))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
