// Facts from JSON and JSON Lines, through nlohmann's SAX interface: numbers are taken as the text they were written in.

#include <iterator>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "interpreter/facts/read.hpp"

namespace fenze {
namespace {

using json = nlohmann::json;

/// Walks over the text and tells how far the parser has read, which SAX callbacks do not.
struct tracking {
    using iterator_category = std::forward_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    const char* at = nullptr;
    const char** reached = nullptr;

    const char& operator*() const { return *at; }
    tracking& operator++() {
        *reached = ++at;
        return *this;
    }
    tracking operator++(int) {
        auto before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(const tracking& a, const tracking& b) { return a.at == b.at; }
};

constexpr std::size_t deepest = 4;  // item titles inside item titles; deeper is no form that anyone filled in

struct handler {
    const source& file;
    diagnostics& out;
    fact_file& result;
    const char* begin;  // of the file's text
    const char* reached = nullptr;

    std::vector<std::string> path;  // names of the open objects below the record
    std::string name;               // last key
    span name_at;
    std::unordered_set<std::string> seen;
    std::size_t objects = 0;  // open objects
    std::size_t arrays = 0;   // open arrays below a record: their content is skipped
    bool list = false;        // the root is an array
    bool shape_error = false;
    bool in_table = false;   // an array below a record
    bool in_row = false;     // one of its objects
    std::size_t column = 0;  // of the last key in it
    std::size_t nested = 0;  // open objects inside a cell: their content is skipped
    bool in_list = false;    // an array of plain values below a record
    std::string members;     // its members so far
    given_table list_of;     // its name and place

    [[nodiscard]] std::uint32_t offset() const { return static_cast<std::uint32_t>(reached - begin); }

    void problem(span at, const char* code, words message, words help = {}) {
        out.push_back(facts_problem(file, at, code, std::move(message), std::move(help)));
    }

    [[nodiscard]] std::string full_name() const {
        std::string full;
        for (const auto& part : path) full += part + "/";
        return full + name;
    }

    bool value(shape is, std::string text) {
        if (arrays > 0 || nested > 0) return true;
        if (in_table && !in_row && table().rows.empty()) begin_list();
        if (in_list) return member(is, text);
        if (in_table) return in_row ? cell(is, std::move(text)) : not_records();
        if (objects == 0) return outside();
        std::string full = full_name();
        if (!seen.insert(full).second) {
            problem(name_at, "FZ203", {"“" + full + "”写了两次。", "\"" + full + "\" is given twice."}, {"只留一个。", "Keep one of them."});
            return true;
        }
        result.records.back().values.push_back({std::move(full), is, std::move(text), name_at});
        return true;
    }

    bool outside() {
        if (!shape_error)
            problem({offset() > 0 ? offset() - 1 : 0, offset()}, "FZ204",
                {"事实表应是一个对象，或对象的数组。", "Facts should be one object, or an array of objects."},
                {"写成 {\"事实名\": 值, …}。", "Write {\"fact name\": value, ...}."});
        shape_error = true;
        return true;
    }

    /// The first member tells what the array is: marks of several judges, not records.
    void begin_list() {
        list_of = std::move(table());
        result.records.back().tables.pop_back();
        in_table = false;
        in_list = true;
        members.clear();
    }

    /// A member of a list of plain values: 8；9；8.5. What it is for is known only where facts are bound.
    bool member(shape is, const std::string& text) {
        if (!members.empty()) members += "；";
        members += is == shape::null ? "null" : text;
        return true;
    }

    bool no_plain_list() {
        problem(list_of.at, "FZ204", {"“" + list_of.name + "”是一个列表，这里要的是一个值。", "\"" + list_of.name + "\" is a list; one value is expected."},
            {"填件数或金额本身；几家单位请写成对象的数组，一家一个对象。", "Give the count or amount itself; several units are an array of objects."});
        seen.erase(list_of.name);
        in_list = false;
        ++arrays;  // the rest of it is skipped
        return true;
    }

    given_table& table() { return result.records.back().tables.back(); }

    /// A list of plain values where one value, or a list of records, is expected.
    bool not_records() {
        given_table& t = table();
        problem(t.at, "FZ204", {"“" + t.name + "”是一个列表，这里要的是一个值。", "\"" + t.name + "\" is a list; one value is expected."},
            {"填件数或金额本身；几家单位请写成对象的数组，一家一个对象；记录表的每条记录写成一个对象 {…}。",
                "Give the count or amount itself; several units are an array of objects, and so are the records of a table."});
        seen.erase(t.name);
        result.records.back().tables.pop_back();
        in_table = false;
        ++arrays;  // the rest of it is skipped
        return true;
    }

    bool cell(shape is, std::string text) {
        auto& row = table().rows.back();
        if (row.cells.size() <= column) row.cells.resize(column + 1);
        auto& to = row.cells[column];
        if (!to.at.empty()) {
            problem(name_at, "FZ203", {"“" + name + "”写了两次。", "\"" + name + "\" is given twice."}, {"只留一个。", "Keep one of them."});
            return true;
        }
        to = {is, std::move(text), name_at};
        return true;
    }

    /// Most records name their columns in one order: the next one is looked at first.
    void find_column() {
        auto& columns = table().columns;
        const std::size_t next = table().rows.back().cells.size();
        if (next < columns.size() && columns[next].text == name) {
            column = next;
            return;
        }
        for (column = 0; column < columns.size(); ++column)
            if (columns[column].text == name) return;
        columns.push_back({{}, shape::words, name, name_at});
    }

    bool null() { return value(shape::null, ""); }
    bool boolean(bool truth) { return value(shape::truth, truth ? "true" : "false"); }
    bool number_integer(json::number_integer_t whole) { return value(shape::number, std::to_string(whole)); }
    bool number_unsigned(json::number_unsigned_t whole) { return value(shape::number, std::to_string(whole)); }
    // The library's binary value is not looked at.
    bool number_float(json::number_float_t, const std::string& written) { return value(shape::number, written); }
    bool string(std::string& text) { return value(shape::words, std::move(text)); }
    bool binary(json::binary_t&) { return true; }

    bool start_object(std::size_t) {
        if (arrays > 0) return true;
        if (in_list) return no_plain_list();
        if (in_row) {
            problem(name_at, "FZ204",
                {"“" + name + "”嵌套太深：记录里的每一格只写一个值。", "\"" + name + "\" is nested too deeply: a cell of a record is one value."});
            ++nested;
            return true;
        }
        if (in_table) {
            in_row = true;
            table().rows.push_back({{}, {offset() > 0 ? offset() - 1 : 0, offset()}});
            return true;
        }
        if (objects == 0) {
            record next;
            next.ordinal = static_cast<std::uint32_t>(result.records.size() + 1);
            next.at = {offset() > 0 ? offset() - 1 : 0, offset()};
            result.records.push_back(std::move(next));
            seen.clear();
        } else {
            path.push_back(name);
            if (path.size() == deepest)
                problem(name_at, "FZ204", {"“" + name + "”嵌套太深。", "\"" + name + "\" is nested too deeply."},
                    {"事实表只有一层：{\"事实名\": 值}。", "Facts are one flat object."});
        }
        ++objects;
        return true;
    }

    bool key(std::string& text) {
        if (arrays > 0 || nested > 0) return true;
        name = text;
        const char* opening = reached - 2;  // reached stands behind the closing quote
        const auto escaped = [&](const char* quote) {
            std::size_t slashes = 0;
            while (quote - slashes > begin && *(quote - slashes - 1) == '\\') ++slashes;
            return slashes % 2 == 1;
        };
        while (opening > begin && (*opening != '"' || escaped(opening))) --opening;
        name_at = {static_cast<std::uint32_t>(opening - begin), offset()};
        if (in_row) find_column();
        return true;
    }

    bool end_object() {
        if (arrays > 0) return true;
        if (nested > 0) return --nested, true;
        if (in_row) {
            table().rows.back().at.end = offset();
            in_row = false;
            return true;
        }
        --objects;
        if (!path.empty()) path.pop_back();
        return true;
    }

    bool start_array(std::size_t) {
        if (objects == 0 && arrays == 0 && !list) {
            list = result.many = true;
            return true;
        }
        if (objects == 0 && arrays == 0) outside();
        if (in_row) {
            if (arrays == 0 && nested == 0)
                problem(name_at, "FZ204", {"“" + name + "”是一个列表，这里要的是一个值。", "\"" + name + "\" is a list; one value is expected."},
                    {"记录里的每一格只写一个值。", "A cell of a record is one value."});
        } else if (in_list) {
            no_plain_list();
        } else if (arrays == 0 && in_table) {
            not_records();
        } else if (arrays == 0 && objects > 0) {
            in_table = true;
            given_table next;
            next.name = full_name();
            next.at = name_at;
            if (!seen.insert(next.name).second)
                problem(name_at, "FZ203", {"“" + next.name + "”写了两次。", "\"" + next.name + "\" is given twice."}, {"只留一个。", "Keep one of them."});
            result.records.back().tables.push_back(std::move(next));
            return true;
        }
        ++arrays;
        return true;
    }

    bool end_array() {
        if (arrays > 0) {
            --arrays;
        } else if (in_list) {
            result.records.back().values.push_back({list_of.name, shape::list, members, list_of.at});
            in_list = false;
        } else {
            in_table = false;
        }
        return true;
    }

    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) {
        const auto text = file.text();
        std::size_t at = offset() > 0 ? offset() - 1 : 0;
        while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
        words message{"从这里起不是 JSON。", "This is not JSON from here on."};
        words help{"检查引号、逗号、冒号和括号。", "Check quotes, commas, colons and brackets."};
        const auto before = text.substr(0, at + 3 < text.size() ? at + 3 : text.size());
        for (const auto& [wide, plain] : {std::pair{"，", ","}, {"：", ":"}, {"“", "\""}, {"”", "\""}, {"；", ","}})
            if (before.ends_with(wide)) {
                message.zh = "“";
                message.zh.append(wide).append("”疑为“").append(plain).append("”。");
                message.en = "Full-width \"";
                message.en.append(wide).append("\" should be ").append(plain);
                help = {"JSON 只用半角标点。", "JSON takes half-width punctuation only."};
            }
        if (error.id == 406) {
            message = {"这个数太大。", "This number is too large."};
            help = {};
        }
        const auto end = at + (at < text.size() && static_cast<unsigned char>(text[at]) >= 0xE0U ? 3 : 1);
        problem({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end < text.size() ? end : text.size())}, "FZ200", message, help);
        return false;
    }
};

/// One JSON text inside the file; false where it is malformed.
bool read_piece(const source& file, std::string_view piece, diagnostics& out, fact_file& result) {
    handler sax{file, out, result, file.text().data(), piece.data(), {}, {}, {}, {}, 0, 0, false, false, false, false, 0, 0, false, {}, {}};
    const tracking first{piece.data(), &sax.reached}, last{piece.data() + piece.size(), &sax.reached};
    return json::sax_parse(first, last, &sax, nlohmann::detail::input_format_t::json, true);
}

}  // namespace

fact_file read_json_facts(const source& text, diagnostics& out) {
    fact_file result;
    read_piece(text, text.text(), out, result);
    return result;
}

fact_file read_json_lines_facts(const source& text, diagnostics& out) {
    fact_file result;
    const auto all = text.text();
    for (std::size_t from = 0; from < all.size();) {
        auto end = all.find('\n', from);
        if (end == std::string_view::npos) end = all.size();
        const auto line = all.substr(from, end - from);
        if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
            const auto records = result.records.size();
            read_piece(text, line, out, result);
            if (result.records.size() == records)  // a bad line keeps its place in the output
                result.records.push_back({static_cast<std::uint32_t>(records + 1), {}, {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(end)}});
        }
        from = end + 1;
    }
    result.many = true;
    return result;
}

}  // namespace fenze
