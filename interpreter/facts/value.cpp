// One value for one fact, by the fact's kind.

#include <algorithm>
#include <array>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/facts/bind.hpp"
#include "interpreter/facts/date.hpp"
#include "interpreter/facts/read.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

struct binding {
    const fact& wanted;
    const given& value;
    const source& file;
    diagnostics& out;

    void problem(const char* code, words message, words help = {}, severity level = severity::error) const {
        auto d = facts_problem(file, value.at, code, std::move(message), std::move(help));
        d.level = level;
        out.push_back(std::move(d));
    }
};

/// “1300元”： in front of a message.
words said(const std::string& written, words rest) {
    constexpr std::size_t longest = 90;  // bytes: a value that goes on for lines is told by its beginning
    std::string shown = written;
    if (shown.size() > longest) {
        std::size_t end = longest / 2;
        while ((static_cast<unsigned char>(shown[end]) & 0xC0U) == 0x80U) --end;
        shown = shown.substr(0, end) + "…";
    }
    return {"“" + shown + "”：" + rest.zh, "\"" + shown + "\": " + rest.en};
}

constexpr auto yes_words =
    std::to_array<std::string_view>({"是", "有", "是的", "已有", "对", "具备", "符合", "属实", "√", "✓", "✔", "☑", "true", "TRUE", "True"});
constexpr auto no_words =
    std::to_array<std::string_view>({"否", "无", "没有", "不是", "错", "不具备", "不符合", "×", "✗", "✘", "☒", "false", "FALSE", "False"});
constexpr auto none_words = std::to_array<std::string_view>({"无", "没有", "都没有", "均无", "都不是", "以上都不是", "无此项"});
constexpr auto unknown_words = std::to_array<std::string_view>(
    {"", "?", "未知", "不详", "待定", "待填", "未填", "不知道", "不清楚", "不确定", "不明", "说不准", "没统计", "未统计", "待核实", "待确认", "暂缺"});

/// 未发生安全事故, and the answer is 没有: no one can tell which of the two is denied.
bool denies_a_denial(const fact& f, std::string_view key) {
    if (!is_any(key, {"有", "无", "没有", "已有"})) return false;
    for (const std::string_view no : {"未", "无重大", "无违", "无安全", "没有", "不存在", "零事故"})
        if (f.name.starts_with(no)) return true;
    return false;
}

template <std::size_t N>
bool is_one(const std::array<std::string_view, N>& words, std::string_view key) {
    return std::find(words.begin(), words.end(), key) != words.end();
}
bool is_yes(std::string_view key) { return is_one(yes_words, key); }
bool is_no(std::string_view key) { return is_one(no_words, key); }

std::optional<number> bind_boolean(const binding& b) {
    const auto key = name_key(b.value.text);
    if (denies_a_denial(b.wanted, key)) {
        b.problem("FZ216", said(b.value.text, {"两种意思都说得通。", "this can be taken either way."}),
            {"“" + b.wanted.name + "”属实，写“是”；不属实，写“否”。", "Write 是 if \"" + b.wanted.name + "\" is true, 否 if it is not."});
        return std::nullopt;
    }
    if (b.value.is != shape::number) {
        if (is_yes(key)) return number(1);
        if (is_no(key)) return number(0);
    }
    b.problem("FZ216", said(b.value.text, {"该事实只答是或否。", "this fact takes yes or no."}),
        {"写“是”或“否”（也可以“有”“无”）。", "Write 是 or 否, or true or false."});
    return std::nullopt;
}

/// Which of two options "yes" means: the one without 不, 未, 无 …; else the first.
int affirmative(const std::vector<std::string>& options) {
    const auto denies = [](const std::string& option) {
        for (const auto* word : {"不", "未", "没", "无", "非", "否"})
            if (option.starts_with(word)) return true;
        return false;
    };
    return denies(options[0]) && !denies(options[1]) ? 1 : 0;
}

std::string listed(const std::vector<std::string>& options) {
    std::string out;
    for (const auto& option : options) out += (out.empty() ? "“" : "、“") + option + "”";
    return out;
}

std::optional<number> bind_choice(const binding& b) {
    const auto& options = b.wanted.options;
    const auto key = name_key(b.value.text);
    const auto plain = [](std::string text) { return text.ends_with("的") ? text.substr(0, text.size() - 3) : text; };
    for (const bool loose : {false, true})
        for (std::size_t i = 0; i < options.size() && b.value.is != shape::truth; ++i) {
            const auto option = name_key(options[i]);
            if (loose ? plain(option) == plain(key) : option == key) return number(static_cast<std::int64_t>(i));
        }
    if (b.wanted.or_none && (is_one(none_words, key) || (b.value.is != shape::number && is_no(key)))) return number(static_cast<std::int64_t>(options.size()));
    if (options.size() == 2 && b.value.is != shape::number) {
        if (is_yes(key)) return number(affirmative(options));
        if (is_no(key)) return number(1 - affirmative(options));
    }
    words help{"可填：" + listed(options) + (b.wanted.or_none ? "；都没有的填“无”。" : "。"),
        "One of: " + listed(options) + (b.wanted.or_none ? ", or 无 for none." : ".")};
    if (const auto near = nearest_of(b.value.text, options))
        help = {"是“" + options[*near] + "”吗？" + help.zh, "Did you mean “" + options[*near] + "”? " + help.en};
    b.problem("FZ215", said(b.value.text, {"没有这个选项。", "there is no such option."}), help);
    return std::nullopt;
}

/// 约3件, 3件左右, 3-5件, 前3名: a figure, though not one.
bool says_roughly(const std::string& written) {
    const auto words = fold_width(written);
    bool figure = false;
    for (const char c : words) figure = figure || (c >= '0' && c <= '9');
    for (const std::string_view numeral : {"一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千"})
        figure = figure || words.find(numeral) != std::string::npos;
    if (!figure) return false;
    for (const std::string_view rough : {"约", "大概", "大致", "左右", "上下", "以上", "以下", "以内", "不到", "超过", "至少", "最多", "近", "多件", "多个",
             "多", "余", "几", "不足", "前", "至", "到", "-", "－", "—", "~", "～"})
        if (words.find(rough) != std::string::npos) return true;
    return false;
}

/// “O”疑为“0” and the like, where the words are nearly a number.
words mend_number(const std::string& written) {
    std::string mended;
    for (const char c : fold_width(written)) mended += c == 'O' || c == 'o' ? '0' : c == 'l' || c == 'I' ? '1' : c;
    if (mended != fold_width(written) && parse_quantity(mended)) return {"是“" + mended + "”吗？", "Did you mean \"" + mended + "\"?"};
    if (name_key(written) == "无" || name_key(written) == "没有")
        return {"若为零，请写“0”；若不知道，请留空。", "Write 0 for none, or leave it empty if unknown."};
    if (written.size() > 120) return {"这个数长得不像真的，请核对；写一个数，可以带单位。", "This is too long to be a figure: check it."};
    if (says_roughly(written))
        return {"计分要用准数，不能是约数、范围。说不准的留空，得分就是一个范围。",
            "A score needs one exact number, no rough one and no range; leave it empty if it is not certain: the score is then a range."};
    return {"写一个数，可以带单位；不知道就留空。", "Give one number, with its unit if you like; leave it empty if unknown."};
}

void wrong_unit(const binding& b, const quantity& read, const std::optional<number>& converted) {
    const auto& unit = b.wanted.unit;
    words message =
        unit.empty() ? words{"该事实没有单位。", "this fact has no unit."} : words{"该事实的单位是" + unit + "。", "the unit of this fact is " + unit + "."};
    words help{"若是" + read.value.text() + unit + "，请写“" + read.value.text() + unit + "”；否则核对是不是填错了事实。",
        "Write \"" + read.value.text() + unit + "\" if that is meant; else check whether it belongs to another fact."};
    if (converted)
        help = {"若确为" + b.value.text + "，请写“" + converted->text() + unit + "”。",
            "If it really is " + b.value.text + ", write \"" + converted->text() + unit + "\"."};
    b.problem("FZ210", said(b.value.text, message), help);
}

std::optional<number> in_own_unit(const binding& b, quantity read) {
    const auto& unit = b.wanted.unit;
    const bool percent = b.wanted.kind == fact_kind::percent || unit == "%";
    if (percent && read.fraction && b.value.text.find('/') == std::string::npos) return read.value * 100;  // 三分之二
    if (read.unit.empty()) return read.value;
    const auto measure = measure_of(read.unit);
    if (measure.base.empty()) {  // a bare 1450万
        if (percent) return wrong_unit(b, read, std::nullopt), std::nullopt;
        if (is_money(unit)) return divide(read.value * measure.factor, measure_of(unit).factor);
        return divide(read.value * measure.factor, unit.empty() ? number(1) : measure_of(unit).factor);
    }
    if (unit.empty())
        return b.wanted.kind == fact_kind::score && read.unit == "分" ? std::optional(read.value) : (wrong_unit(b, read, std::nullopt), std::nullopt);
    const auto converted = convert(read.value, read.unit, unit);
    // 1300元 where 万元 is asked for is far more likely a slip of the unit than 0.13万元; 13000元 is not.
    const bool slip = converted && is_money(unit) && measure.factor == number(1) && measure.factor < measure_of(unit).factor && *converted < number(1) &&
                      converted->sign() > 0 && read.value >= number(1) && read.value < number(10000);
    if (!converted || slip) {
        wrong_unit(b, read, converted);
        return std::nullopt;
    }
    return converted;
}

/// 第4名 → 4名: an order is written so.
std::string_view without_ordinal(std::string_view written) {
    constexpr std::string_view ordinal = "第";
    while (written.starts_with(' ')) written.remove_prefix(1);
    if (written.starts_with(ordinal)) written.remove_prefix(ordinal.size());
    return written;
}

std::optional<number> bind_number(const binding& b) {
    const auto& f = b.wanted;
    if (b.value.is == shape::truth) {
        b.problem("FZ211", said(b.value.text, {"该事实要填" + std::string(kind_zh(f.kind)) + "，不是是否。", "this fact takes a number, not yes or no."}));
        return std::nullopt;
    }
    const auto read = parse_quantity(is_place(f) ? without_ordinal(b.value.text) : b.value.text);
    if (!read) {
        b.problem("FZ211", said(b.value.text, {"不是一个数。", "this is not a number."}), mend_number(b.value.text));
        return std::nullopt;
    }
    const auto value = in_own_unit(b, *read);
    if (!value) return std::nullopt;
    if (value->text().size() > longest_value) {
        b.problem("FZ211", said(b.value.text, refused_length()),
            {"核对是不是多打了，单位是不是写错了。", "Check whether a digit was typed twice, or the unit is wrong."});
        return std::nullopt;
    }
    const auto limits = limits_of(f);
    if (limits.whole && !value->is_integer()) {
        b.problem("FZ212", said(b.value.text, refused_fraction()));
        return std::nullopt;
    }
    if ((limits.low && *value < *limits.low) || (limits.high && *value > *limits.high)) {
        const bool negative = value->sign() < 0 && limits.low && limits.low->sign() == 0;
        b.problem(negative ? "FZ213" : "FZ214", said(b.value.text, refused_outside(f, value->sign() < 0)));
        return std::nullopt;
    }
    if (f.kind == fact_kind::percent && read->unit.empty() && !read->fraction && value->sign() > 0 && *value < number(1))
        b.problem("FZ220", said(b.value.text, {"按" + value->text() + "%计。", "taken as " + value->text() + "%."}),
            {"若为" + (*value * 100).text() + "%，请写“" + (*value * 100).text() + "%”。",
                "If " + (*value * 100).text() + "% is meant, write \"" + (*value * 100).text() + "%\"."},
            severity::note);
    return value;
}

std::optional<number> bind_date(const binding& b) {
    if (const auto day = b.value.is == shape::truth ? std::nullopt : parse_date(b.value.text)) return number(*day);
    b.problem("FZ218", said(b.value.text, {"不是一个日期。", "this is not a date."}), {"写成“2024-06-30”或“2024年6月30日”。", "Write it like 2024-06-30."});
    return std::nullopt;
}

bool means_unknown(std::string_view key) { return is_one(unknown_words, key); }

}  // namespace

value_limits limits_of(const fact& f) {
    const bool not_below_zero = !f.min && (f.kind == fact_kind::count || f.kind == fact_kind::amount);
    return {f.kind == fact_kind::count || f.whole, not_below_zero ? number(0) : f.min, f.max};
}

words refused_length() { return {"位数太多，不像是真的。", "this has too many digits to be true."}; }

words refused_fraction() { return {"该事实只能是整数。", "this fact must be a whole number."}; }

words refused_outside(const fact& f, bool negative) {
    const auto limits = limits_of(f);
    const auto low = limits.low ? limits.low->text() : "", high = f.max ? f.max->text() : "";
    const bool from_zero = limits.low && limits.low->sign() == 0;
    if (from_zero && (!f.max || (negative && !f.min))) return {"该事实不能是负数。", "this fact cannot be negative."};
    if (!f.max) return {"不能小于" + low + f.unit + "。", "it cannot be less than " + low + f.unit + "."};
    if (!f.min) return {"不能大于" + high + f.unit + "。", "it cannot be more than " + high + f.unit + "."};
    return {"只能在" + low + "至" + high + f.unit + "之间。", "it must be between " + low + " and " + high + f.unit + "."};
}

std::vector<std::pair<std::string, number>> spellings_of(const fact& f) {
    std::vector<std::string> all;
    for (const auto& option : f.options) {
        all.push_back(option);
        all.push_back(option.ends_with("的") ? option.substr(0, option.size() - std::string_view("的").size()) : option + "的");
    }
    all.insert(all.end(), yes_words.begin(), yes_words.end());
    all.insert(all.end(), no_words.begin(), no_words.end());
    all.insert(all.end(), none_words.begin(), none_words.end());
    std::vector<std::pair<std::string, number>> known;
    const source none;
    for (const auto& text : all) {
        diagnostics refused;
        const auto value = bind_value(f, {f.name, shape::words, text, {}}, none, refused);
        const bool twice = std::any_of(known.begin(), known.end(), [&](const auto& k) { return k.first == text; });
        if (value && !twice) known.emplace_back(text, *value);
    }
    return known;
}

std::vector<std::string> spellings_of_unknown() { return {unknown_words.begin(), unknown_words.end()}; }

bool means_not_applicable(std::string_view words) {
    const auto key = name_key(words);
    for (const auto* word : {"不适用", "N/A", "n/a", "NA", "不涉及", "缺项"})
        if (key == word) return true;
    return false;
}

std::optional<number> bind_value(const fact& wanted, const given& value, const source& file, diagnostics& out) {
    if (value.is == shape::null) return std::nullopt;
    const binding b{wanted, value, file, out};
    if (value.is == shape::words) {
        const auto key = name_key(value.text);
        bool option = false;
        for (const auto& text : wanted.options) option = option || name_key(text) == key;
        if (!option && means_unknown(key)) return std::nullopt;
        if (!option && means_not_applicable(key)) {
            b.problem("FZ217", said(value.text, {"评分文件没有说缺项怎么办。", "the rubric does not say what to do with an item that does not apply."}),
                {"请填一个值；不知道就留空，得分会给出范围。", "Give a value, or leave it empty: the score is then a range."});
            return std::nullopt;
        }
    }
    switch (wanted.kind) {
        case fact_kind::boolean:
            return bind_boolean(b);
        case fact_kind::choice:
            return bind_choice(b);
        case fact_kind::date:
            return bind_date(b);
        case fact_kind::text:
            return std::nullopt;  // no operation reads it
        default:
            return bind_number(b);
    }
}

}  // namespace fenze
