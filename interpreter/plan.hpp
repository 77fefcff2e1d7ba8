#pragma once
// The one core: a topologically ordered list of small operations on exact numbers, with constraints and outputs.
// Every reading (evaluate, range, batch, sql, prove, goal) interprets these operations and has no scoring logic of its own.
//
// Promises (asserted by verify_plan): operands come before their operation; indices are in range; tables are sorted and cover the
// whole line; booleans are 0 or 1; names are resolved and units converted; every operation keeps the span it came from.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "interpreter/fact.hpp"
#include "interpreter/number.hpp"

namespace fenze {

enum class op : std::uint8_t {
    constant,      // value
    fact,          // the fact with index `index`
    add,           // sum of all operands
    scale,         // in[0] × value
    multiply,      // in[0] × in[1]
    divide,        // in[0] ÷ in[1]; division by zero is an error of the record
    floor_divide,  // floor(in[0] ÷ value), value > 0
    min,           // least operand
    max,           // greatest operand
    tier,          // lookup of in[0] in tiers[index]
    choice,        // lookup of in[0] (an option's index) in choices[index]
    less,          // in[0] < in[1]
    less_equal,    // in[0] ≤ in[1]
    equal,         // in[0] = in[1]
    all,           // every operand is 1 (none: 1)
    any,           // some operand is 1 (none: 0)
    negate,        // 1 − in[0], for booleans
    select,        // in[0] = 1 ? in[1] : in[2]
    round,         // in[0] to `places` digits in the way `index` says (rounding)
};

enum class rounding : std::uint32_t { half_up, down, up, floor, ceiling };

/// Where a piece of a tier table begins: at `from` itself, or just above it.
struct tier_piece {
    std::optional<number> from;  // nothing: from minus infinity (first piece only)
    bool open = false;           // true: the piece begins just above `from`, which belongs to the piece before
    number value;
};

/// Pieces in ascending order that cover the whole line; a piece ends where the next begins.
struct tier_table {
    std::vector<tier_piece> pieces;
};

struct operation {
    op kind = op::constant;
    std::vector<std::uint32_t> in;
    number value;             // constant, scale, floor_divide
    std::uint32_t index = 0;  // fact, tier, choice: into its table; round: a rounding
    int places = 0;           // round
    span at;                  // the words it came from
};

/// A boolean operation that must hold for the facts to be accepted.
struct constraint {
    std::uint32_t operation = 0;
    words message;
    std::vector<std::uint32_t> facts;
    span at;
};

/// One rule of a node: what a run of clauses came to.
struct plan_rule {
    span at;              // the sentence or clause in the document
    std::string text;     // as written
    std::string family;   // per_unit, step, tiers, choice, flag, judged, target, deduction, shortfall, mark, criteria, formula, share, …
    std::string reading;  // how it was understood, canonical words
    std::vector<std::uint32_t> facts;
    std::uint32_t raw = 0;    // operation: before the rule's own cap
    std::uint32_t score = 0;  // operation: after it
    std::string note;         // a documented reading that was taken; may be empty
};

struct plan_node {
    std::string id;      // "2.3": numbers of the outline joined by points; unique
    std::string number;  // as written
    std::string title;
    std::optional<fenze::number> max;  // full mark
    bool bonus = false;
    bool deduction = false;
    bool apart = false;       // a node of its own, outside the total
    std::uint32_t score = 0;  // operation: the node's score after all its caps
    std::uint32_t raw = 0;    // operation: before its mark and caps
    std::vector<plan_rule> rules;
    std::vector<std::uint32_t> children;  // indices into plan.nodes
    std::optional<std::uint32_t> parent;
    span at;
    std::optional<std::uint32_t> does_not_apply;  // fact: 1 where the item does not apply
    std::vector<words> notes;                     // what the document says of it beside its rules and caps, as a sentence
};

/// A grade, a veto or a consequence: holds where its operation is 1.
struct outcome {
    std::string name;  // grade name, or the action's words
    std::uint32_t condition = 0;
    span at;
};

/// How several marks become one: the mean of those that are left, or one of them.
enum class joining : std::uint8_t { mean, middle, highest, lowest };

/// Marks of several for one thing, which an operation makes one of.
struct panel {
    struct part {
        std::string label;                 // 评委, 专家
        std::vector<std::uint32_t> facts;  // one for each seat, in their order; the one mark that they come to where any number may give marks
        std::size_t drop_high = 0, drop_low = 0;
        number share = 1;
        bool any_number = false;          // 若干名: as many as the record says, joined before the plan by operations of the same kind
        joining how = joining::mean;      // of any number
        std::size_t least = 1, most = 0;  // of any number; 0: no end
        bool whole = false;               // of any number: each mark is a whole one
    };
    std::string name, path;  // as a fact's
    std::vector<part> parts;
    std::uint32_t operation = 0;
    std::uint32_t node = 0;  // as a fact's
    span at;                 // the words that say how
};

/// Money that follows from an action: 给予每家不超过20万元的资金奖励.
struct reward {
    std::string name;                   // 资金奖励
    std::string unit;                   // 万元
    bool limit = false;                 // at most that much; else the amount itself
    std::uint32_t allowed = 0;          // operation: what this unit may be given, 0 where nothing follows for it
    std::optional<std::uint32_t> fact;  // what it is given, where the amount is left open
    std::optional<std::uint32_t> kept;  // operation: the fact is no more than that
    span at;
};

/// 预算：资金奖励合计不超过500万元: over all units of a population. It is no operation of one unit's plan.
struct budget {
    enum class sharing : std::uint8_t { unsaid, by_rank, in_proportion };
    std::optional<number> most;  // nothing: the document names no figure (按资金总量控制)
    std::string unit;
    std::string reward;  // the name of the reward that it is for; empty: for all of them
    sharing how = sharing::unsaid;
    span at;
};
struct record_rules;  // interpreter/records/table.hpp

struct plan {
    std::string title;
    std::vector<fact> facts;
    std::vector<operation> operations;
    std::vector<tier_table> tiers;
    std::vector<std::vector<number>> choices;  // by option index
    std::vector<constraint> constraints;
    std::vector<plan_node> nodes;                 // preorder
    std::vector<std::uint32_t> roots;             // top nodes
    std::optional<number> max;                    // 满分
    std::uint32_t total = 0;                      // operation
    std::uint32_t bonus = 0;                      // operation: sum of bonus sections
    std::uint32_t deduction = 0;                  // operation: ≤ 0
    std::vector<outcome> vetoes;                  // first that holds fixes the grade (or cancels: name)
    std::vector<outcome> grades;                  // in order, first that holds
    std::vector<outcome> actions;                 // all that hold
    std::shared_ptr<const record_rules> records;  // 记录 and 统计, evaluated before everything above; nothing where there are none
    std::optional<std::int64_t> as_of;            // the day on which the rubric is applied, where the user says it
    bool needs_materials = false;                 // the user wants nothing counted that has none
    std::vector<panel> panels;
    std::vector<reward> rewards;
    std::optional<budget> fund;
};

/// Debug check of the promises; the first broken one in words, or empty.
std::string verify_plan(const plan& p);

}  // namespace fenze
