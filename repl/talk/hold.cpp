// 试、采纳、基线、对比、撤销 …: situations kept and gone back to.

#include <algorithm>

#include "interpreter/below.hpp"
#include "interpreter/quantity.hpp"
#include "repl/sample.hpp"
#include "repl/talk/apply.hpp"
#include "repl/talk/commands.hpp"
#include "repl/talk/moved.hpp"
#include "repl/talk/request.hpp"

namespace fenze {

std::string commands_of::attempt(std::string_view rest) {
    s.trial_.reset();
    s.offered_.clear();
    if (rest.empty()) {
        const auto words = sample_fact_of(s.now_.book->program()).words();
        return say("试什么？如“试 " + words + "”。", "Try what? e.g. try " + words);
    }
    if (const auto what = command_of(rest); what && what->which->carry_out == &commands_of::change_rule) return change_rule(what->rest);
    return s.give(rest, true);
}

std::string commands_of::accept(std::string_view rest) {
    if (!rest.empty() && s.trial_) {
        // 采纳 2, 采纳 办法2, 采纳 第二种
        for (const std::string_view word : {"第", "办法", "方案", "plan"})
            if (rest.starts_with(word)) rest = trimmed(rest.substr(word.size()));
        for (const std::string_view word : {"种办法", "个办法", "种", "个"})
            if (rest.ends_with(word)) rest = trimmed(rest.substr(0, rest.size() - word.size()));
        const auto which = parse_numeral(rest);
        const auto index = which ? which->to_int() : std::nullopt;
        const auto many = std::max<std::size_t>(s.offered_.size(), 1);
        if (!index || *index < 1 || static_cast<std::size_t>(*index) > many)
            return many > 1 ? say("办法只有 1 至 " + std::to_string(many) + "，写“采纳 2”这样的序号。", "Give a number from 1 to " + std::to_string(many) + ".")
                            : say("只有一种可采纳，写“采纳”。要几种办法，写“目标 优秀 3”。", "There is only one: `accept`. `goal 85 3` gives several plans.");
        if (!s.offered_.empty()) {
            s.trial_ = s.offered_[static_cast<std::size_t>(*index) - 1];
            if (s.offered_.size() > 1) s.trial_words_ += s.o_.zh ? "，办法" + std::to_string(*index) : ", plan " + std::to_string(*index);
        }
    }
    if (!s.trial_) return say("没有可采纳的：先写“试 …”或“改 …”。", "Nothing was tried.");
    const auto to = *s.trial_;
    s.keep(to);
    return say("已采纳：" + s.trial_words_, "Kept: " + s.trial_words_);
}

std::string commands_of::baseline(std::string_view rest) {
    const std::string name = rest.empty() ? (s.o_.zh ? "基线" : "baseline") : std::string(rest);
    if (name == "现在" || name == "开始" || name == "now" || name == "start")
        return say("“" + name + "”已有用处，请换一个名字。", "\"" + name + "\" is taken: choose another name.");
    const bool again = s.named_.contains(name);
    s.named_[name] = s.now_;
    return say("已把现在的情形记作“" + name + "”" + (again ? "，原来记的已换掉" : "") + "。“对比 " + name + "”与它并排看，“回到 " + name + "”回到它。",
        "Remembered as \"" + name + "\"; `compare " + name + "` and `return " + name + "`.");
}

namespace {

/// 方案一 方案二: names that were given to situations, which may hold blanks themselves.
std::vector<std::string> names_in(std::string_view words, const std::map<std::string, moment>& known) {
    words = trimmed(words);
    if (words.empty()) return {};
    if (known.contains(std::string(words))) return {std::string(words)};
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i] == ' ' || words.substr(i).starts_with("　")) {
            const std::string left(trimmed(words.substr(0, i))), right(trimmed(words.substr(i)));
            if (known.contains(left) && known.contains(right)) return {left, right};
        }
    return {std::string(words)};
}

}  // namespace

std::string commands_of::compare(std::string_view rest) {
    auto names = names_in(rest, s.named_);
    const std::string own = s.o_.zh ? "基线" : "baseline", first = s.o_.zh ? "开始" : "start";
    if (names.empty()) names = {s.named_.contains(own) ? own : first};
    for (const auto& name : names)
        if (!s.named_.contains(name)) {
            std::string known;
            for (const auto& [n, unused] : s.named_) known += (known.empty() ? "“" : "、“") + n + "”";
            return say("没有记过“" + name + "”。记过的有：" + known + "。", "No moment is called \"" + name + "\". There are: " + known);
        }
    const auto& left = s.named_.at(names.front());
    const auto& right = names.size() > 1 ? s.named_.at(names[1]) : s.now_;
    const auto a = standing(left), b = standing(right);
    if (!a.came_to || !b.came_to) return say("其中一种情形算不出分。", "One of them comes to no score.");
    return side_by_side(left, a, names.front(), right, b, names.size() > 1 ? names[1] : (s.o_.zh ? "现在" : "now"), how());
}

std::string commands_of::go_to(std::string_view rest) {
    const auto found = s.named_.find(std::string(rest));
    if (found == s.named_.end()) return say("没有记过“" + std::string(rest) + "”。", "No moment is called \"" + std::string(rest) + "\".");
    const auto from = s.now_;
    s.keep(found->second);
    return s.back_to(from);
}

std::string commands_of::step_along(std::vector<moment>& taken, std::vector<moment>& left) {
    const auto from = s.now_;
    left.push_back(std::move(s.now_));
    s.now_ = std::move(taken.back());
    taken.pop_back();
    s.trial_.reset();
    s.offered_.clear();
    s.unsaved_ = true;
    return s.back_to(from);
}

std::string commands_of::undo(std::string_view) {
    if (s.written_) return take_example_back();
    if (s.back_.empty() && s.trial_) {
        s.trial_.reset();
        s.offered_.clear();
        return say("刚才试的没有保留，不用撤销。", "What was tried is not kept: nothing to undo.");
    }
    if (s.back_.empty()) return say("没有可撤销的了。", "Nothing to undo.");
    return step_along(s.back_, s.forth_);
}

std::string commands_of::redo(std::string_view) {
    if (s.forth_.empty()) return say("没有可重做的了。", "Nothing to redo.");
    return step_along(s.forth_, s.back_);
}

std::string commands_of::clear(std::string_view rest) {
    const auto from = s.now_;
    auto to = from;
    const auto& p = from.book->program();
    if (rest.empty()) {
        to = blank(from.book);
    } else if (const auto meant = facts_named(*from.book, rest); meant.sure) {
        to.facts[meant.facts.front()].reset();
    } else {
        std::string problem;
        const auto node = item(rest, problem);
        if (!node) return problem;
        for (std::size_t i = 0; i < p.facts.size(); ++i)
            if (below(p, p.facts[i].node, *node) && p.facts[i].use != fact_use::absence) to.facts[i].reset();
    }
    s.keep(std::move(to));
    return s.moved(from, s.now_, std::nullopt);
}

}  // namespace fenze
