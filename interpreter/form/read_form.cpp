// 表单： and the lines below it → boxes, as the documents draw them: label | box, group | label | box, 企业 家；高校 所, 限500字.

#include <algorithm>
#include <map>

#include "dsl/characters.hpp"
#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/form/builder.hpp"

namespace fenze {
namespace {

/// 一、 （1） 2. in front of a title or a line.
std::string without_number(const std::string& words) {
    std::size_t i = 0;
    const auto digit = [&](std::size_t at) {
        const glyph g = glyph_at(words, at, words.size());
        return is_digit(g.code) || is_chinese_digit(g.code);
    };
    const bool open = glyph_at(words, 0, words.size()).code == '(';
    if (open) i += glyph_at(words, 0, words.size()).size;
    const auto from = i;
    while (i < words.size() && digit(i)) i += glyph_at(words, i, words.size()).size;
    if (i == from) return words;
    const glyph stop = glyph_at(words, i, words.size());
    if (open ? stop.code != ')' : (stop.code != U'、' && stop.code != '.')) return words;
    i += stop.size;
    while (i < words.size() && is_blank(glyph_at(words, i, words.size()).code)) i += glyph_at(words, i, words.size()).size;
    return words.substr(i);
}

/// A（…）→ 事实: what the arrow points to is cut off.
std::string cut_arrow(std::string& words) {
    for (const std::string_view arrow : {"→", "->", "=>"}) {
        const auto at = words.find(arrow);
        if (at == std::string::npos) continue;
        std::string to = without_blanks(words.substr(at + arrow.size()));
        words.resize(at);
        return to;
    }
    return {};
}

class form_reader {
public:
    form_reader(const source& text, const rubric_text& written, std::uint32_t end, const plan& scoring, diagnostics& out)
        : text_(text), written_(written), end_(end), to_(text, scoring, out) {}

    std::shared_ptr<const form> read() {
        bool any = false;
        for (const auto& d : written_.directives) {
            if (d.word == "表单") any = true, block(d);
            if (d.word == "核对") any = true;
        }
        if (!any) return nullptr;
        require();
        for (const auto& d : written_.directives)
            if (d.word == "核对") read_relation(to_, d.text_at);
        return std::make_shared<const form>(std::move(to_.made));
    }

private:
    void block(const directive& d) {
        auto lines = form_lines(text_.text(), d.text_at);
        if (lines.empty()) {
            to_.problem("FZ270", d.at, {"“表单：”后面没有栏目。", "this form has no boxes"},
                {"写成“表单：联系人；电话；成员总数（个）”，或在下面逐行抄表，中间不空行。",
                    "write 表单：name；name（unit）, or the document's table on the lines below"});
            return;
        }
        std::size_t from = 0;
        if (lines.size() > 1 && !lines[0].row) {
            to_.made.parts.push_back({lines[0].cells[0].words, lines[0].at});
            from = 1;
        } else if (lines.size() > 1 || to_.made.parts.empty()) {
            to_.made.parts.push_back({written_.title, d.at});
        }
        for (std::size_t i = from; i < lines.size();) {
            if (const auto taken = read_grid(to_, lines, i, part_name())) {
                i += taken;
                continue;
            }
            if (lines[i].row && member_table(lines, i)) continue;
            if (lines[i].row) row(lines[i]);
            else line(lines[i]);
            ++i;
        }
        settle();
    }

    [[nodiscard]] std::string part_name() const { return to_.made.parts.empty() ? std::string() : without_number(to_.made.parts.back().title); }

    /// 序号 | 姓名 | 单位 with rows of dots or numbers below: a table that the unit lengthens as it needs.
    bool member_table(const std::vector<form_line>& lines, std::size_t& i) {
        const auto& head = lines[i].cells;
        if (head.empty() || without_blanks(head[0].words) != "序号") return false;
        new_box box;
        box.name = part_name().empty() ? "成员" : part_name();
        box.at = lines[i].at;
        std::string columns;
        for (const auto& c : head)
            if (!c.words.empty()) columns += (columns.empty() ? "" : "|") + without_blanks(c.words);
        box.says = {"成员表：" + columns};
        pending_.push_back(box);
        for (++i; i < lines.size() && lines[i].row; ++i) {
            const auto first = without_blanks(lines[i].cells[0].words);
            if (!first.empty() && first.find_first_not_of("0123456789.") != std::string::npos && first != "…" && first != "……") break;
        }
        return true;
    }

    void row(const form_line& line) {
        const auto& cells = line.cells;
        std::size_t i = 0;
        if (cells[0].words.empty()) ++i;
        else group_.clear();
        for (; i < cells.size(); ++i) {
            const auto& c = cells[i];
            if (c.words.empty()) continue;
            if (const auto blanks = blanks_in(c); !blanks.empty()) {  // 其中:企业 家；… beside a box
                parts(c, blanks, pending_.empty() ? std::string() : pending_.back().name);
                continue;
            }
            const bool next = i + 1 < cells.size() && !cells[i + 1].words.empty();
            const auto blanks = next ? blanks_in(cells[i + 1]) : std::vector<blank_box>{};
            std::string words = c.words;
            const auto feeds = cut_arrow(words);
            if (next && blanks.empty()) {  // a label behind a label: the first is over both
                group_ = label_of(words).name;
                continue;
            }
            if (!blanks.empty() && !starts_any(cells[i + 1].words, {"其中"})) {
                const auto label = label_of(words).name;
                for (const auto& b : blanks) blank(b, label, feeds);
                ++i;
                continue;
            }
            const auto says = label_of(words);
            new_box box;
            box.name = box.label = says.name;
            box.says = says.says;
            box.group = group_;
            box.feeds = feeds;
            box.at = c.at;
            pending_.push_back(box);
        }
    }

    void blank(const blank_box& b, const std::string& label, const std::string& feeds) {
        new_box box;
        const auto colon = b.name.find("：");
        box.name = b.name.empty() ? label : colon == std::string::npos ? b.name : b.name.substr(colon + std::string_view("：").size());
        box.label = label.empty() ? box.name : label;
        box.group = group_;
        box.unit = b.unit;
        box.feeds = feeds;
        box.at = b.at;
        pending_.push_back(box);
        if (!b.details) return;
        new_box more;
        more.name = box.name + "具体内容";
        more.label = "具体内容";
        more.group = box.group;
        more.details = true;
        more.at = b.at;
        pending_.push_back(more);
    }

    /// 其中:企业 家；高校 所；其它 家 behind 联盟成员（个）: the parts of that box.
    void parts(const form_cell& cell, const std::vector<blank_box>& blanks, const std::string& whole) {
        for (const auto& b : blanks) blank(b, "", "");
        if (!starts_any(cell.words, {"其中"}) || whole.empty()) return;
        std::vector<std::string> names;
        for (const auto& b : blanks) names.push_back(b.name);
        wholes_.push_back({whole, names, cell.at});
    }

    void line(const form_line& of) {
        form_cell cell = of.cells[0];
        cell.words = without_number(cell.words);
        const auto feeds_all =
            cell.words.find("→") == std::string::npos && cell.words.find("->") == std::string::npos ? blanks_in(cell) : std::vector<blank_box>{};
        if (!feeds_all.empty()) {
            const auto colon = cell.words.find("：");
            const auto label = colon == std::string::npos ? std::string() : without_blanks(cell.words.substr(0, colon));
            for (const auto& b : feeds_all) blank(b, b.name.find("：") == std::string::npos && feeds_all.size() == 1 ? "" : label, "");
            return;
        }
        // 联系人；电话；成员总数（个）→ 成员数
        std::size_t from = 0, depth = 0;
        const std::string& all = cell.words;
        const auto one = [&](std::string words) {
            while (ends_any(words, {"。", " "})) words.resize(words.size() - (ends(words, " ") ? 1 : 3));
            const auto feeds = cut_arrow(words);
            const auto says = label_of(words);
            if (says.name.empty()) return;
            new_box box;
            box.name = box.label = says.name;
            box.says = says.says;
            box.feeds = feeds;
            box.at = of.at;
            pending_.push_back(box);
        };
        for (std::size_t i = 0; i < all.size();) {
            const glyph g = glyph_at(all, i, all.size());
            if (g.code == '(') ++depth;
            if (g.code == ')' && depth > 0) --depth;
            if (g.code == ';' && depth == 0) one(all.substr(from, i - from)), from = i + g.size;
            i += g.size;
        }
        one(all.substr(from));
    }

    /// Names that a part's blanks repeat give way to their labels; then the boxes are made.
    void settle() {
        std::map<std::string, int> seen;
        for (const auto& b : pending_) ++seen[name_key(b.name)];
        std::map<std::string, int> labels;
        for (const auto& b : pending_) ++labels[name_key(b.label)];
        for (auto& b : pending_) {
            if (seen[name_key(b.name)] > 1 && b.label != b.name && !b.label.empty() && labels[name_key(b.label)] == 1) b.name = b.label;
            to_.add(b);
        }
        pending_.clear();
        group_.clear();
        for (const auto& w : wholes_) whole(w);
        wholes_.clear();
    }

    struct whole_of {
        std::string name;
        std::vector<std::string> parts;
        span at;
    };

    /// With 其它 among the parts they are all of the whole; without, not more than it.
    void whole(const whole_of& w) {
        const auto box = to_.box_named(w.name);
        std::vector<std::size_t> boxes;
        std::string words;
        bool all = false;
        for (const auto& name : w.parts) {
            const auto part = to_.box_named(name);
            if (!part) return;
            all = all || is_any(name, {"其它", "其他"});
            words += (words.empty() ? "" : "＋") + name;
            boxes.push_back(*part);
        }
        const auto sum = to_.sum_of(boxes);
        if (!box || !sum) return;
        const auto left = to_.node_of(*box);
        if (all)
            to_.relate(left, sum, true, false, w.at,
                {"“" + w.name + "”应等于其中各项之和：" + words + "。", w.name + " should be the sum of its parts: " + words + "."});
        else
            to_.relate(sum, left, false, false, w.at,
                {"“" + w.name + "”不应小于其中各项之和：" + words + "。", w.name + " should not be less than its parts: " + words + "."});
    }

    /// 表内栏目不得空缺，如果某项栏目内容没有，请填“无”。
    void require() {
        const std::string all = without_blanks(text_.slice({written_.title_at.begin, end_}));
        to_.made.none_is_an_answer = has_any(all, {"填“无”", "填写“无”", "填\"无\"", "填写\"无\"", "填‘无’", "填无"});
    }

    const source& text_;
    const rubric_text& written_;
    std::uint32_t end_;
    form_builder to_;
    std::string group_;
    std::vector<new_box> pending_;
    std::vector<whole_of> wholes_;
};

}  // namespace

const form_box* form::find(std::string_view name) const {
    const auto key = name_key(name);
    const form_box* labelled = nullptr;
    bool several = false;
    for (const auto& b : boxes) {
        if (name_key(b.name) == key) return &b;
        if (name_key(b.label) == key) several = labelled != nullptr, labelled = &b;
    }
    return several ? nullptr : labelled;
}

plan with_boxes(plan scoring, const form* boxes) {
    if (!boxes) return scoring;
    for (const auto& box : boxes->boxes) {
        const auto& f = boxes->program.facts[box.fact];
        if (!box.feeds || name_key(scoring.facts[*box.feeds].name) != name_key(box.name)) scoring.facts.push_back(f);
    }
    return scoring;
}

std::shared_ptr<const form> read_form(const source& text, const rubric_text& written, std::uint32_t end, const plan& scoring, diagnostics& out) {
    return form_reader(text, written, end, scoring, out).read();
}

}  // namespace fenze
