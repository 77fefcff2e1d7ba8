// Full marks that no facts reach, and what is possible instead.

#include <algorithm>

#include "interpreter/check/checks.hpp"

namespace fenze {
namespace {

class reach_check {
public:
    explicit reach_check(review& r) : r_(r), m_(r.meaning) {}

    void run() {
        if (!r_.sound) return;
        explained_.resize(m_.nodes.size());
        for (std::size_t n = m_.nodes.size(); n-- > 1;) {
            for (const auto c : m_.nodes[n].children) explained_[n] = explained_[n] || explained_[c];
            node(n);
        }
        bool below = false;
        for (const bool e : explained_) below = below || e;
        if (!below) total();
    }

private:
    /// The most the operation can be, with facts that show it; nothing where it is not known to be less than wanted.
    struct most {
        std::optional<number> points;  // nothing where it is only known to stay below
        fact_values facts;
    };

    [[nodiscard]] std::optional<most> less_than(std::uint32_t operation, const number& wanted) {
        const bounds& b = r_.open().of[operation];
        if (b.high && *b.high < wanted) {
            most out{*b.high, {}};
            question_maker maker(r_.program);
            const auto value = maker.take(operation);
            const auto goal = maker.make(op::less_equal, {maker.constant(*b.high), value});
            const answer said = ask(maker.ask(goal), r_.program.facts.size(), r_.solver);
            if (said.is == verdict::yes) out.facts = said.facts;
            else if (said.is == verdict::no || !r_.open().tight) out.points.reset();  // the end encloses, and is not attained
            return out;
        }
        if (!b.high || !r_.open().tight) {  // the end may be an enclosure only
            question_maker maker(r_.program);
            const auto value = maker.take(operation);
            const auto goal = maker.make(op::less_equal, {maker.constant(wanted), value});
            const answer said = ask(maker.ask(goal), r_.program.facts.size(), r_.solver);
            if (said.is == verdict::no) return most{std::nullopt, {}};
        }
        return std::nullopt;
    }

    void node(std::size_t n) {
        const model_node& is = m_.nodes[n];
        const auto at = r_.plan_node_of(n);
        if (!at || !is.max || explained_[n] || is.kind == section_kind::deduction) return;
        const span mark = r_.mark_at(n);
        if (r_.told("FZ303", mark) || r_.misplaced(n).sign() > 0) {  // the marks below do not add up: said already
            explained_[n] = true;
            return;
        }
        const auto less = less_than(r_.program.nodes[*at].score, *is.max);
        if (!less) return;
        explained_[n] = true;
        // a bonus may well be smaller than its cap
        const bool bonus = is.kind == section_kind::bonus || (is.parent && m_.nodes[*is.parent].kind == section_kind::bonus);
        say(mark, "“" + r_.name_of(n) + "”的分值" + is.max->text() + "分得不到", *less, *is.max, bonus ? severity::note : severity::warning, n);
    }

    void total() {
        if (!m_.max || !r_.program.max) return;
        const auto less = less_than(r_.program.total, *m_.max);
        if (!less) return;
        const span at = m_.max_at;
        if (r_.told("FZ304", at)) return;
        say(at, "满分" + m_.max->text() + "分得不到", *less, *m_.max, severity::warning, 0);
    }

    void say(span at, const std::string& what, const most& less, const number& wanted, severity level, std::size_t n) {
        const std::string facts = facts_words(r_.program, less.facts);
        diagnostic& d = r_.add("FZ309", level, at,
            {what + "：" +
                    (less.points ? "最多只能得" + less.points->text() + "分" + (facts.empty() ? "。" : "，例如" + facts + "时。") : "怎样填报都达不到。"),
                "the full mark of " + wanted.text() + " cannot be reached" +
                    (less.points ? ": " + less.points->text() + " is the most" : ", whatever the facts")},
            less.points ? words{"把分值改为“" + less.points->text() + "分”，或提高其中一句的分值或上限。",
                              "write " + less.points->text() + ", or raise what a clause or cap gives"}
                        : words{"降低这个分值，或提高其中一句的分值或上限。", "lower the mark, or raise what a clause or cap gives"});
        if (n != 0)
            for (const auto& rule : m_.nodes[n].rules)
                if (d.labels.size() < 6) d.labels.push_back({rule.at, {"计分的一句", "gives points"}});
    }

    review& r_;
    const model& m_;
    std::vector<bool> explained_;
};

}  // namespace

void check_reach(review& r) { reach_check(r).run(); }

}  // namespace fenze
