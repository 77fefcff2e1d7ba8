// fenze impact for programs: every unit. Numbers are exact text.

#include "repl/diff_words.hpp"
#include "repl/impact_report.hpp"
#include "repl/json_writer.hpp"
#include "repl/report_json.hpp"

namespace fenze {
namespace {

class impact_writer {
public:
    impact_writer(const impact_report& r, const file_set& files, bool zh) : w_(true), r_(r), c_(*r.rules.came_to), files_(files), zh_(zh) {}

    std::string written() {
        w_.open('{');
        member("before", r_.rules.before.rubric->title);
        member("after", r_.rules.after.rubric->title);
        w_.key("units");
        w_.open('[');
        for (const auto& row : r_.rows) unit(row);
        w_.close(']');
        w_.key("summary");
        summary();
        w_.key("notes");
        w_.open('[');
        for (const auto& n : c_.pairs.notes) w_.text(zh_ ? n.zh : n.en);
        w_.close(']');
        w_.close('}');
        return w_.written() + "\n";
    }

private:
    void member(const char* name, const std::string& text) { fenze::member(w_, name, text); }
    void number_or_null(const char* name, const std::optional<number>& n) { fenze::member(w_, name, exact(n)); }
    void whole(const char* name, std::size_t n) { whole_member(w_, name, n); }

    void unit(const impact_row& row) {
        w_.open('{');
        whole("record", row.record + 1);
        member("id", row.id);
        if (row.came_to) came_to(*row.came_to);
        w_.key("diagnostics");
        write_diagnostics(w_, row.problems, files_, zh_);
        w_.close('}');
    }

    void came_to(const unit_impact& u) {
        for (const side s : {before, after}) {
            w_.key(s == before ? "before" : "after");
            w_.open('{');
            number_or_null("total", u.certain() || u.total[s].fixed() ? u.total[s].low : std::nullopt);
            number_or_null("low", u.total[s].low);
            number_or_null("high", u.total[s].high);
            fenze::member(w_, "grade", u.grade[s] && !u.grade[s]->empty() ? u.grade[s] : std::nullopt);
            w_.key("rank");
            if (u.rank[s] > 0) w_.whole(u.rank[s]);
            else w_.null();
            w_.key("missing");
            w_.open('[');
            for (const auto f : u.missing[s]) w_.text(c_.joint.of[s]->facts[f].path);
            w_.close(']');
            w_.close('}');
        }
        number_or_null("change", u.certain() ? std::optional(u.change()) : std::nullopt);
        if (u.grade[before] && u.grade[after] && u.grade_changed() && u.certain()) member("grade_because", grade_cause(u, zh_));
        w_.key("shares");
        if (!u.shares) return w_.null();
        w_.open('[');
        for (const auto& s : *u.shares) {
            w_.open('{');
            member("because", part_name(r_.rules, s.parts, zh_));
            clause_lines(s.parts);
            member("points", s.points.text());
            w_.close('}');
        }
        w_.close(']');
    }

    /// Where one clause is named: its lines in the two files.
    void clause_lines(const std::vector<std::size_t>& parts) {
        if (parts.size() != 1) return;
        const part& p = c_.merged.parts[parts[0]];
        for (const side s : {before, after}) {
            const auto& item = s == before ? p.item.before : p.item.after;
            const auto& rule = s == before ? p.rule.before : p.rule.after;
            if (!item || !rule) continue;
            w_.key(s == before ? "before_line" : "after_line");
            w_.whole((s == before ? r_.rules.before : r_.rules.after).text->where(c_.joint.of[s]->nodes[*item].rules[*rule].at.begin).line);
        }
    }

    void summary() {
        const impact_summary& s = r_.summary;
        w_.open('{');
        whole("units", r_.rows.size());
        whole("certain", s.certain);
        whole("up", s.up);
        whole("down", s.down);
        whole("grade_changed", s.grades);
        whole("rank_changed", s.ranks);
        member("mean_change", s.mean.text());
        w_.key("grades");
        w_.open('[');
        for (const auto& [move, times] : s.moves) {
            w_.open('{');
            member("before", move.first);
            member("after", move.second);
            whole("units", times);
            w_.close('}');
        }
        w_.close(']');
        w_.key("changes");
        w_.open('[');
        for (const auto& p : s.parts) {
            w_.open('{');
            member("because", part_name(r_.rules, p.parts, zh_));
            clause_lines(p.parts);
            whole("up", p.up);
            whole("down", p.down);
            member("points", p.points.text());
            w_.close('}');
        }
        w_.close(']');
        w_.close('}');
    }

    json_writer w_;
    const impact_report& r_;
    const comparison& c_;
    const file_set& files_;
    bool zh_;
};

/// A cell, in quotes where it needs them.
std::string cell(const std::string& text) {
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

}  // namespace

std::string impact_json(const impact_report& r, const file_set& files, bool zh) { return impact_writer(r, files, zh).written(); }

std::string impact_csv(const impact_report& r, bool zh) {
    std::string out = zh ? "序号,单位,旧总分,新总分,变化,旧等级,新等级,旧名次,新名次,因为,说明\n"
                         : "record,unit,old,new,change,old grade,new grade,old rank,new rank,because,remark\n";
    const auto range = [](const bounds& b) { return b.fixed() ? b.low->text() : (b.low ? b.low->text() : "") + "…" + (b.high ? b.high->text() : ""); };
    for (const auto& row : r.rows) {
        std::vector<std::string> cells{std::to_string(row.record + 1), row.id};
        if (!row.came_to) {
            cells.resize(10);
            std::string wrong;
            for (const auto& d : row.problems)
                if (d.level == severity::error) wrong += (wrong.empty() ? "" : "；") + (zh ? d.message.zh : d.message.en);
            cells.push_back(wrong);
        } else {
            const unit_impact& u = *row.came_to;
            for (const side s : {before, after}) cells.push_back(range(u.total[s]));
            cells.push_back(u.certain() ? u.change().text() : "");
            for (const side s : {before, after}) cells.push_back(u.grade[s].value_or(""));
            for (const side s : {before, after}) cells.push_back(u.rank[s] > 0 ? std::to_string(u.rank[s]) : "");
            std::string because;
            if (u.shares)
                for (const auto& s : *u.shares) because += (because.empty() ? "" : "；") + part_name(r.rules, s.parts, zh) + " " + signed_text(s.points, true);
            else if (u.certain()) because = zh ? "不能逐处分摊" : "not to be told apart";
            if (u.certain() && u.grade[before] && u.grade[after] && u.grade_changed()) because += (because.empty() ? "" : "；") + grade_cause(u, zh);
            cells.push_back(because);
            std::string remark = u.certain() ? "" : zh ? "缺事实" : "facts missing";
            if (u.certain() && (u.vetoed[before] || u.vetoed[after])) {
                const bool both = u.vetoed[before] && u.vetoed[after];
                remark = zh ? (both                  ? "被否决，不排名次"
                                  : u.vetoed[before] ? "旧规则下被否决，不排名次"
                                                     : "新规则下被否决，不排名次")
                            : (both                  ? "vetoed, not ranked"
                                  : u.vetoed[before] ? "vetoed before, not ranked"
                                                     : "vetoed now, not ranked");
            }
            cells.push_back(remark);
        }
        for (std::size_t n = 0; n < cells.size(); ++n) out += (n ? "," : "") + cell(cells[n]);
        out += "\n";
    }
    return out;
}

}  // namespace fenze
