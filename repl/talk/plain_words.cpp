#include "repl/talk/plain_words.hpp"

#include <algorithm>
#include <array>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "repl/talk/request.hpp"

namespace fenze {
namespace {

/// The longest of the words that the text begins with; empty where there is none.
std::string_view longest_before(std::string_view text, word_list words) {
    std::string_view best;
    for (const auto word : words)
        if (text.starts_with(word) && word.size() > best.size()) best = word;
    return best;
}

std::string_view longest_behind(std::string_view text, word_list words) {
    std::string_view best;
    for (const auto word : words)
        if (text.ends_with(word) && word.size() > best.size()) best = word;
    return best;
}

const word_list before_names{"我们的", "我们", "我单位的", "我单位", "本单位的", "本单位", "我校", "我院", "我所", "我公司", "我司", "我", "咱们", "请把",
    "请将", "帮我把", "帮我", "把", "将", "其中", "另外", "另", "还有", "那么", "那", "现在", "目前", "请", "填写", "填入", "填", "输入", "录入", "设置",
    "关于", "这个", "该"};

const word_list behind_names{"的数量", "数量", "的个数", "个数", "的总数", "总数", "数目", "的情况", "情况", "的", "了", "已经", "已", "现在", "目前", "一共",
    "总共", "共计", "也", "就", "才", "都", "这一项", "这项", "："};

struct verb {
    std::string_view word;
    int change;
};
constexpr auto verbs = std::to_array<verb>({{"应该是", 0}, {"就是", 0}, {"应为", 0}, {"改成", 0}, {"改为", 0}, {"改到", 0}, {"变成", 0}, {"变为", 0},
    {"调整为", 0}, {"调整到", 0}, {"调整成", 0}, {"调到", 0}, {"增加到", 0}, {"增加至", 0}, {"增至", 0}, {"增长到", 0}, {"提高到", 0}, {"提高至", 0},
    {"提升到", 0}, {"提升至", 0}, {"上升到", 0}, {"升到", 0}, {"升至", 0}, {"加到", 0}, {"减少到", 0}, {"减少至", 0}, {"减到", 0}, {"减至", 0}, {"降低到", 0},
    {"降到", 0}, {"降至", 0}, {"下降到", 0}, {"达到", 0}, {"达到了", 0}, {"达", 0}, {"共有", 0}, {"共计", 0}, {"合计", 0}, {"一共", 0}, {"总共", 0},
    {"只有", 0}, {"仅有", 0}, {"设为", 0}, {"设成", 0}, {"定为", 0}, {"填写", 0}, {"填", 0}, {"写", 0}, {"算", 0}, {"按", 0}, {"是", 0}, {"为", 0}, {"有", 0},
    {"共", 0}, {"得", 0}, {"获", 0}, {"评为", 0}, {"选", 0}, {"排", 0}, {"排在", 0}, {"位列", 0}, {"位居", 0}, {"到", 0}, {"增加", 1}, {"增加了", 1},
    {"新增", 1}, {"新增加", 1}, {"再增加", 1}, {"再新增", 1}, {"多", 1}, {"多了", 1}, {"再多", 1}, {"又多", 1}, {"还多", 1}, {"加", 1}, {"加上", 1},
    {"再加", 1}, {"再来", 1}, {"再有", 1}, {"又有", 1}, {"减少", -1}, {"减少了", -1}, {"减", -1}, {"减去", -1}, {"再减", -1}, {"再减少", -1}, {"少", -1},
    {"少了", -1}, {"再少", -1}, {"扣除", -1}, {"去掉", -1}, {"减掉", -1}});

}  // namespace

std::string_view undressed(std::string_view name) {
    for (bool more = true; more;) {
        more = false;
        name = trimmed(name);
        if (const auto word = longest_before(name, before_names); !word.empty() && word.size() < name.size()) name.remove_prefix(word.size()), more = true;
        if (const auto word = longest_behind(name, behind_names); !word.empty() && word.size() < name.size()) name.remove_suffix(word.size()), more = true;
    }
    return name;
}

std::vector<verb_use> verbs_in(std::string_view line) {
    std::vector<verb_use> out;
    for (std::size_t i = 0; i < line.size(); i += character_length(line, i)) {
        const auto from = out.size();
        for (const auto& v : verbs)
            if (line.substr(i).starts_with(v.word)) out.push_back({i, i + v.word.size(), v.change});
        std::sort(out.begin() + static_cast<std::ptrdiff_t>(from), out.end(), [](const verb_use& a, const verb_use& b) { return b.end < a.end; });
    }
    return out;
}

std::optional<int> lead_of_figure(std::string_view words) {
    static const word_list sets{"有", "共有", "一共有", "总共有", "已有", "已经有", "拥有", "现有", "获得", "获得了", "取得", "取得了", "得到", "获", "得",
        "完成", "完成了", "承担", "承担了", "发表", "发表了", "拿到", "拿到了", "拿了", "拿下", "签订", "开展", "开展了", "组织", "组织了", "参加", "参加了",
        "只有", "仅有", "共", "一共", "总共", ""};
    static const word_list adds{"增加", "增加了", "新增", "新增了", "再增加", "再新增", "多", "多了", "再多", "又多", "又多了", "加", "再加", "加上", "再加上",
        "再有", "又有", "再来", "再", "又", "再获得", "又获得", "再发表", "又发表", "再完成", "又完成", "多发表", "多获得", "再拿", "再拿到"};
    static const word_list takes{"减少", "减少了", "减", "减去", "少", "少了", "再少", "再减", "去掉", "扣除", "减掉"};
    words = undressed(words);
    for (const std::string_view all : {"一共", "总共", "已经", "共", "已"})
        if (words.starts_with(all) && words.size() > all.size()) words = trimmed(words.substr(all.size()));
    const auto among = [&](const word_list& list) { return std::find(list.begin(), list.end(), words) != list.end(); };
    if (among(adds)) return 1;
    if (among(takes)) return -1;
    if (among(sets)) return 0;
    // 我们, 现在: nothing but dressing
    const auto lead = longest_before(words, before_names);
    if (!words.empty() && lead == words) return 0;
    return std::nullopt;
}

std::string_view denied(std::string_view line) {
    const auto bare = undressed(line);
    const auto no = longest_before(
        bare, {"没有", "无", "暂无", "没", "没有获得", "没获得", "未获得", "没有取得", "未取得", "没拿到", "没有任何", "未发表", "没有发表", "未承担"});
    return no.empty() ? std::string_view() : trimmed(bare.substr(no.size()));
}

std::string_view plain_value(std::string_view value) {
    for (bool more = true; more;) {
        more = false;
        value = trimmed(value);
        for (const std::string_view word : {"了", "吧", "啊", "呢", "哦", "呀", "的样子", "。", "！", "!"})
            if (value.size() > word.size() && value.ends_with(word)) value.remove_suffix(word.size()), more = true;
    }
    return value;
}

bool says_none(std::string_view value) {
    for (const std::string_view none : {"无", "没有", "没", "暂无", "暂时没有", "一个没有", "一个也没有", "一个都没有", "一件没有", "一件也没有", "一件都没有",
             "一项没有", "一项也没有", "一项都没有", "全无", "还没有"})
        if (value == none) return true;
    return false;
}

}  // namespace fenze
