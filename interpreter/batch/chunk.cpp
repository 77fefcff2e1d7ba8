#include "interpreter/batch/chunk.hpp"

#include <algorithm>

#include "dsl/decode.hpp"

namespace fenze {

std::size_t record_end(std::string_view text, std::size_t from, population_format format, char comma) {
    const auto line = std::min(text.find('\n', from), text.size());
    if (format == population_format::json_lines) return line;
    if (text.substr(from, line - from).find('"') == std::string_view::npos) return line;
    for (std::size_t at = from; at < text.size(); ++at) {  // at the beginning of a cell
        if (text[at] == '"')
            for (++at; at < text.size(); ++at) {
                if (text[at] != '"') continue;
                if (at + 1 < text.size() && text[at + 1] == '"') ++at;
                else break;
            }
        while (at < text.size() && text[at] != comma && text[at] != '\n') ++at;
        if (at >= text.size() || text[at] == '\n') return std::min(at, text.size());
    }
    return text.size();
}

std::size_t last_record_end(std::string_view text, population_format format, char comma) {
    if (format == population_format::json_lines || text.find('"') == std::string_view::npos) {
        const auto last = text.rfind('\n');
        return last == std::string_view::npos ? 0 : last + 1;
    }
    std::size_t whole = 0;
    while (true) {
        const auto end = record_end(text, whole, format, comma);
        if (end >= text.size()) return whole;
        whole = end + 1;
    }
}

void read_chunk(std::string_view text, std::uint64_t first_line, bool good_text, population_format format, char comma, intake_base& reader, block& into,
    const std::function<void(block&)>& done) {
    const auto hand_on = [&] {
        into.compute();
        done(into);
        into.clear();
    };
    std::uint64_t line = first_line;
    for (std::size_t from = 0; from < text.size();) {
        if (const auto taken = reader.take(text.substr(from), line, into); taken > 0) {
            from += taken;
            ++line;
            if (into.full()) hand_on();
            continue;
        }
        const auto end = record_end(text, from, format, comma);
        auto record = text.substr(from, end - from);
        const auto own = line;
        line += 1;
        if (format == population_format::csv) line += static_cast<std::uint64_t>(std::count(record.begin(), record.end(), '\n'));
        from = end + 1;
        if (!record.empty() && record.back() == '\r') record.remove_suffix(1);
        const bool separators_only =
            record.find_first_not_of(format == population_format::csv ? std::string{' ', '\t', '\r', comma} : " \t\r") == std::string_view::npos;
        if (separators_only) continue;
        if (!good_text && invalid_utf8(record) != std::string_view::npos)
            into.add_bad(own, {},
                {unreadable_record({"这一行不是UTF-8编码的文字。", "This line is no UTF-8 text."},
                    {"若整个文件是GB18030编码，请加 --encoding gb18030。", "If the whole file is GB18030, give --encoding gb18030."})});
        else reader.read(record, own, into);
        if (into.full()) hand_on();
    }
    if (!into.records().empty()) hand_on();
}

diagnostic unreadable_record(words message, words help) {
    diagnostic d;
    d.code = "FZ200";
    d.message = std::move(message);
    d.help = std::move(help);
    return d;
}

}  // namespace fenze
