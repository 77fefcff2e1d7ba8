#include "interpreter/sql/dialect.hpp"

#include <algorithm>

namespace fenze {

std::string sql_dialect::name(std::string_view of) const {
    const char mark = engine_ == sql_engine::spark ? '`' : '"';
    std::string out(1, mark);
    for (const char c : of) {
        if (c == mark) out += mark;
        out += c;
    }
    return out + mark;
}

std::string sql_dialect::dotted(std::string_view of) const {
    std::string out;
    for (std::size_t from = 0; from <= of.size();) {
        const auto end = std::min(of.find('.', from), of.size());
        out += (out.empty() ? "" : ".") + name(of.substr(from, end - from));
        from = end + 1;
    }
    return out;
}

std::string sql_dialect::text(std::string_view of) const {
    std::string out = "'";
    for (const char c : of) {
        if (engine_ == sql_engine::spark) {
            if (c == '\'' || c == '\\') out += '\\';
        } else if (c == '\'') {
            out += '\'';
        }
        out += c;
    }
    return out + "'";
}

const char* sql_dialect::text_type() const { return engine_ == sql_engine::postgresql ? "text" : engine_ == sql_engine::duckdb ? "VARCHAR" : "STRING"; }
const char* sql_dialect::narrow_type() const { return unlimited() ? "numeric" : "BIGINT"; }
const char* sql_dialect::wide_type() const { return unlimited() ? "numeric" : engine_ == sql_engine::duckdb ? "HUGEINT" : "DECIMAL(38,0)"; }

std::string sql_dialect::decimal_type(int digits, int places) const {
    return unlimited() ? "numeric" : "DECIMAL(" + std::to_string(digits) + "," + std::to_string(places) + ")";
}

std::string sql_dialect::as_decimal(const std::string& what, int places) const {
    if (unlimited()) return cast(what, "numeric");
    return "TRY_CAST(" + what + " AS " + decimal_type(38, places) + ")";
}

std::string sql_dialect::days(const std::string& what) const {
    const auto date = cast(what, "DATE");
    if (engine_ == sql_engine::postgresql) return cast(date + " - DATE '1970-01-01'", "numeric");
    if (engine_ == sql_engine::duckdb) return "date_diff('day', DATE '1970-01-01', " + date + ")";
    return cast("datediff(" + date + ", DATE '1970-01-01')", "BIGINT");
}

std::string sql_dialect::whole(const number& n) const {
    auto digits = n.text();
    const bool small = n.to_int().has_value();
    if (engine_ == sql_engine::spark && !small) digits += "BD";
    return n.sign() < 0 ? "(" + digits + ")" : digits;
}

std::string sql_dialect::quotient(const std::string& n, const std::string& d, bool wide) const {
    if (engine_ == sql_engine::postgresql) return "div(" + n + ", " + d + ")";
    if (engine_ == sql_engine::duckdb) return "(" + n + ") // (" + d + ")";
    if (!wide) return "(" + n + ") div (" + d + ")";
    return cast("((" + n + ") - (" + n + ") % (" + d + ")) / (" + d + ")", wide_type());
}

std::string sql_dialect::common_divisor(const std::string& a, const std::string& b) const {
    if (engine_ != sql_engine::spark) return "gcd(" + a + ", " + b + ")";
    const auto wide = [&](const std::string& what) { return cast(what, wide_type()); };
    return "aggregate(sequence(1, 190), named_struct('a', " + wide("abs(" + a + ")") + ", 'b', " + wide("abs(" + b + ")") +
           "), (s, i) -> CASE WHEN s.b = 0 THEN s ELSE named_struct('a', s.b, 'b', " + wide("s.a % s.b") + ") END, s -> s.a)";
}

// Columns of these types are refused, never read: what was written into them is no longer there to the digit (0.1 is not 0.1), and a score over
// it would be wrong without a sign of it. The names are the engines' own.
std::string sql_dialect::is_inexact(const std::string& column) const {
    if (engine_ == sql_engine::postgresql) return "pg_typeof(" + column + ") IN ('real'::regtype, 'double precision'::regtype)";
    return "upper(typeof(" + column + ")) IN ('FLOAT', 'DOUBLE', 'VARCHAR', 'STRING')";
}

std::string sql_dialect::matches(const std::string& what, const std::string& pattern) const {
    if (engine_ == sql_engine::postgresql) return what + " ~ " + text(pattern);
    if (engine_ == sql_engine::duckdb) return "regexp_matches(" + what + ", " + text(pattern) + ")";
    return what + " RLIKE " + text(pattern);
}

}  // namespace fenze
