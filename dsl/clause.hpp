#pragma once
// What one sentence says, phrase by phrase: awards with the condition or quantity before them, caps, best-of words, starting states.
// Spelling is evened out (numbers are ASCII decimals, units as written); what it is worth is decided elsewhere.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"

namespace fenze {

/// A number with its unit: 500万元, 5个亿, 30%, 三项.
struct amount_text {
    std::string value;  // "500", "2/3"
    std::string unit;   // "万元", "%", "项"; empty where none is written
    span at;
};

/// One end of an interval.
struct bound_text {
    enum class suffix { none, above, below };
    amount_text amount;
    bool inclusive = true;
    bool named = false;          // （含） names it
    suffix word = suffix::none;  // 以上, 以下 or 以内 alone: what the document itself may say to include
};

/// 800万元以上, 1-5家, 85分≤X＜95分, 不足500万元, a bare 3项.
struct interval_text {
    std::optional<bound_text> low, high;
    bool bare = false;      // no word of comparison: 3项得5分
    bool reach = false;     // 达到 and its kin: a target more than a tier
    bool from_one = false;  // 至 or ranges in words
    span at;
};

/// One condition: a subject that lies in an interval, or that is so. `subject` and `rest` are the words before and after the figures.
struct atom_text {
    std::string subject;
    span subject_at;
    std::optional<interval_text> is;
    std::string rest;
    span at;
    bool of_subject = false;  // 限值的10%: 的 stands before the figures
};

/// any-of of all-of: 或 joins the outer list, 且/同时 the inner ones.
using condition_text = std::vector<std::vector<atom_text>>;

enum class direction { none, up, down };

/// 每件, 每2件, 每增长500万元, 每少1家.
struct quantity_text {
    amount_text each;  // value "1" where none is written
    direction towards = direction::none;
    std::string verb;                   // 增长, 少, 满 …
    bool at_end = true;                 // 每 after its subject (X每件) or before it (每承担1项X)
    bool rounds_up = false;             // 不足一个按一个计
    bool both = false;                  // 每增（减）1%: above and below
    bool from_second = false;           // 从第2项起每项
    bool implied = false;               // 缺1项扣1分: 每 is left out
    std::optional<amount_text> target;  // 每低于目标值（98%）1个百分点
    span at;
};

enum class award_kind { points, full, zero, share, formula };

/// 得5分, 扣2～6分, （20分）, 得满分, 不得分, 得该项分值的60%.
struct award_text {
    award_kind kind = award_kind::points;
    bool take = false;                // 扣
    std::vector<std::string> values;  // points: one, or both ends of a range, or a list; share: the fraction ("60/100" as "0.6")
    bool range = false;
    bool below_high = false;   // 4～8分（不含8分）
    bool more = false;         // 再得, 另加: on top of the tier before
    bool bracketed = false;    // （2.5分） without a verb
    bool discretion = false;   // 酌情
    bool halves = false;       // 减半: of what would be given, not of the mark
    bool nothing = false;      // 不加分, 不扣分: nothing is given, nothing is taken away
    bool distributes = false;  // 均, 各, 分别
    bool verb = false;         // has 得, 计, 扣 …
    bool both = false;         // 加（减）0.5分
    bool plus = false;         // 加, 加计, 另加
    bool of_award = false;     // share: of what would be given, 该项分值 is not named
    std::string unit;          // 分, 学分, 积分
    std::string label;         // letter or ordinal label that precedes on its line: A
    std::string formula;       // formula: 完成率×15
    span formula_at;
    span at;
};

/// An award and what it is for.
struct clause_text {
    condition_text when;  // empty: nothing stands before the award
    std::optional<quantity_text> each;
    std::string prefix;  // what stood in a colon label before: 优（A）, 公共建筑
    span prefix_at;
    std::string scope;                 // （科技金融联盟） before the clause
    std::vector<std::string> members;  // 基本养老保险、… with 每个险种/每项均
    award_text award;
    bool starts_sentence = false;  // first clause behind 。 or a line start
    bool starts_segment = false;   // first clause behind ； or 。
    bool denied = false;           // …，否则不得分: holds where the condition does not
    bool otherwise = false;        // 其余, 否则, 未达到的
    bool option = false;           // lettered or numbered option of a list
    std::string words;             // all that stands before the award, folded
    span words_at;
    span at;
};

enum class cap_scope { sentence, node };

struct cap_text {
    std::string points;
    std::string count;          // 最多计3项: in units instead of points
    std::string share;          // 不超过该项分值的50%
    bool take = false;          // 最多扣5分
    bool adds = false;          // 最多加9分
    bool of_additions = false;  // 加分不超过2分
    bool both_ways = false;     // 加减分均不超过4分
    bool leaves = false;        // 扣至5分为止: what deductions leave
    std::string subject;        // 其中发明专利不超过4分: what alone is capped
    std::string lead;           // words before it in its own piece: 发明专利最高4分
    bool listed = false;        // 每次1分、最多3分: of the one award before the 、
    cap_scope scope = cap_scope::sentence;
    bool truncates = false;     // 超过15分按15分计算: what is above is cut
    bool own_sentence = false;  // stands behind ； or 。 by itself
    span at;
};
struct best_of_text {
    bool same_object = false;
    span at;
};
/// 可累加, 分别计分: what is listed adds up.
struct adds_up_text {
    span at;
};
/// 介于两者之间的按线性插值法计算: between the figures of the tiers before, along a line.
struct interpolation_text {
    span at;
};
struct proportional_text {
    bool take = false;
    std::string subject;
    span at;
};
struct floor_text {
    span at;
};
struct start_text {
    std::string points;
    span at;
};
struct mark_text {
    bool part = false;
    std::string points;
    std::string subject;
    span subject_at;
    span at;
};
struct expert_text {
    span at;
};
struct round_up_text {
    bool up = true;
    span at;
};
struct rounding_text {
    int places = 0;
    std::string way;
    span at;
};
struct grade_text {
    std::string name;
    bool rest = false;
    interval_text is;
    std::string subject;
    bool outcome_only = false;
    span at;
};
struct grade_names_text {
    std::vector<std::string> names;
    span at;
};
struct weight_text {
    std::string subject;
    bool marked = false;
    span subject_at;
    std::string fraction;
    span at;
};
struct veto_text {
    std::string condition;
    std::string result;
    bool grade = false;
    span at;
};
/// 90分以上的，给予通报表扬: what follows from the total itself.
struct consequence_text {
    interval_text is;
    std::string action;
    std::uint32_t sentence = 0;  // where its sentence begins: of its consequences the narrowest follows
    span at;
};
struct criteria_text {
    std::string points;
    bool each = true;
    bool any = false;
    span at;
};
struct formula_text {
    std::string name;
    std::string expression;
    span expression_at;
    span at;
};

using item_text = std::variant<clause_text, cap_text, best_of_text, adds_up_text, interpolation_text, proportional_text, floor_text, start_text, mark_text,
    expert_text, round_up_text, rounding_text, grade_text, grade_names_text, weight_text, veto_text, consequence_text, criteria_text, formula_text>;

struct placed_item {
    item_text is;
    std::size_t sentence = 0;  // counts 。 within the node's text
    std::size_t segment = 0;   // counts ； and 。
    span at;
};

/// A paragraph read: its items, or none where it is prose.
struct sentences {
    std::vector<placed_item> items;
    std::vector<span> prose;  // sentences without a scoring marker
    std::size_t sentence_count = 0;
    std::size_t segment_count = 0;
};

/// Reads one paragraph; sentence and segment numbers continue from `first`. Appends a diagnostic for every sentence with a scoring marker that is
/// not understood.
sentences read_paragraph(const source& text, span at, const sentences& first, diagnostics& out);

/// The first scoring marker in the words, if any.
std::optional<span> scoring_marker(const source& text, span at);

}  // namespace fenze
