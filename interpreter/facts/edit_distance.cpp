#include <algorithm>
#include <vector>

#include "dsl/fold.hpp"
#include "interpreter/facts/bind.hpp"

namespace fenze {
namespace {

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
        out.push_back(text.substr(i, end - i));
        i = end;
    }
    return out;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    const auto left = split(a), right = split(b);
    const auto gap = left.size() > right.size() ? left.size() - right.size() : right.size() - left.size();
    if (gap > limit) return limit + 1;
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t j = 0; j <= right.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        std::size_t diagonal = row[0], best = row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const auto above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1)});
            diagonal = above;
            best = std::min(best, row[j]);
        }
        if (best > limit) return limit + 1;
    }
    return std::min(row[right.size()], limit + 1);
}

std::optional<std::size_t> nearest_of(std::string_view words, const std::vector<std::string>& entries) {
    constexpr std::size_t longest = 600;  // bytes; nobody mistypes more than that into a name
    const auto key = name_key(words);
    if (key.empty() || key.size() > longest) return std::nullopt;
    std::optional<std::size_t> best;
    std::size_t least = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto entry = name_key(entries[i]);
        if (entry.empty() || entry.size() > longest) continue;
        const std::size_t limit = std::max<std::size_t>(1, std::max(characters(key), characters(entry)) / 2);
        // A shortened name (专利 for 发明专利) is nearer than one with other characters, however much was left out.
        const bool shortened = characters(key) > 1 && entry.find(key) != std::string::npos;
        const auto far = std::min(edit_distance(key, entry, limit), limit + 1);
        if (far > limit && !shortened) continue;
        constexpr std::size_t other_characters = 2 * longest;
        const bool told = shortened && characters(key) >= 4;  // so much of a name is no accident
        const auto rank = told ? far : other_characters + 2 * far - (shortened ? 1 : 0);
        if (best && rank >= least) continue;
        best = i;
        least = rank;
    }
    return best;
}

}  // namespace fenze
