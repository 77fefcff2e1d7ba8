#include "interpreter/applies.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/problem.hpp"
#include "dsl/text.hpp"

namespace fenze {
namespace {

std::vector<std::string> listed(std::string_view inside) {
    std::vector<std::string> out(1);
    for (std::size_t at = 0; at < inside.size();) {
        const auto n = character_length(inside, at);
        const auto c = inside.substr(at, n);
        if (c == "|" || c == "、" || c == "/" || c == "｜") out.emplace_back();
        else out.back() += c;
        at += n;
    }
    out.erase(std::remove(out.begin(), out.end(), std::string()), out.end());
    return out;
}

void complain(const directive& said, words message, diagnostics& out) {
    out.push_back(problem_at(said.text_at, "FZ154", std::move(message),
        {"写成“适用：类别名称（甲类｜乙类）”，甲类、乙类是句子前面的标签，如“甲类：每项得2分”。",
            "write 适用：name (kind | kind), with labels that stand before sentences"}));
}

}  // namespace

void read_applies(const source& text, const directive& said, model& m, diagnostics& out) {
    const folded line = fold(text, said.text_at);
    const auto open = line.text.find('('), close = line.text.rfind(')');
    const bool bracket = open != std::string::npos && close != std::string::npos && close > open;
    const auto kinds = listed(bracket ? line.text.substr(open + 1, close - open - 1) : line.text);
    if (kinds.size() < 2) return complain(said, {"“适用：”后面要列出两类以上。", "applies to needs two kinds or more"}, out);
    fact f;
    f.name = bracket && open > 0 ? without_blanks(text.slice(line.original(0, open))) : "适用类别";
    f.path = f.name;
    f.kind = fact_kind::choice;
    f.options = kinds;
    f.at = said.text_at;
    f.text = std::string(text.slice(said.text_at));
    m.facts.push_back(std::move(f));
    const std::size_t choice = m.facts.size() - 1;
    std::vector<bool> labels(kinds.size(), false);
    for (auto& node : m.nodes) {
        // 科技金融联盟：服务企业每家得2分，走访每次得1分: the label speaks of its whole segment
        for (std::size_t n = 1; n < node.rules.size(); ++n)
            if (node.rules[n].label.empty() && node.rules[n].segment == node.rules[n - 1].segment) node.rules[n].label = node.rules[n - 1].label;
        for (const auto& label : node.zero_labels)
            if (std::any_of(kinds.begin(), kinds.end(), [&](const std::string& kind) { return name_key(kind) == name_key(label); }))
                return complain(
                    said, {"“" + label + "：”后面有“不得分”，还不能只对这一类单位不得分。", "a zero under a label cannot be kept to one kind yet"}, out);
        std::vector<cap> without;
        for (std::size_t n = 0; n < node.rules.size(); ++n)
            for (std::size_t k = 0; k < kinds.size(); ++k) {
                if (node.rules[n].label.empty() || name_key(node.rules[n].label) != name_key(kinds[k])) continue;
                labels[k] = true;
                cap none;
                none.first = n;
                none.last = n + 1;
                none.at = node.rules[n].at;
                condition others;
                others.kind = condition::form::any;
                others.at = said.text_at;
                for (std::size_t other = 0; other < kinds.size(); ++other) {
                    if (other == k) continue;
                    condition is;
                    is.kind = condition::form::option;
                    is.fact = choice;
                    is.option = other;
                    is.at = said.text_at;
                    others.parts.push_back(std::move(is));
                }
                none.zero = others.parts.size() == 1 ? others.parts[0] : std::move(others);
                without.push_back(std::move(none));
            }
        node.caps.insert(node.caps.begin(), without.begin(), without.end());  // before the caps over several
    }
    for (std::size_t k = 0; k < kinds.size(); ++k)
        if (!labels[k]) return complain(said, {"没有哪一句标着“" + kinds[k] + "：”。", "no sentence is labelled " + kinds[k]}, out);
}

}  // namespace fenze
