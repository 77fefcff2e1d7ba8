#pragma once
// Records → values for the facts of a plan: names are looked up, words become numbers in the fact's own unit, and nothing is guessed.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "interpreter/facts/record.hpp"
#include "interpreter/plan.hpp"

namespace fenze {

/// Finds facts by path, name, or "item title/name". Keeps a reference to the plan.
class fact_index {
public:
    explicit fact_index(const plan& p);

    /// Facts that the words may mean: one where it is found, several where it is ambiguous, none where it is unknown.
    [[nodiscard]] std::vector<std::uint32_t> find(std::string_view words) const;
    /// The fact whose name is nearest to the words, where one is near enough.
    [[nodiscard]] const fact* nearest(std::string_view words) const;
    /// The marks of several judges that the words mean together, in the judges' order; several where they are ambiguous.
    [[nodiscard]] std::vector<std::vector<std::uint32_t>> judges(std::string_view words) const;
    /// Whether the fact is the mark that any number of judges come to: its value is made of theirs.
    [[nodiscard]] bool any_number_marks(std::uint32_t fact) const;
    /// Nodes whose title or id the words are.
    [[nodiscard]] bool is_item(std::string_view words) const;
    [[nodiscard]] std::vector<std::uint32_t> items(std::string_view words) const;
    [[nodiscard]] const plan& of() const { return *plan_; }

private:
    [[nodiscard]] std::vector<std::uint32_t> inside(std::string_view item, std::string_view name) const;

    const plan* plan_;
    struct seats {
        std::vector<std::uint32_t> facts;
        std::uint32_t node = 0;
    };
    std::unordered_map<std::string, std::vector<seats>> judges_;
    std::unordered_map<std::string, std::uint32_t> paths_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> exact_, folded_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> items_;  // folded title, id or number → nodes
};

struct records_trace;  // interpreter/records/trace.hpp

/// A table of records of the unit that is not counted yet; both are kept by whoever read the file.
struct table_source {
    const given_table* table = nullptr;
    const source* file = nullptr;
};

/// The marks that any number of judges gave for one fact, in their order.
struct judged_marks {
    std::uint32_t fact = 0;
    std::vector<number> marks;
};

/// The record's values, and which facts it speaks of (a fact may be given as unknown).
struct bound_facts {
    fact_values values;
    std::vector<bool> given;
    std::string id;                                // what an 编号, 名称, 单位 or id that is no fact says
    std::vector<bool> proved;                      // facts for which material was named
    std::vector<table_source> tables;              // records that are still to be counted: count_records of interpreter/records/stage.hpp
    std::shared_ptr<const records_trace> records;  // which records counted, and why the others did not
    std::vector<judged_marks> marks;               // that became the value of a fact
};

/// `many`: the record's number belongs into the messages. Its tables of records are counted as well.
bound_facts bind_facts(const fact_index& index, const record& from, const source& file, bool many, diagnostics& out);

/// The same, with the tables left to be counted when everything that is given of the unit is known.
bound_facts bind_plain_facts(const fact_index& index, const record& from, const source& file, bool many, diagnostics& out);

/// One value for one fact; nothing and an appended error where it does not fit, nothing alone where it is unknown.
std::optional<number> bind_value(const fact& wanted, const given& value, const source& file, diagnostics& out);

/// What a fact that is a number may be.
struct value_limits {
    bool whole = false;
    std::optional<number> low, high;
};
value_limits limits_of(const fact& f);
/// No value is longer, written out with its sign and point.
constexpr int longest_value = 40;
/// What is said of a longer one, of a fraction where none may be, and of a value outside the limits.
words refused_length();
words refused_fraction();
words refused_outside(const fact& f, bool negative);

/// The words that a choice or a yes/no takes, each with its value.
std::vector<std::pair<std::string, number>> spellings_of(const fact& f);
/// The words by which a value is left open.
std::vector<std::string> spellings_of_unknown();

/// True for 不适用, 不涉及, N/A.
bool means_not_applicable(std::string_view words);

/// Later values win, unknown ones too.
void overlay(bound_facts& base, const bound_facts& later);

/// True for column names that name the unit: 编号 名称 单位 id …
bool names_the_unit(std::string_view words);

/// Changes of one character that turn a into b, over whole characters; more than `limit` is limit + 1.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// The entry nearest to the words, where one is near enough to have been meant: its index. Both are compared as name keys.
std::optional<std::size_t> nearest_of(std::string_view words, const std::vector<std::string>& entries);

}  // namespace fenze
