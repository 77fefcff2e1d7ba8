#pragma once
// The second table: what a run of clauses in one node means. Reads the items of a node's sentences into rules, caps and limits of the model.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "dsl/clause.hpp"
#include "dsl/tree.hpp"
#include "interpreter/model.hpp"
#include "interpreter/scale.hpp"

namespace fenze {

/// The quantity that later clauses of the node may lean on: 达到500万元得1分，每增长500万元，加1分.
struct leaned_on {
    std::size_t fact = 0;
    std::vector<interval> tiers;
    std::size_t rule = 0;
    number points;
    bool give = true;
};

class node_reader {
public:
    node_reader(const source& text, const outline_node& written, model& into, std::size_t node, diagnostics& out)
        : text_(text), written_(written), model_(into), node_(node), out_(out) {}

    /// Reads all items; appends rules to the node. Errors name the clause.
    void read(const std::vector<placed_item>& items);

    /// 符合下列条件其中一项的，得1分; 有下列情形之一的，不得分: what the items below, or those of the article named, are worth.
    struct criteria {
        enum class mode { each, any, all, some, zero } how = mode::each;
        bool settled = false;  // the words say which; otherwise the marks may
        number points;
        std::string unit;                                  // 每次: what each of the items is counted in
        std::string denial;                                // 未做到 下列要求: what the items say is what is not done
        std::string article;                               // 第四条, where another article is named
        std::size_t at_least = 0;                          // 至少满足两项
        std::vector<std::pair<std::string, span>> listed;  // what the sentence itself lists
        span at;
        std::string text;
        std::size_t sentence = 0, segment = 0;
        bool take = false;
    };
    std::vector<criteria> found_criteria;
    std::optional<cap> lifted_cap;      // （3）累计不超过10分: an item that is only a cap speaks of the items beside it
    std::optional<cap> bonus_cap;       // 满分100分，另设加分10分: of all additions together, said before the first item
    std::vector<placed_item> outcomes;  // grades, weights, vetoes, formulas: read for the whole rubric

private:
    [[nodiscard]] bool heads_all() const;
    [[nodiscard]] bool announces_bonus(const clause_text& c) const;
    using clauses = std::vector<const placed_item*>;

    // one pass over the items
    void carry_take(std::vector<placed_item>& items);
    void refuse_unsigned(const clause_text& clause);
    void refuse_unclear(const std::vector<placed_item>& items);
    void read_clause_at(std::size_t& at);
    bool refuse_empty_step(const number& each, const clause_text& clause);
    void read_per(const clause_text& clause, const placed_item& item);
    void go_on_above(std::size_t fact, const number& from);
    [[nodiscard]] bool signed_scale(const std::vector<std::size_t>& run, std::size_t n) const;
    bool read_rank_step(const clause_text& clause, const placed_item& item);
    bool read_more_or_less(const clause_text& clause, const placed_item& item);
    bool read_deviation(const clause_text& clause, const placed_item& item);
    bool count_from_one(const clause_text& clause, const placed_item& item);
    void read_step(const clause_text& clause, const placed_item& item);
    void read_tiers(std::size_t& at);
    [[nodiscard]] bool only_attached_since(std::size_t rule) const;
    [[nodiscard]] bool left_of_mark(const clause_text& head, const clause_text& clause) const;
    void read_plain(std::size_t& at);
    void read_windows(const std::vector<std::size_t>& run);
    [[nodiscard]] bool joins_plain(std::size_t n, const std::vector<std::size_t>& run) const;
    [[nodiscard]] std::vector<std::size_t> plain_run(std::size_t first) const;
    [[nodiscard]] std::size_t before_or_in_scale(const std::vector<std::size_t>& run, std::size_t begin) const;
    [[nodiscard]] bool best_governs(std::size_t last) const;
    void read_best_of(const placed_item& p);
    void settle_bests();
    [[nodiscard]] bool falling_short(const std::vector<std::size_t>& run, std::size_t begin) const;
    [[nodiscard]] scale_kind scale_of(const std::vector<std::size_t>& run, std::size_t begin) const;
    bool read_labelled(std::size_t& at);
    void read_ratio(const clause_text& clause, const placed_item& item);
    bool defines_a_quantity(const formula_text& formula, const std::vector<placed_item>& items);
    void read_interpolation(const placed_item& item);
    void read_formulas(const std::vector<placed_item>& items);
    [[nodiscard]] bool tells_coefficient(const std::string& name) const;
    [[nodiscard]] bool is_own_mark(const std::string& name) const;
    [[nodiscard]] std::optional<std::size_t> definition_of(const std::string& name) const;
    std::optional<std::size_t> fact_in_formula(const std::string& name, const formula_text& from);
    std::shared_ptr<const formula_node> resolved(const formula_node& tree, const formula_text& from);
    std::shared_ptr<const formula_node> in_percent_points(std::shared_ptr<const formula_node> tree);
    std::shared_ptr<const formula_node> award_formula(const award_text& award, std::optional<std::size_t> compared);
    void read_members(const clause_text& clause, const placed_item& item);
    bool cap_of_mark(const mark_text& mark, const placed_item& item);
    bool cap_operand(const number& most, const placed_item& item);
    void read_cap(const cap_text& is, const placed_item& item);
    void read_bare(const clause_text& clause, const placed_item& item);
    void read_zero(const clause_text& clause, const placed_item& item);
    bool read_absence(const clause_text& clause, const std::string& words, std::size_t at);
    void settle_zeroes();
    void leave_shared_bound(condition& when) const;
    void settle_starts();
    bool read_criteria(const clause_text& clause, const placed_item& item);
    [[nodiscard]] std::size_t base_of_proportion() const;
    [[nodiscard]] bool reaches_target(const rule& r) const;
    void all_in_proportion(std::size_t sentence);
    bool part_in_proportion(const placed_item& p);
    bool read_rest_at_share(const clause_text& c, const placed_item& p);
    [[nodiscard]] bool only_a_cap() const;
    void close_part();
    void finish();

    // facts
    std::size_t add_fact(const std::string& name, fact_kind kind, const std::string& unit, span at, const std::string& clause);
    std::size_t quantity_fact(const atom_text& atom, const std::string& unit, const clause_text& clause, bool may_lean);
    std::string name_of(const atom_text& atom) const;
    std::string title() const;
    condition read_condition(const condition_text& when, const clause_text& clause, bool may_lean);
    interval read_interval(const interval_text& is, std::size_t fact) const;
    number in_unit(const amount_text& amount, std::size_t fact) const;

    // awards
    std::optional<number> points_of(const award_text& award, span at);
    award read_award(const clause_text& clause, const std::string& judged_name);
    std::size_t judged_fact(const std::string& name, const clause_text& clause, const std::vector<award_text>& all);
    void limit_mark(std::size_t score, const condition& when, const award_text& award, span at);
    void allow_zero(std::size_t score);

    rule& add_rule(rule r, const placed_item& item, const std::string& family);
    /// Remembers what gives points: 未… behind it only denies it. A deduction is denied by nothing.
    void affirm(const clause_text& clause, std::string words) {
        if (!clause.award.take) affirmed_.push_back(std::move(words));
    }
    void error(const char* code, span at, words message, words help);
    void note(rule& r, const std::string& zh);
    [[nodiscard]] const placed_item& item(std::size_t n) const { return (*items_)[n]; }
    [[nodiscard]] const clause_text* clause(std::size_t n) const { return n < items_->size() ? std::get_if<clause_text>(&(*items_)[n].is) : nullptr; }
    model_node& node() { return model_.nodes[node_]; }
    [[nodiscard]] const model_node& node() const { return model_.nodes[node_]; }

    const source& text_;
    const outline_node& written_;
    model& model_;
    std::size_t node_;
    diagnostics& out_;
    const std::vector<placed_item>* items_ = nullptr;

    std::map<std::string, std::size_t> by_name_;
    std::optional<leaned_on> last_;    // last quantity with an interval
    std::optional<per_rule> carried_;  // 每承担1项X得2分: carries to sequels without a quantity
    std::optional<std::string> carried_unit_;
    std::size_t rule_at_sentence_ = 0;
    std::vector<cap> bests_;              // 就高不重复: the rules that each governs
    bool rounds_next_ = false;            // 不足1小时按1小时计 before its rate
    std::optional<span> takes_expected_;  // 扣完为止, 最多扣5分
    bool adds_up_ = false;                // 可累加, 分别计分
    bool best_of_ = false, expert_ = false, floor_ = false, takes_only_ = true;
    std::vector<std::string> affirmed_;  // subjects with points so far, for complements
    std::vector<cap> loose_caps_;        // caps before any rule
    struct pending_zero {
        condition when;
        std::size_t segment = 0;
        bool of_item = false;
        std::string words;
        span at;
    };
    std::vector<pending_zero> zeroes_;                   // 不得分 on a condition, until all rules are there
    std::string segment_head_;                           // first counted subject of the segment
    std::pair<std::size_t, std::string> segment_label_;  // 市级： and the segment it heads
    std::map<std::string, std::size_t> segment_of_;      // statements by name, and the segment each stands in
    std::map<std::string, std::size_t> named_in_;        // counted names and the segment they stand in
    std::optional<cap> part_;                            // the part whose rules are being read
    bool truncates_ = false;
    std::optional<number> adds_cap_;
    std::map<std::uint32_t, formula_rule> formulas_;  // by place: what a formula of the node computes
    struct definition {
        std::string name;
        std::shared_ptr<const formula_node> tree;
        const formula_text* text = nullptr;
    };
    std::vector<definition> definitions_;               // 差额=甲－乙: the formulas of the node by name
    std::map<std::string, std::size_t> formula_facts_;  // names in formulas that ask for facts
};

}  // namespace fenze
