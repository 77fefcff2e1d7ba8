// A better fact that lowers the points, and the largest jump.

#include <algorithm>

#include "dsl/text.hpp"
#include "interpreter/check/checks.hpp"
#include "interpreter/check/direction.hpp"
#include "interpreter/check/own_words.hpp"
#include "interpreter/check/tier_list.hpp"

namespace fenze {
namespace {

class falls_check {
public:
    explicit falls_check(review& r) : r_(r), m_(r.meaning) {}

    void run() {
        if (!r_.sound) return;
        for (std::size_t n = 0; n < m_.nodes.size(); ++n) {
            levels(n);
            levels_of_options(n);
        }
        make_ordinary();
        for (std::size_t n = 0; n < m_.nodes.size(); ++n) both_ways(n);
        between_items();
        jump();
    }

private:
    /// 国家级 above 省级 above 市级; nothing where no level is named, or two.
    static std::optional<int> level_of(const std::string& name) {
        struct known {
            std::string_view word;
            int rank;
        };
        static constexpr known all[] = {{"国际", 6}, {"国家级", 5}, {"全国", 5}, {"国家", 5}, {"省部级", 4}, {"省级", 4}, {"省（部）级", 4}, {"全省", 4},
            {"地市级", 3}, {"市级", 3}, {"市厅级", 3}, {"厅局级", 3}, {"全市", 3}, {"省（区、市）级", 4}, {"县级", 2}, {"全县", 2}, {"全区", 2}, {"区级", 2},
            {"区县级", 2}, {"县区级", 2}, {"乡镇级", 1}, {"街道级", 1}};
        std::optional<int> found;
        for (const auto& k : all)
            if (has(name, k.word)) {
                if (found && *found != k.rank) return std::nullopt;
                found = k.rank;
            }
        return found;
    }

    /// 特别重大 above 重大 above 较大 above 一般: of what is deducted for, the graver.
    static std::optional<int> gravity_of(const std::string& name) {
        if (!has_any(name, {"事故", "事件", "违", "处分", "处罚", "失信", "过错", "问题", "隐患", "差错"})) return std::nullopt;
        static constexpr std::string_view rising[] = {"轻微", "一般", "较大", "较重", "重大", "严重", "特大", "特别重大", "特别严重"};
        std::optional<int> found;
        int rank = 0;
        for (const auto w : rising) {
            ++rank;
            if (has(name, w)) found = rank;  // 特别重大 holds 重大
        }
        return found;
    }

    static std::optional<std::pair<std::size_t, number>> counted(const rule& r) {
        if (const auto* p = std::get_if<per_rule>(&r.is)) return std::pair(p->fact, *divide(p->points, p->each));
        if (const auto* t = std::get_if<tiers_rule>(&r.is);
            t && t->tiers.size() == 1 && t->tiers[0].when.kind == condition::form::truth && t->tiers[0].gives.fixed())
            return std::pair(t->tiers[0].when.fact, t->tiers[0].gives.points);
        return std::nullopt;
    }

    /// 国家级每项得1分，省级每项得3分
    void levels(std::size_t n) {
        const auto& rules = m_.nodes[n].rules;
        for (std::size_t b = 1; b < rules.size(); ++b) {
            const rule &x = rules[b - 1], &y = rules[b];  // neighbours: further apart they may speak of different things
            const auto p = counted(x), q = counted(y);
            if (!p || !q || x.is.index() != y.is.index()) continue;
            if (x.take != y.take) continue;
            const auto rank_of = [&](std::size_t f) { return x.take ? gravity_of(m_.facts[f].name) : level_of(m_.facts[f].name); };
            const auto high = rank_of(p->first), low = rank_of(q->first);
            if (!high || !low || *high == *low) continue;
            const auto size = [](const number& points) { return points.sign() < 0 ? -points : points; };
            const number first = size(p->second), second = size(q->second);
            const bool turned = (*high > *low && first < second) || (*high < *low && second < first);
            if (!turned || !alike(m_.facts[p->first].name, m_.facts[q->first].name)) continue;
            diagnostic& d = r_.add("FZ314", severity::warning, y.at,
                {"“" + m_.facts[p->first].name + "”与“" + m_.facts[q->first].name + "”相比，" + (x.take ? "更重的反而扣得少。" : "级别高的反而分少。"),
                    x.take ? "the graver takes fewer points" : "the higher level gives fewer points"},
                exchanged(r_.words_of(x.at), p->second, r_.words_of(y.at), q->second));
            d.labels.push_back({x.at, {"与这一句相比", "compared with this clause"}});
        }
    }

    /// Both clauses with each other's points.
    static words exchanged(const std::string& a, const number& x, const std::string& b, const number& y) {
        const auto p = with_points(a, x, y), q = with_points(b, y, x);
        if (!p || !q) return {"核对这两句的分值，疑为写反。", "check the points: they may be exchanged"};
        return {"疑为两句的分值写反，改为“" + *p + "”“" + *q + "”。", "the points may be exchanged"};
    }

    /// 国家级得10分，省级得3分，市级得6分，就高: the same where one of several is taken.
    void levels_of_options(std::size_t n) {
        for (const auto& rule : m_.nodes[n].rules) {
            const auto* c = std::get_if<choice_rule>(&rule.is);
            if (!c || rule.take) continue;
            const auto& options = m_.facts[c->fact].options;
            for (std::size_t b = 1; b < options.size() && b < c->awards.size(); ++b) {
                const auto high = level_of(options[b - 1]), low = level_of(options[b]);
                if (!high || !low || *high == *low || !alike(options[b - 1], options[b])) continue;
                const number &p = c->awards[b - 1].points, &q = c->awards[b].points;
                if (!((*high > *low && p < q) || (*high < *low && q < p))) continue;
                const span at = find_words(r_.text, rule.at, options[b]);
                if (r_.told("FZ322", at)) continue;
                r_.add("FZ314", severity::warning, at,
                    {"“" + options[b - 1] + "”与“" + options[b] + "”相比，级别高的反而分少。", "the higher level gives fewer points"},
                    exchanged(options[b - 1] + "得" + p.text() + "分", p, options[b] + "得" + q.text() + "分", q));
            }
        }
    }

    /// Names that end alike, or the second is what a sequel leaves: 获得国家级奖励, 省级奖励, 省级.
    static bool alike(const std::string& a, const std::string& b) {
        std::string_view x = a, y = b;
        for (auto* name : {&x, &y})
            while (ends(*name, "的")) name->remove_suffix(3);
        if (characters(y) <= 4 && ends_any(y, {"级", "国家", "省", "市"})) return true;
        return x.size() >= 6 && y.size() >= 6 && x.substr(x.size() - 6) == y.substr(y.size() - 6);
    }

    /// Quantities of formulas are taken as quantities are: not below zero, where nothing else is said of them.
    void make_ordinary() {
        ordinary_ = r_.program;
        for (fact& f : ordinary_.facts)
            if (f.kind == fact_kind::number && !f.min && !(f.max && f.max->sign() <= 0)) f.min = number(0);
        open_ = range(ordinary_, r_.unknown());
    }

    /// The value rises somewhere and falls elsewhere as one quantity grows. Lists of tiers are judged by check_tiers.
    void both_ways(std::size_t n) {
        const auto at = r_.plan_node_of(n);
        if (!at) return;
        std::map<std::uint32_t, int> uses;
        std::map<std::uint32_t, span> where;
        for (const auto& rule : ordinary_.nodes[*at].rules)
            for (const auto f : rule.facts) {
                uses[f] += rule.family == "formula" ? 2 : 1;  // a formula alone may turn
                where.emplace(f, rule.at);
            }
        for (const auto& [fact, count] : uses)
            if (count > 1) turns(fact, ordinary_.nodes[*at].score, where.at(fact), "“" + r_.name_of(n) + "”的得分");
    }

    /// A fact that 事实： shares between items: one may give for what another takes.
    void between_items() {
        struct use {
            std::size_t items = 0;
            span at;
        };
        std::map<std::uint32_t, use> users;
        for (const auto& n : ordinary_.nodes) {
            std::map<std::uint32_t, span> here;
            for (const auto& rule : n.rules)
                for (const auto f : rule.facts) here.emplace(f, rule.at);
            for (const auto& [f, at] : here) {
                users[f].at = at;
                ++users[f].items;
            }
        }
        for (const auto& [fact, use] : users)
            if (use.items > 1) turns(fact, ordinary_.total, use.at, "总分");
    }

    /// Whether what the operation comes to rises somewhere and falls elsewhere as the quantity grows.
    void turns(std::uint32_t fact, std::uint32_t operation, span at, const std::string& whose) {
        const auto& f = ordinary_.facts[fact];
        if (f.kind != fact_kind::count && f.kind != fact_kind::amount && f.kind != fact_kind::percent && f.kind != fact_kind::number) return;
        if (directions(ordinary_, fact, open_)[operation] != direction_of::unknown) return;
        const move rise = moved(operation, fact, true), fall = moved(operation, fact, false);
        if (rise.is == verdict::no || fall.is == verdict::no) return;
        if (rise.is != verdict::yes || fall.is != verdict::yes) {
            r_.add("FZ349", severity::note, at,
                {"“" + f.name + "”增加时" + whose + "会不会减少，没有算出定论。", "whether the points fall as “" + f.name + "” grows is not decided"},
                {"人工核对这一句，或给事实写明范围，如“事实：" + f.name + "（0-100" + f.unit + "）”。",
                    "check this by hand, or declare the range of the fact"});
            return;
        }
        r_.add("FZ344", severity::note, at,
            {"“" + f.name + "”增加时" + whose + "有升有降：" + (fall.beside.empty() ? "" : fall.beside + "时，") + "从" + quantity_words(f, fall.from) + "到" +
                    quantity_words(f, fall.to) + "反而减少" + fall.lost.text() + "分。",
                "the points rise and fall with “" + f.name + "”"},
            {"若是有意的（如以某个区间为最好），不用改；否则核对各句的方向。",
                "if a range is meant to be best, leave it; else check the direction of the clauses"});
    }

    struct move {
        verdict is = verdict::undecided;
        number from, to, lost;
        std::string beside;  // what the other facts are
    };

    /// Two values of the fact, the first the smaller, where the points rise (or fall) and all else stays.
    move moved(std::uint32_t operation, std::uint32_t fact, bool up) {
        question_maker maker(ordinary_);
        if (maker.bound(fact)) return {verdict::no, {}, {}, {}, {}};
        const auto& p = ordinary_;
        const auto first = maker.take(operation);
        std::uint32_t fact_op = 0;
        for (std::uint32_t i = 0; i < p.operations.size(); ++i)
            if (p.operations[i].kind == op::fact && p.operations[i].index == fact) fact_op = i;
        const auto here = maker.take(fact_op);
        const auto there = maker.another(fact);
        const auto second = maker.take(operation, {{fact_op, there}});
        const auto grows = maker.make(op::less, {here, there});
        const auto moves = up ? maker.make(op::less, {first, second}) : maker.make(op::less, {second, first});
        const auto goal = maker.make(op::all, {grows, moves});
        const question q = maker.ask(goal);
        const unsigned before = r_.solver.undecided;
        const answer said = ask(q, p.facts.size(), r_.solver);
        r_.solver.undecided = before;  // said of its clause
        move out{said.is, {}, {}, {}, {}};
        if (said.is != verdict::yes) return out;
        const evaluation done = evaluate(q.about, said.own);
        out.from = done.values[here];
        out.to = done.values[there];
        out.lost = done.values[first] - done.values[second];
        out.beside = facts_words(p, beside(fact, said.facts));
        return out;
    }

    /// What the items that ask for the fact ask for besides.
    [[nodiscard]] fact_values beside(std::uint32_t fact, const fact_values& facts) const {
        fact_values out(facts.size());
        for (const auto& n : ordinary_.nodes) {
            const auto asks = [&](const plan_rule& rule) { return std::find(rule.facts.begin(), rule.facts.end(), fact) != rule.facts.end(); };
            if (std::none_of(n.rules.begin(), n.rules.end(), asks)) continue;
            for (const auto& rule : n.rules)
                for (const auto f : rule.facts)
                    if (f != fact) out[f] = facts[f];
        }
        return out;
    }

    /// The largest jump between two neighbouring tiers of a quantity that is no count.
    void jump() {
        const auto& full = r_.program.max;  // 满分, or what the items come to
        const auto marked = std::count_if(m_.nodes.begin(), m_.nodes.end(), [](const model_node& n) { return n.max && !n.rules.empty(); });
        if (!full || (!m_.max && marked < 2)) return;  // one item alone is no rubric to compare with
        std::optional<std::string> shown;
        number most;
        span at;
        for (const auto& list : tier_lists(r_)) {
            const fact& f = list.quantity;
            if (takes_whole(f)) continue;
            // what is wrong with the list comes first
            const auto wrong = {"FZ311", "FZ313", "FZ314", "FZ316"};
            if (std::any_of(wrong.begin(), wrong.end(), [&](const char* code) { return r_.told(code, list.at); })) continue;
            const auto pieces = covered(list, f);
            for (std::size_t n = 1; n < pieces.size(); ++n) {
                if (!pieces[n].is.low || (pieces[n].tier < 0 && pieces[n - 1].tier < 0)) continue;
                const auto points = [&](const covered_piece& p) { return p.tier < 0 ? list.rest : list.tiers[static_cast<std::size_t>(p.tier)].points; };
                // into a gap and out of it: what no tier covers gives what is left, mostly nothing
                if ((pieces[n].tier < 0 || pieces[n - 1].tier < 0) && (list.fact == nowhere || list.shares_fact || list.take)) continue;
                const number a = points(pieces[n - 1]), b = points(pieces[n]);
                const number by = a < b ? b - a : a - b;
                if (!(most < by)) continue;
                most = by;
                at = list.at;
                shown = "“" + f.name + "”在" + own_words(r_, list).amount(pieces[n].is.low->at) + "处一下子相差" + by.text() + "分";
            }
        }
        if (!shown || most < *full * number::fraction(1, 10) || most < number(5)) return;
        r_.add("FZ345", severity::note, at,
            {"全文最大的一跳：" + *shown + "，差一点就差很多。", "the largest jump of the rubric: " + most.text() + " points at one figure"},
            {"若不合本意，可以多分几档，或写“按比例得分”。", "if this is not meant, add tiers, or give points in proportion"});
    }

    review& r_;
    const model& m_;
    plan ordinary_;
    ranges open_;
};

}  // namespace

void check_falls(review& r) { falls_check(r).run(); }

}  // namespace fenze
