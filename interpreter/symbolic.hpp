#pragma once
// The operations of a question read over one region: as a linear form of the variables where the region decides it,
// and where not, how to cut the region so that it will.

#include <vector>

#include "interpreter/cases.hpp"

namespace fenze {

enum class cutting { cut, dead, stuck };  // dead: the region divides by zero; stuck: not linear, and nothing left to cut

class symbolic_reading {
public:
    explicit symbolic_reading(const case_question& q);

    /// False where the region is seen to be empty.
    bool read(const region& r);
    [[nodiscard]] const std::optional<linear_form>& form(std::uint32_t operation) const { return forms_[operation]; }
    [[nodiscard]] const extent& reach_of(std::uint32_t operation) const { return extents_[operation]; }
    /// Parts of the region that bring the operation nearer to a linear form; only where it has none yet.
    cutting cut(std::uint32_t operation, const region& r, std::vector<region>& parts) const;
    /// The part where it is 0 and the part where it is 1.
    void cut_truth(const linear_form& f, const region& r, std::vector<region>& parts) const;
    /// The region's rows, and those that tie each whole step it speaks of to what is counted in steps.
    [[nodiscard]] std::vector<linear_row> rows(const region& r, const linear_form* goal) const;

    [[nodiscard]] region whole_space() const;
    [[nodiscard]] const std::vector<bool>& whole() const { return whole_; }

private:
    /// A floor: the whole variable `variable` is floor(argument), and the operation is factor × variable.
    struct stepping {
        std::uint32_t operation;
        std::size_t variable;
    };
    struct step_meaning {
        linear_form argument;
        number factor;
    };

    extent reach_in_region(const linear_form& f) const;
    std::optional<linear_form> form_of(std::uint32_t i) const;
    std::optional<linear_form> sum_form(const operation& o) const;
    std::optional<linear_form> product_form(const operation& o) const;
    std::optional<linear_form> logic_form(const operation& o) const;
    std::optional<linear_form> compare_form(const operation& o) const;
    std::optional<linear_form> select_form(const operation& o) const;
    std::optional<step_meaning> meaning(const operation& o) const;
    std::vector<std::uint32_t> contenders(const operation& o) const;
    bool never_chosen(std::uint32_t one, std::uint32_t other, bool least) const;
    const linear_form* in_form(const operation& o, std::size_t i) const;
    const number* in_constant(const operation& o, std::size_t i) const;

    cutting cut_here(const operation& o, const region& r, std::vector<region>& parts) const;
    cutting cut_product(const operation& o, const region& r, std::vector<region>& parts) const;
    void cut_tier(const operation& o, const region& r, std::vector<region>& parts) const;
    void keep(const region& r, const linear_form& f, relation is, std::vector<region>& parts) const;
    void cut_at_zero(const linear_form& f, const region& r, bool three, std::vector<region>& parts) const;
    linear_form constant(const number& n) const { return linear_form::constant(n, whole_.size()); }

    const case_question& question_;
    std::vector<bool> whole_;
    std::vector<extent> start_;
    std::vector<stepping> steps_;
    std::vector<std::optional<std::size_t>> step_of_;  // per operation: the variable of its floor
    std::vector<std::optional<linear_form>> forms_;
    std::vector<extent> extents_;
    const region* region_ = nullptr;  // the one being read
};

}  // namespace fenze
