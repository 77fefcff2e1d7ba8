#include "dsl/anchors.hpp"

#include <algorithm>

#include "dsl/outcome.hpp"
#include "dsl/phrases.hpp"

namespace fenze {
namespace {

template <typename T>
bool try_phrase(std::optional<read<T>> found, std::size_t at, std::vector<anchor>& out) {
    if (!found || found->end <= at) return false;
    out.push_back({item_text{std::move(found->is)}, at, found->end});
    return true;
}

}  // namespace

std::vector<anchor> find_anchors(const folded& text, piece s) {
    std::vector<anchor> out;
    const std::string_view all = text.text;
    for (std::size_t i = s.begin; i < s.end;) {
        if (const auto q = skip_quotation(text, i); q != i) {
            i = q;
            continue;
        }
        const std::size_t before = out.size();
        const char c = all[i];
        const auto digit = [](char d) { return d >= '0' && d <= '9'; };
        if (digit(c) && i > s.begin && digit(all[i - 1])) {  // a number is read from its first digit
            ++i;
            continue;
        }
        const bool bracket = c == '(';
        if (auto computed = read_award_formula(text, i, s.end)) {
            clause_text clause;
            clause.award = std::move(computed->is);
            out.push_back({item_text{std::move(clause)}, i, computed->end});
            i = computed->end;
            continue;
        }
        if (try_phrase(read_floor(text, i), i, out) || try_phrase(read_cap(text, i), i, out) || try_phrase(read_best_of(text, i), i, out) ||
            try_phrase(read_adds_up(text, i), i, out) || try_phrase(read_interpolation(text, i), i, out) || try_phrase(read_proportional(text, i), i, out) ||
            try_phrase(read_round_up(text, i), i, out) || try_phrase(read_start(text, i), i, out) || try_phrase(read_mark(text, i), i, out) ||
            try_phrase(read_expert(text, i), i, out) || try_phrase(read_rounding(text, i), i, out)) {
            i = out.back().end;
            continue;
        }
        // 最多计3项 counts only behind something that is counted
        const bool opens = !out.empty() && (i == out.back().end || all[i - 1] == ',' || all[i - 1] == ';' || all[i - 1] == '(' || bracket);
        if (opens && try_phrase(read_count_cap(text, i), i, out)) {
            i = out.back().end;
            continue;
        }
        if (auto award = read_award(text, i); award && award->end <= s.end) {
            if (award->is.bracketed && award->is.values.size() == 1 && award->end < s.end && all[award->end] == ':') {
                // 经济效益指标（20分）：利润增长…: the mark of a part
                mark_text mark;
                mark.points = award->is.values[0];
                mark.part = true;
                mark.at = award->is.at;
                out.push_back({item_text{std::move(mark)}, i, award->end + 1});
                i = award->end + 1;
                continue;
            }
            clause_text clause;
            clause.award = award->is;
            out.push_back({item_text{std::move(clause)}, i, award->end});
        }
        if (out.size() > before) {
            i = out.back().end;
        } else {
            i += bracket ? 1 : character_length(all, i);
        }
    }
    return out;
}

void open_brackets(folded& text, piece s, const std::vector<anchor>& anchors) {
    std::vector<std::size_t> opened;
    for (std::size_t i = s.begin; i < s.end; ++i) {
        if (text.text[i] == '(') opened.push_back(i);
        if (text.text[i] != ')') continue;
        if (opened.empty()) {
            text.text[i] = ',';
            continue;
        }
        const std::size_t from = opened.back();
        opened.pop_back();
        const auto first = std::partition_point(anchors.begin(), anchors.end(), [&](const anchor& a) { return a.begin <= from; });
        const bool holds = first != anchors.end() && first->end <= i;
        if (holds) {
            text.text[from] = ',';
            text.text[i] = ',';
        }
    }
    for (const auto open : opened) {
        const auto behind = std::partition_point(anchors.begin(), anchors.end(), [&](const anchor& a) { return a.begin <= open; });
        const bool inside = behind != anchors.begin() && open < std::prev(behind)->end;
        if (!inside) text.text[open] = ',';
    }
}

bool is_award(const anchor& a) { return std::holds_alternative<clause_text>(a.is); }

}  // namespace fenze
