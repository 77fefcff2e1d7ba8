#pragma once
// The small words that people put around a fact and its value: 我们有…, …的数量是…, 再多…, 没有….

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fenze {

/// Without words around a name that say nothing of which fact is meant: 我们的发明专利的数量 → 发明专利. Words that may narrow it (今年, 累计) stay.
std::string_view undressed(std::string_view name);

/// What a verb does to the value behind it: 是 sets it (0), 增加 adds it (1), 减少 takes it away (-1).
struct verb_use {
    std::size_t begin = 0, end = 0;  // of the verb in the line
    int change = 0;
};

/// Every place in the line where such a verb may stand between a name and a value, the longest verb first at each place.
std::vector<verb_use> verbs_in(std::string_view line);

/// What stands in front of a figure that comes before its name: 我们有, 再增加, 获得. Nothing where the words are something else.
std::optional<int> lead_of_figure(std::string_view words);

/// The words behind 没有, 无, 未获得 …; empty where the line begins with none of them.
std::string_view denied(std::string_view line);

/// Without 了, 吧 and the like behind it: words that leave the value as it is. 左右 and 以上 stay.
std::string_view plain_value(std::string_view value);

/// 无, 没有, 一件也没有: none of it.
bool says_none(std::string_view value);

}  // namespace fenze
