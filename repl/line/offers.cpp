#include "repl/line/offers.hpp"

#include <algorithm>

#include "dsl/source.hpp"
#include "repl/layout.hpp"
#include "repl/line/graphemes.hpp"

namespace fenze {
namespace {

constexpr std::uint32_t lead = 2;  // "› " before the chosen entry
constexpr std::uint32_t gap = 2;

std::string entry(const std::string& text, bool chosen, std::uint32_t width, const list_look& look) {
    const auto shown = pad_right(fit(text, width), width);
    if (!chosen) return "  " + shown;
    return look.color ? "\x1b[7m› " + shown + "\x1b[0m" : "› " + shown;
}

std::string more(std::size_t count, const list_look& look) {
    const auto number = std::to_string(count);
    auto says = fit(look.zh ? "  …另有" + number + "项" : "  … " + number + " more", look.columns);
    return look.color ? "\x1b[2m" + says + "\x1b[0m" : says;
}

}  // namespace

std::vector<std::string> list_rows(const std::vector<std::string>& entries, std::optional<std::size_t> chosen, const list_look& look) {
    std::vector<std::string> rows;
    if (entries.empty() || look.rows == 0 || look.columns <= lead) return rows;
    std::vector<std::string> texts;
    std::uint32_t widest = 1;
    for (const auto& one : entries) {
        texts.push_back(clean_line(one));
        widest = std::max(widest, cells(texts.back()));
    }
    widest = std::min(widest, look.columns - lead);
    const std::size_t across = std::max<std::size_t>(1, (look.columns + gap) / (widest + lead + gap));
    const std::size_t down = (texts.size() + across - 1) / across;
    if (down <= look.rows) {
        for (std::size_t y = 0; y < down; ++y) {
            std::string row;
            for (std::size_t i = y; i < texts.size(); i += down) row += (i == y ? "" : "  ") + entry(texts[i], i == chosen, widest, look);
            rows.push_back(std::move(row));
        }
        return rows;
    }
    // one below the other, those around the chosen one
    const std::size_t count = std::max<std::size_t>(1, look.rows - 1);
    const std::size_t middle = chosen.value_or(0);
    const std::size_t first = std::min(middle < count / 2 ? 0 : middle - count / 2, texts.size() - count);
    for (std::size_t i = first; i < first + count; ++i) rows.push_back(entry(texts[i], i == chosen, widest, look));
    if (look.rows > 1) rows.push_back(more(texts.size() - count, look));
    return rows;
}

}  // namespace fenze
