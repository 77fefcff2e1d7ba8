#include "repl/talk/request.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "interpreter/facts/read.hpp"
#include "interpreter/quantity.hpp"
#include "repl/talk/plain_words.hpp"

namespace fenze {
namespace {

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
    const auto by = trimmed(value.substr(wide ? 3 : 1));
    if (digit_or_sign(by)) return 0;  // --1 says nothing
    value = by;
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
        if (line.empty()) return std::nullopt;
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
        for (const auto reading : {&line_reader::with_verb, &line_reader::none_of, &line_reader::figure_first})
            if (auto one = (this->*reading)(line)) {
                if (one->meant.sure) return one;
                if (!doubtful) doubtful = std::move(one);
            }
        if (auto rough = rough_figure(line)) return rough;
        if (doubtful) return doubtful;
        if (auto unclear = glued_doubtful(line)) return unclear;
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
        out.value = worded_value(f, value);
        // of several names the one that can have this value: 行业重要性 十分重要 is no mark
        if (out.meant.facts.size() > 1 && out.change == 0 && !value.empty()) {
            std::vector<std::uint32_t> able;
            for (const auto i : out.meant.facts)
                if (fits(book_.program().facts[i], value)) able.push_back(i);
            if (able.size() == 1) out.meant = {std::move(able), true};
        }
        return out;
    }

    /// 3件了 is 3件; 无 of what is counted is 0, of the rest what the fact makes of it.
    [[nodiscard]] static std::string worded_value(const fact* f, std::string_view value) {
        if (const auto plain = plain_value(value); plain != value && (!f || fits(*f, plain)) && parse_quantity(plain)) value = plain;
        const bool counted = f && (f->kind == fact_kind::count || f->kind == fact_kind::amount) && !is_place(*f);
        return counted && says_none(value) ? "0" : std::string(value);
    }

    [[nodiscard]] const fact& fact_of(const said_fact& s) const { return book_.program().facts[s.meant.facts.front()]; }

    /// Whether a name goes on over the verb: 专利新增 of 专利新增数量.
    [[nodiscard]] bool part_of_name(std::string_view words) const {
        const auto found = facts_named(book_, words);
        return std::any_of(
            found.facts.begin(), found.facts.end(), [&](auto f) { return name_key(book_.program().facts[f].name).find(name_key(words)) != std::string::npos; });
    }

    /// 发明专利授权是3件, 发明专利授权增加1件.
    [[nodiscard]] std::optional<said_fact> with_verb(std::string_view line) const {
        std::optional<said_fact> doubtful;
        for (const auto& verb : verbs_in(line)) {
            const auto name = trimmed(line.substr(0, verb.begin)), value = trimmed(line.substr(verb.end));
            if (name.empty() || value.empty()) continue;
            auto candidate = said(name, value);
            if (candidate.meant.facts.empty() || candidate.change != 0) continue;
            const fact& f = fact_of(candidate);
            const bool good = verb.change == 0 ? fits(f, candidate.value) : parse_quantity(candidate.value).has_value();
            if (!good || part_of_name(line.substr(0, verb.end))) continue;
            candidate.change = verb.change;
            if (candidate.meant.sure) return candidate;
            if (!doubtful && !parse_quantity(line.substr(0, verb.begin))) doubtful = std::move(candidate);
        }
        return doubtful;
    }

    /// 没有发明专利授权: none of what is counted, 否 of what is asked with yes or no.
    [[nodiscard]] std::optional<said_fact> none_of(std::string_view line) const {
        const auto name = denied(line);
        if (name.empty()) return std::nullopt;
        auto meant = facts_named(book_, name);
        if (meant.facts.empty() || meant.opposite) return std::nullopt;
        const fact& f = book_.program().facts[meant.facts.front()];
        const bool counted = (f.kind == fact_kind::count || f.kind == fact_kind::amount) && !is_place(f);
        if (!counted && f.kind != fact_kind::boolean) return std::nullopt;
        if (f.kind == fact_kind::boolean && !denied(f.name).empty()) return std::nullopt;  // 没有无违规记录 says no one knows what
        return said_fact{std::move(meant), std::string(name), counted ? "0" : "否", 0};
    }

    /// 3件发明专利授权, 我们有3件发明专利授权, 再增加1件发明专利.
    [[nodiscard]] std::optional<said_fact> figure_first(std::string_view line) const {
        constexpr std::size_t longest_figure = 36;  // bytes, its unit with it
        std::optional<said_fact> doubtful;
        for (std::size_t i = 0; i < line.size(); i += character_length(line, i)) {
            const auto lead = trimmed(line.substr(0, i));
            if (within_figure(line, i) || facts_named(book_, lead).sure) continue;
            for (std::size_t end = i; end < line.size() && end - i <= longest_figure; end += character_length(line, end)) {
                const auto figure = line.substr(i, end - i);
                if (figure.empty() || !parse_quantity(figure)) continue;
                const auto name = trimmed(line.substr(end));
                if (characters(name_key(name)) < 2) break;
                if (within_figure(line, end) || says_about(name)) continue;
                const auto change = lead_of_figure(lead);
                // 获得发明专利授权 of 获得3件发明专利授权: the words in front may belong to the name
                for (const bool joined : {true, false}) {
                    if (joined && lead.empty()) continue;
                    auto candidate = said(joined ? std::string(lead) + std::string(name) : std::string(name), figure);
                    if (candidate.meant.facts.empty() || candidate.change != 0 || !fits(fact_of(candidate), candidate.value)) continue;
                    if (joined && !candidate.meant.sure) continue;
                    if (!candidate.meant.sure && std::any_of(name.begin(), name.end(), digit)) continue;  // 2.9 发明专利 5: the number of an item
                    if (!joined && !change && !candidate.meant.sure) continue;
                    if (!joined && !change) candidate.meant.sure = false;  // 去年3件发明专利: who knows
                    if (!joined && change) candidate.change = *change;
                    if (joined && change && *change != 0 && !holds_whole(candidate, lead)) candidate.change = *change;
                    if (!joined && !change) candidate.name = std::string(lead) + std::string(name);
                    if (candidate.meant.sure) return candidate;
                    if (!doubtful) doubtful = std::move(candidate);
                }
            }
        }
        return doubtful;
    }

    /// Between two digits, or a digit and its point.
    [[nodiscard]] static bool within_figure(std::string_view line, std::size_t at) {
        if (at == 0 || at >= line.size()) return false;
        const auto part = [](char c) { return digit(c) || c == '.' || c == ','; };
        return part(line[at - 1]) && part(line[at]);
    }

    /// 3件以上 is no 3件.
    [[nodiscard]] static bool says_about(std::string_view behind) {
        for (const std::string_view word : {"以上", "以下", "以内", "左右", "上下", "多", "余", "几", "至", "到", "-", "~", "～", "－", "—"})
            if (behind.starts_with(word)) return true;
        return false;
    }

    /// Whether the name of the fact itself has these words: 新增 of 新增发明专利.
    [[nodiscard]] bool holds_whole(const said_fact& s, std::string_view words) const {
        return name_key(fact_of(s).name).find(name_key(words)) != std::string::npos;
    }

    /// 发明专利授权约3件: the value that is no value gets its own message.
    [[nodiscard]] std::optional<said_fact> rough_figure(std::string_view line) const {
        for (std::size_t i = character_length(line, 0); i < line.size(); i += character_length(line, i)) {
            const auto value = trimmed(line.substr(i));
            const bool rough = std::any_of(std::begin(rough_words), std::end(rough_words), [&](auto word) { return value.starts_with(word); });
            if (value.empty() || within_figure(line, i)) continue;
            const bool figure = digit(value.front()) && !parse_quantity(value);
            if (!rough && !figure) continue;
            if (characters(name_key(line.substr(0, i))) < 2 || parse_quantity(line.substr(0, i))) continue;
            auto meant = facts_named(book_, line.substr(0, i));
            if (!meant.sure) continue;
            if (std::any_of(value.begin(), value.end(), digit))
                return said_fact{std::move(meant), std::string(trimmed(line.substr(0, i))), std::string(value), 0};
        }
        return std::nullopt;
    }

    static constexpr std::string_view rough_words[] = {
        "约", "大约", "大概", "近", "将近", "接近", "不到", "超过", "至少", "不少于", "差不多", "可能", "估计", "前"};

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

    /// 专利5, where several facts are about 专利.
    [[nodiscard]] std::optional<said_fact> glued_doubtful(std::string_view line) const {
        for (std::size_t i = character_length(line, 0); i < line.size(); i += character_length(line, i)) {
            if (!digit(line[i]) || within_figure(line, i) || !parse_quantity(line.substr(i))) continue;
            const auto name = trimmed(line.substr(0, i));
            if (characters(name_key(name)) < 2) return std::nullopt;
            auto candidate = said(name, line.substr(i));
            if (candidate.meant.facts.empty()) return std::nullopt;
            return candidate;
        }
        return std::nullopt;
    }

    /// 发明专利授权3件, 管理制度建设很完善.
    [[nodiscard]] std::optional<said_fact> without_blank(std::string_view line) const {
        std::vector<std::size_t> ends;
        for (std::size_t i = 0; i < line.size(); i += character_length(line, i)) ends.push_back(i);
        for (auto at = ends.rbegin(); at != ends.rend() && *at > 0; ++at) {
            if (within_figure(line, *at)) continue;
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
        for (const std::string_view mark : {"，", "；", "。", ",", ";"})
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

/// Bytes of what may part two facts of a list: a blank, 、 and 和.
std::size_t parting_at(std::string_view line, std::size_t at) {
    if (const auto blank = blank_at(line, at); blank > 0) return blank;
    for (const std::string_view mark : {"、", "以及", "还有", "和", "及", "另有"})
        if (line.substr(at).starts_with(mark)) return mark.size();
    return 0;
}

/// 组织活动 1次 参与活动 3次, 论文2篇、专利3件: facts one behind the other; none where they do not follow each other to the end.
std::vector<said_fact> one_by_one(const rulebook& book, const line_reader& reader, std::string_view line) {
    std::vector<said_fact> out;
    const auto good = [&](const std::optional<said_fact>& one) {
        return one && one->meant.sure && !one->value.empty() && (one->change != 0 || fits(book.program().facts[one->meant.facts.front()], one->value));
    };
    while (!line.empty()) {
        bool taken = false;
        for (std::size_t i = 0; i <= line.size() && !taken; ++i) {
            const auto width = i < line.size() ? parting_at(line, i) : 0;
            if (i < line.size() && width == 0) continue;
            auto one = reader.one(trimmed(line.substr(0, i)));
            if (!good(one)) continue;
            out.push_back(std::move(*one));
            line = trimmed(line.substr(i + width));
            taken = true;
        }
        if (!taken) return {};
    }
    return out;
}

}  // namespace

std::vector<said_fact> facts_said(const rulebook& book, std::string_view line) {
    const line_reader reader(book);
    line = trimmed(line);
    for (const std::string_view stop : {"。", "；", ";", "！", "!"})
        if (line.ends_with(stop)) line = trimmed(line.substr(0, line.size() - stop.size()));
    const auto usable = [](const said_fact& s) { return s.meant.sure && !s.value.empty(); };
    auto whole = reader.one(line);
    if (whole && usable(*whole) && fits(book.program().facts[whole->meant.facts.front()], whole->value)) return {std::move(*whole)};
    std::vector<said_fact> listed;
    if (const auto parts = pieces(line); parts.size() > 1) {
        // a list of facts, where at least one of them is beyond doubt; what is not understood in it stays in the list, without a fact
        std::vector<said_fact> several;
        bool certain = false;
        for (const auto part : parts) {
            auto one = reader.one(part);
            if (!one || !usable(*one) || !fits(book.program().facts[one->meant.facts.front()], one->value))
                if (auto more = one_by_one(book, reader, part); more.size() > 1) {
                    for (auto& each : more) several.push_back(std::move(each));
                    certain = true;
                    continue;
                }
            certain = certain || (one && usable(*one) && fits(book.program().facts[one->meant.facts.front()], one->value));
            several.push_back(one && !one->value.empty() ? std::move(*one) : said_fact{{}, std::string(part), {}, 0});
        }
        if (certain) return several;
        listed = std::move(several);
    }
    if (auto several = one_by_one(book, reader, line); several.size() > 1 || (whole && !whole->value.empty() && !several.empty())) return several;
    if (whole) return {std::move(*whole)};
    // a paragraph in which no fact is beyond doubt: what may be one is asked about
    const bool any = std::any_of(listed.begin(), listed.end(), [](const said_fact& s) { return !s.meant.facts.empty(); });
    return any ? listed : std::vector<said_fact>();
}

}  // namespace fenze
