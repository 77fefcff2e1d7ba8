#pragma once
// What one clause looks like before its neighbours are asked: the shapes that runs are made of.

#include <string>
#include <string_view>
#include <vector>

#include "dsl/clause.hpp"
#include "interpreter/model.hpp"

namespace fenze {

/// per: 每件得5分; step: 每增加1件加1分; compare: 3件以上得5分; plain: words alone; bare: nothing before the award; otherwise: 其余, 否则.
enum class shape { per, step, compare, plain, bare, otherwise };

shape shape_of(const clause_text& c);
bool compound(const clause_text& c);     // several conditions joined
bool compares(const clause_text& c);     // some figure is compared
bool bare_number(const clause_text& c);  // 3项得5分
bool bare_one(const clause_text& c);     // 1项得5分
bool judged(const award_text& a);        // a range or a list of points, out of which a judge takes one

/// The words before the award, label included.
std::string plain_subject(const clause_text& c);

/// Counted things have whole numbers; money, percent, time and measures do not.
bool counted_unit(std::string_view unit);
fact_kind kind_of(std::string_view unit);

/// So many points where the fact is true.
tiers_rule where_true(std::size_t fact, const number& points, span at);

/// Facts of the yes/no conditions of a rule.
std::vector<std::size_t> facts_of_rule(const rule& r);

/// Figures outside 0–100 in the words themselves widen a percent's range.
void widen(fact& f, const interval& is);

}  // namespace fenze
