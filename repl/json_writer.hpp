#pragma once
// Writes JSON in the order it is told; keys keep their place, numbers are the caller's text.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/number.hpp"

namespace fenze {

class json_writer {
public:
    /// `indented`: one member a line, for people; else one line in all.
    explicit json_writer(bool indented) : indented_(indented) {}

    void open(char bracket);   // { or [
    void close(char bracket);  // } or ]
    void key(std::string_view name);
    void text(std::string_view value);
    void truth(bool value);
    void null();
    void whole(std::size_t value);  // a line or a column, the only bare numbers of the contract
    void text_or_null(const std::optional<std::string>& value);

    [[nodiscard]] const std::string& written() const { return out_; }

private:
    void begin_value();
    void new_line();

    std::string out_;
    std::vector<bool> empty_;  // of the open brackets
    bool after_key_ = false;
    bool indented_;
};

void member(json_writer& w, std::string_view key, const std::optional<std::string>& value);
void whole_member(json_writer& w, std::string_view key, std::size_t value);
void truth_member(json_writer& w, std::string_view key, bool value);
void list(json_writer& w, std::string_view key, const std::vector<std::string>& values);
/// The exact text of a number, where there is one.
inline std::optional<std::string> exact(const std::optional<number>& value) { return value ? std::optional(value->text()) : std::nullopt; }

}  // namespace fenze
