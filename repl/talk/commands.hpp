#pragma once
// The words that a conversation understands beside facts.

#include <string>
#include <string_view>
#include <vector>

#include "interpreter/goal/moves.hpp"
#include "repl/render_diagnostics.hpp"
#include "repl/talk/session.hpp"

namespace fenze {

/// What the commands may do with a session.
struct commands_of {
    session& s;

    std::string show(std::string_view rest);
    std::string why(std::string_view rest);
    std::string missing(std::string_view rest);
    std::string distance(std::string_view rest);
    std::string goal(std::string_view rest);
    std::string curve(std::string_view rest);
    std::string gains(std::string_view rest);
    std::string lock(std::string_view rest);
    std::string unlock(std::string_view rest);
    std::string step(std::string_view rest);
    std::string cost(std::string_view rest);
    std::string rule(std::string_view rest);
    std::string facts(std::string_view rest);
    std::string attempt(std::string_view rest);
    std::string accept(std::string_view rest);
    std::string baseline(std::string_view rest);
    std::string compare(std::string_view rest);
    std::string go_to(std::string_view rest);
    std::string undo(std::string_view rest);
    std::string redo(std::string_view rest);
    std::string clear(std::string_view rest);
    std::string change_rule(std::string_view rest);
    std::string reload(std::string_view rest);
    std::string save(std::string_view rest);
    std::string save_rules(std::string_view rest);
    [[nodiscard]] std::string not_counted_again() const;
    std::string load(std::string_view rest);
    std::string as_example(std::string_view rest);
    std::string help(std::string_view rest);
    std::string quit(std::string_view rest);

private:
    [[nodiscard]] std::string say(const std::string& zh, const std::string& en) const { return s.say(zh, en); }
    /// The item that the words name, or of the fact that they name; nothing and a sentence where there is none.
    std::optional<std::uint32_t> item(std::string_view words, std::string& problem) const;
    std::optional<std::uint32_t> fact(std::string_view words, std::string& problem) const;
    /// 锁定哪一项？ with a fact of this rubric.
    [[nodiscard]] std::string which_fact(const std::string& zh, const std::string& en) const;
    /// One moment back or forth: the last of those goes, the present one is left behind.
    std::string step_along(std::vector<moment>& taken, std::vector<moment>& left);
    /// 撤销 right behind 记为例.
    std::string take_example_back();
    /// What is said where Ctrl-C broke off an answer.
    [[nodiscard]] std::string broken_off() const { return say("已中断，没有改动。", "Broken off; nothing has changed."); }
    [[nodiscard]] std::string not_written(const std::string& path, const words& why) const;
    /// The first errors of a file.
    [[nodiscard]] std::string told(const std::string& path, const std::string& bytes, const diagnostics& problems) const;
    /// How goal seek may move each fact: the defaults with what the user said of them.
    [[nodiscard]] std::vector<fact_moves> moves() const;
    [[nodiscard]] manner how() const { return {s.o_.zh, s.o_.color, true}; }
};

struct command {
    std::vector<const char*> names;  // the Chinese word first
    std::string (commands_of::*carry_out)(std::string_view rest);
    const char* usage_zh;
    const char* zh;
    const char* usage_en;
    const char* en;
    bool takes_words;  // else the line is the word alone
};

const std::vector<command>& all_commands();

/// The command that the line begins with and what follows it; nothing where it begins with none.
struct called {
    const command* which;
    std::string_view rest;
};
std::optional<called> command_of(std::string_view line);

/// The command whose name is nearest to the word, where one is near.
const command* nearest_command(std::string_view word);

}  // namespace fenze
