#include <algorithm>
#include <array>

#include "dsl/clause.hpp"
#include "dsl/cursor.hpp"
#include "dsl/lead.hpp"
#include "dsl/outcome.hpp"
#include "dsl/phrases.hpp"
#include "dsl/text.hpp"

namespace fenze {
namespace {

struct anchor {
    item_text is;
    std::size_t begin = 0, end = 0;
};

struct stretch {
    std::size_t begin = 0, end = 0;
};

constexpr std::string_view full_stops[] = {"。", "!", "?", "！", "？"};

// Sentences end at 。 outside quotations; the stop itself belongs to none.
std::vector<stretch> split_sentences(const folded& text) {
    std::vector<stretch> out;
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

template <typename T>
bool try_phrase(std::optional<read<T>> found, std::size_t at, std::vector<anchor>& out) {
    if (!found || found->end <= at) return false;
    out.push_back({item_text{std::move(found->is)}, at, found->end});
    return true;
}

// All phrases of the sentence that give or govern points, in order.
std::vector<anchor> find_anchors(const folded& text, stretch s) {
    std::vector<anchor> out;
    const std::string_view all = text.text;
    for (std::size_t i = s.begin; i < s.end;) {
        if (const auto q = skip_quotation(text, i); q != i) {
            i = q;
            continue;
        }
        const std::size_t before = out.size();
        const char c = all[i];
        const auto digit = [](char d) { return d >= '0' && d <= '9'; };
        if (digit(c) && i > s.begin && digit(all[i - 1])) {  // a number is read from its first digit
            ++i;
            continue;
        }
        const bool bracket = c == '(';
        if (try_phrase(read_floor(text, i), i, out) || try_phrase(read_cap(text, i), i, out) || try_phrase(read_best_of(text, i), i, out) ||
            try_phrase(read_adds_up(text, i), i, out) || try_phrase(read_proportional(text, i), i, out) || try_phrase(read_round_up(text, i), i, out) ||
            try_phrase(read_start(text, i), i, out) || try_phrase(read_mark(text, i), i, out) || try_phrase(read_expert(text, i), i, out) ||
            try_phrase(read_rounding(text, i), i, out)) {
            i = out.back().end;
            continue;
        }
        // 最多计3项 counts only behind something that is counted
        const bool opens = !out.empty() && (i == out.back().end || all[i - 1] == ',' || all[i - 1] == ';' || all[i - 1] == '(' || bracket);
        if (opens && try_phrase(read_count_cap(text, i), i, out)) {
            i = out.back().end;
            continue;
        }
        if (auto award = read_award(text, i); award && award->end <= s.end) {
            if (award->is.bracketed && award->is.values.size() == 1 && award->end < s.end && all[award->end] == ':') {
                // 经济效益指标（20分）：利润增长…: the mark of a part
                mark_text mark;
                mark.points = award->is.values[0];
                mark.part = true;
                mark.at = award->is.at;
                out.push_back({item_text{std::move(mark)}, i, award->end + 1});
                i = award->end + 1;
                continue;
            }
            clause_text clause;
            clause.award = award->is;
            out.push_back({item_text{std::move(clause)}, i, award->end});
        }
        if (out.size() > before) {
            i = out.back().end;
        } else {
            i += bracket ? 1 : character_length(all, i);
        }
    }
    return out;
}

// Brackets with a phrase inside are no part of a name: they become commas.
void open_brackets(folded& text, stretch s, const std::vector<anchor>& anchors) {
    std::vector<std::size_t> opened;
    for (std::size_t i = s.begin; i < s.end; ++i) {
        if (text.text[i] == '(') opened.push_back(i);
        if (text.text[i] != ')') continue;
        if (opened.empty()) {
            text.text[i] = ',';
            continue;
        }
        const std::size_t from = opened.back();
        opened.pop_back();
        const auto first = std::partition_point(anchors.begin(), anchors.end(), [&](const anchor& a) { return a.begin <= from; });
        const bool holds = first != anchors.end() && first->end <= i;
        if (holds) {
            text.text[from] = ',';
            text.text[i] = ',';
        }
    }
    for (const auto open : opened) {
        const auto behind = std::partition_point(anchors.begin(), anchors.end(), [&](const anchor& a) { return a.begin <= open; });
        const bool inside = behind != anchors.begin() && open < std::prev(behind)->end;
        if (!inside) text.text[open] = ',';
    }
}

bool is_award(const anchor& a) { return std::holds_alternative<clause_text>(a.is); }

std::string_view between(const folded& text, std::size_t begin, std::size_t end) {
    trim_separators(text.text, begin, end);
    return std::string_view(text.text).substr(begin, end - begin);
}

class sentence_reader {
public:
    sentence_reader(folded& line, diagnostics& out) : line_(line), out_(out) {}

    sentences result;

    void read(stretch s) {
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
        // a segment of its own may grade or veto beside segments that score
        std::size_t from = s.begin;
        bool any = false;
        std::vector<std::pair<stretch, bool>> parts;
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
    // 优、良、中三个等级的参数分别为1、0.8、0.6: pairs in order, options of one choice.
    bool read_pairs(stretch s) {
        const std::string_view all = std::string_view(line_.text).substr(s.begin, s.end - s.begin);
        const auto at = all.find("分别为");
        if (at == std::string_view::npos || has(all.substr(0, at), ",")) return false;
        std::vector<std::string> names, values;
        std::vector<stretch> places;
        std::size_t from = s.begin;
        for (std::size_t i = s.begin; i <= s.begin + at; i += character_length(line_.text, i)) {
            const bool stop = i == s.begin + at || starts(std::string_view(line_.text).substr(i), "、");
            if (!stop) continue;
            std::string name = line_.text.substr(from, i - from);
            std::size_t until = i;
            if (i == s.begin + at) {
                // 差五个等级对应的等级参数: the last name ends where the words about all of them begin
                for (std::size_t k = from + character_length(line_.text, from); k < i; k += character_length(line_.text, k)) {
                    const auto rest = std::string_view(line_.text).substr(k, i - k);
                    if (eat<grammar::cn_number>(rest, 0) || starts(rest, "对应") || starts(rest, "的") || starts(rest, "等")) {
                        until = k;
                        break;
                    }
                }
                name = line_.text.substr(from, until - from);
            }
            names.push_back(name);
            places.push_back({from, until});
            if (i == s.begin + at) break;
            from = i + std::string_view("、").size();
        }
        std::size_t k = s.begin + at + std::string_view("分别为").size();
        while (k < s.end) {
            const auto n = eat<grammar::ascii_number>(line_.text, k);
            if (!n) return false;
            values.push_back(line_.text.substr(k, *n));
            k += *n;
            if (starts(std::string_view(line_.text).substr(k), "分")) k += 3;
            if (k >= s.end) break;
            if (!starts(std::string_view(line_.text).substr(k), "、") && line_.text[k] != ',') return false;
            k += line_.text[k] == ',' ? 1 : 3;
        }
        if (names.size() < 2 || names.size() != values.size()) return false;
        for (std::size_t n = 0; n < names.size(); ++n) {
            clause_text clause;
            atom_text atom;
            atom.subject = names[n];
            atom.subject_at = atom.at = line_.original(places[n].begin, places[n].end);
            clause.when.push_back({atom});
            clause.award.values = {values[n]};
            clause.award.verb = true;
            clause.award.unit = "分";
            clause.option = true;
            clause.starts_sentence = clause.starts_segment = n == 0;
            clause.words = names[n];
            clause.words_at = atom.at;
            clause.at = clause.award.at = line_.original(s.begin, s.end);
            const span whole = clause.at;
            add(item_text{std::move(clause)}, whole);
        }
        return true;
    }

    void read_scores(stretch s) {
        if (read_pairs(s)) return;
        auto anchors = find_anchors(line_, s);
        if (anchors.empty()) {
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
        if (!listed_tail(tail)) complain_tail(from, stop, tail);
    }

    static bool no_figures(std::string_view rest) {
        for (const char c : rest)
            if (c >= '0' && c <= '9') return false;
        for (const std::string_view w : {"除外", "不计", "不予", "不含", "每", "仅限", "不得", "累计", "封顶", "最高", "最多"})
            if (has(rest, w)) return false;
        return true;
    }

    std::vector<placed_item>& placed() { return result.items; }

    std::size_t count_segments(std::size_t begin, std::size_t end) {
        std::size_t n = 0;
        for (std::size_t i = begin; i < end; ++i)
            if (line_.text[i] == ';') ++n;
        result.segment_count += n;
        return n;
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
            clause->starts_segment = first_in_segment_;
            clause->award.more = clause->award.more && before != nullptr;
            // 一档：语音标准。扣0分、1分: an award alone is for the sentence of words before it
            std::size_t lead_from = from, lead_to = a.begin;
            if (first && before_ && between(line_, from, a.begin).empty()) {
                lead_from = before_->begin;
                lead_to = before_->end;
            }
            auto problem = read_lead(line_, lead_from, lead_to, *clause);
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
            add(std::move(a.is), at);
            return;
        }
        const auto lead = between(line_, from, a.begin);
        const span at = line_.original(a.begin, a.end);
        if (auto* cap = std::get_if<cap_text>(&a.is)) {
            cap->own_sentence = first || first_in_segment_;
        }
        if (auto* best = std::get_if<best_of_text>(&a.is))
            best->same_object = has(lead, "同一") || has(lead, "同类") || has(lead, "同年") || has(lead, "同项") || has(lead, "相同") || has(lead, "同一人") ||
                                has(lead, "重复") || has(lead, "同种");
        if (auto* part = std::get_if<proportional_text>(&a.is)) part->subject = std::string(lead);
        if (auto* mark = std::get_if<mark_text>(&a.is)) {
            mark->subject = std::string(lead);
            std::size_t begin = from, end = a.begin;
            trim_separators(line_.text, begin, end);
            mark->subject_at = line_.original(begin, end);
        }
        // figures in front of a starting state or a mark would be lost
        if ((std::holds_alternative<start_text>(a.is) || std::holds_alternative<rounding_text>(a.is) || std::holds_alternative<expert_text>(a.is) ||
                std::holds_alternative<best_of_text>(a.is) || std::holds_alternative<adds_up_text>(a.is)) &&
            !no_figures(lead) && std::any_of(lead.begin(), lead.end(), [](char c) { return c >= '0' && c <= '9'; }))
            complain_tail(from, a.begin, lead);
        if (std::holds_alternative<cap_text>(a.is) &&
            (has(lead, "每") && !starts(lead, "每人") && !starts(lead, "每年") && !starts(lead, "每家") && !starts(lead, "每项")))
            complain_tail(from, a.begin, lead);
        add(std::move(a.is), at);
    }

    void complain_tail(std::size_t begin, std::size_t end, std::string_view tail) {
        diagnostic d;
        d.code = "FZ102";
        trim_separators(line_.text, begin, end);
        d.at = line_.original(begin, end);
        d.message = {"读不懂得分之后的这些字：“" + std::string(tail) + "”。", "the words behind the award are not understood: “" + std::string(tail) + "”."};
        d.help = {"若与计分无关，请另起一句（以“。”断开）或写成“注：”；若是条件，请写在得分之前。",
            "if they do not score, make them a sentence of their own or a 注：; if they are a condition, write it before the award"};
        out_.push_back(std::move(d));
    }

    folded& line_;
    diagnostics& out_;
    bool first_in_segment_ = true;
    std::optional<stretch> before_;  // a sentence of words just before, in the same paragraph
};

}  // namespace

sentences read_paragraph(const source& text, span at, const sentences& first, diagnostics& out) {
    folded line = fold(text, at);
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
