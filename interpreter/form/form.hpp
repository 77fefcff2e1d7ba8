#pragma once
// The form of a rubric: boxes that a unit fills in, and what must hold between them.
// Promises: `program` holds a fact of use `form` for each box, in their order, and each relation as a constraint, so that the readings of a plan
// check and compute the form as they score a rubric. What is words alone (length, pattern, a blank box) is no matter of the plan.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/tree.hpp"
#include "interpreter/plan.hpp"

namespace fenze {

enum class box_kind : std::uint8_t { words, list, figure, table };
enum class box_pattern : std::uint8_t { none, email, postcode, telephone, web };

/// One box. `fact` of the program holds what is a figure, a date, a choice; of the others it only bears the name.
struct form_box {
    std::string name;   // unique in the form
    std::string label;  // the words in front of the box
    std::string group;  // the cell over several labels; may be empty
    box_kind is = box_kind::words;
    box_pattern pattern = box_pattern::none;
    std::optional<std::uint32_t> most_characters;
    bool month_alone = false;  // a date of year and month
    bool required = true;
    std::vector<std::string> columns;                // of a table
    std::uint32_t fact = 0;                          // of the program
    std::optional<std::uint32_t> feeds;              // fact of the scoring plan that takes the same value
    std::optional<std::uint32_t> computed;           // operation of the program: what a blank box comes to
    std::optional<std::uint32_t> grid, row, column;  // where it is a cell of a table of figures
    std::uint32_t part = 0;                          // index into form.parts
    span at;
};

/// A table of figures with formulas in its head: 5=2+3+4.
struct form_grid {
    struct column {
        std::string group, title, number, formula;  // number as printed: "5"; formula: "2+3+4", empty where it is filled in
        bool figure = false;
    };
    std::string name;
    std::vector<column> columns;
    std::vector<std::string> rows;  // labels of the rows
    std::size_t label_column = 0;   // which column holds them
};

/// 表单：一、联盟基本情况 and what stands below it.
struct form_part {
    std::string title;
    span at;
};

struct form {
    std::vector<form_part> parts;
    std::vector<form_box> boxes;  // in the document's order
    std::vector<form_grid> grids;
    plan program;
    std::vector<std::optional<std::uint32_t>> from_score;  // by fact of the program: the scoring fact that a relation names
    bool none_is_an_answer = false;                        // the document's own sentence: 如果某项栏目内容没有，请填“无”

    [[nodiscard]] const form_box* find(std::string_view name) const;
};

/// The plan with the boxes of the form as facts of use `form`, for whoever lists what a rubric asks for; boxes that are facts of the score are not repeated.
plan with_boxes(plan scoring, const form* boxes);

/// Reads 表单： and 核对： of a rubric; null where there are none. `end`: where the rubric's text ends.
std::shared_ptr<const form> read_form(const source& text, const rubric_text& written, std::uint32_t end, const plan& scoring, diagnostics& out);

}  // namespace fenze
