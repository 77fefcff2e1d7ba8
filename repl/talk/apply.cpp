#include "repl/talk/apply.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "interpreter/quantity.hpp"
#include "repl/reasons.hpp"
#include "repl/talk/counted.hpp"

namespace fenze {
namespace {

const std::string& picked(const words& w, bool zh) { return zh || w.en.empty() ? w.zh : w.en; }

/// A line of a conversation may name a fact by a part of its name: which one was meant is said.
std::string with_name(std::string message, const fact& f) {
    constexpr std::string_view it = "该事实";
    if (const auto at = message.find(it); at != std::string::npos) message.replace(at, it.size(), "“" + f.name + "”");
    return message;
}

void tell(applied& a, const fact& f, const diagnostics& problems, bool zh) {
    for (const auto& d : problems) {
        a.remarks.push_back(with_name(picked(d.message, zh), f));
        if (!d.help.zh.empty()) a.remarks.push_back(picked(d.help, zh));
    }
}

/// The value that is said, in the fact's own unit. `unknown`: it was said to be not known.
std::optional<number> value_of(const fact& f, const std::string& text, bool& unknown, diagnostics& out) {
    const source file("", text);
    const given g{f.path, shape::words, text, {0, static_cast<std::uint32_t>(text.size())}};
    auto value = bind_value(f, g, file, out);
    unknown = !value && !has_error(out);
    return value;
}

std::optional<number> changed_value(const moment& from, std::uint32_t index, const said_fact& said, bool zh, applied& a) {
    const auto& f = from.book->program().facts[index];
    if (f.kind == fact_kind::choice || f.kind == fact_kind::boolean || f.kind == fact_kind::date || f.kind == fact_kind::text) {
        a.remarks.push_back(zh ? "“" + f.name + "”不是数量，不能加减。" : "\"" + f.name + "\" is no quantity to add to.");
        return std::nullopt;
    }
    if (!from.facts[index]) {
        a.remarks.push_back(
            zh ? "“" + f.name + "”还没有填，没有可加减的数。先写一个数，如“" + f.name + " 3”。" : "\"" + f.name + "\" is not given yet: give it first.");
        return std::nullopt;
    }
    // the change itself is bound without the fact's range, the sum with it
    fact loose = f;
    loose.min.reset();
    loose.max.reset();
    diagnostics problems;
    bool unknown = false;
    const auto by = value_of(loose, said.value, unknown, problems);
    if (!by) {
        tell(a, f, problems, zh);
        if (unknown) a.remarks.push_back(zh ? "加多少？如“" + f.name + " +1”。" : "How much?");
        return std::nullopt;
    }
    const auto sum = said.change > 0 ? *from.facts[index] + *by : *from.facts[index] - *by;
    problems.clear();
    auto value = value_of(f, sum.text(), unknown, problems);
    std::erase_if(problems, [](const diagnostic& d) { return d.level == severity::note; });
    tell(a, f, problems, zh);
    return value;
}

/// The items above the fact that were said not to apply.
void make_applicable(moment& s, std::uint32_t index, bool zh, applied& a) {
    const auto& p = s.book->program();
    const auto node = p.facts[index].node;
    for (std::optional<std::uint32_t> up = node == no_node ? std::nullopt : std::optional(node); up; up = p.nodes[*up].parent) {
        const auto& n = p.nodes[*up];
        if (!n.does_not_apply || !s.facts[*n.does_not_apply] || s.facts[*n.does_not_apply]->sign() == 0) continue;
        s.facts[*n.does_not_apply] = number(0);
        a.remarks.push_back(zh ? "“" + label_of(n) + "”原来填的是不适用，现在改为适用。" : "\"" + label_of(n) + "\" applies again.");
    }
}

/// Facts that the new one excludes become unknown; false where the new one is wrong by itself.
bool settle(moment& s, std::uint32_t index, bool zh, applied& a) {
    const auto& p = s.book->program();
    for (const auto c : broken_constraints(p, s.facts)) {
        const auto& broken = p.constraints[c];
        std::string names;
        for (const auto f : broken.facts) {
            // a mark follows the option that bounds it, not the other way round
            if (f == index || !s.facts[f] || p.facts[f].kind != fact_kind::score) continue;
            names += (names.empty() ? "" : "、") + ("“" + p.facts[f].name + "”" + value_text(p.facts[f], *s.facts[f]) + p.facts[f].unit);
            s.facts[f].reset();
        }
        if (names.empty()) {
            std::string others;
            for (const auto f : broken.facts)
                if (f != index && s.facts[f])
                    others += (others.empty() ? "" : "、") + ("“" + p.facts[f].name + "”是" + value_text(p.facts[f], *s.facts[f]) + p.facts[f].unit);
            a.remarks.push_back(picked(broken.message, zh) + (others.empty() || !zh ? "" : "：" + others) + (zh ? "。" : "."));
            return false;
        }
        a.remarks.push_back(picked(broken.message, zh) + (zh ? "，所以" + names + "改为未填。" : " So it is unknown now: " + names));
    }
    return true;
}

}  // namespace

applied apply(const moment& from, const said_fact& said, bool zh) {
    applied a;
    const auto index = said.meant.facts.front();
    const auto& f = from.book->program().facts[index];
    auto to = from;
    if (said.change != 0) {
        const auto value = changed_value(from, index, said, zh, a);
        if (!value) return a;
        to.facts[index] = value;
    } else {
        diagnostics problems;
        bool unknown = false;
        to.facts[index] = value_of(f, said.value, unknown, problems);
        tell(a, f, problems, zh);
        if (!to.facts[index] && !unknown) return a;
        if (unknown && f.kind == fact_kind::text)
            a.remarks.push_back(zh ? "“" + f.name + "”是文字，不影响得分，这里不记。" : "A text does not move the score.");
    }
    make_applicable(to, index, zh, a);
    if (!settle(to, index, zh, a)) return a;
    if (auto over = said_over_records(to, index, zh); !over.empty()) a.remarks.push_back(std::move(over));
    a.fact = index;
    a.to = std::move(to);
    return a;
}

std::optional<applied> apply_absence(const moment& from, std::string_view line, bool zh) {
    line = trimmed(line);
    const bool absent = line.ends_with("不适用");
    if (!absent && !line.ends_with("适用")) return std::nullopt;
    auto name = trimmed(line.substr(0, line.size() - std::string_view(absent ? "不适用" : "适用").size()));
    for (const std::string_view mark : {"：", ":", "=", "＝"})
        if (name.ends_with(mark)) name = trimmed(name.substr(0, name.size() - mark.size()));
    const auto& p = from.book->program();
    auto items = items_named(*from.book, name);
    if (items.empty())
        if (const auto meant = facts_named(*from.book, name); meant.sure && p.facts[meant.facts.front()].node != no_node)
            items = {p.facts[meant.facts.front()].node};
    applied a;
    if (items.size() != 1) {
        a.remarks.push_back(zh ? "没有“" + std::string(name) + "”这个指标。" : "There is no item \"" + std::string(name) + "\".");
        return a;
    }
    const auto& n = p.nodes[items.front()];
    if (!n.does_not_apply) {
        const bool any = std::any_of(p.nodes.begin(), p.nodes.end(), [](const plan_node& node) { return node.does_not_apply.has_value(); });
        a.remarks.push_back(!zh   ? "This item cannot be said not to apply."
                            : any ? "“" + label_of(n) + "”不是可以整项不适用的指标；只有有分值的指标可以。"
                                  : "评分文件没有说缺项怎么办，所以不能填不适用。文件里可写“缺项：按比例折算”。");
        return a;
    }
    auto to = from;
    to.facts[*n.does_not_apply] = number(absent ? 1 : 0);
    a.to = std::move(to);
    return a;
}

}  // namespace fenze
