#!/usr/bin/env python3
"""A conversation of `fenze repl` on a terminal: typing, erasing, completion by pinyin, history, breaking off, leaving; each screen as a person sees it.

    talk_terminal_test.py --fenze BIN [--update]

tests/cases/talk/terminal.txt holds the screens, one behind the other. --update writes them anew; they are then looked at.
"""
import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "line"))
from line_test import BACKSPACE, ENTER, TAB, UP, Terminal, ctrl  # noqa: E402

SCREENS = ROOT / "tests" / "cases" / "talk" / "terminal.txt"

# what is typed, what is waited for in the last row, and what the step shows
STEPS = [
    ("", "›", "打开"),
    ("fmzl", "fmzl", "拼音首字母，后面是会补成的名称"),
    (TAB, "获得发明专利授权", "补全"),
    ("3" + ENTER, "10 … 125 ›", "填入"),
    ("管理制度 hen", "hen", "选项的拼音"),
    (TAB, "管理制度 很完善", "选项补全"),
    (ENTER, "19 … 125 ›", "填入选项"),
    ("年经济效益 2亿元", "2亿元", "写错单位"),
    (BACKSPACE * 2, "年经济效益 2", "退格擦去两个汉字"),
    ("000万元" + ENTER, "29 … 123 ›", "改正后填入"),
    (UP + UP, "管理制度 很完善", "历史"),
    (BACKSPACE * 3 + "比较完善" + ENTER, "26 … 120 ›", "从历史改写"),
    (ctrl("r") + "fmzl", "获得发明专利授权 3", "按首字母查历史"),
    (ctrl("g"), "26 … 120 ›", "不要了"),
    ("撤销" + ENTER, "29 … 123 ›", "撤销"),
    ("专利 3" + ENTER, "3  外观专利授权", "不止一个，等着写序号"),
    ("2" + ctrl("c"), "好，没有改动", "Ctrl-C：不要了"),
    (ctrl("d"), "再退出一次", "没有保存就退出，先提醒"),
]


def settle(terminal):
    """Until nothing more comes for a while."""
    length = -1
    while length != len(terminal.raw):
        length = len(terminal.raw)
        terminal.read(0.3)


def steps(fenze, folder):
    """The screens in turn; an assertion error where one does not come."""
    terminal = Terminal("repl", str(ROOT / "stdlib-rubrics" / "gansu-assess.fenze"), "--lang", "zh", columns=80, rows=24, program=fenze,
                        XDG_STATE_HOME=folder, NO_COLOR="1")
    out = []
    for typed, wanted, name in STEPS:
        terminal.type(typed)
        if wanted == "再退出一次":
            terminal.wait(lambda: any(wanted in row for row in terminal.seen()) and "›" in terminal.seen()[-1], f"    {wanted}")
        else:
            terminal.wait(lambda: bool(terminal.seen()) and any(wanted in row for row in terminal.seen()[-4:]), f"    {wanted}")
        settle(terminal)
        out.append(f"── {name}\n" + "\n".join(terminal.seen()) + "\n")
    terminal.type(ctrl("d"))
    terminal.ends(0)
    return "".join(out)


def broken_off(fenze, folder):
    """Ctrl-C in the middle of an answer that would take very long: the answer ends, the facts stay."""
    rubric = Path(folder) / "大评审.fenze"
    items = "".join(f"{n}. 指标{name}（{30 if n == 8 else 10}分）\n" for n, name in enumerate("甲乙丙丁戊己庚辛", 1))
    rubric.write_text("《大评审办法》\n评委：9名，去掉一个最高分和一个最低分后平均\n" + items + "80分以上为优秀，其余为合格。\n", encoding="utf-8")
    terminal = Terminal("repl", str(rubric), "--lang", "zh", columns=80, rows=24, program=fenze, XDG_STATE_HOME=folder, NO_COLOR="1")

    def shown(*rows):
        terminal.wait(lambda: [row.strip() for row in terminal.seen()[-len(rows):]] == list(rows), "\n".join(f"    {row}" for row in rows))

    def last(words):
        terminal.wait(lambda: bool(terminal.seen()) and words in terminal.seen()[-1], f"    {words}")

    last("›")
    terminal.type("指标甲/评委1 8" + ENTER)
    terminal.wait(lambda: "总分 0 … 100，没有变" in "".join(terminal.seen()) and terminal.seen()[-1].endswith("›"), "    the fact is taken")
    terminal.type("目标 优秀 20" + ENTER)
    last("目标 优秀 20")
    terminal.wait(lambda: terminal.screen.cursor.x == 0, "    the answer has begun")
    terminal.type(ctrl("c"))
    shown("^C  已中断，没有改动。", "大评审办法  0 … 100 优秀或合格 ›")
    terminal.type("规则 指标甲/评委1" + ENTER)
    terminal.wait(lambda: any("指标甲/评委1：8分" in row for row in terminal.seen()), "    指标甲/评委1：8分")
    last("›")
    terminal.type(ctrl("d"))
    terminal.wait(lambda: any("再退出一次" in row for row in terminal.seen()) and terminal.seen()[-1].endswith("›"), "    再退出一次")
    terminal.type(ctrl("d"))
    terminal.ends(0)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--fenze", required=True)
    arguments.add_argument("--update", action="store_true")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        try:
            screens = steps(str(Path(given.fenze).resolve()), folder)
            broken_off(str(Path(given.fenze).resolve()), folder)
        except AssertionError as error:
            print(error)
            print("0 passed, 1 failed")
            return 1
    if given.update:
        SCREENS.write_text(screens, encoding="utf-8")
    same = SCREENS.exists() and SCREENS.read_text(encoding="utf-8") == screens
    if not same:
        print(screens)
    print(f"{1 if same else 0} passed, {0 if same else 1} failed")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
