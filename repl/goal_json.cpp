#include "repl/goal_json.hpp"

#include "repl/asked_names.hpp"
#include "repl/json_writer.hpp"
#include "repl/next_step_text.hpp"
#include "repl/reasons.hpp"

namespace fenze {
namespace {

class answer_writer {
public:
    explicit answer_writer(const plan& p) : w_(true), p_(p), name_(p) {}

protected:
    void fact_value(std::string_view key, std::uint32_t f, const std::optional<number>& value) {
        w_.key(key);
        if (!value) w_.null();
        else if (p_.facts[f].kind == fact_kind::boolean) w_.truth(value->sign() != 0);
        else w_.text(value_text(p_.facts[f], *value));
    }

    /// All facts of a completion by name.
    void facts(std::string_view key, const fact_values& values) {
        w_.key(key);
        w_.open('{');
        for (std::uint32_t f = 0; f < values.size(); ++f)
            if (p_.facts[f].use != fact_use::absence && values[f]) fact_value(name_(p_.facts[f]), f, values[f]);
        w_.close('}');
    }

    void names(std::string_view key, const std::vector<std::uint32_t>& facts) {
        std::vector<std::string> all;
        for (const auto f : facts) all.push_back(name_(p_.facts[f]));
        list(w_, key, all);
    }

    void ids(std::string_view key, const std::vector<std::uint32_t>& nodes) {
        std::vector<std::string> all;
        for (const auto n : nodes) all.push_back(p_.nodes[n].id);
        list(w_, key, all);
    }

    void truth(std::string_view key, bool value) {
        w_.key(key);
        w_.truth(value);
    }

    json_writer w_;
    const plan& p_;
    asked_names name_;
};

class goal_writer : answer_writer {
public:
    goal_writer(const plan& p, const goal_request& wanted, const goal_answer& answer) : answer_writer(p), wanted_(wanted), answer_(answer) {}

    std::string written() {
        static constexpr const char* statuses[] = {"reached", "found", "unreachable", "not_found"};
        w_.open('{');
        member(w_, "rubric", p_.title);
        target();
        member(w_, "status", statuses[static_cast<std::size_t>(answer_.status)]);
        truth("proved", answer_.proved);
        member(w_, "total", answer_.total.text());
        member(w_, "measured", answer_.measured.text());
        names("assumed", answer_.assumed);
        facts("start", answer_.start);
        w_.key("plans");
        w_.open('[');
        for (const goal_plan& plan : answer_.plans) one_plan(plan);
        w_.close(']');
        w_.key("curve");
        w_.open('[');
        for (const trade& t : answer_.curve) {
            w_.open('{');
            member(w_, "points", t.points.text());
            member(w_, "cost", t.cost.text());
            changes(t.changes);
            w_.close('}');
        }
        w_.close(']');
        truth("curve_complete", answer_.curve_complete);
        w_.key("because");
        if (answer_.because) obstacles(*answer_.because);
        else w_.null();
        w_.close('}');
        return w_.written() + "\n";
    }

private:
    void target() {
        const goal& g = wanted_.what;
        w_.key("goal");
        w_.open('{');
        member(w_, "kind", g.is == goal::kind::grade ? "grade" : g.is == goal::kind::total ? "total" : "item");
        member(w_, "grade", g.is == goal::kind::grade ? std::optional(p_.grades[g.grade].name) : std::nullopt);
        member(w_, "node", g.is == goal::kind::item ? std::optional(p_.nodes[g.node].id) : std::nullopt);
        member(w_, "points", g.is == goal::kind::grade ? std::nullopt : std::optional(g.points.text()));
        w_.close('}');
    }

    void changes(const std::vector<change>& all) {
        w_.key("changes");
        w_.open('[');
        for (const change& c : all) {
            w_.open('{');
            member(w_, "fact", name_(p_.facts[c.fact]));
            fact_value("from", c.fact, c.from);
            fact_value("to", c.fact, c.to);
            member(w_, "unit", p_.facts[c.fact].unit);
            member(w_, "cost", c.cost.text());
            truth("given", !c.was_unknown);
            w_.close('}');
        }
        w_.close(']');
    }

    void one_plan(const goal_plan& plan) {
        w_.open('{');
        member(w_, "cost", plan.cost.text());
        member(w_, "total", plan.total.text());
        member(w_, "measured", plan.measured.text());
        truth("proved", plan.proved);
        changes(plan.changes);
        facts("facts", plan.facts);
        w_.close('}');
    }

    void obstacles(const obstacle& o) {
        w_.open('{');
        member(w_, "best", exact(o.best));
        truth("exact", o.exact);
        truth("facts_refused", o.facts_refused);
        std::vector<std::string> vetoes;
        for (const auto v : o.vetoes) vetoes.push_back(p_.vetoes[v].name);
        list(w_, "vetoes", vetoes);
        ids("full", o.full);
        w_.key("releases");
        w_.open('[');
        for (const auto& r : o.releases) {
            w_.open('{');
            member(w_, "fact", name_(p_.facts[r.fact]));
            member(w_, "best", exact(r.best));
            truth("reaches", r.reaches);
            w_.close('}');
        }
        w_.close(']');
        w_.close('}');
    }

    const goal_request& wanted_;
    const goal_answer& answer_;
};

class missing_writer : answer_writer {
public:
    missing_writer(const plan& p, const scored& s, const missing_report& report) : answer_writer(p), s_(s), report_(report) {}

    std::string written() {
        static constexpr const char* reasons[] = {"capped", "zero", "outcome", "decided"};
        const result& r = *s_.came_to;
        w_.open('{');
        member(w_, "rubric", p_.title);
        member(w_, "low", exact(r.at(p_.total).low));
        member(w_, "high", exact(r.at(p_.total).high));
        truth("tight", r.tight);
        w_.key("missing");
        w_.open('[');
        for (const missing_fact& m : report_.moving) {
            w_.open('{');
            member(w_, "fact", name_(p_.facts[m.fact]));
            member(w_, "settles", exact(m.settles));
            member(w_, "node", m.within ? std::optional(p_.nodes[*m.within].id) : std::nullopt);
            member(w_, "least", m.settles ? std::optional(m.least.text()) : std::nullopt);
            w_.close('}');
        }
        w_.close(']');
        w_.key("idle");
        w_.open('[');
        for (const idle_fact& i : report_.idle) {
            w_.open('{');
            member(w_, "fact", name_(p_.facts[i.fact]));
            member(w_, "why", reasons[static_cast<std::size_t>(i.why)]);
            member(w_, "node", i.node ? std::optional(p_.nodes[*i.node].id) : std::nullopt);
            w_.close('}');
        }
        w_.close(']');
        end("lowest", report_.lowest);
        end("highest", report_.highest);
        w_.close('}');
        return w_.written() + "\n";
    }

private:
    void end(std::string_view key, const std::optional<fact_values>& values) {
        if (values) return facts(key, *values);
        w_.key(key);
        w_.null();
    }

    const scored& s_;
    const missing_report& report_;
};

class why_writer : answer_writer {
public:
    why_writer(const plan& p, const source& rubric, const scored& s, const why_answer& answer, const std::string& words, bool zh)
        : answer_writer(p), rubric_(rubric), s_(s), answer_(answer), words_(words), zh_(zh) {}

    std::string written() {
        static constexpr const char* kinds[] = {"total", "grade", "item", "fact"};
        const result& r = *s_.came_to;
        w_.open('{');
        member(w_, "rubric", p_.title);
        member(w_, "about", kinds[static_cast<std::size_t>(answer_.about)]);
        member(w_, "words", words_);
        member(w_, "total", exact(r.value(p_.total)));
        member(w_, "low", exact(r.at(p_.total).low));
        member(w_, "high", exact(r.at(p_.total).high));
        member(w_, "grade", r.grade);
        member(w_, "reason", total_reason(p_, s_, zh_));
        if (answer_.fact) {
            member(w_, "fact", name_(p_.facts[*answer_.fact]));
            fact_value("value", *answer_.fact, s_.facts[*answer_.fact]);
        }
        w_.key("items");
        w_.open('[');
        for (std::size_t i = 0; i < answer_.nodes.size(); ++i) item(answer_.nodes[i], answer_.next[i]);
        w_.close(']');
        w_.key("gains");
        w_.open('[');
        for (const marginal_gain& g : answer_.gains) gain(g);
        w_.close(']');
        w_.close('}');
        return w_.written() + "\n";
    }

private:
    void item(std::uint32_t n, const std::vector<clause_step>& next) {
        const plan_node& node = p_.nodes[n];
        const result& r = *s_.came_to;
        w_.open('{');
        member(w_, "id", node.id);
        member(w_, "title", node.title);
        member(w_, "max", exact(node.max));
        member(w_, "score", exact(r.value(node.score)));
        member(w_, "low", exact(r.at(node.score).low));
        member(w_, "high", exact(r.at(node.score).high));
        member(w_, "reason", reason(p_, s_, node, zh_));
        w_.key("clauses");
        w_.open('[');
        for (const clause_step& step : next) clause(node, step);
        w_.close(']');
        w_.close('}');
    }

    void clause(const plan_node& node, const clause_step& step) {
        static constexpr const char* reasons[] = {"none", "full", "capped", "unknown", "past", "other"};
        const plan_rule& rule = node.rules[step.rule];
        w_.open('{');
        whole_member(w_, "line", rubric_.where(rule.at.begin).line);
        member(w_, "text", rule.text);
        member(w_, "score", exact(s_.came_to->value(rule.score)));
        names("facts", rule.facts);
        member(w_, "no_step", reasons[static_cast<std::size_t>(step.why_not)]);
        member(w_, "counted_to", exact(step.counted_to));
        member(w_, "says", clause_step_text(p_, step, zh_));
        w_.key("next");
        w_.open('[');
        for (const next_step& n : step.next) one_step(n);
        w_.close(']');
        w_.close('}');
    }

    void one_step(const next_step& n) {
        w_.open('{');
        member(w_, "fact", name_(p_.facts[n.fact]));
        fact_value("to", n.fact, n.to);
        member(w_, "away", n.away.text());
        truth("down", n.down);
        truth("just_above", n.just_above);
        truth("gradual", n.gradual);
        member(w_, "gain", n.gain.text());
        member(w_, "total_gain", n.total_gain.text());
        w_.close('}');
    }

    void gain(const marginal_gain& g) {
        w_.open('{');
        member(w_, "fact", name_(p_.facts[g.fact]));
        member(w_, "one_step", g.one_step.text());
        member(w_, "per_step", g.per_step.text());
        w_.key("next");
        if (g.next) one_step(*g.next);
        else w_.null();
        w_.close('}');
    }

    const source& rubric_;
    const scored& s_;
    const why_answer& answer_;
    const std::string& words_;
    bool zh_;
};

}  // namespace

std::string goal_json(const plan& p, const goal_request& wanted, const goal_answer& answer) { return goal_writer(p, wanted, answer).written(); }

std::string missing_json(const plan& p, const scored& s, const missing_report& report) { return missing_writer(p, s, report).written(); }

std::string why_json(const plan& p, const source& rubric, const scored& s, const why_answer& answer, const std::string& words, bool zh) {
    return why_writer(p, rubric, s, answer, words, zh).written();
}

}  // namespace fenze
