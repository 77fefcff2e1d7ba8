#pragma once
// Records that leave facts open: each is two rows of columns, one with what makes the total least in place of the open facts, one with what makes it
// greatest. What lies between the two is what `range` says; where that is not certain, the record is asked of `score`.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/batch/stand_ins.hpp"

namespace fenze {

/// What open rows need, made once: the plan's operations as columns, each kept.
struct open_reading {
    /// Nothing where the plan cannot be read so. `wanted`: the total first; what is asked of each record, then constraints, vetoes and grades.
    static std::optional<open_reading> of(const plan& p, const std::vector<std::uint32_t>& wanted, std::size_t first_constraint, std::size_t first_veto,
        std::size_t first_grade, const column_program<std::int64_t>& narrow);

    const plan* program = nullptr;
    std::size_t first_constraint = 0, first_veto = 0, first_grade = 0;
    column_program<std::int64_t> columns;  // its outputs: `wanted`, then the operations on the ways and their operands
    std::vector<stand_in> facts;
    struct step {
        std::size_t output = 0;                // of the operation
        bool ends = false;                     // it hangs on the fact alone
        std::optional<std::size_t> condition;  // output of a select's, where the way goes on behind it
        std::optional<std::size_t> then, on;   // the next step where the condition holds, and else
        bool least = false;                    // a least, not a greatest, with rivals
        std::size_t own = 0;                   // output of the operand that leads on,
        std::vector<std::size_t> rivals;       // and of those that may put it out
    };
    std::vector<std::vector<step>> ways;  // by fact
    std::vector<std::size_t> both_ways;   // places in `wanted` that some facts raise and others lower
    std::vector<bool> raised, lowered;    // by place of `both_ways` and fact: place × facts + fact
    grade_steps steps;
};

class open_rows {
public:
    static constexpr std::size_t records = 96, stride = 2 * records + 8, trials = 256;

    explicit open_rows(const open_reading& reading);

    [[nodiscard]] bool full() const { return used_.size() == records; }
    /// Takes a record whose known facts stand in `row`, column by column `row_stride` apart; its place here, or nothing where it must be asked otherwise.
    std::optional<std::uint32_t> add(const std::int64_t* row, std::size_t row_stride, const std::vector<std::uint32_t>& open_facts);
    void compute();
    void clear();

    /// After `compute`: false where only `score` can tell.
    [[nodiscard]] bool settled(std::uint32_t record) const { return used_[record].settled; }
    [[nodiscard]] bool broken(std::uint32_t record) const { return used_[record].broken; }
    [[nodiscard]] number low(std::uint32_t record) const { return value(0, record * 2); }
    [[nodiscard]] number high(std::uint32_t record) const { return value(0, record * 2 + 1); }
    /// The value of a wanted operation as it stands in its column, where it is certain and no constant.
    [[nodiscard]] std::optional<std::int64_t> column_value(std::uint32_t record, std::size_t wanted) const;
    [[nodiscard]] std::optional<number> value_of(std::uint32_t record, std::size_t wanted) const;
    /// Names of the vetoes and grades that are possible, as `result` has them.
    [[nodiscard]] const std::vector<std::string>& grades(std::uint32_t record) const { return used_[record].grades; }
    /// Open facts that can still move the total.
    [[nodiscard]] const std::vector<std::uint32_t>& missing(std::uint32_t record) const { return used_[record].missing; }
    /// The facts as they were given.
    [[nodiscard]] fact_values facts(std::uint32_t record) const;

private:
    struct entry {
        std::vector<std::uint32_t> open, missing;
        std::vector<std::string> grades;
        bool settled = true, broken = false;
        std::size_t first_trial = 0, trials = 0;
        const std::vector<std::size_t>* pieces = nullptr;  // the grade of each
    };

    [[nodiscard]] number value(std::size_t output, std::size_t row) const;
    [[nodiscard]] bool fixed(std::size_t output, std::uint32_t record) const;
    bool moves(std::uint32_t fact, std::uint32_t record);
    [[nodiscard]] bool put_out(const open_reading::step& s, std::uint32_t record) const;
    void settle(std::uint32_t record);
    void find_grades(std::uint32_t record);
    const std::vector<std::size_t>* pieces_for(std::uint32_t record);
    [[nodiscard]] bool all_possible(std::uint32_t record, const std::vector<bool>& possible) const;
    [[nodiscard]] std::vector<bool> grades_at_ends(std::uint32_t record) const;
    void name_grades(std::uint32_t record, const std::vector<bool>& possible);
    void try_between(std::uint32_t record);
    void judge_trials();

    const open_reading& reading_;
    std::vector<entry> used_;
    std::vector<std::int64_t> data_, between_;
    std::vector<std::uint32_t> tried_;
    std::map<std::vector<std::int64_t>, std::vector<std::size_t>> pieces_;  // by the values of the grades' own facts
    std::size_t trials_used_ = 0;
};

}  // namespace fenze
