#include "interpreter/reading/exact_scan.hpp"

#include <algorithm>

#include "dsl/phrases.hpp"

namespace fenze {

bool exact_scan::skip(std::string_view word) {
    if (std::string_view(line_.text).substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
}

std::optional<number> exact_scan::figure() {
    std::size_t end = at_;
    const std::string& t = line_.text;
    if (end < t.size() && t[end] == '-') ++end;
    while (end < t.size() && (digit(t[end]) || t[end] == '.' || (t[end] == '/' && end + 1 < t.size() && digit(t[end + 1])))) ++end;
    auto out = number::parse(std::string_view(t).substr(at_, end - at_));
    if (out) at_ = end;
    return out;
}

std::optional<std::string> exact_scan::quotation() {
    if (std::string_view(line_.text).substr(at_, 3) != "“") return std::nullopt;
    const std::size_t end = skip_quotation(line_, at_);
    if (end == at_) return std::nullopt;
    std::string out = end > at_ + 6 ? without_blanks(text_.slice(line_.original(at_ + 3, end - 3))) : "";
    at_ = end;
    return out;
}

std::optional<std::size_t> exact_scan::fact_here() {
    const std::size_t back = at_;
    const auto name = quotation();
    if (name) {
        if (const auto own = known_.in_node.find({node_, *name}); own != known_.in_node.end()) return own->second;
        if (const auto other = known_.anywhere.find(*name); other != known_.anywhere.end()) return other->second;
    }
    at_ = back;
    return std::nullopt;
}

std::optional<std::size_t> exact_scan::option_of(std::size_t f) {
    const auto name = quotation();
    if (!name) return std::nullopt;
    const auto& all = model_.facts[f].options;
    const auto found = std::find(all.begin(), all.end(), *name);
    return found == all.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - all.begin()));
}

std::string exact_scan::unit_of(std::size_t f) const {
    const std::string& unit = model_.facts[f].unit;
    return fold(unit, {0, static_cast<std::uint32_t>(unit.size())}).text;
}

std::optional<number> exact_scan::amount(std::size_t f) {
    auto out = figure();
    return out && skip(unit_of(f)) ? out : std::nullopt;
}

span exact_scan::here() const { return line_.original(begin_, at_); }

std::optional<exact_scan::points_here> exact_scan::points() {
    const std::size_t back = at_;
    const bool take = skip("扣");
    if (take || skip("得"))
        if (const auto p = figure(); p && skip("分")) return points_here{take ? -*p : *p, take};
    at_ = back;
    return std::nullopt;
}

std::optional<interval> exact_scan::one_interval(const std::string& unit) {
    interval out;
    const std::size_t back = at_;
    if (skip("任意")) return out;
    if (skip("等于")) {
        if (const auto v = figure(); v && skip(unit)) return interval{limit{*v}, limit{*v}};
    } else if (const bool above = skip("超过"); above || skip("不足")) {
        if (const auto v = figure(); v && skip(unit)) return above ? interval{limit{*v, false}, {}} : interval{{}, limit{*v, false}};
    } else if (const auto v = figure()) {
        if (skip("至")) {
            if (const auto high = figure(); high && skip(unit)) return interval{limit{*v}, limit{*high}};
        } else if (skip(unit)) {
            const bool with = skip("(含)"), without = !with && skip("(不含)");
            const limit edge{*v, !without, with || without};
            if (skip("以上")) return interval{edge, {}};
            if (skip("以下")) return interval{{}, edge};
        }
    }
    at_ = back;
    return std::nullopt;
}

std::optional<interval> exact_scan::interval_here(const std::string& unit) {
    auto first = one_interval(unit);
    if (!first || !first->low || first->high) return first;
    const std::size_t back = at_;
    if (skip("且"))
        if (auto second = one_interval(unit); second && second->high && !second->low) return interval{first->low, second->high};
    at_ = back;
    return first;
}

// “F”800万元以上, “F”为“很完善”, 非“F”, （甲且乙）
std::optional<condition> exact_scan::one_condition(int depth) {
    const std::size_t back = at_;
    condition out;
    if (depth < deepest && skip("(")) {
        auto inner = condition_here(depth + 1);
        if (inner && skip(")")) return inner;
    } else if (skip("始终")) {
        return out;
    } else {
        const bool denied = skip("非");
        if (const auto f = fact_here()) {
            out.fact = *f;
            out.at = line_.original(back, at_);
            const fact_kind kind = model_.facts[*f].kind;
            if (kind == fact_kind::boolean) {
                out.kind = condition::form::truth;
                out.expected = !denied;
                return out;
            }
            if (!denied && kind == fact_kind::choice && skip("为")) {
                out.kind = condition::form::option;
                if (const auto o = option_of(*f)) {
                    out.option = *o;
                    return out;
                }
            } else if (!denied && kind != fact_kind::choice) {
                out.kind = condition::form::compare;
                if (const auto is = interval_here(unit_of(*f))) {
                    out.is = *is;
                    return out;
                }
            }
        }
    }
    at_ = back;
    return std::nullopt;
}

std::optional<condition> exact_scan::condition_here(int depth) {
    auto first = one_condition(depth);
    if (!first) return std::nullopt;
    const bool all = std::string_view(line_.text).substr(at_, 3) == "且", any = std::string_view(line_.text).substr(at_, 3) == "或";
    if (!all && !any) return first;
    condition out;
    out.kind = all ? condition::form::all : condition::form::any;
    out.parts.push_back(std::move(*first));
    while (skip(all ? "且" : "或")) {
        auto next = one_condition(depth);
        if (!next) return std::nullopt;
        out.parts.push_back(std::move(*next));
    }
    out.at = line_.original(begin_, at_);
    return out;
}

}  // namespace fenze
