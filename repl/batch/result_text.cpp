#include "repl/batch/result_text.hpp"

#include <charconv>

#include "repl/batch/ranking.hpp"
#include "repl/json_writer.hpp"

namespace fenze {
namespace {

std::string json_string(std::string_view text) {
    std::string out;
    append_json_string(text, out);
    return out;
}

/// The whole number with a point before its last `places` digits, and no zeros at the end of a fraction.
void append_decimal(std::int64_t value, int places, std::string& out) {
    if (value < 0) out += '-';
    std::uint64_t size = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    while (places > 0 && size % 10 == 0) {
        size /= 10;
        --places;
    }
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, size).ptr;
    const int count = static_cast<int>(end - digits);
    if (places == 0) {
        out.append(digits, end);
        return;
    }
    if (count > places) {
        out.append(digits, static_cast<std::size_t>(count - places));
        out += '.';
        out.append(end - places, end);
        return;
    }
    out += "0.";
    out.append(static_cast<std::size_t>(places - count), '0');
    out.append(digits, end);
}

}  // namespace

void append_json_string(std::string_view text, std::string& out) {
    json_writer one(false);
    one.text(text);
    out += one.written();
}

void append_csv_cell(std::string_view text, std::string& out) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos && (text.empty() || (text.front() != ' ' && text.back() != ' '))) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

result_text::result_text(const batch_setup& s, const std::vector<result_column>& columns, result_format format)
    : setup_(s), columns_(columns), format_(format), printed_(1 + columns.size()), grades_(s.wanted.size()) {
    for (std::size_t w = 0; w < printed_.size() && s.narrow; ++w) {
        const auto& o = s.narrow->outputs[w];
        auto& how = printed_[w];
        if (o.constant) {
            how.is_constant = true;
            how.constant = o.constant->text();
            continue;
        }
        const auto parts = o.ratio.as_fraction();
        std::int64_t tens = 1;
        for (how.places = 0; parts && how.places <= 12; ++how.places, tens *= 10) {
            if (tens % parts->second != 0) continue;
            how.quick = !__builtin_mul_overflow(parts->first, tens / parts->second, &how.factor);
            break;
        }
    }
    for (const auto& c : columns) before_.push_back("," + json_string(c.title) + ":");
    for (std::size_t w = s.first_veto; w < s.wanted.size(); ++w) {
        if (format == result_format::csv) append_csv_cell(s.outcome_name(w), grades_[w]);
        else append_json_string(s.outcome_name(w), grades_[w]);
    }
}

std::string result_text::header(bool ranked) const {
    if (format_ == result_format::json_lines) return {};
    std::string out = "编号,总分,等级";
    for (const auto& c : columns_) {
        out += ',';
        append_csv_cell(c.title, out);
    }
    return out + ",最低分,最高分,可能等级" + (ranked ? ",名次\n" : "\n");
}

void result_text::append(const block& from, bool ranked, std::string& out) const {
    std::string total, line;
    for (const auto& r : from.records()) {
        if (r.is == batch_record::state::bad) continue;
        std::string& to = ranked ? line : out;
        line.clear();
        if (format_ == result_format::csv) one_csv(from, r, to);
        else one(from, r, to);
        if (!ranked) {
            to += format_ == result_format::csv ? "\n" : "}\n";
            continue;
        }
        total.clear();
        if (r.is != batch_record::state::alone || from.value(r, 0)) put_value(from, r, 0, total);
        append_framed(total, line, out);
    }
}

void result_text::put_value(const block& from, const batch_record& r, std::size_t wanted, std::string& out) const {
    const auto& how = printed_[wanted];
    if (r.is == batch_record::state::columns) {
        if (how.is_constant) {
            out += how.constant;
            return;
        }
        std::int64_t value = 0;
        if (how.quick && !__builtin_mul_overflow(from.narrow_value(r, wanted), how.factor, &value)) return append_decimal(value, how.places, out);
    }
    out += from.value(r, wanted)->text();
}

void result_text::put_id(const batch_record& r, std::string& out) const {
    if (format_ == result_format::csv) {
        append_csv_cell(r.id.text, out);
    } else if (r.id.json) {
        out += '"';
        out += r.id.text;
        out += '"';
    } else {
        append_json_string(r.id.text, out);
    }
}

void result_text::one(const block& from, const batch_record& r, std::string& out) const {
    if (r.id.text.empty()) {
        out += "{\"行\":\"";
        out += std::to_string(r.line);
        out += '"';
    } else {
        out += "{\"编号\":";
        put_id(r, out);
    }
    const bool alone = r.is == batch_record::state::alone;
    const auto known = [&](std::size_t wanted) { return !alone || from.value(r, wanted).has_value(); };
    const auto points = [&](std::size_t wanted) {
        if (!known(wanted)) {
            out += "null";
            return;
        }
        out += '"';
        put_value(from, r, wanted, out);
        out += '"';
    };
    out += ",\"总分\":";
    points(0);
    out += ",\"等级\":";
    if (alone) {
        const auto& grade = from.alone(r).grade;
        if (grade) append_json_string(*grade, out);
        else out += "null";
    } else {
        const auto grade = from.outcome(r);
        out += grade ? grades_[*grade] : "null";
    }
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        out += before_[c];
        points(1 + c);
    }
    if (alone && (!known(0) || from.alone(r).grades.size() > 1)) {
        const auto& came_to = from.alone(r);
        const auto bound = [&](const char* name, const std::optional<number>& at) {
            out += name;
            if (at) out += '"' + at->text() + '"';
            else out += "null";
        };
        bound(",\"最低分\":", came_to.at(setup_.program.total).low);
        bound(",\"最高分\":", came_to.at(setup_.program.total).high);
        out += ",\"可能等级\":[";
        for (std::size_t i = 0; i < came_to.grades.size(); ++i) {
            if (i > 0) out += ',';
            append_json_string(came_to.grades[i], out);
        }
        out += "],\"未填\":[";
        for (std::size_t i = 0; i < came_to.missing.size(); ++i) {
            if (i > 0) out += ',';
            append_json_string(setup_.program.facts[came_to.missing[i]].path, out);
        }
        out += ']';
    }
}

void result_text::one_csv(const block& from, const batch_record& r, std::string& out) const {
    if (r.id.text.empty()) out += "第" + std::to_string(r.line) + "行";
    else put_id(r, out);
    const bool alone = r.is == batch_record::state::alone;
    const auto points = [&](std::size_t wanted) {
        out += ',';
        if (!alone || from.value(r, wanted)) put_value(from, r, wanted, out);
    };
    points(0);
    out += ',';
    if (alone) {
        if (from.alone(r).grade) append_csv_cell(*from.alone(r).grade, out);
    } else if (const auto grade = from.outcome(r)) {
        out += grades_[*grade];
    }
    for (std::size_t c = 0; c < columns_.size(); ++c) points(1 + c);
    if (alone && (!from.value(r, 0) || from.alone(r).grades.size() > 1)) {
        const auto& came_to = from.alone(r);
        for (const auto* bound : {&came_to.at(setup_.program.total).low, &came_to.at(setup_.program.total).high}) {
            out += ',';
            if (*bound) out += (*bound)->text();
        }
        std::string grades;
        for (const auto& grade : came_to.grades) grades += (grades.empty() ? "" : "、") + (grade.empty() ? std::string("无") : grade);
        out += ',';
        append_csv_cell(grades, out);
    } else {
        out += ",,,";
    }
}

}  // namespace fenze
