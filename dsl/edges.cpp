#include "dsl/edges.hpp"

#include <algorithm>
#include <string_view>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"

namespace fenze {
namespace {

// 含本数, 包括本数, 均含本数, 不含本数.
constexpr std::string_view figure_itself = "本数";

span sentence_around(std::string_view text, std::size_t at) {
    std::size_t begin = at, end = at;
    while (begin > 0 && text[begin - 1] != '\n' && !ends(text.substr(0, begin), "。") && at - begin < 300) --begin;
    while (end < text.size() && text[end] != '\n' && !starts(text.substr(end), "。") && end - at < 300) ++end;
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace

edge_words edge_words_of(const source& text) {
    edge_words out;
    const std::string_view all = text.text();
    std::size_t done = 0;
    for (auto at = all.find(figure_itself); at != std::string_view::npos; at = all.find(figure_itself, at + figure_itself.size())) {
        if (at < done) continue;
        const span here = sentence_around(all, at);
        done = here.end;
        const folded line = fold(text, here);
        // “以上”“以内”包括本数，“以下”不包括本数: each part says it of the words it names
        std::size_t from = 0;
        for (std::size_t i = 0; i <= line.text.size(); i += i < line.text.size() ? character_length(line.text, i) : 1) {
            if (i < line.text.size() && line.text[i] != ',' && line.text[i] != ';') continue;
            const std::string_view part = std::string_view(line.text).substr(from, i - from);
            from = i + 1;
            if (!has_any(part, {"含本数", "包括本数", "包含本数", "本数在内"})) continue;  // 成本数据 is another word
            const bool in = !has_any(part, {"不含", "不包括", "不包含"});
            if (has(part, "以上")) out.above = in;
            if (has_any(part, {"以下", "以内"})) out.below = in;
            if (has_any(part, {"以上", "以下", "以内"})) out.at = here;
        }
    }
    return out;
}

}  // namespace fenze
