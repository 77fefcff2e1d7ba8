#include "interpreter/panels/read_panels.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/phrases.hpp"
#include "dsl/piece.hpp"
#include "dsl/problem.hpp"
#include "dsl/text.hpp"
#include "interpreter/panels/join.hpp"

namespace fenze {
namespace {

constexpr std::size_t most_seats = 99;

/// What one clause between ； says.
struct clause_read {
    std::string subject;
    span subject_at;
    judging_part part;
    bool shared = false;  // 占30%
    span at;
};

class panel_reader {
public:
    panel_reader(const source& text, const directive& d, model& m, diagnostics& out) : text_(text), d_(d), m_(m), out_(out), line_(fold(text, d.text_at)) {}

    void read() {
        std::vector<clause_read> all;
        std::size_t from = 0;
        for (std::size_t i = 0; i <= line_.text.size();) {
            const auto rest = std::string_view(line_.text).substr(std::min(i, line_.text.size()));
            const bool stop = rest.empty() || rest[0] == ';' || starts(rest, "。");
            if (stop && i > from) {
                auto c = clause(from, i);
                if (!c) return;
                all.push_back(std::move(*c));
            }
            if (rest.empty()) break;
            i += character_length(line_.text, i);
            if (stop) from = i;
        }
        if (all.empty()) return fail(d_.at, {"“评委：”后面没有写。", "nothing follows 评委："});
        settle(std::move(all));
    }

private:
    void fail(span at, words message, words help = {}) {
        out_.push_back(problem_at(at, "FZ170", std::move(message),
            help.zh.empty() ? words{"写成“评委：5名，去掉一个最高分和一个最低分后平均”。", "write 评委：5名，去掉一个最高分和一个最低分后平均"}
                            : std::move(help)));
    }

    // 专家5名占70%，去掉最高分和最低分后平均
    std::optional<clause_read> clause(std::size_t begin, std::size_t end) {
        clause_read c;
        c.at = line_.original(begin, end);
        if (any_number(c, begin, end)) return how(c, end) ? std::optional(std::move(c)) : std::nullopt;
        for (std::size_t k = begin; k < end; k += character_length(line_.text, k)) {
            const auto amount = read_amount(line_, k, true, true);
            if (!amount || amount->end > end || !starts_any(amount->is.unit, {"名", "位", "人", "个"})) continue;
            if (starts(amount->is.unit, "个") && !starts_any(std::string_view(line_.text).substr(k), {"个评委", "个专家"}) &&
                !has_any(std::string_view(line_.text).substr(k, amount->end - k + 6), {"评委", "专家"}))
                continue;
            const auto seats = number::parse(amount->is.value).value_or(number(0)).to_int();
            if (!seats || *seats < 1 || static_cast<std::size_t>(*seats) > most_seats) {
                fail(line_.original(k, amount->end), {"评委应是1至99名。", "there are 1 to 99 judges"});
                return std::nullopt;
            }
            c.part.seats = static_cast<std::size_t>(*seats);
            std::size_t b = begin, e = k;
            trim_separators(line_.text, b, e);
            c.subject = line_.text.substr(b, e - b);
            c.subject_at = line_.original(b, e);
            tidy_subject(c);
            at_ = amount->end;
            // the unit may have taken a character of the next word: 5名评委
            if (const auto unit = line_.text.find(starts(amount->is.unit, "名")   ? "名"
                                                  : starts(amount->is.unit, "位") ? "位"
                                                  : starts(amount->is.unit, "人") ? "人"
                                                                                  : "个",
                    k);
                unit != std::string::npos)
                at_ = unit + 3;
            if (!open_ended(c)) return std::nullopt;
            return how(c, end) ? std::optional(std::move(c)) : std::nullopt;
        }
        fail(c.at, {"没有写几名评委。", "how many judges is not said"},
            {"写成“评委：5名，去掉一个最高分和一个最低分后平均”；人数不固定的，写“评委：若干名，…”或“评委：不少于5名，…”。",
                "write 评委：5名，…; where the number is not fixed, 评委：若干名，… or 评委：不少于5名，…"});
        return std::nullopt;
    }

    // 不少于5名, 5名以上, 5-7名: the number is not fixed.
    bool open_ended(clause_read& c) {
        const auto seats = c.part.seats;
        const auto cut_tail = [&](std::initializer_list<std::string_view> tails) {
            for (const auto tail : tails)
                if (ends(c.subject, tail)) return c.subject.resize(c.subject.size() - tail.size()), true;
            return false;
        };
        if (cut_tail({"不少于", "不低于", "至少", "最少"}) || skip_any({"及以上", "或以上", "(含)以上", "以上"})) {
            c.part.least = seats;
        } else if (cut_tail({"不超过", "不多于", "至多", "最多"}) || skip_any({"以内", "以下"})) {
            c.part.most = seats;
        } else if (cut_tail({"-", "至", "到", "~"})) {
            std::size_t digits = c.subject.size();
            while (digits > 0 && c.subject[digits - 1] >= '0' && c.subject[digits - 1] <= '9') --digits;
            const auto least = number::parse(std::string_view(c.subject).substr(digits)).value_or(number(0)).to_int();
            if (!least || *least < 1 || static_cast<std::size_t>(*least) > seats) {
                fail(c.at, {"读不懂有几名评委。", "the number of judges is not understood"}, {"写成“评委：5-7名，平均”。", "write 评委：5-7名，平均"});
                return false;
            }
            c.subject.resize(digits);
            c.part.least = static_cast<std::size_t>(*least);
            c.part.most = seats;
        } else {
            return true;
        }
        c.part.seats = 0;
        tidy_subject(c);
        return true;
    }

    // 专家若干名, 人数不限
    bool any_number(clause_read& c, std::size_t begin, std::size_t end) {
        const auto here = std::string_view(line_.text).substr(begin, end - begin);
        for (const std::string_view said :
            {"若干名", "若干位", "若干人", "若干", "不限人数", "人数不限", "人数不定", "不定人数", "人数不固定", "多名", "多位"}) {
            const auto at = here.find(said);
            if (at == std::string_view::npos) continue;
            std::size_t b = begin, e = begin + at;
            trim_separators(line_.text, b, e);
            c.subject = line_.text.substr(b, e - b);
            c.subject_at = line_.original(b, e);
            tidy_subject(c);
            at_ = begin + at + said.size();
            return true;
        }
        return false;
    }

    static void tidy_subject(clause_read& c) {
        for (const std::string_view tail : {":", "由", "共", "为", "人数", ","})
            while (ends(c.subject, tail)) c.subject.resize(c.subject.size() - tail.size());
    }

    bool skip(std::string_view word) {
        if (!starts(std::string_view(line_.text).substr(at_), word)) return false;
        at_ += word.size();
        return true;
    }
    bool skip_any(std::initializer_list<std::string_view> all) {
        return std::any_of(all.begin(), all.end(), [&](std::string_view w) { return skip(w); });
    }

    // Word by word to the end of the clause: what is not known is an error.
    bool how(clause_read& c, std::size_t end) {
        bool drops = false, dropping = false, each = false, mean = false, median = false, highest = false, lowest = false;
        std::size_t high = 0, low = 0, pending = 0;
        while (at_ < end) {
            if (skip("取")) {
                dropping = false;  // 去掉一个最低分，取…
                continue;
            }
            if (skip_any({",", "、", "组成", "各自打分", "分别打分", "独立打分", "逐项打分", "背靠背打分", "打分", "评分", "评审", "评委", "专家", "委员",
                    "成员", "所打", "所评", "的", "后", "再", "和", "与", "及", "以及", "其余", "剩余", "余下", "以", "按", "求", "计算", "为", "作为", "得分",
                    "最后", "最终", "该项", "分数", "均", "值"}))
                continue;
            if (const auto share = read_share()) {
                c.part.share = *share;
                c.shared = true;
            } else if (skip_any({"去掉", "去除", "剔除", "除去", "扣除", "舍去", "不计"})) {
                drops = dropping = true;
            } else if (skip("各")) {
                each = true;
            } else if (skip_any({"最高分", "最高"})) {
                if (dropping) high = std::max<std::size_t>(pending, 1);
                else highest = true;
            } else if (skip_any({"最低分", "最低"})) {
                if (dropping) low = std::max<std::size_t>(pending, 1);
                else lowest = true;
            } else if (skip_any({"平均分", "平均值", "平均数", "算术平均", "平均"})) {
                mean = true;
            } else if (skip_any({"中位数", "中位分", "中间分", "中位"})) {
                median = true;
            } else if (const auto r = read_rounding(line_, at_); r && r->end <= end) {
                c.part.places = r->is.places;
                c.part.rounding = r->is.way == "down" ? 1 : 0;
                at_ = r->end;
            } else if (const auto n = read_amount(line_, at_, true, false); n && n->end <= end && number::parse(n->is.value).value_or(number(0)).to_int()) {
                pending = static_cast<std::size_t>(*number::parse(n->is.value).value_or(number(0)).to_int());
                at_ = n->end;
                skip("个");
                if (drops && each) high = low = pending;  // 去掉最高分和最低分各2个
            } else {
                std::size_t stop = at_;
                while (stop < end && line_.text[stop] != ',') stop += character_length(line_.text, stop);
                fail(line_.original(at_, stop), {"读不懂“" + std::string(text_.slice(line_.original(at_, stop))) + "”。", "this is not understood"},
                    {"怎样合分，可写：平均；去掉一个最高分和一个最低分后平均；取中位数；取最高分；取最低分。",
                        "say 平均, 去掉一个最高分和一个最低分后平均, 取中位数, 取最高分 or 取最低分"});
                return false;
            }
        }
        const auto seats = c.part.seats;
        c.part.drop_high = high;
        c.part.drop_low = low;
        c.part.how = median ? joining::middle : highest ? joining::highest : lowest ? joining::lowest : joining::mean;
        if (int(mean || drops) + int(median) + int(highest) + int(lowest) > 1) {
            fail(c.at, {"写了不止一种合分的办法。", "more than one way to join the marks is given"});
            return false;
        }
        if (!mean && !drops && !median && !highest && !lowest && seats != 1) {
            fail(c.at,
                {"没有写" + (seats == 0 ? std::string("几") : std::to_string(seats)) + "名评委的分怎样合成一个分。",
                    "how the marks of several judges become one is not said"},
                {"在后面写“平均”“去掉一个最高分和一个最低分后平均”或“取中位数”。", "add 平均, 去掉一个最高分和一个最低分后平均 or 取中位数"});
            return false;
        }
        if (seats == 0) {
            c.part.least = std::max(c.part.least, high + low + 1);
            if (c.part.most == 0 || c.part.least <= c.part.most) return true;
        } else {
            const auto falls = fallen_of(c.part.how, high, low, seats);
            c.part.drop_high = falls.high;
            c.part.drop_low = falls.low;
            c.part.how = joining::mean;
            if (high + low < seats) return true;
        }
        fail(c.at,
            {std::to_string(std::max(seats, c.part.most)) + "名评委，去掉" + std::to_string(high + low) + "个分，就没有剩下的了。",
                "of " + std::to_string(std::max(seats, c.part.most)) + " marks none is left"},
            {"少去掉几个，或者多请几名评委。", "drop fewer marks, or take more judges"});
        return false;
    }

    std::optional<number> read_share() {
        const std::size_t back = at_;
        skip_any({"占", "权重", "权重为"});
        const auto n = read_amount(line_, at_, true, false);
        if (n && n->is.unit == "%") {
            at_ = n->end;
            skip_any({"比重", "权重"});
            return number::parse(n->is.value).value_or(number(0)) * number::fraction(1, 100);
        }
        at_ = back;
        return std::nullopt;
    }

    [[nodiscard]] bool below(std::size_t n, std::size_t above) const {
        for (std::optional<std::size_t> p = n; p; p = m_.nodes[*p].parent)
            if (*p == above) return true;
        return false;
    }
    [[nodiscard]] bool is_mark(std::size_t f) const {
        return m_.facts[f].kind == fact_kind::score && m_.facts[f].use == fact_use::score && !m_.facts[f].name.empty();
    }

    /// The marks that the words name, by name or by the item that they stand in; several names are parted by 、和.
    std::vector<std::size_t> marks_called(const std::string& words_here) const {
        std::vector<std::size_t> out;
        const auto add = [&](const std::string& key) {
            const auto before = out.size();
            for (std::size_t f = 0; f < m_.facts.size(); ++f)
                if (is_mark(f) && name_key(m_.facts[f].name) == key) out.push_back(f);
            for (std::size_t n = 1; n < m_.nodes.size() && out.size() == before; ++n) {
                if (name_key(m_.nodes[n].title) != key && m_.nodes[n].id != key && name_key(m_.nodes[n].number_text + m_.nodes[n].title) != key) continue;
                for (std::size_t f = 0; f < m_.facts.size(); ++f)
                    if (is_mark(f) && below(m_.facts[f].node, n)) out.push_back(f);
            }
            return out.size() > before;
        };
        if (add(name_key(words_here))) return out;
        std::size_t from = 0;
        for (std::size_t i = 0; i <= words_here.size();) {
            const auto rest = std::string_view(words_here).substr(i);
            const bool stop = rest.empty() || starts_any(rest, {"、", "和", "与"});
            if (stop) {
                if (i == from || !add(name_key(words_here.substr(from, i - from)))) return {};
                from = i + 3;
            }
            if (rest.empty()) break;
            i += character_length(words_here, i);
        }
        return out;
    }

    std::vector<std::size_t> marks_here() const {
        std::vector<std::size_t> out;
        for (std::size_t f = 0; f < m_.facts.size(); ++f)
            if (is_mark(f) && (d_.node == 0 || (d_.node < m_.nodes.size() && below(m_.facts[f].node, d_.node)))) out.push_back(f);
        return out;
    }

    static bool is_title(const std::string& subject) {  // of a judge: 评委, 评审专家, 专家组
        return subject.empty() || ends_any(subject, {"评委", "专家", "专家组", "评审组", "评委会", "委员", "评审员", "人员", "代表", "部门", "组"});
    }

    void settle(std::vector<clause_read> all) {
        // 管理部门3名占30%；专家7名占70%: together one mark
        if (std::any_of(all.begin(), all.end(), [](const clause_read& c) { return c.shared; })) {
            number sum;
            judging made;
            made.at = d_.text_at;
            for (auto& c : all) {
                if (!c.shared)
                    return fail(
                        c.at, {"这一组评委没有写占多少。", "the share of these judges is missing"}, {"写成“专家7名占70%，平均”。", "write 专家7名占70%，平均"});
                sum = sum + c.part.share;
                c.part.label = c.subject.empty() ? "评委" : c.subject;
                for (const auto& other : made.parts)
                    if (other.label == c.part.label) return fail(c.at, {"两组评委同名。", "two groups of judges have the same name"});
                made.parts.push_back(c.part);
            }
            if (sum != number(1))
                return fail(d_.text_at, {"各组评委的权重加起来是" + (sum * number(100)).text() + "%，不是100%。", "the shares do not add up to 100%"},
                    {"改到合计100%。", "make them add up to 100%"});
            return cover(marks_here(), made, d_.text_at);
        }
        for (auto& c : all) {
            judging made;
            made.at = c.at;
            auto marks = marks_called(c.subject);
            c.part.label = "评委";
            if (marks.empty() && is_title(c.subject)) {
                marks = marks_here();
                if (!c.subject.empty()) c.part.label = c.subject;
            }
            if (marks.empty() && !is_title(c.subject))
                return fail(c.subject_at, {"没有叫“" + c.subject + "”的打分项，也没有这样的指标。", "there is neither a mark nor an item of that name"},
                    {"照标题或事实的名称写（fenze facts 可以列出），或只写“评委：5名，平均”。",
                        "write the name as it stands (see fenze facts), or leave it out"});
            made.parts = {c.part};
            cover(marks, made, c.at);
        }
    }

    void cover(const std::vector<std::size_t>& marks, judging made, span at) {
        if (marks.empty())
            return fail(at, {"这里没有由人打分的项目。", "nothing here is marked by judges"},
                {"打分的项目是只有分值的标题、“专家评分”的句子和“事实：名称（0-10分）”。",
                    "a mark is a title with points alone, a sentence left to judgement, or 事实：name（0-10分）"});
        for (const auto f : marks) {
            const bool twice = std::any_of(m_.panels.begin(), m_.panels.end(), [&](const judging& j) { return j.fact == f; });
            if (twice)
                return fail(at, {"“" + m_.facts[f].name + "”由谁打分写了两次。", "who marks “" + m_.facts[f].name + "” is said twice"},
                    {"只留一处。", "keep one of the two"});
            const bool open = std::any_of(made.parts.begin(), made.parts.end(), [](const judging_part& part) { return part.seats == 0; });
            const bool varies = std::any_of(m_.limits.begin(), m_.limits.end(), [&](const mark_limit& l) { return l.score == f; });
            if (open && varies)
                return fail(at,
                    {"“" + m_.facts[f].name + "”的分数范围随等级而变，要逐位核对，评委的人数要写明。",
                        "the range of “" + m_.facts[f].name + "” varies: the number of judges has to be said"},
                    {"写成“评委：5名，平均”。", "write 评委：5名，平均"});
            made.fact = f;
            m_.panels.push_back(made);
        }
    }

    const source& text_;
    const directive& d_;
    model& m_;
    diagnostics& out_;
    folded line_;
    std::size_t at_ = 0;
};

}  // namespace

void read_panels(const source& text, const std::vector<directive>& all, model& m, diagnostics& out) {
    for (const auto& d : all)
        if (d.word == "评委") panel_reader(text, d, m, out).read();
}

}  // namespace fenze
