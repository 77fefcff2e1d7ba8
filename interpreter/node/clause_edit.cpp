#include "interpreter/node/clause_edit.hpp"

#include <algorithm>
#include <string_view>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/node/clause_shape.hpp"

namespace fenze {

namespace {
// The figure that a clause counts to, where it may be a rung: 缺2项, 缺3项及以上, 2次.
struct rung {
    number value;
    std::string subject;
    std::string unit;
};
std::optional<rung> rung_of(const clause_text& c) {
    if (compound(c) || c.award.more) return std::nullopt;
    rung out;
    if (c.each) {
        if (!c.each->implied) return std::nullopt;
        out.value = number::parse(c.each->each.value).value_or(number(0));
        out.unit = c.each->each.unit;
        if (!c.when.empty()) out.subject = c.when[0][0].subject + c.when[0][0].rest;
        if (!ends(out.subject, c.each->verb)) out.subject += c.each->verb;
        return out;
    }
    if (c.when.empty() || !c.when[0][0].is || !c.when[0][0].is->low) return std::nullopt;
    const auto& low = *c.when[0][0].is->low;
    out.value = number::parse(low.amount.value).value_or(number(0));
    out.unit = low.amount.unit;
    out.subject = c.when[0][0].subject + c.when[0][0].rest;
    return out;
}
}  // namespace

std::vector<placed_item> ladders(std::vector<placed_item> items) {
    for (std::size_t n = 0; n + 1 < items.size(); ++n) {
        auto* first = std::get_if<clause_text>(&items[n].is);
        if (!first || !first->each || !first->each->implied) continue;
        const auto base = rung_of(*first);
        std::size_t end = n + 1;
        number before = base ? base->value : number(0);
        for (; base && end < items.size(); ++end) {
            const auto* next = std::get_if<clause_text>(&items[end].is);
            const auto here = next && (next->award.take == first->award.take || next->award.kind == award_kind::zero) ? rung_of(*next) : std::nullopt;
            if (!here || here->unit != base->unit || !(before < here->value)) break;
            if (!here->subject.empty() && here->subject != base->subject && !ends(base->subject, here->subject)) break;
            before = here->value;
        }
        if (!base || end < n + 2) continue;
        for (std::size_t k = n; k < end; ++k) {
            auto& c = std::get<clause_text>(items[k].is);
            if (!c.each) continue;
            interval_text is;
            is.low = bound_text{c.each->each, true, false};
            is.bare = true;
            is.at = c.each->at;
            atom_text atom = c.when.empty() ? atom_text{} : c.when[0][0];
            atom.subject = base->subject;
            atom.subject_at = {};
            atom.rest.clear();
            atom.is = is;
            c.when = {{atom}};
            c.each.reset();
        }
    }
    return items;
}

std::vector<placed_item> first_and_rest(std::vector<placed_item> items) {
    for (std::size_t n = 0; n + 1 < items.size(); ++n) {
        auto* first = std::get_if<clause_text>(&items[n].is);
        const auto* rest = std::get_if<clause_text>(&items[n + 1].is);
        if (!first || !rest || first->each || !rest->each || !rest->each->from_second || first->when.size() != 1 || compound(*first) || first->when[0][0].is)
            continue;
        atom_text& atom = first->when[0][0];
        const std::string unit = rest->each->each.unit;
        for (const std::string& word : {"第1" + unit, "第一" + unit, "首" + unit, "第1" + std::string("个"), std::string("首个")}) {
            if (!ends(atom.subject, word)) continue;
            atom.subject.resize(atom.subject.size() - word.size());
            while (ends(atom.subject, ",") || ends(atom.subject, ":")) atom.subject.pop_back();
            atom.subject_at = {};
            interval_text is;
            is.low = bound_text{{"1", unit, atom.at}, true, false};
            is.at = atom.at;
            atom.is = is;
            break;
        }
    }
    return items;
}

std::vector<placed_item> halve(std::vector<placed_item> items) {
    std::size_t given = 0;  // awards of fixed points just before, in the same sentence
    std::string last;
    std::size_t sentence = 0;
    const clause_text* counted = nullptr;
    for (auto& p : items) {
        auto* c = std::get_if<clause_text>(&p.is);
        if (!c || p.sentence != sentence) {
            given = 0;
            counted = nullptr;
        }
        sentence = p.sentence;
        if (!c) continue;
        const bool part = c->award.halves || (c->award.kind == award_kind::share && c->award.of_award && !c->award.take);
        const number share = part && !c->award.values.empty() ? number::parse(c->award.values[0]).value_or(number(0)) : number(0);
        if (part && counted && given == 2 && !c->each && shape_of(*c) == shape::plain && !compound(*c) &&
            !(starts(c->words, "第") && has_any(c->words, {"起", "以后", "开始"}))) {
            // 国家级刊物每篇加4分；省级刊物的减半计分: so many of the other kind, at half the points
            c->award.kind = award_kind::points;
            c->award.halves = false;
            c->award.values = {(number::parse(counted->award.values[0]).value_or(number(0)) * share).text()};
            c->each = counted->each;
        } else if (c->award.halves && given == 1 && (shape_of(*c) != shape::compare || c->when[0][0].subject.empty())) {
            if (const auto half = divide(number::parse(last).value_or(number(0)), number(2))) {
                c->award.kind = award_kind::points;
                c->award.halves = false;
                c->award.values = {half->text()};
            }
        } else if (c->award.kind == award_kind::points && c->award.values.size() == 1 && !c->award.take && !c->each) {
            ++given;
            last = c->award.values[0];
        } else if (c->each && c->award.kind == award_kind::points && !c->award.take && c->award.values.size() == 1) {
            counted = given == 0 ? c : nullptr;
            given += 2;
        }
    }
    return items;
}

std::vector<placed_item> caps_behind(std::vector<placed_item> items) {
    for (std::size_t n = 0; n + 1 < items.size(); ++n) {
        auto* most = std::get_if<cap_text>(&items[n].is);
        auto* counted = std::get_if<clause_text>(&items[n + 1].is);
        const bool heads = n == 0 || items[n - 1].segment != items[n].segment;
        if (!most || !counted || !heads || most->lead.empty() || most->scope != cap_scope::sentence || !counted->each ||
            items[n].segment != items[n + 1].segment)
            continue;
        const bool unnamed = counted->prefix.empty() &&
                             (counted->when.empty() || (counted->when.size() == 1 && counted->when[0].size() == 1 &&
                                                           (counted->when[0][0].subject + counted->when[0][0].rest).empty() && !counted->when[0][0].is));
        if (!unnamed) continue;
        atom_text named;
        named.subject = most->lead;
        named.at = items[n].at;
        counted->when = {{named}};
        most->listed = true;
        most->own_sentence = false;
        std::swap(items[n], items[n + 1]);
    }
    return items;
}

namespace {
bool takes_figures(const clause_text& c) {
    return std::any_of(c.when.begin(), c.when.end(),
        [](const auto& group) { return std::any_of(group.begin(), group.end(), [](const atom_text& a) { return a.is.has_value(); }); });
}
}  // namespace

std::vector<placed_item> lettered_options(std::vector<placed_item> items) {
    for (std::size_t from = 0; from < items.size();) {
        std::size_t to = from;
        std::size_t judged_here = 0, figures = 0;
        bool one_quantity = true;
        std::string quantity;
        for (; to < items.size(); ++to) {
            const auto* c = std::get_if<clause_text>(&items[to].is);
            if (!c || !c->option || c->each || c->award.take || c->words.empty()) break;
            judged_here += judged(c->award) ? 1U : 0U;
            if (!takes_figures(*c)) continue;
            const std::string of = compound(*c) ? std::string("…") : c->when[0][0].subject + c->when[0][0].rest;
            one_quantity = one_quantity && !compound(*c) && (figures == 0 || of == quantity || of.empty());
            if (figures == 0) quantity = of;
            ++figures;
        }
        if (to >= from + 2 && figures > 0 && judged_here >= 2 && !one_quantity)
            for (std::size_t n = from; n < to; ++n) {
                auto& c = std::get<clause_text>(items[n].is);
                atom_text whole;
                whole.subject = c.words;
                for (const std::string_view stop : {".", "、", ":", ")"})  // the letter
                    if (whole.subject.size() > stop.size() + 1 && whole.subject[0] >= 'A' && whole.subject[0] <= 'H' &&
                        std::string_view(whole.subject).substr(1, stop.size()) == stop) {
                        whole.subject.erase(0, 1 + stop.size());
                        break;
                    }
                while (!whole.subject.empty() && whole.subject[0] == ' ') whole.subject.erase(0, 1);
                whole.at = c.words_at;
                c.when = {{whole}};
            }
        from = std::max(to, from + 1);
    }
    return items;
}

std::vector<placed_item> spelled_out(const std::vector<placed_item>& items) {
    auto all = without_variables(ladders(lettered_options(each_gets(compared_apart(pair_up(items))))));
    all = spell_places(first_and_rest(spell_signs(std::move(all))));
    all = nothing_is_a_tier(zero_is_a_figure(all_is_hundred(std::move(all))));
    return caps_behind(halve(std::move(all)));
}

}  // namespace fenze
