#include "repl/report/unit_report.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/understanding.hpp"
#include "repl/reasons.hpp"

namespace fenze {
namespace {

std::string tidy(std::string_view text) {
    std::string out;
    for (const char c : text) out += c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
    while (!out.empty() && out.front() == ' ') out.erase(0, 1);
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

class report_maker {
public:
    report_maker(const compiled_rubric& rubric, const source& text, const reviewed& unit, bool zh)
        : rubric_(rubric), p_(rubric.program), text_(text), unit_(unit), zh_(zh) {
        if (rubric.understood) know(rubric.understood->written.root);
    }

    unit_report made() {
        out_.title = p_.title;
        out_.unit = unit_.main().id;
        out_.has_self = unit_.self.has_value();
        out_.has_review = unit_.review.has_value();
        if (rubric_.understood)
            for (const auto& d : rubric_.understood->written.directives)
                if (d.word == "依据") append(out_.basis, tidy(text_.slice(d.text_at)), "；");
        for (const auto root : p_.roots) node(root, 0);
        total();
        outcomes();
        evidence_tables();
        for (const auto& panel : p_.panels)
            for (const auto& part : panel.parts) {
                const auto count = std::max<std::size_t>(marks_of_part(unit_.main(), part).size(), 1);
                for (std::size_t n = 1; n <= count; ++n) {
                    const auto who = part.label + (count > 1 ? std::to_string(n) : "");
                    if (std::find(out_.judges.begin(), out_.judges.end(), who) == out_.judges.end()) out_.judges.push_back(who);
                }
            }
        return std::move(out_);
    }

private:
    void know(const outline_node& n) {
        for (const auto& child : n.children) {
            written_.emplace(std::pair{child.at.begin, child.title}, &child);
            know(child);
        }
    }

    // 90分以上为优秀, under the last item: grades and what follows from them are no standard of it
    [[nodiscard]] bool of_the_whole(span at) const {
        const auto inside = [&](span one) { return one.begin >= at.begin && one.end <= at.end; };
        for (const auto& n : p_.nodes)
            for (const auto& rule : n.rules)
                if (inside(rule.at)) return false;
        for (const auto* list : {&p_.vetoes, &p_.grades, &p_.actions})
            for (const auto& o : *list)
                if (inside(o.at)) return true;
        return false;
    }

    // A cell to its end, with what follows its last sentence: （提供相关材料）
    [[nodiscard]] span whole_cell(span at) const {
        const std::string_view all = text_.text();
        const auto end = std::min(all.find_first_of("|\t\n", at.end), all.size());
        return {at.begin, static_cast<std::uint32_t>(end)};
    }

    [[nodiscard]] std::string standard(const plan_node& n) const {
        std::string out;
        std::uint32_t told = 0;
        if (const auto found = written_.find({n.at.begin, n.title}); found != written_.end())
            for (const auto& p : found->second->text) {
                if (p.at.begin < told || of_the_whole(p.at)) continue;
                const span all = p.from_table ? whole_cell(p.at) : p.at;
                append(out, tidy(text_.slice(all)), " ");
                told = all.end;
            }
        if (out.empty())
            for (const auto& rule : n.rules)
                if (rule.family != "mark" && rule.text != n.title) append(out, tidy(rule.text), "；");
        return out;
    }

    // 1. 组织活动 of the bonus section, where the first section has a 1. as well: 加分项 1. 组织活动
    [[nodiscard]] std::string own_name(std::uint32_t i) const {
        const auto& n = p_.nodes[i];
        auto top = i;
        while (p_.nodes[top].parent) top = *p_.nodes[top].parent;
        const auto before = p_.nodes.begin() + static_cast<std::ptrdiff_t>(i);
        const bool shared =
            top != i && !n.number.empty() && std::any_of(p_.nodes.begin(), before, [&](const plan_node& other) { return other.number == n.number; });
        return (shared ? p_.nodes[top].title + (zh_ ? "　" : " ") : std::string()) + label_of(n);
    }

    // （提供相关材料）, and sentences that begin with 提供
    void evidence(std::uint32_t i, const std::string& standard_text) {
        const folded line = fold(std::string_view(standard_text), {0, static_cast<std::uint32_t>(standard_text.size())});
        const std::string& words_here = line.text;
        for (std::size_t at = words_here.find("提供"); at != std::string::npos; at = words_here.find("提供", at)) {
            const auto open = words_here.rfind('(', at);
            const auto close = words_here.find(')', at);
            const bool bracket = open != std::string::npos && close != std::string::npos && words_here.find(')', open) == close;
            const bool begins =
                at == 0 || (at >= 3 && is_any(words_here.substr(at - 3, 3), {"。", "、"})) || words_here[at - 1] == ';' || words_here[at - 1] == ' ';
            std::size_t from = at, to = std::min(words_here.find("。", at), words_here.size());
            if (bracket) from = open + 1, to = close;
            if (bracket || begins) {
                const auto what = tidy(std::string_view(standard_text).substr(line.origin[from], line.origin[to] - line.origin[from]));
                out_.evidence.emplace_back(own_name(i), what);
            }
            at = std::max(to, at + 6);
        }
    }

    // a second table that only lists what is to be handed in
    void evidence_tables() {
        const std::function<void(const outline_node&)> look = [&](const outline_node& n) {
            if (n.evidence)
                for (const auto& p : n.text) {
                    const auto what = tidy(text_.slice(p.at));
                    if (!what.empty() && has_any(what, {"提供", "资料", "材料", "证明"})) out_.evidence.emplace_back(n.title, what);
                }
            for (const auto& child : n.children) look(child);
        };
        if (rubric_.understood) look(rubric_.understood->written.root);
    }

    [[nodiscard]] std::string points(const std::optional<scored>& s, std::uint32_t operation) const {
        return s && s->came_to ? points_text(s->came_to->at(operation)) : std::string();
    }

    void node(std::uint32_t i, std::uint32_t depth) {
        const auto& n = p_.nodes[i];
        report_row row;
        row.depth = depth;
        row.section = !n.children.empty();
        row.label = label_of(n);
        row.standard = row.section && n.rules.empty() ? std::string() : standard(n);
        row.full = n.max ? n.max->display() : "";
        row.self = points(unit_.self, n.score);
        row.review = points(unit_.review, n.score);
        row.remarks = reason(p_, unit_.main(), n, zh_);
        if (unit_.self && unit_.review) {
            std::vector<std::uint32_t> facts;
            for (const auto& rule : n.rules) facts.insert(facts.end(), rule.facts.begin(), rule.facts.end());
            const auto more = apart(p_, *unit_.self, *unit_.review, n.score);
            auto why = facts_apart(p_, *unit_.self, *unit_.review, facts, zh_);
            if (more && !row.section) {
                const std::string by = (more->sign() > 0 ? (zh_ ? "比自评多" : "+") : (zh_ ? "比自评少" : "-")) +
                                       (more->sign() > 0 ? *more : -*more).display() + (zh_ ? "分" : "");
                append(row.remarks, by + (why.empty() ? "" : (zh_ ? "：" : ": ") + why), zh_ ? "；" : "; ");
                out_.differences.push_back(own_name(i) + (zh_ ? "：" : ": ") + by + (why.empty() ? "" : (zh_ ? "；" : "; ") + why));
            }
        }
        evidence(i, row.standard);
        out_.rows.push_back(std::move(row));
        for (const auto child : n.children) node(child, depth + 1);
    }

    void total() {
        report_row row;
        row.section = true;
        row.label = zh_ ? "合计" : "total";
        row.full = p_.max ? p_.max->display() : "";
        row.self = points(unit_.self, p_.total);
        row.review = points(unit_.review, p_.total);
        row.remarks = total_reason(p_, unit_.main(), zh_);
        out_.rows.push_back(std::move(row));
    }

    void outcomes() {
        const auto& s = unit_.main();
        const auto& r = *s.came_to;
        out_.grade = r.grade ? *r.grade : std::string();
        if (!r.grade && r.grades.size() > 1) out_.grade = grades_text(p_, s, zh_);
        for (const auto& v : p_.vetoes)
            if (const auto holds = r.value(v.condition); holds && holds->sign() != 0)
                out_.outcomes.push_back(v.name + (zh_ ? "：" : ": ") + causes_of(p_, s, v.condition, zh_));
        for (const auto i : r.actions) out_.outcomes.push_back(p_.actions[i].name);
        for (const auto& reward : p_.rewards)
            if (reward.fact && s.facts[*reward.fact]) out_.outcomes.push_back(reward.name + (zh_ ? "：" : ": ") + s.facts[*reward.fact]->text() + reward.unit);
        for (const auto f : r.missing) out_.notes.push_back((zh_ ? "未填：" : "not given: ") + p_.facts[f].name);
    }

    const compiled_rubric& rubric_;
    const plan& p_;
    const source& text_;
    const reviewed& unit_;
    bool zh_;
    std::map<std::pair<std::uint32_t, std::string>, const outline_node*> written_;  // a section and its first row begin at one place
    unit_report out_;
};

}  // namespace

unit_report report_of(const compiled_rubric& rubric, const source& text, const reviewed& unit, bool zh) { return report_maker(rubric, text, unit, zh).made(); }

std::string facts_apart(const plan& p, const scored& self, const scored& review, const std::vector<std::uint32_t>& facts, bool zh) {
    std::string out;
    for (const auto f : facts) {
        const auto &a = self.facts[f], &b = review.facts[f];
        if ((!a && !b) || (a && b && *a == *b) || out.find(p.facts[f].name + " ") != std::string::npos) continue;
        append(out,
            p.facts[f].name + (zh ? " 自评" : " self ") + fact_value_text(p, self, f, zh) + (zh ? "，考核" : ", review ") + fact_value_text(p, review, f, zh),
            zh ? "；" : "; ");
    }
    return out;
}

std::optional<number> apart(const plan&, const scored& self, const scored& review, std::uint32_t operation) {
    if (!self.came_to || !review.came_to) return std::nullopt;
    const auto a = self.came_to->value(operation), b = review.came_to->value(operation);
    if (!a || !b || *a == *b) return std::nullopt;
    return *b - *a;
}

}  // namespace fenze
