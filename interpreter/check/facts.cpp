// Facts: declared and unused, one phrase for two, a name in a formula that is nearly another, a share above the whole.

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/check/checks.hpp"
#include "interpreter/facts/bind.hpp"

namespace fenze {
namespace {

class facts_check {
public:
    explicit facts_check(review& r) : r_(r), p_(r.program) {}

    void run() {
        if (!r_.sound) return;
        find_used();
        unused();
        unused_formula();
        nearly_weighed();
        two_of_a_name();
        nearly_named();
        above_whole();
    }

private:
    void find_used() {
        used_.assign(p_.facts.size(), false);
        std::vector<std::uint32_t> tops{p_.total, p_.bonus, p_.deduction};
        for (const auto& n : p_.nodes) tops.push_back(n.score);
        for (const auto& c : p_.constraints) tops.push_back(c.operation);
        for (const auto* list : {&p_.vetoes, &p_.grades, &p_.actions})
            for (const auto& o : *list) tops.push_back(o.condition);
        for (const auto i : cone_of(p_, tops))
            if (p_.operations[i].kind == op::fact) used_[p_.operations[i].index] = true;
    }

    [[nodiscard]] const directive* declared(const fact& f) const {
        for (const auto& d : r_.written.directives)
            if (d.word == "事实" && f.at.begin >= d.at.begin && f.at.end <= d.at.end) return &d;
        return nullptr;
    }

    void unused() {
        for (std::size_t f = 0; f < p_.facts.size(); ++f) {
            const directive* d = declared(p_.facts[f]);
            if (!d || used_[f]) continue;
            std::vector<std::string> names;
            for (std::size_t k = 0; k < p_.facts.size(); ++k)
                if (k != f && used_[k]) names.push_back(p_.facts[k].name);
            const auto near = nearest_of(p_.facts[f].name, names);
            const bool close = near && edit_distance(name_key(names[*near]), name_key(p_.facts[f].name), 2) <= 2;
            r_.add("FZ342", severity::warning, d->at,
                {"声明了“" + p_.facts[f].name + "”，但没有一句用到它。", "“" + p_.facts[f].name + "” is declared, but no sentence uses it"},
                {close ? "是“" + names[*near] + "”吗？" : "删去这一行，或核对名称是否与句子里的一致。",
                    close ? "did you mean “" + names[*near] + "”?" : "delete the line, or check the name"});
        }
    }

    /// 公式：评标准基价＝…, and every other formula says 评标基准价.
    void unused_formula() {
        const auto all = defined();
        for (const auto& [name, at] : all) {
            const std::string key = name_key(name);
            if (characters(name) < 3 || has_any(key, {"得分", "总分", "分值", "分数", "成绩", "评分", "价格分"})) continue;  // what the item gives
            bool used = false;
            for (const auto& item : r_.items) {
                if (item.at == at) continue;
                std::string said = name_key(r_.text.slice(item.at));
                for (const auto& f : p_.facts)  // 评标基准价 is no use of 基准价
                    for (const std::string longer = name_key(f.name); longer.size() > key.size() && has(longer, key) && has(said, longer);)
                        said.replace(said.find(longer), longer.size(), " ");
                used = used || has(said, key);
            }
            if (used) continue;
            std::vector<std::string> names;
            for (const auto& f : p_.facts) names.push_back(f.name);
            const auto near = nearest_of(name, names);
            const bool close =
                near && (edit_distance(key, name_key(names[*near]), 2) <= 2 || has(name_key(names[*near]), key) || has(key, name_key(names[*near])));
            if (!close) continue;
            r_.add("FZ342", severity::warning, at, {"公式给出了“" + name + "”，但没有一个公式用到它。", "a formula gives “" + name + "”, and none uses it"},
                {"公式里用的是“" + names[*near] + "”：改成一致。", "the formulas say “" + names[*near] + "”: make them agree"});
        }
    }

    /// 事实：理评价意见 where the sentence says 管理评价意见占30%: found by its end, and one character short.
    void nearly_weighed() {
        for (const auto& part : r_.meaning.total_weights) {
            if (!part.fact) continue;
            const auto f = r_.plan_fact_of(*part.fact);
            const directive* d = f ? declared(p_.facts[*f]) : nullptr;
            if (!d) continue;
            std::string said = r_.words_of(part.at);
            for (const std::string_view stop : {"，", ",", "、", "：", ":", "；"})
                if (const auto cut = said.rfind(stop, said.find(p_.facts[*f].name)); cut != std::string::npos) said.erase(0, cut + stop.size());
            const auto at = said.find(p_.facts[*f].name);
            if (at == std::string::npos || at == 0 || characters(said.substr(0, at)) != 1) continue;
            const std::string whole = said.substr(0, at) + p_.facts[*f].name;
            r_.add("FZ342", severity::warning, d->at,
                {"声明的是“" + p_.facts[*f].name + "”，句子里写的是“" + whole + "”，差一个字。",
                    "“" + p_.facts[*f].name + "” is declared, the sentence says “" + whole + "”"},
                {"改成“" + whole + "”。", "write “" + whole + "”"});
        }
    }

    void two_of_a_name() {
        std::map<std::string, std::vector<std::size_t>> by_name;
        for (std::size_t f = 0; f < p_.facts.size(); ++f)
            if (p_.facts[f].use == fact_use::score && !declared(p_.facts[f])) by_name[name_key(p_.facts[f].name)].push_back(f);
        for (const auto& [name, all] : by_name) {
            if (all.size() < 2 || p_.facts[all[0]].node == p_.facts[all[1]].node || p_.facts[all[0]].kind != p_.facts[all[1]].kind) continue;
            const fact& second = p_.facts[all[1]];
            // only words of the sentence: a title that recurs is two items
            if (name_key(second.name) == name_key(second.node_title)) continue;
            diagnostic& d = r_.add("FZ343", severity::note, second.at,
                {"“" + second.name + "”在两个指标里出现，程序当作两个事实，分别填写。", "“" + second.name + "” stands in two items and is read as two facts"},
                {"若是同一个，在文件开头写“事实：" + second.name + "”。", "if it is one, declare it: 事实：" + second.name});
            d.labels.push_back({p_.facts[all[0]].at, {"另一处", "the other place"}});
        }
    }

    /// 公式：基准价＝…: what a formula gives a name to, and where.
    [[nodiscard]] std::vector<std::pair<std::string, span>> defined() const {
        std::vector<std::pair<std::string, span>> out;
        for (const auto& item : r_.items)
            if (const auto* f = std::get_if<formula_text>(&item.is); f && !f->name.empty()) out.emplace_back(f->name, f->at);
        return out;
    }

    void tell_near(const fact& f, const std::string& other, span at) {
        diagnostic& d = r_.add("FZ340", severity::warning, find_words(r_.text, f.at, f.name),
            {"公式里的“" + f.name + "”与“" + other + "”只差一个字，会当作另一个事实。", "“" + f.name + "” in the formula is nearly “" + other + "”"},
            {"若是同一个，改成“" + other + "”。", "if it is the same, write “" + other + "”"});
        d.labels.push_back({at, {"另一个在这里", "the other one"}});
    }

    /// One character of another, or two exchanged: 评标准基价.
    [[nodiscard]] static bool nearly(const std::string& x, const std::string& y, int most) {
        const std::string a = name_key(x), b = name_key(y);
        if (a == b) return false;
        if (edit_distance(a, b, static_cast<std::size_t>(most)) <= static_cast<std::size_t>(most)) return true;
        if (a.size() != b.size()) return false;
        std::vector<std::string> p, q;
        for (std::size_t i = 0; i < a.size(); i += character_length(a, i)) p.push_back(a.substr(i, character_length(a, i)));
        for (std::size_t i = 0; i < b.size(); i += character_length(b, i)) q.push_back(b.substr(i, character_length(b, i)));
        if (p.size() != q.size()) return false;
        for (std::size_t i = 1; i < p.size(); ++i) {
            std::swap(p[i - 1], p[i]);
            if (p == q) return true;
            std::swap(p[i - 1], p[i]);
        }
        return false;
    }

    /// 得分＝20×基准介÷投标价 beside 基准价: a name that stands in the formula alone, one character from another.
    void nearly_named() {
        std::vector<bool> elsewhere(p_.facts.size(), false), in_formula(p_.facts.size(), false);
        for (const auto& n : p_.nodes)
            for (const auto& r : n.rules)
                for (const auto f : r.facts) (r.family == "formula" ? in_formula : elsewhere)[f] = true;
        for (std::size_t f = 0; f < p_.facts.size(); ++f) {
            if (!in_formula[f] || elsewhere[f] || declared(p_.facts[f]) || characters(p_.facts[f].name) < 3) continue;
            for (std::size_t k = 0; k < p_.facts.size(); ++k) {
                if (k == f || characters(p_.facts[k].name) < 3) continue;
                if (in_formula[k] && !elsewhere[k] && !declared(p_.facts[k]) && k < f) continue;  // say it of one of the two
                const bool near = nearly(p_.facts[f].name, p_.facts[k].name, declared(p_.facts[k]) && !used_[k] ? 2 : 1);
                const bool both_plain = in_formula[k] && !elsewhere[k] && !declared(p_.facts[k]);
                // 笔试成绩 and 面试成绩 stand side by side: the first character tells them apart
                const bool heads = both_plain && p_.facts[f].name.substr(0, 3) != p_.facts[k].name.substr(0, 3);
                if (!near || heads || (both_plain && characters(p_.facts[f].name) < 4) || told_apart(p_.facts[f].name, p_.facts[k].name)) continue;
                tell_near(p_.facts[f], p_.facts[k].name, p_.facts[k].at);
                break;
            }
            for (const auto& [name, at] : defined())
                if (characters(name) >= 3 && nearly(p_.facts[f].name, name, 1) && !told_apart(p_.facts[f].name, name)) {
                    tell_near(p_.facts[f], name, at);
                    break;
                }
        }
    }

    /// 本档标准值 and 上档标准值, 出勤天数 and 应出勤天数: one character, and two things are meant.
    [[nodiscard]] static bool told_apart(const std::string& x, const std::string& y) {
        const auto held = [](const std::string& longer, const std::string& shorter, std::string_view w) {
            for (auto at = longer.find(w); at != std::string::npos; at = longer.find(w, at + 1))
                if (longer.substr(0, at) + longer.substr(at + w.size()) == shorter) return true;
            return false;
        };
        static constexpr const char* words[] = {"上", "下", "本", "应", "实", "已", "未", "总", "去", "今", "前", "后", "原", "新", "高", "低", "最", "首",
            "末", "初", "终", "左", "右", "大", "小", "甲", "乙", "丙", "丁", "一", "二", "三", "四", "五", "A", "B", "C", "D", "1", "2", "3", "4", "5", "6",
            "年", "月", "日", "季", "周", "国", "省", "市", "县", "区", "男", "女", "进", "出"};
        for (const auto* w : words)
            if (held(x, y, w) || held(y, x, w)) return true;
        for (const auto* v : words)
            for (const auto* w : words)
                for (auto at = x.find(v); at != std::string::npos; at = x.find(v, at + 1))
                    if (x.substr(0, at) + w + x.substr(at + std::string_view(v).size()) == y) return true;
        return false;
    }

    /// 占比120%, 办结率低于980%: a part is never more than its whole. By what is written: a figure may stand in a tier, a target or a step.
    void above_whole() {
        std::string subject;
        std::size_t sentence = SIZE_MAX;
        for (const auto& item : r_.items) {
            const auto* c = std::get_if<clause_text>(&item.is);
            if (!c) continue;
            if (item.sentence != sentence) subject.clear();
            sentence = item.sentence;
            for (const auto& group : c->when)
                for (const auto& atom : group) {
                    if (!atom.subject.empty() || !atom.rest.empty()) subject = atom.subject + atom.rest;
                    if (!atom.is) continue;
                    for (const auto* b : {&atom.is->low, &atom.is->high})
                        if (*b) figure((*b)->amount, subject, item.at);
                }
            if (c->each && c->each->target) figure(*c->each->target, subject, item.at);
        }
    }

    void figure(const amount_text& amount, const std::string& written, span at) {
        const auto value = number::parse(amount.value);
        if (amount.unit != "%" || !value || *value <= number(100) || r_.told("FZ323", at)) return;
        const std::string name = name_key(written);
        if (has_any(name,
                {"增", "超", "利润", "收益", "回报", "同比", "环比", "保值", "规划", "相比", "上年", "预算", "计划", "目标", "指标", "基准", "定额", "负荷"}))
            return;
        if (has_any(name, {"负债", "完成率", "周转", "产能", "利用率", "达产", "执行率"}) && *value < number(500)) return;
        if (!has_any(name, {"占", "比重", "比例", "率", "满意", "度"})) return;
        r_.add("FZ323", severity::warning, at,
            {"“" + written + "”是部分占全体的比例，到不了" + value->text() + "%。",
                "“" + written + "” is a share of a whole: it never comes to " + value->text() + "%"},
            {"核对这个百分数，疑为多了一位数字。", "check the figure: a digit may be doubled"});
    }

    review& r_;
    const plan& p_;
    std::vector<bool> used_;
};

}  // namespace

void check_facts(review& r) { facts_check(r).run(); }

}  // namespace fenze
