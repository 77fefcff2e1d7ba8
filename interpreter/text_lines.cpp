#include "interpreter/text_lines.hpp"

#include <algorithm>

#include "dsl/clause.hpp"
#include "dsl/fold.hpp"
#include "dsl/grades.hpp"

namespace fenze {

std::uint32_t option_label(std::string_view line) {
    std::size_t i = 0;
    while (i < line.size() && (line[i] == ' ' || line[i] == '\t')) ++i;
    const bool open = line.substr(i, 1) == "(" || line.substr(i, 3) == "（";
    std::size_t k = open ? i + (line[i] == '(' ? 1 : 3) : i;
    if (k >= line.size()) return 0;
    if (line[k] >= 'A' && line[k] <= 'H') ++k;
    else if (line.substr(k, 3) >= "Ａ" && line.substr(k, 3) <= "Ｈ" && line.substr(k, 2) == std::string_view("Ａ").substr(0, 2)) k += 3;
    else return 0;
    for (const std::string_view stop : {".", "．", "、", ":", "：", ")", "）"})
        if (line.substr(k, stop.size()) == stop) return static_cast<std::uint32_t>(k + stop.size());
    return 0;
}

std::vector<paragraph> option_lines(const source& text, const std::vector<paragraph>& written) {
    std::vector<paragraph> out;
    for (const auto& p : written) {
        const std::string_view line = text.slice(p.at);
        std::uint32_t from = 0;
        if (option_label(line) != 0) {
            char next = 'B';
            for (std::uint32_t i = 1; i < line.size(); ++i) {
                if (line[i] != next || option_label(line.substr(i)) == 0) continue;
                const char before = line[i - 1];
                const std::string_view wide = i >= 3 ? line.substr(i - 3, 3) : std::string_view();
                if (before != ' ' && before != '\t' && before != ')' && before != ';' && before != ',' && wide != "）" && wide != "；" && wide != "，" &&
                    wide != "。" && wide != "　")
                    continue;
                paragraph part = p;
                part.at = {p.at.begin + from, p.at.begin + i};
                out.push_back(part);
                from = i;
                ++next;
            }
        }
        paragraph rest = p;
        rest.at.begin = p.at.begin + from;
        out.push_back(rest);
    }
    return out;
}

namespace {
bool exceeds(const placed_item& p, const number& mark) {
    const auto* g = std::get_if<grade_text>(&p.is);
    if (!g) return false;
    const auto above = [&](const std::optional<bound_text>& b) { return b && number::parse(b->amount.value).value_or(number(0)) > mark; };
    return above(g->is.low) || above(g->is.high);
}
}  // namespace

std::vector<paragraph> joined_grades(const source& text, const std::vector<paragraph>& lines, const std::optional<number>& mark) {
    if (lines.size() < 2) return lines;
    std::vector<paragraph> out;
    for (std::size_t n = 0; n < lines.size();) {
        std::size_t end = n;
        while (end < lines.size() && lines[end].at.end - lines[end].at.begin < 120 && is_grade_line(fold(text, lines[end].at)) &&
               (end == n || lines[end].at.begin >= lines[end - 1].at.end))
            ++end;
        if (end < n + 2) {
            out.push_back(lines[n++]);
            continue;
        }
        paragraph all = lines[n];
        all.at = cover(lines[n].at, lines[end - 1].at);
        diagnostics unused;
        const sentences read = read_paragraph(text, all.at, {}, unused);
        const auto grade = [](const placed_item& p) { return std::holds_alternative<grade_text>(p.is); };
        const bool of_total = !mark || std::any_of(read.items.begin(), read.items.end(), [&](const placed_item& p) { return exceeds(p, *mark); });
        if (of_total && read.items.size() == end - n && std::all_of(read.items.begin(), read.items.end(), grade)) out.push_back(all);
        else out.insert(out.end(), lines.begin() + static_cast<std::ptrdiff_t>(n), lines.begin() + static_cast<std::ptrdiff_t>(end));
        n = end;
    }
    return out;
}

std::vector<paragraph> canonical_apart(const source& text, std::vector<paragraph> lines) {
    std::vector<paragraph> out;
    for (const auto& p : lines) {
        const std::string_view line = text.slice(p.at);
        const auto asked = line.find("填报“");
        if (asked == std::string_view::npos) {
            out.push_back(p);
            continue;
        }
        // only the sentences that begin with a quoted name are canonical; those around them keep to the grammar of documents
        const auto piece = [&](std::size_t from, std::size_t to) {
            paragraph part = p;
            part.at = {p.at.begin + static_cast<std::uint32_t>(from), p.at.begin + static_cast<std::uint32_t>(to)};
            if (from < to) out.push_back(part);
        };
        piece(0, asked);
        std::size_t end = asked;  // each a paragraph: what one asks for, the next may use
        while (end < line.size() && (line.substr(end).starts_with("填报“") || line.substr(end).starts_with("“"))) {
            const auto stop = line.find("。", end);
            const std::size_t next = stop == std::string_view::npos ? line.size() : stop + std::string_view("。").size();
            piece(end, next);
            end = next;
        }
        piece(end, line.size());
    }
    return out;
}

}  // namespace fenze
