#pragma once
// The words of a heading: its title, its full mark （15分）, the sentence it may hold, and whether it opens a bonus or a deduction.

#include <optional>
#include <string>
#include <string_view>

#include "dsl/tree.hpp"

namespace fenze {

/// A heading taken apart; `text` is what the sentence grammar has to read, empty where the heading is a title whole.
struct heading_parts {
    std::string title;
    span title_at;
    std::optional<written_mark> mark;
    span text;
};

/// `rest`: the heading's words behind its number, or the cell of an indicator.
heading_parts read_heading(std::string_view text, span rest);

struct mark_found {
    written_mark mark;
    std::uint32_t begin = 0;  // of the bracket or the word 满分
    std::uint32_t end = 0;
};

/// （15分）, （满分15分）, （共 15 分） at the very end, punctuation aside.
std::optional<mark_found> trailing_mark(std::string_view text, span at);
/// Marks are plain decimals without leading zeros.
bool greater_mark(const written_mark& a, const written_mark& b);
/// 基本分 100分: behind a blank at the end, which is a mark only where items or sentences stand below.
std::optional<written_mark> spaced_mark(std::string_view text, span at);
/// The numeral of a 分值 cell: 7, 25分, （10分）, 十分.
std::optional<written_mark> cell_mark(std::string_view text, span cell);

/// Points are spoken of: a numeral with 分, 不得分, 满分 … Generous: prose may be taken for a sentence, never the other way round.
bool holds_points(std::string_view text, span at);
/// Points, a grade, a veto, a weight or a formula.
bool holds_marker(std::string_view text, span at);

/// By the last words of a title: 加分项 opens a bonus, 扣分项 a deduction; nothing where it says neither.
std::optional<section_kind> kind_of_title(std::string_view title);
/// A line that is nothing but such a heading: 加分项, 附加分, 二类扣分项.
bool is_kind_heading(std::string_view title);

/// The words before the first ， ： ； 。, to name a sentence by.
span first_words(std::string_view text, span at);

}  // namespace fenze
