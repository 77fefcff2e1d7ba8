#pragma once
// 未填: the missing facts, ranked, for people.

#include <string>

#include "interpreter/goal/missing.hpp"
#include "repl/render_diagnostics.hpp"
#include "repl/report_json.hpp"

namespace fenze {

/// `ends`: how the lowest and the highest total come about is told however many facts are missing.
std::string missing_text(const plan& p, const scored& s, const missing_report& report, const manner& how, std::uint32_t width, bool ends);

}  // namespace fenze
