#include "repl/move_settings.hpp"

#include <optional>

#include "dsl/fold.hpp"
#include "interpreter/facts/read.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

std::string quoted(std::string_view text) { return "“" + std::string(text) + "”"; }

/// The fact of that name, or what is wrong with the name.
std::optional<std::uint32_t> fact_called(const fact_index& index, std::string_view name, words& problem) {
    const auto found = index.find(name);
    if (found.size() == 1) return found.front();
    if (found.empty()) {
        const fact* near = index.nearest(name);
        problem = {"没有" + quoted(name) + "这个事实。" + (near ? "是" + quoted(near->name) + "吗？" : "fenze facts 列出全部事实。"),
            "There is no fact \"" + std::string(name) + "\"." + (near ? " Did you mean \"" + near->name + "\"?" : " See fenze facts.")};
        return std::nullopt;
    }
    std::string paths;
    for (const auto f : found) paths += (paths.empty() ? "" : "、") + index.of().facts[f].path;
    problem = {quoted(name) + "不止一个，请写全：" + paths + "。", "\"" + std::string(name) + "\" is more than one fact; write one of: " + paths + "."};
    return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

/// A positive number, in the fact's own unit where one is written.
std::optional<number> positive(std::string_view text, const std::string& unit) {
    const auto read = parse_quantity(text);
    if (!read) return std::nullopt;
    auto value = read->unit.empty() || read->unit == unit ? std::optional(read->value) : convert(read->value, read->unit, unit);
    constexpr std::size_t most_digits = 20;
    return value && value->sign() > 0 && value->text().size() <= most_digits ? value : std::nullopt;
}

}  // namespace

words set_freedom(const fact_index& index, std::string_view fact, freedom may, std::vector<fact_moves>& moves) {
    words problem;
    if (const auto f = fact_called(index, fact, problem)) moves[*f].may = may;
    return problem;
}

words set_step(const fact_index& index, std::string_view name, std::string_view step, std::vector<fact_moves>& moves) {
    words problem;
    const auto f = fact_called(index, name, problem);
    if (!f) return problem;
    const fact& own = index.of().facts[*f];
    if (own.kind == fact_kind::choice || own.kind == fact_kind::boolean)
        return {quoted(own.name) + "是选项，一次动一档，不用写步长。", "\"" + own.name + "\" is a choice: it moves one level at a time."};
    const auto value = positive(step, own.unit);
    if (!value || (own.whole && !value->is_integer()))
        return {quoted(step) + "不能作" + quoted(own.name) + "的步长：要一个大于0的" + (own.whole ? "整数。" : "数。"),
            "\"" + std::string(step) + "\" is no step for \"" + own.name + "\": a number above 0" + (own.whole ? ", whole." : ".")};
    moves[*f].step = *value;
    return {};
}

words set_step(const fact_index& index, std::string_view both, std::vector<fact_moves>& moves) {
    for (const std::string_view sign : {"=", "＝", "：", ":"})
        if (const auto at = both.rfind(sign); at != std::string_view::npos && at > 0)
            return set_step(index, trimmed(both.substr(0, at)), trimmed(both.substr(at + sign.size())), moves);
    return {"步长写成“事实=步长”，例如：近三年累计科技研发投入=50万元；不是" + quoted(both) + "。",
        "A step is written FACT=STEP, not \"" + std::string(both) + "\"."};
}

words set_cost(const fact_index& index, std::string_view name, std::string_view cost, std::vector<fact_moves>& moves) {
    const auto key = name_key(cost);
    if (key == "锁定" || key == "不动" || key == "locked") return set_freedom(index, name, freedom::locked, moves);
    if (key == "可增可减" || key == "free") return set_freedom(index, name, freedom::both, moves);
    words problem;
    const auto f = fact_called(index, name, problem);
    if (!f) return problem;
    const auto value = positive(cost, "");
    if (!value)
        return {quoted(index.of().facts[*f].name) + "的代价" + quoted(cost) + "不是大于0的数；不能动的写“锁定”。",
            "The cost \"" + std::string(cost) + "\" of \"" + index.of().facts[*f].name + "\" is no number above 0; write 锁定 to lock it."};
    moves[*f].cost = *value;
    return {};
}

std::vector<words> set_costs(const fact_index& index, const source& file, std::vector<fact_moves>& moves) {
    std::vector<words> problems;
    const auto take = [&](std::string_view name, std::string_view cost) {
        auto problem = set_cost(index, trimmed(name), trimmed(cost), moves);
        if (!problem.zh.empty()) problems.push_back(std::move(problem));
    };
    const std::string_view text = file.text();
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && text[first] == '{') {
        diagnostics wrong;
        const auto read = read_json_facts(file, wrong);
        for (const auto& d : wrong) problems.push_back(d.message);
        for (const auto& record : read.records)
            for (const auto& one : record.values) take(one.name, one.text);
        return problems;
    }
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        const auto line = trimmed(text.substr(begin, end - begin));
        begin = end + 1;
        ++number;
        if (line.empty() || line.front() == '#') continue;
        bool read = false;
        for (const std::string_view sign : {"：", ":", "，", ",", "＝", "=", "\t"}) {
            const auto at = line.rfind(sign);
            if (at == std::string_view::npos || at == 0) continue;
            take(line.substr(0, at), line.substr(at + sign.size()));
            read = true;
            break;
        }
        if (!read)
            problems.push_back({"第" + std::to_string(number) + "行" + quoted(line) + "不是“事实：代价”。",
                "Line " + std::to_string(number) + ", \"" + std::string(line) + "\", is no \"fact: cost\"."});
    }
    return problems;
}

}  // namespace fenze
