#pragma once
// The pipeline in order: parse → bind → lower → evaluate. Each step is a function; nothing reads a file or prints.

#include <memory>
#include <string>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"
#include "interpreter/plan.hpp"

namespace fenze {

/// An example of the file, `例：事实 3 → 总分 84.5`.
struct example {
    span at;
    std::vector<std::pair<std::string, std::string>> facts;  // name or path as written, value as written
    std::string item;                                        // title or id of an item; empty: the whole rubric
    std::string expected;                                    // points as written, ASCII; may be empty
    std::string grade;                                       // may be empty
};

/// How one sentence was understood, for `read`.
struct reading_line {
    span at;
    std::string text;     // as written
    std::string reading;  // canonical words; empty: prose
    std::vector<words> notes;
    bool heading = false;  // number, title and mark of an item
    std::uint32_t depth = 0;
};

struct form;           // the boxes that a unit fills in: interpreter/form/form.hpp
struct understanding;  // the tree and the model of a rubric: interpreter/understanding.hpp

/// What one rubric of a file came to.
struct compiled_rubric {
    std::string title;
    plan program;
    std::vector<example> examples;
    std::vector<reading_line> lines;                  // every sentence, prose included, in the order of the document
    std::string canonical;                            // the read-back: a whole rubric text in canonical words that lowers to the same plan
    std::shared_ptr<const form> to_fill_in;           // 表单： and 核对：; null where the rubric has none
    std::shared_ptr<const understanding> understood;  // what the plan was made from: for the checks
};

struct compiled {
    std::vector<compiled_rubric> rubrics;
    diagnostics problems;  // in order of place
};

/// Text of a .fenze file → plans and all problems of the file in one run. Never throws on bad input.
/// A text with 读作： lines is first to go through reread() of dsl/reread.hpp; here they say nothing any more.
compiled compile(const source& text);

}  // namespace fenze
