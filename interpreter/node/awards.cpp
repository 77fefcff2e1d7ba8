// What an award is worth, and the marks that judges set.

#include <algorithm>
#include <array>
#include <functional>

#include "dsl/fold.hpp"
#include "dsl/lead.hpp"
#include "dsl/text.hpp"
#include "interpreter/formula.hpp"
#include "interpreter/node/clause_shape.hpp"
#include "interpreter/node_reader.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/scale.hpp"

namespace fenze {

std::optional<number> node_reader::points_of(const award_text& a, span at) {
    const std::optional<number> max = part_ ? part_->points : node().max;
    number points;
    switch (a.kind) {
        case award_kind::formula:
            error("FZ120", at, {"这里的得分由公式算出，和这一句的条件放在一起还读不懂。", "points by a formula are not understood beside this condition"},
                {"把条件写成“X达到N的，得分＝…”，或把公式单独写一句。", "write the condition as X reaching N, or the formula in a sentence of its own"});
            return std::nullopt;
        case award_kind::zero:
            return number(0);
        case award_kind::points:
            if (a.values.empty()) return std::nullopt;
            points = number::parse(a.values[0]).value_or(number(0));
            break;
        case award_kind::full:
            if (!max && !formulas_.empty()) return number(0);
            if (!max) {
                error("FZ110", at, {"“满分”是多少没有写明：这一项没有分值。", "the full mark is not given"},
                    {"在标题里写上分值，如“（10分）”。", "give the item a mark, such as （10分）"});
                return std::nullopt;
            }
            points = *max;
            break;
        case award_kind::share: {
            number base;
            if (max) base = *max;
            else {
                // the greatest award so far stands in for the mark
                for (const auto& r : node().rules)
                    if (const auto* t = std::get_if<tiers_rule>(&r.is))
                        for (const auto& one : t->tiers) base = maximum(base, one.gives.points);
                if (base.sign() == 0) {
                    error("FZ110", at, {"按比例的分值没有基数：这一项没有分值。", "a share needs a mark"},
                        {"在标题里写上分值，如“（10分）”。", "give the item a mark, such as （10分）"});
                    return std::nullopt;
                }
            }
            points = base * number::parse(a.values.at(0)).value_or(number(0));
            break;
        }
    }
    return a.take ? -points : points;
}

std::size_t node_reader::judged_fact(const std::string& name, const clause_text& c, const std::vector<award_text>& all) {
    const std::size_t f = add_fact(name, fact_kind::score, "分", c.at, c.words);
    std::optional<number> low, high;
    for (const auto& a : all) {
        std::vector<number> values;
        if (a.kind == award_kind::points)
            for (const auto& v : a.values) values.push_back(number::parse(v).value_or(number(0)));
        else if (a.kind == award_kind::zero) values.emplace_back(0);
        else if (node().max) values.push_back(a.kind == award_kind::full ? *node().max : *node().max * number::parse(a.values.at(0)).value_or(number(0)));
        for (const auto& v : values) {
            if (!low || v < *low) low = v;
            if (!high || v > *high) high = v;
        }
    }
    model_.facts[f].min = all.size() == 1 || c.award.take ? number(0) : low;
    model_.facts[f].max = high;
    return f;
}

void node_reader::limit_mark(std::size_t score, const condition& when, const award_text& a, span at) {
    mark_limit::part part;
    part.when = when;
    if (a.kind == award_kind::points && a.range) {
        part.range = {number::parse(a.values[0]).value_or(number(0)), number::parse(a.values[1]).value_or(number(0))};
        part.below_high = a.below_high;
        if (part.range->second < part.range->first) std::swap(part.range->first, part.range->second);
    } else if (a.kind == award_kind::points) {
        for (const auto& v : a.values) part.values.push_back(number::parse(v).value_or(number(0)));
    } else if (const auto p = points_of(a, at)) {
        part.values.push_back(a.take ? -*p : *p);
    }
    // the limit of a mark just made is the last
    auto found = std::find_if(model_.limits.rbegin(), model_.limits.rend(), [&](const mark_limit& l) { return l.score == score; });
    if (found == model_.limits.rend()) {
        mark_limit l;
        l.score = score;
        l.at = at;
        model_.limits.push_back(std::move(l));
        found = model_.limits.rbegin();
    }
    found->parts.push_back(std::move(part));
}

}  // namespace fenze
