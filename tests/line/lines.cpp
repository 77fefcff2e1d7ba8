// The line editor alone: says back every line that it reads. Completes the names of a few facts and commands; what is typed before 错 throws.

#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "repl/line/editor.hpp"
#include "repl/line/pinyin.hpp"

namespace {

const std::vector<std::string_view> names{"发明专利授权", "发明专利申请", "实用新型专利授权", "外观设计专利", "管理制度建设", "重大科技项目",
    "研发经费（万元）", "R&D人员", "软件著作权", "女性科研人员", "帮助", "撤销", "重载", "保存"};

std::vector<fenze::completion> complete(std::string_view line, std::size_t cursor, std::size_t& word_begin) {
    const auto typed = line.substr(0, cursor);
    if (typed.find("错") != typed.npos) throw std::runtime_error("as asked");
    if (typed.find("退") != typed.npos) std::exit(7);
    const auto blank = typed.rfind(' ');
    word_begin = blank == typed.npos ? 0 : blank + 1;
    std::vector<fenze::completion> offers;
    for (const auto i : fenze::matching_names(typed.substr(word_begin), names)) offers.push_back({std::string(names[i]), ""});
    return offers;
}

std::string hint(std::string_view line) { return line == "发明专利授权" ? "3件，计6分" : line == "帮助" ? "列出所有命令，以及每条命令怎样用" : ""; }

}  // namespace

int main(int count, char** arguments) {
    fenze::line_settings settings;
    std::string prompt = "评分> ";
    bool ask = false;
    for (int i = 1; i < count; ++i) {
        const std::string_view one = arguments[i];
        if (one == "--transcript") settings.transcript = true;
        else if (one == "--plain") settings.plain = true;
        else if (one == "--no-color") settings.color = false;
        else if (one == "--ask") ask = true;
        else if (one == "--en") settings.zh = false;
        else if (one == "--colored") prompt = "\x1b[1;32m合肥\x1b[0m \x1b[33m85分\x1b[0m> ";
        else if (one == "--default-history") settings.history_file = fenze::default_history_file("fenze_lines");
        else settings.history_file = one;
    }
    fenze::line_editor lines({complete, hint, {}}, settings);
    if (const auto& trouble = lines.history_trouble()) std::cout << trouble->zh << '\n';
    try {
        for (bool over = false; !over;) {
            const auto line = lines.read(prompt);
            if (line) std::cout << "【" << *line << "】\n";
            else over = !ask || !lines.on_terminal() || !lines.read("再按一次Ctrl-D离开> ");
        }
    } catch (const std::exception& error) {
        std::cout << "\n出错：" << error.what() << '\n';
        return 3;
    }
    std::cout << "再见\n";
}
