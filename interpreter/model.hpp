#pragma once
// What a rubric means: facts, and per node the rules over them. Plain data between bind and lower.
// Promises: fact indices are valid; numbers are in the fact's own unit; points carry their sign (deductions are negative).

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/clause.hpp"
#include "dsl/diagnostic.hpp"
#include "dsl/tree.hpp"
#include "interpreter/fact.hpp"
#include "interpreter/plan.hpp"

namespace fenze {

struct limit {
    number value;
    bool inclusive = true;
    bool named = false;  // （含） or （不含） names it
};

struct interval {
    std::optional<limit> low, high;
};

/// True where every number of `inner` lies in `outer`; whole numbers only where `whole`.
bool within(const interval& inner, const interval& outer, bool whole);
bool contains(const interval& is, const number& value);

struct condition {
    enum class form { always, compare, truth, option, all, any } kind = form::always;
    std::size_t fact = 0;
    interval is;                   // compare
    bool expected = true;          // truth
    std::size_t option = 0;        // option: index
    std::vector<condition> parts;  // all, any
    span at;
};

struct formula_node;
/// Points given: a constant, a mark that a judge sets within a range, or what a formula computes.
struct award {
    number points;
    std::optional<std::size_t> judged;  // score fact
    std::shared_ptr<const formula_node> formula = nullptr;
    [[nodiscard]] bool fixed() const { return !judged && !formula; }
};

struct tier {
    condition when;
    award gives;
    span at;
};

/// The tier whose condition is narrowest among those that hold; where two do not nest, the first listed (a boundary goes to the one that names it).
struct tiers_rule {
    std::vector<tier> tiers;
    number otherwise;
    std::shared_ptr<const formula_node> otherwise_formula;  // instead of `otherwise`
    [[nodiscard]] bool fixed() const {
        return !otherwise_formula && std::all_of(tiers.begin(), tiers.end(), [](const tier& t) { return t.gives.fixed(); });
    }
};
struct choice_rule {
    std::size_t fact = 0;
    std::vector<award> awards;
};
struct per_rule {
    std::size_t fact = 0;
    number each = 1;
    number points;
    bool round_up = false;
    std::optional<number> most;
};
/// max(0, ±(fact − from)) in whole steps × points; `only_inside`: nothing below a base that is not reached.
struct steps_rule {
    std::size_t fact = 0;
    number from;
    number step = 1;
    number points;
    bool up = true;
    bool round_up = false;
};
struct judged_rule {
    std::size_t fact = 0;
    int sign = 1;
};
struct ratio_rule {
    std::size_t fact = 0;
    number points;
    std::optional<std::size_t> by_class;
    std::vector<number> targets;
};  // one target, or one per option of the class
struct constant_rule {
    number points;
};
/// Any exact expression; the shape of its tree is in formula.hpp.
struct formula_rule {
    std::shared_ptr<const formula_node> tree;
};

struct rule {
    std::variant<tiers_rule, choice_rule, per_rule, steps_rule, judged_rule, ratio_rule, constant_rule, formula_rule> is;
    std::string family;
    span at;
    std::string text;
    std::string note;
    std::string label;  // 科技金融联盟： or （科技金融联盟） before its sentence
    std::size_t sentence = 0, segment = 0;
    bool take = false;      // gives zero or less
    bool attached = false;  // a step that belongs to the rule before it
    bool plus = false;      // 加: on top of what the item gives
};

/// A cap over a run of rules of one node: at most `points` together (at least −points where the rules deduct).
struct cap {
    std::size_t first = 0, last = 0;  // rules [first, last)
    number points;
    bool take = false;
    span at;
    std::optional<condition> zero;  // instead of `points`: together nothing where it holds
    bool best = false;              // instead of `points`: only the greatest of them counts
};

enum class combination { sum, greatest, weighted };

/// 缺项：按比例折算｜得满分｜计0分: what an item that does not apply comes to.
enum class absence { refused, scaled, full, zero };

struct model_node {
    std::string id, number_text, title;
    std::optional<number> max;
    section_kind kind = section_kind::base;
    std::vector<rule> rules;
    std::vector<cap> caps;
    combination how = combination::sum;
    std::optional<number> start;                           // deductions start here
    bool floor = false;                                    // not below zero
    std::optional<number> ceiling;                         // cap of the node by its words or its mark
    std::vector<condition> zero_when;                      // 不得分
    std::vector<std::string> zero_labels;                  // labels before such sentences
    std::vector<std::pair<condition, number>> share_when;  // 减半计分: that share of the points where it holds
    std::vector<std::pair<std::size_t, number>> weights;   // child, share
    std::optional<int> round_places;
    std::uint32_t rounding = 0;
    bool apart = false;
    absence absent = absence::refused;          // of the items below
    std::optional<std::size_t> does_not_apply;  // fact
    std::vector<words> notes;
    span at;
    std::vector<std::size_t> children;
    std::optional<std::size_t> parent;
};

struct grade_rule {
    std::string name;
    condition when;
    interval on_total;
    bool total = true;
    span at;
};
/// What follows from a grade (优秀的给予奖励), where other conditions hold as well (上一年度也不合格).
struct action_rule {
    std::string name;
    std::string grade;  // empty: from the total itself
    interval on_total;
    std::uint32_t sentence = 0;  // those on the total of one sentence exclude one another
    std::vector<condition> also;
    span at;
};
struct weighted_part {
    std::string name;
    std::optional<std::size_t> node;
    std::optional<std::size_t> fact;
    number share;
    span at;
};

/// A mark that must keep to a range, or to listed values, where a condition holds; where none holds it is zero.
struct mark_limit {
    struct part {
        condition when;
        std::optional<std::pair<number, number>> range;
        bool below_high = false;  // 4～8分（不含8分）
        std::vector<number> values;
    };
    std::size_t score = 0;
    std::vector<part> parts;
    bool or_zero = false;  // zero is always allowed: no fault, no award
    span at;
};

/// 评委：5名，去掉最高分和最低分后平均: those who mark, and how their marks become one.
struct judging_part {
    std::string label;                        // 评委, 专家, 管理部门
    std::size_t seats = 0;                    // 0: any number
    joining how = joining::mean;              // of any number
    std::size_t least = 1, most = 0;          // of any number; 0: no end
    std::size_t drop_high = 0, drop_low = 0;  // the mean of the rest; a median drops all but the middle
    number share = 1;
    std::optional<int> places;  // the mean rounded
    std::uint32_t rounding = 0;
};
/// A mark that several give. Promise: the shares add up to one.
struct judging {
    std::size_t fact = 0;
    std::vector<judging_part> parts;
    span at;
};

struct model {
    std::string title;
    std::vector<fact> facts;
    std::vector<model_node> nodes;  // preorder
    std::vector<std::size_t> roots;
    std::optional<number> max;
    span max_at;  // where 满分 is said
    std::vector<weighted_part> total_weights;
    std::optional<int> round_places;
    std::uint32_t rounding = 0;
    std::vector<grade_rule> grades;
    std::vector<grade_rule> vetoes;
    std::vector<action_rule> actions;
    std::vector<mark_limit> limits;
    std::vector<judging> panels;  // at most one for each fact
    std::optional<budget> fund;
    std::optional<number> most;                          // 总分最高不超过100分
    std::optional<bool> above_includes, below_includes;  // 以上, 以下: where the document says so itself
};

/// One end of an interval, as the document says that 以上 and 以下 are to be read.
bool includes(const bound_text& bound, const model& m);

}  // namespace fenze
