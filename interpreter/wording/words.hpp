#pragma once
// The phrases of a sentence in the official or the terse wording, the best first; none where the phrase has no other form.

#include <string>
#include <string_view>
#include <vector>

#include "dsl/clause.hpp"

namespace fenze {

/// 得5分, 扣2分, 得7-10分, 不得分; terse: 5 分, 扣 2 分. `option`: of a choice or a tier, where nothing is 得0分.
std::vector<std::string> award_words(const award_text& award, bool option, bool terse);

/// 5分, where the verb is left out; empty for any other award.
std::string bare_award(const award_text& award);

/// 每1件 → 每件; what is measured keeps its figure: 每1万元.
std::string quantity_words(const quantity_text& each, std::string_view written);

/// 最多得10分, 累计不超过10分; terse: 上限 10, 合计上限 10.
std::vector<std::string> cap_words_in(const cap_text& cap, bool terse);

/// 的评为, 为: what joins the figures of a grade to its name.
bool is_grade_link(std::string_view words);
/// ：, （: what joins the name to its figures.
bool is_label_link(std::string_view words);

}  // namespace fenze
