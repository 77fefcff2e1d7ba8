// fenze fmt: a file in canonical layout, its sentences in one style of wording if asked for.

#include <algorithm>

#include "dsl/decode.hpp"
#include "dsl/format.hpp"
#include "interpreter/wording/format.hpp"
#include "interpreter/wording/meaning.hpp"
#include "repl/commands.hpp"
#include "repl/load.hpp"
#include "repl/unified_diff.hpp"

namespace fenze {
namespace {

class formatter {
public:
    explicit formatter(const options& o) : o_(o) {}

    int run() {
        for (const auto& path : o_.rubrics) worst_ = std::max<int>(worst_, one(path));
        return worst_;
    }

private:
    [[nodiscard]] std::string shown(const std::string& path) const { return path != "-" ? path : o_.zh ? "标准输入" : "standard input"; }
    void say(const std::string& path, const std::string& zh, const std::string& en) const { print_error(shown(path) + (o_.zh ? "：" + zh : ": " + en) + "\n"); }

    int one(const std::string& path) {
        words why_not;
        const auto bytes = read_bytes(path, &why_not);
        if (!bytes) {
            print_error(o_.zh ? "读不了“" + path + "”：" + why_not.zh + "。\n" : "Cannot read \"" + path + "\": " + why_not.en + ".\n");
            return wrong_use;
        }
        diagnostics problems;
        decoded read = decode(*bytes, o_.encoding, problems);
        file_set files;
        files.set_rubric(path);
        std::size_t invisible = 0;
        if (read.good) {
            read.text = without_invisible(read.text, invisible);
            // what was only invisible is mended here
            problems.erase(std::remove_if(problems.begin(), problems.end(), [](const diagnostic& d) { return d.code == "FZ006"; }), problems.end());
        }
        files.add(source(path, read.text));
        if (!has_error(problems)) {
            const kept_meaning meaning(read.text);
            files.add(source(path, std::string(meaning.text().text())));
            problems.insert(problems.end(), meaning.came_to().problems.begin(), meaning.came_to().problems.end());
        }
        if (has_error(problems)) {
            problems.erase(std::remove_if(problems.begin(), problems.end(), [](const diagnostic& d) { return d.level != severity::error; }), problems.end());
            print_error(render_diagnostics(problems, files, manner_of(o_)));
            say(path, "有错误，没有整理。", "not formatted because of its errors.");
            return wrong_input;
        }
        for (const auto& d : problems)
            if (d.code == "FZ004") say(path, "原文件是 GB18030 编码，整理后是 UTF-8。", "was GB18030; the result is UTF-8.");
        const formatted made = format(read.text, o_.style);
        if (invisible > 0) say(path, "去掉了" + std::to_string(invisible) + "个看不见的字符。", std::to_string(invisible) + " invisible characters removed.");
        tell_of_wording(path, made);
        return put(path, *bytes, read.text, made.text);
    }

    // Sentences that the style has no words for, or whose words would change the meaning, are named: they are as the author wrote them.
    void tell_of_wording(const std::string& path, const formatted& made) const {
        if (o_.style == wording_style::kept || o_.check_only) return;
        const source text("", made.text);
        std::size_t left = 0;
        std::vector<std::string> lines;
        for (const auto& p : made.phrases) {
            if (p.in_style) continue;
            ++left;
            const auto line = std::to_string(text.where(p.at.begin).line);
            if (lines.empty() || lines.back() != line) lines.push_back(line);
        }
        if (left == 0) return;
        std::string where;
        constexpr std::size_t most_named = 20;
        for (std::size_t n = 0; n < std::min(lines.size(), most_named); ++n) where += (n ? (o_.zh ? "、" : ", ") : "") + lines[n];
        if (lines.size() > most_named) where += o_.zh ? "等" : " …";
        const auto all = std::to_string(made.phrases.size()), kept = std::to_string(left);
        say(path, all + "处计分的话，" + kept + "处保持原文（第" + where + "行）。",
            kept + " of " + all + " scoring phrases are left as they were (line " + where + ").");
    }

    int put(const std::string& path, const std::string& bytes, std::string_view before, const std::string& after) {
        const bool changes = bytes != after;
        if (o_.diff) print_out(unified_diff(before, after, shown(path), shown(path)));
        if (o_.diff && changes && before == after)
            say(path, "只有编码、换行符或看不见的字符要改。", "only the encoding, line ends or invisible characters would change.");
        if (o_.check_only) {
            if (changes && !o_.diff) print_out(shown(path) + "\n");
            return changes ? wrong_input : fine;
        }
        if (o_.diff) return fine;
        if (path == "-") {
            print_out(after);
            return fine;
        }
        if (!changes) return fine;
        if (words why; !replace_file(path, after, &why)) {
            print_error(o_.zh ? "写不了“" + path + "”：" + why.zh + "，文件没有变。\n" : "Cannot write \"" + path + "\": " + why.en + "; it is unchanged.\n");
            return wrong_use;
        }
        say(path, "已整理。", "formatted.");
        return fine;
    }

    const options& o_;
    int worst_ = fine;
};

}  // namespace

int fmt_command(const options& o) { return formatter(o).run(); }

}  // namespace fenze
