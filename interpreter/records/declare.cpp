#include "interpreter/records/declare.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "interpreter/facts/date.hpp"
#include "interpreter/records/columns.hpp"
#include "interpreter/records/counts.hpp"
#include "interpreter/records/materials.hpp"
#include "interpreter/records/order.hpp"
#include "interpreter/records/periods.hpp"

namespace fenze {
namespace {

class record_declarer {
public:
    record_declarer(const source& text, const rubric_text& written, const model& m, plan& p, diagnostics& out)
        : text_(text), written_(written), m_(m), p_(p), out_(out) {}

    void run(std::uint32_t end) {
        const bool sound = !has_error(out_);
        for (const auto& d : written_.directives)
            if (d.word == "记录") declare_table(d);
        fact_index facts(p_);
        counting c{text_, m_, p_, rules_, facts, tables_};
        for (const auto& d : written_.directives)
            if (d.word == "统计") {
                const folded line = fold(text_, d.text_at);
                misread why;
                if (!read_count(c, d, line, why) && (sound || !why.no_fact)) complain("FZ181", d, line, std::move(why));
            }
        std::stable_sort(rules_.counts.begin(), rules_.counts.end(), [](const auto& a, const auto& b) { return a.fact < b.fact; });
        std::string founding;
        rules_.time = read_time(text_, written_, end, !tables_.empty(), founding, out_);
        if (!founding.empty() && !tables_.empty()) rules_.time.founded = founding_fact(founding);
        for (auto& rows : tables_) rules_.tables.push_back(rows.finished());
        for (std::size_t t = 0; t < rules_.tables.size(); ++t)
            if (rules_.tables[t].best) compare_worth(static_cast<std::uint32_t>(t));
        periods_are_said();
        rules_.materials = read_materials(text_, written_, end, p_);
        const auto& r = rules_;
        if (!r.tables.empty() || r.time.valid || !r.materials.empty()) p_.records = std::make_shared<const record_rules>(std::move(rules_));
    }

private:
    void complain(const char* code, const directive& d, const folded& line, misread why) {
        diagnostic problem;
        problem.code = code;
        problem.at = why.at >= line.text.size() ? d.text_at : line.original(why.at, line.text.size());
        problem.message = std::move(why.message);
        problem.help = std::move(why.help);
        out_.push_back(std::move(problem));
    }

    void declare_table(const directive& d) {
        const folded line = fold(text_, d.text_at);
        misread why;
        auto table = read_table(text_, d, line, why);
        if (!table) return complain("FZ180", d, line, std::move(why));
        for (const auto& other : tables_)
            if (name_key(other.table.name) == name_key(table->name))
                return complain("FZ180", d, line,
                    {0, {"“" + table->name + "”这张记录表写了两次。", "this table is declared twice"}, {"只留一行。", "keep one of them"}, false});
        tables_.emplace_back(std::move(*table));
    }

    /// A fact of the unit that the rubric has already, or a new one for the record only.
    std::uint32_t founding_fact(const std::string& name) {
        for (std::uint32_t f = 0; f < p_.facts.size(); ++f)
            if (name_key(p_.facts[f].name) == name_key(name) && p_.facts[f].kind == fact_kind::date) return f;
        fact f;
        f.name = f.path = name;
        f.use = fact_use::form;
        f.kind = fact_kind::date;
        f.node = no_node;
        f.at = written_.title_at;
        f.text = name;
        p_.facts.push_back(std::move(f));
        return static_cast<std::uint32_t>(p_.facts.size() - 1);
    }

    /// 就高不重复: what one more of each fact gives; and an item that took the greatest of its rules adds them up, each record counting once.
    void compare_worth(std::uint32_t t) {
        for (auto& c : rules_.counts) {
            if (c.table != t) continue;
            const auto worth = worth_of_one(p_, c.fact);
            if (worth) {
                c.worth = *worth;
                continue;
            }
            diagnostic d;
            d.code = "FZ181";
            d.at = c.at;
            d.message = {"“" + p_.facts[c.fact].name + "”不是每件计几分，看不出哪一类高，不能就高不重复。",
                "this fact does not give points for each, so that no greatest can be told"};
            d.help = {"改用“统计：" + rules_.tables[t].name + " 不重复计分”：按文件的先后，先合哪一类就计在哪一类。",
                "use 不重复计分: the first that fits in the order of the document"};
            out_.push_back(std::move(d));
        }
        for (auto& n : p_.nodes) {
            operation& joined = p_.operations[n.raw];
            const bool all = n.rules.size() > 1 && joined.kind == op::max && joined.in.size() == n.rules.size() &&
                             std::all_of(n.rules.begin(), n.rules.end(), [&](const plan_rule& r) {
                                 return std::find(joined.in.begin(), joined.in.end(), r.score) != joined.in.end() && from_table(r, t);
                             });
            if (!all) continue;
            joined.kind = op::add;
            n.notes.push_back({"就高不重复：每条记录只在得分最高的一类计入，各类相加", "each record counts where it gives most; the kinds add up"});
        }
    }

    [[nodiscard]] bool from_table(const plan_rule& r, std::uint32_t t) const {
        return std::all_of(r.facts.begin(), r.facts.end(), [&](std::uint32_t f) {
            return std::any_of(rules_.counts.begin(), rules_.counts.end(), [&](const record_count& c) { return c.fact == f && c.table == t; });
        });
    }

    /// 在评价期内 needs to be told which days those are.
    void periods_are_said() {
        if (rules_.time.evaluation || rules_.time.last_day) return;
        for (const auto& table : rules_.tables)
            for (const auto& p : table.periods) {
                if (p.is != period::kind::evaluation) continue;
                diagnostic d;
                d.code = "FZ184";
                d.at = p.at;
                d.message = {"文件里没有写“" + p.name + "”是从哪天到哪天。", "the days of this period are not said"};
                d.help = {"加一行“评价期：2019年1月1日至2019年12月31日”，或“评价期：上一个自然年度”。", "add a line 评价期：2019年1月1日至2019年12月31日"};
                out_.push_back(std::move(d));
            }
    }

    const source& text_;
    const rubric_text& written_;
    const model& m_;
    plan& p_;
    diagnostics& out_;
    std::vector<row_plan> tables_;
    record_rules rules_;
};

}  // namespace

void declare_records(const source& text, const rubric_text& written, const model& m, std::uint32_t end, plan& p, diagnostics& out) {
    record_declarer(text, written, m, p, out).run(end);
}

std::string record_lines(const source& text, const rubric_text& written, const plan& p) {
    if (!p.records || p.records->tables.empty()) return {};
    std::string out;
    const auto& when = p.records->time;
    if (when.issued) out += "版本：" + date_text(*when.issued) + "\n";
    std::string said;
    for (const auto& words : when.said) said += (said.empty() ? "" : "，") + words;
    if (!said.empty()) out += "评价期：" + said + "\n";
    for (const auto& d : written.directives)
        if (d.word == "记录" || d.word == "统计" || d.word == "材料" || d.word == "有效期") out += d.word + "：" + std::string(text.slice(d.text_at)) + "\n";
    return out;
}

}  // namespace fenze
