// Examples that contradict the rules. One example against many is wrong itself; where several contradict one clause, it is the clause.

#include <algorithm>

#include "dsl/fold.hpp"
#include "interpreter/check/checks.hpp"
#include "interpreter/example_run.hpp"

namespace fenze {
namespace {

struct contradiction {
    const example* of = nullptr;
    std::string expected, actual;
    fact_values facts;
    bool grade = false;  // points agree, the grade does not
    std::vector<std::uint32_t> missing;
};

/// An operation with what decides it, evaluated for many examples.
class one_value {
public:
    one_value(const plan& p, std::uint32_t operation) {
        question_maker maker(p);
        const auto at = maker.take(operation);
        q_ = maker.ask(at);
    }

    /// Nothing where a fact it needs is not given.
    [[nodiscard]] std::optional<number> of(const fact_values& facts) const {
        fact_values own;
        for (const auto& f : q_.of) {
            if (!f || !facts[*f]) return std::nullopt;
            own.push_back(facts[*f]);
        }
        const evaluation done = evaluate(q_.about, own);
        if (done.failed) return std::nullopt;
        return done.values[q_.goal];
    }

private:
    question q_;
};

class examples_check {
public:
    explicit examples_check(review& r) : r_(r), p_(r.program), index_(p_) {}

    void run() {
        if (!r_.sound) return;
        for (const auto& e : r_.rubric.examples) one(e);
        unbound();
        bool explained = by_words_.size() > 1;
        for (auto& [node, all] : by_node_)
            if (item(node, all)) explained = true;  // the clause at fault moves the total as well
        if (!explained) total();
        for (const auto& c : unsettled_) unsettled(c);
    }

private:
    struct misfit {
        std::vector<const example*> where;
        words message, help;
        std::optional<span> clause;
    };

    void one(const example& e) {
        for (const auto& [name, value] : e.facts) ++spoken_[name_key(name)];
        diagnostics problems;
        const auto bound = bind_facts(index_, record_of(e), r_.text, false, problems);
        std::optional<std::uint32_t> node;
        if (!e.item.empty() && !(node = item_of_example(p_, e.item))) {
            unknown_item(e);
            return;
        }
        for (const auto c : broken_constraints(p_, bound.values)) {
            diagnostic d;
            d.message = p_.constraints[c].message;
            d.code = "FZ221";
            d.at = e.at;
            problems.push_back(std::move(d));
        }
        if (has_error(problems)) {
            for (const auto& d : problems)
                if (d.level == severity::error) remember(e, d);
            return;
        }
        const auto wanted = e.expected.empty() ? std::nullopt : number::parse(e.expected);
        const std::uint32_t operation = node ? p_.nodes[*node].score : p_.total;
        if (wanted && node) r_.best_examples[*node] = maximum(r_.best_examples[*node], *wanted);
        auto [at, fresh] = values_.try_emplace(operation, p_, operation);
        const auto got = at->second.of(bound.values);
        contradiction c{&e, e.expected, "", bound.values, false, {}};
        if (got && wanted && *got != *wanted) {
            c.actual = got->text();
        } else if (!e.grade.empty() || !got) {
            const auto all = score(p_, bound.values);
            if (all.failed) {
                r_.add("FZ350", severity::warning, e.at, {"照这个例子算不出得分：有一处除以零。", "this example cannot be computed: it divides by zero"},
                    {"改正例子里作除数的数。", "correct the figure that divides"});
                return;
            }
            const auto value = all.value(operation);
            if (wanted && (!value || *value != *wanted)) {
                const bounds b = all.at(operation);
                const bool beyond = (b.low && *wanted < *b.low) || (b.high && *b.high < *wanted);
                c.actual = value ? value->text() : b.low && b.high ? b.low->text() + "至" + b.high->text() : b.low ? b.low->text() + "以上" : "";
                if (!value && !beyond) return open(std::move(c), missing_for(operation, bound.values, all));
            } else if (!e.grade.empty() && !has_grade(p_, all, e.grade)) {
                c.grade = true;
                c.expected = e.grade;
                c.actual = all.grade ? *all.grade : no_grade;
                if (!all.grade && all.grades.size() > 1) {
                    c.actual.clear();
                    for (const auto& g : all.grades) c.actual += (c.actual.empty() ? "" : "或") + (g.empty() ? std::string(no_grade) : "“" + g + "”");
                    return open(std::move(c), missing_for(operation, bound.values, all));
                }
            } else {
                return passed(node);
            }
        } else {
            return passed(node);
        }
        if (node) by_node_[*node].push_back(std::move(c));
        else whole_.push_back(std::move(c));
    }

    /// What is not given and can move the operation.
    [[nodiscard]] std::vector<std::uint32_t> missing_for(std::uint32_t operation, const fact_values& facts, const result& all) const {
        if (operation == p_.total) return all.missing;
        std::vector<std::uint32_t> out;
        for (const auto i : cone_of(p_, {operation}))
            if (p_.operations[i].kind == op::fact && !facts[p_.operations[i].index]) out.push_back(p_.operations[i].index);
        return out;
    }

    void open(contradiction c, const std::vector<std::uint32_t>& missing) {
        c.missing = missing;
        unsettled_.push_back(std::move(c));
    }

    /// Facts are missing, and without them it comes to several figures.
    void unsettled(const contradiction& c) {
        std::string names;
        constexpr std::size_t most = 3;
        for (std::size_t n = 0; n < c.missing.size() && n < most; ++n) names += (n ? "、" : "") + ("“" + p_.facts[c.missing[n]].name + "”");
        if (c.missing.size() > most) names += "等" + std::to_string(c.missing.size()) + "项";
        r_.add("FZ350", severity::warning, c.of->at,
            {"这个例子写的是" + (c.grade ? "“" + c.expected + "”" : c.expected + "分") + (names.empty() ? "，" : "，但没有写" + names + "，") + "照规则可以是" +
                    c.actual + (c.grade ? "。" : "分。"),
                "this example says " + c.expected + ", but facts are missing: the rules give " + c.actual},
            {"补上缺的事实；只验一项的，写成“→ 《某项》 10分”。", "give the missing facts, or speak of one item: → 《item》 10分"});
    }

    void passed(std::optional<std::uint32_t> node) {
        if (node) ++passed_[*node];
    }

    void remember(const example& e, const diagnostic& d) {
        misfit& m = by_words_[d.message.zh + d.where];
        m.where.push_back(&e);
        m.message = d.message;
        m.help = d.help;
        if (m.clause) return;
        const auto found = index_.find(d.where);
        if (found.size() == 1) m.clause = clause_of(p_.facts[found.front()]);
        else if (d.code == "FZ201") {
            // a name that many examples use, near to one that none uses: the clause was changed
            const fact* near = index_.nearest(d.where);
            if (near && spoken_.count(name_key(near->name)) == 0) m.clause = near->at;
        }
    }

    /// A mark's range comes from the item's mark, anything else from its clause.
    [[nodiscard]] span clause_of(const fact& f) const {
        if (f.kind == fact_kind::score && f.node != no_node)
            for (std::size_t n = 0; n < r_.meaning.nodes.size(); ++n)
                if (r_.plan_node_of(n) == std::optional(f.node)) return r_.mark_at(n);
        return f.at;
    }

    void unknown_item(const example& e) {
        misfit& m = by_words_["《" + e.item];
        m.where.push_back(&e);
        m.message = {"没有叫“" + e.item + "”的一项。", "there is no item \"" + e.item + "\""};
        std::vector<std::string> titles;
        for (const auto& n : p_.nodes) titles.push_back(n.title);
        if (const auto near = nearest_of(e.item, titles)) {
            m.help = {"是“" + p_.nodes[*near].title + "”吗？", "did you mean \"" + p_.nodes[*near].title + "\"?"};
            if (!m.clause) m.clause = p_.nodes[*near].at;
        }
    }

    void unbound() {
        for (const auto& [key, m] : by_words_) {
            const bool several = m.where.size() > 1 && m.clause;
            std::string message = m.message.zh;
            if (message.size() >= 3 && message.compare(message.size() - 3, 3, "。") == 0) message.resize(message.size() - 3);
            const span at = several ? *m.clause : m.where.front()->at;
            if (several)
                add(at, "FZ351", "与" + std::to_string(m.where.size()) + "个例子对不上：" + message + "。", "several examples do not fit here: " + m.message.en,
                    m.help.zh.empty() ? "核对这一句，或改正例子。" : m.help.zh, *m.where.front());
            else
                r_.add(
                    "FZ350", severity::warning, at, {"这个例子对不上规则：" + message + "。", "this example does not fit the rules: " + m.message.en}, m.help);
        }
    }

    void add(span at, const char* code, const std::string& zh, const std::string& en, const std::string& help, const example& shown) {
        diagnostic& d = r_.add(code, severity::warning, at, {zh, en}, {help, "correct the clause, or the examples"});
        d.labels.push_back({shown.at, {"其中一个例子", "one of the examples"}});
    }

    void wrong_example(const contradiction& c) {
        r_.add("FZ350", severity::warning, c.of->at,
            {c.grade ? "这个例子写的是“" + c.expected + "”，照规则是“" + c.actual + "”。" : "这个例子写的是" + c.expected + "分，照规则是" + c.actual + "分。",
                "this example says " + c.expected + ", the rules give " + c.actual},
            {"改正例子；若例子是对的，改正规则。", "correct the example, or the rules"});
    }

    /// Whether a clause of the item is at fault, and not the example.
    bool item(std::uint32_t node, const std::vector<contradiction>& all) {
        const bool alone = all.size() == 1 && passed_[node] > 0 && whole_.empty();
        const bool lone = all.size() == 1 && passed_[node] == 0;
        if (alone || lone) {
            for (const auto& c : all) wrong_example(c);
            return false;
        }
        const plan_node& n = p_.nodes[node];
        span at = clause_at_fault(n, all);
        const contradiction& c = all.front();
        add(at, "FZ351",
            "“" + n.title + "”有" + std::to_string(all.size()) + "个例子与规则不符，如：" + facts_words(p_, c.facts) + "，例子写" + c.expected +
                "分，照规则得" + c.actual + "分。",
            std::to_string(all.size()) + " examples contradict this item: one says " + c.expected + ", the rules give " + c.actual,
            "核对这一项的数、分值和上限；若规则没有错，改正例子。", *c.of);
        return true;
    }

    /// The rule whose facts are there in the examples that fail more than in those that do not.
    [[nodiscard]] span clause_at_fault(const plan_node& n, const std::vector<contradiction>& all) const {
        const plan_rule* worst = nullptr;
        std::size_t most = 0;
        for (const auto& rule : n.rules) {
            std::size_t active = 0;
            for (const auto& c : all)
                active += std::any_of(rule.facts.begin(), rule.facts.end(),
                              [&](std::uint32_t f) { return c.facts[f] && (p_.facts[f].kind == fact_kind::choice || c.facts[f]->sign() != 0); })
                              ? 1
                              : 0;
            if (active > most) {
                most = active;
                worst = &rule;
            }
        }
        return worst ? worst->at : n.at;
    }

    void total() {
        std::vector<const contradiction*> points, grades;
        for (const auto& c : whole_) (c.grade ? grades : points).push_back(&c);
        constexpr std::size_t most = 5;
        for (std::size_t i = 0; i < points.size() && i < most; ++i) wrong_example(*points[i]);
        if (grades.size() == 1) wrong_example(*grades.front());
        if (grades.size() < 2) return;
        for (const auto* c : grades)
            for (const auto& g : p_.grades)
                if (g.name == c->expected) {
                    add(g.at, "FZ351", std::to_string(grades.size()) + "个例子与等级不符：有一个写“" + c->expected + "”，照这里是“" + c->actual + "”。",
                        "examples contradict the grades: one says " + c->expected + ", the rules give " + c->actual, "核对等级的界限；若规则没有错，改正例子。",
                        *c->of);
                    return;
                }
        for (std::size_t i = 0; i < grades.size() && i < most; ++i) wrong_example(*grades[i]);
    }

    review& r_;
    const plan& p_;
    fact_index index_;
    std::map<std::uint32_t, one_value> values_;
    std::map<std::string, misfit> by_words_;
    std::map<std::string, std::size_t> spoken_;  // names that examples use
    std::map<std::uint32_t, std::vector<contradiction>> by_node_;
    std::map<std::uint32_t, std::size_t> passed_;
    std::vector<contradiction> whole_, unsettled_;
};

}  // namespace

void check_examples(review& r) { examples_check(r).run(); }

}  // namespace fenze
