#!/usr/bin/env python3
"""fenze batch as it is run: batch_test.py --fenze BIN

What a whole population goes through: results in the order of the file, bad records in a file of their own, encodings and spacing, runs that are
killed at any moment, full disks, closed pipes, files that cannot be read.
"""
import csv
import gzip
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "tools"))
from harness import arguments, expect, finish, skip  # noqa: E402

RUBRIC = """《某某平台考核细则》
一、人才培养（20分）
1. 培训活动（10分）
举办培训班，每期得2分；举办讲座，每次得1分；累计不超过10分。
2. 制度建设（10分）
很完善得10分，比较完善得6分，不完善得0分。
15分以上为合格，低于15分为不合格。
"""
FACTS = ["举办培训班", "举办讲座", "制度建设"]
OPTIONS = {"很完善": 10, "比较完善": 6, "不完善": 0}

fenze = None


def run(*arguments, given=b"", folder=None, timeout=120):
    done = subprocess.run([fenze, *map(str, arguments), "--lang", "zh"], input=given, capture_output=True, cwd=folder, timeout=timeout)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def records(count, seed=1):
    rng = random.Random(seed)
    return [(f"D{n:06}", rng.randrange(8), rng.randrange(8), rng.choice(list(OPTIONS))) for n in range(count)]


def points(record):
    _, courses, talks, system = record
    return min(10, courses * 2 + talks) + OPTIONS[system]


def as_lines(all_records):
    return "".join(json.dumps({"编号": r[0], **dict(zip(FACTS, r[1:]))}, ensure_ascii=False) + "\n" for r in all_records)


def as_table(all_records, comma=","):
    return comma.join(["编号"] + FACTS) + "\r\n" + "".join(comma.join(map(str, r)) + "\r\n" for r in all_records)


def is_result(text, all_records):
    lines = text.splitlines()
    if len(lines) != len(all_records):
        return False
    for line, record in zip(lines, all_records):
        got = json.loads(line)
        if got != {"编号": record[0], "总分": str(points(record)), "等级": "合格" if points(record) >= 15 else "不合格"}:
            return False
    return True


def results(folder):
    rows = records(5000)
    (folder / "p.jsonl").write_text(as_lines(rows))
    status, out, err = run("batch", "r.fenze", "--facts", "p.jsonl", folder=folder)
    expect("printed in order", status == 0 and is_result(out, rows), err)
    for threads in (1, 2, 3):
        status, _, err = run("batch", "r.fenze", "--facts", "p.jsonl", "--out", "o.jsonl", "--threads", threads, folder=folder)
        expect(f"{threads} threads", status == 0 and is_result((folder / "o.jsonl").read_text(), rows), err)
    expect("no file of bad records without one", not (folder / "o.坏记录.txt").exists())
    status, out, err = run("batch", "r.fenze", "--facts", "-", given=as_lines(rows).encode(), folder=folder)
    expect("standard input", status == 0 and is_result(out, rows), err)
    for name, bytes_ in {
        "CSV": as_table(rows).encode(),
        "CSV with a byte order mark": b"\xef\xbb\xbf" + as_table(rows).encode(),
        "GB18030": as_table(rows).encode("gb18030"),
        "tabs": as_table(rows, "\t").encode(),
        "GB18030 whose Chinese begins late": ("编号," + ",".join(FACTS) + "\n" + "".join(",".join(map(str, r)) + "\n" for r in rows)).encode("gb18030"),
    }.items():
        (folder / "p.csv").write_bytes(bytes_)
        status, out, err = run("batch", "r.fenze", "--facts", "p.csv", folder=folder)
        expect(name, status == 0 and is_result(out, rows), err + out[:300])
    table = as_table(rows).replace("D000007,", '"D00""00\r\n07",')
    (folder / "p.csv").write_text(table, newline="")
    status, out, err = run("batch", "r.fenze", "--facts", "p.csv", "--out", "o.csv", "--columns", "分项,加分", folder=folder)
    lines = (folder / "o.csv").read_text(encoding="utf-8-sig").splitlines()
    expect("CSV out", status == 0 and lines[0] == "编号,总分,等级,1 人才培养,1.1 培训活动,1.2 制度建设,加分,最低分,最高分,可能等级,未填", lines[0] + err)
    expect("an id of two lines", lines[8] == '"D00""00' and lines[9].startswith('07",'), "\n".join(lines[7:11]))
    spaced = "".join(json.dumps({"编号": r[0], **dict(zip(FACTS, r[1:]))}, ensure_ascii=False, separators=(" ,\t", " :  ")) + " \r\n" for r in rows)
    shuffled = "".join(json.dumps(dict(random.Random(i).sample(list({"编号": r[0], **dict(zip(FACTS, r[1:]))}.items()), 4)), ensure_ascii=i % 3 > 0) + "\n" for i, r in enumerate(rows))
    for name, text in {"spaces everywhere": spaced, "shuffled keys, some escaped": shuffled}.items():
        status, out, err = run("batch", "r.fenze", "--facts", "-", given=text.encode(), folder=folder)
        expect(name, status == 0 and is_result(out, rows), err + out[:300])


def ranks(folder):
    rows = records(3000, seed=9)
    (folder / "p.jsonl").write_text(as_lines(rows) + '{"编号":"缺","举办培训班":1,"制度建设":"很完善"}\n')
    for name, threads in (("o.jsonl", 1), ("o.jsonl", 2), ("o.csv", 2)):
        status, out, err = run("batch", "r.fenze", "--facts", "p.jsonl", "--out", name, "--rank", "--threads", threads, "--summary", folder=folder)
        expect("ranks", status == 0 and "中位数" in out, err)
        lines = (folder / name).read_text(encoding="utf-8-sig").splitlines()
        got = [json.loads(line)["名次"] for line in lines] if name == "o.jsonl" else [line.rsplit(",", 1)[1] or None for line in lines[1:]]
        totals = [points(r) for r in rows]
        expect(f"ranks in {name}", got == [str(1 + sum(t > own for t in totals)) for own in totals] + [None], str(got[:20]))
    middle = sorted(points(r) for r in rows)[len(rows) // 2 - 1]
    expect("the median", f"中位数        {middle}\n" in out, out)
    expect("nothing is left beside", not [p.name for p in folder.iterdir() if p.name.startswith(".")])


def bad_records(folder):
    lines = as_lines(records(30)).splitlines()
    lines[3] = '{"编号":"甲","举办培训班":"三十y个x","举办讲座":1,"制度建设":"很完善"}'
    lines[8] = '{"编号":"乙","举办培训班":1,"举办讲座":1.5,"制度建设":"很好"}'
    lines[12] = "这不是JSON"
    lines[20] = '{"编号":"丙","举办培训班":1,"制度建设":"很完善"}'
    (folder / "p.jsonl").write_bytes("\n".join(lines).encode() + b'\n{"\xff\xfe":1}\n')
    status, _, err = run("batch", "r.fenze", "--facts", "p.jsonl", "--out", "o.jsonl", folder=folder)
    out = (folder / "o.jsonl").read_text().splitlines()
    bad = (folder / "o.坏记录.txt").read_text()
    expect("the good ones are scored", status == 1 and len(out) == 27, err)
    expect("a range where a fact is missing", json.loads(out[17]) == {
        "编号": "丙", "总分": None, "等级": None, "最低分": "12", "最高分": "20", "可能等级": ["合格", "不合格"], "未填": ["1.1/举办讲座"]}, out[17])
    for words in ("第4行（甲）·举办培训班：“三十y个x”：", "第9行（乙）·举办讲座：“1.5”：该事实只能是整数", "第9行（乙）·制度建设：“很好”：没有这个选项", "第13行：从这里起不是 JSON", "第31行：这一行不是UTF-8编码的文字"):
        expect(words, words in bad, bad)
    before = (folder / "o.jsonl").read_bytes()
    status, _, err = run("batch", "r.fenze", "--facts", "p.jsonl", "--out", "o.jsonl", "--strict", folder=folder)
    expect("--strict stops and leaves the result alone", status == 1 and (folder / "o.jsonl").read_bytes() == before and "第4行" in err, err)
    (folder / "p.jsonl").write_text(as_lines(records(10)))
    status, _, err = run("batch", "r.fenze", "--facts", "p.jsonl", "--out", "o.jsonl", folder=folder)
    expect("the bad records of an earlier run are gone", status == 0 and not (folder / "o.坏记录.txt").exists(), err)
    (folder / "p.csv").write_text("编号,举办培训班,举办讲座,制度建设,地区\nA,1,2,很完善,合肥\n")
    status, _, err = run("batch", "r.fenze", "--facts", "p.csv", folder=folder)
    expect("a column that is no fact", status == 1 and "“地区”" in err and "--ignore" in err, err)
    status, out, err = run("batch", "r.fenze", "--facts", "p.csv", "--ignore", "地区", folder=folder)
    expect("passed over", status == 0 and '"总分":"14"' in out, err)
    (folder / "p.csv").write_text("统一代码,举办培训班,举办讲座,制度建设\nA9,1,2,很完善\n")
    status, out, err = run("batch", "r.fenze", "--facts", "p.csv", "--id", "统一代码", folder=folder)
    expect("--id that is no column", run("batch", "r.fenze", "--facts", "p.csv", "--id", "代码", folder=folder)[0] == 1)
    expect("--id", status == 0 and out.startswith('{"编号":"A9"'), err + out)
    (folder / "p.csv").write_text("事实,值\n举办培训班,1\n")
    status, _, err = run("batch", "r.fenze", "--facts", "p.csv", folder=folder)
    expect("the table of one unit", status == 1 and "一家单位" in err, err)
    (folder / "p.csv").write_text("编号,举办培训班\nA,1\nB,\"2\nC,3\n")
    status, _, err = run("batch", "r.fenze", "--facts", "p.csv", folder=folder)
    expect("a quote that is never closed", status == 1 and "引号没有收尾" in err, err)


def reasons(folder):
    (folder / "p.csv").write_text("编号,举办培训班,举办讲座,制度建设\nA,5,3,很完善\nB,1,0,不完善\nC,,0,很完善\nD,2,2,比较完善\n")
    for name in ("o.csv", "o.jsonl"):
        status, _, err = run("batch", "r.fenze", "--facts", "p.csv", "--out", name, "--columns", "分项,原因", folder=folder)
        lines = (folder / name).read_text(encoding="utf-8-sig").splitlines()
        expect(f"reasons in {name}", status == 0 and len(lines) == (5 if name == "o.csv" else 4), err)
        if name == "o.csv":
            rows = list(csv.DictReader(lines))
            told = [r["原因"] for r in rows]
            expect("the range beside them", rows[2]["最低分"] == "10" and rows[2]["最高分"] == "20" and rows[2]["未填"] == "1.1/举办培训班" and rows[2]["1.2 制度建设"] == "10", lines[3])
        else:
            expect("the same reasons", [json.loads(line)["原因"] for line in lines] == told, "\n".join(lines))
    expect("what capped", "1.1 培训活动" in told[0] and "共13分" in told[0] and "10分" in told[0], told[0])
    expect("why nothing", "1.2 制度建设" in told[1] and "不完善" in told[1], told[1])
    expect("nothing to tell", told[3] == "", told[3])


def repeated(folder):
    """Ids that stand in the file more than once, near each other and far apart, are told and scored."""
    rows = records(90000)
    rows[7] = ("D000003", *rows[7][1:])
    rows[8] = ("D000003", *rows[8][1:])
    rows[89000] = ("D000010", *rows[89000][1:])
    (folder / "p.jsonl").write_text(as_lines(rows))
    for threads in (1, 2):
        status, _, err = run("batch", "r.fenze", "--facts", "p.jsonl", "--out", "o.jsonl", "--threads", threads, folder=folder)
        expect("repeated ids", status == 0 and is_result((folder / "o.jsonl").read_text(), rows), err)
        expect("which they are", "编号重复：2个编号出现不止一次，多出3条；每条都照算了。第8行与第4行，第9行与第4行，第89001行与第11行编号相同。" in err, err)
    (folder / "p.csv").write_text("编号,举办培训班,举办讲座,制度建设\nA,1,2,很完善\nA,x,2,很完善\n,1,2,很完善\n,1,2,很完善\n")
    status, _, err = run("batch", "r.fenze", "--facts", "p.csv", "--out", "o.csv", folder=folder)
    expect("records that are wrong count as well, those without an id do not", "1个编号出现不止一次，多出1条" in err and "第3行与第2行编号相同" in err, err)
    (folder / "p.jsonl").write_text(as_lines(records(300)) * 2)
    status, _, err = run("batch", "r.fenze", "--facts", "p.jsonl", "--out", "o.jsonl", folder=folder)
    expect("the earliest of many", "300个编号出现不止一次，多出300条；每条都照算了。第301行与第1行，第302行与第2行，第303行与第3行……编号相同" in err, err)
    (folder / "p.jsonl").write_text(as_lines(rows[:7]))
    expect("nothing is said where no id is repeated", "编号重复" not in run("batch", "r.fenze", "--facts", "p.jsonl", folder=folder)[2])


def killed(folder):
    rows = records(60000)
    (folder / "p.jsonl").write_text(as_lines(rows))
    begin = time.monotonic()
    run("batch", "r.fenze", "--facts", "p.jsonl", "--out", "o.jsonl", folder=folder)
    whole = time.monotonic() - begin
    good = (folder / "o.jsonl").read_bytes()
    expect("a run that is left alone", is_result(good.decode(), rows))
    (folder / "o.jsonl").write_text("以前的结果\n")
    cut = 0
    for i in range(50):
        process = subprocess.Popen([fenze, "batch", "r.fenze", "--facts", "p.jsonl", "--out", "o.jsonl"], cwd=folder, stderr=subprocess.DEVNULL)
        time.sleep(whole * i / 55)
        process.send_signal(signal.SIGKILL)
        cut += process.wait() < 0
        now = (folder / "o.jsonl").read_bytes()
        if now not in (good, "以前的结果\n".encode()):
            expect(f"killed after {i}/55 of its time", False, f"{len(now)} bytes of {len(good)}")
    expect("some runs were cut short", cut > 10, str(cut))
    left = [p.name for p in folder.iterdir() if "未完成" in p.name]
    expect("one file at most is left behind", len(left) <= 1, str(left))
    status, _, err = run("batch", "r.fenze", "--facts", "p.jsonl", "--out", "o.jsonl", folder=folder)
    expect("the next run begins cleanly", status == 0 and (folder / "o.jsonl").read_bytes() == good, err)
    expect("and leaves nothing behind", not [p.name for p in folder.iterdir() if "未完成" in p.name])


def small_disk(folder):
    """A file system of 256 KB, which only these commands see."""
    (folder / "盘").mkdir()
    script = f"""mount -t tmpfs -o size=256k tmpfs 盘 || exit 77
echo 以前的结果 >盘/o.jsonl
for more in "" --rank; do
    {fenze} batch r.fenze --facts p.jsonl --out 盘/o.jsonl --lang zh $more
    echo "返回$?"
done
cat 盘/o.jsonl
ls -A 盘
"""
    try:
        done = subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script], cwd=folder, capture_output=True, timeout=120)
    except FileNotFoundError:
        return skip("a disk that is full: there is no unshare")
    if done.returncode == 77 or (done.returncode != 0 and b"unshare" in done.stderr):
        return skip("a disk that is full: nothing may be mounted here")
    out, err = done.stdout.decode(), done.stderr.decode()
    expect("a disk that is full", out == "返回3\n返回3\n以前的结果\no.jsonl\n" and err.count("磁盘满了") == 2, out + err)


def hard_places(folder):
    (folder / "p.jsonl").write_text(as_lines(records(20000)))
    (folder / "full").symlink_to("/dev/full")
    status, _, err = run("batch", "r.fenze", "--facts", "p.jsonl", "--out", "full", folder=folder)
    expect("a full disk", status == 3 and "磁盘满了" in err, f"{status} {err}")
    with open("/dev/full", "w") as full:
        done = subprocess.run([fenze, "batch", "r.fenze", "--facts", "p.jsonl", "--lang", "zh"], cwd=folder, stdout=full, stderr=subprocess.PIPE, timeout=60)
    expect("standard output that is full", done.returncode == 3 and "磁盘满了" in done.stderr.decode(), done.stderr.decode())
    process = subprocess.Popen([fenze, "batch", "r.fenze", "--facts", "p.jsonl"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.readline()
    process.stdout.close()
    expect("a closed pipe ends it", process.wait(timeout=60) == -signal.SIGPIPE, process.stderr.read().decode())
    limited = f"ulimit -f 64; trap '' XFSZ; exec {fenze} batch r.fenze --facts p.jsonl --out o.jsonl --lang zh"
    (folder / "o.jsonl").write_text("以前的结果\n")
    done = subprocess.run(["bash", "-c", limited], cwd=folder, capture_output=True, timeout=60)
    expect("a file that may not grow", done.returncode == 3 and "写不了" in done.stderr.decode() and (folder / "o.jsonl").read_text() == "以前的结果\n", done.stderr.decode())
    expect("nothing of it is left", not [p.name for p in folder.iterdir() if "未完成" in p.name])
    small_disk(folder)
    for name, words in {"没有.jsonl": "读不了", ".": "读不了"}.items():
        status, _, err = run("batch", "r.fenze", "--facts", name, folder=folder)
        expect(f"{name} cannot be read", status == 2 and words in err, f"{status} {err}")
    status, _, err = run("batch", "r.fenze", "--facts", "p.jsonl", "--out", "没有/o.jsonl", folder=folder)
    expect("a folder that is not there", status == 2 and "写不了" in err, f"{status} {err}")
    status, _, err = run("batch", "r.fenze", "--facts", "p.jsonl", "--out", "p.jsonl", folder=folder)
    expect("the result over the facts", status == 2 and "同一个文件" in err, f"{status} {err}")
    (folder / "空.jsonl").write_bytes(b"")
    status, _, err = run("batch", "r.fenze", "--facts", "空.jsonl", "--out", "o.jsonl", folder=folder)
    expect("a file of zero bytes", status == 2 and "是空的" in err and (folder / "o.jsonl").read_text() == "以前的结果\n", f"{status} {err}")
    for name, bytes_, words in (("p.jsonl.gz", gzip.compress(as_lines(records(3)).encode()), "是压缩文件"), ("p.xlsx", b"PK\x03\x04" + bytes(200), "工作簿")):
        (folder / name).write_bytes(bytes_)
        status, _, err = run("batch", "r.fenze", "--facts", name, "--out", "o.jsonl", folder=folder)
        expect(f"{name} instead of a table", status == 2 and words in err and (folder / "o.jsonl").read_text() == "以前的结果\n", f"{status} {err}")
    rows = records(20000, seed=4)
    os.mkfifo(folder / "管道")
    feeder = threading.Thread(target=lambda: (folder / "管道").write_text(as_lines(rows)))
    feeder.start()
    status, out, err = run("batch", "r.fenze", "--facts", "管道", folder=folder)
    feeder.join()
    expect("facts through a pipe with a name", status == 0 and is_result(out, rows), f"{status} {err}")
    taken = []
    reader = threading.Thread(target=lambda: taken.append((folder / "管道").read_text()))
    reader.start()
    status, _, err = run("batch", "r.fenze", "--facts", "-", "--out", "管道", given=as_lines(rows).encode(), folder=folder)
    reader.join()
    expect("results into a pipe with a name", status == 0 and is_result(taken[0], rows), f"{status} {err}")
    if os.geteuid() != 0:  # who may read everything is refused nothing
        (folder / "p.jsonl").chmod(0)
        status, _, err = run("batch", "r.fenze", "--facts", "p.jsonl", folder=folder)
        expect("a file that may not be read", status == 2 and "读不了" in err, f"{status} {err}")
        (folder / "p.jsonl").chmod(0o644)
    rows = records(3)
    (folder / "p.jsonl").write_text(as_lines(rows[:1]) + '{"编号":"' + "长" * 35_000_000 + '"}\n' + as_lines(rows[1:]))
    status, out, err = run("batch", "r.fenze", "--facts", "p.jsonl", folder=folder)
    expect("a line of 100 MB", status == 1 and is_result(out, rows) and "第2行" in err and "超过16MB" in err, f"{status} {err[:300]}")
    (folder / "p.jsonl").write_bytes(bytes(range(256)) * 4000)
    status, _, err = run("batch", "r.fenze", "--facts", "p.jsonl", "--out", "o.jsonl", folder=folder)
    expect("bytes that are no text", status == 1 and "第1行" in (folder / "o.坏记录.txt").read_text(), f"{status} {err[:300]}")


if __name__ == "__main__":
    fenze = arguments(__doc__).fenze
    for part in (results, ranks, bad_records, reasons, repeated, killed, hard_places):
        with tempfile.TemporaryDirectory() as scratch:
            rubric = Path(scratch) / "r.fenze"
            rubric.write_text(RUBRIC)
            part(Path(scratch))
    finish()
