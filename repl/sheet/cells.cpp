#include "repl/sheet/cells.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "dsl/source.hpp"
#include "interpreter/facts/date.hpp"
#include "repl/sheet/stored_number.hpp"
#include "repl/sheet/xml.hpp"

namespace fenze {
namespace {

constexpr std::uint32_t last_row = 1048576, last_column = 16384;

bool whole_number(std::string_view text, std::uint32_t& value) {
    return std::from_chars(text.data(), text.data() + text.size(), value).ptr == text.data() + text.size() && !text.empty();
}

class cell_reader {
public:
    cell_reader(const std::vector<std::string>& shared, raw_sheet& into) : shared_(shared), into_(into) {}

    /// False where the cell is no cell.
    bool read(const pugi::xml_node& node, std::uint32_t row, std::uint32_t column) {
        raw_cell cell;
        cell.row = row;
        cell.column = column;
        const auto style = attribute(node, "s");
        if (!style.empty() && !whole_number(style, cell.style)) return false;
        const auto type = attribute(node, "t");
        const auto value_node = child(node, "v");
        const std::string_view value = value_node.child_value();
        if (!content(type, node, value_node, value, cell)) return false;
        if (const auto formula = child(node, "f")) take_formula(formula, cell);
        if (cell.is != raw_cell::kind::blank || cell.formula >= 0) into_.cells.push_back(std::move(cell));
        return true;
    }

private:
    using kind = raw_cell::kind;

    bool content(std::string_view type, const pugi::xml_node& node, const pugi::xml_node& value_node, std::string_view value, raw_cell& cell) const {
        if (type == "inlineStr") {
            cell.text = rich_text(child(node, "is"));
            cell.is = kind::words;
        } else if (!value_node) {
            cell.is = kind::blank;
        } else if (type == "s") {
            std::uint32_t index = 0;
            if (!whole_number(value, index) || index >= shared_.size()) return false;
            cell.text = shared_[index];
            cell.is = kind::words;
        } else if (type == "str") {
            cell.text = unescaped(value);
            cell.is = kind::words;
        } else if (type == "b") {
            cell.text = value == "1" || value == "true" ? "TRUE" : "FALSE";
            cell.is = kind::truth;
        } else if (type == "e") {
            cell.text = std::string(value);
            cell.is = kind::error;
        } else if (type == "d") {
            const auto day = parse_date(value.substr(0, value.find('T')));
            if (!day) return false;
            cell.text = date_text(*day);
            cell.is = kind::words;
        } else {
            if (value.empty()) return true;
            auto typed = typed_decimal(value);
            if (!typed) return false;
            cell.text = std::move(*typed);
            cell.is = kind::number;
        }
        return true;
    }

    void take_formula(const pugi::xml_node& node, raw_cell& cell) {
        const std::string text = node.child_value();
        const auto group = std::string(attribute(node, "si"));
        if (attribute(node, "t") != "shared" || group.empty()) {
            into_.formulas.push_back({text});
        } else if (!text.empty()) {
            masters_[group] = {text, cell.row, cell.column};
            into_.formulas.push_back({text});
        } else if (const auto found = masters_.find(group); found != masters_.end()) {
            const auto& m = found->second;
            into_.formulas.push_back({m.text, static_cast<std::int64_t>(cell.row) - m.row, static_cast<std::int64_t>(cell.column) - m.column});
        } else {
            into_.formulas.push_back({});
        }
        cell.formula = static_cast<std::int32_t>(into_.formulas.size() - 1);
    }

    struct master {
        std::string text;
        std::uint32_t row = 1, column = 1;
    };
    const std::vector<std::string>& shared_;
    raw_sheet& into_;
    std::map<std::string, master> masters_;
};

bool before(const raw_cell& a, const raw_cell& b) { return a.row != b.row ? a.row < b.row : a.column < b.column; }

}  // namespace

const raw_cell* raw_sheet::at(std::uint32_t row, std::uint32_t column) const {
    raw_cell wanted;
    wanted.row = row;
    wanted.column = column;
    const auto found = std::lower_bound(cells.begin(), cells.end(), wanted, before);
    return found != cells.end() && found->row == row && found->column == column ? &*found : nullptr;
}

cells_problem read_cells(const std::string& xml, const std::vector<std::string>& shared, std::size_t& room, raw_sheet& into) {
    pugi::xml_document document;
    if (!load_part(document, xml)) return cells_problem::broken;
    const auto data = child(document.document_element(), "sheetData");
    cell_reader reader(shared, into);
    std::uint32_t row = 0;
    for (auto line = data.first_child(); line; line = line.next_sibling()) {
        if (local_name(line) != "row") continue;
        ++row;
        if (const auto said = attribute(line, "r"); !said.empty() && !whole_number(said, row)) return cells_problem::broken;
        std::uint32_t column = 0;
        for (auto one = line.first_child(); one; one = one.next_sibling()) {
            if (local_name(one) != "c") continue;
            ++column;
            std::uint32_t own = row;
            if (const auto said = attribute(one, "r"); !said.empty() && (!cell_reference(said, own, column) || own != row)) return cells_problem::broken;
            if (row == 0 || row > last_row || column > last_column) return cells_problem::broken;
            if (room == 0) return cells_problem::too_many;
            --room;
            if (!reader.read(one, row, column)) return cells_problem::broken;
        }
    }
    for (const auto& one : elements(child(document.document_element(), "mergeCells"), "mergeCell")) {
        const auto range = attribute(one, "ref");
        const auto colon = range.find(':');
        merged_cells made;
        const bool good = colon != std::string_view::npos && cell_reference(range.substr(0, colon), made.row, made.column) &&
                          cell_reference(range.substr(colon + 1), made.last_row, made.last_column);
        if (good && made.last_row > made.row) into.tall.push_back(made);
    }
    if (!std::is_sorted(into.cells.begin(), into.cells.end(), before)) std::stable_sort(into.cells.begin(), into.cells.end(), before);
    const auto twice = std::adjacent_find(into.cells.begin(), into.cells.end(), [](const raw_cell& a, const raw_cell& b) { return !before(a, b); });
    return twice == into.cells.end() ? cells_problem::none : cells_problem::broken;
}

bool cell_reference(std::string_view text, std::uint32_t& row, std::uint32_t& column) {
    std::uint32_t letters = 0;
    std::size_t at = 0;
    while (at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && at < 3) letters = letters * 26 + static_cast<std::uint32_t>(text[at++] - 'A' + 1);
    if (at == 0 || letters > last_column || !whole_number(text.substr(at), row) || row == 0 || row > last_row) return false;
    column = letters;
    return true;
}

std::string cell_name(std::uint32_t row, std::uint32_t column) { return column_letters(column) + std::to_string(row); }

}  // namespace fenze
