#include "repl/talk/request.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "interpreter/below.hpp"
#include "interpreter/facts/read.hpp"
#include "interpreter/items_called.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

constexpr std::string_view wide_blank = "　";

std::size_t blank_at(std::string_view text, std::size_t at) {
    if (text[at] == ' ' || text[at] == '\t') return 1;
    return text.substr(at).starts_with(wide_blank) ? wide_blank.size() : 0;
}

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

bool digit_or_sign(std::string_view text) {
    static constexpr std::string_view signs[] = {"＋", "－", "+", "-"};
    return std::any_of(std::begin(signs), std::end(signs), [&](auto sign) { return text.starts_with(sign); });
}

/// +1, ＋2件, -1; a plain -5 is a value of a fact that may be negative, so a minus counts only where it is spaced off as a change.
int change_of(std::string_view& value, const fact* f) {
    if (!digit_or_sign(value)) return 0;
    const bool wide = value.starts_with("＋") || value.starts_with("－");
    const bool plus = value.starts_with("+") || value.starts_with("＋");
    if (!plus && f && (!f->min || f->min->sign() < 0) && f->kind != fact_kind::count && f->kind != fact_kind::amount) return 0;
    value.remove_prefix(wide ? 3 : 1);
    value = trimmed(value);
    return plus ? 1 : -1;
}

/// Whether the words are meant as a value of the fact, quietly: also one that is out of its range, or a figure in a wrong unit.
bool fits(const fact& f, std::string_view value) {
    if (value.empty()) return false;
    diagnostics problems;
    const source file("", std::string(value));
    const given g{f.path, shape::words, std::string(value), {0, static_cast<std::uint32_t>(value.size())}};
    if (bind_value(f, g, file, problems)) return true;
    if (!has_error(problems)) return true;  // said to be unknown
    const auto folded_value = fold(value, {0, static_cast<std::uint32_t>(value.size())}).text;
    const bool figure = !folded_value.empty() && ((folded_value.front() >= '0' && folded_value.front() <= '9') || folded_value.front() == '-');
    return std::all_of(problems.begin(), problems.end(), [&](const diagnostic& d) {
        return d.level != severity::error || d.code == "FZ212" || d.code == "FZ213" || d.code == "FZ214" || (d.code == "FZ210" && figure);
    });
}

bool digit(char c) { return c >= '0' && c <= '9'; }

class line_reader {
public:
    explicit line_reader(const rulebook& book) : book_(book) {}

    std::optional<said_fact> one(std::string_view line) const {
        if (auto split = by_separator(line)) return split;
        std::optional<said_fact> doubtful;
        for (const auto at : cuts(line)) {
            auto candidate = said(trimmed(line.substr(0, at)), trimmed(line.substr(at)));
            if (candidate.meant.facts.empty() || candidate.value.empty()) continue;
            if (candidate.meant.opposite) return candidate;
            if (candidate.meant.sure || std::all_of(candidate.meant.facts.begin(), candidate.meant.facts.end(),
                                            [&](auto f) { return fits(book_.program().facts[f], candidate.value); })) {
                if (candidate.meant.sure && (candidate.change != 0 || fits(book_.program().facts[candidate.meant.facts.front()], candidate.value)))
                    return candidate;
            }
            if (!doubtful && (candidate.meant.sure || parse_quantity(candidate.value))) doubtful = std::move(candidate);
        }
        if (auto whole = facts_named(book_, line); whole.sure) return said_fact{std::move(whole), std::string(line), {}, 0};
        if (auto glued = without_blank(line)) return glued;
        if (doubtful) return doubtful;
        if (auto whole = facts_named(book_, line); !whole.facts.empty()) return said_fact{std::move(whole), std::string(line), {}, 0};
        return std::nullopt;
    }

private:
    [[nodiscard]] said_fact said(std::string_view name, std::string_view value) const {
        said_fact out;
        out.meant = facts_named(book_, name);
        out.name = name;
        const fact* f = out.meant.facts.empty() ? nullptr : &book_.program().facts[out.meant.facts.front()];
        out.change = change_of(value, f);
        out.value = value;
        // of several names the one that can have this value: 行业重要性 十分重要 is no mark
        if (out.meant.facts.size() > 1 && out.change == 0 && !value.empty()) {
            std::vector<std::uint32_t> able;
            for (const auto i : out.meant.facts)
                if (fits(book_.program().facts[i], value)) able.push_back(i);
            if (able.size() == 1) out.meant = {std::move(able), true};
        }
        return out;
    }

    /// Every blank, from the last to the first: the longest name that means something goes first.
    static std::vector<std::size_t> cuts(std::string_view line) {
        std::vector<std::size_t> out;
        for (std::size_t i = 0; i < line.size(); ++i)
            if (blank_at(line, i) > 0 || (i > 0 && !digit(line[i - 1]) && (line[i] == '+' || line.substr(i).starts_with("＋")))) out.push_back(i);
        std::reverse(out.begin(), out.end());
        return out;
    }

    /// 发明专利授权：3, 发明专利授权 = 3, += too; a name may hold such a sign itself.
    [[nodiscard]] std::optional<said_fact> by_separator(std::string_view line) const {
        std::optional<said_fact> doubtful;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const auto rest = line.substr(i);
            const bool wide = rest.starts_with("：") || rest.starts_with("＝");
            if (!wide && rest.front() != ':' && rest.front() != '=') continue;
            auto name = trimmed(line.substr(0, i));
            std::string sign;
            if (name.ends_with('+') || name.ends_with('-')) {
                sign = name.back();
                name = trimmed(name.substr(0, name.size() - 1));
            }
            const auto value = sign + std::string(trimmed(rest.substr(wide ? 3 : 1)));
            auto candidate = said(name, value);
            if (value.empty()) candidate.value = "？";  // 发明专利授权： says that it is not known
            if (candidate.meant.sure) return candidate;
            if (!doubtful && !candidate.meant.facts.empty()) doubtful = std::move(candidate);
        }
        return doubtful;
    }

    /// 发明专利授权3件, 管理制度建设很完善.
    [[nodiscard]] std::optional<said_fact> without_blank(std::string_view line) const {
        std::vector<std::size_t> ends;
        for (std::size_t i = 0; i < line.size(); i += character_length(line, i)) ends.push_back(i);
        for (auto at = ends.rbegin(); at != ends.rend() && *at > 0; ++at) {
            auto candidate = said(trimmed(line.substr(0, *at)), trimmed(line.substr(*at)));
            if (candidate.meant.sure && fits(book_.program().facts[candidate.meant.facts.front()], candidate.value)) return candidate;
        }
        return std::nullopt;
    }

    const rulebook& book_;
};

/// The pieces between ， ； 、 of a line, for lines that give several facts.
std::vector<std::string_view> pieces(std::string_view line) {
    std::vector<std::string_view> out;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= line.size();) {
        std::size_t width = i == line.size() ? 1 : 0;
        for (const std::string_view mark : {"，", "；", ",", ";"})
            if (width == 0 && line.substr(i).starts_with(mark)) width = mark.size();
        if (width == 0) {
            i += character_length(line, i);
            continue;
        }
        if (const auto piece = trimmed(line.substr(from, i - from)); !piece.empty()) out.push_back(piece);
        i += width;
        from = i;
    }
    return out;
}

/// 组织活动 1次 参与活动 3次: facts one behind the other; none where they do not follow each other to the end.
std::vector<said_fact> blank_parted(const rulebook& book, const line_reader& reader, std::string_view line) {
    std::vector<said_fact> out;
    const auto good = [&](const std::optional<said_fact>& one) {
        return one && one->meant.sure && !one->value.empty() && (one->change != 0 || fits(book.program().facts[one->meant.facts.front()], one->value));
    };
    while (!line.empty()) {
        bool taken = false;
        for (std::size_t i = 0; i <= line.size() && !taken; ++i) {
            if (i < line.size() && blank_at(line, i) == 0) continue;
            auto one = reader.one(trimmed(line.substr(0, i)));
            if (!good(one)) continue;
            out.push_back(std::move(*one));
            line = trimmed(line.substr(i));
            taken = true;
        }
        if (!taken) return {};
    }
    return out;
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
    std::vector<std::uint32_t> near;
    const auto key = name_key(words);
    if (characters(key) >= 3)
        for (const auto f : all_facts(p))
            if (in_order(key, name_key(p.facts[f].name))) near.push_back(f);
    if (near.empty())
        if (const auto* one = book.index().nearest(words); one && fillable(*one)) near.push_back(static_cast<std::uint32_t>(one - p.facts.data()));
    return meant(std::move(near), false);
}

std::vector<said_fact> facts_said(const rulebook& book, std::string_view line) {
    const line_reader reader(book);
    line = trimmed(line);
    for (const std::string_view stop : {"。", "；", ";"})
        if (line.ends_with(stop)) line = trimmed(line.substr(0, line.size() - stop.size()));
    const auto usable = [](const said_fact& s) { return s.meant.sure && !s.value.empty(); };
    auto whole = reader.one(line);
    if (whole && usable(*whole) && fits(book.program().facts[whole->meant.facts.front()], whole->value)) return {std::move(*whole)};
    if (const auto parts = pieces(line); parts.size() > 1) {
        // a list of facts, where at least one of them is beyond doubt; what is not understood in it stays in the list, without a fact
        std::vector<said_fact> several;
        bool certain = false;
        for (const auto part : parts) {
            auto one = reader.one(part);
            if (!one || !usable(*one) || !fits(book.program().facts[one->meant.facts.front()], one->value))
                if (auto more = blank_parted(book, reader, part); more.size() > 1) {
                    for (auto& each : more) several.push_back(std::move(each));
                    certain = true;
                    continue;
                }
            certain = certain || (one && usable(*one) && fits(book.program().facts[one->meant.facts.front()], one->value));
            several.push_back(one && !one->value.empty() ? std::move(*one) : said_fact{{}, std::string(part), {}, 0});
        }
        if (certain) return several;
    }
    if (whole && !whole->value.empty())
        if (auto several = blank_parted(book, reader, line); !several.empty()) return several;
    if (whole) return {std::move(*whole)};
    return {};
}

}  // namespace fenze
