"""The mistakes that mutants.py plants: for each kind a generator, and the codes that fit it."""
import re

TIERS = {"FZ031", "FZ311", "FZ312", "FZ313", "FZ314", "FZ315", "FZ316", "FZ317"}
RULE = {"FZ350", "FZ351"}  # an example of the file contradicts the clause
MARKS = {"FZ303", "FZ304", "FZ305", "FZ306", "FZ307", "FZ308", "FZ309", "FZ310", "FZ026", "FZ330", "FZ333"} | RULE
SLIPS = {f"FZ{n}" for n in range(101, 130)} | {"FZ022", "FZ023", "FZ025", "FZ317", "FZ318"}
FITS = {
    "item mark": MARKS,
    "section mark": MARKS,
    "full mark": MARKS,
    "points above mark": MARKS | {"FZ314"},
    "cap below award": MARKS,
    "cap never binds": MARKS,
    "tier gap": TIERS | RULE | {"FZ321"},
    "tier overlap": TIERS | RULE,
    "tier order": TIERS | RULE | {"FZ321"},
    "points fall": TIERS | RULE | {"FZ306", "FZ309", "FZ320", "FZ322"},
    "unit slip": TIERS | RULE | {"FZ324"} | SLIPS,
    "lookalike": SLIPS | {"FZ105", "FZ106", "FZ130", "FZ131", "FZ133", "FZ301"},
    "digit": TIERS | RULE | SLIPS | {"FZ321", "FZ323"},
    "above below": TIERS | RULE | {"FZ317", "FZ321"},
    "option repeated": {"FZ320", "FZ313", "FZ311", "FZ322"} | RULE,
    "clause repeated": {"FZ319", "FZ320", "FZ314", "FZ346", "FZ313"} | RULE,
    "lowest missing": {"FZ321"} | RULE | TIERS,
    "grade gap": {"FZ330", "FZ331"} | RULE,
    "grade overlap": {"FZ331", "FZ332", "FZ330"} | RULE,
    "grade unreachable": {"FZ333", "FZ332", "FZ331", "FZ330"} | RULE,
    "weights": {"FZ133"},
    "numbering": {"FZ301"},
    "pasted twice": {"FZ302", "FZ301", "FZ303", "FZ304", "FZ319", "FZ313", "FZ320"},
    "unbalanced": {"FZ022", "FZ318", "FZ140", "FZ350"},
    "directive": {"FZ023", "FZ318"},
    "fact misspelt": {"FZ201", "FZ350", "FZ351", "FZ340", "FZ342"},
    "example wrong": {"FZ350", "FZ351"},
    "step under cap": {"FZ310", "FZ307", "FZ309"} | RULE,
    "bonus lost": {"FZ305", "FZ304", "FZ303", "FZ341"},
    "unused fact": {"FZ342", "FZ136", "FZ351"},
    "percent over 100": {"FZ323", "FZ313", "FZ031", "FZ311", "FZ306", "FZ133", "FZ309"} | RULE,
}
UNIT = r"(?:万元|亿元|亿|元|%|％|家|项|件|个|次|人|名|篇|年|天|分钟|小时|公里|周岁|吨|亩)"
AWARD = re.compile(r"(?:得|计|加|奖励|积)(\d+(?:\.\d+)?)分|（(\d+(?:\.\d+)?)分）|每[个项次件]?(\d+(?:\.\d+)?)分")
CAP = re.compile(r"(累计不超过|上限为|不超过|最多|最高|封顶)(\d+(?:\.\d+)?)分")
RANGE = re.compile(rf"(\d+(?:\.\d+)?)(%?)([-－—～~至])(\d+(?:\.\d+)?)({UNIT})")
OPEN = re.compile(rf"(\d+(?:\.\d+)?)({UNIT})(以上|以下|及以上|以内)")
DOWN = re.compile(rf"(?:低于|不足|少于)(\d+(?:\.\d+)?)({UNIT})")
SCALE = re.compile(r"([^，；。,;|\s（）()]{1,8}?)得(\d+(?:\.\d+)?)分")


def number(text):
    value = float(text)
    return int(value) if value == int(value) else value


class Base:
    """A sound rubric: its lines, the marks of its items, and which lines hold what."""

    def __init__(self, name, text, table):
        self.name, self.text, self.table = name, text, table
        self.lines = text.split("\n")
        end = next((i for i, l in enumerate(self.lines) if l.startswith("# 以下是例子")), len(self.lines))
        self.rules = [i for i in range(end) if self.lines[i].strip() and not self.lines[i].startswith(("#", "《", "依据", "满分", "事实", "等级", "权重"))]
        self.examples = [i for i, l in enumerate(self.lines) if l.startswith("例：")]
        self.items = []  # (line, span of the number, mark, line of what it adds up to)
        self.sections = []
        self.full = []
        self.read()

    def read(self):
        above = None
        header = None
        for i, line in enumerate(self.lines):
            if found := re.match(r"满分：(\d+)分", line):
                self.full.append((i, found.span(1), number(found[1]), i))
            if i not in self.rules:
                continue
            if "|" not in line:
                if found := re.search(r"（(\d+(?:\.\d+)?)分）\s*$", line):
                    place = self.sections if re.match(r"[一二三四五六七八九十]、", line) else self.items
                    place.append((i, found.span(1), number(found[1]), above if place is self.items else i))
                    if place is self.sections:
                        above = i
                continue
            cells, at = [], 0
            for cell in line.split("|"):
                cells.append((at, cell))
                at += len(cell) + 1
            if header is None:
                header = [c.strip() for _, c in cells]
                continue
            for n, (start, cell) in enumerate(cells):
                title = n < len(header) and "标准" not in header[n]
                if n == 0 and (found := re.search(r"（(\d+(?:\.\d+)?)\s*分）\s*$", cell)) and len(header) > 2 and header[1] not in ("考核标准", "分值"):
                    above = i
                    self.sections.append((i, (start + found.start(1), start + found.end(1)), number(found[1]), i))
                elif title and n > 0 and (found := re.search(r"（(\d+(?:\.\d+)?)\s*分）\s*$", cell)):
                    self.items.append((i, (start + found.start(1), start + found.end(1)), number(found[1]), above))
                elif n < len(header) and header[n] == "分值" and (found := re.fullmatch(r"\s*(\d+(?:\.\d+)?)分?\s*", cell)):
                    self.items.append((i, (start + found.start(1), start + found.end(1)), number(found[1]), above))
            if cells[0][1].strip() and not re.search(r"（\d+\s*分）\s*$", cells[0][1]) and header[0] in ("一级指标", "考核内容"):
                above = None

    def mark_of(self, line):
        return next((m for l, _, m, _ in self.items if l == line), None)

    def whole_lines(self):
        return [i for i, _, _, _ in self.full]

    def edit(self, line, span, new):
        lines = list(self.lines)
        lines[line] = lines[line][:span[0]] + new + lines[line][span[1]:]
        return "\n".join(lines)

    def with_lines(self, lines):
        return "\n".join(lines)


def shown(value):
    return f"{value:g}"


# Each generator yields (mutated text, lines where it may be found, what was done).


def marks_changed(base, entries, rng):
    for line, span, mark, above in entries:
        for new in {mark + 1, mark - 1, mark + rng.choice([2, 3, 5]), mark * 10 if mark < 10 else mark // 10}:
            if new > 0 and new != mark:
                where = {line} | ({above} if above is not None else set()) | (set(base.whole_lines()) if above in (None, line) else set())
                yield base.edit(line, span, shown(new)), where, f"{shown(mark)} → {shown(new)}"


def item_mark(base, rng):
    if base.sections or base.full or base.table:
        yield from marks_changed(base, base.items, rng)


def section_mark(base, rng):
    yield from marks_changed(base, base.sections, rng)


def full_mark(base, rng):
    if not base.items:
        return
    for line, span, mark, _ in base.full:
        for new in (mark + 10, mark - 10, mark + 5, mark * 10, mark + 20, mark - 1):
            yield base.edit(line, span, shown(new)), {line}, f"{mark} → {new}"


def points_above(base, rng):
    for line in base.rules:
        mark = base.mark_of(line) or (base.mark_of(line - 1) if not base.table else None)
        if not mark:
            continue
        for found in AWARD.finditer(base.lines[line]):
            group = next(g for g in (1, 2, 3) if found[g])
            if found.end() < len(base.lines[line]) and found[0].startswith("（") and base.lines[line][:found.end()].rstrip().endswith(found[0]) and "得" not in base.lines[line]:
                continue
            if re.search(r"扣|满分为|超过|不超过", base.lines[line][max(0, found.start() - 4):found.start()]) or any(
                    found.start(group) == span[0] for l, span, _, _ in base.items + base.sections if l == line):
                continue
            new = mark + rng.choice([1, 2, 5])
            yield base.edit(line, found.span(group), shown(new)), {line}, f"{found[0]} → {shown(new)}"


def caps(base, line):
    return [c for c in CAP.finditer(base.lines[line]) if "扣" not in base.lines[line][max(0, c.start() - 4):c.end()]]


def awards_before(base, line, cap):
    start = max((c.end() for c in caps(base, line) if c.end() <= cap.start()), default=0)
    text = base.lines[line][start:cap.start()]
    if cap[1] in ("最多", "最高"):
        text = re.split(r"[。；]", text)[-1]
    return [number(next(g for g in a.groups() if g)) for a in re.finditer(r"(?:得|计|加|奖励)(\d+(?:\.\d+)?)分|每个(\d+(?:\.\d+)?)分", text)]


def cap_below_award(base, rng):
    for line in base.rules:
        for cap in caps(base, line):
            awards = [a for a in awards_before(base, line, cap) if a > 1]
            if awards and "超过" not in base.lines[line][max(0, cap.start() - 1):cap.start()]:
                new = max(awards) - rng.choice([1, 0.5])
                yield base.edit(line, cap.span(2), shown(new)), {line}, f"{cap[0]} → {shown(new)}"


def cap_never_binds(base, rng):
    for line in base.rules:
        mark = base.mark_of(line) or (base.mark_of(line - 1) if not base.table else None)
        for cap in caps(base, line):
            if mark and awards_before(base, line, cap):
                for new in (mark + rng.choice([1, 2, 5]), mark * 10):
                    yield base.edit(line, cap.span(2), shown(new)), {line}, f"{cap[0]} → {shown(new)}"


def tier_lines(base):
    for line in base.rules:
        text = base.lines[line]
        ranges = list(RANGE.finditer(text))
        opens = list(OPEN.finditer(text))
        ranges = [r for r in ranges if re.match(r"(?:（含）|\(含\))?[^，；。,;]{0,12}?(?:得|扣|计|积|：|:|（)\s*\d", text[r.end():])]
        opens = [o for o in opens if re.match(r"[^，；。,;]{0,12}?(?:得|扣|计|积|：|:|（)\s*\d", text[o.end():])]
        if len(ranges) + len(opens) >= 2:
            yield line, ranges, opens


def grown(text, by):
    value = number(text)
    step = by * (abs(value) if value else 1)
    new = value + step
    return shown(round(new) if isinstance(value, int) and abs(step) >= 1 else round(new, 2) if not isinstance(value, int) else value + (1 if by > 0 else -1))


def tier_gap(base, rng):
    for line, ranges, opens in tier_lines(base):
        for r in ranges:
            low, high = number(r[1]), number(r[4])
            middle = (low + high) / 2
            if isinstance(low, int) and isinstance(high, int) and high - low >= 4:
                middle = int(middle)
                yield base.edit(line, r.span(1), shown(middle)), {line}, f"{r[0]}: {r[1]} → {middle}"
                yield base.edit(line, r.span(4), shown(middle)), {line}, f"{r[0]}: {r[4]} → {middle}"
        text = base.lines[line]
        for r in ranges[:-1] if len(ranges) > 1 else []:  # a whole tier left out
            start = max(text.rfind(c, 0, r.start()) for c in "，,；;|")
            end = re.compile(r"分").search(text, r.end())
            if end and start > 0 and text[start] != "|":
                yield base.edit(line, (start, end.end()), ""), {line}, f"without {text[start + 1:end.end()]}"
        for o in opens:
            if o[3] in ("以上", "及以上") and ranges:
                new = grown(o[1], 0.3)
                if "%" not in o[2] or float(new) <= 100:
                    yield base.edit(line, o.span(1), new), {line}, f"{o[0]}: {o[1]} → {new}"


def tier_overlap(base, rng):
    for line, ranges, opens in tier_lines(base):
        for r in ranges:
            low, high = number(r[1]), number(r[4])
            width = high - low
            if isinstance(width, int) and width >= 2:
                others = sorted({number(x) for o in ranges + opens for x in ([o[1], o[4]] if len(o.groups()) > 3 else [o[1]])})
                above = [o for o in others if o > high]
                if above:
                    new = int((high + above[0]) / 2) + (1 if above[0] - high == 1 else 0)
                    if new > high + 1:
                        yield base.edit(line, r.span(4), shown(new)), {line}, f"{r[0]}: {r[4]} → {new}"
                if any(o == low - 1 for o in others):  # 1-5, 6-10: off by one
                    yield base.edit(line, r.span(1), shown(low - 1)), {line}, f"{r[0]}: {r[1]} → {low - 1}"
                new = low - max(1, width // 2)
                if new > 0 and any(o < low for o in others):
                    yield base.edit(line, r.span(1), shown(new)), {line}, f"{r[0]}: {r[1]} → {new}"


def tier_order(base, rng):
    for line, ranges, opens in tier_lines(base):
        text = base.lines[line]
        for r in ranges:  # the two figures exchanged
            new = f"{r[4]}{r[2]}{r[3]}{r[1]}{r[5]}"
            yield text and base.edit(line, r.span(), new), {line}, f"{r[0]} → {new}"
        for a, b in zip(ranges, ranges[1:]):  # two tiers exchanged
            lines = list(base.lines)
            lines[line] = text[:a.start()] + b[0] + text[a.end():b.start()] + a[0] + text[b.end():]
            yield base.with_lines(lines), {line}, f"{a[0]} ↔ {b[0]}"
        if ranges and len(opens) >= 1:  # the same interval twice
            a, b = ranges[0], opens[0]
            yield base.edit(line, a.span(), b[0]), {line}, f"{a[0]} → {b[0]}"


def pairs_of_points(base, line):
    text = base.lines[line]
    found = [(m.start(1), m.end(1), m[1]) for m in re.finditer(r"[得扣计积](\d+(?:\.\d+)?)分", text)]
    return text, found


def points_fall(base, rng):
    tiers = {line for line, _, _ in tier_lines(base)}
    for line in base.rules:
        text, found = pairs_of_points(base, line)
        if line in tiers or re.search(r"很\S+得\d|良好得", text):
            found = [f for f in found if "累计" not in text[max(0, f[0] - 8):f[0]]]
            if len(found) < 3:
                continue
            for a, b in zip(found, found[1:]):
                if a[2] != b[2]:
                    lines = list(base.lines)
                    lines[line] = text[:a[0]] + b[2] + text[a[1]:b[0]] + a[2] + text[b[1]:]
                    yield base.with_lines(lines), {line}, f"{a[2]} ↔ {b[2]}"


def unit_slip(base, rng):
    other = {"万元": ["亿元", "元", "方元"], "亿元": ["万元", "忆元"], "亿": ["万"], "家": ["件"], "%": ["分"], "天": ["年"], "分钟": ["小时"]}
    for line, ranges, opens in tier_lines(base):
        for found, group in [(r, 5) for r in ranges] + [(o, 2) for o in opens]:
            for new in other.get(found[group], []):
                yield base.edit(line, found.span(group), new), {line}, f"{found[0]} → {new}"


def lookalike(base, rng):
    for line in base.rules:
        text = base.lines[line]
        options = []
        for m in re.finditer(r"[得计加](\d+(?:\.\d+)?)(分)", text):
            options.append((m.span(2), "份"))
            if "0" in m[1] and len(m[1]) > 1:
                at = m.start(1) + m[1].index("0")
                options.append(((at, at + 1), "O"))
            if "1" in m[1] and len(m[1]) > 1:
                at = m.start(1) + m[1].index("1")
                options.append(((at, at + 1), "l"))
        for m in RANGE.finditer(text):
            options.append((m.span(3), "一"))
        for m in CAP.finditer(text):
            options.append(((m.end() - 1, m.end()), "份"))
            if "0" in m[2]:
                at = m.start(2) + m[2].index("0")
                options.append(((at, at + 1), "O"))
        for m in re.finditer(r"(\d+0)(?:万元|亿元|%)以上", text):
            options.append(((m.end(1) - 1, m.end(1)), "O"))
        for m in re.finditer(r"\d(?:万元|亿元|%|家|项|件)(以上)", text):
            options.append((m.span(1), "已上"))
        rng.shuffle(options)
        for span, new in options[:4]:
            yield base.edit(line, span, new), {line}, f"{text[span[0]:span[1]]} → {new}"
        for m in re.finditer(r"（(\d*0)\s*(分)）", text):  # in a heading
            yield base.edit(line, (m.end(1) - 1, m.end(1)), "O"), {line}, f"{m[0]}: 0 → O"
            yield base.edit(line, m.span(2), "份"), {line}, f"{m[0]}: 分 → 份"
        if m := re.match(r"(一)、", text):
            yield base.edit(line, m.span(1), "—"), {line, line + 1}, "一、 → —、"
    for line, span, mark, _ in base.full:
        yield base.edit(line, (span[1] - 1, span[1]), "O"), {line}, f"{mark}: 0 → O"


def digit(base, rng):
    for line, ranges, opens in tier_lines(base):
        for found, groups in [(r, (1, 4)) for r in ranges] + [(o, (1,)) for o in opens]:
            for g in groups:
                text = found[g]
                if len(text.replace(".", "")) > 1:
                    yield base.edit(line, found.span(g), text[:-1].rstrip(".")), {line}, f"{found[0]}: digit lost in {text}"
                new = text + text[-1]
                yield base.edit(line, found.span(g), new), {line}, f"{found[0]}: {text} → {new}"


def above_below(base, rng):
    for line, ranges, opens in tier_lines(base):
        for o in opens:
            new = {"以上": "以下", "以下": "以上", "以内": "以上", "及以上": "以下"}[o[3]]
            yield base.edit(line, o.span(3), new), {line}, f"{o[0]} → {new}"


def choice_lines(base):
    for line in base.rules:
        text = base.lines[line]
        m = re.search(r"(很|十分|非常)?(\S{1,3}?)得[\d\-]+分[，,；](?:较|比较)\2得", text)
        if m:
            options = [o for o in re.finditer(r"(?<=[，,。；|\s])([^，,。；|\s]{2,6}?)(?:得([\d\-]+)分|不得分)", text)]
            if len(options) >= 3:
                yield line, options


def option_repeated(base, rng):
    for line, options in choice_lines(base):
        for a, b in zip(options, options[1:]):
            yield base.edit(line, b.span(1), a[1]), {line}, f"{b[1]} → {a[1]}"
        a, b = options[0], options[-2]
        if a[1] != b[1]:
            yield base.edit(line, a.span(1), b[1]), {line}, f"{a[1]} → {b[1]}"


def clause_repeated(base, rng):
    """每承担1项省级项目得2分，每承担1项厅局级项目得1分: the second name written as the first."""
    for line in base.rules:
        found = list(re.finditer(r"(?:^|[|；，。])\s*([^|；，。（）]{4,24}?)(?=，?每[项件个次]|每件)", base.lines[line]))
        for a, b in zip(found, found[1:]):
            if a[1] != b[1]:
                yield base.edit(line, b.span(1), a[1]), {line}, f"{b[1]} → {a[1]}"


def lowest_missing(base, rng):
    for line, options in choice_lines(base):
        last = options[-1]
        start = last.start() - 1
        yield base.edit(line, (start, last.end()), ""), {line}, f"without {last[0]}"
    for line, ranges, opens in tier_lines(base):
        if opens and opens[-1][3] in ("以下", "以内") and ranges:
            text = base.lines[line]
            o = opens[-1]
            start = max(text.rfind(c, 0, o.start()) for c in "，,；;")
            end = re.compile(r"分").search(text, o.end())
            if start > 0 and end:
                yield base.edit(line, (start, end.end()), ""), {line}, f"without {text[start + 1:end.end()]}"


def grade_lines(base):
    for i, line in enumerate(base.lines):
        if re.search(r"\d+(?:\.\d+)?分以上为?\S{2,3}[，,]", line) and not line.startswith(("#", "例")):
            grades = list(re.finditer(r"(?:低于|不足)?(\d+(?:\.\d+)?)(?:分)(?:以上|以下)?(?:（不含）)?(?:的)?为(\S{2,4}?)(?=[，,。；]|$)", line))
            if len(grades) > 1:
                yield i, grades


def grade_gap(base, rng):
    for line, grades in grade_lines(base):
        for g in grades:
            value = number(g[1])
            below = "低于" in g[0]
            last = g is grades[-1] or "以上" in g[0] and g is grades[-2]
            if below:
                for new in (value - 5, value * 0.9, value - 1 - value * 0.02):
                    yield base.edit(line, g.span(1), shown(round(new, 1))), {line}, f"{g[0]} → {shown(round(new, 1))}"
            elif last:
                for new in (value * 1.05, value + 3):
                    yield base.edit(line, g.span(1), shown(round(new, 1))), {line}, f"{g[0]} → {shown(round(new, 1))}"


def grade_overlap(base, rng):
    for line, grades in grade_lines(base):
        for g in grades:
            value = number(g[1])
            if "低于" in g[0]:
                for new in (value * 1.1, value * 1.05):
                    yield base.edit(line, g.span(1), shown(round(new, 1))), {line}, f"{g[0]} → {shown(round(new, 1))}"
        for a, b in zip(grades, grades[1:]):
            if "低于" in b[0]:
                continue
            lines = list(base.lines)
            text = lines[line]
            lines[line] = text[:a.start(1)] + b[1] + text[a.end(1):b.start(1)] + a[1] + text[b.end(1):]
            yield base.with_lines(lines), {line}, f"{a[0]} ↔ {b[0]}"


def grade_unreachable(base, rng):
    for line, grades in grade_lines(base):
        first, last = grades[0], grades[-1]
        if "hefei" not in base.name:  # its bonus has no limit
            for factor in (3, 10):
                yield base.edit(line, first.span(1), shown(number(first[1]) * factor)), {line}, f"{first[0]} × {factor}"
        yield base.edit(line, last.span(1), "0"), {line}, f"{last[0]} → 0"
        for a, b in zip(grades, grades[1:]):
            if "低于" not in b[0]:
                yield base.edit(line, b.span(1), a[1]), {line}, f"{b[0]}: as {a[0]}"


def weights(base, rng):
    for i, line in enumerate(base.lines):
        if line.startswith(("#", "例")):
            continue
        found = [m for m in re.finditer(r"(\d+)%", line) if re.search(r"占|权重", line[:m.start()]) and ("权重：" in line or "比重" in line[m.end():m.end() + 3])]
        for m in found:
            if "综合评价" not in line and "权重：" not in line:
                continue
            for new in (int(m[1]) + 5, int(m[1]) - 10, int(m[1]) * 10, int(m[1]) // 10):
                yield base.edit(i, m.span(1), str(new)), {i}, f"{m[0]} → {new}%"


def numbering(base, rng):
    if len(base.items) < 2 and base.name.split("-")[0] not in ("hefei", "gansu", "guangzhou", "keqiao", "liaoning"):
        return  # a list of one has no order
    for line in base.rules:
        text = base.lines[line]
        places = []
        for m in re.finditer(r"(?:^|\|\s*)(\d{1,2})(?=[.．、])", text):
            places.append((m.span(1), [str(int(m[1]) + 1), str(int(m[1]) - 1), str(int(m[1]) + 10)]))
        for m in re.finditer(r"^(?:第)?([一二三四五六七八九])(?=、|条)|^[（(]([一二三四五六七八九])[）)]", text):
            g = 1 if m[1] else 2
            n = "一二三四五六七八九".index(m[g])
            places.append((m.span(g), ["一二三四五六七八九"[(n + k) % 9] for k in (1, 2)]))
        for span, news in places:
            for new in news:
                if new != "0":
                    yield base.edit(line, span, new), {line, line + 1, line - 1}, f"{text[span[0]:span[1]]} → {new}"


def pasted(base, rng):
    for line, span, mark, above in base.items:
        lines = list(base.lines)
        block = [lines[line]]
        if not base.table:
            k = line + 1
            while k < len(lines) and lines[k].strip() and k not in [l for l, _, _, _ in base.items + base.sections]:
                block.append(lines[k])
                k += 1
        copy = list(block)
        if base.table and above == line:
            copy[0] = re.sub(r"^[^|]*", " ", copy[0], count=1)
        lines[line + len(block):line + len(block)] = copy
        yield base.with_lines(lines), {line, line + len(block)} | ({above} if above is not None else set()), f"line {line + 1} twice"


def unbalanced(base, rng):
    others = [i for i, l in enumerate(base.lines) if l.startswith(("《", "依据"))] + rng.sample(base.examples, min(4, len(base.examples)))
    for line in base.rules + others:
        text = base.lines[line]
        places = [m.start() for m in re.finditer(r"[（）()“”《》]", text)]
        rng.shuffle(places)
        for at in places[:2]:
            yield base.edit(line, (at, at + 1), ""), {line}, f"without {text[at]} of {text[max(0, at - 5):at + 5]}"


def directive(base, rng):
    slips = {"满分": ["满份", "满芬", "分满"], "依据": ["依剧", "依居"], "事实": ["事买", "实事"], "等级": ["等极", "登级"], "权重": ["权众", "重权"], "取整": ["取正"]}
    for i in base.examples[:2]:
        yield base.edit(i, (0, 1), "列"), {i}, "例 → 列"
    for i, line in enumerate(base.lines):
        m = re.match(r"(\S{2})：", line)
        for new in slips.get(m[1], []) if m else []:
            yield base.edit(i, (0, 2), new), {i}, f"{m[1]} → {new}"


def misspelt(name, rng):
    at = rng.randrange(len(name))
    return rng.choice([name[:at] + name[at + 1:], name[:at] + rng.choice("的与和在及其新") + name[at + 1:], name[:at] + name[at] + name[at:]])


def fact_misspelt(base, rng):
    lines = list(base.examples)
    rng.shuffle(lines)
    for i in lines[:12]:
        left = base.lines[i][2:].split("→")[0]
        names = [(m.start(1), m[1]) for m in re.finditer(r"(?:^|，)“?([^“”，《》 ]{3,})”? [^ ，]+(?= *(?:，|$))", left)]
        if names:
            at, name = rng.choice(names)
            new = misspelt(name, rng)
            if new != name:
                yield base.edit(i, (2 + at, 2 + at + len(name)), new), {i}, f"{name} → {new}"


def example_wrong(base, rng):
    lines = list(base.examples)
    rng.shuffle(lines)
    for i in lines[:12]:
        if m := re.search(r"(\d+(?:\.\d+)?)分?(?:，等级.*)?$", base.lines[i]):
            new = number(m[1]) + rng.choice([1, -1, 0.5, 10])
            if new >= 0:
                yield base.edit(i, m.span(1), shown(new)), {i}, f"{m[1]} → {shown(new)}"


def step_under_cap(base, rng):
    for line in base.rules:
        text = base.lines[line]
        for m in re.finditer(r"得(\d+(?:\.\d+)?)分[，,；]?[^。；]*?每(?:增长|增加|超过|超|提高|多)[^，。；]*?[，,]?(?:加|得|再加)(\d+(?:\.\d+)?)分[，,；]?(?:累计不超过|最多得?|最高得?|上限为?|不超过)(\d+(?:\.\d+)?)分", text):
            yield base.edit(line, m.span(3), m[1]), {line}, f"{m[0][-12:]} → {m[1]}"
            mark = base.mark_of(line)
            if mark:
                yield base.edit(line, m.span(1), m[3]), {line}, f"base {m[1]} → {m[3]}"


def bonus_lost(base, rng):
    for line in base.rules:
        text = base.lines[line]
        for m in re.finditer(r"(?:^|\|\s*)(加分项|附加分|加分)(?=\s*\||（|\s|$)", text):
            for new in {"加分项": ["其他项", "项", "其他", "分项", "加项"], "附加分": ["附加", "其他"], "加分": ["其他"]}[m[1]]:
                yield base.edit(line, m.span(1), new), {line}, f"{m[1]} → {new}"
            if base.table and m.start(1) == 0 and m[1] == "加分项":  # the cell left empty
                yield base.edit(line, m.span(1), ""), {line}, f"{m[1]} → nothing"


def unused_fact(base, rng):
    names = ["综合评价意见（0-10分）", "企业产值（万元）", "新增就业（人）", "是否上市（是否）"]
    at = next((i for i, l in enumerate(base.lines) if l.startswith(("依据", "《"))), 0) + 1
    for name in names:
        lines = list(base.lines)
        lines.insert(at, f"事实：{name}")
        yield base.with_lines(lines), {at}, f"事实：{name}"
    for i, line in enumerate(base.lines):
        if line.startswith("事实：") and "意见" in line:
            yield base.edit(i, (3, 5), "管埋"), {i}, "管埋"


def percent_over(base, rng):
    for line in base.rules:
        text = base.lines[line]
        if re.search(r"增长|超额|利润|增幅|同比", text):
            continue
        for m in re.finditer(r"(\d+)%(?=以上|[-－—～~]|以内|以下|（含）|的)", text):
            for new in (m[1] + "0", "1" + m[1]):
                if int(new) > 100:
                    yield base.edit(line, m.span(1), new), {line}, f"{m[0]} → {new}%"


GENERATORS = {
    "item mark": item_mark, "section mark": section_mark, "full mark": full_mark, "points above mark": points_above, "cap below award": cap_below_award,
    "cap never binds": cap_never_binds, "tier gap": tier_gap, "tier overlap": tier_overlap, "tier order": tier_order, "points fall": points_fall,
    "unit slip": unit_slip, "lookalike": lookalike, "digit": digit, "above below": above_below, "option repeated": option_repeated, "clause repeated": clause_repeated,
    "lowest missing": lowest_missing, "grade gap": grade_gap, "grade overlap": grade_overlap, "grade unreachable": grade_unreachable, "weights": weights,
    "numbering": numbering, "pasted twice": pasted, "unbalanced": unbalanced, "directive": directive, "fact misspelt": fact_misspelt,
    "example wrong": example_wrong, "step under cap": step_under_cap, "bonus lost": bonus_lost, "unused fact": unused_fact, "percent over 100": percent_over,
}
