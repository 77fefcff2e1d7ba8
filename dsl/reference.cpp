#include "dsl/reference.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "dsl/cursor.hpp"
#include "dsl/phrases.hpp"
#include "dsl/several.hpp"
#include "dsl/text.hpp"

namespace fenze {
namespace {

constexpr std::string_view reference_names[] = {"控制目标值", "考核目标值", "年度目标值", "计划目标值", "控制目标", "考核目标", "年度目标", "计划目标",
    "目标值", "目标", "基准值", "基准", "基数", "标准值", "标准", "控制值", "警戒值", "底线值", "门槛值", "参考值"};

struct named_figure {
    std::string name;
    std::string figure;     // 95%
    std::size_t begin = 0;  // what to take out: the definition without the subject before it
    std::size_t end = 0;
};

std::string_view name_at(std::string_view text) {
    for (const auto name : reference_names)
        if (starts(text, name)) return name;
    return {};
}

// 目标为95%, at the end of the first clause of the sentence; 以85%为基准值 is all of it.
std::optional<named_figure> definition(const folded& line, piece s) {
    const std::string_view all = line.text;
    const auto stop = std::min(s.end, all.find_first_of(",;", s.begin));
    if (stop >= s.end) return std::nullopt;
    named_figure out;
    for (std::size_t i = s.begin; i < stop; i += character_length(all, i)) {
        cursor in{all.substr(0, stop), i};
        if (i == s.begin && in.skip("以")) {
            const auto amount = read_amount(line, in.at, false);
            if (!amount || amount->end >= stop) continue;
            out.figure = std::string(all.substr(in.at, amount->end - in.at));
            in.at = amount->end;
            if (!in.skip("为") && !in.skip("作为")) continue;
            out.name = std::string(name_at(all.substr(in.at, stop - in.at)));
            in.at += out.name.size();
            if (out.name.empty() || !in.done()) continue;
            out.begin = s.begin;
            out.end = stop + 1;  // and the comma
            return out;
        }
        const auto name = name_at(all.substr(i, stop - i));
        if (name.empty()) continue;
        cursor figure{all.substr(0, stop), i + name.size()};
        if (!skip_any(figure, {"设定为", "确定为", "设为", "定为", "为", "是", ":"})) continue;
        const auto amount = read_amount(line, figure.at, false);
        if (!amount || amount->end != stop) continue;
        out.name = std::string(name);
        out.figure = std::string(all.substr(figure.at, stop - figure.at));
        out.begin = i;
        if (i > s.begin && ends(all.substr(s.begin, i - s.begin), "的")) out.begin -= std::string_view("的").size();
        out.end = stop + 1;  // and the comma, so that the subject goes on: 接种率（目标为95%，）达到目标
        return out;
    }
    return std::nullopt;
}

void put(folded& line, std::size_t at, std::size_t size, std::string_view words) {
    const std::uint32_t from = line.origin[at];
    line.text.replace(at, size, words);
    line.origin.erase(line.origin.begin() + static_cast<std::ptrdiff_t>(at), line.origin.begin() + static_cast<std::ptrdiff_t>(at + size));
    line.origin.insert(line.origin.begin() + static_cast<std::ptrdiff_t>(at), words.size(), from);
    const auto longer = static_cast<std::ptrdiff_t>(words.size()) - static_cast<std::ptrdiff_t>(size);
    for (auto& [open, close] : line.quotations) {
        if (open >= at + size) open = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(open) + longer);
        if (close >= at + size) close = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(close) + longer);
    }
}

}  // namespace

void spell_reference(folded& line, piece s) {
    const auto said = definition(line, s);
    if (!said) return;
    // where the name is used: behind a word of comparison
    std::vector<std::pair<std::size_t, std::size_t>> uses;
    const std::string_view all = line.text;
    const std::string core = said->name.substr(0, ends(said->name, "值") ? said->name.size() - std::string_view("值").size() : said->name.size());
    for (auto at = all.find(core, said->end); at != std::string_view::npos && at < s.end; at = all.find(core, at + core.size())) {
        if (!ends_any(all.substr(0, at),
                {"达到", "达", "高于", "低于", "超过", "超出", "不足", "少于", "多于", "大于", "小于", "高出", "完成", "不低于", "不高于", "较", "比"}))
            return;
        if (starts_any(all.substr(at + core.size()), {"任务", "责任", "要求", "管理", "考核"})) return;  // 完成目标任务: something else than the figure
        std::size_t size = core.size();
        if (starts(all.substr(at + size), "值")) size += std::string_view("值").size();
        uses.emplace_back(at, size);
    }
    if (uses.empty()) return;
    for (auto use = uses.rbegin(); use != uses.rend(); ++use) put(line, use->first, use->second, said->figure);
    put(line, said->begin, said->end - said->begin, "");
}

}  // namespace fenze
