#pragma once
// What was written: the outline of a document with its text. No names are resolved, no arithmetic is done.
// Promises: children nest by outline level; spans point into the source; text paragraphs hold no heading, no directive, no comment.

#include <optional>
#include <string>
#include <vector>

#include "dsl/source.hpp"

namespace fenze {

enum class section_kind { base, bonus, deduction };

/// A full mark as written in a heading or a 分值 cell: （15分） → text "15".
struct written_mark {
    std::string text;  // numeral in ASCII digits, e.g. "2.5"
    span at;
};

/// One column of targets by class: header cell 1类 and this row's cell 5-9个.
struct class_target {
    std::string name;  // header cell as written, spaces removed
    span name_at;
    span at;  // the cell
};

/// One paragraph of text below a heading: a line, or a table cell.
struct paragraph {
    span at;
    bool from_table = false;  // a standard's cell of a table
    bool deducts = false;     // under 扣分标准: points without a verb are taken
};

struct outline_node {
    std::string number;      // as written, "（一）" "1." "第三条"; empty for table rows without one
    std::string number_key;  // digits in ASCII for paths: "3", or the Chinese numeral's value
    int level = 0;           // depth in the document
    std::string title;       // spaces removed, number and mark cut off
    span title_at;
    std::optional<written_mark> mark;
    std::optional<written_mark> weight;  // a 权重 cell, text "30%"
    section_kind kind = section_kind::base;
    std::vector<paragraph> text;        // in order; scoring sentences and prose alike
    std::vector<class_target> targets;  // class columns (empty where the table has none)
    span targets_header;                // the header cell the classes stand under (考核标准)
    std::optional<span> standard;       // a target column without classes: the cell (5-9个)
    bool evidence = false;              // a row of a table that only lists evidence for items scored elsewhere
    bool item_of_line = false;          // opened inside a line (after ； or ：)
    span at;                            // the heading line or table row
    std::vector<outline_node> children;
};

/// One directive line, `满分：100分` → word 满分.
struct directive {
    std::string word;
    span at;  // the whole line
    span word_at;
    span text_at;          // what stands after the colon
    std::size_t node = 0;  // preorder number of the outline node it stands under (0: the rubric itself, else 1 + index)
};

/// One rubric of a file: a title with the outline below it. `root` has the rubric's own text (paragraphs before any heading) and sections.
struct rubric_text {
    std::string title;
    span title_at;
    outline_node root;
    std::vector<directive> directives;
    std::optional<written_mark> total;  // the 分值 of a table's 合计 row
};

struct document_tree {
    std::vector<rubric_text> rubrics;
};

}  // namespace fenze
