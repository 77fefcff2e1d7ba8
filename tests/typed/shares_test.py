#!/usr/bin/env python3
"""Marks that count in part, in the wordings of the family, against what they come to by hand: shares_test.py --fenze BIN"""
import argparse
import json
import subprocess
import tempfile
from pathlib import Path

# the sentence, the marks, the points
WORDINGS = [
    ("体育课成绩按80%计入。", {"体育课成绩": 10}, "8"),
    ("体育课成绩按80%计入，竞赛成绩按20%计入。", {"体育课成绩": 10, "竞赛成绩": 5}, "9"),
    ("体育课得分的80%计入本项。", {"体育课得分": 10}, "8"),
    ("以体育课成绩的80%作为本项得分。", {"体育课成绩": 10}, "8"),
    ("按笔试成绩60%、面试成绩40%折算。", {"笔试成绩": 10, "面试成绩": 5}, "8"),
    ("平时成绩和期末成绩各按50%计入。", {"平时成绩": 8, "期末成绩": 5}, "6.5"),
    ("体育课成绩按80%比例折合计入。", {"体育课成绩": 10}, "8"),
    ("民主测评得分按百分之三十计入。", {"民主测评得分": 10}, "3"),
    ("考勤分按20%计入本项。", {"考勤分": 10}, "2"),
    ("体育课成绩×0.8计入本项得分。", {"体育课成绩": 10}, "8"),
    ("满意度测评分按10%折算，举办活动每次得2分。", {"满意度测评分": 10, "举办活动": 3}, "7"),
]
# neither a mark of its own nor a share of one
OTHERS = ["完成率达到80%计10分。", "附加分按50%计入总分。", "超出部分按50%计入。"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fenze", required=True)
    fenze = str(Path(parser.parse_args().fenze).resolve())
    passed, failed = 0, []
    with tempfile.TemporaryDirectory() as folder:
        rubric, facts = Path(folder) / "rubric.fenze", Path(folder) / "facts.json"
        for sentence, marks, wanted in WORDINGS:
            rubric.write_text(f"《T》\n1. 体育（20分）\n{sentence}\n")
            facts.write_text(json.dumps(marks, ensure_ascii=False))
            done = subprocess.run([fenze, "score", rubric, "--facts", facts, "--format", "json"], capture_output=True, text=True, timeout=60)
            got = json.loads(done.stdout)["total"] if done.returncode == 0 else done.stderr
            passed += got == wanted
            if got != wanted:
                failed.append(f"{sentence} {marks}: {got}, not {wanted}")
        for sentence in OTHERS:
            rubric.write_text(f"《T》\n1. 体育（20分）\n{sentence}\n")
            read = subprocess.run([fenze, "read", rubric, "--lang", "zh"], capture_output=True, text=True, timeout=60).stdout
            passed += "得分＝" not in read
            if "得分＝" in read:
                failed.append(f"{sentence}: {read}")
    print("\n".join(failed))
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
