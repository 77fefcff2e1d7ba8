#pragma once
// In what the engines differ: quoting, types, exact division. Everything else of a query is the same for all.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/number.hpp"

namespace fenze {

enum class sql_engine { postgresql, duckdb, spark };

class sql_dialect {
public:
    explicit sql_dialect(sql_engine engine) : engine_(engine) {}

    [[nodiscard]] sql_engine engine() const { return engine_; }
    /// True where numbers have no limit; else whole numbers of 64 and of 38 digits alone are computed with.
    [[nodiscard]] bool unlimited() const { return engine_ == sql_engine::postgresql; }
    /// No name is longer, in bytes; 0: no limit that matters.
    [[nodiscard]] std::size_t longest_name() const { return engine_ == sql_engine::postgresql ? 63 : 0; }

    [[nodiscard]] std::string name(std::string_view of) const;    // quoted
    [[nodiscard]] std::string dotted(std::string_view of) const;  // 库.表: each part is quoted
    [[nodiscard]] std::string text(std::string_view of) const;    // a literal
    [[nodiscard]] const char* text_type() const;
    [[nodiscard]] const char* narrow_type() const;
    [[nodiscard]] const char* wide_type() const;
    [[nodiscard]] std::string decimal_type(int digits, int places) const;
    [[nodiscard]] std::string cast(const std::string& what, const std::string& type) const { return "CAST(" + what + " AS " + type + ")"; }
    /// The value read as a decimal; nothing where it is too large for that.
    [[nodiscard]] std::string as_decimal(const std::string& what, int places) const;
    [[nodiscard]] std::string days(const std::string& what) const;
    [[nodiscard]] std::string whole(const number& n) const;
    /// n ÷ d without its fraction; exact. `wide`: either may have more than 18 digits.
    [[nodiscard]] std::string quotient(const std::string& n, const std::string& d, bool wide) const;
    [[nodiscard]] std::string common_divisor(const std::string& a, const std::string& b) const;
    /// True where the column holds binary floating point, or text where a number is read.
    [[nodiscard]] std::string is_inexact(const std::string& column) const;
    [[nodiscard]] std::string matches(const std::string& what, const std::string& pattern) const;
    /// What keeps a stage from being written into the next one, where each use would compute it again.
    [[nodiscard]] const char* fence() const { return engine_ == sql_engine::postgresql ? "  OFFSET 0\n" : ""; }

private:
    sql_engine engine_;
};

}  // namespace fenze
