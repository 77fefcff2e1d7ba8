// The fenze program: reads its arguments and surroundings, runs one command, turns bugs into exit status 3.

#include <unistd.h>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string_view>

#include "repl/commands.hpp"
#include "repl/load.hpp"
#include "repl/options.hpp"

namespace {

/// Chinese unless the locale names another language; no locale at all (C, POSIX) says nothing.
bool speaks_chinese() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        const std::string_view locale(value);
        return locale.starts_with("zh") || locale == "C" || locale == "POSIX" || locale.starts_with("C.");
    }
    return true;
}

int run(const fenze::options& o) {
    if (o.command == "help") return fenze::print_out(fenze::help_text(o.zh)), fenze::fine;
    if (o.command == "version") return fenze::print_out("fenze " + std::string(fenze::version) + "\n"), fenze::fine;
    if (o.command == "read") return fenze::read_command(o);
    if (o.command == "facts") return fenze::facts_command(o);
    if (o.command == "score") return fenze::score_command(o);
    if (o.command == "check") return fenze::check_command(o);
    if (o.command == "fmt") return fenze::fmt_command(o);
    if (o.command == "repl") return fenze::repl_command(o);
    if (o.command == "diff") return fenze::diff_command(o);
    if (o.command == "impact") return fenze::impact_command(o);
    if (o.command == "goal") return fenze::goal_command(o);
    if (o.command == "missing") return fenze::missing_command(o);
    if (o.command == "why") return fenze::why_command(o);
    if (o.command == "form") return fenze::form_command(o);
    if (o.command == "batch") return o.via.empty() ? fenze::batch_command(o) : fenze::via_command(o);
    if (o.command == "report") return fenze::report_command(o);
    if (o.command == "sql") return fenze::sql_command(o);
    return fenze::test_command(o);
}

}  // namespace

int main(int count, char** values) {
    std::signal(SIGPIPE, SIG_DFL);  // a reader that has seen enough (head) ends us quietly
    fenze::options o;
    o.zh = speaks_chinese();
    const bool colors = std::getenv("NO_COLOR") == nullptr;
    try {
        std::string message;
        const fenze::surroundings around{o.zh, colors && isatty(STDOUT_FILENO) != 0};
        if (!fenze::parse_options({values + 1, values + count}, around, o, message)) {
            fenze::print_error(message + "\n");
            return fenze::wrong_use;
        }
        const int status = run(o);
        if (std::fflush(stdout) != 0) {
            fenze::print_error(o.zh ? "结果没有写完。\n" : "The result could not be written in full.\n");
            return fenze::internal_error;
        }
        return status;
    } catch (const std::exception& bug) {
        const std::string what = bug.what();
        fenze::print_error((o.zh ? "程序内部错误：" : "Internal error: ") + what + "\n");
        return fenze::internal_error;
    }
}
