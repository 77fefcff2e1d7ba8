#pragma once
// 改: a change of the rule itself, as a person says it, turned into a change of the document's text.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/edits.hpp"
#include "repl/talk/moment.hpp"

namespace fenze {

struct rule_edit {
    std::vector<text_edit> edits;  // of the text as compiled; empty: `problem` says why
    words problem;
    words note;  // which of two things that the words may mean was taken
};

/// 2.3 上限 20 · 2.3 满分 15 · 发明专利授权 6分 · 2.3 “每件得5分” 为 “每件得6分” · 发明专利授权：获得发明专利授权每件得6分.
rule_edit read_rule_edit(const rulebook& book, std::string_view words);

/// What may be changed and how, in words of this rubric.
std::string rule_edit_examples(const rulebook& book, bool zh);

/// The lines that differ, - and + before them, without anything around.
std::string changed_lines(std::string_view before, std::string_view after);

}  // namespace fenze
