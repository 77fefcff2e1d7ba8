#include "interpreter/form/fill.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/evaluate.hpp"
#include "interpreter/facts/date.hpp"
#include "interpreter/facts/read.hpp"
#include "interpreter/form/members.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/records/table.hpp"
#include "interpreter/result.hpp"

namespace fenze {
namespace {

bool is_blank_text(std::string_view text) { return written_characters(text) == 0; }
bool says_none(std::string_view text) { return name_key(text) == "无"; }

/// 2019年6月, 2019-06, 2019.6: the month's first day.
std::optional<std::int64_t> parse_month(std::string_view text) {
    if (const auto day = parse_date(text)) return day;
    auto words = fold_width(text);
    if (ends(words, "月")) words.resize(words.size() - 3);
    else if (!has_any(words, {"-", "/", "."})) return std::nullopt;
    if (const auto year = words.find("年"); year != std::string::npos) words.replace(year, 3, "-");
    std::replace(words.begin(), words.end(), '/', '-');
    std::replace(words.begin(), words.end(), '.', '-');
    return parse_date(words + "-1");
}

/// The value of an operation where all that it needs is known; `values` keeps what its operands came to.
std::optional<number> operation_value(const plan& p, std::uint32_t operation, const fact_values& facts, std::vector<number>& values, int depth = 0) {
    const auto& o = p.operations[operation];
    if (o.kind == op::fact) return facts[o.index];
    constexpr int deepest = 600;  // a formula joins at most 500 operations
    if (depth > deepest) return std::nullopt;
    for (const auto in : o.in) {
        const auto value = operation_value(p, in, facts, values, depth + 1);
        if (!value) return std::nullopt;
        values[in] = *value;
    }
    return evaluate_one(p, operation, values);
}

class filler {
public:
    filler(const form& f, const source& file, diagnostics& out) : form_(f), file_(file), out_(out) {}

    filled_form run(const record& from, const fact_values* scoring) {
        made_.boxes.resize(form_.boxes.size());
        made_.values.resize(form_.program.facts.size());
        for (const auto& value : from.values) take(value);
        for (std::size_t b = 0; b < form_.boxes.size(); ++b) look(b);
        for (std::size_t f = 0; f < form_.from_score.size(); ++f)
            if (form_.from_score[f] && scoring && *form_.from_score[f] < scoring->size()) made_.values[f] = (*scoring)[*form_.from_score[f]];
        compute();
        for (std::size_t b = 0; b < form_.boxes.size(); ++b)
            if (form_.boxes[b].is == box_kind::table) members(b, from);
        for (std::size_t b = 0; b < form_.boxes.size(); ++b)
            if (!made_.boxes[b].given && !made_.boxes[b].computed && form_.boxes[b].required) missing(b);
        return std::move(made_);
    }

private:
    void problem(const char* code, std::size_t b, words message, words help) {
        auto d = facts_problem(file_, made_.boxes[b].at, code, std::move(message), std::move(help));
        d.where = form_.boxes[b].name;
        out_.push_back(std::move(d));
    }

    void take(const given& value) {
        const auto* box = form_.find(value.name);
        if (!box) return;
        const auto b = static_cast<std::size_t>(box - form_.boxes.data());
        auto& to = made_.boxes[b];
        if (by_.size() < form_.boxes.size()) by_.resize(form_.boxes.size());
        if (by_[b]) {
            problem("FZ203", b, {"“" + value.name + "”填了两次。", "\"" + value.name + "\" is given twice."}, {"只留一个。", "Keep one of them."});
            return;
        }
        by_[b] = &value;
        to.at = value.at;
        if (value.is == shape::null || is_blank_text(value.text)) return;
        to.text = value.text;
        to.given = true;
        to.none = says_none(value.text);
        ++made_.given;
    }

    /// The table of the box; 无 in its place, where there is nothing to list.
    void members(std::size_t b, const record& from) {
        const auto& box = form_.boxes[b];
        auto& is = made_.boxes[b];
        for (const auto& table : from.tables) {
            std::vector<std::string> heads;
            for (const auto& c : table.columns) heads.push_back(c.text);
            if (member_box(form_, table.name, heads) != &box) continue;
            is.at = table.at;
            if (!is.given) ++made_.given;
            is.given = true;
            check_members(box, table, file_, out_);
        }
    }

    void missing(std::size_t b) {
        if (form_.boxes[b].is == box_kind::table) {
            problem("FZ274", b, {"这张表没有填。", "This table is missing."},
                {"在表名下面写表头，一行一条；没有内容的，在表名后面写“无”。", "Write its heads and rows below its name, or 无 behind it."});
            return;
        }
        words help{"请填写。", "Fill it in."};
        if (form_.none_is_an_answer) help = {"没有内容的，请填“无”。", "Write 无 where there is nothing to say."};
        problem("FZ274", b, {"这一栏没有填。", "This box is blank."}, help);
    }

    void look(std::size_t b) {
        const auto& box = form_.boxes[b];
        auto& is = made_.boxes[b];
        if (!is.given) return;
        const fact& f = form_.program.facts[box.fact];
        if (box.is == box_kind::figure) {
            if (is.none) {
                const bool amount = f.kind == fact_kind::count || f.kind == fact_kind::amount || f.kind == fact_kind::number || f.kind == fact_kind::percent;
                if (amount) is.value = number(0);
            } else if (f.kind == fact_kind::date && box.month_alone) {
                const auto day = parse_month(is.text);
                if (day) is.value = number(*day);
                else
                    problem("FZ218", b, {"“" + is.text + "”：不是年月。", "\"" + is.text + "\" is no month."},
                        {"写成“2019年6月”或“2019-06”。", "Write it like 2019-06."});
            } else {
                const auto before = out_.size();
                is.value = bind_value(f, *by_[b], file_, out_);
                for (auto added = before; added < out_.size(); ++added) out_[added].where = box.name;
            }
            made_.values[box.fact] = is.value;
            return;
        }
        if (is.none) return;
        if (box.most_characters) {
            const auto count = written_characters(is.text);
            if (count > *box.most_characters)
                problem("FZ275", b,
                    {"有" + std::to_string(count) + "字，超过" + std::to_string(*box.most_characters) + "字。",
                        "It has " + std::to_string(count) + " characters, more than " + std::to_string(*box.most_characters) + "."},
                    {"请删去" + std::to_string(count - *box.most_characters) + "字；标点计入，空格和换行不计。",
                        "Shorten it by " + std::to_string(count - *box.most_characters) + "; punctuation counts, blanks do not."});
        }
        if (!fits(box.pattern, is.text)) pattern(b);
    }

    void pattern(std::size_t b) {
        const auto& text = made_.boxes[b].text;
        const auto said = "“" + text + "”";
        switch (form_.boxes[b].pattern) {
            case box_pattern::email:
                return problem(
                    "FZ276", b, {said + "不像电子信箱。", "\"" + text + "\" is no e-mail address."}, {"写成“name@example.com”。", "Write name@example.com."});
            case box_pattern::postcode:
                return problem(
                    "FZ276", b, {said + "不像邮政编码。", "\"" + text + "\" is no post code."}, {"邮政编码是6位数字。", "A post code has six digits."});
            case box_pattern::telephone:
                return problem("FZ276", b, {said + "不像电话号码。", "\"" + text + "\" is no telephone number."},
                    {"写成“0931-8929999”或“13900000000”；几个号码用“、”分开。", "Write 0931-8929999; part several by 、."});
            case box_pattern::web:
                return problem("FZ276", b, {said + "不像网址。", "\"" + text + "\" is no web address."},
                    {"写成“www.example.cn”；没有的填“无”。", "Write www.example.cn, or 无."});
            case box_pattern::none:
                return;
        }
    }

    /// Blank boxes that follow from others, and those that follow from them.
    void compute() {
        values_.resize(form_.program.operations.size());
        for (bool any = true; any;) {
            any = false;
            for (std::size_t b = 0; b < form_.boxes.size(); ++b) {
                const auto& box = form_.boxes[b];
                auto& is = made_.boxes[b];
                if (!box.computed || is.given || is.computed) continue;
                const auto value = operation_value(form_.program, *box.computed, made_.values, values_);
                if (!value) continue;
                is.value = value;
                is.computed = any = true;
                is.text = value->text();
                made_.values[box.fact] = value;
                ++made_.computed;
            }
        }
    }

    const form& form_;
    const source& file_;
    diagnostics& out_;
    filled_form made_;
    std::vector<const given*> by_;
    std::vector<number> values_;
};

}  // namespace

filled_form fill_form(const form& f, const record& from, const source& file, const fact_values* scoring, diagnostics& out) {
    return filler(f, file, out).run(from, scoring);
}

record for_scoring(const form& f, const fact_index& scoring, const record& from) {
    record out = from;
    out.values.clear();
    const auto& counted = scoring.of().records;
    std::erase_if(out.tables, [&](const given_table& table) {
        const bool own =
            counted && std::any_of(counted->tables.begin(), counted->tables.end(), [&](const auto& t) { return name_key(t.name) == name_key(table.name); });
        return !own && member_box(f, table.name, {});
    });
    for (const auto& value : from.values) {
        const auto* box = f.find(value.name);
        const bool own = scoring.find(value.name).size() == 1;
        if (!box || (own && !box->feeds)) {
            out.values.push_back(value);
            continue;
        }
        if (!box->feeds) continue;
        given fed = value;
        fed.name = scoring.of().facts[*box->feeds].path;
        const auto& unit = f.program.facts[box->fact].unit;
        if (fed.is != shape::null && says_none(fed.text)) {
            fed.text = "0";
        } else if (const auto read = fed.is == shape::null ? std::nullopt : parse_quantity(fed.text); read && read->unit.empty() && !unit.empty()) {
            const auto& to = scoring.of().facts[*box->feeds].unit;
            if (to != unit && convert(number(1), unit, to)) fed.text += unit, fed.is = shape::words;
        }
        out.values.push_back(std::move(fed));
    }
    return out;
}

void broken_relations(const form& f, const filled_form& filled, const source& file, diagnostics& out) {
    const auto& p = f.program;
    const auto box_of = [&](std::uint32_t fact) {
        const auto found = std::find_if(f.boxes.begin(), f.boxes.end(), [&](const form_box& b) { return b.fact == fact; });
        return found == f.boxes.end() ? nullptr : &*found;
    };
    for (const auto c : broken_constraints(p, filled.values)) {
        const auto& broken = p.constraints[c];
        span at;
        std::string names;
        std::vector<std::string> labels;
        for (const auto fact : broken.facts) {
            const auto* box = box_of(fact);
            if (box && at.empty()) at = filled.boxes[static_cast<std::size_t>(box - f.boxes.data())].at;
            labels.push_back(box && box->grid ? box->label : p.facts[fact].name);
        }
        // one column of several rows: the rows tell them apart
        const bool column = labels.size() > 1 && std::all_of(labels.begin(), labels.end(), [&](const auto& l) { return l == labels.front(); });
        bool days = false;
        for (std::size_t n = 0; n < labels.size(); ++n) {
            const auto fact = broken.facts[n];
            const auto* box = box_of(fact);
            names += (names.empty() ? "" : "、") + (column && box ? box->group : labels[n]) + " " +
                     (filled.values[fact] ? value_text(p.facts[fact], *filled.values[fact]) : "");
            days = days || p.facts[fact].kind == fact_kind::date;
        }
        words message = broken.message;
        std::vector<number> values(p.operations.size());
        const auto& sides = p.operations[broken.operation].in;
        const auto left = operation_value(p, sides[0], filled.values, values), right = operation_value(p, sides[1], filled.values, values);
        if (left && right && !days) {
            message.zh += "现在两边是" + left->text() + "和" + right->text() + "。";
            message.en += " The sides are " + left->text() + " and " + right->text() + ".";
        }
        auto d = facts_problem(file, at, "FZ277", std::move(message), {"请核对：" + names + "。", "Check: " + names + "."});
        d.where = broken.facts.empty() ? std::string() : p.facts[broken.facts.front()].name;
        out.push_back(std::move(d));
    }
}

}  // namespace fenze
