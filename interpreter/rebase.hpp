#pragma once
// A fact of the model that takes the place of another: every rule and condition that spoke of the one speaks of the other.

#include "interpreter/model.hpp"

namespace fenze {

/// How the values of the fact that goes come to those of the fact that stays.
struct rebasing {
    std::size_t from = 0, to = 0;
    number factor = 1;                 // value of `to` = value of `from` × factor: 亿元 → 万元 is 10000
    std::vector<std::size_t> options;  // of a choice: option of `from` → option of `to`
};

/// All of the model in terms of `to`; `from` and `to` may be the same, where only the unit changes. The fact itself is left to the caller.
void rebase(model& m, const rebasing& how);

}  // namespace fenze
