// fenze form: an empty form to fill in, or a filled one checked.

#include <algorithm>
#include <fstream>

#include "dsl/fold.hpp"
#include "interpreter/evaluate.hpp"
#include "interpreter/facts/refusal.hpp"
#include "interpreter/form/fill.hpp"
#include "interpreter/result.hpp"
#include "repl/asked_names.hpp"
#include "repl/commands.hpp"
#include "repl/form/entries.hpp"
#include "repl/form/tables.hpp"
#include "repl/json_writer.hpp"
#include "repl/layout.hpp"
#include "repl/load.hpp"
#include "repl/report_json.hpp"

namespace fenze {
namespace {

int write_empty(const options& o, const compiled_rubric& rubric) {
    std::string text;
    switch (o.format) {
        case report_format::json:
            text = form_json(rubric, o.zh);
            break;
        case report_format::csv:
            text = form_csv(rubric, o.zh);
            break;
        case report_format::html:
            text = form_html(rubric, o.zh);
            break;
        case report_format::xlsx: {
            auto bytes = form_workbook(rubric, o.zh);
            if (!bytes) return print_error(o.zh ? "工作簿没有写成。\n" : "The workbook could not be written.\n"), internal_error;
            text = std::move(*bytes);
            break;
        }
        default:
            text = form_text(rubric, o.zh);
    }
    if (o.out.empty()) return print_out(text), fine;
    if (!replace_file(o.out, text)) {
        print_error(o.zh ? "写不了“" + o.out + "”。\n" : "Cannot write \"" + o.out + "\".\n");
        return wrong_use;
    }
    const auto entries = form_entries(rubric, o.zh);
    const auto count = std::to_string(std::count_if(entries.begin(), entries.end(), [](const form_entry& e) { return e.heading.empty(); }));
    print_out(o.zh ? "已写入“" + o.out + "”，" + count + "栏。\n" : "Written to \"" + o.out + "\": " + count + " boxes.\n");
    return fine;
}

class checking {
public:
    checking(const options& o, loaded& file, const compiled_rubric& rubric)
        : o_(o), file_(file), rubric_(rubric), index_(rubric.program), form_(rubric.to_fill_in ? *rubric.to_fill_in : nothing_) {}

    int run() {
        auto filled_in = load_filled(o_.filled, o_, form_, file_.files, problems_);
        if (!filled_in) return wrong_use;
        if (filled_in->facts.records.size() > 1) {
            print_error(o_.zh ? "“" + o_.filled + "”里不止一家单位；form --check 一次只核对一家。\n"
                              : "\"" + o_.filled + "\" holds more than one unit; form --check looks at one.\n");
            return wrong_input;
        }
        record only = filled_in->facts.records.empty() ? record{} : filled_in->facts.records.front();
        const auto& text = *filled_in->text;
        if (!has_error(problems_)) check(only, text);
        std::stable_sort(problems_.begin(), problems_.end(), [&](const diagnostic& a, const diagnostic& b) { return a.at.begin < b.at.begin; });
        const bool bad = has_error(problems_);
        if (o_.format == report_format::json) print_json(bad);
        else print_text(bad);
        return bad ? wrong_input : fine;
    }

private:
    void check(const record& from, const source& text) {
        unknown_names(from, text);
        const auto rest = for_scoring(form_, index_, from);
        record known = rest;
        std::erase_if(known.values, [&](const given& g) { return index_.find(g.name).empty() && !is_item(g); });
        const auto bound = bind_facts(index_, known, text, false, problems_);
        // a value that does not fit is told of once, as the form's
        std::erase_if(problems_, [&](const diagnostic& d) { return d.code.starts_with("FZ21") && fed(d.where); });
        facts_ = bound.values;
        filled_ = fill_form(form_, from, text, &facts_, problems_);
        if (!has_error(problems_) || filled_.given > 0) broken_relations(form_, filled_, text, problems_);
        for (const auto c : broken_constraints(rubric_.program, facts_)) {
            auto d = broken_constraint(rubric_.program, rubric_.program.constraints[c], facts_);
            d.file = text.name();
            d.at = {};
            problems_.push_back(std::move(d));
        }
        for (std::size_t i = 0; i < rubric_.program.facts.size(); ++i)
            if (rubric_.program.facts[i].use == fact_use::score) (facts_[i] ? scored_ : unscored_) += 1;
    }

    bool is_item(const given& g) const { return !index_.items(g.name).empty(); }

    bool fed(const std::string& path) const {
        return std::any_of(form_.boxes.begin(), form_.boxes.end(), [&](const form_box& b) { return b.feeds && rubric_.program.facts[*b.feeds].path == path; });
    }

    void unknown_names(const record& from, const source& text) {
        std::vector<std::string> names;
        for (const auto& b : form_.boxes) names.push_back(b.name);
        for (const auto& f : rubric_.program.facts) names.push_back(f.name);
        for (const auto& g : from.values) {
            if (form_.find(g.name) || !index_.find(g.name).empty() || is_item(g) || names_the_unit(g.name)) continue;
            const auto near = nearest_of(g.name, names);
            auto d = facts_problem(text, g.at, "FZ201", {"表单里没有“" + g.name + "”这一栏。", "The form has no box \"" + g.name + "\"."},
                near ? words{"是“" + names[*near] + "”吗？", "Did you mean \"" + names[*near] + "\"?"}
                     : words{"fenze form 列出全部栏目。", "`fenze form` lists all boxes."});
            problems_.push_back(std::move(d));
        }
    }

    std::string shown(std::size_t b) const {
        const auto& is = filled_.boxes[b];
        const auto& f = form_.program.facts[form_.boxes[b].fact];
        return is.value && !is.none ? value_text(f, *is.value) : is.text;
    }

    void print_text(bool bad) {
        if (!problems_.empty()) print_error(render_diagnostics(problems_, file_.files, manner_of(o_)));
        if (bad) {
            print_error("\n" + std::string(o_.zh ? "“" + o_.filled + "”有" + count_line(problems_, true) + "。\n"
                                                 : "\"" + o_.filled + "\": " + count_line(problems_, false) + ".\n"));
            return;
        }
        std::string out = o_.zh ? "“" + o_.filled + "”填写无误：" + std::to_string(filled_.given) + "栏已填"
                                : "\"" + o_.filled + "\" is filled in correctly: " + std::to_string(filled_.given) + " boxes";
        if (filled_.computed > 0) out += o_.zh ? "，" + std::to_string(filled_.computed) + "栏算出" : ", " + std::to_string(filled_.computed) + " computed";
        out += o_.zh ? "。\n" : ".\n";
        for (std::size_t b = 0; b < form_.boxes.size(); ++b)
            if (filled_.boxes[b].computed) out += "  " + form_.boxes[b].name + "：" + shown(b) + form_.program.facts[form_.boxes[b].fact].unit + "\n";
        if (unscored_ > 0)
            out += o_.zh ? "评分事实还有" + std::to_string(unscored_) + "项没有填，不影响表单；得分会是一个范围。\n"
                         : std::to_string(unscored_) + " facts of the rubric are not given; the score will be a range.\n";
        print_out(out);
    }

    void print_json(bool bad) {
        json_writer w(true);
        w.open('{');
        member(w, "rubric", rubric_.title);
        w.key("good");
        w.truth(!bad);
        w.key("boxes");
        w.open('[');
        for (std::size_t b = 0; b < filled_.boxes.size(); ++b) {
            w.open('{');
            member(w, "name", form_.boxes[b].name);
            member(w, "value", filled_.boxes[b].given || filled_.boxes[b].computed ? std::optional(shown(b)) : std::nullopt);
            w.key("computed");
            w.truth(filled_.boxes[b].computed);
            w.close('}');
        }
        w.close(']');
        w.key("diagnostics");
        write_diagnostics(w, problems_, file_.files, o_.zh);
        w.close('}');
        print_out(w.written() + "\n");
        if (bad) print_error(render_diagnostics(problems_, file_.files, manner_of(o_)));
    }

    const options& o_;
    loaded& file_;
    const compiled_rubric& rubric_;
    fact_index index_;
    form nothing_;
    const form& form_;
    filled_form filled_;
    fact_values facts_;
    diagnostics problems_;
    std::size_t scored_ = 0, unscored_ = 0;
};

}  // namespace

int form_command(const options& o) {
    int status = fine;
    auto file = load_rubric(o.rubrics.front(), o, status);
    if (!file) return status;
    const auto* rubric = choose_rubric(*file, o, status);
    if (!rubric) return status;
    return o.filled.empty() ? write_empty(o, *rubric) : checking(o, *file, *rubric).run();
}

}  // namespace fenze
