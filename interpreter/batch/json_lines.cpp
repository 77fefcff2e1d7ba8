#include "interpreter/batch/json_lines.hpp"

#include <bit>
#include <cstring>

#include "interpreter/facts/read.hpp"

namespace fenze {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

void skip_blanks(const char*& at, const char* end) {
    while (at < end && is_blank(*at)) ++at;
}

/// The end of a string's content where it is plain: no escapes and no control characters. `at` stands behind the opening quote.
const char* plain_end(const char* at, const char* end) {
    constexpr std::uint64_t ones = 0x0101010101010101U, tops = 0x8080808080808080U;
    const auto holds_zero = [](std::uint64_t w) { return (w - ones) & ~w & tops; };
    for (; end - at >= 8; at += 8) {
        std::uint64_t w = 0;
        std::memcpy(&w, at, 8);
        const auto low = (w - ones * 0x20) & ~w & tops;
        const auto stops = holds_zero(w ^ (ones * '"')) | holds_zero(w ^ (ones * '\\')) | low;
        if (stops == 0) continue;
        if constexpr (std::endian::native != std::endian::little) break;
        at += std::countr_zero(stops) / 8;  // the lowest mark is exact, those above it need not be
        return *at == '"' ? at : nullptr;
    }
    for (; at < end; ++at) {
        const auto c = static_cast<unsigned char>(*at);
        if (c == '"') return at;
        if (c == '\\' || c < 0x20) return nullptr;
    }
    return nullptr;
}

/// The end of a number as JSON writes it, or nothing.
const char* number_end(const char* at, const char* end) {
    const auto digits = [&] {
        const char* const from = at;
        while (at < end && is_digit(*at)) ++at;
        return at > from;
    };
    if (at < end && *at == '-') ++at;
    if (at < end && *at == '0') ++at;
    else if (!digits()) return nullptr;
    if (at < end && *at == '.') {
        ++at;
        if (!digits()) return nullptr;
    }
    if (at < end && (*at == 'e' || *at == 'E')) {
        ++at;
        if (at < end && (*at == '+' || *at == '-')) ++at;
        if (!digits()) return nullptr;
    }
    return at;
}

/// Names differ in length, beginning or end: enough to find where one may be, which is then compared whole.
std::uint64_t key_of(std::string_view name) {
    std::uint64_t first = 0, last = 0;
    if (name.size() >= 8) {
        std::memcpy(&first, name.data(), 8);
        std::memcpy(&last, name.data() + name.size() - 8, 8);
    } else {
        std::memcpy(&first, name.data(), name.size());
    }
    const std::uint64_t mixed = (first ^ (last << 7U) ^ (last >> 57U) ^ name.size()) * 0x9E3779B97F4A7C15U;
    return mixed ^ (mixed >> 32U);
}

}  // namespace

void json_lines::read(std::string_view text, std::uint64_t line, block& into) {
    ++serial_;
    begin(into);
    if (quickly(text, into)) return finish(line, into);
    learned_.clear();
    const source whole(file_, std::string(text));
    diagnostics problems;
    auto found = read_json_lines_facts(whole, problems);
    read_at_length(whole, found.records.empty() ? record{} : std::move(found.records.front()), std::move(problems), line, into);
}

bool json_lines::quickly(std::string_view text, block&) {
    const char *at = text.data(), *const end = at + text.size();
    skip_blanks(at, end);
    if (at == end || *at != '{') return false;
    ++at;
    const char* after = at;  // the end of the value before
    skip_blanks(at, end);
    if (at < end && *at == '}') return skip_blanks(++at, end), at == end;
    at = after;
    for (std::size_t i = 0;; ++i) {
        std::uint32_t which = 0;
        if (i < learned_.size() && static_cast<std::size_t>(end - at) > learned_[i].text.size() &&
            std::memcmp(at, learned_[i].text.data(), learned_[i].text.size()) == 0) {
            at += learned_[i].text.size();
            which = learned_[i].slot;
        } else {
            const auto found = key(at, end, i == 0);
            if (!found) return false;
            which = *found;
            const between seen{{after, static_cast<std::size_t>(at - after)}, which};
            if (i < learned_.size()) learned_[i] = seen;
            else learned_.push_back(seen);
        }
        slot& s = slots_[which];
        if (s.is == slot::kind::unclear || s.seen == serial_ || !value(at, end, s)) return false;
        s.seen = serial_;
        after = at;
        if (at < end && *at == ',') continue;
        skip_blanks(at, end);
        if (at == end) return false;
        if (*at == '}') break;
        if (*at != ',') return false;
        at = after;
    }
    skip_blanks(++at, end);
    return at == end;
}

std::optional<std::uint32_t> json_lines::key(const char*& at, const char* end, bool first) {
    skip_blanks(at, end);
    if (!first) {
        if (at == end || *at != ',') return std::nullopt;
        skip_blanks(++at, end);
    }
    if (at == end || *at != '"') return std::nullopt;
    const char* const begin = ++at;
    at = plain_end(at, end);
    if (!at) return std::nullopt;
    const auto found = slot_index({begin, static_cast<std::size_t>(at - begin)});
    if (!found) return std::nullopt;
    skip_blanks(++at, end);
    if (at == end || *at != ':') return std::nullopt;
    skip_blanks(++at, end);
    return found;
}

bool json_lines::value(const char*& at, const char* end, slot& s) {
    skip_blanks(at, end);
    if (at == end) return false;
    const auto word = [&](std::string_view w) {
        if (static_cast<std::size_t>(end - at) < w.size() || std::memcmp(at, w.data(), w.size()) != 0) return false;
        at += w.size();
        return true;
    };
    const bool fact = s.is == slot::kind::fact;
    switch (*at) {
        case '"': {
            const char* const begin = ++at;
            at = plain_end(at, end);
            if (!at) return false;
            const std::string_view text(begin, static_cast<std::size_t>(at++ - begin));
            if (fact) return take_decimal(s, text, false) || take_words(s, text, shape::words);
            if (s.is == slot::kind::id) take_id({text, true});
            return true;
        }
        case 't':
            return word("true") && (fact ? take_words(s, "true", shape::truth) : s.is == slot::kind::passed_over);
        case 'f':
            return word("false") && (fact ? take_words(s, "false", shape::truth) : s.is == slot::kind::passed_over);
        case 'n':
            return word("null") && (!fact || take_nothing(s));
        default: {
            const char* const begin = at;
            at = number_end(at, end);
            if (!at) return false;
            const std::string_view text(begin, static_cast<std::size_t>(at - begin));
            if (fact) return take_decimal(s, text, true) || take_words(s, text, shape::number);
            if (s.is == slot::kind::id) take_id({text, true});
            return true;
        }
    }
}

std::optional<std::uint32_t> json_lines::slot_index(std::string_view name) {
    constexpr std::size_t most = 4096;  // a population with more names than these writes other things into them
    const auto key = key_of(name);
    for (std::size_t i = key & (names_.size() - 1);; i = (i + 1) & (names_.size() - 1)) {
        known& k = names_[i];
        if (k.used && k.key == key && k.name == name) return k.slot;
        if (k.used) continue;
        if (count_ == most) return std::nullopt;
        if (++count_ * 2 > names_.size()) break;
        written_.emplace_back(name);
        k = {key, written_.back(), static_cast<std::uint32_t>(slots_.size()), true};
        slots_.push_back(slot_of(written_.back()));
        return k.slot;
    }
    const auto before = std::move(names_);  // grown: each known name finds its place again
    names_ = std::vector<known>(before.size() * 2);
    for (const auto& k : before) {
        if (!k.used) continue;
        std::size_t i = k.key & (names_.size() - 1);
        while (names_[i].used) i = (i + 1) & (names_.size() - 1);
        names_[i] = k;
    }
    --count_;
    return slot_index(name);
}

}  // namespace fenze
