// fenze batch: a whole population, record by record, in the order of its file.

#include <simdjson.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cstdio>
#include <cstring>

#include "dsl/decode.hpp"
#include "dsl/fold.hpp"
#include "interpreter/batch/csv_rows.hpp"
#include "interpreter/batch/json_lines.hpp"
#include "interpreter/quantity.hpp"
#include "repl/batch/population_file.hpp"
#include "repl/batch/progress.hpp"
#include "repl/batch/ranking.hpp"
#include "repl/batch/repeated_ids.hpp"
#include "repl/batch/result_file.hpp"
#include "repl/batch/result_text.hpp"
#include "repl/batch/tally.hpp"
#include "repl/batch/workers.hpp"
#include "repl/commands.hpp"
#include "repl/load.hpp"
#include "repl/reasons.hpp"
#include "repl/report/budget_words.hpp"

namespace fenze {
namespace {

/// Used again and again: what it holds has its room already.
struct job {
    file_piece piece;
    std::string results, bad;  // text
    std::vector<seen_id> ids;
    std::uint64_t first_bad_line = 0;
    tally counted;
    number money;  // what the units of the piece may be given
    std::size_t given = 0;

    void begin(tally nothing_yet) {
        results.clear();
        bad.clear();
        ids.clear();
        first_bad_line = 0;
        counted = std::move(nothing_yet);
        money = {};
        given = 0;
    }
};

/// 结果.csv → 结果.坏记录.txt
std::string bad_path(const std::string& out) {
    const auto slash = out.rfind('/');
    const auto dot = out.rfind('.');
    const bool extension = dot != std::string::npos && dot > (slash == std::string::npos ? 0 : slash + 1);
    return out.substr(0, extension ? dot : out.size()) + ".坏记录.txt";
}

class batch_run {
public:
    batch_run(const options& o, const plan& p) : o_(o), plan_(p), ids_(o.out) {}

    int run() {
        words why;
        if (!choose_columns() || !choose_format()) return wrong_use;
        if (o_.facts.front() != "-" && same_file(o_.facts.front(), o_.out))
            return say({"--out 与事实表是同一个文件；请换一个名字。", "--out names the file of facts itself."}), wrong_use;
        if (!in_.open(o_.facts.front(), o_.encoding, why)) return say(why), wrong_use;
        batch_wishes wishes;
        if (!o_.id.empty()) wishes.id = o_.id;
        wishes.passed_over = o_.passed_over;
        wishes.keep_facts = reasons_ != nullptr;
        for (const auto& c : columns_) wishes.further_operations.push_back(c.operation);
        if (o_.summary) want_items(wishes.further_operations);
        if (!want_money(wishes.further_operations)) return wrong_use;
        setup_ = std::make_unique<batch_setup>(plan_, std::move(wishes));
        if (in_.format() == population_format::csv && !read_header()) return wrong_input;
        text_ = std::make_unique<result_text>(*setup_, columns_, format_, reasons_.get());
        if (!out_.open(o_.out, why)) return say(why), wrong_use;
        const std::string start = (!o_.out.empty() && format_ == result_format::csv ? "\xEF\xBB\xBF" : "") + text_->header(o_.rank);
        if (!out_.write(start, why)) return say(why), internal_error;
        if (o_.rank && !aside_.open(o_.out, why)) return say(why), wrong_use;
        counted_ = tally(o_.summary || o_.rank, items_.size(), o_.rank);
        return work_through();
    }

private:
    void say(const words& what) const { print_error((o_.zh ? what.zh : what.en) + "\n"); }

    static bool same_file(const std::string& a, const std::string& b) {
        struct stat of_a {
        }, of_b{};
        return !b.empty() && stat(a.c_str(), &of_a) == 0 && stat(b.c_str(), &of_b) == 0 && of_a.st_ino == of_b.st_ino && of_a.st_dev == of_b.st_dev;
    }

    bool choose_format() {
        const auto ends = [&](std::string_view extension) { return o_.out.size() >= extension.size() && std::string_view(o_.out).ends_with(extension); };
        if (o_.format == report_format::csv || (o_.format == report_format::text && (ends(".csv") || ends(".CSV")))) format_ = result_format::csv;
        return true;
    }

    bool choose_columns() {
        for (const auto& name : o_.columns) {
            if (name == "分项" || name == "items") {
                for (std::uint32_t n = 0; n < plan_.nodes.size(); ++n) add_node(n);
            } else if (name == "加分" || name == "bonus") {
                columns_.push_back({"加分", plan_.bonus});
            } else if (name == "扣分" || name == "deduction") {
                columns_.push_back({"扣分", plan_.deduction});
            } else if (name == "原因" || name == "reasons") {
                reasons_ = std::make_unique<reason_column>(plan_, o_.zh);
            } else if (!add_item(name)) {
                return false;
            }
        }
        return true;
    }

    void add_node(std::uint32_t n) {
        const auto& node = plan_.nodes[n];
        columns_.push_back({node.title.empty() ? node.id : node.id + " " + node.title, node.score});
    }

    void want_items(std::vector<std::uint32_t>& operations) {
        for (std::uint32_t n = 0; n < plan_.nodes.size(); ++n) {
            items_.push_back({n, operations.size() + 1, operations.size() + 2});  // the total comes first
            operations.push_back(plan_.nodes[n].score);
            operations.push_back(plan_.nodes[n].raw);
        }
    }

    // Money given with grades is added up where someone asks for it.
    bool want_money(std::vector<std::uint32_t>& operations) {
        if (o_.budget.empty() && !o_.summary && !o_.rank) return true;
        words why;
        fund_ = budget_for(plan_, o_.budget, why);
        if (!why.zh.empty()) return say(why), false;
        if (!fund_) return true;
        money_at_ = operations.size() + 1;  // the total comes first
        funded_ = rewards_under(plan_, *fund_);
        for (const auto r : funded_) operations.push_back(plan_.rewards[r].allowed);
        return true;
    }

    void count_money(job& j, const block& rows) const {
        if (!fund_) return;
        for (const auto& r : rows.records()) {
            if (r.is == batch_record::state::bad) continue;
            number amount;
            for (std::size_t n = 0; n < funded_.size(); ++n)
                if (const auto part = rows.value(r, money_at_ + n))
                    amount = amount + convert(*part, plan_.rewards[funded_[n]].unit, fund_->unit).value_or(number(0));
            if (amount.sign() <= 0) continue;
            j.money = j.money + amount;
            ++j.given;
        }
    }

    void tell_money() const {
        if (!fund_) return;
        population_rewards all;
        all.from = *fund_;
        all.rewards = funded_;
        all.decided = std::none_of(funded_.begin(), funded_.end(), [&](std::size_t r) { return plan_.rewards[r].limit; });
        all.shared.wanted = all.shared.sum = money_;
        if (fund_->most && money_ > *fund_->most) all.shared.over = money_ - *fund_->most;
        print_error(rewards_line(plan_, all, given_, o_.zh) + "\n");
    }

    bool add_item(const std::string& name) {
        const auto found = fact_index(plan_).items(name);
        if (found.size() == 1) return add_node(found.front()), true;
        std::string all;
        for (const auto& node : plan_.nodes) all += (all.empty() ? "  " : "\n  ") + node.id + " " + node.title;
        if (found.empty())
            say({"--columns：没有“" + name + "”这个指标。写指标的编号或名称，或“分项”（全部指标）、加分、扣分、原因：\n" + all,
                "--columns: there is no item \"" + name + "\". Take items by number or title, 分项 (all items), 加分, 扣分, 原因 (reasons):\n" + all});
        else say({"--columns：“" + name + "”不止一个，请写编号：\n" + all, "--columns: \"" + name + "\" is more than one item; give its number:\n" + all});
        return false;
    }

    bool read_header() {
        diagnostics problems;
        auto text = in_.header();
        if (in_.encoding() == "gb18030") text = decode(text, "gb18030", problems).text;
        const source file(o_.facts.front(), std::move(text));
        if (!has_error(problems)) header_ = read_csv_header(*setup_, file, problems);
        if (!has_error(problems) && setup_->wishes.id &&
            std::none_of(header_.names.begin(), header_.names.end(), [&](const auto& n) { return setup_->is_id(n); }))
            return say({"--id：表头里没有“" + o_.id + "”这一列。", "--id: there is no column \"" + o_.id + "\"."}), false;
        if (!has_error(problems)) return true;
        file_set files;
        files.add(file);
        diagnostics errors;
        std::copy_if(problems.begin(), problems.end(), std::back_inserter(errors), [](const diagnostic& d) { return d.level == severity::error; });
        print_error(render_diagnostics(errors, files, manner_of(o_)));
        if (std::any_of(errors.begin(), errors.end(), [](const diagnostic& d) { return d.code == "FZ201"; }))
            say({"不是事实的列（如地区、备注）用 --ignore 列出，用逗号隔开；说明是哪一家的列用 --id。",
                "List columns that are no facts after --ignore, separated by commas; name the column of ids with --id."});
        return false;
    }

    /// What one thread keeps between pieces.
    struct hand {
        std::unique_ptr<intake_base> reader;
        std::unique_ptr<block> rows;
    };

    std::size_t threads() const {
        const std::size_t cores = std::max(1U, std::thread::hardware_concurrency()), wanted = o_.threads > 0 ? o_.threads : cores;
        const std::size_t pieces = in_.size() > 0 ? in_.size() / population_file::piece_size + 1 : wanted;
        return std::min(wanted, pieces);
    }

    void work_on(job& j, hand& h) const {
        if (j.piece.too_long) {
            block& rows = *h.rows;
            const auto size = std::to_string(population_file::longest_record >> 20U);
            rows.add_bad(j.piece.first_line, {},
                {unreadable_record({"这一行超过" + size + "MB，不是一条记录。", "This line is longer than " + size + " MB: it is no record."},
                    {"检查文件是否损坏；CSV里一个没有收尾的引号会吞掉后面的所有行。", "The file may be damaged; in CSV a quote may never be closed."})});
            finish_block(j, rows);
            rows.clear();
            return;
        }
        auto text = j.piece.bytes.text();
        // JSON Lines read the quick way are looked at where they are read
        bool good = in_.format() == population_format::csv && simdjson::validate_utf8(text.data(), text.size());
        std::string decoded;
        if (in_.encoding() == "gb18030") {
            diagnostics ignored;
            auto other = decode(text, "gb18030", ignored);
            if (other.good) decoded = std::move(other.text), text = decoded, good = true;
        }
        read_chunk(text, j.piece.first_line, good, in_.format(), in_.comma(), *h.reader, *h.rows, [&](block& rows) { finish_block(j, rows); });
    }

    void finish_block(job& j, const block& rows) const {
        text_->append(rows, o_.rank, j.results);
        j.counted.add(rows, items_);
        count_money(j, rows);
        for (const auto& r : rows.records()) {
            if (!r.id.text.empty()) j.ids.push_back({id_hash(r.id.text), r.line});
            if (r.is != batch_record::state::bad) continue;
            if (j.first_bad_line == 0) j.first_bad_line = r.line;
            append_bad(rows, r, j.bad);
        }
    }

    void append_bad(const block& rows, const batch_record& r, std::string& out) const {
        for (const auto& d : rows.problems(r)) {
            if (d.level != severity::error) continue;
            const auto line = std::to_string(r.line);
            out += o_.zh ? "第" + line + "行" : "line " + line;
            if (!r.id.text.empty()) out += (o_.zh ? "（" : " (") + std::string(r.id.text) + (o_.zh ? "）" : ")");
            if (!d.where.empty()) out += (o_.zh ? "·" : ", ") + d.where;
            out += o_.zh ? "：" : ": ";
            out += o_.zh ? d.message.zh : d.message.en;
            const auto& help = o_.zh ? d.help.zh : d.help.en;
            if (!help.empty()) out += (o_.zh ? "" : " ") + help;
            out += " [" + d.code + "]\n";
        }
    }

    int work_through() {
        words why;
        const auto count = threads();
        std::vector<hand> hands(count);
        for (auto& h : hands) {
            if (in_.format() == population_format::csv) h.reader = std::make_unique<csv_rows>(*setup_, header_, o_.facts.front());
            else h.reader = std::make_unique<json_lines>(*setup_, o_.facts.front());
            h.rows = std::make_unique<block>(*setup_);
        }
        int status = fine;
        progress shown(o_.zh, in_.size());
        {
            workers<job> all(count, [&](job& j, std::size_t own) { work_on(j, hands[own]); });
            std::vector<std::unique_ptr<job>> unused;
            bool more = true;
            while (more || !all.empty()) {
                if (more && !all.full()) {
                    if (unused.empty()) unused.push_back(std::make_unique<job>());
                    auto next = std::move(unused.back());
                    unused.pop_back();
                    next->begin(tally(o_.summary || o_.rank, items_.size(), o_.rank));
                    more = in_.next(next->piece);
                    if (more) all.give(std::move(next));
                    if (more && !all.full()) continue;
                    if (all.empty()) break;
                }
                auto done = all.take();
                if (!keep(*done, why)) {
                    status = internal_error;
                    break;
                }
                shown.tell(counted_.records(), in_.read());
                if (o_.strict && counted_.bad > 0) break;
                unused.push_back(std::move(done));
            }
        }
        shown.end();
        if (status != fine) return say(why), status;
        if (in_.failed())
            return say({"“" + o_.facts.front() + "”没有读完，结果没有写。",
                       "\"" + o_.facts.front() + "\" could not be read to its end; no result was written."}),
                   wrong_use;
        return finish();
    }

    bool keep(job& done, words& why) {
        counted_.join(done.counted);
        money_ = money_ + done.money;
        given_ += done.given;
        for (const auto& id : done.ids) ids_.add(id);
        if (!done.bad.empty()) {
            if (o_.strict || o_.out.empty()) print_error(o_.strict ? done.bad.substr(0, done.bad.find('\n') + 1) : done.bad);
            else if (!bad_.is_open() && !bad_.open(bad_path(o_.out), why)) return false;
            if (!o_.strict && !o_.out.empty() && !bad_.write(done.bad, why)) return false;
        }
        if (o_.strict && done.counted.bad > 0) return true;
        return o_.rank ? aside_.write(done.results, why) : out_.write(done.results, why);
    }

    int finish() {
        words why;
        if (o_.strict && counted_.bad > 0) {
            say(o_.out.empty() ? words{"有错的记录，停在这里（--strict）。", "Stopped at a bad record (--strict)."}
                               : words{"有错的记录，停在这里（--strict）；没有写“" + o_.out + "”。",
                                     "Stopped at a bad record (--strict); \"" + o_.out + "\" was not written."});
            return wrong_input;
        }
        if (counted_.records() == 0) return say({"没有一条记录。", "There is no record."}), wrong_input;
        if (o_.rank && !aside_.put_ranked(counted_.totals(), format_, out_, why)) return say(why), internal_error;
        const auto bad_name = o_.out.empty() ? std::string() : bad_path(o_.out);
        if (bad_.is_open() && !bad_.put(why)) return say(why), internal_error;
        if (!bad_.is_open() && !bad_name.empty() && counted_.bad == 0) unlink(bad_name.c_str());  // of an earlier run: it would be taken for this one's
        if (!out_.put(why)) return say(why), internal_error;
        tell_end(bad_name);
        tell_repeated();
        tell_money();
        if (o_.summary) {
            const auto text = summary_text(plan_, items_, counted_, o_.zh);
            if (o_.out.empty()) print_error(text);
            else print_out(text);
        }
        return counted_.bad > 0 ? wrong_input : fine;
    }

    void tell_end(const std::string& bad_name) const {
        const auto scored = std::to_string(counted_.scored), open = std::to_string(counted_.open), bad = std::to_string(counted_.bad);
        const auto all = std::to_string(counted_.records());
        words said{"共" + all + "条记录：算出总分" + scored + "条", all + " records: " + scored + " scored"};
        if (counted_.open > 0) said.zh += "，事实没有填全、只有得分范围" + open + "条", said.en += ", " + open + " with facts missing: a range";
        if (counted_.bad > 0) {
            said.zh += "，有错" + bad + "条" + (bad_name.empty() ? "" : "（见“" + bad_name + "”）");
            said.en += ", " + bad + " wrong" + (bad_name.empty() ? "" : " (see \"" + bad_name + "\")");
        }
        say({said.zh + "。", said.en + "."});
    }

    /// A unit that stands in the file twice is scored twice: that is for people to judge.
    void tell_repeated() {
        const auto found = ids_.find();
        if (ids_.error() != 0) {
            const std::string error = std::strerror(ids_.error());
            say({"编号有没有重复，没有查：临时文件写不了（" + error + "）。", "Ids were not looked through for repetitions: " + error + "."});
        }
        if (found.records > 0) say(words_of(found));
    }

    const options& o_;
    const plan& plan_;
    population_file in_;
    result_file out_, bad_;
    aside aside_;
    repeated_ids ids_;
    result_format format_ = result_format::json_lines;
    std::vector<result_column> columns_;
    std::vector<summed_item> items_;
    std::unique_ptr<batch_setup> setup_;
    std::unique_ptr<result_text> text_;
    std::unique_ptr<reason_column> reasons_;
    csv_header header_;
    tally counted_;
    std::optional<budget> fund_;
    std::vector<std::size_t> funded_;
    std::size_t money_at_ = 0, given_ = 0;
    number money_;
};

}  // namespace

int batch_command(const options& o) {
    int status = fine;
    auto file = load_rubric(o.rubrics.front(), o, status);
    if (!file) return status;
    const auto* rubric = choose_rubric(*file, o, status);
    if (!rubric) return status;
    return batch_run(o, rubric->program).run();
}

}  // namespace fenze
