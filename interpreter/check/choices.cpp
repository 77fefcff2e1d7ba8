// Lists of options: one that stands twice, the lowest left out, points out of order; one thing counted twice.

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/check/checks.hpp"
#include "interpreter/check/lowest.hpp"
#include "interpreter/scale.hpp"

namespace fenze {
namespace {

struct option_list {
    std::size_t fact = 0;
    std::vector<number> points;  // by option; the middle of a range
    std::vector<span> at;        // by option
    span whole;
    std::vector<std::optional<std::pair<number, number>>> ranges;  // by option: what a judge may give; empty where points are fixed
    std::vector<bool> below_high;                                  // by option: not the end itself
    bool down_to_nought = false;                                   // 一般（5-1分）: the last range ends where nothing would
};

class choices_check {
public:
    explicit choices_check(review& r) : r_(r), m_(r.meaning) {}

    void run() {
        collect();
        for (const auto& l : lists_) {
            repeated(l);
            order(l);
            lowest(l);
            ranges(l);
        }
        for (std::size_t n = 0; n < m_.nodes.size(); ++n) counted_twice(n);
    }

private:
    void collect() {
        for (const auto& node : m_.nodes)
            for (const auto& rule : node.rules)
                if (const auto* c = std::get_if<choice_rule>(&rule.is)) {
                    option_list l{c->fact, {}, {}, rule.at, {}, {}};
                    for (const auto& a : c->awards) l.points.push_back(a.points);
                    if (l.points.size() == m_.facts[c->fact].options.size()) add(std::move(l));
                }
        for (const auto& limit : m_.limits) {
            if (limit.parts.size() < 2 || m_.facts[limit.score].name.empty()) continue;
            const std::size_t fact = limit.parts[0].when.fact;
            if (!std::all_of(limit.parts.begin(), limit.parts.end(),
                    [&](const mark_limit::part& p) { return p.when.kind == condition::form::option && p.when.fact == fact; }))
                continue;
            option_list l{fact, std::vector<number>(m_.facts[fact].options.size()), {}, limit.at, {}, {}};
            l.ranges.resize(l.points.size());
            l.below_high.resize(l.points.size());
            for (const auto& p : limit.parts) {
                if (p.when.option >= l.points.size()) continue;
                if (p.range) l.ranges[p.when.option] = std::minmax(p.range->first, p.range->second);
                l.below_high[p.when.option] = p.below_high;
                if (p.range) l.points[p.when.option] = (p.range->first + p.range->second) * number::fraction(1, 2);
                if (p.range && p.range->first <= number(1) && m_.facts[fact].options[p.when.option] == "一般") l.down_to_nought = true;
                else if (!p.values.empty()) l.points[p.when.option] = p.values.back();
            }
            // the sentence as a whole: where the fact is asked for, and on to its end
            const model_node& node = m_.nodes[m_.facts[fact].node];
            for (const auto& rule : node.rules) l.whole = cover(l.whole, rule.at);
            add(std::move(l));
        }
    }

    void add(option_list l) {
        std::vector<span> clauses;
        for (const auto* item : r_.items_in(l.whole))
            if (std::holds_alternative<clause_text>(item->is)) clauses.push_back(item->at);
        const auto& options = m_.facts[l.fact].options;
        std::map<std::string, std::uint32_t> from;
        for (std::size_t n = 0; n < options.size(); ++n) {
            if (clauses.size() == options.size()) {
                l.at.push_back(clauses[n]);
                continue;
            }
            std::uint32_t& begin = from.try_emplace(options[n], l.whole.begin).first->second;
            const span found = find_words(r_.text, {begin, l.whole.end}, options[n]);
            if (!(found == span{begin, l.whole.end})) begin = found.end;
            l.at.push_back(found == span{begin, l.whole.end} ? l.whole : found);
        }
        lists_.push_back(std::move(l));
    }

    void repeated(const option_list& l) {
        const auto& options = m_.facts[l.fact].options;
        for (std::size_t b = 1; b < options.size(); ++b)
            for (std::size_t a = 0; a < b; ++a) {
                if (name_key(options[a]) != name_key(options[b])) continue;
                diagnostic& d = r_.add("FZ320", severity::warning, l.at[b],
                    {"“" + options[b] + "”列了两次" +
                            (l.points[a] == l.points[b] ? "。" : "，一次" + l.points[a].text() + "分，一次" + l.points[b].text() + "分。"),
                        "the option “" + options[b] + "” stands here twice"},
                    {"改正其中一个，或删去。", "correct one of them, or delete it"});
                d.labels.push_back({l.at[a], {"前一次在这里", "the first one"}});
                break;
            }
    }

    void order(const option_list& l) {
        const auto& options = m_.facts[l.fact].options;
        if (options.size() < 3 || r_.told("FZ320", l.whole)) return;
        if (!are_degrees(options) && judge_scale(options) != scale_kind::bearer) return;
        // 完成得10分，未完成不得分，基本完成得6分: the worst has the least, wherever it stands
        const auto sorted = [](const std::vector<number>& p) { return std::is_sorted(p.begin(), p.end()) || std::is_sorted(p.rbegin(), p.rend()); };
        if (sorted(l.points)) return;
        std::vector<number> without_worst;
        const number& least = *std::min_element(l.points.begin(), l.points.end());
        for (std::size_t n = 0; n < l.points.size(); ++n)
            if (!(l.points[n] == least && names_the_bottom(options[n]))) without_worst.push_back(l.points[n]);
        if (sorted(without_worst) && without_worst.size() + 1 == l.points.size()) return;
        std::size_t odd = 0;
        bool any = false;
        for (std::size_t n = 0; n < l.points.size(); ++n) {
            auto rest = l.points;
            rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(n));
            if (!sorted(rest)) continue;
            odd = n;
            any = true;
        }
        if (!any) odd = l.points.size() - 1;
        diagnostic& d = r_.add("FZ322", severity::warning, l.at[odd],
            {"各档的分值没有依次增减：“" + options[odd] + "”的" + points_of(l, odd) + "分与前后不合。",
                "the points of the options do not rise or fall in order"},
            {l.ranges.empty() ? exchanged(l.points, options) : "核对这几档的分值，疑有两档写反。", "check the points: two may be exchanged"});
        d.labels.push_back({l.at[odd > 0 ? odd - 1 : 1], {"相邻的一档", "the option beside it"}});
    }

    /// 10, or 10-15 where a judge gives them.
    [[nodiscard]] static std::string points_of(const option_list& l, std::size_t n) {
        if (n >= l.ranges.size() || !l.ranges[n]) return l.points[n].text();
        return l.ranges[n]->first.text() + "-" + l.ranges[n]->second.text();
    }

    /// 优秀得10-15分，良好得5-10分: what a judge may give meets, overlaps or leaves something out between two options.
    void ranges(const option_list& l) {
        std::vector<std::size_t> from_below;
        bool whole = true;
        for (std::size_t n = 0; n < l.ranges.size(); ++n)
            if (l.ranges[n]) {
                from_below.push_back(n);
                whole = whole && l.ranges[n]->first.is_integer() && l.ranges[n]->second.is_integer();
            }
        if (from_below.size() < 2 || r_.told("FZ320", l.whole) || r_.told("FZ322", l.whole)) return;
        std::sort(from_below.begin(), from_below.end(), [&](std::size_t a, std::size_t b) {
            return l.ranges[a]->first != l.ranges[b]->first ? l.ranges[a]->first < l.ranges[b]->first : l.ranges[a]->second < l.ranges[b]->second;
        });
        const number step = whole ? number(1) : number::fraction(1, 10);
        for (std::size_t k = 1; k < from_below.size(); ++k) between(l, from_below[k - 1], from_below[k], step);
    }

    void between(const option_list& l, std::size_t below, std::size_t above, const number& step) {
        const auto& options = m_.facts[l.fact].options;
        const auto &low = *l.ranges[below], &high = *l.ranges[above];
        const std::size_t later = std::max(below, above), earlier = std::min(below, above);
        const std::string both = "“" + options[earlier] + "”和“" + options[later] + "”";
        const number mended = high.first - step;
        const std::string help = low.first < mended || low.first == mended
                                     ? "如“" + options[below] + "”改为“" + low.first.text() + "-" + mended.text() + "分”。"
                                     : "核对这两档的分值。";
        const auto label = [&](diagnostic& d) { d.labels.push_back({l.at[earlier], {"另一档", "the other option"}}); };
        if (low.second == high.first && l.below_high[below]) return;
        if (low.second == high.first) {
            label(r_.add("FZ312", severity::note, l.at[later],
                {high.first.text() + "分" + both + "都可以给，光看分数分不清是哪一档。", high.first.text() + " may be given for either option"},
                {"要分清，" + help, "leave it to one of them"}));
        } else if (high.first < low.second) {
            const std::string shared = high.first.text() + "-" + minimum(low.second, high.second).text() + "分";
            label(r_.add("FZ311", severity::warning, l.at[later],
                {both + "的分值重叠：" + shared + "两档都可以给。", "the points of these options overlap: " + shared}, {help, "part the two ranges"}));
        } else if (step < high.first - low.second) {
            const number left = low.second + step;
            const std::string until = (high.first - step).text();
            label(r_.add("FZ031", severity::warning, l.at[later],
                {left.text() + (left.text() == until ? "" : "-" + until) + "分哪一档都不能给：" + both + "之间断开了。", "no option gives " + left.text()},
                {"如“" + options[below] + "”改为“" + low.first.text() + "-" + until + "分”。", "close the gap between the two ranges"}));
        }
    }

    /// Two neighbours with each other's points, where that puts all in order.
    [[nodiscard]] static std::string exchanged(std::vector<number> points, const std::vector<std::string>& options) {
        std::optional<std::size_t> found;
        for (std::size_t n = 1; n < points.size(); ++n) {
            std::swap(points[n - 1], points[n]);
            const bool mends = std::is_sorted(points.begin(), points.end()) || std::is_sorted(points.rbegin(), points.rend());
            std::swap(points[n - 1], points[n]);
            if (mends && found) return "核对这几档的分值，疑有两档写反。";
            if (mends) found = n;
        }
        if (!found) return "核对这几档的分值，疑有两档写反。";
        return "疑为两档的分值写反，改为“" + options[*found - 1] + "”" + points[*found].text() + "分、“" + options[*found] + "”" + points[*found - 1].text() +
               "分。";
    }

    [[nodiscard]] bool closed(const option_list& l) const {
        const auto& options = m_.facts[l.fact].options;
        return std::any_of(l.points.begin(), l.points.end(), [](const number& n) { return n.sign() <= 0; }) ||
               std::any_of(options.begin(), options.end(), names_the_bottom);
    }

    void lowest(const option_list& l) {
        const auto& options = m_.facts[l.fact].options;
        if (options.size() < 2 || !are_degrees(options) || closed(l) || l.down_to_nought || l.points.empty()) return;
        const auto written = count_lowest(r_, l.whole);
        const bool custom = written.said + written.said_in_tiers > written.unsaid + written.unsaid_in_tiers;
        // 一等功, 二等功, 三等功: ranks of what there may be none of; 优, 良, 中: everything is one of them, and the worst is left out
        const bool ranks = std::any_of(options.begin(), options.end(), [](const std::string& o) {
            return has_any(o, {"特等", "一等", "二等", "三等", "特级", "一级", "二级", "三级", "四级", "五级", "甲", "乙", "丙", "一档", "二档", "三档", "一类",
                                  "二类", "三类", "A", "B", "C"});
        });
        const auto least = static_cast<std::size_t>(std::min_element(l.points.begin(), l.points.end()) - l.points.begin());
        r_.add("FZ321", !ranks ? severity::warning : severity::note, l.at[least],
            {"没有写最低的一档：连“" + options[least] + "”也够不上的，没有一档可选" + (custom && !ranks ? "；别的指标都写了。" : "。"),
                "the lowest option is missing: whoever falls short of “" + options[least] + "” has none" +
                    (custom && !ranks ? "; the other lists have it" : "")},
            {"补上得0分的一档，如“" + below(options[least]) + "得0分”。", "add an option of 0 points"});
    }

    /// 基本完善 → 不完善, 基本完成 → 未完成, 落实比较到位 → 落实不到位, 一般 → 差
    static std::string below(std::string option) {
        if (is_any(option, {"优", "良", "中", "好", "较好", "优秀", "良好", "中等", "一般"})) return "差";
        if (ends(option, "一般")) return option.substr(0, option.size() - std::string_view("一般").size()) + "差";
        const auto no = [](const std::string& what) {
            return has_any(what, {"完成", "达标", "达到", "建立", "开展", "落实", "通过"}) ? std::string("未") : std::string("不");
        };
        for (const std::string_view w : {"十分", "非常", "比较", "较为", "基本", "一般", "部分", "全部", "很", "较"}) {
            const auto at = option.find(w);
            if (at == std::string::npos || at + w.size() >= option.size()) continue;
            const std::string rest = option.substr(at + w.size());
            return option.substr(0, at) + no(rest) + rest;
        }
        return no(option) + option;
    }

    /// 每承担1项省级项目得2分，每承担1项省级项目得1分: one thing, two clauses.
    void counted_twice(std::size_t n) {
        const auto& rules = m_.nodes[n].rules;
        const auto fact_of = [](const rule& r) -> std::optional<std::size_t> {
            if (const auto* p = std::get_if<per_rule>(&r.is)) return p->fact;
            if (const auto* t = std::get_if<tiers_rule>(&r.is);
                t && t->tiers.size() == 1 && t->tiers[0].when.kind == condition::form::truth && t->tiers[0].gives.fixed())
                return t->tiers[0].when.fact;
            return std::nullopt;
        };
        for (std::size_t b = 1; b < rules.size(); ++b)
            for (std::size_t a = 0; a < b; ++a) {
                const auto x = fact_of(rules[a]), y = fact_of(rules[b]);
                if (!x || x != y || rules[a].take != rules[b].take || rules[a].is.index() != rules[b].is.index() || rules[b].attached || rules[b].plus)
                    continue;
                const auto *p = std::get_if<per_rule>(&rules[a].is), *q = std::get_if<per_rule>(&rules[b].is);
                if (p && q && p->each != q->each) continue;
                diagnostic& d = r_.add("FZ319", severity::warning, rules[b].at,
                    {"“" + m_.facts[*x].name + "”在这一项里计了两次分：两句会相加。",
                        "“" + m_.facts[*x].name + "” scores twice in this item: the clauses add up"},
                    {"删去重复的一句；若是两样，请用不同的名称。", "delete one clause, or name two different things"});
                d.labels.push_back({rules[a].at, {"前一句在这里", "the first clause"}});
                break;
            }
    }

    review& r_;
    const model& m_;
    std::vector<option_list> lists_;
};

}  // namespace

void check_choices(review& r) { choices_check(r).run(); }

}  // namespace fenze
