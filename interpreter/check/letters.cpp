#include "interpreter/check/letters.hpp"

#include "dsl/fold.hpp"
#include "dsl/text.hpp"

namespace fenze {

std::vector<letter> letters_of(const source& text, span line) {
    std::vector<letter> out;
    const std::string_view words_here = text.slice(line);
    for (std::size_t i = 0; i < words_here.size();) {
        const std::size_t size = character_length(words_here, i);
        const std::string_view is = words_here.substr(i, size);
        if (is != " " && is != "　" && is != "\t") out.push_back({is, static_cast<std::uint32_t>(line.begin + i)});
        i += size;
    }
    return out;
}

bool is_digit(std::string_view c) { return c.size() == 1 && c[0] >= '0' && c[0] <= '9'; }

std::string text_of(const std::vector<letter>& all, std::size_t from, std::size_t to) {
    std::string out;
    for (std::size_t i = from; i < to && i < all.size(); ++i) out += all[i].is;
    return out;
}

span span_of(const std::vector<letter>& all, std::size_t from, std::size_t to) {
    return {all[from].at, static_cast<std::uint32_t>(all[to - 1].at + all[to - 1].is.size())};
}

void tell_slip(review& r, span at, const std::string& is, const std::string& meant) {
    if (r.heard(at) || r.told("FZ318", at)) return;
    r.add("FZ318", severity::warning, at, {"“" + is + "”疑为“" + meant + "”。", "“" + is + "” is probably “" + meant + "”"},
        {"改成“" + meant + "”。", "write “" + meant + "”"});
}

}  // namespace fenze
