#pragma once
// Whether two plans do the same: operations, constants, tables, constraints, structure and outcomes; spans and texts aside.

#include <string>

#include "interpreter/plan.hpp"

namespace fenze {

enum class plan_likeness {
    operations,  // what is computed; facts and items may be called otherwise
    names,       // and every fact, option and item goes by the name it had, widths of characters aside: fact files and examples keep working
};

/// `why`: the first difference, for whoever looks into it.
[[nodiscard]] bool same_plan(const plan& a, const plan& b, plan_likeness how, std::string& why);

}  // namespace fenze
