// fenze test: the examples of a file (例：) are its tests.

#include "interpreter/examples.hpp"
#include "interpreter/facts/bind.hpp"
#include "repl/commands.hpp"
#include "repl/json_writer.hpp"
#include "repl/load.hpp"
#include "repl/reasons.hpp"

namespace fenze {
namespace {

struct tried {
    std::string text;
    std::uint32_t line = 0;
    std::string expected, actual;
    bool passed = false;
    diagnostics problems;
};

diagnostic problem(const source& file, span at, const char* code, words message) {
    diagnostic d;
    d.code = code;
    d.at = at;
    d.message = std::move(message);
    d.file = file.name();
    return d;
}

tried attempt(const compiled_rubric& rubric, const fact_index& index, const example& e, const source& file) {
    const auto& p = rubric.program;
    tried t;
    t.text = file.slice(e.at);
    t.line = file.where(e.at.begin).line;
    const auto bound = bind_facts(index, record_of(e), file, false, t.problems);
    for (const auto c : broken_constraints(p, bound.values)) t.problems.push_back(problem(file, e.at, "FZ221", p.constraints[c].message));
    std::optional<std::uint32_t> node;
    if (!e.item.empty() && !(node = item_of_example(p, e.item)))
        t.problems.push_back(problem(file, e.at, "FZ201", {"没有“" + e.item + "”这个指标。", "There is no item \"" + e.item + "\"."}));
    const auto wanted = e.expected.empty() ? std::nullopt : number::parse(e.expected);
    if (!e.expected.empty() && !wanted)
        t.problems.push_back(problem(file, e.at, "FZ211", {"“" + e.expected + "”不是一个数。", "\"" + e.expected + "\" is not a number."}));
    if (has_error(t.problems)) return t;
    const auto r = score(p, bound.values);
    if (r.failed) {
        t.actual = "÷0";
        t.expected = e.expected;
        return t;
    }
    const auto operation = node ? p.nodes[*node].score : p.total;
    t.passed = true;
    if (wanted) {
        const auto got = r.value(operation);
        t.expected = wanted->text();
        t.actual = got ? got->text() : points_text(r.at(operation));
        t.passed = got && *got == *wanted;
    }
    if (!e.grade.empty()) {
        std::string grades;
        for (const auto& grade : r.grades) grades += (grades.empty() ? "" : "或") + (grade.empty() ? "无等级" : grade);
        t.expected += (t.expected.empty() ? "" : " ") + e.grade;
        t.actual += (t.actual.empty() ? "" : " ") + (grades.empty() ? "无等级" : grades);
        t.passed = t.passed && r.grade && *r.grade == e.grade;
    }
    return t;
}

class examples_run {
public:
    explicit examples_run(const options& o) : o_(o), json_(true) {}

    int run() {
        if (as_json()) {
            json_.open('{');
            json_.key("examples");
            json_.open('[');
        }
        for (const auto& path : o_.rubrics)
            if (const int status = file(path); status == wrong_use) return status;
        const bool bad = failed_ > 0 || refused_;
        if (as_json()) {
            json_.close(']');
            json_.key("passed");
            json_.whole(passed_);
            json_.key("failed");
            json_.whole(failed_);
            json_.close('}');
            print_out(json_.written() + "\n");
        } else {
            summary();
        }
        return bad ? wrong_input : fine;
    }

private:
    [[nodiscard]] bool as_json() const { return o_.format == report_format::json; }

    int file(const std::string& path) {
        int status = fine;
        const auto l = load_rubric(path, o_, status);
        if (!l) return status;
        if (has_error(l->came_to.problems)) {
            print_error(render_diagnostics(l->came_to.problems, l->files, manner_of(o_)));
            refused_ = true;
            return wrong_input;
        }
        for (const auto& rubric : l->came_to.rubrics) {
            const fact_index index(rubric.program);
            for (const auto& e : rubric.examples) show(path, rubric.title, attempt(rubric, index, e, l->text), l->files);
        }
        return fine;
    }

    void show(const std::string& path, const std::string& title, const tried& t, const file_set& files) {
        ++(t.passed ? passed_ : failed_);
        if (as_json()) {
            json_.open('{');
            for (const auto& [key, value] : {std::pair<const char*, std::string>{"file", path}, {"rubric", title}}) {
                json_.key(key);
                json_.text(value);
            }
            json_.key("line");
            json_.whole(t.line);
            for (const auto& [key, value] : {std::pair<const char*, std::string>{"text", t.text}, {"expected", t.expected}, {"actual", t.actual}}) {
                json_.key(key);
                json_.text(value);
            }
            json_.key("passed");
            json_.truth(t.passed);
            json_.close('}');
        } else {
            const auto mark = t.passed ? painted("✓", "32", o_.color) : painted("✗", "1;31", o_.color);
            std::string out = mark + " " + path + (o_.zh ? " 第" + std::to_string(t.line) + "行  " : ":" + std::to_string(t.line) + "  ") + t.text + "\n";
            if (!t.passed && t.problems.empty())
                out += o_.zh ? "    应为 " + t.expected + "，实为 " + t.actual + "\n" : "    expected " + t.expected + ", got " + t.actual + "\n";
            print_out(out);
        }
        if (!t.problems.empty()) print_error(render_diagnostics(t.problems, files, manner_of(o_)));
    }

    void summary() const {
        if (passed_ + failed_ == 0) {
            if (!refused_) print_out(o_.zh ? "没有例子（“例：”）。\n" : "No examples (例：).\n");
            return;
        }
        const auto passed = std::to_string(passed_), failed = std::to_string(failed_);
        print_out(o_.zh ? "通过 " + passed + " 条，不符 " + failed + " 条。\n" : passed + " passed, " + failed + " failed.\n");
    }

    const options& o_;
    json_writer json_;
    std::size_t passed_ = 0, failed_ = 0;
    bool refused_ = false;
};

}  // namespace

int test_command(const options& o) { return examples_run(o).run(); }

}  // namespace fenze
