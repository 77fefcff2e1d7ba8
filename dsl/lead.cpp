#include "dsl/lead.hpp"

#include <algorithm>
#include <array>

#include "dsl/cursor.hpp"
#include "dsl/numeral.hpp"
#include "dsl/phrases.hpp"
#include "dsl/text.hpp"

namespace fenze {
namespace {

using namespace grammar;  // NOLINT

template <std::size_t N>
bool starts_any(std::string_view text, const std::array<std::string_view, N>& all) {
    return std::any_of(all.begin(), all.end(), [&](std::string_view w) { return starts(text, w); });
}

constexpr std::array<std::string_view, 9> separators{",", ";", ":", "、", "。", "!", "?", " ", "…"};

// Names of the item itself in front of an award: 本项不得分.
constexpr std::array<std::string_view, 34> self_words{"本测试项成绩", "本项考核成绩", "该项考核成绩", "本项成绩", "该项成绩", "该项得分", "本项得分",
    "此项得分", "本指标得分", "该指标得分", "本项分值", "该项分值", "该小项", "本小项", "本项目", "该项目", "本项", "该项", "此项", "本指标", "该指标",
    "此指标", "本题", "本条", "该条", "本款", "考核得分", "最终得分", "成绩", "的分值", "项目得分", "的部分", "这一项", "该部分"};

// Span of an opaque bracket that opens at `at`, or `at`.
std::size_t skip_bracket(std::string_view text, std::size_t at, std::size_t end) {
    if (text[at] != '(') return at;
    int depth = 0;
    for (std::size_t i = at; i < end; ++i) {
        if (text[i] == '(') ++depth;
        if (text[i] == ')' && --depth == 0) return i + 1;
    }
    return at;
}

// Next place outside quotations and brackets.
std::size_t step(const folded& text, std::size_t at, std::size_t end) {
    if (const auto q = skip_quotation(text, at); q != at && q <= end) return q;
    if (const auto b = skip_bracket(text.text, at, end); b != at) return b;
    return at + character_length(text.text, at);
}

struct piece {
    std::size_t begin = 0, end = 0;
};

std::string_view view(const folded& text, piece p) { return std::string_view(text.text).substr(p.begin, p.end - p.begin); }

atom_text plain_atom(const folded& text, piece p) {
    atom_text out;
    trim_separators(text.text, p.begin, p.end);
    while (starts(view(text, p), "但") && p.end - p.begin > 3) p.begin += 3;
    out.subject = std::string(view(text, p));
    out.subject_at = out.at = text.original(p.begin, p.end);
    return out;
}

struct found_interval {
    interval_text is;
    std::size_t begin = 0, end = 0;
};

// Figures that belong to a name: 第3名, 近3年, 前5名, 20万元以下…的 stay where no comparison stands; ordinals never count.
bool part_of_name(std::string_view before) {
    constexpr std::array<std::string_view, 10> marks{"第", "近", "前", "最近", "过去", "上", "“", "No.", "GB", "T"};
    return std::any_of(marks.begin(), marks.end(), [&](std::string_view m) { return ends(before, m); });
}

bool ordinal_numeral(std::string_view text, std::size_t at) {
    // 一级, 二等, 三甲: levels in Chinese numerals are names
    cursor in{text, at};
    if (!in.skip<cn_number>()) return false;
    return in.sees("级") || in.sees("等") || in.sees("甲") || in.sees("流") || in.sees("线") || in.sees("类") || in.sees("星") || in.sees("档") ||
           in.sees("般") || in.sees("体") || in.sees("定") || in.sees("致") || in.sees("把手") || in.sees("区") || in.sees("作者") || in.sees("学历") ||
           in.sees("孩") || in.sees("带一路") || in.sees("站式") || in.sees("网") || in.sees("人称") || in.sees("审") || in.sees("门式") || in.sees("本");
}

// All intervals of the piece that compare; a bare number counts where it closes the piece or stands before a connector.
std::vector<found_interval> find_intervals(const folded& text, piece p) {
    std::vector<found_interval> out;
    for (std::size_t i = p.begin; i < p.end;) {
        const auto next = step(text, i, p.end);
        if (next - i > 4) {
            i = next;
            continue;
        }
        const std::string_view before = view(text, {p.begin, i});
        const char c = text.text[i];
        const bool digit_inside =
            !before.empty() && ((before.back() >= '0' && before.back() <= '9') || before.back() == '.') && ((c >= '0' && c <= '9') || c == '.');
        const bool letter_inside =
            !before.empty() && ((before.back() >= 'a' && before.back() <= 'z') || (before.back() >= 'A' && before.back() <= 'Z')) && c >= '0' && c <= '9';
        if (digit_inside || letter_inside || part_of_name(before) || ordinal_numeral(text.text, i)) {
            // skip the whole figure
            cursor in{text.text, i};
            if (in.skip<numeral>() && in.at <= p.end) {
                i = in.at;
                if (const auto u = eat<unit>(text.text, i); u && i + *u <= p.end) i += *u;
            } else {
                i = next;
            }
            continue;
        }
        auto found = read_interval(text, i);
        if (!found || found->end > p.end) {
            i = next;
            continue;
        }
        if (found->is.bare) {
            piece behind{found->end, p.end};
            trim_separators(text.text, behind.begin, behind.end);
            const bool closes = behind.begin >= behind.end;
            const auto& amount = found->is.low->amount;
            // 超过平均资产总额1%的，或者…: a share with its reference may be followed by another condition
            const std::string_view follows = view(text, {found->end, p.end});
            const bool referred =
                amount.unit == "%" && has(before, "超过") && (starts(follows, "的,") || starts(follows, ",") || starts(follows, "或") || starts(follows, "且"));
            if ((closes || referred) && !amount.unit.empty()) {
                out.push_back({found->is, i, found->end});
            } else if (closes && out.empty() && text.text[i] >= '0' && text.text[i] <= '9' && before.empty()) {
                out.push_back({found->is, i, found->end});
            }
            i = found->end;
            continue;
        }
        // 预案满3年未修订, 超过24小时未处理: how long something was left undone is part of the words
        const std::string_view undone = view(text, {found->end, p.end});
        const std::string& unit_here = found->is.low ? found->is.low->amount.unit : found->is.high->amount.unit;
        if (eat<peg::seq<duration, peg::eof>>(unit_here, 0) && (starts(undone, "未") || starts(undone, "不") || starts(undone, "没") ||
                                                                   starts(undone, "仍未") || starts(undone, "以上未") || starts(undone, "无"))) {
            i = found->end;
            continue;
        }
        out.push_back({found->is, i, found->end});
        i = found->end;
    }
    return out;
}

struct connector {
    std::size_t begin = 0, end = 0;
    bool any = false;
    bool found = false;
};

// The word between two conditions: 或 joins alternatives, 且/同时/a comma conditions that must all hold.
connector find_connector(const folded& text, piece p, bool comma_counts) {
    constexpr std::array<std::string_view, 2> either{"或者", "或"};
    constexpr std::array<std::string_view, 8> both{"并且", "而且", "且", "同时满足", "同时", "以及", "并", "及"};
    connector comma;
    for (std::size_t i = p.begin; i < p.end; i = step(text, i, p.end)) {
        const auto rest = view(text, {i, p.end});
        for (const auto w : either)
            if (starts(rest, w)) return {i, i + w.size(), true, true};
        for (const auto w : both) {
            if (!starts(rest, w)) continue;
            if ((w == "及" || w == "并" || w == "以及") && !comma_counts) continue;
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
        for (const std::string_view w : {",且", "、且", ",并且", "且", ",同时", ",或者", ",或"}) {
            if (starts(rest, w)) {
                n = w.size();
                next_any = has(w, "或");
                break;
            }
        }
        if (n == 0 || i == p.begin) continue;
        out.push_back({{from, i}, any});
        from = i + n;
        any = next_any;
        i = from - 1;
        while (i + 1 < p.end && (static_cast<unsigned char>(text.text[i + 1]) & 0xc0U) == 0x80U) ++i;
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
    static constexpr std::array<std::string_view, 10> tails{"的数量为", "数量为", "为", "是", "应", "须", "需", "的", "在", "已"};
    trim_separators(text.text, p.begin, p.end);
    for (bool cut = true; cut;) {
        cut = false;
        for (const auto t : tails) {
            if (ends(view(text, p), t) && p.end - p.begin > t.size() && !ends(view(text, p), "行为")) {
                p.end -= t.size() == 15 ? 3 : t == "数量为" ? 3 : t.size();
                cut = true;
                break;
            }
        }
    }
    trim_separators(text.text, p.begin, p.end);
}

std::optional<found_interval> inner_amount(const folded& text, piece p);

condition_text read_condition(const folded& text, piece p) {
    condition_text out;
    trim_separators(text.text, p.begin, p.end);
    if (p.begin >= p.end) return out;
    auto intervals = find_intervals(text, p);
    // 换气次数不小于2次/h的面积比例达到70%: figures that only qualify the name of the next quantity
    for (std::size_t n = 0; n + 1 < intervals.size();) {
        const piece gap{intervals[n].end, intervals[n + 1].begin};
        if (gap.begin < gap.end && !find_connector(text, gap, true).found) intervals.erase(intervals.begin() + static_cast<std::ptrdiff_t>(n));
        else ++n;
    }
    if (intervals.empty()) {
        // 1项社会力量奖励, 两个阶段应用: figures inside the words
        if (const auto inner = inner_amount(text, p); inner && inner->is.low->amount.unit != "%") {
            atom_text atom;
            piece before{p.begin, inner->begin}, behind{inner->end, p.end};
            cut_subject_tail(text, before);
            trim_separators(text.text, behind.begin, behind.end);
            while (starts(view(text, behind), "的")) behind.begin += 3;
            atom.subject = std::string(view(text, before));
            atom.subject_at = text.original(before.begin, before.end);
            atom.is = inner->is;
            // 至少听取一次汇报: the word of comparison stands before the verb
            const std::string_view head = view(text, before);
            std::size_t near = head.size() > 21 ? head.size() - 21 : 0;
            while (near < head.size() && (static_cast<unsigned char>(head[near]) & 0xc0U) == 0x80U) ++near;
            const std::string_view close = head.substr(near);
            atom.is->bare = !(has(close, "至少") || has(close, "不少于") || has(close, "最少") || has(close, "不低于"));
            atom.rest = std::string(view(text, behind));
            atom.at = text.original(p.begin, p.end);
            add_atom(out, std::move(atom), false);
            return out;
        }
        add_atom(out, plain_atom(text, p), false);
        return out;
    }
    std::size_t from = p.begin;
    bool any = false;
    for (std::size_t n = 0; n < intervals.size(); ++n) {
        const auto& here = intervals[n];
        const std::size_t stop = n + 1 < intervals.size() ? intervals[n + 1].begin : p.end;
        piece before{from, here.begin};
        const auto parts = split_plain(text, before);
        for (std::size_t k = 0; k + 1 < parts.size(); ++k) {
            piece q = parts[k].first;
            trim_separators(text.text, q.begin, q.end);
            if (q.begin < q.end) {
                add_atom(out, plain_atom(text, q), any);
                any = parts[k + 1].second;
            }
        }
        piece subject = parts.back().first;
        const bool of_subject = ends(view(text, subject), "的");
        cut_subject_tail(text, subject);
        atom_text atom;
        atom.of_subject = of_subject;
        atom.subject = std::string(view(text, subject));
        atom.subject_at = text.original(subject.begin, subject.end);
        atom.is = here.is;
        piece behind{here.end, stop};
        const bool last = n + 1 == intervals.size();
        connector joint;
        bool next_any = false;
        if (!last) {
            joint = find_connector(text, behind, true);
            if (joint.found) {
                next_any = joint.any;
                from = joint.end;
                behind.end = joint.begin;
            } else {
                from = here.end;
                behind.end = here.end;
            }
        } else {
            // 面积达到500平方米以上，设施齐全: a second condition without figures
            joint = find_connector(text, behind, false);
            std::string_view tail = view(text, behind);
            if (!joint.found && (starts(tail, ",") || starts(tail, "的,") || starts(tail, "、") || starts(tail, ";"))) {
                joint.found = true;
                joint.begin = behind.begin;
                joint.end = behind.begin + (starts(tail, "的,") ? 4 : starts(tail, "、") ? 3 : 1);
            }
            if (joint.found) {
                next_any = joint.any;
                from = joint.end;
                behind.end = joint.begin;
            } else {
                from = p.end;
            }
        }
        while (starts(view(text, behind), "的") || starts(view(text, behind), "者")) behind.begin += 3;
        trim_separators(text.text, behind.begin, behind.end);
        atom.rest = std::string(view(text, behind));
        atom.at = text.original(subject.begin, std::max(here.end, behind.end));
        add_atom(out, std::move(atom), any);
        any = next_any;
        if (last && from < p.end) {
            piece rest{from, p.end};
            trim_separators(text.text, rest.begin, rest.end);
            if (rest.begin < rest.end) add_atom(out, plain_atom(text, rest), any);
        }
    }
    return out;
}

// 不小于2次/h的面积比例: the comparison makes the figures part of the name.
bool starts_with_comparison(std::string_view before) {
    for (const std::string_view w :
        {"不小于", "不少于", "不低于", "不大于", "不超过", "不高于", "大于", "小于", "超过", "低于", "高于", "达到", "≥", "≤", "<", ">"})
        if (ends(before, w)) return true;
    return false;
}

// Digits with a unit, 每, or points words that no pattern has accounted for.
bool unread_figures(const folded& text, std::string_view words_left) {
    (void)text;
    for (std::size_t i = 0; i < words_left.size(); i += character_length(words_left, i)) {
        cursor in{words_left, i};
        if (in.sees("每")) {
            cursor period = in;
            period.skip("每");
            const std::string_view to = words_left.substr(0, i);
            if (period.sees<any_word<"班", "室", "校", "组", "层", "栋", "站", "点", "岗", "个", "项", "家", "处">>() &&
                (has(words_left, "到位") || has(words_left, "齐全") || has(words_left, "达标") || has(words_left, "完善") || has(words_left, "健全") ||
                    has(words_left, "落实") || has(words_left, "规范") || has(words_left, "覆盖") || has(words_left, "完好") || has(words_left, "清晰") ||
                    has(words_left, "整洁") || has(words_left, "畅通") || has(words_left, "公示")))
                continue;
            if (ends(to, "为") || ends(to, "对") || ends(to, "向") || ends(to, "给") || ends(to, "与")) continue;
            if (period.sees<peg::sor<any_word<"年", "月", "季", "周", "日", "天", "半年", "学期", "个月", "位", "个人", "两年", "三年">>>()) continue;
            return true;
        }
        if (in.sees("×")) return true;
        if (i > 0 && part_of_name(words_left.substr(0, i))) continue;
        const char c = words_left[i];
        if (c < '0' || c > '9') continue;
        if (i > 0) {
            const char b = words_left[i - 1];
            if ((b >= '0' && b <= '9') || b == '.' || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '-' || b == '/') continue;
        }
        in.skip<ascii_number>();
        {
            // 10万元以上的村占比: figures that qualify the name
            cursor qualified = in;
            if (qualified.skip<unit>() && qualified.skip<peg::sor<or_more, or_less>>() && !qualified.done()) continue;
            if (starts_with_comparison(words_left.substr(0, i)) && in.sees<unit>()) continue;
        }
        if (in.sees<peg::sor<money, percentage, peg::seq<counted, peg::not_at<peg::sor<any_word<"重点", "作者">>>>>>()) return true;
    }
    return false;
}

// 专利每件每年计2分: a second 每 that is no period.
bool counts_again(std::string_view left) {
    for (std::size_t at = left.find("每"); at != std::string_view::npos; at = left.find("每", at + 3)) {
        cursor in{left, at + 3};
        if (in.sees<peg::sor<any_word<"年", "月", "季", "周", "日", "天", "半年", "学期", "学年", "个月", "两年", "三年", "届", "位", "班", "村", "人", "户",
                "万人", "百人", "千人">>>() &&
            in.at + 3 < left.size() - 2)
            continue;
        return true;
    }
    return false;
}

bool period_word(std::string_view behind_each) {
    return starts_any(behind_each, std::array<std::string_view, 16>{"每年度", "每年", "每个月", "每月", "每季度", "每个季度", "每季", "每周", "每星期", "每日",
                                       "每天", "每半年", "每学期", "每学年", "每两年", "每三年"});
}

std::size_t find_last_each(const folded& text, piece p) {
    std::size_t last = std::string::npos;
    for (std::size_t i = p.begin; i < p.end; i = step(text, i, p.end))
        if (starts(view(text, {i, p.end}), "每")) last = i;
    return last;
}

// A number with its unit inside the words behind 每: 每承担(1项)省级项目, 每新认定为国家级孵化器(1家).
std::optional<found_interval> inner_amount(const folded& text, piece p) {
    for (std::size_t i = p.begin; i < p.end; i = step(text, i, p.end)) {
        if (ordinal_numeral(text.text, i) || part_of_name(view(text, {p.begin, i}))) continue;
        const char c = text.text[i];
        if (i > p.begin) {
            const char b = text.text[i - 1];
            if (((b >= '0' && b <= '9') || b == '.' || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z')) && c >= '0' && c <= '9') continue;
        }
        auto amount = read_amount(text, i, true, c >= '0' && c <= '9');
        if (!amount || amount->end > p.end || amount->is.unit.empty()) continue;
        cursor behind{text.text, amount->end};
        if (behind.sees<peg::sor<or_more, or_less>>()) continue;  // 2人以上: qualifies what is counted
        if (!(c >= '0' && c <= '9')) {
            // Chinese numerals begin many names: 千人计划, 一村一品, 半年总结
            cursor spelled{text.text, i};
            if (spelled.sees("千") || spelled.sees("百") || spelled.sees("半") || spelled.sees("零")) continue;
            if (!eat<any_word<"个", "项", "次", "门", "篇", "件", "名", "家", "起", "处", "人", "份", "条", "部", "本", "科", "场", "户", "台", "天", "例",
                    "宗", "期", "节", "课时">>(text.text, amount->end - amount->is.unit.size()))
                continue;
        }
        if (behind.sees("内") || behind.sees("期") || behind.sees("前") || behind.sees("后") || behind.sees("来") || behind.sees("以来") || behind.sees("度") ||
            behind.sees("制") || behind.sees("性"))
            continue;                                                                                         // 3年内, 一次性
        if (amount->end < p.end && eat<duration>(text.text, amount->end - amount->is.unit.size())) continue;  // 24小时值班
        found_interval out;
        out.is.low = bound_text{amount->is, true, false};
        out.begin = i;
        out.end = amount->end;
        return out;
    }
    return std::nullopt;
}

void split_members(const folded& text, piece& subject, clause_text& clause) {
    // 参加基本养老保险、…、生育保险，每个险种(每满一年): one fact per member
    const std::size_t each = find_last_each(text, subject);
    if (each == std::string::npos) return;
    const auto tail = view(text, {each, subject.end});
    if (!(starts(tail, "每个") || starts(tail, "每项") || starts(tail, "每种") || starts(tail, "每类") || starts(tail, "每一"))) return;
    piece list{subject.begin, each};
    trim_separators(text.text, list.begin, list.end);
    std::vector<std::string> members;
    std::size_t from = list.begin;
    for (std::size_t i = list.begin; i <= list.end;) {
        const bool stop = i == list.end || starts(view(text, {i, list.end}), "、");
        if (stop) {
            members.emplace_back(view(text, {from, i}));
            if (i == list.end) break;
            i += 3;
            from = i;
            continue;
        }
        i = step(text, i, list.end);
    }
    if (members.size() < 2) return;
    for (const std::string_view verb : {"参加", "缴纳", "拥有", "取得", "获得", "建立", "制定", "开展"})
        if (starts(members[0], verb)) {
            members[0].erase(0, verb.size());
            break;
        }
    clause.members = std::move(members);
    subject = list;
}

}  // namespace

void trim_separators(std::string_view text, std::size_t& begin, std::size_t& end) {
    for (bool cut = true; cut && begin < end;) {
        cut = false;
        for (const auto s : separators) {
            if (starts(text.substr(begin, end - begin), s)) {
                begin += s.size();
                cut = true;
            }
            if (begin < end && ends(text.substr(begin, end - begin), s)) {
                end -= s.size();
                cut = true;
            }
            if (begin >= end) return;
        }
    }
}

bool listed_tail(std::string_view w) {
    std::size_t begin = 0, end = w.size();
    trim_separators(w, begin, end);
    w = w.substr(begin, end - begin);
    if (w.empty()) return true;
    while (!w.empty() && (w.front() == ')' || w.front() == '(' || w.front() == ',' || w.front() == ';')) w.remove_prefix(1);
    if (w.empty()) return true;
    constexpr auto heads = std::to_array<std::string_view>({"提供", "须提供", "需提供", "应提供", "并提供", "附", "须附", "见附", "详见", "以证书", "以证明",
        "以文件", "以合同", "以发文", "以正式", "以实际", "以相关", "以上级", "以获奖", "以立项", "以验收", "以通报", "以检查", "以考核", "以当年", "以最终",
        "以公布", "以认定", "以发表", "由", "同等条件", "包括但不限于", "包括", "包含", "含", "指", "不含", "其中含", "依据", "根据", "查看", "查阅", "查",
        "现场", "以下同", "下同", "注", "资料", "材料", "见", "证明材料", "评分依据", "佐证材料", "数据来源", "的", "凭", "截至", "投档", "录取", "并按",
        "按下列", "按以下", "按照下列", "按如下", "分别评分", "以此类推", "依此类推", "依次类推", "类推", "的项目"});
    if (starts_any(w, heads)) {
        // a tail never hides a score or a count
        return !has(w, "每") || starts(w, "由") || starts(w, "提供");
    }
    return has(w, "为准") || has(w, "视同") || has(w, "优先") || has(w, "材料") || has(w, "类推");
}

std::optional<words> read_lead(const folded& text, std::size_t begin, std::size_t end, clause_text& clause) {
    piece lead{begin, end};
    const std::string_view all = text.text;
    trim_separators(all, lead.begin, lead.end);
    // （科技金融联盟）每新创设…: a bracket in front says whom the clause is for
    while (lead.begin < lead.end && all[lead.begin] == '(') {
        const auto close = skip_bracket(all, lead.begin, lead.end);
        if (close == lead.begin) {
            ++lead.begin;
            continue;
        }
        const auto inside = all.substr(lead.begin + 1, close - lead.begin - 2);
        if (close >= lead.end) break;
        clause.scope = std::string(inside);
        lead.begin = close;
        trim_separators(all, lead.begin, lead.end);
    }
    for (bool cut = true; cut && lead.begin < lead.end;) {
        cut = false;
        trim_separators(all, lead.begin, lead.end);
        while (lead.end > lead.begin && (all[lead.end - 1] == '(' || (all[lead.end - 1] == ')' && view(text, lead).find('(') == std::string_view::npos))) {
            --lead.end;
            cut = true;
        }
        const bool whole_item = clause.award.kind != award_kind::points || clause.award.values.size() != 1;
        for (const auto w : self_words) {
            if ((whole_item || w == "的部分" || w == "的分值") && ends(view(text, lead), w)) {
                lead.end -= w.size();
                cut = true;
                break;
            }
        }
        for (const std::string_view w : {"的", "者", "时", "则"}) {
            if (ends(view(text, lead), w) && !ends(view(text, lead), "目的") && !ends(view(text, lead), "及时") && !ends(view(text, lead), "按时") &&
                !ends(view(text, lead), "学时") && !ends(view(text, lead), "课时") && !ends(view(text, lead), "小时") && !ends(view(text, lead), "准时") &&
                !ends(view(text, lead), "规则") && !ends(view(text, lead), "原则") && !ends(view(text, lead), "作者") && !ends(view(text, lead), "患者") &&
                !ends(view(text, lead), "学者") && !ends(view(text, lead), "记者") && !ends(view(text, lead), "志愿者") && !ends(view(text, lead), "消费者") &&
                !ends(view(text, lead), "平时") && !ends(view(text, lead), "实时") && !ends(view(text, lead), "临时") && !ends(view(text, lead), "细则") &&
                !ends(view(text, lead), "同时") && !ends(view(text, lead), "超时") && !ends(view(text, lead), "工时") && !ends(view(text, lead), "或者")) {
                lead.end -= w.size();
                cut = true;
            }
        }
    }
    clause.words = std::string(view(text, lead));
    clause.words_at = text.original(lead.begin, lead.end);
    if (lead.begin >= lead.end) return std::nullopt;

    // labels: 优（A）：…; 公共建筑：…
    for (std::size_t i = lead.begin; i < lead.end; i = step(text, i, lead.end)) {
        if (all[i] != ':') continue;
        piece label{lead.begin, i};
        trim_separators(all, label.begin, label.end);
        clause.prefix = std::string(view(text, label));
        clause.prefix_at = text.original(label.begin, label.end);
        lead.begin = i + 1;
        trim_separators(all, lead.begin, lead.end);
        break;
    }
    if (lead.begin >= lead.end) {
        clause.when.push_back({plain_atom(text, {begin, end})});
        return std::nullopt;
    }

    // …得2分，否则不得分; 需提供合同复印件，否则不得分; 配备专职人员，否则不得分
    if (clause.award.kind == award_kind::zero && ends(view(text, lead), "否")) {
        piece before{lead.begin, lead.end - 3};
        trim_separators(all, before.begin, before.end);
        const auto words_before = view(text, before);
        const bool evidence =
            words_before.empty() || has(words_before, "提供") || has(words_before, "附") || has(words_before, "凭") || has(words_before, "证明");
        if (evidence) {
            clause.otherwise = true;
        } else {
            clause.when.push_back({plain_atom(text, before)});
            clause.denied = true;
        }
        return std::nullopt;
    }
    const auto said = view(text, lead);
    if (starts_any(said, std::array<std::string_view, 12>{"其余", "否则", "反之", "其他情况", "其它情况", "除此之外", "以上均无", "不符合上述", "未达到上述",
                             "不满足上述", "未达上述", "不属于上述"}) &&
        said.size() <= 40 && find_last_each(text, lead) == std::string::npos) {
        clause.otherwise = true;
        return std::nullopt;
    }

    const std::size_t each_at = find_last_each(text, lead);
    if (each_at != std::string::npos) {
        piece subject{lead.begin, each_at};
        auto quantity = read_quantity(text, each_at);
        piece rest{quantity ? quantity->end : each_at + 3, lead.end};
        const auto behind = view(text, {each_at, lead.end});
        // 食谱每周公示, 每月报送不少于4条: a period is part of the words; 每年工龄 counts years
        // 每万人口发明专利拥有量达到10件: a rate, not a count
        bool rate = false;
        if (quantity && quantity->is.towards == direction::none && quantity->is.verb.empty() && rest.begin < rest.end &&
            !(quantity->end > each_at + 3 && text.text[each_at + 3] >= '0' && text.text[each_at + 3] <= '9')) {
            const auto inner = inner_amount(text, rest);
            for (const auto& f : find_intervals(text, rest))
                if (!f.is.bare && (!inner || inner->begin >= f.begin)) rate = true;
        }
        // 为每个成员设立账户: 每 says to whom, not how many
        const bool to_each = rest.begin < rest.end && (ends(view(text, {lead.begin, each_at}), "为") || ends(view(text, {lead.begin, each_at}), "对") ||
                                                          ends(view(text, {lead.begin, each_at}), "向") || ends(view(text, {lead.begin, each_at}), "给") ||
                                                          ends(view(text, {lead.begin, each_at}), "与"));
        // 每班“两教一保”配备到位: a state of every one of them, not a count
        bool state = false;
        if (quantity && quantity->is.towards == direction::none && rest.begin < rest.end && quantity->is.each.value == "1" &&
            !has(view(text, {each_at, quantity->end}), "1") && !has(view(text, {each_at, quantity->end}), "一"))
            for (const std::string_view w : {"到位", "齐全", "达标", "完善", "健全", "落实", "规范", "全覆盖", "完好", "清晰", "整洁", "畅通", "公示"})
                state = state || ends(view(text, rest), w);
        const bool period =
            rate || to_each || state || (period_word(behind) && rest.begin < rest.end && !has(view(text, rest), "龄") && !has(view(text, rest), "年限"));
        if (quantity && rest.end >= rest.begin && quantity->end <= lead.end && !period) {
            quantity_text q = quantity->is;
            trim_separators(all, rest.begin, rest.end);
            std::string noun;
            if (rest.begin < rest.end) {
                const bool counted_here = !q.each.unit.empty();
                std::optional<found_interval> inner;
                if (!counted_here) inner = inner_amount(text, rest);
                if (inner) {
                    q.each = inner->is.low->amount;
                    piece verb{rest.begin, inner->begin}, object{inner->end, rest.end};
                    trim_separators(all, verb.begin, verb.end);
                    trim_separators(all, object.begin, object.end);
                    if (starts(view(text, object), "以上")) object.begin += 6;
                    noun = std::string(view(text, verb)) + std::string(view(text, object));
                } else {
                    noun = std::string(view(text, rest));
                    while (starts(noun, "的")) noun.erase(0, 3);
                    const bool figure_given = quantity->end > each_at + 3 && text.text[quantity->end - 1] >= '0' && text.text[quantity->end - 1] <= '9';
                    if (figure_given && !counted_here && noun.size() <= 9) {
                        // 每200毫升, 每800字: units are an open class
                        q.each.unit = noun;
                        noun.clear();
                    }
                }
                // 每少报一次, 每缺席1次: 少 and 缺 begin a longer verb
                if (q.towards != direction::none && !noun.empty()) {
                    const bool reference = has(noun, "标准") || has(noun, "目标") || has(noun, "平均") || has(noun, "基准") || has(noun, "指标") ||
                                           has(noun, "规定") || has(noun, "要求") || has(noun, "上年") || has(noun, "上一年") || has(noun, "计划") ||
                                           has(noun, "限");
                    const auto before = find_intervals(text, subject);
                    const bool target = !before.empty() && !before.back().is.bare && noun.size() <= 9 &&
                                        ((before.back().is.low ? before.back().is.low->amount.unit : before.back().is.high->amount.unit) == q.each.unit);
                    const bool repeats = noun == "降低" || noun == "增加" || noun == "提高" || noun == "完成" || noun == "下降" || noun == "减少" ||
                                         noun == "增长" || noun == "上升" || noun == "提升";
                    if (target || (repeats && (q.verb == "多" || q.verb == "再" || q.verb == "超" || q.verb == "超额" || q.verb == "少"))) {
                        noun.clear();
                    } else if (reference) {
                        noun.clear();  // 每超过目标任务10个百分点: the target itself
                    } else {
                        noun = q.verb + noun;
                        q.towards = direction::none;
                    }
                }
                q.at_end = subject.begin < subject.end && view(text, {subject.begin, subject.end}).size() > 0 && counted_here;
            }
            if (clause.award.distributes && clause.award.values.size() == 1 && noun.empty() && q.towards == direction::none &&
                view(text, subject).find("、") != std::string_view::npos &&
                (q.each.unit == "项" || q.each.unit == "个" || q.each.unit == "类" || q.each.unit == "种") && q.verb.empty()) {
                // 有固定场所、有专职人员，每项均得2分: every member is a statement of its own
                piece list = subject;
                trim_separators(all, list.begin, list.end);
                std::size_t from = list.begin;
                for (std::size_t i = list.begin; i <= list.end;) {
                    if (i == list.end || starts(view(text, {i, list.end}), "、")) {
                        clause.members.emplace_back(view(text, {from, i}));
                        if (i == list.end) break;
                        i += 3;
                        from = i;
                        continue;
                    }
                    i = step(text, i, list.end);
                }
                clause.when.push_back({plain_atom(text, list)});
                return std::nullopt;
            }
            split_members(text, subject, clause);
            trim_separators(all, subject.begin, subject.end);
            for (const std::string_view filler :
                {"在此基础上", "在这个基础上", "在上述基础上", "此后", "以后", "其后", "之后", "超过部分", "超出部分", "超额部分", "以上部分", "超过的部分",
                    "超出的部分", "超过的", "超出的", "在此之上", "达标后", "达到后", "并", "且", "同时", "另外", "此外", "后", "以上"}) {
                if (view(text, subject) == filler) subject.begin = subject.end;
                else if (q.towards != direction::none && ends(view(text, subject), filler) && filler.size() >= 9) subject.end -= filler.size();
            }
            trim_separators(all, subject.begin, subject.end);
            if (q.towards != direction::none)
                for (const std::string_view again : {"降低", "增加", "提高", "完成", "下降", "减少", "增长", "上升", "提升", "达到"})
                    if (noun == again || noun == q.verb + std::string(again)) {
                        // 每多降低1个百分点
                        noun.clear();
                    }
            // for steps and shortfalls what stands before may hold the target: 不少于5家，每少1家
            if (q.towards != direction::none || !find_intervals(text, subject).empty()) {
                clause.when = read_condition(text, subject);
            } else if (subject.begin < subject.end) {
                clause.when.push_back({plain_atom(text, subject)});
            }
            if (!noun.empty()) {
                if (clause.when.empty()) clause.when.push_back({atom_text{}});
                atom_text& last = clause.when.back().back();
                if (last.is) last.rest += noun;
                else last.subject += noun;
                last.at = cover(last.at, text.original(rest.begin, rest.end));
                last.subject_at = last.at;
            }
            // nothing is dropped: what is left of the words must hold no further count
            for (const auto& group : clause.when)
                for (const auto& atom : group) {
                    const std::string left = atom.subject + atom.rest;
                    if (!atom.is && clause.members.empty() && (counts_again(left) || unread_figures(text, left) || has(left, "分/")))
                        return words{"“" + clause.words + "”里还有没读懂的数量", "there is a quantity in “" + clause.words + "” that is not understood"};
                }
            clause.each = q;
            return std::nullopt;
        }
    }
    // 有领导小组、有实施方案的，各得2分: each member of the list
    if (clause.award.distributes && clause.award.values.size() == 1 && clause.award.kind == award_kind::points && find_intervals(text, lead).empty() &&
        view(text, lead).find("、") != std::string_view::npos) {
        std::size_t from = lead.begin;
        for (std::size_t i = lead.begin; i <= lead.end;) {
            if (i == lead.end || starts(view(text, {i, lead.end}), "、")) {
                clause.members.emplace_back(view(text, {from, i}));
                if (i == lead.end) break;
                i += 3;
                from = i;
                continue;
            }
            i = step(text, i, lead.end);
        }
        clause.when.push_back({plain_atom(text, lead)});
        return std::nullopt;
    }
    // 动火时间超过30分钟的，一次扣2分; 发现一处扣1分: 一 with a unit alone is 每
    {
        std::size_t part = lead.begin;
        for (std::size_t i = lead.begin; i < lead.end; i = step(text, i, lead.end))
            if (all[i] == ',') part = i + 1;
        cursor in{all, part};
        if (part > lead.begin) {
            std::string verb;
            for (const std::string_view v : {"发现", "出现", "发生", "存在", "查出", "有"})
                if (verb.empty() && in.skip(v)) verb = std::string(v);
            if (in.skip("一") || in.skip("1")) {
                const auto from = in.at;
                if (!in.skip<unit>() && in.sees<han>()) in.skip<han>();
                if (in.at > from && in.at == lead.end) {
                    quantity_text q;
                    q.each = {"1", std::string(all.substr(from, in.at - from)), text.original(part, in.at)};
                    q.at = q.each.at;
                    piece subject{lead.begin, part - 1};
                    trim_separators(all, subject.begin, subject.end);
                    while (ends(view(text, subject), "的") || ends(view(text, subject), "者")) subject.end -= 3;
                    clause.each = q;
                    atom_text whole = plain_atom(text, subject);
                    clause.when.push_back({whole});
                    return std::nullopt;
                }
            }
        }
    }
    // 听课不少于20节，少一节扣0.5分: a step without its 每
    {
        std::size_t part = lead.begin;
        for (std::size_t i = lead.begin; i < lead.end; i = step(text, i, lead.end))
            if (all[i] == ',') part = i + 1;
        for (const std::string_view verb : {"少", "缺", "低于", "超过", "超", "低", "多"}) {
            if (!starts(view(text, {part, lead.end}), verb)) continue;
            const auto quantity = read_quantity(text, part, true);
            if (!quantity || quantity->end != lead.end || quantity->is.towards == direction::none || quantity->is.each.unit.empty()) break;
            if (part == lead.begin) {
                if (quantity->is.verb != verb || quantity->is.each.value != "1") break;
                clause.each = quantity->is;
                return std::nullopt;
            }
            piece subject{lead.begin, part - 1};
            if (find_intervals(text, subject).empty()) break;
            clause.when = read_condition(text, subject);
            clause.each = quantity->is;
            return std::nullopt;
        }
    }
    clause.when = read_condition(text, lead);
    // 低于当地低保标准1.5倍: the word of comparison stands before what is compared with
    for (auto& group : clause.when)
        for (auto& atom : group) {
            if (!atom.is || !atom.is->bare || !atom.rest.empty()) continue;
            const std::string& unit_here = atom.is->low->amount.unit;
            if (unit_here != "倍" && unit_here != "%") continue;
            struct kind {
                std::string_view word;
                int side;
                bool inclusive;
            };
            static constexpr kind kinds[] = {{"未超过", -1, true}, {"没有超过", -1, true}, {"不低于", 1, true}, {"不高于", -1, true}, {"不超过", -1, true},
                {"不少于", 1, true}, {"不大于", -1, true}, {"不小于", 1, true}, {"达到", 1, true}, {"低于", -1, false}, {"高于", 1, false}, {"超过", 1, false},
                {"不足", -1, false}, {"少于", -1, false}, {"小于", -1, false}, {"大于", 1, false}};
            for (const auto& k : kinds) {
                const auto at = atom.subject.rfind(k.word);
                if (at == std::string::npos) continue;
                const std::string_view reference = std::string_view(atom.subject).substr(at + k.word.size());
                if (reference.empty() || has(reference, ",")) break;
                const bool of = atom.of_subject || ends(reference, "的");
                const bool settled = unit_here == "倍" || k.inclusive || k.word == "超过" || k.word == "大于";
                if (!settled && of && k.side < 0)
                    return words{
                        "“" + std::string(k.word) + std::string(reference) + atom.is->low->amount.value + "%”有两种读法：是它的百分之几，还是低百分之几",
                        "a share of the reference, or so much below it?"};
                if (settled) {
                    atom.is->bare = false;
                    atom.is->low->inclusive = k.inclusive;
                    if (k.side < 0) {
                        atom.is->high = atom.is->low;
                        atom.is->low.reset();
                    }
                    // 未超过平均资产总额1% asks for the same quantity as 超过平均资产总额1%
                    if (k.word == "未超过" || k.word == "没有超过" || k.word == "不超过") {
                        const std::string asked = std::string(reference);
                        atom.subject = atom.subject.substr(0, at) + "超过" + asked;
                        atom.subject_at = {};
                    }
                }
                break;
            }
        }
    // 在夏热冬暖地区达到12%，在夏热冬冷地区达到8%: one target a case, which no single fact can answer
    if (clause.when.size() == 1 && clause.when[0].size() > 1) {
        std::size_t cases = 0;
        for (std::size_t n = 1; n < clause.when[0].size(); ++n) {
            const atom_text& atom = clause.when[0][n];
            if (atom.is && (starts(atom.subject, "在") || starts(atom.subject, "对于") || ends(atom.subject, "地区"))) ++cases;
        }
        if (cases > 0 && cases + 1 == clause.when[0].size())
            return words{"“" + clause.words + "”里不同情形各有目标，请按情形分成几项", "each case has a target of its own; write an item for each"};
    }
    for (const std::string_view scoring : {"计分", "赋分", "比例得分", "比例计算", "折算"})
        if (has(clause.words, scoring) && !has(clause.words, "计分员") && !has(clause.words, "记分牌") && !has(clause.words, "折算率") && clause.award.verb)
            return words{"“" + clause.words + "”里还有没读懂的计分办法", "there is a way of scoring in “" + clause.words + "” that is not understood"};
    for (const auto& group : clause.when)
        for (const auto& atom : group)
            if (unread_figures(text, atom.subject) || unread_figures(text, atom.rest))
                return words{"“" + (atom.subject.empty() ? atom.rest : atom.subject) + "”里还有没读懂的数量",
                    "there is a quantity in “" + atom.subject + atom.rest + "” that is not understood"};
    return std::nullopt;
}

}  // namespace fenze
