#include "interpreter/sql/intake.hpp"

namespace fenze {
namespace {

class reading {
public:
    reading(const fact& f, const sql_fact& taken, const sql_program& program, const sql_dialect& engine, std::string column, bool all_text)
        : f_(f), taken_(taken), program_(program), engine_(engine), column_(std::move(column)), all_text_(all_text) {}

    sql_intake run() const {
        if (f_.kind == fact_kind::boolean || f_.kind == fact_kind::choice) return words_of_fact();
        if (f_.kind == fact_kind::date) return {engine_.days(column_), {}, false};
        return decimal();
    }

private:
    std::string as_text() const { return "trim(" + engine_.cast(column_, engine_.text_type()) + ")"; }

    std::string list(const std::vector<std::string>& words) const {
        std::string out;
        for (const auto& word : words) out += (out.empty() ? "" : ", ") + engine_.text(word);
        return "(" + out + ")";
    }

    /// 举办培训班：“-1”：该事实不能是负数。
    std::string said(const std::string& message) const {
        return engine_.text(f_.name + "：“") + " || " + engine_.cast(column_, engine_.text_type()) + " || " + engine_.text("”：" + message);
    }

    sql_intake words_of_fact() const {
        std::vector<std::pair<number, std::vector<std::string>>> groups;
        std::vector<std::string> all = spellings_of_unknown();
        for (const auto& [word, value] : spellings_of(f_)) {
            if (groups.empty() || groups.back().first != value) groups.push_back({value, {}});
            groups.back().second.push_back(word);
            all.push_back(word);
        }
        sql_intake in;
        in.truth = f_.kind == fact_kind::boolean;
        in.value = "CASE";
        for (const auto& [value, words] : groups)
            in.value += " WHEN " + as_text() + " IN " + list(words) + " THEN " + (in.truth ? value.sign() != 0 ? "TRUE" : "FALSE" : value.text());
        in.value += " END";
        if (!in.truth) in.value = engine_.cast(in.value, engine_.narrow_type());
        std::string options;
        for (const auto& option : f_.options) options += (options.empty() ? "“" : "、“") + option + "”";
        const auto message = in.truth ? std::string("该事实只答是或否。") : "没有这个选项。可填：" + options + (f_.or_none ? "；都没有的填“无”。" : "。");
        in.refusal = "CASE WHEN " + as_text() + " NOT IN " + list(all) + " THEN " + said(message) + " END";
        return in;
    }

    std::string plain(const number& n) const { return n.sign() < 0 ? "(" + n.text() + ")" : n.text(); }

    sql_intake decimal() const {
        const auto limits = limits_of(f_);
        const auto places = program_.places;
        const auto digits = std::to_string(engine_.unlimited() ? 400 : 18);
        const auto shape = "^[-+]?[0-9]{1," + digits + "}([.][0-9]{1," + digits + "})?$";
        auto read = engine_.as_decimal(all_text_ ? as_text() : column_, places);
        if (all_text_) read = "CASE WHEN " + engine_.matches(as_text(), shape) + " THEN " + read + " END";
        const auto most = engine_.unlimited() ? engine_.cast("'1e400'", "numeric") : program_.most.text();
        const auto beyond = said("超出本查询能精确计算的范围（小数至多" + std::to_string(places) + "位，绝对值至多" +
                                 (engine_.unlimited() ? "10的400次方" : program_.most.text()) + "）。");
        sql_intake in;
        in.refusal = "CASE";
        if (!all_text_)
            in.refusal += " WHEN " + column_ + " IS NOT NULL AND " + engine_.is_inexact(column_) + " THEN " +
                          said("这一列是浮点数或文字，不是精确的数；请改成整数或定点小数。");
        else
            in.refusal += " WHEN " + as_text() + " IN " + list(spellings_of_unknown()) + " THEN NULL WHEN NOT " + engine_.matches(as_text(), shape) + " THEN " +
                          said("不是一个数，或者带了单位；请只写数。");
        in.refusal += " WHEN " + column_ + " IS NULL THEN NULL";
        if (!engine_.unlimited()) in.refusal += " WHEN " + read + " IS NULL THEN " + beyond;
        if (limits.whole) in.refusal += " WHEN " + read + " % 1 <> 0 THEN " + said(refused_fraction().zh);
        if (limits.low) in.refusal += " WHEN " + read + " < " + plain(*limits.low) + " THEN " + said(below_words(limits));
        if (limits.high) in.refusal += " WHEN " + read + " > " + plain(*limits.high) + " THEN " + said(refused_outside(f_, false).zh);
        in.refusal += " WHEN abs(" + read + ") > " + most + " THEN " + beyond;
        if (engine_.unlimited()) in.refusal += " WHEN scale(" + read + ") > 400 THEN " + beyond;
        else if (all_text_) in.refusal += " WHEN " + engine_.matches(as_text(), "[.][0-9]{" + std::to_string(places) + "}[0-9]*[1-9]") + " THEN " + beyond;
        else in.refusal += " WHEN " + column_ + " <> " + read + " THEN " + beyond;
        in.refusal += " END";
        in.value = read;
        if (!engine_.unlimited()) {
            const auto low = *divide(taken_.low, power_of_ten(taken_.places)), high = *divide(taken_.high, power_of_ten(taken_.places));
            const auto scaled = taken_.places == 0 ? read : "(" + read + ") * " + power_of_ten(taken_.places).text();
            in.value = "CASE WHEN " + read + " BETWEEN " + plain(low) + " AND " + plain(high) + " THEN " + engine_.cast(scaled, engine_.narrow_type()) + " END";
        }
        return in;
    }

    /// A value below the least one: below zero or not, the words may differ.
    std::string below_words(const value_limits& limits) const {
        return refused_outside(f_, limits.low->sign() == 0).zh;
    }

    const fact& f_;
    const sql_fact& taken_;
    const sql_program& program_;
    const sql_dialect& engine_;
    std::string column_;
    bool all_text_;
};

}  // namespace

sql_intake intake_of_column(const fact& f, const sql_fact& taken, const sql_program& program, const sql_dialect& engine, const std::string& column, bool all_text) {
    return reading(f, taken, program, engine, column, all_text).run();
}

}  // namespace fenze
