#include "interpreter/wording/format.hpp"

#include <algorithm>
#include <optional>

#include "dsl/format.hpp"
#include "interpreter/wording/phrases.hpp"
#include "interpreter/wording/slices.hpp"

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

bool same_edits(const change& a, const change& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const text_edit& x, const text_edit& y) { return x.at == y.at && x.with == y.with; });
}

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

// For each phrase at `open` the first of its wordings that leaves the meaning of the text as it is beside those of the others.
struct picked {
    std::vector<change> changes;
    std::vector<bool> taken, in_style;
    explicit picked(std::size_t count) : changes(count), taken(count), in_style(count) {}
};

void pick(const std::string& text, const std::vector<styled_phrase>& styled, std::vector<std::size_t> open, const kept_meaning& meaning, picked& out) {
    for (std::size_t choice = 0; !open.empty(); ++choice) {
        for (const auto n : open) out.changes[n] = styled[n].choices[choice];
        take_harmless(text, out.changes, open, meaning, out.taken);
        std::vector<std::size_t> left;
        for (const auto n : open) {
            if (out.taken[n]) out.in_style[n] = choice < styled[n].own;
            else if (choice + 1 < styled[n].choices.size()) left.push_back(n);
        }
        open = std::move(left);
    }
}

// The phrases of a slice, picked by its own meaning; those that cannot be judged there go to `rest`.
void pick_in(const document_slice& slice, const std::vector<styled_phrase>& styled, const std::vector<std::size_t>& open,
    std::vector<std::optional<std::size_t>>& choice, std::vector<std::size_t>& rest) {
    const kept_meaning meaning(slice.text);
    std::vector<styled_phrase> here;
    std::vector<std::size_t> all, of;
    for (const auto n : open) {
        styled_phrase p = styled[n];
        const bool inside = std::all_of(p.choices.begin(), p.choices.end(), [&](change& c) { return slice.move(c); });
        if (has_error(meaning.came_to().problems) || !inside) {
            rest.push_back(n);
            continue;
        }
        all.push_back(here.size());
        of.push_back(n);
        here.push_back(std::move(p));
    }
    picked found(here.size());
    pick(slice.text, here, all, meaning, found);
    for (std::size_t k = 0; k < here.size(); ++k)
        for (std::size_t c = 0; found.taken[k] && c < here[k].choices.size() && !choice[of[k]]; ++c)
            if (same_edits(here[k].choices[c], found.changes[k])) choice[of[k]] = c;
}

std::string worded(const std::string& text, wording_style style, const kept_meaning& meaning, std::vector<worded_phrase>& phrases) {
    const kept_meaning now(text);
    const line_map lines(now.text().text(), text);
    auto styled = styled_phrases(now.text(), style);
    picked out(styled.size());
    std::vector<std::size_t> open;  // neither worded so nor out of wordings
    for (std::size_t n = 0; n < styled.size(); ++n) {
        for (auto& c : styled[n].choices)
            if (!lines.move(c)) styled[n].known = false;
        if (!styled[n].known) continue;
        if (styled[n].choices[0].empty()) out.taken[n] = out.in_style[n] = true;
        else open.push_back(n);
    }
    const auto slices = slices_of(source("", text));
    if (slices.size() > 1) {
        // tried page by page first, and what holds there on the whole
        std::vector<std::optional<std::size_t>> choice(styled.size());
        std::vector<std::size_t> rest, judged;
        for (const auto& slice : slices) {
            std::vector<std::size_t> here;
            for (const auto n : open) {
                const auto& first = styled[n].choices[0][0].at;
                if (slice.own.begin <= first.begin && first.begin < slice.own.end) here.push_back(n);
            }
            if (!here.empty()) pick_in(slice, styled, here, choice, rest);
        }
        for (const auto n : open)
            if (choice[n]) {
                out.changes[n] = styled[n].choices[*choice[n]];
                judged.push_back(n);
            }
        take_harmless(text, out.changes, judged, meaning, out.taken);
        for (const auto n : judged) out.in_style[n] = out.taken[n] && *choice[n] < styled[n].own;
        open = std::move(rest);
    }
    pick(text, styled, std::move(open), meaning, out);
    phrases.clear();
    for (std::size_t n = 0; n < styled.size(); ++n) phrases.push_back({styled[n].at, styled[n].family, out.in_style[n]});
    return with_changes(text, out.changes, out.taken);
}

}  // namespace

formatted format(const std::string& text, wording_style style) {
    const kept_meaning meaning(text);
    // One change may make room for another: until nothing changes, so that a formatted text stays as it is.
    // Changes that undo each other go round in a circle: its least text stands for all of them.
    constexpr std::size_t most_rounds = 24;
    std::vector<std::string> seen{text};
    std::vector<worded_phrase> phrases;
    while (seen.size() <= most_rounds) {
        std::string next = laid_out(seen.back(), meaning);
        if (style != wording_style::kept) next = worded(next, style, meaning, phrases);
        const auto before = std::find(seen.begin(), seen.end(), next);
        if (before != seen.end()) {
            formatted out{*std::min_element(before, seen.end()), {}};
            if (style != wording_style::kept && out.text != seen.back()) worded(out.text, style, meaning, phrases);  // for where its phrases stand
            out.phrases = std::move(phrases);
            return out;
        }
        seen.push_back(std::move(next));
    }
    return {text, {}};  // it never comes to rest: left alone
}

}  // namespace fenze
