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

/// Of a record with facts missing.
const std::string* certain_grade(const block& from, const batch_record& r) {
    const auto& grades = from.grades(r);
    return grades.size() == 1 && !grades.front().empty() ? &grades.front() : nullptr;
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

result_text::result_text(const batch_setup& s, const std::vector<result_column>& columns, result_format format, const reason_column* reasons)
    : setup_(s), columns_(columns), format_(format), reasons_(reasons), grades_(s.wanted.size()) {
    if (s.narrow) printed_ = printed_as(s.narrow->outputs);
    if (s.open) printed_open_ = printed_as(s.open->columns.outputs);
    for (const auto& c : columns) before_.push_back("," + json_string(c.title) + ":");
    for (std::size_t w = s.first_veto; w < s.wanted.size(); ++w) {
        if (format == result_format::csv) append_csv_cell(s.outcome_name(w), grades_[w]);
        else append_json_string(s.outcome_name(w), grades_[w]);
    }
}

std::vector<result_text::printed> result_text::printed_as(const std::vector<column_output>& outputs) const {
    std::vector<printed> all(1 + columns_.size());
    for (std::size_t w = 0; w < all.size(); ++w) {
        const auto& o = outputs[w];
        auto& how = all[w];
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
    return all;
}

std::string result_text::header(bool ranked) const {
    if (format_ == result_format::json_lines) return {};
    std::string out = "编号,总分,等级";
    for (const auto& c : columns_) {
        out += ',';
        append_csv_cell(c.title, out);
    }
    if (reasons_) out += ",原因";
    return out + ",最低分,最高分,可能等级,未填" + (ranked ? ",名次\n" : "\n");
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
        if (!from.by_itself(r) || from.value(r, 0)) put_value(from, r, 0, total);
        append_framed(total, line, out);
    }
}

void result_text::put_value(const block& from, const batch_record& r, std::size_t wanted, std::string& out) const {
    if (r.is == batch_record::state::columns || r.is == batch_record::state::open) {
        const auto& how = r.is == batch_record::state::open ? printed_open_[wanted] : printed_[wanted];
        if (how.is_constant) {
            out += how.constant;
            return;
        }
        const auto held = from.column_value(r, wanted);
        std::int64_t value = 0;
        if (how.quick && held && !__builtin_mul_overflow(*held, how.factor, &value)) return append_decimal(value, how.places, out);
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
    const bool alone = from.by_itself(r);
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
        if (const auto* grade = certain_grade(from, r)) append_json_string(*grade, out);
        else out += "null";
    } else {
        const auto grade = from.outcome(r);
        out += grade ? grades_[*grade] : "null";
    }
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        out += before_[c];
        points(1 + c);
    }
    if (reasons_) {
        out += ",\"原因\":";
        append_json_string(reasons_->text(from, r), out);
    }
    if (alone && (!known(0) || from.grades(r).size() > 1)) {
        const auto total = from.total_bounds(r);
        const auto& grades = from.grades(r);
        const auto& missing = from.missing(r);
        const auto bound = [&](const char* name, const std::optional<number>& at) {
            out += name;
            if (at) out += '"' + at->text() + '"';
            else out += "null";
        };
        bound(",\"最低分\":", total.low);
        bound(",\"最高分\":", total.high);
        out += ",\"可能等级\":[";
        for (std::size_t i = 0; i < grades.size(); ++i) {
            if (i > 0) out += ',';
            append_json_string(grades[i], out);
        }
        out += "],\"未填\":[";
        for (std::size_t i = 0; i < missing.size(); ++i) {
            if (i > 0) out += ',';
            append_json_string(setup_.program.facts[missing[i]].path, out);
        }
        out += ']';
    }
}

void result_text::one_csv(const block& from, const batch_record& r, std::string& out) const {
    if (r.id.text.empty()) out += "第" + std::to_string(r.line) + "行";
    else put_id(r, out);
    const bool alone = from.by_itself(r);
    const auto points = [&](std::size_t wanted) {
        out += ',';
        if (!alone || from.value(r, wanted)) put_value(from, r, wanted, out);
    };
    points(0);
    out += ',';
    if (alone) {
        if (const auto* grade = certain_grade(from, r)) append_csv_cell(*grade, out);
    } else if (const auto grade = from.outcome(r)) {
        out += grades_[*grade];
    }
    for (std::size_t c = 0; c < columns_.size(); ++c) points(1 + c);
    if (reasons_) {
        out += ',';
        append_csv_cell(reasons_->text(from, r), out);
    }
    if (alone && (!from.value(r, 0) || from.grades(r).size() > 1)) {
        const auto total = from.total_bounds(r);
        for (const auto* bound : {&total.low, &total.high}) {
            out += ',';
            if (*bound) out += (*bound)->text();
        }
        std::string grades;
        for (const auto& grade : from.grades(r)) grades += (grades.empty() ? "" : "、") + (grade.empty() ? std::string("无") : grade);
        out += ',';
        append_csv_cell(grades, out);
        std::string missing;
        for (const auto f : from.missing(r)) missing += (missing.empty() ? "" : "、") + setup_.program.facts[f].path;
        out += ',';
        append_csv_cell(missing, out);
    } else {
        out += ",,,,";
    }
}

}  // namespace fenze
