#include "interpreter/sql/intake.hpp"

namespace fenze {
namespace {

class reading {
public:
    reading(const fact& f, const sql_fact& taken, const sql_program& program, const sql_dialect& engine, const std::string& column, const std::string& raw,
        const std::string& read, bool all_text)
        : f_(f), taken_(taken), program_(program), engine_(engine), column_(column), raw_(raw), read_(read), all_text_(all_text) {}

    sql_intake run() const {
        if (f_.kind == fact_kind::boolean || f_.kind == fact_kind::choice) return words_of_fact();
        if (f_.kind == fact_kind::date) return {column_, engine_.days(column_), read_, {}};
        return decimal();
    }

private:
    std::string as_text(const std::string& what) const { return "trim(" + engine_.cast(what, engine_.text_type()) + ")"; }

    std::string list(const std::vector<std::string>& words) const {
        std::string out;
        for (const auto& word : words) out += (out.empty() ? "" : ", ") + engine_.text(word);
        return "(" + out + ")";
    }

    /// 举办培训班：“-1”：该事实不能是负数。
    std::string said(const std::string& message) const {
        return engine_.text(f_.name + "：“") + " || " + engine_.cast(raw_, engine_.text_type()) + " || " + engine_.text("”：" + message);
    }

    sql_intake words_of_fact() const {
        const bool truth = f_.kind == fact_kind::boolean;
        sql_intake in;
        in.raw = as_text(column_);
        in.read = "CASE " + as_text(column_);
        for (const auto& [word, value] : spellings_of(f_))
            in.read += " WHEN " + engine_.text(word) + " THEN " + (truth ? value.sign() != 0 ? "TRUE" : "FALSE" : value.text());
        in.read += " END";
        if (!truth) in.read = engine_.cast(in.read, engine_.narrow_type());
        in.value = read_;
        std::string options;
        for (const auto& option : f_.options) options += (options.empty() ? "“" : "、“") + option + "”";
        const auto message = truth ? std::string("该事实只答是或否。") : "没有这个选项。可填：" + options + (f_.or_none ? "；都没有的填“无”。" : "。");
        in.refusal = "CASE WHEN " + read_ + " IS NULL AND " + raw_ + " NOT IN " + list(spellings_of_unknown()) + " THEN " + said(message) + " END";
        return in;
    }

    std::string plain(const number& n) const { return n.sign() < 0 ? "(" + n.text() + ")" : n.text(); }

    sql_intake decimal() const {
        const auto limits = limits_of(f_);
        const bool unlimited = engine_.unlimited();
        const auto digits = std::to_string(unlimited ? 200 : 18), places = std::to_string(program_.places);
        const auto shape = "^[-+]?[0-9]{1," + digits + "}([.][0-9]{1," + digits + "})?$";
        const auto most = program_.most.text();
        const auto beyond = unlimited ? said(refused_length().zh) : said("超出本查询能精确计算的范围（小数至多" + places + "位，绝对值至多" + most + "）。");
        sql_intake in;
        in.raw = all_text_ ? as_text(column_) : column_;
        in.read = engine_.as_decimal(all_text_ ? as_text(column_) : column_, program_.places);
        if (all_text_) in.read = "CASE WHEN " + engine_.matches(as_text(column_), shape) + " THEN " + in.read + " END";

        // Where numbers have no limit, what is too long for the program is too long here, wherever the value comes from.
        const auto finer = unlimited   ? "length(trim_scale(" + read_ + ")::text) > " + std::to_string(longest_value)
                           : all_text_ ? engine_.matches(raw_, "[.][0-9]{" + places + "}[0-9]*[1-9]")
                                       : raw_ + " <> " + read_;
        const auto low = limits.low ? plain(*limits.low) : "(-" + most + ")", high = limits.high ? plain(*limits.high) : most;
        auto good = read_ + " BETWEEN " + low + " AND " + high + " AND " + "NOT (" + finer + ")" + (limits.whole ? " AND " + read_ + " % 1 = 0" : "");
        if (!unlimited && limits.high && *limits.high > program_.most) good += " AND " + read_ + " <= " + most;
        if (!all_text_) good += " AND NOT " + engine_.is_inexact(raw_);
        in.refusal = "CASE WHEN " + raw_ + " IS NULL OR " + good + " THEN NULL";
        if (all_text_)
            in.refusal += "\n        WHEN " + raw_ + " IN " + list(spellings_of_unknown()) + " THEN NULL\n        WHEN NOT " + engine_.matches(raw_, shape) +
                          " THEN " + said("不是一个数，或者带了单位；请只写数。");
        else in.refusal += "\n        WHEN " + engine_.is_inexact(raw_) + " THEN " + said("这一列是浮点数或文字，不是精确的数；请改成整数或定点小数。");
        in.refusal += "\n        WHEN " + (unlimited ? finer : read_ + " IS NULL") + " THEN " + beyond;
        if (limits.whole) in.refusal += "\n        WHEN " + read_ + " % 1 <> 0 THEN " + said(refused_fraction().zh);
        if (limits.low) in.refusal += "\n        WHEN " + read_ + " < " + low + " THEN " + said(refused_outside(f_, limits.low->sign() == 0).zh);
        if (limits.high) in.refusal += "\n        WHEN " + read_ + " > " + high + " THEN " + said(refused_outside(f_, false).zh);
        in.refusal += "\n        ELSE " + beyond + " END";

        in.value = read_;
        if (!unlimited) {
            const auto least = *divide(taken_.low, power_of_ten(taken_.places)), greatest = *divide(taken_.high, power_of_ten(taken_.places));
            const auto scaled = taken_.places == 0 ? read_ : read_ + " * " + power_of_ten(taken_.places).text();
            in.value =
                "CASE WHEN " + read_ + " BETWEEN " + plain(least) + " AND " + plain(greatest) + " THEN " + engine_.cast(scaled, engine_.narrow_type()) + " END";
        }
        return in;
    }

    const fact& f_;
    const sql_fact& taken_;
    const sql_program& program_;
    const sql_dialect& engine_;
    const std::string &column_, &raw_, &read_;
    bool all_text_;
};

}  // namespace

sql_intake intake_of_column(const fact& f, const sql_fact& taken, const sql_program& program, const sql_dialect& engine, const std::string& column,
    const std::string& raw, const std::string& read, bool all_text) {
    return reading(f, taken, program, engine, column, raw, read, all_text).run();
}

}  // namespace fenze
