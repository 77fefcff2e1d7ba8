"""What the scripts that run the built program share: their arguments, what was expected, the stored files, and the count at the end."""
import argparse
import difflib
import sys
from pathlib import Path

passed, failures, skipped = 0, [], []


def arguments(description, update=False, names=False):
    """--fenze BIN, as a whole path; with `update` also --update; with `names` also the names of single cases."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fenze", required=True)
    if update:
        parser.add_argument("--update", action="store_true")
    if names:
        parser.add_argument("names", nargs="*")
    given = parser.parse_args()
    given.fenze = str(Path(given.fenze).resolve())
    return given


def expect(what, good, shown=""):
    global passed
    if good:
        passed += 1
    else:
        failures.append(f"{what}\n{shown}")


def skip(why):
    """Something that cannot be tried here: said, and counted by itself."""
    skipped.append(why)


def stored(what, file, now, update, same=lambda text: text):
    """Holds a text against the file that stores it; `same` takes away what may differ. With `update` the file is written first."""
    if update:
        file.write_text(now, encoding="utf-8")
    had = file.read_text(encoding="utf-8") if file.exists() else ""
    had, now = same(had), same(now)
    expect(what, had == now, "".join(difflib.unified_diff(had.splitlines(True), now.splitlines(True), file.name, "now")))


def trimmed(printed):
    """Lines of output without the blanks at their ends."""
    return "".join(line.rstrip() + "\n" for line in printed.decode("utf-8").splitlines())


def finish():
    """Says what failed, and how many; the exit status. A script in which nothing was tried has failed."""
    for why in skipped:
        print("skipped:", why)
    for failure in failures:
        print("FAIL", failure)
    print(f"{passed} passed, {len(failures)} failed" + (f", {len(skipped)} skipped" if skipped else ""))
    sys.exit(1 if failures or not passed else 0)
