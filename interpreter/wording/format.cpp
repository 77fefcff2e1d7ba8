#include "interpreter/wording/format.hpp"

#include <algorithm>

#include "dsl/format.hpp"
#include "interpreter/wording/phrases.hpp"

namespace fenze {
namespace {

// Where each line of the compiled text stands in the text as written: 读作： rewrites sentences, but keeps the lines.
class line_map {
public:
    line_map(std::string_view compiled, std::string_view written) : same_(compiled == written) {
        if (!same_) cut(compiled, from_), cut(written, to_);
        compiled_ = compiled;
        written_ = written;
    }

    // Moves the edits to the text as written; false where their line reads otherwise there.
    bool move(change& c) const {
        if (same_) return true;
        for (auto& e : c) {
            const auto line = static_cast<std::size_t>(std::upper_bound(from_.begin(), from_.end(), e.at.begin) - from_.begin()) - 1;
            if (line >= to_.size() || row(compiled_, from_, line) != row(written_, to_, line) || e.at.end > from_[line] + row(compiled_, from_, line).size())
                return false;
            e.at.begin = e.at.begin - from_[line] + to_[line];
            e.at.end = e.at.end - from_[line] + to_[line];
        }
        return true;
    }

private:
    static void cut(std::string_view text, std::vector<std::uint32_t>& out) {
        out.push_back(0);
        for (std::size_t i = 0; i < text.size(); ++i)
            if (text[i] == '\n') out.push_back(static_cast<std::uint32_t>(i + 1));
    }
    static std::string_view row(std::string_view text, const std::vector<std::uint32_t>& lines, std::size_t n) {
        return text.substr(lines[n], (n + 1 < lines.size() ? lines[n + 1] : text.size()) - lines[n]);
    }

    bool same_;
    std::string_view compiled_, written_;
    std::vector<std::uint32_t> from_, to_;
};

std::vector<std::size_t> all_of(std::size_t count) {
    std::vector<std::size_t> out(count);
    for (std::size_t n = 0; n < count; ++n) out[n] = n;
    return out;
}

std::string laid_out(const std::string& text, const kept_meaning& meaning) {
    std::vector<change> changes;
    for (auto& e : layout_edits(source("", text))) changes.push_back({std::move(e)});
    std::vector<bool> taken(changes.size());
    take_harmless(text, changes, all_of(changes.size()), meaning, taken);
    const std::string out = with_changes(text, changes, taken);
    const std::string even = with_even_lines(out);
    return even == out || meaning.same(even) ? even : out;
}

std::string worded(const std::string& text, wording_style style, const kept_meaning& meaning, std::vector<worded_phrase>& phrases) {
    diagnostics unused;
    const kept_meaning now(text);
    const line_map lines(now.text().text(), text);
    auto styled = styled_phrases(now.text(), style);
    for (auto& p : styled)
        for (auto& c : p.choices)
            if (!lines.move(c)) p.known = false;
    std::vector<change> changes(styled.size());
    std::vector<bool> taken(styled.size()), in_style(styled.size());
    std::vector<std::size_t> open;  // neither worded so nor out of wordings
    for (std::size_t n = 0; n < styled.size(); ++n) {
        if (!styled[n].known) continue;
        if (styled[n].choices[0].empty()) taken[n] = in_style[n] = true;
        else open.push_back(n);
    }
    for (std::size_t choice = 0; !open.empty(); ++choice) {
        for (const auto n : open) changes[n] = styled[n].choices[choice];
        take_harmless(text, changes, open, meaning, taken);
        std::vector<std::size_t> left;
        for (const auto n : open) {
            if (taken[n]) in_style[n] = choice < styled[n].own;
            else if (choice + 1 < styled[n].choices.size()) left.push_back(n);
        }
        open = std::move(left);
    }
    phrases.clear();
    for (std::size_t n = 0; n < styled.size(); ++n) phrases.push_back({styled[n].at, styled[n].family, in_style[n]});
    return with_changes(text, changes, taken);
}

}  // namespace

formatted format(const std::string& text, wording_style style) {
    const kept_meaning meaning(text);
    formatted out;
    out.text = text;
    // one change may make room for another: until nothing changes, so that a formatted text stays as it is
    constexpr int most_rounds = 6;
    for (int round = 0; round < most_rounds; ++round) {
        std::string next = laid_out(out.text, meaning);
        if (style != wording_style::kept) next = worded(next, style, meaning, out.phrases);
        if (next == out.text) break;
        out.text = std::move(next);
    }
    return out;
}

}  // namespace fenze
