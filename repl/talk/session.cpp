#include "repl/talk/session.hpp"

#include <algorithm>
#include <set>

#include "dsl/fold.hpp"
#include "interpreter/quantity.hpp"
#include "repl/layout.hpp"
#include "repl/reasons.hpp"
#include "repl/sample.hpp"
#include "repl/talk/apply.hpp"
#include "repl/talk/commands.hpp"
#include "repl/talk/counted.hpp"
#include "repl/talk/moved.hpp"
#include "repl/talk/request.hpp"
#include "repl/talk/rule_edit.hpp"
#include "repl/talk/spoken.hpp"

namespace fenze {
namespace {

constexpr std::size_t most_undone = 1000;

bool means(std::string_view words, std::initializer_list<const char*> any) {
    const auto key = name_key(words);
    return std::any_of(any.begin(), any.end(), [&](const char* w) { return key == w; });
}

/// What was meant for a name: 弄虚作假 of “弄虚作假 是”.
std::string_view unknown_name(std::string_view line) {
    for (const std::string_view mark : {"：", ":", "=", "＝"})
        if (const auto at = line.find(mark); at != std::string_view::npos && at > 0) return trimmed(line.substr(0, at));
    const auto blank = line.rfind(' ');
    if (blank == std::string_view::npos) {
        // 论文5篇
        const auto figure = line.find_first_of("0123456789");
        return figure != std::string_view::npos && figure > 0 && parse_quantity(line.substr(figure)) ? trimmed(line.substr(0, figure)) : line;
    }
    const auto value = trimmed(line.substr(blank));
    const bool said = parse_quantity(value) || value == "？" || value == "?" || means(value, {"是", "否", "有", "无", "没有"});
    return said ? trimmed(line.substr(0, blank)) : line;
}

/// 2.3 of “2.3 发明专利 5”; empty where the line begins with no number.
std::string item_number(std::string_view line) {
    const auto end = std::min(line.find(' '), line.find("　"));
    const auto word = end == std::string_view::npos ? std::string_view() : line.substr(0, end);
    const bool figures = !word.empty() && word.find_first_not_of("0123456789.") == std::string_view::npos;
    return figures ? std::string(word) : std::string();
}

/// 其中“获得发明专利授权 3件”可以单独写: what of a line could be taken.
std::string recognised(const rulebook& book, const std::vector<said_fact>& said) {
    std::string out;
    for (const auto& one : said)
        if (one.meant.facts.size() == 1 && parse_quantity(one.value))
            out += (out.empty() ? "“" : "、“") + book.program().facts[one.meant.facts.front()].name + " " + one.value + "”";
    return out.empty() ? out : "其中" + out + "可以单独写。";
}

/// The fact with its value; with its item where another is called the same.
std::string given_text(const rulebook& book, const scored& now, std::uint32_t fact) {
    const auto& f = book.program().facts[fact];
    const auto text = fact_text(book.program(), now, fact);
    return book.index().find(f.name).size() > 1 && f.node != no_node ? label_of(book.program().nodes[f.node]) + " · " + text : text;
}

}  // namespace

session::session(moment start, session_files files, const options& o, std::uint32_t width)
    : o_(o), files_(std::move(files)), width_(width), now_(std::move(start)) {
    named_[o_.zh ? "开始" : "start"] = now_;
}

std::string session::greeting() const {
    const auto& p = now_.book->program();
    const auto s = standing(now_);
    std::string out = painted(p.title.empty() ? files_.rubric : p.title, "1", o_.color) + "\n";
    const auto open = s.came_to ? s.came_to->missing.size() : 0;
    const auto counted = counted_text(now_, o_.zh);
    const auto example = sample_fact_of(p).words();
    if (o_.zh) {
        out += "  写事实（如“" + example + "”），就看到得分怎样变。“帮助”列出还能问什么，“退出”结束。\n";
        if (open > 0) out += "  还有 " + std::to_string(open) + " 项事实没有填：“未填”列出哪一项最要紧。\n";
    } else {
        out += "  Give a fact (" + example + ") and see what it moves. `help` lists what else can be asked, `quit` ends.\n";
        if (open > 0) out += "  " + std::to_string(open) + " facts are not given: `missing` lists them.\n";
    }
    out += counted;
    if (!counted.empty()) out += say("这些事实也可以直接填，填了就照填的算。", "What is counted may be given all the same, and then holds.");
    return out;
}

std::string session::prompt() const {
    constexpr std::uint32_t widest = 20;
    const auto& p = now_.book->program();
    const auto s = standing(now_);
    std::string out = fit(p.title.empty() ? files_.rubric : p.title, widest);
    out += "  " + (s.came_to ? standing_text(p, s, o_.zh) : std::string(o_.zh ? "算不出" : "undefined"));
    return painted(out, "1", o_.color) + " › ";
}

void session::keep(moment to) {
    back_.push_back(std::move(now_));
    if (back_.size() > most_undone) back_.erase(back_.begin());
    forth_.clear();
    now_ = std::move(to);
    trial_.reset();
    offered_.clear();
    written_.reset();
    unsaved_ = true;
}

std::string session::back_to(const moment& from) const {
    std::string out;
    if (from.book != now_.book) out += changed_lines(from.book->text().text(), now_.book->text().text());
    return out + moved(from, now_, std::nullopt);
}

std::string session::moved(const moment& from, const moment& to, std::optional<std::uint32_t> fact) const {
    words why_not;
    const auto was = standing(from), is = standing(to, &why_not);
    if (!is.came_to) return say(why_not.zh, why_not.en);
    const manner how{o_.zh, o_.color};
    if (!was.came_to) return "  " + std::string(o_.zh ? "总分 " : "total ") + standing_text(to.book->program(), is, o_.zh) + "\n";
    return moved_text(from, was, to, is, fact, how);
}

std::string session::ask_which(
    const std::vector<std::uint32_t>& facts, const std::string& name, const std::string& value, int change, bool on_trial, bool opposite) {
    constexpr std::size_t most = 9;
    const auto& p = now_.book->program();
    if (opposite) {
        const auto& f = p.facts[facts.front()];
        return say("这里问的是“" + f.name + "”：请写“" + f.name + " 是”或“" + f.name + " 否”。",
            "The rubric asks for \"" + f.name + "\": answer that, with 是 or 否.");
    }
    pending_ = pending{facts, value, change, on_trial};
    if (facts.size() == 1) {
        const auto& f = p.facts[facts.front()];
        return say("没有“" + name + "”。是“" + f.name + "”吗？[回车＝是]", "There is no \"" + name + "\". Is it \"" + f.name + "\"? [Enter: yes]");
    }
    std::string out = say("“" + name + "”不止一个，写序号：", "\"" + name + "\" may be one of these; give its number:");
    for (std::size_t i = 0; i < std::min(most, facts.size()); ++i) {
        const auto& f = p.facts[facts[i]];
        out += "    " + std::to_string(i + 1) + "  " + f.name;
        if (f.node != no_node && f.node_title != f.name) out += (o_.zh ? "（" : " (") + label_of(p.nodes[f.node]) + (o_.zh ? "）" : ")");
        out += "\n";
    }
    if (facts.size() > most) {
        out += say("还有 " + std::to_string(facts.size() - most) + " 个，请把名称写长一些。",
            "and " + std::to_string(facts.size() - most) + " more: write more of the name.");
        pending_->facts.resize(most);
    }
    return out;
}

std::string session::answer_pending(std::string_view line, bool& taken) {
    const auto waiting = *pending_;
    pending_.reset();
    taken = true;
    std::size_t chosen = waiting.facts.size();
    if (waiting.facts.size() == 1 && (line.empty() || means(line, {"是", "是的", "对", "对的", "嗯", "好", "好的", "没错", "y", "Y", "yes", "1"}))) chosen = 0;
    if (waiting.facts.size() > 1)
        if (const auto n = number::parse(fold(line, {0, static_cast<std::uint32_t>(line.size())}).text))
            if (const auto k = n->to_int(); k && *k >= 1 && static_cast<std::size_t>(*k) <= waiting.facts.size()) chosen = static_cast<std::size_t>(*k - 1);
    if (chosen < waiting.facts.size()) {
        const auto& f = now_.book->program().facts[waiting.facts[chosen]];
        std::string again = f.path;
        if (waiting.value.empty()) return give(again, waiting.on_trial);
        return give(again + " ＝ " + (waiting.change > 0 ? "+" : waiting.change < 0 ? "-" : "") + waiting.value, waiting.on_trial);
    }
    if (line.empty() || means(line, {"否", "不是", "不", "不要", "不要了", "算了", "都不是", "取消", "还是按原来的", "n", "N", "no"}))
        return say("好，没有改动。", "Nothing changed.");
    const auto written = fold(line, {0, static_cast<std::uint32_t>(line.size())}).text;
    if (waiting.facts.size() > 1 && parse_quantity(written)) {
        pending_ = waiting;
        return say("请写 1 至 " + std::to_string(waiting.facts.size()) + " 的序号；不要了，写“不”。",
            "Give a number from 1 to " + std::to_string(waiting.facts.size()) + ", or no.");
    }
    taken = false;  // something else was said
    return say("前面问的没有填入。", "What was asked about is not filled in.");
}

std::string session::give(std::string_view line, bool on_trial) {
    const auto& base = now_;
    std::string out;
    auto to = base;
    std::string question;
    std::optional<std::uint32_t> only;
    if (auto absence = apply_absence(base, line, o_.zh)) {
        for (const auto& remark : absence->remarks) out += "  " + remark + "\n";
        if (!absence->to) return out;
        to = std::move(*absence->to);
    } else if (const auto items = line.find(' ') == std::string_view::npos ? items_named(*base.book, line) : std::vector<std::uint32_t>();
               !items.empty() && base.book->index().is_item(line) && base.book->index().find(line).empty()) {
        return commands_of{*this}.show(line);
    } else {
        const auto said = facts_said(*base.book, line);
        if (said.empty() && asks(line) && !on_trial)
            return say("没有看懂这句问话。可以问“为什么 总分”“差多少”“目标 " + sample_goal_of(base.book->program()) + "”“未填”“排行”，“帮助”列出全部。",
                "This question is not understood. Ask `why total`, `next`, `goal " + sample_goal_of(base.book->program()) +
                    "`, `missing`, `gains`; see `help`.");
        if (said.empty()) {
            if (const auto numbered = item_number(line); !numbered.empty() && items_named(*base.book, numbered).empty())
                return say("没有编号为“" + numbered + "”的指标。“看”列出全部指标。", "No item has the number " + numbered + ".");
            if (line.find(' ') == std::string_view::npos && parse_quantity(fold(line, {0, static_cast<std::uint32_t>(line.size())}).text)) {
                const auto example = sample_fact_of(base.book->program()).words();
                return say("“" + std::string(line) + "”前面要写是哪一项事实，如“" + example + "”。“事实”列出全部事实。",
                    "Which fact is " + std::string(line) + "? Write e.g. " + example + "; see `facts`.");
            }
            const std::string named(unknown_name(line));
            if (named.size() < line.size() && means(named, {"总分", "得分", "合计", "分数", "成绩"})) {
                const auto points = trimmed(line.substr(line.find(named) + named.size()));
                return say("总分是按事实算出来的，不能填。要看怎样达到，写“目标 " + std::string(points) + "”。",
                    "The total is worked out from the facts. To see how to reach it: goal " + std::string(points) + ".");
            }
            constexpr std::uint32_t long_line = 30;
            if (characters(line) > long_line) {
                const auto example = sample_fact_of(base.book->program()).words();
                return say("这一段话里没有认出事实。一项事实写名称和值，如“" + example + "”；几项用“，”或“。”隔开。",
                    "No fact is recognised in this. A fact is a name and a value, e.g. " + example + ".");
            }
            const auto* near = nearest_command(line.substr(0, std::min(line.find(' '), line.size())));
            const std::string word(unknown_name(line));
            return say("没有“" + word + "”这个事实或命令。" +
                           (near ? "是“" + std::string(near->names.front()) + "”吗？" : std::string("“事实”列出全部事实，“帮助”列出全部命令。")),
                "No fact or command is called \"" + word + "\"." +
                    (near ? " Did you mean \"" + std::string(near->names.back()) + "\"?" : std::string(" See `facts` and `help`.")));
        }
        if (said.size() == 1 && said.front().meant.sure && said.front().value.empty()) return commands_of{*this}.rule(said.front().name);
        std::vector<const said_fact*> unsure;
        std::set<std::uint32_t> seen;
        for (const auto& one : said) {
            if (one.meant.sure && !one.value.empty() && !seen.insert(one.meant.facts.front()).second)
                return say("“" + base.book->program().facts[one.meant.facts.front()].name + "”在这一行里写了两次，只写一次。这一行都没有填入。",
                    "\"" + base.book->program().facts[one.meant.facts.front()].name + "\" is given twice. Nothing of this line was taken.");
            if (one.meant.facts.empty())
                return say("没有“" + std::string(unknown_name(one.name)) + "”这个事实。这一行都没有填入。" + recognised(*base.book, said),
                    "There is no fact \"" + std::string(unknown_name(one.name)) + "\". Nothing of this line was taken.");
            if (!one.meant.sure) {
                unsure.push_back(&one);
                continue;
            }
            auto done = apply(to, one, o_.zh);
            if (!done.to) {  // all of a line or nothing of it
                std::string problem;
                for (const auto& remark : done.remarks) problem += "  " + remark + "\n";
                return said.size() == 1 ? problem : problem + say("这一行都没有填入。", "Nothing of this line was taken.");
            }
            for (const auto& remark : done.remarks) out += "  " + remark + "\n";
            to = std::move(*done.to);
            const auto& f = to.book->program().facts[*done.fact];
            const bool by_name = name_key(one.name) == name_key(f.name) || name_key(one.name) == name_key(f.path);
            const auto now = standing(to);
            // what was taken: where the name was not typed in full, or the value was worked out
            if (!by_name || one.change != 0 || said.size() > 1)
                out += std::string("  ") + (o_.zh ? "填入：" : "given: ") + given_text(*to.book, now, *done.fact) + "\n";
            only = done.fact;
        }
        if (said.size() > 1) only.reset();
        for (std::size_t i = 0; i < unsure.size(); ++i) {
            if (i == 0) question = ask_which(unsure[i]->meant.facts, unsure[i]->name, unsure[i]->value, unsure[i]->change, on_trial, unsure[i]->meant.opposite);
            else question += say("“" + unsure[i]->name + "”没有认出来，请再写一次。", "\"" + unsure[i]->name + "\" was not recognised; give it again.");
        }
        if (unsure.size() == said.size()) return question;
    }
    words why_not;
    if (!standing(to, &why_not).came_to) return out + say(why_not.zh + "没有改动。", why_not.en + "; nothing changed.");
    out += moved(base, to, only);
    if (on_trial) {
        trial_ = to;
        trial_words_ = line;
        return out + say("（没有保留；写“采纳”即保留。）", "(Not kept; `accept` keeps it.)") + question;
    }
    keep(std::move(to));
    return out + question;
}

std::string session::answer(std::string_view line) {
    line = trimmed(line);
    if (pending_) {
        bool taken = false;
        auto said = answer_pending(line, taken);
        if (taken) return said;
        return said + answer(line);
    }
    if (line.empty() || line.front() == '#') return {};
    constexpr std::size_t longest = 3000;  // bytes: some thousand characters
    if (line.size() > longest) return say("这一行太长了，请分几行写。", "This line is too long: write it in parts.");
    if (const auto what = command_of(line)) {
        // a fact may be called like a command: 目标：90 speaks of the fact
        const auto exact = facts_said(*now_.book, line);
        const bool fact = exact.size() == 1 && exact.front().meant.sure && !exact.front().value.empty() && !now_.book->index().find(exact.front().name).empty();
        if (!fact) {
            if (!what->which->takes_words && !what->rest.empty())
                return say(
                    "“" + std::string(what->which->names.front()) + "”后面不用写别的。", "`" + std::string(what->which->names.back()) + "` stands alone.");
            return (commands_of{*this}.*what->which->carry_out)(what->rest);
        }
    }
    // a fact that is beyond doubt is no question, whatever words its name has
    const auto said = facts_said(*now_.book, line);
    const bool sure = !said.empty() && std::all_of(said.begin(), said.end(), [](const said_fact& one) { return one.meant.sure && !one.value.empty(); });
    if (!sure || asks(line))
        if (const auto meant = command_meant(*now_.book, line, trial_.has_value()); meant && now_.book->index().find(line).empty()) return as_meant(*meant);
    return give(line, false);
}

std::string session::as_meant(const std::string& command) {
    if (command == "撤销" && trial_) {
        trial_.reset();
        offered_.clear();
        return say("好，刚才试的没有保留，还是原来的情形。", "What was tried is not kept; all is as it was.");
    }
    const auto what = command_of(command);
    return say("（按“" + command + "”回答）", "(taken as `" + command + "`)") + (commands_of{*this}.*what->which->carry_out)(what->rest);
}

}  // namespace fenze
