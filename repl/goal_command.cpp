// fenze goal: the least change that reaches a goal.

#include "interpreter/facts/bind.hpp"
#include "repl/commands.hpp"
#include "repl/goal_json.hpp"
#include "repl/goal_text.hpp"
#include "repl/layout.hpp"
#include "repl/move_settings.hpp"
#include "repl/situation.hpp"

namespace fenze {
namespace {

/// What --lock, --free, --step and --costs say; false where something of it was wrong, which has been said.
bool settings(const options& o, loaded& file, const fact_index& index, std::vector<fact_moves>& moves) {
    std::vector<words> problems;
    const auto take = [&](words problem) {
        if (!problem.zh.empty()) problems.push_back(std::move(problem));
    };
    if (!o.costs.empty()) {
        diagnostics undecoded;
        const auto text = load_text(o.costs, o, file.files, undecoded);
        if (!text) return false;
        for (auto& problem : set_costs(index, *text, moves)) take({"“" + o.costs + "”：" + problem.zh, o.costs + ": " + problem.en});
    }
    for (const auto& step : o.steps) take(set_step(index, step, moves));
    for (const auto& name : o.free) take(set_freedom(index, name, freedom::both, moves));
    for (const auto& name : o.locked) take(set_freedom(index, name, freedom::locked, moves));
    for (const auto& problem : problems) print_error((o.zh ? problem.zh : problem.en) + "\n");
    return problems.empty();
}

}  // namespace

int goal_command(const options& o) {
    int status = fine;
    auto file = load_rubric(o.rubrics.front(), o, status);
    if (!file) return status;
    const auto* rubric = choose_rubric(*file, o, status);
    if (!rubric) return status;
    const plan& p = rubric->program;
    const auto reading = read_goal(p, o.subject);
    if (!reading.what) {
        print_error(goal_problem_text(p, o.subject, reading.problem, o.zh) + "\n");
        return wrong_use;
    }
    const auto situation = one_situation(o, *file, *rubric, status);
    if (!situation) return status;
    goal_request wanted;
    wanted.what = *reading.what;
    wanted.facts = situation->facts;
    wanted.moves = default_moves(p, wanted.facts);
    wanted.plans = o.plans;
    wanted.curve = o.curve;
    const fact_index index(p);
    if (!settings(o, *file, index, wanted.moves)) return wrong_use;
    const goal_answer answer = seek(p, wanted);
    if (o.format == report_format::json) print_out(goal_json(p, wanted, answer));
    else print_report(goal_text(p, wanted, answer, manner_of(o), page_width()), o);
    return fine;
}

}  // namespace fenze
