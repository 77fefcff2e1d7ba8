// What a list of tiers leaves open, says twice, or says in the wrong order.

#include <algorithm>

#include "dsl/text.hpp"
#include "interpreter/check/checks.hpp"
#include "interpreter/check/lowest.hpp"
#include "interpreter/check/own_words.hpp"
#include "interpreter/check/tier_list.hpp"
#include "interpreter/check/tier_order.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/tiers.hpp"

namespace fenze {
namespace {

/// 90分以上 within 60分以上: steps of one ladder, not an overlap.
bool ladder(const interval& a, const interval& b) { return (!a.high && !b.high && a.low && b.low) || (!a.low && !b.low && a.high && b.high); }

/// Where both hold.
extent shared(const interval& a, const interval& b, bool whole) {
    const auto as_extent = [](const interval& is) {
        extent e;
        if (is.low) e.low = edge{is.low->value, is.low->inclusive ? 0 : 1};
        if (is.high) e.high = edge{is.high->value, is.high->inclusive ? 0 : -1};
        return e;
    };
    extent e = both(as_extent(a), as_extent(b));
    if (whole) {
        if (e.low) e.low = edge{ceiling(*e.low), 0};
        if (e.high) e.high = edge{floor(*e.high), 0};
    }
    return e;
}

class tiers_check {
public:
    tiers_check(review& r, const tier_list& list)
        : r_(r), l_(list), f_(list.quantity), say_(r, list), whole_(takes_whole(f_)), pieces_(covered(list, f_)), order_(from_below(list)) {}

    void run() {
        const std::size_t before = found_;
        for (std::size_t n = 0; n < l_.tiers.size(); ++n) unreachable(n);
        overlaps();
        gaps();
        beyond_bare();
        if (found_ == before && tiers_out_of_order(r_, l_)) ++found_;
        boundaries();
    }

    [[nodiscard]] bool found() const { return found_ > 0; }

private:
    [[nodiscard]] std::string words_of(std::size_t n) const { return r_.words_of(l_.tiers[n].at); }
    [[nodiscard]] std::string amount(const number& value) const { return say_.amount(value); }

    /// The later of two neighbours in a sentence; both, where each stands on a line of its own.
    [[nodiscard]] span beside(std::size_t a, std::size_t b) const {
        const std::size_t later = l_.tiers[a].at.begin > l_.tiers[b].at.begin ? a : b;
        const std::size_t earlier = later == a ? b : a;
        const auto line = [&](std::size_t n) { return r_.text.where(l_.tiers[n].at.begin).line; };
        return line(later) == line(earlier) + 1 ? cover(l_.tiers[earlier].at, l_.tiers[later].at) : l_.tiers[later].at;
    }

    void attach(diagnostic& d, std::size_t n, const char* zh, const char* en) { d.labels.push_back({l_.tiers[n].at, {zh, en}}); }

    void unreachable(std::size_t n) {
        if (std::any_of(pieces_.begin(), pieces_.end(), [&](const covered_piece& p) { return p.tier == static_cast<int>(n); })) return;
        const interval& is = l_.tiers[n].is;
        ++found_;
        dead_.push_back(n);
        if (is.low && is.high && is.high->value < is.low->value) {
            const bool turned = turned_fits(n);
            r_.add("FZ313", severity::warning, l_.tiers[n].at,
                {"“" + words_of(n) + "”的下限" + amount(is.low->value) + "比上限" + amount(is.high->value) + "还大，没有一个数在这一档里。",
                    "this tier begins above its end: nothing lies in it"},
                turned ? words{"疑为两个数写反：下限" + amount(is.high->value) + "，上限" + amount(is.low->value) + "。", "the two figures may be exchanged"}
                       : words{"核对两个数，疑为漏了或多了一位数字。", "check both figures: a digit may be missing or doubled"});
            return;
        }
        for (std::size_t k = 0; k < n; ++k) {
            const listed_tier &a = l_.tiers[k], &b = l_.tiers[n];
            if (a.at == b.at || !within(a.is, b.is, whole_) || !within(b.is, a.is, whole_)) continue;
            diagnostic& d = r_.add("FZ320", severity::warning, b.at,
                {"“" + words_of(n) + "”这一档列了两次" +
                        (a.points == b.points ? "。" : "，前一次得" + a.points.text() + "分，这一次得" + b.points.text() + "分。"),
                    "this tier stands here twice"},
                {"改正其中一个，或删去。", "correct one of them, or delete it"});
            attach(d, k, "前一次在这里", "the first one");
            return;
        }
        std::optional<std::size_t> taker;
        for (std::size_t k = 0; k < l_.tiers.size() && !taker; ++k)
            if (k != n && (within(is, l_.tiers[k].is, whole_) || ladder(is, l_.tiers[k].is))) taker = k;
        const extent domain = domain_of(f_);
        const bool beyond =
            (is.low && domain.high && *domain.high < edge{is.low->value, 0}) || (is.high && domain.low && edge{is.high->value, 0} < *domain.low);
        diagnostic& d = r_.add("FZ313", severity::warning, l_.tiers[n].at,
            {beyond ? "“" + f_.name + "”到不了“" + words_of(n) + "”这一档：它最" + (is.low ? "多" + amount(domain.high->at) : "少" + amount(domain.low->at)) +
                          "。"
                    : "“" + words_of(n) + "”这一档永远轮不到：这些数都已归别的档。",
                "no value falls into this tier"},
            {beyond ? "核对这一档的数。" : "删去这一档，或改正它的界限。", "correct the bounds of this tier, or delete it"});
        if (taker && !beyond) attach(d, *taker, "归这一档", "they belong here");
    }

    /// 95%以上不足90% where 90% to 95% is what no tier covers.
    [[nodiscard]] bool turned_fits(std::size_t n) const {
        const interval& is = l_.tiers[n].is;
        return is.low && is.high && std::any_of(pieces_.begin(), pieces_.end(), [&](const covered_piece& p) {
            return p.tier < 0 && p.is.low && p.is.high && p.is.low->at == is.high->value && p.is.high->at + (whole_ ? number(1) : number()) == is.low->value;
        });
    }

    [[nodiscard]] bool is_dead(std::size_t n) const { return std::find(dead_.begin(), dead_.end(), n) != dead_.end(); }

    void overlaps() {
        for (std::size_t b = 1; b < l_.tiers.size(); ++b)
            for (std::size_t a = 0; a < b; ++a) {
                if (is_dead(a) || is_dead(b) || l_.tiers[a].bare || l_.tiers[b].bare) continue;
                const interval &x = l_.tiers[a].is, &y = l_.tiers[b].is;
                if (ladder(x, y)) continue;
                const extent common = shared(x, y, whole_);
                if (common.empty()) continue;
                if (common.low && common.high && common.low->at == common.high->at && !(whole_ && lone_boundary(a, b))) continue;  // one boundary
                if (l_.tiers[a].points == l_.tiers[b].points) continue;
                const number value = value_in(common, whole_);
                const auto replay = show(r_, l_, value);
                const int holds = tier_at(value);
                const std::size_t winner = holds < 0 ? a : static_cast<std::size_t>(holds);
                ++found_;
                diagnostic& d = r_.add("FZ311", severity::warning, beside(a, b),
                    {"“" + words_of(a) + "”与“" + words_of(b) + "”重叠：" + f_.name + amount(value) + "同属两档" +
                            (replay ? "，程序按“" + words_of(winner) + "”得" + replay->points.text() + "分。" : "。"),
                        "these tiers overlap: " + value.text() + " lies in both"},
                    {"改正其中一档的界限，使两档相接而不重叠" + meeting(a, b) + "。", "correct the bounds so that the tiers meet and do not overlap"});
                attach(d, a, "与这一档重叠", "overlaps with this one");
            }
    }

    /// 1-5家, 5-10家, 11家以上: two tiers share a whole number where the others do not.
    [[nodiscard]] bool lone_boundary(std::size_t a, std::size_t b) const {
        for (const auto n : {a, b})
            if (!l_.tiers[n].is.low || !l_.tiers[n].is.high) return false;  // 10-19人, 10人以下: how people write
        for (std::size_t n = 1; n < order_.size(); ++n) {
            const std::size_t x = order_[n - 1], y = order_[n];
            if ((x == a && y == b) || (x == b && y == a)) continue;
            const extent common = shared(l_.tiers[x].is, l_.tiers[y].is, true);
            if (!common.empty()) return false;
        }
        return order_.size() > 2;
    }

    [[nodiscard]] int tier_at(const number& value) const {
        for (const auto& p : pieces_)
            if (!(p.is.low && edge{value, 0} < *p.is.low) && !(p.is.high && *p.is.high < edge{value, 0})) return p.tier;
        return -1;
    }

    /// How the upper of two tiers begins where the lower ends.
    [[nodiscard]] std::string meeting(std::size_t a, std::size_t b) const {
        const bool swap = lies_below(l_.tiers[b].is, l_.tiers[a].is);
        const interval &low = l_.tiers[swap ? b : a].is, &high = l_.tiers[swap ? a : b].is;
        if (!high.low) return "";
        interval mended = low;
        mended.high = limit{whole_ ? high.low->value - number(1) : high.low->value, whole_};
        if (mended.low && mended.high->value <= mended.low->value) return "";
        for (std::size_t n = 0; n < l_.tiers.size(); ++n)
            if (n != a && n != b && within(l_.tiers[n].is, mended, whole_) && within(mended, l_.tiers[n].is, whole_)) return "";
        return "，如“" + say_.range(mended) + "”";
    }

    /// The bounds of a tier as the document writes them; in our words where they do not stand together.
    [[nodiscard]] std::string bounds_of(std::size_t n) const {
        span at;
        for (const auto* item : r_.items_in(l_.tiers[n].at))
            if (const auto* c = std::get_if<clause_text>(&item->is))
                for (const auto& group : c->when)
                    for (const auto& atom : group)
                        if (atom.is) at = cover(at, atom.is->at);
        const std::string said = at.empty() ? std::string() : r_.words_of(at);
        return said.empty() ? say_.range(l_.tiers[n].is) : said;
    }

    void gaps() {
        if (l_.shares_fact) return;
        if (l_.otherwise) {
            inside_rest();
            return;
        }
        // 100%-90%, 90%-80%: where no tier holds anything, each is told by itself
        if (std::none_of(pieces_.begin(), pieces_.end(), [](const covered_piece& p) { return p.tier >= 0; })) return;
        for (std::size_t n = 0; n < pieces_.size(); ++n) {
            if (pieces_[n].tier >= 0) continue;
            const bool below = n > 0, above = n + 1 < pieces_.size();
            if (below && above) inner_gap(n);
            else if (below) open_top(n);
            else open_bottom(n);
        }
    }

    /// 80%以上得6分，60%以上得4分，40%以下得2分，其余不得分: the rest lies between two tiers that give points.
    void inside_rest() {
        for (std::size_t n = 1; n + 1 < pieces_.size(); ++n) {
            if (pieces_[n].tier >= 0 || l_.take) continue;
            const auto &low = l_.tiers[static_cast<std::size_t>(pieces_[n - 1].tier)], &high = l_.tiers[static_cast<std::size_t>(pieces_[n + 1].tier)];
            if (low.points <= l_.rest || high.points <= l_.rest) continue;
            if (neighbours(pieces_[n].is.low->at, pieces_[n].is.high->at)) continue;
            const std::size_t later = static_cast<std::size_t>(low.at.begin > high.at.begin ? pieces_[n - 1].tier : pieces_[n + 1].tier);
            ++found_;
            r_.add("FZ031", severity::warning, l_.tiers[later].at,
                {between(pieces_[n].is) + "归了“其余”：" + f_.name + amount(value_in(pieces_[n].is, whole_)) + "时得" + l_.rest.text() + "分，比两边都少。",
                    "what lies between falls to the rest and gives less than both sides"},
                {"核对“以上”“以下”和这一档的界限。", "check the bounds of this tier"});
        }
    }

    /// 0起得10分，1起得6分，3起以上得0分: a bare figure reaches up to the next tier, and where more is worse that is hardly meant.
    void beyond_bare() {
        if (!whole_ || l_.take || l_.otherwise || l_.shares_fact) return;
        for (std::size_t n = 0; n + 1 < pieces_.size(); ++n) {
            const auto& p = pieces_[n];
            if (p.tier < 0 || pieces_[n + 1].tier < 0 || !p.is.low || !p.is.high) continue;
            const auto& here = l_.tiers[static_cast<std::size_t>(p.tier)];
            const auto& next = l_.tiers[static_cast<std::size_t>(pieces_[n + 1].tier)];
            if (!here.bare || !here.is.low || here.is.low->value != p.is.low->at || p.is.low->at == p.is.high->at || !(next.points < here.points)) continue;
            const number from = p.is.low->at + number(1), to = p.is.high->at;
            const std::string left = from == to ? amount(from) : from.text() + "-" + amount(to);
            const auto replay = show(r_, l_, from);
            ++found_;
            diagnostic& d = r_.add("FZ031", severity::warning, here.at,
                {left + "没有写明：程序把“" + words_of(static_cast<std::size_t>(p.tier)) + "”读作" + amount(p.is.low->at) + "及以上，" + f_.name +
                        amount(from) + "时得" + (replay ? replay->points : here.points).text() + "分。",
                    "nothing is said of " + left + ": it is read as part of this tier"},
                {"把这一档写成“" + p.is.low->at.text() + "-" + amount(to) + "”，或补上" + left + "的一档。", "write up to which figure this tier goes"});
            attach(d, static_cast<std::size_t>(pieces_[n + 1].tier), "下一档从这里开始", "the next tier begins here");
        }
    }

    void inner_gap(std::size_t n) {
        const auto low = static_cast<std::size_t>(pieces_[n - 1].tier), high = static_cast<std::size_t>(pieces_[n + 1].tier);
        for (const auto dead : dead_)
            if (turned_fits(dead) && l_.tiers[dead].is.high->value == pieces_[n].is.low->at) return;  // said of the tier that belongs here
        const number value = value_in(pieces_[n].is, whole_);
        severity level = severity::warning;
        const bool next = !whole_ && step(pieces_[n].is);
        if (next && told_in_whole(f_)) return;  // 36-40周岁, 41-45周岁
        // 60%-79%, 80%以上; not 1%以下, 2%以上, where the step is half of the figure
        const bool small = (pieces_[n].is.high->at - pieces_[n].is.low->at) * number(5) <= pieces_[n].is.high->at;
        if (next && small && !is_money(f_.unit) && !is_average(f_) && stepwise()) level = severity::note;
        const auto replay = show(r_, l_, value);
        if (level == severity::warning) ++found_;
        std::string help;
        if (l_.tiers[high].is.low && l_.tiers[low].is.high) {
            interval mended = l_.tiers[low].is;
            const limit& next_low = *l_.tiers[high].is.low;
            mended.high = limit{whole_ ? next_low.value - number(1) : next_low.value, whole_ || !next_low.inclusive};
            help = "“" + bounds_of(low) + "”改为“" + say_.range(mended) + "”，或者改上一档的下限。";
        }
        // the tier that is listed later is where a reader stumbles
        const std::size_t later = l_.tiers[low].at.begin > l_.tiers[high].at.begin ? low : high, earlier = later == low ? high : low;
        const std::string points = replay ? replay->points.text() : "0";
        diagnostic& d = r_.add("FZ031", level, beside(low, high),
            {between(pieces_[n].is) + "没有规定：" + f_.name + amount(value) + "时得" + points + "分。",
                "no tier covers " + value.text() + ": it gives " + points},
            {help.empty() ? "补上这一段，或改正相邻两档的界限。" : help, "extend one of the neighbouring tiers"});
        attach(d, earlier, "相邻的一档", "the tier beside it");
    }

    /// Nothing but what lies between one figure and the next: 79% and 80%, both of them covered.
    static bool step(const extent& piece) { return neighbours(piece.low->at, piece.high->at) && piece.low->beside.sign() > 0 && piece.high->beside.sign() < 0; }

    /// Whether the gaps are the step from one figure to the next: the way the list is written, not a slip in one place.
    [[nodiscard]] bool stepwise() const {
        std::size_t steps = 0, touching = 0;
        for (std::size_t n = 1; n < pieces_.size(); ++n) {
            const auto& here = pieces_[n];
            if (here.tier >= 0) {
                touching += pieces_[n - 1].tier >= 0 ? 1 : 0;
            } else if (here.is.high && here.is.low && n + 1 < pieces_.size()) {
                if (!step(here.is)) return false;
                ++steps;
            }
        }
        return steps > 1 || touching == 0;
    }

    /// “9亿元与10亿元之间”, “6家”.
    [[nodiscard]] std::string between(const extent& piece) const {
        const number low = piece.low->at, high = piece.high->at;
        if (whole_ && low == high) return amount(low);
        if (whole_) return low.text() + "-" + amount(high);
        if (low == high) return "恰为" + amount(low) + "的";
        return amount(low) + "与" + amount(high) + "之间";
    }

    void open_top(std::size_t n) {
        const auto top = static_cast<std::size_t>(pieces_[n - 1].tier);
        const std::size_t next = order_.size() > 1 ? order_[order_.size() - 2] : top;
        // where points fall towards the top, nothing beyond it is meant to give points
        const number& here = l_.tiers[top].points;
        const number& below = l_.tiers[next == top ? order_.front() : next].points;
        const bool rises = l_.take ? here < below : below < here;
        if (!rises || !l_.tiers[top].is.high || l_.fact == nowhere) return;
        const number value = value_in(pieces_[n].is, whole_);
        const auto replay = show(r_, l_, value);
        ++found_;
        interval mended = l_.tiers[top].is;
        mended.high.reset();
        const std::string over = (whole_ ? amount(pieces_[n].is.low->at) + "及以上" : amount(pieces_[n].is.low->at) + "以上");
        r_.add("FZ031", severity::warning, l_.tiers[top].at,
            {over + "没有规定：" + f_.name + amount(value) + "时得" + (replay ? replay->points.text() : "0") + "分，反而不如“" + words_of(top) + "”。",
                "nothing is said of more: " + value.text() + " gives " + (replay ? replay->points.text() : "0")},
            mended.low
                ? words{"最高一档改为“" + say_.range(mended) + "”。", "leave the top tier open"}
                : words{"核对“" + words_of(top) + "”的方向，疑把“以上”写成了“以下”。", "check which way this tier goes: 以上 and 以下 may be exchanged"});
    }

    void open_bottom(std::size_t n) {
        const auto first = static_cast<std::size_t>(pieces_[n + 1].tier);
        if (!l_.tiers[first].is.low || l_.take || l_.fact == nowhere) return;
        if (!dead_.empty()) return;  // first the tier that nothing falls into
        const number& begins = l_.tiers[first].is.low->value;
        if ((whole_ || told_in_whole(f_)) && begins <= number(1)) return;
        const std::size_t last = order_.back();
        if (l_.tiers[first].points < l_.tiers[last].points || l_.tiers.size() < 2) {
            lowest(first);
            return;
        }
        if (l_.tiers[first].points == l_.tiers[last].points) return;
        // less is better, and yet the least has no tier
        const number value = value_in(pieces_[n].is, whole_);
        const auto replay = show(r_, l_, value);
        interval mended = l_.tiers[first].is;
        mended.low.reset();
        r_.add("FZ031", severity::note, l_.tiers[first].at,
            {"不到" + amount(begins) + "没有规定：" + f_.name + amount(value) + "时得" + (replay ? replay->points.text() : "0") + "分，反而不如“" +
                    words_of(first) + "”。",
                "nothing is said of less: " + value.text() + " gives " + (replay ? replay->points.text() : "0")},
            mended.high
                ? words{"这一档改为“" + say_.range(mended) + "”。", "leave the lowest tier open"}
                : words{"核对“" + words_of(first) + "”的方向，疑把“以下”写成了“以上”。", "check which way this tier goes: 以上 and 以下 may be exchanged"});
    }

    /// Points rise with the fact, and below the first tier nothing is said: plain nought, unless the other lists of the rubric say it.
    void lowest(std::size_t first) {
        if (l_.tiers[first].points.sign() <= 0) return;
        const auto written = count_lowest(r_, l_.at);
        // 达到85%得5分 says of itself what falls short of it; a list with ranges is like any other
        const bool ladder_only = std::none_of(l_.tiers.begin(), l_.tiers.end(), [](const listed_tier& t) { return t.is.high.has_value(); });
        const bool custom =
            ladder_only ? written.said_in_tiers > written.unsaid_in_tiers : written.said + written.said_in_tiers > written.unsaid + written.unsaid_in_tiers;
        // 95%以上, 90%-95%, 80%-90%: a list that closes every tier on both sides divides the line, and leaves out its end
        const auto closed = [](const listed_tier& t) { return t.is.low && t.is.high; };
        const bool divides = l_.tiers.size() > 1 && std::count_if(l_.tiers.begin(), l_.tiers.end(), closed) + 1 >= static_cast<long>(l_.tiers.size());
        const limit& low = *l_.tiers[first].is.low;
        interval rest;
        rest.high = limit{low.value, !low.inclusive};
        r_.add("FZ321", custom || divides ? severity::warning : severity::note, l_.tiers[first].at,
            {say_.range(rest) + "没有写得几分，按0分计" + (custom ? "；别的指标都写明了最低一档。" : "。"),
                "nothing is said below this tier: it gives 0" + std::string(custom ? "; the other lists say it" : "")},
            {"补上“" + say_.range(rest) + "得0分”。", "write the lowest tier, with 0 points if it is meant"});
    }

    /// Which reading holds where two tiers touch.
    void boundaries() {
        std::string values;
        std::optional<std::size_t> first;
        for (std::size_t b = 1; b < l_.tiers.size(); ++b)
            for (std::size_t a = 0; a < b; ++a) {
                const extent common = shared(l_.tiers[a].is, l_.tiers[b].is, whole_);
                if (common.empty() || !common.low || !common.high || common.low->at != common.high->at) continue;
                if (ladder(l_.tiers[a].is, l_.tiers[b].is) || l_.tiers[a].points == l_.tiers[b].points) continue;
                const number& at = common.low->at;
                const auto named = [&](const interval& is) {
                    return (is.low && is.low->named && is.low->value == at) || (is.high && is.high->named && is.high->value == at);
                };
                if (named(l_.tiers[a].is) || named(l_.tiers[b].is)) continue;
                values += (values.empty() ? "" : "、") + amount(at);
                if (!first) first = a;
            }
        if (values.empty()) return;
        r_.add("FZ312", severity::note, l_.at,
            {l_.fact == nowhere ? "恰好" + values + "的，同属相邻两档，填在哪一档没有写明。" : values + "同属相邻两档，程序归先列的一档。",
                l_.fact == nowhere ? "what lies on a boundary belongs to two tiers" : "the boundaries lie in two tiers each; the one listed first holds"},
            {"要改，请在一头写明“（不含）”，如“不足" + amount(boundary_of(*first)) + "”。", "to say it, exclude the figure from one of the two"});
    }

    [[nodiscard]] number boundary_of(std::size_t a) const {
        const interval& is = l_.tiers[a].is;
        return is.low ? is.low->value : is.high ? is.high->value : number();
    }

    review& r_;
    const tier_list& l_;
    const fact& f_;
    own_words say_;
    bool whole_;
    std::vector<covered_piece> pieces_;
    std::vector<std::size_t> order_;  // by where they begin
    std::vector<std::size_t> dead_;
    std::size_t found_ = 0;
};

}  // namespace

void check_tiers(review& r) {
    for (const auto& list : tier_lists(r)) {
        tiers_check tiers(r, list);
        const std::size_t before = r.count();
        tiers.run();
        const std::size_t after = r.count();
        if ((tiers.found() || far_apart(r, list)) && unit_slip(r, list)) r.take_back(before, after);  // the unit explains what does not fit
    }
}

}  // namespace fenze
