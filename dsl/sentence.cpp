#include <algorithm>
#include <array>

#include "dsl/clause.hpp"
#include "dsl/cursor.hpp"
#include "dsl/grades.hpp"
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
            try_phrase(read_adds_up(text, i), i, out) || try_phrase(read_interpolation(text, i), i, out) || try_phrase(read_proportional(text, i), i, out) ||
            try_phrase(read_round_up(text, i), i, out) || try_phrase(read_start(text, i), i, out) || try_phrase(read_mark(text, i), i, out) ||
            try_phrase(read_expert(text, i), i, out) || try_phrase(read_rounding(text, i), i, out)) {
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
        if (split_veto(s)) return;
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
    // 发生一般事故扣5分，发生较大事故一票否决: a veto behind a comma stands apart from the points around it.
    bool split_veto(stretch s) {
        const std::string_view all = line_.text;
        std::size_t from = s.begin;
        for (std::size_t i = s.begin; i <= s.end; i += i < s.end ? character_length(all, i) : 1) {
            if (i < s.end && all[i] != ',' && all[i] != ';') continue;
            const auto piece = all.substr(from, i - from);
            const bool vetoes = has(piece, "一票否决") || (has(piece, "取消") && has(piece, "资格"));
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

    bool has_points(stretch s) const {
        const auto anchors = find_anchors(line_, s);
        return std::any_of(anchors.begin(), anchors.end(), [](const anchor& a) { return is_award(a); });
    }

    // What scores in a way that no phrase knows: 得5（3、1）分, 甲得分×60%, 扣双倍分值, 90分以上且…的为优秀.
    bool scores_unread(stretch s) const {
        const std::string_view all = std::string_view(line_.text).substr(s.begin, s.end - s.begin);
        if (has(all, "×") && has_any(all, {"得分", "成绩", "分数", "分值"})) return true;
        if (has_any(all, {"双倍分", "加倍扣", "加倍计", "加倍得", "翻倍"})) return true;
        for (auto at = all.find("分"); at != std::string_view::npos; at = all.find("分", at + 3)) {
            if (at > 1 && all[at - 1] == ')') {
                const auto open = all.rfind('(', at);
                if (open == std::string_view::npos || open == 0) continue;
                const char before = all[open - 1], inside = all[open + 1];
                if (before >= '0' && before <= '9' && inside >= '0' && inside <= '9') return true;
            }
        }
        // 排名前10%的为优秀, 不低于90分且无重大隐患的为一级
        if (has_any(all, {"不得评为", "不能评为", "不得评定为", "降低一个等", "下降一个等", "降一个等"})) return true;
        const bool figures = !no_digits(all);
        if (has_any(all, {"分以上", "分及以上", "分以下"}) && has_any(all, {"为优秀", "为良好", "为合格", "为不合格", "为达标", "为不达标"})) return true;
        return figures && has_any(all, {"评为", "评定为", "认定为", "确定为", "的为", "定为", ",为"}) &&
               has_any(
                   all, {"为优秀", "为良好", "为合格", "为不合格", "为达标", "为不达标", "为一级", "为二级", "为三级", "为优", "为A级", "为AA", "为甲级",
                            "为先进", "为五星", "为四星", "为三星", "为一等", "为二等", "为基本合格", "为称职", "为不称职", "为“优秀", "为“合格", "为“良好"});
    }

    void complain_unread(stretch s) {
        diagnostic d;
        d.code = "FZ102";
        d.at = line_.original(s.begin, s.end);
        d.message = {"这一句里有分数或等级，但读不懂。", "there are points or grades here that are not understood."};
        d.help = {
            "写成“N件得M分”“90分以上为优秀”这样的句子；若与计分无关，写成“注：”。", "write the points or the grade with a plain condition, or make it a 注："};
        out_.push_back(std::move(d));
    }

    // 优、良、中三个等级的参数分别为1、0.8、0.6: pairs in order, options of one choice.
    bool read_pairs(stretch s) {
        const std::string_view all = std::string_view(line_.text).substr(s.begin, s.end - s.begin);
        const auto at = all.find("分别为");
        if (at == std::string_view::npos) return false;
        trim_separators(line_.text, s.begin, s.end);
        if (s.begin >= s.end) return false;
        return read_pairs_from(s, std::string_view(line_.text).substr(s.begin, s.end - s.begin).find("分别为"));
    }
    bool read_pairs_from(stretch s, std::size_t at) {
        const std::string_view all = std::string_view(line_.text).substr(s.begin, s.end - s.begin);
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
            if (scores_unread(s)) return complain_unread(s);
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

    // The one quantity that a sentence of words names with its figure, in the unit of the steps.
    std::optional<atom_text> target_in(stretch s, const quantity_text& each) const {
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
            clause->starts_segment = first_in_segment_;
            clause->award.more = clause->award.more && before != nullptr;
            // 一档：语音标准。扣0分、1分: an award alone is for the sentence of words before it
            std::size_t lead_from = from, lead_to = a.begin;
            if (first && before_ && between(line_, from, a.begin).empty()) {
                lead_from = before_->begin;
                lead_to = before_->end;
            }
            lead_from = behind_prose(lead_from, lead_to);
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
                // 平时考核占60分: the mark of a part
                mark_text mark;
                mark.points = clause->award.values[0];
                mark.subject = clause->when[0][0].subject.substr(0, clause->when[0][0].subject.size() - 3);
                mark.subject_at = clause->when[0][0].subject_at;
                mark.at = at;
                add(item_text{std::move(mark)}, at);
                return;
            }
            if (clause->award.bracketed && clause->words.empty() && before && is_award(*before) && a.begin == before->end)
                complain_tail(from, a.end, between(line_, a.begin, a.end));  // 加5分（3分、1分）
            add(std::move(a.is), at);
            return;
        }
        const auto lead = between(line_, from, a.begin);
        const span at = line_.original(a.begin, a.end);
        if (auto* cap = std::get_if<cap_text>(&a.is)) {
            cap->own_sentence = first || first_in_segment_;
            if (starts(lead, "其中")) cap->subject = std::string(lead.substr(6));
            else if (has_any(between(line_, from, a.end), {"同一", "单项最", "单项不", "单项上", "单项得", "单次", "单篇", "单个", "单件", "同类"}) ||
                     has_any(lead, {"翻倍", "加倍", "双倍", "系数"}))
                complain_tail(from, a.end, between(line_, from, a.end));
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
    folded line = fold(text, at, true);
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
