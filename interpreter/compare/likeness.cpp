#include "interpreter/compare/likeness.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <vector>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"

namespace fenze {
namespace {

std::vector<std::string> characters_of(std::string_view text) {
    const std::string key = name_key(text);
    std::vector<std::string> out;
    for (std::size_t i = 0; i < key.size(); i += character_length(key, i)) out.push_back(key.substr(i, character_length(key, i)));
    return out;
}

std::map<std::string, int> neighbours(const std::vector<std::string>& all) {
    std::map<std::string, int> out;
    if (all.size() == 1) ++out[all[0]];
    for (std::size_t i = 0; i + 1 < all.size(); ++i) ++out[all[i] + all[i + 1]];
    return out;
}

// Words that make another thing of a phrase; the longer before those that they hold.
constexpr std::array<std::string_view, 78> telling{"国家级", "省部级", "自治区", "直辖市", "以上", "以下", "以内", "以外", "超过", "高于", "低于", "大于",
    "小于", "多于", "少于", "不足", "不满", "增长", "增加", "减少", "下降", "上升", "提高", "降低", "国家", "国际", "国内", "省级", "市级", "县级", "区级",
    "乡镇", "校级", "院级", "部级", "厅级", "局级", "境外", "境内", "本市", "本省", "发明", "实用新型", "外观", "牵头", "参与", "主持", "申请", "受理", "授权",
    "首次", "再次", "累计", "平均", "新增", "每月", "每年", "每季", "上半年", "下半年", "近两年", "近三年", "当年", "上年", "甲", "乙", "丙", "不", "未", "无",
    "非", "没", "免", "前", "后", "省", "市", "县"};

std::string figures_of(const std::string& key) {
    std::string out;
    for (std::size_t i = 0; i < key.size(); i += character_length(key, i)) {
        const auto c = std::string_view(key).substr(i, character_length(key, i));
        const bool digit = c.size() == 1 && ((c[0] >= '0' && c[0] <= '9') || c[0] == '.' || c[0] == '%');
        if (digit || is_any(c, {"一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "亿", "半"})) out += c;
        else if (!out.empty() && !out.ends_with(' ')) out += ' ';
    }
    while (out.ends_with(' ')) out.pop_back();
    return out;
}

/// How often each telling word stands in the phrase, longer words first and taken out.
std::map<std::string_view, int> telling_in(std::string text) {
    std::map<std::string_view, int> out;
    for (const auto word : telling)
        for (auto at = text.find(word); at != std::string::npos; at = text.find(word)) {
            ++out[word];
            text.replace(at, word.size(), "|");
        }
    return out;
}

}  // namespace

number likeness(std::string_view a, std::string_view b) {
    const auto x = neighbours(characters_of(a)), y = neighbours(characters_of(b));
    std::int64_t shared = 0, all = 0;
    for (const auto& [pair, times] : x) {
        all += times;
        if (const auto found = y.find(pair); found != y.end()) shared += std::min(times, found->second);
    }
    for (const auto& entry : y) all += entry.second;
    return all == 0 ? number(0) : number::fraction(2 * shared, all);
}

std::string telling_difference(std::string_view a, std::string_view b) {
    const std::string x = name_key(a), y = name_key(b);
    if (const auto p = figures_of(x), q = figures_of(y); p != q) return (p.empty() ? "无数字" : p) + "、" + (q.empty() ? "无数字" : q);
    const auto mine = telling_in(x), theirs = telling_in(y);
    std::string out;
    for (const auto word : telling) {
        const auto in = [&](const std::map<std::string_view, int>& all) {
            const auto found = all.find(word);
            return found == all.end() ? 0 : found->second;
        };
        if (in(mine) != in(theirs)) out += (out.empty() ? "" : "、") + std::string(word);
    }
    return out;
}

}  // namespace fenze
