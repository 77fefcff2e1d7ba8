// Words without figures: choices, yes/no that add up, their denials.

#include <algorithm>
#include <set>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/node/clause_shape.hpp"
#include "interpreter/node_reader.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/scale.hpp"

namespace fenze {

namespace {
// 国家级一等奖、二等奖；省级一等奖、二等奖: an option goes under the last level named before it. Gives one whose name stands before it already.
std::optional<std::size_t> tell_apart(std::vector<std::string>& options) {
    const auto twice = [&]() -> std::optional<std::size_t> {
        std::set<std::string> seen;
        for (std::size_t n = 0; n < options.size(); ++n)
            if (!seen.insert(name_key(options[n])).second) return n;
        return std::nullopt;
    };
    if (!twice()) return std::nullopt;
    static constexpr std::string_view levels[] = {"国际级", "国家级", "省部级", "部省级", "省级", "部级", "市厅级", "厅局级", "地厅级", "厅级", "地市级",
        "市级", "区县级", "县区级", "县级", "区级", "校级", "院级", "公司级", "集团级", "国际", "全国", "全省", "全市", "国家", "区域"};
    std::string head;
    for (auto& o : options) {
        std::size_t cut = 0;
        for (const auto level : levels)
            if (const auto at = o.find(level); at != std::string::npos && at + level.size() > cut) cut = at + level.size();
        if (cut > 0) head = o.substr(0, cut);
        else o = head + o;
    }
    return twice();
}
}  // namespace

void node_reader::read_plain(std::size_t& at) {
    const std::size_t first = at;
    const std::vector<std::size_t> run = plain_run(first);
    // 未开展的不得分；记录不全的扣1-3分: a zero takes nothing, and says nothing of what follows
    const auto signed_one = std::find_if(run.begin(), run.end(), [&](std::size_t n) { return clause(n)->award.kind != award_kind::zero; });
    const bool take = clause(signed_one == run.end() ? first : *signed_one)->award.take;
    if (run.empty() && clause(first)->award.halves && !node().rules.empty()) {
        at = first + 1;
        const clause_text& c = *clause(first);
        // 承办会议每次得3分。市级减半: of one kind that is counted, not of the item
        const std::string of = plain_subject(c);
        const bool counts = std::any_of(node().rules.begin(), node().rules.end(), [](const rule& r) { return std::holds_alternative<per_rule>(r.is); });
        if (counts && !starts_any(of, {"未", "逾期", "超", "迟", "不", "没有", "无", "缺", "发生", "出现", "存在"}) &&
            !has_any(of, {"未", "逾期", "不符合", "延期"})) {
            error("FZ101", c.at, {"“" + c.words + "”是哪一句的分减半，没有写明。", "which of the points are halved?"},
                {"把减半后的分直接写出来，如“市级每次得1.5分”。", "write the halved points"});
            return;
        }
        node().share_when.push_back({read_condition(c.when, c, false), number::fraction(1, 2)});
        node().notes.push_back({"“" + c.words + "”时本项得分减半", "half of the item's points where “" + c.words + "”"});
        return;
    }
    if (run.empty()) {  // compound conditions of words, or one followed by a proportional sequel
        at = first + 1;
        const clause_text& c = *clause(first);
        if (c.award.kind == award_kind::zero) {
            if (!denies(plain_subject(c), affirmed_)) read_zero(c, item(first));
            return;
        }
        const auto points = points_of(c.award, c.at);
        if (!points) return;
        tiers_rule t;
        t.tiers.push_back({read_condition(c.when, c, false), {*points, std::nullopt}, c.at});
        rule r;
        r.is = std::move(t);
        add_rule(std::move(r), item(first), "flag");
        affirm(c, plain_subject(c));
        return;
    }
    at = run.back() + 1;
    std::vector<std::string> raw, options;
    for (const auto n : run) raw.push_back(clause(n)->otherwise ? (clause(n)->words.empty() ? "其他" : clause(n)->words) : plain_subject(*clause(n)));
    if (!clause(run[0])->prefix.empty() && run.size() >= 2 && clause(run[1])->prefix.empty()) {  // the label is the subject of the whole list
        raw[0].clear();
        for (const auto& group : clause(run[0])->when)
            for (const auto& atom : group) raw[0] += (raw[0].empty() ? "" : ",") + atom.subject + atom.rest;
    }
    for (auto& o : raw)  // 综合评价为“好”的
        if (ends(o, "”"))
            if (const auto open = o.rfind("“"); open != std::string::npos && plain_degree(o.substr(open + 3, o.size() - open - 6)))
                o = o.substr(0, open) + o.substr(open + 3, o.size() - open - 6);
    options = raw;
    if (!clause(run[0])->option) options[0] = option_of(raw[0], {raw.begin() + 1, raw.end()});
    if (run.size() >= 2 && options[0] == raw[0]) {
        // 创新性强得16-20分，较强…: the title stands before the first option
        const std::string name = name_key(title());
        for (std::size_t cut = 0; cut < name.size() && options[0] == raw[0]; cut += character_length(name, cut)) {
            const std::string tail = name.substr(cut);
            if (tail.size() < 6 || !starts(raw[0], tail) || raw[0].size() == tail.size()) continue;
            std::vector<std::string> trial = options;
            trial[0] = raw[0].substr(tail.size());
            if (judge_scale(trial) == scale_kind::degrees) options = trial;
        }
    }
    // 施工组织设计科学合理、针对性强 under the title 施工组织设计
    if (run.size() >= 2 && options[0] == raw[0])
        if (const std::string name = name_key(title()); name.size() >= 12 && starts(raw[0], name) && raw[0].size() >= name.size() + 6 &&
                                                        std::none_of(raw.begin() + 1, raw.end(), [&](const std::string& o) { return has(o, name); }))
            options[0] = raw[0].substr(name.size());
    // a positive statement and its denial are one yes/no
    const auto positive = [&](std::size_t n) { return clause(run[n])->award.kind != award_kind::zero; };
    std::vector<std::string> awarded;
    for (std::size_t n = 0; n < run.size(); ++n)
        if (positive(n)) awarded.push_back(options[n]);
    const bool listed_option = std::all_of(run.begin(), run.end(), [&](std::size_t n) { return clause(n)->option; });
    const bool any_judged = std::any_of(run.begin(), run.end(), [&](std::size_t n) { return judged(clause(n)->award); });
    bool choice = false;
    std::string reason;
    const auto& max = node().max;
    if (expert_ && std::all_of(run.begin(), run.end(), [&](std::size_t n) { return clause(n)->award.bracketed; })) {
        // 行业现状清楚（2.5分）… 专家评分即为得分
        for (const auto n : run) {
            const clause_text& c = *clause(n);
            std::string name = name_of(c.when[0][0]);
            if (const auto cut = name.rfind("，"); cut != std::string::npos) name = name.substr(cut + std::string("，").size());
            const std::size_t f = judged_fact(name, c, {c.award});
            rule r;
            r.is = judged_rule{f, 1};
            add_rule(std::move(r), item(n), "judged");
        }
        return;
    }
    const clause_text& head = *clause(run[0]);
    const bool carries =
        carried_ && !head.starts_sentence && head.prefix.empty() && (!head.starts_segment || (!take && plain_subject(head).size() <= 24)) && !any_judged;
    if (!carries) carried_.reset();
    // 五年内无事故得5分，三年内无事故得3分，否则不得分
    {
        std::vector<std::size_t> windows;
        std::vector<std::string> said;
        bool rest_denied = true;
        for (std::size_t n = 0; n < run.size(); ++n) {
            if (positive(n)) {
                windows.push_back(run[n]);
                said.push_back(raw[n]);
            } else {
                rest_denied = rest_denied && n + 1 == run.size() && (clause(run[n])->otherwise || denies(raw[n], said));
            }
        }
        // the points fall from one to the next, and do not add up to the item's mark
        number together;
        bool falls = windows.size() >= 2, rises = falls;
        std::optional<number> earlier;
        for (const auto n : windows) {
            const award_text& a = clause(n)->award;
            const number points =
                a.kind == award_kind::points && a.values.size() == 1 ? number::parse(a.values[0]).value_or(number(0)) : max.value_or(number(0));
            falls = falls && (!earlier || points < *earlier);
            rises = rises && (!earlier || points > *earlier);
            earlier = points;
            together = together + points;
        }
        const bool years = !said.empty() && has(said[0], "年");
        const bool one_within_the_other = (falls || (rises && years)) && !(max && together == *max);
        if (rest_denied && one_within_the_other && !carries && !any_judged && !take && nested_windows(said)) {
            read_windows(windows);
            return;
        }
    }
    // 优：…；良：…: parallel labels of one scale are the options
    std::vector<std::string> labels;
    for (const auto n : run)
        if (!clause(n)->prefix.empty()) labels.push_back(clause(n)->prefix);
    if (labels.size() == run.size() && run.size() >= 2 && judge_scale(labels) != scale_kind::none && judge_scale(labels) != scale_kind::terse) options = labels;
    if (run.size() >= 2 && !carries) {
        const scale_kind kind = judge_scale(options);
        number sum, greatest;
        for (const auto n : run) {
            const award_text& a = clause(n)->award;
            std::optional<number> p;
            if (a.kind == award_kind::points && !a.values.empty()) p = number::parse(a.values.back());
            if (a.kind == award_kind::full && max) p = *max;
            if (a.kind == award_kind::share && max) p = *max * number::parse(a.values[0]).value_or(number(0));
            if (p) {
                sum = sum + *p;
                greatest = maximum(greatest, *p);
            }
        }
        const bool two_and_denied = run.size() == 2 && awarded.size() == 1 && denies(options[positive(0) ? 1 : 0], {options[positive(0) ? 0 : 1]});
        std::size_t denied = 0;  // 有制度得5分，无制度不得分；有人员得5分，无人员不得分: statements with their denials
        for (std::size_t n = 1; n < run.size(); ++n)
            if (!positive(n) && positive(n - 1) && denies(raw[n], {raw[n - 1]}) && (n + 1 == run.size() || item(run[n + 1]).segment != item(run[n]).segment))
                ++denied;
        // 安装且正常运行得2分，虽安装但未正常运行得1分: one or the other
        const bool although = std::any_of(raw.begin() + 1, raw.end(), [](const std::string& o) {
            return starts_any(o, {"虽", "已"}) && has_any(o, {"但未", "但不", "但没"});
        });
        // 成立小组得4分，制定方案得6分，未成立小组的不得分, of 10: the zero denies one of two statements
        bool denies_one = false;
        for (std::size_t n = 0; n < run.size(); ++n)
            if (!positive(n) && !clause(run[n])->otherwise) {
                std::size_t all = 0, of = 0;
                for (std::size_t k = 0; k < run.size(); ++k)
                    if (positive(k)) {
                        ++all;
                        of += denies_by_name(raw[n], raw[k]) ? 1U : 0U;
                    }
                denies_one = denies_one || (all >= 2 && of == 1);
            }
        if (adds_up_ || denied >= 2 || (denies_one && max && sum == *max)) choice = false;
        else if (although) choice = true;
        else if (falling_short(run, 0)) {
            choice = true;
            reason = "说的是同一件事做得全不全，按择一计分";
        } else if (listed_option) choice = true;
        else if (two_and_denied && !(kind == scale_kind::degrees && (starts(options[0], "很") || starts(options[0], "较") || starts(options[0], "比较") ||
                                                                        starts(options[0], "非常") || starts(options[0], "十分"))))
            choice = false;
        else if (kind == scale_kind::degrees || kind == scale_kind::bearer) choice = true;
        else if (best_governs(run.back()) && !take) choice = true;
        else if (kind == scale_kind::terse && max && !take && awarded.size() >= 2) {
            if (sum == *max) reason = "各项分值相加等于本项分值，按各自成立、相加计分";
            else if (greatest == *max) {
                choice = true;
                reason = "最高一项等于本项分值，按择一计分";
            }
        } else if (max && !take && awarded.size() >= 2 && greatest == *max && sum > *max && [&] {
                       std::optional<number> before;
                       for (const auto n : run) {
                           const award_text& a = clause(n)->award;
                           const number p = a.kind == award_kind::points && !a.values.empty() ? number::parse(a.values.back()).value_or(number(0))
                                            : a.kind == award_kind::full                      ? *max
                                                                                              : number(0);
                           if (a.kind == award_kind::share) return true;
                           if (before && !(p < *before)) return false;
                           before = p;
                       }
                       return true;
                   }()) {
            choice = true;
            reason = "最高一项等于本项分值，按择一计分";
        } else if (any_judged && !take && max && greatest == *max && sum > *max && kind != scale_kind::none) {
            choice = true;
        }
    }
    if (choice) {
        const clause_text& c0 = *clause(run[0]);
        std::string name = title();
        // 管理制度建设很完善得3分: what stands before the degree names the fact where it is a phrase of its own
        const std::string head_text = options == labels ? options[0] : raw[0];
        if (run.size() >= 2 && !c0.prefix.empty() && options != labels && clause(run[1])->prefix.empty()) name = without_blanks(text_.slice(c0.prefix_at));
        else if (run.size() >= 2 && options[0].size() + 6 <= head_text.size() && head_text.find(',') == std::string::npos &&
                 node().rules.size() + run.size() > run.size())
            name = head_text.substr(0, head_text.size() - options[0].size());
        for (const std::string_view tail : {"被评定为", "被评为", "评定为", "认定为", "达到", "为", "是"})
            if (ends(name, tail) && name.size() > tail.size() + 6) {
                name.resize(name.size() - tail.size());
                break;
            }
        if (by_name_.count(name_key(name)) != 0) {
            std::string other = head_text.substr(0, head_text.size() - options[0].size());
            if (!other.empty()) name = other;
            else name += "（" + options[0] + "…）";
        }
        const std::size_t f = add_fact(name, fact_kind::choice, "", c0.at, c0.words);
        model_.facts[f].options.clear();
        std::vector<std::string> shown;
        for (std::size_t n = 0; n < run.size(); ++n) {
            const clause_text& c = *clause(run[n]);
            std::string o = options[n];
            if (labels.size() == run.size() && options == labels) o = without_blanks(text_.slice(c.prefix_at));
            else if (!c.when.empty() && c.when[0].size() == 1 && raw[n] == o && c.prefix.empty() && !has(c.when[0][0].subject, "“")) o = name_of(c.when[0][0]);
            if (listed_option && !c.prefix.empty()) o = without_blanks(text_.slice(c.prefix_at));
            shown.push_back(o);
        }
        if (const auto again = tell_apart(shown)) {
            const auto said = [&](std::size_t n) {
                const award_text& a = clause(run[n])->award;
                return a.kind == award_kind::points && a.values.size() == 1 ? a.values[0] + "分" : std::string(text_.slice(a.at));
            };
            const auto before = static_cast<std::size_t>(
                std::find_if(shown.begin(), shown.end(), [&](const std::string& o) { return name_key(o) == name_key(shown[*again]); }) - shown.begin());
            error("FZ320", clause(run[*again])->at,
                {"“" + shown[*again] + "”列了两次，一次" + said(before) + "，一次" + said(*again) + "。", "this option stands twice"},
                {"改正其中一个，或删去；是不同的事，把名称写全，如“国家级二等奖”“省级二等奖”。", "correct one of them, or write the names in full"});
        }
        model_.facts[f].options = shown;
        // 国家级得10分，省级得6分，就高不重复: who has none of them has no other answer; 很完善…不完善 has one for everybody
        const bool prizes = std::any_of(options.begin(), options.end(), [](const std::string& o) { return has(o, "奖"); });
        const bool degrees_only = std::all_of(options.begin(), options.end(), [](const std::string& o) { return plain_degree(o); });
        const bool zero_said =
            std::any_of(run.begin(), run.end(), [&](std::size_t n) { return clause(n)->award.kind == award_kind::zero || clause(n)->otherwise; });
        const scale_kind said_kind = judge_scale(options);
        model_.facts[f].or_none = !any_judged && !take && !zero_said && (prizes || (!degrees_only && said_kind != scale_kind::degrees));
        span covered = item(run[0]).at;
        for (const auto n : run) covered = cover(covered, item(n).at);
        rule r;
        if (any_judged) {
            std::vector<award_text> all;
            for (const auto n : run) all.push_back(clause(n)->award);
            const std::size_t score = judged_fact(name + (take ? "扣分" : "得分"), c0, all);
            for (std::size_t n = 0; n < run.size(); ++n) {
                condition when;
                when.kind = condition::form::option;
                when.fact = f;
                when.option = n;
                limit_mark(score, when, clause(run[n])->award, item(run[n]).at);
            }
            r.is = judged_rule{score, take ? -1 : 1};
        } else {
            choice_rule choose;
            choose.fact = f;
            for (const auto n : run) {
                const auto points = points_of(clause(n)->award, clause(n)->at);
                if (!points) return;
                choose.awards.push_back({*points, std::nullopt});
            }
            r.is = std::move(choose);
        }
        rule& added = add_rule(std::move(r), item(run[0]), any_judged ? "judged_choice" : "choice");
        if (const auto* chosen = std::get_if<choice_rule>(&added.is)) {
            // 优秀加1分，不合格扣1分 gives as much as it takes
            const auto any = [&](int sign) {
                return std::any_of(chosen->awards.begin(), chosen->awards.end(), [&](const award& a) { return a.points.sign() == sign; });
            };
            added.take = any(-1) && !any(1);
        }
        added.at = covered;
        added.text = std::string(text_.slice(covered));
        if (!reason.empty()) note(added, reason);
        return;
    }
    // statements of their own: each a yes/no that adds up
    std::vector<std::string> given;
    for (std::size_t n = 0; n < run.size(); ++n)
        if (positive(n) && !take) given.push_back(raw[n]);
    for (std::size_t n = 0; n < run.size(); ++n) {
        const clause_text& c = *clause(run[n]);
        if (c.award.kind == award_kind::zero) {
            if (c.award.nothing) continue;  // 称职的不加分: nothing is given
            if ((has(raw[n], "不提供") || has(raw[n], "未提供") || has(raw[n], "无法提供") || has(raw[n], "不能提供") || has(raw[n], "提供不全") ||
                    has(raw[n], "未附") ||
                    ((starts(raw[n], "无") || starts(raw[n], "没有")) && (has(raw[n], "材料") || has(raw[n], "证明") || has(raw[n], "佐证")))) &&
                (!node().rules.empty() || n > 0)) {
                // 不提供证明材料的不得分: evidence is asked for, no fact
                if (!node().rules.empty()) note(node().rules.back(), "“" + raw[n] + "不得分”是对证明材料的要求");
                continue;
            }
            if (c.otherwise || denies(raw[n], affirmed_) || denies(raw[n], given)) {
                if (read_absence(c, raw[n], run[n])) continue;
                if (!node().rules.empty()) node().rules.back().at = cover(node().rules.back().at, item(run[n]).at);
                continue;
            }
            read_zero(c, item(run[n]));
            continue;
        }
        if (c.otherwise) {
            error("FZ112", c.at, {"“" + c.words + "”得分，但前面没有可与之相对的一档。", "there is nothing that this can be the rest of"},
                {"写明这一档的条件。", "write the condition"});
            continue;
        }
        // 每承担1项国际标准得3分，国家标准得2分: 每 before its subject carries on
        if (carried_ && c.prefix.empty() && !judged(c.award) && c.award.kind == award_kind::points) {
            const auto points = points_of(c.award, c.at);
            if (!points) continue;
            const std::size_t f = add_fact(
                name_of(c.when[0][0]), carried_unit_ ? kind_of(*carried_unit_) : fact_kind::count, carried_unit_.value_or(""), c.when[0][0].at, c.words);
            per_rule per = *carried_;
            per.fact = f;
            per.points = *points;
            rule r;
            r.is = per;
            add_rule(std::move(r), item(run[n]), "per_unit");
            affirm(c, raw[n]);
            continue;
        }
        std::string name = c.when[0][0].subject.empty() && c.when[0][0].rest.empty() ? title() : name_of(c.when[0][0]);
        if (!c.prefix.empty()) segment_label_ = {item(run[n]).segment, without_blanks(text_.slice(c.prefix_at))};
        if (!c.prefix.empty() && name_key(c.prefix) != name_key(name) && by_name_.count(name_key(name)) != 0)
            name = without_blanks(text_.slice(c.prefix_at)) + name;
        else if (by_name_.count(name_key(name)) != 0 && segment_of_.count(name_key(name)) != 0 && segment_of_[name_key(name)] != item(run[n]).segment &&
                 !judged(c.award)) {
            // 市级先进集体2分、先进个人1分；省级先进集体4分、先进个人2分: the same short words of another level
            const std::string level = segment_label_.first == item(run[n]).segment && !segment_label_.second.empty() ? segment_label_.second
                                      : n > 0 && item(run[n - 1]).segment == item(run[n]).segment                    ? raw[n - 1]
                                                                                                                     : std::to_string(item(run[n]).segment);
            name += "（" + level + "）";
        }
        segment_of_.emplace(name_key(name), item(run[n]).segment);
        rule r;
        if (judged(c.award)) {
            const std::size_t f = judged_fact(name + (c.award.take ? "扣分" : "得分"), c, {c.award});
            condition always;
            limit_mark(f, always, c.award, c.at);
            allow_zero(f);
            r.is = judged_rule{f, c.award.take ? -1 : 1};
            add_rule(std::move(r), item(run[n]), "judged");
            affirm(c, raw[n]);
            continue;
        }
        const auto points = points_of(c.award, c.at);
        if (!points) continue;
        const std::size_t f = add_fact(name, fact_kind::boolean, "", c.when[0][0].at.empty() ? c.at : c.when[0][0].at, c.words);
        r.is = where_true(f, *points, c.at);
        rule& added = add_rule(std::move(r), item(run[n]), c.award.take ? "deduction" : "flag");
        if (!reason.empty() && n == 0) note(added, reason);
        affirm(c, raw[n]);
    }
}

}  // namespace fenze
