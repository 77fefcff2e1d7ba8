// One clause that speaks of several things, told apart: a clause for each of them.

#include "interpreter/node/clause_edit.hpp"

#include <algorithm>
#include <string_view>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/node/clause_shape.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {

namespace {
std::vector<std::string> split_list(std::string_view s) {
    std::vector<std::string> out;
    std::size_t from = 0;
    int depth = 0;
    for (std::size_t i = 0; i < s.size();) {
        const auto n = character_length(s, i);
        const auto c = s.substr(i, n);
        if (c == "(") ++depth;
        if (c == ")") --depth;
        if (depth == 0 && (c == "、" || c == "/" || (c == "," && has(s, ",")))) {
            out.emplace_back(s.substr(from, i - from));
            from = i + n;
        }
        i += n;
    }
    out.emplace_back(s.substr(from));
    if (out.size() >= 2) {
        for (const std::string_view joint : {"以及", "和", "及", "与"}) {
            std::string& last = out.back();
            if (const auto at = last.find(joint); at != std::string::npos && at > 0 && at + joint.size() < last.size()) {
                std::string tail = last.substr(at + joint.size());
                last.resize(at);
                out.push_back(std::move(tail));
                break;
            }
        }
    }
    return out;
}
// 评议结果按“好、较好、一般、差”四个等次: the list without what it is called.
std::string bare_list(std::string subject) {
    if (const auto open = subject.find("“"); open != std::string::npos) {
        const auto close = subject.find("”", open);
        const auto inside = close == std::string::npos ? std::string() : subject.substr(open + 3, close - open - 3);
        if (has(inside, "、")) return inside;
    }
    for (const std::string_view by : {"按照", "按"})
        if (starts(subject, by) && has(subject, "、")) {
            subject.erase(0, by.size());
            break;
        }
    // 优秀、良好、合格、不合格四档
    for (const std::string_view count : {"二", "两", "三", "四", "五", "六", "2", "3", "4", "5", "6"})
        for (const std::string_view kind : {"档", "级", "等", "类"}) {
            const std::string tail = std::string(count) + std::string(kind);
            if (!ends(subject, tail) || subject.size() <= tail.size() || !has(subject, "、")) continue;
            const std::string left = subject.substr(0, subject.size() - tail.size());
            if (!ends(left, "、") && !ends(left, "和") && !ends(left, "及") && !ends(left, "第")) return left;
        }
    for (const std::string_view kind : {"个等次", "个等级", "个档次", "个级别", "个档", "个层次", "个级", "个类别", "种情况", "种情形", "个等"}) {
        if (!ends(subject, kind)) continue;
        subject.resize(subject.size() - kind.size());
        for (const std::string_view count : {"二", "两", "三", "四", "五", "六", "七", "八", "2", "3", "4", "5", "6", "7", "8"})
            if (ends(subject, count)) {
                subject.resize(subject.size() - count.size());
                break;
            }
        break;
    }
    return subject;
}

// 一、二、三等奖; 第一、第二、第三名: what the last word says of all.
std::vector<std::string> share_tail(std::vector<std::string> parts) {
    static constexpr std::string_view numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "1", "2", "3", "4", "5", "6", "7", "8"};
    if (parts.size() < 2) return parts;
    const auto numeral_at = [](std::string_view word) -> std::pair<std::size_t, std::size_t> {
        for (const auto n : numerals)
            for (const std::string_view before : {std::string_view(), std::string_view("第")})
                if (starts(word, before) && starts(word.substr(before.size()), n)) return {before.size(), before.size() + n.size()};
        return {0, 0};
    };
    const auto [from, to] = numeral_at(parts.back());
    if (to == 0 || parts.back().size() == to) return parts;
    const std::string tail = parts.back().substr(to);
    bool first = false;
    for (std::size_t n = 0; n + 1 < parts.size(); ++n) {
        // the first may stand behind other words: 获一、二等奖
        bool bare = false;
        for (const auto numeral : numerals) bare = bare || (ends(parts[n], numeral) && (n == 0 || parts[n].size() <= numeral.size() + 3));
        if (!bare) return parts;
        first = first || starts(parts[n], "第");
    }
    // 省级一、二、三等奖: what stands before the first speaks of all
    std::string head = parts[0];
    for (const auto numeral : numerals)
        if (ends(head, numeral)) {
            head.resize(head.size() - numeral.size());
            break;
        }
    if (ends(head, "第")) head.resize(head.size() - 3);
    for (std::size_t n = 0; n + 1 < parts.size(); ++n) parts[n] += tail;
    if (!head.empty())
        for (std::size_t n = 1; n < parts.size(); ++n) parts[n] = head + parts[n];
    if (first)
        for (auto& p : parts)
            if (!has(p, "第")) p = head + "第" + p.substr(head.size());
    return parts;
}
}  // namespace

std::vector<placed_item> pair_up(const std::vector<placed_item>& items) {
    std::vector<placed_item> out;
    for (const auto& original : items) {
        placed_item p = original;
        if (auto* zero = std::get_if<clause_text>(&p.is); zero && zero->award.kind == award_kind::zero && zero->when.size() == 2 && zero->when[0].size() == 1 &&
                                                          zero->when[1].size() == 1 && !zero->when[0][0].is && !zero->when[1][0].is &&
                                                          zero->when[0][0].subject.size() <= 12 && !out.empty()) {
            // 差或未提供不得分: one option
            zero->when[0][0].subject += "或" + zero->when[1][0].subject;
            zero->when[0][0].subject_at = {};
            zero->when.pop_back();
        }
        if (auto* listed = std::get_if<clause_text>(&p.is);
            listed && listed->award.values.size() > 1 && listed->when.size() == 1 && listed->when[0].size() == 1) {
            // 四个等次: how many there are
            atom_text& atom = listed->when[0][0];
            if (atom.is && atom.is->bare && is_any(atom.rest, {"等次", "等级", "档次", "档", "级别", "层次", "类别", "情形"})) {
                atom.is.reset();
                atom.rest.clear();
            }
        }
        const auto* c = std::get_if<clause_text>(&p.is);
        if (!c || c->award.kind != award_kind::points || c->award.range || c->award.values.size() < 2 || c->when.size() != 1 || c->when[0].size() != 1 ||
            c->when[0][0].is) {
            out.push_back(p);
            continue;
        }
        std::string subject = c->when[0][0].subject;
        for (const std::string_view each_its_own : {"分别", "依次"})
            if (ends(subject, each_its_own)) {
                subject.resize(subject.size() - each_its_own.size());
                while (ends(subject, ",") || ends(subject, "的"))
                    subject.resize(subject.size() - (ends(subject, ",") ? 1U : 3U));  // …荣誉的，分别每项加3分、2分
            }
        auto parts = share_tail(split_list(bare_list(subject)));
        if (const auto comma = subject.rfind(','); parts.size() != c->award.values.size() && comma != std::string::npos) {
            // 获国家级奖励，特等奖、一等奖分别计30分、20分: what stands before the comma goes with each
            parts = share_tail(split_list(subject.substr(comma + 1)));
            for (auto& part : parts) part = subject.substr(0, comma) + part;
        }
        if (parts.size() != c->award.values.size()) {
            out.push_back(p);
            continue;
        }
        for (std::size_t n = 0; n < parts.size(); ++n) {
            placed_item one = p;
            auto& clause = std::get<clause_text>(one.is);
            clause.award.values = {c->award.values[n]};
            if (clause.award.values[0] == "0") clause.award.kind = award_kind::zero;
            clause.when[0][0].subject = parts[n];
            clause.when[0][0].subject_at = {};
            out.push_back(std::move(one));
        }
    }
    return out;
}

namespace {
// 学生、家长满意率: the measure behind the last name belongs to all of them.
void share_measure(std::vector<std::string>& names) {
    static constexpr std::string_view measures[] = {"满意率", "满意度", "合格率", "达标率", "覆盖率", "完成率", "及格率", "优秀率", "通过率", "普及率",
        "巩固率", "入学率", "参与率", "知晓率", "办结率", "及时率", "准确率", "占比", "比例", "得分", "成绩"};
    for (const auto measure : measures) {
        if (!ends(names.back(), measure)) continue;
        for (auto& name : names)
            if (!ends_any(name, {"率", "度", "比", "例", "数", "量", "额", "分", "绩"})) name += measure;
        return;
    }
}

// 收缴率及满意率均达到95%; 甲、乙达到95%的，各得3分: whose figures they are, one by one.
std::vector<std::string> compared_names(const clause_text& c) {
    if (c.each || !c.members.empty() || c.when.size() != 1 || c.when[0].size() != 1 || !c.when[0][0].is || c.when[0][0].is->bare) return {};
    std::string subject = c.when[0][0].subject;
    bool all = false;
    for (const std::string_view tail : {"均", "都", "双双", "分别均"})
        if (ends(subject, tail) && !ends_any(subject, {"人均", "户均", "平均", "年均", "月均", "日均", "亩均", "班均", "生均", "校均", "地均", "首都"})) {
            subject.resize(subject.size() - tail.size());
            all = true;
            break;
        }
    if (!all && !(c.award.distributes && c.award.values.size() == 1 && has(subject, "、"))) return {};
    auto names = split_list(subject);
    if (names.size() == 1)
        for (const std::string_view joint : {"以及", "和", "及", "与"}) {
            const auto at = subject.find(joint);
            if (at == std::string::npos || at == 0 || at + joint.size() >= subject.size() || starts(std::string_view(subject).substr(at), "及时") ||
                starts(std::string_view(subject).substr(at), "及格") || has_any(subject.substr(0, at + joint.size()), {"参与", "普及", "涉及"}))
                continue;
            names = {subject.substr(0, at), subject.substr(at + joint.size())};
            break;
        }
    if (names.size() < 2 || std::any_of(names.begin(), names.end(), [](const std::string& n) { return n.empty() || has(n, "每"); })) return {};
    share_measure(names);
    return names;
}

bool states(std::string_view name) {
    return starts_any(name, {"设有", "建有", "具有", "拥有", "有", "配备", "制定", "建立", "开展", "完成", "落实", "实行", "成立", "设立", "定期", "按时"});
}

// 前三名分别得10分、8分、6分: a place for each of the awards.
std::size_t places_of(const clause_text& c) {
    if (c.each || compound(c) || c.when.empty() || !c.when[0][0].is || c.award.values.size() < 2 || c.award.range || c.award.kind != award_kind::points)
        return 0;
    const auto& is = *c.when[0][0].is;
    if (!is.low || !is.high || is.low->amount.value != "1" || !is_any(is.high->amount.unit, {"名", "位"})) return 0;
    return is.high->amount.value == std::to_string(c.award.values.size()) ? c.award.values.size() : 0;
}
}  // namespace

std::vector<placed_item> compared_apart(const std::vector<placed_item>& items) {
    std::vector<placed_item> out;
    for (const auto& p : items) {
        const auto* c = std::get_if<clause_text>(&p.is);
        if (const std::size_t places = c ? places_of(*c) : 0; places > 0) {
            for (std::size_t n = 0; n < places; ++n) {
                placed_item one = p;
                auto& clause = std::get<clause_text>(one.is);
                interval_text& is = *clause.when[0][0].is;
                is.low->amount.value = is.high->amount.value = std::to_string(n + 1);
                clause.award.values = {c->award.values[n]};
                clause.award.distributes = false;
                if (n > 0) {
                    clause.when[0][0].subject.clear();
                    clause.when[0][0].subject_at = {};
                    clause.starts_sentence = clause.starts_segment = false;
                }
                out.push_back(std::move(one));
            }
            continue;
        }
        const auto names = c ? compared_names(*c) : std::vector<std::string>();
        out.push_back(p);
        if (names.empty()) continue;
        auto& clause = std::get<clause_text>(out.back().is);
        const atom_text head = clause.when[0][0];
        clause.when = {{}};
        for (std::size_t n = 0; n < names.size(); ++n) {
            atom_text atom = head;
            atom.subject = names[n];
            atom.subject_at = {};
            if (n + 1 < names.size() && states(names[n])) {
                atom.is.reset();  // 设有会议室、面积达到30平方米，各得3分
                atom.rest.clear();
            }
            clause.when[0].push_back(std::move(atom));
        }
    }
    return out;
}

std::vector<placed_item> each_gets(const std::vector<placed_item>& items) {
    std::vector<placed_item> out;
    for (const auto& p : items) {
        const auto* c = std::get_if<clause_text>(&p.is);
        const bool listed = c && !c->each && c->members.empty() && c->when.size() == 1 && c->when[0].size() >= 2 && c->award.distributes && !c->award.range &&
                            c->award.kind == award_kind::points &&
                            std::any_of(c->when[0].begin(), c->when[0].end(), [](const atom_text& a) { return a.is.has_value(); });
        const std::size_t given = listed ? c->award.values.size() : 0;
        const bool named = listed && std::all_of(c->when[0].begin(), c->when[0].end(), [](const atom_text& a) { return !(a.subject + a.rest).empty(); });
        const bool rungs = listed && given == c->when[0].size() && std::all_of(c->when[0].begin(), c->when[0].end(), [&](const atom_text& a) {
            return a.is && (&a == &c->when[0][0] || (a.subject + a.rest).empty());
        });
        if (!(given == 1 && named) && !(given > 1 && given == c->when[0].size() && (named || rungs))) {
            out.push_back(p);
            continue;
        }
        const atom_text& head = c->when[0][0];
        const atom_text& tail = c->when[0].back();
        for (std::size_t n = 0; n < c->when[0].size(); ++n) {
            placed_item one = p;
            auto& clause = std::get<clause_text>(one.is);
            atom_text atom = c->when[0][n];
            if (rungs) {
                // 达到100小时、300小时, 100小时、300小时以上: the word of comparison speaks of all
                const interval_text& like = head.is->bare ? *tail.is : *head.is;
                const bound_text& figure = atom.is->low ? *atom.is->low : *atom.is->high;
                if (atom.is->bare && !like.bare && like.low.has_value() != like.high.has_value()) {
                    bound_text bound = like.low ? *like.low : *like.high;
                    bound.amount = figure.amount;
                    atom.is->bare = false;
                    atom.is->reach = like.reach;
                    (like.low ? atom.is->low : atom.is->high) = bound;
                    if (!like.low) atom.is->low.reset();
                }
                if (n > 0) {
                    atom.subject = head.subject;
                    atom.subject_at = {};
                    atom.rest = head.rest;
                }
            }
            clause.when = {{atom}};
            clause.award.values = {c->award.values[given == 1 ? 0 : n]};
            clause.award.distributes = false;
            clause.starts_sentence = clause.starts_sentence && n == 0;
            clause.starts_segment = clause.starts_segment && n == 0;
            out.push_back(std::move(one));
        }
    }
    return out;
}

}  // namespace fenze
