#include "interpreter/weights.hpp"

#include <algorithm>
#include <memory>

#include "dsl/fold.hpp"
#include "dsl/lead.hpp"
#include "dsl/phrases.hpp"
#include "dsl/problem.hpp"
#include "dsl/text.hpp"
#include "interpreter/formula.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {

void weigher::complain(const char* code, span at, words message, words help) { out_.push_back(problem_at(at, code, std::move(message), std::move(help))); }

void weigher::weights(const directive& d) {
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

bool weigher::below(std::size_t n, std::size_t above) const {
    for (std::optional<std::size_t> p = m_.nodes[n].parent; p; p = m_.nodes[*p].parent)
        if (*p == above) return true;
    return false;
}

void weigher::weigh_node(std::size_t node, const std::vector<const weight_text*>& all) {
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

// The words of a weight name a declared fact, or a part of the rubric; otherwise a mark of their own is asked for.
void weigher::weigh(const std::string& subject, span at, const number& share, span whole) {
    std::string name = subject;
    if (const auto cut = name.rfind(','); cut != std::string::npos && cut + 1 < name.size()) name = name.substr(cut + 1);
    if (starts(name, "其中") && characters(name) > 3) name.erase(0, std::string_view("其中").size());
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

void weigher::check_weights() {
    for (const auto& w : m_.total_weights) {
        if (!w.fact || scale_unsaid_.count(*w.fact) == 0 || m_.max) continue;
        diagnostic d;
        d.code = "FZ136";
        d.level = severity::warning;
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

}  // namespace fenze
