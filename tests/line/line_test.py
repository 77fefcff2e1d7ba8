#!/usr/bin/env python3
"""The line editor under a pseudo-terminal: what is typed, and what stands on the screen then, read by a terminal emulator (pyte).

    line_test.py --fenze BIN [NAME…]      runs fenze_lines, which is built beside BIN
"""
import argparse
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unicodedata
from pathlib import Path

try:
    import pyte
except ImportError:  # Debian's package, run by another Python
    sys.path.append("/usr/lib/python3/dist-packages")
    try:
        import pyte
    except ImportError:
        sys.exit("python3-pyte is missing; run tests/tools/setup.sh")
from wcwidth import wcwidth

PATIENCE = 20  # seconds, for a loaded machine
ENDING = signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGABRT
UP, DOWN, LEFT, RIGHT = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[C"
DELETE, BACKSPACE, TAB, ESC, ENTER = "\x1b[3~", "\x7f", "\t", "\x1b", "\r"
HOME, END, CTRL_LEFT, BACK_TAB = "\x1b[H", "\x1b[F", "\x1b[1;5D", "\x1b[Z"


def ctrl(letter):
    return chr(ord(letter) & 0x1F)


def paste(text):
    return f"\x1b[200~{text}\x1b[201~"


class Terminal:
    """The program in a terminal of this size. After each step the test says what must be seen; it is waited for."""

    def __init__(self, *arguments, columns=40, rows=12, program=None, **environment):
        self.columns, self.rows = columns, rows
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        ready, go = os.pipe()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.read(ready, 1)
            for number in ENDING:  # whoever runs this may ignore some
                signal.signal(number, signal.SIG_DFL)
            os.environ.update({"TERM": "xterm", "LC_ALL": "C.UTF-8", **environment})
            os.execvp(program or LINES, [program or LINES, *arguments])
        self.set_size(columns, rows)
        self.before = self.modes()
        os.write(go, b"!")
        os.close(ready)
        os.close(go)

    def modes(self):
        return termios.tcgetattr(self.fd)[:4]

    def set_size(self, columns, rows):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def resize(self, columns):
        """As most terminals do: rows that are too long now are broken anew, the cursor moves with its character."""
        rows, at = [], None
        last = max([i for i, row in enumerate(self.screen.display) if row.strip()] + [self.screen.cursor.y])
        for y in range(last + 1):
            rows.append("")
            used = 0
            cells = self.screen.buffer[y]
            end = max([x for x in range(self.columns) if cells[x].data.strip()] + [self.screen.cursor.x - 1 if y == self.screen.cursor.y else -1])
            for x in range(end + 1):
                data = cells[x].data
                wide = wcwidth(data[0]) if data else 0
                if data and used + wide > columns:
                    rows.append("")
                    used = 0
                if (x, y) == (self.screen.cursor.x, self.screen.cursor.y):
                    at = len(rows) - 1, used
                rows[-1] += data
                used += wide
            if at is None and y == self.screen.cursor.y:
                at = (len(rows) - 1, used) if used < columns else (len(rows) - 1, columns - 1)
        self.columns = columns
        self.screen = pyte.Screen(columns, self.rows)
        self.stream = pyte.ByteStream(self.screen)
        self.stream.feed("\r\n".join(rows).encode())
        self.stream.feed(f"\x1b[{at[0] + 1};{at[1] + 1}H".encode())
        self.set_size(columns, self.rows)

    def read(self, seconds):
        """Feeds the emulator with what comes; false at the end of the program."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        self.raw += data
        self.stream.feed(data)
        return data != b""

    def type(self, text):
        data = text if isinstance(text, bytes) else text.encode()
        while data:
            data = data[os.write(self.fd, data[:512]):]
            self.read(0)
        return self

    def seen(self):
        rows = [row.rstrip() for row in self.screen.display]
        while rows and not rows[-1]:
            rows.pop()
        return rows

    def wait(self, good, wanted):
        end = time.monotonic() + PATIENCE
        while not good():
            if time.monotonic() > end or not self.read(0.05) and not good():
                cursor = self.screen.cursor
                raise AssertionError(f"wanted {wanted}\nseen\n" + "\n".join(f"    |{r}" for r in self.seen()) + f"\n    cursor {cursor.x},{cursor.y}")
        return self

    def shows(self, *rows, cursor=None):
        """The last rows of the screen, and where the cursor stands: cell, rows above the last."""
        rows = list(rows)
        def good():
            seen = self.seen()
            # rows of blanks at the end cannot be seen
            at = (self.screen.cursor.x, len(seen) - 1 - self.screen.cursor.y)
            return seen[-len(rows):] == rows and (cursor is None or cursor == at)
        return self.wait(good, "\n".join(f"    |{r}" for r in rows) + ("" if cursor is None else f"\n    cursor {cursor[0]} in the row {cursor[1]} above the last"))

    def begun(self):
        """Waits for the prompt, by when the keys are read one by one."""
        return self.wait(lambda: b"\x1b[?2004h" in self.raw and any("> " in r or ">" in r for r in self.seen()), "    a prompt")

    def ends(self, status):
        """Waits for the end; the terminal is as it was found."""
        end = time.monotonic() + PATIENCE
        while self.read(0.05) and time.monotonic() < end:
            pass
        pid, how = os.waitpid(self.pid, 0)
        assert how == status, f"ended with {how}, not {status}"
        os.close(self.fd)

    def restored(self):
        return self.wait(lambda: self.modes() == self.before and self.raw.rfind(b"\x1b[?2004l") > self.raw.rfind(b"\x1b[?2004h"), "    the terminal as it was")

    def close(self):
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            os.close(self.fd)
        except OSError:
            pass


def piped(text, *arguments, **environment):
    done = subprocess.run([LINES, *arguments], input=text if isinstance(text, bytes) else text.encode(), capture_output=True, timeout=60,
                          env={**os.environ, "TERM": "xterm", **environment})
    assert done.returncode == 0, done.stderr
    assert b"\x1b" not in done.stdout + done.stderr, done.stdout
    return done.stdout.decode()


def typing_and_erasing(folder):
    t = Terminal()
    t.begun().shows("评分>", cursor=(6, 0))
    t.type("发明专利").shows("评分> 发明专利 Tab：发明专利授权 等2项", cursor=(14, 0))
    t.type(LEFT + LEFT + "abc").shows("评分> 发明abc专利", cursor=(13, 0))
    t.type(BACKSPACE * 4).shows("评分> 发专利", cursor=(8, 0))
    t.type(HOME + DELETE).shows("评分> 专利", cursor=(6, 0))
    t.type(END + "e\u0301" + BACKSPACE).shows("评分> 专利 Tab：外观设计专利 等4项", cursor=(10, 0))
    t.type("3.5万元 R&D" + CTRL_LEFT).shows("评分> 专利3.5万元 R&D", cursor=(18, 0))
    t.type(ctrl("W")).shows("评分> 专利3.5R&D", cursor=(13, 0))
    t.type(ctrl("_")).shows("评分> 专利3.5万元 R&D", cursor=(18, 0))
    t.type(ctrl("U")).shows("评分> R&D", cursor=(6, 0))
    t.type(ctrl("E") + ctrl("Y") + ENTER).shows("评分> R&D专利3.5万元", "【R&D专利3.5万元 】", "评分>", cursor=(6, 0))
    t.type(b"a\xff\xe5\x8f\xe6\x98\x8e" + b"\xc0\x80!").shows("评分> a���明��!")
    t.type(ctrl("C")).shows("评分>", cursor=(6, 0))
    t.type(ctrl("D")).ends(0)
    assert t.seen()[-1] == "再见"


def wrapping(folder):
    t = Terminal(columns=20)
    t.begun().type("一二三四五六七").wait(lambda: (t.screen.cursor.x, t.screen.cursor.y) == (0, 1), "    the cursor on a row of its own")
    t.type("八").shows("评分> 一二三四五六七", "八", cursor=(2, 0))
    t.type(LEFT + LEFT).shows("评分> 一二三四五六七", "八", cursor=(18, 1))
    t.type("x").shows("评分> 一二三四五六x", "七八", cursor=(0, 0))  # 七 has no room behind x
    t.type(BACKSPACE).shows("评分> 一二三四五六七", "八", cursor=(18, 1))
    t.type(END + "九十" * 12 + HOME).shows("评分> 一二三四五六七", "八" + "九十" * 4 + "九", "十" + "九十" * 4 + "九", "十九十九十", cursor=(6, 3))
    t.type(ctrl("K") + "完" + ENTER).shows("评分> 完", "【完】", "评分>")
    t.close()


def ambiguous(folder):
    # — … ① “ are one cell in some terminals and two in others: the cursor is right in both
    narrow = pyte.screens.wcwidth
    for wide in (False, True):
        pyte.screens.wcwidth = lambda c: 2 if wide and unicodedata.east_asian_width(c) == "A" else narrow(c)
        t = Terminal(columns=24)
        t.begun().type("①—…“x”").shows("评分> ①—…“x”", cursor=(6 + 6 + 5 * wide, 0))
        t.type(LEFT + LEFT + "中").shows("评分> ①—…“中x”", cursor=(6 + 6 + 4 * wide, 0))
        t.type(END + "—" * 4).shows("评分> ①—…“中x”——", "——", cursor=(2 + 2 * wide, 0))
        t.close()
    pyte.screens.wcwidth = narrow


def narrow(folder):
    for columns in (1, 2, 3, 5, 7):
        t = Terminal(columns=columns, rows=30)
        t.wait(lambda: b"\x1b[?2004h" in t.raw, "    a prompt")
        t.type("发明x" + LEFT + TAB + TAB + ESC + ctrl("R") + ESC + ctrl("U") + END + BACKSPACE + "专" + ENTER)
        t.wait(lambda: "".join(t.seen()).endswith("【专】评分>"), "    the line said back") if columns > 2 else t.wait(lambda: "【专】".encode() in t.raw, "    the line said back")
        t.close()


def completing(folder):
    t = Terminal(columns=60)
    t.begun().type("fmzl").shows("评分> fmzl Tab：发明专利授权 等2项", cursor=(10, 0))
    t.type(TAB).shows("评分> 发明专利授权", "› 发明专利授权    发明专利申请", cursor=(18, 1))
    t.type(TAB).shows("评分> 发明专利申请", "  发明专利授权  › 发明专利申请", cursor=(18, 1))
    t.type(BACK_TAB).shows("评分> 发明专利授权", "› 发明专利授权    发明专利申请")
    t.type(ENTER).shows("评分> 发明专利授权 3件，计6分", cursor=(18, 0))
    assert b"\x1b[2m" in t.raw  # dim
    t.type(" 3件").shows("评分> 发明专利授权 3件")
    t.type(ENTER).shows("【发明专利授权 3件】", "评分>")
    t.type("glzd").shows("评分> glzd Tab：管理制度建设", cursor=(10, 0))
    t.type(ctrl("U") + "glzd" + TAB).shows("评分> 管理制度建设", cursor=(18, 0))
    t.type(ctrl("U") + "看 cx" + TAB).shows("评分> 看 撤销")
    t.type(ctrl("U") + "不存在" + TAB).shows("评分> 不存在 没有可补全的内容。", cursor=(12, 0))
    t.type(ctrl("U") + "发明" + TAB).shows("评分> 发明专利", "  发明专利授权    发明专利申请")
    t.type(TAB + ESC).shows("评分> 发明专利 Tab：发明专利授权 等2项")
    t.close()
    t = Terminal("--no-color", columns=60)
    t.begun().type("fmzl" + TAB + ENTER).shows("评分> 发明专利授权", "  3件，计6分", cursor=(18, 1))
    assert b"m" not in t.raw.replace("评分".encode(), b"").split(b"\x1b[?2004h")[-1].replace(b"fmzl", b""), t.raw
    t.close()


def long_list(folder):
    t = Terminal(columns=24, rows=6)
    t.begun().type(TAB).shows("评分> 发明专利授权", "› 发明专利授权", "  发明专利申请", "  实用新型专利授权", "  外观设计专利", "  …另有10项", cursor=(18, 5))
    t.type(TAB * 6).shows("评分> 研发经费（万元）", "  管理制度建设", "  重大科技项目", "› 研发经费（万元）", "  R&D人员", "  …另有10项")
    t.type(BACK_TAB * 7).shows("评分> 保存", "  帮助", "  撤销", "  重载", "› 保存", "  …另有10项")
    t.type(ESC).shows("评分>", cursor=(6, 0))
    t.close()


def history(folder):
    state = {"XDG_STATE_HOME": folder}
    t = Terminal("--default-history", **state)
    t.begun().type("发明专利授权 3件" + ENTER).shows("【发明专利授权 3件】", "评分>")
    t.type("管理制度 完善" + ENTER).shows("【管理制度 完善】", "评分>")
    t.type(" 不记这行" + ENTER).shows("【 不记这行】", "评分>")
    t.type(ctrl("D")).ends(0)
    file = Path(folder, "fenze_lines", "history")
    assert file.read_text() == "发明专利授权 3件\n管理制度 完善\n"
    assert file.stat().st_mode & 0o777 == 0o600

    t, u = Terminal("--default-history", **state), Terminal("--default-history", **state)
    t.begun().type(UP).shows("评分> 管理制度 完善")
    t.type(UP + UP).shows("评分> 发明专利授权 3件")
    t.type(DOWN + DOWN).shows("评分>")
    t.type("发" + UP).shows("评分> 发明专利授权 3件", cursor=(22, 0))
    t.type(ctrl("U") + ctrl("R")).shows("查找历史：", "› 管理制度 完善       发明专利授权 3件", cursor=(10, 1))
    t.type("zlsq").shows("查找历史：zlsq", "› 发明专利授权 3件", cursor=(14, 1))
    t.type(ENTER).shows("评分> 发明专利授权 3件", cursor=(22, 0))
    t.type(BACKSPACE * 2 + "5件" + ENTER).shows("【发明专利授权 5件】", "评分>")
    u.begun().type("另一个会话" + ENTER).shows("【另一个会话】", "评分>")
    for one in (t, u):
        one.type(ctrl("D")).ends(0)
    assert file.read_text().splitlines()[2:] == ["发明专利授权 5件", "另一个会话"]

    t = Terminal("--default-history", **state)
    t.begun().type(UP + UP).shows("评分> 发明专利授权 5件")
    t.close()
    t = Terminal(folder, columns=200)  # a folder is no file
    t.begun().shows(f"输入过的内容无法存到“{folder}”（那里不是普通文件），只在本次会话中记得。", "评分>")
    t.type("看" + ENTER + UP).shows("【看】", "评分> 看")
    t.close()


def pasting(folder):
    t = Terminal()
    t.begun().type("看 " + paste("发明\t3")).shows("评分> 看 发明 3", cursor=(15, 0))
    t.type(" 尾" + HOME + paste("一 1\r\n二 2\n\n三")).shows("评分> 一 1", "【一 1】", "评分> 二 2", "【二 2】", "评分> 三看 发明 3 尾", cursor=(20, 0))
    t.type(ctrl("U") + ctrl("K") + ctrl("D")).restored().ends(0)


def resizing(folder):
    t = Terminal(columns=40)
    t.begun().type("前一行" + ENTER).shows("【前一行】", "评分>")
    t.type("发明专利授权实用新型专利外观设计软件著作").shows("评分> 发明专利授权实用新型专利外观设计软", "件著作", cursor=(6, 0))
    t.resize(60)
    t.shows("【前一行】", "评分> 发明专利授权实用新型专利外观设计软件著作", cursor=(46, 0))
    t.resize(20)
    t.shows("【前一行】", "评分> 发明专利授权实", "用新型专利外观设计软", "件著作", cursor=(6, 0))
    t.type("权" + ENTER).shows("件著作权", "【发明专利授权实用新", "型专利外观设计软件著", "作权】", "评分>")
    t.close()


def leaving(folder):
    t = Terminal()
    t.begun().type("半句" + ctrl("C")).shows("评分>", cursor=(6, 0))
    t.type(ctrl("C")).shows("评分>  要离开，请按Ctrl-D。", cursor=(6, 0))
    t.type("看" + ctrl("D")).shows("评分> 看")  # only an empty line ends the session
    t.type(BACKSPACE + ctrl("D")).restored().shows("评分>", "再见").ends(0)
    t = Terminal("--ask")
    t.begun().type(ctrl("D")).shows("评分>", "再按一次Ctrl-D离开>")
    t.type("留" + ENTER).shows("再按一次Ctrl-D离开> 留", "评分>")
    t.type(ctrl("D")).shows("评分>", "再按一次Ctrl-D离开>")
    t.type(ctrl("D")).restored().ends(0)
    for number in ENDING:
        t = Terminal()
        t.begun().type("半句").shows("评分> 半句")
        os.kill(t.pid, number)
        t.restored().ends(number)
    for word, status in (("错", 3), ("退", 7)):  # an exception, or exit(), while completions are asked for
        t = Terminal()
        t.begun().type(word + TAB).restored().ends(status << 8)


def clearing(folder):
    t = Terminal()
    t.begun().type("看" + ENTER).shows("评分> 看", "【看】", "评分>")
    t.type("半句" + LEFT + ctrl("L")).wait(lambda: t.seen() == ["评分> 半句"] and t.screen.cursor.x == 8, "    the line alone")
    t.close()


def stopping(folder):
    t = Terminal()  # no shell to come back to: nothing happens
    t.begun().type("半" + ctrl("Z") + "句").shows("评分> 半句")
    t.close()
    t = Terminal("--norc", "--noprofile", "-i", program="bash", PS1="$ ", columns=80)
    t.type(LINES + "\r").begun().type("半句").shows("评分> 半句")
    t.type(ctrl("Z")).wait(lambda: any("Stopped" in row for row in t.seen()), "    a stopped job")
    t.type("fg\r").shows("评分> 半句", cursor=(10, 0))
    t.type("了" + ENTER).shows("评分> 半句了", "【半句了】", "评分>")
    t.close()


def haste(folder):
    t = Terminal(columns=80, rows=40)
    t.begun()
    text = "发明专利3件，" * 80
    t.type(text + LEFT * 40 + ENTER).wait(lambda: t.raw.count("【".encode()) == 1 and t.raw.rstrip().endswith("评分>".encode()) or "】".encode() in t.raw, "    the line said back")
    assert ("【" + text + "】").encode() in t.raw
    draws = t.raw.count(b"\x1b[2K")
    assert draws < 600, f"{draws} rows drawn for {len(text)} keys"
    t.type(ctrl("U") + paste("长" * 30000) + ctrl("A") + "很" + TAB + ENTER)
    t.wait(lambda: ("【很" + "长" * 30000 + "】").encode() in t.raw, "    a very long line said back")
    t.close()


def plainly(folder):
    assert piped("发明 3\n\n管理 好") == "【发明 3】\n【】\n【管理 好】\n再见\n"
    assert piped("") == "再见\n"
    assert piped("发明 3\r\n\x1b[A\t看\n", "--transcript", "--colored") == "合肥 85分> 发明 3\n【发明 3】\n合肥 85分> [A 看\n【[A 看】\n再见\n"
    assert piped("\ufeff发明 3\n") == "【发明 3】\n再见\n"
    assert piped("发明专利授权 3件\n".encode("gb18030")) == "【发明专利授权 3件】\n再见\n"
    assert piped(b"a\xffb\n") == "【a\ufffdb】\n再见\n"
    assert piped("长" * 100000 + "\n") == "【" + "长" * 100000 + "】\n再见\n"
    assert piped("看\n", "--default-history", XDG_STATE_HOME=folder) == "【看】\n再见\n"
    assert not Path(folder, "fenze_lines").exists()  # a script leaves no history
    t = Terminal("-c", f"'{LINES}' --transcript > '{folder}/out'", program="sh")  # typed here, shown elsewhere
    t.type("看\r").shows("看").type(ctrl("D")).ends(0)
    assert Path(folder, "out").read_text() == "评分> 看\n【看】\n再见\n"
    for arguments, environment in (((), {"TERM": "dumb"}), (("--plain",), {})):
        t = Terminal("--colored", *arguments, **environment)
        t.shows("合肥 85分>").type("看\r").shows("合肥 85分> 看", "【看】", "合肥 85分>")
        t.type(ctrl("D")).shows("【看】", "合肥 85分>", "再见").ends(0)
        assert b"\x1b" not in t.raw, t.raw


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--fenze", required=True)
    arguments.add_argument("names", nargs="*")
    given = arguments.parse_args()
    global LINES
    LINES = str(Path(given.fenze).resolve().with_name("fenze_lines"))
    tests = [typing_and_erasing, wrapping, ambiguous, narrow, completing, long_list, history, pasting, resizing, leaving, clearing, stopping, haste, plainly]
    passed, failed = 0, 0
    for test in tests:
        if given.names and test.__name__ not in given.names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(folder)
                passed += 1
            except AssertionError as error:
                failed += 1
                frame = error.__traceback__
                while frame.tb_next and frame.tb_next.tb_frame.f_code.co_name not in ("wait", "shows", "restored", "ends", "begun"):
                    frame = frame.tb_next
                print(f"{test.__name__}, line {frame.tb_lineno}: {error}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
