// Which statements in a row are read as one.

#include <algorithm>

#include "dsl/text.hpp"
#include "interpreter/node/clause_shape.hpp"
#include "interpreter/node_reader.hpp"
#include "interpreter/scale.hpp"

namespace fenze {

namespace {

// More clauses than one scale ever has: a longer run is a list, whose segments may be scales.
constexpr std::size_t longest_scale = 60;

bool is_scale(scale_kind kind) { return kind == scale_kind::degrees || kind == scale_kind::bearer; }

}  // namespace

// Whether the clause at `n` goes on with the statements of the run, or begins one.
bool node_reader::joins_plain(std::size_t n, const std::vector<std::size_t>& run) const {
    const clause_text* c = clause(n);
    if (!c) return false;
    if (c->otherwise && !run.empty()) return true;
    if (shape_of(*c) != shape::plain || compound(*c) || !c->members.empty()) return false;
    if (n + 1 < items_->size() && std::holds_alternative<proportional_text>(item(n + 1).is)) return false;
    if (!run.empty()) {
        const award_text& head = clause(run.front())->award;
        if (has(c->words, "下列") || has(c->words, "以下情形") || has(c->words, "以下条件")) return false;
        if (c->award.take != head.take && c->award.kind != award_kind::zero && head.kind != award_kind::zero && !signed_scale(run, n)) return false;
        if (c->award.more) return false;
        // 提供样品得5分，样品质量优加3分: a bonus behind an award is a statement of its own
        if (c->award.plus && !head.plus && !head.take && head.kind == award_kind::points && c->award.kind == award_kind::points) return false;
        // 获国家级奖：一等奖…，二等奖…；获省级奖：一等奖…: a label heads a list of its own
        if (!c->prefix.empty() && run.size() >= 2 && clause(n - 1)->prefix.empty()) return false;
    }
    if (!c->award.halves) return true;
    // 参与的减半计分: of what the rules before give, unless that is the whole mark
    std::size_t fixed = node().rules.size();
    for (const auto k : run)
        if (clause(k)->award.kind == award_kind::points) ++fixed;
    for (const auto& r : node().rules)
        if (r.family != "flag" && r.family != "threshold") fixed += 2;
    return fixed < 2;
}

// 优秀加1分，良好加0.5分，不合格扣1分: one scale on both sides of zero.
bool node_reader::signed_scale(const std::vector<std::size_t>& run, std::size_t n) const {
    if (judged(clause(n)->award) || clause(n)->award.kind != award_kind::points) return false;
    std::vector<std::string> all;
    for (const auto k : run) {
        if (judged(clause(k)->award)) return false;
        all.push_back(plain_subject(*clause(k)));
    }
    all.push_back(plain_subject(*clause(n)));
    all[0] = option_of(all[0], {all.begin() + 1, all.end()});
    return std::all_of(all.begin(), all.end(), [](const std::string& o) { return plain_degree(o); });
}

scale_kind node_reader::scale_of(const std::vector<std::size_t>& run, std::size_t begin) const {
    std::vector<std::string> all;
    for (std::size_t n = begin; n < run.size(); ++n) all.push_back(clause(run[n])->otherwise ? "其他" : plain_subject(*clause(run[n])));
    const bool wanting = all.size() >= 2 && falling_short(run, begin);
    all[0] = option_of(all[0], {all.begin() + 1, all.end()});
    return wanting ? scale_kind::degrees : judge_scale(all);
}

// 有值班记录得5分，记录不完整得2分: each says of the same thing that it is there, but wanting, and gives less.
bool node_reader::falling_short(const std::vector<std::size_t>& run, std::size_t begin) const {
    const auto points = [&](std::size_t n) -> std::optional<number> {
        const award_text& a = clause(run[n])->award;
        if (a.take || a.plus) return std::nullopt;
        if (a.kind == award_kind::zero) return number(0);
        if (a.kind != award_kind::points || a.values.size() != 1) return std::nullopt;
        return number::parse(a.values[0]);
    };
    const auto most = points(begin);
    if (!most || clause(run[begin])->otherwise || run.size() - begin < 2) return false;
    const std::string whole = plain_subject(*clause(run[begin]));
    bool any = false;
    for (std::size_t n = begin + 1; n < run.size(); ++n) {
        const auto less = points(n);
        if (!less || !(*less < *most)) return false;
        const std::string said = clause(run[n])->otherwise ? "否则" : plain_subject(*clause(run[n]));
        const bool wants = falls_short_of(said, whole);
        if (!wants && !(*less == number(0) && denies(said, {whole}))) return false;
        any = any || (wants && !(*less == number(0)));
    }
    return any;
}

// 合理得4分，基本合理得2分，不合理得0分；配备…得4分: how much of a run stands apart, where the segment from `begin` to its end is a scale of its own.
std::size_t node_reader::before_or_in_scale(const std::vector<std::size_t>& run, std::size_t begin) const {
    if (run.size() - begin < 2 || !is_scale(scale_of(run, begin))) return 0;
    return begin == 0 ? run.size() : begin;
}

// The statements in a row from `first` on that are read as one; none where `first` stands for itself.
std::vector<std::size_t> node_reader::plain_run(std::size_t first) const {
    std::vector<std::size_t> run;
    std::size_t segment = 0;  // where the last segment of the run begins
    std::size_t apart = 0;    // statements that stand apart if the whole is no scale
    for (std::size_t i = first; i < items_->size() && joins_plain(i, run); ++i) {
        if (!run.empty() && item(i).segment != item(run.back()).segment) {
            // 完成得2分，未完成不得分；规范得1分: a statement and its denial end with their segment
            const std::size_t n = run.size();
            const auto goes_on = [&](const std::string& next) {  // 完成得10分；未完成不得分；基本完成得6分
                const std::string yes = plain_subject(*clause(run[0]));
                std::string_view no_less = next;
                for (const std::string_view denial : {"不", "未"})
                    if (starts(plain_subject(*clause(run[1])), denial) && has(next, plain_subject(*clause(run[1])).substr(denial.size()))) return true;
                return has(no_less, yes);
            };
            if (n == 2 && clause(run[1])->award.kind == award_kind::zero && clause(run[0])->award.kind != award_kind::zero &&
                denies(plain_subject(*clause(run[1])), {plain_subject(*clause(run[0]))}) && !goes_on(plain_subject(*clause(i))))
                break;
            if (apart == 0) apart = before_or_in_scale(run, segment);
            segment = run.size();
            if (apart != 0 && run.size() > longest_scale) break;  // else each scale of a long list would look at all the others
        }
        run.push_back(i);
        if (clause(i)->otherwise) break;
    }
    // 很完善9分 比较完善6分 不完善0分 / 有专职人员3分: what begins a line of its own and is no degree is no option of the scale above it
    while (run.size() >= 3 && !clause(run.back())->otherwise && clause(run.back())->starts_sentence && !clause(run.back())->option &&
           clause(run.back())->prefix.empty() && clause(run.back())->award.kind != award_kind::zero) {
        std::vector<std::size_t> before(run.begin(), run.end() - 1);
        const std::string last = plain_subject(*clause(run.back()));
        if (plain_degree(last) || scale_of(before, 0) != scale_kind::degrees ||
            judge_scale({plain_subject(*clause(before.back())), last}) == scale_kind::degrees)
            break;
        run.pop_back();
    }
    // what was taken off again may have been the whole of the last segment
    while (segment != 0 && (segment >= run.size() || item(run[segment - 1]).segment == item(run[segment]).segment)) --segment;
    if (segment == 0 || run.size() < 3) return run;
    if (apart == 0) apart = before_or_in_scale(run, segment);
    if (apart != 0 && (run.size() > longest_scale || !is_scale(scale_of(run, 0)))) run.resize(apart);
    return run;
}

}  // namespace fenze
