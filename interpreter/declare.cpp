#include "interpreter/declare.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "dsl/edges.hpp"
#include "dsl/fold.hpp"
#include "dsl/lead.hpp"
#include "dsl/phrases.hpp"
#include "dsl/text.hpp"
#include "interpreter/consequence.hpp"
#include "interpreter/formula.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

interval interval_of(const interval_text& is, const model& m) {
    interval out;
    if (is.low) out.low = limit{number::parse(is.low->amount.value).value_or(number(0)), includes(*is.low, m), is.low->named};
    if (is.high) out.high = limit{number::parse(is.high->amount.value).value_or(number(0)), includes(*is.high, m), is.high->named};
    return out;
}

class declarer {
public:
    declarer(const source& text, const rubric_text& written, model& m, std::vector<example>& examples, std::vector<outcome_item>& outcomes, diagnostics& out)
        : text_(text), written_(written), m_(m), examples_(examples), outcomes_(outcomes), out_(out) {}

    void run() {
        for (const auto& d : written_.directives)
            if (d.word == "事实") declare_fact(d);
        for (const auto& d : written_.directives) {
            if (d.word == "满分") full_mark(d);
            else if (d.word == "等级" || d.word == "否决" || d.word == "处理") read_sentence(d);
            else if (d.word == "权重") weights(d);
            else if (d.word == "取整") round(d);
            else if (d.word == "合成") combine(d);
            else if (d.word == "缺项") absent(d);
            else if (d.word == "边界") edges(d);
            else if (d.word == "公式") formula_place(d);
            else if (d.word == "记录" || d.word == "统计" || d.word == "评委" || d.word == "预算" || d.word == "适用" || d.word == "核对" || d.word == "表单")
                complain("FZ142", d.at,
                    {"“" + d.word + "：”这条指令现在还不能用，照它计分会出错，所以不往下算。", "the directive " + d.word + "： is not available yet"},
                    {"先删去这一行，或在行首加“#”。", "remove the line, or begin it with #"});
            else if (d.word == "例") {
                if (auto e = read_example(text_, d.text_at, out_)) examples_.push_back(std::move(*e));
            }
        }
        for (const auto& o : outcomes_) {
            if (const auto* g = std::get_if<grade_text>(&o.item.is)) {
                grade_rule made;
                made.name = g->name;
                if (!g->rest) made.on_total = interval_of(g->is, m_);
                if (g->is.low && g->is.low->amount.unit == "%" && made.on_total.low) {
                    // 最低得分率70%: of the full mark
                    number full;
                    if (m_.max) full = *m_.max;
                    else
                        for (const auto& n : m_.nodes)
                            if (n.parent == std::optional<std::size_t>(0) && n.kind == section_kind::base && n.max) full = full + *n.max;
                    made.on_total.low->value = made.on_total.low->value * full * number::fraction(1, 100);
                }
                made.at = g->at;
                m_.grades.push_back(std::move(made));
            } else if (std::holds_alternative<weight_text>(o.item.is)) {
                weights_in_[o.node].push_back(&std::get<weight_text>(o.item.is));
            }
        }
        // 成绩达到90分的为合格: what does not pass is its plain opposite
        if (m_.grades.size() == 1 && m_.grades[0].on_total.low && !m_.grades[0].on_total.high) {
            static const std::map<std::string, std::string> opposite{{"合格", "不合格"}, {"达标", "不达标"}, {"通过", "不通过"}, {"及格", "不及格"}};
            if (const auto found = opposite.find(m_.grades[0].name); found != opposite.end()) {
                grade_rule made = m_.grades[0];
                made.name = found->second;
                made.on_total = {};
                m_.grades.push_back(std::move(made));
            }
        }
        for (const auto& o : outcomes_)
            if (const auto* v = std::get_if<veto_text>(&o.item.is)) {
                if (!history(*v)) veto(*v, o.node);
            }
        total_by_formula();
        read_consequences(text_, written_, m_);
        for (const auto& [node, all] : weights_in_) weigh_node(node, all);
        if (!m_.total_weights.empty()) check_weights();
        if (m_.round_places == std::nullopt) round_from_text();
    }

private:
    void complain(const char* code, span at, words message, words help) {
        diagnostic d;
        d.code = code;
        d.at = at;
        d.message = std::move(message);
        d.help = std::move(help);
        out_.push_back(std::move(d));
    }

    void full_mark(const directive& d) {
        const folded line = fold(text_, d.text_at);
        const auto amount = read_amount(line, 0, true);
        if (!amount) {
            complain("FZ130", d.text_at, {"“满分：”后面要写一个分数。", "满分： needs a number of points"}, {"写成“满分：100分”。", "write 满分：100分"});
            return;
        }
        m_.max = number::parse(amount->is.value);
    }

    void read_sentence(const directive& d) {
        sentences none;
        const sentences read = read_paragraph(text_, d.text_at, none, out_);
        bool any = false;
        for (const auto& item : read.items) {
            if (std::holds_alternative<grade_text>(item.is) || std::holds_alternative<veto_text>(item.is)) {
                outcomes_.push_back({item, 0});
                any = true;
            }
        }
        if (!any && d.word == "等级")
            complain("FZ131", d.text_at, {"“等级：”后面读不出等级。", "no grades are understood here"},
                {"写成“90分以上为优秀，60分以上为合格，低于60分为不合格”。", "write 90分以上为优秀 and so on"});
    }

    // 权重：管理评价意见30%，评审评价70%
    void weights(const directive& d) {
        const folded line = fold(text_, d.text_at);
        std::size_t from = 0;
        for (std::size_t i = 0; i <= line.text.size();) {
            const bool stop = i >= line.text.size() || line.text[i] == ',' || line.text[i] == ';' || starts(std::string_view(line.text).substr(i), "、") ||
                              starts(std::string_view(line.text).substr(i), "。");
            if (!stop) {
                i += character_length(line.text, i);
                continue;
            }
            std::size_t b = from, e = i;
            trim_separators(line.text, b, e);
            if (b < e) {
                bool found = false;
                for (std::size_t k = b; k < e; k += character_length(line.text, k)) {
                    const auto amount = read_amount(line, k, true);
                    if (!amount || amount->end > e ||
                        (amount->is.unit != "%" && amount->is.value.find('.') == std::string::npos && amount->is.value.find('/') == std::string::npos))
                        continue;
                    std::string name = line.text.substr(b, k - b);
                    for (const std::string_view tail : {"占", "权重", "为", ":", "的", "比重"})
                        while (ends(name, tail) && name.size() > tail.size()) name.resize(name.size() - tail.size());
                    number share = number::parse(amount->is.value).value_or(number(0));
                    if (amount->is.unit == "%") share = share * number::fraction(1, 100);
                    weigh(name, line.original(b, k), share, line.original(b, e));
                    found = true;
                    break;
                }
                if (!found)
                    complain("FZ132", line.original(b, e), {"“权重：”里这一段读不出百分数。", "no percentage is understood here"},
                        {"写成“权重：管理评价30%，专家评审70%”。", "write 权重：A30%，B70%"});
            }
            if (i >= line.text.size()) break;
            i += character_length(line.text, i);
            from = i;
        }
    }

    bool below(std::size_t n, std::size_t above) const {
        for (std::optional<std::size_t> p = m_.nodes[n].parent; p; p = m_.nodes[*p].parent)
            if (*p == above) return true;
        return false;
    }

    // Weights in a node's text: over its own items, over other parts of the rubric (then they make the total), or over marks that they name.
    void weigh_node(std::size_t node, const std::vector<const weight_text*>& all) {
        const std::size_t before = m_.total_weights.size(), facts = m_.facts.size();
        for (const auto* w : all) weigh(w->subject, w->subject_at, number::parse(w->fraction).value_or(number(0)), w->at);
        std::vector<weighted_part> parts(m_.total_weights.begin() + static_cast<std::ptrdiff_t>(before), m_.total_weights.end());
        const bool made = std::all_of(parts.begin(), parts.end(), [&](const weighted_part& p) { return p.fact && *p.fact >= facts; });
        const bool own = node != 0 && std::all_of(parts.begin(), parts.end(), [&](const weighted_part& p) { return p.node && below(*p.node, node); });
        // 占综合评价30%比重: of the total, wherever the sentence stands
        const bool of_total = std::all_of(parts.begin(), parts.end(), [&](const weighted_part& p) {
            const std::string words_here = name_key(text_.slice(p.at));
            return has(words_here, "占综合评价") || has(words_here, "占总评") || has(words_here, "占总成绩") || has(words_here, "占最终");
        });
        if (node == 0 || (!made && !own) || (made && of_total)) return;
        number sum;
        for (const auto& p : parts) sum = sum + p.share;
        if (sum != number(1)) return;  // reported with the total
        m_.total_weights.resize(before);
        if (own) {
            for (const auto& p : parts) m_.nodes[node].weights.emplace_back(*p.node, p.share);
            m_.nodes[node].how = combination::weighted;
            return;
        }
        auto tree = std::shared_ptr<formula_node>();
        span at = parts.front().at;
        for (const auto& p : parts) {
            auto& f = m_.facts[*p.fact];
            f.node = static_cast<std::uint32_t>(node);
            f.node_title = m_.nodes[node].title;
            f.max = m_.nodes[node].max ? *m_.nodes[node].max : number(100);
            f.path.clear();
            auto leaf = std::make_shared<formula_node>();
            leaf->kind = formula_node::form::fact;
            leaf->fact = *p.fact;
            auto share = std::make_shared<formula_node>();
            share->value = p.share;
            auto product = std::make_shared<formula_node>();
            product->kind = formula_node::form::multiply;
            product->parts = {leaf, share};
            if (!tree) tree = product;
            else {
                auto joined = std::make_shared<formula_node>();
                joined->kind = formula_node::form::add;
                joined->parts = {tree, product};
                tree = joined;
            }
            at = cover(at, p.at);
        }
        rule r;
        r.is = formula_rule{tree};
        r.family = "weights";
        r.at = at;
        r.text = std::string(text_.slice(at));
        m_.nodes[node].rules.push_back(std::move(r));
    }

    // 总得分=日常得分×60%+年终得分×40% beside items that score: whose points would it be?
    void total_by_formula() {
        std::size_t scoring = 0;
        for (const auto& n : m_.nodes) scoring += n.rules.empty() ? 0 : 1;
        if (scoring < 2) return;
        for (const auto& n : m_.nodes)
            for (const auto& r : n.rules)
                if (r.family == "formula" && starts_any(name_key(r.text), {"总得分", "总分", "最终得分", "综合得分", "考核总分", "总成绩", "综合成绩"}))
                    complain("FZ146", r.at, {"这个公式算的是总分，不是这一项的分。", "this formula gives the total, not the points of this item"},
                        {"各部分占多少，写成“权重：日常考核60%，年终考核40%”。", "write 权重：A60%，B40%"});
    }

    // 边界：以上含本数，以下不含本数: read before any sentence; here only what says nothing is named
    void edges(const directive& d) {
        const edge_words said = edge_words_of(source("", std::string(text_.slice(d.at))));
        if (said.above || said.below) return;
        complain("FZ145", d.text_at, {"“边界：”后面读不懂。", "this is not understood"},
            {"写成“边界：以上含本数，以下不含本数”。", "write 边界：以上含本数，以下不含本数"});
    }

    // 公式：得分＝20×基准价÷投标价 belongs to the item that it stands under, whose sentences it was read with
    void formula_place(const directive& d) {
        if (d.node != 0) return;
        complain("FZ146", d.text_at, {"“公式：”要写在指标的标题下面。", "a formula belongs below the heading of an item"},
            {"移到它所算的那个指标下面，写成“公式：得分＝20×基准价÷投标价”。", "move it below the item whose points it gives"});
    }

    // 缺项：按比例折算, for the items of the whole rubric or of the heading that it stands under
    void absent(const directive& d) {
        const std::string said = name_key(text_.slice(d.text_at));
        absence how = absence::refused;
        if (has(said, "折算") || has(said, "按比例")) how = absence::scaled;
        else if (has(said, "满分")) how = absence::full;
        else if (has(said, "0分") || has(said, "零分") || has(said, "不得分") || has(said, "不计分")) how = absence::zero;
        if (how == absence::refused) {
            complain("FZ144", d.text_at, {"“缺项：”后面读不懂。", "this is not understood"},
                {"写“按比例折算”“得满分”或“计0分”。", "write 按比例折算, 得满分 or 计0分"});
            return;
        }
        model_node& node = m_.nodes[d.node < m_.nodes.size() ? d.node : 0];
        const bool weighed = node.how == combination::weighted ||
                             std::any_of(written_.directives.begin(), written_.directives.end(), [](const directive& o) { return o.word == "权重"; });
        if (how == absence::scaled && weighed) {
            complain("FZ144", d.text_at, {"总分按权重合计，缺项不能按比例折算。", "a total by weights cannot be scaled"},
                {"改为“得满分”或“计0分”，或者把“缺项：”写在各部分的标题下面。", "write 得满分 or 计0分, or put it below the heading of each part"});
            return;
        }
        node.absent = how;
    }

    // 合成：加分项 取最高
    void combine(const directive& d) {
        const folded line = fold(text_, d.text_at);
        const std::string& words_here = line.text;
        for (const std::string_view how : {"取最高", "取最大", "就高", "择一"}) {
            const auto at = words_here.find(how);
            if (at == std::string::npos || at == 0) continue;
            std::string name = words_here.substr(0, at);
            std::size_t b = 0, e = name.size();
            trim_separators(name, b, e);
            const std::string key = name_key(name.substr(b, e - b));
            for (std::size_t n = 1; n < m_.nodes.size(); ++n)
                if (name_key(m_.nodes[n].title) == key) {
                    m_.nodes[n].how = combination::greatest;
                    m_.nodes[n].notes.push_back({"各项只取最高的一项", "only the greatest of its items counts"});
                    return;
                }
            complain("FZ143", d.text_at, {"没有叫“" + name + "”的一项。", "there is no item of that name"},
                {"照标题写，如“合成：加分项 取最高”。", "write the title as it stands"});
            return;
        }
        complain("FZ143", d.text_at, {"“合成：”后面读不懂。", "this is not understood"}, {"写成“合成：加分项 取最高”。", "write 合成：title 取最高"});
    }

    // The words of a weight name a declared fact, or a part of the rubric; otherwise a mark of their own is asked for.
    void weigh(const std::string& subject, span at, const number& share, span whole) {
        std::string name = subject;
        if (const auto cut = name.rfind(','); cut != std::string::npos && cut + 1 < name.size()) name = name.substr(cut + 1);
        weighted_part part;
        part.share = share;
        part.at = whole;
        const std::string key = name_key(name);
        std::size_t best = 0;
        for (std::size_t f = 0; f < m_.facts.size(); ++f) {
            const std::string k = name_key(m_.facts[f].name);
            if (!declared_.count(f) || k.empty() || k.size() <= best) continue;
            if (ends(key, k) || ends(k, key)) {
                part.fact = f;
                part.name = m_.facts[f].name;
                best = k.size();
            }
        }
        if (!part.fact) {
            for (std::size_t n = 1; n < m_.nodes.size(); ++n) {
                const std::string k = name_key(m_.nodes[n].title);
                if (k.empty() || k.size() <= best) continue;
                if (ends(key, k) || k == key || (ends(k, key) && key.size() >= 6) || has(key, k)) {
                    part.node = n;
                    part.name = m_.nodes[n].title;
                    best = k.size();
                }
            }
        }
        if (!part.fact && !part.node) {
            fact f;
            std::string shown = without_blanks(text_.slice(at));
            if (shown.empty() || has(shown, "，") || has(shown, ",")) shown = name;
            f.name = shown;
            f.path = shown;
            f.kind = fact_kind::score;
            f.unit = "分";
            f.min = number(0);
            f.max = m_.max ? *m_.max : number(100);
            f.at = at;
            f.node_title = m_.title;
            f.text = subject;
            m_.facts.push_back(std::move(f));
            part.fact = m_.facts.size() - 1;
            scale_unsaid_.insert(part.fact.value());
            part.name = shown;
        }
        m_.total_weights.push_back(std::move(part));
    }

    void check_weights() {
        for (const auto& w : m_.total_weights) {
            if (!w.fact || scale_unsaid_.count(*w.fact) == 0 || m_.max) continue;
            diagnostic d;
            d.code = "FZ136";
            d.level = severity::note;
            d.at = w.at;
            d.message = {"没有写明“" + m_.facts[*w.fact].name + "”的分制，按0至100分", "the scale of “" + m_.facts[*w.fact].name + "” is not given: 0 to 100"};
            d.help = {"若是别的分制，请写“事实：" + m_.facts[*w.fact].name + "（0-10分）”", "declare it: 事实：" + m_.facts[*w.fact].name + "（0-10分）"};
            out_.push_back(std::move(d));
        }
        number all;
        for (const auto& w : m_.total_weights) all = all + w.share;
        if (all != number(1)) {
            complain("FZ133", m_.total_weights.front().at,
                {"权重相加是" + (all * number(100)).text() + "%，不是100%。", "the weights add up to " + (all * number(100)).text() + "%, not 100%"},
                {"改正其中一项，使各项相加为100%。", "make them add up to 100%"});
        }
        // what the weights do not name stands apart from the total
        std::set<std::size_t> used;
        for (const auto& w : m_.total_weights)
            if (w.node) used.insert(*w.node);
        for (std::size_t n = 1; n < m_.nodes.size(); ++n) {
            if (m_.nodes[n].kind != section_kind::base) continue;
            bool above = false, below = false;
            for (std::optional<std::size_t> p = n; p; p = m_.nodes[*p].parent) above = above || used.count(*p) != 0;
            for (const auto u : used)
                for (std::optional<std::size_t> p = u; p; p = m_.nodes[*p].parent) below = below || *p == n;
            if (!above && !below) m_.nodes[n].apart = true;
        }
    }

    // 连续两年考核结果均为不合格，将取消其资格: follows from this year's grade and the years before
    bool history(const veto_text& v) {
        static constexpr std::array<std::pair<std::string_view, std::size_t>, 6> spans{
            {{"连续两年", 1}, {"连续二年", 1}, {"连续2年", 1}, {"连续三年", 2}, {"连续3年", 2}, {"连续两个年度", 1}}};
        std::size_t before = 0;
        for (const auto& [words_here, years] : spans)
            if (has(v.condition, words_here)) before = years;
        const grade_rule* grade = nullptr;
        for (const auto& g : m_.grades)
            if (has(v.condition, g.name) && (!grade || g.name.size() > grade->name.size())) grade = &g;
        if (before == 0 || !grade) return false;
        action_rule made;
        made.name = v.result;
        made.grade = grade->name;
        made.at = v.at;
        static constexpr std::array<std::string_view, 2> names{"上一年度考核结果", "上上年度考核结果"};
        for (std::size_t year = 0; year < before; ++year) {
            condition c;
            c.kind = condition::form::option;
            c.at = v.at;
            c.fact = earlier_grade(std::string(names[year]), v.at);
            const auto& options = m_.facts[c.fact].options;
            c.option = static_cast<std::size_t>(std::find(options.begin(), options.end(), grade->name) - options.begin());
            made.also.push_back(std::move(c));
        }
        m_.actions.push_back(std::move(made));
        return true;
    }

    std::size_t earlier_grade(const std::string& name, span at) {
        for (std::size_t f = 0; f < m_.facts.size(); ++f)
            if (m_.facts[f].use == fact_use::outcome && m_.facts[f].name == name) return f;
        fact f;
        f.name = name;
        f.path = "结果/" + name;
        f.use = fact_use::outcome;
        f.kind = fact_kind::choice;
        for (const auto& g : m_.grades)
            if (std::find(f.options.begin(), f.options.end(), g.name) == f.options.end()) f.options.push_back(g.name);
        f.node_title = m_.title;
        f.at = at;
        f.text = std::string(text_.slice(at));
        m_.facts.push_back(std::move(f));
        return m_.facts.size() - 1;
    }

    // 对弄虚作假的联盟，一经发现 → 弄虚作假
    static std::string veto_name(std::string name) {
        for (const std::string_view tail : {",一经发现", ",一经查实", ",一旦发现", ",一经核实", ",经查实", "一经发现", "一经查实"})
            if (ends(name, tail) && name.size() > tail.size()) name.resize(name.size() - tail.size());
        const auto of = name.rfind("的");
        if (starts(name, "对") && of != std::string::npos && of > 3 && name.size() - of <= 15 && !has(name.substr(0, of), "的")) name = name.substr(3, of - 3);
        return name;
    }

    void veto(const veto_text& v, std::size_t node) {
        // 有下列情形之一的，实行一票否决：（1）…（2）…: each of the list
        if (has_any(v.condition, {"下列", "以下情形", "以下情况", "如下", "以下行为", "以下问题"}) && !m_.nodes[node].children.empty()) {
            for (const auto child : m_.nodes[node].children) {
                if (m_.nodes[child].title.empty() || !m_.nodes[child].rules.empty()) continue;
                veto_text one = v;
                one.condition = m_.nodes[child].title;
                one.at = m_.nodes[child].at;
                veto_of(one, node);
            }
            return;
        }
        veto_of(v, node);
    }

    void veto_of(const veto_text& v, std::size_t node) {
        fact f;
        for (const char c : veto_name(v.condition)) {
            if (c == ',') f.name += "，";
            else if (c == '(') f.name += "（";
            else if (c == ')') f.name += "）";
            else f.name += c;
        }
        f.path = "结果/" + f.name;
        f.use = fact_use::outcome;
        f.kind = fact_kind::boolean;
        f.node = static_cast<std::uint32_t>(node);
        f.at = v.at;
        f.text = v.condition;
        m_.facts.push_back(std::move(f));
        grade_rule made;
        made.name = v.result;
        made.when.kind = condition::form::truth;
        made.when.fact = m_.facts.size() - 1;
        made.total = false;
        made.at = v.at;
        m_.vetoes.push_back(std::move(made));
    }

    void round(const directive& d) {
        const folded line = fold(text_, d.text_at);
        for (std::size_t i = 0; i < line.text.size(); i += character_length(line.text, i)) {
            if (const auto r = read_rounding(line, i)) {
                m_.round_places = r->is.places;
                m_.rounding = r->is.way == "down" ? 1 : 0;
                return;
            }
        }
        complain("FZ134", d.text_at, {"“取整：”后面读不懂。", "this rounding is not understood"}, {"写成“取整：保留两位小数”。", "write 取整：保留两位小数"});
    }
    void round_from_text() {}

    // 事实：管理评价意见（0-10分）; 事实：企业产值（万元）; 事实：是否上市（是|否）
    void declare_fact(const directive& d) {
        const folded line = fold(text_, d.text_at);
        const auto open = line.text.find('(');
        std::string name = line.text.substr(0, open);
        while (ends(name, ":")) name.pop_back();
        if (name.empty()) {
            complain("FZ135", d.text_at, {"“事实：”后面要写事实的名称。", "事实： needs a name"}, {"写成“事实：管理评价意见（0-10分）”。", "write a name"});
            return;
        }
        fact f;
        f.name = without_blanks(text_.slice(line.original(0, name.size())));
        f.path = f.name;
        f.at = d.text_at;
        f.text = std::string(text_.slice(d.text_at));
        f.kind = fact_kind::number;
        if (open != std::string::npos) {
            const auto close = line.text.rfind(')');
            const std::size_t from = open + 1, to = close == std::string::npos ? line.text.size() : close;
            const std::string inside = line.text.substr(from, to - from);
            const folded whole = line;
            if (const auto is = read_interval(whole, from); is && is->end <= to) {
                const std::string unit = is->is.high ? is->is.high->amount.unit : is->is.low->amount.unit;
                f.unit = unit;
                if (is->is.low && !is->is.bare) f.min = number::parse(is->is.low->amount.value);
                if (is->is.high) f.max = number::parse(is->is.high->amount.value);
                f.kind = unit == "分" ? fact_kind::score : unit == "%" ? fact_kind::percent : is_money(unit) ? fact_kind::amount : fact_kind::number;
            } else if (has(inside, "|")) {
                f.kind = fact_kind::choice;
                std::size_t at = 0;
                while (at <= inside.size()) {
                    const auto bar = std::min(inside.find('|', at), inside.size());
                    f.options.push_back(inside.substr(at, bar - at));
                    at = bar + 1;
                }
            } else {
                f.unit = inside;
                f.kind = is_money(inside) ? fact_kind::amount : inside == "%" ? fact_kind::percent : inside == "是否" ? fact_kind::boolean : fact_kind::count;
                if (f.kind == fact_kind::boolean) f.unit.clear();
                f.whole = f.kind == fact_kind::count;
            }
        }
        // a fact of that name that the sentences already ask for takes what is declared
        const std::string key = name_key(f.name);
        for (std::size_t n = 0; n < m_.facts.size(); ++n) {
            if (name_key(m_.facts[n].name) != key) continue;
            if (f.min) m_.facts[n].min = f.min;
            if (f.max) m_.facts[n].max = f.max;
            declared_.insert(n);
            return;
        }
        m_.facts.push_back(std::move(f));
        declared_.insert(m_.facts.size() - 1);
    }

    const source& text_;
    const rubric_text& written_;
    model& m_;
    std::vector<example>& examples_;
    std::vector<outcome_item>& outcomes_;
    diagnostics& out_;
    std::set<std::size_t> declared_;
    std::set<std::size_t> scale_unsaid_;  // marks of a weight without a range of their own
    std::map<std::size_t, std::vector<const weight_text*>> weights_in_;
};

// Next place outside quotations and brackets of any kind.
std::size_t step_out(const folded& line, std::size_t at) {
    if (const auto q = skip_quotation(line, at); q != at) return q;
    if (line.text[at] == '(') {
        int depth = 0;
        for (std::size_t i = at; i < line.text.size(); ++i) {
            if (line.text[i] == '(') ++depth;
            if (line.text[i] == ')' && --depth == 0) return i + 1;
        }
    }
    return at + character_length(line.text, at);
}

std::string unquoted(std::string s) {
    if (starts(s, "“") && ends(s, "”")) return s.substr(3, s.size() - 6);
    return s;
}

}  // namespace

void read_directives(
    const source& text, const rubric_text& written, model& m, std::vector<example>& examples, std::vector<outcome_item>& outcomes, diagnostics& out) {
    declarer(text, written, m, examples, outcomes, out).run();
}

std::optional<example> read_example(const source& text, span at, diagnostics& out) {
    const std::string_view raw = text.slice(at);
    const auto complain = [&](const std::string& zh) {
        diagnostic d;
        d.code = "FZ140";
        d.at = at;
        d.message = {zh, "this example is not understood"};
        d.help = {"写成“例：发明专利授权 3，管理制度建设 很完善 → 总分 84.5”或“→ 《某项》 10分”。", "write 例：name value, name value → 总分 84.5"};
        out.push_back(std::move(d));
    };
    std::size_t arrow = raw.find("→"), width = std::string_view("→").size();
    if (arrow == std::string_view::npos) {
        arrow = raw.find("=>");
        width = 2;
    }
    if (arrow == std::string_view::npos) {
        complain("这个例子里没有“→”：左边写事实，右边写应得的分。");
        return std::nullopt;
    }
    example e;
    e.at = at;
    // facts: separated by ，or ； outside quotations and brackets; name and value parted by the last blank or ：
    const span left{at.begin, static_cast<std::uint32_t>(at.begin + arrow)};
    const folded line = fold(text, left);
    std::size_t from = 0;
    for (std::size_t i = 0; i <= line.text.size();) {
        const bool stop = i >= line.text.size() || line.text[i] == ',' || line.text[i] == ';';
        if (!stop) {
            i = step_out(line, i);
            continue;
        }
        if (i > from) {
            const span piece = line.original(from, i);
            std::string part(text.slice(piece));
            while (!part.empty() && (part.front() == ' ' || starts(part, "　"))) part.erase(0, part.front() == ' ' ? 1 : 3);
            while (!part.empty() && (part.back() == ' ')) part.pop_back();
            std::size_t cut = std::string::npos, value_at = 0;
            if (const auto close = part.rfind("”"); close != std::string::npos && close + 3 < part.size() && has(part.substr(0, close), "“")) {
                cut = close + 3;
                value_at = cut;
            } else {
                for (const std::string_view sep : {"：", ":", " ", "　", "＝", "="})
                    if (const auto found = part.rfind(sep); found != std::string::npos && (cut == std::string::npos || found > cut)) {
                        cut = found;
                        value_at = found + sep.size();
                    }
            }
            if (cut == std::string::npos) {
                complain("“" + part + "”里分不出名称和数值：中间空一格或写“：”。");
                return std::nullopt;
            }
            std::string name = part.substr(0, cut), value = part.substr(value_at);
            while (!value.empty() && (starts(value, " ") || starts(value, "：") || starts(value, ":") || starts(value, "=")))
                value.erase(0, starts(value, "：") ? 3 : 1);
            while (!name.empty() && (ends(name, " ") || ends(name, "：") || ends(name, ":"))) name.resize(name.size() - (ends(name, "：") ? 3 : 1));
            if (starts(name, "《")) {
                const auto close = name.find("》");
                if (close != std::string::npos) {
                    std::string item = name.substr(3, close - 3), inner = name.substr(close + 3);
                    if (starts(inner, "的")) inner.erase(0, 3);
                    name = inner.empty() ? item : item + "/" + unquoted(inner);
                }
            }
            e.facts.emplace_back(unquoted(name), value);
        }
        if (i >= line.text.size()) break;
        ++i;
        from = i;
    }
    std::string right = without_blanks(raw.substr(arrow + width));
    if (starts(right, "《")) {
        const auto close = right.rfind("》");
        if (close == std::string::npos) {
            complain("“→”右边的《》没有合上。");
            return std::nullopt;
        }
        e.item = right.substr(3, close - 3);
        right = right.substr(close + 3);
    }
    const folded expected = fold(right, {0, static_cast<std::uint32_t>(right.size())});
    std::string r = expected.text;
    for (const std::string_view word : {"总分", "得分", "合计"})
        if (starts(r, word)) r.erase(0, word.size());
    std::size_t n = 0;
    while (n < r.size() && ((r[n] >= '0' && r[n] <= '9') || r[n] == '.' || r[n] == '/' || r[n] == '-')) ++n;
    e.expected = r.substr(0, n);
    r.erase(0, n);
    if (starts(r, "分")) r.erase(0, 3);
    while (!r.empty() && (r[0] == ',' || r[0] == ';')) r.erase(0, 1);
    for (const std::string_view word : {"等级", "等次"})
        if (starts(r, word)) r.erase(0, word.size());
    while (!r.empty() && r[0] == ':') r.erase(0, 1);
    e.grade = r;
    while (ends(e.grade, "。")) e.grade.resize(e.grade.size() - 3);
    if (e.expected.empty() && e.grade.empty()) {
        complain("“→”右边没有写应得的分。");
        return std::nullopt;
    }
    return e;
}

}  // namespace fenze
