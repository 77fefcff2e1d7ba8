// 曲线: the total as a function of one fact, drawn with bars.

#include <algorithm>

#include "interpreter/evaluate.hpp"
#include "interpreter/facts/bind.hpp"
#include "interpreter/facts/read.hpp"
#include "interpreter/goal/curve.hpp"
#include "interpreter/goal/moves.hpp"
#include "interpreter/open_plan.hpp"
#include "interpreter/quantity.hpp"
#include "repl/layout.hpp"
#include "repl/next_step_text.hpp"
#include "repl/reasons.hpp"
#include "repl/sample.hpp"
#include "repl/talk/commands.hpp"
#include "repl/talk/request.hpp"

namespace fenze {
namespace {

constexpr std::int64_t most_rows = 30;

/// A row of the drawing: a value, or what lies just beside it; without points where the value cannot stand beside other facts.
struct curve_row {
    number x;
    int beside = 0;  // -1: just below x, 1: just above it
    std::optional<number> y;
};

/// A figure of the range in the fact's own unit, whatever its own limits are.
std::optional<number> figure(const fact& f, std::string_view words) {
    fact loose = f;
    loose.min.reset();
    loose.max.reset();
    loose.whole = false;
    loose.kind = fact_kind::number;
    diagnostics problems;
    const source file("", std::string(words));
    const given g{f.path, shape::words, std::string(words), {0, static_cast<std::uint32_t>(words.size())}};
    auto value = bind_value(loose, g, file, problems);
    constexpr std::size_t most_digits = 30;
    return has_error(problems) || !value || value->text().size() > most_digits ? std::nullopt : value;
}

/// 500万元..2000万元, 500～2000万元, 0到10: both ends; a unit that stands behind the second holds for the first as well.
std::optional<std::pair<number, number>> range_said(const fact& f, std::string_view words) {
    for (const std::string_view between : {"......", "……", "...", "..", "…", "～", "~", "至", "到", "——", "—", "－", "–", "-"})
        for (auto at = words.find(between, 1); at != std::string_view::npos; at = words.find(between, at + 1)) {
            auto low = std::string(trimmed(words.substr(0, at)));
            const auto high = trimmed(words.substr(at + between.size()));
            const auto first = parse_quantity(low), second = parse_quantity(high);
            if (!first || !second) continue;
            if (first->unit.empty()) low += second->unit;
            const auto from = figure(f, low), to = figure(f, high);
            if (from && to) return std::pair{*from, *to};
        }
    return std::nullopt;
}

bool leveled(const fact& f) { return f.kind == fact_kind::choice || f.kind == fact_kind::boolean; }
bool by_ones(const fact& f) { return leveled(f) || f.kind == fact_kind::count || f.whole; }

/// Where a curve has shown its bends: behind the last figure of the rubric, or where it lies flat.
number telling_end(const plan& p, const fact_values& facts, std::uint32_t f, const number& from, const number& now) {
    constexpr std::size_t enough = 8;  // steps that repeat themselves
    const auto figures = figures_of(p)[f];
    number end = maximum(now, from);
    for (const number& n : figures.at) end = maximum(end, n);
    for (const auto& r : figures.every) end = maximum(end, r.from + r.by * number(static_cast<std::int64_t>(enough)));
    if (end <= from) end = from + number(10);
    const auto beyond = [&](const number& last) { return from + (last - from) * number::fraction(5, 4); };
    // far behind the last figure: what is flat there stays flat
    const auto line = curve_of(p, facts, f, p.total, from, from + (end - from) * number(16));
    if (!line || line->points.size() < 2) return beyond(end);
    const auto bends = line->points.size() - 2;
    const bool flat = bends > 0 && line->lines.back().slope.sign() == 0 && line->values.back() == line->lines.back().base;
    if (flat && bends <= static_cast<std::size_t>(most_rows) / 2) return maximum(beyond(line->points[bends]), now);
    return bends == 0 ? beyond(end) : maximum(beyond(end), line->points[std::min(bends, enough)]);
}

class curve_drawing {
public:
    curve_drawing(const moment& at, std::uint32_t f, const manner& how, std::uint32_t width)
        : book_(*at.book), p_(book_.program()), f_(p_.facts[f]), index_(f), given_(at.facts), facts_(at.facts), zh_(how.zh), width_(width) {
        const auto start = starting_values(p_, facts_);
        for (std::size_t i = 0; i < facts_.size(); ++i) {
            if (facts_[i]) continue;
            if (i != index_ && p_.facts[i].use == fact_use::score) ++open_;
            facts_[i] = start[i];
        }
        now_ = *facts_[index_];
        domain_ = domain_of(f_);
    }

    std::string drawn(std::optional<number> from, std::optional<number> to) {
        if (leveled(f_)) {
            if (from) remark("“" + f_.name + "”是选项，全部列出。", "It is a choice: all of it is shown.");
            from = domain_.low->at;
            to = domain_.high->at;
        } else if (from && to) {
            if (!(*from < *to)) return say("范围要小的在前、大的在后，如“0..10”。", "The smaller end comes first, e.g. 0..10.");
            if (!within(*from, *to)) return remarks_;
        } else if (!choose(from, to)) {
            return remarks_;
        }
        const auto line = curve_of(p_, facts_, index_, p_.total, *from, *to);
        if (!line) return say("“" + f_.name + "”变化时，总分不是分段的直线，画不出。", "The total is no piecewise straight line of \"" + f_.name + "\".");
        auto rows = rows_of(*line, *from, *to);
        head();
        if (rows.size() > static_cast<std::size_t>(most_rows)) {
            remark("这一段里有 " + std::to_string(rows.size()) + " 处转折，只列前 " + std::to_string(most_rows) + " 处；把范围写小些。",
                "Only the first bends are shown.");
            rows.resize(static_cast<std::size_t>(most_rows));
        }
        return remarks_ + bars(rows);
    }

private:
    [[nodiscard]] std::string say(const std::string& zh, const std::string& en) const {
        std::string out;
        for (const auto& part : wrap(zh_ ? zh : en, width_ > 4 ? width_ - 2 : width_)) out += "  " + part + "\n";
        return out;
    }
    void remark(const std::string& zh, const std::string& en) { remarks_ += say(zh, en); }

    void head() {
        std::string zh = f_.name + "变化时的总分", en = f_.name + ": the total as it moves";
        if (open_ > 0) zh += "（其余未填的 " + std::to_string(open_) + " 项按没有计）", en += " (" + std::to_string(open_) + " facts not given count as none)";
        remark(zh, en);
        for (const auto& c : p_.constraints)
            for (const auto other : c.facts)
                if (p_.facts[other].kind == fact_kind::choice && other != index_ && std::find(c.facts.begin(), c.facts.end(), index_) != c.facts.end())
                    remark("“" + p_.facts[other].name + "”" + (given_[other] ? "是" : "未填，按") + "“" + value_text(p_.facts[other], *facts_[other]) + "”" +
                               (given_[other] ? "。" : "算。"),
                        "\"" + p_.facts[other].name + "\" is " + value_text(p_.facts[other], *facts_[other]) + ".");
    }

    /// A range that was asked for, cut to what the fact may be; false where nothing of it may.
    bool within(number& from, number& to) {
        const auto shown = [&](const number& n) { return amount_text(f_, n); };
        if ((domain_.low && to < domain_.low->at) || (domain_.high && domain_.high->at < from)) {
            remark("“" + f_.name + "”没有这样的值：" + limits() + "。", "It has no such values.");
            return false;
        }
        if (domain_.low && from < domain_.low->at) {
            from = domain_.low->at;
            remark("“" + f_.name + "”不会小于" + shown(from) + "，从" + shown(from) + "画起。", "It cannot be less than " + shown(from) + ".");
        }
        if (domain_.high && domain_.high->at < to) {
            to = domain_.high->at;
            remark("“" + f_.name + "”不会大于" + shown(to) + "，画到" + shown(to) + "。", "It cannot be more than " + shown(to) + ".");
        }
        if (by_ones(f_)) {
            if (from.is_integer() && to.is_integer()) return bound(from, to);
            from = ceiling(from);
            to = floor(to);
            remark("“" + f_.name + "”只有整数。", "It is a whole number.");
            if (to < from) return false;
        }
        return bound(from, to);
    }

    [[nodiscard]] std::string limits() const {
        const auto low = domain_.low ? amount_text(f_, domain_.low->at) : "", high = domain_.high ? amount_text(f_, domain_.high->at) : "";
        if (!domain_.high) return "不小于" + low;
        return domain_.low ? low + "至" + high : "不大于" + high;
    }

    bool choose(std::optional<number>& from, std::optional<number>& to) {
        from = domain_.low ? domain_.low->at : minimum(number(), now_);
        to = domain_.high ? domain_.high->at : maximum(telling_end(p_, facts_, index_, *from, now_), now_);
        if (!domain_.low) {
            const auto all = figures_of(p_);
            for (const number& n : all[index_].at) from = minimum(*from, n - (*to - n) * number::fraction(1, 4));
        }
        if (by_ones(f_)) {
            from = floor(*from);
            to = ceiling(*to) + number(domain_.high ? 0 : 1);
        }
        return bound(*from, *to);
    }

    /// A mark that another fact holds to a range (很完善得7-9分) is drawn within that range.
    bool bound(number& from, number& to) {
        for (const auto& c : p_.constraints) {
            if (std::find(c.facts.begin(), c.facts.end(), index_) == c.facts.end() || f_.kind != fact_kind::score) continue;
            const auto holds = curve_of(p_, facts_, index_, c.operation, from, to);
            if (!holds) continue;
            std::optional<number> low, high;
            const auto take = [&](const number& n) {
                if (!low) low = n;
                high = n;
            };
            for (std::size_t i = 0; i < holds->points.size(); ++i) {
                if (holds->values[i].sign() != 0) take(holds->points[i]);
                if (i < holds->lines.size() && holds->lines[i].base.sign() != 0) take(holds->points[i]), take(holds->points[i + 1]);
            }
            if (!low) {
                remark(c.message.zh + "，这一段里没有可填的分数。", c.message.en + "; there is no such mark in this range.");
                return false;
            }
            from = *low;
            to = *high;
        }
        return true;
    }

    [[nodiscard]] std::vector<curve_row> rows_of(const fact_curve& line, const number& from, const number& to) const {
        std::vector<curve_row> rows;
        const auto add = [&](const number& x, int beside, const number& y) {
            auto with = facts_;
            with[index_] = x;
            const bool fits = beside != 0 || broken_constraints(p_, with).empty();
            rows.push_back({x, beside, fits ? std::optional(y) : std::nullopt});
        };
        if (by_ones(f_)) {
            const auto count = (to - from).to_int();
            std::vector<number> at;
            if (count && *count < most_rows) {
                for (std::int64_t i = 0; i <= *count; ++i) at.push_back(from + number(i));
            } else {
                for (const number& x : line.points)
                    for (const number& near : {floor(x), ceiling(x), floor(x) + 1})
                        if (near >= from && near <= to) at.push_back(near);
                std::sort(at.begin(), at.end());
                at.erase(std::unique(at.begin(), at.end()), at.end());
                // of several neighbours with the same points the first will do
                for (std::size_t i = 1; i + 1 < at.size();)
                    if (line.at(at[i]) == line.at(at[i - 1])) at.erase(at.begin() + static_cast<std::ptrdiff_t>(i));
                    else ++i;
            }
            for (const number& x : at) add(x, 0, line.at(x));
            return rows;
        }
        for (std::size_t i = 0; i < line.points.size(); ++i) {
            const number& x = line.points[i];
            // what is reached just below is seen from the rows before, unless the line there climbs
            if (i > 0 && line.lines[i - 1].slope.sign() != 0 && !(line.lines[i - 1].at(x) == line.values[i])) add(x, -1, line.lines[i - 1].at(x));
            add(x, 0, line.values[i]);
            if (i < line.lines.size() && !(line.lines[i].at(x) == line.values[i])) add(x, 1, line.lines[i].at(x));
        }
        if (std::none_of(rows.begin(), rows.end(), [&](const curve_row& r) { return r.beside == 0 && r.x == now_; }) && from < now_ && now_ < to) {
            const auto behind = std::find_if(rows.begin(), rows.end(), [&](const curve_row& r) { return now_ < r.x; });
            rows.insert(behind, {now_, 0, line.at(now_)});
        }
        return rows;
    }

    [[nodiscard]] std::string label(const curve_row& row) const {
        const auto at = amount_text(f_, row.x);
        if (row.beside == 0) return at;
        return row.beside > 0 ? (zh_ ? "超过" : "above ") + at : (zh_ ? "不到" : "below ") + at;
    }

    [[nodiscard]] std::string bars(const std::vector<curve_row>& rows) const {
        constexpr std::uint32_t longest_bar = 60;
        number most, least;
        std::uint32_t left = 0, right = 0;
        for (const auto& row : rows) {
            left = std::max(left, cells(label(row)));
            if (!row.y) continue;
            most = maximum(most, *row.y);
            least = minimum(least, *row.y);
            right = std::max(right, cells(row.y->display()));
        }
        const auto taken = left + right + 6;
        const auto room = static_cast<int>(width_ > taken ? std::min(width_ - taken, longest_bar) : 0);
        const auto span_of = most - least;
        std::string out;
        for (const auto& row : rows) {
            const bool here = row.beside == 0 && row.x == now_;
            std::string line = std::string(here ? "› " : "  ") + pad_left(label(row), left) + "  ";
            if (!row.y) {
                out += line + (zh_ ? "与别的事实合不上" : "does not fit the other facts") + "\n";
                continue;
            }
            const auto share = span_of.sign() > 0 ? divide((*row.y - least) * number(room), span_of).value_or(number()) : number();
            const auto length = floor(share).to_int().value_or(0);
            line += pad_left(row.y->display(), right);
            if (length > 0) line += "  ";
            for (std::int64_t i = 0; i < length; ++i) line += "▇";
            out += line + "\n";
        }
        return out;
    }

    const rulebook& book_;
    const plan& p_;
    const fact& f_;
    std::uint32_t index_;
    const fact_values& given_;
    fact_values facts_;
    bool zh_;
    std::uint32_t width_;
    std::size_t open_ = 0;
    number now_;
    extent domain_;
    std::string remarks_;
};

}  // namespace

std::string commands_of::curve(std::string_view rest) {
    const auto& p = s.now_.book->program();
    if (rest.empty()) {
        const auto example = sample_fact_of(p);
        const auto words = example.name + (example.counted ? " 0..10" : "");
        return say("看哪一项？如“曲线 " + words + "”。", "Of which fact? e.g. curve " + words);
    }
    std::optional<std::uint32_t> index;
    std::optional<std::pair<number, number>> asked;
    // the longest name that leaves a range behind it
    for (std::size_t i = rest.size(); i-- > 1 && !asked;) {
        if ((static_cast<unsigned char>(rest[i]) & 0xC0U) == 0x80U) continue;
        const auto tail = trimmed(rest.substr(i));
        const bool begins =
            !tail.empty() && ((tail.front() >= '0' && tail.front() <= '9') || tail.front() == '-' || static_cast<unsigned char>(tail.front()) >= 0x80U);
        if (!begins) continue;
        const bool parted =
            blank_at(rest, i) > 0 || blank_at(rest, i - 1) > 0 || (rest[i] >= '0' && rest[i] <= '9' && !(rest[i - 1] >= '0' && rest[i - 1] <= '9'));
        if (!parted) continue;
        auto name = trimmed(rest.substr(0, i));
        for (const std::string_view word : {"从", "由", "在"})
            if (name.ends_with(word)) name = trimmed(name.substr(0, name.size() - word.size()));
        const auto meant = facts_named(*s.now_.book, name);
        if (!meant.sure) continue;
        asked = range_said(p.facts[meant.facts.front()], tail);
        if (asked) index = meant.facts.front();
    }
    if (!index) {
        std::string problem;
        index = fact(rest, problem);
        if (!index) {
            const auto last = rest.find_last_of(' ');
            if (last != std::string_view::npos && facts_named(*s.now_.book, rest.substr(0, last)).sure)
                return say("“" + std::string(trimmed(rest.substr(last))) + "”不是一个范围。写成“0..10”或“500万元至2000万元”。",
                    "Write the range as 0..10 or 500万元..2000万元.");
            return problem;
        }
    }
    const auto& f = p.facts[*index];
    if (f.kind == fact_kind::text || f.kind == fact_kind::date) return say("“" + f.name + "”不是数量，画不出曲线。", "\"" + f.name + "\" is no quantity.");
    const auto manner_here = how();
    curve_drawing drawing(s.now_, *index, manner_here, s.width_);
    return asked ? drawing.drawn(asked->first, asked->second) : drawing.drawn(std::nullopt, std::nullopt);
}

}  // namespace fenze
