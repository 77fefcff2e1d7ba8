// 保存、载入、重载、保存规则、记为例: between the conversation and the disk. Whole files or nothing.

#include <sys/stat.h>

#include <algorithm>

#include "dsl/decode.hpp"
#include "dsl/encode.hpp"
#include "interpreter/facts/read.hpp"
#include "repl/fact_inputs.hpp"
#include "repl/json_writer.hpp"
#include "repl/load.hpp"
#include "repl/reasons.hpp"
#include "repl/sheet/workbook.hpp"
#include "repl/talk/commands.hpp"
#include "repl/talk/counted.hpp"
#include "repl/talk/fact_file.hpp"
#include "repl/talk/moved.hpp"
#include "repl/talk/request.hpp"
#include "repl/talk/rule_edit.hpp"

namespace fenze {
namespace {

constexpr std::size_t most_told = 3;

/// A name written between “ ” is the name.
std::string unquoted(std::string_view name) {
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"“", "”"}, {"\"", "\""}, {"《", "》"}})
        if (name.size() > open.size() + close.size() && name.starts_with(open) && name.ends_with(close))
            return std::string(name.substr(open.size(), name.size() - open.size() - close.size()));
    return std::string(name);
}

bool exists(const std::string& path) {
    struct stat about {};
    return stat(path.c_str(), &about) == 0;
}

bool is_folder(const std::string& path) {
    struct stat about {};
    return stat(path.c_str(), &about) == 0 && S_ISDIR(about.st_mode);
}

}  // namespace

std::string commands_of::told(const std::string& path, const std::string& bytes, const diagnostics& problems) const {
    file_set files;
    diagnostics unused, errors;
    files.add(source(path, decode(bytes, s.o_.encoding, unused).text));
    files.set_rubric(path);
    std::size_t more = 0;
    for (const auto& d : problems) {
        if (d.level != severity::error) continue;
        if (errors.size() < most_told) {
            errors.push_back(d);
            if (errors.back().file.empty()) errors.back().file = path;
        } else {
            ++more;
        }
    }
    auto out = render_diagnostics(errors, files, how());
    if (more > 0) out += say("还有 " + std::to_string(more) + " 处错误。", "and " + std::to_string(more) + " more errors.");
    return out;
}

std::string commands_of::not_written(const std::string& path, const words& why) const {
    return say("“" + path + "”写不进去：" + why.zh + "。", "\"" + path + "\" cannot be written: " + why.en + ".");
}

std::string commands_of::save(std::string_view rest) {
    const std::string path = rest.empty() ? s.files_.facts : unquoted(rest);
    if (!path.empty() && path != s.files_.facts && !path.ends_with(".txt") && !path.ends_with(".json")) {
        if (is_folder(path))
            return say("“" + path + "”是文件夹，请写文件名，如“保存 某某联盟.txt”。", "\"" + path + "\" is a folder: name a file, e.g. save unit.txt");
        const auto stem = path.substr(0, path.rfind('.'));
        return say("事实存成 .txt 或 .json 文件，如“保存 " + (stem.empty() ? "某某联盟" : stem) + ".txt”。", "Facts are saved to .txt or .json files.");
    }
    if (path.empty()) return say("存到哪个文件？如“保存 某某联盟.txt”。", "To which file? e.g. save unit.txt");
    if (path != s.files_.facts && exists(path))
        return say("“" + path + "”已经有了。换一个名字，或先把它移走。", "\"" + path + "\" is there already: choose another name.");
    if (path == s.files_.facts && !path.ends_with(".json") && !path.ends_with(".txt"))
        return say("“" + path + "”不能写回去。请另存，如“保存 某某联盟.txt”。", "\"" + path + "\" cannot be written back: save to a .txt or .json file.");
    if (path == s.files_.facts && s.now_.records)
        return say("“" + path + "”里有记录清单，存回去清单就没有了。请另存，如“保存 某某联盟-试算.json”。",
            "\"" + path + "\" holds records, which would be lost: save to another file.");
    const auto text = fact_file_text(s.now_, path.ends_with(".json"));
    if (!text && path.ends_with(".json")) return say("这些事实不能存成文件。", "These facts cannot be written to a file.");
    if (!text) return say("有的名称不能写成一行一项。请存成 .json 文件。", "Some names do not fit into lines: save to a .json file.");
    if (words why; !replace_file(path, *text, &why)) return not_written(path, why);
    s.files_.facts = path;
    s.unsaved_ = false;
    const auto count = std::to_string(given_facts(s.now_));
    return say("已把 " + count + " 项事实存入“" + path + "”。", count + " facts are saved in \"" + path + "\".");
}

std::string commands_of::load(std::string_view rest) {
    if (rest.empty()) return say("读哪个文件？如“载入 某某联盟.txt”。", "Which file? e.g. load unit.txt");
    const std::string path = unquoted(rest);
    if (path == "-") return say("写文件名，如“载入 某某联盟.txt”。", "Name a file, e.g. load unit.txt");
    words why_not_read;
    const auto bytes = read_bytes(path, &why_not_read);
    if (!bytes) return say("读不了“" + path + "”：" + why_not_read.zh + "。", "Cannot read \"" + path + "\": " + why_not_read.en + ".");
    diagnostics problems;
    // a file that is one table of records says nothing of the other facts: they stay
    const auto& p = s.now_.book->program();
    const auto* table = is_office_file(*bytes) ? nullptr : table_named(p, path);
    if (table && table->once != 0 &&
        std::any_of(p.records->tables.begin(), p.records->tables.end(), [&](const auto& t) { return &t != table && t.once == table->once; }))
        return say("几张表里同一成果只计一次，要一起给：退出后用 --records 一张一张列出，或者放进一个JSON文件。",
            "A thing counts once over several tables: give them together, with --records or in one JSON file.");
    auto to = table ? s.now_ : blank(s.now_.book);
    std::string why_not;
    if (!load_facts(to, path, *bytes, problems, why_not, s.o_.zh)) {
        if (!why_not.empty()) return "  " + why_not + "\n";
        if (path.ends_with(".fenze")) return say("“" + path + "”是评分文件，不是事实文件。", "\"" + path + "\" is a rubric, not a facts file.");
        return told(path, *bytes, problems) + say("没有载入。", "Nothing is loaded.");
    }
    const auto from = s.now_;
    s.keep(std::move(to));
    if (table) return counted_text(s.now_, s.o_.zh) + s.moved(from, s.now_, std::nullopt);
    s.files_.facts = path;
    s.unsaved_ = false;
    return counted_text(s.now_, s.o_.zh) + s.moved(from, s.now_, std::nullopt);
}

std::string commands_of::reload(std::string_view) {
    const auto& path = s.files_.rubric;
    if (path == "-") return say("评分文件是从标准输入读的，不能重读。", "The rubric came from standard input.");
    const auto bytes = read_bytes(path);
    if (!bytes) return say("读不了“" + path + "”，仍用原来的规则。", "Cannot read \"" + path + "\"; the rules stay as they are.");
    diagnostics problems;
    const auto decoded = decode(*bytes, s.o_.encoding, problems);
    auto book = has_error(problems) ? nullptr : compile_rules(source(path, decoded.text), s.now_.book->which(), problems);
    if (!book) {
        return told(path, *bytes, problems) + say("文件有错，仍用原来的规则。", "The file has errors; the rules stay as they are.");
    }
    if (scores_nothing(book->file()))
        return say("“" + path + "”现在没有评分内容，仍用原来的规则。", "There is no rubric in \"" + path + "\" now; the rules stay as they are.");
    std::string out = changed_lines(s.now_.book->text().text(), book->text().text());
    if (out.empty()) {
        s.files_.bytes = *bytes;
        return say("文件没有变。", "The file has not changed.");
    }
    std::vector<std::string> lost;
    auto to = carried_to(s.now_, std::move(book), lost);
    for (const auto& name : lost) out += say("“" + name + "”不再填报。", "\"" + name + "\" is asked for no more.");
    const auto from = s.now_;
    if (from.records && !to.records) out += not_counted_again();
    s.keep(std::move(to));
    s.files_.bytes = *bytes;
    return out + s.moved(from, s.now_, std::nullopt);
}

std::string commands_of::not_counted_again() const {
    return say("由记录统计的事实还是按原来的“统计：”数的；要照新的数，再“载入”一次记录。",
        "What was counted from records stays as it was counted; load the records again to count anew.");
}

std::string commands_of::save_rules(std::string_view rest) {
    if (rest.empty()) return say("存到哪个新文件？如“保存规则 修订稿.fenze”。", "To which new file? e.g. saverules draft.fenze");
    const std::string path = unquoted(rest);
    if (s.trial_ && s.trial_->book != s.now_.book) return say("刚才改的还没有采纳：先写“采纳”。", "What was changed is not kept yet: `accept` first.");
    if (exists(path)) return say("“" + path + "”已经有了。请换一个名字，原来的文件不会被覆盖。", "\"" + path + "\" is there already: choose another name.");
    if (words why; !replace_file(path, as_written(*s.now_.book), &why)) return not_written(path, why);
    return say("已存成“" + path + "”。", "Saved as \"" + path + "\".");
}

std::string commands_of::as_example(std::string_view) {
    const auto& path = s.files_.rubric;
    if (path == "-") return say("评分文件是从标准输入读的，不能写进去。", "The rubric came from standard input.");
    const auto now = standing(s.now_);
    if (!now.came_to || !now.came_to->complete)
        return say("还有事实没有填，得分没有定，不能记为例。“未填”列出还差哪些。", "The score is not settled yet: see `missing`.");
    const auto line = example_line(s.now_);
    if (!line) return say("有的名称不能写进例子。", "Some names cannot stand in an example.");
    const auto bytes = read_bytes(path);
    if (!bytes || *bytes != s.files_.bytes) return say("“" + path + "”在这期间改过了，先写“重载”。", "\"" + path + "\" has changed since: `reload` first.");
    diagnostics problems;
    const auto decoded = decode(*bytes, s.o_.encoding, problems);
    std::size_t number = 0;
    const auto text = with_example(decoded.text, s.now_.book->which(), *line, number);
    // it must say in the file what it says here
    auto book = compile_rules(source(path, text), s.now_.book->which(), problems);
    std::vector<std::string> lost;
    if (!book || book->rubric().examples.size() != s.now_.book->rubric().examples.size() + 1)
        return say("写不进去：这样写读不懂。可手工写：" + *line, "It cannot be read back; write it by hand: " + *line);
    if (s.now_.book->text().text() != source_after_reading(decoded.text))
        return say(
            "对话里的规则改过，与文件不同。先“保存规则”成新文件，再用新文件。", "The rules of this conversation are not those of the file: `saverules` first.");
    const bool gb18030 = std::any_of(problems.begin(), problems.end(), [](const diagnostic& d) { return d.code == "FZ004"; }) || s.o_.encoding == "gb18030";
    const auto written = with_line(*bytes, number, *line, gb18030);
    diagnostics unused;
    if (!written || decode(*written, s.o_.encoding, unused).text != text)
        return say("“" + path + "”的编码不便就地添加。请另存为UTF-8，或手工写上：" + *line,
            "The encoding of the file does not allow for it; write it by hand: " + *line);
    if (words why; !replace_file(path, *written, &why)) return not_written(path, why);
    s.written_ = written_example{*bytes, *written, s.now_.book};
    s.files_.bytes = *written;
    auto to = carried_to(s.now_, std::move(book), lost);
    s.now_ = std::move(to);
    return say("已写入“" + path + "”第" + std::to_string(number) + "行：", "Written to line " + std::to_string(number) + " of \"" + path + "\":") + "  " +
           *line + "\n" + say("（写“撤销”就从文件里去掉。）", "(`undo` takes it out of the file.)");
}

std::string commands_of::take_example_back() {
    const auto written = std::move(*s.written_);
    s.written_.reset();
    const auto& path = s.files_.rubric;
    const auto bytes = read_bytes(path);
    if (!bytes || *bytes != written.after)
        return say(
            "“" + path + "”在这期间改过了，刚才记的例没有去掉，请手工删。", "\"" + path + "\" has changed since: the example stays there; delete it by hand.");
    if (!replace_file(path, written.before))
        return say("“" + path + "”写不进去，刚才记的例还在里面。", "\"" + path + "\" cannot be written: the example stays there.");
    s.files_.bytes = written.before;
    std::vector<std::string> lost;
    s.now_ = carried_to(s.now_, written.book, lost);
    return say("已从“" + path + "”里去掉刚才记的例。", "The example is taken out of \"" + path + "\" again.");
}

}  // namespace fenze
