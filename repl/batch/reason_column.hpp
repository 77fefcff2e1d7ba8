#pragma once
// The 原因 of a record: for each item what capped it, or why it has nothing, in the words of `score`.

#include <string>
#include <vector>

#include "interpreter/batch/block.hpp"
#include "repl/steps.hpp"

namespace fenze {

class reason_column {
public:
    reason_column(const plan& p, bool zh);
    /// 1.1 培训活动：共12分，本项满分10分；… The score is worked out once more, by itself: this takes many times as long as the columns.
    [[nodiscard]] std::string text(const block& from, const batch_record& r) const;

private:
    const plan& plan_;
    bool zh_;
    std::vector<std::vector<point_step>> steps_;  // by node
};

}  // namespace fenze
