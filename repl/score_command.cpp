// fenze score: facts in, points and reasons out.

#include <algorithm>
#include <cstdio>
#include <unordered_map>

#include "interpreter/facts/bind.hpp"
#include "interpreter/facts/read.hpp"
#include "interpreter/facts/refusal.hpp"
#include "repl/commands.hpp"
#include "repl/layout.hpp"
#include "repl/load.hpp"
#include "repl/report_json.hpp"
#include "repl/report_text.hpp"

namespace fenze {
namespace {

struct facts_source {
    const source* text;
    fact_file facts;
};

class scoring {
public:
    scoring(const options& o, loaded& file, const compiled_rubric& rubric) : o_(o), file_(file), plan_(rubric.program), index_(rubric.program) {}

    int run() {
        if (!read_files()) return wrong_use;
        if (!pick_list()) return wrong_input;
        sort_line_errors();
        // A malformed file is not scored at all; a malformed line of JSON Lines costs only its own record.
        if (has_error(of_files_)) return refuse();
        const auto count = list_ ? list_->facts.records.size() : 1;
        for (std::size_t i = 0; i < count; ++i) {
            auto one = score_record(i);
            bad_ = bad_ || !one.came_to;
            if (o_.format == report_format::json) {
                print_out(score_json(plan_, file_.text, one, file_.files, list_ != nullptr, o_.zh));
                if (!one.came_to) complain(one.problems);
            } else {
                all_.push_back(std::move(one));
            }
        }
        return o_.format == report_format::json ? (bad_ ? wrong_input : fine) : print_reports();
    }

private:
    bool read_files() {
        for (const auto& path : o_.facts) {
            diagnostics undecoded;
            auto text = load_text(path, o_, file_.files, undecoded);
            if (!text) return false;
            const auto& kept = file_.files.add(std::move(*text));
            of_files_.insert(of_files_.end(), undecoded.begin(), undecoded.end());
            if (has_error(undecoded)) {  // no text at all: reading on would only repeat it
                inputs_.push_back({&kept, {}});
                continue;
            }
            const auto format = facts_format_of(kept);
            inputs_.push_back({&kept, read_facts(kept, of_files_)});
            lines_ = lines_ || format == facts_format::json_lines;
        }
        return true;
    }

    /// At most one file may hold several records; the others hold for each of them.
    bool pick_list() {
        for (auto& input : inputs_) {
            if (!input.facts.many) continue;
            if (list_) {
                print_error(
                    o_.zh ? "“" + list_->text->name() + "”和“" + input.text->name() + "”都有好几家单位的事实，一次只能用一个这样的文件。\n"
                          : "Both \"" + list_->text->name() + "\" and \"" + input.text->name() + "\" hold several records; use one such file at a time.\n");
                return false;
            }
            list_ = &input;
        }
        return true;
    }

    scored score_record(std::size_t i) {
        scored s;
        if (list_ == nullptr && o_.format == report_format::json)
            for (const auto& d : file_.came_to.problems) s.problems.push_back(d);
        if (list_ == nullptr)
            for (const auto& d : of_files_) s.problems.push_back(d);
        bound_facts bound;
        bound.values.resize(plan_.facts.size());
        bound.given.resize(plan_.facts.size());
        bool broken = false;
        for (const auto& input : inputs_) {
            if (input.facts.records.empty()) continue;
            const bool many = &input == list_;
            const auto& from = input.facts.records[many ? i : 0];
            if (many) broken = add_line_errors(from, s);
            overlay(bound, bind_facts(index_, from, *input.text, many, s.problems));
        }
        s.id = bound.id;
        s.facts = std::move(bound.values);
        if (!broken && !has_error(s.problems)) come_to(s, i);
        return s;
    }

    /// The reading errors of a JSON Lines file belong to the record on whose line they stand.
    void sort_line_errors() {
        if (!lines_ || !list_) return;
        diagnostics others;
        for (auto& d : of_files_) {
            if (d.level == severity::error && d.file == list_->text->name()) line_errors_[list_->text->where(d.at.begin).line].push_back(std::move(d));
            else others.push_back(std::move(d));
        }
        of_files_ = std::move(others);
    }

    bool add_line_errors(const record& from, scored& s) const {
        const auto found = line_errors_.empty() ? line_errors_.end() : line_errors_.find(list_->text->where(from.at.begin).line);
        if (found == line_errors_.end()) return false;
        s.problems.insert(s.problems.end(), found->second.begin(), found->second.end());
        return true;
    }

    void come_to(scored& s, std::size_t i) {
        const auto prefix = list_ ? "第" + std::to_string(i + 1) + "条记录 · " : std::string();
        for (const auto c : broken_constraints(plan_, s.facts)) s.problems.push_back(broken(plan_.constraints[c], s, i, prefix));
        if (has_error(s.problems)) return;
        auto r = score(plan_, s.facts);
        if (r.failed) {
            auto d = division_by_zero(plan_, *r.failed);
            d.where = prefix.substr(0, prefix.find(" · "));
            s.problems.push_back(std::move(d));
            return;
        }
        s.came_to = std::move(r);
    }

    diagnostic broken(const constraint& c, const scored& s, std::size_t i, const std::string& prefix) const {
        auto d = broken_constraint(plan_, c, s.facts);
        if (c.facts.empty()) return d;
        d.where = prefix + d.where;
        point_at_fact(d, c, i);
        return d;
    }

    /// The place where the last of the constraint's facts was given: the value that most likely broke it.
    void point_at_fact(diagnostic& d, const constraint& c, std::size_t i) const {
        for (auto input = inputs_.rbegin(); input != inputs_.rend(); ++input) {
            const auto& records = input->facts.records;
            if (records.empty()) continue;
            const auto& values = records[&*input == list_ ? i : 0].values;
            for (auto value = values.rbegin(); value != values.rend(); ++value) {
                const auto found = index_.find(value->name);
                if (found.size() != 1 || std::find(c.facts.begin(), c.facts.end(), found.front()) == c.facts.end()) continue;
                d.file = input->text->name();
                d.at = value->at;
                return;
            }
        }
    }

    void complain(const diagnostics& problems) {
        diagnostics errors;
        for (const auto& d : problems)
            if (d.level == severity::error) errors.push_back(d);
        print_error((said_ ? "\n" : "") + render_diagnostics(errors, file_.files, manner_of(o_)));
        said_ = true;
    }

    int refuse() {
        if (o_.format == report_format::json) {
            scored s;
            s.problems = of_files_;
            print_out(score_json(plan_, file_.text, s, file_.files, list_ != nullptr, o_.zh));
        }
        print_error(render_diagnostics(of_files_, file_.files, manner_of(o_)));
        return wrong_input;
    }

    /// The rubric's own warnings are the business of check; a score only says that there are some.
    void mention_warnings() {
        diagnostics warnings;
        for (const auto& d : file_.came_to.problems)
            if (d.level == severity::warning) warnings.push_back(d);
        if (warnings.empty()) return;
        print_error(o_.zh ? "评分文件有" + count_line(warnings, true) + "，可用 fenze check 查看。\n"
                          : "The rubric has " + count_line(warnings, false) + "; see fenze check.\n");
    }

    int print_reports() {
        mention_warnings();
        for (const auto& s : all_)
            if (!s.problems.empty()) {
                print_error((said_ ? "\n" : "") + render_diagnostics(s.problems, file_.files, manner_of(o_)));
                said_ = true;
            }
        const bool markdown = o_.format == report_format::markdown;
        if (list_ && !o_.explain) {
            print_out(markdown ? overview_markdown(plan_, all_, o_.zh) : overview_text(plan_, all_, manner_of(o_)));
            return bad_ ? wrong_input : fine;
        }
        for (const auto& s : all_) {
            if (!s.came_to) continue;
            if (const auto status = print_one(s, markdown); status != fine) return status;
        }
        return bad_ ? wrong_input : fine;
    }

    int print_one(const scored& s, bool markdown) {
        const auto width = page_width();
        if (!o_.explain || o_.explain_item.empty()) print_out(markdown ? score_markdown(plan_, s, o_.zh) : score_text(plan_, s, manner_of(o_), width));
        if (!o_.explain) return fine;
        const auto reasons = explain_text(plan_, file_.text, s, o_.explain_item, manner_of(o_), width);
        if (reasons.empty() && !o_.explain_item.empty()) {
            print_error(o_.zh ? "没有“" + o_.explain_item + "”这个指标。\n" : "There is no item \"" + o_.explain_item + "\".\n");
            return wrong_use;
        }
        if (o_.explain_item.empty()) print_out("\n");
        print_out(markdown ? "```\n" + reasons + "```\n" : reasons);
        return fine;
    }

    const options& o_;
    loaded& file_;
    const plan& plan_;
    fact_index index_;
    diagnostics of_files_;
    std::vector<facts_source> inputs_;
    const facts_source* list_ = nullptr;
    std::unordered_map<std::uint32_t, diagnostics> line_errors_;
    bool lines_ = false, bad_ = false, said_ = false;
    std::vector<scored> all_;
};

}  // namespace

int score_command(const options& o) {
    int status = fine;
    auto file = load_rubric(o.rubrics.front(), o, status);
    if (!file) return status;
    const auto* rubric = choose_rubric(*file, o, status);
    if (!rubric) return status;
    return scoring(o, *file, *rubric).run();
}

}  // namespace fenze
