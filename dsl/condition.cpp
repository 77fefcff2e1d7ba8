#include "dsl/condition.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "dsl/figures.hpp"
#include "dsl/several.hpp"

namespace fenze {
namespace {

// What joins two conditions, and where it stands.
struct connector {
    std::size_t begin = 0, end = 0;
    bool any = false;
    bool found = false;
};

// 维修及时率, 涉及, 合并重组: the joining word is part of a longer one.
bool inside_word(std::string_view before, std::string_view word, std::string_view behind) {
    if (word == "及")
        return starts_any(behind, {"时", "格", "早", "第", "以上", "以下", "其"}) ||
               ends_any(before, {"涉", "普", "危", "触", "波", "提", "顾", "企", "累", "遍", "以"});
    if (word == "并") return starts_any(behind, {"购", "行", "发", "网", "轨", "列", "非", "联", "存"}) || ends_any(before, {"合", "兼", "归", "吞"});
    if (word == "且") return ends_any(before, {"尚", "暂", "姑", "而"});
    if (word == "但") return ends_any(before, {"不", "非"}) || starts_any(behind, {"凡", "书"});
    return false;
}

// The word between two conditions: 或 joins alternatives, 且/同时/a comma conditions that must all hold.
connector find_connector(const folded& text, piece p, bool comma_counts) {
    connector comma;
    for (std::size_t i = p.begin; i < p.end; i = step(text, i, p.end)) {
        const auto rest = view(text, {i, p.end});
        for (const std::string_view w : {"或者", "或"})
            if (starts(rest, w)) return {i, i + w.size(), true, true};
        for (const std::string_view w : {"并且", "而且", "且", "同时满足", "同时", "以及", "并", "及", "但是", "但"}) {
            if (!starts(rest, w)) continue;
            if (!comma_counts && is_any(w, {"及", "并", "以及"})) continue;
            if (inside_word(view(text, {p.begin, i}), w, rest.substr(w.size()))) continue;
            return {i, i + w.size(), false, true};
        }
        if (!comma.found && comma_counts && (rest[0] == ',' || starts(rest, "、") || rest[0] == ';')) {
            const std::size_t n = rest[0] == ',' || rest[0] == ';' ? 1 : 3;
            comma = {i, i + n, false, true};
        }
    }
    return comma;
}

// 设有专职人员且培训不少于3次: the words before an interval may hold conditions of their own, joined by 且, 同时 or 或.
std::vector<std::pair<piece, bool>> split_plain(const folded& text, piece p) {
    std::vector<std::pair<piece, bool>> out;
    std::size_t from = p.begin;
    bool any = false;
    for (std::size_t i = p.begin; i < p.end; i = step(text, i, p.end)) {
        const auto rest = view(text, {i, p.end});
        std::size_t n = 0;
        bool next_any = false;
        for (const std::string_view w : {",且", "、且", ",并且", "且", ",同时", ",或者", ",或", ",但", "但"}) {
            if (starts(rest, w) && !(ends(w, "但") && inside_word(view(text, {p.begin, i}), "但", rest.substr(w.size())))) {
                n = w.size();
                next_any = has(w, "或");
                break;
            }
        }
        if (n == 0 || i == p.begin) continue;
        out.push_back({{from, i}, any});
        from = i + n;
        any = next_any;
        if (from >= p.end) break;
        i = from;
    }
    out.push_back({{from, p.end}, any});
    return out;
}

void add_atom(condition_text& all, atom_text atom, bool any) {
    if (all.empty() || any) all.emplace_back();
    all.back().push_back(std::move(atom));
}

// Subject words that may stand between a name and its figures.
void cut_subject_tail(const folded& text, piece& p) {
    trim_separators(text, p);
    for (bool cut = true; cut;) {
        cut = false;
        for (const std::string_view t : {"的数量为", "数量为", "为", "是", "应", "须", "需", "的", "在", "已"}) {
            if (ends(view(text, p), t) && p.end - p.begin > t.size() && !ends(view(text, p), "行为")) {
                p.end -= t == "数量为" ? 3 : t.size();  // 数量 belongs to the name
                cut = true;
                break;
            }
        }
    }
    trim_separators(text, p);
}

// 换气次数不小于2次/h的面积比例达到70%: figures that only qualify the name of the next quantity are no condition.
std::vector<found_interval> compared_intervals(const folded& text, piece p) {
    auto intervals = find_intervals(text, p);
    for (std::size_t n = 0; n + 1 < intervals.size();) {
        const piece gap{intervals[n].end, intervals[n + 1].begin};
        if (!gap.empty() && !find_connector(text, gap, true).found) intervals.erase(intervals.begin() + static_cast<std::ptrdiff_t>(n));
        else ++n;
    }
    return intervals;
}

// 至少听取一次汇报: the word of comparison stands before the verb, some seven characters away at most.
bool at_least_before(std::string_view before) {
    std::size_t near = before.size() > 21 ? before.size() - 21 : 0;
    while (near < before.size() && (static_cast<unsigned char>(before[near]) & 0xc0U) == 0x80U) ++near;
    return has_any(before.substr(near), {"至少", "不少于", "最少", "不低于"});
}

// 1项社会力量奖励, 两个阶段应用: figures inside the words.
atom_text inner_atom(const folded& text, piece p, const found_interval& inner) {
    atom_text atom;
    piece before{p.begin, inner.begin}, behind{inner.end, p.end};
    cut_subject_tail(text, before);
    trim_separators(text, behind);
    while (starts(view(text, behind), "的")) behind.begin += 3;
    atom.subject = std::string(view(text, before));
    atom.subject_at = text.original(before.begin, before.end);
    atom.is = inner.is;
    atom.is->bare = !at_least_before(view(text, before));
    atom.rest = std::string(view(text, behind));
    atom.at = text.original(p.begin, p.end);
    return atom;
}

// 面积达到每百户30平方米: what the quantity is a rate of stands behind the word of comparison.
void move_rate(atom_text& atom) {
    const auto each = atom.subject.rfind("每");
    if (each == std::string::npos || each == 0 || (atom.is->low && atom.is->high)) return;
    cursor rate{atom.subject, each};
    rate.skip("每");
    rate.skip<grammar::ascii_digits>();
    rate.skip("十");
    rate.skip<grammar::scale>();
    if (!rate.skip<grammar::unit>() || !rate.done()) return;
    for (const std::string_view word : {"达到", "不少于", "不低于", "不小于", "达", "至少"}) {
        const auto before = std::string_view(atom.subject).substr(0, each);
        if (!ends(before, word) || before.size() == word.size()) continue;
        atom.subject = atom.subject.substr(each) + std::string(before.substr(0, before.size() - word.size()));
        atom.subject_at = {};
        if (atom.is->bare) atom.is->reach = true;
        atom.is->bare = false;
        return;
    }
}

// What joins the interval to the words behind it; `last`: no other interval follows.
connector joint_behind(const folded& text, piece behind, bool last) {
    connector joint = find_connector(text, behind, !last);
    // 面积达到500平方米以上，设施齐全: a second condition without figures
    const std::string_view tail = view(text, behind);
    if (last && !joint.found && starts_any(tail, {",", "的,", "、", ";"}))
        joint = {behind.begin, behind.begin + (starts(tail, "的,") ? 4 : starts(tail, "、") ? 3 : 1), joint.any, true};
    return joint;
}

// Adds what stands before an interval and gives the subject that is left.
piece add_statements(const folded& text, piece before, condition_text& out, bool& any) {
    const auto parts = split_plain(text, before);
    for (std::size_t k = 0; k + 1 < parts.size(); ++k) {
        piece statement = parts[k].first;
        trim_separators(text, statement);
        if (statement.empty()) continue;
        add_atom(out, plain_atom(text, statement), any);
        any = parts[k + 1].second;
    }
    return parts.back().first;
}

// 下降但不足2%: the same quantity, above nothing. Takes 但 off.
bool moves_but(const folded& text, piece& p) {
    piece words_here = p;
    trim_separators(text, words_here);
    for (const std::string_view but : {"但是", "但"})
        if (ends(view(text, words_here), but)) {
            words_here.end -= but.size();
            trim_separators(text, words_here);
            if (!ends_any(view(text, words_here), {"下降", "增长", "提高", "上升", "增加", "减少", "提升", "降低"})) return false;
            p = words_here;
            return true;
        }
    return false;
}

// A word that compares with a reference: which side of it holds, and whether the reference itself does.
struct comparison_word {
    std::string_view word;
    int side;
    bool inclusive;
};

constexpr comparison_word comparison_words[] = {{"未超过", -1, true}, {"没有超过", -1, true}, {"不低于", 1, true}, {"不高于", -1, true}, {"不超过", -1, true},
    {"不少于", 1, true}, {"不大于", -1, true}, {"不小于", 1, true}, {"达到", 1, true}, {"低于", -1, false}, {"高于", 1, false}, {"超过", 1, false},
    {"不足", -1, false}, {"少于", -1, false}, {"小于", -1, false}, {"大于", 1, false}};

std::optional<words> settle_reference(atom_text& atom) {
    if (!atom.is || !atom.is->bare || !atom.rest.empty()) return std::nullopt;
    const std::string unit = atom.is->low->amount.unit;
    if (unit != "倍" && unit != "%") return std::nullopt;
    for (const auto& k : comparison_words) {
        const auto at = atom.subject.rfind(k.word);
        if (at == std::string::npos) continue;
        const std::string reference = atom.subject.substr(at + k.word.size());
        if (reference.empty() || has(reference, ",")) return std::nullopt;
        const bool of = atom.of_subject || ends(reference, "的");
        const bool settled = unit == "倍" || k.inclusive || k.word == "超过" || k.word == "大于";
        if (!settled && of && k.side < 0)
            return words{"“" + std::string(k.word) + reference + atom.is->low->amount.value + "%”有两种读法：是它的百分之几，还是低百分之几",
                "a share of the reference, or so much below it?"};
        if (!settled) return std::nullopt;
        atom.is->bare = false;
        atom.is->low->inclusive = k.inclusive;
        if (k.side < 0) {
            atom.is->high = atom.is->low;
            atom.is->low.reset();
        }
        // 未超过平均资产总额1% asks for the same quantity as 超过平均资产总额1%
        if (is_any(k.word, {"未超过", "没有超过", "不超过"})) {
            atom.subject = atom.subject.substr(0, at) + "超过" + reference;
            atom.subject_at = {};
        }
        return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

atom_text plain_atom(const folded& text, piece p) {
    atom_text out;
    trim_separators(text, p);
    while (starts(view(text, p), "但") && p.end - p.begin > 3) p.begin += 3;
    out.subject = std::string(view(text, p));
    out.subject_at = out.at = text.original(p.begin, p.end);
    return out;
}

condition_text read_condition(const folded& text, piece p) {
    condition_text out;
    trim_separators(text, p);
    if (p.empty()) return out;
    const auto intervals = compared_intervals(text, p);
    if (intervals.empty()) {
        auto inner = inner_amount(text, p);
        if (inner && inner->is.low->amount.value == "1" &&
            (has_any(view(text, {p.begin, inner->begin}), {"没有", "从未", "未有"}) ||
                ends_any(view(text, {p.begin, inner->begin}), {"无", "未发生", "未出现", "未发现"})))
            inner.reset();  // 没有一次不合格
        if (inner && inner->is.low->amount.value == "1" &&
            has_any(view(text, {p.begin, inner->begin}), {"每年", "每月", "每季", "每周", "每日", "每天", "每半年", "每学期", "每学年", "每个月"}))
            inner.reset();  // 每季度召开一次会议: what is required, not a count
        add_atom(out, inner && inner->is.low->amount.unit != "%" ? inner_atom(text, p, *inner) : plain_atom(text, p), false);
        return out;
    }
    std::size_t from = p.begin;
    bool any = false;
    for (std::size_t n = 0; n < intervals.size(); ++n) {
        const auto& here = intervals[n];
        const bool last = n + 1 == intervals.size();
        piece before{from, here.begin};
        const bool moves = moves_but(text, before);
        piece subject = moves ? before : add_statements(text, before, out, any);
        atom_text atom;
        atom.of_subject = ends(view(text, subject), "的");
        cut_subject_tail(text, subject);
        atom.subject = std::string(view(text, subject));
        atom.subject_at = text.original(subject.begin, subject.end);
        atom.is = here.is;
        if (moves && atom.is->high && !atom.is->low) {
            atom.is->low = atom.is->high;  // 下降但不足2%: more than nothing
            atom.is->low->amount.value = "0";
            atom.is->low->inclusive = false;
            atom.is->low->word = bound_text::suffix::none;
        }
        if (atom.is->bare && at_least_before(atom.subject)) atom.is->bare = false;  // 每季度至少研究1次得5分: no rate
        move_rate(atom);
        piece behind{here.end, last ? p.end : intervals[n + 1].begin};
        const connector joint = joint_behind(text, behind, last);
        if (joint.found) {
            from = joint.end;
            behind.end = joint.begin;
        } else {
            from = last ? p.end : here.end;
            if (!last) behind.end = here.end;
        }
        while (starts_any(view(text, behind), {"的", "者"})) behind.begin += 3;
        trim_separators(text, behind);
        atom.rest = std::string(view(text, behind));
        atom.at = text.original(subject.begin, std::max(here.end, behind.end));
        if (atom.is->bare && ends_any(atom.subject, {"降低至", "降至", "下降至", "减少至", "压减至", "缩短至", "降低到", "降到", "下降到", "减少到"})) {
            atom.is->bare = false;  // 损耗率降低至1.0%: at most so much
            atom.is->high = atom.is->low;
            atom.is->low.reset();
        }
        add_atom(out, std::move(atom), any);
        any = joint.found && joint.any;
    }
    piece rest{from, p.end};
    trim_separators(text, rest);
    // 不少于4次，达到要求得5分: the words only say again that the figure is reached
    if (is_any(view(text, rest), {"达到要求", "达到要求的", "符合要求", "达标", "完成任务", "完成"}) && out.size() == 1 && out[0].size() == 1 && !any)
        return out;
    if (!rest.empty()) add_atom(out, plain_atom(text, rest), any);
    return out;
}

std::optional<words> settle_references(condition_text& when) {
    for (auto& group : when)
        for (auto& atom : group)
            if (auto problem = settle_reference(atom)) return problem;
    return std::nullopt;
}

}  // namespace fenze
