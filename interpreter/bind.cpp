#include "interpreter/bind.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <map>

#include "dsl/clause.hpp"
#include "dsl/edges.hpp"
#include "dsl/fold.hpp"
#include "dsl/grades.hpp"
#include "dsl/lookalike.hpp"
#include "dsl/phrases.hpp"
#include "dsl/text.hpp"
#include "interpreter/declare.hpp"
#include "interpreter/node_reader.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/reading/exact.hpp"
#include "interpreter/reading/lines.hpp"
#include "interpreter/scale.hpp"

namespace fenze {
namespace {

// Letter labels of an option line: A. 30%（含）以上（20分）.
std::uint32_t option_label(std::string_view line) {
    std::size_t i = 0;
    while (i < line.size() && (line[i] == ' ' || line[i] == '\t')) ++i;
    const bool open = line.substr(i, 1) == "(" || line.substr(i, 3) == "（";
    std::size_t k = open ? i + (line[i] == '(' ? 1 : 3) : i;
    if (k >= line.size()) return 0;
    if (line[k] >= 'A' && line[k] <= 'H') ++k;
    else if (line.substr(k, 3) >= "Ａ" && line.substr(k, 3) <= "Ｈ" && line.substr(k, 2) == std::string_view("Ａ").substr(0, 2)) k += 3;
    else return 0;
    for (const std::string_view stop : {".", "．", "、", ":", "：", ")", "）"})
        if (line.substr(k, stop.size()) == stop) return static_cast<std::uint32_t>(k + stop.size());
    return 0;
}

// A.80%以上（5分） B.70%-80%（3分） on one line: each letter begins an option of its own.
std::vector<paragraph> option_lines(const source& text, const std::vector<paragraph>& written) {
    std::vector<paragraph> out;
    for (const auto& p : written) {
        const std::string_view line = text.slice(p.at);
        std::uint32_t from = 0;
        if (option_label(line) != 0) {
            char next = 'B';
            for (std::uint32_t i = 1; i < line.size(); ++i) {
                if (line[i] != next || option_label(line.substr(i)) == 0) continue;
                const char before = line[i - 1];
                const std::string_view wide = i >= 3 ? line.substr(i - 3, 3) : std::string_view();
                if (before != ' ' && before != '\t' && before != ')' && before != ';' && before != ',' && wide != "）" && wide != "；" && wide != "，" &&
                    wide != "。" && wide != "　")
                    continue;
                paragraph part = p;
                part.at = {p.at.begin + from, p.at.begin + i};
                out.push_back(part);
                from = i;
                ++next;
            }
        }
        paragraph rest = p;
        rest.at.begin = p.at.begin + from;
        out.push_back(rest);
    }
    return out;
}

// 优秀：90-100分 / 良好：80-89分 …, a line each, under a heading without a mark: one scale of grades.
std::vector<paragraph> joined_grades(const source& text, const std::vector<paragraph>& lines, bool marked) {
    if (marked || lines.size() < 2) return lines;
    std::vector<paragraph> out;
    for (std::size_t n = 0; n < lines.size();) {
        std::size_t end = n;
        while (end < lines.size() && lines[end].at.end - lines[end].at.begin < 120 && is_grade_line(fold(text, lines[end].at)) &&
               (end == n || lines[end].at.begin >= lines[end - 1].at.end))
            ++end;
        if (end < n + 2) {
            out.push_back(lines[n++]);
            continue;
        }
        paragraph all = lines[n];
        all.at = cover(lines[n].at, lines[end - 1].at);
        diagnostics unused;
        const sentences read = read_paragraph(text, all.at, {}, unused);
        const auto grade = [](const placed_item& p) { return std::holds_alternative<grade_text>(p.is); };
        if (read.items.size() == end - n && std::all_of(read.items.begin(), read.items.end(), grade)) out.push_back(all);
        else out.insert(out.end(), lines.begin() + static_cast<std::ptrdiff_t>(n), lines.begin() + static_cast<std::ptrdiff_t>(end));
        n = end;
    }
    return out;
}

// 填报“获奖”：是否。“获奖”得5分。 among other sentences of a line: each sentence stands by itself there.
std::vector<paragraph> canonical_apart(const source& text, std::vector<paragraph> lines) {
    std::vector<paragraph> out;
    for (const auto& p : lines) {
        const std::string_view line = text.slice(p.at);
        const auto asked = line.find("填报“");
        if (asked == std::string_view::npos) {
            out.push_back(p);
            continue;
        }
        // only the sentences that begin with a quoted name are canonical; those around them keep to the grammar of documents
        const auto piece = [&](std::size_t from, std::size_t to) {
            paragraph part = p;
            part.at = {p.at.begin + static_cast<std::uint32_t>(from), p.at.begin + static_cast<std::uint32_t>(to)};
            if (from < to) out.push_back(part);
        };
        piece(0, asked);
        std::size_t end = asked;  // each a paragraph: what one asks for, the next may use
        while (end < line.size() && (line.substr(end).starts_with("填报“") || line.substr(end).starts_with("“"))) {
            const auto stop = line.find("。", end);
            const std::size_t next = stop == std::string_view::npos ? line.size() : stop + std::string_view("。").size();
            piece(end, next);
            end = next;
        }
        piece(end, line.size());
    }
    return out;
}

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
        settle_criteria();
        merge_options();
        lift_zeroes();
        start_from_children();
        read_directives(text_, written_, m, result.examples, outcomes_, out_);
        std::vector<const outline_node*> written;
        for (const auto& n : nodes_) written.push_back(n.written);
        result.lines = reading_lines(text_, written_, m, written, read_);
        drop_prose();
        offer_absence();
        name_paths();
        return result;
    }

private:
    struct read_node {
        const outline_node* written = nullptr;
        std::vector<node_reader::criteria> criteria;
        bool one_of = false;                                     // 择一, 取最高
        std::vector<std::pair<std::string, span>> letters = {};  // lettered lines without a score of their own
    };

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

    void read_text(const outline_node& n, std::size_t index) {
        const std::size_t first_fact = model_->facts.size();
        std::vector<placed_item> items;
        sentences so_far;
        bool exact = false;  // canonical sentences say everything themselves
        for (const auto& p : canonical_apart(text_, joined_grades(text_, option_lines(text_, with_formulas(n.text, index)), n.mark.has_value()))) {
            span at = p.at;
            if (exact_->read(at, index)) {
                exact = true;
                read_.push_back({p.at, index, {}, true});
                continue;
            }
            const std::uint32_t label = option_label(text_.slice(at));
            at.begin += label;
            sentences here = read_typed(text_, at, so_far, out_);
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
        if (reader.lifted_cap && model_->nodes[index].parent) {
            model_node& above = model_->nodes[*model_->nodes[index].parent];
            const number most = reader.lifted_cap->points;
            if (!reader.lifted_cap->take) above.ceiling = above.ceiling ? minimum(*above.ceiling, most) : above.max ? minimum(*above.max, most) : most;
            above.notes.push_back({"以上各项合计不超过" + most.text() + "分", "the items together give at most " + most.text()});
        }
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
        // a title alone with a mark is a mark that a judge sets
        auto& made = model_->nodes[index];
        if (made.rules.empty() && made.zero_when.empty() && n.children.empty() && n.mark && reader.found_criteria.empty() && !computes(reader.outcomes) &&
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
    static bool computes(const std::vector<placed_item>& outcomes) {
        return std::any_of(outcomes.begin(), outcomes.end(),
            [](const placed_item& p) { return std::holds_alternative<weight_text>(p.is) || std::holds_alternative<formula_text>(p.is); });
    }

    static bool has_score_text(const std::vector<placed_item>& items) {
        return std::any_of(items.begin(), items.end(), [](const placed_item& p) { return std::holds_alternative<clause_text>(p.is); });
    }

    // What the listed items are worth: each one, any one, or all of them together.
    void settle_criteria() {
        using mode = node_reader::criteria::mode;
        for (std::size_t n = 0; n < nodes_.size(); ++n) {
            for (const auto& c : nodes_[n].criteria) {
                std::size_t from = n;
                if (!c.article.empty()) {
                    for (std::size_t k = 0; k < nodes_.size(); ++k)
                        if (!nodes_[k].written->number.empty() && name_key(nodes_[k].written->number).find(name_key(c.article)) != std::string::npos) from = k;
                }
                std::vector<std::size_t> below;
                for (const auto child : model_->nodes[from].children)
                    if (model_->nodes[child].rules.empty() && model_->nodes[child].children.empty() && model_->nodes[child].zero_when.empty())
                        below.push_back(child);
                const auto& letters = nodes_[from].letters;
                const std::size_t count = below.empty() ? letters.size() : below.size();
                if (count == 0) {
                    diagnostic d;
                    d.code = "FZ118";
                    d.at = c.at;
                    d.message = {"这一句按下列各项计分，但下面没有列出各项。", "this scores the items below, but none are listed"};
                    d.help = {"在下面逐项编号列出，如“1.……”。", "list the items below with numbers"};
                    out_.push_back(std::move(d));
                    continue;
                }
                mode how = c.how;
                const auto& mark = model_->nodes[n].max;
                if (!c.settled && how != mode::zero && mark) {
                    // only the marks tell whether one is enough
                    if (c.points * number(static_cast<std::int64_t>(count)) == *mark) how = mode::each;
                    else if (c.points == *mark) how = mode::any;
                }
                std::vector<condition> parts;
                for (std::size_t k = 0; k < count; ++k) {
                    const std::string name = below.empty() ? letters[k].first : model_->nodes[below[k]].title;
                    const span at = below.empty() ? letters[k].second : model_->nodes[below[k]].at;
                    const std::size_t owner = how == mode::each && !below.empty() ? below[k] : n;
                    parts.push_back(truth(name, at, owner));
                    if (how != mode::each) continue;
                    model_->nodes[owner].rules.push_back(criterion(parts.back(), c));
                }
                if (how == mode::each) continue;
                condition joined;
                joined.kind = how == mode::all ? condition::form::all : condition::form::any;
                joined.parts = std::move(parts);
                joined.at = c.at;
                if (how == mode::zero) model_->nodes[n].zero_when.push_back(std::move(joined));
                else model_->nodes[n].rules.push_back(criterion(joined, c));
            }
            if (!nodes_[n].criteria.empty()) settle_start(n);
        }
    }

    static rule criterion(const condition& when, const node_reader::criteria& c) {
        rule r;
        tiers_rule t;
        t.tiers.push_back({when, {c.points, std::nullopt}, c.at});
        r.is = std::move(t);
        r.family = "criteria";
        r.at = c.at;
        r.text = c.text;
        r.sentence = c.sentence;
        r.segment = c.segment;
        r.take = c.take;
        return r;
    }

    // Deductions by a list start from the mark as any deductions do.
    void settle_start(std::size_t n) {
        auto& node = model_->nodes[n];
        bool take = false, give = false;
        for (const auto& c : nodes_[n].criteria) (c.take ? take : give) = true;
        for (const auto& r : node.rules) (r.take ? take : give) = true;
        if (take && !give && node.max && !node.start && node.kind != section_kind::deduction) {
            node.start = node.max;
            node.floor = true;
        }
    }

    // ①未制定目标，不得分；②…每少一个扣2分: an item without a mark of its own zeroes the one that has it.
    void lift_zeroes() {
        for (std::size_t n = model_->nodes.size(); n-- > 1;) {
            auto& node = model_->nodes[n];
            if (node.zero_when.empty() || !node.rules.empty() || node.max || node.start || !node.children.empty() || !node.parent) continue;
            auto& above = model_->nodes[*node.parent];
            if (!above.max && !above.start) continue;
            std::move(node.zero_when.begin(), node.zero_when.end(), std::back_inserter(above.zero_when));
            std::move(node.notes.begin(), node.notes.end(), std::back_inserter(above.notes));
            node.zero_when.clear();
            node.notes.clear();
            for (auto& f : model_->facts)
                if (f.node == n) f.node = static_cast<std::uint32_t>(*node.parent);
        }
    }

    // （1）…每处扣1分；（2）…每次扣2分 under an item with a mark: the item is what they deduct from
    void start_from_children() {
        for (std::size_t n = model_->nodes.size(); n-- > 0;) {
            auto& node = model_->nodes[n];
            if (!node.max || node.start || node.children.empty() || node.kind == section_kind::deduction) continue;
            bool take = false, give = false;
            const std::function<void(std::size_t)> look = [&](std::size_t k) {
                const auto& here = model_->nodes[k];
                if (k != n && here.kind == section_kind::deduction) return;
                if (k != n && (here.max || here.start)) {
                    give = true;
                    return;
                }
                for (const auto& r : here.rules) (r.take ? take : give) = true;
                for (const auto c : here.children) look(c);
            };
            look(n);
            if (!take) continue;
            if (!give) node.start = node.max;
            node.floor = true;
        }
    }

    // 按承担角色择一计分： with an item a line: the lines are options of one choice
    void merge_options() {
        for (std::size_t n = model_->nodes.size(); n-- > 0;) {
            auto& node = model_->nodes[n];
            if (!nodes_[n].one_of || !node.rules.empty() || node.children.size() < 2) continue;
            bool flags = true;
            for (const auto c : node.children) {
                const auto& child = model_->nodes[c];
                const auto* t = child.rules.size() == 1 ? std::get_if<tiers_rule>(&child.rules[0].is) : nullptr;
                flags = flags && child.children.empty() && t && t->tiers.size() == 1 && t->tiers[0].when.kind == condition::form::truth;
            }
            if (!flags) continue;
            fact f;
            f.name = node.title;
            f.kind = fact_kind::choice;
            f.node = static_cast<std::uint32_t>(n);
            f.node_title = node.title;
            f.at = node.at;
            choice_rule choose;
            choose.fact = model_->facts.size();
            span all = node.at;
            for (const auto c : node.children) {
                auto& child = model_->nodes[c];
                const auto& t = std::get<tiers_rule>(child.rules[0].is).tiers[0];
                f.options.push_back(model_->facts[t.when.fact].name);
                model_->facts[t.when.fact].name.clear();
                choose.awards.push_back(t.gives);
                all = cover(all, child.rules[0].at);
                child.rules.clear();
            }
            f.text = std::string(text_.slice(all));
            model_->facts.push_back(std::move(f));
            rule r;
            r.is = std::move(choose);
            r.family = "choice";
            r.at = all;
            r.text = std::string(text_.slice(all));
            node.rules.push_back(std::move(r));
            node.how = combination::sum;
        }
    }

    condition truth(const std::string& name, span at, std::size_t owner) {
        fact f;
        f.name = name;
        while (f.name.size() > 3 && f.name.compare(f.name.size() - 3, 3, "的") == 0) f.name.resize(f.name.size() - 3);
        f.kind = fact_kind::boolean;
        f.node = static_cast<std::uint32_t>(owner);
        f.node_title = model_->nodes[owner].title;
        f.at = at;
        f.text = std::string(text_.slice(at));
        model_->facts.push_back(std::move(f));
        condition c;
        c.kind = condition::form::truth;
        c.fact = model_->facts.size() - 1;
        c.at = at;
        return c;
    }

    // A node with no rule below it is prose and no node of the result.
    void drop_prose() {
        model& m = *model_;
        std::vector<bool> keep(m.nodes.size(), false);
        for (std::size_t n = m.nodes.size(); n-- > 0;) {
            keep[n] = keep[n] || !m.nodes[n].rules.empty() || !m.nodes[n].zero_when.empty();
            for (const auto& w : m.total_weights) keep[n] = keep[n] || w.node == n;
            if (keep[n] && m.nodes[n].parent) keep[*m.nodes[n].parent] = true;
        }
        std::vector<std::size_t> to(m.nodes.size(), 0);
        std::vector<model_node> kept;
        for (std::size_t n = 0; n < m.nodes.size(); ++n) {
            if (!keep[n] && n != 0) continue;
            to[n] = kept.size();
            kept.push_back(std::move(m.nodes[n]));
        }
        for (auto& n : kept) {
            std::vector<std::size_t> children;
            for (const auto c : n.children)
                if (keep[c]) children.push_back(to[c]);
            n.children = std::move(children);
            if (n.parent) n.parent = to[*n.parent];
            for (auto& w : n.weights) w.first = to[w.first];
        }
        for (auto& w : m.total_weights)
            if (w.node) w.node = to[*w.node];
        m.nodes = std::move(kept);
        for (auto& f : m.facts) f.node = static_cast<std::uint32_t>(to[f.node]);
    }

    // Each marked item below a heading with 缺项： may be said not to apply.
    void offer_absence() {
        model& m = *model_;
        for (std::size_t n = 1; n < m.nodes.size(); ++n) {
            model_node& node = m.nodes[n];
            absence how = absence::refused;
            for (auto above = node.parent; above && how == absence::refused; above = m.nodes[*above].parent) how = m.nodes[*above].absent;
            if (how == absence::refused || node.kind != section_kind::base || (how != absence::zero && !node.max)) continue;
            fact f;
            f.name = (node.title.empty() ? node.number_text : node.title) + "不适用";
            f.use = fact_use::absence;
            f.kind = fact_kind::boolean;
            f.node = static_cast<std::uint32_t>(n);
            f.node_title = node.title;
            f.at = node.at;
            node.does_not_apply = m.facts.size();
            m.facts.push_back(std::move(f));
        }
    }

    void name_paths() {
        std::map<std::string, int> seen;
        for (auto& f : model_->facts) {
            if (f.name.empty() || !f.path.empty()) continue;
            const std::string& id = model_->nodes[f.node].id;
            f.path = id.empty() ? f.name : id + "/" + f.name;
            if (const int n = ++seen[f.path]; n > 1) f.path += "#" + std::to_string(n);
        }
    }

    const source& text_;
    const rubric_text& written_;
    diagnostics& out_;
    bound* result_ = nullptr;
    model* model_ = nullptr;
    std::vector<read_node> nodes_;
    std::vector<paragraph_read> read_;
    std::vector<outcome_item> outcomes_;
    std::optional<exact_reader> exact_;
    std::deque<outline_node> merged_;  // nodes whose children are their options
};

}  // namespace

bound bind(const source& text, const rubric_text& written, diagnostics& out) { return binder(text, written, out).run(); }

}  // namespace fenze
