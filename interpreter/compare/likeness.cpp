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
constexpr std::array<std::string_view, 107> telling{"国家级", "省部级", "自治区", "直辖市", "以上", "以下", "以内", "以外", "超过", "高于", "低于", "大于",
    "小于", "多于", "少于", "不足", "不满", "增长", "增加", "减少", "下降", "上升", "提高", "降低", "国家", "国际", "国内", "国外", "省外", "省级", "市级",
    "县级", "区级", "乡镇", "校级", "院级", "部级", "厅级", "局级", "境外", "境内", "本市", "本省", "发明", "实用新型", "外观", "牵头", "参与", "参加", "主持",
    "承担", "申请", "受理", "授权", "首次", "再次", "累计", "平均", "新增", "每月", "每年", "每季", "上半年", "下半年", "近两年", "近三年", "当年", "上年",
    "一般", "重大", "较大", "特大", "严重", "轻微", "高级", "中级", "初级", "大型", "中型", "小型", "博士", "硕士", "本科", "专科", "中文", "外文", "英文",
    "线上", "线下", "甲", "乙", "丙", "不", "未", "无", "非", "没", "免", "前", "后", "省", "市", "县", "正", "副", "男", "女"};

std::string figures_of(std::string key) {
    for (const std::string_view word : {"一般", "统一", "一致", "唯一", "进一步", "一定", "一体"})  // no figures
        for (auto at = key.find(word); at != std::string::npos; at = key.find(word)) key.replace(at, word.size(), "|");
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
    if (figures_of(x) != figures_of(y)) return "数字";
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

std::string words_beside(std::string_view text, std::string_view reading, const std::vector<std::string>& named) {
    // words that give, take or limit points, join conditions, or compare
    constexpr std::string_view giving =
        "得计加记积给赋予授扣减少分每各有均并且和与及或的为是按照达到至不低于高多以上下内含最累合限封顶超过本此该项其中之一可再另增满达未无否则余者个次件数量值"
        "倍率比例占起完止算折就重复取只"
        "两二三四五六七八九十百千万亿元半零点";
    const auto figures = [](std::string_view of) {
        std::vector<std::string> out;
        bool inside = false;
        for (const char c : of) {
            const bool digit = (c >= '0' && c <= '9') || (c == '.' && inside);
            if (digit && !inside) out.emplace_back();
            if (digit) out.back() += c;
            inside = digit;
        }
        return out;
    };
    std::string said = name_key(text);
    std::vector<std::string> names;
    for (const auto& n : named) names.push_back(name_key(n));
    std::stable_sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) { return b.size() < a.size(); });
    for (const auto& n : names)
        for (auto at = said.find(n); !n.empty() && at != std::string::npos; at = said.find(n)) said.replace(at, n.size(), "|");
    std::vector<std::string> left;
    const auto read = figures(name_key(reading));
    for (auto& f : figures(said))
        if (std::find(read.begin(), read.end(), f) == read.end()) left.push_back(std::move(f));
    for (std::size_t i = 0; i < said.size(); i += character_length(said, i)) {
        const auto c = std::string_view(said).substr(i, character_length(said, i));
        // letters and ideographs; signs and digits say nothing by themselves
        const bool letter = (c.size() == 1 && ((c[0] >= 'a' && c[0] <= 'z') || (c[0] >= 'A' && c[0] <= 'Z'))) ||
                            (c.size() == 3 && static_cast<unsigned char>(c[0]) >= 0xE4U && static_cast<unsigned char>(c[0]) <= 0xE9U);
        if (letter && giving.find(c) == std::string_view::npos) left.emplace_back(c);
    }
    std::sort(left.begin(), left.end());
    std::string out;
    for (const auto& one : left) out += one + " ";
    return out;
}

}  // namespace fenze
