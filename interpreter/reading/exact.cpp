// Sentences of the node and of the whole: one small method for each row of the table in docs/zh/规范写法.md.

#include "interpreter/reading/exact.hpp"

#include <algorithm>
#include <array>

#include "interpreter/reading/exact_rules.hpp"
#include "interpreter/reading/phrasing.hpp"

namespace fenze {
namespace {

// One paragraph, read from left to right; what it says is kept until all of it is understood.
class sentence_scan : rule_scan {
public:
    sentence_scan(
        const source& text, const folded& line, model& m, std::size_t node, exact_reader::known_facts& known, std::vector<exact_reader::named_share>& shares)
        : rule_scan(text, line, m, node, known), shares_(shares) {}

    bool read() {
        while (at_ < line_.text.size()) {
            begin_ = at_;
            if (!sentence()) return false;
            if (!skip("。") && at_ < line_.text.size()) return false;
        }
        for (const auto& e : effects_) e();
        return true;
    }

private:
    bool declaration() {
        const auto name = quotation();
        if (!name || name->empty() || !skip(":")) return false;
        fact f;
        f.name = *name;
        bool known = false;
        for (const auto kind : {fact_kind::count, fact_kind::amount, fact_kind::percent, fact_kind::choice, fact_kind::boolean, fact_kind::score,
                 fact_kind::number, fact_kind::date, fact_kind::text}) {
            if (!skip(kind_zh(kind))) continue;
            f.kind = kind;
            known = true;
            break;
        }
        if (!known) return false;
        if (f.kind == fact_kind::choice) {
            do {
                const auto o = quotation();
                if (!o) return false;
                f.options.push_back(*o);
            } while (skip("、"));
            f.or_none = skip(",或无");
        }
        if (skip("(")) {
            const auto close = line_.text.find(')', at_);
            if (close == std::string::npos) return false;
            f.unit = without_blanks(text_.slice(line_.original(at_, close)));
            at_ = close + 1;
        }
        f.whole = skip(",整数");
        if (skip(",不小于")) f.min = figure();
        else if (skip(",不大于")) f.max = figure();
        else if (const std::size_t back = at_; skip(",")) {
            f.min = figure();
            if (f.min && skip("至")) f.max = figure();
            else at_ = back;
        }
        if (skip(",只影响结果")) f.use = fact_use::outcome;
        if (skip(",仅供填报")) f.use = fact_use::form;
        judging j;
        while (skip(",由")) {
            auto part = judges_here();
            if (!part) return false;
            j.parts.push_back(std::move(*part));
        }
        f.node = static_cast<std::uint32_t>(node_);
        f.node_title = model_.nodes[node_].title;
        f.at = here();
        f.text = std::string(text_.slice(f.at));
        if (f.use == fact_use::outcome) f.path = "结果/" + f.name;
        j.at = f.at;
        effects_.emplace_back([this, f, j]() mutable {
            j.fact = model_.facts.size();
            known_.in_node[{node_, f.name}] = known_.anywhere[f.name] = model_.facts.size();
            model_.facts.push_back(f);
            if (!j.parts.empty()) model_.panels.push_back(j);
        });
        return true;
    }
    // 5名“评委”打分，去掉1个最高分和1个最低分后平均
    std::optional<judging_part> judges_here() {
        judging_part part;
        const auto whole = [&]() -> std::optional<std::size_t> {
            const auto n = figure();
            const auto i = n ? n->to_int() : std::nullopt;
            return i && *i >= 0 && *i < 100 ? std::optional(static_cast<std::size_t>(*i)) : std::nullopt;
        };
        const auto seats = whole();
        if (!seats) return std::nullopt;
        if (skip("至")) {
            part.least = *seats;
            const auto most = skip("任意") ? std::optional<std::size_t>(0) : whole();
            if (!most) return std::nullopt;
            part.most = *most;
        } else {
            part.seats = *seats;
        }
        const auto label = skip("名") ? quotation() : std::nullopt;
        if (!label || !skip("打分,")) return std::nullopt;
        part.label = *label;
        if (part.seats == 0 && skip("取中位数")) {
            part.how = joining::middle;
        } else if (part.seats == 0 && skip("取最高分")) {
            part.how = joining::highest;
        } else if (part.seats == 0 && skip("取最低分")) {
            part.how = joining::lowest;
        } else {
            const auto high = skip("去掉") ? whole() : std::nullopt;
            const auto low = high && skip("个最高分和") ? whole() : std::nullopt;
            if (!low || !skip("个最低分后平均") || *high + *low >= std::max(part.seats, part.least)) return std::nullopt;
            part.drop_high = *high;
            part.drop_low = *low;
        }
        if (skip(",保留")) {
            const auto r = rounding_here();
            if (!r) return std::nullopt;
            part.places = r->first;
            part.rounding = r->second;
        }
        if (skip(",占")) {
            const auto share = figure();
            if (!share || !skip("%")) return std::nullopt;
            part.share = *share * number::fraction(1, 100);
        }
        return part;
    }
    bool cap_here(std::size_t run) {
        cap c;
        c.take = skip("最多扣");
        if (!c.take && !skip("不超过")) return false;
        const auto p = figure();
        if (!p || !skip("分") || run == 0 || run > rules_) return false;
        c.points = *p;
        c.first = rules_ - run;
        c.last = rules_;
        c.at = here();
        effects_.emplace_back([this, c] { model_.nodes[node_].caps.push_back(c); });
        return true;
    }
    std::optional<std::pair<int, std::uint32_t>> rounding_here() {
        const auto places = figure();
        if (!places || !places->to_int() || *places->to_int() < 0 || *places->to_int() > 100 || !skip("位小数,")) return std::nullopt;
        for (std::uint32_t way = 0; way < 5; ++way)
            if (skip(rounding_words[way])) return std::pair{static_cast<int>(*places->to_int()), way};
        return std::nullopt;
    }
    // 第1.2项占30%，“管理评价意见”占70%
    bool weights(std::size_t whose) {
        do {
            exact_reader::named_share s;
            s.node = whose;
            if (skip("第")) {
                const std::size_t from = at_;
                while (at_ < line_.text.size() && (digit(line_.text[at_]) || line_.text[at_] == '.')) ++at_;
                s.path = line_.text.substr(from, at_ - from);
                if (!skip("项")) return false;
            } else if (whose == 0) {
                s.fact = fact_here();
                if (!s.fact) return false;
            } else return false;
            const auto share = skip("占") ? figure() : std::nullopt;
            if (!share || !skip("%")) return false;
            s.share = *share * number::fraction(1, 100);
            s.at = here();
            effects_.emplace_back([this, s] { shares_.push_back(s); });
        } while (skip(","));
        return true;
    }
    // 总分90分以上的，处理：“…”，80分以上的，处理：“…”
    bool consequences(interval is) {
        const std::uint32_t sentence = here().begin;
        for (;;) {
            action_rule made;
            made.on_total = is;
            const auto action_name = quotation();
            if (!action_name) return false;
            made.name = *action_name;
            made.sentence = sentence;
            made.at = here();
            effects_.emplace_back([this, made] { model_.actions.push_back(made); });
            if (!skip(",")) return true;
            const auto next = interval_here("分");
            if (!next || !skip("的,处理:")) return false;
            is = *next;
        }
    }
    bool grades() {
        bool first = true;
        do {
            grade_rule g;
            if (!skip("其余")) {
                const auto is = interval_here("分");
                if (!is) return false;
                g.on_total = *is;
                if (first && skip("的,处理:")) return consequences(*is);
            }
            const auto name = skip("评为") ? quotation() : std::nullopt;
            if (!name) return false;
            g.name = *name;
            g.at = here();
            first = false;
            effects_.emplace_back([this, g] { model_.grades.push_back(g); });
        } while (skip(","));
        return !first;
    }
    bool of_the_total() {
        if (skip("按权重合计:")) return weights(0);
        if (skip("最多")) {
            const auto p = figure();
            return p && skip("分") && set([this, p] { model_.most = p; });
        }
        if (skip("保留")) {
            const auto r = rounding_here();
            if (r) effects_.emplace_back([this, r] { model_.round_places = r->first, model_.rounding = r->second; });
            return r.has_value();
        }
        return grades();
    }
    bool set(effect e) {
        effects_.push_back(std::move(e));
        return true;
    }
    bool of_the_item() {
        model_node& n = model_.nodes[node_];
        if (skip("属于加分")) return set([&n] { n.kind = section_kind::bonus; });
        if (skip("属于扣分")) return set([&n] { n.kind = section_kind::deduction; });
        if (skip("属于基本分")) return set([&n] { n.kind = section_kind::base; });
        if (skip("不低于0分")) return set([&n] { n.floor = true; });
        if (skip("不计入总分")) return set([&n] { n.apart = true; });
        if (skip("按权重合计:")) return node_ != 0 && weights(node_);
        if (skip("最多得") || skip("最多扣")) {
            const auto p = figure();
            return p && skip("分") && set([&n, p] { n.ceiling = p; });
        }
        if (skip("保留")) {
            const auto r = rounding_here();
            return r && set([&n, r] { n.round_places = r->first, n.rounding = r->second; });
        }
        return false;
    }

    // 评为“不合格”且“上一年度考核结果”为“不合格”的，处理：“取消资格”
    bool action() {
        action_rule out;
        const auto grade = quotation();
        if (!grade) return false;
        out.grade = *grade;
        while (skip("且")) {
            auto c = one_condition(0);
            if (!c) return false;
            out.also.push_back(std::move(*c));
        }
        const auto name = skip("的,处理:") ? quotation() : std::nullopt;
        if (!name) return false;
        out.name = *name;
        out.at = here();
        return set([this, out] { model_.actions.push_back(out); });
    }

    // A condition, and what it does: 的，本项不得分; 的，一票否决：“…”; else it begins a rule.
    bool conditional() {
        const std::size_t back = at_;
        if (auto when = condition_here()) {
            when->at = line_.original(back, at_);
            if (skip("的,本项按")) {
                const auto share = figure();
                return share && skip("%计分") &&
                       set([this, when, share] { model_.nodes[node_].share_when.emplace_back(*when, *share * number::fraction(1, 100)); });
            }
            if (const std::size_t clause_end = at_; skip("的,上一句不得分") || skip("的,以上")) {
                std::size_t run = 1;
                if (line_.text.compare(clause_end, std::string_view("的,以上").size(), "的,以上") == 0) {
                    const auto count = figure();
                    const auto n = count ? count->to_int() : std::nullopt;
                    if (!n || *n < 1 || !skip("句不得分")) return false;
                    run = static_cast<std::size_t>(*n);
                }
                if (run > rules_) return false;
                cap c;
                c.zero = *when;
                c.first = rules_ - run;
                c.last = rules_;
                c.at = here();
                return set([this, c] { model_.nodes[node_].caps.push_back(c); });
            }
            if (skip("的,本项不得分")) return set([this, when] { model_.nodes[node_].zero_when.push_back(*when); });
            if (skip("的,一票否决:")) {
                const auto name = quotation();
                grade_rule veto;
                if (!name) return false;
                veto.name = *name;
                veto.when = *when;
                veto.total = false;
                veto.at = here();
                return set([this, veto] { model_.vetoes.push_back(veto); });
            }
        }
        at_ = back;
        return tiers();
    }

    bool sentence() {
        model_node& n = model_.nodes[node_];
        if (skip("填报")) return declaration();
        if (skip("上一句")) return cap_here(1);
        if (skip("以上各句只取最高")) return set([&n] { n.how = combination::greatest; });
        if (skip("以上")) {
            const auto run = figure();
            if (run && run->to_int() && run->sign() > 0 && skip("句只取最高")) {
                cap c;
                c.best = true;
                if (static_cast<std::size_t>(*run->to_int()) > rules_) return false;
                c.first = rules_ - static_cast<std::size_t>(*run->to_int());
                c.last = rules_;
                c.at = here();
                return set([this, c] { model_.nodes[node_].caps.push_back(c); });
            }
            return run && run->to_int() && run->sign() > 0 && skip("句合计") && cap_here(static_cast<std::size_t>(*run->to_int()));
        }
        if (skip("从")) {
            const auto p = figure();
            return p && skip("分起评") && set([&n, p] { n.start = p; });
        }
        if (skip("先")) {
            const auto p = points();
            return p && add(constant_rule{p->points}, "start", p->take);
        }
        if (skip("扣完为止")) return set([&n] { n.floor = true; });
        if (skip("本项")) return of_the_item();
        if (skip("总分")) return of_the_total();
        if (skip("评为")) return action();
        if (skip("得分=")) {
            tree t = expression(0);
            return t && add(formula_rule{std::move(t)}, "formula", false);
        }
        const std::size_t back = at_;
        if (const auto f = fact_here()) {
            const fact_kind kind = model_.facts[*f].kind;
            const bool counts = kind != fact_kind::boolean && kind != fact_kind::choice;
            if (counts && skip("每")) return per_unit(*f);
            if (kind == fact_kind::choice && skip("择一:")) return choice(*f);
            if (skip("由评分人")) return judged(*f);
            if (counts && skip("达到")) {
                ratio_rule out;
                out.fact = *f;
                const auto target = amount(*f);
                if (!target) return false;
                out.targets = {*target};
                return ratio(std::move(out));
            }
            if (counts && skip("按")) return ratio_by_class(*f);
            if (counts)
                if (const auto done = steps(*f)) return *done;
            at_ = back;
        }
        return conditional();
    }

    std::vector<exact_reader::named_share>& shares_;
};

constexpr std::array<std::string_view, 11> openers{"评为“", "“", "填报", "以上", "上一句", "从", "先得", "扣完为止", "本项", "总分", "得分"};

}  // namespace

bool exact_reader::read(span paragraph, std::size_t node) {
    const std::string_view raw = text_.slice(paragraph);
    const bool may = std::any_of(openers.begin(), openers.end(), [&](std::string_view w) { return raw.substr(0, w.size()) == w; }) ||
                     (!known_.anywhere.empty() && (raw.substr(0, 3) == "（" || raw.substr(0, 1) == "(" || raw.substr(0, 3) == "非" ||
                                                      raw.substr(0, 6) == "始终" || raw.substr(0, 3) == "先"));
    if (!may ||
        (known_.anywhere.empty() && raw.substr(0, 6) != "填报" && raw.substr(0, 6) != "总分" && raw.substr(0, 6) != "本项" && raw.substr(0, 6) != "评为"))
        return false;
    const folded line = fold(text_, paragraph);
    return sentence_scan(text_, line, model_, node, known_, shares_).read();
}

void exact_reader::settle() {
    std::map<std::string, std::size_t> by_id;
    if (!shares_.empty())
        for (std::size_t n = 0; n < model_.nodes.size(); ++n) by_id.emplace(model_.nodes[n].id, n);
    for (auto& s : shares_) {
        const auto found = by_id.find(s.path);
        const std::optional<std::size_t> node = s.fact || found == by_id.end() ? std::nullopt : std::optional(found->second);
        if (!s.fact && !node) continue;
        if (s.node != 0) {
            model_.nodes[s.node].weights.emplace_back(*node, s.share);
            model_.nodes[s.node].how = combination::weighted;
            continue;
        }
        weighted_part part;
        part.name = node ? model_.nodes[*node].title : model_.facts[*s.fact].name;
        part.node = node;
        part.fact = s.fact;
        part.share = s.share;
        part.at = s.at;
        model_.total_weights.push_back(std::move(part));
    }
}

}  // namespace fenze
