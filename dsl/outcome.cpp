#include "dsl/outcome.hpp"

#include <array>

#include "dsl/cursor.hpp"
#include "dsl/grades.hpp"
#include "dsl/lead.hpp"
#include "dsl/numeral.hpp"
#include "dsl/phrases.hpp"
#include "dsl/several.hpp"
#include "dsl/spoken_formula.hpp"
#include "dsl/text.hpp"

namespace fenze {
namespace {

using namespace grammar;  // NOLINT

// clang-format off
struct weight_tail : any_word<"的比重", "的权重", "比重", "权重", "的比例", "的份额", "计入总分", "的比例计入总分", "计入总成绩", "的比例计入"> {};
// clang-format on

// Names joined by 、 or 和 in front of 分别占 and 各占.
std::vector<std::string> names_of(std::string_view list) {
    std::vector<std::string> out;
    std::string now;
    for (std::size_t i = 0; i < list.size();) {
        const auto n = character_length(list, i);
        const auto c = list.substr(i, n);
        if (c == "、" || c == "和" || c == "与" || c == "及" || c == ",") {
            if (!now.empty()) out.push_back(now);
            now.clear();
        } else {
            now += c;
        }
        i += n;
    }
    if (!now.empty()) out.push_back(now);
    return out;
}

void clean_weight_subject(std::string& name) {
    for (const std::string_view head : {"按照", "按", "由", "其中", "根据", ":"})
        while (starts(name, head)) name.erase(0, head.size());
    for (bool cut = true; cut;) {
        cut = false;
        for (const std::string_view tail : {"(", "的", "所", "分别", "各", "占", "权重", "比重", "为", "得分", "部分", "、", "和", ","})
            if (name.size() > tail.size() && name.substr(name.size() - tail.size()) == tail && !(tail == "得分" && name.size() <= 12)) {
                name.resize(name.size() - tail.size());
                cut = true;
            }
    }
}

// 管理评价占30%，专家评审占70%; 占综合评价30%比重; A、B分别占60%、40%; 按照A40%、B30%、C30%的权重计算.
bool read_weights(const folded& text, std::size_t begin, std::size_t end, std::vector<placed_item>& out) {
    const std::string_view all = std::string_view(text.text).substr(begin, end - begin);
    if (!has(all, "%") && !has(all, "百分之")) return false;
    const bool named = has(all, "比重") || has(all, "权重");
    if (!named && !has(all, "占")) return false;
    struct share {
        std::size_t begin, end;  // of the percentage
        std::string value;
    };
    std::vector<share> shares;
    for (std::size_t i = begin; i < end;) {
        const auto number = read_amount(text, i, text.text.compare(i, 9, "百分之") == 0);
        if (number && number->is.unit == "%" && number->end <= end) {
            shares.push_back({i, number->end, shift_decimal(number->is.value, -2)});
            i = number->end;
            continue;
        }
        if (number && number->end > i) {
            i = number->end;
            continue;
        }
        i += character_length(text.text, i);
    }
    if (shares.empty()) return false;
    std::vector<weight_text> found;
    std::size_t from = begin;
    for (std::size_t n = 0; n < shares.size(); ++n) {
        std::string_view before = std::string_view(text.text).substr(from, shares[n].begin - from);
        std::size_t sb = from, se = shares[n].begin;
        trim_separators(text.text, sb, se);
        std::string subject(std::string_view(text.text).substr(sb, se - sb));
        // words between 占 and the figure name the whole: 占综合评价30%
        bool verb = false;
        for (const std::string_view w :
            {"分别占", "各占", "所占权重为", "所占比重为", "权重为", "比重为", "占比为", "权重占", "占比", "占", "权重", "比重", "按"}) {
            const auto at = subject.rfind(w);
            if (at == std::string::npos || (at == 0 && w != "占")) continue;
            const auto behind = subject.substr(at + w.size());
            if (w == "按" && !behind.empty()) continue;
            if (behind.size() > 30) continue;
            verb = true;
            const bool each = w == "各占" || (w == "占" && at >= 3 && subject.compare(at - 3, 3, "各") == 0);
            const bool respectively = w == "分别占";
            subject.resize(at);
            if (each) {
                clean_weight_subject(subject);
                for (auto& name : names_of(subject)) {
                    weight_text wt;
                    wt.subject = name;
                    wt.fraction = shares[n].value;
                    wt.at = text.original(sb, shares[n].end);
                    found.push_back(std::move(wt));
                }
                subject.clear();
            } else if (respectively) {
                clean_weight_subject(subject);
                const auto names = names_of(subject);
                if (names.size() != shares.size() - n) return false;
                for (std::size_t k = 0; k < names.size(); ++k) {
                    weight_text wt;
                    wt.subject = names[k];
                    wt.fraction = shares[n + k].value;
                    wt.at = text.original(sb, shares[n + k].end);
                    found.push_back(std::move(wt));
                }
                n = shares.size() - 1;
                subject.clear();
            }
            break;
        }
        (void)before;
        from = shares[n].end;
        cursor tail{text.text, from};
        tail.skip<weight_tail>();
        tail.skip(")");
        from = tail.at;
        if (subject.empty()) continue;
        if (!verb && !named) return false;
        if (const auto cut = subject.rfind(';'); cut != std::string::npos) subject.erase(0, cut + 1);
        clean_weight_subject(subject);
        if (starts(subject, "和")) subject.erase(0, 3);
        if (subject.empty()) return false;
        weight_text wt;
        wt.subject = subject;
        wt.subject_at = text.original(sb, sb + std::min(se - sb, subject.size()));
        wt.fraction = shares[n].value;
        wt.marked = named;
        wt.at = text.original(sb, std::max(shares[n].end, from));
        found.push_back(std::move(wt));
    }
    if (found.empty()) return false;
    // 总评成绩由…组成，其中平时占30%，期末占75%: said to be what a score is made of, and then a whole is asked for
    const bool composed = has_any(all, {"组成", "构成", "合成", "加权"}) && has_any(all, {"成绩", "得分", "总评", "评分", "分数"}) && found.size() > 1;
    if (!named && !composed) {  // without the word, only shares that make a whole are weights
        std::string sum = "0";
        long total = 0;
        for (const auto& w : found) {
            const std::string p = shift_decimal(w.fraction, 4);
            if (p.find('.') != std::string::npos || p.size() > 7) return false;
            total += std::stol(p);
        }
        if (total != 10000 || found.size() < 2) return false;
    }
    // the rest of the sentence may say what is computed, but no points
    std::vector<placed_item> behind;
    std::string rest;
    for (std::size_t i = from; i < end;) {
        if (auto rounding = read_rounding(text, i)) {
            add_item(behind, item_text{rounding->is}, rounding->is.at);
            i = rounding->end;
            continue;
        }
        rest += std::string_view(text.text).substr(i, character_length(text.text, i));
        i += character_length(text.text, i);
    }
    if (!no_digits(rest)) return false;
    for (const std::string_view w : {"最高", "最多", "封顶", "不超过", "不得", "扣", "每"})
        if (has(rest, w)) return false;
    for (auto& w : found) {
        const span at = w.at;
        add_item(out, item_text{std::move(w)}, at);
    }
    out.insert(out.end(), behind.begin(), behind.end());
    return true;
}

// 90分以上的，给予通报表扬；60分以下的，责令限期整改: what follows from the total, with no other condition.
bool read_consequences(const folded& text, std::size_t begin, std::size_t end, std::vector<placed_item>& out) {
    const std::string_view all = std::string_view(text.text).substr(begin, end - begin);
    if (!has(all, "分") ||
        !has_any(all, {"给予", "予以", "责令", "限期", "通报", "约谈", "授予", "奖励", "不予", "取消", "暂停", "全额", "扣减", "限制", "列入"}))
        return false;
    std::vector<placed_item> found;
    std::size_t from = begin;
    while (from < end) {
        trim_separators(text.text, from, end);
        if (from >= end) break;
        cursor in{text.text, from};
        skip_any(in, {"对", "其中"});
        skip_any(in, {"年度考核得分", "年度考核总分", "考核结果", "评审得分", "最终得分", "评审平均分", "分数", "成绩", "综合评价得分", "综合得分", "考核得分",
                         "考核总分", "评估得分", "评价得分", "总得分", "总分", "得分", "考核成绩", "综合评分"});
        skip_any(in, {"在", "为"});
        const auto is = read_interval(text, in.at);
        if (!is || is->is.bare || is->end > end) return false;
        const auto unit_of = [](const std::optional<bound_text>& b) { return !b || b->amount.unit == "分"; };
        if (!unit_of(is->is.low) || !unit_of(is->is.high)) return false;
        cursor behind{text.text, is->end};
        skip_any(behind, {"的", "者", "的单位", "的企业"});
        skip_any(
            behind, {"单位", "企业", "个人", "学校", "部门", "机构", "项目", "乡镇", "街道", "村", "社区", "医院", "人员", "教师", "联盟", "县区", "县", "市"});
        behind.skip("的");
        behind.skip(",");
        if (behind.skip("由")) {  // 由县委主要领导约谈其主要负责人
            const auto acts = std::string_view(text.text).substr(behind.at, end - behind.at);
            const auto acted = acts.substr(0, std::min(acts.find(','), acts.find(';')));
            if (!has_any(acted, {"给予", "予以", "责令", "通报", "约谈", "授予", "奖励", "取消", "暂停"})) return false;
            behind.at -= std::string_view("由").size();
        }
        skip_any(behind, {"将", "应当", "应", "直接", "一律"});
        if (!sees_any(behind,
                {"由", "按", "给予", "予以", "责令", "限期", "通报", "约谈", "授予", "奖励", "不予", "取消", "暂停", "全额", "扣减", "限制", "列入", "要求"}))
            return false;
        // as far as the next stretch of points
        std::size_t stop = behind.at;
        for (; stop < end; stop += character_length(text.text, stop)) {
            const char c = text.text[stop];
            if (c == ';') break;
            if (c == ',' && stop + 1 < end) {
                cursor next{text.text, stop + 1};
                skip_any(next, {"总得分", "总分", "得分", "考核得分"});
                const auto again = read_interval(text, next.at);
                if (again && !again->is.bare && again->end <= end && unit_of(again->is.low) && unit_of(again->is.high)) break;
            }
        }
        consequence_text made;
        made.is = is->is;
        std::size_t b = behind.at, e = stop;
        trim_separators(text.text, b, e);
        made.action = std::string(std::string_view(text.text).substr(b, e - b));
        for (std::size_t i = 0; i + 3 < made.action.size(); ++i)
            if (made.action[i] >= '0' && made.action[i] <= '9' && made.action.compare(i + 1, 3, "分") == 0) return false;
        if (has_any(made.action, {"加分", "扣分", "得分", "满分", "分值", "计分", "给分", "赋分", "记分", "积分", "学分", "全部分", "该项分"})) return false;
        if (starts(made.action, "按") && !has_any(made.action, {"拨付", "兑现", "发放", "支付", "补助"})) return false;
        made.sentence = text.original(begin, end).begin;
        made.at = text.original(from, stop);
        const span at = made.at;
        add_item(found, item_text{std::move(made)}, at);
        from = stop < end ? stop + 1 : end;
    }
    if (found.empty()) return false;
    out.insert(out.end(), found.begin(), found.end());
    return true;
}

// 发生一般事故扣5分，发生较大事故一票否决: points before the veto are sentences of their own.
bool holds_award(const folded& text, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; i += character_length(text.text, i))
        if (const auto award = read_award(text, i); award && award->end <= end && award->is.verb && award->is.kind == award_kind::points) return true;
    return false;
}

// 弄虚作假的，取消其资格; …实行一票否决.
bool read_vetoes(const folded& text, std::size_t begin, std::size_t end, std::vector<placed_item>& out) {
    const std::string_view all = std::string_view(text.text).substr(begin, end - begin);
    static constexpr std::array<std::string_view, 22> cancels{"等级为", "等次为", "评定为不", "评为不", "认定为不", "确定为不", "定为不", "的为不合格",
        "的为不达标", "直接确定为", "直接认定为", "直接评定为", "直接列为", "一律定为", "一律评为", "一律确定为", "一律评定为", "取消", "一票否决", "直接评为",
        "直接定为", "直接判定为"};
    for (const auto word_here : cancels) {
        auto at = all.find(word_here);
        if (at == std::string_view::npos) continue;
        const std::string_view behind = all.substr(at);
        const bool plain_grade = starts(word_here, "的为");
        if (plain_grade && (behind.size() > word_here.size() || !no_digits(all.substr(0, at)) || starts(all, "其余") || starts(all, "其他"))) continue;
        // 弄虚作假的，评定为不合格: the whole of what follows; 连续两年评为不合格的 is a condition, 60分以下为不合格 a grade
        const bool named_grade = ends(word_here, "级为") || ends(word_here, "次为") || ends(word_here, "为不");
        if (named_grade && (has(behind, ",") || has(behind, ";") || ends_any(behind, {"的", "者", "时"}) || behind.size() > 42 || !no_digits(all) ||
                               !ends_any(all.substr(0, at), {",", "的", "则", "应", "将"})))
            continue;
        if (word_here == "取消" && !has(behind, "资格") && !has(behind, "称号")) continue;
        std::size_t b = begin, e = begin + at;
        trim_separators(text.text, b, e);
        std::string_view condition = std::string_view(text.text).substr(b, e - b);
        for (bool cut = true; cut;) {
            cut = false;
            for (const std::string_view tail : {",", "的", "者", "即", "将", "直接", "予以", "一律", "实行", "给予", "则", "应", "实施", "、", "一票否决"}) {
                if (condition.size() > tail.size() && condition.substr(condition.size() - tail.size()) == tail) {
                    condition.remove_suffix(tail.size());
                    cut = true;
                }
            }
        }
        if (is_any(condition, {"实行", "实施", "即", "将", "直接", "予以", "一律", "给予", "则", "应", "并", "同时"})) condition = {};
        if (condition.empty() || condition == "被" || has(condition, ";") || holds_award(text, b, e)) return false;
        veto_text v;
        v.condition = std::string(condition);
        std::size_t rb = begin + at, re = end;
        trim_separators(text.text, rb, re);
        v.result = std::string(std::string_view(text.text).substr(rb, re - rb));
        v.grade = starts_any(word_here, {"直接", "一律"}) || plain_grade || named_grade;
        if (v.grade)
            if (const auto name = v.result.find("为"); name != std::string::npos && name + 3 < v.result.size()) v.result.erase(0, name + 3);  // 直接定为C级
        for (const std::string_view tail : {"等次", "等级", "档次"})
            if (v.grade && ends(v.result, tail) && v.result.size() > tail.size()) v.result.resize(v.result.size() - tail.size());
        v.at = text.original(begin, end);
        if (!no_digits(v.result)) return false;
        const span at_span = v.at;
        add_item(out, item_text{std::move(v)}, at_span);
        return true;
    }
    return false;
}

}  // namespace

// 得分=20×基准价/投标价. Ends at the first comma outside brackets.
std::optional<read<formula_text>> read_formula(const folded& text, std::size_t begin, std::size_t end) {
    const std::string_view all = std::string_view(text.text).substr(begin, end - begin);
    if (auto spoken = read_spoken_formula(text, begin, end)) return spoken;
    const auto equal = all.find('=');
    if (equal == std::string_view::npos)
        if (auto product = read_product(text, begin, end)) return product;
    if (equal == std::string_view::npos || equal == 0 || equal + 1 >= all.size()) return std::nullopt;
    if (all.substr(equal - 1, 2) == "<=" || all.substr(equal - 1, 2) == ">=" || all.substr(equal, 2) == "=>" || all.substr(equal, 2) == "=<" ||
        all.substr(equal, 2) == "==")
        return std::nullopt;
    std::size_t stop = equal + 1;
    int depth = 0;
    while (stop < all.size()) {
        const char c = all[stop];
        if (c == '(' || c == '[' || c == '{') ++depth;
        if (c == ')' || c == ']' || c == '}') --depth;
        if ((c == ',' && depth <= 0) || c == ';') break;
        stop += character_length(all, stop);
    }
    const std::string_view right = all.substr(equal + 1, stop - equal - 1);
    const bool operates = has(right, "×") || has(right, "÷") || has(right, "*") || has(right, "/") || has(right, "+") || has(right, "-") ||
                          has(right, "min(") || has(right, "max(");
    if (!operates) return std::nullopt;
    std::string_view left = all.substr(0, equal);
    for (const std::string_view cut : {":", ",", ";"})
        if (const auto n = left.rfind(cut); n != std::string_view::npos) left = left.substr(n + cut.size());
    if (left.empty() || left.size() > 90) return std::nullopt;
    // (例如) figures before the name would be a score of their own
    const std::string_view before = all.substr(0, equal - left.size());
    if (!no_digits(before) || under_a_condition(before) || starts_any(left, {"否则", "反之", "其余得", "其余分", "其他得", "若", "如果"})) return std::nullopt;
    formula_text f;
    f.name = std::string(left);
    f.expression = std::string(right);
    f.expression_at = text.original(begin + equal + 1, begin + stop);
    f.at = text.original(begin, begin + stop);
    return read<formula_text>{std::move(f), begin + stop};
}

bool read_outcomes(const folded& text, std::size_t begin, std::size_t end, std::vector<placed_item>& out) {
    return read_grade_lines(text, begin, end, out) || read_grades(text, begin, end, out) || read_weights(text, begin, end, out) ||
           read_consequences(text, begin, end, out) || read_vetoes(text, begin, end, out);
}

}  // namespace fenze
