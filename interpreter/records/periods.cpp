// Days and periods read from text, and counted from the day of reference.

#include "interpreter/records/periods.hpp"

#include "dsl/text.hpp"
#include "interpreter/facts/date.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

/// A place in folded text, tried with plain words.
struct reader {
    const folded& line;
    std::size_t at;

    [[nodiscard]] std::string_view rest() const { return std::string_view(line.text).substr(at); }
    bool skip(std::string_view word) {
        if (!starts(rest(), word)) return false;
        at += word.size();
        return true;
    }
    bool skip_one(word_list words) {
        std::size_t longest = 0;
        for (const auto word : words)
            if (word.size() > longest && starts(rest(), word)) longest = word.size();
        at += longest;
        return longest > 0;
    }
    std::optional<int> digits(std::size_t least, std::size_t most) {
        std::size_t n = 0;
        int value = 0;
        while (n < most && at + n < line.text.size() && line.text[at + n] >= '0' && line.text[at + n] <= '9') value = value * 10 + (line.text[at + n++] - '0');
        if (n < least) return std::nullopt;
        at += n;
        return value;
    }
    /// 3, 三, 十二 before `unit`.
    std::optional<int> count_before(word_list units) {
        for (std::size_t n = 1; n <= 9 && at + n < line.text.size(); ++n) {
            reader behind{line, at + n};
            if (!behind.skip_one(units)) continue;
            const auto value = parse_numeral(rest().substr(0, n));
            const auto whole = value ? value->to_int() : std::nullopt;
            if (!whole || *whole < 1 || *whole > 99) return std::nullopt;
            at = behind.at;
            return static_cast<int>(*whole);
        }
        return std::nullopt;
    }
    [[nodiscard]] bool behind_digit() const { return at > 0 && line.text[at - 1] >= '0' && line.text[at - 1] <= '9'; }
};

period fixed(std::int64_t from, std::int64_t to) {
    period p;
    p.from = from;
    p.to = to;
    return p;
}

/// The year with all its days.
std::optional<period> whole_years(int first, int last) {
    const auto from = day_of({first, 1, 1}), to = day_of({last, 12, 31});
    if (!from || !to || *to < *from) return std::nullopt;
    return fixed(*from, *to);
}

std::optional<period> one_day(std::optional<int> year, int month, int day) {
    if (!year) {
        if (!day_of({2000, month, day})) return std::nullopt;
        period p;
        p.is = period::kind::day_of_year;
        p.month = month;
        p.day = day;
        return p;
    }
    const auto at = day_of({*year, month, day});
    if (!at) return std::nullopt;
    return fixed(*at, *at);
}

read<period> named(period p, const folded& line, std::size_t from, std::size_t end) {
    p.name = line.text.substr(from, end - from);
    p.at = line.original(from, end);
    return {std::move(p), end};
}

/// From the first of a month to the last of another.
std::optional<period> whole_months(int first_year, int first, int last_year, int last) {
    const auto from = day_of({first_year, first, 1});
    const auto begins_next = last == 12 ? day_of({last_year + 1, 1, 1}) : day_of({last_year, last + 1, 1});
    if (!from || !begins_next || last < 1 || *begins_next <= *from) return std::nullopt;
    return fixed(*from, *begins_next - 1);
}

std::optional<int> read_year(reader& in) {
    reader probe = in;
    if (probe.behind_digit()) return std::nullopt;
    const auto year = probe.digits(4, 4);
    if (!year || !probe.skip_one({"年度", "年"})) return std::nullopt;
    in.at = probe.at;
    return year;
}

const word_list up_to{"起至", "起到", "至", "到", "-", "~"};

/// Behind a year: 上半年, 第三季度, 前三季度, 1月, 1月至6月, 3月至2020年6月.
std::optional<period> part_of_year(int year, reader& in) {
    if (in.skip("上半年")) return whole_months(year, 1, year, 6);
    if (in.skip("下半年")) return whole_months(year, 7, year, 12);
    reader quarter = in;
    const bool first_ones = quarter.skip_one({"前", "第一至第", "一至", "1至", "1-"});
    if (!first_ones) quarter.skip("第");
    if (const auto n = quarter.count_before({"个季度", "季度"}); n && *n <= 4) {
        in.at = quarter.at;
        return whole_months(year, first_ones ? 1 : *n * 3 - 2, year, *n * 3);
    }
    const auto first = in.digits(1, 2);
    const bool month = in.skip_one({"月份", "月"});
    if (!first) return std::nullopt;
    if (reader to = in; to.skip_one(up_to)) {
        const auto last_year = read_year(to);
        const auto last = to.digits(1, 2);
        if (last && to.skip_one({"月份", "月"})) {
            in.at = to.at;
            return whole_months(year, *first, last_year.value_or(year), *last);
        }
    }
    if (!month) return std::nullopt;
    return whole_months(year, *first, year, *first);
}

}  // namespace

std::optional<read<period>> read_day(const folded& line, std::size_t at) {
    reader in{line, at};
    if (in.behind_digit()) return std::nullopt;
    if (reader plain = in; const auto year = plain.digits(4, 4)) {
        for (const std::string_view sign : {"-", "/", "."}) {
            reader p = plain;
            if (!p.skip(sign)) continue;
            const auto month = p.digits(1, 2);
            if (!month || !p.skip(sign)) continue;
            const auto day = p.digits(1, 2);
            const auto is = day ? one_day(year, *month, *day) : std::nullopt;
            if (is) return named(*is, line, at, p.at);
        }
    }
    const auto year = read_year(in);
    if (year) in.skip("的");
    const auto month = in.digits(1, 2);
    if (!month || !in.skip("月")) return std::nullopt;
    const auto day = in.digits(1, 2);
    if (!day || !in.skip_one({"日", "号"})) return std::nullopt;
    const auto is = one_day(year, *month, *day);
    if (!is) return std::nullopt;
    return named(*is, line, at, in.at);
}

std::optional<read<period>> read_period(const folded& line, std::size_t at) {
    reader in{line, at};
    if (const auto from = read_day(line, at)) {
        reader behind{line, from->end};
        if (!behind.skip_one(up_to)) return std::nullopt;
        const auto to = read_day(line, behind.at);
        if (!to || !from->is.from) return std::nullopt;
        // 2019年1月1日至12月31日: of the same year
        const auto last = to->is.to ? to->is.to : day_of({calendar_of(*from->is.from).year, to->is.month, to->is.day});
        if (!last || *last < *from->is.from) return std::nullopt;
        reader end{line, to->end};
        end.skip("止");
        return named(fixed(*from->is.from, *last), line, at, end.at);
    }
    if (reader years = in; !years.behind_digit()) {
        const auto first = years.digits(4, 4);
        years.skip_one({"年度", "年"});
        if (first && years.skip_one(up_to)) {
            const auto last = read_year(years);
            const auto is = last ? whole_years(*first, *last) : std::nullopt;
            if (is) return named(*is, line, at, years.at);
        }
    }
    if (const auto year = read_year(in)) {
        reader part = in;
        const bool goes_on = part.skip_one({"上半", "下半", "前半", "后半"}) || part.digits(1, 4) || part.count_before({"季度", "个季度"}) ||
                             (part.skip_one({"第", "前"}) && part.count_before({"季度", "个季度", "个月"}));
        const auto is = goes_on ? part_of_year(*year, in) : whole_years(*year, *year);
        if (!is || (goes_on && in.digits(1, 2))) return std::nullopt;  // 2019年2月29日
        return named(*is, line, at, in.at);
    }
    period p;
    if (in.skip_one({"评价期", "评价期间", "评价期限", "评价周期", "考核期", "考核期间", "考核周期", "评估期", "评估周期", "自评期", "统计期", "统计期间"})) {
        p.is = period::kind::evaluation;
    } else if (in.skip_one(
                   {"上一个自然年度", "上一自然年度", "上个自然年度", "上一个年度", "上一年度", "上年度", "上一年", "上年", "去年", "前一年度", "前一年"})) {
        p.is = period::kind::years_before;
    } else if (in.skip_one({"本年度", "本年", "当年度", "当年", "今年", "本自然年度"})) {
        p.is = period::kind::this_year;
    } else if (in.skip_one({"最近", "近", "过去", "前", "上"})) {
        if (const auto years = in.count_before({"个自然年度", "个完整年度", "个会计年度", "个年度", "个自然年", "个完整会计年度"})) {
            p.is = period::kind::years_before;
            p.years = *years;
        } else if (const auto until = in.count_before({"年"})) {
            p.is = starts(line.text.substr(at), "前") || starts(line.text.substr(at), "上") ? period::kind::years_before : period::kind::years_until;
            p.years = *until;
        } else {
            return std::nullopt;
        }
    } else {
        return std::nullopt;
    }
    return named(p, line, at, in.at);
}

bool hangs_on_day(const period& p, const rubric_time& when) {
    if (p.is == period::kind::fixed) return false;
    if (p.is != period::kind::evaluation) return true;
    return (when.evaluation && hangs_on_day(*when.evaluation, {})) || (when.last_day && hangs_on_day(*when.last_day, {}));
}

std::optional<day_span> days_of(const period& p, const rubric_time& when, std::optional<std::int64_t> reference, std::optional<std::int64_t> founded) {
    if (hangs_on_day(p, when) && !reference) return std::nullopt;
    const auto year = reference ? calendar_of(*reference).year : 0;
    day_span out;
    switch (p.is) {
        case period::kind::fixed:
            return day_span{p.from, p.to};
        case period::kind::day_of_year: {
            auto day = day_of({year, p.month, p.day});
            if (!day) day = day_of({year, p.month, p.day - 1});  // 2月29日
            return day_span{day, day};
        }
        case period::kind::this_year:
            out = {day_of({year, 1, 1}), day_of({year, 12, 31})};
            break;
        case period::kind::years_before:
            out = {day_of({year - p.years, 1, 1}), day_of({year - 1, 12, 31})};
            break;
        case period::kind::years_until:
            out = {months_later(*reference, -12 * static_cast<std::int64_t>(p.years)) + 1, reference};
            break;
        case period::kind::evaluation:
            if (when.evaluation) {
                const auto days = days_of(*when.evaluation, {}, reference, {});
                if (!days) return std::nullopt;
                out = *days;
            }
            if (when.last_day)
                if (const auto last = days_of(*when.last_day, {}, reference, {}); last && (!out.to || *last->to < *out.to)) out.to = last->to;
            break;
    }
    if (founded && (!out.from || *out.from < *founded)) out.from = founded;
    return out;
}

std::string span_text(const day_span& days) {
    if (days.from && days.to && *days.from == *days.to) return date_text(*days.from);
    if (days.from && days.to) return date_text(*days.from) + "至" + date_text(*days.to);
    if (days.to) return date_text(*days.to) + "及以前";
    return days.from ? date_text(*days.from) + "起" : "不限";
}

}  // namespace fenze
