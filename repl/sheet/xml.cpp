#include "repl/sheet/xml.hpp"

#include <charconv>

namespace fenze {

std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& of, std::string_view name) {
    for (auto one = of.first_child(); one; one = one.next_sibling())
        if (local_name(one) == name) return one;
    return {};
}

std::vector<pugi::xml_node> elements(const pugi::xml_node& of, std::string_view name) {
    std::vector<pugi::xml_node> out;
    for (auto one = of.first_child(); one; one = one.next_sibling())
        if (local_name(one) == name) out.push_back(one);
    return out;
}

std::string_view attribute(const pugi::xml_node& of, std::string_view name) {
    for (auto one = of.first_attribute(); one; one = one.next_attribute()) {
        const std::string_view whole = one.name();
        const auto colon = whole.find(':');
        if ((colon == std::string_view::npos ? whole : whole.substr(colon + 1)) == name) return one.value();
    }
    return {};
}

bool load_part(pugi::xml_document& into, const std::string& xml) {
    return static_cast<bool>(into.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata_single));
}

std::string rich_text(const pugi::xml_node& of) {
    std::string out;
    for (auto one = of.first_child(); one; one = one.next_sibling()) {
        const auto name = local_name(one);
        if (name == "t") out += one.child_value();
        else if (name == "r") out += child(one, "t").child_value();
    }
    return unescaped(out);
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool coded = text.substr(i).starts_with("_x") && i + 6 < text.size() && text[i + 6] == '_';
        unsigned value = 0;
        if (!coded || std::from_chars(text.data() + i + 2, text.data() + i + 6, value, 16).ptr != text.data() + i + 6) {
            out += text[i];
            continue;
        }
        i += 6;
        if (value < 0x80) {
            out += static_cast<char>(value);
        } else if (value < 0x800) {
            out += static_cast<char>(0xC0U | value >> 6U);
            out += static_cast<char>(0x80U | (value & 0x3FU));
        } else if (value < 0xD800 || value > 0xDFFF) {
            out += static_cast<char>(0xE0U | value >> 12U);
            out += static_cast<char>(0x80U | (value >> 6U & 0x3FU));
            out += static_cast<char>(0x80U | (value & 0x3FU));
        }
    }
    return out;
}

}  // namespace fenze
