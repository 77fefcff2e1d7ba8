#pragma once
// What a run says of its records: those that are wrong, one by one, and how many there were of each kind.

#include <string>

#include "repl/batch/tally.hpp"

namespace fenze {

/// 结果.csv → 结果.坏记录.txt
std::string bad_path(const std::string& out);
/// A line for each error of a record: 第4行（甲）·举办培训班：…
void append_bad(const block& rows, const batch_record& r, bool zh, std::string& out);
/// 共5条记录：算出总分3条，…; `bad_name`: where the wrong ones are listed, "" for nowhere.
words words_of(const tally& all, const std::string& bad_name);

}  // namespace fenze
