#pragma once
// One rubric as the checks see it: what was written, what it means, what it computes, and where findings go.

#include <map>
#include <string>
#include <vector>

#include "interpreter/evaluate.hpp"
#include "interpreter/fenze.hpp"
#include "interpreter/open_plan.hpp"
#include "interpreter/prove/ask.hpp"
#include "interpreter/understanding.hpp"

namespace fenze {

inline constexpr std::size_t nowhere = SIZE_MAX;

class review {
public:
    review(const source& text, const compiled& file, std::size_t which, diagnostics& out);

    const source& text;
    const compiled_rubric& rubric;
    const rubric_text& written;
    const std::vector<placed_item>& items;  // what the grammar found, in the order of the document
    const model& meaning;
    const plan& program;
    const std::uint32_t end;  // where the next rubric of the file begins, or the text ends
    const bool sound;         // no error so far: what the plan computes can be trusted
    asking solver;

    /// Bounds of every operation over all facts, those that only say that an item does not apply aside.
    [[nodiscard]] const ranges& open() const { return open_; }
    [[nodiscard]] std::optional<std::uint32_t> plan_node_of(std::size_t model_node) const;
    [[nodiscard]] std::optional<std::uint32_t> plan_fact_of(std::size_t model_fact) const;
    [[nodiscard]] const plan_rule* plan_rule_of(std::size_t model_node, std::size_t rule) const;
    /// The heading or table row as written; nothing for the rubric itself.
    [[nodiscard]] const outline_node* written_of(std::size_t model_node) const;
    /// Where the node's mark stands, or its heading.
    [[nodiscard]] span mark_at(std::size_t model_node) const;
    /// “一、制度建设”, at most some twenty characters.
    [[nodiscard]] std::string name_of(std::size_t model_node) const;
    /// The marks of what stands below an item of this node only because its number is wrong, as check_numbering has said.
    [[nodiscard]] number misplaced(std::size_t model_node) const;
    /// Items of the grammar that lie within the span.
    [[nodiscard]] std::vector<const placed_item*> items_in(span at) const;
    /// The clause as written, without blanks.
    [[nodiscard]] std::string words_of(span at) const;
    [[nodiscard]] fact_values unknown() const;

    diagnostic& add(const char* code, severity level, span at, words message, words help = {});
    /// Whether a finding with this code stands here already.
    [[nodiscard]] bool told(const char* code, span at) const;

    /// So many findings so far; and taking back the warnings since then, where one finding explains them all.
    [[nodiscard]] std::size_t count() const { return out_.size(); }
    void take_back(std::size_t from, std::size_t to);
    /// Whether the readings had something to say here.
    [[nodiscard]] bool heard(span at) const;
    [[nodiscard]] bool heard(span at, const char* code) const;

    std::vector<number> best_examples;  // per plan node: the most that an example gives it; below zero: none does

private:
    const diagnostics& earlier_;
    diagnostics& out_;
    ranges open_;
    bool root_counts_ = false;
    std::map<std::string, std::uint32_t> facts_;                         // by path
    std::map<std::uint32_t, std::vector<const outline_node*>> written_;  // by where they begin, the outer before the inner
};

/// A value as the fact writes it: 9.5亿元, 3件, 是, “很完善”.
std::string quantity_words(const fact& f, const number& value);
/// “发明专利 3件，管理制度 很完善”, for the facts that are given.
std::string facts_words(const plan& p, const fact_values& facts);
/// The part of the line that a table cell or sentence has in common with `words`, or the whole span.
span find_words(const source& text, span in, const std::string& words_wanted);

}  // namespace fenze
