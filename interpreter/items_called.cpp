#include "interpreter/items_called.hpp"

#include <algorithm>
#include <string>

#include "dsl/fold.hpp"

namespace fenze {

namespace {

/// A number without its dress: （二） and 二、 are 二.
std::string bare(std::string_view number) {
    std::string out;
    const auto key = name_key(number);
    for (std::size_t i = 0; i < key.size();) {
        const auto n = character_length(key, i);
        const auto c = key.substr(i, n);
        i += n;
        if (c != "(" && c != ")" && c != "、" && c != "." && c != "第" && c != "条" && c != "章") out += c;
        else if (c == "." && i < key.size()) out += c;  // inside 4.2.1
    }
    return out;
}

template <typename Test>
std::vector<std::uint32_t> matching(const plan& p, const Test& matches) {
    std::vector<std::uint32_t> found;
    const auto inside_found = [&](std::uint32_t i) {
        for (auto up = p.nodes[i].parent; up; up = p.nodes[*up].parent)
            if (std::find(found.begin(), found.end(), *up) != found.end()) return true;
        return false;
    };
    for (std::uint32_t i = 0; i < p.nodes.size(); ++i)
        if (matches(p.nodes[i]) && !inside_found(i)) found.push_back(i);
    return found;
}

}  // namespace

std::vector<std::uint32_t> items_called(const plan& p, std::string_view words) {
    const auto key = name_key(words), number = bare(words);
    if (key.empty()) return {};
    auto found = number.empty() ? std::vector<std::uint32_t>() : matching(p, [&](const plan_node& n) { return bare(n.number) == number; });
    if (found.empty()) found = matching(p, [&](const plan_node& n) { return n.id == words; });
    if (found.empty()) found = matching(p, [&](const plan_node& n) { return name_key(n.title) == key || name_key(n.number + n.title) == key; });
    if (found.empty()) found = matching(p, [&](const plan_node& n) { return name_key(n.title).find(key) != std::string::npos; });
    return found;
}

}  // namespace fenze
