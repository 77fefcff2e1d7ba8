#include <catch2/catch.hpp>
#include <string>

#include "dsl/numeral.hpp"
#include "interpreter/facts/date.hpp"
#include "interpreter/quantity.hpp"

using namespace fenze;

namespace {

std::string numeral(std::string_view text) {
    const auto value = parse_numeral(text);
    return value ? value->text() : "none";
}

/// "1.2|亿元", or "none".
std::string read(std::string_view text) {
    const auto q = parse_quantity(text);
    return q ? q->value.text() + "|" + q->unit : "none";
}

std::string converted(const char* value, std::string_view from, std::string_view to) {
    const auto out = convert(*number::parse(value), from, to);
    return out ? out->text() : "none";
}

}  // namespace

TEST_CASE("numerals in every spelling of documents") {
    const std::pair<const char*, const char*> cases[] = {
        {"12", "12"},
        {"0", "0"},
        {"1,000", "1000"},
        {"1,234,567.5", "1234567.5"},
        {"１２", "12"},
        {"１，２００", "1200"},
        {"－3", "-3"},
        {"-0.5", "-0.5"},
        {"负1", "-1"},
        {"+5", "5"},
        {"2/3", "2/3"},
        {"50/3", "50/3"},
        {".5", "0.5"},
        {"1e-30", "0.000000000000000000000000000001"},
        {"1.50E+2", "150"},
        {"0.100000000000000000000000000001", "0.100000000000000000000000000001"},
        {"1 200", "1200"},
        {"5万", "50000"},
        {"1.2亿", "120000000"},
        {"十", "10"},
        {"十二", "12"},
        {"二十", "20"},
        {"一百二十", "120"},
        {"一百零五", "105"},
        {"一百一十", "110"},
        {"两", "2"},
        {"两百", "200"},
        {"三千五", "3500"},
        {"三千零五", "3005"},
        {"一万零五十", "10050"},
        {"两万三千", "23000"},
        {"两万三", "23000"},
        {"十二亿三千万", "1230000000"},
        {"一亿", "100000000"},
        {"二〇二〇", "2020"},
        {"一点五", "1.5"},
        {"三点一四", "3.14"},
        {"一点五亿", "150000000"},
        {"三分之二", "2/3"},
        {"一半", "0.5"},
        {"壹佰贰拾", "120"},
        {"零", "0"},
        {"〇", "0"},
        {"一千二百万", "12000000"},
        {"3亿5000万", "350000000"},
        {"九千九百九十九", "9999"},
        {"十万", "100000"},
        {"一百万", "1000000"},
        {"3千", "3000"},
    };
    for (const auto& [text, expected] : cases) {
        INFO(text);
        CHECK(numeral(text) == expected);
    }
}

TEST_CASE("what is no numeral is not guessed at") {
    for (const auto* text : {"", " ", "abc", "1.2.3", "1,20", "1,0000", "12,34", "1O", "十几", "5多", "约5", "5-6", "5左右", "1/0", "--1", "一二十", "百", "万",
             "百分之五", "3件", "1e9999", "12 34", "1.", "5，6", "∞", "NaN", "0x10", "十百", "零分之三", "半", "两个半", "3；", "①"}) {
        INFO(text);
        CHECK(numeral(text) == "none");
    }
    CHECK(numeral(std::string(100000, '9')) == "none");
    std::string many;
    for (int i = 0; i < 50000; ++i) many += "一";
    CHECK(numeral(many) == "none");
}

TEST_CASE("quantities keep the unit as written") {
    const std::pair<const char*, const char*> cases[] = {
        {"35%", "35|%"},
        {"35％", "35|%"},
        {"百分之五", "5|%"},
        {"百分之三十五点五", "35.5|%"},
        {"千分之三", "3|‰"},
        {"5个百分点", "5|个百分点"},
        {"1.2亿元", "1.2|亿元"},
        {"5个亿", "5|亿"},
        {"5个亿元", "5|亿元"},
        {"1450万", "1450|万"},
        {"一百二十万元", "120|万元"},
        {"十二亿三千万元", "1230000000|元"},
        {"3亿5000万元", "350000000|元"},
        {"1300元", "1300|元"},
        {"¥1,200", "1200|元"},
        {"￥3万", "3|万元"},
        {"5百万元", "5|百万元"},
        {"3件", "3|件"},
        {"8 项", "8|项"},
        {"三项", "3|项"},
        {"两家", "2|家"},
        {"30分钟", "30|分钟"},
        {"半年", "0.5|年"},
        {"一年半", "1.5|年"},
        {"1年半", "1.5|年"},
        {"2.5小时", "2.5|小时"},
        {"8分", "8|分"},
        {"3万人次", "3|万人次"},
        {"十个工作日", "10|个工作日"},
        {"100㎡", "100|㎡"},
        {"3分/次", "3|分/次"},
    };
    for (const auto& [text, expected] : cases) {
        INFO(text);
        CHECK(read(text) == expected);
    }
    for (const auto* text : {"5件以上", "3-5项", "约3件", "3件，4件", "10余项", "3多万", "1元2角3"}) {
        INFO(text);
        CHECK(read(text) == "none");
    }
}

TEST_CASE("units convert within what they measure") {
    CHECK(converted("1.2", "亿元", "万元") == "12000");
    CHECK(converted("1300", "元", "万元") == "0.13");
    CHECK(converted("5", "百万元", "万元") == "500");
    CHECK(converted("3", "千元", "元") == "3000");
    CHECK(converted("90", "分钟", "小时") == "1.5");
    CHECK(converted("2", "天", "小时") == "48");
    CHECK(converted("1", "年", "个月") == "12");
    CHECK(converted("3", "万人次", "人次") == "30000");
    CHECK(converted("3", "‰", "%") == "0.3");
    CHECK(converted("2", "个百分点", "%") == "2");
    CHECK(converted("1", "亩", "平方米") == "2000/3");
    CHECK(converted("3", "名", "人") == "3");
    CHECK(converted("3", "个", "项") == "3");
    CHECK(converted("3", "人", "件") == "none");
    CHECK(converted("3", "元", "%") == "none");
    CHECK(converted("30", "天", "个月") == "none");
    CHECK(converted("3", "分", "分钟") == "none");
    CHECK(converted("3", "万美元", "万元") == "none");
    CHECK(is_money("万元"));
    CHECK(is_money("万美元"));
    CHECK_FALSE(is_money("人"));
}

TEST_CASE("a Chinese numeral knows where it ends") {
    const auto prefix = chinese_prefix("一百二十万元");
    REQUIRE(prefix);
    CHECK(prefix->value == "1200000");
    CHECK(prefix->coefficient == "120");
    CHECK(prefix->before_unit == std::string_view("一百二十").size());
    CHECK_FALSE(chinese_prefix("件").has_value());
}

TEST_CASE("dates") {
    CHECK(parse_date("1970-01-01") == 0);
    CHECK(parse_date("2020-02-29") == 18321);
    for (const auto* text : {"2020年2月29日", "2020/2/29", "2020.02.29", "20200229", "２０２０年２月２９日"}) {
        INFO(text);
        CHECK(parse_date(text) == 18321);
    }
    for (const auto* text : {"2021-02-29", "2020-13-01", "2020-00-10", "2020-1", "29/2/2020", "2020年2月", "abc", "", "2020-2-29x", "2020-2/29"}) {
        INFO(text);
        CHECK_FALSE(parse_date(text));
    }
    CHECK(date_text(18321) == "2020-02-29");
    CHECK(date_text(-1) == "1969-12-31");
}
