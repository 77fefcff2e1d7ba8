#include "repl/unified_diff.hpp"

#include <algorithm>
#include <vector>

namespace fenze {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> out;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
        out.push_back(text.substr(begin, end - begin));
        begin = end;
    }
    return out;
}

struct step {
    char sign;  // ' ', '-', '+'
    std::size_t a, b;
};

// The longest common run of lines in a table; past its limit the middle is replaced whole, which is still a true diff.
std::vector<step> steps_between(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
    std::size_t head = 0;
    while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
    std::size_t tail = 0;
    while (tail < a.size() - head && tail < b.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
    const std::size_t n = a.size() - head - tail, m = b.size() - head - tail;
    std::vector<step> out;
    for (std::size_t i = 0; i < head; ++i) out.push_back({' ', i, i});
    constexpr std::size_t most_cells = 16'000'000;
    const bool whole = n != 0 && m > most_cells / n;
    std::vector<std::uint32_t> longest;  // of what is left from (i, j) on
    const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& { return longest[i * (m + 1) + j]; };
    if (!whole) {
        longest.assign((n + 1) * (m + 1), 0);
        for (std::size_t i = n; i-- > 0;)
            for (std::size_t j = m; j-- > 0;) at(i, j) = a[head + i] == b[head + j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    }
    std::size_t i = 0, j = 0;
    while (i < n || j < m) {
        if (!whole && i < n && j < m && a[head + i] == b[head + j]) {
            out.push_back({' ', head + i, head + j});
            ++i, ++j;
        } else if (i < n && (whole || j == m || at(i + 1, j) >= at(i, j + 1))) {
            out.push_back({'-', head + i, head + j});
            ++i;
        } else {
            out.push_back({'+', head + i, head + j});
            ++j;
        }
    }
    for (std::size_t k = 0; k < tail; ++k) out.push_back({' ', a.size() - tail + k, b.size() - tail + k});
    return out;
}

std::string range_text(std::size_t first, std::size_t count) {
    const std::string from = std::to_string(count == 0 ? first : first + 1);
    return count == 1 ? from : from + "," + std::to_string(count);
}

}  // namespace

std::string unified_diff(std::string_view before, std::string_view after, const std::string& before_name, const std::string& after_name) {
    if (before == after) return {};
    const auto a = lines_of(before), b = lines_of(after);
    const auto steps = steps_between(a, b);
    constexpr std::size_t context = 3;
    std::string out = "--- " + before_name + "\n+++ " + after_name + "\n";
    for (std::size_t at = 0; at < steps.size();) {
        if (steps[at].sign == ' ') {
            ++at;
            continue;
        }
        const std::size_t begin = at - std::min(at, context);
        std::size_t end = at, quiet = 0;
        while (end < steps.size() && quiet <= 2 * context) quiet = steps[end++].sign == ' ' ? quiet + 1 : 0;
        end -= quiet > context ? quiet - context : 0;
        std::size_t left = 0, right = 0;
        std::string body;
        for (std::size_t k = begin; k < end; ++k) {
            left += steps[k].sign != '+' ? 1 : 0;
            right += steps[k].sign != '-' ? 1 : 0;
            const auto line = steps[k].sign == '+' ? b[steps[k].b] : a[steps[k].a];
            body += steps[k].sign + std::string(line);
            if (!line.ends_with('\n')) body += "\n\\ No newline at end of file\n";
        }
        out += "@@ -" + range_text(steps[begin].a, left) + " +" + range_text(steps[begin].b, right) + " @@\n" + body;
        at = end;
    }
    return out;
}

}  // namespace fenze
