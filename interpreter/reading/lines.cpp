#include "interpreter/reading/lines.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/lead.hpp"
#include "interpreter/reading/phrasing.hpp"

namespace fenze {
namespace {

struct piece {
    span at;
    std::string reading;
    std::vector<words> notes;
    bool rule = false;  // gives or governs points; the others only say how
};

std::string percent(const number& share) { return (share * number(100)).text() + "%"; }

// What a phrase that gives no points of its own says.
struct phrase_words {
    std::string operator()(const clause_text& c) const { return c.award.kind == award_kind::zero || c.otherwise ? "此外不得分" : "并入本项的其他规则"; }
    std::string operator()(const cap_text& c) const {
        if (!c.count.empty()) return "前面一句最多计" + c.count + "份";
        return c.share.empty() ? "最多" + c.points + "分" : "最多为本项分值的" + percent(number::parse(c.share).value_or(number(0)));
    }
    std::string operator()(const best_of_text& b) const { return b.same_object ? "同一对象只计一次，按最高的计" : "以上各句只取最高"; }
    std::string operator()(const adds_up_text&) const { return "以上各句相加"; }
    std::string operator()(const interpolation_text&) const { return "各档之间按直线计算"; }
    std::string operator()(const proportional_text&) const { return "不足按比例得分"; }
    std::string operator()(const floor_text&) const { return "扣完为止"; }
    std::string operator()(const start_text& s) const { return "从" + s.points + "分起评"; }
    std::string operator()(const mark_text& k) const {
        return (k.subject.empty() || k.subject == "本" ? "本项" : quoted(k.subject)) + "满分" + k.points + "分";
    }
    std::string operator()(const expert_text&) const { return "由评分人评定"; }
    std::string operator()(const round_up_text& r) const { return r.up ? "不足一份按一份计" : "不足一份不计"; }
    std::string operator()(const rounding_text& r) const {
        return "保留" + std::to_string(r.places) + "位小数，" + (r.way == "down" ? "其余舍去" : "四舍五入");
    }
    std::string operator()(const grade_text& g) const { return "评为" + quoted(g.name); }
    std::string operator()(const grade_names_text& g) const {
        std::string out;
        for (const auto& n : g.names) out += (out.empty() ? "等级名称：" : "、") + n;
        return out;
    }
    std::string operator()(const weight_text& w) const { return quoted(w.subject) + "占" + percent(number::parse(w.fraction).value_or(number(0))); }
    std::string operator()(const veto_text& v) const { return quoted(v.condition) + "的，一票否决：" + quoted(v.result); }
    std::string operator()(const consequence_text& c) const { return "处理：" + quoted(c.action); }
    std::string operator()(const criteria_text&) const { return "按下列各项计分"; }
    std::string operator()(const formula_text& f) const { return f.name + "＝" + f.expression; }
};

class line_maker {
public:
    line_maker(const source& text, const rubric_text& rubric, const model& m, const std::vector<const outline_node*>& written,
        const std::vector<paragraph_read>& paragraphs)
        : text_(text), rubric_(rubric), model_(m), written_(written), paragraphs_(paragraphs), say_(m) {}

    std::vector<reading_line> run() {
        for (std::size_t n = 0; n < model_.nodes.size(); ++n) of_node(n);
        of_the_whole();
        std::stable_sort(pieces_.begin(), pieces_.end(),
            [](const piece& a, const piece& b) { return a.at.begin != b.at.begin ? a.at.begin < b.at.begin : a.at.end > b.at.end; });
        depth_.assign(model_.nodes.size(), 0);
        for (std::size_t n = 1; n < model_.nodes.size(); ++n) {
            depth_[n] = depth_[*model_.nodes[n].parent] + 1;
            heading(n);
        }
        for (const auto& p : paragraphs_) paragraph(p);
        std::size_t examples = 0;
        for (const auto& d : rubric_.directives) {
            if (d.word == "例" && ++examples > 1) continue;
            directive_line(d);
        }
        derived();
        std::stable_sort(out_.begin(), out_.end(),
            [](const reading_line& a, const reading_line& b) { return a.at.begin != b.at.begin ? a.at.begin < b.at.begin : a.heading && !b.heading; });
        return std::move(out_);
    }

private:
    void add_piece(span at, std::string reading, const std::string& note = "") {
        if (at.empty() || reading.empty()) return;
        piece p{at, std::move(reading), {}, true};
        if (!note.empty()) p.notes.push_back({note, note});
        pieces_.push_back(std::move(p));
    }

    // 年内开展工作交流情况（15分）: the title is the rule.
    static bool of_heading(const rule& r, const model_node& n) { return r.at == n.at; }

    void of_node(std::size_t index) {
        const model_node& n = model_.nodes[index];
        for (const auto& r : n.rules)
            if (!of_heading(r, n)) add_piece(r.at, say_.rule_words(r), r.note);
        for (const auto& c : n.caps)
            if (c.first < c.last) add_piece(c.at, cap_words(c, say_));
        for (const auto& [when, share] : n.share_when) add_piece(when.at, say_.condition_words(when) + "的，本项按" + percent(share) + "计分");
        for (const auto& z : n.zero_when) add_piece(z.at, say_.condition_words(z) + "的，本项不得分");
    }
    void of_the_whole() {
        for (const auto& g : model_.grades)
            add_piece(g.at,
                (g.on_total.low || g.on_total.high ? "总分" + phrasing::interval_words(g.on_total, "分") : std::string("其余")) + "评为" + quoted(g.name));
        for (const auto& v : model_.vetoes) add_piece(v.at, say_.condition_words(v.when) + "的，一票否决：" + quoted(v.name));
        for (const auto& a : model_.actions) add_piece(a.at, action_words(a, say_));
        for (const auto& w : model_.total_weights) add_piece(w.at, quoted(w.name) + "占总分的" + percent(w.share));
    }

    // Pieces that touch the span, from the first that begins in it or runs into it.
    std::vector<piece> within(span at) const {
        std::vector<piece> found;
        const auto first = std::lower_bound(pieces_.begin(), pieces_.end(), at.begin, [](const piece& p, std::uint32_t begin) { return p.at.begin < begin; });
        // a rule over several lines began on one above
        if (first != pieces_.begin() && (first - 1)->at.end > at.begin)
            found.push_back({{at.begin, std::min((first - 1)->at.end, at.end)}, "（见上，合为一条）", {}, true});
        for (auto p = first; p != pieces_.end() && p->at.begin < at.end; ++p) {
            found.push_back(*p);
            found.back().at.end = std::min(found.back().at.end, at.end);
        }
        return found;
    }

    void put(std::size_t node, span at, const std::string& reading, std::vector<words> notes) {
        std::size_t begin = at.begin, end = at.end;
        const std::string_view all = text_.text();
        const auto edge = [](std::string_view c) {
            return c == "，" || c == "；" || c == "。" || c == "、" || c == "：" || c == " " || c == "　" || c == "," || c == ";" || c == "|" || c == "\t" ||
                   c == "\n";
        };
        while (begin < end && edge(all.substr(begin, character_length(all, begin)))) begin += character_length(all, begin);
        while (end > begin) {
            std::size_t last = end - 1;
            while (last > begin && (static_cast<unsigned char>(all[last]) & 0xc0U) == 0x80U) --last;
            if (!edge(all.substr(last, end - last))) break;
            end = last;
        }
        if (begin >= end) return;
        reading_line line;
        line.at = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
        line.text = std::string(text_.slice(line.at));
        std::replace(line.text.begin(), line.text.end(), '\n', ' ');
        line.reading = reading;
        line.notes = std::move(notes);
        line.depth = depth_[node] + (node == 0 ? 0 : 1);
        out_.push_back(std::move(line));
    }

    // Words without points: a line a sentence. Below a criterion they say what it asks.
    void prose(std::size_t node, span at) {
        // a criterion is the one rule of its item
        const auto& here = model_.nodes[node];
        const bool asks = here.children.empty() && !here.rules.empty() && here.rules.front().family == "criteria";
        const std::string reading = asks ? "这一项要看的内容" : "";
        std::uint32_t from = at.begin;
        const std::string_view all = text_.text();
        for (std::uint32_t i = at.begin; i < at.end;) {
            const auto n = static_cast<std::uint32_t>(character_length(all, i));
            i += n;
            if (all.substr(i - n, n) != "。") continue;
            put(node, {from, i}, reading, {});
            from = i;
        }
        put(node, {from, at.end}, reading, {});
    }

    std::uint32_t tail_of(span at) const {
        const std::string_view rest = text_.slice(at);
        std::size_t stop = rest.size();
        for (const std::string_view mark : {"。", "；", ";", "（", "(", "，", ",", "\n"}) stop = std::min(stop, rest.find(mark));
        return static_cast<std::uint32_t>(at.begin + stop);
    }

    void paragraph(const paragraph_read& p) {
        std::vector<piece> all = within(p.at);
        // items and pieces are in order: how far the pieces that begin no later reach
        std::size_t next = 0;
        std::uint32_t reach = 0;
        std::vector<piece> said;
        for (const auto& item : p.items) {
            for (; next < all.size() && all[next].at.begin <= item.at.begin; ++next) reach = std::max(reach, all[next].at.end);
            if (item.at.begin < p.at.begin || item.at.end > p.at.end || item.at.end <= reach) continue;
            said.push_back({item.at, std::visit(phrase_words{}, item.is), {}, false});
        }
        if (p.exact && all.empty()) said.push_back({p.at, std::string(text_.slice(p.at)), {}, false});
        all.insert(all.end(), said.begin(), said.end());
        std::stable_sort(
            all.begin(), all.end(), [](const piece& a, const piece& b) { return a.at.begin != b.at.begin ? a.at.begin < b.at.begin : a.at.end > b.at.end; });
        std::uint32_t from = p.at.begin;
        for (std::size_t n = 0; n < all.size(); ++n) {
            piece one = all[n];
            for (; n + 1 < all.size() && all[n + 1].at.begin < one.at.end; ++n) {
                one.at = cover(one.at, all[n + 1].at);
                if (all[n + 1].rule && !one.rule) one.reading = all[n + 1].reading;
                else if (all[n + 1].rule && one.reading != all[n + 1].reading) one.reading += "；" + all[n + 1].reading;
                one.rule = one.rule || all[n + 1].rule;
                one.notes.insert(one.notes.end(), all[n + 1].notes.begin(), all[n + 1].notes.end());
            }
            // words before a phrase in its own sentence lead to it; whole sentences before it are prose
            const std::string_view between = text_.slice({from, std::max(from, one.at.begin)});
            std::size_t cut = std::string_view::npos;
            for (const std::string_view stop : {"。", "；", ";"})
                if (const auto at = between.rfind(stop); at != std::string_view::npos && (cut == std::string_view::npos || at + stop.size() > cut))
                    cut = at + stop.size();
            const std::uint32_t start = cut == std::string_view::npos ? from : static_cast<std::uint32_t>(from + cut);
            prose(p.node, {from, start});
            // and what follows within its sentence, up to a bracket or the next phrase, belongs to it
            if (n + 1 == all.size()) one.at.end = std::max(one.at.end, tail_of({one.at.end, p.at.end}));
            put(p.node, {std::min(start, one.at.begin), one.at.end}, one.reading, std::move(one.notes));
            from = std::max(from, one.at.end);
        }
        prose(p.node, {from, std::max(from, p.at.end)});
    }

    void heading(std::size_t n) {
        const outline_node& w = *written_[n];
        const bool own =
            std::any_of(w.text.begin(), w.text.end(), [&](const paragraph_span& p) { return p.at.begin <= w.title_at.begin && w.title_at.end <= p.at.end; });
        reading_line line;
        line.at = w.at.empty() ? w.title_at : w.at;
        line.at.end = line.at.begin;
        line.heading = true;
        line.depth = depth_[n];
        line.text = w.number + (own || w.title.empty() ? "" : (w.number.empty() ? "" : " ") + w.title) + (w.mark ? "（" + w.mark->text + "分）" : "");
        for (const auto& r : model_.nodes[n].rules)
            if (of_heading(r, model_.nodes[n])) line.reading += (line.reading.empty() ? "" : "；") + say_.rule_words(r);
        if (!line.text.empty()) out_.push_back(std::move(line));
    }

    void directive_line(const directive& d) {
        if (d.word == "例") {
            const auto all = std::count_if(rubric_.directives.begin(), rubric_.directives.end(), [](const directive& e) { return e.word == "例"; });
            put(0, {d.at.begin, d.word_at.end}, std::to_string(all) + "个例子，由 fenze test 核对", {});
            return;
        }
        if (d.word == "公式" && d.node != 0) return;  // read as a sentence of its item
        std::string reading;
        for (const auto& p : within(d.at)) reading += (reading.empty() ? "" : "；") + p.reading;
        if (reading.empty() && d.word == "满分" && model_.max) reading = "满分" + model_.max->text() + "分";
        if (reading.empty() && d.word == "事实") reading = declared(d);
        if (reading.empty()) reading = "指令“" + d.word + "”";
        put(0, d.at, reading, {});
    }

    // 事实：企业产值（万元）: what it came to, and whether several items share it.
    [[nodiscard]] std::string declared(const directive& d) const {
        std::string words = without_blanks(text_.slice(d.text_at));
        words = words.substr(0, std::min({words.find("（"), words.find('('), words.size()}));
        const auto found =
            std::find_if(model_.facts.begin(), model_.facts.end(), [&](const fact& f) { return !f.name.empty() && name_key(f.name) == name_key(words); });
        if (found == model_.facts.end()) return "";
        const bool shared = found->node == 0 && !(found->at.begin >= d.at.begin && found->at.end <= d.at.end);
        std::string out = "“" + found->name + "”：" + kind_zh(found->kind);
        if (!found->unit.empty()) out += "（" + found->unit + "）";
        if (found->min && found->max) out += "，" + found->min->text() + "至" + found->max->text();
        return out + (shared ? "，各项共用一个" : "");
    }

    // What the sentences of an item imply without saying it.
    void derived() {
        std::vector<span> last(model_.nodes.size());
        std::vector<bool> start_said(model_.nodes.size()), floor_said(model_.nodes.size());
        for (const auto& p : paragraphs_) {
            last[p.node] = p.at;
            for (const auto& item : p.items) {
                if (std::holds_alternative<start_text>(item.is)) start_said[p.node] = true;
                if (std::holds_alternative<floor_text>(item.is)) floor_said[p.node] = true;
            }
            if (p.exact) start_said[p.node] = floor_said[p.node] = true;
        }
        for (std::size_t n = 0; n < model_.nodes.size(); ++n) {
            const model_node& node = model_.nodes[n];
            if (node.rules.empty() || last[n].empty()) continue;
            std::string reading;
            if (node.start && !start_said[n]) reading = "从" + node.start->text() + "分起评";
            if (node.floor && !floor_said[n]) reading += (reading.empty() ? "" : "，") + std::string("扣完为止");
            if (reading.empty()) continue;
            reading_line line;
            line.at = {last[n].end, last[n].end};
            line.reading = reading;
            line.depth = depth_[n] + 1;
            out_.push_back(std::move(line));
        }
    }

    using paragraph_span = fenze::paragraph;
    const source& text_;
    const rubric_text& rubric_;
    const model& model_;
    const std::vector<const outline_node*>& written_;
    const std::vector<paragraph_read>& paragraphs_;
    phrasing say_;
    std::vector<piece> pieces_;
    std::vector<std::uint32_t> depth_;
    std::vector<reading_line> out_;
};

}  // namespace

std::vector<reading_line> reading_lines(const source& text, const rubric_text& rubric, const model& m, const std::vector<const outline_node*>& written,
    const std::vector<paragraph_read>& paragraphs) {
    return line_maker(text, rubric, m, written, paragraphs).run();
}

}  // namespace fenze
