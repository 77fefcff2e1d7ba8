#include "repl/talk/rule_edit.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "interpreter/below.hpp"
#include "interpreter/understanding.hpp"
#include "repl/sample.hpp"
#include "repl/steps.hpp"
#include "repl/talk/request.hpp"
#include "repl/unified_diff.hpp"

namespace fenze {

std::string rule_edit_examples(const rulebook& book, bool zh) {
    const auto& p = book.program();
    const auto item = sample_item_of(p);
    const std::string change = zh ? "改 " : "change ";
    std::string out;
    if (!item.number.empty()) out += change + item.number + " 上限 " + item.mark + "｜" + change + item.number + " 满分 " + item.mark + "｜";
    if (const auto example = sample_fact_of(p); example.counted) out += change + example.name + " 2分｜";
    return out + change + "“原来的话” 为 “新的话”";
}

namespace {

rule_edit refused(std::string zh, std::string en) { return {{}, {std::move(zh), std::move(en)}, {}}; }

/// Numbers written in a stretch of the text, in ASCII or full width, with their values.
struct figure {
    span at;
    number value;
    bool points = false;  // 分 behind it
};

std::vector<figure> figures_in(const source& text, span at) {
    std::vector<figure> out;
    const auto line = fold(text, at);
    const auto digit = [&](std::size_t i) { return i < line.text.size() && line.text[i] >= '0' && line.text[i] <= '9'; };
    for (std::size_t i = 0; i < line.text.size();) {
        if (!digit(i)) {
            i += character_length(line.text, i);
            continue;
        }
        std::size_t end = i;
        while (digit(end) || (line.text[end] == '.' && digit(end + 1))) ++end;
        if (const auto value = number::parse(line.text.substr(i, end - i)))
            out.push_back({line.original(i, end), *value, line.text.compare(end, 3, "分") == 0});
        i = end;
    }
    return out;
}

/// The one figure with this value in the words; nothing where there is none, or several that could be meant.
std::optional<span> figure_of(const source& text, span at, const number& value) {
    const auto all = figures_in(text, at);
    std::vector<figure> fit;
    for (const auto& f : all)
        if (f.value == value) fit.push_back(f);
    if (fit.size() > 1) std::erase_if(fit, [](const figure& f) { return !f.points; });
    return fit.size() == 1 ? std::optional(fit.front().at) : std::nullopt;
}

/// 20, 20分, ２０ 分.
std::optional<number> points_said(std::string_view words) {
    auto text = fold(words, {0, static_cast<std::uint32_t>(words.size())}).text;
    if (text.ends_with("分")) text.resize(text.size() - 3);
    return number::parse(text);
}

struct quoted {
    std::string_view words;
    std::size_t begin = 0, end = 0;  // with the quotes
};

std::optional<quoted> quotation(std::string_view text, std::size_t from) {
    for (std::size_t i = from; i < text.size(); ++i)
        for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"“", "”"}, {"「", "」"}, {"\"", "\""}}) {
            if (!text.substr(i).starts_with(open)) continue;
            const auto end = text.find(close, i + open.size());
            if (end == std::string_view::npos) return std::nullopt;
            return quoted{text.substr(i + open.size(), end - i - open.size()), i, end + close.size()};
        }
    return std::nullopt;
}

/// Where the mark of the heading or row is written; a section and its first item may begin in the same row.
std::optional<span> mark_of(const outline_node& from, const model_node& node) {
    if (from.at.begin == node.at.begin && name_key(from.title) == name_key(node.title) && from.mark && !from.mark->at.empty()) return from.mark->at;
    for (const auto& child : from.children)
        if (auto found = mark_of(child, node)) return found;
    return std::nullopt;
}

class rule_reader {
public:
    rule_reader(const rulebook& book, std::string_view words) : book_(book), p_(book.program()), words_(words) {}

    rule_edit read() {
        if (const auto first = quotation(words_, 0)) return by_quotation(*first);
        for (const std::string_view mark : {"：", ":"})
            if (const auto at = words_.find(mark); at != std::string_view::npos)
                return sentence(trimmed(words_.substr(0, at)), trimmed(words_.substr(at + mark.size())));
        // X 上限 20, X 满分 15, X 6分
        std::size_t cut = words_.find_last_of(' ');
        if (const auto wide = words_.rfind("　"); wide != std::string_view::npos && (cut == std::string_view::npos || wide > cut)) cut = wide;
        if (cut == std::string_view::npos) return usage();
        const auto value = points_said(words_.substr(cut));
        auto left = trimmed(words_.substr(0, cut));
        if (!value) return usage();
        constexpr std::size_t most_digits = 12;
        if (value->text().size() > most_digits) return refused("这个分数太大，不像是真的。", "This is too large to be points.");
        if (value->sign() < 0) return refused("分值不能是负数。", "points cannot be negative");
        enum class what { deduction_cap, cap, mark };
        static constexpr struct {
            std::string_view word;
            what is;
        } kinds[] = {{"扣分上限", what::deduction_cap}, {"最多扣", what::deduction_cap}, {"得分上限", what::cap}, {"的上限", what::cap}, {"上限", what::cap},
            {"封顶", what::cap}, {"最多得", what::cap}, {"最多", what::cap}, {"cap", what::cap}, {"的满分", what::mark}, {"满分", what::mark},
            {"的分值", what::mark}, {"分值", what::mark}, {"mark", what::mark}};
        for (const auto& kind : kinds)
            if (left.ends_with(kind.word)) {
                left = trimmed(left.substr(0, left.size() - kind.word.size()));
                return kind.is == what::mark ? mark(left, *value) : cap(left, *value, kind.is == what::deduction_cap, kind.word == "得分上限");
            }
        return award(left, *value);
    }

private:
    [[nodiscard]] rule_edit usage() const {
        return refused("没看懂要改什么。可写：" + rule_edit_examples(book_, true) + "。", "Write: " + rule_edit_examples(book_, false));
    }

    static rule_edit no_such(std::string_view words) {
        return refused("没有“" + std::string(words) + "”这个指标或事实。", "There is no item or fact \"" + std::string(words) + "\".");
    }

    struct target {
        std::optional<std::uint32_t> node, fact;
    };

    [[nodiscard]] target find(std::string_view words) const {
        target out;
        if (const auto items = items_named(book_, words); items.size() == 1) out.node = items.front();
        else if (const auto meant = facts_named(book_, words); meant.sure) {
            out.fact = meant.facts.front();
            if (p_.facts[*out.fact].node != no_node) out.node = p_.facts[*out.fact].node;
        }
        return out;
    }

    /// Rules that ask for the fact.
    [[nodiscard]] std::vector<std::pair<std::uint32_t, std::size_t>> rules_of(std::uint32_t fact) const {
        std::vector<std::pair<std::uint32_t, std::size_t>> out;
        for (std::uint32_t n = 0; n < p_.nodes.size(); ++n)
            for (std::size_t r = 0; r < p_.nodes[n].rules.size(); ++r) {
                const auto& facts = p_.nodes[n].rules[r].facts;
                if (std::find(facts.begin(), facts.end(), fact) != facts.end()) out.emplace_back(n, r);
            }
        return out;
    }

    [[nodiscard]] rule_edit replaced(span at, const number& value) const { return {{{at, value.text()}}, {}, {}}; }

    /// Whether the sentence takes points away, whatever its facts are.
    [[nodiscard]] bool deducts(const plan_rule& rule) const {
        fact_values open(p_.facts.size());
        const auto most = range(p_, open).of[rule.score].high;
        return most && most->sign() <= 0;
    }

    /// Behind the sentence and a bracket that belongs to it.
    [[nodiscard]] std::uint32_t end_of_sentence(span at) const {
        const auto text = book_.text().text();
        std::size_t end = at.end;
        for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"（", "）"}, {"(", ")"}}) {
            std::size_t from = end;
            while (from < text.size() && text[from] == ' ') ++from;
            if (!text.substr(from).starts_with(open)) continue;
            const auto closing = text.find(close, from), line = text.find('\n', from);
            if (closing != std::string_view::npos && closing < line) end = closing + close.size();
        }
        return static_cast<std::uint32_t>(end);
    }

    /// `of_deductions`: how much may be taken away. `plainly`: 得分上限 was said, so that no other cap can be meant.
    [[nodiscard]] rule_edit cap(std::string_view words, const number& value, bool of_deductions, bool plainly) const {
        const auto what = find(words);
        if (!what.node) return no_such(words);
        const auto& node = p_.nodes[*what.node];
        std::vector<point_step> caps;
        for (const auto& step : steps_of(p_, node)) {
            if (step.is != step_kind::cap && step.is != step_kind::mark) continue;
            if (what.fact && step.is == step_kind::cap) {
                const bool of_fact = std::any_of(step.rules.begin(), step.rules.end(), [&](std::size_t r) {
                    const auto& facts = node.rules[r].facts;
                    return std::find(facts.begin(), facts.end(), *what.fact) != facts.end();
                });
                if (!of_fact) continue;
            }
            if (!step.at.empty()) caps.push_back(step);
        }
        const bool all_deduct = !node.rules.empty() && std::all_of(node.rules.begin(), node.rules.end(), [&](const plan_rule& r) { return deducts(r); });
        const auto for_deductions = [](const point_step& step) { return step.bound.sign() < 0; };
        if (of_deductions) {
            std::erase_if(caps, [&](const point_step& step) { return !for_deductions(step); });
            if (caps.empty())
                return refused(
                    "“" + node.title + "”没有写最多扣几分。请用“改 “原来的话” 为 “新的话””加上。", "No sentence here says how much may be taken away at most.");
        } else {
            const bool only_deductions = !caps.empty() && std::all_of(caps.begin(), caps.end(), for_deductions);
            if (only_deductions && !plainly) {
                const auto now = (-caps.front().bound).display();
                const std::string of(words);
                return refused("这里的上限是最多扣" + now + "分，不是得分的上限。要改最多扣的分，写“改 " + of + " 扣分上限 " + value.text() + "”" +
                                   (all_deduct ? "。" : "；要给得分加上限，写“改 " + of + " 得分上限 " + value.text() + "”。"),
                    "Only deductions are capped here. Say which is meant: 扣分上限 or 得分上限.");
            }
            std::erase_if(caps, for_deductions);
        }
        if (caps.size() > 1) return refused("这里不止一个上限。请用“改 “原来的话” 为 “新的话””。", "There are several caps here: change the words themselves.");
        if (caps.size() == 1) {
            const auto bound = caps.front().bound.sign() < 0 ? -caps.front().bound : caps.front().bound;
            if (const auto at = figure_of(book_.text(), caps.front().at, bound)) return replaced(*at, value);
            return refused("找到了上限，却认不出是哪一个数。请用“改 “原来的话” 为 “新的话””。", "The cap's figure was not found: change the words themselves.");
        }
        if (node.rules.empty()) return refused("“" + node.title + "”自己没有计分的句子，改它下面的指标，或改满分。", "This item has no sentences of its own.");
        // none yet: behind the last sentence, in the words that a document would use
        std::vector<span> capped;
        for (const auto& rule : node.rules)
            if (all_deduct || !deducts(rule)) capped.push_back(rule.at);
        auto last = capped.front();
        for (const auto& at : capped)
            if (at.end > last.end) last = at;
        const auto end = end_of_sentence(last);
        return {{{{end, end}, (capped.size() > 1 ? "；累计不超过" : "，最多得") + value.text() + "分"}}, {}, {}};
    }

    [[nodiscard]] rule_edit mark(std::string_view words, const number& value) const {
        const bool whole = words.empty() || words == "总分";
        const auto what = find(words);
        if (whole) return refused("满分由各项分值相加；请改某一项的分值，如“改 2.3 满分 15”。", "The full mark is the sum of the items: change one of them.");
        if (!what.node) return no_such(words);
        const auto& node = p_.nodes[*what.node];
        if (!node.max) return refused("“" + node.title + "”没有写分值。", "This item has no mark.");
        if (const auto written = written_mark(node))
            if (const auto at = figure_of(book_.text(), *written, *node.max)) return replaced(*at, value);
        return refused("在标题里找不到“" + node.max->display() + "分”。请用“改 “原来的话” 为 “新的话””。",
            "The mark was not found in the heading: change the words themselves.");
    }

    [[nodiscard]] std::optional<span> written_mark(const plan_node& node) const {
        const auto& u = *book_.rubric().understood;
        for (const auto& n : u.meaning.nodes)
            if (n.id == node.id) return mark_of(u.written.root, n);
        return std::nullopt;
    }

    [[nodiscard]] rule_edit award(std::string_view words, const number& value) const {
        auto what = find(words);
        fenze::words note;
        if (!what.fact && what.node)
            // the title of the item is called like its fact: points stand in the sentence of the fact
            if (const auto meant = facts_named(book_, words); meant.sure && p_.facts[meant.facts.front()].node == *what.node) {
                what.fact = meant.facts.front();
                const auto& title = p_.nodes[*what.node].title;
                note = {"“" + title + "”是指标也是事实：改的是这一句的得分。要改这一项的分值，写“改 " + std::string(words) + " 满分 " + value.text() + "”。",
                    "The item and its fact are called the same: the sentence is changed. For the item's mark write `change " + std::string(words) + " 满分 " +
                        value.text() + "`."};
            }
        if (!what.fact) {
            if (what.node)
                return refused("改这一项的什么？写“改 " + std::string(words) + " 上限 " + value.text() + "”“改 " + std::string(words) + " 满分 " +
                                   value.text() + "”，或写这一项里一个事实的名称和分数。",
                    "Change what of this item? 上限, 满分, or name a fact.");
            return no_such(words);
        }
        const auto rules = rules_of(*what.fact);
        if (rules.size() != 1)
            return refused("这个事实用在不止一句里。请用“改 “原来的话” 为 “新的话””。", "Several sentences ask for this fact: change the words themselves.");
        const auto& rule = p_.nodes[rules.front().first].rules[rules.front().second];
        std::vector<figure> points;
        for (const auto& f : figures_in(book_.text(), rule.at))
            if (f.points) points.push_back(f);
        if (points.size() == 1) {
            auto out = replaced(points.front().at, value);
            out.note = note;
            return out;
        }
        return refused(
            "“" + rule.text + "”里不止一个分数。请用“改 “原来的话” 为 “新的话””。", "This sentence names several points: change the words themselves.");
    }

    /// 改 [2.3] “旧” 为 “新”
    [[nodiscard]] rule_edit by_quotation(const quoted& first) const {
        const auto second = quotation(words_, first.end);
        if (!second || first.words.empty()) return usage();
        const auto scope = trimmed(words_.substr(0, first.begin));
        std::optional<std::uint32_t> node;
        if (!scope.empty()) {
            node = find(scope).node;
            if (!node) return no_such(scope);
        }
        std::vector<std::uint32_t> places;
        const auto text = book_.text().text();
        for (auto at = text.find(first.words); at != std::string_view::npos; at = text.find(first.words, at + 1))
            if (!node || in_item(static_cast<std::uint32_t>(at), *node)) places.push_back(static_cast<std::uint32_t>(at));
        const std::string old(first.words);
        if (places.empty()) return refused("文件里没有“" + old + "”这几个字。请照原文写。", "The words \"" + old + "\" are not in the document.");
        if (places.size() > 1)
            return refused("“" + old + "”出现了" + std::to_string(places.size()) + "次。前面写上指标编号，或多写几个字。",
                "The words occur several times: say in which item.");
        const auto begin = places.front();
        return {{{{begin, static_cast<std::uint32_t>(begin + first.words.size())}, std::string(second->words)}}, {}, {}};
    }

    [[nodiscard]] bool in_item(std::uint32_t at, std::uint32_t node) const {
        for (std::uint32_t n = 0; n < p_.nodes.size(); ++n) {
            if (!below(p_, n, node)) continue;
            const auto heading = book_.text().line_of(p_.nodes[n].at.begin);
            if (heading.begin <= at && at < heading.end) return true;
            for (const auto& rule : p_.nodes[n].rules) {
                const auto line = book_.text().line_of(rule.at.begin);
                if (line.begin <= at && at < std::max(line.end, rule.at.end)) return true;
            }
        }
        return false;
    }

    /// 改 发明专利授权：新的一句
    [[nodiscard]] rule_edit sentence(std::string_view words, std::string_view with) const {
        auto what = find(words);
        if (!what.node) return no_such(words);
        if (with.empty()) return usage();
        fenze::words note;
        if (!what.fact && p_.nodes[*what.node].rules.size() > 1)
            if (const auto meant = facts_named(book_, words);
                meant.sure && p_.facts[meant.facts.front()].node == *what.node && rules_of(meant.facts.front()).size() == 1) {
                what.fact = meant.facts.front();
                note = {"“" + std::string(words) + "”是指标也是事实：只换这一句，这一项别的句子不动。",
                    "The item and its fact are called the same: this sentence alone is changed."};
            }
        std::vector<span> at;
        if (what.fact)
            for (const auto& [n, r] : rules_of(*what.fact)) at.push_back(p_.nodes[n].rules[r].at);
        else
            for (const auto& rule : p_.nodes[*what.node].rules) at.push_back(rule.at);
        if (at.empty()) return refused("这一项没有计分的句子。", "This item has no sentence that gives points.");
        span whole = at.front();
        for (const auto& one : at) {
            whole = cover(whole, one);
        }
        if (what.fact && at.size() > 1) return refused("这个事实用在不止一句里。请用“改 “原来的话” 为 “新的话””。", "Several sentences ask for this fact.");
        return {{{whole, std::string(with)}}, {}, note};
    }

    const rulebook& book_;
    const plan& p_;
    std::string_view words_;
};

}  // namespace

rule_edit read_rule_edit(const rulebook& book, std::string_view words) { return rule_reader(book, trimmed(words)).read(); }

namespace {

std::size_t character_begin(std::string_view text, std::size_t at) {
    while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
    return at;
}

/// A few words on either side of what differs from another line.
std::string around_difference(std::string_view line, std::string_view other) {
    constexpr std::size_t context = 60;  // bytes: some twenty characters
    std::size_t head = 0, tail = 0;
    const auto shorter = std::min(line.size(), other.size());
    while (head < shorter && line[head] == other[head]) ++head;
    while (tail < shorter - head && line[line.size() - 1 - tail] == other[other.size() - 1 - tail]) ++tail;
    const auto begin = character_begin(line, head > context ? head - context : 0);
    auto end = std::min(line.size(), line.size() - tail + context);
    if (end < line.size()) end = character_begin(line, end);
    return (begin > 0 ? "…" : "") + std::string(trimmed(line.substr(begin, end - begin))) + (end < line.size() ? "…" : "");
}

}  // namespace

std::string changed_lines(std::string_view before, std::string_view after) {
    const auto whole = unified_diff(before, after, "a", "b");
    std::string out;
    std::vector<std::string_view> gone, come;
    const auto flush = [&] {
        const bool paired = gone.size() == come.size();
        for (std::size_t i = 0; i < gone.size(); ++i) {
            out += "  - " + (paired ? around_difference(gone[i], come[i]) : std::string(gone[i])) + "\n";
            if (paired) out += "  + " + around_difference(come[i], gone[i]) + "\n";
        }
        for (std::size_t i = 0; i < come.size() && !paired; ++i) out += "  + " + std::string(come[i]) + "\n";
        gone.clear();
        come.clear();
    };
    for (std::size_t from = 0; from < whole.size();) {
        auto end = whole.find('\n', from);
        if (end == std::string::npos) end = whole.size();
        const auto line = std::string_view(whole).substr(from, end - from);
        from = end + 1;
        if (line.starts_with("---") || line.starts_with("+++") || line.empty()) continue;
        if (line.front() == '-') gone.push_back(line.substr(1));
        else if (line.front() == '+') come.push_back(line.substr(1));
        else flush();
    }
    flush();
    return out;
}

}  // namespace fenze
