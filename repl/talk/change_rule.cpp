// 改: a what-if on the rule itself. The document's text is changed, read again, and scored beside the old one.

#include <algorithm>

#include "interpreter/check/checks.hpp"
#include "interpreter/same_plan.hpp"
#include "interpreter/wording/format.hpp"
#include "repl/talk/commands.hpp"
#include "repl/talk/moved.hpp"
#include "repl/talk/rule_edit.hpp"

namespace fenze {
namespace {

std::string first_problems(const diagnostics& all, bool zh) {
    std::string out;
    std::size_t shown = 0;
    constexpr std::size_t most = 3;
    for (const auto& d : all) {
        if (d.level != severity::error || shown++ >= most) continue;
        out += "  " + (zh ? d.message.zh : d.message.en) + "\n";
        if (zh && !d.help.zh.empty()) out += "    改法：" + d.help.zh + "\n";
    }
    return out;
}

/// What the checks say of the new rules and did not say of the old.
std::vector<std::string> new_findings(const rulebook& before, const rulebook& after, bool zh) {
    std::vector<std::string> old, out;
    const auto say = [&](const diagnostic& d) { return d.code + " " + (zh ? d.message.zh : d.message.en); };
    for (const auto& d : deep_checks(before.text(), before.file())) old.push_back(say(d));
    for (const auto& d : deep_checks(after.text(), after.file()))
        if (d.level == severity::warning && std::find(old.begin(), old.end(), say(d)) == old.end()) out.push_back(say(d));
    return out;
}

/// How the sentences of the changed lines are understood now.
std::string new_readings(const rulebook& before, const rulebook& after) {
    std::string out;
    std::vector<std::string> old;
    for (const auto& node : before.program().nodes)
        for (const auto& rule : node.rules) old.push_back(rule.reading + rule.text);
    for (const auto& node : after.program().nodes)
        for (const auto& rule : node.rules)
            if (!rule.reading.empty() && std::find(old.begin(), old.end(), rule.reading + rule.text) == old.end()) out += "  → " + rule.reading + "\n";
    return out;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> out;
    for (std::size_t from = 0; from < text.size();) {
        auto end = text.find('\n', from);
        if (end == std::string_view::npos) end = text.size();
        out.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return out;
}

/// Without the blanks that only the layout of a table asks for.
std::string closed_up(std::string_view line) {
    std::string out;
    for (const char c : line)
        if (c != ' ' && c != '\t') out += c;
    return out;
}

/// The lines that an edit changed, put through the formatter in the style in which they were written; the others stay as they are.
/// The text itself where its lines were in no style, or where the formatter would say something else with them.
std::string in_own_style(const std::string& before, const std::string& after) {
    const auto was = lines_of(before), is = lines_of(after);
    if (was.size() != is.size()) return after;
    std::vector<std::size_t> changed;
    for (std::size_t i = 0; i < is.size(); ++i)
        if (was[i] != is[i]) changed.push_back(i);
    for (const auto style : {wording_style::official, wording_style::terse, wording_style::kept}) {
        const auto formatted_before = format(before, style).text;
        const auto own = lines_of(formatted_before);
        if (own.size() != was.size()) continue;
        if (!std::all_of(changed.begin(), changed.end(), [&](auto i) { return closed_up(own[i]) == closed_up(was[i]); })) continue;
        const auto formatted_after = format(after, style).text;
        const auto now = lines_of(formatted_after);
        if (now.size() != is.size()) continue;
        std::string out;
        for (std::size_t i = 0; i < is.size(); ++i) {
            // of a table only the words are taken: its columns are laid out as a whole
            const bool take = was[i] != is[i] && (own[i] == was[i] || closed_up(now[i]) != closed_up(is[i]));
            out += std::string(take ? now[i] : is[i]) + "\n";
        }
        if (!after.ends_with('\n') && out.ends_with('\n')) out.pop_back();
        return out;
    }
    return after;
}

/// The new text in the document's own style, read again; as it was typed where the style would not do the same.
rules restyled(const rulebook& book, const rules& typed) {
    const std::string before(book.text().text()), after(typed->text().text());
    auto text = in_own_style(before, after);
    if (text == after) return typed;
    diagnostics problems;
    auto again = compile_rules(source(book.text().name(), std::move(text)), book.which(), problems);
    std::string why;
    if (!again || !same_plan(typed->program(), again->program(), plan_likeness::names, why)) return typed;
    return again;
}

}  // namespace

std::string commands_of::change_rule(std::string_view rest) {
    s.trial_.reset();
    s.offered_.clear();
    const auto& book = *s.now_.book;
    if (rest.empty()) return say("改什么？可写：" + rule_edit_examples(book, true) + "。", "Change what? " + rule_edit_examples(book, false));
    const auto edit = read_rule_edit(book, rest);
    if (edit.edits.empty()) return say(edit.problem.zh, edit.problem.en);
    const auto text = with_edits(book.text().text(), edit.edits);
    if (text == book.text().text()) return say("原来就是这样。", "It is so already.");
    diagnostics problems;
    auto changed = compile_rules(source(book.text().name(), text), book.which(), problems);
    if (changed) changed = restyled(book, changed);
    std::string out = edit.note.zh.empty() ? "" : say(edit.note.zh, edit.note.en);
    out += changed_lines(book.text().text(), changed ? changed->text().text() : std::string_view(text));
    if (!changed) return out + say("这样写读不懂，没有改：", "This cannot be read; nothing is changed:") + first_problems(problems, s.o_.zh);
    out += new_readings(book, *changed);
    std::vector<std::string> lost;
    auto to = carried_to(s.now_, changed, lost);
    if (s.now_.records && !to.records) out += not_counted_again();
    for (const auto& f : book.program().facts)
        if (f.use != fact_use::absence &&
            std::none_of(changed->program().facts.begin(), changed->program().facts.end(), [&](const auto& g) { return g.path == f.path; }))
            out += say("“" + f.name + "”在新规则里不再填报。", "\"" + f.name + "\" is asked for no more.");
    out += s.moved(s.now_, to, std::nullopt);
    for (const auto& finding : new_findings(book, *changed, s.o_.zh)) out += say("检查：" + finding, "check: " + finding);
    s.trial_ = std::move(to);
    s.trial_words_ = (s.o_.zh ? "改 " : "change ") + std::string(rest);
    return out + say("（没有保留；写“采纳”在对话里保留，再写“保存规则 新文件.fenze”存成文件。）", "(Not kept; `accept`, then `saverules FILE`.)");
}

}  // namespace fenze
