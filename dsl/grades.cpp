#include "dsl/grades.hpp"

#include <algorithm>

#include "dsl/cursor.hpp"
#include "dsl/lead.hpp"
#include "dsl/phrases.hpp"
#include "dsl/several.hpp"
#include "dsl/text.hpp"

namespace fenze {
namespace {

using namespace grammar;  // NOLINT

// clang-format off
struct grade_verb : any_word<"评定为", "评价为", "评为", "确定为", "认定为", "判定为", "核定为", "鉴定为", "列为", "定为", "定级为", "等级为", "等次为", "级别为", "结果为", "考核等次为", "考核等级为", "考核结果为", "评价等级为", "评价结果为", "属于", "属", "即为", "视为", "为", "是", "授予", "评", "定"> {};
struct plain_grade : any_word<"不合格", "合格", "不达标", "达标", "优秀", "良好", "不及格", "及格", "不称职", "称职", "不通过", "通过", "无等级", "不评级", "不定级", "不予定级", "不予评级", "一般", "较差", "差", "中等"> {};
// clang-format on

struct stretch {
    std::size_t begin = 0, end = 0;
};

std::vector<stretch> split_segments(const folded& text, std::size_t begin, std::size_t end, std::string_view marks) {
    std::vector<stretch> out;
    std::size_t from = begin;
    int depth = 0;
    for (std::size_t i = begin; i < end;) {
        if (const auto q = skip_quotation(text, i); q != i && q <= end) {
            i = q;
            continue;
        }
        const char c = text.text[i];
        if (c == '(') ++depth;
        if (c == ')' && depth > 0) --depth;
        if (depth == 0 && marks.find(c) != std::string_view::npos) {
            out.push_back({from, i});
            from = i + 1;
        }
        i += character_length(text.text, i);
    }
    if (from < end) out.push_back({from, end});
    return out;
}

bool points_interval(const interval_text& is) {
    const auto unit_of = [](const std::optional<bound_text>& b) { return b ? b->amount.unit : std::string(); };
    return unit_of(is.low) == "分" || unit_of(is.high) == "分";
}

bool signs_only(const interval_text& is) { return !is.bare && ((is.low && is.low->amount.unit.empty()) || (is.high && is.high->amount.unit.empty())); }

struct placed_interval {
    interval_text is;
    std::size_t begin = 0, end = 0;
};

// Intervals over points in a stretch, each place read once: all readings of grades below ask for them, and most sentences have none.
class points_intervals {
public:
    points_intervals(const folded& text, std::size_t begin, std::size_t end) {
        const bool rate = has(std::string_view(text.text).substr(begin, end - begin), "得分率");  // 得分率90%以上为优秀
        const auto figure_sign = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
        for (std::size_t i = begin; i < end; i += character_length(text.text, i)) {
            if (i > begin && figure_sign(text.text[i - 1]) && figure_sign(text.text[i])) continue;  // a number is read from its first digit
            auto found = read_interval(text, i);
            if (!found || found->end > end) continue;
            if (found->is.bare) {
                // 达到90分的评为五星，80分的评为四星
                cursor behind{text.text, found->end};
                skip_any(behind, {"的,", "的", "者"});
                if (all_.empty() || !points_interval(found->is) || !behind.sees<grade_verb>()) continue;
                found->is.bare = false;
            }
            const bool share = rate && !found->is.bare && (found->is.low ? found->is.low : found->is.high)->amount.unit == "%";
            if (points_interval(found->is) || signs_only(found->is) || share) all_.push_back({std::move(found->is), i, found->end});
        }
    }

    [[nodiscard]] const placed_interval* first_in(std::size_t begin, std::size_t end) const {
        auto one = std::lower_bound(all_.begin(), all_.end(), begin, [](const placed_interval& p, std::size_t at) { return p.begin < at; });
        while (one != all_.end() && one->begin < end && one->end > end) ++one;
        return one != all_.end() && one->begin < end ? &*one : nullptr;
    }

private:
    std::vector<placed_interval> all_;
};

// Name of a grade: no figures, no points, not long.
bool grade_name(std::string_view name) {
    if (name.empty() || name.size() > 45) return false;
    if (name.size() == 3 && name != "优" && name != "良" && name != "中" && name != "差" && name != "好" && name != "低" && name != "高") return false;
    for (const std::string_view sign : {"×", "÷", "+", "=", "/"})
        if (has(name, sign)) return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        if (c < '0' || c > '9') continue;
        const auto behind = name.substr(i + 1);  // 5A级, 3星
        if (!(starts(behind, "A") || starts(behind, "级") || starts(behind, "星") || starts(behind, "类") || starts(behind, "等"))) return false;
    }
    for (const std::string_view w :
        {"资格", "取消", "评优", "评先", "加分", "记分", "得分", "扣", "满分", "不计", "计分", "起评", "基准", "限", "依据", "准", "奖励", "补助", "上限"})
        if (has(name, w)) return false;
    return true;
}

void cut_name(std::string_view& name) {
    for (const std::string_view tail : {"等次", "档次", "等级"})
        if (name.size() > tail.size() + 5 && name.substr(name.size() - tail.size()) == tail) name.remove_suffix(tail.size());
}

// 90分以上为优秀; 成绩达到90分的为合格; 92分及其以上但不足97分，为一级乙等.
std::optional<std::size_t> grade_behind(const folded& text, const points_intervals& points, std::size_t begin, std::size_t end, std::vector<placed_item>& out) {
    std::size_t trimmed_end = end;
    trim_separators(text.text, begin, trimmed_end);
    // 其余为不合格
    for (const std::string_view rest : {"其余", "其他", "否则", "除此之外", "其它"}) {
        cursor in{text.text, begin};
        if (!in.skip(rest)) continue;
        for (std::size_t n = 0; n < 10 && !in.sees<grade_verb>() && in.at < end; ++n) in.at += character_length(text.text, in.at);
        if (!in.skip<grade_verb>()) continue;
        const auto from = in.at;
        while (in.at < end && text.text[in.at] != ',' && text.text[in.at] != ';') in.at += character_length(text.text, in.at);
        std::string_view name = std::string_view(text.text).substr(from, in.at - from);
        cut_name(name);
        if (!grade_name(name)) return std::nullopt;
        grade_text g;
        g.name = std::string(name);
        g.rest = true;
        g.at = text.original(begin, in.at);
        const span at = g.at;
        add_item(out, item_text{std::move(g)}, at);
        return in.at;
    }
    const auto interval = points.first_in(begin, std::min(end, begin + 150));
    if (!interval) return std::nullopt;
    // 年度记分满12分的: points of another kind than the total
    if (has_any(std::string_view(text.text).substr(begin, interval->begin - begin), {"记分", "扣分", "减分", "加分", "单项", "处罚"})) return std::nullopt;
    const auto ahead = std::string_view(text.text).substr(begin, interval->begin - begin);
    if (has_any(ahead, {";", "且", "并且", "同时", "前三", "排名"})) return std::nullopt;  // a further condition is not to be dropped
    for (std::size_t i = begin; i < interval->begin; i += character_length(text.text, i)) {
        // 每户得0.2分，加满3分为止: points before the figures are a score of its own
        cursor verb{text.text, i};
        if (verb.sees("每")) return std::nullopt;
        if (verb.skip<any_word<"得", "计", "扣", "加", "减", "积", "记">>() && verb.sees<figure>()) return std::nullopt;
    }
    cursor in{text.text, interval->end};
    in.skip("分");
    if (in.sees("(均含") || in.sees("(含")) {
        const auto close = text.text.find(')', in.at);
        if (close != std::string::npos && close < end) in.at = close + 1;
    }
    for (std::size_t n = 0; n < 14 && in.at < end && !in.sees<grade_verb>() && !in.sees<plain_grade>(); ++n) {
        const char c = text.text[in.at];
        if ((c >= '0' && c <= '9') || c == ';' || c == ':') return std::nullopt;
        if (in.sees("得") || in.sees("扣") || in.sees("计")) return std::nullopt;
        if (sees_any(in, {"且", "并", "无", "未", "同时", "没有", "或"})) return std::nullopt;  // a further condition is not to be dropped
        in.at += character_length(text.text, in.at);
    }
    if (!in.skip<grade_verb>()) {
        // 60分以下不达标
        cursor plain{text.text, interval->end};
        while (plain.skip("的") || plain.skip(",") || plain.skip("者")) {
        }
        if (!plain.sees<plain_grade>()) return std::nullopt;
        in = plain;
    }
    while (in.skip("“") || in.skip("\"")) {
    }
    const auto from = in.at;
    while (in.at < end && text.text[in.at] != ',' && text.text[in.at] != ';' && text.text[in.at] != '(' && !in.sees("、") && !in.sees("”") && !in.sees("的"))
        in.at += character_length(text.text, in.at);
    std::string_view name = std::string_view(text.text).substr(from, in.at - from);
    in.skip("”");
    cut_name(name);
    if (!grade_name(name)) return std::nullopt;
    if (in.at < end && text.text[in.at] == '(') {
        const auto close = text.text.find(')', in.at);
        if (close == std::string::npos || close >= end) return std::nullopt;
        in.at = close + 1;
    }
    grade_text g;
    g.name = std::string(name);
    g.is = interval->is;
    std::size_t b = begin, e = interval->begin;
    trim_separators(text.text, b, e);
    g.subject = std::string(std::string_view(text.text).substr(b, e - b));
    g.at = text.original(begin, in.at);
    const span at = g.at;
    add_item(out, item_text{std::move(g)}, at);
    return in.at;
}

// AAA级（诚信模范）≥1050分; A级纳税信用为年度评价指标得分90分以上: words that begin with what only a grade is called.
std::string_view called_grade(std::string_view before) {
    if (const auto list = before.rfind("分为"); list != std::string_view::npos) before.remove_prefix(list + std::string_view("分为").size());
    if (const auto open = before.find('('); open != std::string_view::npos && open > 0 && ends(before, ")")) before = before.substr(0, open);
    cursor in{before, 0};
    while (in.skip("A") || in.skip("B") || in.skip("C") || in.skip("D")) {
    }
    skip_any(in, {"+", "-"});
    bool letters = in.at > 0;
    if (!letters &&
        !in.skip<peg::sor<any_word<"特", "甲", "乙", "丙", "丁", "优秀", "良好", "合格", "不合格", "优", "良", "中", "差">, cn_number, ascii_digits>>())
        return {};
    skip_any(in, {"等级", "级", "星级", "星", "等", "类", "A级", "A"});
    const std::string_view name = before.substr(0, in.at);
    if (in.done()) return name;
    return in.sees("为") || (before.find("为", in.at) != std::string_view::npos && has(before, "分")) ? name : std::string_view();
}

// 优秀：90分以上; AA级：95分≤X≤100分，信用好; 优秀（90分及以上）; AAAAA级景区应达到950分.
bool grade_before(const folded& text, const points_intervals& points, stretch s, std::vector<placed_item>& out) {
    trim_separators(text.text, s.begin, s.end);
    const auto interval = points.first_in(s.begin, s.end);
    if (!interval) return false;
    std::size_t b = s.begin, e = interval->begin;
    const std::string_view before = std::string_view(text.text).substr(b, e - b);
    const auto colon = before.find(':');
    const auto open = before.find('(');
    std::string_view name;
    if (colon != std::string_view::npos && open != std::string_view::npos && open > colon + 1 && open + 1 == before.size())
        name = before.substr(colon + 1, open - colon - 1);
    else if (colon != std::string_view::npos) name = before.substr(0, colon);
    else if (open != std::string_view::npos && open + 1 == before.size()) name = before.substr(0, open);
    else if (before.empty() || (signs_only(interval->is) && before.size() <= 12)) {
        // X≥90，一类
        std::size_t nb = interval->end, ne = s.end;
        trim_separators(text.text, nb, ne);
        name = std::string_view(text.text).substr(nb, ne - nb);
        if (nb == interval->end || has(name, ",") || !grade_name(name) || name.size() > 18) return false;
        grade_text g;
        g.name = std::string(name);
        g.is = interval->is;
        g.at = text.original(s.begin, s.end);
        const span at = g.at;
        add_item(out, item_text{std::move(g)}, at);
        return true;
    } else if (const auto called = called_grade(before); !called.empty()) name = called;
    else if (interval->is.reach || (before.size() > 3 && before.substr(before.size() - 3) == "应")) name = before;
    else return false;
    for (const std::string_view tail : {"应", "须", "需", "景区", "旅游"})
        if (name.size() > tail.size() && name.substr(name.size() - tail.size()) == tail) name.remove_suffix(tail.size());
    cut_name(name);
    if (!grade_name(name)) return false;
    // only words without figures may stand behind
    std::size_t rb = interval->end, re = s.end;
    const std::string_view rest = std::string_view(text.text).substr(rb, re - rb);
    for (const char c : rest)
        if (c >= '0' && c <= '9') return false;
    if (has_any(rest, {"得", "扣", "计", "评定为", "评为", "认定为", "定为"})) return false;
    grade_text g;
    g.name = std::string(name);
    g.is = interval->is;
    g.at = text.original(s.begin, s.end);
    const span at = g.at;
    add_item(out, item_text{std::move(g)}, at);
    return true;
}

// 90分以上为优秀，60分以下为不合格: each grade behind its points, and no figures beside them.
bool grades_behind(const folded& text, const points_intervals& points, std::size_t begin, std::size_t end, std::vector<placed_item>& found) {
    while (begin < end) {
        const auto next = grade_behind(text, points, begin, end, found);
        if (!next) break;
        begin = *next;
    }
    if (begin >= end) return !found.empty();
    const auto rest = std::string_view(text.text).substr(begin, end - begin);
    return !found.empty() && no_digits(rest) && !has_any(rest, {"不得评为", "不能评为", "不得评定为", "降低一", "下降一", "降一"});
}

// 服务质量评分：5A级应达到950分，4A级应达到850分: one label for all is no grade's own.
void cut_common_label(const folded& text, std::vector<stretch>& segments) {
    std::size_t colons = 0, figures = 0;
    for (const auto& s : segments) {
        const std::string_view part = std::string_view(text.text).substr(s.begin, s.end - s.begin);
        if (no_digits(part)) continue;
        ++figures;
        if (has(part, ":")) ++colons;
    }
    if (colons != 1 || figures < 2) return;
    const auto colon = text.text.find(':', segments.front().begin);
    if (colon != std::string::npos && colon < segments.front().end) segments.front().begin = colon + 1;
}

// Every part with figures is a grade before its points.
bool grades_before(const folded& text, const points_intervals& points, const std::vector<stretch>& parts, std::vector<placed_item>& found) {
    return std::all_of(parts.begin(), parts.end(),
        [&](const stretch& s) { return no_digits(std::string_view(text.text).substr(s.begin, s.end - s.begin)) || grade_before(text, points, s, found); });
}

// 优秀（90分以上）、良好（80-89分）: parted by signs outside brackets; nothing where a bracket stays open.
std::vector<stretch> split_names(const folded& text, std::size_t begin, std::size_t end) {
    const std::string_view all = text.text;
    std::vector<stretch> parts;
    std::size_t from = begin;
    for (std::size_t i = begin; i < end;) {
        if (all[i] == '(') {
            const auto close = all.find(')', i);
            if (close == std::string_view::npos || close >= end) return {};
            i = close + 1;
            continue;
        }
        const std::size_t next = i + character_length(all, i);
        if (starts(all.substr(i), "、") || all[i] == ',' || all[i] == ';') {
            parts.push_back({from, i});
            from = next;
        }
        i = next;
    }
    parts.push_back({from, end});
    return parts;
}

}  // namespace

bool no_digits(std::string_view words) {
    return std::none_of(words.begin(), words.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void add_item(std::vector<placed_item>& out, item_text is, span at) {
    placed_item p;
    p.is = std::move(is);
    p.at = at;
    out.push_back(std::move(p));
}

bool read_grades(const folded& text, std::size_t begin, std::size_t end, std::vector<placed_item>& out) {
    const std::string_view all = std::string_view(text.text).substr(begin, end - begin);
    if (!has(all, "分") && !has(all, "≤") && !has(all, "≥") && !has(all, "<")) return false;
    const points_intervals points(text, begin, end);
    std::vector<placed_item> found;
    const auto take = [&] {
        out.insert(out.end(), found.begin(), found.end());
        return true;
    };
    if (grades_behind(text, points, begin, end, found)) return take();
    for (const auto marks : {std::string_view(";"), std::string_view(";,")}) {
        found.clear();
        auto segments = split_segments(text, begin, end, marks);
        cut_common_label(text, segments);
        if (!grades_before(text, points, segments, found) || found.empty()) continue;
        const auto one_sided = [](const placed_item& p) {
            const auto* g = std::get_if<grade_text>(&p.is);
            return g && (!g->is.low || !g->is.high || !g->is.low->inclusive || !g->is.high->inclusive);
        };
        if (std::none_of(found.begin(), found.end(), one_sided)) return false;  // 优秀：13～15分 gives points
        // a single “名称：90分以上” may as well be a tier without its award; two make a scale
        if (found.size() < 2 && !has(all, "等") && !has(all, "级") && !has(all, "优") && !has(all, "格")) return false;
        return take();
    }
    found.clear();
    const bool good = grades_before(text, points, split_names(text, begin, end), found);
    const bool one_sided = std::any_of(found.begin(), found.end(), [](const placed_item& p) {
        const auto* g = std::get_if<grade_text>(&p.is);
        return g && (!g->is.low || !g->is.high);
    });
    return good && found.size() >= 2 && one_sided && take();
}

bool is_grade_line(const folded& text) {
    const auto colon = text.text.find(':');
    if (colon == std::string::npos || called_grade(std::string_view(text.text).substr(0, colon)).size() != colon) return false;
    std::size_t begin = colon + 1, end = text.text.size();
    trim_separators(text.text, begin, end);
    const auto interval = begin < end ? read_interval(text, begin) : std::nullopt;
    return interval && interval->end == end && !interval->is.bare && points_interval(interval->is);
}

bool read_grade_lines(const folded& text, std::size_t begin, std::size_t end, std::vector<placed_item>& out) {
    const std::string_view all = std::string_view(text.text).substr(begin, end - begin);
    if (!has(all, "得分线") && !has(all, "得分率") && !has(all, "分数线")) return false;
    const auto colon = all.rfind(':');
    if (colon == std::string_view::npos) return false;
    std::vector<placed_item> found;
    for (const auto& s : split_segments(text, begin + colon + 1, end, ",;")) {
        std::size_t figure_at = s.begin;
        while (figure_at < s.end && (text.text[figure_at] < '0' || text.text[figure_at] > '9')) figure_at += character_length(text.text, figure_at);
        const auto amount = read_amount(text, figure_at, false);
        if (!amount || figure_at == s.begin) return false;
        cursor behind{text.text, amount->end};
        const bool points = amount->is.unit.empty() && behind.skip("分");
        if (!(points || amount->is.unit == "%") || behind.at != s.end) return false;
        grade_text g;
        g.name = std::string(std::string_view(text.text).substr(s.begin, figure_at - s.begin));
        if (!grade_name(g.name)) return false;
        g.is.low = bound_text{amount->is, true, false};
        g.is.low->amount.unit = points ? "分" : "%";
        g.at = text.original(s.begin, s.end);
        const span at = g.at;
        add_item(found, item_text{std::move(g)}, at);
    }
    if (found.size() < 2) return false;
    out.insert(out.end(), found.begin(), found.end());
    return true;
}

}  // namespace fenze
