// What is asked of words: how many characters, and the shape of addresses and numbers.

#include <algorithm>

#include "dsl/characters.hpp"
#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/form/fill.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

bool all_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

/// Several in one box: parted by 、；/ or blanks.
template <typename Each>
bool every(std::string_view text, std::string_view separators, Each good) {
    std::string part;
    bool any = false;
    const auto check = [&] {
        if (part.empty()) return true;
        any = true;
        const bool fine = good(part);
        part.clear();
        return fine;
    };
    for (std::size_t i = 0; i < text.size();) {
        const auto n = character_length(text, i);
        const auto c = text.substr(i, n);
        if (separators.find(c) != std::string_view::npos) {
            if (!check()) return false;
        } else {
            part += c;
        }
        i += n;
    }
    return check() && any;
}

bool is_email(std::string_view text) {
    const auto at = text.find('@');
    if (at == std::string_view::npos || at == 0 || text.find('@', at + 1) != std::string_view::npos) return false;
    const auto domain = text.substr(at + 1);
    const auto dot = domain.rfind('.');
    const auto good = [](std::string_view words) {
        return std::all_of(words.begin(), words.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("._%+-").find(c) != std::string_view::npos;
        });
    };
    return dot != std::string_view::npos && dot > 0 && dot + 2 < domain.size() && domain.find("..") == std::string_view::npos && good(text.substr(0, at)) &&
           good(domain);
}

bool is_telephone(std::string_view text) {
    std::size_t digits = 0;
    for (const char c : text) {
        if (c >= '0' && c <= '9') ++digits;
        else if (std::string_view("+-()").find(c) == std::string_view::npos) return false;
    }
    return digits >= 7 && digits <= 18;
}

}  // namespace

std::uint32_t written_characters(std::string_view text) {
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < text.size();) {
        const glyph g = glyph_at(text, i, text.size());
        constexpr char32_t line_end = 0x2028, zero_width = 0x200B, mark = 0xFEFF;
        if (!is_blank(g.code) && g.code != '\n' && g.code != '\r' && g.code != line_end && g.code != zero_width && g.code != mark) ++count;
        i += g.size;
    }
    return count;
}

bool fits(box_pattern pattern, std::string_view text) {
    switch (pattern) {
        case box_pattern::none:
            return true;
        case box_pattern::postcode: {
            const auto words = fold_width(text);
            return words.size() == 6 && all_digits(words);
        }
        case box_pattern::email:
            return every(fold_width(text), "；;，,、/", is_email);
        case box_pattern::telephone:
            return every(fold_width(text), "；;，,、/", [](std::string_view one) {
                const auto extension = one.find("转");
                return is_telephone(one.substr(0, extension)) &&
                       (extension == std::string_view::npos || all_digits(one.substr(extension + std::string_view("转").size())));
            });
        case box_pattern::web: {
            const auto words = fold_width(text);
            return words.find('.') != std::string::npos && words.find_first_of("@，。") == std::string::npos && words.size() > 3;
        }
    }
    return true;
}

}  // namespace fenze
