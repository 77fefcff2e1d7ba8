// Conditions in words → operations of the row plan. “Not” goes down to the single questions: a cell that is not filled answers none of them.

#include "interpreter/records/conditions.hpp"

#include <algorithm>

#include "dsl/phrases.hpp"
#include "dsl/text.hpp"
#include "interpreter/facts/bind.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/records/periods.hpp"

namespace fenze {
namespace {

/// An end of a comparison of days: an end of a period, itself included or not.
struct day_bound {
    period of;
    bool end = false;
    bool inclusive = true;
};

struct question {
    enum class form { truth, filled, one_of, number, day } is = form::truth;
    std::size_t column = 0;
    bool denied = false;
    std::vector<number> values;  // one_of
    interval within;             // number
    std::optional<day_bound> low, high;
    std::size_t begin = 0, end = 0;
};

/// Questions joined by 且 and 或.
struct formula_of {
    enum class form { one, all, any } is = form::one;
    question one;
    std::vector<formula_of> parts;
    std::size_t begin = 0, end = 0;
};

constexpr int deepest = 12;

class condition_reader {
public:
    condition_reader(row_plan& rows, line_reader& in, const model& m, misread& why) : rows_(rows), in_(in), m_(m), why_(why) {}

    std::optional<formula_of> any_of(int depth) {
        return parts_of(
            formula_of::form::any, [&] { return all_of(depth); },
            [&] {
                return in_.skip_one({",或者", ",或", "或者", "或"});
            });
    }

private:
    std::optional<formula_of> all_of(int depth) {
        return parts_of(
            formula_of::form::all, [&] { return one(depth); }, [&] { return joined(); });
    }

    /// One part after the other as long as they are joined; one alone is itself.
    template <class Part, class Join>
    std::optional<formula_of> parts_of(formula_of::form is, Part next, Join goes_on) {
        formula_of out;
        out.is = is;
        out.begin = in_.at;
        do {
            auto part = next();
            if (!part) return std::nullopt;
            out.parts.push_back(std::move(*part));
        } while (goes_on());
        out.end = in_.at;
        if (out.parts.size() == 1) return std::move(out.parts.front());
        return out;
    }

    // 且, 并且, 同时; a comma or 、 only where another question follows, which the end of the condition may not be
    bool joined() {
        if (in_.skip_one({",并且", ",且", ",同时", "并且", "同时", "且", "并"})) return true;
        line_reader probe = in_;
        if (!probe.skip_one({",", "、"}) || !begins_question(probe)) return false;
        in_.at = probe.at;
        return true;
    }

    [[nodiscard]] bool begins_question(line_reader probe) const {
        std::size_t end = 0;
        auto column = column_at(rows_.table, probe.line, probe.at, end);
        if (!column && probe.skip_one({"有", "无", "没有", "不", "未"})) column = column_at(rows_.table, probe.line, probe.at, end);
        return column && !starts_any(std::string_view(probe.line.text).substr(end), {"的标注", "合计", "之和", "分档", "折算"});
    }

    static void deny(formula_of& f) {
        if (f.is == formula_of::form::one) f.one.denied = !f.one.denied;
        else f.is = f.is == formula_of::form::all ? formula_of::form::any : formula_of::form::all;
        for (auto& part : f.parts) deny(part);
    }

    std::nullopt_t fail(std::size_t at, words message, words help) {
        why_ = {at, std::move(message), std::move(help), false};
        return std::nullopt;
    }

    std::optional<formula_of> one(int depth) {
        const std::size_t begin = in_.at;
        if (depth == 0) return fail(begin, {"括号套得太深。", "brackets are nested too deeply"}, {"分成两个“统计：”来写。", "write it as two lines"});
        std::size_t end = 0;
        bool denied = false;
        if (!column_at(rows_.table, in_.line, in_.at, end)) {
            line_reader probe = in_;
            if (probe.skip_one({"不满足", "不符合", "并非", "不是", "非", "不"}) && probe.sees("(")) {
                denied = true;
                in_.at = probe.at;
            }
            if (in_.skip("(")) {
                auto inner = any_of(depth - 1);
                if (!inner) return std::nullopt;
                if (!in_.skip(")")) return fail(in_.at, {"括号没有收尾。", "a bracket is not closed"}, {"补上“）”。", "close it"});
                if (denied) deny(*inner);
                inner->begin = begin;
                inner->end = in_.at;
                return inner;
            }
        }
        auto asked = single();
        if (!asked) return std::nullopt;
        formula_of out;
        asked->begin = out.begin = begin;
        asked->end = out.end = in_.at;
        out.one = std::move(*asked);
        return out;
    }

    std::string columns() const {
        std::string out;
        for (const auto& c : rows_.table.columns) out += (out.empty() ? "" : "、") + c.name;
        return out;
    }

    std::optional<question> single() {
        question q;
        std::size_t end = 0;
        auto column = column_at(rows_.table, in_.line, in_.at, end);
        bool said = false;
        if (!column) {
            line_reader probe = in_;
            if (probe.skip_one({"没有填", "没有附", "未填写", "未填", "未附", "不具备", "不具有", "没有", "无", "未", "不", "非"})) q.denied = said = true;
            else if (probe.skip_one({"具备", "具有", "附有", "填有", "提供", "已", "有"})) said = true;
            if (said) column = column_at(rows_.table, probe.line, probe.at, end);
        }
        if (!column) return unknown();
        q.column = *column;
        in_.at = end;
        const fact& f = rows_.table.columns[*column];
        if (said) {
            q.is = f.kind == fact_kind::boolean ? question::form::truth : question::form::filled;
            return q;
        }
        switch (f.kind) {
            case fact_kind::boolean:
                if (in_.skip_one({"为否", "=否", "是否"})) q.denied = true;
                else in_.skip_one({"为是", "=是"});
                return q;
            case fact_kind::choice:
            case fact_kind::text:
                return listed(std::move(q), f);
            case fact_kind::date:
                return dated(std::move(q), f);
            default:
                return measured(std::move(q), f);
        }
    }

    std::optional<question> unknown() {
        std::size_t end = in_.at;
        while (
            end < in_.line.text.size() && !starts_any(std::string_view(in_.line.text).substr(end),
                                              {"为", "是", "属", "在", "不", "≥", "≤", ">", "<", "=", "且", "或", ",", "的", "至少", "达", "超", "早", "晚"}))
            end += character_length(in_.line.text, end);
        const std::string written = in_.line.text.substr(in_.at, end - in_.at);
        std::vector<std::string> names;
        for (const auto& c : rows_.table.columns) names.push_back(c.name);
        const auto near = nearest_of(written, names);
        const std::string all = "“" + rows_.table.name + "”的列有：" + columns() + "。";
        if (written.empty())
            return fail(
                in_.at, {"这里应写一个条件。", "a condition is expected here"}, {all + "例：类型为“发明专利”且授权日在评价期内。", "columns: " + columns()});
        return fail(in_.at, {"“" + rows_.table.name + "”里没有“" + written + "”这一列。", "the table has no column of that name"},
            {(near ? "是“" + names[*near] + "”吗？" : std::string()) + all,
                (near ? "Did you mean " + names[*near] + "? " : std::string()) + "Columns: " + columns()});
    }

    // 类型为“发明专利”、“实用新型”; 级别属于国家级、省级
    std::optional<question> listed(question q, const fact& f) {
        if (in_.skip_one({"不属于", "不为", "不是", "不等于", "≠", "!=", "非"})) q.denied = true;
        else if (!in_.skip_one({"属于", "为", "是", "等于", "==", "=", "在"}))
            return fail(in_.at, {"“" + f.name + "”后面要写“为”和一个值。", "为 and a value are expected"},
                {"写成“" + f.name + "为" + (f.options.empty() ? "“××”" : "“" + f.options.front() + "”") + "”。", "write " + f.name + "为“…”"});
        q.is = question::form::one_of;
        do {
            const auto value = value_of(f);
            if (!value) return std::nullopt;
            q.values.push_back(*value);
        } while (another(f));
        in_.skip_one({"之一", "其中之一", "中的一种"});
        return q;
    }

    // 发明专利或实用新型: 或 goes on with the list where a value follows, not a column
    bool another(const fact& f) {
        line_reader probe = in_;
        if (!probe.skip_one({"、", "或者", "或", "/"})) return false;
        std::size_t end = 0;
        const bool quoted = probe.sees("“") || probe.sees("\"") || probe.sees("「");
        const bool option = std::any_of(f.options.begin(), f.options.end(), [&](const auto& o) {
            return probe.sees(fold(o, {0, static_cast<std::uint32_t>(o.size())}).text);
        });
        if (!quoted && !option && (column_at(rows_.table, probe.line, probe.at, end) || probe.sees("(") || f.options.empty())) return false;
        in_.at = probe.at;
        return true;
    }

    std::optional<number> value_of(const fact& f) {
        const std::size_t begin = in_.at;
        std::string written;
        for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"“", "”"}, {"\"", "\""}, {"「", "」"}, {"‘", "’"}}) {
            if (!in_.skip(open)) continue;
            const auto end = in_.line.text.find(close, in_.at);
            if (end == std::string::npos) return fail(begin, {"引号没有收尾。", "a quotation is not closed"}, {"补上“””。", "close it"});
            written = in_.line.text.substr(in_.at, end - in_.at);
            in_.at = end + close.size();
            break;
        }
        std::optional<std::size_t> option;
        if (written.empty()) option = option_at(f, in_);
        for (std::size_t i = 0; i < f.options.size() && !written.empty(); ++i)
            if (name_key(fold(f.options[i], {0, static_cast<std::uint32_t>(f.options[i].size())}).text) == name_key(written)) option = i;
        if (option) return number(static_cast<std::int64_t>(*option));
        if (written.empty()) {  // what stands there instead
            std::size_t end = begin;
            while (end < in_.line.text.size() && !starts_any(std::string_view(in_.line.text).substr(end), {"且", "或", ",", "、", "的", ")", "。"}))
                end += character_length(in_.line.text, end);
            if (f.kind != fact_kind::text) written = in_.line.text.substr(begin, end - begin);
        }
        if (f.kind == fact_kind::text && !written.empty()) return rows_.text_number(name_key(written));
        if (f.kind == fact_kind::text)
            return fail(begin, {"“" + f.name + "”是文字，值要放在引号里。", "a text goes into quotation marks"},
                {"写成“" + f.name + "为“××””。", "write " + f.name + "为“…”"});
        std::string all;
        for (const auto& o : f.options) all += (all.empty() ? "“" : "、“") + o + "”";
        const auto near = written.empty() ? std::nullopt : nearest_of(written, f.options);
        return fail(begin, {"“" + f.name + "”没有" + (written.empty() ? std::string("这个选项。") : "“" + written + "”这个选项。"), "there is no such option"},
            {(near ? "是“" + f.options[*near] + "”吗？" : std::string()) + "选项有：" + all + "。", "Options: " + all});
    }

    // 授权日在评价期内, 不早于2019年1月1日, 在2020年12月20日前
    std::optional<question> dated(question q, const fact& f) {
        q.is = question::form::day;
        const std::size_t begin = in_.at;
        enum class side { none, not_before, not_after, before, after } which = side::none;
        if (in_.skip_one({"不早于", "≥", ">=", "晚于或等于"})) which = side::not_before;
        else if (in_.skip_one({"不晚于", "不迟于", "≤", "<=", "截至", "早于或等于"})) which = side::not_after;
        else if (in_.skip_one({"早于", "先于", "<"})) which = side::before;
        else if (in_.skip_one({"晚于", "迟于", ">"})) which = side::after;
        else if (in_.skip_one({"不在", "不属于", "不为"})) q.denied = true;
        else in_.skip_one({"在", "属于", "为", "于", "是", "="});
        auto days = read_period(in_.line, in_.at);
        if (!days) days = read_day(in_.line, in_.at);
        if (!days)
            return fail(begin, {"“" + f.name + "”后面读不出日期或时段。", "no day or period is understood here"},
                {"写成“" + f.name + "在评价期内”，“" + f.name + "不早于2019年1月1日”，或“" + f.name + "在2019年1月1日至2019年12月31日之间”。",
                    "write " + f.name + "在评价期内, or 不早于2019年1月1日"});
        in_.at = days->end;
        std::optional<read<period>> last;  // 1月1日至6月30日, of the year of the day of reference
        if (line_reader probe = in_; which == side::none && days->is.is == period::kind::day_of_year && probe.skip_one({"至", "到", "-", "~"}))
            if ((last = read_day(in_.line, probe.at))) in_.at = last->end;
        if (which == side::none && last) {
            in_.skip_one({"期间内", "期间", "之间", "止"});
        } else if (which == side::none) {
            if (in_.skip_one({"(含)以前", "(含)之前", "(含)前", "以前", "之前", "前"})) which = side::not_after;
            else if (in_.skip_one({"(含)以后", "以后", "以来", "起", "开始"})) which = side::not_before;
            else if (in_.skip_one({"之后", "后"})) which = side::after;
            else in_.skip_one({"期间内", "期间", "之间", "范围内", "之内", "以内", "年内", "内", "间", "当天", "当日"});
        }
        const auto bound = [&](bool end, bool inclusive) { return day_bound{days->is, end, inclusive}; };
        if (which == side::none || which == side::not_before) q.low = bound(false, true);
        if (which == side::after) q.low = bound(true, false);
        if (which == side::none || which == side::not_after) q.high = bound(true, true);
        if (last) q.high->of = last->is;
        if (which == side::before) q.high = bound(false, false);
        return q;
    }

    // 参与成员≥2, 参与成员不少于2家, 投资额1亿元以上
    std::optional<question> measured(question q, const fact& f) {
        q.is = question::form::number;
        const std::size_t begin = in_.at;
        if (in_.skip_one({"不等于", "≠", "!=", "不为"})) q.denied = true;
        in_.skip_one({"应", "须"});
        if (const auto places = placed(f)) {
            q.within = *places;
            return q;
        }
        const bool equals = q.denied || in_.sees("为") || in_.sees("是");
        const auto found = read_interval(in_.line, in_.at);
        const words help{"写成“" + f.name + "≥2" + f.unit + "”，“" + f.name + "不少于2" + f.unit + "”，或“" + f.name + "在2至5" + f.unit + "之间”。",
            "write " + f.name + "≥2" + f.unit};
        if (!found || (found->is.bare && !equals)) return fail(begin, {"“" + f.name + "”后面读不出多少。", "no comparison is understood here"}, help);
        auto is = interval_in(found->is, f, m_);
        if (!is)
            return fail(begin,
                {"单位不合：“" + f.name + "”的单位是" + (f.unit.empty() ? "无" : f.unit) + "。", "the unit does not fit: the column's is " + f.unit}, help);
        if (found->is.bare) is->high = is->low;
        q.within = *is;
        in_.at = found->end;
        return q;
    }

    // 排名第一, 排名前三; 排名为前3名
    std::optional<interval> placed(const fact& f) {
        line_reader probe = in_;
        probe.skip_one({"为", "是", "在", "居", "列"});
        const bool among = probe.skip("前");
        if (!among && !probe.skip("第")) return std::nullopt;
        const auto amount = read_amount(in_.line, probe.at, true);
        const auto value = amount ? number::parse(amount->is.value) : std::nullopt;
        if (!value || !(amount->is.unit.empty() || amount->is.unit == f.unit || is_any(amount->is.unit, {"名", "位"}))) return std::nullopt;
        in_.at = amount->end;
        in_.skip_one({"名", "位"});
        in_.skip_one({"之内", "以内"});
        interval out;
        out.high = limit{*value, true, false};
        if (!among) out.low = out.high;
        return out;
    }

    row_plan& rows_;
    line_reader& in_;
    const model& m_;
    misread& why_;
};

/// Operations of what was read, and what it looks at.
class condition_writer {
public:
    condition_writer(row_plan& rows, const folded& line) : rows_(rows), line_(line) {}

    record_condition write(const formula_of& f) {
        record_condition out;
        out.text = line_.text.substr(f.begin, f.end - f.begin);
        out.operation = of(f, out);
        if (f.is == formula_of::form::one && f.one.is == question::form::day && !f.one.denied && f.one.low && f.one.high &&
            rows_.period_number(f.one.low->of) == rows_.period_number(f.one.high->of))
            out.period = static_cast<std::uint32_t>(rows_.period_number(f.one.low->of));
        return out;
    }

private:
    row_plan::id of(const formula_of& f, record_condition& to) {
        if (f.is == formula_of::form::one) return of(f.one, to);
        std::vector<row_plan::id> parts;
        for (const auto& part : f.parts) parts.push_back(of(part, to));
        return rows_.make(f.is == formula_of::form::all ? op::all : op::any, std::move(parts), line_.original(f.begin, f.end));
    }

    row_plan::id of(const question& q, record_condition& to) {
        const span at = line_.original(q.begin, q.end);
        if (std::find(to.columns.begin(), to.columns.end(), q.column) == to.columns.end()) to.columns.push_back(static_cast<std::uint32_t>(q.column));
        const auto filled = rows_.filled(q.column, at);
        if (q.is == question::form::filled) return q.denied ? rows_.make(op::negate, {filled}, at) : filled;
        auto holds = answer(q, rows_.cell(q.column, at), at);
        if (q.denied) holds = rows_.make(op::negate, {holds}, at);
        return rows_.make(op::all, {filled, holds}, at);
    }

    row_plan::id answer(const question& q, row_plan::id cell, span at) {
        std::vector<row_plan::id> parts;
        const auto day = [&](const day_bound& b) { return rows_.day(rows_.period_number(b.of), b.end, at); };
        switch (q.is) {
            case question::form::one_of:
                for (const auto& value : q.values) parts.push_back(rows_.make(op::equal, {cell, rows_.constant(value, at)}, at));
                return parts.size() == 1 ? parts.front() : rows_.make(op::any, std::move(parts), at);
            case question::form::number:
                return rows_.inside(cell, q.within, at);
            case question::form::day:
                if (q.low) parts.push_back(rows_.make(q.low->inclusive ? op::less_equal : op::less, {day(*q.low), cell}, at));
                if (q.high) parts.push_back(rows_.make(q.high->inclusive ? op::less_equal : op::less, {cell, day(*q.high)}, at));
                return parts.size() == 1 ? parts.front() : rows_.make(op::all, std::move(parts), at);
            case question::form::truth:
            case question::form::filled:
                break;
        }
        return cell;
    }

    row_plan& rows_;
    const folded& line_;
};

}  // namespace

bool line_reader::skip(std::string_view word) {
    if (!sees(word)) return false;
    at += word.size();
    return true;
}

bool line_reader::skip_one(std::initializer_list<std::string_view> words) {
    std::size_t longest = 0;
    for (const auto word : words)
        if (word.size() > longest && sees(word)) longest = word.size();
    at += longest;
    return longest > 0;
}

std::optional<std::size_t> column_at(const record_table& table, const folded& line, std::size_t at, std::size_t& end) {
    std::optional<std::size_t> found;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const auto& name = table.columns[c].name;
        const std::string text = fold(name, {0, static_cast<std::uint32_t>(name.size())}).text;
        if (text.empty() || line.text.compare(at, text.size(), text) != 0 || (found && at + text.size() <= end)) continue;
        found = c;
        end = at + text.size();
    }
    return found;
}

std::optional<std::size_t> option_at(const fact& column, line_reader& in) {
    std::optional<std::size_t> found;
    std::size_t longest = 0;
    for (std::size_t i = 0; i < column.options.size(); ++i) {
        const auto& option = column.options[i];
        const auto text = fold(option, {0, static_cast<std::uint32_t>(option.size())}).text;
        if (in.sees(text) && text.size() > longest) found = i, longest = text.size();
    }
    in.at += longest;
    return found;
}

std::optional<interval> interval_in(const interval_text& is, const fact& column, const model& m) {
    const auto bound = [&](const bound_text& b) -> std::optional<limit> {
        auto value = number::parse(b.amount.value);
        if (!value) return std::nullopt;
        if (!b.amount.unit.empty() && b.amount.unit != column.unit) value = convert(*value, b.amount.unit, column.unit);
        if (!value) return std::nullopt;
        return limit{*value, includes(b, m), b.named};
    };
    interval out;
    if (is.low && !(out.low = bound(*is.low))) return std::nullopt;
    if (is.high && !(out.high = bound(*is.high))) return std::nullopt;
    return out;
}

std::optional<std::vector<record_condition>> read_conditions(row_plan& rows, line_reader& in, const model& m, misread& why) {
    const auto read = condition_reader(rows, in, m, why).any_of(deepest);
    if (!read) return std::nullopt;
    condition_writer writer(rows, in.line);
    std::vector<record_condition> out;
    if (read->is != formula_of::form::all) {
        out.push_back(writer.write(*read));
        return out;
    }
    for (const auto& part : read->parts) out.push_back(writer.write(part));
    return out;
}

}  // namespace fenze
