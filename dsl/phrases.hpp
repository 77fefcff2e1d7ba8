#pragma once
// The anchored pieces of a sentence, each tried at one place of folded text. The keywords and their rules live in words.hpp.

#include <optional>
#include <string_view>

#include "dsl/clause.hpp"
#include "dsl/fold.hpp"

namespace fenze {

/// Something read from folded text at some place: what it is and where it ends.
template <typename T>
struct read {
    T is;
    std::size_t end = 0;
};

/// A number with its unit, if one stands at `at`. `open_unit`: any one or two Han characters may be the unit.
std::optional<read<amount_text>> read_amount(const folded& text, std::size_t at, bool chinese, bool open_unit = false);
/// An interval of any form at `at`, bare numbers included (interval_text::bare).
std::optional<read<interval_text>> read_interval(const folded& text, std::size_t at);
/// An award at `at`, with or without its verb.
std::optional<read<award_text>> read_award(const folded& text, std::size_t at);
std::optional<read<cap_text>> read_cap(const folded& text, std::size_t at);
std::optional<read<cap_text>> read_count_cap(const folded& text, std::size_t at);
std::optional<read<best_of_text>> read_best_of(const folded& text, std::size_t at);
std::optional<read<proportional_text>> read_proportional(const folded& text, std::size_t at);
std::optional<read<floor_text>> read_floor(const folded& text, std::size_t at);
std::optional<read<start_text>> read_start(const folded& text, std::size_t at);
std::optional<read<mark_text>> read_mark(const folded& text, std::size_t at);
std::optional<read<expert_text>> read_expert(const folded& text, std::size_t at);
std::optional<read<round_up_text>> read_round_up(const folded& text, std::size_t at);
std::optional<read<rounding_text>> read_rounding(const folded& text, std::size_t at);
/// 每 with its number and unit at `at`, which must begin with 每; the unit may be followed by its noun.
/// `without_each`: 少一节 counts as 每少一节.
std::optional<read<quantity_text>> read_quantity(const folded& text, std::size_t at, bool without_each = false);

/// End of a quotation that opens at `at` (“…”, 《…》, "…"), or `at` where none opens.
std::size_t skip_quotation(const folded& text, std::size_t at);

}  // namespace fenze
