#pragma once
// What scoring a population needs, made once and shared by all threads: the plan, its names, its column programs, and what is wanted.

#include <optional>
#include <string>
#include <vector>

#include "interpreter/batch/open_rows.hpp"
#include "interpreter/facts/bind.hpp"
#include "interpreter/result.hpp"

namespace fenze {

struct batch_wishes {
    std::optional<std::string> id;                  // the name under which a record says whose it is; nothing: any name that says so
    std::vector<std::string> passed_over;           // names that are no facts and are to be left alone
    std::vector<std::uint32_t> further_operations;  // beside the total: those whose values are wanted
    bool keep_facts = false;                        // the facts of each record are asked for as well, all that a report may show
};

/// Keeps a reference to the plan.
struct batch_setup {
    batch_setup(const plan& from, batch_wishes wanted_too);

    const plan& program;
    fact_index index;
    batch_wishes wishes;
    std::vector<std::uint32_t> wanted;                                  // the total, the further operations, then constraints, vetoes and grades
    std::size_t first_constraint = 0, first_veto = 0, first_grade = 0;  // where these begin in `wanted`
    std::optional<column_program<std::int64_t>> narrow;
    std::optional<column_program<wide_int>> wide;
    std::optional<open_reading> open;   // for records that leave facts open
    std::vector<std::uint32_t> needed;  // facts that must be known for the columns to be the whole answer

    [[nodiscard]] bool passes_over(const std::string& name) const;
    [[nodiscard]] bool is_id(const std::string& name) const;
    /// Name of the veto or grade that stands at this place of `wanted`.
    [[nodiscard]] const std::string& outcome_name(std::size_t place) const;
};

}  // namespace fenze
