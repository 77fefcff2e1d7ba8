#include "repl/options.hpp"

#include <algorithm>
#include <array>

#include "dsl/text.hpp"
#include "interpreter/facts/bind.hpp"
#include "interpreter/facts/date.hpp"

namespace fenze {
namespace {

constexpr auto commands = std::to_array<const char*>({"read", "facts", "score", "check", "test", "fmt", "repl", "goal", "missing", "why", "diff", "impact",
    "batch", "form", "report", "sql", "help", "version"});
constexpr auto switches = std::to_array<const char*>({"--lock", "--free", "--step", "--costs", "--plans", "--curve", "--ends", "--pair", "--top", "--facts",
    "--format", "--lang", "--rubric", "--explain", "--encoding", "--color", "--colour", "--version", "--help", "--canonical", "--strict", "--coverage",
    "--draft", "--style", "--check", "--diff", "--out", "--id", "--columns", "--ignore", "--threads", "--summary", "--rank", "--self", "--budget", "--records",
    "--as-of", "--require-evidence", "--materials", "--dialect", "--table", "--view", "--all-text", "--create-table", "--via", "--into", "--"});

template <std::size_t N>
const char* nearest_of(const std::array<const char*, N>& words, const std::string& word) {
    const char* best = nullptr;
    std::size_t distance = 3;
    for (const auto* candidate : words)
        if (const auto far = edit_distance(word, candidate, 3); far < distance) {
            distance = far;
            best = candidate;
        }
    return best;
}

/// read facts score …, without those that every program has.
std::string listed_commands() {
    std::string out;
    for (const std::string_view c : commands)
        if (c != "help" && c != "version") out += (out.empty() ? "" : " ") + std::string(c);
    return out;
}

class option_reader {
public:
    option_reader(const std::vector<std::string>& arguments, const surroundings& around, options& out, std::string& message)
        : arguments_(arguments), around_(around), out_(out), message_(message) {}

    bool read() {
        out_.zh = language();
        out_.color = around_.terminal;
        for (; at_ < arguments_.size(); ++at_)
            if (!one(arguments_[at_])) return false;
        return complete();
    }

private:
    /// Looked for first: messages about the other arguments are in it already.
    [[nodiscard]] bool language() const {
        bool zh = around_.zh;
        for (std::size_t i = 0; i < arguments_.size(); ++i) {
            const auto& a = arguments_[i];
            if (a.starts_with("--lang=")) zh = !a.ends_with("en");
            if (a == "--lang" && i + 1 < arguments_.size()) zh = arguments_[i + 1] != "en";
        }
        return zh;
    }

    bool fail(const std::string& chinese, const std::string& english) {
        message_ = out_.zh ? chinese : english;
        return false;
    }

    /// The option's value: after = or the next argument.
    bool value(const std::string& name, std::optional<std::string>& inlined, std::string& to) {
        if (inlined) {
            to = *inlined;
            return true;
        }
        if (at_ + 1 >= arguments_.size()) return fail(name + " 后面缺少内容。", name + " needs a value.");
        to = arguments_[++at_];
        return true;
    }

    bool one(const std::string& argument) {
        if (plain_only_ || argument == "-" || !argument.starts_with("-")) return positional(argument);
        if (argument == "--") return plain_only_ = true;
        if (argument == "-h") return name("--help", {});
        const auto equals = argument.find('=');
        if (equals == std::string::npos) return name(argument, {});
        return name(argument.substr(0, equals), argument.substr(equals + 1));
    }

    bool positional(const std::string& argument) {
        if (!out_.command.empty()) {
            const bool about = (out_.command == "goal" || out_.command == "why") && !out_.rubrics.empty() && out_.subject.empty();
            if (about) out_.subject = argument;
            else out_.rubrics.push_back(argument);
            return true;
        }
        for (const auto* command : commands)
            if (argument == command) {
                out_.command = argument;
                return true;
            }
        const auto* near = nearest_of(commands, argument);
        return fail("没有“" + argument + "”这个命令。" + (near ? "是“" + std::string(near) + "”吗？" : "") + "可用：" + listed_commands() + "。",
            "There is no command \"" + argument + "\"." + (near ? " Did you mean \"" + std::string(near) + "\"?" : "") + " Commands: " + listed_commands() +
                ".");
    }

    bool name(const std::string& option, std::optional<std::string> inlined) {
        std::string text;
        if (option == "--help" || option == "--version") {
            out_.command = option.substr(2);
            return true;
        }
        if (option == "--canonical") return out_.canonical = true;
        if (option == "--strict") return out_.strict = true;
        if (option == "--coverage") return out_.coverage = true;
        if (option == "--draft") return out_.draft = true;
        if (option == "--check") return out_.command == "form" ? value(option, inlined, out_.filled) : (out_.check_only = true);
        if (option == "--diff") return out_.diff = true;
        if (option == "--summary") return out_.summary = true;
        if (option == "--rank") return out_.rank = true;
        if (option == "--out") return value(option, inlined, out_.out);
        if (option == "--id") return value(option, inlined, out_.id);
        if (option == "--columns") return value(option, inlined, text) && list(text, out_.columns);
        if (option == "--ignore") return value(option, inlined, text) && list(text, out_.passed_over);
        if (option == "--threads") return value(option, inlined, text) && threads(text);
        if (option == "--dialect") return value(option, inlined, text) && dialect(text);
        if (option == "--table") return value(option, inlined, out_.table);
        if (option == "--view") return value(option, inlined, out_.view);
        if (option == "--all-text") return out_.all_text = true;
        if (option == "--create-table") return out_.create_table = true;
        if (option == "--via") return value(option, inlined, out_.via);
        if (option == "--into") return value(option, inlined, out_.into);
        if (option == "--pair") return value(option, inlined, text) && pair(text);
        if (option == "--top") return value(option, inlined, text) && top(text);
        if (option == "--curve") return out_.curve = true;
        if (option == "--ends") return out_.ends = true;
        if (option == "--plans") return value(option, inlined, text) && plans(text);
        if (option == "--costs") return value(option, inlined, out_.costs);
        if (option == "--lock" || option == "--free" || option == "--step") {
            if (!value(option, inlined, text)) return false;
            (option == "--lock" ? out_.locked : option == "--free" ? out_.free : out_.steps).push_back(text);
            return true;
        }
        if (option == "--style") return value(option, inlined, text) && style(text);
        if (option == "--explain") return explain(inlined);
        if (option == "--facts" || option == "--self") {
            if (!value(option, inlined, text)) return false;
            (option == "--facts" ? out_.facts : out_.self).push_back(text);
            return true;
        }
        if (option == "--budget") return value(option, inlined, out_.budget);
        if (option == "--records") return value(option, inlined, text) && records(text);
        if (option == "--as-of") return value(option, inlined, text) && as_of(text);
        if (option == "--require-evidence") return out_.require_evidence = true;
        if (option == "--materials") return out_.materials = true;
        if (option == "--rubric") {
            if (!value(option, inlined, text)) return false;
            out_.rubric = text;
            return true;
        }
        if (option == "--format") return value(option, inlined, text) && format(text);
        if (option == "--lang") return value(option, inlined, text) && (text == "zh" || text == "en" || one_of("--lang", text, "zh、en", "zh, en"));
        if (option == "--encoding") return value(option, inlined, text) && encoding(text);
        if (option == "--color" || option == "--colour") return value(option, inlined, text) && color(text);
        const auto* near = nearest_of(switches, option);
        return fail("没有“" + option + "”这个选项。" + (near ? "是“" + std::string(near) + "”吗？" : "") + "fenze --help 列出全部选项。",
            "There is no option \"" + option + "\"." + (near ? " Did you mean \"" + std::string(near) + "\"?" : "") + " See fenze --help.");
    }

    /// The item may follow as the next argument, but a rubric that is still to come is not it.
    bool explain(const std::optional<std::string>& inlined) {
        out_.explain = true;
        if (inlined) {
            out_.explain_item = *inlined;
        } else if (!out_.rubrics.empty() && at_ + 1 < arguments_.size() && !arguments_[at_ + 1].starts_with("-")) {
            out_.explain_item = arguments_[++at_];
        }
        return true;
    }

    bool one_of(const std::string& option, const std::string& given, const std::string& zh, const std::string& en) {
        return fail(option + " 只能是：" + zh + "，不是“" + given + "”。", option + " takes: " + en + "; not \"" + given + "\".");
    }

    bool format(const std::string& text) {
        if (text == "text") out_.format = report_format::text;
        else if (text == "json") out_.format = report_format::json;
        else if (text == "markdown" || text == "md") out_.format = report_format::markdown;
        else if (text == "sarif") out_.format = report_format::sarif;
        else if (text == "csv") out_.format = report_format::csv;
        else if (text == "html") out_.format = report_format::html;
        else if (text == "xlsx") out_.format = report_format::xlsx;
        else return one_of("--format", text, "text、json、markdown、sarif、csv、html、xlsx", "text, json, markdown, sarif, csv, html, xlsx");
        return true;
    }

    bool style(const std::string& text) {
        if (text == "公文" || text == "official") out_.style = wording_style::official;
        else if (text == "简写" || text == "terse") out_.style = wording_style::terse;
        else return one_of("--style", text, "公文、简写", "公文 (official), 简写 (terse)");
        return true;
    }

    bool pair(const std::string& text) {
        const auto equals = text.find('=');
        if (equals == std::string::npos || text.size() == 1)
            return fail("--pair 写成 旧事实=新事实，不是“" + text + "”。一边空着，表示另一套规则里没有这个事实。",
                "--pair takes OLD=NEW, not \"" + text + "\"; leave one side empty where the other rubric has no such fact.");
        out_.pairs.emplace_back(text.substr(0, equals), text.substr(equals + 1));
        return true;
    }

    /// 知识产权=专利清单.csv
    bool records(const std::string& text) {
        const auto equals = text.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
            return fail(
                "--records 写成 表名=文件，如 --records 知识产权=专利清单.csv，不是“" + text + "”。", "--records takes TABLE=FILE, not \"" + text + "\".");
        out_.records.emplace_back(text.substr(0, equals), text.substr(equals + 1));
        return true;
    }

    bool as_of(const std::string& text) {
        out_.as_of = parse_date(text);
        return out_.as_of ||
               fail("--as-of 后面写日期，如 --as-of 2021-03-01，不是“" + text + "”。", "--as-of takes a day, such as 2021-03-01; not \"" + text + "\".");
    }

    bool top(const std::string& text) {
        const bool digits = !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string::npos;
        if (!digits)
            return fail("--top 后面写行数，如 --top 50，不是“" + text + "”。", "--top takes a number of rows, such as --top 50; not \"" + text + "\".");
        out_.top = std::stoul(text);
        return true;
    }

    bool dialect(const std::string& text) {
        if (text == "postgresql" || text == "postgres") out_.dialect = "postgresql";
        else if (text == "duckdb" || text == "spark") out_.dialect = text;
        else return one_of("--dialect", text, "postgresql、duckdb、spark", "postgresql, duckdb, spark");
        return true;
    }

    /// A query for a table of one engine; batch --via runs it there.
    bool databases() {
        const bool sql = out_.command == "sql", via = !out_.via.empty();
        if (sql && out_.dialect.empty())
            return fail("缺少 --dialect，例如：fenze sql 评分细则.fenze --dialect postgresql --table 申报表（还可以是 duckdb、spark）",
                "No --dialect given, e.g. fenze sql rubric.fenze --dialect postgresql --table applicants (or duckdb, spark)");
        if (sql && !out_.facts.empty())
            return fail("sql 不用事实表：数据在数据库的表里，表名用 --table 写。", "sql takes no facts: they are in the table that --table names.");
        if (via && out_.table.empty())
            return fail(
                "--via 要用 --table 写明数据在哪张表，例如：--via postgresql:///评审 --table 申报表", "--via needs --table, the table that holds the facts.");
        if (via && out_.out.empty() == out_.into.empty())
            return fail("--via 的结果写到哪里：用 --out 写文件，或者用 --into 写数据库里的表，二者选一。",
                "--via needs either --out (a file) or --into (a table there).");
        if (via && !out_.facts.empty()) return fail("--via 用数据库里的表，不与 --facts 同用。", "--via takes a table there; it does not go with --facts.");
        if (!sql && !via)
            for (const auto& [given, name] :
                {std::pair(!out_.table.empty(), "--table"), std::pair(out_.all_text, "--all-text"), std::pair(!out_.into.empty(), "--into")})
                if (given && out_.command == "batch") return fail(std::string(name) + " 只与 --via 同用。", std::string(name) + " goes with --via only.");
        return true;
    }

    /// 地区,备注 or 地区，备注
    bool list(const std::string& text, std::vector<std::string>& to) {
        std::string rest = text;
        for (std::size_t wide; (wide = rest.find("，")) != std::string::npos;) rest.replace(wide, std::string_view("，").size(), ",");
        for (std::size_t from = 0; from <= rest.size();) {
            const auto end = std::min(rest.find(',', from), rest.size());
            if (end > from) to.push_back(rest.substr(from, end - from));
            from = end + 1;
        }
        return true;
    }

    bool threads(const std::string& text) {
        const bool digits = !text.empty() && text.size() < 4 && text.find_first_not_of("0123456789") == std::string::npos;
        if (!digits || std::stoul(text) == 0)
            return fail("--threads 后面写线程数，如 --threads 2，不是“" + text + "”。", "--threads takes a number, such as --threads 2; not \"" + text + "\".");
        out_.threads = std::stoul(text);
        return true;
    }

    /// Commands that look at units with all that is given of them; batch says by itself where its records stand.
    [[nodiscard]] bool takes_records() const { return is_any(out_.command, {"score", "report", "goal", "missing", "why", "repl", "impact", "batch"}); }

    /// One rubric, and one file of records.
    bool population() {
        if (out_.command != "batch" || !out_.via.empty()) return true;
        if (out_.facts.size() != 1)
            return fail("batch 要一个事实表（JSON Lines、CSV 或 XLSX），例如：fenze batch 评分细则.fenze --facts 全部单位.csv --out 结果.csv",
                "batch takes one file of facts, e.g. fenze batch rubric.fenze --facts units.csv --out results.csv");
        if (out_.out == "-") out_.out.clear();
        if (!out_.records.empty())
            return fail(
                "--records 不与 batch 同用：batch 的记录写在每家单位自己的一行里（JSON Lines）；单独的记录表带“单位”一列的，用 fenze score --facts "
                "全部单位.csv --records 表名=记录.csv。",
                "--records does not go with batch: records stand in each unit's own line (JSON Lines); fenze score takes a table with a column 单位.");
        if (out_.format == report_format::markdown) return fail("--format markdown 不与 batch 同用。", "--format markdown does not go with batch.");
        return true;
    }

    /// An empty form in one of several formats, told by the name of its file where no format is given; or a filled one to be checked.
    bool form() {
        if (out_.rubrics.size() > 1)
            return fail("“" + out_.rubrics[1] + "”是多出来的；填好的表写在 --check 后面。",
                "\"" + out_.rubrics[1] + "\" is one argument too many; a filled form follows --check.");
        if (!out_.facts.empty()) return fail("form 不用 --facts；核对填好的表，用 --check。", "form takes no --facts; a filled form follows --check.");
        if (out_.out == "-") out_.out.clear();
        const auto named = [&](std::string_view tail) { return out_.filled.empty() && out_.format == report_format::text && out_.out.ends_with(tail); };
        if (named(".html") || named(".htm")) out_.format = report_format::html;
        else if (named(".xlsx")) out_.format = report_format::xlsx;
        else if (named(".csv")) out_.format = report_format::csv;
        else if (named(".json")) out_.format = report_format::json;
        const bool checks = !out_.filled.empty();
        if (out_.format == report_format::sarif || out_.format == report_format::markdown ||
            (checks && out_.format != report_format::text && out_.format != report_format::json))
            return checks ? fail("核对填好的表，--format 只能是 text、json。", "--format with --check is text or json.")
                          : fail("form 的 --format 只能是 text、csv、xlsx、html、json。", "--format of form is text, csv, xlsx, html or json.");
        if (out_.format == report_format::xlsx && out_.out.empty())
            return fail("工作簿要写到文件里，例如：fenze form 评分细则.fenze --out 申报表.xlsx",
                "A workbook needs a file, e.g. fenze form rubric.fenze --out form.xlsx");
        if (out_.filled == "-" && out_.rubrics.front() == "-") return fail("标准输入（-）只能用一次。", "Standard input (-) can be used once only.");
        return true;
    }

    /// Two rubrics, the old one first; to see whom the change moves, facts as well.
    bool two_rubrics() {
        const bool zh_facts = out_.command == "impact";
        const std::string example = "fenze " + out_.command + " 旧.fenze 新.fenze" + (zh_facts ? " --facts 全部单位.csv" : "");
        if (out_.rubrics.size() != 2)
            return fail(out_.command + " 要两个评分文件，旧的在前，新的在后，例如：" + example,
                out_.command + " takes two rubrics, the old one first, e.g. fenze " + out_.command + " old.fenze new.fenze" +
                    (zh_facts ? " --facts units.csv" : ""));
        if (zh_facts && out_.facts.empty())
            return fail("缺少事实表，例如：" + example, "No facts given, e.g. fenze impact old.fenze new.fenze --facts units.csv");
        if (!zh_facts && !out_.facts.empty())
            return fail("diff 不用事实表；要看各单位的变化，用 impact。", "diff takes no facts; impact shows how units change.");
        if (out_.format == report_format::markdown)
            return fail("--format markdown 不与 " + out_.command + " 同用。", "--format markdown does not go with " + out_.command + ".");
        return true;
    }

    /// A report has the document's own table; what is to become of it may be told by the name of its file.
    bool report() {
        if (out_.command != "report") return true;
        if (out_.facts.empty() && out_.self.empty())
            return fail("缺少事实表，例如：fenze report 评分细则.fenze --facts 某某联盟.txt --out 评分表.html",
                "No facts given, e.g. fenze report rubric.fenze --facts unit.txt --out report.html");
        const auto ends = [&](std::string_view tail) { return out_.out.size() > tail.size() && out_.out.ends_with(tail); };
        if (out_.format == report_format::text)
            out_.format = ends(".md") ? report_format::markdown : ends(".csv") ? report_format::csv : ends(".xlsx") ? report_format::xlsx : report_format::html;
        if (out_.format == report_format::json || out_.format == report_format::sarif)
            return fail("report 的 --format 是：html、markdown、xlsx、csv。", "--format of report is html, markdown, xlsx or csv.");
        if (out_.format == report_format::xlsx && (out_.out.empty() || out_.out == "-"))
            return fail("Excel 文件要写到一个文件里，例如 --out 评分表.xlsx", "A workbook needs a file, e.g. --out report.xlsx");
        if (out_.out == "-") out_.out.clear();
        return true;
    }

    bool plans(const std::string& text) {
        const bool digits = !text.empty() && text.size() < 3 && text.find_first_not_of("0123456789") == std::string::npos;
        out_.plans = digits ? std::stoul(text) : 0;
        if (out_.plans > 0 && out_.plans <= 20) return true;
        return fail("--plans 后面写1至20的整数，不是“" + text + "”。", "--plans takes 1 to 20, not \"" + text + "\".");
    }

    /// An option of one command says nothing to the others.
    bool belongs(bool given, const char* option, const char* command) {
        if (!given || out_.command == command) return true;
        return fail(std::string(option) + " 只与 " + command + " 同用。", std::string(option) + " goes with " + command + " only.");
    }

    bool encoding(const std::string& text) {
        std::string lower;
        for (const char c : text) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (lower == "utf-8" || lower == "utf8") out_.encoding = "utf-8";
        else if (lower == "gb18030" || lower == "gbk" || lower == "gb2312") out_.encoding = "gb18030";
        else if (lower == "auto") out_.encoding.clear();
        else return one_of("--encoding", text, "utf-8、gb18030、auto", "utf-8, gb18030, auto");
        return true;
    }

    bool color(const std::string& text) {
        if (text == "always") out_.color = true;
        else if (text == "never") out_.color = false;
        else if (text == "auto") out_.color = around_.terminal;
        else return one_of("--color", text, "auto、always、never", "auto, always, never");
        return true;
    }

    bool complete() {
        if (out_.command == "help" || out_.command == "version") return true;
        if (out_.command.empty()) return fail("缺少命令。fenze --help 有用法和例子。", "No command given. See fenze --help.");
        if (out_.rubrics.empty())
            return fail("缺少评分文件，例如：fenze " + out_.command + " 评分细则.fenze", "No rubric given, e.g. fenze " + out_.command + " rubric.fenze");
        if (out_.command == "form") return form();
        const bool batch = out_.command == "batch", report_too = out_.command == "report", scores = out_.command == "score" || report_too;
        const bool sql = out_.command == "sql";
        if (!belongs(!out_.self.empty() && !scores, "--self", "score、report") ||
            !belongs(!out_.budget.empty() && !scores && !batch, "--budget", "score、report、batch") ||
            !belongs(!out_.records.empty() && !takes_records(), "--records", "score、report、goal、missing、why、repl、impact") ||
            !belongs((out_.format == report_format::html || out_.format == report_format::xlsx) && !report_too, "--format html、xlsx", "form、report") ||
            !report())
            return false;
        if (!belongs(!out_.dialect.empty(), "--dialect", "sql") || !belongs(!out_.view.empty(), "--view", "sql") ||
            !belongs(out_.create_table, "--create-table", "sql") || !belongs(!out_.via.empty(), "--via", "batch") ||
            !belongs(!out_.into.empty(), "--into", "batch") || !belongs(!out_.table.empty() && !batch, "--table", "sql") ||
            !belongs(out_.all_text && !batch, "--all-text", "sql") || !databases())
            return false;
        if (!belongs(!out_.out.empty() && !report_too, "--out", "batch") || !belongs(!out_.id.empty() && !sql, "--id", "batch") ||
            !belongs(!out_.columns.empty(), "--columns", "batch") || !belongs(!out_.passed_over.empty(), "--ignore", "batch") ||
            !belongs(out_.threads > 0, "--threads", "batch") || !belongs(out_.summary, "--summary", "batch") ||
            !belongs(out_.rank && !sql, "--rank", "batch") || !population())
            return false;
        if (!belongs(out_.strict && !batch, "--strict", "check") || !belongs(out_.format == report_format::sarif, "--format sarif", "check") ||
            !belongs(out_.style != wording_style::kept, "--style", "fmt") || !belongs(out_.check_only, "--check", "fmt") ||
            !belongs(out_.diff, "--diff", "fmt") || !belongs(out_.coverage, "--coverage", "test") || !belongs(out_.draft, "--draft", "test") ||
            !belongs(!out_.locked.empty(), "--lock", "goal") || !belongs(!out_.free.empty(), "--free", "goal") ||
            !belongs(!out_.steps.empty(), "--step", "goal") || !belongs(!out_.costs.empty(), "--costs", "goal") ||
            !belongs(out_.materials, "--materials", "facts") || !belongs(out_.plans > 1, "--plans", "goal") || !belongs(out_.curve, "--curve", "goal") ||
            !belongs(out_.ends, "--ends", "missing"))
            return false;
        const bool two = out_.command == "diff" || out_.command == "impact";
        const bool paired = two || sql || !out_.via.empty();
        if (!belongs(out_.format == report_format::csv && !batch && !report_too, "--format csv", "impact") ||
            !belongs(out_.top != options().top, "--top", "impact") || !belongs(!out_.pairs.empty() && !paired, "--pair", "diff"))
            return false;
        if (two && !two_rubrics()) return false;
        if (out_.subject.empty() && out_.command == "goal")
            return fail("缺少目标，例如：fenze goal 评分细则.fenze 优秀 --facts 某某联盟.txt（也可以写 85、2.3=10）",
                "No goal given, e.g. fenze goal rubric.fenze 85 --facts unit.txt (or a grade, or 2.3=10)");
        if (out_.subject.empty() && out_.command == "why")
            return fail("缺少要解释的指标或事实，例如：fenze why 评分细则.fenze 总分 --facts 某某联盟.txt",
                "Nothing to explain, e.g. fenze why rubric.fenze 总分 --facts unit.txt");
        if (out_.rubrics.size() > 1 && !two && out_.command != "check" && out_.command != "test" && out_.command != "fmt") {
            const bool facts = out_.command != "read" && out_.command != "facts";
            return fail("“" + out_.rubrics[1] + "”是多出来的" + (facts ? "；事实表写在 --facts 后面。" : "。"),
                "\"" + out_.rubrics[1] + "\" is one argument too many" + (facts ? "; facts follow --facts." : "."));
        }
        std::size_t inputs = 0;
        for (const auto* list : {&out_.rubrics, &out_.facts})
            for (const auto& path : *list) inputs += path == "-" ? 1 : 0;
        for (const auto& path : out_.self) inputs += path == "-" ? 1 : 0;
        if (inputs > 1) return fail("标准输入（-）只能用一次。", "Standard input (-) can be used once only.");
        return true;
    }

    const std::vector<std::string>& arguments_;
    const surroundings& around_;
    options& out_;
    std::string& message_;
    std::size_t at_ = 0;
    bool plain_only_ = false;
};

}  // namespace

bool parse_options(const std::vector<std::string>& arguments, const surroundings& around, options& read, std::string& message) {
    return option_reader(arguments, around, read, message).read();
}

}  // namespace fenze
