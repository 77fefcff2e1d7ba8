// Marks that do not add up: items to their section, sections to 满分, 合计 beside both.

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/check/checks.hpp"

namespace fenze {
namespace {

struct parts {
    std::vector<std::size_t> marked, unmarked;
    number sum;
};

class marks_check {
public:
    explicit marks_check(review& r) : r_(r), m_(r.meaning) {}

    void run() {
        for (std::size_t n = 1; n < m_.nodes.size(); ++n) nearly_bonus(n);
        for (std::size_t n = m_.nodes.size(); n-- > 1;)
            if (m_.nodes[n].max) node(n, *m_.nodes[n].max, r_.mark_at(n));
        if (!m_.nodes.empty() && m_.total_weights.empty()) whole();
    }

private:
    [[nodiscard]] parts parts_of(std::size_t n) const {
        parts out;
        for (const auto c : m_.nodes[n].children) {
            const model_node& child = m_.nodes[c];
            if (child.apart || child.kind != (n == 0 ? section_kind::base : m_.nodes[n].kind)) continue;
            (child.max ? out.marked : out.unmarked).push_back(c);
            if (child.max) out.sum = out.sum + *child.max;
        }
        return out;
    }

    [[nodiscard]] bool adds_up(std::size_t n) const {
        const parts p = parts_of(n);
        return m_.nodes[n].max && !p.marked.empty() && p.unmarked.empty() && p.sum == *m_.nodes[n].max;
    }

    /// What the node itself says its mark should be: what its items sum to, what its sentences can give at most, what its caps and examples say.
    [[nodiscard]] std::vector<number> own_marks(std::size_t n) const {
        std::vector<number> out;
        const parts p = parts_of(n);
        if (!p.marked.empty() && p.unmarked.empty()) out.push_back(p.sum);
        for (const cap& c : m_.nodes[n].caps)
            if (!c.take && !c.zero && !c.best) out.push_back(c.points);
        if (m_.nodes[n].ceiling) out.push_back(*m_.nodes[n].ceiling);
        for (const auto* item : r_.items_in(span_of(n))) {
            if (const auto* c = std::get_if<cap_text>(&item->is))
                if (const auto points = number::parse(c->points)) out.push_back(*points);
            // 得分＝30×基准价÷报价 speaks of 30
            if (std::holds_alternative<formula_text>(item->is) && m_.nodes[n].max && holds_figure(r_.text.slice(item->at), m_.nodes[n].max->text()))
                out.push_back(*m_.nodes[n].max);
        }
        if (const auto at = r_.plan_node_of(n)) {
            if (r_.best_examples[*at].sign() > 0) out.push_back(r_.best_examples[*at]);
            const auto& rules = m_.nodes[n].rules;
            // 每次扣2分 alone, 得满分: what they come to is the mark itself, and says nothing for it
            const bool mark_only = (rules.size() == 1 && rules[0].family == "mark") || !gives_points(n);
            if (r_.sound && !mark_only)
                if (const auto& high = r_.open().of[r_.program.nodes[*at].raw].high) out.push_back(*high);
        }
        return out;
    }

    [[nodiscard]] static bool holds_figure(std::string_view words_here, const std::string& figure) {
        const auto part = [&](std::size_t at) { return at < words_here.size() && ((words_here[at] >= '0' && words_here[at] <= '9') || words_here[at] == '.'); };
        for (auto at = words_here.find(figure); at != std::string_view::npos; at = words_here.find(figure, at + 1))
            if ((at == 0 || !part(at - 1)) && !part(at + figure.size())) return true;
        return false;
    }

    [[nodiscard]] bool gives_points(std::size_t n) const {
        if (m_.nodes[n].start && m_.nodes[n].max && *m_.nodes[n].start == *m_.nodes[n].max) return false;
        if (!m_.nodes[n].children.empty()) return true;
        for (const auto* item : r_.items_in(span_of(n))) {
            if (const auto* c = std::get_if<clause_text>(&item->is); c && c->award.kind == award_kind::points && !c->award.take && !c->award.values.empty())
                return true;
            if (std::holds_alternative<criteria_text>(item->is) || std::holds_alternative<formula_text>(item->is)) return true;
        }
        return false;
    }

    [[nodiscard]] span span_of(std::size_t n) const {
        span at = m_.nodes[n].at;
        for (const auto& rule : m_.nodes[n].rules) at = cover(at, rule.at);
        return at;
    }

    /// The item whose own words speak of the mark that would make the sum right.
    [[nodiscard]] std::optional<std::size_t> odd_one(const parts& p, const number& excess) const {
        std::optional<std::size_t> found;
        for (const auto c : p.marked) {
            const number is = *m_.nodes[c].max, would = is - excess;
            if (would.sign() <= 0) continue;
            const auto own = own_marks(c);
            const auto says = [&](const number& n) { return std::find(own.begin(), own.end(), n) != own.end(); };
            if (!says(would) || says(is)) continue;
            if (found) return std::nullopt;
            found = c;
        }
        return found;
    }

    /// 52 for 25, 300 for 30, 1 for 10: one digit lost, doubled or two exchanged.
    [[nodiscard]] static bool digit_slip(const std::string& is, const std::string& would) {
        const std::string &longer = is.size() > would.size() ? is : would, &shorter = is.size() > would.size() ? would : is;
        if (longer.size() == shorter.size() + 1) {
            for (std::size_t n = 0; n < longer.size(); ++n)
                if (longer.substr(0, n) + longer.substr(n + 1) == shorter) return true;
            return false;
        }
        if (is.size() != would.size()) return false;
        for (std::size_t n = 1; n < is.size(); ++n)
            if (is[n - 1] != is[n] && is.substr(0, n - 1) + is[n] + is[n - 1] + is.substr(n + 1) == would) return true;
        return false;
    }

    /// The only item that is more than the section, or a digit away from what would make the sum right.
    [[nodiscard]] std::optional<std::size_t> out_of_proportion(const parts& p, const number& stated, const number& excess) const {
        std::optional<std::size_t> above, slip;
        std::size_t aboves = 0, slips = 0;
        for (const auto c : p.marked) {
            const number is = *m_.nodes[c].max, would = is - excess;
            if (would.sign() <= 0) continue;
            if (stated < is) above = c, ++aboves;
            if (digit_slip(is.text(), would.text()) && !borne_out(c)) slip = c, ++slips;
        }
        if (aboves == 1) return above;
        return slips == 1 ? slip : std::nullopt;
    }

    /// Whether what the node itself says bears its mark out.
    [[nodiscard]] bool borne_out(std::size_t n) const {
        const auto own = own_marks(n);
        return std::find(own.begin(), own.end(), *m_.nodes[n].max) != own.end();
    }

    /// The only item whose own sentences say nothing for its mark, where those of all the others do.
    [[nodiscard]] std::optional<std::size_t> only_unproved(const parts& p, const number& excess) const {
        std::optional<std::size_t> found;
        for (const auto c : p.marked) {
            if (borne_out(c)) continue;
            if (found) return std::nullopt;
            found = c;
        }
        if (!found || p.marked.size() < 2 || (*m_.nodes[*found].max - excess).sign() <= 0) return std::nullopt;
        return found;
    }

    /// 满分 bears out the marks of its parts as they stand.
    [[nodiscard]] bool parts_make_the_whole() const {
        const parts p = parts_of(0);
        return m_.max && p.unmarked.empty() && p.sum == *m_.max;
    }

    void tell(const parts& p, const number& stated, span at, const std::string& name, severity level, bool of_total) {
        const number excess = p.sum - stated;
        auto odd = odd_one(p, excess);
        const bool says_it = odd.has_value();
        if (!odd && (of_total ? p.marked.size() > 2 : parts_make_the_whole())) odd = only_unproved(p, excess);
        const bool proportion = !odd && !of_total && parts_make_the_whole();
        if (proportion) odd = out_of_proportion(p, stated, excess);
        std::string sum;
        constexpr std::size_t most = 8;
        for (std::size_t i = 0; i < p.marked.size() && i < most; ++i) sum += (i > 0 ? "＋" : "") + m_.nodes[p.marked[i]].max->text();
        if (p.marked.size() > most) sum += "＋…";
        const std::string what = of_total ? "满分" + stated.text() + "分" : "“" + name + "”的分值" + stated.text() + "分";
        const std::string difference = excess.sign() > 0 ? "多" + excess.text() : "少" + (-excess).text();
        const std::string says = (of_total ? "各部分分值相加是" : "其下各项分值相加是") + sum + "＝" + p.sum.text() + "分，比" + what + difference + "分。";
        const words message{says, "the marks below add up to " + p.sum.text() + ", not to " + stated.text()};
        if (odd) {
            const number would = *m_.nodes[*odd].max - excess;
            diagnostic& d = r_.add(of_total ? "FZ304" : "FZ303", level, r_.mark_at(*odd), message,
                says_it ? words{"这一项自己的评分标准是" + would.text() + "分：把分值改为“" + would.text() + "分”。",
                              "the item's own sentences speak of " + would.text() + ": write that"}
                : proportion
                    ? words{"疑为这一项多了、少了或颠倒了数字：把分值改为“" + would.text() + "分”。", "a digit may be wrong here: perhaps " + would.text()}
                    : words{"别的各项与自己的评分标准都相符，疑为这一项写错：把分值改为“" + would.text() + "分”。",
                          "the sentences of all the others bear out their marks: perhaps " + would.text() + " is meant here"});
            d.labels.push_back({at, {of_total ? "满分在这里" : "这一部分的分值", "the mark they should add up to"}});
            return;
        }
        diagnostic& d = r_.add(of_total ? "FZ304" : "FZ303", level, at, message,
            {"以各项为准的，改为“" + p.sum.text() + "分”；以总数为准的，改正其中一项的分值。",
                "write " + p.sum.text() + ", or correct one of the marks below"});
        for (std::size_t i = 0; i < p.marked.size() && i < most; ++i)
            d.labels.push_back({r_.mark_at(p.marked[i]), {m_.nodes[p.marked[i]].max->text() + "分", m_.nodes[p.marked[i]].max->text() + " points"}});
    }

    /// （最高20分） is a cap over what adds up to more.
    [[nodiscard]] bool says_cap(span at) const {
        const span line = r_.text.line_of(at.begin);
        const std::uint32_t back = std::min<std::uint32_t>(at.begin - line.begin, 24), on = std::min<std::uint32_t>(line.end - at.end, 12);
        return has_any(r_.text.slice({at.begin - back, at.end + on}), {"最高", "不超过", "上限", "最多", "封顶", "限", "任选", "择"});
    }

    void node(std::size_t n, const number& stated, span at) {
        const model_node& is = m_.nodes[n];
        if (is.how != combination::sum || !is.rules.empty() || is.kind == section_kind::deduction || is.apart) return;
        const parts p = parts_of(n);
        if (!p.marked.empty() && !p.unmarked.empty() && p.sum >= stated && is.kind == section_kind::base)
            for (const auto c : p.unmarked) unmarked(c, stated, false);
        if (p.marked.empty() || !p.unmarked.empty() || p.sum == stated) return;
        if (p.sum < stated && p.sum + r_.misplaced(n) == stated) return;  // 1. 1.: the number is said to be wrong, and it alone makes the sum so
        severity level = severity::warning;
        if (p.sum > stated) {
            // a section may well cap what its items could give together; a slip shows where the other sections add up
            const bool others = std::any_of(m_.nodes.begin() + 1, m_.nodes.end(), [&](const model_node& other) {
                const auto k = static_cast<std::size_t>(&other - m_.nodes.data());
                return k != n && other.kind == section_kind::base && adds_up(k);
            });
            number greatest;
            for (const auto c : p.marked) greatest = maximum(greatest, *m_.nodes[c].max);
            if (is.kind == section_kind::bonus || says_cap(at) || (!others && p.sum - stated >= greatest)) level = severity::note;
        }
        tell(p, stated, at, r_.name_of(n), level, false);
    }

    void whole() {
        const parts p = parts_of(0);
        const auto& table = r_.written.total;
        span at = m_.max_at;
        std::optional<number> stated = m_.max;
        const auto summed = table ? number::parse(table->text) : std::nullopt;
        if (!stated && summed) {
            stated = summed;
            at = table->at;
        }
        if (m_.nodes[0].how != combination::sum || !m_.nodes[0].rules.empty()) return;
        number bonus;  // 总分110分，其中基础分100分，加分10分
        for (const auto& n : m_.nodes)
            if (n.kind == section_kind::bonus && n.parent == std::size_t{0}) bonus = bonus + n.max.value_or(number(0));
        if (stated && bonus.sign() > 0 && p.unmarked.empty() && p.sum + bonus == *stated) return;
        if (!stated) {
            // no full mark is written: a round hundred, and a last part that goes beyond it
            if (const auto extra = p.unmarked.empty() ? like_bonus(p, number(100)) : std::nullopt) too_much(*extra, "其他部分合计正好100分", number(100));
            return;
        }
        if (m_.max && summed && *m_.max != *summed)
            r_.add("FZ304", severity::warning, table->at,
                {"合计" + summed->text() + "分与满分" + m_.max->text() + "分不一致。", "this total of " + summed->text() + " differs from the full mark"},
                {"改成一致。", "make them agree"});
        if (p.marked.empty()) return;
        if (p.unmarked.empty()) {
            if (p.sum == *stated) return;
            if (const auto extra = like_bonus(p, *stated)) too_much(*extra, "其他部分已经合计满分" + stated->text() + "分", *stated);
            else tell(p, *stated, at, m_.title, severity::warning, true);
            return;
        }
        if (p.sum < *stated) return;  // what has no mark may hold the rest
        for (const auto c : p.unmarked) unmarked(c, *stated, true);
    }

    /// The last part, where the others make the whole without it and it speaks like a bonus: 其他（10分）, 获奖的加5分.
    [[nodiscard]] std::optional<std::size_t> like_bonus(const parts& p, const number& stated) const {
        if (p.marked.size() < 2 || p.sum <= stated) return std::nullopt;
        const std::size_t last = p.marked.back();
        if (m_.nodes[last].kind != section_kind::base || p.sum - *m_.nodes[last].max != stated) return std::nullopt;
        const std::string title = name_key(m_.nodes[last].title);
        const bool vague =
            starts_any(title, {"其他", "其它", "特色", "创新", "奖励", "激励", "附加", "额外", "加项", "表彰", "荣誉"}) && characters(title) <= 6;
        bool adds = false, gives = false;
        for (const auto* item : r_.items_in({m_.nodes[last].at.begin, end_of(last)}))
            if (const auto* c = std::get_if<clause_text>(&item->is); c && !c->award.take && !c->award.values.empty())
                (has(r_.text.slice(item->at), "加" + c->award.values.front() + "分") ? adds : gives) = true;
        return vague || (adds && !gives) ? std::optional(last) : std::nullopt;
    }

    [[nodiscard]] std::uint32_t end_of(std::size_t n) const {
        std::uint32_t end = r_.end;
        for (const auto& d : r_.written.directives)
            if (d.at.begin > m_.nodes[n].at.begin) end = std::min(end, d.at.begin);
        return end;
    }

    void too_much(std::size_t c, const std::string& others, const number& stated) {
        const outline_node* w = r_.written_of(c);
        r_.add("FZ305", severity::warning, w && !w->title_at.empty() ? w->title_at : m_.nodes[c].at,
            {others + "，“" + r_.name_of(c) + "”的" + m_.nodes[c].max->text() + "分是多出来的。",
                "the other parts make " + stated.text() + ", and this one goes beyond it"},
            {"若是加分，标题写成“加分项”；若是正式指标，调整各部分的分值。", "call it 加分项 if it is a bonus, or adjust the marks"});
    }

    /// 附加（30分）, 加份项: a heading that is nearly one of a bonus, and is none.
    void nearly_bonus(std::size_t n) {
        const model_node& is = m_.nodes[n];
        if (is.kind != section_kind::base || is.children.empty() || is.parent != std::optional<std::size_t>(0)) return;
        const std::string title = name_key(is.title);
        if (!is_any(title, {"附加", "附加项", "附加指标", "附加题", "加项", "加份项", "加份", "加分向", "附加份", "奖励", "奖励项", "奖励指标", "额外",
                               "额外分", "额外项"}))
            return;
        r_.add("FZ341", severity::warning, r_.written_of(n) ? r_.written_of(n)->title_at : is.at,
            {"“" + is.title + "”没有写成“加分项”或“附加分”，程序当作正式指标，计入满分。",
                "“" + is.title + "” is read as a part of the full mark, not as a bonus"},
            {"若是加分，标题写成“加分项”或“附加分”。", "write 加分项 or 附加分 if it is a bonus"});
    }

    // 加分项 that lost its 加分: its points come on top of a full mark that is already full.
    void unmarked(std::size_t c, const number& stated, bool of_total) {
        if (!r_.sound) return;
        const auto at = r_.plan_node_of(c);
        if (!at) return;
        const auto& high = r_.open().of[r_.program.nodes[*at].score].high;
        if (high && high->sign() <= 0) return;
        const outline_node* w = r_.written_of(c);
        r_.add("FZ305", severity::warning, w && !w->title_at.empty() ? w->title_at : m_.nodes[c].at,
            {"“" + r_.name_of(c) + "”没有写分值，而其他" + (of_total ? "部分已经合计满分" : "各项已经合计本部分的分值") + stated.text() + "分：它的得分会超出" +
                    (of_total ? "满分。" : "本部分的分值。"),
                "this section has no mark, and the others already add up to the full mark of " + stated.text()},
            {"若是加分，标题写成“加分项”；若是正式指标，写明分值并调整其他各项。", "call it 加分项 if it is a bonus, or give it a mark"});
    }

    review& r_;
    const model& m_;
};

}  // namespace

void check_marks(review& r) { marks_check(r).run(); }

}  // namespace fenze
