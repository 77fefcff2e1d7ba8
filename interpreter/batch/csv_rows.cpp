#include "interpreter/batch/csv_rows.hpp"

#include <algorithm>

#include "interpreter/facts/read.hpp"

namespace fenze {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

}  // namespace

csv_header read_csv_header(const batch_setup& s, const source& file, diagnostics& out) {
    csv_header header;
    header.text = file.text();
    header.comma = csv_delimiter(header.text);
    const auto cells = read_csv_row(file, out);
    if (std::all_of(cells.begin(), cells.end(), [](const given& c) { return c.text.empty(); })) {
        out.push_back(facts_problem(file, {}, "FZ206", {"第一行应是表头：各列的事实名。", "The first row should name the facts of the columns."}));
        return header;
    }
    if (csv_is_upright(cells)) {
        out.push_back(facts_problem(file, cells.front().at, "FZ206", {"这是一家单位的事实表，一行一个事实。", "This is the fact table of one unit."},
            {"一家单位用 fenze score；多家单位的表，一行一家，表头是事实名。", "Use fenze score for one unit; a population has one unit a row."}));
        return header;
    }
    record names;
    for (const auto& c : cells) {
        header.names.push_back(c.text);
        if (c.text.empty() || s.is_id(c.text) || s.passes_over(c.text)) continue;
        if (s.index.find(c.text).empty() && !s.index.items(c.text).empty()) continue;  // an item's column may say that it does not apply
        names.values.push_back({c.text, shape::null, "", c.at});
    }
    bind_facts(s.index, names, file, false, out);  // unknown and ambiguous names, and facts named twice
    return header;
}

csv_rows::csv_rows(const batch_setup& s, csv_header header, std::string file) : intake_base(s), header_(std::move(header)), file_(std::move(file)) {
    for (const auto& name : header_.names) slots_.push_back(name.empty() ? slot() : slot_of(name));
}

void csv_rows::read(std::string_view text, std::uint64_t line, block& into) {
    begin(into);
    if (quickly(text)) return finish(line, into);
    const source whole(file_, header_.text + "\n" + std::string(text));
    diagnostics problems;
    auto found = read_csv_facts(whole, problems);
    read_at_length(whole, found.records.empty() ? record{} : std::move(found.records.front()), std::move(problems), line, into);
}

bool csv_rows::quickly(std::string_view text) {
    const char *at = text.data(), *const end = at + text.size();
    for (std::size_t c = 0;; ++c) {
        std::string_view content;
        if (at < end && *at == '"') {
            const char* const close = std::find(at + 1, end, '"');
            if (close == end || (close + 1 < end && close[1] != header_.comma)) return false;  // doubled quotes, or something behind them
            content = {at + 1, static_cast<std::size_t>(close - at - 1)};
            at = close + 1;
        } else {
            const char* const close = std::find(at, end, header_.comma);
            content = {at, static_cast<std::size_t>(close - at)};
            at = close;
        }
        content = trimmed(content);
        if (c >= slots_.size() || header_.names[c].empty()) {
            if (!content.empty()) return false;
        } else if (!cell(content, slots_[c])) {
            return false;
        }
        if (at == end) return true;
        ++at;
    }
}

bool csv_rows::cell(std::string_view text, slot& s) {
    switch (s.is) {
        case slot::kind::fact:
            if (text.empty()) return take_nothing(s);
            return take_decimal(s, text, false) || take_words(s, text, shape::words);
        case slot::kind::id:
            take_id({text, false});
            return true;
        case slot::kind::passed_over:
            return true;
        case slot::kind::unclear:
            break;
    }
    return false;
}

}  // namespace fenze
