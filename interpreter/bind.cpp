#include "interpreter/bind.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>

#include "dsl/clause.hpp"
#include "dsl/edges.hpp"
#include "dsl/fold.hpp"
#include "dsl/lookalike.hpp"
#include "dsl/phrases.hpp"
#include "dsl/text.hpp"
#include "interpreter/across_nodes.hpp"
#include "interpreter/criteria.hpp"
#include "interpreter/declare.hpp"
#include "interpreter/node_reader.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/read_node.hpp"
#include "interpreter/reading/exact.hpp"
#include "interpreter/reading/lines.hpp"
#include "interpreter/scale.hpp"
#include "interpreter/text_lines.hpp"
#include "interpreter/tidy_model.hpp"
#include "interpreter/whole_zero.hpp"

namespace fenze {
namespace {

class binder {
public:
    binder(const source& text, const rubric_text& written, diagnostics& out) : text_(text), written_(written), out_(out) {}

    bound run() {
        bound result;
        result_ = &result;
        model& m = result.meaning;
        m.title = written_.title;
        model_ = &m;
        read_edges();
        exact_.emplace(text_, m);
        node_at(written_.root, std::nullopt, "");
        exact_->settle();
        weigh_columns(m, nodes_, out_);
        settle_criteria(text_, m, nodes_, out_);
        merge_options(text_, m, nodes_);
        lift_zeroes(m);
        start_of_parts();
        start_from_children(m);
        whole_mark();
        cap_bonus();
        read_directives(text_, written_, m, result.examples, outcomes_, out_);
        std::vector<const outline_node*> written;
        for (const auto& n : nodes_) written.push_back(n.written);
        result.lines = reading_lines(text_, written_, m, written, read_);
        for (const auto& p : read_) result.items.insert(result.items.end(), p.items.begin(), p.items.end());
        drop_prose(m);
        count_places_from_one(m);
        offer_absence(m);
        name_paths(m);
        result.paragraphs = std::move(read_);
        return result;
    }

private:
    // 优秀：9-10分 under an item of 10 points speaks of the item, whatever the words say.
    bool grades_the_item(const grade_text& g, std::size_t index) const {
        const auto& max = model_->nodes[index].max;
        if (!max || g.rest || model_->nodes[index].children.size() > 0 || model_->nodes.size() < 2) return false;
        const auto inside = [&](const std::optional<bound_text>& b) {
            return !b || (b->amount.unit != "%" && number::parse(b->amount.value).value_or(*max + number(1)) <= *max);
        };
        return *max < number(60) && inside(g.is.low) && inside(g.is.high);
    }

    // 一票否决项 with a list below: each of it is a veto.
    void list_vetoes(const outline_node& n, std::size_t index) {
        if (!has_any(n.title, {"一票否决项", "否决项", "否决指标", "一票否决事项", "否决条款", "否决情形", "一票否决情形", "一票否决指标"}) || n.mark) return;
        for (const outline_node& child : n.children) {
            if (child.mark || !child.children.empty()) continue;
            veto_text v;
            v.condition = child.title;
            v.result = "一票否决";
            v.at = child.at;
            placed_item p;
            p.at = v.at;
            p.is = std::move(v);
            outcomes_.push_back({std::move(p), index});
        }
    }

    // 总分110分，其中基础分100分、加分10分: the marks of the parts again, not points that everybody begins with
    void start_of_parts() {
        model_node& root = model_->nodes[0];
        if (!root.start || !root.rules.empty()) return;
        number parts;
        for (const auto& n : model_->nodes)
            if (n.parent == std::size_t{0} && n.kind == section_kind::base) parts = parts + n.max.value_or(number(0));
        if (parts != *root.start) return;
        root.start.reset();
        for (auto& p : read_)
            for (auto& item : p.items)
                if (const auto* start = p.node == 0 ? std::get_if<start_text>(&item.is) : nullptr) {
                    mark_text mark;
                    mark.points = start->points;
                    mark.subject = "基础分";
                    mark.part = true;
                    mark.subject_at = mark.at = item.at;
                    item.is = std::move(mark);
                }
    }

    // 满分100分，另设加分10分: the part of the rubric that adds has this ceiling.
    void cap_bonus() {
        if (!bonus_cap_) return;
        model& m = *model_;
        const number& most = bonus_cap_->points;
        std::vector<model_node*> adding;
        bool deeper = false;
        for (auto& n : m.nodes) {
            if (n.kind != section_kind::bonus) continue;
            const bool inside = n.parent && m.nodes[*n.parent].kind == section_kind::bonus;
            if (!inside && n.parent == std::size_t{0}) adding.push_back(&n);
            else if (!inside) deeper = true;
        }
        if (adding.size() != 1 || deeper) {
            diagnostic d;
            d.code = "FZ116";
            d.at = bonus_cap_->at;
            d.message = {"“" + std::string(text_.slice(d.at)) + "”限的是加分，但" +
                             (adding.empty() && !deeper ? "没有标明是加分的部分。" : "加分不止一处，不知道怎样合在一起算。"),
                "this caps what is added, but there is not one part that adds"};
            d.help = {
                adding.empty() && !deeper ? "给加分的部分写上标题“加分项”，或用一行“加分：《标题》”标明。" : "把加分归到一个“加分项”下面，或在每一处各写上限。",
                "put all that adds under one heading 加分项"};
            out_.push_back(std::move(d));
            return;
        }
        model_node& n = *adding.front();
        const auto& limit_here = n.ceiling ? n.ceiling : n.max;
        n.ceiling = limit_here ? minimum(*limit_here, most) : most;
        n.notes.push_back({"加分合计不超过" + most.text() + "分", "the additions come to at most " + most.text()});
    }

    // 满分100分。 考核实行百分制，满分100分。 before the items: what 满分：100分 says. A directive, read later, has the last word.
    void whole_mark() {
        model& m = *model_;
        if (m.nodes.size() < 2 || !m.nodes[0].rules.empty()) return;
        const mark_text* only = nullptr;
        for (const auto& p : read_)
            for (const auto& item : p.items) {
                if (std::holds_alternative<weight_text>(item.is)) return;  // each panel has a scale of its own
                const auto* mark = p.node == 0 ? std::get_if<mark_text>(&item.is) : nullptr;
                if (!mark || mark->part) continue;
                if (only) return;
                only = mark;
            }
        if (!only) return;
        const std::string subject = name_key(only->subject);
        const bool named = std::any_of(m.nodes.begin() + 1, m.nodes.end(),
            [&](const model_node& n) { return !n.title.empty() && !subject.empty() && (has(subject, name_key(n.title)) || has(name_key(n.title), subject)); });
        const bool of_all = subject.empty() || has_any(subject, {"考核", "评价", "评分", "评审", "评估", "评定", "考评", "测评", "计分", "记分", "积分", "打分",
                                                                    "指标", "标准", "百分制", "总", "全", "共", "本"});
        if (named || !of_all) return;
        const auto points = number::parse(only->points);
        if (!points || points->sign() <= 0) return;
        m.max = points;
        m.max_at = only->at;
    }

    // 本办法所称“以上”含本数，“以下”不含本数: said once, for every sentence of the file.
    void read_edges() {
        const edge_words said = edge_words_of(text_);
        model_->above_includes = said.above;
        model_->below_includes = said.below;
        const bool differs = !said.above.value_or(true) || !said.below.value_or(true);
        const bool told = std::any_of(out_.begin(), out_.end(), [](const diagnostic& d) { return d.code == "FZ147"; });
        if (!differs || told) return;
        const std::string not_in = std::string(!said.above.value_or(true) ? "“以上”" : "") + (!said.below.value_or(true) ? "“以下”“以内”" : "");
        diagnostic d;
        d.code = "FZ147";
        d.level = severity::note;
        d.at = said.at;
        d.message = {"照这一句，全文的" + not_in + "不含本数；另写“含”“及”的除外。", "by this sentence " + not_in + " exclude their figure throughout"};
        out_.push_back(std::move(d));
    }

    // 公式：得分＝… under an item is one of its sentences.
    std::vector<paragraph> with_formulas(std::vector<paragraph> lines, std::size_t index) const {
        if (index == 0) return lines;
        for (const auto& d : written_.directives)
            if (d.word == "公式" && d.node == index) lines.push_back({d.text_at, false});
        return lines;
    }

    /// 公式：得分＝自评分: a directive says that it is a formula, where in a sentence a bare name behind the sign may be anything.
    void read_as_formula(span at, const sentences& so_far, sentences& here, std::size_t told) {
        const bool formula = std::any_of(here.items.begin(), here.items.end(), [](const placed_item& p) { return std::holds_alternative<formula_text>(p.is); });
        const folded line = fold(text_, at);
        const auto equal = line.text.find('=');
        if (formula || (equal == std::string::npos && !here.items.empty())) return;
        auto stop = line.text.size();
        while (stop > 0 && ends_any(std::string_view(line.text).substr(0, stop), {"。", ";"}))
            stop -= line.text[stop - 1] == ';' ? 1 : std::string_view("。").size();
        if (equal != std::string::npos) stop = std::min({stop, line.text.find(',', equal), line.text.find(';', equal), line.text.find("。", equal)});
        if (equal == std::string::npos || equal == 0 || equal + 1 >= stop) {
            if (has_error_since(told)) return;
            diagnostic d;
            d.code = "FZ120";
            d.at = at;
            d.message = {"“公式：”后面没有读出公式。", "no formula is understood here"};
            d.help = {
                "写成“公式：得分＝20×基准价÷投标价”，等号右边用＋－×÷、括号、数字和名称。", "write 公式：得分＝…, with + − × ÷, brackets, numbers and names"};
            out_.push_back(std::move(d));
            return;
        }
        out_.resize(told);
        formula_text made;
        made.name = line.text.substr(0, equal);
        made.expression = line.text.substr(equal + 1, stop - equal - 1);
        made.expression_at = line.original(equal + 1, stop);
        made.at = line.original(0, stop);
        placed_item item{std::move(made), so_far.sentence_count, so_far.segment_count, line.original(0, stop)};
        const span behind{line.original(0, stop).end, at.end};
        sentences rest = read_typed(text_, behind, so_far, out_);
        here = std::move(rest);
        here.items.insert(here.items.begin(), std::move(item));
    }

    [[nodiscard]] bool has_error_since(std::size_t told) const {
        return std::any_of(out_.begin() + static_cast<std::ptrdiff_t>(told), out_.end(), [](const diagnostic& d) { return d.level == severity::error; });
    }

    [[nodiscard]] bool says_formula(span at, std::size_t index) const {
        return std::any_of(written_.directives.begin(), written_.directives.end(),
            [&](const directive& d) { return d.word == "公式" && d.node == index && d.text_at.begin == at.begin; });
    }

    // ①不足3人的得0分；②3至5人的得4分; 1）优秀得10分；2）良好得8分: numbered lines that are tiers or options of their heading.
    bool lists_options(const outline_node& n) const {
        if (n.children.size() < 2 || n.children.size() > 12) return false;
        std::vector<std::string> options;
        std::size_t tiers = 0;
        for (const outline_node& child : n.children) {
            if (child.mark || child.weight || !child.children.empty() || child.text.size() != 1 || child.kind != section_kind::base) return false;
            diagnostics unused;
            const sentences here = read_paragraph(text_, child.text[0].at, {}, unused);
            const auto* c = here.items.size() == 1 ? std::get_if<clause_text>(&here.items[0].is) : nullptr;
            if (!c || !unused.empty() || c->each || !c->members.empty() || !c->prefix.empty() || c->award.take || c->when.size() != 1 || c->when[0].size() != 1)
                return false;
            const atom_text& atom = c->when[0][0];
            const bool first = options.empty();
            if (atom.is && !atom.is->bare && ((atom.subject.empty() && atom.rest.empty()) || first)) ++tiers;
            options.push_back(atom.subject + atom.rest);
        }
        if (tiers == options.size()) return true;
        const scale_kind kind = tiers == 0 ? judge_scale(options) : scale_kind::none;
        return kind == scale_kind::degrees || kind == scale_kind::bearer;
    }

    const outline_node& with_options(const outline_node& n) {
        if (!lists_options(n)) return n;
        outline_node merged = n;
        for (const outline_node& child : n.children) merged.text.push_back(child.text[0]);
        merged.children.clear();
        merged_.push_back(std::move(merged));
        return merged_.back();
    }

    void node_at(const outline_node& as_written, std::optional<std::size_t> parent, const std::string& id) {
        const outline_node& n = with_options(as_written);
        const std::size_t index = model_->nodes.size();
        model_node m;
        m.id = id;
        m.number_text = n.number;
        m.title = n.title;
        m.kind = n.kind;
        m.at = n.at;
        m.parent = parent;
        if (n.mark) m.max = number::parse(n.mark->text);
        model_->nodes.push_back(std::move(m));
        nodes_.push_back({&n, {}, false, {}});
        if (parent) model_->nodes[*parent].children.push_back(index);
        list_vetoes(n, index);
        if (!n.evidence) read_text(n, index);
        else
            for (const auto& p : n.text) read_.push_back({p.at, index, {}, false});
        std::map<std::string, int> seen;
        for (std::size_t i = 0; i < n.children.size(); ++i) {
            const outline_node& child = n.children[i];
            std::string part = child.number_key.empty() ? std::to_string(i + 1) : child.number_key;
            if (seen[part]++ > 0) part += "_" + std::to_string(seen[part]);
            node_at(child, index, id.empty() ? part : id + "." + part);
        }
    }

    // （一）存在弄虚作假的，总分为0分 is no item of nought points, and 取消全部得分 no prose: carried out, or refused.
    void refuse_taking_all(span paragraph, std::size_t index) {
        const auto at = takes_all(text_, paragraph);
        if (!at) return;
        const auto over = [&](span other) { return other.begin < at->end && at->begin < other.end; };
        for (const auto& p : read_)
            for (const auto& item : p.items) {
                if (!over(item.at)) continue;
                if (std::holds_alternative<veto_text>(item.is)) return;
                const auto* c = std::get_if<clause_text>(&item.is);
                if (c && index == 0 && c->award.kind != award_kind::points) return;  // of the rubric itself: its points are all points
            }
        // said once, of the whole sentence
        const auto said = [&](const diagnostic& d) { return is_any(d.code, {"FZ101", "FZ102"}) && over(d.at); };
        out_.erase(std::remove_if(out_.begin(), out_.end(), said), out_.end());
        if (std::any_of(out_.begin(), out_.end(), [&](const diagnostic& d) { return d.level == severity::error && over(d.at); })) return;
        out_.push_back(refuse_whole_zero(text_, *at, index != 0));
    }

    void read_text(const outline_node& n, std::size_t index) {
        const std::size_t first_fact = model_->facts.size();
        std::vector<placed_item> items;
        sentences so_far;
        bool exact = false;  // canonical sentences say everything themselves
        for (const auto& p : canonical_apart(
                 text_, joined_grades(text_, option_lines(text_, with_formulas(n.text, index)), n.mark ? number::parse(n.mark->text) : std::nullopt))) {
            span at = p.at;
            if (exact_->read(at, index)) {
                exact = true;
                read_.push_back({p.at, index, {}, true});
                continue;
            }
            const std::uint32_t label = option_label(text_.slice(at));
            at.begin += label;
            const auto told = out_.size();
            sentences here = read_typed(text_, at, so_far, out_);
            if (index != 0 && says_formula(p.at, index)) read_as_formula(p.at, so_far, here, told);
            if (label != 0 && here.items.empty()) {
                std::string line = without_blanks(text_.slice(at));
                for (const std::string_view tail : {"；", ";", "。", "，"})
                    if (line.size() > tail.size() && line.compare(line.size() - tail.size(), tail.size(), tail) == 0) line.resize(line.size() - tail.size());
                nodes_[index].letters.emplace_back(line, at);
            }
            if (label != 0)
                for (auto& item : here.items)
                    if (auto* c = std::get_if<clause_text>(&item.is)) c->option = true;
            if (p.deducts)
                for (auto& item : here.items)
                    if (auto* c = std::get_if<clause_text>(&item.is); c && !c->award.verb && c->award.kind == award_kind::points) c->award.take = true;
            so_far.sentence_count = here.sentence_count;
            so_far.segment_count = here.segment_count + 1;
            items.insert(items.end(), here.items.begin(), here.items.end());
            read_.push_back({p.at, index, std::move(here.items), false});
        }
        node_reader reader(text_, n, *model_, index, out_);
        if (!exact || !items.empty()) reader.read(items);
        if (!n.targets.empty()) count_in_unit_of_target(n, index, first_fact);
        nodes_[index].criteria = reader.found_criteria;
        nodes_[index].one_of = std::any_of(items.begin(), items.end(), [](const placed_item& p) { return std::holds_alternative<best_of_text>(p.is); });
        if (reader.bonus_cap) bonus_cap_ = reader.bonus_cap;
        if (reader.lifted_cap && model_->nodes[index].parent) {
            model_node& above = model_->nodes[*model_->nodes[index].parent];
            const number most = reader.lifted_cap->points;
            if (!reader.lifted_cap->take) above.ceiling = above.ceiling ? minimum(*above.ceiling, most) : above.max ? minimum(*above.max, most) : most;
            above.notes.push_back({"以上各项合计不超过" + most.text() + "分", "the items together give at most " + most.text()});
        }
        const bool computed = computes(reader.outcomes);
        for (auto& o : reader.outcomes) {
            if (const auto* g = std::get_if<grade_text>(&o.is); g && grades_the_item(*g, index)) {
                diagnostic d;
                d.code = "FZ148";
                d.at = g->at;
                d.message = {"“" + std::string(text_.slice(g->at)) + "”是总分的等级，还是这一项的分档，没有写明。",
                    "is this a grade of the total, or a tier of this item?"};
                d.help = {"总分的等级移到指标之外单独成段；这一项的分档写“优秀得9-10分”。",
                    "move grades of the total out of the item; for a tier write 优秀得9-10分"};
                out_.push_back(std::move(d));
                break;
            }
            outcomes_.push_back({std::move(o), index});
        }
        for (const auto& p : n.text) refuse_taking_all(p.at, index);
        if (index != 0 && !n.at.empty()) refuse_taking_all(text_.line_of(n.at.begin), index);
        // a title alone with a mark is a mark that a judge sets
        auto& made = model_->nodes[index];
        if (made.rules.empty() && made.zero_when.empty() && n.children.empty() && n.mark && reader.found_criteria.empty() && !computed &&
            !has_score_text(items)) {
            fact f;
            f.name = n.title;
            f.kind = fact_kind::score;
            f.unit = "分";
            f.min = number(0);
            f.max = made.max;
            f.node = static_cast<std::uint32_t>(index);
            f.node_title = n.title;
            f.at = n.title_at;
            f.text = n.title;
            model_->facts.push_back(std::move(f));
            rule r;
            r.is = judged_rule{model_->facts.size() - 1, n.kind == section_kind::deduction ? -1 : 1};
            r.take = n.kind == section_kind::deduction;
            r.family = "mark";
            r.at = n.at;
            r.text = std::string(text_.slice(n.title_at));
            made.rules.push_back(std::move(r));
        }
    }

    // 1份 in the target column, 1次以上 in the standard: what is counted is what the target names.
    void count_in_unit_of_target(const outline_node& n, std::size_t index, std::size_t first_fact) {
        const folded cell = fold(text_, n.targets.front().at);
        std::string unit;
        for (std::size_t i = 0; i < cell.text.size() && unit.empty(); i += character_length(cell.text, i))
            if (const auto amount = read_amount(cell, i, true)) unit = amount->is.unit;
        if (unit.empty() || unit == "%" || is_money(unit)) return;
        fact* only = nullptr;
        for (std::size_t k = first_fact; k < model_->facts.size(); ++k) {
            fact& f = model_->facts[k];
            if (f.node != index || f.kind != fact_kind::count) continue;
            if (only) return;
            only = &f;
        }
        if (only) only->unit = unit;
    }

    // Weights give the node a value; grades and vetoes that happen to stand below it do not.
    // Nor do weights that name titles: those are of the total.
    bool computes(const std::vector<placed_item>& outcomes) const {
        const auto titled = [&](const weight_text& w) {
            const std::string key = name_key(w.subject);
            return !key.empty() && std::any_of(model_->nodes.begin(), model_->nodes.end(), [&](const model_node& n) { return name_key(n.title) == key; });
        };
        return std::any_of(outcomes.begin(), outcomes.end(), [&](const placed_item& p) {
            const auto* w = std::get_if<weight_text>(&p.is);
            return (w && !titled(*w)) || std::holds_alternative<formula_text>(p.is);
        });
    }

    static bool has_score_text(const std::vector<placed_item>& items) {
        return std::any_of(items.begin(), items.end(), [](const placed_item& p) { return std::holds_alternative<clause_text>(p.is); });
    }

    const source& text_;
    const rubric_text& written_;
    diagnostics& out_;
    bound* result_ = nullptr;
    model* model_ = nullptr;
    std::vector<read_node> nodes_;
    std::vector<paragraph_read> read_;
    std::optional<cap> bonus_cap_;
    std::vector<outcome_item> outcomes_;
    std::optional<exact_reader> exact_;
    std::deque<outline_node> merged_;  // nodes whose children are their options
};

}  // namespace

bound bind(const source& text, const rubric_text& written, diagnostics& out) { return binder(text, written, out).run(); }

}  // namespace fenze
