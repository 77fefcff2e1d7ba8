#pragma once
// Reports for people: the document's own table, with a reason beside every point.

#include <string>
#include <vector>

#include "interpreter/fenze.hpp"
#include "repl/render_diagnostics.hpp"
#include "repl/report_json.hpp"

namespace fenze {

/// What may be filled in for a fact: 件数（件）, 分数 0～10, 是｜否, 很完善｜比较完善.
std::string answer_text(const fact& f, bool zh);
std::string facts_text(const plan& p, const manner& how);
std::string facts_markdown(const plan& p, bool zh);

/// The table of one record. `width`: terminal cells a line may take.
std::string score_text(const plan& p, const scored& s, const manner& how, std::uint32_t width);
std::string score_markdown(const plan& p, const scored& s, bool zh);

/// One item to the sentence; empty where no item has this number or title. An empty item: all that have rules.
std::string explain_text(const plan& p, const source& rubric, const scored& s, const std::string& item, const manner& how, std::uint32_t width);

/// The same for one node and all below it.
std::string explain_text(const plan& p, const source& rubric, const scored& s, std::uint32_t node, const manner& how, std::uint32_t width);

/// Several records: a line each.
std::string overview_text(const plan& p, const std::vector<scored>& all, const manner& how);
std::string overview_markdown(const plan& p, const std::vector<scored>& all, bool zh);

}  // namespace fenze
