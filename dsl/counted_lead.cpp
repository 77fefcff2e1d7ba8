#include "dsl/counted_lead.hpp"

#include <utility>

#include "dsl/characters.hpp"
#include "dsl/condition.hpp"
#include "dsl/figures.hpp"
#include "dsl/phrases.hpp"
#include "dsl/several.hpp"

namespace fenze {
namespace {

using namespace grammar;  // NOLINT: this file tries the grammar's rules

constexpr std::size_t each_size = std::string_view("每").size();

// 每 with what was read behind it: the words before, the quantity, and the words after.
struct each_place {
    std::size_t at = 0;
    read<quantity_text> quantity;
    piece before, rest;
};

// 每万人口发明专利拥有量达到10件: a rate, not a count.
bool is_rate(const folded& text, const each_place& each) {
    if (each.quantity.is.towards != direction::none || !each.quantity.is.verb.empty() || each.rest.empty()) return false;
    if (each.quantity.end > each.at + each_size && is_digit(text.text[each.at + each_size])) return false;
    const auto inner = inner_amount(text, each.rest);
    for (const auto& f : find_intervals(text, each.rest))
        if (!(f.end == each.rest.end && starts(view(text, {f.begin, f.end}), "满")) &&  // 每连续居住满1年 counts
            !f.is.bare && (!inner || inner->begin >= f.begin))
            return true;
    return false;
}

// 每班“两教一保”配备到位: a state of every one of them, not a count.
bool is_state(const folded& text, const each_place& each) {
    return each.quantity.is.towards == direction::none && !each.rest.empty() && each.quantity.is.each.value == "1" &&
           !has_any(view(text, {each.at, each.quantity.end}), {"1", "一"}) && !has_any(view(text, each.rest), {"发现", "出现", "发生"}) &&
           !ends_any(view(text, each.rest), {"不到位", "未到位", "不齐全", "不达标", "未达标", "不完善", "不健全", "未落实", "不落实", "不规范", "未规范",
                                                "不清晰", "不整洁", "不畅通", "未公示", "未全覆盖"}) &&
           ends_any(view(text, each.rest), {"到位", "齐全", "达标", "完善", "健全", "落实", "规范", "全覆盖", "完好", "清晰", "整洁", "畅通", "公示"});
}

// 食谱每周公示, 每月报送不少于4条: a period is part of the words; 每年工龄 counts years.
bool is_period(const folded& text, const each_place& each, piece lead) {
    return starts_any(view(text, {each.at, lead.end}), {"每年度", "每年", "每个月", "每月", "每季度", "每个季度", "每季", "每周", "每星期", "每日", "每天",
                                                           "每半年", "每学期", "每学年", "每两年", "每三年"}) &&
           !each.rest.empty() && !has_any(view(text, each.rest), {"龄", "年限"});
}

// What is counted, in words: the verb and the object around a figure, or all of the words.
std::string counted_noun(const folded& text, const each_place& each, quantity_text& q) {
    const bool counted_here = !q.each.unit.empty();
    const auto inner = counted_here ? std::nullopt : inner_amount(text, each.rest);
    if (inner) {
        q.each = inner->is.low->amount;
        piece verb{each.rest.begin, inner->begin}, object{inner->end, each.rest.end};
        trim_separators(text, verb);
        trim_separators(text, object);
        if (starts(view(text, object), "以上")) object.begin += 6;
        if (ends(view(text, verb), "满")) verb.end -= 3;
        return std::string(view(text, verb)) + std::string(view(text, object));
    }
    std::string noun(view(text, each.rest));
    while (starts(noun, "的")) noun.erase(0, 3);
    const bool figure_given = each.quantity.end > each.at + each_size && is_digit(text.text[each.quantity.end - 1]);
    if (figure_given && !counted_here && noun.size() <= 9) {
        // 每200毫升, 每800字: units are an open class
        q.each.unit = noun;
        noun.clear();
    }
    return noun;
}

// Whether the words behind a step only repeat what it is measured from: 每超过目标任务10个百分点, 每多降低1个百分点.
bool repeats_target(const folded& text, const each_place& each, const quantity_text& q, std::string_view noun) {
    if (has_any(noun, {"标准", "目标", "平均", "基准", "指标", "规定", "要求", "上年", "上一年", "计划", "限"})) return true;
    if (is_any(noun, {"降低", "增加", "提高", "完成", "下降", "减少", "增长", "上升", "提升"}) && is_any(q.verb, {"多", "再", "超", "超额", "少"})) return true;
    const auto before = find_intervals(text, each.before);
    if (before.empty() || before.back().is.bare || noun.size() > 9) return false;
    const auto& target = before.back().is;
    return (target.low ? target.low : target.high)->amount.unit == q.each.unit;
}

// 参加基本养老保险、…、生育保险，每个险种(每满一年): one fact per member.
void split_members(const folded& text, piece& subject, clause_text& clause) {
    const std::size_t each = find_last_each(text, subject);
    if (each == std::string::npos) return;
    if (!starts_any(view(text, {each, subject.end}), {"每个", "每项", "每种", "每类", "每一"})) return;
    piece list{subject.begin, each};
    trim_separators(text, list);
    auto members = list_members(text, list);
    if (members.size() < 2) return;
    for (const std::string_view verb : {"参加", "缴纳", "拥有", "取得", "获得", "建立", "制定", "开展"})
        if (starts(members[0], verb)) {
            members[0].erase(0, verb.size());
            break;
        }
    clause.members = std::move(members);
    subject = list;
}

// 在此基础上，每增加1家: words that only lead over to the step.
void cut_filler(const folded& text, piece& subject, bool is_step) {
    trim_separators(text, subject);
    for (const std::string_view filler : {"在此基础上", "在这个基础上", "在上述基础上", "此后", "以后", "其后", "之后", "超过部分", "超出部分", "超额部分",
             "以上部分", "超过的部分", "超出的部分", "超过的", "超出的", "在此之上", "未达到的", "未达到", "否则", "未达标的", "达不到的", "未完成的",
             "不达标的", "达标后", "达到后", "并", "且", "同时", "另外", "此外", "后", "以上"}) {
        if (view(text, subject) == filler) subject.begin = subject.end;
        else if (is_step && ends(view(text, subject), filler) && filler.size() >= 9) subject.end -= filler.size();
    }
    trim_separators(text, subject);
}

void add_noun(const std::string& noun, span at, condition_text& when) {
    if (noun.empty()) return;
    if (when.empty()) when.push_back({atom_text{}});
    atom_text& last = when.back().back();
    (last.is ? last.rest : last.subject) += noun;
    last.subject_at = last.at = cover(last.at, at);
}

bool one_award_each(const clause_text& clause) { return clause.award.distributes && clause.award.values.size() == 1; }

// 有固定场所、有专职人员，每项均得2分: every member is a statement of its own.
// 建立财务、人事管理制度的，每项制度均得1分: the noun behind 每 is the one that the list ends in.
bool each_member(const folded& text, piece subject, const quantity_text& q, std::string_view noun, const clause_text& clause) {
    trim_separators(text, subject);
    while (ends(view(text, subject), "的")) subject.end -= 3;
    return one_award_each(clause) && (noun.empty() || ends(view(text, subject), noun)) && q.towards == direction::none && has(view(text, subject), "、") &&
           is_any(q.each.unit, {"项", "个", "类", "种"}) && q.verb.empty();
}

void take_members(const folded& text, piece list, clause_text& clause) {
    clause.members = list_members(text, list);
    clause.when.push_back({plain_atom(text, list)});
}

// 动火时间超过30分钟的，一次扣2分; 发现一处扣1分: 一 with a unit alone is 每.
bool read_one(const folded& text, piece lead, std::size_t part, clause_text& clause) {
    if (part == lead.begin) return false;
    cursor in{text.text, part};
    skip_any(in, {"发现", "出现", "发生", "存在", "查出", "有"});
    if (!skip_any(in, {"一", "1"})) return false;
    const auto from = in.at;
    if (!in.skip<unit>()) in.skip<han>();
    if (in.at == from || in.at != lead.end) return false;
    quantity_text q;
    q.each = {"1", std::string(view(text, {from, in.at})), text.original(part, in.at)};
    q.at = q.each.at;
    q.implied = true;
    piece subject{lead.begin, part - 1};
    trim_separators(text, subject);
    if (ends_any(view(text, subject), {"没有", "无", "未", "从未"})) return false;
    while (ends_any(view(text, subject), {"的", "者"})) subject.end -= 3;
    clause.each = q;
    clause.when.push_back({plain_atom(text, subject)});
    return true;
}

// 漏巡一次: words and a counted 一 behind them.
bool read_one_counted(const folded& text, piece lead, clause_text& clause) {
    for (std::size_t i = step(text, lead.begin, lead.end); i < lead.end; i = step(text, i, lead.end)) {
        cursor in{text.text, i};
        const auto before = view(text, {lead.begin, i});
        const bool inside = !before.empty() && (is_digit(before.back()) || before.back() == '.' || ends_any(before, {"十", "百", "千", "万", "零", "第"}));
        if (inside || !skip_any(in, {"一", "1"})) continue;  // 11份, 十一份
        const auto from = in.at;
        if (!in.skip<counted>() || in.at != lead.end) continue;
        quantity_text q;
        q.each = {"1", std::string(view(text, {from, in.at})), text.original(i, in.at)};
        q.at = q.each.at;
        q.implied = true;
        piece subject{lead.begin, i};
        trim_separators(text, subject);
        clause.each = q;
        clause.when.push_back({plain_atom(text, subject)});
        return true;
    }
    return false;
}

// 查10份病历，一份不合格扣1分: one of what was looked at.
bool read_one_of(const folded& text, piece lead, std::size_t part, clause_text& clause) {
    if (!clause.award.take) return false;
    cursor in{text.text, part};
    const bool there_is = skip_any(in, {"有", "发现", "出现"});
    if (!skip_any(in, {"一", "1"})) return false;
    const auto from = in.at;
    const bool period = there_is && skip_any(in, {"年", "个月", "月", "个季度", "季度", "个学期", "天", "日"});  // 有一年亏损扣2分
    if ((part == lead.begin && !period) || (!period && !in.skip<counted>()) || in.at >= lead.end) return false;
    if (period && sees_any(in, {"内", "期", "以", "前", "后", "来", "度", "及"})) return false;
    quantity_text q;
    q.each = {"1", std::string(view(text, {from, in.at})), text.original(part, in.at)};
    q.at = q.each.at;
    q.implied = true;
    q.at_end = false;
    piece subject{in.at, lead.end};
    trim_separators(text, subject);
    if (subject.empty() || !find_intervals(text, subject).empty()) return false;
    clause.each = q;
    clause.when.push_back({plain_atom(text, subject)});
    return true;
}

// 听课不少于20节，少一节扣0.5分: a step without its 每.
bool read_step(const folded& text, piece lead, std::size_t part, clause_text& clause) {
    for (const std::string_view verb : {"少", "缺", "低于", "超过", "超", "低", "多"}) {
        if (!starts(view(text, {part, lead.end}), verb)) continue;
        // 低于1%得2分 is a tier; 少一节扣0.5分, 低1个百分点扣1分 are steps
        const bool compares = is_any(verb, {"低于", "超过"});
        if (!clause.award.take && (compares || part == lead.begin)) return false;
        const auto quantity = read_quantity(text, part, true);
        if (quantity && compares && (quantity->is.each.unit == "%" || quantity->is.each.value != "1")) return false;
        if (!quantity || quantity->end != lead.end || quantity->is.towards == direction::none || quantity->is.each.unit.empty()) return false;
        if (part == lead.begin) {
            if (quantity->is.verb != verb || quantity->is.each.value != "1") return false;
        } else {
            const piece subject{lead.begin, part - 1};
            if (find_intervals(text, subject).empty()) return false;
            clause.when = read_condition(text, subject);
        }
        clause.each = quantity->is;
        clause.each->implied = true;
        return true;
    }
    return false;
}

// 在2年基础上每增加1年: the figures before are what the steps go up from.
bool cut_base(const folded& text, piece& subject) {
    for (const std::string_view base : {"的基础上", "基础上", "基础之上", "之上"})
        if (ends(view(text, subject), base)) {
            subject.end -= base.size();
            trim_separators(text, subject);
            return true;
        }
    return false;
}

// 从第2项起每项得1分, 以后每项: what exceeds the first.
std::optional<atom_text> from_nth(const folded& text, piece subject, quantity_text& q) {
    trim_separators(text, subject);
    cursor in{text.text, subject.begin};
    skip_any(in, {"从", "自"});
    if (in.skip("前")) {
        // 前3次每次扣1分: as far as the third
        const auto first = read_amount(text, in.at, true);
        if (!first || first->end != subject.end || first->is.unit.empty() || first->is.unit == "%") return std::nullopt;
        atom_text out;
        out.at = text.original(subject.begin, subject.end);
        interval_text is;
        is.high = bound_text{first->is, true, false};
        is.at = out.at;
        out.is = is;
        out.rest = "部分";
        return out;
    }
    if (!in.skip("第")) return std::nullopt;
    const auto nth = read_amount(text, in.at, true);
    if (!nth || nth->end > subject.end || nth->is.value.find_first_not_of("0123456789") != std::string::npos || nth->is.value.size() > 4) return std::nullopt;
    in.at = nth->end;
    if (!skip_any(in, {"起", "开始", "及以后", "以后", "以上"}) || in.at != subject.end) return std::nullopt;
    const int n = std::stoi(nth->is.value);
    if (n < 2) return std::nullopt;
    const std::string above = std::to_string(n - 1);
    atom_text out;
    out.at = text.original(subject.begin, subject.end);
    interval_text is;
    is.low = bound_text{{above, q.each.unit, out.at}, false, false};
    is.at = out.at;
    out.is = is;
    q.from_second = above == "1";
    return out;
}

// 每人每次, 每处每天: one unit of both.
void join_each(const folded& text, each_place& each, quantity_text& q) {
    if (q.each.value != "1" || q.each.unit.empty() || q.towards != direction::none) return;
    for (const std::string_view first : {"人", "户", "家", "处", "台", "车", "辆", "校", "村", "项", "个", "名", "件", "天", "日", "岗", "店", "班"})
        if (ends(view(text, each.before), "每" + std::string(first))) {
            each.before.end -= 3 + first.size();
            q.each.unit = std::string(first) + q.each.unit;
            return;
        }
}

// 按3小时授予1学分, 以2次计1分: an amount that closes the words behind 按 is what the points are given for.
bool read_by_amount(const folded& text, piece lead, clause_text& clause) {
    if (!clause.award.verb || clause.award.kind != award_kind::points) return false;
    for (std::size_t i = lead.begin; i < lead.end; i = step(text, i, lead.end)) {
        cursor in{text.text, i};
        if (!skip_any(in, {"按照", "按"})) continue;
        const auto amount = read_amount(text, in.at, true);
        if (!amount || amount->end != lead.end || amount->is.unit.empty() || amount->is.unit == "%") continue;
        quantity_text q;
        q.each = amount->is;
        q.at = text.original(i, lead.end);
        piece subject{lead.begin, i};
        trim_separators(text, subject);
        clause.each = q;
        if (!subject.empty()) clause.when.push_back({plain_atom(text, subject)});
        return true;
    }
    return false;
}

}  // namespace

bool read_each(const folded& text, piece lead, clause_text& clause) {
    const std::size_t at = find_last_each(text, lead);
    if (at == std::string::npos) return false;
    // 每2小时巡逻一次，漏巡一次扣2分: what stands behind the comma counts by itself, what stands before says what is required
    if (const std::size_t part = behind_last_comma(text, lead); clause.award.take && part > at) {
        clause_text own = clause;
        if (read_step(text, lead, part, own) || read_one_counted(text, {part, lead.end}, own)) {
            clause = std::move(own);
            return true;
        }
    }
    auto quantity = read_quantity(text, at);
    if (!quantity || quantity->end > lead.end) return false;
    piece subject{lead.begin, at};
    each_place each{at, *quantity, subject, {quantity->end, lead.end}};
    const bool to_each = !each.rest.empty() && addresses(view(text, subject));
    if (to_each || is_rate(text, each) || is_state(text, each) || is_period(text, each, lead)) return false;

    quantity_text q = quantity->is;
    join_each(text, each, q);
    if (starts_any(view(text, each.rest), {"(含不满", "(不足", "(含不足", "(不满"})) {
        const auto close = skip_bracket(text.text, each.rest.begin, each.rest.end);
        if (close == each.rest.end) {
            q.rounds_up = !has(view(text, each.rest), "不计");  // 每增加1岁（含不满1岁）
            each.rest.begin = each.rest.end;
        }
    }
    trim_separators(text, each.rest);
    std::string noun;
    if (!each.rest.empty()) {
        q.at_end = !subject.empty() && !q.each.unit.empty();
        noun = counted_noun(text, each, q);
        if (q.towards != direction::none && !noun.empty()) {
            if (repeats_target(text, each, q, noun)) {
                noun.clear();
            } else {
                // 每少报一次, 每缺席1次: 少 and 缺 begin a longer verb
                noun = q.verb + noun;
                q.towards = direction::none;
            }
        }
    }
    if (each_member(text, subject, q, noun, clause)) {
        trim_separators(text, subject);
        while (ends(view(text, subject), "的")) subject.end -= 3;
        take_members(text, subject, clause);
        for (auto& member : clause.members)
            if (!ends(member, noun)) member += noun;
        return true;
    }
    subject = each.before;
    while (ends_any(view(text, subject), {"按照", "按"})) subject.end -= ends(view(text, subject), "按照") ? 6 : 3;
    split_members(text, subject, clause);
    if (q.towards == direction::none && noun.empty()) {
        if (is_any(view(text, subject),
                {"以后", "此后", "其后", "之后", "后续", "超过部分", "超出部分", "超额部分", "超过的部分", "超出的部分", "超过的", "超出的"})) {
            q.towards = direction::up;  // 第1项得3分，以后每项得1分: from the figure before
            q.verb = "增加";
            q.from_second = true;
        } else if (is_any(view(text, subject), {"不足部分", "不足的部分", "不足的", "低于部分", "低于的部分", "未达到部分", "未完成部分", "差额部分"})) {
            q.towards = direction::down;
            q.verb = "少";
        } else if (auto beyond = from_nth(text, subject, q)) {
            clause.when.push_back({std::move(*beyond)});
            clause.each = q;
            return true;
        }
    }
    const bool is_step = q.towards != direction::none;
    cut_filler(text, subject, is_step);
    while (!is_step && noun.empty() && ends(view(text, subject), "的") && subject.end - subject.begin > 6 && !ends_any(view(text, subject), {"目的", "标的"}))
        subject.end -= 3;  // 弄虚作假的每个扣3分
    const bool from_base = is_step && cut_base(text, subject);
    // for steps and shortfalls what stands before may hold the target: 不少于5家，每少1家
    if (is_step || !find_intervals(text, subject).empty()) clause.when = read_condition(text, subject);
    else if (!subject.empty()) clause.when.push_back({plain_atom(text, subject)});
    if (from_base && !clause.when.empty() && clause.when.back().back().is) {
        interval_text& is = *clause.when.back().back().is;
        is.bare = false;
        is.reach = true;
    }
    if (q.target && !clause.when.empty() && !clause.when.back().back().is) {
        interval_text is;
        is.low = bound_text{*q.target, true, false};
        is.at = q.target->at;
        clause.when.back().back().is = is;
    }
    add_noun(noun, text.original(each.rest.begin, each.rest.end), clause.when);
    clause.each = q;
    return true;
}

bool read_members(const folded& text, piece lead, clause_text& clause) {
    if (!one_award_each(clause) || clause.award.kind != award_kind::points || !has(view(text, lead), "、") || !find_intervals(text, lead).empty()) return false;
    take_members(text, lead, clause);
    return true;
}

bool read_without_each(const folded& text, piece lead, clause_text& clause) {
    const std::size_t part = behind_last_comma(text, lead);
    if (read_one(text, lead, part, clause) || read_one_of(text, lead, part, clause) || read_step(text, lead, part, clause)) return true;
    // 抽查病历20份，发现丙级病历1份扣3分: what was looked at, and how many of it failed
    const bool looked_at = clause.award.take && part != lead.begin && !find_intervals(text, {part, lead.end}).empty();
    return (looked_at && read_one_counted(text, {part, lead.end}, clause)) || read_by_amount(text, lead, clause);
}

}  // namespace fenze
