// Grades that leave scores without one, overlap, stand in the wrong order, or that no total reaches.

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/check/checks.hpp"
#include "interpreter/check/tier_list.hpp"
#include "interpreter/tiers.hpp"

namespace fenze {
namespace {

/// The better the grade the higher; nothing for names that say nothing of it.
std::optional<int> standing(const std::string& name) {
    struct known {
        const char* word;
        int rank;
    };
    // the words that hold others come first
    static constexpr known all[] = {{"不合格", 0}, {"不达标", 0}, {"不及格", 0}, {"不称职", 0}, {"未达标", 0}, {"不通过", 0}, {"较差", 1}, {"基本合格", 2},
        {"基本称职", 2}, {"基本达标", 2}, {"优秀", 6}, {"优等", 6}, {"良好", 5}, {"中等", 4}, {"一般", 4}, {"合格", 3}, {"称职", 3}, {"及格", 3}, {"达标", 3},
        {"较好", 5}, {"差", 0}, {"优", 6}, {"好", 6}, {"良", 5}, {"中", 4}};
    for (const auto& k : all)
        if (has(name, k.word)) return k.rank;
    return std::nullopt;
}

/// AAA级 before AA级 before A级 before B级, 一级 before 二级, 五星 before 四星: the better the higher, within one family of names.
struct ranked {
    std::string family;
    int rank = 0;
};
std::optional<ranked> rank_of(const std::string& written) {
    std::string name = written;
    for (const std::string_view tail : {"等次", "等级", "级别"})
        if (ends(name, tail) && name.size() > tail.size()) name.resize(name.size() - tail.size());
    if (!name.empty() && name[0] >= 'A' && name[0] <= 'E') {
        std::size_t n = 0;
        while (n < name.size() && name[n] == name[0]) ++n;
        const std::string rest = name.substr(n);
        const int letter = 10 * ('E' - name[0]) + static_cast<int>(n);
        if (rest.empty() || is_any(rest, {"级", "等", "类", "档"})) return ranked{"letters", letter};
        return std::nullopt;
    }
    static constexpr std::string_view ordinals[] = {"五", "四", "三", "二", "一", "特"}, stems[] = {"丁", "丙", "乙", "甲"},
                                      counts[] = {"一", "二", "三", "四", "五"}, figures[] = {"1", "2", "3", "4", "5"};
    const auto found = [&](const auto& words_in_order, std::initializer_list<std::string_view> tails, const char* family) -> std::optional<ranked> {
        int rank = 0;
        for (const auto w : words_in_order) {
            ++rank;
            if (!starts(name, w)) continue;
            const std::string rest = name.substr(w.size());
            for (const auto t : tails)
                if (rest == t) return ranked{family, rank};
        }
        return std::nullopt;
    };
    if (const auto is = found(ordinals, {"级", "等", "类", "档", "等奖"}, "ordinals")) return is;
    if (const auto is = found(stems, {"级", "等", "类"}, "stems")) return is;
    if (const auto is = found(counts, {"星", "星级"}, "stars")) return is;
    return found(figures, {"A", "A级", "星", "星级"}, "stars");
}

class grades_check {
public:
    explicit grades_check(review& r) : r_(r) {
        for (const auto& g : r.meaning.grades)
            if (g.total) grades_.push_back(&g);
        for (const auto* g : grades_) all_.push_back(g->on_total);
    }

    void run() {
        if (grades_.size() < 2) return;
        same_names();
        order();
        overlaps();
        gaps();
        unreachable();
    }

private:
    [[nodiscard]] std::string words_of(std::size_t n) const { return r_.words_of(grades_[n]->at); }
    [[nodiscard]] static bool rest(const interval& is) { return !is.low && !is.high; }

    void overlaps() {
        for (std::size_t b = 1; b < grades_.size(); ++b)
            for (std::size_t a = 0; a < b; ++a) {
                const interval &x = all_[a], &y = all_[b];
                if (rest(x) || rest(y) || (!x.high && !y.high) || (!x.low && !y.low)) {
                    if (!rest(x) && !rest(y)) same_side(a, b);
                    continue;
                }
                const auto low = [](const interval& is) { return is.low ? std::optional(edge{is.low->value, is.low->inclusive ? 0 : 1}) : std::nullopt; };
                const auto high = [](const interval& is) { return is.high ? std::optional(edge{is.high->value, is.high->inclusive ? 0 : -1}) : std::nullopt; };
                const extent common = both({low(x), high(x)}, {low(y), high(y)});
                if (common.empty()) continue;
                if (common.low && common.high && common.low->at == common.high->at) {
                    boundary(a, b, common.low->at);
                    continue;
                }
                const number value = value_in(common, false);
                ++found_;
                diagnostic& d = r_.add("FZ331", severity::warning, grades_[b]->at,
                    {"“" + words_of(a) + "”与“" + words_of(b) + "”重叠：总分" + value.text() + "分同属两个等级，程序取“" + winner(value) + "”。",
                        "these grades overlap: a total of " + value.text() + " has both"},
                    {apart(a, b), "correct the bounds of one"});
                d.labels.push_back({grades_[a]->at, {"与这一等级重叠", "overlaps with this grade"}});
            }
    }

    /// The lower of two that overlap, ending where the upper begins.
    [[nodiscard]] std::string apart(std::size_t a, std::size_t b) const {
        const auto low = [&](std::size_t n) { return all_[n].low ? all_[n].low->value : number(); };
        const std::size_t under = low(a) < low(b) || (!all_[a].low && all_[b].low) ? a : b, over = under == a ? b : a;
        if (!all_[over].low || (all_[under].low && !(low(under) < low(over)))) return "改正其中一个的界限。";
        return "使两个等级相接，如“" + r_.words_of(grades_[under]->at) + "”改为“" + up_to(under, all_[over].low->value, !all_[over].low->inclusive) + "”。";
    }

    /// 60分以上不足90分为合格: the grade from where it begins up to a figure, that itself in or not, in the words of the document.
    [[nodiscard]] std::string up_to(std::size_t n, const number& end, bool with_end) const {
        const auto& from = all_[n].low;
        const std::string whole(r_.text.slice({r_.written.title_at.begin, r_.end}));
        std::string less = "低于";
        for (const std::string_view w : {"不足", "不满", "低于"})
            if (has(whole, std::string(w) + end.text()) || has(whole, w)) less = w;
        if (with_end) less = "不超过";
        const std::string begins = !from ? "" : from->inclusive ? from->value.text() + "分以上" : "超过" + from->value.text() + "分";
        return begins + less + end.text() + "分" + (named_behind(n) ? "为" + grades_[n]->name : "");
    }

    /// 90分以上为优秀, and not 优秀：90分以上: where the name stands.
    [[nodiscard]] bool named_behind(std::size_t n) const { return !starts(words_of(n), grades_[n]->name); }

    /// Two grades with one and the same bound: the second is never given.
    void same_side(std::size_t a, std::size_t b) {
        if (!within(all_[a], all_[b], false) || !within(all_[b], all_[a], false)) return;
        ++found_;
        diagnostic& d = r_.add("FZ331", severity::warning, grades_[b]->at,
            {"“" + words_of(b) + "”与“" + words_of(a) + "”的界限相同，“" + grades_[b]->name + "”永远轮不到。",
                "these grades have the same bounds: the second is never given"},
            {"改正其中一个的界限。", "correct the bounds of one"});
        d.labels.push_back({grades_[a]->at, {"界限相同", "the same bounds"}});
    }

    void boundary(std::size_t a, std::size_t b, const number& at) {
        const auto named = [&](const interval& is) {
            return (is.low && is.low->named && is.low->value == at) || (is.high && is.high->named && is.high->value == at);
        };
        if (named(all_[a]) || named(all_[b])) return;
        r_.add("FZ312", severity::note, grades_[b]->at,
            {"总分" + at.text() + "分同属“" + grades_[a]->name + "”“" + grades_[b]->name + "”，程序取先列的“" + winner(at) + "”。",
                "a total of " + at.text() + " has both grades; the one listed first holds"},
            {"要改，请写“低于" + at.text() + "分”。", "to say it, exclude the figure from one of the two"});
    }

    [[nodiscard]] std::string winner(const number& value) const {
        for (const auto& p : pieces())
            if (!(p.is.low && edge{value, 0} < *p.is.low) && !(p.is.high && *p.is.high < edge{value, 0}))
                return p.tier < 0 ? "" : grades_[static_cast<std::size_t>(p.tier)]->name;
        return "";
    }

    [[nodiscard]] std::vector<covered_piece> pieces() const {
        tier_list list;
        for (const auto* g : grades_) list.tiers.push_back({g->on_total, number(), g->at, false});
        fact total;
        total.kind = fact_kind::number;
        return covered(list, total);
    }

    void gaps() {
        const auto all = pieces();
        std::optional<number> least, most;
        if (r_.sound) {
            least = r_.open().of[r_.program.total].low;
            most = r_.open().of[r_.program.total].high;
        }
        for (std::size_t n = 0; n < all.size(); ++n) {
            if (all[n].tier >= 0) continue;
            if (n > 0 && n + 1 < all.size()) {
                inner(all, n);
            } else if (n == 0 && n + 1 < all.size() && all[1].is.low) {
                const number& from = all[1].is.low->at;
                if (least && !(*least < from)) continue;
                // 90分以上为优秀，80分以上为良好: below the last, no grade
                const severity level = bottom_named() || (grades_.size() > 2 && ought_to_close()) ? severity::warning : severity::note;
                r_.add("FZ330", level, grades_[static_cast<std::size_t>(all[1].tier)]->at,
                    {"总分低于" + from.text() + "分没有等级。", "a total below " + from.text() + " has no grade"},
                    {"补上最低的等级，如“低于" + from.text() + "分为不合格”。", "add the lowest grade"});
                ++found_;
            } else if (n > 0 && all[n - 1].is.high) {
                const number& to = all[n - 1].is.high->at;
                if (most && !(to < *most)) continue;
                const bool full = r_.program.max && to >= *r_.program.max;  // 90-100分: a bonus may go beyond, nobody means that
                r_.add("FZ330", full ? severity::note : severity::warning, grades_[static_cast<std::size_t>(all[n - 1].tier)]->at,
                    {"总分高于" + to.text() + "分没有等级" + (full ? "，而加上加分可以超过。" : "。"), "a total above " + to.text() + " has no grade"},
                    {"最高的等级写成“" + lowest_of(static_cast<std::size_t>(all[n - 1].tier)) + "分以上”。", "leave the highest grade open"});
                ++found_;
            }
        }
    }

    [[nodiscard]] std::string lowest_of(std::size_t n) const { return all_[n].low ? all_[n].low->value.text() : "0"; }
    /// 优秀, 良好, 合格 and A, B, C are what everybody gets one of; stars, AAA and 甲级 are given to some.
    [[nodiscard]] bool ought_to_close() const {
        return std::all_of(grades_.begin(), grades_.end(), [](const grade_rule* g) {
            const std::string name = name_key(g->name);
            return standing(g->name).has_value() || is_any(name, {"A", "B", "C", "D", "A级", "B级", "C级", "D级", "A等", "B等", "C等", "D等"});
        });
    }

    /// 不合格 is among the grades, or named in their sentence: 分为优秀、合格、不合格三个档次.
    [[nodiscard]] bool bottom_named() const {
        return std::any_of(grades_.begin(), grades_.end(), [&](const grade_rule* g) {
            return standing(g->name).value_or(9) <= 1 ||
                   has_any(r_.text.slice(r_.text.line_of(g->at.begin)), {"不合格", "不达标", "不称职", "不及格", "不通过"});
        });
    }

    void inner(const std::vector<covered_piece>& all, std::size_t n) {
        const number low = all[n].is.low->at, high = all[n].is.high->at;
        const auto under = static_cast<std::size_t>(all[n - 1].tier), over = static_cast<std::size_t>(all[n + 1].tier);
        severity level = severity::warning;
        std::optional<number> shown;
        fact_values facts;
        if (r_.sound) {
            question_maker maker(r_.program);
            const auto total = maker.take(r_.program.total);
            const auto above = maker.make(all[n].is.low->beside.sign() > 0 ? op::less : op::less_equal, {maker.constant(low), total});
            const auto below = maker.make(all[n].is.high->beside.sign() < 0 ? op::less : op::less_equal, {total, maker.constant(high)});
            const auto goal = maker.make(op::all, {above, below});
            const answer said = ask(maker.ask(goal), r_.program.facts.size(), r_.solver);
            if (said.is == verdict::no) return;  // 80-89, 90以上: no total lies between
            if (said.is == verdict::yes) {
                facts = said.facts;
                fact_values full = facts;
                shown = value_of_total(full);
            }
        }
        // whole numbers on both sides, and a whole number never lies between: only marks with decimals would; 84.9分 and 85分 in the same way
        if (neighbours(low, high) && !(r_.sound && reached_by_whole_marks(all[n]))) level = severity::note;
        const number value = shown ? *shown : value_in(all[n].is, false);
        ++found_;
        const std::size_t later = grades_[under]->at.begin > grades_[over]->at.begin ? under : over;
        const std::string range = low == high ? "恰为" + low.text() + "分的" : "在" + low.text() + "分与" + high.text() + "分之间";
        // up to where the upper grade begins; that figure too, where the upper grade leaves it out
        const bool with_end = all[n].is.high->beside.sign() >= 0;
        const std::string end = high.text() + "分";
        diagnostic& d = r_.add("FZ330", level, grades_[later]->at,
            {"总分" + range + "没有等级" + (low == high ? "。" : "，例如" + value.text() + "分。"), "a total of " + value.text() + " has no grade"},
            {"“" + words_of(under) + "”改为“" + up_to(under, high, with_end) + "”，" +
                    (with_end ? "或把上一等级写成“" + end + "以上”。" : "或降低上一等级的下限。"),
                "let the two grades meet"});
        d.labels.push_back({grades_[later == under ? over : under]->at, {"相邻的等级", "the grade beside it"}});
    }

    /// Whether some total lies in the piece though every judge gives whole marks: 每次0.5分, 按比例得分.
    [[nodiscard]] bool reached_by_whole_marks(const covered_piece& piece) const {
        question_maker maker(r_.program);
        const auto total = maker.take(r_.program.total);
        const auto above = maker.make(piece.is.low->beside.sign() > 0 ? op::less : op::less_equal, {maker.constant(piece.is.low->at), total});
        const auto below = maker.make(piece.is.high->beside.sign() < 0 ? op::less : op::less_equal, {total, maker.constant(piece.is.high->at)});
        question q = maker.ask(maker.make(op::all, {above, below}));
        for (auto& f : q.about.facts)
            if (f.kind == fact_kind::score) f.whole = true;
        return ask(q, r_.program.facts.size(), r_.solver).is == verdict::yes;
    }

    [[nodiscard]] std::optional<number> value_of_total(fact_values& facts) const {
        for (std::size_t f = 0; f < facts.size(); ++f)
            if (!facts[f]) {
                const extent domain = domain_of(r_.program.facts[f]);
                facts[f] = domain.low ? domain.low->at : number();
            }
        const evaluation done = evaluate(r_.program, facts);
        if (done.failed) return std::nullopt;
        return done.values[r_.program.total];
    }

    /// The better and the worse of two, where their names tell.
    [[nodiscard]] std::optional<bool> better(std::size_t a, std::size_t b) const {
        const auto x = standing(grades_[a]->name), y = standing(grades_[b]->name);
        if (x && y) return *x == *y ? std::nullopt : std::optional(*x > *y);
        const auto p = rank_of(grades_[a]->name), q = rank_of(grades_[b]->name);
        if (!p || !q || p->family != q->family || p->rank == q->rank) return std::nullopt;
        // A级风险, 一级响应: where the whole list runs the other way the names do
        return (p->rank > q->rank) != upside_down();
    }

    /// Whether most neighbours of the list say that the first letters and ordinals are the low ones.
    [[nodiscard]] bool upside_down() const {
        int with = 0, against = 0;
        for (std::size_t b = 1; b < grades_.size(); ++b) {
            const auto p = rank_of(grades_[b - 1]->name), q = rank_of(grades_[b]->name);
            if (!p || !q || p->family != q->family || p->rank == q->rank) continue;
            const auto low = [&](std::size_t n) { return all_[n].low ? all_[n].low->value : number(); };
            if (low(b - 1) == low(b)) continue;
            ++((p->rank > q->rank) == (low(b - 1) > low(b)) ? with : against);
        }
        return against > with;
    }

    void order() {
        for (std::size_t b = 1; b < grades_.size(); ++b)
            for (std::size_t a = 0; a < b; ++a) {
                const auto first = better(a, b);
                if (!first || rest(all_[a]) || rest(all_[b])) continue;
                const std::size_t better = *first ? a : b, worse = better == a ? b : a;
                const auto &p = all_[better], &q = all_[worse];
                const bool turned = (p.low && q.low && p.low->value < q.low->value) || (p.high && q.high && p.high->value < q.high->value);
                if (!turned) continue;
                ++found_;
                diagnostic& d = r_.add("FZ332", severity::warning, grades_[b]->at,
                    {"“" + words_of(better) + "”的界限比“" + words_of(worse) + "”还低：较好的等级反而容易得。", "the better grade has the lower bound"},
                    {exchanged(a, b), "check the bounds: they may be exchanged"});
                d.labels.push_back({grades_[a]->at, {"与这一等级相比", "compared with this grade"}});
                return;
            }
    }

    /// Two grades with each other's bound, where each has one.
    [[nodiscard]] std::string exchanged(std::size_t a, std::size_t b) const {
        const auto with_bound = [&](std::size_t n, std::size_t other) -> std::string {
            const interval &is = all_[n], &would = all_[other];
            if (!is.low || is.high || !would.low || would.high) return "";
            std::string said = words_of(n);
            const std::string figure = is.low->value.text();
            const auto at = said.find(figure);
            return at == std::string::npos ? "" : said.replace(at, figure.size(), would.low->value.text());
        };
        const std::string x = with_bound(a, b), y = with_bound(b, a);
        return x.empty() || y.empty() ? "核对两个界限，疑为颠倒。" : "疑为两个界限写反，改为“" + x + "”“" + y + "”。";
    }

    /// Two of one name: a word copied from the line above.
    void same_names() {
        for (std::size_t b = 1; b < grades_.size(); ++b)
            for (std::size_t a = 0; a < b; ++a) {
                if (name_key(grades_[a]->name) != name_key(grades_[b]->name) || rest(all_[a]) || rest(all_[b])) continue;
                ++found_;
                diagnostic& d = r_.add("FZ331", severity::warning, grades_[b]->at,
                    {"“" + words_of(b) + "”与“" + words_of(a) + "”是同一个等级名称，界限却不同。", "two grades have one name and different bounds"},
                    {"核对等级名称，疑为抄重。", "check the names: one may be copied"});
                d.labels.push_back({grades_[a]->at, {"同一个名称", "the same name"}});
                break;
            }
    }

    void unreachable() {
        if (!r_.sound) return;
        const bounds& total = r_.open().of[r_.program.total];
        if (total.low && total.high && *total.low == *total.high) return;  // nothing scores here: the grades stand apart from their sheet
        for (std::size_t n = 0; n < grades_.size() && n < r_.program.grades.size(); ++n) {
            const auto& low = all_[n].low;
            const auto& high = all_[n].high;
            const bool outside = (low && total.high && *total.high < low->value) || (high && total.low && high->value < *total.low);
            if (found_ > 0 && !outside && !beyond_full(n)) continue;  // what was said of the bounds explains the rest
            const auto& possible = r_.open().grades;
            bool reached = !outside && std::find(possible.begin(), possible.end(), grades_[n]->name) != possible.end();
            if (reached && !r_.open().tight) {
                question_maker maker(r_.program);
                const auto goal = maker.take(r_.program.grades[n].condition);
                reached = ask(maker.ask(goal), r_.program.facts.size(), r_.solver).is != verdict::no;
            }
            if (reached) {
                if (beyond_full(n))
                    r_.add("FZ333", severity::warning, grades_[n]->at,
                        {"“" + words_of(n) + "”的界限高于满分" + r_.program.max->text() + "分：不靠加分永远达不到。",
                            "this grade begins above the full mark of " + r_.program.max->text() + ": only a bonus comes to it"},
                        {reachable(n, *r_.program.max), "check this bound: a digit may be doubled"});
                continue;
            }
            // only the side that shuts the grade out is a reason
            const bool above = low && total.high && *total.high < low->value, below = high && total.low && high->value < *total.low;
            const std::string why = above   ? "总分不会高于" + total.high->text() + "分。"
                                    : below ? "总分不会低于" + total.low->text() + "分。"
                                            : "怎样填报，总分都不在这个范围里。";
            r_.add("FZ333", severity::warning, grades_[n]->at,
                {"“" + words_of(n) + "”永远达不到：" + why, "no total has this grade" + (above      ? ": none is above " + total.high->text()
                                                                                            : below ? ": none is below " + total.low->text()
                                                                                                    : std::string())},
                {above ? reachable(n, *total.high) : std::string("核对这个界限和各项分值。"), "check this bound and the marks"});
        }
    }

    /// What the bound may be meant to be: with one digit less between its neighbours, or of a hundred where the whole is less.
    [[nodiscard]] std::string reachable(std::size_t n, const number& most) const {
        const number& is = all_[n].low->value;
        const auto words_with = [&](const number& would) {
            std::string said = words_of(n);
            if (const auto at = said.find(is.text()); at != std::string::npos) return said.replace(at, is.text().size(), would.text());
            return would.text() + "分以上";
        };
        std::optional<number> below;  // where the next grade under it begins
        for (std::size_t k = 0; k < all_.size(); ++k)
            if (k != n && all_[k].low && all_[k].low->value < is && (!below || *below < all_[k].low->value)) below = all_[k].low->value;
        const std::string digits = is.text();
        for (std::size_t k = 0; digits.size() > 1 && k < digits.size(); ++k) {
            const auto would = number::parse(digits.substr(0, k) + digits.substr(k + 1));
            if (would && *would <= most && would->sign() > 0 && (!below || *below < *would)) return "疑为多了一位数字：“" + words_with(*would) + "”。";
        }
        const number hundred(100);
        if (is <= hundred && most < hundred) {
            const number would = is * most * number::fraction(1, 100);
            if (!has(would.text(), "/")) return "界限若按百分制写的，照" + most.text() + "分折算是“" + words_with(would) + "”；否则核对各项分值。";
        }
        return "把界限降到" + most.text() + "分以内，或核对各项分值。";
    }

    [[nodiscard]] bool beyond_full(std::size_t n) const { return r_.program.max && all_[n].low && *r_.program.max < all_[n].low->value; }

    review& r_;
    std::vector<const grade_rule*> grades_;
    std::vector<interval> all_;
    int found_ = 0;
};

}  // namespace

void check_grades(review& r) { grades_check(r).run(); }

}  // namespace fenze
