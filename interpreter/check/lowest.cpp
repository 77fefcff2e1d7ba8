#include "interpreter/check/lowest.hpp"

#include <algorithm>
#include <iterator>

#include "dsl/text.hpp"
#include "interpreter/check/tier_list.hpp"
#include "interpreter/scale.hpp"

namespace fenze {

bool names_the_bottom(const std::string& o) {
    return has_any(o, {"不", "未", "无", "没", "差", "弱", "否", "缺", "欠", "其他", "其余", "低"}) || is_any(o, {"D", "E", "D级", "E级", "丁", "丁级"});
}

bool are_degrees(const std::vector<std::string>& options) {
    if (judge_scale(options) == scale_kind::degrees) return true;
    if (options.size() < 2) return false;
    std::vector<std::string> better;  // 一级, 二级, 三级, 未评级
    std::copy_if(options.begin(), options.end(), std::back_inserter(better), [](const std::string& o) { return !names_the_bottom(o); });
    if (better.size() > 1 && better.size() < options.size() && judge_scale(better) == scale_kind::degrees) return true;
    std::size_t shared = options[0].size();
    for (const auto& o : options) {
        std::size_t n = 0;
        while (n < shared && n < o.size() && o[n] == options[0][n]) ++n;
        shared = n;
    }
    while (shared > 0 && shared < options[0].size() && (static_cast<unsigned char>(options[0][shared]) & 0xC0U) == 0x80U)
        --shared;  // to where a character begins
    if (shared < 6) return false;
    std::vector<std::string> rest;
    for (const auto& o : options) {
        if (o.size() == shared) return false;
        rest.push_back(o.substr(shared));
    }
    return judge_scale(rest) == scale_kind::degrees;
}

lowest_written count_lowest(const review& r, span except) {
    lowest_written out;
    for (const auto& node : r.meaning.nodes)
        for (const auto& rule : node.rules) {
            const auto* c = std::get_if<choice_rule>(&rule.is);
            if (!c || rule.at == except) continue;
            const auto& options = r.meaning.facts[c->fact].options;
            if (!are_degrees(options)) continue;
            const bool closed = std::any_of(c->awards.begin(), c->awards.end(), [](const auto& a) { return a.points.sign() <= 0; }) ||
                                std::any_of(options.begin(), options.end(), names_the_bottom);
            ++(closed ? out.said : out.unsaid);
        }
    for (const auto& list : tier_lists(r)) {
        if (list.at == except || list.take) continue;
        const bool closed = list.otherwise || std::any_of(list.tiers.begin(), list.tiers.end(), [](const listed_tier& t) { return !t.is.low; });
        ++(closed ? out.said_in_tiers : out.unsaid_in_tiers);
    }
    return out;
}

}  // namespace fenze
