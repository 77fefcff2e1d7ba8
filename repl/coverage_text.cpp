#include "repl/coverage_text.hpp"

#include <algorithm>

#include "interpreter/check/review.hpp"
#include "interpreter/open_plan.hpp"
#include "repl/layout.hpp"
#include "repl/reasons.hpp"

namespace fenze {
namespace {

constexpr std::size_t most_lines = 20;
constexpr std::uint32_t most_cells = 60;

const char* kind_name(target_kind kind) {
    switch (kind) {
        case target_kind::clause:
            return "clause";
        case target_kind::threshold:
            return "threshold";
        case target_kind::step:
            return "step";
        case target_kind::cap:
            return "cap";
        case target_kind::floor:
            return "floor";
        case target_kind::grade:
            return "grade";
        case target_kind::choice:
            return "choice";
        case target_kind::truth:
            return "truth";
        case target_kind::mark:
            return "mark";
    }
    return "";
}

const char* side_name(side where) { return where == side::below ? "below" : where == side::at ? "at" : where == side::above ? "above" : "whole"; }

const char* reason_name(const std::optional<untried_because>& why) {
    if (!why) return "draft";
    switch (*why) {
        case untried_because::impossible:
            return "impossible";
        case untried_because::hidden:
            return "hidden";
        case untried_because::not_found:
            return "not_found";
        case untried_because::unwritable:
            return "unwritable";
        case untried_because::limit:
            return "limit";
    }
    return "";
}

std::string reason_words(untried_because why, bool zh) {
    switch (why) {
        case untried_because::impossible:
            return zh ? "没有一组事实到得了" : "no facts come to it";
        case untried_because::hidden:
            return zh ? "到得了，但被别的上限或规则盖住，结果里看不出来" : "facts come to it, but a cap or another rule hides it";
        case untried_because::not_found:
            return zh ? "没有找到合适的事实" : "no facts were found";
        case untried_because::unwritable:
            return zh ? "有这样的事实，但写不成“例：”" : "found, but an example cannot say it";
        case untried_because::limit:
            return zh ? "评分文件太大，没有找完" : "the rubric is too large to look further";
    }
    return "";
}

class wording {
public:
    explicit wording(const covered_rubric& c) : c_(c), p_(c.rubric.program), zh_(c.zh) {}

    [[nodiscard]] std::uint32_t line(const target& t) const { return c_.text.where(t.at.begin).line; }

    [[nodiscard]] std::string place(const target& t) const { return zh_ ? "第" + std::to_string(line(t)) + "行  " : "line " + std::to_string(line(t)) + "  "; }

    /// What stands at stake: a rule’s words, a fact with its figure, an item with its cap.
    [[nodiscard]] std::string name(const target& t) const {
        const std::string item = t.node ? label_of(p_.nodes[*t.node]) : zh_ ? "总分" : "total";
        const std::string fact = t.fact ? p_.facts[*t.fact].name : item;
        switch (t.kind) {
            case target_kind::clause:
                return fit(t.text, most_cells);
            case target_kind::threshold:
                return fit(fact, most_cells) + " " + (t.fact ? quantity_words(p_.facts[*t.fact], t.figure) : t.figure.text() + (zh_ ? "分" : ""));
            case target_kind::step:
                return fit(fact, most_cells) + (zh_ ? " 每" : " per ") + t.figure.text() + (t.fact ? p_.facts[*t.fact].unit : "");
            case target_kind::cap:
                if (t.node && t.at != p_.nodes[*t.node].at && cells(c_.text.slice(t.at)) <= most_cells)
                    return fit(item, most_cells) + (zh_ ? "“" : " \"") + std::string(c_.text.slice(t.at)) + (zh_ ? "”" : "\"");
                if (t.figure.sign() < 0)
                    return fit(item, most_cells) + (zh_ ? " 最多扣" + (-t.figure).text() + "分" : ", at most " + (-t.figure).text() + " off");
                return fit(item, most_cells) + (zh_ ? " 上限" + t.figure.text() + "分" : ", at most " + t.figure.text());
            case target_kind::floor:
                return fit(item, most_cells) + (zh_ ? " 扣完为止" : ", not below 0");
            case target_kind::grade:
                return (zh_ ? "等级界限 总分" : "grade line at a total of ") + t.figure.text() + (zh_ ? "分" : "");
            case target_kind::choice:
            case target_kind::truth:
            case target_kind::mark:
                return fit(fact, most_cells);
        }
        return fact;
    }

    [[nodiscard]] std::string side_words(const target& t, const situation& s) const {
        if (t.kind == target_kind::truth) return zh_ ? s.option_words : s.option.sign() != 0 ? "yes" : "no";
        if (t.kind == target_kind::choice) return zh_ ? "“" + s.option_words + "”" : "\"" + s.option_words + "\"";
        const bool under = s.where == side::below, at = s.where == side::at;
        if (t.kind == target_kind::mark) return zh_ ? under ? "最低分" : "最高分" : under ? "lowest" : "highest";
        if (t.kind == target_kind::floor)
            return zh_ ? under ? "还没扣完" : at ? "恰好扣完" : "扣得更多" : under ? "some left" : at ? "nothing left" : "more taken than there is";
        if (t.kind == target_kind::cap) return zh_ ? under ? "没到" : at ? "恰好" : "超过" : under ? "below" : at ? "exactly" : "above";
        if (t.kind == target_kind::step) return zh_ ? under ? "差一点满" : at ? "恰好满" : "满了还多" : under ? "just short" : at ? "exactly" : "just past";
        if (t.fact && t.kind == target_kind::threshold && takes_whole(p_.facts[*t.fact])) {
            const number value = at ? t.figure : under ? (t.figure.is_integer() ? t.figure - number(1) : floor(t.figure)) : floor(t.figure) + number(1);
            return quantity_words(p_.facts[*t.fact], value);
        }
        return zh_ ? under ? "略低" : at ? "恰好" : "略高" : under ? "just below" : at ? "exactly" : "just above";
    }

private:
    const covered_rubric& c_;
    const plan& p_;
    bool zh_;
};

/// A target with those of its situations that are to be shown.
struct entry {
    const target* of = nullptr;
    std::vector<std::size_t> situations;  // of the row
    std::size_t tried = 0;
};

class report {
public:
    explicit report(const covered_rubric& c) : c_(c), r_(c.report), words_(c), zh_(c.zh) {}

    std::string coverage() {
        out_ = zh_ ? "《" + c_.rubric.title + "》的例子试到了\n" : "What the examples of " + c_.rubric.title + " try\n";
        share(zh_ ? "计分的句子" : "rules", r_.clauses, zh_ ? "条" : "");
        share(zh_ ? "界限和选项" : "boundaries and options", r_.boundaries, zh_ ? "种情形" : "");
        const auto missing = [&](std::size_t n) { return !r_.tried[n] && r_.left[n] != untried_because::impossible; };
        list(zh_ ? "没有试到的句子" : "rules not tried", entries([&](std::size_t n) { return missing(n) && clause(n); }), false);
        list(zh_ ? "没有试到的情形" : "not tried", entries([&](std::size_t n) { return missing(n) && !clause(n); }), false);
        list(zh_ ? "达不到的（不计在内）" : "out of reach (not counted)",
            entries([&](std::size_t n) { return !r_.tried[n] && r_.left[n] == untried_because::impossible; }), false);
        list(zh_ ? "其中写不出例子的" : "of these, without an example",
            entries([&](std::size_t n) { return missing(n) && r_.left[n] && r_.left[n] != untried_because::limit; }), true);
        if (const std::size_t more = unsought(); more > 0)
            out_ += zh_ ? "  评分文件太大，还有" + std::to_string(more) + "种没有去找例子。\n"
                        : "  The rubric is too large: no example was looked for " + std::to_string(more) + " more.\n";
        if (!r_.draft.empty())
            out_ += zh_ ? "  fenze test --draft 写出缺的" + std::to_string(r_.draft.size()) + "个例子。\n"
                        : "  fenze test --draft writes the " + std::to_string(r_.draft.size()) + " missing examples.\n";
        return std::move(out_);
    }

    std::string draft(std::optional<std::uint32_t> before) {
        if (r_.draft.empty()) return {};
        out_ = "\n";
        out_ += zh_ ? "# 请核对：以下例子由 fenze 照现在的规则写出。得分合乎文件本意的留下；不合的，改正规则，或改正例子。\n"
                    : "# To be confirmed: written by fenze from the rules as they are. Keep what the document means; else correct the rules, or the example.\n";
        if (before)
            out_ += zh_ ? "# 这些是《" + c_.rubric.title + "》的例子，放在第" + std::to_string(*before) + "行之前。\n"
                        : "# These belong to " + c_.rubric.title + ": put them before line " + std::to_string(*before) + ".\n";
        for (const auto& e : r_.draft) out_ += "例：" + e.text + "\n";
        const auto told = [&](std::size_t n) { return r_.left[n] && r_.left[n] != untried_because::impossible && r_.left[n] != untried_because::limit; };
        if (const std::size_t more = unsought(); more > 0)
            out_ += zh_ ? "# 评分文件太大，还有" + std::to_string(more) + "种情形没有去找例子。\n"
                        : "# The rubric is too large: no example was looked for " + std::to_string(more) + " more.\n";
        for (const auto& e : entries([&](std::size_t n) { return !r_.tried[n] && told(n); }))
            out_ += (zh_ ? "# 没有例子：" : "# no example: ") + described(e) + (zh_ ? "：" : ": ") + reason_words(*r_.left[e.situations[0]], zh_) +
                    (zh_ ? "。\n" : ".\n");
        return std::move(out_);
    }

private:
    [[nodiscard]] std::size_t unsought() const {
        return static_cast<std::size_t>(std::count(r_.left.begin(), r_.left.end(), std::optional(untried_because::limit)));
    }

    [[nodiscard]] bool clause(std::size_t n) const { return r_.targets[r_.row[n].target].kind == target_kind::clause; }

    void share(const std::string& what, const share_tried& t, const std::string& unit) {
        out_ += "  " + pad_right(what, zh_ ? 12 : 24) + std::to_string(t.tried) + "/" + std::to_string(t.all) + unit;
        if (const auto percent = t.percent()) out_ += (zh_ ? "（" : " (") + std::to_string(*percent) + (zh_ ? "%）" : "%)");
        if (t.unreachable > 0) out_ += zh_ ? "，另有" + std::to_string(t.unreachable) + "种达不到" : ", and " + std::to_string(t.unreachable) + " out of reach";
        out_ += "\n";
    }

    /// Boundaries of which nothing is tried come first, then by their place in the document.
    template <typename Shown>
    std::vector<entry> entries(Shown shown) const {
        std::vector<entry> all;
        for (std::size_t n = 0; n < r_.row.size(); ++n) {
            const target* t = &r_.targets[r_.row[n].target];
            if (r_.row[n].situation == 0) all.push_back({t, {}, 0});
            if (r_.tried[n]) ++all.back().tried;
            if (shown(n)) all.back().situations.push_back(n);
        }
        all.erase(std::remove_if(all.begin(), all.end(), [](const entry& e) { return e.situations.empty(); }), all.end());
        std::stable_sort(all.begin(), all.end(), [](const entry& a, const entry& b) {
            if ((a.tried == 0) != (b.tried == 0)) return a.tried == 0;
            return a.of->at.begin < b.of->at.begin;
        });
        return all;
    }

    [[nodiscard]] std::string described(const entry& e) const {
        std::string out = words_.place(*e.of) + words_.name(*e.of);
        if (e.of->kind == target_kind::clause) return out;
        std::string sides;
        for (const auto n : e.situations) sides += (sides.empty() ? "" : zh_ ? "、" : ", ") + words_.side_words(*e.of, r_.at(n));
        return out + (zh_ ? "：" : ": ") + sides;
    }

    void list(const std::string& title, const std::vector<entry>& all, bool why) {
        if (all.empty()) return;
        out_ += "  " + title + (zh_ ? "：\n" : ":\n");
        for (std::size_t n = 0; n < all.size() && n < most_lines; ++n) {
            out_ += "    " + described(all[n]);
            if (why) out_ += (zh_ ? "（" : " (") + reason_words(*r_.left[all[n].situations[0]], zh_) + (zh_ ? "）" : ")");
            out_ += "\n";
        }
        if (all.size() > most_lines)
            out_ += zh_ ? "    …… 还有" + std::to_string(all.size() - most_lines) + "处；--format json 全部列出\n"
                        : "    ... and " + std::to_string(all.size() - most_lines) + " more; --format json lists all\n";
    }

    const covered_rubric& c_;
    const coverage_report& r_;
    wording words_;
    bool zh_;
    std::string out_;
};

void tally_json(const share_tried& t, json_writer& to) {
    to.open('{');
    to.key("tried");
    to.whole(t.tried);
    to.key("all");
    to.whole(t.all);
    to.key("unreachable");
    to.whole(t.unreachable);
    to.key("percent");
    if (const auto percent = t.percent()) to.whole(*percent);
    else to.null();
    to.close('}');
}

}  // namespace

std::string coverage_text(const covered_rubric& c) { return report(c).coverage(); }

std::string draft_text(const covered_rubric& c, std::optional<std::uint32_t> before) { return report(c).draft(before); }

void coverage_json(const covered_rubric& c, json_writer& to) {
    const coverage_report& r = c.report;
    const wording words(c);
    const plan& p = c.rubric.program;
    to.key("clauses");
    tally_json(r.clauses, to);
    to.key("boundaries");
    tally_json(r.boundaries, to);
    to.key("untried");
    to.open('[');
    for (std::size_t n = 0; n < r.row.size(); ++n) {
        if (r.tried[n]) continue;
        const target& t = r.targets[r.row[n].target];
        to.open('{');
        to.key("line");
        to.whole(words.line(t));
        to.key("kind");
        to.text(kind_name(t.kind));
        to.key("item");
        to.text_or_null(t.node ? std::optional(p.nodes[*t.node].id) : std::nullopt);
        to.key("fact");
        to.text_or_null(t.fact ? std::optional(p.facts[*t.fact].path) : std::nullopt);
        to.key("figure");
        const bool figure = t.kind != target_kind::clause && t.kind != target_kind::choice && t.kind != target_kind::truth;
        to.text_or_null(figure ? std::optional(t.figure.text()) : std::nullopt);
        to.key("side");
        to.text(side_name(r.at(n).where));
        to.key("text");
        to.text(t.kind == target_kind::clause ? t.text : words.name(t) + (c.zh ? "：" : ": ") + words.side_words(t, r.at(n)));
        to.key("state");
        to.text(reason_name(r.left[n]));
        to.close('}');
    }
    to.close(']');
    to.key("draft");
    to.open('[');
    for (const auto& e : r.draft) {
        to.open('{');
        to.key("text");
        to.text("例：" + e.text);
        to.key("item");
        to.text_or_null(e.node ? std::optional(p.nodes[*e.node].id) : std::nullopt);
        to.key("tries");
        to.whole(e.tried.size());
        to.close('}');
    }
    to.close(']');
}

}  // namespace fenze
