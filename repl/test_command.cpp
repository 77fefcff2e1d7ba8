// fenze test: the examples of a file (例：) are its tests; what they leave untried, and examples for it.

#include <list>

#include "interpreter/example_run.hpp"
#include "interpreter/understanding.hpp"
#include "repl/commands.hpp"
#include "repl/coverage_text.hpp"
#include "repl/json_writer.hpp"
#include "repl/load.hpp"
#include "repl/reasons.hpp"

namespace fenze {
namespace {

/// What an example says, and what the rules give: “16 合格”.
std::pair<std::string, std::string> expected_and_actual(const example& e, const tried_example& t) {
    std::string expected = t.wanted ? t.wanted->text() : "", actual;
    if (t.failed) return {expected, "÷0"};
    if (t.wanted) actual = t.points.fixed() ? t.points.low->text() : points_text(t.points);
    if (!e.grade.empty() && t.problems.empty()) {
        std::string grades;
        for (const auto& grade : t.grades) grades += (grades.empty() ? "" : "或") + (grade.empty() ? "无等级" : grade);
        expected += (expected.empty() ? "" : " ") + e.grade;
        actual += (actual.empty() ? "" : " ") + (grades.empty() ? "无等级" : grades);
    }
    return {expected, actual};
}

class examples_run {
public:
    explicit examples_run(const options& o) : o_(o), json_(true) {}

    int run() {
        json_.open('{');
        json_.key("examples");
        json_.open('[');
        for (const auto& path : o_.rubrics)
            if (const int status = file(path); status == wrong_use) return status;
        const bool bad = failed_ > 0 || refused_;
        if (as_json()) finish_json();
        else summary();
        return bad ? wrong_input : fine;
    }

private:
    [[nodiscard]] bool as_json() const { return o_.format == report_format::json; }
    [[nodiscard]] bool covering() const { return o_.coverage || o_.draft; }

    int file(const std::string& path) {
        int status = fine;
        auto read = load_rubric(path, o_, status);
        if (!read) return status;
        const loaded* l = &files_.emplace_back(std::move(*read));
        if (has_error(l->came_to.problems)) {
            print_error(render_diagnostics(l->came_to.problems, l->files, manner_of(o_)));
            refused_ = true;
            return wrong_input;
        }
        const compiled_rubric* chosen = nullptr;
        if (o_.rubric && !(chosen = choose_rubric(*l, o_, status))) return status;
        const auto& all = l->came_to.rubrics;
        for (std::size_t n = 0; n < all.size(); ++n)
            if (!chosen || chosen == &all[n]) rubric(path, *l, n);
        return fine;
    }

    void rubric(const std::string& path, const loaded& from, std::size_t which) {
        const compiled_rubric& one = from.came_to.rubrics[which];
        const fact_index index(one.program);
        std::vector<tried_example> tried;
        for (const auto& e : one.examples) {
            tried.push_back(try_example(one.program, index, e, from.text));
            show(path, one.title, e, tried.back(), from);
        }
        if (covering()) reports_.push_back({path, from, which, coverage_of(one.program, tried)});
    }

    void member(const char* key, const std::string& value) {
        json_.key(key);
        json_.text(value);
    }

    void show(const std::string& path, const std::string& title, const example& e, const tried_example& t, const loaded& from) {
        ++(t.passed ? passed_ : failed_);
        const std::string text(from.text.slice(e.at));
        const std::uint32_t line = from.text.where(e.at.begin).line;
        const auto said = expected_and_actual(e, t);
        if (as_json()) {
            json_.open('{');
            member("file", path);
            member("rubric", title);
            json_.key("line");
            json_.whole(line);
            member("text", text);
            member("expected", said.first);
            member("actual", said.second);
            json_.key("passed");
            json_.truth(t.passed);
            json_.close('}');
        } else if (!covering() || !t.passed) {
            const auto mark = t.passed ? painted("✓", "32", o_.color) : painted("✗", "1;31", o_.color);
            std::string out = mark + " " + path + (o_.zh ? " 第" + std::to_string(line) + "行  " : ":" + std::to_string(line) + "  ") + text + "\n";
            if (!t.passed && t.problems.empty())
                out += o_.zh ? "    应为 " + said.first + "，实为 " + said.second + "\n" : "    expected " + said.first + ", got " + said.second + "\n";
            say(out);
        }
        if (!t.problems.empty()) print_error(render_diagnostics(t.problems, from.files, manner_of(o_)));
    }

    /// A draft alone goes to standard output: it is to be put into the document.
    void say(const std::string& text) const {
        if (o_.draft) print_error(text);
        else print_out(text);
    }

    void summary() const {
        const auto passed = std::to_string(passed_), failed = std::to_string(failed_);
        if (passed_ + failed_ > 0) say(o_.zh ? "通过 " + passed + " 条，不符 " + failed + " 条。\n" : passed + " passed, " + failed + " failed.\n");
        else if (!refused_) say(o_.zh ? "没有例子（“例：”）。\n" : "No examples (例：).\n");
        if (o_.coverage)
            for (const auto& r : reports_) say(coverage_text(r.shown(o_.zh)));
        if (o_.draft && !refused_) drafts();
    }

    void drafts() const {
        std::string all;
        for (const auto& r : reports_) {
            const auto& rubrics = r.from.came_to.rubrics;
            std::optional<std::uint32_t> before;
            if (r.which + 1 < rubrics.size()) before = r.from.text.where(rubrics[r.which + 1].understood->written.title_at.begin).line;
            const std::string draft = draft_text(r.shown(o_.zh), before);
            if (!draft.empty() && before)
                print_error(o_.zh ? "“" + r.path + "”里有" + std::to_string(rubrics.size()) + "套评分表：例子要放进各自的那一套，不能都接在文件末尾。\n"
                                  : "\"" + r.path + "\" holds " + std::to_string(rubrics.size()) +
                                        " rubrics: examples belong into their own, not all at the end of the file.\n");
            all += draft;
        }
        if (all.empty()) print_error(o_.zh ? "没有缺的例子。\n" : "No example is missing.\n");
        else print_out(all);
    }

    void finish_json() {
        json_.close(']');
        json_.key("passed");
        json_.whole(passed_);
        json_.key("failed");
        json_.whole(failed_);
        if (covering()) {
            json_.key("coverage");
            json_.open('[');
            for (const auto& r : reports_) {
                json_.open('{');
                member("file", r.path);
                member("rubric", r.from.came_to.rubrics[r.which].title);
                coverage_json(r.shown(o_.zh), json_);
                json_.close('}');
            }
            json_.close(']');
        }
        json_.close('}');
        print_out(json_.written() + "\n");
    }

    struct reported {
        std::string path;
        const loaded& from;
        std::size_t which;
        coverage_report report;
        [[nodiscard]] covered_rubric shown(bool zh) const { return {from.came_to.rubrics[which], report, from.text, zh}; }
    };

    const options& o_;
    json_writer json_;
    std::list<loaded> files_;
    std::vector<reported> reports_;
    std::size_t passed_ = 0, failed_ = 0;
    bool refused_ = false;
};

}  // namespace

int test_command(const options& o) { return examples_run(o).run(); }

}  // namespace fenze
