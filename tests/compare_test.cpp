// Two rubrics compared: rewordings are equal, changes are found with facts that show them, and no verdict is contradicted by any facts.

#include <catch2/catch.hpp>
#include <functional>
#include <random>

#include "interpreter/compare/changed_words.hpp"
#include "interpreter/compare/compare.hpp"
#include "interpreter/compare/likeness.hpp"
#include "interpreter/compare/step_of_values.hpp"
#include "interpreter/fenze.hpp"
#include "interpreter/open_plan.hpp"
#include "interpreter/result.hpp"
#include "interpreter/wording/format.hpp"
#include "tests/compared_pair.hpp"
#include "tests/corpus_rows.hpp"
#include "tests/random_plan.hpp"

using namespace fenze;

namespace {

std::string all_notes(const comparison& c) {
    std::string out;
    for (const auto& n : c.pairs.notes) out += n.zh + "\n";
    return out;
}

const item_comparison& item_named(const compared_pair& p, const std::string& title) {
    for (const auto& i : p.came_to.items)
        if (i.item.after && p.now.rubrics[0].program.nodes[*i.item.after].title == title) return i;
    FAIL("no item " << title);
    return p.came_to.items.front();
}

bool allowed_by_both(const comparison& c, fact_values joint) {
    joint.resize(c.joint.both.facts.size(), number(0));
    const auto done = evaluate(c.joint.both, joint);
    for (const side s : {before, after})
        for (const auto demand : c.joint.demands[s])
            if (done.values[demand].sign() == 0) return false;
    return true;
}

void agrees(const difference& d, const number& was, const number& is) {
    if (is < was) REQUIRE(d.less != verdict::no);
    if (was < is) REQUIRE(d.more != verdict::no);
}

}  // namespace

TEST_CASE("fmt in either style is proved equal, without a solver", "[compare]") {
    for (const auto& file : corpus::files("stdlib-rubrics", ".fenze"))
        for (const auto style : {wording_style::official, wording_style::terse}) {
            INFO(file.string());
            const auto text = corpus::content(file);
            const compared_pair p(text, format(text, style).text);
            REQUIRE(p.came_to.equal());
            REQUIRE(p.came_to.asked == 0);
            REQUIRE(p.came_to.total.same_operation);
            REQUIRE(all_notes(p.came_to).empty());
            REQUIRE(p.came_to.merged.parts.empty());
            for (const auto& lines : changed_lines(p.was.rubrics[0], p.now.rubrics[0], p.came_to.pairs))
                for (const auto& line : lines) {
                    REQUIRE((line.before && line.after));
                    REQUIRE(!line.before->reading.empty());
                    REQUIRE(!other_words_beside(line));
                }
            for (const auto& i : p.came_to.items)
                for (const auto& clause : i.clauses) {
                    const auto& x = p.old_plan().nodes[*i.item.before].rules[*clause.rule.before];
                    REQUIRE(!other_words_beside(p.old_plan(), x, p.new_plan(), p.new_plan().nodes[*i.item.after].rules[*clause.rule.after]));
                }
        }
}

TEST_CASE("every clause of the corpora is equal to its canonical words", "[compare]") {
    std::size_t rows = 0, worded = 0;
    for (const auto& file : corpus::files("tests/corpora", ".jsonl"))
        for (const auto& row : corpus::rows_of(file)) {
            const auto text = corpus::rubric_of(row);
            const auto was = compile(source("", text));
            if (has_error(was.problems) || was.rubrics.size() != 1) continue;
            INFO(text << "\n→\n" << was.rubrics[0].canonical);
            const compared_pair canonical(text, was.rubrics[0].canonical);
            REQUIRE(canonical.came_to.equal());
            if (++rows % 10 != 0) continue;
            const compared_pair terse(text, format(text, wording_style::terse).text);
            REQUIRE(terse.came_to.equal());
            ++worded;
        }
    REQUIRE(rows > 1500);
    REQUIRE(worded > 150);
}

TEST_CASE("verdicts of random plans agree with all completions", "[compare]") {
    int changed = 0, equal = 0;
    for (unsigned seed = 1; seed <= 200; ++seed) {
        const plan was = random_plan(seed).build();
        plan is = was;
        std::mt19937 random(seed);
        for (int tries = 0; tries < 20; ++tries) {  // one figure another
            const auto cone = cone_of(is, {is.total});
            auto& o = is.operations[cone[random() % cone.size()]];
            if (o.kind == op::constant && o.value != number(0) && o.value != number(1)) o.value = o.value + number(static_cast<int>(random() % 3) - 1);
            else if (o.kind == op::scale) o.value = o.value + number::fraction(1, 2);
            else if (o.kind == op::tier) is.tiers[o.index].pieces.back().value = is.tiers[o.index].pieces.back().value + number(1);
            else continue;
            break;
        }
        if (!verify_plan(is).empty()) continue;
        const auto c = compare(was, is, {}, 4000);
        INFO("seed " << seed);
        bool less = false, more = false, any = false;
        fact_values facts(was.facts.size());
        const std::function<void(std::size_t)> all = [&](std::size_t next) {
            if (next < facts.size()) {
                const auto [from, to] = domain(was.facts[next]);
                for (int v = from; v <= to; ++v) {
                    facts[next] = number(v);
                    all(next + 1);
                }
                return;
            }
            if (!broken_constraints(was, facts).empty() || !broken_constraints(is, facts).empty()) return;
            const auto x = score(was, facts), y = score(is, facts);
            if (x.failed || y.failed || !x.complete || !y.complete) return;
            any = true;
            less = less || *y.value(is.total) < *x.value(was.total);
            more = more || *x.value(was.total) < *y.value(is.total);
        };
        all(0);
        if (!any) continue;  // a plan that refuses or fails everything
        if (c.total.less != verdict::undecided) REQUIRE((c.total.less == verdict::yes) == less);
        if (c.total.more != verdict::undecided) REQUIRE((c.total.more == verdict::yes) == more);
        ++(less || more ? changed : equal);
    }
    REQUIRE(changed > 50);
    REQUIRE(equal > 20);
}

TEST_CASE("mutated figures: every witness shows what is claimed, and random facts contradict no verdict", "[compare]") {
    std::size_t different = 0, compared = 0, decided = 0, looked = 0;
    for (const auto& file : corpus::files("stdlib-rubrics", ".fenze")) {
        const auto text = corpus::content(file);
        for (unsigned seed = 1; seed <= 6; ++seed) {
            const auto mutated = with_other_figures(text, seed, 1 + seed % 3);
            if (mutated == text) continue;
            const compared_pair p(text, mutated);
            if (!p.good) continue;  // a mistake that the language catches
            const auto& c = p.came_to;
            INFO(file.string() << " seed " << seed);
            different += c.equal() ? 0 : 1;
            decided += c.total.less != verdict::undecided && c.total.more != verdict::undecided ? 1 : 0;
            ++compared;
            for (const auto& i : c.items)
                for (const auto* w : {&i.points.when_less, &i.points.when_more})
                    if (*w) {
                        const auto x = score(p.old_plan(), c.joint.facts_of(before, (*w)->joint)),
                                   y = score(p.new_plan(), c.joint.facts_of(after, (*w)->joint));
                        const auto was = x.value(p.old_plan().nodes[*i.item.before].score), is = y.value(p.new_plan().nodes[*i.item.after].score);
                        REQUIRE(was);
                        REQUIRE(is);
                        REQUIRE(*was == (*w)->before);
                        REQUIRE(*is == (*w)->after);
                        REQUIRE((w == &i.points.when_less) == (*is < *was));
                    }
            for (unsigned n = 0; n < 1000; ++n) {
                const auto joint = random_facts(c, seed * 10000 + n);
                const auto own_old = c.joint.facts_of(before, joint), own_new = c.joint.facts_of(after, joint);
                if (!allowed_by_both(c, joint)) continue;
                const auto x = evaluate(p.old_plan(), own_old), y = evaluate(p.new_plan(), own_new);
                if (x.failed || y.failed) continue;
                ++looked;
                for (const auto& i : c.items)
                    if (i.item.before && i.item.after)
                        agrees(i.points, x.values[p.old_plan().nodes[*i.item.before].score], y.values[p.new_plan().nodes[*i.item.after].score]);
                agrees(c.total, x.values[p.old_plan().total], y.values[p.new_plan().total]);
                const auto switched = [&](bool on) {
                    fact_values facts(c.merged.program.facts.size(), number(on ? 1 : 0));
                    for (std::size_t f = 0; f < c.merged.first; ++f) facts[f] = joint[f];
                    return evaluate(c.merged.program, facts).values[c.merged.total];
                };
                if (n % 10 != 0) continue;
                REQUIRE(switched(false) == x.values[p.old_plan().total]);
                REQUIRE(switched(true) == y.values[p.new_plan().total]);
            }
        }
    }
    REQUIRE(different > 15);
    REQUIRE(looked > 10000);
    if (solver_available()) REQUIRE(decided == compared);
}

TEST_CASE("a threshold moved is stricter, and a unit shows it", "[compare]") {
    if (!solver_available()) return;
    const compared_pair p("《甲》\n一、产值（30分）\n年产值1000万元以上得30分，500-1000万元得20分，500万元以下得0分。\n",
        "《甲》\n一、产值（30分）\n年产值1200万元以上得30分，500-1200万元得20分，500万元以下得0分。\n");
    const auto& d = item_named(p, "产值").points;
    REQUIRE(d.less == verdict::yes);
    REQUIRE(d.more == verdict::no);
    REQUIRE(d.when_less->before == number(30));
    REQUIRE(d.when_less->after == number(20));
}

TEST_CASE("another unit, options in another order, and items moved come to the same", "[compare]") {
    if (!solver_available()) return;
    const compared_pair p(
        "《甲》\n一、产值（30分）\n年产值1000万元以上得30分，1000万元以下得0分。\n二、制度（6分）\n很完善得6分，比较完善得3分，不完善得0分。\n",
        "《甲》\n一、制度（6分）\n不完善得0分，比较完善得3分，很完善得6分。\n二、产值（30分）\n年产值0.1亿元以上得30分，0.1亿元以下得0分。\n");
    INFO(all_notes(p.came_to));
    REQUIRE(p.came_to.total.equal());
    REQUIRE(all_notes(p.came_to).find("万元") != std::string::npos);
}

TEST_CASE("reworded facts are paired with a note; words that tell things apart are not", "[compare]") {
    if (!solver_available()) return;
    const auto rubric = [](const std::string& name) { return "《甲》\n一、知识产权（30分）\n" + name + "，每件得5分。\n"; };
    const compared_pair same(rubric("获得发明专利授权"), rubric("获得的发明专利授权"));
    REQUIRE(same.came_to.total.equal());
    REQUIRE(all_notes(same.came_to).find("按同一事实比较：“获得发明专利授权” ↔ “获得的发明专利授权”") != std::string::npos);
    for (const auto& [was, is] : {std::pair<std::string, std::string>("获得国家级科技奖励项目", "获得省级科技奖励项目"),
             {"获得发明专利授权", "获得实用新型专利授权"}, {"近三年承担重大项目", "近五年承担重大项目"}, {"按时报送材料", "未按时报送材料"}}) {
        const compared_pair p(rubric(was), rubric(is));
        INFO(was << is << all_notes(p.came_to));
        REQUIRE(p.came_to.total.less == verdict::yes);
        REQUIRE(p.came_to.total.more == verdict::yes);
        REQUIRE(p.came_to.joint.both.facts.size() == 3);  // two and the total that grades speak of
    }
    const compared_pair forced(rubric("获得国家级科技奖励项目"), rubric("获得省级科技奖励项目"), {{"获得国家级科技奖励项目", "获得省级科技奖励项目"}});
    REQUIRE(forced.came_to.total.equal());
    const compared_pair apart(rubric("获得发明专利授权"), rubric("获得发明专利授权"), {{"获得发明专利授权", ""}});
    REQUIRE(!apart.came_to.total.equal());
}

TEST_CASE("a word that one name has and the other has not is no filler", "[compare]") {
    for (const auto& [was, is] : {std::pair<std::string, std::string>("发表SCI论文", "发表EI论文"), {"服务A类企业", "服务B类企业"}, {"进口额", "出口额"},
             {"研发收入", "研发支出"}, {"同比增幅", "环比增幅"}, {"发表论文", "发表核心论文"}, {"合同金额", "合同到账金额"}, {"支出高于收入", "收入高于支出"}})
        REQUIRE(!wording_difference(was, is).empty());
    for (const auto& [was, is] : {std::pair<std::string, std::string>("发表的论文数量", "发表论文"), {"专利授权", "授权专利"}, {"取得奖励情况", "获得奖励"},
             {"合同金额", "合同额"}, {"获得了SCI论文（国内）", "获得SCI论文国内"}})
        REQUIRE(wording_difference(was, is).empty());
    REQUIRE(wording_difference("发表SCI论文", "发表EI论文") == "SCI、EI");
}

TEST_CASE("how facts are to be counted is a difference that people must judge", "[compare]") {
    const auto item = [](const std::string& words) { return "《甲》\n一、服务（20分）\n承担项目，每项得2分" + words + "。\n"; };
    const compared_pair p(item(""), item("；同一项目不重复计分"));
    REQUIRE(p.good);
    REQUIRE(p.came_to.equal());
    REQUIRE(other_words_beside(p.old_plan(), p.old_plan().nodes[0].rules[0], p.new_plan(), p.new_plan().nodes[0].rules[0]));
}

TEST_CASE("clauses of the same words are the same clause", "[compare]") {
    const auto item = [](const std::string& words) { return "《甲》\n一、服务（30分）\n" + words + "\n"; };
    const compared_pair p(item("完成率达到100%得30分，每低1个百分点扣1分，扣完为止。"), item("完成率达到100%得30分，未达到的按比例得分。"));
    REQUIRE(p.good);
    bool met = false;
    for (const auto& clause : p.came_to.items[0].clauses)
        if (clause.rule.before && clause.rule.after) {
            REQUIRE(p.old_plan().nodes[0].rules[*clause.rule.before].text == p.new_plan().nodes[0].rules[*clause.rule.after].text);
            met = true;
        }
    REQUIRE(met);
}

TEST_CASE("a pair is proposed only where it would be taken", "[compare]") {
    const auto item = [](const std::string& words) { return "《甲》\n一、服务（10分）\n" + words + "\n"; };
    const compared_pair p(item("服务很好得10分，服务一般得5分，服务较差得0分。"), item("服务优秀得10分，服务合格得5分，服务不合格得0分。"));
    REQUIRE(p.good);
    INFO(all_notes(p.came_to));
    REQUIRE(all_notes(p.came_to).find("--pair") == std::string::npos);
    REQUIRE(all_notes(p.came_to).find("选项全换了") != std::string::npos);
}

TEST_CASE("steps between the totals that there are", "[compare]") {
    const auto step = [](const std::string& clauses) {
        const compared_pair p("《甲》\n一、服务（20分）\n" + clauses + "\n", "《甲》\n一、服务（20分）\n" + clauses + "\n");
        REQUIRE(p.good);
        return step_of_values(p.old_plan(), p.old_plan().total);
    };
    REQUIRE(step("承担项目，每项得2分。") == number(2));
    REQUIRE(step("承担项目，每项得2分；获得奖励，每次得0.5分。") == number::fraction(1, 2));
    REQUIRE(!step("公式：得分＝研发占比÷2"));
    REQUIRE(common_step(number::fraction(1, 2), number::fraction(1, 3)) == number::fraction(1, 6));
    REQUIRE(common_step(number(0), number(-4)) == number(4));
}

TEST_CASE("words that do not score are no pure rewording", "[compare]") {
    if (!solver_available()) return;
    const auto beside = [](const std::string& was, const std::string& is) {
        const compared_pair p("《甲》\n一、服务（20分）\n" + was + "\n", "《甲》\n一、服务（20分）\n" + is + "\n");
        REQUIRE(p.good);
        REQUIRE(p.came_to.equal());
        const auto &x = p.old_plan().nodes[0].rules[0], &y = p.new_plan().nodes[0].rules[0];
        return other_words_beside(p.old_plan(), x, p.new_plan(), y);
    };
    REQUIRE(beside("科技金融联盟：发放贷款，每笔得1分。", "科技服务联盟：发放贷款，每笔得1分。"));
    REQUIRE(!beside("发放贷款，每笔得1分。", "发放贷款每1笔计1分。"));
    REQUIRE(!beside("年产值1000万元以上得20分，1000万元以下得0分。", "年产值达到1000万元的得20分，1000万元以下不得分。"));
}

TEST_CASE("other values allowed are no equality, and no value in common is none either", "[compare]") {
    const auto mark = [](const std::string& most) { return "《甲》\n一、交流（" + most + "分）\n"; };
    const compared_pair wider(mark("10"), mark("15"));
    REQUIRE(wider.good);
    REQUIRE(!wider.came_to.equal());
    REQUIRE(wider.came_to.items[0].limits);
    REQUIRE(wider.came_to.limits.size() == 1);
    REQUIRE(wider.came_to.limits[0].refuses == before);
    const auto marked = [](int low, int high) {
        plan_builder b;
        const auto given = b.given(fact_kind::score, number(low), number(high));
        plan_node n;
        n.id = "1";
        n.title = "交流";
        n.score = n.raw = given;
        n.rules.push_back({});
        n.rules[0].facts = {0};
        n.rules[0].raw = n.rules[0].score = given;
        b.p.nodes.push_back(n);
        b.p.roots = {0};
        b.p.facts[0].node = 0;
        return b.total(given);
    };
    const plan low = marked(1, 3), high = marked(7, 9);
    const auto none = compare(low, high);
    REQUIRE(!none.equal());
    REQUIRE(none.items[0].no_common);
    REQUIRE(none.items[0].points.less == verdict::undecided);
    REQUIRE(none.total.more == verdict::undecided);
}

TEST_CASE("grades: by their own words and in effect", "[compare]") {
    if (!solver_available()) return;
    const auto rubric = [](const std::string& mark, const std::string& good) {
        return "《甲》\n一、项目（100分）\n承担项目，每项得" + mark + "分。\n二、等级\n" + good +
               "分以上为优秀，60分以上为合格，低于60分为不合格。\n弄虚作假的，取消资格。\n";
    };
    const compared_pair rule(rubric("5", "90"), rubric("5", "85"));
    REQUIRE(rule.came_to.total.equal());
    REQUIRE(rule.came_to.grades.ranked);
    REQUIRE(rule.came_to.grades.rule.more == verdict::yes);
    REQUIRE(rule.came_to.grades.rule.less == verdict::no);
    const auto gap = [](const std::string& middle) {
        return "《甲》\n1. 项目（20分）\n承担项目，每项得1分，最高20分。\n等级：15分以上为优秀，" + middle + "为合格，低于10分为不合格\n";
    };
    const compared_pair none(gap("10分以上不足15分"), gap("10-13分"));
    REQUIRE(!none.came_to.grades.ranked);  // no grade is not a better one
    const auto& shown = none.came_to.grades.rule.when_less;
    REQUIRE(shown);
    REQUIRE(shown->joint[none.came_to.grades.total_fact] == number(14));
    const compared_pair halves(gap("10分以上不足15分"), gap("10-14分"));
    REQUIRE(halves.came_to.grades.rule.equal());  // no facts come to 14.5
    const compared_pair points(rubric("10", "90"), rubric("9", "90"));
    REQUIRE(points.came_to.grades.rule.equal());
    REQUIRE(points.came_to.grades.effect.less == verdict::yes);
    REQUIRE(points.came_to.grades.effect.more == verdict::no);
}
