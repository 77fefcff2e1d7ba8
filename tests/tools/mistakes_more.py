"""More ways to make the mistakes of mistakes.py: in prose and tables of other styles, in words rather than in figures."""
import re

ZERO = re.compile(r"[，；,]?(?:[^，；。,|]{1,14}?)(?:得0分|计0分|不得分)(?=。|$| *\||；)")
HALF = re.compile(r"(\d+(?:\.\d+)?)(%|万元|亿元|学时|分|天|家|个|人)以上(?:不足|不满)(\d+(?:\.\d+)?)(%|万元|亿元|学时|分|天|家|个|人)")
OPTION = re.compile(r"(?<=[，；|\s])([^，；。|\s\d]{1,8}?)(?:的)?(?:得|计)(\d+(?:\.\d+)?)分")
GRADE = re.compile(r"(\d+)分?(（含）)?(?:及?以上|≤|＜)?[^，；。]*?为([^，；。为]{1,4})(?=[，；。]|$)")


def halved(base, rng):
    """One mark doubled, halved or its digits exchanged."""
    for line, span, mark, above in base.items:
        text = base.lines[line]
        for new in {mark * 2, mark * 10, int(str(mark)[::-1]) if isinstance(mark, int) else mark + 1}:
            if new and new != mark:
                yield base.edit(line, span, str(new)), {line} | ({above} if above is not None else set()), f"{mark} → {new}"
        del text


def half_open(base, rng):
    for line in base.rules:
        for m in HALF.finditer(base.lines[line]):
            if m[2] == m[4]:
                yield line, m


def gap_half(base, rng):
    for line, m in half_open(base, rng):
        value, other = float(m[3]), float(m[1])
        if value - other > 2:
            yield base.edit(line, m.span(3), f"{(value + other) / 2:g}"), {line}, f"{m[0]}: upper bound lower"


def overlap_half(base, rng):
    for line, m in half_open(base, rng):
        yield base.edit(line, m.span(3), f"{float(m[3]) * 1.2:g}"), {line}, f"{m[0]}: upper bound higher"


def turned_half(base, rng):
    for line, m in half_open(base, rng):
        lines = list(base.lines)
        text = lines[line]
        lines[line] = text[:m.start(1)] + m[3] + text[m.end(1):m.start(3)] + m[1] + text[m.end(3):]
        yield base.with_lines(lines), {line}, f"{m[0]}: bounds exchanged"


def below_half(base, rng):
    for line, m in half_open(base, rng):
        at = base.lines[line].index("以上", m.start())
        yield base.edit(line, (at, at + 2), "以下"), {line}, f"{m[0]}: 以上 → 以下"


def zero_dropped(base, rng):
    for line in base.rules:
        text = base.lines[line]
        if not re.search(r"很|比较|基本|到位|优|良|满意|(?:不足|以下)\S*(?:0分|不得分)", text):
            continue
        for m in ZERO.finditer(text):
            before = text[:m.start()]
            ranges = re.findall(r"\d(?:%|万元|亿元|学时)?(?:-|以上不足)\d", before)
            words = re.search(r"很|比较|基本|优得", before)
            if (len(ranges) > 1 and re.search(r"不足|以下", m[0])) or (words and not ranges and not re.search("达到|每", before[-30:])):
                yield base.edit(line, m.span(), ""), {line}, f"without {m[0]}"


def options_turned(base, rng):
    for line in base.rules:
        text = base.lines[line]
        if not re.search(r"很|比较|优得", text):
            continue
        found = list(OPTION.finditer(text))
        for a, b in zip(found, found[1:]):
            if a.end() + 1 >= b.start() and float(a[2]) > float(b[2]):
                lines = list(base.lines)
                lines[line] = text[:a.start(2)] + b[2] + text[a.end(2):b.start(2)] + a[2] + text[b.end(2):]
                yield base.with_lines(lines), {line}, f"{a[0]} ↔ {b[0]}"


def words_alike(base, rng):
    slips = [(r"(?<=每)1(?=[项次个件])", "l"), (r"(?<=\d)0(?=分以上)", "o"), (r"以上(?=得|不足|的)", "以士"), (r"以上(?=得|的)", "己上"), (r"未(?=完成|提供|达到|建立|开展|按)", "末"),
             (r"不(?=得分|超过\d)", "木"), (r"(?<=每[项篇件次])计(?=\d)", "汁"), (r"(?<=\d)人(?=以上|得)", "入"), (r"(?<=\d)次(?=得|以上)", "欠"), (r"(?<=每1)项", "顶")]
    for line in base.rules:
        for pattern, new in slips:
            for m in re.finditer(pattern, base.lines[line]):
                if not re.search(r"[得扣计]|为优", base.lines[line]):
                    continue
                yield base.edit(line, m.span(), new), {line}, f"{m[0]} → {new} in {base.lines[line][max(0, m.start() - 4):m.end() + 4]}"


def graded(base):
    for i, line in enumerate(base.lines):
        if line.startswith(("#", "例")) or not re.search(r"等级：|总分|考核得分|考核结果", line):
            continue
        found = list(GRADE.finditer(line))
        if len(found) > 2:
            yield i, found


def grade_words(base, rng):
    for i, found in graded(base):
        text = base.lines[i]
        for a, b in zip(found, found[1:-1]):
            lines = list(base.lines)
            lines[i] = text[:a.start(3)] + b[3] + text[a.end(3):b.start(3)] + a[3] + text[b.end(3):]
            yield base.with_lines(lines), {i}, f"{a[3]} ↔ {b[3]}"
            yield base.edit(i, b.span(3), a[3]), {i}, f"{b[3]} → {a[3]}"


def grade_dropped(base, rng):
    for i, found in graded(base):
        last = found[-1]
        start = max(base.lines[i].rfind(c, 0, last.start() + 1) for c in "，；")
        if start > 0 and re.search(r"不|差|D", last[3]) and not re.search("级", found[0][3] + " "):
            yield base.edit(i, (start, last.end()), ""), {i}, f"without {last[0]}"


def grade_beyond(base, rng):
    for i, found in graded(base):
        if any("满分" in line for line in base.lines[:5]):
            yield base.edit(i, found[0].span(1), found[0][1] + "0"), {i}, f"{found[0][0]} × 10"


def shares(base, rng):
    for i, line in enumerate(base.lines):
        if line.startswith(("#", "例", "权重")) or len(re.findall(r"占\d+%", line)) < 2:
            continue
        for m in re.finditer(r"占(\d+)%", line):
            for new in (int(m[1]) + 5, int(m[1]) - 5, int(m[1]) // 10):
                yield base.edit(i, m.span(1), str(new)), {i}, f"{m[0]} → {new}%"


def formula_name(base, rng):
    for i, line in enumerate(base.lines):
        for m in re.finditer(r"评标基准价", line) if line.startswith("公式") else []:
            if sum("评标基准价" in other for other in base.lines) > 1:
                for new in ("评标基准介", "评标准基价", "评标基价"):
                    yield base.edit(i, m.span(), new), {i}, f"{m[0]} → {new}"


def declared_otherwise(base, rng):
    for i, line in enumerate(base.lines):
        if m := re.match(r"事实：([^（]{3,})", line):
            at = rng.randrange(1, len(m[1]))
            yield base.edit(i, m.span(1), m[1][:at] + "某" + m[1][at + 1:]), {i}, f"{m[1]}: 某"


def bonus_named_otherwise(base, rng):
    for line in base.rules:
        for m in re.finditer(r"加分项$|奖励加分(?=（)|^附加分(?=（)", base.lines[line]):
            if "加分项" not in base.lines[line] and not any("满分" in text for text in base.lines[:5]) and m[0] != "附加分":
                continue
            for new in ("其他", "特色工作", "激励项"):
                yield base.edit(line, m.span(), new), {line}, f"{m[0]} → {new}"


MORE = {
    "item mark": [halved], "tier gap": [gap_half], "tier overlap": [overlap_half], "tier order": [turned_half], "above below": [below_half],
    "lowest missing": [zero_dropped], "points fall": [options_turned], "lookalike": [words_alike], "grade overlap": [grade_words], "grade gap": [grade_dropped],
    "grade unreachable": [grade_beyond], "weights": [shares], "fact misspelt": [formula_name], "unused fact": [declared_otherwise], "bonus lost": [bonus_named_otherwise],
}
