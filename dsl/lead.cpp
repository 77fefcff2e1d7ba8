#include "dsl/lead.hpp"

#include "dsl/condition.hpp"
#include "dsl/counted_lead.hpp"
#include "dsl/figures.hpp"
#include "dsl/phrases.hpp"
#include "dsl/several.hpp"

namespace fenze {
namespace {

// Names of the item itself in front of an award: 本项不得分.
constexpr std::string_view self_words[] = {"本测试项成绩", "本项考核成绩", "该项考核成绩", "本项成绩", "该项成绩", "该项得分", "本项得分", "此项得分",
    "本指标得分", "该指标得分", "本项分值", "该项分值", "该小项", "本小项", "本项目", "该项目", "本项", "该项", "此项", "本指标", "该指标", "此指标", "本题",
    "本条", "该条", "本款", "考核得分", "最终得分", "成绩", "的分值", "项目得分", "的部分", "这一项", "该部分"};

// 及时 is no 时: words that only close like a particle.
bool closes_whole_word(std::string_view said) {
    if (ends_any(said, {"项目的", "科目的", "题目的", "栏目的", "节目的", "曲目的", "剧目的", "数目的", "条目的"})) return false;
    return ends_any(said, {"目的", "及时", "按时", "学时", "课时", "小时", "准时", "规则", "原则", "作者", "患者", "学者", "记者", "志愿者", "消费者", "平时",
                              "实时", "临时", "细则", "同时", "超时", "工时", "或者"});
}

// （科技金融联盟）每新创设…: a bracket in front says whom the clause is for.
void read_scope(const folded& text, piece& lead, clause_text& clause) {
    const std::string_view all = text.text;
    while (!lead.empty() && all[lead.begin] == '(') {
        const auto close = skip_bracket(all, lead.begin, lead.end);
        if (close == lead.begin) {
            ++lead.begin;
            continue;
        }
        if (close >= lead.end) break;
        clause.scope = std::string(all.substr(lead.begin + 1, close - lead.begin - 2));
        lead.begin = close;
        trim_separators(text, lead);
    }
}

// Cuts a stray bracket, the item's own name and particles before the award: …的，本项不得分.
void cut_tail(const folded& text, piece& lead, const award_text& award) {
    const bool whole_item = award.kind != award_kind::points || award.values.size() != 1;
    for (bool cut = true; cut && !lead.empty();) {
        cut = false;
        const auto drop = [&](std::size_t size) {
            lead.end -= size;
            cut = true;
        };
        trim_separators(text, lead);
        while (!lead.empty() && (text.text[lead.end - 1] == '(' || (text.text[lead.end - 1] == ')' && !has(view(text, lead), "(")))) drop(1);
        for (const auto w : self_words) {
            if ((whole_item || w == "的部分" || w == "的分值") && ends(view(text, lead), w)) {
                drop(w.size());
                break;
            }
        }
        for (const std::string_view w : {"的", "者", "时", "则"})
            if (ends(view(text, lead), w) && !ends(view(text, lead), "否则") && !closes_whole_word(view(text, lead))) drop(w.size());
    }
}

// 优（A）：…; 公共建筑：….
void read_label(const folded& text, piece& lead, clause_text& clause) {
    for (std::size_t i = lead.begin; i < lead.end; i = step(text, i, lead.end)) {
        if (text.text[i] != ':') continue;
        const auto digit = [&](std::size_t at) { return at < lead.end && text.text[at] >= '0' && text.text[at] <= '9'; };
        if (i > lead.begin && digit(i - 1) && digit(i + 1)) continue;  // 不低于0.4:1
        piece label{lead.begin, i};
        trim_separators(text, label);
        clause.prefix = std::string(view(text, label));
        clause.prefix_at = text.original(label.begin, label.end);
        lead.begin = i + 1;
        trim_separators(text, lead);
        break;
    }
}

// A.5%以上（20分）；B.3%-5%（15分）: letters that only number the options of a line.
void cut_letter(const folded& text, piece& lead, clause_text& clause) {
    if (lead.end < lead.begin + 3 || text.text[lead.begin] < 'A' || text.text[lead.begin] > 'H') return;
    cursor in{text.text, lead.begin + 1};
    if (!skip_any(in, {".", "、", ":", ")"}) || in.at >= lead.end) return;
    lead.begin = in.at;
    trim_separators(text, lead);
    clause.option = true;
}

// 若满意度达到90%, 当执行率低于60%时: the words of supposing are no part of a name.
void cut_supposition(const folded& text, piece& lead) {
    const auto said = view(text, lead);
    for (const std::string_view word : {"如果", "倘若", "假如", "若是", "若"})
        if (starts(said, word) && !starts_any(said, {"若干"}) && said.size() > word.size() + 3) {
            lead.begin += word.size();
            return;
        }
    if (starts(said, "当") && ends(said, "时") && said.size() > 9 &&
        !starts_any(said, {"当年", "当月", "当日", "当期", "当地", "当场", "当事", "当季", "当天"})) {
        lead.begin += std::string_view("当").size();
        lead.end -= std::string_view("时").size();
    }
}

// …得2分，否则不得分; 需提供合同复印件，否则不得分; 配备专职人员，否则不得分.
bool read_otherwise(const folded& text, piece lead, clause_text& clause) {
    const auto said = view(text, lead);
    if (clause.award.kind == award_kind::zero && ends(said, "否则")) {
        piece before{lead.begin, lead.end - 6};
        trim_separators(text, before);
        if (before.empty() || has_any(view(text, before), {"提供", "附", "凭", "证明"})) {
            clause.otherwise = true;
        } else {
            clause.when.push_back({plain_atom(text, before)});
            clause.denied = true;
        }
        return true;
    }
    const bool rest = said.size() <= 40 && find_last_each(text, lead) == std::string::npos &&
                      starts_any(said, {"其余", "否则", "反之", "其他情况", "其它情况", "除此之外", "以上均无", "不符合上述", "未达到上述", "不满足上述",
                                           "未达上述", "不属于上述"});
    if (rest) clause.otherwise = true;
    return rest;
}

words unread_quantity(std::string_view where, std::string_view where_en) {
    return {"“" + std::string(where) + "”里还有没读懂的数量", "there is a quantity in “" + std::string(where_en) + "” that is not understood"};
}

// Nothing is dropped behind 每: what is left of the words must hold no further count.
std::optional<words> unread_count(const clause_text& clause) {
    if (!clause.members.empty()) return std::nullopt;
    if (starts(clause.words, "其中") && clause.award.kind == award_kind::points && !clause.award.take && !clause.award.more && !clause.award.plus)
        return words{"“" + clause.words + "”的分是否已含在前面的分里，没有写明", "are the points of “" + clause.words + "” part of those before?"};
    for (const auto& group : clause.when)
        for (const auto& atom : group) {
            const std::string left = atom.subject + atom.rest;
            if (!atom.is && (counts_again(left) || unread_figures(left) || has(left, "分/"))) return unread_quantity(clause.words, clause.words);
        }
    return std::nullopt;
}

// 在夏热冬暖地区达到12%，在夏热冬冷地区达到8%: one target a case, which no single fact can answer.
bool target_by_case(const condition_text& when) {
    if (when.size() != 1 || when[0].size() < 2) return false;
    for (std::size_t n = 1; n < when[0].size(); ++n) {
        const atom_text& atom = when[0][n];
        if (!atom.is || !(starts_any(atom.subject, {"在", "对于"}) || ends(atom.subject, "地区"))) return false;
    }
    return true;
}

// 发生投诉次扣1分: a unit without its 每.
bool lost_each(std::string_view said) {
    if (ends(said, "人次")) return true;
    if (!ends(said, "次") || said.size() < 6) return false;
    return !ends_any(said, {"名次", "批次", "层次", "档次", "车次", "班次", "场次", "轮次", "频次", "梯次", "多次", "屡次", "再次", "首次", "初次", "依次",
                               "其次", "此次", "本次", "上次", "一次", "两次", "二次", "三次", "四次", "五次", "每次", "几次", "数次", "版次", "席次", "等次",
                               "位次", "该次", "各次", "当次", "十次", "全次", "主次", "序次", "岁次", "人次"}) &&
           !(said[said.size() - 4] >= '0' && said[said.size() - 4] <= '9');
}

// 三种渠道以上, 两个平台及以上: a comparison whose noun stands inside it, behind a comma or by itself.
bool counted_with_noun(std::string_view said) {
    if (!ends_any(said, {"以上", "以下", "以内"})) return false;
    const auto comma = said.rfind(',');
    std::string_view part = comma == std::string_view::npos ? said : said.substr(comma + 1);
    for (const std::string_view verb : {"具有", "拥有", "有", "达到", "达", "获得", "取得", "开展", "采用", "通过"})
        if (starts(part, verb)) {
            part.remove_prefix(verb.size());
            break;
        }
    cursor in{part, 0};
    return in.skip<grammar::cn_number>() && in.skip<grammar::counted>() && in.sees<grammar::han>();
}

// 不低于0.4:1: so many to one, which is a number.
bool reads_ratio(const clause_text& clause) {
    return clause.when.size() == 1 && clause.when[0].size() == 1 && clause.when[0][0].is &&
           (clause.when[0][0].is->low ? clause.when[0][0].is->low : clause.when[0][0].is->high)->amount.unit == ":1";
}

// What no pattern has accounted for in a lead without 每.
std::optional<words> unread_condition(const clause_text& clause) {
    if (target_by_case(clause.when))
        return words{"“" + clause.words + "”里不同情形各有目标，请按情形分成几项", "each case has a target of its own; write an item for each"};
    const auto plain = std::string_view(clause.words);
    for (auto at = plain.find(':'); at != std::string_view::npos; at = plain.find(':', at + 1))
        if (at > 0 && at + 1 < plain.size() && plain[at - 1] >= '0' && plain[at - 1] <= '9' && plain[at + 1] >= '0' && plain[at + 1] <= '9' &&
            !reads_ratio(clause))
            return words{"“" + clause.words + "”里的比还不能读，请写成百分数或倍数", "a ratio is not understood; write a percentage or a multiple"};
    if (is_any(plain, {"全年", "依次", "最低", "最高", "其中", "直至", "累计", "合计", "同时", "另外", "较上年", "比上年", "较上年度", "全部合计"}))
        return words{"“" + clause.words + "”后面没有写是什么得分", "nothing says what scores behind “" + clause.words + "”"};
    if (starts(plain, "其中") && clause.when.size() == 1 && !clause.when[0][0].is && !starts_any(plain, {"其中一", "其中任", "其中之一", "其中1"}) &&
        clause.award.kind == award_kind::points)
        return words{"“" + clause.words + "”的分是否已含在前面的分里，没有写明", "are the points of “" + clause.words + "” part of those before?"};
    if (has_any(plain, {"加倍", "翻倍", "双倍", "依次递减", "依次递增"}) ||
        (clause.award.kind != award_kind::zero &&
            has_any(plain, {"一票否决", "直接降为", "降低一级", "降低一个等次", "降低一个等级", "降一级", "降一等", "降一档"})))
        return words{"“" + clause.words + "”里还有没读懂的计分办法", "there is a way of scoring in “" + clause.words + "” that is not understood"};
    if (clause.award.verb && has_any(clause.words, {"计分", "赋分", "比例得分", "比例计算", "折算"}) && !has_any(clause.words, {"计分员", "记分牌", "折算率"}))
        return words{"“" + clause.words + "”里还有没读懂的计分办法", "there is a way of scoring in “" + clause.words + "” that is not understood"};
    if (clause.when.size() == 1 && clause.when[0].size() == 1 && !clause.when[0][0].is && lost_each(clause.when[0][0].subject))
        return words{"“" + clause.words + "”的量词前面疑漏了“每”", "is 每 missing before the unit of “" + clause.words + "”?"};
    if (clause.when.size() == 1 && clause.when[0].size() == 1 && !clause.when[0][0].is && counted_with_noun(clause.when[0][0].subject))
        return unread_quantity(clause.words, clause.words);
    for (const auto& group : clause.when)
        for (const auto& atom : group)
            if (unread_figures(atom.subject, atom.is && !atom.is->bare) || unread_figures(atom.rest))
                return unread_quantity(atom.subject.empty() ? atom.rest : atom.subject, atom.subject + atom.rest);
    return std::nullopt;
}

// 达到100小时、200小时、300小时的，分别加1分、2分、3分: a figure for each of the awards, under one word of comparison.
bool read_rungs(const folded& text, piece lead, clause_text& clause) {
    const std::size_t given = clause.award.values.size();
    if (given < 2 || clause.award.range || !clause.award.distributes) return false;
    for (std::size_t i = lead.begin; i < lead.end; i = step(text, i, lead.end)) {
        const auto first = read_interval(text, i);
        if (!first || first->end >= lead.end || first->is.high || !first->is.low) continue;
        std::vector<amount_text> figures{first->is.low->amount};
        cursor in{text.text, first->end};
        while (figures.size() < given && skip_any(in, {"、", "以及", "和", "及", "或"})) {
            const auto next = read_amount(text, in.at, true);
            if (!next || next->end > lead.end) return false;
            figures.push_back(next->is);
            in.at = next->end;
        }
        if (figures.size() != given) continue;
        const bool above = in.skip<grammar::or_more>();
        skip_run(in, {"的", "者", ","});
        if (in.at < lead.end) return false;
        piece subject{lead.begin, i};
        trim_separators(text, subject);
        clause.when.emplace_back();
        for (const auto& figure : figures) {
            atom_text atom;
            if (clause.when[0].empty()) {
                atom.subject = std::string(view(text, subject));
                atom.subject_at = text.original(subject.begin, subject.end);
            }
            atom.is = first->is;
            atom.is->low->amount = figure;
            if (figure.unit.empty()) atom.is->low->amount.unit = figures.back().unit;
            atom.is->bare = first->is.bare && !above;
            atom.at = text.original(lead.begin, in.at);
            clause.when[0].push_back(std::move(atom));
        }
        return true;
    }
    return false;
}

}  // namespace

bool listed_tail(std::string_view w) {
    std::size_t begin = 0, end = w.size();
    trim_separators(w, begin, end);
    w = w.substr(begin, end - begin);
    if (w.empty()) return true;
    while (!w.empty() && (w.front() == ')' || w.front() == '(' || w.front() == ',' || w.front() == ';')) w.remove_prefix(1);
    if (w.empty()) return true;
    if (is_any(w, {"上不封顶", "不封顶", "不设上限", "无上限", "上不设限"})) return true;
    const bool listed =
        starts_any(w, {"提供", "须提供", "需提供", "应提供", "并提供", "附", "须附", "见附", "详见", "以证书", "以证明", "以文件", "以合同", "以发文", "以正式",
                          "以实际", "以相关", "以上级", "以获奖", "以立项", "以验收", "以通报", "以检查", "以考核", "以当年", "以最终", "以公布", "以认定",
                          "以发表", "由", "同等条件", "包括但不限于", "包括", "包含", "含", "指", "不含", "其中含", "依据", "根据", "查看", "查阅", "查",
                          "现场", "以下同", "下同", "注", "资料", "材料", "见", "证明材料", "评分依据", "佐证材料", "数据来源", "的", "凭", "截至", "投档",
                          "录取", "并按", "按下列", "按以下", "按照下列", "按如下", "分别评分", "的项目"});
    // a tail never hides a score or a count
    if (listed) return !has(w, "每") || starts_any(w, {"由", "提供"});
    if (has_any(w, {"之和即为", "之和为", "之和作为", "之和即"}) && !has(w, "每"))
        return std::none_of(w.begin(), w.end(), [](char c) { return c >= '0' && c <= '9'; });
    return has_any(w, {"为准", "视同", "优先", "材料"});
}

std::optional<words> read_lead(const folded& text, std::size_t begin, std::size_t end, clause_text& clause) {
    piece lead{begin, end};
    trim_separators(text, lead);
    read_scope(text, lead, clause);
    cut_tail(text, lead, clause.award);
    clause.words = std::string(view(text, lead));
    clause.words_at = text.original(lead.begin, lead.end);
    if (lead.empty()) return std::nullopt;
    cut_supposition(text, lead);
    if (starts(view(text, lead), "其中") && (clause.award.more || clause.award.plus) && lead.end - lead.begin > 12)
        lead.begin += std::string_view("其中").size();  // 其中10亿元以上的，每个再加3分: said to be on top
    cut_letter(text, lead, clause);
    read_label(text, lead, clause);
    cut_letter(text, lead, clause);
    if (lead.empty()) {
        clause.when.push_back({plain_atom(text, {begin, end})});
        return std::nullopt;
    }
    if (read_otherwise(text, lead, clause)) return std::nullopt;
    if (read_rungs(text, lead, clause)) return std::nullopt;
    if (read_each(text, lead, clause)) return unread_count(clause);
    if (read_members(text, lead, clause) || read_without_each(text, lead, clause)) return std::nullopt;
    clause.when = read_condition(text, lead);
    if (auto two_readings = settle_references(clause.when)) return two_readings;
    return unread_condition(clause);
}

}  // namespace fenze
