#include "interpreter/check/tier_order.hpp"

#include <algorithm>

#include "dsl/text.hpp"
#include "interpreter/check/own_words.hpp"

namespace fenze {
namespace {

class order_check {
public:
    order_check(review& r, const tier_list& list) : r_(r), l_(list), f_(list.quantity), say_(r, list), pieces_(covered(list, f_)), order_(from_below(list)) {}

    bool run() {
        order();
        falls();
        return found_ > 0;
    }

private:
    [[nodiscard]] std::string words_of(std::size_t n) const { return r_.words_of(l_.tiers[n].at); }
    void attach(diagnostic& d, std::size_t n, const char* zh, const char* en) { d.labels.push_back({l_.tiers[n].at, {zh, en}}); }

    void order() {
        if (l_.tiers.size() < 3) return;
        const auto sorted = [&](bool up) {
            for (std::size_t n = 1; n < l_.tiers.size(); ++n) {
                const interval &a = l_.tiers[n - 1].is, &b = l_.tiers[n].is;
                if (up ? !lies_below(a, b) : !lies_below(b, a)) return false;
            }
            return true;
        };
        if (sorted(true) || sorted(false)) return;
        if (!points_follow()) return;  // the best first, then what lies around it: 90-110%得10分，80-90%或110-120%得8分
        // the tier out of place: without it the rest are in order
        std::size_t odd = l_.tiers.size() - 1;
        for (std::size_t n = 0; n < l_.tiers.size(); ++n) {
            bool up = true, down = true;
            std::optional<std::size_t> last;
            for (std::size_t k = 0; k < l_.tiers.size(); ++k) {
                if (k == n) continue;
                if (last) {
                    up = up && lies_below(l_.tiers[*last].is, l_.tiers[k].is);
                    down = down && lies_below(l_.tiers[k].is, l_.tiers[*last].is);
                }
                last = k;
            }
            if (up || down) odd = n;
        }
        const bool matters = order_matters();
        if (matters) ++found_;
        r_.add("FZ315", matters ? severity::warning : severity::note, l_.tiers[odd].at,
            {"各档的先后颠倒：“" + words_of(odd) + "”不在它的位置上。" +
                    (matters ? "两档相接处归先列的一档，先后会影响得分。" : "各档没有重叠，得分不受影响。"),
                "the tiers are not in order; " +
                    std::string(matters ? "where two touch, the one listed first holds" : "they do not touch, and the points are the same")},
            {"各档从高到低（或从低到高）依次列出。", "list the tiers from high to low, or from low to high"});
    }

    /// Whether the tiers in order, one way or the other, would give other points somewhere.
    [[nodiscard]] bool order_matters() const {
        const auto points_along = [&](const tier_list& list) {
            std::vector<std::pair<extent, number>> out;
            for (const auto& p : covered(list, f_)) out.emplace_back(p.is, p.tier < 0 ? list.rest : list.tiers[static_cast<std::size_t>(p.tier)].points);
            return out;
        };
        const auto differ = [&](const tier_list& other) {
            const auto x = points_along(l_), y = points_along(other);
            if (x.size() != y.size()) return true;
            for (std::size_t n = 0; n < x.size(); ++n)
                if (x[n].first.low != y[n].first.low || x[n].first.high != y[n].first.high || x[n].second != y[n].second) return true;
            return false;
        };
        tier_list other = l_;
        for (std::size_t n = 0; n < order_.size(); ++n) other.tiers[n] = l_.tiers[order_[n]];
        if (differ(other)) return true;
        for (std::size_t n = 0; n < order_.size(); ++n) other.tiers[order_.size() - 1 - n] = l_.tiers[order_[n]];
        return differ(other);
    }

    /// Whether points rise or fall all the way with the fact.
    [[nodiscard]] bool points_follow() const {
        bool up = true, down = true;
        for (std::size_t n = 1; n < order_.size(); ++n) {
            const number &a = l_.tiers[order_[n - 1]].points, &b = l_.tiers[order_[n]].points;
            up = up && a <= b;
            down = down && b <= a;
        }
        return up || down;
    }

    /// The points along the line, and the tier that gives them.
    struct stretch {
        number points;
        std::size_t tier;
        extent is;
    };
    [[nodiscard]] std::vector<stretch> stretches() const {
        std::vector<stretch> out;
        for (const auto& p : pieces_) {
            if (p.tier < 0) continue;
            const bool between_steps = p.is.low && p.is.high && p.is.low->beside.sign() > 0 && p.is.high->beside.sign() < 0;
            if (between_steps && told_in_whole(f_) && neighbours(p.is.low->at, p.is.high->at)) continue;  // 1-3天, 4-7天
            const auto tier = static_cast<std::size_t>(p.tier);
            if (out.empty() || out.back().points != l_.tiers[tier].points) out.push_back({l_.tiers[tier].points, tier, p.is});
        }
        return out;
    }

    void falls() {
        const auto along = stretches();
        int turns = 0, last = 0;
        std::size_t peak = 0;
        for (std::size_t n = 1; n < along.size(); ++n) {
            const int step = along[n - 1].points < along[n].points ? 1 : -1;
            if (last != 0 && step != last) {
                ++turns;
                peak = n - 1;
            }
            last = step;
        }
        if (turns == 0) {
            two_turned();
            return;
        }
        // one hill is how a range that is best in the middle looks: 低于90%得5分，90-110%得10分，高于110%得5分
        const bool hill = turns == 1 && last < 0;
        const bool level = hill && along.front().points == along.back().points;
        // the best first, then what lies around it: 90-110%得10分，80-90%或110-120%得8分; a ladder of 以上 has no such middle
        const bool more_is_better = f_.kind == fact_kind::count || f_.kind == fact_kind::amount;
        const interval& first = l_.tiers[0].is;
        if (hill && (level || (!more_is_better && along[peak].tier == 0 && first.low && first.high))) return;
        const odd_one found = odd_points(along);
        const std::size_t odd = found.at;
        ++found_;
        if (!found.rises) {  // without one tier the points rise, without another they fall: what they do is said, and no more
            diagnostic& d = r_.add("FZ314", severity::warning, l_.tiers[along[odd].tier].at,
                {"各档的得分有升有降" + witness(along) + "。", "the points rise and fall along the tiers"}, exchanged(along));
            attach(d, along[odd > 0 ? odd - 1 : 1].tier, "相邻的一档", "the tier beside it");
            return;
        }
        const bool rises = *found.rises;
        const auto wrong = [&](std::size_t n) { return (along[n - 1].points < along[n].points) != rises; };
        std::size_t upper = odd > 0 && (odd + 1 == along.size() || wrong(odd)) ? odd : odd + 1;  // the step in the wrong direction ends here
        for (std::size_t n = 1; n < along.size() && !wrong(upper); ++n) upper = n;
        diagnostic& d = r_.add("FZ314", severity::warning, l_.tiers[along[odd].tier].at,
            {"“" + words_of(along[upper - 1].tier) + "”与“" + words_of(along[upper].tier) + "”之间，" + f_.name + "更高，得分却没有随着" +
                    (rises ? "增加" : "减少") + witness({along[upper - 1], along[upper]}) + "。",
                "the points do not follow the fact here"},
            exchanged(along));
        attach(d, along[upper == odd ? odd - 1 : upper].tier, "相邻的一档", "the tier beside it");
    }

    /// Two tiers whose points, exchanged, put the list in order, in the document's words; where there is no one such pair, what to look at.
    [[nodiscard]] words exchanged(const std::vector<stretch>& along) const {
        std::vector<number> points;
        for (const auto& one : along) points.push_back(one.points);
        const auto in_order = [&] { return std::is_sorted(points.begin(), points.end()) || std::is_sorted(points.rbegin(), points.rend()); };
        std::optional<std::pair<std::size_t, std::size_t>> pair;  // the nearest to each other
        std::size_t pairs = 0;
        for (std::size_t a = 0; a < points.size(); ++a)
            for (std::size_t b = a + 1; b < points.size(); ++b) {
                std::swap(points[a], points[b]);
                const std::size_t apart = b - a, best = pair ? pair->second - pair->first : points.size();
                if (in_order() && apart <= best) {
                    pairs = apart < best ? 1 : pairs + 1;
                    pair = std::pair(a, b);
                }
                std::swap(points[a], points[b]);
            }
        if (pairs == 1 && along.size() > 2)
            if (const auto said = two_with_points_exchanged(along[pair->first].tier, along[pair->second].tier)) return *said;
        return {"核对这几档的界限和分值，使分值依次" + std::string(points.front() <= points.back() ? "增加" : "减少") + "。",
            "check the bounds and the points of these tiers"};
    }

    [[nodiscard]] std::optional<words> two_with_points_exchanged(std::size_t x, std::size_t y) const {
        const std::size_t a = std::min(x, y), b = std::max(x, y);
        const auto p = with_points(words_of(a), l_.tiers[a].points, l_.tiers[b].points), q = with_points(words_of(b), l_.tiers[b].points, l_.tiers[a].points);
        if (!p || !q) return std::nullopt;
        return words{"疑为两档的分值写反，改为“" + *p + "”“" + *q + "”。", "the points of two tiers may be exchanged"};
    }

    /// “：产值9亿元得2分，11亿元得1分”, each replayed; nothing where there is no one fact to give.
    [[nodiscard]] std::string witness(const std::vector<stretch>& along) const {
        std::string out;
        const bool whole = takes_whole(f_);
        for (const auto& one : along) {
            const number value = value_in(one.is, whole);
            const auto replay = show(r_, l_, value);
            if (!replay) return "";
            out += (out.empty() ? "：" + f_.name : "，") + say_.amount(value) + "得" + replay->points.text() + "分";
        }
        return out;
    }

    /// 5亿元以上得12分，10亿元以上得8分: of two steps of one ladder the higher gives less.
    void two_turned() {
        const bool more_is_better = f_.kind == fact_kind::count || f_.kind == fact_kind::amount;
        if (l_.tiers.size() != 2 || l_.take || !more_is_better || better_without()) return;
        const interval &a = l_.tiers[order_[0]].is, &b = l_.tiers[order_[1]].is;
        if (a.high || b.high || !a.low || !b.low || !(l_.tiers[order_[1]].points < l_.tiers[order_[0]].points)) return;
        ++found_;
        diagnostic& d = r_.add("FZ314", severity::warning, l_.tiers[1].at,
            {"“" + words_of(order_[1]) + "”反而比“" + words_of(order_[0]) + "”分少。", "more gives fewer points here"},
            two_with_points_exchanged(0, 1).value_or(words{"核对两档的界限和分值，疑为写反。", "check both: they may be exchanged"}));
        attach(d, 0, "相邻的一档", "the tier beside it");
    }

    /// 发生1起得20分，发生2起以上不得分: of some things fewer are better.
    [[nodiscard]] bool better_without() const {
        const std::string said = f_.name + r_.words_of(l_.at);
        return has_any(said, {"发生", "事故", "事件", "投诉", "违", "处罚", "差错", "错误", "隐患", "问题", "缺", "迟", "漏", "逾期", "延误", "延迟", "纠纷",
                                 "伤", "亡", "退回", "通报", "批评", "警告", "信访", "案件"});
    }

    struct odd_one {
        std::size_t at;
        std::optional<bool> rises;  // which way the others go; nothing where it may be either
    };

    /// The stretch without which the others are in order; the one listed last, where several are.
    [[nodiscard]] odd_one odd_points(const std::vector<stretch>& along) const {
        std::size_t odd = along.size() - 1;
        bool any = false, up = false, down = false;
        for (std::size_t n = 0; n < along.size(); ++n) {
            std::vector<number> rest;
            for (std::size_t k = 0; k < along.size(); ++k)
                if (k != n) rest.push_back(along[k].points);
            const bool rise = std::is_sorted(rest.begin(), rest.end()), fall = std::is_sorted(rest.rbegin(), rest.rend());
            if (!rise && !fall) continue;
            up = up || rise;
            down = down || fall;
            if (!any || l_.tiers[along[n].tier].at.begin > l_.tiers[along[odd].tier].at.begin) odd = n;
            any = true;
        }
        if (up && down) return {odd, std::nullopt};
        return {odd, up || (!down && along.front().points <= along.back().points)};
    }

    review& r_;
    const tier_list& l_;
    const fact& f_;
    own_words say_;
    std::vector<covered_piece> pieces_;
    std::vector<std::size_t> order_;  // by where they begin
    int found_ = 0;
};

}  // namespace

bool tiers_out_of_order(review& r, const tier_list& list) { return order_check(r, list).run(); }

}  // namespace fenze
