#include "repl/sheet/styles.hpp"

#include <charconv>
#include <map>

#include "repl/sheet/xml.hpp"

namespace fenze {
namespace {

using shown = cell_style::shown;

/// Formats that have a number and no text; 27–36 and 50–58 are dates in Chinese workbooks.
cell_style built_in(int id) {
    if (id == 9 || id == 10) return {shown::percent, ""};
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58) return {shown::date, ""};
    if (id == 22) return {shown::moment, ""};
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56) return {shown::time, ""};
    return {};
}

int number_in(const pugi::xml_node& node, const char* name, int otherwise) {
    const std::string_view text = node.attribute(name).value();
    int value = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace

cell_style read_number_format(std::string_view written) {
    std::string kept(written.substr(0, written.find(';')));  // the section of positive numbers
    if (kept.starts_with("General")) kept.replace(0, 7, "0");
    const std::string_view format = kept;
    bool year = false, day = false, clock = false, month = false, percent = false, scaled = false, digits = false;
    std::string words;
    for (std::size_t i = 0; i < format.size(); ++i) {
        const char c = format[i];
        if (c == '"') {
            const auto end = std::min(format.find('"', i + 1), format.size());
            if (digits) words += format.substr(i + 1, end - i - 1);
            i = end;
        } else if (c == '[') {
            const auto end = std::min(format.find(']', i), format.size());
            const auto inside = format.substr(i + 1, end - i - 1);
            if (inside == "h" || inside == "hh" || inside == "m" || inside == "mm" || inside == "s" || inside == "ss") clock = true;
            i = end;
        } else if (c == '\\' || c == '!') {
            const bool point = i + 1 < format.size() && format[i + 1] == '.';
            if (point) scaled = true;  // 0!.0,"万": shown in other units than it is held
            const auto first = i + 1 < format.size() ? static_cast<unsigned char>(format[i + 1]) : 0U;
            const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
            if (digits && !point) words += format.substr(i + 1, length);
            i += length;
        } else if (c == '_' || c == '*') {
            ++i;
        } else if (c == 'y' || c == 'Y' || c == 'e' || c == 'b') {
            year = year || c != 'e' || !digits;  // 0.00E+00 has digits in front
        } else if (c == 'd' || c == 'D') {
            day = true;
        } else if (c == 'h' || c == 'H' || c == 's' || c == 'S') {
            clock = true;
        } else if (c == 'm' || c == 'M') {
            month = true;
        } else if (c == '%') {
            percent = true;
        } else if (c == '0' || c == '#' || c == '?') {
            digits = true;
            words.clear();
            scaled = scaled || format.substr(i + 1).starts_with(",,");
            if (format.substr(i + 1).starts_with(",") && (i + 2 >= format.size() || std::string_view("0#?").find(format[i + 2]) == std::string_view::npos))
                scaled = true;
        } else if (static_cast<unsigned char>(c) >= 0x80 && digits) {
            words += c;
        }
    }
    if (year || day || (month && !clock && !digits)) return {clock ? shown::moment : shown::date, ""};
    if (clock) return {shown::time, ""};
    if (percent) return {shown::percent, ""};
    while (words.starts_with(' ')) words.erase(0, 1);
    while (words.ends_with(' ')) words.pop_back();
    return {shown::number, scaled ? std::string() : words};
}

std::vector<cell_style> read_styles(const std::string& xml) {
    std::vector<cell_style> out;
    pugi::xml_document document;
    if (!load_part(document, xml)) return out;
    const auto root = document.document_element();
    std::map<int, cell_style> custom;
    for (const auto& one : elements(child(root, "numFmts"), "numFmt"))
        custom[number_in(one, "numFmtId", -1)] = read_number_format(one.attribute("formatCode").value());
    for (const auto& one : elements(child(root, "cellXfs"), "xf")) {
        const int id = number_in(one, "numFmtId", 0);
        const auto found = custom.find(id);
        out.push_back(found == custom.end() ? built_in(id) : found->second);
    }
    return out;
}

}  // namespace fenze
