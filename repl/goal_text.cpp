#include "repl/goal_text.hpp"

#include <algorithm>

#include "interpreter/evaluate.hpp"
#include "interpreter/result.hpp"
#include "repl/asked_names.hpp"
#include "repl/layout.hpp"
#include "repl/next_step_text.hpp"
#include "repl/reasons.hpp"
#include "repl/sample.hpp"

namespace fenze {
namespace {

constexpr const char* bold = "1";

/// The veto or grade that holds.
std::string grade_at(const plan& p, const std::vector<number>& values) {
    for (const auto* list : {&p.vetoes, &p.grades})
        for (const outcome& o : *list)
            if (values[o.condition].sign() != 0) return o.name;
    return {};
}

class goal_page {
public:
    goal_page(const plan& p, const goal_request& wanted, const goal_answer& answer, const manner& how, std::uint32_t width)
        : p_(p), wanted_(wanted), answer_(answer), how_(how), zh_(how.zh), width_(width), name_(p) {
        priced_ = std::any_of(wanted.moves.begin(), wanted.moves.end(), [](const fact_moves& m) { return m.cost != number(1); });
    }

    std::string written() {
        out_ = painted(p_.title, bold, how_.color) + "\n";
        if (answer_.because && answer_.because->facts_refused) {
            line(zh_ ? "这些事实同评分文件的限制合不上，没有可以起算的分数。" : "No values fit the limits of the rubric: there is no score to start from.");
            return out_;
        }
        start_ = evaluate(p_, answer_.start).values;
        line((zh_ ? "目标：" : "goal: ") + goal_name(p_, wanted_.what, zh_) + (zh_ ? "；现在：" : "; now: ") + standing(start_));
        assumed();
        switch (answer_.status) {
            case goal_status::reached:
                line(zh_ ? "已经达到。" : "Reached already.");
                break;
            case goal_status::found:
                plans();
                break;
            case goal_status::unreachable:
                refused();
                break;
            case goal_status::not_found:
                line(answer_.because ? (zh_ ? "按现在的步长没有找到办法，也没有证明一定没有；" +
                                                   std::string(how_.talk ? "写“步长 事实 更小的数”再试。" : "可用 --step 把步长改小再试。")
                                            : "No way was found in these steps, nor was it proved that there is none; try smaller ones with --step.")
                                     : (zh_ ? "要看的组合太多，没有找到办法，也没有证明一定没有；" +
                                                   std::string(how_.talk ? "写“锁定 事实”锁住一些再试。" : "用 --lock 锁定一些事实再试。")
                                            : "Too many combinations: no way was found, nor was it proved that there is none; lock some facts with --lock."));
                if (answer_.because) refused();
                break;
        }
        curve();
        return out_;
    }

private:
    void line(const std::string& text) {
        for (const auto& part : wrap(text, width_)) out_ += part + "\n";
    }

    [[nodiscard]] std::string points(const number& n) const { return n.display() + (zh_ ? "分" : ""); }
    [[nodiscard]] std::string cost(const number& n) const {
        if (priced_) return zh_ ? "代价" + n.display() : "cost " + n.display();
        return n.display() + (zh_ ? "步" : n == number(1) ? " step" : " steps");
    }

    [[nodiscard]] std::string standing(const std::vector<number>& values) const {
        std::string out;
        if (wanted_.what.is == goal::kind::item) out = points(values[p_.nodes[wanted_.what.node].score]) + (zh_ ? "，" : ", ");
        out += (zh_ ? "总分 " : "total ") + values[p_.total].display();
        const auto grade = grade_at(p_, values);
        return grade.empty() ? out : out + (zh_ ? "，" : ", ") + grade;
    }

    /// 总分 84.5 → 90.5，合格 → 优秀
    [[nodiscard]] std::string moved(const std::vector<number>& values) const {
        const auto from_to = [](const std::string& from, const std::string& to) { return from == to ? from : from + " → " + to; };
        std::string out;
        if (wanted_.what.is == goal::kind::item) {
            const auto item = p_.nodes[wanted_.what.node].score;
            out = (zh_ ? "本项 " : "item ") + from_to(start_[item].display(), values[item].display()) + (zh_ ? "，" : ", ");
        }
        out += (zh_ ? "总分 " : "total ") + from_to(start_[p_.total].display(), values[p_.total].display());
        const auto before = grade_at(p_, start_), after = grade_at(p_, values);
        const std::string none = zh_ ? "无等级" : "no grade";
        if (!before.empty() || !after.empty()) out += (zh_ ? "，" : ", ") + from_to(before.empty() ? none : before, after.empty() ? none : after);
        return out;
    }

    /// What was not given is counted as none, and said so.
    void assumed() {
        std::vector<std::uint32_t> none;
        for (const auto f : answer_.assumed) {
            if (wanted_.moves[f].may != freedom::locked) {
                none.push_back(f);
                continue;
            }
            const auto value = amount_text(p_.facts[f], *answer_.start[f]);
            line(zh_ ? "“" + name_(p_.facts[f]) + "”未填，按“" + value + "”算，不动。"
                     : "\"" + name_(p_.facts[f]) + "\" is not given: taken as " + value + ", and kept.");
        }
        if (none.empty()) return;
        constexpr std::size_t most = 6;
        std::string names;
        for (std::size_t i = 0; i < std::min(most, none.size()); ++i) {
            const fact& f = p_.facts[none[i]];
            names += (names.empty() ? "" : zh_ ? "、" : ", ") + fit(name_(f), 40) + " " + amount_text(f, *answer_.start[none[i]]);
        }
        const auto count = std::to_string(none.size());
        if (zh_) line("未填的" + count + "项按没有或最低一档起算：" + names + (none.size() > most ? "等。" : "。"));
        else line(count + " facts not given are counted as none, or at their lowest: " + names + (none.size() > most ? " …" : ""));
    }

    void plans() {
        const bool several = answer_.plans.size() > 1;
        for (std::size_t i = 0; i < answer_.plans.size(); ++i) {
            const goal_plan& plan = answer_.plans[i];
            const auto values = evaluate(p_, plan.facts).values;
            out_ += "\n";
            std::string head = several ? (zh_ ? "办法" : "plan ") + std::to_string(i + 1) + (zh_ ? "：" : ": ") : std::string();
            head += (zh_ ? (priced_ ? "" : "共") : "") + cost(plan.cost) + (zh_ ? "，" : ", ") + moved(values);
            line(painted(head, bold, how_.color));
            changes(plan, values);
        }
        out_ += "\n";
        if (several) {
            const bool all = std::all_of(answer_.plans.begin(), answer_.plans.end(), [](const goal_plan& plan) { return plan.proved; });
            line(all ? (zh_ ? "已证明每个办法都是最省的：后一个办法至少不动前一个办法里的一个事实。"
                            : "Proved: each is the cheapest that leaves alone at least one fact of every plan before it.")
                     : (zh_ ? "未证明都是最省的：要看的组合太多。" : "Not all are proved the cheapest: there are too many combinations."));
        } else {
            line(answer_.proved ? (zh_ ? "已证明没有更省的办法。" : "Proved: nothing cheaper reaches it.")
                                : (zh_ ? "未证明是最省的：要看的组合太多，这是找到的最好的。" : "Not proved the cheapest: this is the best that was found."));
        }
        if (answer_.plans.size() < wanted_.plans)
            line(zh_ ? (several ? "没有更多不同的办法。" : "没有别的办法：不动其中任何一个事实，都达不到。") : "There are no other plans.");
    }

    /// 发明专利授权  3 → 4件  1步   2.3 知识产权 4 → 9分
    void changes(const goal_plan& plan, const std::vector<number>& values) {
        std::uint32_t names = 8, moves = 8, costs = 4;
        constexpr std::uint32_t widest = 44;
        std::vector<std::string> said;
        for (const change& c : plan.changes) {
            names = std::max(names, std::min(widest, cells(name_(p_.facts[c.fact]))));
            moves = std::max(moves, std::min(widest, cells(move_text(c))));
            costs = std::max(costs, cells(cost(c.cost)));
        }
        for (const change& c : plan.changes) {
            const auto room = names + moves + costs + 8;
            auto item = items_moved(c.fact, values, width_ > room + 24 ? width_ - room : 24);
            if (std::find(said.begin(), said.end(), item) != said.end()) item.clear();
            else said.push_back(item);
            std::string text = "  " + pad_right(fit(name_(p_.facts[c.fact]), names), names) + "  " + pad_right(move_text(c), moves) + "  " +
                               pad_left(cost(c.cost), costs) + "  ";
            text += item;
            while (text.ends_with(' ')) text.pop_back();
            out_ += text + "\n";
        }
    }

    [[nodiscard]] std::string move_text(const change& c) const {
        const fact& f = p_.facts[c.fact];
        return (is_place(f) ? amount_text(f, c.from) : value_text(f, c.from)) + " → " + amount_text(f, c.to);
    }

    /// The innermost items that ask for the fact and have moved.
    [[nodiscard]] std::string items_moved(std::uint32_t f, const std::vector<number>& values, std::uint32_t room) const {
        std::string out;
        for (const plan_node& node : p_.nodes) {
            const bool asks = std::any_of(
                node.rules.begin(), node.rules.end(), [&](const plan_rule& r) { return std::find(r.facts.begin(), r.facts.end(), f) != r.facts.end(); });
            if (!asks || start_[node.score] == values[node.score]) continue;
            if (!out.empty()) return out + (zh_ ? " 等" : " …");  // one is told, a kind of unit moves them all
            const auto figures = " " + start_[node.score].display() + " → " + points(values[node.score]);
            constexpr std::uint32_t widest = 30, least = 8;
            out = fit(label_of(node), std::clamp<std::uint32_t>(room > cells(figures) + 3 ? room - cells(figures) - 3 : 0, least, widest)) + figures;
        }
        return out;
    }

    void refused() {
        const obstacle& o = *answer_.because;
        const bool item = wanted_.what.is == goal::kind::item;
        std::string head;
        if (answer_.status == goal_status::unreachable) head = zh_ ? "达不到" : "Out of reach";
        if (o.best) {
            const auto most = (item ? (zh_ ? "本项最多" : "the item gives at most ") : zh_ ? "总分最高" : "the total is at most ") + points(*o.best);
            head += (head.empty() ? "" : zh_ ? "：" : ": ") + most;
        }
        if (!head.empty()) line(head + (zh_ ? "。" : "."));
        for (const auto v : o.vetoes)
            line(zh_ ? "已属“" + p_.vetoes[v].name + "”，加多少分也改不了。" : "\"" + p_.vetoes[v].name + "\" holds whatever the points.");
        if (o.exact && !item && !o.full.empty()) below_full(o);
        constexpr std::size_t most = 5;
        for (std::size_t i = 0; i < std::min(most, o.releases.size()); ++i) release(o.releases[i]);
        if (o.releases.empty() && o.vetoes.empty())
            line(zh_ ? "放开任何一个事实也不能再高：受各项满分和上限所限。" : "Freeing any single fact would not help: the marks and caps hold it there.");
    }

    /// Where marks are left even then.
    void below_full(const obstacle& o) {
        const auto values = evaluate(p_, o.best_facts).values;
        std::string names;
        for (std::uint32_t n = 0; n < p_.nodes.size(); ++n) {
            const plan_node& node = p_.nodes[n];
            if (!node.children.empty() || !node.max || node.deduction || node.apart || *node.max <= values[node.score]) continue;
            names += (names.empty() ? ""
                         : zh_      ? "、"
                                    : ", ") +
                     fit(label_of(node), 30) + (zh_ ? "（" : " (") + values[node.score].display() + "/" + node.max->display() + (zh_ ? "）" : ")");
        }
        if (names.empty()) return line(zh_ ? "这时各项都已是满分。" : "All items are full then.");
        line((zh_ ? "这时还没有满分的：" : "Not full even then: ") + names + (zh_ ? "。" : "."));
    }

    void release(const obstacle::release& r) {
        const fact& f = p_.facts[r.fact];
        const auto name = (zh_ ? "“" : "\"") + name_(f) + (zh_ ? "”" : "\"");
        std::string freed = zh_ ? "若" + name + "可以减少" : "if " + name + " could fall";
        if (f.kind == fact_kind::boolean) freed = zh_ ? "若" + name + "为否" : "if " + name + " were not so";
        if (wanted_.moves[r.fact].may == freedom::locked) freed = zh_ ? "放开" + name : "with " + name + " free";
        const std::string best = r.best ? (zh_ ? "最高" + points(*r.best) : "at most " + points(*r.best)) : (zh_ ? "没有上限" : "without limit");
        line("  " + freed + (zh_ ? "，" : ": ") + best + (r.reaches ? (zh_ ? "，就能达到" : ", and the goal is reached") : "") + (zh_ ? "。" : "."));
    }

    /// Near the goal, or whole where asked for.
    void curve() {
        if (answer_.curve.size() < 2) return;
        if (!wanted_.curve) return after_goal();
        const bool item = wanted_.what.is == goal::kind::item;
        out_ += "\n" + std::string(zh_ ? (item ? "本项每多一分的代价：" : "每多一分的代价：") : "What points cost:") + "\n";
        constexpr std::size_t most_lines = 60;  // of more, those that reach a further whole point
        const trade* told = &answer_.curve.front();
        for (std::size_t i = 1; i < answer_.curve.size(); ++i) {
            const trade &t = answer_.curve[i], &before = *told;
            const bool last = i + 1 == answer_.curve.size();
            if (answer_.curve.size() > most_lines && !last && floor(t.points) == floor(before.points)) continue;
            told = &t;
            std::string text = "  " + pad_left(points(t.points), 9) + "  " + pad_left(cost(t.cost), 9) + "  " + (zh_ ? "每分" : "each ") +
                               pad_left(divide(t.cost - before.cost, t.points - before.points)->display(), 5) + "  ";
            const auto used = cells(text);
            out_ += text + fit(change_names(t), width_ > used + 10 ? width_ - used : 10) + "\n";
        }
        if (answer_.curve_complete) line(zh_ ? "再往上没有了。" : "Nothing is higher.");
        else line(zh_ ? "再往上没有列。" : "Higher points are not listed.");
    }

    [[nodiscard]] std::string change_names(const trade& t) const {
        std::string out;
        for (const change& c : t.changes)
            out += (out.empty() ? "" : zh_ ? "、" : ", ") + fit(p_.facts[c.fact].name, 20) + " " + amount_text(p_.facts[c.fact], c.to);
        return out;
    }

    void after_goal() {
        if (answer_.status != goal_status::found || wanted_.what.is == goal::kind::item) return;
        const number& now = answer_.plans.front().cost;
        std::string next;
        int count = 0;
        std::string last = points(answer_.plans.front().measured);
        for (const trade& t : answer_.curve) {
            if (t.cost <= now || count == 3 || points(t.points) == last) continue;
            last = points(t.points);
            next += (count++ == 0 ? "" : zh_ ? "，" : ", ") + last + " " + cost(t.cost);
        }
        if (!next.empty()) line((zh_ ? "再往上：" : "Further: ") + next + (zh_ ? "。" : "."));
    }

    const plan& p_;
    const goal_request& wanted_;
    const goal_answer& answer_;
    const manner& how_;
    bool zh_;
    std::uint32_t width_;
    asked_names name_;
    bool priced_ = false;
    std::vector<number> start_;
    std::string out_;
};

}  // namespace

std::string goal_name(const plan& p, const goal& what, bool zh) {
    if (what.is == goal::kind::grade) return zh ? "等级“" + p.grades[what.grade].name + "”" : "grade \"" + p.grades[what.grade].name + "\"";
    const auto points = what.points.display() + (zh ? "分" : "");
    if (what.is == goal::kind::total) return (zh ? "总分" : "total ") + points;
    return (zh ? "“" : "\"") + label_of(p.nodes[what.node]) + (zh ? "”" : "\" ") + points;
}

std::string goal_examples_text(const plan& p, bool zh, const std::string& before) {
    const auto total = before + sample_total_of(p);
    const auto item = sample_item_of(p);
    const std::string of_item = before + item.number + "=" + item.mark;
    if (p.grades.empty())
        return zh ? "目标可以写总分，如“" + total + "”" + (item.number.empty() ? "" : "；或某一项的分，如“" + of_item + "”") + "。"
                  : "A goal is a total (" + total + ")" + (item.number.empty() ? "" : ", or an item's points (" + of_item + ")") + ".";
    std::string grades;
    for (const outcome& g : p.grades)
        if (grades.find(g.name) == std::string::npos) grades += (grades.empty() ? "" : zh ? "、" : ", ") + g.name;
    return zh ? "目标可以写等级（" + grades + "），如“" + before + p.grades.front().name + "”；也可以写总分，如“" + total + "”" +
                    (item.number.empty() ? "" : "，或某一项的分，如“" + of_item + "”") + "。"
              : "A goal is a grade (" + grades + "), a total (" + total + ")" + (item.number.empty() ? "" : ", or an item's points (" + of_item + ")") + ".";
}

std::string goal_problem_text(const plan& p, const std::string& said, goal_problem problem, bool zh, const std::string& before) {
    const std::string help = goal_examples_text(p, zh, before);
    const std::string words = zh ? "“" + said + "”" : "\"" + said + "\"";
    switch (problem) {
        case goal_problem::unknown_item:
            return (zh ? words + "里的指标找不到。" : "There is no such item as in " + words + ". ") + help;
        case goal_problem::several_items:
            return (zh ? words + "里的指标不止一项，请写带上级的编号或全名。" : "More than one item is meant by " + words + ". ") + help;
        case goal_problem::no_points:
            return (zh ? words + "没有说要多少分。" : words + " does not say how many points. ") + help;
        default:
            break;
    }
    // a word without figures is meant for a grade
    const bool figures = said.find_first_of("0123456789") != std::string::npos;
    if (figures) return (zh ? "看不懂目标" + words + "。" : words + " is no goal. ") + help;
    if (p.grades.empty()) return (zh ? "这份评分文件没有分等级，没有" + words + "。" : "This rubric has no grades, so no " + words + ". ") + help;
    return (zh ? "这份评分文件没有叫" + words + "的等级。" : "This rubric has no grade " + words + ". ") + help;
}

std::string goal_text(const plan& p, const goal_request& wanted, const goal_answer& answer, const manner& how, std::uint32_t width) {
    return goal_page(p, wanted, answer, how, width).written();
}

}  // namespace fenze
