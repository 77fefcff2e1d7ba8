#include "interpreter/declare.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "dsl/edges.hpp"
#include "dsl/fold.hpp"
#include "dsl/lead.hpp"
#include "dsl/phrases.hpp"
#include "dsl/problem.hpp"
#include "dsl/text.hpp"
#include "interpreter/applies.hpp"
#include "interpreter/consequence.hpp"
#include "interpreter/declared_facts.hpp"
#include "interpreter/examples.hpp"
#include "interpreter/outcomes/eligibility.hpp"
#include "interpreter/outcomes/rewards.hpp"
#include "interpreter/panels/read_panels.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/vetoes.hpp"
#include "interpreter/weights.hpp"

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
        declared_ = declare_facts(text_, written_, m_, out_);
        for (const auto& d : written_.directives) {
            if (d.word == "满分") full_mark(d);
            else if (d.word == "等级" || d.word == "否决" || d.word == "处理") read_sentence(d);
            else if (d.word == "权重") weigher_.weights(d);
            else if (d.word == "取整") round(d);
            else if (d.word == "合成") combine(d);
            else if (d.word == "缺项") absent(d);
            else if (d.word == "边界") edges(d);
            else if (d.word == "公式") formula_place(d);
            else if (d.word == "适用") read_eligibility(text_, written_, d, m_, out_) || (read_applies(text_, d, m_, out_), true);
            else if (d.word == "例") {
                if (auto e = read_example(text_, d.text_at, out_)) examples_.push_back(std::move(*e));
            }
        }
        for (const auto& o : outcomes_) {
            if (const auto* g = std::get_if<grade_text>(&o.item.is)) {
                grade_rule made;
                made.name = g->name;
                if (!g->rest) made.on_total = interval_of(g->is, m_);
                if ((g->is.low ? g->is.low : g->is.high) && (g->is.low ? g->is.low : g->is.high)->amount.unit == "%") {
                    // 最低得分率70%: of the full mark
                    number full;
                    if (m_.max) full = *m_.max;
                    else
                        for (const auto& n : m_.nodes)
                            if (n.parent == std::optional<std::size_t>(0) && n.kind == section_kind::base && n.max) full = full + *n.max;
                    if (made.on_total.low) made.on_total.low->value = made.on_total.low->value * full * number::fraction(1, 100);
                    if (made.on_total.high) made.on_total.high->value = made.on_total.high->value * full * number::fraction(1, 100);
                }
                made.at = g->at;
                m_.grades.push_back(std::move(made));
            } else if (const auto* c = std::get_if<consequence_text>(&o.item.is)) {
                action_rule made;
                made.name = c->action;
                made.on_total = interval_of(c->is, m_);
                made.sentence = c->sentence;
                made.at = c->at;
                m_.actions.push_back(std::move(made));
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
                if (!history(text_, m_, *v)) veto(m_, *v, o.node);
            }
        total_by_formula();
        read_consequences(text_, written_, m_);
        ask_rewards(m_);
        for (const auto& d : written_.directives)
            if (d.word == "预算") read_budget(text_, d, m_, out_);
        for (const auto& [node, all] : weights_in_) weigher_.weigh_node(node, all);
        if (!m_.total_weights.empty()) weigher_.check_weights();
        if (m_.round_places == std::nullopt) round_from_text();
        read_panels(text_, written_.directives, m_, out_);
    }

private:
    void complain(const char* code, span at, words message, words help) { out_.push_back(problem_at(at, code, std::move(message), std::move(help))); }

    void full_mark(const directive& d) {
        const folded line = fold(text_, d.text_at);
        const auto amount = read_amount(line, 0, true);
        if (!amount) {
            complain("FZ130", d.text_at, {"“满分：”后面要写一个分数。", "满分： needs a number of points"}, {"写成“满分：100分”。", "write 满分：100分"});
            return;
        }
        m_.max = number::parse(amount->is.value);
        m_.max_at = d.text_at;
    }

    void read_sentence(const directive& d) {
        sentences none;
        const std::size_t before = out_.size();
        const sentences read = read_paragraph(text_, d.text_at, none, out_);
        bool any = false;
        for (const auto& item : read.items) {
            if (std::holds_alternative<grade_text>(item.is) || std::holds_alternative<veto_text>(item.is)) {
                outcomes_.push_back({item, 0});
                any = true;
                unread_before(item);
            }
        }
        if (!any && d.word == "否决" && out_.size() == before)
            complain("FZ101", d.text_at, {"读不懂这一句：“否决：”后面没有写什么情形否决成什么。", "nothing says what is vetoed"},
                {"写成“弄虚作假的，一票否决”或“弄虚作假的，直接评为不合格”。", "write 弄虚作假的，一票否决"});
        if (any || d.word != "等级") return;
        // that there are points in it that nobody can read is said by this alone; what is miswritten stays
        out_.erase(
            std::remove_if(out_.begin() + static_cast<std::ptrdiff_t>(before), out_.end(), [](const diagnostic& o) { return o.code == "FZ102"; }), out_.end());
        complain("FZ131", d.text_at, {"“等级：”后面读不出等级。", "no grades are understood here"},
            {"写成“90分以上为优秀，60分以上为合格，低于60分为不合格”。", "write 90分以上为优秀 and so on"});
    }

    // 9o分以上为优秀，80分以上为良好: what stands before a grade in its piece, and names another, was not read
    void unread_before(const placed_item& item) {
        const auto* g = std::get_if<grade_text>(&item.is);
        if (!g) return;
        const std::string_view said = text_.slice(g->at);
        const auto comma = said.rfind("，");
        if (comma == std::string_view::npos) return;
        const std::string_view before = said.substr(0, comma);
        const bool figure = std::any_of(before.begin(), before.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (!figure || !has(before, "分") || !has(before, "为")) return;
        complain("FZ131", {g->at.begin, static_cast<std::uint32_t>(g->at.begin + comma)},
            {"“等级：”里这一段读不出等级：“" + std::string(before) + "”。", "no grade is understood in this part"},
            {"写成“90分以上为优秀”，并核对数字里有没有别的字。", "write 90分以上为优秀, and look for other characters within the figure"});
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
        const bool weighed = node.how == combination::weighted || std::any_of(written_.directives.begin(), written_.directives.end(),
                                                                      [&](const directive& o) { return o.word == "权重" && o.node == d.node; });
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

    const source& text_;
    const rubric_text& written_;
    model& m_;
    std::vector<example>& examples_;
    std::vector<outcome_item>& outcomes_;
    diagnostics& out_;
    std::set<std::size_t> declared_;
    weigher weigher_{text_, m_, declared_, out_};
    std::map<std::size_t, std::vector<const weight_text*>> weights_in_;
};

}  // namespace

void read_directives(
    const source& text, const rubric_text& written, model& m, std::vector<example>& examples, std::vector<outcome_item>& outcomes, diagnostics& out) {
    declarer(text, written, m, examples, outcomes, out).run();
}

}  // namespace fenze
