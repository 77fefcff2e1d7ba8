// fenze repl: a conversation about one rubric and one unit.

#include <atomic>
#include <csignal>
#include <cstdio>

#include "repl/commands.hpp"
#include "repl/layout.hpp"
#include "repl/line/editor.hpp"
#include "repl/load.hpp"
#include "repl/situation.hpp"
#include "repl/talk/completions.hpp"
#include "repl/talk/session.hpp"

namespace fenze {
namespace {

std::atomic<bool> stop{false};  // all that the handler of Ctrl-C touches
static_assert(std::atomic<bool>::is_always_lock_free);
constexpr std::uint32_t never_folded = UINT32_MAX;  // what goes into a file has no width

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
    // facts of several files are saved to a new one
    if (o.facts.size() == 1) files.facts = o.facts.front();
    const auto given = one_situation(o, *file, *rubric, status);
    if (!given) return status;
    const auto which = static_cast<std::size_t>(rubric - file->came_to.rubrics.data());
    auto start = blank(std::make_shared<const rulebook>(std::move(file->text), std::move(file->came_to), which));
    start.facts = given->facts;
    start.records = given->records;

    session talk(std::move(start), std::move(files), o, page_width());
    line_settings settings;
    settings.history_file = default_history_file("fenze");
    settings.zh = o.zh;
    settings.color = o.color;
    settings.transcript = true;
    line_source asked;
    asked.complete = [&](std::string_view line, std::size_t cursor, std::size_t& word_begin) { return completions(talk, line, cursor, word_begin); };
    asked.give_up = [&] { return std::string(!talk.asking() ? "" : o.zh ? "不" : "no"); };
    talk.set_stop(&stop);
    asked.hint = [&](std::string_view line) { return hint_of(talk, line); };
    line_editor editor(std::move(asked), settings);
    print_out(hung(talk.greeting(), editor.on_terminal() ? page_width() : never_folded));
    if (editor.on_terminal() && editor.history_trouble()) print_out("  " + (o.zh ? editor.history_trouble()->zh : editor.history_trouble()->en) + "\n");
    bool warned = false;
    while (true) {
        talk.set_width(page_width());
        std::fflush(stdout);
        const auto line = editor.read(talk.prompt());
        if (line) {
            // on a terminal Ctrl-C breaks off a long answer, and never throws away the facts of the conversation
            stop = false;
            const auto before = editor.on_terminal() ? std::signal(SIGINT, [](int) { stop = true; }) : SIG_ERR;
            print_out(hung(talk.answer(*line), editor.on_terminal() ? page_width() : never_folded));
            std::fflush(stdout);
            if (before != SIG_ERR) std::signal(SIGINT, before);
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
