#pragma once
// What a comparison came to, in words and in the keys of the JSON contract.

#include "interpreter/compare/compare.hpp"

namespace fenze {

/// 相同, 更严, 更宽, 有严有宽, or which of them could not be decided.
std::string verdict_words(const difference& d, bool zh);
/// equal, stricter, laxer, mixed, undecided
const char* verdict_key(const difference& d);
const char* verdict_key(verdict v);
/// 更常触发, 更少触发 …: of a veto or a consequence.
std::string holds_words(const outcome_comparison& o, bool zh);
/// An item's name; with the section it stands in, where another item has its title.
std::string item_in_section(const plan& p, std::uint32_t node);
/// A fact of the joint plan as people know it: by its path where another one has its name.
std::string fact_name(const comparison& c, std::size_t f, bool zh);
/// The facts of a witness that tell: all of few, else those that are not at their least.
std::string witness_words(const comparison& c, const fact_values& joint, bool zh);
/// “优秀”, 无等级
std::string grade_words(const grade_comparison& g, const number& code, bool zh);
/// What a fact may be: 0-10分, “好”“差”
std::string domain_words(const fact& f, bool zh);

}  // namespace fenze
