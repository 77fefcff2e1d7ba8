// fenze score: facts in, points and reasons out.

#include <algorithm>
#include <cstdio>
#include <deque>

#include "interpreter/facts/bind.hpp"
#include "interpreter/facts/refusal.hpp"
#include "interpreter/form/fill.hpp"
#include "interpreter/records/materials.hpp"
#include "interpreter/records/order.hpp"
#include "interpreter/records/stage.hpp"
#include "repl/commands.hpp"
#include "repl/fact_inputs.hpp"
#include "repl/layout.hpp"
#include "repl/load.hpp"
#include "repl/report/both.hpp"
#include "repl/report/budget_words.hpp"
#include "repl/report_json.hpp"
#include "repl/report_text.hpp"
#include "repl/situation.hpp"

namespace fenze {
namespace {

class scoring {
public:
    scoring(const options& o, loaded& file, const compiled_rubric& rubric)
        : o_(o), file_(file), plan_(rubric.program), index_(rubric.program), form_(rubric.to_fill_in.get()) {}

    int run() {
        if (const auto status = inputs_.read(o_, file_.files, plan_); status != fine) return status;
        list_ = inputs_.list();
        // A malformed file is not scored at all; a malformed line of JSON Lines costs only its own record.
        if (has_error(inputs_.problems())) return refuse();
        const auto count = inputs_.count();
        for (std::size_t i = 0; i < count; ++i) {
            auto one = score_record(i);
            bad_ = bad_ || !one.came_to;
            if (o_.format == report_format::json) {
                print_out(score_json(plan_, file_.text, one, file_.files, list_ != nullptr, o_.zh));
                if (!one.came_to) complain(one.problems);
            }
            if (o_.format != report_format::json || !plan_.rewards.empty()) all_.push_back(std::move(one));
        }
        if (o_.format != report_format::json) return print_reports();
        if (list_ && !say_budget()) bad_ = true;
        return bad_ ? wrong_input : fine;
    }

    /// Every unit, for commands that print in a way of their own; `listed`: the files hold a list of units.
    std::optional<std::vector<scored>> every(int& status) {
        status = inputs_.read(o_, file_.files, plan_);
        if (status != fine) return std::nullopt;
        status = wrong_input;
        list_ = inputs_.list();
        if (has_error(inputs_.problems())) {
            print_error(render_diagnostics(inputs_.problems(), file_.files, manner_of(o_)));
            return std::nullopt;
        }
        status = fine;
        for (std::size_t i = 0; i < inputs_.count(); ++i) all_.push_back(score_record(i));
        return std::move(all_);
    }

    /// The facts of one unit, for commands that look at one situation; nothing where they are wrong, which has been said.
    std::optional<scored> single(int& status) {
        status = inputs_.read(o_, file_.files, plan_);
        if (status != fine) return std::nullopt;
        status = wrong_input;
        list_ = inputs_.list();
        if (list_ && list_->facts.records.size() != 1) {
            const auto count = std::to_string(list_->facts.records.size());
            print_error(o_.zh ? "“" + list_->text->name() + "”里有" + count + "家单位；" + o_.command + " 一次只看一家，请给一家的事实。\n"
                              : "\"" + list_->text->name() + "\" holds " + count + " records; " + o_.command + " looks at one at a time.\n");
            return std::nullopt;
        }
        scored one;
        if (has_error(inputs_.problems())) one.problems = inputs_.problems();
        else one = score_record(0);
        if (o_.format == report_format::json && !one.came_to) print_out(score_json(plan_, file_.text, one, file_.files, false, o_.zh));
        if (o_.format == report_format::json) complain(one.problems);
        else if (!one.problems.empty()) print_error(render_diagnostics(one.problems, file_.files, manner_of(o_)));
        if (!one.came_to) return std::nullopt;
        status = fine;
        return one;
    }

private:
    scored score_record(std::size_t i) {
        scored s;
        if (list_ == nullptr && o_.format == report_format::json)
            for (const auto& d : file_.came_to.problems) s.problems.push_back(d);
        if (list_ == nullptr)
            for (const auto& d : inputs_.problems()) s.problems.push_back(d);
        bound_facts bound;
        bound.values.resize(plan_.facts.size());
        bound.given.resize(plan_.facts.size());
        bool broken = false;
        for (const auto& input : inputs_.all()) {
            const auto* from = inputs_.of_unit(input, i);
            if (!from) continue;
            broken = inputs_.broken(input, i, s.problems) || broken;
            if (form_) from = &kept_.emplace_back(for_scoring(*form_, index_, *from));  // what is for the form alone is no fact of the score
            overlay(bound, bind_plain_facts(index_, *from, *input.text, &input == list_, s.problems));
        }
        if (!has_error(s.problems)) count_records(index_, bound, list_ ? "第" + std::to_string(i + 1) + "条记录" : std::string(), s.problems);
        if (list_ == nullptr) check_validity(plan_, file_.text, s.problems);
        if (!has_error(s.problems)) require_materials(plan_, bound, s.problems);
        s.records = bound.records;
        s.marks = std::move(bound.marks);
        if (form_) check_form(i, bound.values, s.problems);
        for (std::size_t f = 0; f < plan_.facts.size(); ++f)
            if (plan_.facts[f].use == fact_use::absence && !bound.values[f]) bound.values[f] = number(0);
        s.id = bound.id;
        s.facts = std::move(bound.values);
        if (!broken && !has_error(s.problems)) come_to(s, i);
        return s;
    }

    /// Relations of the form that its boxes break, each file by itself; what is blank is the business of fenze form.
    void check_form(std::size_t i, const fact_values& values, diagnostics& problems) const {
        for (const auto& input : inputs_.all()) {
            const auto* from = inputs_.of_unit(input, i);
            if (!from) continue;
            diagnostics unused;
            const auto filled = fill_form(*form_, *from, *input.text, &values, unused);
            if (filled.given > 0) broken_relations(*form_, filled, *input.text, problems);
        }
    }

    void come_to(scored& s, std::size_t i) {
        const auto prefix = list_ ? "第" + std::to_string(i + 1) + "条记录 · " : std::string();
        for (const auto c : broken_constraints(plan_, s.facts)) s.problems.push_back(broken(plan_.constraints[c], s, i, prefix));
        if (has_error(s.problems)) return;
        auto r = score(plan_, s.facts);
        if (r.failed) {
            auto d = division_by_zero(plan_, *r.failed);
            d.where = prefix.substr(0, prefix.find(" · "));
            s.problems.push_back(std::move(d));
            return;
        }
        for (const auto& reward : plan_.rewards) {
            const auto kept = reward.kept ? r.value(*reward.kept) : std::nullopt;
            if (!kept || kept->sign() != 0) continue;
            const auto allowed = r.value(reward.allowed);
            constraint too_much{*reward.kept, {}, {*reward.fact}, reward.at};
            auto d = broken(too_much, s, i, prefix);
            d.code = "FZ251";
            const auto given = s.facts[*reward.fact]->text() + reward.unit;
            d.message = allowed && allowed->sign() > 0
                            ? words{"“" + reward.name + "”给了" + given + "，按这家单位的结果最多" + allowed->text() + reward.unit + "。",
                                  given + " is more than this unit's result allows: " + allowed->text() + reward.unit + "."}
                            : words{"“" + reward.name + "”给了" + given + "，按这家单位的结果不给。", "nothing may be given for this unit's result."};
            d.help = {"改成不超过规定的数；不给的写0，或者删去这一行。", "Give no more than is allowed; 0 or nothing where none is."};
            s.problems.push_back(std::move(d));
        }
        if (has_error(s.problems)) return;
        s.came_to = std::move(r);
        if (s.records && !list_) note_order(plan_, s.facts, *s.records, s.problems);
    }

    /// What the units are given together, beside the budget; false where it is exceeded by what has been given, or is no amount.
    bool say_budget() {
        words why;
        const auto over_all = rewards_of(plan_, all_, o_.budget, why);
        if (!why.zh.empty()) return print_error((o_.zh ? why.zh : why.en) + "\n"), false;
        if (!over_all) return true;
        // who reads JSON expects a unit a line, and the sum only where there is something to hold it against
        if (o_.format == report_format::json && !over_all->from.most) return true;
        if (o_.format == report_format::json) print_out(rewards_json(plan_, all_, *over_all));
        else print_out(rewards_text(plan_, all_, *over_all, o_.zh, o_.format == report_format::markdown));
        return !over_all->shared.over || !over_all->decided;
    }

    diagnostic broken(const constraint& c, const scored& s, std::size_t i, const std::string& prefix) const {
        auto d = broken_constraint(plan_, c, s.facts);
        if (c.facts.empty()) return d;
        d.where = prefix + d.where;
        point_at_fact(d, c, i);
        return d;
    }

    /// The place where the last of the constraint's facts was given: the value that most likely broke it.
    void point_at_fact(diagnostic& d, const constraint& c, std::size_t i) const {
        for (auto input = inputs_.all().rbegin(); input != inputs_.all().rend(); ++input) {
            const auto* from = inputs_.of_unit(*input, i);
            if (!from) continue;
            const auto& values = from->values;
            for (auto value = values.rbegin(); value != values.rend(); ++value) {
                const auto found = index_.find(value->name);
                if (found.size() != 1 || std::find(c.facts.begin(), c.facts.end(), found.front()) == c.facts.end()) continue;
                d.file = input->text->name();
                d.at = value->at;
                return;
            }
        }
    }

    void complain(const diagnostics& problems) {
        diagnostics errors;
        for (const auto& d : problems)
            if (d.level == severity::error) errors.push_back(d);
        print_error((said_ ? "\n" : "") + render_diagnostics(errors, file_.files, manner_of(o_)));
        said_ = true;
    }

    int refuse() {
        if (o_.format == report_format::json) {
            scored s;
            s.problems = inputs_.problems();
            print_out(score_json(plan_, file_.text, s, file_.files, list_ != nullptr, o_.zh));
        }
        print_error(render_diagnostics(inputs_.problems(), file_.files, manner_of(o_)));
        return wrong_input;
    }

    /// The rubric's own warnings are the business of check; a score only says that there are some.
    void mention_warnings() {
        diagnostics warnings;
        for (const auto& d : file_.came_to.problems)
            if (d.level == severity::warning) warnings.push_back(d);
        if (warnings.empty()) return;
        print_error(o_.zh ? "评分文件有" + count_line(warnings, true) + "，可用 fenze check 查看。\n"
                          : "The rubric has " + count_line(warnings, false) + "; see fenze check.\n");
    }

    int print_reports() {
        mention_warnings();
        for (const auto& s : all_)
            if (!s.problems.empty()) {
                print_error((said_ ? "\n" : "") + render_diagnostics(s.problems, file_.files, manner_of(o_)));
                said_ = true;
            }
        const bool markdown = o_.format == report_format::markdown;
        if (list_ && !o_.explain) {
            print_out(markdown ? overview_markdown(plan_, all_, o_.zh) : overview_text(plan_, all_, manner_of(o_)));
            return say_budget() && !bad_ ? fine : wrong_input;
        }
        for (const auto& s : all_) {
            if (!s.came_to) continue;
            if (const auto status = print_one(s, markdown); status != fine) return status;
        }
        return bad_ ? wrong_input : fine;
    }

    int print_one(const scored& s, bool markdown) {
        const auto width = page_width();
        if (!o_.explain || o_.explain_item.empty()) print_out(markdown ? score_markdown(plan_, s, o_.zh) : score_text(plan_, s, manner_of(o_), width));
        if (!o_.explain) return fine;
        const auto reasons = explain_text(plan_, file_.text, s, o_.explain_item, manner_of(o_), width);
        if (reasons.empty() && !o_.explain_item.empty()) {
            print_error(o_.zh ? "没有“" + o_.explain_item + "”这个指标。\n" : "There is no item \"" + o_.explain_item + "\".\n");
            return wrong_use;
        }
        if (o_.explain_item.empty()) print_out("\n");
        print_out(markdown ? "```\n" + reasons + "```\n" : reasons);
        return fine;
    }

    const options& o_;
    loaded& file_;
    const plan& plan_;
    fact_index index_;
    const form* form_;
    std::deque<record> kept_;
    fact_inputs inputs_;
    const facts_source* list_ = nullptr;
    bool bad_ = false, said_ = false;
    std::vector<scored> all_;
};

}  // namespace

std::optional<scored> one_situation(const options& o, loaded& file, const compiled_rubric& rubric, int& status) {
    return scoring(o, file, rubric).single(status);
}

std::optional<std::vector<scored>> all_situations(const options& o, loaded& file, const compiled_rubric& rubric, int& status) {
    return scoring(o, file, rubric).every(status);
}

int score_command(const options& o) {
    int status = fine;
    auto file = load_rubric(o.rubrics.front(), o, status);
    if (!file) return status;
    const auto* rubric = choose_rubric(*file, o, status);
    if (!rubric) return status;
    if (!o.self.empty()) return score_both(o, *file, *rubric);
    return scoring(o, *file, *rubric).run();
}

std::optional<asked_unit> load_unit(const options& o, int& status) {
    auto file = load_rubric(o.rubrics.front(), o, status);
    if (!file) return std::nullopt;
    const auto* rubric = choose_rubric(*file, o, status);
    if (!rubric) return std::nullopt;
    auto unit = one_situation(o, *file, *rubric, status);
    if (!unit) return std::nullopt;
    const auto which = static_cast<std::size_t>(rubric - file->came_to.rubrics.data());
    asked_unit out{std::move(*file), nullptr, std::move(*unit)};
    out.rubric = &out.file.came_to.rubrics[which];
    return out;
}

}  // namespace fenze
