#pragma once
// The facts of a moment as the text of a file, and back; and as an example of the rubric.

#include <optional>
#include <string>

#include "repl/talk/moment.hpp"

namespace fenze {

std::size_t given_facts(const moment& of);

/// 名称：值 a line, under the titles of the items, or a JSON object. Nothing where it would not read back as it is.
std::optional<std::string> fact_file_text(const moment& of, bool json);

/// Reads the bytes of a facts file over `into`; false where it is wrong: `problems`, or `why_not` where it holds several units.
bool load_facts(moment& into, const std::string& path, const std::string& bytes, diagnostics& problems, std::string& why_not, bool zh);

/// 例：发明专利授权 3，管理制度建设 很完善 → 总分 84.5 合格. Nothing where it would not read back.
std::optional<std::string> example_line(const moment& of);

/// The text with the line behind the last example of the rubric with this number, or at the end of its text; `number`: of the line.
std::string with_example(const std::string& text, std::size_t which, const std::string& line, std::size_t& number);

/// The text of the rules as a file holds it: what 读作： had rewritten stays rewritten, and its lines go.
std::string as_written(const rulebook& book);
/// A text as the rules hold it: 读作： carried out.
std::string source_after_reading(const std::string& text);

}  // namespace fenze
