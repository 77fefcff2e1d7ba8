"""An exact reference of the seven rubrics of stdlib-rubrics, written from the documents and from nothing else.

It shares no code with the interpreter: plain Python on exact fractions, one small function per item of a document. Where
a document is silent, the reading taken is the one listed in stdlib-rubrics/README.md.

A rubric is a list of sections, a section a list of items, an item its facts (in the order in which its sentences name
them) and a function from their values to its exact score. Values are Fraction for quantities and marks, bool for yes/no,
str for choices. `check_value` and `Item.check` refuse what a document does not allow.
"""
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Callable


class Refused(ValueError):
    """A value that must be refused, not scored."""


@dataclass(frozen=True)
class Fact:
    name: str
    kind: str  # count amount percent choice boolean score
    unit: str = ""
    options: tuple = ()
    high: Fraction | None = None  # of a score or a percent; everything starts at 0
    edges: tuple = ()  # values worth trying, as decimal text

    @property
    def low(self):
        return Fraction(0) if self.kind in ("score", "percent", "count", "amount") else None


@dataclass(frozen=True)
class Item:
    id: str  # of its row in the clause catalogue
    title: str
    mark: Fraction | None  # the item's full mark, where it has one
    facts: tuple
    points: Callable  # (values) or, where the rubric has a class column, (class, values)
    ranges: dict = field(default_factory=dict)  # option of the first fact → least and greatest mark of the second
    node: bool = True  # whether the item is a node of the result (a weighted panel is none)

    def check(self, values):
        for fact, value in zip(self.facts, values, strict=True):
            check_value(fact, value)
        if self.ranges:
            option, given = values
            low, high = self.ranges.get(option, (given, given))
            if not low <= given <= high:
                raise Refused(f"{option}: {given} outside {low}-{high}")

    def score(self, values, level=None):
        got = Fraction(self.points(level, *values) if level is not None else self.points(*values))
        return got if self.mark is None else min(got, self.mark)


@dataclass(frozen=True)
class Section:
    title: str  # empty: the items stand at the top
    mark: Fraction | None
    items: tuple
    bonus: bool = False
    node: bool = True
    counts: bool = True  # whether the section is part of the total

    def score(self, scores):
        got = sum(scores, Fraction(0))
        return got if self.mark is None else min(got, self.mark)


@dataclass(frozen=True)
class Rubric:
    key: str  # the file's name without .fenze
    sections: tuple
    full: Fraction  # the full mark outside the bonus
    level: Fact | None = None  # the choice that a class column asks for
    total: Callable | None = None  # from {item id: score}; None: the sum of the sections
    grade: Callable | None = None

    @property
    def items(self):
        return [item for section in self.sections for item in section.items]

    @property
    def facts(self):
        """All facts in order, each with its item (None for the class)."""
        own = [(fact, item) for item in self.items for fact in item.facts]
        return ([(self.level, None)] if self.level else []) + own

    def evaluate(self, values):
        """values: one per fact, in the order of `facts` → Result. Raises Refused."""
        values = list(values)
        level = None
        if self.level:
            level = values.pop(0)
            check_value(self.level, level)
        scores = {}
        for item in self.items:
            own = [values.pop(0) for _ in item.facts]
            item.check(own)
            scores[item.id] = item.score(own, level)
        sections = [section.score([scores[item.id] for item in section.items]) for section in self.sections]
        bonus = sum((s for s, section in zip(sections, self.sections) if section.bonus), Fraction(0))
        if self.total:
            total = self.total(scores)
        else:
            total = sum((s for s, section in zip(sections, self.sections) if section.counts), Fraction(0))
        return Result(total, bonus, scores, sections, self.grade(total) if self.grade else None)


@dataclass(frozen=True)
class Result:
    total: Fraction
    bonus: Fraction
    items: dict = field(default_factory=dict)
    sections: list = field(default_factory=list)
    grade: str | None = None


def check_value(fact, value):
    if fact.kind == "boolean":
        if not isinstance(value, bool):
            raise Refused(f"{fact.name}: not yes or no")
        return
    if fact.kind == "choice":
        if value not in fact.options:
            raise Refused(f"{fact.name}: no such option: {value}")
        return
    if value < 0:
        raise Refused(f"{fact.name}: negative")
    if fact.kind == "count" and value.denominator != 1:
        raise Refused(f"{fact.name}: a count is whole")
    if fact.high is not None and value > fact.high:
        raise Refused(f"{fact.name}: above {fact.high}")


# Facts, briefly.

def count(name, unit, *edges):
    return Fact(name, "count", unit, edges=("0", "1", "2", *map(str, edges)))


def amount(name, unit, *thresholds):
    edges = ["0", "0.01", "1000000000000"]
    for text in thresholds:
        at = Fraction(text)
        edges += [text, _decimal(at - Fraction(1, 100)), _decimal(at + Fraction(1, 100)),
                  _decimal(at - Fraction(1, 10**30)), _decimal(at + Fraction(1, 10**30))]
    return Fact(name, "amount", unit, edges=tuple(edges))


def percent(name, *thresholds):
    edges = ["0", "100", "99.999999999999999999999999999999", "0.000000000000000000000000000001"]
    for text in thresholds:
        at = Fraction(text)
        edges += [text, _decimal(at - Fraction(1, 100)), _decimal(at + Fraction(1, 100)),
                  _decimal(at - Fraction(1, 10**30)), _decimal(at + Fraction(1, 10**30))]
    return Fact(name, "percent", "%", high=Fraction(100), edges=tuple(edges))


def yes(name):
    return Fact(name, "boolean")


def choice(name, *options):
    return Fact(name, "choice", options=options)


def mark(name, high):
    full = Fraction(high)
    return Fact(name, "score", "分", high=full,
                edges=("0", _decimal(full), _decimal(full / 2), "0.5", "0.1", "0.01",
                       _decimal(full - Fraction(1, 100)), _decimal(full - Fraction(1, 10**30))))


def _decimal(value):
    """Exact decimal text of a fraction whose expansion ends."""
    digits = 0
    while value.denominator != 1 and (value * 10**digits).denominator != 1:
        digits += 1
    whole = str(value.numerator * 10**digits // value.denominator).rjust(digits + 1, "0")
    return whole if digits == 0 else f"{whole[:-digits]}.{whole[-digits:]}"


def _f(text):
    return None if text is None else Fraction(text)


def _item(id, title, full, *facts, points, **more):
    return Item(id, title, _f(full), facts, points, **more)


# 合肥市产业技术创新战略联盟考核办法(试行)，附件：考核内容及评分细则

def _hefei_members(n):
    """发展联盟新成员数量1-5家，得1分；6-10家，得2分；11家以上，得3分。"""
    if n >= 11:
        return 3
    if n >= 6:
        return 2
    return 1 if n >= 1 else 0


def _hefei_grade(total):
    """90分以上为优秀,60分以上为合格,低于60分为不合格。"""
    if total >= 90:
        return "优秀"
    return "合格" if total >= 60 else "不合格"


HEFEI = Rubric("hefei-alliance", (
    Section("制度建设", _f("22"), (
        _item("hefei-1", "设立决策、咨询和执行等组织机构，建立有效的决策与执行机制，定期召开联盟理事会会议，明确联盟对外承担责任的主体。设立专用办公场地和专职人员。扩大联盟影响力，多渠道建立联盟内部沟通机制，建立资源共享平台，建立联盟网站及qq群。", "7",
              yes("设立专门办公室并配备专职人员"), yes("定期召开联盟理事会议"),
              yes("建立联盟资源共享平台、网站、qq群等交流平台"),
              points=lambda office, council, platform: 2 * office + 2 * council + 3 * platform),
        _item("hefei-2", "明确年度工作安排，制定联盟年度工作计划、明确年度工作任务和目标。报送联盟年度工作计划和总结（年中、年终）。", "5",
              yes("有半年及年度工作计划和总结，并实施情况良好"), points=lambda plans: 5 * plans),
        _item("hefei-3", "健全经费管理制度，建立经费使用的内部监督机制。报告年度联盟经费使用情况。（年度报告及财务报表）", "10",
              yes("建立经费管理制度"), yes("自查报告中报告年度联盟经费使用情况"), yes("联盟经费在年度审计报告中单独体现"),
              points=lambda rules, report, audit: 2 * rules + 2 * report + 6 * audit))),
    Section("联盟工作任务", _f("78"), (
        _item("hefei-4", "开展成果转化及促进产业发展。发现、招引能提升产业技术水平、核心竞争力和完善产业链的项目，推进科技成果转化和产业化发展。", "10",
              count("吸纳技术合同登记", "项", 9, 10, 11), count("进行技术成果登记", "项", 10), count("发现、招引项目", "项", 10),
              count("获得的各类新产品认定", "项", 10),
              points=lambda a, b, c, d: min(a + b + c + d, 10)),
        _item("hefei-5", "开展联合攻关和技术研发。开展联盟战略研究与发展规划制定工作，广泛聚集产学研等创新资源，联合攻克制约产业发展的共性、关键、核心技术难题，提升产业核心技术竞争力和产业创新效率。", "10",
              count("通过联合攻关和技术研发形式，攻克关键共性技术项目", "项", 3), points=lambda n: 5 * n),
        _item("hefei-6", "开展对外合作。参与国际科技合作，参加国际论坛和展会，广泛依托国际、国内两个市场、两种资源，促进联盟产品(服务)的国际化发展。", "10",
              count("参与国际科技合作，参加国际论坛和展会", "次", 9, 10, 11), points=lambda n: n),
        _item("hefei-7", "开展领域(行业)服务。加强对领域(行业)的共性技术研发服务、技术转移、资源共享和人才培养，促进领域(行业)协同创新能力提升。", "10",
              count("开展领域(行业)服务", "项", 4, 5, 6), count("联盟内成员新认定为国家级孵化器", "家", 5), count("省级孵化器", "家", 9, 10, 11),
              count("经省区域性股权市场培育转板上市", "家", 5), count("转板新三板挂牌", "家", 5), count("高企科创板挂牌", "家", 5),
              count("新创设服务于科技型创新型企业的金融产品", "项", 5),
              points=lambda service, national, provincial, listed, third, star, product:
              min(2 * service + 2 * national + provincial + 2 * listed + 2 * third + 2 * star + 2 * product, 10)),
        _item("hefei-8", "开展标准化工作。以标准为纽带，聚拢产业资源，共同制定国际、国内、行业、团体技术标准，带动联盟知识产权工作，增强对产业的引领、市场准入能力和新市场打造。", "10",
              count("主持制定标准", "项", 3), count("参与制定标准", "项", 4, 5, 6), count("当年进入实审的发明专利", "件", 3, 19, 20, 21),
              points=lambda led, joined, patents: 5 * led + 2 * joined + patents // 2),
        _item("hefei-9", "开展品牌建设工作。加强行业交流、合作与推介，鼓励联盟参与相关产业推介会，参与国际、国内各类展览、展示及业务交流会，举办各类联盟推广活动，打造联盟品牌。", "10",
              count("组织活动", "次", 3), count("参与活动", "次", 5, 9, 10, 11), points=lambda held, joined: 5 * held + joined),
        _item("hefei-10", "组织编写年度产业（行业）发展白皮书或研究报告。", "10",
              mark("行业现状清楚", "2.5"), mark("问题准确", "2.5"), mark("举措可行", "2.5"), mark("发展成效明显", "2.5"),
              points=lambda a, b, c, d: a + b + c + d),
        _item("hefei-11", "努力扩大联盟影响力，发展新成员；每月报送活动信息、意见建议等；积极参加市科技局组织的相关活动。", "8",
              count("发展联盟新成员数量", "家", 5, 6, 10, 11, 12), count("每月报送活动信息、意见建议等", "条", 3, 4, 5),
              count("参加市科技局组织的相关活动", "次", 3, 4),
              points=lambda members, reports, events: _hefei_members(members) + (2 if reports >= 4 else 0) + min(events, 3)))),
    Section("加分项", None, (
        _item("hefei-b1", "组织在合肥举办全国或国际有影响力的产业（行业）盛会、论坛和交流活动，提高合肥产业知名度和影响力。", None,
              count("组织在合肥举办全国或国际性相关活动", "次"), points=lambda n: 5 * n),
        _item("hefei-b2", "围绕合肥市重点产业领域，招引重大项目并在合肥落地，重大项目包括引进龙头企业和补强产业链关键环节、薄弱环节以及缺失环节的项目。", None,
              count("引进重大项目，5个亿以上的", "项"), count("1亿-5亿的", "项"), count("1亿以下的", "项"),
              points=lambda large, middle, small: 5 * large + Fraction("2.5") * middle + small)), bonus=True),
), Fraction(100), grade=_hefei_grade)


# 甘肃省产业技术创新联盟，附件2（评定）与附件3（考核）

def _size(n):
    """100亿元以上得5分，10-100亿元得3分，10亿元以下得1分；"""
    if n >= 100:
        return 5
    return 3 if n >= 10 else 1


def _output(n):
    """10亿元以上得3分，1-10亿元得2分，1亿元以下得1分；"""
    if n >= 10:
        return 3
    return 2 if n >= 1 else 1


def _gansu_year(n):
    """800万元以上得6分，700-800万元得5分，…，300-400万元得1分，300万元以下得0分"""
    for low, points in ((800, 6), (700, 5), (600, 4), (500, 3), (400, 2), (300, 1)):
        if n >= low:
            return points
    return 0


def _three_years(first, second, third):
    """1600万元以上…，1300-1600万元…，1000-1300万元…,1000万元以下得0分"""
    def points(n):
        if n >= 1600:
            return first
        if n >= 1300:
            return second
        return third if n >= 1000 else 0
    return points


def _benefit(base, step, cap):
    """年经济效益达到500万元得 base 分，每增长500万元，加 step 分，累计不超过 cap 分"""
    def points(n):
        return min(base + step * ((n - 500) // 500), cap) if n >= 500 else 0
    return points


def _importance(option, given):
    """十分重要得7-10分，比较重要得4-6分，一般重要得1-3分，不重要不得分"""
    return 0 if option == "不重要" else given


_IMPORTANCE = {"十分重要": (7, 10), "比较重要": (4, 6), "一般重要": (1, 3)}
_FULLNESS = ("很完善", "比较完善", "基本完善", "不完善")
_FULFILMENT = ("良好", "比较良好", "基本完成", "未完成")


def _degree(options, *points):
    return lambda option: dict(zip(options, points, strict=True))[option]


def _gansu_common(table, service, standards, benefit):
    """The items of 创新能力 and 服务能力 and the bonus, which both tables have with other numbers."""
    no = {"2": ("5", "6"), "3": ("3", "4")}[table]
    international, national, standards_cap = standards
    base, step, benefit_cap = benefit
    ability = (
        _item(f"gansu-{table}-{no[0]}.1", "承担科研项目情况", "4",
              count("承担省（部）级及以上项目", "项", 3), count("承担厅局级项目", "项", 3, 4, 5),
              points=lambda a, b: min(2 * a + b, 4)),
        _item(f"gansu-{table}-{no[0]}.2", "获科技奖励情况", "4",
              count("获得省部级科技奖励", "项", 3), count("社会力量奖励", "项", 3, 4, 5),
              points=lambda a, b: min(2 * a + b, 4)),
        _item(f"gansu-{table}-{no[0]}.3", "近3年获专利等知识产权数量", "10",
              count("获得发明专利授权", "件", 3), count("实用新型专利授权", "件", 4, 5, 6),
              count("外观专利授权、软件著作权登记等其他知识产权", "件", 9, 10, 11),
              points=lambda a, b, c: min(5 * a + 2 * b + c, 10)),
        _item(f"gansu-{table}-{no[0]}.4", "近3年年主持或参与制定标准数量", str(standards_cap),
              count("制定颁布的国际标准", "项", 3, 4, 5), count("国家/行业/团体标准", "项", 5, 6, 7),
              count("企业标准", "项", standards_cap - 1, standards_cap, standards_cap + 1),
              points=lambda a, b, c: min(international * a + national * b + c, standards_cap)))
    services = (
        _item(f"gansu-{table}-{no[1]}.1", "集聚创新资源，解决行业发展关键和共性技术难题", "6",
              count("解决难题", "个", 5, 6, 7), points=lambda n: min(n, 6)),
        _item(f"gansu-{table}-{no[1]}.2", "行业人才培训能力", "6",
              count("拥有国家规范的培训资质", "项", 3, 4), points=lambda n: min(2 * n, 6)),
        _item(f"gansu-{table}-{no[1]}.3", "技术服务能力", "5",
              count("拥有国家级创新创业平台", "个", 3), count("省级创新创业平台", "个", 4, 5, 6),
              points=lambda a, b: min(2 * a + b, 5)),
        _item(f"gansu-{table}-{no[1]}.4", "通过服务，如工艺改进、产品开发、成果推广等为服务企业产生的年经济效益", str(benefit_cap),
              amount("年经济效益", "万元", "500", "1000", "1500", "2000", "2500", "3000", "3500", "4000", "4500"),
              points=_benefit(base, step, benefit_cap)))
    bonus = Section("加分项", None, (
        _item(f"gansu-{table}-b1", "高层次人才", None,
              yes("拥有院士（含外聘）"), yes("国家千人计划等国家级人才"), yes("省领军人才"),
              points=lambda a, b, c: 5 * a + 3 * b + c),
        _item(f"gansu-{table}-b2", "特色工作", None, yes("平台运行中值得宣传的具有明显特色的工作"),
              points=lambda a: service * a),
        _item(f"gansu-{table}-b3", "完成省工信厅安排的相关服务工作", "6", count("完成政府安排的相关任务", "项", 3, 4),
              points=lambda n: min(2 * n, 6)),
        _item(f"gansu-{table}-b4", "国家级奖励", None, yes("承担项目国家级奖励"), points=lambda a: 4 * a)), bonus=True)
    return ability, services, bonus


_ability2, _services2, _bonus2 = _gansu_common("2", 3, (3, 2, 12), (1, 1, 8))
GANSU_ESTABLISH = Rubric("gansu-establish", (
    Section("产业联盟成立必要性评价", _f("15"), (
        _item("gansu-2-1.1", "对产业联盟所在行业（产业链）重要性", "10",
              choice("对产业联盟所在行业（产业链）重要性", "十分重要", "比较重要", "一般重要", "不重要"),
              Fact("对产业联盟所在行业（产业链）重要性得分", "score", "分", high=Fraction(10),
                   edges=("0", "1", "3", "4", "5.5", "6", "7", "8.5", "10")),
              points=_importance, ranges=_IMPORTANCE),
        _item("gansu-2-1.2", "产业联盟所在行业经济规模", "5",
              amount("产业联盟所在行业经济规模", "亿元", "10", "100"), points=_size))),
    Section("产业联盟牵头单位评价", _f("12"), (
        _item("gansu-2-2.1", "产业联盟牵头单位产值", "3", amount("产业联盟牵头单位产值", "亿元", "1", "10"), points=_output),
        _item("gansu-2-2.2", "产业联盟牵头单位省内采购金额", "3",
              amount("产业联盟牵头单位省内采购金额", "亿元", "1", "10"), points=_output),
        _item("gansu-2-2.3", "产业联盟牵头单位行业地位", "3", percent("占省内行业比重", "30", "50"),
              points=lambda p: 3 if p >= 50 else 2 if p >= 30 else 1),
        _item("gansu-2-2.4", "产业联盟成员占行业比重", "3", percent("占省内行业比重", "50", "70"),
              points=lambda p: 3 if p >= 70 else 2 if p >= 50 else 1))),
    Section("产业联盟运行机制", _f("9"), (
        _item("gansu-2-3.1", "产业联盟组织机构建设", "3", choice("产业联盟组织机构建设", *_FULLNESS),
              points=_degree(_FULLNESS, 3, 2, 1, 0)),
        _item("gansu-2-3.2", "产业联盟管理制度建设", "3", choice("产业联盟管理制度建设", *_FULLNESS),
              points=_degree(_FULLNESS, 3, 2, 1, 0)),
        _item("gansu-2-3.3", "产业联盟中长期发展目标", "3", choice("产业联盟中长期发展目标", *_FULFILMENT),
              points=_degree(_FULFILMENT, 3, 2, 1, 0)))),
    Section("产业联盟牵头单位科研投入", _f("9"), (
        _item("gansu-2-4.1", "本年度科技研发投入", "6",
              amount("本年度科技研发投入", "万元", "300", "400", "500", "600", "700", "800"), points=_gansu_year),
        _item("gansu-2-4.2", "近三年累计科技研发投入", "3",
              amount("近三年累计科技研发投入", "万元", "1000", "1300", "1600"), points=_three_years(3, 2, 1)))),
    Section("产业联盟牵头单位创新能力", _f("30"), _ability2),
    Section("产业联盟服务能力", _f("25"), _services2),
    _bonus2,
), Fraction(100))

_ability3, _services3, _bonus3 = _gansu_common("3", 6, (4, 3, 16), (4, 2, 12))
GANSU_ASSESS = Rubric("gansu-assess", (
    Section("产业联盟运行机制", _f("15"), (
        _item("gansu-3-1.1", "产业联盟管理制度建设", "9", choice("产业联盟管理制度建设", *_FULLNESS),
              points=_degree(_FULLNESS, 9, 6, 3, 0)),
        _item("gansu-3-1.2", "产业联盟中长期发展目标", "6", choice("产业联盟中长期发展目标", *_FULFILMENT),
              points=_degree(_FULFILMENT, 6, 4, 2, 0)))),
    Section("产业联盟牵头单位科研投入", _f("22"), (
        _item("gansu-3-2.1", "近三年累计科技研发投入", "22",
              amount("近三年累计科技研发投入", "万元", "1000", "1300", "1600"), points=_three_years(22, 16, 10)),)),
    Section("产业联盟牵头单位创新能力", _f("34"), _ability3),
    Section("产业联盟服务能力", _f("29"), _services3),
    _bonus3,
), Fraction(100))


# 辽宁省典型实质性产学研联盟评估评价办法(暂行)：第四、五条的要素积分，第六条第3项的综合评价

_CRITERIA = ("建设方向评价", "利益机制评价", "创新目标评价", "创新能力评价", "人才引进评价",
             "资源集聚评价", "成果转化评价", "研发投入评价", "产业支撑评价", "综合实力评价")

LIAONING = Rubric("liaoning-alliance", (
    Section("要素积分", _f("10"), tuple(
        _item(f"liaoning-{no}", name, "1", yes(name), points=lambda met: 1 if met else 0)
        for no, name in enumerate(_CRITERIA, 1)), node=False, counts=False),
    Section("综合评价", None, (
        _item("liaoning-management", "管理评价意见", None, mark("管理评价意见", "10"), points=lambda m: m, node=False),
        _item("liaoning-experts", "评审评价", None, mark("评审评价", "10"), points=lambda m: m, node=False)), node=False),
), Fraction(10), total=lambda scores: Fraction(30, 100) * scores["liaoning-management"] + Fraction(70, 100) * scores["liaoning-experts"])


# 广州产学研技术创新联盟自评材料：三、年度绩效自评表。只有分值，没有标准：得分本身就是事实。

_JOINT = "（至少 2 家以上联盟成员参与，3 家以上请标注）"


def _guangzhou(first, *rows):
    return tuple(_item(f"guangzhou-{first + i}", title, full, mark(title.replace(" ", ""), full), points=lambda given: given)
                 for i, (title, full) in enumerate(rows))


GUANGZHOU = Rubric("guangzhou-alliance", (
    Section("日常运作情况", _f("35"), _guangzhou(
        1,
        ("配备专门工作人员和必要办公条件（如办公场所）情况", "2"),
        ("建立日常运转工作机制（如理事会决策机制、日常议事规则、项目管理制度、会员管理制度等）情况", "2"),
        ("面向国内、外吸纳会员情况", "5"),
        ("年内开展工作交流（如：行业论坛、技术研讨、成果发布、资源对接、创业大赛、项目路演等）情况", "15"),
        ("年内通过联盟自身媒介（如刊物、网站等）宣传我市相关科技政策、措施，共享联盟信息资源等情况", "6"),
        ("联盟成员内吸收风投创投等科技金融情况", "5"))),
    Section("配合广州产学研协同创新联盟开展工作情况", _f("10"), _guangzhou(
        7,
        ("年内是否按时提交联盟年度工作计划和工作总结、材料", "3"),
        ("年内是否按通知要求派人参加广州产学研协同创新联盟的工作会议或其他全体性活动", "3"),
        ("年内向“广州产学研”微信公众号呈报并采用的本联盟开展工作情况（或活动）、白皮书、信息等", "4"))),
    Section("创新活动及创新绩效情况", _f("75"), _guangzhou(
        10,
        (f"年内组织联盟成员{_JOINT}开展技术攻关的项目数", "8"),
        (f"年内联盟成员联合{_JOINT}争取的国家、省、市科技计划立项项目数", "10"),
        (f"年内联盟成员通过联合{_JOINT}研究，所获成果登记数", "4"),
        ("年内联盟成员新建获批或维持的国家、省、市工程（技术）研究中心或重点（工程）实验室，孵化器，新型研发机构、检验检测公共服务平台等的创新平台数量", "10"),
        ("年内联盟成员联合新建或维持联合实验室数量（至少 2家以上联盟成员参与，3 家以上请标注）", "5"),
        ("年内联盟开展国际产学研合作项目、交流活动、创建平台情况", "5"),
        ("年内联盟开展粤港澳大湾区产学研合作项目、交流活动、创建平台情况", "5"),
        ("年内联盟成员中企业与高校、科研院所等联合开展人才培养、组建专家委员会情况", "5"),
        (f"年内联盟成员新联合{_JOINT}进行转化和产业化的成果项数", "8"),
        (f"年内联盟成员联合{_JOINT}进行成果转化和产业化所产生的经济效益", "5"),
        ("联盟年度运行过程中产生的社会效益", "5"),
        (f"年内联盟成员联合{_JOINT}申请知识产权数", "5"))),
    Section("附加分", _f("30"), _guangzhou(
        22,
        (f"年内联盟成员联合{_JOINT}申请的专利数中，获得授权的知识产权数", "5"),
        (f"年内联盟牵头或参与制定{_JOINT}的技术标准数", "15"),
        (f"年内联盟成员联合{_JOINT}攻克产业关键技术，在行业领域产生重大影响的", "5"),
        ("年内联盟活动国家、省级奖励情况", "5")), bonus=True),
), Fraction(120))


# 绍兴市柯桥区：学会服务联系点考核表（1类、2类）与学会服务（工作）站考核表（国家级、省级）

def _share(full, target):
    """达到得N分，不足按比例赋分"""
    return lambda level, n: min(Fraction(full), Fraction(full) * n / target[level])


def _once(full):
    """1次以上得N分"""
    return lambda level, n: full if n >= 1 else 0


def _keqiao(table, rows):
    items = []
    for no, (title, unit, full, points, targets) in enumerate(rows, 1):
        edges = sorted({t + d for t in targets for d in (-1, 0, 1)} | {3, 7})
        items.append(_item(f"keqiao-{table}-{no}", title, str(full), count(title, unit, *edges), points=points))
    return (Section("", None, tuple(items), node=False),)


def _contact(title, unit, full, first, second):
    return title, unit, full, _share(full, {"1类": first, "2类": second}), (first, second)


def _station(title, unit, full, national, provincial):
    return title, unit, full, _share(full, {"国家级": national, "省级": provincial}), (national, provincial)


def _station_once(title, unit, full):
    return title, unit, full, _once(full), (1,)


KEQIAO_CONTACT = Rubric("keqiao-contact", _keqiao("1", (
    _contact("建立学会服务联系点个数", "个", 25, 5, 10),  # 5-9个；10个及以上
    _contact("共建共享高级专家库", "名", 15, 10, 20),
    _contact("贮备可转化成果或推广项目", "项", 15, 5, 10),
    _contact("摸排科技企业技术需求", "项", 15, 5, 10),
    _contact("开展学术交流、技术研讨、学术会议、高峰论坛、科技会展等活动", "次", 10, 1, 2),
    _contact("开展对接洽谈、项目推介、成果发布等活动", "次", 10, 1, 2),
    _contact("动员组织学会会员参与创新驱动助力工程人数", "人", 10, 200, 400))),
    Fraction(100), level=choice("类别", "1类", "2类"))

KEQIAO_STATION = Rubric("keqiao-station", _keqiao("2", (
    _station("共建共享学会高级专家信息库", "名", 10, 50, 20),
    _station("贮备可转化成果或推广项目", "项", 10, 20, 10),
    _station("建立企业科技服务联系点", "个", 10, 50, 20),
    _station("摸排企业技术需求", "项", 10, 50, 20),
    _station_once("组织相关行业专业论坛研讨或科技报告或对接活动等大型科技活动", "次", 15),
    _station_once("组织产业技术诊断与需求挖掘摸排", "次", 10),
    _station_once("编制产业科技咨询报告或科技发展调查报告", "份", 10),
    _station("梳理行业共性关键技术难题及立项建议", "项", 10, 2, 1),  # 2-3项；1-2项
    _station("达成科技服务项目数", "项", 15, 10, 5))),
    Fraction(100), level=choice("级别", "国家级", "省级"))


RUBRICS = {r.key: r for r in (HEFEI, GANSU_ESTABLISH, GANSU_ASSESS, LIAONING, GUANGZHOU, KEQIAO_CONTACT, KEQIAO_STATION)}
