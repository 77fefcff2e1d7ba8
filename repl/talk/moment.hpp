#pragma once
// What a conversation holds at one moment: the rules, and the facts given so far. Never changed; every answer makes a new one.

#include <memory>
#include <optional>
#include <string>

#include "interpreter/facts/bind.hpp"
#include "interpreter/fenze.hpp"
#include "repl/files.hpp"
#include "repl/report_json.hpp"

namespace fenze {

/// One rubric of a file, compiled and ready to be asked. A changed sentence makes another one.
class rulebook {
public:
    /// `which`: of the rubrics that the text came to, which must have no error.
    rulebook(source text, compiled came_to, std::size_t which);
    rulebook(const rulebook&) = delete;
    rulebook& operator=(const rulebook&) = delete;

    [[nodiscard]] const source& text() const { return text_; }
    [[nodiscard]] const compiled_rubric& rubric() const { return came_to_.rubrics[which_]; }
    [[nodiscard]] const plan& program() const { return rubric().program; }
    [[nodiscard]] const fact_index& index() const { return index_; }
    [[nodiscard]] std::size_t which() const { return which_; }
    [[nodiscard]] const compiled& file() const { return came_to_; }

private:
    source text_;
    compiled came_to_;
    std::size_t which_;
    fact_index index_;
};

using rules = std::shared_ptr<const rulebook>;

/// The rulebook of a text that is compiled anew; nothing, and what is wrong with it, where it has an error or not that many rubrics.
rules compile_rules(source text, std::size_t which, diagnostics& problems);

struct moment {
    rules book;
    fact_values facts;                             // one per fact of the plan
    std::shared_ptr<const records_trace> records;  // where facts were counted from records; a fact may have been given otherwise since
};

/// No fact given.
moment blank(rules book);

/// The facts of a moment under other rules, found by their paths. `lost`: the names of those that are asked for no more.
moment carried_to(const moment& from, rules book, std::vector<std::string>& lost);

/// The score of a moment. `came_to` is missing where it cannot be computed: `why_not` says why.
scored standing(const moment& of, words* why_not = nullptr);

/// How many facts that can move the total are not given.
std::size_t open_facts(const moment& of);

}  // namespace fenze
