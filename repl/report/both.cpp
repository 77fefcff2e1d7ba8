#include "repl/report/both.hpp"

#include <algorithm>

#include "repl/commands.hpp"
#include "repl/layout.hpp"
#include "repl/reasons.hpp"
#include "repl/situation.hpp"

namespace fenze {
namespace {

/// Prints the problems of all units once; whether every unit came to a score.
bool well(const std::vector<scored>& all, const loaded& file, const options& o, const char* whose) {
    bool good = true;
    for (const auto& s : all) {
        if (!s.problems.empty()) print_error((o.zh ? whose + std::string("：\n") : "") + render_diagnostics(s.problems, file.files, manner_of(o)));
        good = good && s.came_to;
    }
    return good;
}

bool ids(const std::vector<scored>& all) {
    return std::all_of(all.begin(), all.end(), [](const scored& s) { return !s.id.empty(); });
}

void rows(const plan& p, const reviewed& u, const std::vector<std::uint32_t>& nodes, std::uint32_t depth, std::uint32_t label, bool zh, std::uint32_t width,
    std::string& out) {
    for (const auto i : nodes) {
        const auto& n = p.nodes[i];
        std::vector<std::uint32_t> facts;
        for (const auto& rule : n.rules) facts.insert(facts.end(), rule.facts.begin(), rule.facts.end());
        const auto more = apart(p, *u.self, *u.review, n.score);
        const auto why = facts_apart(p, *u.self, *u.review, facts, zh);
        std::string line = " " + pad_right(fit(std::string(2 * depth, ' ') + label_of(n), label), label) + "  " + pad_left(n.max ? n.max->display() : "–", 6) +
                           "  " + pad_left(points_text(u.self->came_to->at(n.score)), 8) + "  " + pad_left(points_text(u.review->came_to->at(n.score)), 8) +
                           "  " + pad_left(more ? (more->sign() > 0 ? "+" : "") + more->display() : "", 7);
        const auto indent = cells(line) + 2;
        const auto lines = wrap(why, width > indent + 20 ? width - indent : 20);
        if (!why.empty()) line += "  " + lines.front();
        while (line.ends_with(' ')) line.pop_back();
        out += line + "\n";
        for (std::size_t k = 1; k < lines.size() && !why.empty(); ++k) out += std::string(indent, ' ') + lines[k] + "\n";
        rows(p, u, n.children, depth + 1, label, zh, width, out);
    }
}

std::string both_text(const plan& p, const reviewed& u, bool zh, std::uint32_t width) {
    std::string out = p.title + (u.main().id.empty() ? "" : "　" + u.main().id) + "\n" + ruled(width) + "\n";
    const std::uint32_t label = std::max<std::uint32_t>(width * 32 / 100, 20);
    out += " " + pad_right(zh ? "指标" : "item", label) + "  " + pad_left(zh ? "满分" : "max", 6) + "  " + pad_left(zh ? "自评" : "self", 8) + "  " +
           pad_left(zh ? "考核" : "review", 8) + "  " + pad_left(zh ? "相差" : "apart", 7) + "  " + (zh ? "不一致的事实" : "facts that differ") + "\n";
    rows(p, u, p.roots, 0, label, zh, width, out);
    out += ruled(width) + "\n";
    const auto more = apart(p, *u.self, *u.review, p.total);
    out += " " + pad_right(zh ? "合计" : "total", label) + "  " + pad_left(p.max ? p.max->display() : "–", 6) + "  " +
           pad_left(points_text(u.self->came_to->at(p.total)), 8) + "  " + pad_left(points_text(u.review->came_to->at(p.total)), 8) + "  " +
           pad_left(more ? (more->sign() > 0 ? "+" : "") + more->display() : "", 7) + "\n";
    const auto said = [&](const char* who, const scored& s) {
        const auto what = verdict(p, s, zh);
        if (!what.empty()) out += " " + std::string(who) + what + "\n";
    };
    said(zh ? "自评：" : "self: ", *u.self);
    said(zh ? "考核：" : "review: ", *u.review);
    for (const auto i : u.review->came_to->actions) out += " " + std::string(zh ? "结果：" : "action: ") + p.actions[i].name + "\n";
    return out;
}

void node_differences(json_writer& w, const plan& p, const reviewed& u) {
    w.open('[');
    for (const auto& n : p.nodes) {
        w.open('{');
        member(w, "id", n.id);
        member(w, "title", n.title);
        member(w, "self", exact(u.self->came_to->value(n.score)));
        member(w, "review", exact(u.review->came_to->value(n.score)));
        const auto a = u.self->came_to->value(n.score), b = u.review->came_to->value(n.score);
        member(w, "difference", a && b ? exact(std::optional(*b - *a)) : std::nullopt);
        w.key("facts");
        w.open('[');
        for (const auto& rule : n.rules)
            for (const auto f : rule.facts) {
                const auto &self = u.self->facts[f], &review = u.review->facts[f];
                if ((!self && !review) || (self && review && *self == *review)) continue;
                w.open('{');
                member(w, "name", p.facts[f].name);
                member(w, "self", self ? std::optional(value_text(p.facts[f], *self)) : std::nullopt);
                member(w, "review", review ? std::optional(value_text(p.facts[f], *review)) : std::nullopt);
                w.close('}');
            }
        w.close(']');
        w.close('}');
    }
    w.close(']');
}

std::string both_json(const plan& p, const source& text, const reviewed& u, const file_set& files, bool one_line, bool zh) {
    json_writer w(!one_line);
    const auto side = [&](const char* name, const scored& s) {
        w.key(name);
        w.open('{');
        const auto total = s.came_to->value(p.total);
        member(w, "total", exact(total));
        member(w, "display", total ? std::optional(total->display()) : std::nullopt);
        member(w, "grade", s.came_to->grade);
        w.key("complete");
        w.truth(s.came_to->complete);
        w.close('}');
    };
    (void)text;
    w.open('{');
    member(w, "rubric", p.title);
    if (!u.main().id.empty()) member(w, "record", u.main().id);
    member(w, "max", exact(p.max));
    side("self", *u.self);
    side("review", *u.review);
    const auto a = u.self->came_to->value(p.total), b = u.review->came_to->value(p.total);
    member(w, "difference", a && b ? exact(std::optional(*b - *a)) : std::nullopt);
    w.key("actions");
    w.open('[');
    for (const auto i : u.review->came_to->actions) w.text(p.actions[i].name);
    w.close(']');
    w.key("nodes");
    node_differences(w, p, u);
    diagnostics problems = u.self->problems;
    problems.insert(problems.end(), u.review->problems.begin(), u.review->problems.end());
    w.key("diagnostics");
    write_diagnostics(w, problems, files, zh);
    w.close('}');
    return w.written() + "\n";
}

}  // namespace

std::optional<std::vector<reviewed>> reviewed_units(const options& o, loaded& file, const compiled_rubric& rubric, int& status) {
    std::vector<scored> self, review;
    const auto read = [&](const std::vector<std::string>& files, std::vector<scored>& to, const char* whose) {
        if (files.empty()) return true;
        options one = o;
        one.self = files == o.self && &files == &o.self ? files : std::vector<std::string>();  // which side of a table with both is meant
        one.facts = files;
        auto all = all_situations(one, file, rubric, status);
        if (!all) return false;
        to = std::move(*all);
        if (well(to, file, o, whose)) return true;
        status = wrong_input;
        return false;
    };
    if (!read(o.self, self, "自评") || !read(o.facts, review, o.self.empty() ? "事实" : "考核")) return std::nullopt;
    std::vector<reviewed> out;
    if (self.empty() || review.empty()) {
        for (auto& s : self) out.push_back({std::move(s), std::nullopt});
        for (auto& s : review) out.push_back({std::nullopt, std::move(s)});
        return out;
    }
    status = wrong_input;
    const auto said = [&](const std::string& zh, const std::string& en) {
        print_error((o.zh ? zh : en) + "\n");
        return std::nullopt;
    };
    if (self.size() == 1 && review.size() == 1) {
        if (!self[0].id.empty() && !review[0].id.empty() && self[0].id != review[0].id)
            return said("自评是“" + self[0].id + "”的，考核是“" + review[0].id + "”的，不是同一家。", "self-assessment and review are of different units");
        out.push_back({std::move(self[0]), std::move(review[0])});
    } else if (ids(self) && ids(review)) {
        for (auto& r : review) {
            const auto found = std::find_if(self.begin(), self.end(), [&](const scored& s) { return s.id == r.id; });
            if (found == self.end()) return said("自评里没有“" + r.id + "”。", "\"" + r.id + "\" has no self-assessment");
            out.push_back({*found, std::move(r)});
        }
        if (out.size() != self.size())
            return said("自评有" + std::to_string(self.size()) + "家，考核有" + std::to_string(out.size()) + "家，对不上。", "the units do not match");
    } else {
        return said("几家单位的自评和考核要对得上：两个文件里都要有“单位”或“编号”一列。", "both files need a column that names the units");
    }
    status = fine;
    return out;
}

int score_both(const options& o, loaded& file, const compiled_rubric& rubric) {
    int status = fine;
    const auto all = reviewed_units(o, file, rubric, status);
    if (!all) return status;
    if (!all->empty() && (!all->front().self || !all->front().review)) {
        print_error(o.zh ? "自评要和考核一起看：--self 自评表 --facts 考核表；只算一份就用 --facts。\n"
                         : "--self goes with --facts: the self-assessment and the review.\n");
        return wrong_use;
    }
    std::string out;
    for (const auto& u : *all) {
        if (!out.empty() && o.format != report_format::json) out += "\n";
        out += o.format == report_format::json ? both_json(rubric.program, file.text, u, file.files, all->size() > 1, o.zh)
                                               : both_text(rubric.program, u, o.zh, page_width());
    }
    print_out(out);
    return fine;
}

}  // namespace fenze
