// Labels of one scale, with words behind them that say what they mean.

#include <algorithm>

#include "dsl/fold.hpp"
#include "interpreter/node/clause_shape.hpp"
#include "interpreter/node_reader.hpp"
#include "interpreter/scale.hpp"

namespace fenze {

// 一档：语音标准，或极少有失误。扣0分、1分、2分: the labels are the options, the words behind them say what they mean.
bool node_reader::read_labelled(std::size_t& at) {
    std::vector<std::size_t> run;
    std::vector<std::string> labels;
    bool simple = true;
    for (std::size_t i = at; i < items_->size(); ++i) {
        const clause_text* c = clause(i);
        if (!c || c->prefix.empty() || c->award.take != clause(at)->award.take || c->each) break;
        run.push_back(i);
        labels.push_back(c->prefix);
        simple = simple && shape_of(*c) == shape::compare && !compound(*c);
    }
    if (run.size() < 3 || simple || judge_scale(labels) != scale_kind::degrees) return false;
    const bool take = clause(at)->award.take;
    const clause_text& head = *clause(run[0]);
    const std::size_t f = add_fact(title(), fact_kind::choice, "", head.at, head.words);
    model_.facts[f].options.clear();
    for (const auto n : run) model_.facts[f].options.push_back(without_blanks(text_.slice(clause(n)->prefix_at)));
    span covered = item(run[0]).at;
    for (const auto n : run) covered = cover(covered, item(n).at);
    rule r;
    std::vector<award_text> all;
    for (const auto n : run) all.push_back(clause(n)->award);
    if (std::any_of(all.begin(), all.end(), [](const award_text& a) { return judged(a); })) {
        const std::size_t score = judged_fact(title() + (take ? "扣分" : "得分"), head, all);
        for (std::size_t n = 0; n < run.size(); ++n) {
            condition when;
            when.kind = condition::form::option;
            when.fact = f;
            when.option = n;
            limit_mark(score, when, all[n], item(run[n]).at);
        }
        r.is = judged_rule{score, take ? -1 : 1};
    } else {
        choice_rule choose;
        choose.fact = f;
        for (const auto n : run) {
            const auto points = points_of(clause(n)->award, clause(n)->at);
            if (!points) return true;
            choose.awards.push_back({*points, std::nullopt});
        }
        r.is = std::move(choose);
    }
    rule& added = add_rule(std::move(r), item(run[0]), "choice");
    added.at = covered;
    added.text = std::string(text_.slice(covered));
    at = run.back() + 1;
    return true;
}

// 五年内无事故得5分，三年内无事故得3分: one window lies within the other, so that the best that holds counts, once.
void node_reader::read_windows(const std::vector<std::size_t>& run) {
    tiers_rule t;
    span covered = item(run[0]).at;
    for (const auto n : run) {
        const clause_text& c = *clause(n);
        const auto points = points_of(c.award, c.at);
        if (!points) return;
        condition when;
        when.kind = condition::form::truth;
        when.fact = add_fact(name_of(c.when[0][0]), fact_kind::boolean, "", c.at, c.words);
        when.at = c.at;
        t.tiers.push_back({when, {*points, std::nullopt}, c.at});
        covered = cover(covered, item(n).at);
    }
    // where several hold, the first listed counts
    std::stable_sort(t.tiers.begin(), t.tiers.end(), [](const tier& a, const tier& b) { return a.gives.points > b.gives.points; });
    rule r;
    r.is = std::move(t);
    rule& added = add_rule(std::move(r), item(run[0]), "tiers");
    added.at = covered;
    added.text = std::string(text_.slice(covered));
    note(added, "几个期限一个套一个，只按其中最高的一档计一次");
}

}  // namespace fenze
