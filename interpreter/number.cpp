#include "interpreter/number.hpp"

#include <algorithm>
#include <atomic>
#include <boost/multiprecision/cpp_int.hpp>
#include <cassert>
#include <cstdlib>
#include <limits>
#include <numeric>

namespace fenze {
namespace {

namespace mp = boost::multiprecision;

// Expression templates off: with them, `auto x = a * b` would hold references to its operands.
using integer = mp::number<mp::cpp_int_backend<>, mp::et_off>;
using rational = mp::number<mp::cpp_rational_backend, mp::et_off>;

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 unsigned_wide;

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t most_digits = 1000;  // 1e999999999 would be a number of a billion digits
constexpr int most_places = 10000;         // no caller rounds there; it keeps a slip from filling the memory

struct box {
    std::atomic<std::int64_t> owners{1};
    rational value;
};

box* opened(std::int64_t pointer) { return reinterpret_cast<box*>(static_cast<std::intptr_t>(pointer)); }

bool fits(wide n) { return n <= largest && n >= -static_cast<wide>(largest); }

integer widened(wide n) {
    const bool negative = n < 0;
    const unsigned_wide size = negative ? -static_cast<unsigned_wide>(n) : static_cast<unsigned_wide>(n);
    integer result = static_cast<std::uint64_t>(size >> 64);
    result <<= 64;
    result += static_cast<std::uint64_t>(size);
    return negative ? integer(-result) : result;
}

std::int64_t small_ten_to(int exponent) {
    std::int64_t result = 1;
    for (; exponent > 0; --exponent) result *= 10;
    return result;
}

integer ten_to(unsigned exponent) { return mp::pow(integer(10), exponent); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view take_digits(std::string_view& text) {
    std::size_t n = 0;
    while (n < text.size() && is_digit(text[n])) ++n;
    const std::string_view digits = text.substr(0, n);
    text.remove_prefix(n);
    return digits;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

// Digits only. Leading zeros go first: to Boost "010" is octal.
integer to_integer(std::string_view digits) {
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return digits.empty() ? integer(0) : integer(std::string(digits));
}

std::int64_t to_small(std::string_view digits) {
    std::int64_t result = 0;
    for (const char c : digits) result = result * 10 + (c - '0');
    return result;
}

// `digits` with the point before the last `places` of them.
std::string with_point(std::string digits, std::size_t places, bool negative) {
    if (places > 0) {
        if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
        digits.insert(digits.size() - places, 1, '.');
    }
    return negative ? "-" + digits : digits;
}

enum class toward { zero, nearest, away };

// |n| / d rounded to a whole number, for n ≥ 0 and d > 0.
template <typename Integer>
Integer whole_quotient(const Integer& n, const Integer& d, toward way) {
    Integer quotient = n / d;
    const Integer rest = n - quotient * d;
    const bool more = way == toward::away ? rest != 0 : way == toward::nearest && rest >= d - rest;
    if (more) ++quotient;
    return quotient;
}

}  // namespace

struct number_access {
    static bool boxed(const number& a) { return a.denominator_ == 0; }
    static std::int64_t top(const number& a) { return a.numerator_; }
    static std::int64_t bottom(const number& a) { return a.denominator_; }

    static number small(std::int64_t numerator, std::int64_t denominator) {
        number result;
        result.numerator_ = numerator;
        result.denominator_ = denominator;
        return result;
    }

    // Both in lowest terms, denominator > 0.
    static number of(wide numerator, wide denominator) {
        if (fits(numerator) && fits(denominator)) return small(static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator));
        return of(rational(widened(numerator), widened(denominator)));
    }

    // A value that fits is never boxed: so equal numbers have equal forms.
    static number of(const rational& value) {
        const integer n = numerator(value), d = denominator(value);
        if (d <= largest && n <= largest && n >= -largest) return small(static_cast<std::int64_t>(n), static_cast<std::int64_t>(d));
        auto* made = new box;
        made->value = value;
        return small(static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(made)), 0);
    }

    static rational big(const number& a) { return boxed(a) ? opened(a.numerator_)->value : rational(integer(a.numerator_), integer(a.denominator_)); }

    static number rounded(const number& a, int places, toward way) {
        places = std::clamp(places, -most_places, most_places);
        const bool negative = a.sign() < 0;
        if (!boxed(a)) {
            if (places >= 0 && a.denominator_ == 1) return a;
            if (places >= 0 && places <= 18) {
                const std::int64_t scale = small_ten_to(places);
                const wide n = static_cast<wide>(negative ? -a.numerator_ : a.numerator_) * scale;
                const wide quotient = whole_quotient<wide>(n, a.denominator_, way);
                if (fits(quotient)) return number::fraction(static_cast<std::int64_t>(negative ? -quotient : quotient), scale);
            }
        }
        const rational value = big(a);
        integer n = mp::abs(numerator(value)), d = denominator(value);
        const integer scale = ten_to(static_cast<unsigned>(std::abs(places)));
        if (places >= 0) n *= scale;
        else d *= scale;
        integer quotient = whole_quotient(n, d, way);
        if (negative) quotient = -quotient;
        return of(places >= 0 ? rational(quotient, scale) : rational(quotient * scale));
    }
};

namespace {

using access = number_access;

bool both_small(const number& a, const number& b) { return !access::boxed(a) && !access::boxed(b); }

// Knuth's way: only 64-bit greatest common divisors, and the result is in lowest terms.
number small_sum(std::int64_t an, std::int64_t ad, std::int64_t bn, std::int64_t bd) {
    if (ad == 1 && bd == 1) return access::of(static_cast<wide>(an) + bn, 1);
    const std::int64_t common = std::gcd(ad, bd);
    const wide top = static_cast<wide>(an) * (bd / common) + static_cast<wide>(bn) * (ad / common);
    const std::int64_t shared = std::gcd(static_cast<std::int64_t>(top % common), common);
    return access::of(top / shared, static_cast<wide>(ad / common) * (bd / shared));
}

number small_product(std::int64_t an, std::int64_t ad, std::int64_t bn, std::int64_t bd) {
    if (ad == 1 && bd == 1) return access::of(static_cast<wide>(an) * bn, 1);
    const std::int64_t left = std::gcd(an, bd), right = std::gcd(bn, ad);
    return access::of(static_cast<wide>(an / left) * (bn / right), static_cast<wide>(ad / right) * (bd / left));
}

// 1 / b for b ≠ 0.
number reciprocal(const number& b) {
    if (access::boxed(b)) return access::of(rational(1) / access::big(b));
    const std::int64_t top = access::top(b), bottom = access::bottom(b);
    return top < 0 ? access::small(-bottom, -top) : access::small(bottom, top);
}

}  // namespace

void number::share(std::int64_t pointer) noexcept { opened(pointer)->owners.fetch_add(1, std::memory_order_relaxed); }

void number::release(std::int64_t pointer) noexcept {
    if (opened(pointer)->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete opened(pointer);
}

number::number(std::int64_t whole) : numerator_(whole) {
    // The least int64 has no negative.
    if (whole < -largest) *this = number_access::of(rational(integer(whole)));
}

std::optional<number> number::parse(std::string_view text) {
    const bool negative = take(text, '-');
    const std::string_view whole = take_digits(text);
    if (whole.empty() || whole.size() > most_digits) return std::nullopt;

    if (take(text, '/')) {
        const std::string_view below = take_digits(text);
        if (below.empty() || below.size() > most_digits || !text.empty()) return std::nullopt;
        const integer d = to_integer(below);
        if (d == 0) return std::nullopt;
        const integer n = to_integer(whole);
        return number_access::of(rational(negative ? integer(-n) : n, d));
    }

    std::string_view decimals;
    if (take(text, '.')) {
        decimals = take_digits(text);
        if (decimals.empty() || whole.size() + decimals.size() > most_digits) return std::nullopt;
    }
    int exponent = 0;
    if (take(text, 'e') || take(text, 'E')) {
        const bool below = take(text, '-');
        if (!below) take(text, '+');
        std::string_view digits = take_digits(text);
        if (digits.empty()) return std::nullopt;
        digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
        if (digits.size() > 4 || to_small(digits) > static_cast<std::int64_t>(most_digits)) return std::nullopt;
        exponent = static_cast<int>(to_small(digits)) * (below ? -1 : 1);
    }
    if (!text.empty()) return std::nullopt;

    std::string digits{whole};
    digits += decimals;
    const int shift = exponent - static_cast<int>(decimals.size());
    if (digits.size() <= 18 && shift <= 0 && shift >= -18) {
        const std::int64_t n = to_small(digits);
        return fraction(negative ? -n : n, small_ten_to(-shift));
    }
    integer n = to_integer(digits);
    if (negative) n = -n;
    const integer scale = ten_to(static_cast<unsigned>(std::abs(shift)));
    return number_access::of(shift < 0 ? rational(n, scale) : rational(n * scale));
}

number number::fraction(std::int64_t numerator, std::int64_t denominator) {
    assert(denominator != 0);
    if (numerator < -largest || denominator < -largest) return number_access::of(rational(integer(numerator), integer(denominator)));
    const std::int64_t common = std::gcd(numerator, denominator) * (denominator < 0 ? -1 : 1);
    return number_access::small(numerator / common, denominator / common);
}

number operator+(const number& a, const number& b) {
    if (both_small(a, b)) return small_sum(access::top(a), access::bottom(a), access::top(b), access::bottom(b));
    return access::of(access::big(a) + access::big(b));
}

number operator-(const number& a, const number& b) {
    if (both_small(a, b)) return small_sum(access::top(a), access::bottom(a), -access::top(b), access::bottom(b));
    return access::of(access::big(a) - access::big(b));
}

number operator*(const number& a, const number& b) {
    if (both_small(a, b)) return small_product(access::top(a), access::bottom(a), access::top(b), access::bottom(b));
    return access::of(access::big(a) * access::big(b));
}

number operator-(const number& a) {
    if (access::boxed(a)) return access::of(-access::big(a));
    return access::small(-access::top(a), access::bottom(a));
}

bool operator==(const number& a, const number& b) {
    if (both_small(a, b)) return access::top(a) == access::top(b) && access::bottom(a) == access::bottom(b);
    return access::boxed(a) && access::boxed(b) && access::big(a) == access::big(b);
}

std::strong_ordering operator<=>(const number& a, const number& b) {
    if (both_small(a, b)) {
        const wide left = static_cast<wide>(access::top(a)) * access::bottom(b), right = static_cast<wide>(access::top(b)) * access::bottom(a);
        return left < right ? std::strong_ordering::less : left > right ? std::strong_ordering::greater : std::strong_ordering::equal;
    }
    const int order = access::big(a).compare(access::big(b));
    return order <=> 0;
}

bool number::is_integer() const { return denominator_ == 1 || (denominator_ == 0 && mp::denominator(opened(numerator_)->value) == 1); }

int number::sign() const {
    if (denominator_ == 0) return opened(numerator_)->value.sign();
    return numerator_ > 0 ? 1 : numerator_ < 0 ? -1 : 0;
}

std::optional<std::int64_t> number::to_int() const {
    if (denominator_ == 1) return numerator_;
    if (*this == number(std::numeric_limits<std::int64_t>::min())) return std::numeric_limits<std::int64_t>::min();
    return std::nullopt;
}

std::optional<std::pair<std::int64_t, std::int64_t>> number::as_fraction() const {
    if (denominator_ == 0) return std::nullopt;
    return std::pair(numerator_, denominator_);
}

std::string number::text() const {
    if (denominator_ == 1) return std::to_string(numerator_);
    const rational value = number_access::big(*this);
    const integer n = mp::abs(mp::numerator(value)), d = mp::denominator(value);
    // It terminates where the denominator is 2^a 5^b, and has max(a, b) decimals.
    const auto twos = static_cast<unsigned>(mp::lsb(d));
    integer rest = d >> twos;
    unsigned fives = 0;
    while (rest % 5 == 0) {
        rest /= 5;
        ++fives;
    }
    if (rest != 1) return (sign() < 0 ? "-" : "") + n.str() + "/" + d.str();
    const unsigned places = std::max(twos, fives);
    return with_point(integer(n * ten_to(places) / d).str(), places, sign() < 0);
}

std::string number::display(int places) const { return round_half_up(*this, places).text(); }

std::optional<number> divide(const number& a, const number& b) {
    if (b.sign() == 0) return std::nullopt;
    return a * reciprocal(b);
}

number floor(const number& a) { return access::rounded(a, 0, a.sign() < 0 ? toward::away : toward::zero); }
number ceiling(const number& a) { return access::rounded(a, 0, a.sign() < 0 ? toward::zero : toward::away); }
number minimum(const number& a, const number& b) { return b < a ? b : a; }
number maximum(const number& a, const number& b) { return b > a ? b : a; }
number round_half_up(const number& a, int places) { return access::rounded(a, places, toward::nearest); }
number round_down(const number& a, int places) { return access::rounded(a, places, toward::zero); }
number round_up(const number& a, int places) { return access::rounded(a, places, toward::away); }

}  // namespace fenze
