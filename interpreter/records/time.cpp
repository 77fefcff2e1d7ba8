// What a rubric says of time, in its directives and in its sentences.

#include <algorithm>

#include "dsl/problem.hpp"
#include "dsl/text.hpp"
#include "interpreter/facts/date.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/records/periods.hpp"

namespace fenze {
namespace {

class time_reader {
public:
    time_reader(const source& text, const rubric_text& written, std::string& founding, diagnostics& out)
        : text_(text), written_(written), founding_(founding), out_(out) {}

    rubric_time run(std::uint32_t end, bool sentences) {
        for (const auto& d : written_.directives) {
            if (d.word == "依据" || d.word == "版本") issued(d);
            else if (d.word == "评价期") evaluation(d);
        }
        for (const auto& d : written_.directives)
            if (d.word == "有效期") valid(d);
        if (sentences) read_sentences(end);
        return std::move(when_);
    }

private:
    void complain(span at, words message, words help) { out_.push_back(problem_at(at, "FZ184", std::move(message), std::move(help))); }

    /// The first place of the line where a day or a period stands.
    static std::optional<read<period>> find(const folded& line, std::size_t from, std::optional<read<period>> (*reads)(const folded&, std::size_t)) {
        for (std::size_t i = from; i < line.text.size(); i += character_length(line.text, i))
            if (auto found = reads(line, i)) return found;
        return std::nullopt;
    }

    // 依据：某某厅，2020年2月25日印发; 版本：2020-02-25
    void issued(const directive& d) {
        const folded line = fold(text_, d.text_at);
        for (std::size_t from = 0; !when_.issued || d.word == "版本";) {
            const auto day = find(line, from, read_day);
            if (!day) return;
            from = day->end;
            const bool says = starts_any(std::string_view(line.text).substr(day->end), {"印发", "发布", "公布", "颁布", "下发", "施行", "起施行"});
            if (!day->is.from || (d.word == "依据" && !says)) continue;
            when_.issued = day->is.from;
            return;
        }
    }

    // 评价期：2019年1月1日至2019年12月31日; 评价期：上一个自然年度，数据截止时间为12月20日，联盟成立不足一年的从实际成立日算起
    void evaluation(const directive& d) {
        const folded line = fold(text_, d.text_at);
        auto found = find(line, 0, read_period);
        if (found && found->is.is == period::kind::evaluation) found = find(line, found->end, read_period);
        if (!found)
            if (const auto begins = find(line, 0, read_day); begins && begins->is.from) {  // 2019年1月1日以来
                const bool open = starts_any(std::string_view(line.text).substr(begins->end), {"起", "以来", "以后"});
                if (open) found = begins, found->is.to.reset();
            }
        if (found) when_.evaluation = found->is;
        const bool last = last_day(line, {"截止", "截至"});
        if (!found && !last) {
            complain(d.text_at, {"“评价期：”后面读不出从哪天到哪天。", "no period is understood here"},
                {"写成“评价期：2019年1月1日至2019年12月31日”，或“评价期：上一个自然年度”“评价期：近三年”。",
                    "write 评价期：2019年1月1日至2019年12月31日, or 上一个自然年度"});
            return;
        }
        young_units(line);
        when_.said.push_back(without_blanks(text_.slice(d.text_at)));
    }

    // 有效期：两年; 有效期：至2022年2月28日; 有效期：2020年3月1日至2022年2月28日; 有效期：自2020年3月1日起施行，有效期5年; 有效期：长期
    void valid(const directive& d) {
        const folded line = fold(text_, d.text_at);
        if (const auto found = find(line, 0, read_period); found && found->is.is == period::kind::fixed) {
            when_.valid = found->is;
            return;
        }
        if (has_any(line.text, {"长期", "永久"})) return;  // no day is outside
        period p;
        p.at = d.text_at;
        p.from = when_.issued;
        const auto day = find(line, 0, read_day);
        const auto behind = day ? std::string_view(line.text).substr(day->end) : std::string_view(line.text);
        if (day && day->is.to && !starts_any(behind, {"起", "开始", "施行", "实施", "生效", "印发", "发布"})) {
            p.to = day->is.to;
            when_.valid = p;
            return;
        }
        if (day && day->is.from) p.from = day->is.from;
        const auto months = length_in(behind);
        if (!months) {
            complain(d.text_at, {"“有效期：”后面读不懂。", "this is not understood"},
                {"写成“有效期：两年”，“有效期：至2022年2月28日”，或“有效期：自2020年3月1日起两年”。",
                    "write 有效期：两年, 有效期：至2022年2月28日 or 有效期：自2020年3月1日起两年"});
            return;
        }
        if (!p.from) {
            complain(d.text_at, {"“有效期：”从哪天算起，文件里没有写。", "from which day is not said"},
                {"在“依据：”里写上印发日，如“依据：某某厅，2020年2月25日印发”，或写“版本：2020年2月25日”。",
                    "write the day of issue, as in 版本：2020年2月25日"});
            return;
        }
        p.to = months_later(*p.from, *months) - 1;
        when_.valid = p;
    }

    /// Months of 自印发之日起施行，有效期两年: the length with which the words end.
    static std::optional<std::int64_t> length_in(std::string_view words_here) {
        while (ends_any(words_here, {"。", ";", "内", "有效", "止"}))
            for (const std::string_view tail : {"。", ";", "内", "有效", "止"})
                if (ends(words_here, tail)) words_here.remove_suffix(tail.size());
        for (std::size_t i = 0; i < words_here.size(); i += character_length(words_here, i)) {
            const auto length = parse_quantity(words_here.substr(i));
            const auto months = length ? convert(length->value, length->unit, "月") : std::nullopt;
            const auto whole = months ? months->to_int() : std::nullopt;
            if (whole && *whole >= 1 && *whole <= 1200) return whole;
        }
        return std::nullopt;
    }

    /// 数据截止时间为2020年度的12月20日, where one of the words opens it.
    bool last_day(const folded& line, word_list openings) {
        for (const auto word : openings) {
            const auto at = line.text.find(word);
            if (at == std::string::npos) continue;
            const auto day = find(line, at + word.size(), read_day);
            if (!day || line.text.substr(at, day->end - at).find_first_of(",;") != std::string::npos) continue;
            when_.last_day = day->is;
            return true;
        }
        return false;
    }

    /// 如联盟成立不足一年，则从实际成立日算起
    bool young_units(const folded& line) {
        for (const std::string_view word : {"成立不足", "成立不满", "成立未满", "成立时间不足", "成立时间不满", "设立不足", "设立不满"}) {
            const auto at = line.text.find(word);
            if (at == std::string::npos || !has_any(std::string_view(line.text).substr(at), {"成立日", "成立之日", "成立时", "成立之时", "设立之日", "设立日"}))
                continue;
            std::size_t begin = at;
            for (const std::string_view stop : {",", "。", ";", "如", "若", "凡", "对", ":", "评价期"})
                if (const auto before = line.text.rfind(stop, at == 0 ? 0 : at - 1); before != std::string::npos && before < at)
                    begin = begin == at ? before + stop.size() : std::max(begin, before + stop.size());
            if (begin == at && at != 0) begin = 0;
            founding_ = line.text.substr(begin, at - begin) + "成立时间";
            return true;
        }
        return false;
    }

    void read_sentences(std::uint32_t end) {
        const auto whole = text_.text();
        for (std::size_t from = written_.title_at.begin; from < end;) {
            auto stop = whole.find('\n', from);
            if (stop == std::string_view::npos || stop > end) stop = end;
            const span at{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(stop)};
            from = stop + 1;
            const bool directive = std::any_of(
                written_.directives.begin(), written_.directives.end(), [&](const auto& d) { return d.at.begin <= at.begin && at.begin < d.at.end; });
            const auto first = whole.substr(at.begin, at.end - at.begin).find_first_not_of(" \t");
            if (directive || first == std::string_view::npos || whole[at.begin + first] == '#') continue;
            sentence(fold(text_, at));
        }
    }

    void sentence(const folded& line) {
        bool said = !when_.last_day && last_day(line, {"数据截止", "统计截止", "信息截止", "业绩截止", "成果截止", "材料截止", "数据截至", "统计截至"});
        if (!when_.evaluation)
            for (const std::string_view opening : {"指", "评价期为", "考核期为", "评价周期为", "考核周期为", "评估期为", "统计期为"}) {
                const auto at = line.text.find(opening);
                if (at == std::string::npos) continue;
                const auto found = read_period(line, at + opening.size());
                if (!found || found->is.is == period::kind::evaluation) continue;
                if (opening == "指" && !has_any(line.text.substr(0, at), {"信息", "材料", "数据", "业绩", "成果", "资料"})) continue;
                when_.evaluation = found->is;
                said = true;
                break;
            }
        if (founding_.empty()) said = young_units(line) || said;
        if (said) when_.said.push_back(line.text);
    }

    const source& text_;
    const rubric_text& written_;
    std::string& founding_;
    diagnostics& out_;
    rubric_time when_;
};

}  // namespace

rubric_time read_time(const source& text, const rubric_text& written, std::uint32_t end, bool sentences, std::string& founding, diagnostics& out) {
    return time_reader(text, written, founding, out).run(end, sentences);
}

}  // namespace fenze
