#include "interpreter/records/materials.hpp"

#include <algorithm>

#include "dsl/clause.hpp"
#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/facts/date.hpp"
#include "interpreter/facts/read.hpp"
#include "interpreter/records/periods.hpp"
#include "interpreter/records/trace.hpp"

namespace fenze {
namespace {

const word_list things{"材料", "资料", "复印件", "证明", "证书", "协议", "凭证", "佐证", "合同", "发票", "照片", "批文", "批复", "审计报告", "附件", "名单"};

/// Behind the first word that asks for something on paper, in 提供专利证书复印件, 须附满意度调查资料, 以审计报告为准; nothing where none does.
std::optional<std::size_t> asked_behind(std::string_view piece) {
    const word_list gives{"提供", "提交", "附", "需有", "须有", "应有", "出具", "报送", "以"};
    for (std::size_t at = 0; at < piece.size(); at += character_length(piece, at))
        for (const auto give : gives) {
            const auto behind = starts(piece.substr(at), give) ? piece.substr(at + give.size()) : std::string_view();
            if (give == "附" && starts_any(behind, {"加", "属", "近", "则", "件"})) continue;  // 附加, 附属, 附近, 附则, 附件1
            if (give == "以" && !has_any(behind, {"为准", "为依据", "为证"})) continue;
            if (has_any(behind, things)) return at + give.size();
        }
    return std::nullopt;
}

/// 佐证材料：培训通知、签到表.
bool is_headed(std::string_view piece) {
    const auto colon = piece.find(':');
    return colon != std::string_view::npos && colon <= 6 * std::string_view("材").size() && ends_any(piece.substr(0, colon), {"材料", "资料", "附件"});
}

/// The end of what a sentence gives points for handing in: 提供审计报告的得5分, but not 提供服务合同金额每100万元得1分.
std::optional<std::size_t> rewarded(std::string_view piece) {
    const auto from = asked_behind(piece);
    if (!from) return std::nullopt;
    for (auto at = *from; at < piece.size(); at += character_length(piece, at))
        for (const auto thing : things)
            if (starts(piece.substr(at), thing) && starts_any(piece.substr(at + thing.size()), {"的", "得", "计", "加"})) return at + thing.size();
    return std::nullopt;
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
            const auto stop = until(line, from, line.text.size(), {"。", ";", "|"});
            sentence(line, from, stop);
            from = stop + (stop < line.text.size() ? character_length(line.text, stop) : 0);
        }
    }

    static std::size_t until(const folded& line, std::size_t from, std::size_t end, word_list signs) {
        while (from < end && !starts_any(std::string_view(line.text).substr(from), signs)) from += character_length(line.text, from);
        return from;
    }

    /// From the piece that asks on, as far as none gives points: 需提供参展合同、发票，加盖公章.
    void sentence(const folded& line, std::size_t from, std::size_t end) {
        constexpr auto none = std::string::npos;
        auto begin = none;
        for (std::size_t at = from; at < end;) {
            const auto stop = until(line, at, end, {","});
            const auto piece = std::string_view(line.text).substr(at, stop - at);
            const bool scores = scoring_marker(text_, line.original(at, stop)).has_value();
            if (scores) {
                if (begin != none) take(line, begin, at - 1);
                begin = none;
                within_piece(line, at, stop);
            } else if (begin == none && (asked_behind(piece) || is_headed(piece))) {
                begin = at;
            }
            at = stop + (stop < end ? 1 : 0);
        }
        if (begin != none) take(line, begin, end);
    }

    /// What gives points may ask for something too: 建有制度的得5分（以文件附件为准）; 提供审计报告的得5分.
    void within_piece(const folded& line, std::size_t from, std::size_t end) {
        for (auto open = line.text.find('(', from); open < end; open = line.text.find('(', open + 1)) {
            const auto close = std::min(line.text.find(')', open), end);
            if (!asked_behind(std::string_view(line.text).substr(open + 1, close - open - 1))) continue;
            return take(line, open + 1, close);
        }
        if (const auto stop = rewarded(std::string_view(line.text).substr(from, end - from))) take(line, from, from + *stop);
    }

    void take(const folded& line, std::size_t from, std::size_t end) {
        const auto at = line.original(from, end);
        add(without_blanks(text_.slice(at)), at);
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
