// Facts from plain text: 名称：值, one a line; # begins a comment, [a heading] is passed over.

#include <unordered_map>

#include "dsl/fold.hpp"
#include "interpreter/facts/read.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

constexpr std::string_view wide_blank = "　";

std::string_view trimmed(std::string_view text) {
    for (bool more = true; more && !text.empty();) {
        more = false;
        if (text.front() == ' ' || text.front() == '\t') text.remove_prefix(1), more = true;
        if (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1), more = true;
        if (text.starts_with(wide_blank)) text.remove_prefix(wide_blank.size()), more = true;
        if (text.ends_with(wide_blank)) text.remove_suffix(wide_blank.size()), more = true;
    }
    return text;
}

/// A # at the start, or after a blank, begins a comment.
std::string_view without_comment(std::string_view line) {
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool hash = line[i] == '#' || line.substr(i, 3) == "＃";
        if (hash && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t' || line.substr(0, i).ends_with(wide_blank))) return line.substr(0, i);
    }
    return line;
}

struct parts {
    std::string_view name, value;
};

/// The first ： : = outside brackets: names hold colons too, as in 工作交流（如：行业论坛）情况.
std::optional<parts> by_separator(std::string_view line, bool minding_brackets) {
    int depth = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const auto three = line.substr(i, 3);
        if (line[i] == '(' || three == "（" || three == "《" || three == "“") ++depth;
        if (line[i] == ')' || three == "）" || three == "》" || three == "”") --depth;
        if (minding_brackets && depth > 0) continue;
        std::size_t length = 0;
        if (line[i] == ':' || line[i] == '=') length = 1;
        if (three == "：" || three == "＝") length = 3;
        if (length > 0) return parts{trimmed(line.substr(0, i)), trimmed(line.substr(i + length))};
    }
    return std::nullopt;
}

bool is_value(std::string_view text) {
    const auto key = name_key(text);
    for (const auto* word : {"是", "否", "有", "无", "对", "错"})
        if (key == word) return true;
    return parse_quantity(text).has_value();
}

/// The first blank with a value behind it, else the last blank.
std::optional<parts> by_blank(std::string_view line) {
    std::optional<parts> last;
    std::size_t tries = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool wide = line.substr(i, 3) == wide_blank;
        if (!wide && line[i] != ' ' && line[i] != '\t') continue;
        last = parts{trimmed(line.substr(0, i)), trimmed(line.substr(i))};
        if (++tries < 40 && is_value(last->value)) return last;
    }
    return last;
}

}  // namespace

fact_file read_plain_facts(const source& text, diagnostics& out) {
    record only;
    std::unordered_map<std::string, std::size_t> seen;
    const auto all = text.text();
    for (std::size_t from = 0; from < all.size();) {
        auto end = all.find('\n', from);
        if (end == std::string_view::npos) end = all.size();
        const auto line = trimmed(without_comment(all.substr(from, end - from)));
        from = end + 1;
        if (line.empty() || (line.starts_with('[') && line.ends_with(']')) || (line.starts_with("【") && line.ends_with("】"))) continue;
        const auto begin = static_cast<std::uint32_t>(line.data() - all.data());
        const span at{begin, begin + static_cast<std::uint32_t>(line.size())};
        auto found = by_separator(line, true);
        if (!found) found = by_separator(line, false);
        if (!found) found = by_blank(line);
        if (!found || found->name.empty()) {
            out.push_back(facts_problem(text, at, "FZ205", {"这一行没有写成“名称：值”。", "This line is not of the form name: value."},
                {"写成“发明专利：3件”；注释以 # 开头。", "Write it like 发明专利：3件; comments begin with #."}));
            continue;
        }
        std::string name(found->name);
        if (!seen.emplace(name, only.values.size()).second) {
            out.push_back(
                facts_problem(text, at, "FZ203", {"“" + name + "”写了两次。", "\"" + name + "\" is given twice."}, {"只留一个。", "Keep one of them."}));
            continue;
        }
        auto value = found->value;
        for (const std::string_view stop : {"；", ";", "。"})
            if (value.ends_with(stop)) value = trimmed(value.substr(0, value.size() - stop.size()));
        only.values.push_back({std::move(name), value.empty() ? shape::null : shape::words, std::string(value), at});
    }
    fact_file result;
    result.records.push_back(std::move(only));
    return result;
}

}  // namespace fenze
