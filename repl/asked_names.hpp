#pragma once
// What a fact is called where it is asked for.

#include <string>
#include <string_view>
#include <unordered_map>

#include "interpreter/plan.hpp"

namespace fenze {

/// The name where it is the only one, else the path.
class asked_names {
public:
    explicit asked_names(const plan& p) {
        for (const auto& f : p.facts) ++count_[f.name];
    }
    [[nodiscard]] std::string operator()(const fact& f) const { return count_.at(f.name) > 1 ? f.path : f.name; }

private:
    std::unordered_map<std::string_view, std::size_t> count_;
};

}  // namespace fenze
