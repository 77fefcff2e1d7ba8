#include "interpreter/sql/expressions.hpp"

namespace fenze {

sql_expressions::sql_expressions(const sql_program& program, const sql_dialect& engine, bool strict)
    : program_(program),
      engine_(engine),
      strict_(strict),
      by_(program.made.size(), -1),
      names_(program.made.size()),
      uses_(program.made.size()),
      truth_(program.made.size()),
      long_(program.made.size()) {
    std::vector<std::size_t> size(program.made.size(), 1);
    for (std::size_t i = 0; i < program.code.size(); ++i) {
        const auto& s = program.code[i];
        by_[s.into] = static_cast<std::ptrdiff_t>(i);
        const bool repeats = s.kind == what::floor || s.kind == what::round || s.kind == what::rises || s.kind == what::table ||
                             (s.kind == what::least || s.kind == what::greatest) || ((s.kind == what::all || s.kind == what::any) && strict);
        for (std::size_t k = 0; k < s.in.size(); ++k) {
            uses_[s.in[k].column] += repeats || (s.kind == what::select && k == 0) ? 2 : 1;
            size[s.into] += uses_[s.in[k].column] > 1 ? 1 : size[s.in[k].column];
        }
        size[s.into] += s.value.size();
        if (size[s.into] > 12) {  // longer is hard to read
            long_[s.into] = true;
            size[s.into] = 1;
        }
        truth_[s.into] = s.kind == what::negative || s.kind == what::not_positive || s.kind == what::zero || s.kind == what::all || s.kind == what::any ||
                         s.kind == what::none;
    }
    for (const auto& o : program.outputs) {
        if (o.top.column) uses_[*o.top.column] += 2;
        if (o.below) uses_[*o.below->column] += 2;
    }
}

bool sql_expressions::wide(const column_value& v) const {
    const number limit(std::int64_t{1} << 62);
    return !engine_.unlimited() && (v.high > limit || v.low < -limit);
}

std::string sql_expressions::as_number(std::uint32_t column) const {
    const auto text = named(column) ? names_[column] : expression(column);
    if (!truth_[column]) return named(column) ? text : "(" + text + ")";
    return engine_.cast("CASE WHEN " + text + " THEN 1 WHEN NOT (" + text + ") THEN 0 END", engine_.narrow_type());
}

std::string sql_expressions::as_condition(std::uint32_t column) const {
    const auto text = named(column) ? names_[column] : "(" + expression(column) + ")";
    return truth_[column] ? text : "(" + text + " <> 0)";
}

std::string sql_expressions::expression(std::uint32_t column) const { return compute(program_.code[static_cast<std::size_t>(by_[column])]); }

std::vector<std::uint32_t> sql_expressions::sources(std::uint32_t column) const {
    std::vector<std::uint32_t> all;
    if (by_[column] < 0) return all;
    for (const auto& t : program_.code[static_cast<std::size_t>(by_[column])].in) {
        if (named(t.column)) {
            all.push_back(t.column);
            continue;
        }
        const auto more = sources(t.column);
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

/// Whether what is computed on the way may leave 64 bits.
bool sql_expressions::computes_wide(const step& s) const {
    if (engine_.unlimited()) return false;
    number size = s.constant.sign() < 0 ? -s.constant : s.constant;
    if (s.kind == what::product) {
        size = 1;
        for (const auto& t : s.in) size = size * maximum(program_.made[t.column].high, -program_.made[t.column].low);
    } else {
        for (const auto& t : s.in) {
            const auto& v = program_.made[t.column];
            size = size + maximum(v.high, -v.low) * maximum(t.factor, -t.factor) * 2;
        }
    }
    size = size + s.divisor * 2;
    return size > number(std::int64_t{1} << 62);
}

std::string sql_expressions::term(const step::term& t, bool wide) const {
    auto text = as_number(t.column);
    if (wide && !is_wide(t.column)) text = engine_.cast(text, engine_.wide_type());
    if (t.factor == number(1)) return text;
    if (t.factor == number(-1)) return "(- " + text + ")";
    return "(" + text + " * " + constant(t.factor) + ")";
}

/// Of the type that its bounds say: what is made of literals alone would be of a smaller one.
std::string sql_expressions::typed(const std::string& text, const step& s) const {
    return engine_.cast(text, wide(program_.made[s.into]) ? engine_.wide_type() : engine_.narrow_type());
}

std::string sql_expressions::sum(const step& s) const {
    const bool w = computes_wide(s);
    std::string text;
    for (const auto& t : s.in) {
        const bool minus = t.factor.sign() < 0;
        const auto positive = term({t.column, minus ? -t.factor : t.factor}, w);
        text += text.empty() ? (minus ? "- " + positive : positive) : (minus ? " - " : " + ") + positive;
    }
    if (s.constant.sign() != 0) text += (s.constant.sign() < 0 ? " - " : " + ") + constant(s.constant.sign() < 0 ? -s.constant : s.constant);
    return w && !wide(program_.made[s.into]) ? typed(text, s) : text;
}

/// What is added on the one side, what is taken away on the other.
std::string sql_expressions::test(const step& s, const char* sign) const {
    const bool w = computes_wide(s);
    std::string left, right;
    for (const auto& t : s.in) {
        auto& side = t.factor.sign() < 0 ? right : left;
        side += (side.empty() ? "" : " + ") + term({t.column, t.factor.sign() < 0 ? -t.factor : t.factor}, w);
    }
    if (s.constant.sign() > 0) left += (left.empty() ? "" : " + ") + constant(s.constant);
    if (s.constant.sign() < 0) right += (right.empty() ? "" : " + ") + constant(-s.constant);
    return (left.empty() ? "0" : left) + " " + sign + " " + (right.empty() ? "0" : right);
}

std::string sql_expressions::extreme(const step& s) const {
    const bool least = s.kind == what::least, w = computes_wide(s);
    std::vector<std::string> all;
    for (const auto& t : s.in) all.push_back(term(t, w));
    if (all.size() == 1 && s.has_constant)
        return typed("CASE WHEN " + all[0] + (least ? " > " : " < ") + constant(s.constant) + " THEN " + constant(s.constant) + " ELSE " + all[0] + " END", s);
    std::string known, list;
    for (const auto& text : all) {
        known += (known.empty() ? "" : " AND ") + text + " IS NOT NULL";
        list += (list.empty() ? "" : ", ") + text;
    }
    if (s.has_constant) list += ", " + constant(s.constant);
    return typed("CASE WHEN " + known + " THEN " + (least ? "LEAST(" : "GREATEST(") + list + ") END", s);
}

std::string sql_expressions::join(const step& s) const {
    std::string text, known;
    for (const auto& t : s.in) {
        const auto one = as_condition(t.column);
        text += (text.empty() ? "" : s.kind == what::all ? " AND " : " OR ") + one;
        known += (known.empty() ? "" : " AND ") + one + " IS NOT NULL";
    }
    return strict_ ? "CASE WHEN " + known + " THEN " + text + " END" : text;
}

std::string sql_expressions::select(const step& s) const {
    const bool w = computes_wide(s);
    std::size_t next = 1;
    std::string then, otherwise;
    if (s.has_constant && s.constant_first) then = constant(s.constant);
    else then = term(s.in[next++], w);
    if (!s.has_constant) otherwise = term(s.in[next], w);
    else if (!s.constant_first) otherwise = constant(s.constant);
    else otherwise = s.value.empty() ? term(s.in[next], w) : constant(s.value.front());
    const auto condition = as_condition(s.in[0].column);
    return typed("CASE WHEN " + condition + " THEN " + then + " WHEN NOT " + condition + " THEN " + otherwise + " END", s);
}

std::string sql_expressions::rises(const step& s) const {
    const auto at = as_number(s.in[0].column);
    const auto limit = [&](std::size_t i) {
        if (const auto parts = s.from[i].as_fraction(); parts && s.from[i].text().find('/') != std::string::npos)
            return std::pair(at + " * " + constant(number(parts->second)), constant(number(parts->first)));
        return std::pair(at, constant(s.from[i]));
    };
    std::string text = "CASE";
    for (std::size_t i = s.from.size(); i-- > 0;) {
        const auto [left, right] = limit(i);
        text += " WHEN " + left + (!s.open.empty() && s.open[i] ? " > " : " >= ") + right + " THEN " + constant(s.value[i]);
    }
    return typed(text + " WHEN " + at + " IS NOT NULL THEN " + constant(s.constant) + " END", s);
}

std::string sql_expressions::table(const step& s) const {
    const auto at = as_number(s.in[0].column);
    std::string text = "CASE " + at;
    for (std::size_t i = 0; i < s.value.size(); ++i) text += " WHEN " + std::to_string(i) + " THEN " + constant(s.value[i]);
    return typed("CASE WHEN " + at + " IS NOT NULL THEN " + text + " ELSE 0 END END", s);
}

std::string sql_expressions::rounded_quotient(const std::string& n, const std::string& d, rounding way, bool may_be_negative, bool wide) const {
    const auto part = [&](const std::string& of, const std::string& by) { return engine_.quotient(of, by, wide); };
    const auto by_sign = [&](const auto& of_size) {
        if (!may_be_negative) return of_size(n);
        return "CASE WHEN " + n + " < 0 THEN - (" + of_size("(- " + n + ")") + ") ELSE " + of_size(n) + " END";
    };
    switch (way) {
        case rounding::half_up:
            return by_sign([&](const std::string& size) { return part(size + " * 2 + " + d, d + " * 2"); });
        case rounding::down:
            return part(n, d);
        case rounding::up:
            return by_sign([&](const std::string& size) { return part(size, d) + " + CASE WHEN " + size + " % " + d + " > 0 THEN 1 ELSE 0 END"; });
        case rounding::floor:
            return !may_be_negative ? part(n, d) : part(n, d) + " - CASE WHEN " + n + " % " + d + " < 0 THEN 1 ELSE 0 END";
        case rounding::ceiling:
            return part(n, d) + " + CASE WHEN " + n + " % " + d + " > 0 THEN 1 ELSE 0 END";
    }
    return {};
}

std::string sql_expressions::divided(const step& s) const {
    const bool w = computes_wide(s), by_column = s.in.size() > 1;
    const auto n = term(s.in[0], w), d = by_column ? term(s.in[1], w) : constant(s.divisor);
    const auto& top = program_.made[s.in[0].column];
    const bool negative = (s.in[0].factor.sign() < 0 ? -top.high : top.low).sign() < 0;
    return typed(rounded_quotient(n, d, s.kind == what::floor ? rounding::floor : s.way, negative, w), s);
}

std::string sql_expressions::compute(const step& s) const {
    switch (s.kind) {
        case what::sum:
            return sum(s);
        case what::product: {
            const bool w = computes_wide(s);
            return term({s.in[0].column, 1}, w) + " * " + term({s.in[1].column, 1}, w);
        }
        case what::least:
        case what::greatest:
            return extreme(s);
        case what::negative:
            return test(s, "<");
        case what::not_positive:
            return test(s, "<=");
        case what::zero:
            return test(s, "=");
        case what::all:
        case what::any:
            return join(s);
        case what::none:
            return "NOT " + as_condition(s.in[0].column);
        case what::select:
            return select(s);
        case what::rises:
            return rises(s);
        case what::table:
            return table(s);
        case what::floor:
        case what::round:
            return divided(s);
        case what::not_zero:
            return "NULLIF(" + as_number(s.in[0].column) + ", 0)";
    }
    return {};
}

}  // namespace fenze
