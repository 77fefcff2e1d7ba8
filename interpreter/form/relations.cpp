// 核对： relations between boxes, by the document's names.

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/facts/bind.hpp"
#include "interpreter/facts/date.hpp"
#include "interpreter/form/builder.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

struct relation_word {
    std::string_view word;
    bool equal, turned;  // turned: ≥, the sides change places
};
constexpr relation_word relation_words[] = {{"<=", false, false}, {">=", false, true}, {"≤", false, false}, {"≥", false, true}, {"不超过", false, false},
    {"不大于", false, false}, {"不小于", false, true}, {"不少于", false, true}, {"等于", true, false}, {"=", true, false}};

/// Every name of a box or of a scoring fact, longest first, so that brackets and 、 within a name do not part it.
class names {
public:
    names(form_builder& to, span at) : to_(to), at_(at) {
        for (std::size_t b = 0; b < to.made.boxes.size(); ++b) {
            all_.push_back({name_key(to.made.boxes[b].name), b, false});
            if (name_key(to.made.boxes[b].label) != all_.back().key && to.box_named(to.made.boxes[b].label) == b)
                all_.push_back({name_key(to.made.boxes[b].label), b, false});
        }
        const fact_index index(to.scoring());
        for (std::uint32_t f = 0; f < to.scoring().facts.size(); ++f) {
            const auto& is = to.scoring().facts[f];
            if (is.use != fact_use::absence && index.find(is.name).size() == 1 && !to.box_named(is.name)) all_.push_back({name_key(is.name), f, true});
        }
        std::stable_sort(all_.begin(), all_.end(), [](const entry& a, const entry& b) { return a.key.size() > b.key.size(); });
    }

    /// The text with every known name in the form ‹n›.
    [[nodiscard]] std::string marked(const std::string& folded) const {
        std::string out;
        for (std::size_t i = 0; i < folded.size();) {
            bool found = false;
            for (std::size_t n = 0; n < all_.size() && !found; ++n) {
                if (all_[n].key.empty() || folded.compare(i, all_[n].key.size(), all_[n].key) != 0) continue;
                out += "‹" + std::to_string(n) + "›";
                i += all_[n].key.size();
                found = true;
            }
            if (found) continue;
            const auto length = character_length(folded, i);
            const auto c = folded.substr(i, length);
            if (c != "“" && c != "”" && c != "\"") out += c;
            i += length;
        }
        return out;
    }

    std::shared_ptr<const formula_node> node(const std::string& name) {
        constexpr std::string_view open = "‹", close = "›";
        if (starts(name, open) && ends(name, close) && name.size() > open.size() + close.size()) {
            const auto inside = name.substr(open.size(), name.size() - open.size() - close.size());
            if (inside.find_first_not_of("0123456789") == std::string::npos) {
                const auto& is = all_[std::stoul(inside)];
                return is.scoring ? to_.node_of_scoring(static_cast<std::uint32_t>(is.index)) : to_.node_of(is.index);
            }
        }
        std::string plain = name;
        for (std::size_t n = 0; n < all_.size(); ++n) {
            const auto mark = "‹" + std::to_string(n) + "›";
            for (auto at = plain.find(mark); at != std::string::npos; at = plain.find(mark)) plain.replace(at, mark.size(), all_[n].key);
        }
        std::vector<std::string> keys;
        for (const auto& e : all_) keys.push_back(e.key);
        const auto near = nearest_of(plain, keys);
        to_.problem("FZ272", at_, {"“核对：”里的“" + plain + "”不是表单的栏目，也不是评分事实。", "\"" + plain + "\" is neither a box of the form nor a fact."},
            near ? words{"是“" + keys[*near] + "”吗？", "Did you mean \"" + keys[*near] + "\"?"} : words{"照栏目的名称写。", "Write the name of a box."});
        return nullptr;
    }

private:
    struct entry {
        std::string key;
        std::size_t index;
        bool scoring;
    };
    form_builder& to_;
    span at_;
    std::vector<entry> all_;
};

/// 2018年11月25日, 2018-11-25 → the count of its days, so that it is no subtraction.
std::string with_days(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const bool inside = i > 0 && text[i - 1] >= '0' && text[i - 1] <= '9';
        std::size_t end = i, digits = 0;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end, ++digits;
        std::size_t best = 0;
        if (digits == 4 && !inside)
            for (std::size_t stop = end; stop <= text.size() && stop < i + 20; ++stop)
                if (parse_date(std::string_view(text).substr(i, stop - i))) best = stop;
        if (best > 0) {
            out += std::to_string(*parse_date(std::string_view(text).substr(i, best - i)));
            i = best;
        } else {
            const auto length = std::max<std::size_t>(digits, character_length(text, i));
            out += text.substr(i, length);
            i += length;
        }
    }
    return out;
}

using tree = std::shared_ptr<const formula_node>;

/// Amounts in the unit of the first: 支出合计（万元） = 人员费（元） + 设备费（元）.
tree in_one_unit(const tree& of, const plan& p, std::string& unit) {
    if (of->kind == formula_node::form::fact) {
        const auto& own = p.facts[of->fact].unit;
        if (!is_money(own)) return of;
        if (unit.empty()) unit = own;
        const auto factor = convert(number(1), own, unit);
        if (!factor || *factor == number(1)) return of;
        auto constant = std::make_shared<formula_node>();
        constant->value = *factor;
        auto out = std::make_shared<formula_node>();
        out->kind = formula_node::form::multiply;
        out->parts = {of, constant};
        return out;
    }
    auto out = std::make_shared<formula_node>(*of);
    for (auto& part : out->parts) part = in_one_unit(part, p, unit);
    return out;
}

}  // namespace

void read_relation(form_builder& to, span at) {
    const std::string written = without_blanks(to.text().slice(at));
    const auto refuse = [&] {
        to.problem("FZ271", at, {"“核对：”后面读不懂。", "this relation is not understood"},
            {"写成“核对：成员总数 = 成员企业数 + 成员高校数量”或“核对：成员企业数 ≤ 成员总数”。", "write 核对：A = B + C, or 核对：A ≤ B"});
    };
    names known(to, at);
    std::string text = with_days(known.marked(name_key(written)));
    while (ends_any(text, {"。", "；", ";"})) text.resize(text.size() - (ends(text, ";") ? 1 : 3));
    const relation_word* found = nullptr;
    std::size_t where = std::string::npos;
    for (const auto& r : relation_words)
        if (const auto at_word = text.find(r.word); at_word != std::string::npos && at_word < where) where = at_word, found = &r;
    if (!found) return refuse();
    const auto left = parse_formula(std::string_view(text).substr(0, where)), right = parse_formula(std::string_view(text).substr(where + found->word.size()));
    if (!left || !right) return refuse();
    const auto by = [&](const std::string& name) { return known.node(name); };
    auto a = resolve(*left, by);
    auto b = a ? resolve(*right, by) : nullptr;
    if (!a || !b) return;
    std::string unit;
    a = in_one_unit(a, to.made.program, unit);
    b = in_one_unit(b, to.made.program, unit);
    if (found->turned) std::swap(a, b);
    to.relate(a, b, found->equal, true, at, {"“" + written + "”不成立。", "\"" + written + "\" does not hold."});
}

}  // namespace fenze
