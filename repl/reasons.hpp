#pragma once
// Why an item has its points, in a few words; the same words for the text and the markdown table.

#include <string>

#include "repl/report_json.hpp"
#include "repl/steps.hpp"

namespace fenze {

/// More words behind those that there are, with something between; none add nothing.
void append(std::string& to, const std::string& more, const char* between);

/// An item as the document writes it: 一、制度建设, 4. 开展成果转化.
std::string label_of(const plan_node& node);

/// “84.5”, or “58 … 79.5” where facts are missing.
std::string points_text(const bounds& b);

/// A fact and its value: 发明专利 3件, or 发明专利 未填.
std::string fact_text(const plan& p, const scored& s, std::uint32_t fact);
/// The value alone: 3件, 是, 很完善, 未填.
std::string fact_value_text(const plan& p, const scored& s, std::uint32_t fact, bool zh);

/// The mark that several judges came to: 8.4分（5名评委：8.5、8.4、9、8.3、8，去掉1个最高分和1个最低分后平均）.
std::string panel_text(const plan& p, const scored& s, const panel& of, bool zh);

/// The marks that the judges of a panel's part gave, in their order.
std::vector<std::optional<number>> marks_of_part(const scored& s, const panel::part& part);

/// The panel whose marks begin with this fact, and the fact behind its last; nothing where none does.
const panel* panel_from(const plan& p, std::uint32_t fact, std::uint32_t& behind);

/// The facts that made a condition hold: 弄虚作假, “设立办公室”为否.
std::string causes_of(const plan& p, const scored& s, std::uint32_t condition, bool zh);

/// What a step does, without the points before it: 这一句上限10分, 扣完为止, 因弄虚作假，本项不得分. No node: a step of the total.
std::string step_text(const plan& p, const scored& s, const plan_node* node, const point_step& step, bool zh);
/// The step behind the points it had before: 共12分，本项满分10分.
std::string step_reason(const plan& p, const scored& s, const plan_node* node, const point_step& step, bool zh);
/// Whether the step had a say for these facts.
bool step_tells(const scored& s, const point_step& step);

/// Whether the item was given as one that does not apply.
bool absent(const scored& s, const plan_node& node);

/// The 说明 of an item: what was missed, what was counted, what capped it.
std::string reason(const plan& p, const scored& s, const plan_node& node, bool zh);

/// The 说明 of the total: the grade, the distance to the next, what is missing.
std::string verdict(const plan& p, const scored& s, bool zh);
/// The grades that are still possible, as words.
std::string grades_text(const plan& p, const scored& s, bool zh);

/// The same, and how the total came from its sections where it is no plain sum: weights, rounding, items left out.
std::string total_reason(const plan& p, const scored& s, bool zh);

}  // namespace fenze
