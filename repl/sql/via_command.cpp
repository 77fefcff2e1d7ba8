// fenze batch --via: the query runs in the database that holds the table; its rows are written here, or into a table there.

#include <algorithm>

#include "repl/batch/result_file.hpp"
#include "repl/batch/result_text.hpp"
#include "repl/commands.hpp"
#include "repl/json_writer.hpp"
#include "repl/load.hpp"
#include "repl/sql/postgresql.hpp"
#include "repl/sql/sql_wishes.hpp"

namespace fenze {
namespace {

class via_run {
public:
    via_run(const options& o, const compiled_rubric& rubric, const source& document) : o_(o), rubric_(rubric), document_(document) {}

    int run() {
        words why;
        if (!o_.via.starts_with("postgresql://") && !o_.via.starts_with("postgres://"))
            return say({"--via 现在只有 postgresql://…；DuckDB 和 Spark 请运行 fenze sql 打印的查询。",
                       "--via takes postgresql://… only; for DuckDB and Spark run what `fenze sql` prints."}),
                   wrong_use;
        if (!o_.columns.empty() || !o_.passed_over.empty() || o_.summary || o_.strict || o_.threads > 0)
            return say({"--columns、--ignore、--summary、--strict、--threads 不与 --via 同用；查询总是给出全部指标。",
                       "--columns, --ignore, --summary, --strict and --threads do not go with --via: the query gives all items."}),
                   wrong_use;
        const auto wishes = wishes_of(o_, sql_engine::postgresql);
        const auto query = query_of(rubric_.program, document_, wishes, why);
        if (!query) return say(why), wrong_input;
        if (!base_.connect(o_.via, why)) return say(why), wrong_use;
        if (!columns_fit(*query, wishes)) return wrong_input;
        const auto place = [&](const char* name) {
            const auto at = std::find_if(query->outputs.begin(), query->outputs.end(), [&](const sql_output& c) { return c.name == name; });
            return static_cast<std::size_t>(at - query->outputs.begin());
        };
        total_ = place("总分"), error_ = place("错误");
        return o_.into.empty() ? to_file(*query) : to_table(*query);
    }

private:
    void say(const words& what) const { print_error((o_.zh ? what.zh : what.en) + "\n"); }

    /// Every column is there, and holds what can be read exactly.
    bool columns_fit(const sql_query& query, const sql_wishes& wishes) {
        words why;
        const sql_dialect engine(sql_engine::postgresql);
        const auto there = base_.columns_of("SELECT * FROM " + engine.dotted(wishes.table), why);
        if (!there) return say(why), false;
        const auto find = [&](const std::string& name) { return std::find_if(there->begin(), there->end(), [&](const auto& c) { return c.name == name; }); };
        std::string missing, inexact, text;
        const auto add = [](std::string& to, const std::string& name) { to += (to.empty() ? "“" : "、“") + name + "”"; };
        if (find(wishes.id) == there->end()) add(missing, wishes.id);
        for (const auto& c : query.columns) {
            const auto own = find(c.name);
            if (own == there->end()) {
                add(missing, c.name);
                continue;
            }
            const auto kind = rubric_.program.facts[c.fact].kind;
            if (kind == fact_kind::boolean || kind == fact_kind::choice || kind == fact_kind::date) continue;
            if (own->is == postgresql::column::kind::inexact) add(inexact, c.name);
            if (!wishes.all_text && own->is == postgresql::column::kind::text) add(text, c.name);
        }
        if (!missing.empty())
            say({"表“" + wishes.table + "”里没有这些列：" + missing +
                     "。列名不同的，用 --pair 事实=列 指明；说明是哪一家的列用 --id。fenze sql --create-table 列出应有的列。",
                "Table \"" + wishes.table + "\" lacks the columns " + missing +
                    ". Use --pair FACT=COLUMN, --id; `fenze sql --create-table` lists the columns."});
        if (!inexact.empty())
            say({"这些列是浮点数（real、double precision），存不下准确的数：" + inexact + "。请先改成 numeric。",
                "These columns hold binary floating point, which is not exact: " + inexact + ". Change them to numeric first."});
        if (!text.empty())
            say({"这些列是文字，应该是数：" + text + "。整张表都是文字的（从表格软件导入），加 --all-text。",
                "These columns hold text where numbers are read: " + text + ". If the whole table is text, add --all-text."});
        return missing.empty() && inexact.empty() && text.empty();
    }

    void count(const std::optional<std::string>& total, const std::optional<std::string>& error) {
        ++records_;
        if (error) ++bad_;
        else if (total) ++scored_;
    }

    int to_file(const sql_query& query) {
        words why;
        const auto ends = [&](std::string_view extension) { return std::string_view(o_.out).ends_with(extension); };
        const bool table = o_.format == report_format::csv || ends(".csv") || ends(".CSV");
        result_file out;
        if (!out.open(o_.out, why)) return say(why), wrong_use;
        std::string text;
        if (table) {
            text = "\xEF\xBB\xBF";
            for (const auto& c : query.outputs) {
                if (&c != &query.outputs.front()) text += ',';
                append_csv_cell(c.title, text);
            }
            text += '\n';
        }
        bool written = true;
        const bool done = base_.rows(
            query.text,
            [&](const postgresql::row& row) {
                count(row[total_], row[error_]);
                if (table) append_table_row(row, text);
                else append_json_row(query, row, text);
                if (text.size() < (1U << 18U)) return true;
                written = out.write(text, why);
                text.clear();
                return written;
            },
            why);
        if (!done) return say(why), written ? wrong_input : internal_error;
        if (!out.write(text, why) || !out.put(why)) return say(why), internal_error;
        return tell_end();
    }

    static void append_table_row(const postgresql::row& row, std::string& text) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (c > 0) text += ',';
            if (row[c]) append_csv_cell(*row[c], text);
        }
        text += '\n';
    }

    static void append_json_row(const sql_query& query, const postgresql::row& row, std::string& text) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            text += c == 0 ? '{' : ',';
            append_json_string(query.outputs[c].title, text);
            text += ':';
            if (row[c]) append_json_string(*row[c], text);
            else text += "null";
        }
        text += "}\n";
    }

    /// One statement: the table is there whole or not at all, and none is written over.
    int to_table(const sql_query& query) {
        words why;
        const sql_dialect engine(sql_engine::postgresql);
        const auto into = engine.dotted(o_.into);
        if (base_.columns_of("SELECT * FROM " + into, why))
            return say({"表“" + o_.into + "”已经有了，没有动它；请换一个名字，或者先删掉它。",
                       "Table \"" + o_.into + "\" is there already and was not touched; take another name, or drop it first."}),
                   wrong_use;
        if (!base_.run("CREATE TABLE " + into + " AS\n" + query.text, why)) return say(why), wrong_input;
        const auto counted = [&](const postgresql::row& row) {
            records_ = std::stoull(row[0].value_or("0"));
            scored_ = std::stoull(row[1].value_or("0"));
            bad_ = std::stoull(row[2].value_or("0"));
            return true;
        };
        if (!base_.rows("SELECT count(*), count(\"总分\"), count(\"错误\") FROM " + into, counted, why)) return say(why), internal_error;
        return tell_end();
    }

    int tell_end() const {
        const auto open = records_ - scored_ - bad_;
        words said{"共" + std::to_string(records_) + "条记录：算出总分" + std::to_string(scored_) + "条",
            std::to_string(records_) + " records: " + std::to_string(scored_) + " scored"};
        if (open > 0) said.zh += "，事实没有填全" + std::to_string(open) + "条", said.en += ", " + std::to_string(open) + " with facts missing";
        if (bad_ > 0) said.zh += "，有错" + std::to_string(bad_) + "条（见“错误”一列）", said.en += ", " + std::to_string(bad_) + " wrong (see column 错误)";
        say({said.zh + "。", said.en + "."});
        return bad_ > 0 || records_ == 0 ? wrong_input : fine;
    }

    const options& o_;
    const compiled_rubric& rubric_;
    const source& document_;
    postgresql base_;
    std::size_t total_ = 0, error_ = 0;
    std::uint64_t records_ = 0, scored_ = 0, bad_ = 0;
};

}  // namespace

int via_command(const options& o) {
    int status = fine;
    auto file = load_rubric(o.rubrics.front(), o, status);
    if (!file) return status;
    const auto* rubric = choose_rubric(*file, o, status);
    if (!rubric) return status;
    return via_run(o, *rubric, file->text).run();
}

}  // namespace fenze
