#include "repl/talk/commands.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "repl/layout.hpp"
#include "repl/reasons.hpp"
#include "repl/sample.hpp"
#include "repl/talk/request.hpp"

namespace fenze {

const std::vector<command>& all_commands() {
    using c = commands_of;
    static const std::vector<command> all{
        {{"看", "show"}, &c::show, "看 [指标]", "得分表；写指标就看到每一句", "show [item]", "the score, or one item to the sentence", true},
        {{"事实", "facts"}, &c::facts, "事实 [指标]", "全部事实和已填的值", "facts [item]", "all facts and what is given", true},
        {{"为什么", "why"}, &c::why, "为什么 指标|事实|总分|等级", "这个分是怎么来的", "why item|fact|total|grade", "where these points come from", true},
        {{"未填", "missing"}, &c::missing, "未填 [两端]", "没有填的事实，最要紧的在前；“两端”列出最低分和最高分各怎样填", "missing [ends]",
            "facts not given, those that matter most first", true},
        {{"差多少", "next"}, &c::distance, "差多少 [指标]", "每一句离下一步还差多少", "next [item]", "what each sentence needs for its next step", true},
        {{"目标", "goal"}, &c::goal, "目标 优秀|85|2.3=10 [几种]", "怎样改动最少就能达到", "goal 优秀|85|2.3=10 [plans]", "the least change that reaches it",
            true},
        {{"曲线", "curve"}, &c::curve, "曲线 事实 0..10", "总分随这一项怎样变", "curve fact 0..10", "the total as this fact grows", true},
        {{"排行", "gains"}, &c::gains, "排行", "再多做一步，哪一项加分最多", "gains", "which fact brings most for one step more", false},
        {{"锁定", "lock"}, &c::lock, "锁定 事实", "找目标时不动这一项", "lock fact", "goal seek leaves it as it is", true},
        {{"放开", "unlock"}, &c::unlock, "放开 事实", "找目标时这一项可升可降", "unlock fact", "goal seek may move it either way", true},
        {{"步长", "step"}, &c::step, "步长 事实 50", "找目标时这一项一次变多少", "step fact 50", "by how much goal seek moves it at once", true},
        {{"代价", "cost"}, &c::cost, "代价 事实 3", "找目标时这一项每变一步算多少代价", "cost fact 3", "what one step of it costs", true},
        {{"规则", "rule"}, &c::rule, "规则 指标|事实", "这一句是怎样理解的", "rule item|fact", "how its sentences are understood", true},
        {{"试", "try"}, &c::attempt, "试 事实 值", "看看会怎样，不保留", "try fact value", "what if; nothing is kept", true},
        {{"采纳", "accept"}, &c::accept, "采纳 [2]", "保留刚才试的；几种办法的，写第几种", "accept [2]", "keep what was tried, or the second plan", true},
        {{"基线", "baseline"}, &c::baseline, "基线 [名称]", "记下现在的情形", "baseline [name]", "remember the situation", true},
        {{"对比", "compare"}, &c::compare, "对比 [名称] [名称]", "与记下的情形并排看", "compare [name] [name]", "side by side with one remembered", true},
        {{"回到", "return"}, &c::go_to, "回到 名称", "回到记下的情形", "return name", "go back to one remembered", true},
        {{"撤销", "undo"}, &c::undo, "撤销", "退回上一步", "undo", "take back the last step", false},
        {{"重做", "redo"}, &c::redo, "重做", "撤销的再做一次", "redo", "do again what was taken back", false},
        {{"清空", "clear"}, &c::clear, "清空 [事实|指标]", "改为未填", "clear [fact|item]", "make it unknown", true},
        {{"改", "change"}, &c::change_rule, "改 2.3 上限 20｜改 “原文” 为 “新文”", "换一种规则试算，不动文件", "change 2.3 上限 20",
            "what if the rule were another", true},
        {{"重载", "reload"}, &c::reload, "重载", "重新读评分文件", "reload", "read the rubric's file again", false},
        {{"保存规则", "saverules"}, &c::save_rules, "保存规则 新文件.fenze", "把改过的规则存成新文件", "saverules file", "write changed rules to a new file",
            true},
        {{"保存", "save"}, &c::save, "保存 [文件]", "把事实存成文件", "save [file]", "write the facts to a file", true},
        {{"载入", "load"}, &c::load, "载入 文件", "读事实文件", "load file", "read facts from a file", true},
        {{"记为例", "example"}, &c::as_example, "记为例", "把现在的情形写进评分文件，作“例：”", "example", "write the situation into the rubric as 例：",
            false},
        {{"帮助", "help", "?", "？"}, &c::help, "帮助 [命令]", "这张表", "help [command]", "this table", true},
        {{"退出", "quit", "exit", "q", "再见"}, &c::quit, "退出", "结束", "quit", "end", false},
    };
    return all;
}

std::optional<called> command_of(std::string_view line) {
    const auto lower = [](std::string_view word) {
        std::string out;
        for (const char ch : word) out += ch >= 'A' && ch <= 'Z' ? static_cast<char>(ch - 'A' + 'a') : ch;
        return out;
    };
    const called* best = nullptr;
    called found{};
    std::size_t longest = 0;
    for (const auto& command : all_commands())
        for (const std::string_view name : command.names) {
            if (line.size() < name.size() || lower(line.substr(0, name.size())) != name || name.size() < longest) continue;
            auto rest = line.substr(name.size());
            const bool latin = static_cast<unsigned char>(name.front()) < 0x80U;
            const bool parted = rest.empty() || trimmed(rest).size() < rest.size() || rest.starts_with("：") || rest.starts_with(":");
            // 为什么3.3: Chinese needs no blank before a number or a quotation; 看 alone would swallow the beginning of names
            const bool figure = !rest.empty() && ((rest.front() >= '0' && rest.front() <= '9') || rest.starts_with("“") || rest.starts_with("《"));
            if (!parted && (latin || !(figure || (name.size() > 6 && command.takes_words)))) continue;
            rest = trimmed(rest);
            for (const std::string_view mark : {"：", ":"})
                if (rest.starts_with(mark)) rest = trimmed(rest.substr(mark.size()));
            found = {&command, rest};
            longest = name.size();
            best = &found;
        }
    return best ? std::optional(found) : std::nullopt;
}

const command* nearest_command(std::string_view word) {
    const command* best = nullptr;
    std::size_t nearest = 2;
    for (const auto& command : all_commands())
        for (const std::string_view name : command.names) {
            if (characters(name) < 2) continue;
            if (const auto far = edit_distance(word, name, nearest); far < nearest) {
                nearest = far;
                best = &command;
            }
        }
    return best;
}

std::optional<std::uint32_t> commands_of::item(std::string_view words, std::string& problem) const {
    const auto& p = s.now_.book->program();
    if (const auto items = items_named(*s.now_.book, words); items.size() == 1) return items.front();
    if (const auto meant = facts_named(*s.now_.book, words); meant.sure && p.facts[meant.facts.front()].node != no_node)
        return p.facts[meant.facts.front()].node;
    if (const auto items = items_named(*s.now_.book, words); items.size() > 1) {
        std::string names;
        constexpr std::size_t most = 4;
        for (std::size_t i = 0; i < std::min(most, items.size()); ++i)
            names += (names.empty() ? "" : s.o_.zh ? "；" : "; ") + p.nodes[items[i]].id + " " + fit(label_of(p.nodes[items[i]]), 30);
        problem = say("“" + std::string(words) + "”不止一项，请写前面的编号：" + names + (items.size() > most ? "……" : "。"),
            "\"" + std::string(words) + "\" is several items: " + names);
        return std::nullopt;
    }
    const auto example = sample_item_of(p).number;
    problem = say("没有“" + std::string(words) + "”这个指标。写" + (example.empty() ? "" : "编号（如 " + example + "）或") + "标题，“看”列出全部指标。",
        "There is no item \"" + std::string(words) + "\".");
    return std::nullopt;
}

std::optional<std::uint32_t> commands_of::fact(std::string_view words, std::string& problem) const {
    const auto meant = facts_named(*s.now_.book, words);
    if (meant.sure) return meant.facts.front();
    const auto& p = s.now_.book->program();
    if (meant.facts.empty()) {
        problem = say("没有“" + std::string(words) + "”这个事实。“事实”列出全部。", "There is no fact \"" + std::string(words) + "\"; see `facts`.");
        return std::nullopt;
    }
    std::string names;
    for (std::size_t i = 0; i < std::min<std::size_t>(meant.facts.size(), 4); ++i) names += (names.empty() ? "“" : "、“") + p.facts[meant.facts[i]].name + "”";
    problem =
        say("“" + std::string(words) + "”说不准是哪一项：" + names + "。请写全。", "\"" + std::string(words) + "\" may be " + names + "; write it in full.");
    return std::nullopt;
}

namespace {

/// The usage with the numbers and the goals of this rubric.
std::string fitted(std::string usage, const plan& p) {
    const auto put = [&](std::string_view old, const std::string& with) {
        if (const auto at = usage.find(old); at != std::string::npos) usage.replace(at, old.size(), with);
    };
    const auto item = sample_item_of(p);
    put("优秀|85|2.3=10",
        (p.grades.empty() ? "" : sample_goal_of(p) + "|") + sample_total_of(p) + (item.number.empty() ? "" : "|" + item.number + "=" + item.mark));
    if (!item.number.empty()) put("2.3 上限 20", item.number + " 上限 " + item.mark);
    return usage;
}

}  // namespace

std::string commands_of::help(std::string_view rest) {
    const auto& p = s.now_.book->program();
    std::string out;
    std::uint32_t wide = 0;
    const bool zh = s.o_.zh;
    for (const auto& c : all_commands()) wide = std::max(wide, cells(fitted(zh ? c.usage_zh : c.usage_en, p)));
    for (const auto& c : all_commands()) {
        if (!rest.empty() && std::none_of(c.names.begin(), c.names.end(), [&](const char* n) { return rest == n; })) continue;
        out += "  " + pad_right(fitted(zh ? c.usage_zh : c.usage_en, p), wide) + "  " + (zh ? c.zh : c.en);
        if (zh && !rest.empty()) out += "（也可写 " + std::string(c.names[1]) + "）";
        out += "\n";
    }
    if (out.empty()) return say("没有“" + std::string(rest) + "”这个命令。“帮助”列出全部命令。", "There is no command \"" + std::string(rest) + "\".");
    if (!rest.empty()) return out;
    const auto example = sample_fact_of(p);
    const auto item = std::find_if(p.nodes.begin(), p.nodes.end(), [](const plan_node& n) { return n.does_not_apply.has_value(); });
    const std::string gap = zh ? "　" : ", ";
    out += "\n  " + std::string(zh ? "填事实：" : "Facts: ") + example.words();
    if (!example.figure.empty()) out += gap + example.name + " = " + example.figure;
    if (example.counted) out += gap + example.name + " +1";
    if (item != p.nodes.end()) out += gap + item->id + " 不适用";
    out += zh ? "\n  不知道的写“？”：" + example.name + " ？　一行可写几项，用“，”隔开。\n" : "; ? for unknown.\n";
    return out;
}

std::string commands_of::quit(std::string_view) {
    s.over_ = true;
    return {};
}

}  // namespace fenze
