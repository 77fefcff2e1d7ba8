// fenze repl: a conversation about one rubric and one unit.

#include <sys/ioctl.h>
#include <unistd.h>
#include <cstdlib>

#include "dsl/decode.hpp"
#include "interpreter/facts/bind.hpp"
#include "repl/commands.hpp"
#include "repl/line/editor.hpp"
#include "repl/line/pinyin.hpp"
#include "repl/load.hpp"
#include "repl/talk/completions.hpp"
#include "repl/talk/fact_file.hpp"
#include "repl/talk/session.hpp"

namespace fenze {
namespace {

std::uint32_t screen_width() {
    constexpr std::uint32_t usual = 100, least = 60, most = 140;
    winsize size{};
    if (isatty(STDOUT_FILENO) == 0 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < least) return usual;
    return size.ws_col < most ? size.ws_col : most;
}

/// Facts given on the command line, one file over the other; false where one is wrong, which is said.
bool take_facts(moment& start, session_files& files, const options& o) {
    for (const auto& path : o.facts) {
        const auto bytes = read_bytes(path);
        if (!bytes) {
            print_error(o.zh ? "读不了“" + path + "”。\n" : "Cannot read \"" + path + "\".\n");
            return false;
        }
        diagnostics problems;
        std::string why_not;
        if (!load_facts(start, path, *bytes, problems, why_not, o.zh)) {
            file_set sources;
            diagnostics unused;
            sources.add(source(path, decode(*bytes, "", unused).text));
            diagnostics errors;
            for (auto& d : problems)
                if (d.level == severity::error) {
                    if (d.file.empty()) d.file = path;
                    errors.push_back(d);
                }
            print_error(render_diagnostics(errors, sources, manner_of(o)) + (why_not.empty() ? "" : why_not + "\n"));
            return false;
        }
        files.facts = path;
    }
    if (o.facts.size() > 1) files.facts.clear();  // from several files: saved to a new one
    return true;
}

}  // namespace

int repl_command(const options& o) {
    const auto& path = o.rubrics.front();
    int status = fine;
    auto file = load_rubric(path, o, status);
    if (!file) return status;
    const auto* rubric = choose_rubric(*file, o, status);
    if (!rubric) return status;
    session_files files{path, {}, {}};
    if (path != "-")
        if (auto bytes = read_bytes(path)) files.bytes = std::move(*bytes);
    const auto which = static_cast<std::size_t>(rubric - file->came_to.rubrics.data());
    auto start = blank(std::make_shared<const rulebook>(std::move(file->text), std::move(file->came_to), which));
    if (!take_facts(start, files, o)) return wrong_input;

    session talk(std::move(start), std::move(files), o, screen_width());
    line_settings settings;
    settings.history_file = default_history_file("fenze");
    settings.zh = o.zh;
    settings.color = o.color;
    settings.transcript = true;
    line_source asked;
    asked.complete = [&](std::string_view line, std::size_t cursor, std::size_t& word_begin) { return completions(talk, line, cursor, word_begin); };
    asked.hint = [&](std::string_view line) { return hint_of(talk, line); };
    line_editor editor(std::move(asked), settings);
    print_out(talk.greeting());
    if (editor.on_terminal() && editor.history_trouble()) print_out("  " + (o.zh ? editor.history_trouble()->zh : editor.history_trouble()->en) + "\n");
    bool warned = false;
    while (true) {
        talk.set_width(screen_width());
        std::fflush(stdout);
        const auto line = editor.read(talk.prompt());
        if (line) {
            print_out(talk.answer(*line));
            std::fflush(stdout);
            if (!talk.over()) {
                warned = false;
                continue;
            }
        }
        // on a terminal nobody loses facts by one key
        if (editor.on_terminal() && talk.unsaved() && !warned) {
            warned = true;
            talk.stay();
            print_out(
                o.zh ? "  填的事实还没有存（“保存 文件”）。再退出一次就不存了。\n" : "  The facts are not saved (`save FILE`). Quit again to leave them.\n");
            continue;
        }
        return fine;
    }
}

}  // namespace fenze
