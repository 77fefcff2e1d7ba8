#pragma once
// Facts of a conversation that were counted from tables of records.

#include <string>

#include "repl/talk/moment.hpp"

namespace fenze {

/// 记录“知识产权”4条：获得发明专利授权 1件、获得实用新型授权 2件; a line for each table that was given, empty where none was.
std::string counted_text(const moment& of, bool zh);

/// What is said where a fact that the records gave is given otherwise: 记录统计出1件，现在按填的2件算. Empty where they agree, or nothing was counted.
std::string said_over_records(const moment& of, std::uint32_t fact, bool zh);

/// Whether both rubrics have the same tables and count the same facts of them in the same words.
bool count_alike(const plan& a, const plan& b);

}  // namespace fenze
