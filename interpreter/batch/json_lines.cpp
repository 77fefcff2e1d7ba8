#include "interpreter/batch/json_lines.hpp"

#include "dsl/decode.hpp"
#include "interpreter/facts/read.hpp"

namespace fenze {
namespace {

/// Within a line.
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

void skip_blanks(const char*& at, const char* end) {
    while (at < end && is_blank(*at)) ++at;
}

/// How far ahead the quick steps look.
constexpr std::ptrdiff_t ahead = 3 * text_window::width;

/// A string's content where it is plain UTF-8: no escapes and no control characters. `at` stands behind the opening quote, and then behind the
/// closing one.
std::optional<std::string_view> plain_string(const char*& at, const char* end) {
    const char* const begin = at;
    bool ascii = true;
    for (;; ++at) {
        if (at == end) return std::nullopt;
        const auto c = static_cast<unsigned char>(*at);
        if (c == '"') break;
        if (c == '\\' || c < 0x20) return std::nullopt;
        ascii = ascii && c < 0x80;
    }
    const std::string_view text(begin, static_cast<std::size_t>(at++ - begin));
    if (!ascii && invalid_utf8(text) != std::string_view::npos) return std::nullopt;
    return text;
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

}  // namespace

std::size_t json_lines::take(std::string_view text, std::uint64_t line, block& into) {
    const char *at = text.data(), *const end = at + text.size();
    ++serial_;
    begin(into);
    at = object(at, end);
    if (!at) return 0;
    skip_blanks(at, end);
    if (at < end && *at++ != '\n') return 0;
    finish(line, into);
    return static_cast<std::size_t>(at - text.data());
}

void json_lines::read(std::string_view text, std::uint64_t line, block& into) {
    const source whole(file_, std::string(text));
    diagnostics problems;
    auto found = read_json_lines_facts(whole, problems);
    read_at_length(whole, found.records.empty() ? record{} : std::move(found.records.front()), std::move(problems), line, into);
}

[[gnu::always_inline]] inline bool json_lines::as_before(const char* at, const text_window& here, const known& k) {
    if ((~here.equal(text_window(k.written)) & k.all) != 0) return false;
    return k.size <= text_window::width || std::memcmp(at + text_window::width, k.written + text_window::width, k.size - text_window::width) == 0;
}

/// A key that was met before, written as it was then. Where its value begins is known before the key is: the one does not wait for the other.
[[gnu::always_inline]] inline json_lines::known* json_lines::quick_key(const char*& at, const text_window& here) const {
    const std::uint64_t quotes = here.equal('"'), closing = quotes & (quotes - 1);
    if (quotes == 0) return nullptr;
    const char *const begin = at + std::countr_zero(quotes) + 1, *close = at + std::countr_zero(closing);
    if (closing == 0) {
        const std::uint64_t further = text_window(at + text_window::width).equal('"');
        if (further == 0) return nullptr;
        close = at + text_window::width + std::countr_zero(further);
    }
    const auto hash = text_key({begin, static_cast<std::size_t>(close - begin)}).hash();
    const auto size = static_cast<std::size_t>(close - at) + behind_;
    for (std::size_t i = hash & (table_.size() - 1); table_[i].name; i = (i + 1) & (table_.size() - 1)) {
        known& k = *table_[i].name;
        if (table_[i].hash != hash || k.size != size || !as_before(at, here, k)) continue;
        at += size;
        return &k;
    }
    return nullptr;
}

/// The end of an object, or nothing where it is not certain.
const char* json_lines::object(const char* at, const char* end) {
    skip_blanks(at, end);
    if (at == end || *at++ != '{') return nullptr;
    int expected = 0, others = 0;
    for (known** guess = &first_;;) {
        known* name = nullptr;
        if (end - at >= ahead) {
            const text_window here(at);
            if (in_order_ && *guess && as_before(at, here, **guess)) name = *guess, at += name->size;
            else name = quick_key(at, here);
        }
        if (!name) {
            const char* here = at;
            skip_blanks(here, end);
            if (here < end && *here == '}' && guess == &first_) return here + 1;
            name = key(at, end);
            if (!name) return nullptr;
        }
        slot& s = name->is;
        if (s.is == slot::kind::unclear || s.seen == serial_ || !value(at, end, s)) return nullptr;
        s.seen = serial_;
        ++(*guess == name ? expected : others);
        *guess = name;
        guess = &name->next;
        if (at < end && *at != ',') skip_blanks(at, end);
        if (at == end) return nullptr;
        const char stop = *at++;
        if (stop == '}') {
            in_order_ = expected >= others;
            return at;
        }
        if (stop != ',') return nullptr;
    }
}

json_lines::known* json_lines::key(const char*& at, const char* end) {
    const char* const from = at;
    skip_blanks(at, end);
    if (at == end || *at++ != '"') return nullptr;
    const auto name = plain_string(at, end);
    if (!name) return nullptr;
    const char* const close = at - 1;
    skip_blanks(at, end);
    if (at == end || *at++ != ':') return nullptr;
    skip_blanks(at, end);
    known* const found = find(*name);
    if (!found) return nullptr;
    const auto size = static_cast<std::size_t>(at - from);
    behind_ = static_cast<std::size_t>(at - close);
    found->size = size <= longest ? size : 0;
    found->all = size < text_window::width ? (std::uint64_t{1} << size) - 1 : ~std::uint64_t{0};
    if (size > longest) found->all = ~std::uint64_t{0}, found->written[0] = '\0';  // no text begins like this
    else std::memcpy(found->written, from, size);
    return found;
}

/// Told apart by its first character at once: where keys are in no order, no other guess about what comes next holds.
bool json_lines::value(const char*& at, const char* end, slot& s) {
    const bool fact = s.is == slot::kind::fact;
    if (at == end) return false;
    const auto word = [&](std::string_view w) {
        if (static_cast<std::size_t>(end - at) < w.size() || std::memcmp(at, w.data(), w.size()) != 0) return false;
        at += w.size();
        return true;
    };
    switch (*at) {
        case '"':
            return text_value(++at, end, s);
        case 't':
            return word("true") && (fact ? take_truth(s, true) : s.is == slot::kind::passed_over);
        case 'f':
            return word("false") && (fact ? take_truth(s, false) : s.is == slot::kind::passed_over);
        case 'n':
            return word("null") && (!fact || take_nothing(s));
        default: {
            if (fact && end - at >= ahead && take_digits(s, at)) return true;
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

bool json_lines::text_value(const char*& at, const char* end, slot& s) {
    if (s.is == slot::kind::fact && end - at >= ahead) {  // words that were bound before are plain
        if (const std::uint64_t quotes = text_window(at).equal('"'); quotes != 0) {
            const auto size = static_cast<std::size_t>(std::countr_zero(quotes));
            if (take_known_words(s, {at, size})) {
                at += size + 1;
                return true;
            }
        }
    }
    const auto text = plain_string(at, end);
    if (!text) return false;
    if (s.is == slot::kind::fact) return take_decimal(s, *text, false) || take_words(s, *text, shape::words);
    if (s.is == slot::kind::id) take_id({*text, true});
    return true;
}

/// A name, new or not; nothing where there are too many.
json_lines::known* json_lines::find(std::string_view name) {
    constexpr std::size_t most = 4096;  // a population with more names than these writes other things into them
    const auto hash = text_key(name).hash();
    std::size_t i = hash & (table_.size() - 1);
    for (; table_[i].name; i = (i + 1) & (table_.size() - 1))
        if (table_[i].hash == hash && table_[i].name->name == name) return table_[i].name;
    if (names_.size() == most) return nullptr;
    known& added = names_.emplace_back();
    added.hash = hash;
    added.name = name;
    added.is = slot_of(added.name);
    table_[i] = {hash, &added};
    if (names_.size() * 4 > table_.size()) grow();
    return &added;
}

void json_lines::grow() {
    table_.assign(table_.size() * 4, {});
    for (known& k : names_) {
        std::size_t i = k.hash & (table_.size() - 1);
        while (table_[i].name) i = (i + 1) & (table_.size() - 1);
        table_[i] = {k.hash, &k};
    }
}

}  // namespace fenze
