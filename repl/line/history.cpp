#include "repl/line/history.hpp"

#include <algorithm>

#include "dsl/text.hpp"
#include "repl/line/graphemes.hpp"
#include "repl/line/pinyin.hpp"

namespace fenze {

void line_history::add(std::string_view line) {
    auto clean = clean_line(line);
    if (clean.find_first_not_of(' ') == std::string::npos) return;
    const auto found = std::find(lines_.begin(), lines_.end(), clean);
    if (found != lines_.end()) lines_.erase(found);
    lines_.push_back(std::move(clean));
    if (lines_.size() > most) lines_.erase(lines_.begin());
}

std::optional<std::size_t> line_history::older(std::size_t from, std::string_view prefix, std::string_view unlike) const {
    for (std::size_t i = std::min(from, lines_.size()); i-- > 0;)
        if (starts(lines_[i], prefix) && lines_[i] != unlike) return i;
    return std::nullopt;
}

std::optional<std::size_t> line_history::newer(std::size_t from, std::string_view prefix, std::string_view unlike) const {
    for (std::size_t i = from + 1; i < lines_.size(); ++i)
        if (starts(lines_[i], prefix) && lines_[i] != unlike) return i;
    return std::nullopt;
}

std::vector<std::size_t> line_history::holding(std::string_view typed) const {
    std::vector<std::size_t> result;
    for (std::size_t i = lines_.size(); i-- > 0;)
        if (has(lines_[i], typed) || name_match(typed, lines_[i]) != 0) result.push_back(i);
    return result;
}

}  // namespace fenze
