#include "dsl/edits.hpp"

#include <algorithm>

namespace fenze {

std::string with_edits(std::string_view text, std::vector<text_edit> edits) {
    std::stable_sort(edits.begin(), edits.end(), [](const text_edit& a, const text_edit& b) { return a.at.begin < b.at.begin; });
    std::string out;
    std::size_t from = 0;
    for (const auto& e : edits) {
        if (e.at.begin < from) continue;
        out += text.substr(from, e.at.begin - from);
        out += e.with;
        from = e.at.end;
    }
    out += text.substr(from);
    return out;
}

}  // namespace fenze
