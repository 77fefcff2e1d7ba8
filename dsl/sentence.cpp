// A paragraph, sentence by sentence: each phrase with the words before it.

#include <algorithm>

#include "dsl/anchors.hpp"
#include "dsl/clause.hpp"
#include "dsl/grades.hpp"
#include "dsl/lead.hpp"
#include "dsl/outcome.hpp"
#include "dsl/pairs.hpp"
#include "dsl/phrases.hpp"
#include "dsl/reference.hpp"
#include "dsl/text.hpp"
#include "dsl/unread.hpp"

namespace fenze {
namespace {

constexpr std::string_view full_stops[] = {"。", "!", "?", "！", "？"};

// Sentences end at 。 outside quotations; the stop itself belongs to none.
std::vector<piece> split_sentences(const folded& text) {
    std::vector<piece> out;
    std::size_t from = 0;
    const std::string_view all = text.text;
    for (std::size_t i = 0; i < all.size();) {
        if (const auto q = skip_quotation(text, i); q != i) {
            i = q;
            continue;
        }
        const auto* stop = std::find_if(std::begin(full_stops), std::end(full_stops), [&](std::string_view s) { return starts(all.substr(i), s); });
        if (stop != std::end(full_stops)) {
            out.push_back({from, i});
            i += stop->size();
            // （…）。 keeps a bracket that only closes: the mark of evidence behind a stop
            from = i;
            continue;
        }
        i += character_length(all, i);
    }
    if (from < all.size()) out.push_back({from, all.size()});
    return out;
}

std::string_view between(const folded& text, std::size_t begin, std::size_t end) {
    trim_separators(text.text, begin, end);
    return std::string_view(text.text).substr(begin, end - begin);
}

// 每增加1件赋两分满分6分: an award that was not read; 每季度考核一次，满分100分 holds none.
bool holds_award_words(std::string_view lead) {
    const auto each = lead.find("每");
    if (each == std::string_view::npos) return false;
    const std::string_view behind = lead.substr(each);
    for (const std::string_view verb : {"赋", "得", "计", "加", "扣"})
        for (auto at = behind.find(verb); at != std::string_view::npos; at = behind.find(verb, at + verb.size())) {
            const auto figures = behind.substr(at + verb.size());
            if (!figures.empty() &&
                ((figures[0] >= '0' && figures[0] <= '9') || starts_any(figures, {"一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十"})) &&
                has(figures.substr(0, std::min<std::size_t>(figures.size(), 12)), "分"))
                return true;
        }
    return false;
}

class sentence_reader {
public:
    sentence_reader(folded& line, diagnostics& out) : line_(line), out_(out) {}

    sentences result;

    void read(piece s) {
        ++result.sentence_count;
        ++result.segment_count;
        const auto formula_first = read_formula(line_, s.begin, s.end);
        if (!formula_first && read_outcomes(line_, s.begin, s.end, placed())) return;
        while (auto formula = read_formula(line_, s.begin, s.end)) {
            const span at = formula->is.at;
            add(item_text{std::move(formula->is)}, at);
            s.begin = formula->end;
            if (between(line_, s.begin, s.end).empty()) return;
        }
        if (split_veto(s)) return;
        // a segment of its own may grade or veto beside segments that score
        std::size_t from = s.begin;
        bool any = false;
        std::vector<std::pair<piece, bool>> parts;
        for (std::size_t i = s.begin; i <= s.end; i += i < s.end ? character_length(line_.text, i) : 1) {
            if (i < s.end && line_.text[i] != ';') continue;
            std::vector<placed_item> found;
            const bool whole = !formula_first && from == s.begin && i == s.end;  // which was tried above
            const bool outcome = i > from && !whole && read_outcomes(line_, from, i, found);
            parts.push_back({{from, i}, outcome});
            any = any || outcome;
            from = i + 1;
        }
        if (any) {
            for (const auto& [part, outcome] : parts) {
                ++result.segment_count;
                if (outcome) read_outcomes(line_, part.begin, part.end, placed());
                else if (part.end > part.begin) read_scores(part);
            }
            return;
        }
        read_scores(s);
    }

private:
    // 发生一般事故扣5分，发生较大事故一票否决: a veto behind a comma stands apart from the points around it.
    bool split_veto(piece s) {
        const std::string_view all = line_.text;
        std::size_t from = s.begin;
        for (std::size_t i = s.begin; i <= s.end; i += i < s.end ? character_length(all, i) : 1) {
            if (i < s.end && all[i] != ',' && all[i] != ';') continue;
            const auto part = all.substr(from, i - from);
            const bool vetoes = has(part, "一票否决") || (has(part, "取消") && has(part, "资格"));
            if (vetoes && (from > s.begin || i < s.end)) {
                // 实行一票否决 alone speaks of the words before it
                std::size_t begin = from;
                std::vector<placed_item> found;
                if (!read_outcomes(line_, begin, i, found) && from > s.begin) {
                    const auto before = all.substr(s.begin, from - 1 - s.begin).rfind(',');
                    begin = before == std::string_view::npos ? s.begin : s.begin + before + 1;
                    if (!read_outcomes(line_, begin, i, found)) return false;
                }
                if (i < s.end) {
                    // 一票否决，本项计0分 says what the veto is
                    const auto behind = find_anchors(line_, {i + 1, s.end});
                    const auto* zero = behind.empty() ? nullptr : std::get_if<clause_text>(&behind.front().is);
                    if (zero && zero->award.kind == award_kind::zero) return false;
                }
                const bool scores = has_points({s.begin, begin}) || has_points({i, s.end});
                if (!scores || found.empty()) return false;
                if (begin > s.begin + 1) read({s.begin, begin - 1});
                const std::size_t known = result.items.size();
                read_outcomes(line_, begin, i, placed());
                for (std::size_t n = known; n < result.items.size(); ++n) {
                    result.items[n].sentence = result.sentence_count;
                    result.items[n].segment = result.segment_count;
                }
                if (i < s.end) read({i + 1, s.end});
                return true;
            }
            from = i + 1;
        }
        return false;
    }

    bool has_points(piece s) const {
        const auto anchors = find_anchors(line_, s);
        return std::any_of(anchors.begin(), anchors.end(), [](const anchor& a) { return is_award(a); });
    }

    void read_scores(piece s) {
        auto pairs = read_pairs(line_, s);
        for (auto& pair : pairs) {
            const span whole = pair.at;
            add(item_text{std::move(pair)}, whole);
        }
        if (!pairs.empty()) return;
        auto anchors = find_anchors(line_, s);
        if (anchors.empty()) {
            if (scores_unread(line_, s)) return complain_unread(line_, s, out_);
            before_ = s;
            result.prose.push_back(line_.original(s.begin, s.end));
            count_segments(s.begin, s.end);
            return;
        }
        open_brackets(line_, s, anchors);
        std::size_t from = s.begin;
        for (std::size_t n = 0; n < anchors.size(); ++n) {
            auto& a = anchors[n];
            const std::size_t segments = count_segments(from, a.begin);
            first_in_segment_ = segments > 0 || n == 0;
            place(a, from, n == 0, n > 0 ? &anchors[n - 1] : nullptr);
            from = a.end;
        }
        // segments behind the last ；that hold no figures are prose
        std::size_t stop = s.end;
        for (std::size_t i = from; i < s.end; ++i)
            if (line_.text[i] == ';') {
                const auto rest = std::string_view(line_.text).substr(i, s.end - i);
                if (no_figures(rest)) stop = i;
                break;
            }
        const auto tail = between(line_, from, stop);
        if (list_behind(anchors.back(), from, s.end)) return;
        if (!listed_tail(tail)) complain_tail(line_, from, stop, tail, out_);
    }

    // 出现下列情形之一的，每项扣5分：甲；乙；丙: a list without numbers, each of it a statement; the award's reader looks there for it.
    bool list_behind(const anchor& last, std::size_t from, std::size_t to) const {
        if (!is_award(last) || from >= to || line_.text[from] != ':' || result.items.empty()) return false;
        const auto* c = std::get_if<clause_text>(&result.items.back().is);
        if (!c || !has_any(c->words, {"下列", "以下", "如下"}) || !has_any(c->words, {"之一", "情形", "情况", "条件", "行为", "问题", "要求", "项"}))
            return false;
        const auto list = std::string_view(line_.text).substr(from, to - from);
        return has(list, ";") && !has(list, "每") && !has(list, "分;");
    }

    std::vector<placed_item>& placed() { return result.items; }

    std::size_t count_segments(std::size_t begin, std::size_t end) {
        std::size_t n = 0;
        for (std::size_t i = begin; i < end; ++i)
            if (line_.text[i] == ';') ++n;
        result.segment_count += n;
        return n;
    }

    // The one quantity that a sentence of words names with its figure, in the unit of the steps.
    std::optional<atom_text> target_in(piece s, const quantity_text& each) const {
        clause_text probe;
        if (read_lead(line_, s.begin, s.end, probe) || probe.each) return std::nullopt;
        std::optional<atom_text> found;
        for (const auto& group : probe.when)
            for (const auto& atom : group) {
                if (!atom.is || (atom.is->low && atom.is->high)) continue;
                const std::string& unit = (atom.is->low ? atom.is->low : atom.is->high)->amount.unit;
                if (unit != each.each.unit && !(unit == "%" && each.each.unit == "百分点") && each.each.unit != "个") continue;
                if (found) return std::nullopt;
                found = atom;
            }
        if (found) {
            found->is->bare = false;
            while (ends(found->subject, "要求") || ends(found->subject, "目标")) found->subject.resize(found->subject.size() - 6);
            found->subject_at = {};
        }
        return found;
    }

    // 考核等次降低一级；发生事故的，扣5分: words without a figure before ；are a statement of their own.
    std::size_t behind_prose(std::size_t from, std::size_t to) const {
        const auto stop = std::string_view(line_.text).substr(from, to - from).rfind(';');
        if (stop == std::string_view::npos || stop == 0) return from;
        const auto before = std::string_view(line_.text).substr(from, stop);
        return no_figures(before) && !has_any(before, {"一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", ":"}) ? from + stop + 1 : from;
    }

    void add(item_text is, span at) {
        placed_item p;
        p.is = std::move(is);
        p.sentence = result.sentence_count;
        p.segment = result.segment_count;
        p.at = at;
        result.items.push_back(std::move(p));
    }

    void place(anchor& a, std::size_t from, bool first, const anchor* before) {
        if (auto* clause = std::get_if<clause_text>(&a.is)) {
            // …得5分，同一项目按最高级别计分 leaves nothing; 提供相关材料 between two awards is no subject
            clause->starts_sentence = first;
            among_listed_ = from + 3 <= line_.text.size() && view(line_, {from, from + 3}) == "、";
            clause->starts_segment = first_in_segment_;
            clause->award.more = clause->award.more && before != nullptr;
            // 一档：语音标准。扣0分、1分: an award alone is for the sentence of words before it
            std::size_t lead_from = from, lead_to = a.begin;
            if (first && before_ && between(line_, from, a.begin).empty()) {
                lead_from = before_->begin;
                lead_to = before_->end;
            }
            lead_from = behind_prose(lead_from, lead_to);
            if (before && lead_from < lead_to && line_.text[lead_from] == '/') ++lead_from;  // 10分/二等奖8分
            auto problem = read_lead(line_, lead_from, lead_to, *clause);
            if (first && before_ && clause->each && clause->each->towards != direction::none && !clause->each->target) {
                // 完成率要求95%。每低1%扣1分: what the steps are measured from stands in the sentence before
                const bool told = std::any_of(clause->when.begin(), clause->when.end(), [](const auto& group) {
                    return std::any_of(group.begin(), group.end(), [](const atom_text& each_atom) { return each_atom.is.has_value(); });
                });
                const auto target = told ? std::nullopt : target_in(*before_, *clause->each);
                if (target) {
                    const std::string subject = clause->when.empty() ? std::string() : clause->when.back().back().subject;
                    if (subject.empty() || has(target->subject, subject)) clause->when = {{*target}};
                }
            }
            before_.reset();
            clause->at = line_.original(from, a.end);
            std::size_t begin = from, end = a.end;
            trim_separators(line_.text, begin, end);
            clause->at = line_.original(begin, a.end);
            if (problem) {
                diagnostic d;
                d.code = "FZ101";
                d.at = clause->at;
                d.message = {"读不懂这一句：" + problem->zh, "this sentence is not understood: " + problem->en};
                d.help = {"把数量写成“每N件得M分”“N件以上得M分”或“达到N件得M分”这样的话。", "write the quantity as per N, N or more, or reaching N"};
                out_.push_back(std::move(d));
                return;
            }
            if (!clause->award.label.empty() && !clause->each) {  // 10分/项
                quantity_text q;
                q.each = {"1", clause->award.label, clause->award.at};
                q.at = clause->award.at;
                clause->each = q;
            }
            const span at = clause->at;
            if (!clause->award.verb && clause->award.kind == award_kind::points && clause->award.values.size() == 1 && !clause->each &&
                clause->when.size() == 1 && clause->when[0].size() == 1 && ends(clause->when[0][0].subject, "占") && clause->when[0][0].subject.size() > 3) {
                // 平时考核占60分: the mark of a part; 设备、系统各占4分: of each
                mark_text mark;
                mark.points = clause->award.values[0];
                mark.subject = clause->when[0][0].subject.substr(0, clause->when[0][0].subject.size() - 3);
                mark.subject_at = clause->when[0][0].subject_at;
                mark.at = at;
                if (has(mark.subject, "、") && ends_any(mark.subject, {"各", "均", "分别"})) {
                    mark.subject.resize(mark.subject.size() - (ends(mark.subject, "分别") ? 6U : 3U));
                    mark.subject_at = {};
                    std::size_t from_name = 0;
                    for (const std::string whole = mark.subject + "、"; from_name < whole.size();) {
                        const auto to_name = whole.find("、", from_name);
                        mark.subject = whole.substr(from_name, to_name - from_name);
                        from_name = to_name + std::string_view("、").size();
                        if (!mark.subject.empty()) add(item_text{mark}, at);
                    }
                    return;
                }
                add(item_text{std::move(mark)}, at);
                return;
            }
            if (clause->award.bracketed && clause->words.empty() && before && is_award(*before) && a.begin == before->end)
                complain_tail(line_, from, a.end, between(line_, a.begin, a.end), out_);  // 加5分（3分、1分）
            add(std::move(a.is), at);
            return;
        }
        const auto lead = between(line_, from, a.begin);
        const span at = line_.original(a.begin, a.end);
        if (auto* cap = std::get_if<cap_text>(&a.is)) {
            cap->own_sentence = first || first_in_segment_;
            cap->lead = std::string(lead);
            cap->listed = before && !among_listed_ && is_award(*before) && view(line_, {before->end, a.begin}) == "、";
            if (starts(lead, "其中")) cap->subject = std::string(lead.substr(6));
            else if (has_any(between(line_, from, a.end), {"同一", "单项最", "单项不", "单项上", "单项得", "单次", "单篇", "单个", "单件", "同类"}) ||
                     has_any(lead, {"翻倍", "加倍", "双倍", "系数"}))
                complain_tail(line_, from, a.end, between(line_, from, a.end), out_);
        }
        if (auto* best = std::get_if<best_of_text>(&a.is))
            best->same_object = has(lead, "同一") || has(lead, "同类") || has(lead, "同年") || has(lead, "同项") || has(lead, "相同") || has(lead, "同一人") ||
                                has(lead, "重复") || has(lead, "同种");
        if (auto* part = std::get_if<proportional_text>(&a.is)) part->subject = std::string(lead);
        if (auto* mark = std::get_if<mark_text>(&a.is)) {
            mark->subject = std::string(lead);
            if (holds_award_words(lead)) complain_tail(line_, from, a.begin, lead, out_);  // 每增加1件赋两分满分6分
            std::size_t begin = from, end = a.begin;
            trim_separators(line_.text, begin, end);
            mark->subject_at = line_.original(begin, end);
        }
        // figures in front of a starting state or a mark would be lost
        if ((std::holds_alternative<start_text>(a.is) || std::holds_alternative<rounding_text>(a.is) || std::holds_alternative<expert_text>(a.is) ||
                std::holds_alternative<best_of_text>(a.is) || std::holds_alternative<adds_up_text>(a.is)) &&
            !no_figures(lead) && std::any_of(lead.begin(), lead.end(), [](char c) { return c >= '0' && c <= '9'; }))
            complain_tail(line_, from, a.begin, lead, out_);
        if (std::holds_alternative<cap_text>(a.is) &&
            (has(lead, "每") && !starts(lead, "每人") && !starts(lead, "每年") && !starts(lead, "每家") && !starts(lead, "每项")))
            complain_tail(line_, from, a.begin, lead, out_);
        add(std::move(a.is), at);
    }

    folded& line_;
    diagnostics& out_;
    bool first_in_segment_ = true;
    bool among_listed_ = false;    // the last award stands behind a 、 itself
    std::optional<piece> before_;  // a sentence of words just before, in the same paragraph
};

}  // namespace

sentences read_paragraph(const source& text, span at, const sentences& first, diagnostics& out) {
    folded line = fold(text, at, true);
    const auto written = split_sentences(line);
    for (auto s = written.rbegin(); s != written.rend(); ++s) spell_reference(line, *s);
    sentence_reader reader(line, out);
    reader.result.sentence_count = first.sentence_count;
    reader.result.segment_count = first.segment_count;
    for (const auto& s : split_sentences(line)) reader.read(s);
    return std::move(reader.result);
}

std::optional<span> scoring_marker(const source& text, span at) {
    const folded line = fold(text, at);
    for (const auto& s : split_sentences(line)) {
        std::vector<placed_item> outcomes;
        if (read_outcomes(line, s.begin, s.end, outcomes)) return outcomes.empty() ? line.original(s.begin, s.end) : outcomes.front().at;
        const auto anchors = find_anchors(line, s);
        for (const auto& a : anchors)
            if (is_award(a) || std::holds_alternative<cap_text>(a.is)) return line.original(a.begin, a.end);
    }
    return std::nullopt;
}

}  // namespace fenze
