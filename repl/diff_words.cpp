#include "repl/diff_words.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "interpreter/check/review.hpp"

namespace fenze {

std::string verdict_words(const difference& d, bool zh) {
    const auto pick = [&](const char* chinese, const char* english) { return std::string(zh ? chinese : english); };
    const bool less = d.less == verdict::yes, more = d.more == verdict::yes, not_less = d.less == verdict::no, not_more = d.more == verdict::no;
    if (not_less && not_more) return pick("相同", "equal");
    if (less && not_more) return pick("更严", "stricter");
    if (more && not_less) return pick("更宽", "laxer");
    if (less && more) return pick("有严有宽", "stricter for some, laxer for others");
    if (less) return pick("有更严的情形，有没有更宽的未能判定", "stricter for some; whether laxer for others is undecided");
    if (more) return pick("有更宽的情形，有没有更严的未能判定", "laxer for some; whether stricter for others is undecided");
    if (not_more) return pick("不会更宽，有没有更严的情形未能判定", "never laxer; whether stricter is undecided");
    if (not_less) return pick("不会更严，有没有更宽的情形未能判定", "never stricter; whether laxer is undecided");
    return pick("未能判定", "undecided");
}

const char* verdict_key(const difference& d) {
    if (d.less == verdict::undecided || d.more == verdict::undecided) return "undecided";
    if (d.equal()) return "equal";
    return d.less == verdict::no ? "laxer" : d.more == verdict::no ? "stricter" : "mixed";
}

const char* verdict_key(verdict v) { return v == verdict::yes ? "yes" : v == verdict::no ? "no" : "undecided"; }

std::string holds_words(const outcome_comparison& o, bool zh) {
    if (!o.before) return zh ? "新增" : "added";
    if (!o.after) return zh ? "删除" : "removed";
    const difference& d = o.holds;
    if (d.equal()) return zh ? "相同" : "equal";
    if (d.less == verdict::undecided || d.more == verdict::undecided) return zh ? "未能判定" : "undecided";
    if (d.less == verdict::no) return zh ? "更常适用" : "applies more often";
    return d.more == verdict::no ? (zh ? "更少适用" : "applies more rarely") : zh ? "适用的情形不同" : "applies to others";
}

std::string item_in_section(const plan& p, std::uint32_t node) {
    const plan_node& n = p.nodes[node];
    const auto same = std::count_if(p.nodes.begin(), p.nodes.end(), [&](const plan_node& o) { return name_key(o.title) == name_key(n.title); });
    return (same > 1 && n.parent ? item_name(p.nodes[*n.parent]) + "／" : "") + item_name(n);
}

std::string fact_name(const comparison& c, std::size_t f, bool zh) {
    const auto& all = c.joint.both.facts;
    const auto others = [&](auto same) {
        for (std::size_t k = 0; k < all.size(); ++k)
            if (k != f && same(all[k])) return true;
        return false;
    };
    const fact& one = all[f];
    if (one.use == fact_use::absence || !others([&](const fact& o) { return o.use != fact_use::absence && name_key(o.name) == name_key(one.name); }))
        return one.name;
    if (!others([&](const fact& o) { return o.path == one.path; }) || f >= c.joint.facts.size()) return one.path;
    const paired_fact& p = c.joint.facts[f];  // a path that means one fact in the old rubric and another in the new one
    return one.path + (!p.after ? (zh ? "（旧）" : " (old)") : !p.before ? (zh ? "（新）" : " (new)") : "");
}

std::string witness_words(const comparison& c, const fact_values& joint, bool zh) {
    constexpr std::ptrdiff_t few = 3;
    const plan& p = c.joint.both;
    const auto given = std::count_if(joint.begin(), joint.end(), [](const auto& v) { return v.has_value(); });
    fact_values telling = joint;
    bool left_out = false;
    if (given > few)
        for (std::size_t f = 0; f < joint.size(); ++f) {
            if (!joint[f]) continue;
            const extent domain = domain_of(p.facts[f]);
            const bool least = domain.low ? *joint[f] == domain.low->at : joint[f]->sign() == 0;
            if (least && p.facts[f].kind != fact_kind::choice) {
                telling[f].reset();
                left_out = true;
            }
        }
    std::string out;
    for (std::size_t f = 0; f < telling.size(); ++f)
        if (telling[f]) out += (out.empty() ? "" : zh ? "，" : ", ") + fact_name(c, f, zh) + " " + quantity_words(p.facts[f], *telling[f]);
    if (out.empty()) return zh ? (left_out ? "所有数量都取最低" : "任何事实") : left_out ? "every quantity at its least" : "any facts";
    if (left_out) out += zh ? "，其余取最低" : ", the rest at the least";
    return out;
}

std::string grade_words(const grade_comparison& g, const number& code, bool zh) {
    const auto at = code.to_int();
    const std::string name = at && *at >= 0 && static_cast<std::size_t>(*at) < g.names.size() ? g.names[static_cast<std::size_t>(*at)] : "";
    return name.empty() ? (zh ? "无等级" : "no grade") : name;
}

std::string domain_words(const fact& f, bool zh) {
    if (f.kind == fact_kind::choice) {
        std::string out;
        for (const auto& o : f.options) out += "“" + o + "”";
        return out + (f.or_none ? "“无”" : "");
    }
    const extent domain = domain_of(f);
    if (!domain.low && !domain.high) return zh ? "不限" : "any";
    if (!domain.high) return domain.low->at.text() + f.unit + (zh ? "以上" : " and more");
    if (!domain.low) return domain.high->at.text() + f.unit + (zh ? "以下" : " and less");
    return domain.low->at.text() + "-" + domain.high->at.text() + f.unit;
}

}  // namespace fenze
