#include "repl/json_writer.hpp"

namespace fenze {
namespace {

void append_escaped(std::string& out, std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\t':
                out += "\\t";
                break;
            case '\r':
                out += "\\r";
                break;
            default:
                if (byte < 0x20 || byte == 0x7F) {
                    out += "\\u00";
                    out += hex[byte >> 4U];
                    out += hex[byte & 15U];
                } else {
                    out += c;
                }
        }
    }
    out += '"';
}

}  // namespace

void json_writer::new_line() {
    if (!indented_) return;
    out_ += '\n';
    out_.append(empty_.size() * 2, ' ');
}

void json_writer::begin_value() {
    if (after_key_) {
        after_key_ = false;
        return;
    }
    if (empty_.empty()) return;
    if (!empty_.back()) out_ += indented_ ? "," : ", ";
    empty_.back() = false;
    new_line();
}

void json_writer::open(char bracket) {
    begin_value();
    out_ += bracket;
    empty_.push_back(true);
}

void json_writer::close(char bracket) {
    const bool empty = empty_.back();
    empty_.pop_back();
    if (!empty) new_line();
    out_ += bracket;
}

void json_writer::key(std::string_view name) {
    begin_value();
    append_escaped(out_, name);
    out_ += ": ";
    after_key_ = true;
}

void json_writer::text(std::string_view value) {
    begin_value();
    append_escaped(out_, value);
}

void json_writer::truth(bool value) {
    begin_value();
    out_ += value ? "true" : "false";
}

void json_writer::null() {
    begin_value();
    out_ += "null";
}

void json_writer::whole(std::size_t value) {
    begin_value();
    out_ += std::to_string(value);
}

void json_writer::text_or_null(const std::optional<std::string>& value) {
    if (value) text(*value);
    else null();
}

void member(json_writer& w, std::string_view key, const std::optional<std::string>& value) {
    w.key(key);
    w.text_or_null(value);
}

void whole_member(json_writer& w, std::string_view key, std::size_t value) {
    w.key(key);
    w.whole(value);
}

void truth_member(json_writer& w, std::string_view key, bool value) {
    w.key(key);
    w.truth(value);
}

void list(json_writer& w, std::string_view key, const std::vector<std::string>& values) {
    w.key(key);
    w.open('[');
    for (const auto& value : values) w.text(value);
    w.close(']');
}

}  // namespace fenze
