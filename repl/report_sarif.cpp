#include "repl/report_sarif.hpp"

#include <algorithm>
#include <map>

#include "repl/commands.hpp"
#include "repl/excerpt.hpp"
#include "repl/json_writer.hpp"
#include "repl/problem_titles.hpp"

namespace fenze {
namespace {

const char* level_word(severity level) { return level == severity::error ? "error" : level == severity::warning ? "warning" : "note"; }

// A path as a URI reference: what RFC 3986 does not allow as it stands, bytes of Chinese names among it, as %XX.
std::string uri_of(const std::string& path) {
    if (path == "-") return "stdin";
    static constexpr char hex[] = "0123456789ABCDEF";
    std::string out = path.starts_with('/') ? "file://" : "";
    for (const char c : path) {
        const bool plain =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || std::string_view("-._~/").find(c) != std::string_view::npos;
        if (plain) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += '%';
            out += hex[byte >> 4U];
            out += hex[byte & 0xfU];
        }
    }
    return out;
}

class sarif_writer {
public:
    sarif_writer(const file_set& files, bool zh) : w_(true), files_(files), zh_(zh) {}

    std::string run(const diagnostics& problems, const std::vector<ignored_problem>& ignored) {
        for (const auto& d : problems) know(d);
        for (const auto& i : ignored) know(i.problem);
        w_.open('{');
        text("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        text("version", "2.1.0");
        w_.key("runs");
        w_.open('[');
        w_.open('{');
        tool();
        // Our columns count characters, each one code point; the other choice, UTF-16 units, counts a rare character such as 𠮷 twice.
        text("columnKind", "unicodeCodePoints");
        w_.key("results");
        w_.open('[');
        for (const auto& d : problems) result(d, nullptr);
        for (const auto& i : ignored) result(i.problem, &i.reason);
        w_.close(']');
        w_.close('}');
        w_.close(']');
        w_.close('}');
        return w_.written() + "\n";
    }

private:
    void know(const diagnostic& d) { rules_.emplace(d.code, &d); }

    void text(std::string_view key, std::string_view value) {
        w_.key(key);
        w_.text(value);
    }
    // {"text": …, "markdown": …}
    void message(std::string_view key, const std::string& plain, const std::string& markdown = "") {
        w_.key(key);
        w_.open('{');
        text("text", plain);
        if (!markdown.empty()) text("markdown", markdown);
        w_.close('}');
    }

    void tool() {
        w_.key("tool");
        w_.open('{');
        w_.key("driver");
        w_.open('{');
        text("name", "fenze");
        text("version", version);
        text("language", zh_ ? "zh-CN" : "en");
        w_.key("rules");
        w_.open('[');
        for (const auto& [code, example] : rules_) {
            w_.open('{');
            text("id", code);
            const std::string title(zh_ ? problem_title(code) : problem_title_in_english(code));
            message("shortDescription", title.empty() ? code : title);
            const std::string manual = code.starts_with("FZ3") || code == "FZ031" ? "检查项" : "常见错误";
            message("help", (zh_ ? "手册《" + manual + "》的 " : "See the manual, docs/zh/" + manual + ".md, ") + code,
                (zh_ ? "手册 `docs/zh/" + manual + ".md`，" : "The manual, `docs/zh/" + manual + ".md`, ") + code);
            w_.key("defaultConfiguration");
            w_.open('{');
            text("level", level_word(example->level));
            w_.close('}');
            w_.close('}');
        }
        w_.close(']');
        w_.close('}');
        w_.close('}');
    }

    void physical(const diagnostic& d, span at) {
        w_.key("physicalLocation");
        w_.open('{');
        w_.key("artifactLocation");
        w_.open('{');
        text("uri", uri_of(files_.name_of(d)));
        w_.close('}');
        if (const auto* file = files_.of(d)) {
            const auto begin = file->where(at.begin), end = file->where(std::max(at.begin, at.end));
            w_.key("region");
            w_.open('{');
            number("startLine", begin.line);
            number("startColumn", begin.column);
            number("endLine", end.line);
            number("endColumn", end.column);  // behind the last character, in SARIF as here
            if (!at.empty()) message("snippet", std::string(file->slice(at)));
            w_.close('}');
        }
        w_.close('}');
    }
    void number(std::string_view key, std::size_t value) {
        w_.key(key);
        w_.whole(value);
    }

    void result(const diagnostic& d, const std::string* reason) {
        w_.open('{');
        text("ruleId", d.code);
        number("ruleIndex", static_cast<std::size_t>(std::distance(rules_.begin(), rules_.find(d.code))));
        text("level", level_word(d.level));
        const std::string said = words_of(d, zh_), help = pick(d.help, zh_);
        // How to mend it is words for people, not an edit to carry out: it stands in the message, and there are no `fixes`.
        message("message", said + (help.empty() ? "" : (zh_ ? "\n改法：" : "\nHelp: ") + help),
            help.empty() ? "" : said + (zh_ ? "\n\n**改法**：" : "\n\n**Help**: ") + help);
        w_.key("locations");
        w_.open('[');
        w_.open('{');
        physical(d, d.at);
        if (!d.where.empty()) {
            w_.key("logicalLocations");
            w_.open('[');
            w_.open('{');
            text("fullyQualifiedName", d.where);
            w_.close('}');
            w_.close(']');
        }
        w_.close('}');
        w_.close(']');
        if (!d.labels.empty()) {
            w_.key("relatedLocations");
            w_.open('[');
            for (const auto& label : d.labels) {
                w_.open('{');
                physical(d, label.at);
                message("message", pick(label.says, zh_));
                w_.close('}');
            }
            w_.close(']');
        }
        if (reason) {
            w_.key("suppressions");
            w_.open('[');
            w_.open('{');
            text("kind", "inSource");
            text("justification", *reason);
            w_.close('}');
            w_.close(']');
        }
        w_.close('}');
    }

    json_writer w_;
    const file_set& files_;
    bool zh_;
    std::map<std::string, const diagnostic*> rules_;
};

}  // namespace

std::string diagnostics_sarif(const diagnostics& problems, const std::vector<ignored_problem>& ignored, const file_set& files, bool zh) {
    return sarif_writer(files, zh).run(problems, ignored);
}

}  // namespace fenze
