// 为什么、未填、差多少、目标、曲线、排行: what could be done about the score.

#include <algorithm>

#include "interpreter/below.hpp"
#include "interpreter/goal/missing.hpp"
#include "interpreter/goal/next_step.hpp"
#include "interpreter/goal/seek.hpp"
#include "repl/goal_text.hpp"
#include "repl/layout.hpp"
#include "repl/missing_text.hpp"
#include "repl/move_settings.hpp"
#include "repl/next_step_text.hpp"
#include "repl/reasons.hpp"
#include "repl/sample.hpp"
#include "repl/talk/commands.hpp"
#include "repl/talk/indent.hpp"
#include "repl/talk/request.hpp"
#include "repl/talk/spoken.hpp"
#include "repl/why_text.hpp"

namespace fenze {
namespace {

/// The last word of a line and what stands before it.
std::pair<std::string_view, std::string_view> last_word(std::string_view words) {
    const auto blank = words.find_last_of(' ');
    if (blank == std::string_view::npos) return {words, {}};
    return {trimmed(words.substr(0, blank)), trimmed(words.substr(blank))};
}

bool all_given(const moment& of, const plan_node& node) {
    return std::all_of(node.rules.begin(), node.rules.end(),
        [&](const plan_rule& rule) { return std::all_of(rule.facts.begin(), rule.facts.end(), [&](auto f) { return of.facts[f].has_value(); }); });
}

}  // namespace

std::vector<fact_moves> commands_of::moves() const {
    const auto& p = s.now_.book->program();
    auto out = default_moves(p, s.now_.facts);
    for (std::size_t f = 0; f < p.facts.size(); ++f) {
        if (const auto found = s.free_.find(p.facts[f].path); found != s.free_.end()) out[f].may = found->second;
        if (const auto found = s.step_.find(p.facts[f].path); found != s.step_.end()) out[f].step = found->second;
        if (const auto found = s.cost_.find(p.facts[f].path); found != s.cost_.end()) out[f].cost = found->second;
    }
    return out;
}

std::string commands_of::why(std::string_view rest) {
    const auto now = standing(s.now_);
    if (!now.came_to) return say("按这些事实算不出分。", "These facts come to no score.");
    const auto& p = s.now_.book->program();
    std::string asked(rest.empty() ? std::string_view("总分") : rest);
    auto answer = read_why(p, now, asked);
    if (!answer) {
        // 总分这么低, 没评上优秀; a part of a name will do as well
        asked = asked_about(*s.now_.book, asked);
        const auto meant = asked == "总分" || asked == "等级" ? facts_meant() : facts_named(*s.now_.book, asked);
        if (meant.sure) asked = p.facts[meant.facts.front()].path;
        else if (const auto items = items_named(*s.now_.book, asked); items.size() == 1) asked = p.nodes[items.front()].id;
        answer = read_why(p, now, asked);
    }
    if (!answer) {
        std::string problem;
        item(asked, problem);
        if (p.grades.empty())
            problem +=
                say("这份评分文件没有分等级；“为什么 总分”说明总分是怎么来的。", "This rubric has no grades; `why total` tells where the total comes from.");
        return problem;
    }
    return indented(why_text(p, s.now_.book->text(), now, *answer, asked, how(), s.width_ - 2));
}

std::string commands_of::missing(std::string_view rest) {
    if (!rest.empty() && rest != "两端" && rest != "ends")
        return say("“未填”后面只可以写“两端”：最低分和最高分各是怎样填的。", "Only `ends` may stand behind `missing`.");
    const auto now = standing(s.now_);
    if (!now.came_to) return say("按这些事实算不出分。", "These facts come to no score.");
    const auto& p = s.now_.book->program();
    const auto report = missing_facts(p, s.now_.facts, *now.came_to, s.stop_);
    if (s.stopped()) return broken_off();
    return indented(missing_text(p, now, report, how(), s.width_ - 2, rest == "两端" || rest == "ends"));
}

std::string commands_of::distance(std::string_view rest) {
    const auto& p = s.now_.book->program();
    std::optional<std::uint32_t> only;
    if (!rest.empty()) {
        std::string problem;
        only = item(rest, problem);
        if (!only) {
            // 差多少 优秀, 差多少 90分: how far it is to a goal
            const auto asked = read_goal(p, rest).what;
            if (asked && (asked->is == goal::kind::grade || rest.ends_with("分"))) return goal(rest);
        }
        if (!only) return problem;
    }
    std::string out;
    std::size_t unknown = 0;
    for (std::uint32_t n = 0; n < p.nodes.size(); ++n) {
        const auto& node = p.nodes[n];
        if (node.rules.empty() || (only && !below(p, n, *only))) continue;
        if (!all_given(s.now_, node)) ++unknown;
        std::string lines;
        for (const auto& step : next_steps(p, s.now_.facts, n, moves())) {
            const auto said = clause_step_text(p, step, s.o_.zh);
            // the whole table shows what can still be done; one item shows everything
            if (said.empty() || (!only && (step.next.empty() || step.why_not != no_step::none) && !step.counted_to)) continue;
            constexpr std::uint32_t words = 48;
            lines += "    " + pad_right(fit(node.rules[step.rule].text, words), words) + "  " + said + "\n";
        }
        if (!lines.empty()) out += "  " + painted(label_of(node), "2", s.o_.color) + "\n" + lines;
    }
    if (out.empty() && unknown == 0) out = say("没有哪一句再做一步就能多得分。", "No sentence gives more for one step more.");
    if (unknown > 0)
        out += say("还有 " + std::to_string(unknown) + " 个指标没有填全，先填了才知道差多少（“未填”）。",
            std::to_string(unknown) + " items lack facts: see `missing`.");
    return out;
}

std::string commands_of::goal(std::string_view rest) {
    const auto& p = s.now_.book->program();
    s.trial_.reset();
    s.offered_.clear();
    if (rest.empty()) return "  " + goal_examples_text(p, s.o_.zh, s.o_.zh ? "目标 " : "goal ") + "\n";
    if (rest.ends_with("以上")) rest = trimmed(rest.substr(0, rest.size() - std::string_view("以上").size()));  // 90分以上
    goal_request wanted;
    auto reading = read_goal(p, rest);
    // 优秀 3, 20 3: so many plans; 2.3 10 are the points of an item
    const auto [left, right] = last_word(rest);
    const auto count = number::parse(right);
    if (count && !left.empty() && (!reading.what || (read_goal(p, left).what && items_named(*s.now_.book, left).empty()))) {
        constexpr std::int64_t most_plans = 20;
        if (auto again = read_goal(p, left); again.what) {
            const auto many = count->to_int();
            if (!many || *many < 1 || *many > most_plans) return say("办法可以要 1 至 20 种，如“目标 " + std::string(left) + " 3”。", "Ask for 1 to 20 plans.");
            reading = again;
            wanted.plans = static_cast<std::size_t>(*many);
        }
    }
    if (!reading.what) return "  " + goal_problem_text(p, std::string(rest), reading.problem, s.o_.zh, s.o_.zh ? "目标 " : "goal ") + "\n";
    wanted.what = *reading.what;
    wanted.facts = s.now_.facts;
    wanted.moves = moves();
    wanted.stop = s.stop_;
    const auto answer = seek(p, wanted);
    if (s.stopped()) return broken_off();
    if (!answer.plans.empty() && !answer.plans.front().changes.empty()) {
        for (const auto& plan : answer.plans) {
            auto to = s.now_;
            for (const auto& change : plan.changes) to.facts[change.fact] = change.to;
            s.offered_.push_back(std::move(to));
        }
        s.trial_ = s.offered_.front();
        s.trial_words_ = (s.o_.zh ? "目标 " : "goal ") + std::string(rest);
    }
    auto out = indented(goal_text(p, wanted, answer, how(), s.width_ - 2));
    if (s.trial_)
        out += s.offered_.size() > 1
                   ? say("（没有保留；写“采纳”照办法1填，“采纳 2”照办法2填。）", "(Not kept; `accept` takes the first, `accept 2` the second.)")
                   : say("（没有保留；写“采纳”即照这个办法填。）", "(Not kept; `accept` takes it.)");
    return out;
}

std::string commands_of::gains(std::string_view) {
    const auto& p = s.now_.book->program();
    const auto now = standing(s.now_);
    if (!now.came_to) return say("按这些事实算不出分。", "These facts come to no score.");
    std::string out;
    std::size_t place = 0;
    constexpr std::uint32_t words = 44;
    for (const auto& gain : marginal_gains(p, s.now_.facts, moves())) {
        if (!gain.next || gain.next->total_gain.sign() <= 0) continue;
        const auto& f = p.facts[gain.fact];
        const auto count = std::to_string(++place);
        auto step = *gain.next;
        out += "  " + pad_left(count, 2) + "  " + pad_right(fit(f.name, words), words) + "  " + pad_right(fact_value_text(p, now, gain.fact, s.o_.zh), 10) +
               "  " + next_step_text(p, step, s.o_.zh) + "\n";
    }
    if (out.empty()) return say("再做一步，没有哪一项能加分。", "No fact brings more points by one step.");
    return out;
}

std::string commands_of::which_fact(const std::string& zh, const std::string& en) const {
    const auto name = sample_fact_of(s.now_.book->program()).name;
    return say(zh + "哪一项？如“" + zh + " " + name + "”。", "Which fact? e.g. " + en + " " + name);
}

std::string commands_of::lock(std::string_view rest) {
    if (rest.empty()) return which_fact("锁定", "lock");
    std::string problem;
    const auto index = fact(rest, problem);
    if (!index) return problem;
    s.free_[s.now_.book->program().facts[*index].path] = freedom::locked;
    return say("找目标时不动“" + s.now_.book->program().facts[*index].name + "”。“放开”可解除。", "Goal seek leaves it alone.");
}

std::string commands_of::unlock(std::string_view rest) {
    if (rest.empty()) return which_fact("放开", "unlock");
    std::string problem;
    const auto index = fact(rest, problem);
    if (!index) return problem;
    s.free_[s.now_.book->program().facts[*index].path] = freedom::both;
    return say("找目标时“" + s.now_.book->program().facts[*index].name + "”可增可减。", "Goal seek may move it either way.");
}

std::string commands_of::step(std::string_view rest) {
    const auto [name, size] = last_word(rest);
    std::string problem;
    if (size.empty()) return say("写成“步长 事实 50”。", "Write: step FACT 50");
    const auto index = fact(name, problem);
    if (!index) return problem;
    auto all = moves();
    const auto& f = s.now_.book->program().facts[*index];
    if (const auto wrong = set_step(s.now_.book->index(), f.path, size, all); !wrong.zh.empty()) return say(wrong.zh, wrong.en);
    s.step_[f.path] = all[*index].step;
    return say("找目标时“" + f.name + "”一步是" + amount_text(f, all[*index].step) + "。", "One step of it is " + amount_text(f, all[*index].step) + ".");
}

std::string commands_of::cost(std::string_view rest) {
    const auto [name, size] = last_word(rest);
    std::string problem;
    if (size.empty()) return say("写成“代价 事实 3”。", "Write: cost FACT 3");
    const auto index = fact(name, problem);
    if (!index) return problem;
    auto all = moves();
    const auto& f = s.now_.book->program().facts[*index];
    if (const auto wrong = set_cost(s.now_.book->index(), f.path, size, all); !wrong.zh.empty()) return say(wrong.zh, wrong.en);
    s.cost_[f.path] = all[*index].cost;
    return say("找目标时“" + f.name + "”每一步的代价是" + all[*index].cost.display() + "。", "Each step of it costs " + all[*index].cost.display() + ".");
}

}  // namespace fenze
