// fenze impact: two rubrics and a population; who moves, and why.

#include "interpreter/compare/bind_both.hpp"
#include "repl/commands.hpp"
#include "repl/fact_inputs.hpp"
#include "repl/impact_report.hpp"
#include "repl/layout.hpp"
#include "repl/two_rubrics.hpp"

namespace fenze {
namespace {

class impact_run {
public:
    impact_run(const options& o, two_rubrics& both) : o_(o), both_(both), binder_(both.came_to.joint), reading_(both.came_to) {}

    int run() {
        file_set& files = both_.after.files;
        if (const auto status = inputs_.read(o_, files, with_tables()); status != fine) return status;
        if (has_error(inputs_.problems())) {
            print_error(render_diagnostics(inputs_.problems(), files, manner_of(o_)));
            return wrong_input;
        }
        impact_report r;
        r.rules = report_of(both_);
        for (std::size_t i = 0; i < inputs_.count(); ++i) r.rows.push_back(row(i));
        finish(r);
        if (o_.format == report_format::json) print_out(impact_json(r, files, o_.zh));
        else if (o_.format == report_format::csv) print_out(impact_csv(r, o_.zh));
        else print_out(impact_text(r, manner_of(o_), page_width(), o_.top));
        diagnostics wrong = inputs_.problems();
        bool bad = false;
        for (const auto& one : r.rows) {
            bad = bad || !one.came_to;
            wrong.insert(wrong.end(), one.problems.begin(), one.problems.end());
        }
        if (!wrong.empty() && o_.format != report_format::json) print_error(render_diagnostics(wrong, files, manner_of(o_)));
        return bad ? wrong_input : fine;
    }

private:
    /// The rubric that says which files are tables of records.
    [[nodiscard]] const plan& with_tables() const {
        const auto& of = both_.came_to.joint.of;
        return *of[of[before]->records && !of[before]->records->tables.empty() ? before : after];
    }

    impact_row row(std::size_t i) {
        impact_row out;
        out.record = i;
        std::array<bound_facts, 2> own;
        for (const side s : {before, after}) {
            own[s].values.resize(both_.came_to.joint.of[s]->facts.size());
            own[s].given.resize(own[s].values.size());
        }
        bool broken = false;
        for (const auto& input : inputs_.all()) {
            const auto* from = inputs_.of_unit(input, i);
            if (!from) continue;
            broken = inputs_.broken(input, i, out.problems) || broken;
            const auto bound = binder_.bind(*from, *input.text, &input == inputs_.list(), out.problems);
            for (const side s : {before, after}) overlay(own[s], bound[s]);
        }
        out.id = !own[after].id.empty() ? own[after].id : own[before].id;
        const auto where = inputs_.list() ? "第" + std::to_string(i + 1) + "条记录" : std::string();
        const auto told = out.problems.size();
        if (!has_error(out.problems)) binder_.carry_counted(own, where, out.problems);
        const auto joint = binder_.joint(own, where, out.problems);
        for (auto n = told; n < out.problems.size(); ++n) at_record(out.problems[n], i);
        for (const side s : {before, after})
            for (const auto c : broken_constraints(*both_.came_to.joint.of[s], own[s].values))
                problem(out, s, where, both_.came_to.joint.of[s]->constraints[c]);
        if (broken || has_error(out.problems)) return out;
        std::optional<side> failed;
        auto came_to = reading_.of({own[before].values, own[after].values}, joint, failed);
        if (failed) {
            diagnostic d;
            d.code = "FZ222";
            d.message = {*failed == before ? "按这些事实，旧规则要除以零，算不出分。" : "按这些事实，新规则要除以零，算不出分。",
                *failed == before ? "With these facts the old rubric divides by zero." : "With these facts the new rubric divides by zero."};
            d.help = {"检查作除数的事实。", "Check the facts it divides by."};
            d.where = where;
            at_record(d, i);
            out.problems.push_back(std::move(d));
            return out;
        }
        came_to.record = i;
        came_to.id = out.id;
        out.came_to = std::move(came_to);
        return out;
    }

    void problem(impact_row& out, side s, const std::string& where, const constraint& c) const {
        diagnostic d;
        d.code = "FZ221";
        d.message = c.message;
        std::string names;
        for (const auto f : c.facts) names += (names.empty() ? "" : "、") + both_.came_to.joint.of[s]->facts[f].name;
        d.help = {"核对：" + names + "。", "Check: " + names + "."};
        d.where = where + (s == before ? "（旧规则）" : "（新规则）");
        at_record(d, out.record);
        out.problems.push_back(std::move(d));
    }

    void at_record(diagnostic& d, std::size_t i) const {
        const auto* text = inputs_.list() ? inputs_.list() : &inputs_.all().front();
        d.file = text->text->name();
        if (const auto* from = inputs_.of_unit(*text, i)) d.at = from->at;
    }

    static void finish(impact_report& r) {
        std::vector<unit_impact> units;
        for (auto& row : r.rows)
            if (row.came_to) units.push_back(std::move(*row.came_to));
        r.summary = sum_up(units);
        std::size_t n = 0;
        for (auto& row : r.rows)
            if (row.came_to) row.came_to = std::move(units[n++]);
    }

    const options& o_;
    two_rubrics& both_;
    both_binder binder_;
    impact_reading reading_;
    fact_inputs inputs_;
};

}  // namespace

int impact_command(const options& o) {
    int status = fine;
    const auto both = load_two(o, status);
    return both ? impact_run(o, *both).run() : status;
}

}  // namespace fenze
