#!/usr/bin/env python3
"""A conversation of `fenze repl` on a terminal: typing, erasing, completion by pinyin, history, leaving; each screen as a person sees it.

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


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--fenze", required=True)
    arguments.add_argument("--update", action="store_true")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        try:
            screens = steps(str(Path(given.fenze).resolve()), folder)
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
