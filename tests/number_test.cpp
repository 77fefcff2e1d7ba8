#include "interpreter/number.hpp"

#include <array>
#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch.hpp>
#include <limits>
#include <random>
#include <type_traits>

using fenze::number;

namespace {

namespace mp = boost::multiprecision;
using integer = mp::number<mp::cpp_int_backend<>, mp::et_off>;
using rational = mp::number<mp::cpp_rational_backend, mp::et_off>;

number of(std::string_view text) {
    const auto value = number::parse(text);
    REQUIRE(value);
    return *value;
}

rational exact(const number& value) {
    const std::string text = value.text();
    const auto slash = text.find('/'), point = text.find('.');
    if (slash != std::string::npos) return {integer(text.substr(0, slash)), integer(text.substr(slash + 1))};
    if (point == std::string::npos) return integer(text);
    std::string digits = text;
    digits.erase(point, 1);
    const bool negative = digits.front() == '-';
    digits.erase(0, digits.find_first_not_of("-0"));  // "010" is octal to Boost
    const rational size(integer(digits), mp::pow(integer(10), static_cast<unsigned>(text.size() - point - 1)));
    return negative ? rational(-size) : size;
}

// Numbers near the limits of 64 bits as often as small ones.
class generator {
public:
    explicit generator(unsigned seed) : random_(seed) {}

    number draw() {
        number result = number::fraction(whole(), std::max<std::int64_t>(1, std::abs(whole())));
        if (random_() % 8 == 0) result = result * number::fraction(whole(), 1 + std::abs(whole() / 2));
        return result;
    }
    int places() { return static_cast<int>(random_() % 25) - 5; }

private:
    std::int64_t whole() {
        const int bits = std::array{3, 7, 20, 31, 33, 62, 63}[random_() % 7];
        const auto size = static_cast<std::int64_t>(random_() >> (64 - bits));
        switch (random_() % 12) {
            case 0:
                return std::numeric_limits<std::int64_t>::max() - size % 3;
            case 1:
                return -std::numeric_limits<std::int64_t>::max() + size % 3;
            case 2:
                return size / 10 * 10;
            default:
                return random_() % 2 ? size : -size;
        }
    }

    std::mt19937_64 random_;
};

integer floor_of(const rational& value) {
    const integer n = numerator(value), d = denominator(value);
    integer q = n / d;
    if (q * d > n) --q;
    return q;
}

rational scaled(const rational& value, int places) {
    const rational factor = mp::pow(integer(10), static_cast<unsigned>(std::abs(places)));
    return places < 0 ? rational(value / factor) : rational(value * factor);
}

}  // namespace

TEST_CASE("number: exact where binary floating point is not") {
    CHECK(divide(number(25) * number(3), number(7))->text() == "75/7");
    CHECK((of("0.1") + of("0.2")).text() == "0.3");
    CHECK(of("0.1") + of("0.2") == of("0.3"));
    CHECK((of("1") - of("0.9")).text() == "0.1");
    CHECK((of("123456789012345678901234567890.123456789012345678901234567891") + of("0.000000000000000000000000000009")).text() ==
          "123456789012345678901234567890.1234567890123456789012345679");
    CHECK(of("1e-30").text() == "0.000000000000000000000000000001");
    CHECK((of("1") + of("1e-30")).text() == "1.000000000000000000000000000001");
    CHECK((of("1") + of("1e-30") - of("1e-30")).text() == "1");
    CHECK((of("1/3") * number(3)) == number(1));
    CHECK((of("1e18") * of("1e18")).text() == "1" + std::string(36, '0'));
}

TEST_CASE("number: no door for binary floating point") {
    CHECK_FALSE(std::is_convertible_v<double, number>);
    CHECK_FALSE(std::is_constructible_v<number, double>);
    CHECK_FALSE(std::is_constructible_v<number, float>);
    CHECK_FALSE(std::is_convertible_v<number, double>);
    CHECK(sizeof(number) == 16);
}

TEST_CASE("number: text that is one") {
    CHECK(of("010").text() == "10");  // not octal
    CHECK(of("0000000000000000000000000000008").text() == "8");
    CHECK(of("010/020").text() == "0.5");
    CHECK(of("-0.50").text() == "-0.5");
    CHECK(of("-0").text() == "0");
    CHECK(of("1.50E+2").text() == "150");
    CHECK(of("1e002") == number(100));
    CHECK(of("50/3").text() == "50/3");
    CHECK(of("-6/4").text() == "-1.5");
    CHECK(of("9223372036854775807").to_int() == std::numeric_limits<std::int64_t>::max());
    CHECK(of("-9223372036854775808").to_int() == std::numeric_limits<std::int64_t>::min());
    CHECK(of("9223372036854775808").to_int() == std::nullopt);
    CHECK(of("-9223372036854775809").to_int() == std::nullopt);
    CHECK(of("1e1000").text().size() == 1001);
    CHECK(of("1e-1000").text().size() == 1002);
    CHECK(of(std::string(1000, '9')).text() == std::string(1000, '9'));
}

TEST_CASE("number: text that is none") {
    for (const std::string text : {"", "-", "+1", "--1", ".", "1.", ".5", "1.2.3", "1e", "1e+", "e5", "0x1f", "1,000", " 1", "1 ", "1/0", "1/000", "1/-2", "/2",
             "1/", "1.5/2", "1/2/3", "1/2e3", "inf", "nan", "１", "1e1001", "1e-1001", "1e999999999", "1e99999999999999999999", "12x"}) {
        INFO(text);
        CHECK_FALSE(number::parse(text));
    }
    CHECK_FALSE(number::parse(std::string(1001, '1')));
    CHECK_FALSE(number::parse("0." + std::string(1000, '1')));
    CHECK_FALSE(number::parse("1/" + std::string(1001, '1')));
    CHECK_FALSE(number::parse(std::string_view("1\0", 2)));
}

TEST_CASE("number: rounding, halves away from zero") {
    CHECK(round_half_up(of("2.5"), 0).text() == "3");
    CHECK(round_half_up(of("-2.5"), 0).text() == "-3");
    CHECK(round_half_up(of("2.4999999999999999999999999"), 0).text() == "2");
    CHECK(round_half_up(of("1.005"), 2).text() == "1.01");
    CHECK(round_half_up(of("-1.005"), 2).text() == "-1.01");
    CHECK(round_half_up(of("-0.004"), 2).text() == "0");
    CHECK(round_half_up(of("15"), -1).text() == "20");
    CHECK(round_half_up(of("-14.9"), -1).text() == "-10");
    CHECK(round_half_up(of("50/3"), 30).text() == "16.666666666666666666666666666667");
    CHECK(round_down(of("-2.59"), 1).text() == "-2.5");
    CHECK(round_down(of("2.59"), 1).text() == "2.5");
    CHECK(round_up(of("-2.51"), 1).text() == "-2.6");
    CHECK(round_up(of("2.51"), 1).text() == "2.6");
    CHECK(round_up(of("2.5"), 1).text() == "2.5");
    CHECK(round_up(of("1"), -3).text() == "1000");
    CHECK(floor(of("-3.5")).text() == "-4");
    CHECK(floor(of("3.5")).text() == "3");
    CHECK(floor(of("-3")).text() == "-3");
    CHECK(ceiling(of("-3.5")).text() == "-3");
    CHECK(ceiling(of("3.5")).text() == "4");
    CHECK(floor(of("-1e-30")).text() == "-1");
    CHECK(ceiling(of("1e-30")).text() == "1");
}

TEST_CASE("number: display") {
    CHECK(of("75/7").display() == "10.71");
    CHECK(of("84.50").display() == "84.5");
    CHECK(of("84.996").display() == "85");
    CHECK(of("-0.005").display() == "-0.01");
    CHECK(of("2/3").display(0) == "1");
    CHECK(of("2/3").display(4) == "0.6667");
    CHECK(of("1200").display() == "1200");
}

TEST_CASE("number: division, signs, whole numbers") {
    CHECK_FALSE(divide(number(1), number(0)));
    CHECK_FALSE(divide(number(0), number(0)));
    CHECK(divide(number(0), number(-3))->text() == "0");
    CHECK(divide(number(1), number(-3))->text() == "-1/3");
    CHECK(number::fraction(3, -6).text() == "-0.5");
    CHECK(number::fraction(1, std::numeric_limits<std::int64_t>::min()).text() == (number(-1) * *divide(number(1), of("9223372036854775808"))).text());
    CHECK(number(std::numeric_limits<std::int64_t>::min()).sign() == -1);
    CHECK(-number(std::numeric_limits<std::int64_t>::min()) == of("9223372036854775808"));
    CHECK(of("1e20").is_integer());
    CHECK_FALSE(of("1e-20").is_integer());
    CHECK(of("4/2").is_integer());
    CHECK(minimum(of("1/3"), of("0.33")) == of("0.33"));
    CHECK(maximum(of("1/3"), of("0.33")) == of("1/3"));
}

TEST_CASE("number: copies of big numbers share, and outlive each other") {
    number kept;
    {
        const number big = of("1e40");
        number copy = big;
        kept = copy;
        copy = copy + number(1);
        CHECK(copy != big);
        number moved = std::move(copy);
        CHECK(moved - big == number(1));
        kept = *&kept;  // self-assignment
        moved = number(3);
        CHECK(moved.text() == "3");
    }
    CHECK(kept == of("1e40"));
    kept = number(1);
    CHECK(kept == number(1));
}

TEST_CASE("number: agrees with a rational of any size on random values") {
    generator draw(20240601);
    for (int i = 0; i < 100000; ++i) {
        const number a = draw.draw(), b = draw.draw();
        const rational x = exact(a), y = exact(b);
        bool good = exact(a + b) == x + y && exact(a - b) == x - y && exact(a * b) == x * y && exact(-a) == -x;
        good = good && (b.sign() == 0 ? !divide(a, b) : exact(*divide(a, b)) == x / y);
        good = good && (a < b) == (x < y) && (a == b) == (x == y) && (a > b) == (x > y) && a.sign() == x.sign();
        good = good && a - b + b == a && number::parse(a.text()) == a;
        good = good && exact(floor(a)) == floor_of(x) && exact(ceiling(a)) == -floor_of(-x);
        const int places = draw.places();
        const rational ten = scaled(abs(x), places), half(1, 2);
        const rational sign = x.sign();
        good = good && scaled(exact(round_half_up(a, places)), places) == sign * floor_of(ten + half);
        good = good && scaled(exact(round_down(a, places)), places) == sign * floor_of(ten);
        good = good && scaled(exact(round_up(a, places)), places) == sign * -floor_of(-ten);
        if (!good) FAIL(a.text() << " and " << b.text() << ", places " << places);
    }
}
