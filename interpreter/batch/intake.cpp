#include "interpreter/batch/intake.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "interpreter/facts/read.hpp"

namespace fenze {

intake_base::intake_base(const batch_setup& s) : setup_(s), facts_(s.program.facts.size()) {
    for (std::size_t f = 0; f < facts_.size(); ++f) {
        const fact& wanted = s.program.facts[f];
        auto& o = facts_[f];
        o.taken = s.narrow && s.narrow->facts[f].column ? s.narrow->facts[f] : intake_of(wanted, {});
        o.at = o.taken.column ? *o.taken.column * block::stride : other_.size();
        if (!o.taken.column) other_.push_back(0);
        if (wanted.use == fact_use::absence) {
            if (o.taken.column) absences_.push_back(o.at);
            continue;
        }
        const bool figures = wanted.kind == fact_kind::count || wanted.kind == fact_kind::amount || wanted.kind == fact_kind::percent ||
                             wanted.kind == fact_kind::score || wanted.kind == fact_kind::number;
        o.decimal = figures && wanted.options.empty();
        const bool natural = (wanted.kind == fact_kind::count || wanted.kind == fact_kind::amount) && !wanted.min;  // as bind_value has it
        if (natural && o.taken.low < 0) o.taken.low = 0;
        for (const bool holds : {false, true}) o.truth[holds ? 1 : 0] = bind(static_cast<std::uint32_t>(f), holds ? "true" : "false", shape::truth);
    }
}

intake_base::slot intake_base::slot_of(const std::string& name) const {
    slot s;
    const auto found = setup_.index.find(name);
    if (setup_.is_id(name)) s.is = slot::kind::id;
    else if (setup_.passes_over(name)) s.is = slot::kind::passed_over;
    else if (found.size() == 1 && !setup_.index.any_number_marks(found.front())) s.is = slot::kind::fact, s.fact = found.front();
    else if (found.empty() && names_the_unit(name)) s.is = slot::kind::passed_over;
    return s;
}

void intake_base::begin(block& into) {
    ++serial_;
    given_ = 0;
    row_ = into.next_row();
    id_ = {};
}

bool intake_base::store(own& o, std::int64_t scaled) {
    o.valued = serial_;
    if (o.taken.column) {
        row_[o.at] = scaled;
        ++given_;
    } else {
        other_[o.at] = scaled;
    }
    return true;
}

namespace {

constexpr std::int64_t tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};

/// Digits at the beginning of eight bytes: how many (8: perhaps more), and what they come to.
struct leading_digits {
    int count = 0;
    std::int64_t value = 0;
};

[[gnu::always_inline]] inline leading_digits read_digits(const char* at) {
    std::uint64_t w = 0;
    std::memcpy(&w, at, 8);
    w ^= 0x3030303030303030U;                                                            // a digit is now 0 to 9
    const std::uint64_t others = ((w + 0x7676767676767676U) | w) & 0x8080808080808080U;  // right up to the first one, which is all that is asked
    const int count = std::countr_zero(others) / 8;
    if (count == 0) return {};
    w <<= 64 - 8 * count;
    w = (w * 10 + (w >> 8U)) & 0x00FF00FF00FF00FFU;
    w = (w * 100 + (w >> 16U)) & 0x0000FFFF0000FFFFU;
    w = (w * 10000 + (w >> 32U)) & 0x00000000FFFFFFFFU;
    return {count, static_cast<std::int64_t>(w)};
}

}  // namespace

bool intake_base::take_digits(slot& s, const char*& from) {
    if constexpr (std::endian::native != std::endian::little) return false;
    own& o = facts_[s.fact];
    if (!o.decimal || o.seen == serial_) return false;
    const char* at = from;
    const bool negative = *at == '-';
    if (negative) ++at;
    const auto whole = read_digits(at);
    if (whole.count == 0 || whole.count == 8 || (*at == '0' && whole.count > 1)) return false;
    at += whole.count;
    std::int64_t value = whole.value;
    int places = 0;
    if (*at == '.') {
        const auto part = read_digits(++at);
        places = part.count;
        if (places == 0 || places == 8 || places > o.taken.places) return false;
        at += places;
        value = value * tens[places] + part.value;
    }
    if (*at == 'e' || *at == 'E') return false;
    value *= tens[o.taken.places - places];  // seven digits, and seven places at most
    if (negative) value = -value;
    if (value < o.taken.low || value > o.taken.high) return false;
    from = at;
    o.seen = serial_;
    return store(o, value);
}

bool intake_base::take_decimal(slot& s, std::string_view text, bool json) {
    own& o = facts_[s.fact];
    if (!o.decimal || o.seen == serial_) return false;
    const char *at = text.data(), *const end = at + text.size();
    const bool negative = at < end && *at == '-';
    if (negative) ++at;
    if (at == end || end - at > 19 || (json && *at == '0' && end - at > 1 && at[1] != '.')) return false;
    std::int64_t value = 0;
    const char* const first = at;
    for (; at < end && *at >= '0' && *at <= '9'; ++at) value = value * 10 + (*at - '0');
    if (at == first || at - first > 15) return false;
    int places = 0;
    if (at < end && *at == '.') {
        const char* const point = ++at;
        for (; at < end && *at >= '0' && *at <= '9'; ++at) value = value * 10 + (*at - '0');
        places = static_cast<int>(at - point);
        if (places == 0) return false;
    }
    if (at != end || places > o.taken.places) return false;  // 1e3, 12万元, or finer than the columns
    const wide_int scaled = static_cast<wide_int>(negative ? -value : value) * tens[o.taken.places - places];
    if (scaled < o.taken.low || scaled > o.taken.high) return false;
    o.seen = serial_;
    return store(o, static_cast<std::int64_t>(scaled));
}

bool intake_base::take_words(slot& s, std::string_view text, shape is) {
    own& o = facts_[s.fact];
    if (o.seen == serial_) return false;
    auto& cache = is == shape::words ? o.words : o.numbers;
    remembered bound;
    if (const auto* before = cache.find(text)) {
        bound = *before;
    } else {
        bound = bind(s.fact, text, is);
        cache.keep(text, bound);
    }
    return take_bound(o, bound);
}

bool intake_base::take_known_words(slot& s, std::string_view text) {
    own& o = facts_[s.fact];
    const auto* before = o.words.find(text);
    return before && o.seen != serial_ && take_bound(o, *before);
}

bool intake_base::take_truth(slot& s, bool holds) {
    own& o = facts_[s.fact];
    return o.seen != serial_ && take_bound(o, o.truth[holds ? 1 : 0]);
}

bool intake_base::take_bound(own& o, const remembered& bound) {
    if (bound.is == remembered::kind::unclear) return false;
    o.seen = serial_;
    return bound.is == remembered::kind::unknown || store(o, bound.scaled);
}

bool intake_base::take_nothing(slot& s) {
    own& o = facts_[s.fact];
    if (o.seen == serial_) return false;
    o.seen = serial_;
    return true;
}

void intake_base::take_id(record_id id) {
    if (id_.text.empty()) id_ = id;
}

remembered intake_base::bind(std::uint32_t fact, std::string_view text, shape is) const {
    if (is == shape::words && means_not_applicable(text)) return {};  // may speak of the whole item
    const source nowhere;
    diagnostics problems;
    const auto& wanted = setup_.program.facts[fact];
    const auto value = bind_value(wanted, {wanted.name, is, std::string(text), {}}, nowhere, problems);
    if (has_error(problems)) return {};
    if (!value) return {remembered::kind::unknown, 0};
    const auto& taken = facts_[fact].taken;
    const auto scaled = (*value * number(taken.scale)).to_int();
    if (!scaled || *scaled < taken.low || *scaled > taken.high) return {};
    return {remembered::kind::scaled, *scaled};
}

void intake_base::finish(std::uint64_t line, block& into) {
    if (setup_.narrow && given_ == setup_.needed.size()) {
        for (const auto at : absences_) row_[at] = 0;
        into.keep_row(line, id_);
        return;
    }
    if (setup_.open) {
        for (const auto at : absences_) row_[at] = 0;
        missing_.clear();
        for (const auto f : setup_.needed)
            if (facts_[f].valued != serial_) missing_.push_back(f), row_[facts_[f].at] = 0;
        if (into.keep_open_row(line, id_, missing_)) return;
    }
    fact_values facts(setup_.program.facts.size());
    for (std::size_t f = 0; f < facts.size(); ++f) {
        const own& o = facts_[f];
        if (setup_.program.facts[f].use == fact_use::absence) facts[f] = number(0);
        else if (o.valued == serial_) facts[f] = divide(number(o.taken.column ? row_[o.at] : other_[o.at]), number(o.taken.scale));
    }
    into.add(line, id_, facts);
}

void intake_base::read_at_length(const source& file, record from, diagnostics problems, std::uint64_t line, block& into) {
    std::string id;
    auto& values = from.values;
    values.erase(std::remove_if(values.begin(), values.end(),
                     [&](const given& value) {
                         if (setup_.passes_over(value.name)) return true;
                         if (!setup_.wishes.id || !setup_.is_id(value.name)) return false;
                         id = value.text;
                         return true;
                     }),
        values.end());
    auto& tables = from.tables;
    tables.erase(std::remove_if(tables.begin(), tables.end(), [&](const given_table& table) { return setup_.passes_over(table.name); }), tables.end());
    auto bound = bind_facts(setup_.index, from, file, false, problems);
    if (!setup_.wishes.id) id = bound.id;
    if (has_error(problems)) into.add_bad(line, into.keep(std::move(id)), std::move(problems));
    else into.add(line, into.keep(std::move(id)), bound.values);
}

}  // namespace fenze
