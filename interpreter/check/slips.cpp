// Characters and words that no reading stumbled over and that are wrong all the same: 累计不超过6份, 2一3项 in a target, 二） without its bracket,
// 不少于3项以下.

#include <algorithm>

#include "dsl/characters.hpp"
#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/check/checks.hpp"
#include "interpreter/check/letters.hpp"

namespace fenze {
namespace {

class slips_check {
public:
    explicit slips_check(review& r) : r_(r) {}

    void run() {
        const std::string_view all = r_.text.text();
        const std::uint32_t to = r_.end;
        for (std::uint32_t at = r_.written.title_at.begin; at < to && at < all.size();) {
            const span line = r_.text.line_of(at);
            at = line.end + 1;
            if (starts(r_.text.slice(line), "#")) continue;
            if (const auto* d = directive_line(line)) {
                const auto line_letters = letters_of(r_.text, d->text_at);
                if (d->word == "满分") full_mark(line_letters);
                else if (d->word != "例")
                    for (std::size_t i = 0; i < line_letters.size(); ++i) dash(line_letters, i);
                continue;
            }
            look(line);
        }
    }

private:
    [[nodiscard]] const directive* directive_line(span line) const {
        for (const auto& d : r_.written.directives)
            if (d.at.begin >= line.begin && d.at.begin <= line.end) return &d;
        return nullptr;
    }

    /// 满分：10O分, 满分：100份
    void full_mark(const std::vector<letter>& all) {
        std::size_t n = 0;
        std::string mended;
        while (n < all.size() && (is_digit(all[n].is) || is_any(all[n].is, {"O", "o", "〇", "Ｏ", "l", "I", "|"}))) {
            mended += is_digit(all[n].is) ? std::string(all[n].is) : is_any(all[n].is, {"l", "I", "|"}) ? "1" : "0";
            ++n;
        }
        if (n == 0) return;
        std::size_t to = n;
        if (n < all.size() && is_any(all[n].is, {"份", "芬", "兮", "纷"})) to = n + 1;
        if (text_of(all, 0, n) == mended && to == n) return;
        if (to == n && n < all.size() && all[n].is == "分") to = n + 1;
        tell(span_of(all, 0, to), text_of(all, 0, to), mended + "分");
    }

    void look(span line) {
        const auto all = letters_of(r_.text, line);
        open_number(all);
        example(all, line);
        if (!has_any(r_.text.slice(line), {"分", "份", "芬", "兮", "公", "今", "令", "介", "|"})) return;
        for (std::size_t i = 0; i < all.size(); ++i) {
            points(all, i, line);
            mark(all, i);
            figure(all, i);
            points_figure(all, i);
            unit(all, i);
            dash(all, i);
        }
        boundary(line);
        same_side(line);
    }

    void tell(span at, const std::string& is, const std::string& meant) { tell_slip(r_, at, is, meant); }

    /// 累计不超过6份, where nothing is counted in 份.
    void points(const std::vector<letter>& all, std::size_t i, span line) {
        const bool alike = is_any(all[i].is, {"公", "今", "令", "介", "汾", "坋", "氛", "盼"});  // words of their own, elsewhere
        if ((!alike && !is_any(all[i].is, {"份", "芬", "兮", "纷", "吩"})) || i == 0 || !is_digit(all[i - 1].is)) return;
        std::size_t from = i;
        while (from > 0 && (is_digit(all[from - 1].is) || all[from - 1].is == ".")) --from;
        const std::string before = text_of(all, from > 8 ? from - 8 : 0, from);
        const bool closes = i + 1 == all.size() || is_any(all[i + 1].is, {"；", ";", "。", "，", ",", "|"});
        if (alike && !closes) return;
        if (!(closes && ends_any(before, {"得", "扣", "奖励", "计", "加"})) &&
            !ends_any(before, {"不超过", "最多", "最高", "上限为", "上限", "封顶", "最多得", "最高得", "最多加", "最高加", "最多计", "最高计", "基础上增加",
                                  "基础上加", "满分", "满分为", "累计不超过"}))
            return;
        const std::string_view whole = r_.text.slice(line);
        std::size_t count = 0;
        for (auto at = whole.find(all[i].is); at != std::string_view::npos; at = whole.find(all[i].is, at + 1)) ++count;
        if (count > 1) return;
        tell(span_of(all, from, i + 1), text_of(all, from, i + 1), text_of(all, from, i) + "分");
    }

    /// 培训（10份）: where a heading or a cell ends.
    void mark(const std::vector<letter>& all, std::size_t i) {
        if (!is_any(all[i].is, {"份", "芬", "兮", "纷"}) || i < 2 || !is_digit(all[i - 1].is) || i + 1 >= all.size() || !is_any(all[i + 1].is, {"）", ")"}))
            return;
        if (i + 2 < all.size() && !is_any(all[i + 2].is, {"|", "：", ":"})) return;
        std::size_t from = i;
        while (from > 0 && (is_digit(all[from - 1].is) || all[from - 1].is == ".")) --from;
        if (from == 0 || !is_any(all[from - 1].is, {"（", "("})) return;
        tell(span_of(all, from, i + 1), text_of(all, from, i + 1), text_of(all, from, i) + "分");
    }

    /// 培训（1O分）
    void figure(const std::vector<letter>& all, std::size_t i) {
        if (!is_any(all[i].is, {"（", "("})) return;
        std::size_t to = i + 1, digits = 0, letters = 0;
        std::string mended;
        for (; to < all.size(); ++to) {
            if (is_digit(all[to].is)) ++digits, mended += all[to].is;
            else if (is_any(all[to].is, {"O", "o", "〇", "Ｏ"})) ++letters, mended += "0";
            else if (is_any(all[to].is, {"l", "I"})) ++letters, mended += "1";
            else break;
        }
        if (digits + letters < 1 || letters == 0 || to + 1 >= all.size() || all[to].is != "分" || !is_any(all[to + 1].is, {"）", ")"})) return;
        if (to + 2 < all.size() && !is_any(all[to + 2].is, {"|", "：", ":"})) return;
        tell(span_of(all, i + 1, to), text_of(all, i + 1, to), mended);
    }

    /// 得O.5分, 扣1O分: a figure with letters, which the sentence could not be read for.
    void points_figure(const std::vector<letter>& all, std::size_t i) {
        if (i == 0 || !is_any(all[i - 1].is, {"得", "扣", "加", "计", "减", "过", "高", "多"})) return;
        std::size_t to = i, digits = 0, letters = 0;
        std::string mended;
        for (; to < all.size(); ++to) {
            if (is_digit(all[to].is)) ++digits, mended += all[to].is;
            else if (all[to].is == ".") mended += ".";
            else if (is_any(all[to].is, {"O", "o", "〇", "Ｏ"})) ++letters, mended += "0";
            else if (is_any(all[to].is, {"l", "I"})) ++letters, mended += "1";
            else break;
        }
        if (digits == 0 || letters == 0 || to >= all.size() || all[to].is != "分" || !number::parse(mended)) return;
        const span at = span_of(all, i, to);
        const std::string is = text_of(all, i, to);
        if (r_.told("FZ318", at) || r_.heard(at, "FZ105")) return;  // said already, with what is meant
        r_.add("FZ318", severity::warning, at, {"“" + is + "”疑为“" + mended + "”。", "“" + is + "” is probably “" + mended + "”"},
            {"改成“" + mended + "”。", "write “" + mended + "”"});
    }

    /// 800方元, 10忆元
    void unit(const std::vector<letter>& all, std::size_t i) {
        if (i == 0 || !is_digit(all[i - 1].is) || i + 1 >= all.size()) return;
        const bool wan = is_any(all[i].is, {"方", "力", "刀"}), yi = is_any(all[i].is, {"忆", "艺", "议"});
        const bool yuan = is_any(all[i + 1].is, {"元", "圆"}), lost = is_any(all[i].is, {"万", "亿"}) && is_any(all[i + 1].is, {"无", "兀", "园"});
        if (!((wan || yi) && yuan) && !lost) return;
        tell(span_of(all, i, i + 2), text_of(all, i, i + 2), lost ? std::string(all[i].is) + "元" : wan ? "万元" : "亿元");
    }

    /// 5一9个
    void dash(const std::vector<letter>& all, std::size_t i) {
        if (!is_any(all[i].is, {"一", "ー", "丨", "ㄧ"}) || i == 0 || i + 1 >= all.size() || !is_digit(all[i - 1].is) || !is_digit(all[i + 1].is)) return;
        std::size_t from = i, to = i + 1;
        while (from > 0 && (is_digit(all[from - 1].is) || all[from - 1].is == ".")) --from;
        while (to < all.size() && (is_digit(all[to].is) || all[to].is == ".")) ++to;
        tell(span_of(all, from, to), text_of(all, from, to), text_of(all, from, i) + "-" + text_of(all, i + 1, to));
    }

    /// 列：举办培训 3 → 6分: an example that does not say so is prose.
    void example(const std::vector<letter>& all, span line) {
        if (!has(r_.text.slice(line), "→")) return;
        std::size_t i = 0;
        while (i < all.size() && i < 3 && !is_any(all[i].is, {"：", ":"})) ++i;
        if (i == 0 || i >= all.size() || !is_any(all[i].is, {"：", ":"})) return;
        tell(span_of(all, 0, i + 1), text_of(all, 0, i + 1), "例：");
    }

    /// —、制度建设 and （—）: a dash for 一. 二）年度考核: the bracket that opens is missing.
    void open_number(const std::vector<letter>& all) {
        const word_list dashes = {"—", "－", "-", "ー", "–", "丨"};
        if (all.size() > 2 && is_any(all[0].is, dashes) && all[1].is == "、") tell(span_of(all, 0, 2), text_of(all, 0, 2), "一、");
        if (all.size() > 3 && is_any(all[0].is, {"（", "("}) && is_any(all[1].is, dashes) && is_any(all[2].is, {"）", ")"}))
            tell(span_of(all, 0, 3), text_of(all, 0, 3), "（一）");
        if (all.size() > 3 && all[0].is == "第" && is_any(all[1].is, dashes) && is_any(all[2].is, {"条", "章", "节"}))
            tell(span_of(all, 0, 3), text_of(all, 0, 3), "第一" + std::string(all[2].is));
        if (all.size() > 2 && is_any(all[0].is, {"l", "I"}) && is_any(all[1].is, {".", "、", "．"}))
            tell(span_of(all, 0, 2), text_of(all, 0, 2), "1" + std::string(all[1].is));
        std::size_t i = 0;
        while (i < all.size() && i < 4 && is_any(all[i].is, {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"})) ++i;
        if (i == 0 || i >= all.size() || !is_any(all[i].is, {"）", ")"})) return;
        tell(span_of(all, 0, i + 1), text_of(all, 0, i + 1), "（" + text_of(all, 0, i) + "）");
    }

    /// 不少于3项以下: the words before the figure and behind it say opposite things; 超过3项以上: whether the figure counts is said twice.
    void boundary(span line) {
        const folded f = fold(r_.text, line);
        for (std::size_t i = 0; i < f.text.size(); ++i) {
            const std::string_view here = std::string_view(f.text).substr(i);
            for (const std::string_view word :
                {"不少于", "不低于", "至少", "控制在", "不超过", "不高于", "不多于", "至多", "超过", "高于", "大于", "不足", "低于", "少于"}) {
                if (!starts(here, word)) continue;
                std::size_t k = i + word.size();
                const std::size_t figures = k;
                while (k < f.text.size() && ((f.text[k] >= '0' && f.text[k] <= '9') || f.text[k] == '.')) ++k;
                if (k == figures) break;
                while (k < f.text.size() && k < figures + 24 && f.text[k] != ',' && !starts(std::string_view(f.text).substr(k), "以") &&
                       !starts(std::string_view(f.text).substr(k), "得") && !starts(std::string_view(f.text).substr(k), "分"))
                    k += character_length(f.text, k);
                judge(f, i, k, word);
                i += word.size() - 1;
                break;
            }
        }
    }

    /// 80%以下不足90%, 60%以上超过80%: two bounds of one side where an interval has two sides.
    void same_side(span line) {
        const folded f = fold(r_.text, line);
        for (std::size_t i = 0; i + 6 < f.text.size(); ++i) {
            const std::string_view here = std::string_view(f.text).substr(i);
            const bool below = starts(here, "以下") || starts(here, "以内"), above = starts(here, "以上");
            if ((!below && !above) || i == 0) continue;
            std::string_view rest = here.substr(6);
            for (const std::string_view joint : {",", "且", "但", "、", "至", "到"})
                if (starts(rest, joint)) rest.remove_prefix(joint.size());
            std::size_t word = 0;
            for (const std::string_view w : {"不足", "不满", "未满", "低于", "少于", "小于", "<", "≤"})
                if (below && starts(rest, w)) word = w.size();
            for (const std::string_view w : {"超过", "高于", "大于", "不少于", "不低于", "达到", ">", "≥"})
                if (above && starts(rest, w)) word = w.size();
            std::size_t digits = 0;
            while (word > 0 && word + digits < rest.size() && rest[word + digits] >= '0' && rest[word + digits] <= '9') ++digits;
            if (digits == 0) continue;
            std::size_t from = i;  // back to the figure
            while (from > 0 && f.text[from - 1] != ',' && f.text[from - 1] != ';' && i - from < 16) --from;
            while (from < i && (f.text[from] < '0' || f.text[from] > '9')) ++from;
            if (from == i) continue;
            auto to = static_cast<std::size_t>(rest.data() - f.text.data()) + word + digits;
            while (to < f.text.size() && ((f.text[to] >= '0' && f.text[to] <= '9') || f.text[to] == '.')) ++to;
            for (std::size_t unit = to; unit < f.text.size() && unit <= to + 15; unit += character_length(f.text, unit))  // 不足5%, not 不足5
                if (starts_any(std::string_view(f.text).substr(unit), {"得", "扣", "计", "加", "减", "给", "的", "时", "为", ",", ";", "、", "。", ")"})) {
                    to = unit;
                    break;
                }
            const span where = f.original(from, to);
            if (r_.heard(where)) continue;
            r_.add("FZ317", severity::warning, where,
                {"“" + std::string(r_.text.slice(where)) + "”写的都是" + (below ? "上限" : "下限") + "，疑把“" + (below ? "以上" : "以下") + "”写成了“" +
                        std::string(here.substr(0, 6)) + "”。",
                    "both bounds are of one side: 以上 and 以下 may be exchanged"},
                {"改成“" + std::string(below ? "以上" : "以下") + "”。", below ? "write 以上" : "write 以下"});
        }
    }

    void judge(const folded& f, std::size_t from, std::size_t at, std::string_view word) {
        const std::string_view rest = std::string_view(f.text).substr(at);
        const bool above = starts(rest, "以上"), below = starts(rest, "以下") || starts(rest, "以内");
        if (!above && !below) return;
        const span where = f.original(from, at + 6);
        const std::string said(r_.text.slice(where));
        if (r_.heard(where)) return;
        const bool least = is_any(word, {"不少于", "不低于", "至少"}), most = is_any(word, {"不超过", "不高于", "不多于", "至多", "控制在"});
        if ((least && below) || (most && above)) {
            r_.add("FZ317", severity::warning, where,
                {"“" + said + "”前后相反：“" + std::string(word) + "”与“" + std::string(rest.substr(0, 6)) + "”只能有一个。",
                    "the words before the figure and behind it contradict each other"},
                {"删去其中一个词。", "keep one of the two words"});
            return;
        }
        const bool over = is_any(word, {"超过", "高于", "大于"}), under = is_any(word, {"不足", "低于", "少于"});
        if (!(over && above) && !(under && below)) return;
        r_.add("FZ317", severity::note, where,
            {"“" + said + "”里“" + std::string(word) + "”不含本数，“" + std::string(rest.substr(0, 6)) + "”含本数，说法不一。",
                "the words disagree on whether the figure itself counts"},
            {"含本数的只写“" + std::string(rest.substr(0, 6)) + "”，不含的只写“" + std::string(word) + "”。", "keep the word that is meant"});
    }

    review& r_;
};

}  // namespace

void check_slips(review& r) { slips_check(r).run(); }

}  // namespace fenze
