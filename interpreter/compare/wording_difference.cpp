// Which words two phrases do not share. Only filler, known synonyms and the order of words may differ in two names of one thing: a noun or a modifier
// that one has and the other has not narrows it, or makes another thing of it.

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/compare/likeness.hpp"

namespace fenze {
namespace {

using characters = std::vector<std::string>;
using word_pair = std::pair<std::string_view, std::string_view>;

// one word for each of several that say the same; the longer before those that they hold
constexpr std::array<word_pair, 16> synonyms{
    {{"荣获", "获得"}, {"取得", "获得"}, {"举行", "举办"}, {"召开", "举办"}, {"规章制度", "制度"}, {"金额", "额"}, {"以及", "、"}, {"及", "、"}, {"和", "、"},
        {"与", "、"}, {"百分比", "比例"}, {"占比", "比例"}, {"比重", "比例"}, {"是否", ""}, {"全年", "年度"}, {"本年度", "年度"}}};

// words that say nothing of the thing itself
constexpr std::array<std::string_view, 15> filler{
    "情况", "年度", "数量", "个数", "件数", "次数", "项数", "篇数", "家数", "份数", "人数", "数", "的", "了", "之"};

void replace_all(std::string& text, std::string_view word, std::string_view by) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + by.size())) text.replace(at, word.size(), by);
}

characters bare(std::string_view phrase) {
    std::string text = name_key(phrase);
    for (const auto& [word, by] : synonyms) replace_all(text, word, by);
    for (const auto word : filler) replace_all(text, word, "");
    characters out;
    bool letters = false;  // SCI is one word
    for (std::size_t i = 0; i < text.size(); i += character_length(text, i)) {
        auto c = text.substr(i, character_length(text, i));
        const bool letter = c.size() == 1 && std::isalnum(static_cast<unsigned char>(c[0])) != 0;
        if (letter && letters) out.back() += c;
        else if (!is_any(c, {"(", ")", "（", "）", "“", "”", "\"", "《", "》", "〈", "〉", "、", "，", ","})) out.push_back(std::move(c));
        letters = letter;
    }
    return out;
}

characters sorted(characters all) {
    std::sort(all.begin(), all.end());
    return all;
}

/// What stands in the one but not in the other, along the longest that both have in order; neighbours together.
std::array<std::vector<std::string>, 2> left_over(const characters& x, const characters& y) {
    std::vector<std::vector<std::size_t>> common(x.size() + 1, std::vector<std::size_t>(y.size() + 1));
    for (std::size_t i = x.size(); i-- > 0;)
        for (std::size_t k = y.size(); k-- > 0;) common[i][k] = x[i] == y[k] ? common[i + 1][k + 1] + 1 : std::max(common[i + 1][k], common[i][k + 1]);
    std::array<std::vector<std::string>, 2> out;
    std::array<bool, 2> open{};
    const auto add = [&](std::size_t side, const std::string& c) {
        if (!open[side]) out[side].emplace_back();
        open[side] = true;
        out[side].back() += c;
    };
    for (std::size_t i = 0, k = 0; i < x.size() || k < y.size();) {
        if (i < x.size() && k < y.size() && x[i] == y[k]) {
            open = {};
            ++i, ++k;
        } else if (k == y.size() || (i < x.size() && common[i + 1][k] >= common[i][k + 1])) add(0, x[i++]);
        else add(1, y[k++]);
    }
    return out;
}

/// In another order these say another thing: 收入高于支出, 支出高于收入.
bool order_tells(const characters& all) {
    return std::any_of(all.begin(), all.end(), [](const std::string& c) {
        return is_any(c, {"于", "比", "对", "向", "到", "被", "占", "由", "从", "给", "转", "至", "为", "除", "减", "先", "后", "让", "把", "将"});
    });
}

}  // namespace

std::string wording_difference(std::string_view a, std::string_view b) {
    if (auto told = telling_difference(a, b); !told.empty()) return told;
    const auto x = bare(a), y = bare(b);
    if (x == y) return "";
    if (sorted(x) == sorted(y)) return order_tells(x) ? "词序" : "";
    std::string out;
    for (const auto& side : left_over(x, y))
        for (const auto& word : side) out += (out.empty() ? "" : "、") + word;
    return out;
}

}  // namespace fenze
