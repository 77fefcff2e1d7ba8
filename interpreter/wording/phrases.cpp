#include "interpreter/wording/phrases.hpp"

#include <algorithm>
#include <optional>

#include "dsl/characters.hpp"
#include "dsl/fold.hpp"
#include "dsl/outline.hpp"
#include "dsl/text.hpp"
#include "interpreter/bind.hpp"
#include "interpreter/wording/words.hpp"

namespace fenze {
namespace {

// What a clause is to its rule, as far as its words depend on it.
enum class clause_role { option, statement };

// 发明专利 | ， | 每件 | 得5分: what stands before is the author's and stays.
struct clause_parts {
    span lead;  // without the blanks and commas behind it
    std::optional<span> quantity;
    span award;
    bool rate = false;  // 10分/项: the quantity is within the award
};
struct clause_spelling {
    std::string gap, quantity, between, award;
};

class phrase_maker {
public:
    phrase_maker(const source& text, const model& m, wording_style style) : all_(text.text()), model_(m), style_(style) {}

    std::vector<styled_phrase> phrases;

    void read(const paragraph_read& p) {
        if (p.exact) return;  // canonical words have one form
        const placed_item* before = nullptr;
        for (const auto& item : p.items) {
            if (const auto* c = std::get_if<clause_text>(&item.is)) clause(*c, before);
            if (const auto* c = std::get_if<cap_text>(&item.is)) cap(*c, before);
            if (const auto* g = std::get_if<grade_text>(&item.is)) grade(*g);
            before = &item;
        }
    }

private:
    [[nodiscard]] bool terse() const { return style_ == wording_style::terse; }
    [[nodiscard]] std::string_view slice(std::size_t begin, std::size_t end) const { return all_.substr(begin, end > begin ? end - begin : 0); }

    static bool ends_with_gap(std::string_view words, std::size_t& size) {
        for (const std::string_view gap : {" ", "\t", "　", ",", "，", "\u00a0"})
            if (ends(words, gap)) {
                size = gap.size();
                return true;
            }
        return false;
    }
    // A span read from folded text may run on over blanks.
    [[nodiscard]] span trimmed(span at) const { return trim(all_, at); }

    // Where the blanks and commas before `at` begin.
    [[nodiscard]] std::uint32_t gap_before(std::uint32_t at, std::uint32_t from) const {
        std::size_t size = 0;
        while (at > from && ends_with_gap(slice(from, at), size)) at -= static_cast<std::uint32_t>(size);
        return at;
    }

    void edit(change& to, span at, const std::string& with) const {
        if (slice(at.begin, at.end) != with) to.push_back({at, with});
    }

    // The bracket that stands right around the words, if they fill it.
    [[nodiscard]] span with_bracket(span at) const {
        for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"（", "）"}, {"(", ")"}}) {
            if (at.begin >= open.size() && slice(at.begin - open.size(), at.begin) == open && slice(at.end, at.end + close.size()) == close)
                return {at.begin - static_cast<std::uint32_t>(open.size()), at.end + static_cast<std::uint32_t>(close.size())};
        }
        return at;
    }
    [[nodiscard]] bool in_brackets(span at) const {
        const auto words = slice(at.begin, at.end);
        return (starts(words, "（") || starts(words, "(")) && (ends(words, "）") || ends(words, ")"));
    }

    [[nodiscard]] const rule* rule_of(span at) const {
        const rule* found = nullptr;
        for (const auto& n : model_.nodes)
            for (const auto& r : n.rules) {
                const bool covers = r.at.begin < at.end && at.begin < r.at.end;
                if (covers && (!found || r.at.end - r.at.begin < found->at.end - found->at.begin)) found = &r;
            }
        return found;
    }

    // 合格率不低于90%，每低1个百分点扣1分: figures stand before the step.
    [[nodiscard]] static bool measured(const clause_text& c) {
        return std::any_of(c.when.begin(), c.when.end(),
            [](const auto& group) { return std::any_of(group.begin(), group.end(), [](const atom_text& a) { return a.is.has_value(); }); });
    }

    [[nodiscard]] static clause_role role_of(const clause_text& c, const rule* r) {
        if (r && std::holds_alternative<choice_rule>(r->is)) return clause_role::option;
        return measured(c) ? clause_role::option : clause_role::statement;
    }

    // Nothing where the clause has no such parts in this order.
    [[nodiscard]] std::optional<clause_parts> parts_of(const clause_text& c) const {
        clause_parts out;
        out.award = c.award.bracketed ? trimmed(c.award.at) : with_bracket(trimmed(c.award.at));
        constexpr std::string_view of = "的";  // 不足60%的不得分: belongs to the words before
        if (starts(slice(out.award.begin, out.award.end), of)) out.award = trimmed({out.award.begin + static_cast<std::uint32_t>(of.size()), out.award.end});
        out.rate = c.each && c.each->at == c.award.at;
        if (out.award.empty() || out.award.begin < c.at.begin || (out.rate && c.each->each.value != "1")) return std::nullopt;
        if (c.each && !out.rate && c.each->at_end && !c.each->at.empty() && c.each->at.begin >= c.at.begin && c.each->at.end <= out.award.begin &&
            starts_any(slice(c.each->at.begin, c.each->at.end), {"每", "一"}) && gap_before(out.award.begin, c.each->at.end) == c.each->at.end)
            out.quantity = trimmed(c.each->at);
        out.lead = {c.at.begin, gap_before(out.quantity ? out.quantity->begin : out.award.begin, c.at.begin)};
        return out;
    }

    // Whether official words pause behind the lead: 设立办公室，得2分, 发明专利，每件得5分, but 很完善得9分, 800万元以上得6分.
    [[nodiscard]] bool pauses(const clause_text& c, const clause_parts& parts, const rule* r) const {
        const auto lead = slice(parts.lead.begin, parts.lead.end);
        if (has(lead, "，") || has(lead, ",") || ends(lead, "的")) return true;
        if (parts.quantity || parts.rate) return c.each->towards == direction::none || measured(c);
        constexpr std::uint32_t short_lead = 4;
        return !c.each && role_of(c, r) == clause_role::statement && characters(lead) > short_lead;
    }

    [[nodiscard]] change spelled(const clause_parts& parts, const clause_spelling& as) const {
        change out;
        if (!parts.lead.empty()) edit(out, {parts.lead.end, parts.quantity ? parts.quantity->begin : parts.award.begin}, as.gap);
        if (parts.quantity) {
            edit(out, *parts.quantity, as.quantity);
            edit(out, {parts.quantity->end, parts.award.begin}, as.between);
        }
        edit(out, parts.award, parts.rate ? as.quantity + as.between + as.award : as.award);
        return out;
    }

    // 很完善 9 分 比较完善 6 分: a blank alone between two clauses is a comma.
    [[nodiscard]] std::optional<span> blank_before(const clause_text& c, const placed_item* before) const {
        if (!before) return std::nullopt;
        const span gap{trimmed(before->at).end, c.at.begin};
        const bool blank = gap.begin < gap.end && trimmed(gap).empty() && gap_before(gap.end, gap.begin) == gap.begin;
        return blank ? std::optional(gap) : std::nullopt;
    }

    // 年产值 1600万元以上 6 分: between what is compared and its figures.
    [[nodiscard]] std::optional<span> behind_subject(const clause_text& c, const clause_parts& parts) const {
        if (c.each || c.when.size() != 1 || c.when[0].size() != 1 || !c.when[0][0].is || c.when[0][0].subject.empty()) return std::nullopt;
        const span subject = trimmed(c.when[0][0].subject_at), figures = c.when[0][0].is->at;
        if (subject.empty() || subject.begin < parts.lead.begin || subject.end > figures.begin || figures.end > parts.lead.end) return std::nullopt;
        const span gap{subject.end, figures.begin};
        return trimmed(gap).empty() ? std::optional(gap) : std::nullopt;
    }

    void clause(const clause_text& c, const placed_item* before) {
        const rule* r = rule_of(c.at);
        styled_phrase p;
        p.at = c.at;
        p.family = r ? r->family : "other";
        if (r && r->take && p.family == "per_unit") p.family = "deduction";
        const bool option = role_of(c, r) == clause_role::option;
        const auto official = award_words(c.award, option, false);
        const auto parts = parts_of(c);
        if (parts && !official.empty()) {
            p.known = true;
            std::vector<clause_spelling> all;
            const std::string written = parts->quantity ? std::string(slice(parts->quantity->begin, parts->quantity->end)) : "";
            const std::string each = parts->rate ? "每" + c.each->each.unit : parts->quantity ? quantity_words(*c.each, written) : "";
            const bool once = starts(written, "一");
            if (terse()) {
                auto words = award_words(c.award, option, true);
                // 达到 25 分 alone would be points reached, not points given
                if (words.size() > 1 && r && std::holds_alternative<ratio_rule>(r->is)) words.erase(words.begin());
                for (const std::string gap : {" ", "，"})  // a heading's title ends at the comma
                    for (const auto& w : words) all.push_back({gap, each, " ", w});
                if (once) all.push_back({"", written, " ", words.front()});  // 缺一次 扣 1 分: where 每 cannot take the place of 一
                p.own = all.size();
            }
            const bool pause = pauses(c, *parts, r);
            for (const std::string gap : {pause ? "，" : "", pause ? "" : "，"})
                for (const auto& w : official) all.push_back({gap, each, "", w});
            if (once && !terse()) all.push_back({"", written, "", official.front()});
            if (!terse()) {
                p.own = all.size();
                // A每条1分、B每条0.5分: what bears neither pause nor verb is at least written without blanks
                if (const auto bare = bare_award(c.award); !bare.empty() && !parts->rate) all.push_back({"", written, "", bare});
            }
            const auto gap = blank_before(c, before), inner = behind_subject(c, *parts);
            for (const bool apart : {true, false}) {
                if (apart && !inner) continue;
                for (const auto& as : all) {
                    p.choices.push_back(spelled(*parts, as));
                    if (gap) edit(p.choices.back(), *gap, "，");
                    if (apart) edit(p.choices.back(), *inner, terse() ? " " : "");
                    if (apart && p.choices.size() == p.own) break;
                }
            }
            if (inner) p.own *= 2;
        }
        phrases.push_back(std::move(p));
    }

    void cap(const cap_text& c, const placed_item* before) {
        styled_phrase p;
        p.at = c.at;
        p.family = "cap";
        auto words = cap_words_in(c, terse());
        p.own = words.size();
        if (terse())
            for (auto& w : cap_words_in(c, false)) words.push_back(std::move(w));
        if (!words.empty() && !c.at.empty()) {
            p.known = true;
            span inner = trimmed(c.at);
            const bool bracket = in_brackets(inner);
            if (bracket) inner = {inner.begin + (all_[inner.begin] == '(' ? 1U : 3U), inner.end - (all_[inner.end - 1] == ')' ? 1U : 3U)};
            const std::uint32_t behind = before ? trimmed(before->at).end : 0;
            for (const auto& as : words) {
                change one;
                edit(one, inner, as);
                if (before && !bracket && behind <= inner.begin && gap_before(inner.begin, behind) == behind)
                    edit(one, {behind, inner.begin}, terse() && p.choices.size() < p.own ? " " : "，");
                p.choices.push_back(std::move(one));
            }
        }
        phrases.push_back(std::move(p));
    }

    // 90分以上为优秀, in both styles: a grade without its verb is no grade.
    void grade(const grade_text& g) {
        styled_phrase p;
        p.at = g.at;
        p.family = "grade";
        const span is = trimmed(g.is.at), whole = trimmed(g.at);
        p.own = 1;
        if (g.rest) {
            p.known = true;
            p.choices.emplace_back();
        } else if (!is.empty() && whole.begin <= is.begin && is.end <= whole.end) {
            const auto behind = slice(is.end, whole.end);
            const auto name = behind.find(g.name);
            const std::string ahead = without_blanks(slice(whole.begin, is.begin));
            change one;
            if (name != std::string_view::npos && is_grade_link(without_blanks(behind.substr(0, name)))) {
                p.known = true;
                edit(one, {is.end, is.end + static_cast<std::uint32_t>(name)}, "为");
                p.choices.push_back(std::move(one));
            } else if (starts(ahead, g.name) && is_label_link(ahead.substr(g.name.size())) && is_any(behind, {"", "）", ")"})) {
                p.known = true;
                edit(one, whole, std::string(slice(is.begin, is.end)) + "为" + g.name);
                p.choices.push_back(std::move(one));
            }
        }
        phrases.push_back(std::move(p));
    }

    std::string_view all_;
    const model& model_;
    wording_style style_;
};

}  // namespace

std::vector<styled_phrase> styled_phrases(const source& text, wording_style style) {
    diagnostics unused;
    const document_tree tree = outline(text, unused);
    std::vector<styled_phrase> out;
    for (const auto& rubric : tree.rubrics) {
        const bound meaning = bind(text, rubric, unused);
        phrase_maker make(text, meaning.meaning, style);
        for (const auto& p : meaning.paragraphs) make.read(p);
        for (const auto& d : rubric.directives)
            if (d.word == "等级") make.read({d.text_at, 0, read_paragraph(text, d.text_at, {}, unused).items, false});
        out.insert(out.end(), std::make_move_iterator(make.phrases.begin()), std::make_move_iterator(make.phrases.end()));
    }
    return out;
}

}  // namespace fenze
