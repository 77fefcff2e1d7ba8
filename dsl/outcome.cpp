#include "dsl/outcome.hpp"

#include <algorithm>
#include <array>

#include "dsl/cursor.hpp"
#include "dsl/lead.hpp"
#include "dsl/numeral.hpp"
#include "dsl/phrases.hpp"
#include "dsl/text.hpp"

namespace fenze {
namespace {

using namespace grammar;  // NOLINT

// clang-format off
struct grade_verb : any_word<"评定为", "评价为", "评为", "确定为", "认定为", "判定为", "核定为", "鉴定为", "列为", "定为", "定级为", "等级为", "等次为", "级别为", "结果为", "考核等次为", "考核等级为", "考核结果为", "评价等级为", "评价结果为", "属于", "属", "即为", "视为", "为", "是", "授予", "评", "定"> {};
struct plain_grade : any_word<"不合格", "合格", "不达标", "达标", "优秀", "良好", "不及格", "及格", "不称职", "称职", "不通过", "通过", "无等级", "不评级", "不定级", "不予定级", "不予评级", "一般", "较差", "差", "中等"> {};
struct weight_tail : any_word<"的比重", "的权重", "比重", "权重", "的比例", "的份额", "计入总分", "的比例计入总分", "计入总成绩", "的比例计入"> {};
// clang-format on

bool no_digits(std::string_view s) {
    return std::none_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

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
    for (const std::string_view w : {"加分", "得分", "扣", "满分", "不计", "计分", "起评", "基准", "限", "依据", "准", "奖励", "补助", "上限"})
        if (has(name, w)) return false;
    return true;
}

void cut_name(std::string_view& name) {
    for (const std::string_view tail : {"等次", "档次", "等级"})
        if (name.size() > tail.size() + 5 && name.substr(name.size() - tail.size()) == tail) name.remove_suffix(tail.size());
}

// First interval over points in the stretch.
struct placed_interval {
    interval_text is;
    std::size_t begin = 0, end = 0;
};
std::optional<placed_interval> points_in(const folded& text, std::size_t begin, std::size_t end, bool signs) {
    for (std::size_t i = begin; i < end; i += character_length(text.text, i)) {
        if (i > begin) {
            const char b = text.text[i - 1], c = text.text[i];
            if (((b >= '0' && b <= '9') || b == '.') && ((c >= '0' && c <= '9') || c == '.')) continue;
        }
        auto found = read_interval(text, i);
        if (!found || found->end > end) continue;
        if (found->is.bare) {
            std::size_t n = found->end;
            (void)n;
            continue;
        }
        if (points_interval(found->is) || (signs && signs_only(found->is))) return placed_interval{found->is, i, found->end};
    }
    return std::nullopt;
}

void add(std::vector<placed_item>& out, item_text is, span at) {
    placed_item p;
    p.is = std::move(is);
    p.at = at;
    out.push_back(std::move(p));
}

// 90分以上为优秀; 成绩达到90分的为合格; 92分及其以上但不足97分，为一级乙等.
std::optional<std::size_t> grade_behind(const folded& text, std::size_t begin, std::size_t end, std::vector<placed_item>& out) {
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
        add(out, item_text{std::move(g)}, at);
        return in.at;
    }
    const auto interval = points_in(text, begin, std::min(end, begin + 150), true);
    if (!interval) return std::nullopt;
    if (has(std::string_view(text.text).substr(begin, interval->begin - begin), ";")) return std::nullopt;
    for (std::size_t i = begin; i < interval->begin; i += character_length(text.text, i)) {
        // 每户得0.2分，加满3分为止: points before the figures are a score of its own
        cursor verb{text.text, i};
        if (verb.sees("每")) return std::nullopt;
        if (verb.skip<any_word<"得", "计", "扣", "加", "减", "积", "记">>() && verb.sees<figure>()) return std::nullopt;
    }
    cursor in{text.text, interval->end};
    if (in.skip("分")) {
    }
    if (in.sees("(均含") || in.sees("(含")) {
        const auto close = text.text.find(')', in.at);
        if (close != std::string::npos && close < end) in.at = close + 1;
    }
    for (std::size_t n = 0; n < 14 && in.at < end && !in.sees<grade_verb>() && !in.sees<plain_grade>(); ++n) {
        const char c = text.text[in.at];
        if ((c >= '0' && c <= '9') || c == ';' || c == ':') return std::nullopt;
        if (in.sees("得") || in.sees("扣") || in.sees("计")) return std::nullopt;
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
    add(out, item_text{std::move(g)}, at);
    return in.at;
}

// 优秀：90分以上; AA级：95分≤X≤100分，信用好; 优秀（90分及以上）; AAAAA级景区应达到950分.
bool grade_before(const folded& text, stretch s, std::vector<placed_item>& out) {
    trim_separators(text.text, s.begin, s.end);
    const auto interval = points_in(text, s.begin, s.end, true);
    if (!interval) return false;
    std::size_t b = s.begin, e = interval->begin;
    const std::string_view before = std::string_view(text.text).substr(b, e - b);
    const auto colon = before.find(':');
    const auto open = before.find('(');
    std::string_view name;
    if (colon != std::string_view::npos) name = before.substr(0, colon);
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
        add(out, item_text{std::move(g)}, at);
        return true;
    } else if (interval->is.reach || (before.size() > 3 && before.substr(before.size() - 3) == "应")) name = before;
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
    if (has(rest, "得") || has(rest, "扣") || has(rest, "计")) return false;
    grade_text g;
    g.name = std::string(name);
    g.is = interval->is;
    g.at = text.original(s.begin, s.end);
    const span at = g.at;
    add(out, item_text{std::move(g)}, at);
    return true;
}

bool read_grades(const folded& text, std::size_t begin, std::size_t end, std::vector<placed_item>& out) {
    const std::string_view all = std::string_view(text.text).substr(begin, end - begin);
    if (!has(all, "分") && !has(all, "≤") && !has(all, "≥") && !has(all, "<")) return false;
    std::vector<placed_item> found;
    // by verb
    std::size_t at = begin;
    bool whole = true;
    while (at < end) {
        const auto next = grade_behind(text, at, end, found);
        if (!next) {
            whole = no_digits(std::string_view(text.text).substr(at, end - at));
            break;
        }
        at = *next;
    }
    if (!found.empty() && whole) {
        // what stands before the first grade's figures must hold no score of its own
        out.insert(out.end(), found.begin(), found.end());
        return true;
    }
    found.clear();
    for (const auto marks : {std::string_view(";"), std::string_view(";,")}) {
        found.clear();
        bool good = true;
        auto segments = split_segments(text, begin, end, marks);
        // 服务质量评分：5A级应达到950分，4A级应达到850分: one label for all
        std::size_t colons = 0, figures = 0;
        for (const auto& s : segments) {
            const std::string_view part = std::string_view(text.text).substr(s.begin, s.end - s.begin);
            if (!no_digits(part)) ++figures;
            if (!no_digits(part) && part.find(':') != std::string_view::npos) ++colons;
        }
        if (colons == 1 && figures > 1) {
            const auto colon = text.text.find(':', segments.front().begin);
            if (colon != std::string::npos && colon < segments.front().end) segments.front().begin = colon + 1;
        }
        for (const auto& s : segments) {
            const std::string_view part = std::string_view(text.text).substr(s.begin, s.end - s.begin);
            if (no_digits(part)) continue;
            if (!grade_before(text, s, found)) {
                good = false;
                break;
            }
        }
        if (good && !found.empty()) {
            const auto one_sided = [](const placed_item& p) {
                const auto* g = std::get_if<grade_text>(&p.is);
                return g && (!g->is.low || !g->is.high || !g->is.low->inclusive || !g->is.high->inclusive);
            };
            if (std::none_of(found.begin(), found.end(), one_sided)) return false;  // 优秀：13～15分 gives points
            // a single “名称：90分以上” may as well be a tier without its award; two make a scale
            if (found.size() < 2 && !has(all, "等") && !has(all, "级") && !has(all, "优") && !has(all, "格")) return false;
            out.insert(out.end(), found.begin(), found.end());
            return true;
        }
    }
    // 优秀（90分以上）、良好（80-89分）
    found.clear();
    std::size_t from = begin;
    bool good = true;
    const std::string_view text_all = text.text;
    std::vector<stretch> parts;
    for (std::size_t i = begin; i < end;) {
        if (text_all[i] == '(') {
            const auto close = text_all.find(')', i);
            if (close == std::string_view::npos || close >= end) return false;
            i = close + 1;
            continue;
        }
        if (starts(text_all.substr(i), "、") || text_all[i] == ',' || text_all[i] == ';') {
            parts.push_back({from, i});
            i += character_length(text_all, i);
            from = i;
            continue;
        }
        i += character_length(text_all, i);
    }
    parts.push_back({from, end});
    for (const auto& s : parts) {
        if (no_digits(text_all.substr(s.begin, s.end - s.begin))) continue;
        if (!grade_before(text, s, found)) good = false;
    }
    const bool one_sided = std::any_of(found.begin(), found.end(), [](const placed_item& p) {
        const auto* g = std::get_if<grade_text>(&p.is);
        return g && (!g->is.low || !g->is.high);
    });
    if (good && found.size() >= 2 && one_sided) {
        out.insert(out.end(), found.begin(), found.end());
        return true;
    }
    return false;
}

// 规定最低得分线：三星级220分，四星级320分: what each grade needs at least.
bool read_lines(const folded& text, std::size_t begin, std::size_t end, std::vector<placed_item>& out) {
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
        add(found, item_text{std::move(g)}, at);
    }
    if (found.size() < 2) return false;
    out.insert(out.end(), found.begin(), found.end());
    return true;
}

// Names joined by 、 or 和 in front of 分别占 and 各占.
std::vector<std::string> names_of(std::string_view list) {
    std::vector<std::string> out;
    std::string now;
    for (std::size_t i = 0; i < list.size();) {
        const auto n = character_length(list, i);
        const auto c = list.substr(i, n);
        if (c == "、" || c == "和" || c == "与" || c == "及" || c == ",") {
            if (!now.empty()) out.push_back(now);
            now.clear();
        } else {
            now += c;
        }
        i += n;
    }
    if (!now.empty()) out.push_back(now);
    return out;
}

void clean_weight_subject(std::string& name) {
    for (const std::string_view head : {"按照", "按", "由", "其中", "根据", ":"})
        while (starts(name, head)) name.erase(0, head.size());
    for (bool cut = true; cut;) {
        cut = false;
        for (const std::string_view tail : {"(", "的", "所", "分别", "各", "占", "权重", "比重", "为", "得分", "部分", "、", "和", ","})
            if (name.size() > tail.size() && name.substr(name.size() - tail.size()) == tail && !(tail == "得分" && name.size() <= 12)) {
                name.resize(name.size() - tail.size());
                cut = true;
            }
    }
}

// 管理评价占30%，专家评审占70%; 占综合评价30%比重; A、B分别占60%、40%; 按照A40%、B30%、C30%的权重计算.
bool read_weights(const folded& text, std::size_t begin, std::size_t end, std::vector<placed_item>& out) {
    const std::string_view all = std::string_view(text.text).substr(begin, end - begin);
    if (!has(all, "%") && !has(all, "百分之")) return false;
    const bool named = has(all, "比重") || has(all, "权重");
    if (!named && !has(all, "占")) return false;
    struct share {
        std::size_t begin, end;  // of the percentage
        std::string value;
    };
    std::vector<share> shares;
    for (std::size_t i = begin; i < end;) {
        const auto number = read_amount(text, i, text.text.compare(i, 9, "百分之") == 0);
        if (number && number->is.unit == "%" && number->end <= end) {
            shares.push_back({i, number->end, shift_decimal(number->is.value, -2)});
            i = number->end;
            continue;
        }
        if (number && number->end > i) {
            i = number->end;
            continue;
        }
        i += character_length(text.text, i);
    }
    if (shares.empty()) return false;
    std::vector<weight_text> found;
    std::size_t from = begin;
    for (std::size_t n = 0; n < shares.size(); ++n) {
        std::string_view before = std::string_view(text.text).substr(from, shares[n].begin - from);
        std::size_t sb = from, se = shares[n].begin;
        trim_separators(text.text, sb, se);
        std::string subject(std::string_view(text.text).substr(sb, se - sb));
        // words between 占 and the figure name the whole: 占综合评价30%
        bool verb = false;
        for (const std::string_view w :
            {"分别占", "各占", "所占权重为", "所占比重为", "权重为", "比重为", "占比为", "权重占", "占比", "占", "权重", "比重", "按"}) {
            const auto at = subject.rfind(w);
            if (at == std::string::npos || (at == 0 && w != "占")) continue;
            const auto behind = subject.substr(at + w.size());
            if (w == "按" && !behind.empty()) continue;
            if (behind.size() > 30) continue;
            verb = true;
            const bool each = w == "各占" || (w == "占" && at >= 3 && subject.compare(at - 3, 3, "各") == 0);
            const bool respectively = w == "分别占";
            subject.resize(at);
            if (each) {
                clean_weight_subject(subject);
                for (auto& name : names_of(subject)) {
                    weight_text wt;
                    wt.subject = name;
                    wt.fraction = shares[n].value;
                    wt.at = text.original(sb, shares[n].end);
                    found.push_back(std::move(wt));
                }
                subject.clear();
            } else if (respectively) {
                clean_weight_subject(subject);
                const auto names = names_of(subject);
                if (names.size() != shares.size() - n) return false;
                for (std::size_t k = 0; k < names.size(); ++k) {
                    weight_text wt;
                    wt.subject = names[k];
                    wt.fraction = shares[n + k].value;
                    wt.at = text.original(sb, shares[n + k].end);
                    found.push_back(std::move(wt));
                }
                n = shares.size() - 1;
                subject.clear();
            }
            break;
        }
        (void)before;
        from = shares[n].end;
        cursor tail{text.text, from};
        tail.skip<weight_tail>();
        tail.skip(")");
        from = tail.at;
        if (subject.empty()) continue;
        if (!verb && !named) return false;
        if (const auto cut = subject.rfind(';'); cut != std::string::npos) subject.erase(0, cut + 1);
        clean_weight_subject(subject);
        if (starts(subject, "和")) subject.erase(0, 3);
        if (subject.empty()) return false;
        weight_text wt;
        wt.subject = subject;
        wt.subject_at = text.original(sb, sb + std::min(se - sb, subject.size()));
        wt.fraction = shares[n].value;
        wt.marked = named;
        wt.at = text.original(sb, shares[n].end);
        found.push_back(std::move(wt));
    }
    if (found.empty()) return false;
    if (!named) {  // without the word, only shares that make a whole are weights
        std::string sum = "0";
        long total = 0;
        for (const auto& w : found) {
            const std::string p = shift_decimal(w.fraction, 4);
            if (p.find('.') != std::string::npos || p.size() > 7) return false;
            total += std::stol(p);
        }
        if (total != 10000 || found.size() < 2) return false;
    }
    // the rest of the sentence may say what is computed, but no points
    std::vector<placed_item> behind;
    std::string rest;
    for (std::size_t i = from; i < end;) {
        if (auto rounding = read_rounding(text, i)) {
            add(behind, item_text{rounding->is}, rounding->is.at);
            i = rounding->end;
            continue;
        }
        rest += std::string_view(text.text).substr(i, character_length(text.text, i));
        i += character_length(text.text, i);
    }
    if (!no_digits(rest)) return false;
    for (const std::string_view w : {"最高", "最多", "封顶", "不超过", "不得", "扣", "每"})
        if (has(rest, w)) return false;
    for (auto& w : found) {
        const span at = w.at;
        add(out, item_text{std::move(w)}, at);
    }
    out.insert(out.end(), behind.begin(), behind.end());
    return true;
}

// 弄虚作假的，取消其资格; …实行一票否决.
bool read_vetoes(const folded& text, std::size_t begin, std::size_t end, std::vector<placed_item>& out) {
    const std::string_view all = std::string_view(text.text).substr(begin, end - begin);
    static constexpr std::array<std::string_view, 5> cancels{"取消", "一票否决", "直接评为", "直接定为", "直接判定为"};
    for (const auto word_here : cancels) {
        auto at = all.find(word_here);
        if (at == std::string_view::npos) continue;
        const std::string_view behind = all.substr(at);
        if (word_here == "取消" && !has(behind, "资格") && !has(behind, "称号")) continue;
        std::size_t b = begin, e = begin + at;
        trim_separators(text.text, b, e);
        std::string_view condition = std::string_view(text.text).substr(b, e - b);
        for (bool cut = true; cut;) {
            cut = false;
            for (const std::string_view tail : {",", "的", "者", "即", "将", "直接", "予以", "一律", "实行", "给予", "则", "应", "实施", "、"}) {
                if (condition.size() > tail.size() && condition.substr(condition.size() - tail.size()) == tail) {
                    condition.remove_suffix(tail.size());
                    cut = true;
                }
            }
        }
        if (condition.empty() || has(condition, ";")) return false;
        veto_text v;
        v.condition = std::string(condition);
        std::size_t rb = begin + at, re = end;
        trim_separators(text.text, rb, re);
        v.result = std::string(std::string_view(text.text).substr(rb, re - rb));
        v.grade = word_here.substr(0, 6) == "直接";
        v.at = text.original(begin, end);
        if (!no_digits(v.result)) return false;
        const span at_span = v.at;
        add(out, item_text{std::move(v)}, at_span);
        return true;
    }
    return false;
}

}  // namespace

// 得分=20×基准价/投标价. Ends at the first comma outside brackets.
std::optional<read<formula_text>> read_formula(const folded& text, std::size_t begin, std::size_t end) {
    const std::string_view all = std::string_view(text.text).substr(begin, end - begin);
    const auto equal = all.find('=');
    if (equal == std::string_view::npos || equal == 0 || equal + 1 >= all.size()) return std::nullopt;
    if (all.substr(equal - 1, 2) == "<=" || all.substr(equal - 1, 2) == ">=" || all.substr(equal, 2) == "=>" || all.substr(equal, 2) == "=<" ||
        all.substr(equal, 2) == "==")
        return std::nullopt;
    std::size_t stop = equal + 1;
    int depth = 0;
    while (stop < all.size()) {
        const char c = all[stop];
        if (c == '(' || c == '[' || c == '{') ++depth;
        if (c == ')' || c == ']' || c == '}') --depth;
        if ((c == ',' && depth <= 0) || c == ';') break;
        stop += character_length(all, stop);
    }
    const std::string_view right = all.substr(equal + 1, stop - equal - 1);
    const bool operates = has(right, "×") || has(right, "÷") || has(right, "*") || has(right, "/") || has(right, "+") || has(right, "-") ||
                          has(right, "min(") || has(right, "max(");
    if (!operates) return std::nullopt;
    std::string_view left = all.substr(0, equal);
    for (const std::string_view cut : {":", ",", ";"})
        if (const auto n = left.rfind(cut); n != std::string_view::npos) left = left.substr(n + cut.size());
    if (left.empty() || left.size() > 90) return std::nullopt;
    // (例如) figures before the name would be a score of their own
    const std::string_view before = all.substr(0, equal - left.size());
    if (!no_digits(before)) return std::nullopt;
    formula_text f;
    f.name = std::string(left);
    f.expression = std::string(right);
    f.expression_at = text.original(begin + equal + 1, begin + stop);
    f.at = text.original(begin, begin + stop);
    return read<formula_text>{std::move(f), begin + stop};
}

bool read_outcomes(const folded& text, std::size_t begin, std::size_t end, std::vector<placed_item>& out) {
    return read_lines(text, begin, end, out) || read_grades(text, begin, end, out) || read_weights(text, begin, end, out) || read_vetoes(text, begin, end, out);
}

}  // namespace fenze
