// Awards with no words of their own before them, and lists whose members each earn the same.

#include <algorithm>

#include "dsl/fold.hpp"
#include "interpreter/node/clause_shape.hpp"
#include "interpreter/node_reader.hpp"

namespace fenze {

// No fault, no award: the mark may be zero whatever its range; its limit is among the last that were made.
void node_reader::allow_zero(std::size_t score) {
    const auto found = std::find_if(model_.limits.rbegin(), model_.limits.rend(), [&](const mark_limit& l) { return l.score == score; });
    if (found != model_.limits.rend()) found->or_zero = true;
}

void node_reader::read_bare(const clause_text& c, const placed_item& p) {
    rule r;
    if (judged(c.award)) {
        const std::size_t f = judged_fact(by_name_.count(name_key(title())) ? title() + (c.award.take ? "扣分" : "得分") : title(), c, {c.award});
        limit_mark(f, {}, c.award, c.at);
        allow_zero(f);
        r.is = judged_rule{f, c.award.take ? -1 : 1};
        add_rule(std::move(r), p, "judged");
        return;
    }
    if (c.award.kind == award_kind::zero) {
        error("FZ113", c.at, {"“" + std::string(text_.slice(c.award.at)) + "”前面没有写是什么情形。", "nothing says when this holds"},
            {"写明情形，如“未建立制度的，不得分”。", "write the condition"});
        return;
    }
    if (expert_) {
        const std::size_t f = judged_fact(title(), c, {c.award});
        r.is = judged_rule{f, 1};
        add_rule(std::move(r), p, "judged");
        return;
    }
    const auto points = points_of(c.award, c.at);
    if (!points) return;
    const std::size_t f = add_fact(title(), fact_kind::boolean, "", c.at, c.words);
    r.is = where_true(f, *points, c.at);
    add_rule(std::move(r), p, "flag");
}

// 有固定场所、有专职人员，每项均得2分: every member of the list is a yes/no of its own.
void node_reader::read_members(const clause_text& c, const placed_item& p) {
    const auto points = points_of(c.award, c.at);
    if (!points) return;
    for (const auto& member : c.members) {
        atom_text atom;
        atom.subject = member;
        const std::size_t f = add_fact(name_of(atom), fact_kind::boolean, "", c.at, c.words);
        rule r;
        r.is = where_true(f, *points, c.at);
        add_rule(std::move(r), p, c.award.take ? "deduction" : "flag");
    }
    affirm(c, c.words);
}

}  // namespace fenze
