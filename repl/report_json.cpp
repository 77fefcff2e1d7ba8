#include "repl/report_json.hpp"

#include <algorithm>

#include "interpreter/records/trace.hpp"
#include "repl/excerpt.hpp"
#include "repl/json_writer.hpp"
#include "repl/records_text.hpp"

namespace fenze {
namespace {

void one_fact(json_writer& w, const plan& p, const fact& f, const source& rubric) {
    w.open('{');
    member(w, "name", f.name);
    member(w, "path", f.path);
    member(w, "use", use_name(f.use));
    member(w, "kind", kind_name(f.kind));
    member(w, "unit", f.unit);
    list(w, "options", f.options);
    member(w, "min", exact(f.min));
    member(w, "max", exact(f.max));
    member(w, "node", f.node < p.nodes.size() ? p.nodes[f.node].id : std::string());
    w.key("line");
    w.whole(rubric.where(f.at.begin).line);
    member(w, "text", f.text);
    w.close('}');
}

}  // namespace

void write_diagnostics(json_writer& w, const diagnostics& problems, const file_set& files, bool zh) {
    w.open('[');
    for (const auto& d : problems) {
        const auto* file = files.of(d);
        const auto begin = file ? file->where(d.at.begin) : place{};
        const auto end = file ? file->where(std::max(d.at.begin, d.at.end)) : place{};
        w.open('{');
        member(w, "code", d.code);
        member(w, "severity", d.level == severity::error ? "error" : d.level == severity::warning ? "warning" : "note");
        member(w, "file", files.name_of(d));
        w.key("line");
        w.whole(begin.line);
        w.key("column");
        w.whole(begin.column);
        w.key("end_line");
        w.whole(end.line);
        w.key("end_column");
        w.whole(end.column);
        member(w, "message", words_of(d, zh));
        member(w, "excerpt", file ? excerpt_of(*file, d.at).line : std::string());
        member(w, "help", pick(d.help, zh));
        if (file && !d.labels.empty()) {  // the other places it speaks of
            w.key("related");
            w.open('[');
            for (const auto& label : d.labels) {
                const auto from = file->where(label.at.begin), to = file->where(std::max(label.at.begin, label.at.end));
                w.open('{');
                w.key("line");
                w.whole(from.line);
                w.key("column");
                w.whole(from.column);
                w.key("end_line");
                w.whole(to.line);
                w.key("end_column");
                w.whole(to.column);
                member(w, "message", pick(label.says, zh));
                w.close('}');
            }
            w.close(']');
        }
        w.close('}');
    }
    w.close(']');
}

namespace {

class score_writer {
public:
    score_writer(const plan& p, const source& rubric, const scored& s, const file_set& files, bool one_line, bool zh)
        : w_(!one_line), p_(p), rubric_(rubric), s_(s), files_(files), zh_(zh) {}

    std::string written() {
        w_.open('{');
        member(w_, "rubric", p_.title);
        if (!s_.id.empty()) member(w_, "record", s_.id);
        if (s_.came_to) {
            body(*s_.came_to);
        } else {
            nothing();
        }
        w_.key("diagnostics");
        write_diagnostics(w_, s_.problems, files_, zh_);
        w_.close('}');
        return w_.written();
    }

private:
    void body(const result& r) {
        const auto total = r.value(p_.total);
        member(w_, "total", exact(total));
        member(w_, "display", total ? std::optional(total->display()) : std::nullopt);
        member(w_, "max", exact(p_.max));
        member(w_, "bonus", exact(r.value(p_.bonus)));
        member(w_, "deduction", exact(r.value(p_.deduction)));
        range_of(r, p_.total);
        w_.key("tight");
        w_.truth(r.tight);
        w_.key("complete");
        w_.truth(r.complete);
        member(w_, "grade", r.grade);
        std::vector<std::string> grades;
        for (const auto& grade : r.grades)
            if (!grade.empty()) grades.push_back(grade);
        list(w_, "grades", grades);
        w_.key("actions");
        w_.open('[');
        for (const auto i : r.actions) w_.text(p_.actions[i].name);
        w_.close(']');
        w_.key("nodes");
        nodes(r, p_.roots);
        w_.key("missing");
        w_.open('[');
        for (const auto i : r.missing) w_.text(p_.facts[i].path);
        w_.close(']');
    }

    void nothing() {
        for (const auto* key : {"total", "display"}) member(w_, key, std::optional<std::string>());
        member(w_, "max", exact(p_.max));
        for (const auto* key : {"bonus", "deduction", "low", "high"}) member(w_, key, std::optional<std::string>());
        w_.key("tight");
        w_.truth(false);
        w_.key("complete");
        w_.truth(false);
        member(w_, "grade", std::optional<std::string>());
        for (const auto* key : {"grades", "actions", "nodes", "missing"}) list(w_, key, {});
    }

    void range_of(const result& r, std::uint32_t operation) {
        member(w_, "low", exact(r.at(operation).low));
        member(w_, "high", exact(r.at(operation).high));
    }

    void nodes(const result& r, const std::vector<std::uint32_t>& which) {
        w_.open('[');
        for (const auto i : which) {
            const auto& n = p_.nodes[i];
            w_.open('{');
            member(w_, "id", n.id);
            member(w_, "title", n.title);
            member(w_, "max", exact(n.max));
            member(w_, "score", exact(r.value(n.score)));
            range_of(r, n.score);
            if (n.does_not_apply) {
                w_.key("applies");
                w_.truth(!s_.facts[*n.does_not_apply] || s_.facts[*n.does_not_apply]->sign() == 0);
            }
            w_.key("rules");
            w_.open('[');
            for (const auto& rule : n.rules) one_rule(r, rule);
            w_.close(']');
            w_.key("nodes");
            nodes(r, n.children);
            w_.close('}');
        }
        w_.close(']');
    }

    void one_rule(const result& r, const plan_rule& rule) {
        w_.open('{');
        w_.key("line");
        w_.whole(rubric_.where(rule.at.begin).line);
        member(w_, "text", rule.text);
        member(w_, "family", rule.family);
        w_.key("facts");
        w_.open('{');
        for (const auto i : rule.facts) {
            const bool twice = std::count_if(rule.facts.begin(), rule.facts.end(), [&](auto other) { return p_.facts[other].name == p_.facts[i].name; }) > 1;
            w_.key(twice ? p_.facts[i].path : p_.facts[i].name);
            fact_value(i);
        }
        w_.close('}');
        member(w_, "raw", exact(r.value(rule.raw)));
        member(w_, "score", exact(r.value(rule.score)));
        member(w_, "note", rule.note);
        if (s_.records) write_records(rule);
        w_.close('}');
    }

    /// Which records each of the rule's facts was counted from, and why the others do not count.
    void write_records(const plan_rule& rule) {
        bool any = false;
        for (const auto fact : rule.facts) {
            const auto* of = s_.records->of_fact(p_, fact);
            if (!of) continue;
            const auto& count = p_.records->counts[of->count];
            if (!any) w_.key("records"), w_.open('[');
            any = true;
            w_.open('{');
            member(w_, "fact", p_.facts[fact].name);
            member(w_, "table", p_.records->tables[count.table].name);
            for (const bool counted : {true, false}) {
                w_.key(counted ? "counted" : "not_counted");
                w_.open('[');
                for (const auto& v : of->records) {
                    if ((v.is == fate::counted || v.is == fate::marked) != counted) continue;
                    w_.open('{');
                    w_.key("row");
                    w_.whole(v.row + 1);
                    member(w_, "label", s_.records->tables[count.table].labels[v.row]);
                    if (v.is == fate::marked) member(w_, "marked", pick(reason_of(p_, *s_.records, *of, v), zh_));
                    if (!counted) member(w_, "reason", pick(reason_of(p_, *s_.records, *of, v), zh_));
                    w_.close('}');
                }
                w_.close(']');
            }
            w_.close('}');
        }
        if (any) w_.close(']');
    }

    void fact_value(std::uint32_t i) {
        const auto& value = s_.facts[i];
        if (!value) w_.null();
        else if (p_.facts[i].kind == fact_kind::boolean) w_.truth(value->sign() != 0);
        else w_.text(value_text(p_.facts[i], *value));
    }

    json_writer w_;
    const plan& p_;
    const source& rubric_;
    const scored& s_;
    const file_set& files_;
    bool zh_;
};

}  // namespace

std::string facts_json(const plan& p, const source& rubric) {
    json_writer w(true);
    w.open('{');
    member(w, "rubric", p.title);
    w.key("facts");
    w.open('[');
    for (const bool scoring : {true, false})
        for (const auto& f : p.facts)
            if (f.use != fact_use::absence && (f.use == fact_use::score) == scoring) one_fact(w, p, f, rubric);
    w.close(']');
    tables_json(w, p);
    w.close('}');
    return w.written() + "\n";
}

std::string score_json(const plan& p, const source& rubric, const scored& s, const file_set& files, bool one_line, bool zh) {
    return score_writer(p, rubric, s, files, one_line, zh).written() + "\n";
}

std::string refused_json(const std::string& rubric_title, const diagnostics& problems, const file_set& files, bool zh) {
    json_writer w(true);
    w.open('{');
    member(w, "rubric", rubric_title);
    w.key("diagnostics");
    write_diagnostics(w, problems, files, zh);
    w.close('}');
    return w.written() + "\n";
}

std::string readings_json(const compiled_rubric& rubric, const source& text, bool zh) {
    json_writer w(true);
    w.open('{');
    member(w, "rubric", rubric.title);
    w.key("sentences");
    w.open('[');
    for (const auto& line : rubric.lines) {
        w.open('{');
        w.key("line");
        w.whole(text.where(line.at.begin).line);
        member(w, "kind", line.heading ? "heading" : line.reading.empty() ? "prose" : line.text.empty() ? "implied" : "rule");
        member(w, "text", line.text);
        member(w, "reading", line.reading);
        std::vector<std::string> notes;
        for (const auto& note : line.notes) notes.push_back(zh ? note.zh : note.en);
        list(w, "notes", notes);
        w.close('}');
    }
    w.close(']');
    w.close('}');
    return w.written() + "\n";
}

std::string diagnostics_json(const diagnostics& problems, const file_set& files, bool zh) {
    json_writer w(true);
    write_diagnostics(w, problems, files, zh);
    return w.written() + "\n";
}

}  // namespace fenze
