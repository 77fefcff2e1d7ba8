#pragma once
// Tables that a unit lengthens as it needs: 序号 | 姓名 | 单位. Found in filled forms of every kind, and checked in one place.

#include <string>
#include <string_view>
#include <vector>

#include "interpreter/facts/read.hpp"
#include "interpreter/form/form.hpp"

namespace fenze {

/// The box of a member table of that name, or whose columns all stand among the heads; null where there is none.
const form_box* member_box(const form& f, std::string_view name, const std::vector<std::string>& heads);

/// Every column of a row that is begun is filled in, figures with figures; there is a row where one is asked for.
void check_members(const form_box& box, const given_table& rows, const source& file, diagnostics& out);

/// The tables in a filled form in words: a line with the name, and below it rows parted by |. `rest`: the text without them, every other byte
/// in its place.
std::vector<given_table> members_in_words(const form& f, const source& file, std::string& rest, diagnostics& out);

/// The tables among the rows of a filled form in CSV: a row with the name alone, the heads, then the rows; they are taken out.
std::vector<given_table> members_in_rows(const form& f, std::vector<table_row>& rows, const source& file, diagnostics& out);

}  // namespace fenze
