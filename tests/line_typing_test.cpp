#include "repl/line/typing.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

#include "repl/line/pinyin.hpp"

using namespace fenze;
using namespace std::string_literals;

namespace {

// A session without a terminal: keys as a terminal sends them, the line with a bar for the cursor.
struct session {
    line_source source;
    line_history history;
    line_settings settings;
    std::optional<typing> line;
    typed last = typed::more;

    session() {
        settings.color = false;
        source.complete = [](std::string_view text, std::size_t cursor, std::size_t& begin) {
            static const std::vector<std::string_view> names{"发明专利授权", "发明专利申请", "管理制度", "帮助"};
            const auto typed = text.substr(0, cursor);
            begin = typed.rfind(' ') == typed.npos ? 0 : typed.rfind(' ') + 1;
            std::vector<completion> all;
            for (const auto i : matching_names(typed.substr(begin), names)) all.push_back({std::string(names[i]), ""});
            return all;
        };
    }

    std::string type(std::string_view bytes) {
        if (!line) line.emplace(source, history, settings, "");
        key_reader keys;
        keys.feed(bytes);
        last = typed::more;
        for (auto one = keys.next(); last == typed::more; one = keys.next()) {
            if (!one) one = keys.next(true);
            if (!one) break;
            last = line->press(*one);
        }
        const auto view = line->view("", 60, 20);
        return view.text.substr(0, view.cursor) + "|" + view.text.substr(view.cursor);
    }

    std::string below() {
        std::string all;
        const auto view = line->view("", 60, 20);
        for (const auto& row : view.below) all += row + "/";
        return all;
    }
    std::string hint() { return line->view("", 60, 20).hint; }
};

const std::string up = "\x1b[A", down = "\x1b[B", tab = "\t", escape = "\x1b";

std::string paste(const std::string& text) { return "\x1b[200~" + text + "\x1b[201~"; }

// A folder that goes with the test.
struct folder {
    std::filesystem::path is;
    folder() {
        auto name = (std::filesystem::temp_directory_path() / "fenze-line-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) std::abort();
        is = name;
    }
    ~folder() {
        std::error_code none;
        std::filesystem::remove_all(is, none);
    }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;
    [[nodiscard]] std::string operator/(const char* name) const { return (is / name).string(); }
};

std::string bytes_of(const std::string& path) {
    std::ostringstream all;
    all << std::ifstream(path).rdbuf();
    return all.str();
}

std::string joined(const line_history& h) {
    std::string all;
    for (const auto& one : h.lines()) all += one + "/";
    return all;
}

}  // namespace

TEST_CASE("one offer is taken at once, several are gone through", "[line]") {
    session s;
    CHECK(s.type("管理" + tab) == "管理制度|");
    CHECK(s.below().empty());
    CHECK(s.type("\x15" + tab) == "发明专利授权|");
    CHECK(s.below() == "› 发明专利授权    管理制度    /  发明专利申请    帮助        /");
    CHECK(s.type(tab) == "发明专利申请|");
    CHECK(s.type(up + up) == "帮助|");
    CHECK(s.type(escape) == "|");
    CHECK(s.below().empty());
    CHECK(s.type("看 " + tab + "\r") == "看 发明专利授权|");  // Enter takes the choice …
    CHECK(s.last == typed::more);
    s.type("\r");  // … and again sends the line
    CHECK(s.last == typed::line);
}

TEST_CASE("what all offers begin with is filled in first", "[line]") {
    session s;
    CHECK(s.type("发" + tab) == "发明专利|");
    CHECK(s.below() == "  发明专利授权    发明专利申请/");
    CHECK(s.type(tab) == "发明专利授权|");
    CHECK(s.type(" 3") == "发明专利授权 3|");  // typing on closes the list
    CHECK(s.below().empty());
    CHECK(s.type("\x1f\x1f") == "发明专利|");
    CHECK(s.type("\x01看 " + tab) == "看 发明专利授权|发明专利");  // before other text
    s.type("\x03\x03");
    CHECK(s.type("没有这个" + tab) == "没有这个|");
    CHECK(s.hint() == "没有可补全的内容。");
    CHECK(s.type("x") == "没有这个x|");
    CHECK(s.hint().empty());
}

TEST_CASE("names are completed by pinyin", "[line]") {
    if (!pinyin_known()) return;
    session s;
    CHECK(s.type("glzd" + tab) == "管理制度|");
    CHECK(s.type("\x15"
                 "fmzl" +
                 tab) == "发明专利授权|");
    CHECK(s.type(escape) == "fmzl|");
    CHECK(s.type("shenq" + tab) == "发明专利申请|");
}

TEST_CASE("lines typed before come back, those that begin with what is typed", "[line]") {
    session s;
    for (const auto* one : {"发明 1", "管理 很好", "发明 2", "发明 1", "  ", "看"}) s.history.add(one);
    CHECK(joined(s.history) == "管理 很好/发明 2/发明 1/看/");
    CHECK(s.type(up) == "看|");
    CHECK(s.type(up + up + up + up) == "管理 很好|");
    CHECK(s.type(down) == "发明 2|");
    CHECK(s.type(down + down + down) == "|");
    CHECK(s.type("发" + up) == "发明 1|");
    CHECK(s.type(up) == "发明 2|");
    CHECK(s.type(up) == "发明 2|");
    CHECK(s.type(down + down) == "发|");
    CHECK(s.type("\x15新" + up) == "新|");
    CHECK(s.hint() == "没有以此开头的历史。");
}

TEST_CASE("the history is searched by characters and pinyin", "[line]") {
    session s;
    for (const auto* one : {"发明专利授权 3件", "管理制度 很好", "发明专利申请 5件"}) s.history.add(one);
    CHECK(s.type("旧\x12") == "旧|");
    CHECK(s.hint() == "没有找到");
    CHECK(s.type("\x7f"
                 "专利") == "专利|");
    CHECK(s.below() == "› 发明专利申请 5件    发明专利授权 3件/");
    CHECK(s.type("\x12\r") == "发明专利授权 3件|");
    CHECK(s.last == typed::more);
    CHECK(s.type("\x12\x15很" + escape) == "发明专利授权 3件|");  // Esc leaves the line as it was
    CHECK(s.type("\x12\x15很\x1b[D") == "管理制度 很|好");        // another key takes it and does its own
    if (pinyin_known()) CHECK(s.type("\x12\x15zlsq 3\r") == "发明专利授权 3件|");
    CHECK(s.type("\x12\x15没有\r") == (pinyin_known() ? "发明专利授权 3件|" : "管理制度 很|好"));
}

TEST_CASE("a paste of several lines is several lines", "[line]") {
    session s;
    CHECK(s.type("看 " + paste("发明\t3\x1b[31m")) == "看 发明 3[31m|");
    CHECK(s.last == typed::more);
    s.type("\x15 尾\x01" + paste("发明 1\r\n\r\n管理 2\n末"));
    CHECK(s.last == typed::line);
    CHECK(s.line->line() == "发明 1");
    REQUIRE(s.line->pasted().size() == 2);
    CHECK(s.line->pasted()[0] == "管理 2");
    CHECK(s.line->pasted()[1] == "末 尾");
    session t;
    CHECK(t.type(paste("\n\n发明 1")) == "发明 1|");
    CHECK(t.last == typed::more);
}

TEST_CASE("Ctrl-C empties the line, Ctrl-D ends where it is empty", "[line]") {
    session s;
    CHECK(s.type("发明\x03") == "|");
    CHECK(s.type("\x1f") == "发明|");
    CHECK(s.type("\x01\x04") == "|明");
    CHECK(s.last == typed::more);
    CHECK(s.type("\x04\x03") == "|");
    CHECK(s.hint() == "要离开，请按Ctrl-D。");
    s.type("\x04");
    CHECK(s.last == typed::end);
}

TEST_CASE("a hint is asked for at the end of the line", "[line]") {
    session s;
    s.source.hint = [](std::string_view text) { return text == "发明" ? "3件\n"s : ""s; };
    s.type("发明");
    CHECK(s.hint() == "3件 ");
    s.type("\x1b[D");
    CHECK(s.hint().empty());
}

TEST_CASE("an owner without completions or hints", "[line]") {
    session s;
    s.source = {};
    CHECK(s.type("发" + tab + "明") == "发明|");
}

TEST_CASE("the history file is private, folded when read, and made where it is missing", "[line]") {
    const folder home;
    const auto path = home / "state/fenze/history";
    history_file file(path);
    CHECK(joined(file.read()).empty());
    REQUIRE_FALSE(file.trouble());
    file.append("发明 1");
    file.append("管理 2");
    file.append("发明 1");
    CHECK(bytes_of(path) == "发明 1\n管理 2\n发明 1\n");
    CHECK(joined(history_file(path).read()) == "管理 2/发明 1/");
    struct stat about {};
    REQUIRE(stat(path.c_str(), &about) == 0);
    CHECK((about.st_mode & 0777U) == 0600);
    REQUIRE(stat((home / "state/fenze").c_str(), &about) == 0);
    CHECK((about.st_mode & 0777U) == 0700);
}

TEST_CASE("a history file that is no good does no harm", "[line]") {
    const folder home;
    std::ofstream(home / "bytes") << "好\n\xff\xfe\0x\n\n  \n半"s;
    history_file bytes(home / "bytes");
    CHECK(joined(bytes.read()) == "好/\xef\xbf\xbd\xef\xbf\xbdx/半/");
    bytes.append("新");  // not behind the line that was cut short
    CHECK(joined(history_file(home / "bytes").read()) == "好/\xef\xbf\xbd\xef\xbf\xbdx/半/新/");

    history_file taken(home.is.string());  // a folder
    CHECK(joined(taken.read()).empty());
    REQUIRE(taken.trouble());
    CHECK(taken.trouble()->zh == "输入过的内容无法存到“" + home.is.string() + "”（那里不是普通文件），只在本次会话中记得。");
    taken.append("x");

    history_file below(home / "bytes/history");  // below a file
    CHECK(joined(below.read()).empty());
    REQUIRE(below.trouble());
    CHECK(below.trouble()->zh.find("（没有这个文件夹）") != std::string::npos);

    history_file none("");
    none.append("x");
    CHECK(joined(none.read()).empty());
    CHECK_FALSE(none.trouble());
}

TEST_CASE("a long history file is folded to what is kept", "[line]") {
    const folder home;
    const auto path = home / "history";
    {
        std::ofstream out(path);
        for (int i = 0; i < 9000; ++i) out << "发明 " << i % 3000 << '\n';
    }
    const auto kept = history_file(path).read();
    CHECK(kept.lines().size() == line_history::most);
    CHECK(kept.lines().back() == "发明 2999");
    CHECK(history_file(path).read().lines() == kept.lines());
    const auto bytes = bytes_of(path);
    CHECK(std::count(bytes.begin(), bytes.end(), '\n') == static_cast<std::ptrdiff_t>(line_history::most));
    CHECK(std::filesystem::hard_link_count(path) == 1);
    CHECK(std::distance(std::filesystem::directory_iterator(home.is), {}) == 1);  // nothing left beside it
}

TEST_CASE("several sessions write one history and lose no line", "[line]") {
    const folder home;
    const auto path = home / "history";
    {
        std::ofstream out(path);
        for (int i = 0; i < 4500; ++i) out << "旧\n";  // long enough to be folded by whoever comes first
    }
    constexpr int writers = 4, each = 100;
    std::vector<std::thread> all;
    for (int w = 0; w < writers; ++w)
        all.emplace_back([&path, w] {
            history_file mine(path);
            const auto before = mine.read();
            for (int i = 0; i < each; ++i) mine.append(std::to_string(w) + "号 " + std::to_string(i));
        });
    for (auto& one : all) one.join();
    const auto kept = history_file(path).read();
    CHECK(kept.lines().size() == 1 + writers * each);
}

TEST_CASE("the history stands where the system keeps such things", "[line]") {
    const auto* const was = std::getenv("XDG_STATE_HOME");
    const std::string before = was == nullptr ? "" : was;
    setenv("XDG_STATE_HOME", "/some/where", 1);
    CHECK(default_history_file("fenze") == "/some/where/fenze/history");
    setenv("XDG_STATE_HOME", "relative", 1);
    const auto* const home = std::getenv("HOME");
    CHECK(default_history_file("fenze") == (home == nullptr ? ""s : home + "/.local/state/fenze/history"s));
    if (was == nullptr) unsetenv("XDG_STATE_HOME");
    else setenv("XDG_STATE_HOME", before.c_str(), 1);
}
