#include "repl/line/pinyin.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string>

#include "dsl/characters.hpp"

namespace fenze {
namespace {

struct run {
    char32_t first;
    std::uint32_t count, offset;
};

#ifdef FENZE_PINYIN
// syllables, members, set_begins, runs, of_character: made by repl/line/build/pinyin_table.cpp
#include "pinyin_table.inc"

template <typename visitor>
void each_reading(char32_t c, visitor visit) {
    const auto* const after = std::upper_bound(std::begin(runs), std::end(runs), c, [](char32_t code, const run& r) { return code < r.first; });
    if (after == std::begin(runs)) return;
    const run& in = *(after - 1);
    if (c - in.first >= in.count) return;
    const auto set = of_character[in.offset + (c - in.first)];
    for (auto i = set_begins[set]; i < set_begins[set + 1]; ++i) visit(syllables[members[i]]);
}
#else
template <typename visitor>
void each_reading(char32_t, visitor) {}
#endif

enum class sort { han, letter, digit, skipped };

struct character {
    char32_t code = 0;
    sort is = sort::skipped;
};

sort sort_of(char32_t c) {
    if (is_digit(c)) return sort::digit;
    if (is_han(c)) return sort::han;
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
        case UTF8PROC_CATEGORY_LO:
            return sort::han;
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_NL:
            return sort::letter;
        default:
            return sort::skipped;
    }
}

std::vector<character> characters_of(std::string_view text) {
    std::vector<character> result;
    for (std::size_t at = 0; at < text.size();) {
        const auto g = glyph_at(text, at, text.size());  // full width is folded there
        const auto c = static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(g.code)));
        result.push_back({c, sort_of(c)});
        at += g.size;
    }
    return result;
}

// What is typed, without the blanks and apostrophes that part its syllables.
std::u32string typed_characters(std::string_view typed) {
    std::u32string result;
    for (const auto& c : characters_of(typed))
        if (!is_blank(c.code) && c.code != '\'' && c.code != U'’') result += c.code;
    return result;
}

bool fits(char32_t typed, char letter) {
    return letter == 'v' ? typed == 'v' || typed == 'u' || typed == U'ü' : typed == static_cast<char32_t>(static_cast<unsigned char>(letter));
}

// How many letters of the syllable are typed from here.
std::size_t letters_typed(std::u32string_view typed, std::string_view syllable) {
    std::size_t count = 0;
    while (count < typed.size() && count < syllable.size() && fits(typed[count], syllable[count])) ++count;
    return count;
}

using cost = std::uint32_t;
constexpr cost never = std::numeric_limits<cost>::max();

// A character costs the more the less of it is typed.
constexpr cost whole_syllable = 1, double_initial = 2, part_of_last = 2, initial = 3, left_out = 4;

struct fit {
    cost at = never;
    std::size_t end = 0;  // where in the name it ends
};

// The best way to type the end of `typed` from each place of the name on: row by row from the last.
class table {
public:
    table(std::u32string typed, std::vector<character> name, bool loosely)
        : typed_(std::move(typed)), name_(std::move(name)), loosely_(loosely), across_(typed_.size() + 1), best_((name_.size() + 1) * across_) {
        for (std::size_t n = name_.size() + 1; n-- > 0;) {
            best_[n * across_ + typed_.size()] = {0, n};
            if (n == name_.size()) continue;
            for (std::size_t t = typed_.size(); t-- > 0;) best_[n * across_ + t] = found(n, t);
        }
    }

    [[nodiscard]] const std::vector<character>& name() const { return name_; }
    [[nodiscard]] fit from(std::size_t n) const { return best_[n * across_]; }

private:
    void better(fit& best, std::size_t n, std::size_t t, cost step) const {
        const auto& rest = best_[n * across_ + t];
        if (rest.at != never && rest.at + step < best.at) best = {rest.at + step, rest.end};
    }

    [[nodiscard]] fit found(std::size_t n, std::size_t t) const {
        fit best;
        const auto& c = name_[n];
        if (typed_[t] == c.code) better(best, n + 1, t + 1, 0);
        if (c.is == sort::skipped) better(best, n + 1, t, 0);
        if (loosely_ && t > 0) better(best, n + 1, t, left_out);
        if (c.is != sort::han) return best;
        const auto rest = std::u32string_view(typed_).substr(t);
        each_reading(c.code, [&](std::string_view syllable) {
            const auto count = letters_typed(rest, syllable);
            if (count == 0) return;
            better(best, n + 1, t + 1, initial);
            if (count > 1 && syllable[1] == 'h') better(best, n + 1, t + 2, double_initial);
            if (count == syllable.size()) better(best, n + 1, t + count, whole_syllable);
            else if (count == rest.size()) better(best, n + 1, t + count, part_of_last);
        });
        return best;
    }

    std::u32string typed_;
    std::vector<character> name_;
    bool loosely_;  // what is typed leaves characters out
    std::size_t across_;
    std::vector<fit> best_;
};

enum class opening { inside, character, word, beginning };

// Where a match may begin: any Chinese character may begin a word, a letter or digit only behind something else.
opening opening_at(const std::vector<character>& name, std::size_t n) {
    if (n == 0) return opening::beginning;
    if (name[n].is != name[n - 1].is) return opening::word;
    return name[n].is == sort::han ? opening::character : opening::inside;
}

unsigned match(const std::u32string& typed, std::string_view name, bool loosely) {
    constexpr std::size_t longest_syllable = 6;  // zhuang
    if (typed.empty()) return 1;
    auto characters = characters_of(name);
    if (typed.size() > characters.size() * longest_syllable) return 0;
    const table all(typed, std::move(characters), loosely);
    const auto length = all.name().size();
    unsigned best = 0;
    for (std::size_t n = 0; n < length; ++n) {
        const auto where = opening_at(all.name(), n);
        const auto found = all.from(n);
        if (found.at == never || where == opening::inside) continue;
        // beginnings before words before characters; the whole name; then what is typed most plainly, in the shortest name
        const auto plainness = 9900U - std::min<unsigned>(99, found.at) * 100 + 99U - static_cast<unsigned>(std::min<std::size_t>(99, length - found.end));
        best = std::max(best, static_cast<unsigned>(where) * 100000U + (n == 0 && found.end == length ? 50000U : 0U) + plainness);
    }
    return best;
}

}  // namespace

unsigned name_match(std::string_view typed, std::string_view name) { return match(typed_characters(typed), name, false); }

std::vector<std::size_t> matching_names(std::string_view typed, const std::vector<std::string_view>& names) {
    constexpr std::size_t enough_to_leave_out = 3;  // two letters fit too much
    const auto what = typed_characters(typed);
    std::vector<unsigned> scores;
    std::vector<std::size_t> order;
    for (const bool loosely : {false, true}) {
        if (!order.empty() || (loosely && what.size() < enough_to_leave_out)) break;
        scores.clear();
        for (const auto name : names) scores.push_back(match(what, name, loosely));
        order.resize(names.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::erase_if(order, [&](std::size_t i) { return scores[i] == 0; });
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    return order;
}

bool pinyin_known() {
#ifdef FENZE_PINYIN
    return true;
#else
    return false;
#endif
}

}  // namespace fenze
