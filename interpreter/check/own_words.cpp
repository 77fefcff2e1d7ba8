#include "interpreter/check/own_words.hpp"

#include <algorithm>

#include "dsl/text.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

std::size_t times(std::string_view text, std::string_view word) {
    std::size_t out = 0;
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size())) ++out;
    return out;
}

/// The word that the text uses most; the first where it uses none.
std::string most_used(std::string_view text, std::initializer_list<std::string_view> all) {
    const auto found = std::max_element(all.begin(), all.end(), [&](std::string_view a, std::string_view b) { return times(text, a) < times(text, b); });
    return std::string(*found);
}

}  // namespace

own_words::own_words(const review& r, const tier_list& list) : f_(list.quantity) {
    for (const auto* item : r.items_in(list.at)) {
        const auto* c = std::get_if<clause_text>(&item->is);
        if (!c) continue;
        for (const auto& group : c->when)
            for (const auto& atom : group) {
                if (!atom.is) continue;
                const std::string shared = atom.is->high ? atom.is->high->amount.unit : "";  // 1300-1600亿元
                take(atom.is->low, shared);
                take(atom.is->high, shared);
            }
    }
    const std::string here(r.text.slice(list.at)), whole(r.text.slice({r.written.title_at.begin, r.end}));
    const std::initializer_list<std::string_view> less{"不足", "不满", "低于", "小于", "少于"};
    const bool said_here = std::any_of(less.begin(), less.end(), [&](std::string_view w) { return has(here, w); });
    less_ = most_used(said_here ? here : whole, less);
    to_ = most_used(here, {"-", "～", "~", "—", "－", "–"});
    for (const auto& w : all_) unit_twice_ = unit_twice_ || (!w.unit.empty() && has(here, w.unit + to_));
}

void own_words::take(const std::optional<bound_text>& end, const std::string& unit_of_range) {
    if (!end) return;
    const auto value = number::parse(end->amount.value);
    if (!value) return;
    const std::string& unit = end->amount.unit.empty() ? unit_of_range : end->amount.unit;
    const auto in_unit = unit.empty() || unit == f_.unit ? value : convert(*value, unit, f_.unit);
    if (in_unit) all_.push_back({*in_unit, value->text(), unit.empty() ? f_.unit : unit});
}

own_words::written own_words::as_written(const number& value) const {
    const written plain{value, value.text(), f_.unit};
    const auto apart = [&](const written& w) { return w.value < value ? value - w.value : w.value - value; };
    const auto nearest = std::min_element(all_.begin(), all_.end(), [&](const written& a, const written& b) { return apart(a) < apart(b); });
    if (nearest == all_.end() || nearest->unit == f_.unit) return plain;
    if (nearest->value == value) return *nearest;
    const auto there = convert(value, f_.unit, nearest->unit);
    return there && !has(there->text(), "/") ? written{value, there->text(), nearest->unit} : plain;
}

std::string own_words::amount(const number& value) const {
    if (f_.kind == fact_kind::boolean || f_.kind == fact_kind::choice || f_.kind == fact_kind::date) return quantity_words(f_, value);
    const written w = as_written(value);
    return w.figure + w.unit;
}

std::string own_words::range(const interval& is) const {
    const auto end = [&](const limit& l) { return amount(l.value); };
    if (is.low && is.high) {
        if (is.low->inclusive && is.high->inclusive) {
            const written low = as_written(is.low->value), high = as_written(is.high->value);
            return low.figure + (low.unit != high.unit || unit_twice_ ? low.unit : "") + to_ + high.figure + high.unit;
        }
        if (is.low->inclusive) return end(*is.low) + "以上" + less_ + end(*is.high);
        return "超过" + end(*is.low) + (is.high->inclusive ? "不超过" : less_) + end(*is.high);
    }
    if (is.low) return is.low->inclusive ? end(*is.low) + "以上" : "超过" + end(*is.low);
    if (is.high) return is.high->inclusive ? end(*is.high) + "以下" : less_ + end(*is.high);
    return "";
}

std::optional<std::string> with_points(const std::string& words, const number& is, const number& would) {
    const std::string said = (is.sign() < 0 ? -is : is).text() + "分";
    const auto digit_before = [&](std::size_t at) { return at > 0 && ((words[at - 1] >= '0' && words[at - 1] <= '9') || words[at - 1] == '.'); };
    std::optional<std::size_t> found;
    for (auto at = words.find(said); at != std::string::npos; at = words.find(said, at + said.size())) {
        if (digit_before(at)) continue;
        if (found) return std::nullopt;
        found = at;
    }
    if (!found) return std::nullopt;
    std::string out = words;
    return out.replace(*found, said.size(), (would.sign() < 0 ? -would : would).text() + "分");
}

}  // namespace fenze
