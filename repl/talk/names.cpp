// The facts and items that words may name.

#include <algorithm>

#include "dsl/fold.hpp"
#include "interpreter/below.hpp"
#include "interpreter/items_called.hpp"
#include "interpreter/quantity.hpp"
#include "repl/talk/plain_words.hpp"
#include "repl/talk/request.hpp"

namespace fenze {
namespace {

constexpr std::string_view wide_blank = "　";

bool fillable(const fact& f) { return f.use != fact_use::absence; }

/// The characters of `part` in their order within `whole`.
bool in_order(std::string_view part, std::string_view whole) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < part.size();) {
        const auto n = character_length(part, i);
        at = whole.find(part.substr(i, n), at);
        if (at == std::string_view::npos) return false;
        at += n;
        i += n;
    }
    return true;
}

/// 未发生安全事故 of 发生安全事故, 无违规记录 of 违规: what stands before the typed words in the name turns them round.
bool denies_typed(const fact& f, std::string_view words) {
    if (f.kind != fact_kind::boolean) return false;
    const auto name = name_key(f.name), key = name_key(words);
    const auto at = name.find(key);
    if (at == std::string::npos || at == 0) return false;
    const auto before = std::string_view(name).substr(0, at);
    for (const std::string_view no : {"未", "无", "没有", "没", "不", "非", "零", "未发生", "未出现", "未受到", "未被"})
        if (before.ends_with(no)) return true;
    return false;
}

/// Those of the candidates whose names hold the words, whole ones first.
std::vector<std::uint32_t> holding(const plan& p, const std::vector<std::uint32_t>& among, std::string_view words) {
    const auto key = name_key(words);
    std::vector<std::uint32_t> same, out;
    if (key.empty()) return out;
    for (const auto f : among) {
        const auto name = name_key(p.facts[f].name);
        if (name == key) same.push_back(f);
        else if (name.find(key) != std::string::npos) out.push_back(f);
    }
    return same.empty() ? out : same;
}

std::vector<std::uint32_t> all_facts(const plan& p) {
    std::vector<std::uint32_t> out;
    for (std::uint32_t i = 0; i < p.facts.size(); ++i)
        if (fillable(p.facts[i])) out.push_back(i);
    return out;
}

std::vector<std::uint32_t> facts_of(const plan& p, const std::vector<std::uint32_t>& items) {
    std::vector<std::uint32_t> out;
    for (const auto i : all_facts(p))
        if (std::any_of(items.begin(), items.end(), [&](auto item) { return below(p, p.facts[i].node, item); })) out.push_back(i);
    return out;
}

facts_meant meant(std::vector<std::uint32_t> facts, bool sure) { return {std::move(facts), sure}; }

/// 2.3 发明专利: the first word an item, the rest a part of a name inside it.
facts_meant inside_item(const rulebook& book, std::string_view words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto blank = blank_at(words, i);
        if (blank == 0) continue;
        const auto items = items_named(book, words.substr(0, i));
        const auto rest = trimmed(words.substr(i + blank));
        if (items.empty() || rest.empty()) continue;
        auto found = holding(book.program(), facts_of(book.program(), items), rest);
        if (!found.empty()) {
            const bool sure = found.size() == 1;
            return meant(std::move(found), sure);
        }
    }
    return {};
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    for (bool more = true; more && !text.empty();) {
        more = false;
        if (blank(text.front())) text.remove_prefix(1), more = true;
        else if (text.starts_with(wide_blank)) text.remove_prefix(wide_blank.size()), more = true;
        if (text.empty()) break;
        if (blank(text.back())) text.remove_suffix(1), more = true;
        else if (text.ends_with(wide_blank)) text.remove_suffix(wide_blank.size()), more = true;
    }
    return text;
}

std::size_t blank_at(std::string_view text, std::size_t at) {
    if (text[at] == ' ' || text[at] == '\t') return 1;
    return text.substr(at).starts_with(wide_blank) ? wide_blank.size() : 0;
}

std::vector<std::uint32_t> items_named(const rulebook& book, std::string_view words) {
    // a blank parts a number from what follows: 1 2 is no 12
    const auto key = name_key(words);
    const bool figures = key.find_first_not_of("0123456789.") == std::string::npos;
    if (figures && words.find(' ') != std::string_view::npos) return {};
    return items_called(book.program(), words);
}

facts_meant facts_named(const rulebook& book, std::string_view words) {
    const auto& p = book.program();
    words = trimmed(words);
    if (words.empty()) return {};
    auto exact = book.index().find(words);
    std::erase_if(exact, [&](auto f) { return !fillable(p.facts[f]); });
    if (!exact.empty()) {
        const bool sure = exact.size() == 1;
        return meant(std::move(exact), sure);
    }
    if (auto inside = inside_item(book, words); !inside.facts.empty()) return inside;
    // 1 is the number of an item, no part of a name
    const bool figure = parse_quantity(words).has_value();
    auto part = figure ? std::vector<std::uint32_t>() : holding(p, all_facts(p), words);
    if (part.size() == 1 && denies_typed(p.facts[part.front()], words)) {
        facts_meant out{std::move(part), false};
        out.opposite = true;
        return out;
    }
    if (part.size() == 1 && characters(name_key(words)) >= 2) return meant(std::move(part), true);
    if (!part.empty()) return meant(std::move(part), false);
    // an item that asks for one fact only
    if (auto of_item = facts_of(p, items_named(book, words)); !of_item.empty()) {
        const bool sure = of_item.size() == 1;
        return meant(std::move(of_item), sure);
    }
    // 发明专利授权的数量, 我们的发明专利授权
    if (const auto bare = undressed(words); bare != words)
        if (auto found = facts_named(book, bare); found.sure) return found;
    std::vector<std::uint32_t> near;
    const auto key = name_key(words);
    if (characters(key) >= 3)
        for (const auto f : all_facts(p))
            if (in_order(key, name_key(p.facts[f].name))) near.push_back(f);
    if (near.empty())
        if (const auto* one = book.index().nearest(words); one && fillable(*one)) near.push_back(static_cast<std::uint32_t>(one - p.facts.data()));
    return meant(std::move(near), false);
}

}  // namespace fenze
