#include "interpreter/outcomes/rewards.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/phrases.hpp"
#include "dsl/problem.hpp"
#include "dsl/text.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

constexpr auto given_things = {"奖励", "奖金", "补助", "补贴", "资助", "奖补", "支持资金", "经费支持", "资金支持"};

bool names_money(std::string_view words) {
    return std::any_of(given_things.begin(), given_things.end(), [&](std::string_view w) { return has(words, w); });
}

struct money {
    std::size_t begin = 0, end = 0;
    number amount;
    std::string unit;
};

std::optional<money> money_in(const folded& line) {
    for (std::size_t i = 0; i < line.text.size(); i += character_length(line.text, i)) {
        const auto a = read_amount(line, i, true);
        if (!a || !is_money(a->is.unit)) continue;
        const auto n = number::parse(a->is.value);
        if (n) return money{i, a->end, *n, a->is.unit};
    }
    return std::nullopt;
}

folded fold_words(const std::string& words) { return fold(std::string_view(words), span{0, static_cast<std::uint32_t>(words.size())}); }

}  // namespace

std::optional<reward_words> reward_in(const std::string& action) {
    if (!names_money(action)) return std::nullopt;
    const folded line = fold_words(action);
    const auto found = money_in(line);
    if (!found) return std::nullopt;
    const std::string_view before = std::string_view(line.text).substr(0, found->begin);
    std::string_view after = std::string_view(line.text).substr(found->end);
    reward_words out{{}, found->amount, found->unit, false};
    out.limit = ends_any(before, {"不超过", "最高", "最多", "不高于", "至多", "最高不超过"}) || starts_any(after, {"以内", "以下", "封顶"});
    for (const std::string_view lead : {"以内", "以下", "封顶", "的", "一次性"})
        if (starts(after, lead)) after.remove_prefix(lead.size());
    const auto stop = std::min({after.find(','), after.find('('), after.find(';'), after.size()});
    after = after.substr(0, stop);
    out.name = names_money(after) && after.size() <= 30 ? std::string(after)
               : has(before, "补助")                    ? "补助"
               : has(before, "资助")                    ? "资助"
               : has(before, "补贴")                    ? "补贴"
                                                        : "奖励";
    return out;
}

void ask_rewards(model& m) {
    for (const auto& a : m.actions) {
        const auto reward = reward_in(a.name);
        if (!reward || !reward->limit) continue;
        const auto same = std::find_if(m.facts.begin(), m.facts.end(), [&](const fact& f) { return name_key(f.name) == name_key(reward->name); });
        if (same != m.facts.end()) {
            if (same->use == fact_use::outcome && same->kind == fact_kind::amount && same->unit == reward->unit && same->max)
                same->max = maximum(*same->max, reward->amount);
            continue;
        }
        fact f;
        f.name = reward->name;
        f.path = "结果/" + f.name;
        f.use = fact_use::outcome;
        f.kind = fact_kind::amount;
        f.unit = reward->unit;
        f.min = number(0);
        f.max = reward->amount;
        f.node_title = m.title;
        f.at = a.at;
        f.text = a.name;
        m.facts.push_back(std::move(f));
    }
}

namespace {

/// What the money is called: the longest name of a reward, else a word for what is given; 资金 alone is all of it.
std::string reward_word(std::string_view text, const model& m) {
    std::string out;
    for (const auto& a : m.actions)
        if (const auto reward = reward_in(a.name); reward && has(text, reward->name) && reward->name.size() > out.size()) out = reward->name;
    if (!out.empty()) return out;
    for (const std::string_view word : given_things)
        if (has(text, word) && word.size() > out.size()) out = word;
    return out;
}

}  // namespace

void read_budget(const source& text, const directive& said, model& m, diagnostics& out) {
    const folded line = fold(text, said.text_at);
    const auto fail = [&](words message, words help) { out.push_back(problem_at(said.text_at, "FZ171", std::move(message), std::move(help))); };
    const words example{"写成“预算：资金奖励合计不超过500万元”；怎样分，可再写“按名次依次给予”或“按比例核减”。",
        "write 预算：资金奖励合计不超过500万元, and if you like 按名次依次给予 or 按比例核减"};
    budget made;
    made.at = said.text_at;
    if (const auto found = money_in(line)) {
        made.most = found->amount;
        made.unit = found->unit;
        if (made.most->sign() < 0) return fail({"预算不能是负数。", "a budget cannot be negative"}, example);
    } else if (!has(line.text, "资金总量") && !has(line.text, "总额控制")) {
        return fail({"“预算：”后面读不出金额。", "no amount of money is found"}, example);
    }
    const bool rank = has_any(line.text, {"名次", "排名", "从高到低", "得分高低", "依次"});
    const bool proportion = has_any(line.text, {"按比例", "同比例", "等比例"});
    if (rank && proportion) return fail({"“预算：”里写了两种分法。", "two ways of sharing are given"}, {"只留一种。", "keep one of them"});
    made.how = rank ? budget::sharing::by_rank : proportion ? budget::sharing::in_proportion : budget::sharing::unsaid;
    bool any = false, named = false;
    for (const auto& a : m.actions)
        if (const auto reward = reward_in(a.name)) {
            any = true;
            named = named || has(line.text, name_key(reward->name)) || has(line.text, "奖励") || has(line.text, "资金");
            if (made.unit.empty()) made.unit = reward->unit;
        }
    made.reward = reward_word(line.text, m);
    if (!any)
        return fail({"有预算，可是没有哪一句写着给多少奖励。", "there is a budget, but no sentence says what is given"},
            {"写上给予奖励的句子，如“优秀的给予不超过20万元奖励”。", "say what is given, such as 优秀的给予不超过20万元奖励"});
    if (!named) return fail({"“预算：”里没有写是哪一种奖励的预算。", "what the budget is for is not said"}, example);
    // what is said beside the known words may be a condition that would be passed over
    std::string rest = line.text;
    for (const auto& a : m.actions)
        if (const auto reward = reward_in(a.name))
            for (auto at = rest.find(reward->name); at != std::string::npos; at = rest.find(reward->name)) rest.erase(at, reward->name.size());
    for (const std::string_view known :
        {"资金奖励", "奖励资金", "奖励", "奖金", "补助", "补贴", "资助", "资金总量", "资金", "合计", "总额", "总量", "总计", "不超过", "不高于", "以内", "最高",
            "控制在", "控制", "在", "按名次", "按排名", "按得分", "按总分", "从高到低", "得分高低", "依次", "给予", "发放", "安排", "用完为止", "按比例",
            "同比例", "等比例", "核减", "压减", "分配", "超过时", "超过的", "超出时", "超出的", "为", "的", "按", ",", ";", "。", "、"})
        for (auto at = rest.find(known); at != std::string::npos; at = rest.find(known)) rest.erase(at, known.size());
    if (const auto found = money_in(fold_words(rest)); found) rest.erase(found->begin, found->end - found->begin);
    if (!rest.empty()) return fail({"“预算：”里的“" + rest + "”读不懂。", "this is not understood: " + rest}, example);
    m.fund = std::move(made);
}

void find_budget(const source& text, span sentence, model& m) {
    const folded line = fold(text, sentence);
    if (m.fund || !has_any(line.text, {"奖励总额", "奖金总额", "补助总额", "资金总额"})) return;
    budget made;
    made.at = sentence;
    const auto from = line.text.find("总额");
    made.reward = reward_word(std::string_view(line.text).substr(from > 6 ? from - 6 : 0, 6), m);
    const folded behind = fold(text, line.original(from, line.text.size()));
    if (const auto found = money_in(behind); found && has_any(std::string_view(behind.text).substr(0, found->begin), {"不超过", "不高于", "控制在", "最高"})) {
        made.most = found->amount;
        made.unit = found->unit;
    } else if (!has(behind.text, "控制")) {
        return;
    }
    m.fund = std::move(made);
}

std::string budget_words(const model& m) {
    const std::string name = m.fund->reward.empty() ? "资金" : m.fund->reward;
    std::string out = name + (m.fund->most ? "合计不超过" + m.fund->most->text() + m.fund->unit : std::string("按资金总量控制"));
    if (m.fund->how == budget::sharing::by_rank) out += "，按名次依次给予";
    if (m.fund->how == budget::sharing::in_proportion) out += "，按比例核减";
    return out;
}

}  // namespace fenze
