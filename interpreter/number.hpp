#pragma once
// Exact rational numbers. Boost stays behind number.cpp.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace fenze {

/// An exact rational of 16 bytes: numerator and denominator in lowest terms, or (denominator 0) a shared big rational.
/// Never rounds; every operation is exact. There is no way in from, or out to, binary floating point.
class number {
public:
    number() = default;
    number(int whole) : numerator_(whole) {}  // NOLINT: integers are numbers
    number(std::int64_t whole);               // NOLINT
    number(double) = delete;
    number(const number& other) : numerator_(other.numerator_), denominator_(other.denominator_) {
        if (denominator_ == 0) share(numerator_);
    }
    number(number&& other) noexcept : numerator_(other.numerator_), denominator_(other.denominator_) {
        other.numerator_ = 0;
        other.denominator_ = 1;
    }
    number& operator=(const number& other) { return *this = number(other); }
    number& operator=(number&& other) noexcept {
        std::swap(numerator_, other.numerator_);
        std::swap(denominator_, other.denominator_);
        return *this;
    }
    ~number() {
        if (denominator_ == 0) release(numerator_);
    }

    /// Decimal text ("12", "-0.5", "1e-30", "1.50E+2") or a fraction ("50/3") of ASCII characters; anything else, and a zero denominator, is nothing.
    static std::optional<number> parse(std::string_view text);
    static number fraction(std::int64_t numerator, std::int64_t denominator);  // denominator not 0

    friend number operator+(const number& a, const number& b);
    friend number operator-(const number& a, const number& b);
    friend number operator*(const number& a, const number& b);
    friend number operator-(const number& a);
    friend bool operator==(const number& a, const number& b);
    friend std::strong_ordering operator<=>(const number& a, const number& b);

    [[nodiscard]] bool is_integer() const;
    [[nodiscard]] int sign() const;
    /// The whole number as int64 where it is one and fits.
    [[nodiscard]] std::optional<std::int64_t> to_int() const;
    /// Numerator and denominator in lowest terms, where both fit.
    [[nodiscard]] std::optional<std::pair<std::int64_t, std::int64_t>> as_fraction() const;
    /// Exact text: decimal where it terminates, else a fraction in lowest terms ("50/3").
    [[nodiscard]] std::string text() const;
    /// For people: rounded half up (away from zero) to at most `places` digits, trailing zeros dropped.
    [[nodiscard]] std::string display(int places = 2) const;

private:
    friend struct number_access;
    static void share(std::int64_t pointer) noexcept;
    static void release(std::int64_t pointer) noexcept;
    std::int64_t numerator_ = 0;
    std::int64_t denominator_ = 1;  // 0: numerator_ holds a pointer to a counted big rational
};

/// a / b; nothing where b is zero.
std::optional<number> divide(const number& a, const number& b);
number floor(const number& a);    // greatest whole number not above
number ceiling(const number& a);  // least whole number not below
number minimum(const number& a, const number& b);
number maximum(const number& a, const number& b);
/// places may be negative (tens). Halves go away from zero.
number round_half_up(const number& a, int places);
number round_down(const number& a, int places);  // toward zero
number round_up(const number& a, int places);    // away from zero

}  // namespace fenze
