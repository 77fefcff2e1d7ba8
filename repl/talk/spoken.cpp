#include "repl/talk/spoken.hpp"

#include <algorithm>
#include <vector>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/quantity.hpp"
#include "repl/talk/plain_words.hpp"
#include "repl/talk/request.hpp"

namespace fenze {
namespace {

// Words that say nothing of what is asked, at the edges of what stands beside the question itself; the longest first.
const word_list fillers{"我单位", "本单位", "我们", "咱们", "单位", "请问", "那么", "现在", "目前", "当前", "到底", "究竟", "一共", "总共", "能够", "可以",
    "才能", "需要", "应该", "一下", "看看", "告诉", "知道", "这个", "这项", "这一项", "那个", "变成", "成为", "评上", "评为", "达到", "拿到", "得到", "做到",
    "争取", "目标", "距离", "分数", "得分", "等级", "什么", "哪些", "多少", "怎么", "怎样", "如何", "还是", "就是", "至少", "最少", "最低", "总分", "总", "做",
    "些", "那", "请", "帮", "我", "我的", "的", "了", "呢", "吗", "呀", "啊", "吧", "嘛", "是", "会", "能", "可", "就", "还", "也", "要", "想", "让", "把",
    "使", "得", "到", "上", "才", "这", "该", "对", "离", "距", "差", "分", "给", "再", "有", "算", "拿", "评", "冲", "成", "为", "去", "几", "步", "事",
    "哪一项", "哪项", "哪个", "哪里", "哪", "项", "系统", "程序", "软件", "工具", "这里", "最", "其中", "里面", "里", "个", "一", ",", "?", "!", "、", "。",
    ":", "-"};

std::size_t edge(std::string_view text, bool front) {
    std::size_t best = 0;
    for (const auto word : fillers)
        if (word.size() > best && (front ? text.starts_with(word) : text.ends_with(word))) best = word.size();
    return best;
}

bool known(const rulebook& book, std::string_view words) {
    // a single character is part of some title nearly always
    const bool number = words.find_first_not_of("0123456789.") == std::string_view::npos;
    if (!number && characters(words) < 2) return false;
    return items_named(book, words).size() == 1 || (!number && facts_named(book, words).sure);
}

struct asked {
    bool understood = true;
    std::string about;  // an item or a fact as named; empty: nothing in particular
};

/// What stands beside the question: nothing that matters, or one name.
asked reduced(const rulebook& book, std::string_view words) {
    std::vector<std::string_view> open{words};
    // a name may begin or end with a filler, so both edges are tried before either is cut
    for (std::size_t i = 0; i < open.size() && i < 200; ++i) {
        const auto text = open[i];
        if (text.empty()) return {};
        if (known(book, text)) return {true, std::string(text)};
        if (const auto n = edge(text, true); n > 0) open.push_back(text.substr(n));
        if (const auto n = edge(text, false); n > 0) open.push_back(text.substr(0, text.size() - n));
    }
    return {false, {}};
}

asked reduced(const rulebook& book, const std::vector<std::string_view>& pieces) {
    asked out;
    for (const auto piece : pieces) {
        const auto one = reduced(book, piece);
        if (!one.understood || (!one.about.empty() && !out.about.empty())) return {false, {}};
        if (!one.about.empty()) out.about = one.about;
    }
    return out;
}

struct found_word {
    std::size_t at = std::string_view::npos, size = 0;
    explicit operator bool() const { return at != std::string_view::npos; }
};

/// The longest of the words that stands in the text, the first where it stands twice.
found_word longest_in(std::string_view text, word_list words) {
    found_word best;
    for (const auto word : words)
        if (const auto at = text.find(word); at != std::string_view::npos && word.size() > best.size) best = {at, word.size()};
    return best;
}

std::vector<std::string_view> without(std::string_view text, const found_word& word) { return {text.substr(0, word.at), text.substr(word.at + word.size)}; }

/// 优秀, 85分, 满分 in the text.
struct target {
    found_word where;
    std::string words;
};

std::optional<target> target_in(const rulebook& book, std::string_view text) {
    std::optional<target> out;
    for (const auto& grade : book.program().grades)
        if (const auto at = text.find(grade.name); at != std::string_view::npos && (!out || grade.name.size() > out->where.size))
            out = target{{at, grade.name.size()}, grade.name};
    if (out) return out;
    if (const auto at = text.find("满分"); at != std::string_view::npos) return target{{at, std::string_view("满分").size()}, "满分"};
    const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!digit(i)) continue;
        std::size_t end = i;
        while (digit(end) || (end < text.size() && text[end] == '.' && digit(end + 1))) ++end;
        constexpr std::string_view points = "分";
        if (text.substr(end).starts_with(points)) return target{{i, end - i + points.size()}, std::string(text.substr(i, end - i))};
        i = end;
    }
    return std::nullopt;
}

const word_list reach{"怎么才能", "怎样才能", "如何才能", "怎么", "怎样", "如何", "才能", "差多少", "差什么", "差哪", "差几", "还差", "有多远", "达到", "评上",
    "评为", "争取", "想要", "要想", "目标", "需要做", "需要", "还要", "拿到", "冲", "最省", "够不够", "多远", "能不能", "能否"};
const word_list why{"为什么", "为啥", "为何", "怎么来的", "怎么得来的", "怎么得出", "怎么算出", "凭什么", "什么原因", "咋回事", "怎么回事", "怎么这么",
    "咋这么", "怎么才", "怎么只", "原因"};
const word_list low{"这么低", "这么少", "这么高", "那么低", "不高", "没有得满分", "没得满分", "没有满分", "没满分", "不是满分", "不满分", "不能得满分",
    "没有得分", "不得分", "没得分", "没有分", "没分", "得不到分", "被扣分", "扣分", "扣了", "低", "少"};
const word_list gaps{"哪些还没填", "哪些没填", "哪些没有填", "什么没填", "还没填", "还没有填", "没有填", "没填", "未填写", "未填", "漏填", "还缺什么", "缺什么",
    "缺哪些", "还缺哪些", "要填什么", "填什么", "填哪些", "还要填", "还需要填"};
const word_list best{"最划算", "加分最多", "最见效", "最值得", "先做哪", "先抓哪", "优先做", "优先抓", "性价比", "提分最快", "最容易加分", "从哪里入手",
    "从哪入手", "怎么提分", "怎么加分", "怎样加分", "如何加分", "怎么提高", "怎样提高", "如何提高", "哪里能加分", "哪些能加分", "哪项能加分"};
const word_list of_gaps{"还差多少", "差多少", "还差什么", "差什么", "还差几", "差几", "还差哪些", "差在哪", "还差"};
const word_list of_ends{"最高能", "最多能", "最低能", "最少能", "最高可能", "最低可能", "最好情况", "最坏情况", "最好的情况", "最坏的情况", "最高多少",
    "最低多少", "最高得多少", "最低得多少", "范围", "上下限"};
const word_list of_rules{"怎么计算", "怎么算", "怎么计分", "怎样计分", "如何计分", "怎么得分", "怎么评分", "怎么打分", "怎么扣分", "计分办法", "计分规则",
    "评分标准", "评分规则", "什么规则", "规则是", "规则", "什么意思", "怎么理解", "怎么规定", "什么规定", "标准是什么", "有什么要求", "要求是什么", "几分一"};
const word_list of_score{"多少分", "几分", "得多少", "总分是多少", "总分多少", "总分", "成绩", "分数", "得分", "什么等级", "哪个等级", "哪一档", "什么档次",
    "等级", "结果", "得分情况", "打分"};
const word_list filled{"填了什么", "填了哪些", "已经填了", "已填", "填的是什么", "填过什么", "都填了"};
const word_list of_values{"现在是多少", "填的是多少", "填了多少", "填的多少", "是多少", "有多少", "是几", "有几", "多少"};
const word_list use{
    "怎么用", "能问什么", "可以问什么", "有哪些命令", "有什么命令", "哪些命令", "能做什么", "能干什么", "会什么", "使用说明", "怎么操作", "怎么输入", "怎么填"};

/// 怎么才10分 asks for the reason, 怎么才能到10分 for the way.
bool asks_why(std::string_view text) {
    if (longest_in(text, {"为什么", "为啥", "为何", "凭什么", "怎么只"})) return true;
    const auto at = text.find("怎么才");
    return at != std::string_view::npos && !text.substr(at).starts_with("怎么才能");
}

bool is(std::string_view text, word_list words) { return std::find(words.begin(), words.end(), text) != words.end(); }

/// 如果发明专利再多两件会怎样: what is supposed in it. Nothing where nothing is.
std::optional<std::string> supposed(std::string_view line) {
    bool supposes = false;
    for (const std::string_view word : {"如果说", "如果", "假如", "假设", "假使", "要是", "倘若", "若是", "万一", "比如", "若"})
        if (line.starts_with(word)) {
            line = trimmed(line.substr(word.size()));
            supposes = true;
            break;
        }
    bool open = true;
    while (open) {
        open = false;
        for (const std::string_view word :
            {"会怎么样", "会怎样", "会如何", "会是多少分", "会是多少", "会有多少分", "会得多少分", "会变成多少", "能得多少分", "能有多少分", "能到多少分",
                "能加多少分", "能多多少分", "得多少分", "是多少分", "有多少分", "多少分", "总分是多少", "总分多少", "总分会变吗", "怎么样", "怎样", "行不行",
                "行吗", "可以吗", "的话", "那么", "那", "呢", "吗", "会", "总分", "我", "我们", "就", "又", "，", ",", "？", "?", "。", " "}) {
            if (line.size() <= word.size() || !line.ends_with(word)) continue;
            supposes = supposes || word.size() >= 12;
            line = trimmed(line.substr(0, line.size() - word.size()));
            open = true;
        }
    }
    if (!supposes || line.empty()) return std::nullopt;
    return std::string(line);
}

/// 把2.3的上限改成20: a change of the rule.
std::optional<std::string> rule_changed(const rulebook& book, std::string_view line) {
    const auto bare = undressed(line);
    for (const std::string_view kind : {"上限", "封顶", "满分", "分值"}) {
        const auto at = bare.find(kind);
        if (at == std::string_view::npos || at == 0) continue;
        const auto name = undressed(bare.substr(0, at));
        auto value = trimmed(bare.substr(at + kind.size()));
        for (const std::string_view verb : {"改成", "改为", "提高到", "降到", "降低到", "调到", "调整为", "变成", "变为", "定为", "设为", "是", "为"})
            if (value.starts_with(verb)) {
                value = trimmed(value.substr(verb.size()));
                break;
            }
        if (value.ends_with("分")) value.remove_suffix(std::string_view("分").size());
        if (known(book, name) && parse_numeral(value)) return "改 " + std::string(name) + " " + std::string(kind) + " " + std::string(value);
    }
    return std::nullopt;
}

std::optional<std::string> whole_line(std::string_view text, bool tried) {
    if (is(text, {"还是按原来的", "按原来的", "还是原来的", "还是按原来的吧", "恢复原样", "恢复原状", "恢复", "还原", "退回", "退回去", "回退", "取消", "算了",
                     "不要了", "作废", "返回", "上一步", "后悔了", "刚才的不算", "不算"}))
        return "撤销";
    if (is(text, {"保留", "留着", "就这样", "就这么定", "就这么办", "采用", "照这样填", "照办", "按这个办", "就按这个", "就按这个办", "确认", "确定"}))
        return tried ? std::optional<std::string>("采纳") : std::nullopt;
    if (is(text, {"拜拜", "结束", "关闭", "退", "走了", "不用了", "离开", "下线"})) return "退出";
    if (is(text, {"你好", "您好", "在吗", "命令", "菜单", "说明", "用法", "求助", "救命"})) return "帮助";
    if (is(text, {"得分表", "评分表", "明细", "得分明细", "看看", "看一下", "显示", "列出来", "全部", "刷新"})) return "看";
    if (is(text, {"存盘", "存一下", "保存一下", "存起来"})) return "保存";
    if (is(text, {"全部清空", "重新开始", "从头来", "重来", "清零", "重置"})) return "清空";
    return std::nullopt;
}

/// Without the words that say nothing, at both edges.
std::string_view bared(std::string_view text) {
    while (!text.empty()) {
        if (const auto n = edge(text, true); n > 0) text.remove_prefix(n);
        else if (const auto m = edge(text, false); m > 0) text.remove_suffix(m);
        else break;
    }
    return text;
}

/// 怎么才能评上优秀 where the rubric has no such grade: 优秀, which the goal then says something about.
std::optional<std::string> unknown_grade(const rulebook& book, std::string_view text) {
    const auto cue = longest_in(text, {"怎么才能", "怎样才能", "如何才能", "才能", "评上", "评为", "被评", "怎么达到", "如何达到", "争取", "差多远", "离"});
    if (!cue || asks_why(text)) return std::nullopt;
    constexpr std::uint32_t longest_grade = 5;
    std::string found;
    for (const auto piece : without(text, cue)) {
        const auto left = bared(piece);
        if (left.empty()) continue;
        if (!found.empty() || characters(left) < 2 || characters(left) > longest_grade || left.find_first_of("0123456789") != std::string_view::npos)
            return std::nullopt;
        found = left;
    }
    // only a grade is 评上; what is 达到 may be a fact
    const bool graded =
        text.find("评上") != std::string_view::npos || text.find("评为") != std::string_view::npos || text.find("被评") != std::string_view::npos;
    if (found.empty() || (!graded && (known(book, found) || !facts_named(book, found).facts.empty()))) return std::nullopt;
    return found;
}

std::optional<std::string> with_name(const rulebook& book, const char* command, std::string_view text, const found_word& cue, bool name_wanted = false) {
    const auto about = reduced(book, without(text, cue));
    if (!about.understood || (name_wanted && about.about.empty())) return std::nullopt;
    return command + (about.about.empty() ? std::string() : " " + about.about);
}

}  // namespace

std::string asked_about(const rulebook& book, std::string_view words) {
    const auto text = name_key(words);
    if (text.empty() || known(book, text)) return std::string(words);
    auto rest = std::string_view(text);
    if (const auto cue = longest_in(rest, low); cue && cue.at + cue.size == rest.size()) rest = rest.substr(0, cue.at);
    std::optional<target> at = target_in(book, rest);
    if (at && std::any_of(book.program().grades.begin(), book.program().grades.end(), [&](const outcome& g) { return g.name == at->words; })) {
        const auto beside = without(rest, at->where);
        const auto plain = [&](std::string_view piece) {
            for (std::string_view no : {"没有", "没", "不", "只"})
                if (const auto found = piece.find(no); found != std::string_view::npos && reduced(book, piece.substr(0, found)).understood)
                    piece = piece.substr(found + no.size());
            const auto one = reduced(book, piece);
            return one.understood && one.about.empty();
        };
        return plain(beside[0]) && plain(beside[1]) ? "等级" : std::string(words);
    }
    std::vector<std::string_view> pieces{rest};
    if (at) pieces = without(rest, at->where);  // 只有6分
    for (auto& piece : pieces)
        for (const std::string_view only : {"只有", "只得了", "只得", "才得", "才", "只", "没有", "没", "不"})
            if (piece.ends_with(only)) piece.remove_suffix(only.size());
    const auto about = reduced(book, pieces);
    if (!about.understood) return std::string(words);
    return about.about.empty() ? "总分" : about.about;
}

bool asks(std::string_view line) {
    for (const std::string_view word :
        {"怎么", "怎样", "如何", "为什么", "为啥", "为何", "多少", "什么", "哪", "吗", "？", "?", "呢", "是否", "能不能", "能否", "如果", "假如", "要是"})
        if (line.find(word) != std::string_view::npos) return true;
    return false;
}

std::optional<std::string> command_meant(const rulebook& book, std::string_view line, bool tried) {
    const auto key = name_key(line);
    std::string_view text = key;
    while (!text.empty() && (text.ends_with('?') || text.ends_with('!') || text.ends_with("。"))) text.remove_suffix(text.ends_with("。") ? 3 : 1);
    if (text.empty()) return std::nullopt;
    if (auto command = whole_line(text, tried)) return command;
    const auto hypothesis = supposed(line);
    if (auto changed = rule_changed(book, hypothesis ? std::string_view(*hypothesis) : line)) return changed;
    if (hypothesis && !facts_said(book, *hypothesis).empty()) {
        const auto said = facts_said(book, *hypothesis);
        if (std::any_of(said.begin(), said.end(), [](const said_fact& s) { return s.meant.sure && !s.value.empty(); })) return "试 " + *hypothesis;
    }
    if (const auto to = target_in(book, text); to && longest_in(text, reach) && !asks_why(text)) {
        auto pieces = without(text, to->where);
        for (std::size_t i = 0; i < pieces.size() && i < 8; ++i)
            if (const auto cue = longest_in(pieces[i], reach)) {
                const auto halves = without(pieces[i], cue);
                pieces[i] = halves[0];
                pieces.push_back(halves[1]);
            }
        const auto about = reduced(book, pieces);
        if (about.understood) return "目标 " + (about.about.empty() ? "" : about.about + "=") + to->words;
    }
    if (auto grade = unknown_grade(book, text)) return "目标 " + *grade;
    if (const auto cue = longest_in(text, why); cue && text.find("怎么才能") == std::string_view::npos) {
        const auto about = asked_about(book, std::string(text.substr(0, cue.at)) + std::string(text.substr(cue.at + cue.size)));
        if (about == "总分" || about == "等级" || known(book, about)) return "为什么 " + about;
    }
    if (const auto cue = longest_in(text, use))
        if (auto command = with_name(book, "帮助", text, cue); command && *command == "帮助") return command;
    if (const auto cue = longest_in(text, gaps))
        if (auto command = with_name(book, "未填", text, cue)) return command->substr(0, std::string_view("未填").size());
    if (const auto cue = longest_in(text, of_rules))
        if (auto command = with_name(book, "规则", text, cue, true)) return command;
    if (const auto cue = longest_in(text, best))
        if (auto command = with_name(book, "排行", text, cue))
            return command->size() > std::string_view("排行").size() ? "差多少" + command->substr(std::string_view("排行").size()) : *command;
    if (const auto cue = longest_in(text, of_ends))
        if (auto command = with_name(book, "未填", text, cue); command && *command == "未填") return "未填 两端";
    if (const auto cue = longest_in(text, of_gaps))
        if (auto command = with_name(book, "差多少", text, cue)) return command;
    if (const auto cue = longest_in(text, filled))
        if (auto command = with_name(book, "事实", text, cue)) return command;
    if (const auto cue = longest_in(text, of_score)) {
        auto command = with_name(book, "看", text, cue);
        // 得分 10 beside a name is a fact said, not a question
        if (command && (command->size() == std::string_view("看").size() || asks(line) || text.ends_with("得分") || text.ends_with("分数"))) return command;
    }
    if (const auto cue = longest_in(text, of_values))
        if (auto command = with_name(book, "规则", text, cue, true)) return command;
    return std::nullopt;
}

}  // namespace fenze
