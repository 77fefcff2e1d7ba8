#include "interpreter/records/materials.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/facts/date.hpp"
#include "interpreter/facts/read.hpp"
#include "interpreter/records/periods.hpp"
#include "interpreter/records/trace.hpp"

namespace fenze {
namespace {

/// 提供专利证书复印件, 附相关证明材料: a piece of a sentence that asks for something on paper.
bool asks_for_material(std::string_view piece) {
    const word_list gives{"提供", "提交", "附", "需有", "须有", "应有", "出具", "报送"};
    const word_list things{
        "材料", "资料", "复印件", "证明", "证书", "协议", "凭证", "佐证", "合同", "发票", "照片", "批文", "批复", "审计报告", "附件", "名单"};
    for (const auto give : gives) {
        const auto at = piece.find(give);
        if (at == std::string_view::npos) continue;
        const auto behind = piece.substr(at + give.size());
        if (starts_any(behind, {"加", "属", "近", "则", "件"}) && give == "附") continue;  // 附加, 附属, 附近, 附则, 附件1
        if (has_any(behind, things)) return true;
    }
    return false;
}

class material_reader {
public:
    material_reader(const source& text, const rubric_text& written, const plan& p) : text_(text), written_(written), p_(p) {}

    std::vector<material> run(std::uint32_t end) {
        for (const auto& d : written_.directives)
            if (d.word == "材料") add(without_blanks(text_.slice(d.text_at)), d.text_at);
        const auto whole = text_.text();
        for (std::size_t from = written_.title_at.begin; from < end;) {
            auto stop = whole.find('\n', from);
            if (stop == std::string_view::npos || stop > end) stop = end;
            const span at{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(stop)};
            from = stop + 1;
            const auto first = whole.substr(at.begin, at.end - at.begin).find_first_not_of(" \t");
            const bool directive = std::any_of(
                written_.directives.begin(), written_.directives.end(), [&](const auto& d) { return d.at.begin <= at.begin && at.begin < d.at.end; });
            if (!directive && first != std::string_view::npos && whole[at.begin + first] != '#') sentences(at);
        }
        evidence(written_.root);
        std::stable_sort(out_.begin(), out_.end(), [](const auto& a, const auto& b) { return a.at.begin < b.at.begin; });
        return std::move(out_);
    }

private:
    void add(std::string words, span at) {
        if (words.empty()) return;
        out_.push_back({node_at(at), std::move(words), at});
    }

    /// The heading or row that the place stands under, where it is an item; a section of prose speaks of the whole.
    [[nodiscard]] std::uint32_t node_at(span at) const {
        const outline_node* last = nullptr;
        last_before(written_.root, at, last);
        for (std::uint32_t n = 0; last && n < p_.nodes.size(); ++n)
            if (p_.nodes[n].at == last->at) return n;
        return no_node;
    }

    static void last_before(const outline_node& n, span at, const outline_node*& last) {
        for (const auto& child : n.children) {
            if (child.at.begin <= at.begin && (!last || last->at.begin <= child.at.begin)) last = &child;
            last_before(child, at, last);
        }
    }

    void sentences(span at) {
        const folded line = fold(text_, at);
        for (std::size_t from = 0; from < line.text.size();) {
            auto stop = from;
            while (stop < line.text.size() && !starts_any(std::string_view(line.text).substr(stop), {"。", ";", "|"}))
                stop += character_length(line.text, stop);
            const auto sentence = std::string_view(line.text).substr(from, stop - from);
            if (asks_for_material(sentence)) {
                const auto words = without_blanks(text_.slice(line.original(from, stop)));
                add(words, line.original(from, stop));
            }
            from = stop + (stop < line.text.size() ? character_length(line.text, stop) : 0);
        }
    }

    void evidence(const outline_node& n) {
        if (n.evidence)
            for (const auto& p : n.text)
                if (std::none_of(out_.begin(), out_.end(), [&](const auto& m) { return m.at.begin >= p.at.begin && m.at.end <= p.at.end; }))
                    add(n.title + "：" + without_blanks(text_.slice(p.at)), p.at);
        for (const auto& child : n.children) evidence(child);
    }

    const source& text_;
    const rubric_text& written_;
    const plan& p_;
    std::vector<material> out_;
};

}  // namespace

std::vector<material> read_materials(const source& text, const rubric_text& written, std::uint32_t end, const plan& p) {
    return material_reader(text, written, p).run(end);
}

bool wants_material(const record_rules& rules, const plan& p, std::uint32_t node) {
    for (std::optional<std::uint32_t> up = node < p.nodes.size() ? std::optional(node) : std::nullopt; up; up = p.nodes[*up].parent)
        if (std::any_of(rules.materials.begin(), rules.materials.end(), [&](const material& m) { return m.node == *up; })) return true;
    return false;
}

void require_materials(const plan& p, const bound_facts& unit, diagnostics& out) {
    if (!p.needs_materials || !p.records) return;
    for (std::uint32_t f = 0; f < p.facts.size(); ++f) {
        const fact& is = p.facts[f];
        const bool counted = unit.records && unit.records->of_fact(p, f) != nullptr;
        if (is.use != fact_use::score || counted || !unit.values[f] || unit.values[f]->sign() == 0 || unit.proved[f] || !wants_material(*p.records, p, is.node))
            continue;
        diagnostic d;
        d.code = "FZ245";
        d.at = is.at;
        d.message = {"“" + is.name + "”填了，没有材料。", "\"" + is.name + "\" is given without material."};
        d.help = {
            "加上“材料/" + is.name + "：材料的名称”；不看材料时，去掉 --require-evidence。", "Add 材料/" + is.name + ", or leave out --require-evidence."};
        out.push_back(std::move(d));
    }
}

void check_validity(const plan& p, const source& rubric, diagnostics& out) {
    if (!p.records || !p.records->time.valid || !p.as_of) return;
    const auto& valid = *p.records->time.valid;
    if ((!valid.from || *valid.from <= *p.as_of) && (!valid.to || *p.as_of <= *valid.to)) return;
    diagnostic d;
    d.code = "FZ246";
    d.level = severity::warning;
    d.at = valid.at;
    d.file = rubric.name();
    const auto days = span_text({valid.from, valid.to});
    d.message = {
        "这份文件的有效期是" + days + "，--as-of " + date_text(*p.as_of) + "不在其中。", "the rubric is valid for " + days + ", not on " + date_text(*p.as_of)};
    d.help = {"核对日期；确要照它算的，结果仍按它算。", "see whether the day is meant; the score is computed all the same"};
    out.push_back(std::move(d));
}

}  // namespace fenze
