#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/shares.hpp"

namespace fenze {
namespace {

class shares_check {
public:
    shares_check(
        const source& text, const rubric_text& written, const model& meaning, const std::vector<placed_item>& items, std::uint32_t end, diagnostics& out)
        : text_(text), written_(written), meaning_(meaning), items_(items), end_(end), out_(out) {
        for (const auto& f : meaning_.facts)
            if (f.kind == fact_kind::score && characters(f.name) >= 2 && declared(f.at)) names_.push_back(f.name);
        for (const auto& node : meaning_.nodes)
            if (node.parent == std::optional<std::size_t>(0) && characters(node.title) >= 2) names_.push_back(node.title);
        // 科研投入 before 投入, which stands in it
        std::stable_sort(names_.begin(), names_.end(), [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    }

    void run() {
        behind_titles();
        for (std::uint32_t at = written_.title_at.begin; at < end_ && at < text_.text().size();) {
            const span line = text_.line_of(at);
            at = line.end + 1;
            if (!starts(text_.slice(line), "#") && !directive_at(line) && !is_remark(text_.slice(line))) of_opinions(line);
        }
        constexpr std::size_t most = 60;  // more sections than anybody weighs in a sentence
        if (!meaning_.total_weights.empty() || names_.size() < 2 || names_.size() > most) return;
        for (std::uint32_t at = written_.title_at.begin; at < end_ && at < text_.text().size();) {
            const span line = text_.line_of(at);
            at = line.end + 1;
            if (!starts(text_.slice(line), "#") && !directive_at(line) && !is_remark(text_.slice(line))) look(line);
        }
    }

private:
    /// 一、投入（30%） and 二、产出（70%）: weights, it seems, but nothing says so, and as names they would weigh nothing.
    void behind_titles() {
        if (!meaning_.total_weights.empty()) return;
        std::vector<const model_node*> found;
        number sum;
        bool all = true;  // every section, and none has points of its own that the percentage could stand beside: 就业率（95%）（10分）
        for (const auto& node : meaning_.nodes) {
            if (node.parent != std::optional<std::size_t>(0)) continue;
            if (is_remark(node.title)) continue;
            const auto share = bracketed_share(node.title);
            all = all && share && !node.max;
            if (!share) continue;
            sum = sum + *share;
            found.push_back(&node);
        }
        if (found.size() < 2 || !(all || sum == number(100))) return;
        diagnostic d;
        d.code = "FZ133";
        d.at = found.front()->at;
        d.message = {"标题后面的百分比是不是权重，没有写明。", "it is not said whether the percentages behind the titles are weights"};
        d.help = {"是权重的，写成“（权重30%）”；不是的，去掉括号。", "write （权重30%） where they are weights"};
        out_.push_back(std::move(d));
    }

    /// 30 of 投入（30%）; nothing for 投诉率（≤5%）.
    static std::optional<number> bracketed_share(const std::string& title) {
        const auto words = fold(title, {0, static_cast<std::uint32_t>(title.size())}).text;
        const auto open = words.rfind('(');
        if (open == std::string::npos || !words.ends_with("%)")) return std::nullopt;
        const auto figure = words.substr(open + 1, words.size() - open - 3);
        return figure.find_first_not_of("0123456789.") == std::string::npos ? number::parse(figure) : std::nullopt;
    }

    [[nodiscard]] bool declared(span at) const {
        return std::any_of(written_.directives.begin(), written_.directives.end(),
            [&](const directive& d) { return d.word == "事实" && at.begin >= d.at.begin && at.end <= d.at.end; });
    }
    [[nodiscard]] bool directive_at(span line) const {
        return std::any_of(
            written_.directives.begin(), written_.directives.end(), [&](const directive& d) { return d.at.begin >= line.begin && d.at.begin <= line.end; });
    }

    /// 注：…, 注1：…, （注：…）, 备注：…, also behind the number of an item: what only explains.
    static bool is_remark(std::string_view words_here) {
        std::string line = fold(std::string(words_here), {0, static_cast<std::uint32_t>(words_here.size())}).text;
        const auto at = std::min(line.find("注"), line.size());
        const std::string before = line.substr(0, at);
        if (at == line.size() || before.size() > 12 || has_any(before, {"占", "关", "标", "重", ",", ";", "。"})) return false;
        std::size_t on = at + std::string_view("注").size();
        while (on < line.size() && (line[on] == ' ' || (line[on] >= '0' && line[on] <= '9'))) ++on;
        return on < line.size() && (line[on] == ':' || starts(std::string_view(line).substr(on), "意:"));
    }

    /// The share that stands behind the name: 占40%, 得分占总分的40%, up to the next comma.
    static std::optional<number> share_behind(std::string_view rest) {
        const auto stop = std::min({rest.find("，"), rest.find("；"), rest.find("。"), rest.find(",")});
        rest = rest.substr(0, stop);
        const auto verb = rest.find("占");
        if (verb == std::string_view::npos || verb > 12) return std::nullopt;
        std::size_t from = verb + 3;
        while (from < rest.size() && (rest[from] < '0' || rest[from] > '9')) ++from;
        std::size_t to = from;
        while (to < rest.size() && ((rest[to] >= '0' && rest[to] <= '9') || rest[to] == '.')) ++to;
        if (from == to || from - verb > 24 || !starts_any(rest.substr(to), {"%", "％"})) return std::nullopt;
        return number::parse(std::string(rest.substr(from, to - from)));
    }

    /// 学生评教占50%，同行评价占20%，督导评价占35%: assessments that are to be weighed, and make no whole. As prose they would leave a mark without its parts.
    /// 平时占30%，期末占60%: that the names are assessments is a guess, which a sum near the whole makes likely; it is read as prose, with a warning.
    void of_opinions(span line) {
        const std::string_view words_here = text_.slice(line);
        const auto verb = words_here.find("占");
        if (verb == std::string_view::npos || understood(line)) return;
        number sum;
        std::size_t count = 0;
        bool assessed = true, others = false;
        std::size_t from = 0;
        for (std::size_t stop = 0; from < words_here.size(); from = stop) {
            stop = words_here.size();
            std::size_t next = stop;
            for (const std::string_view end : {"，", "；", "。", ",", ";", "、", "："})
                if (const auto at = words_here.find(end, from); at < stop) stop = at, next = at + end.size();
            const auto clause = words_here.substr(from, stop - from);
            stop = std::max(next, stop);
            const auto at = clause.find("占");
            if (at == std::string_view::npos || at == 0) {
                others = others || !clause.empty();
                continue;
            }
            const auto share = share_behind(clause.substr(at));
            if (!share || !(ends(clause, "%") || ends(clause, "％"))) return;  // 占30%以上: a comparison
            assessed = assessed &&
                       ends_any(clause.substr(0, at), {"评教", "评价", "评议", "测评", "考核", "评审", "考评", "成绩", "得分", "分数", "打分", "评分", "互评",
                                                          "自评", "他评", "考试", "测试", "面试", "笔试", "评估", "意见", "答辩", "民主推荐", "投票"});
            sum = sum + *share;
            ++count;
        }
        if (count < 2 || sum == number(100)) return;
        if (assessed) complain(line, sum);
        else if (!others && number(80) <= sum && sum <= number(120)) complain(line, sum, severity::warning);
    }

    /// 研发投入占营业收入3%以上得5分: a sentence that is understood compares them, and weighs nothing.
    [[nodiscard]] bool understood(span at) const {
        return std::any_of(items_.begin(), items_.end(), [&](const placed_item& p) { return p.at.begin < at.end && at.begin < p.at.end; });
    }

    void complain(span at, const number& sum, severity level = severity::error) {
        const auto told =
            std::find_if(out_.begin(), out_.end(), [&](const diagnostic& d) { return d.code == "FZ133" && d.at.begin < at.end && at.begin < d.at.end; });
        if (told != out_.end() && (told->level == severity::error || level == severity::warning)) return;
        if (told != out_.end()) out_.erase(told);
        const bool refused = level == severity::error;
        diagnostic d;
        d.code = "FZ133";
        d.at = at;
        d.level = level;
        d.message = {"这几部分占的比例相加是" + sum.text() + "%，不是100%，" + (refused ? "不能当作权重。" : "没有当作权重，按正文不计分。"),
            "these shares add up to " + sum.text() + "%, not 100%" + (refused ? "" : "; they are read as prose")};
        d.help = {"改正其中一项，使各项相加为100%；只作说明的，前面写“注：”。", "make them add up to 100%; write 注： before a line that only explains"};
        out_.push_back(std::move(d));
    }

    void look(span line) {
        const std::string_view words_here = text_.slice(line);
        if (!has(words_here, "占")) return;
        number sum;
        std::size_t count = 0;
        std::uint32_t first = line.end, last = line.begin;
        std::vector<std::pair<std::size_t, std::size_t>> taken;
        for (const auto& name : names_) {
            const auto found = words_here.find(name);
            if (found == std::string_view::npos) continue;
            if (std::any_of(taken.begin(), taken.end(), [&](const auto& t) { return t.first <= found && found < t.second; })) continue;
            const auto share = share_behind(words_here.substr(found + name.size()));
            if (!share) continue;
            taken.emplace_back(found, found + name.size());
            sum = sum + *share;
            ++count;
            first = std::min(first, static_cast<std::uint32_t>(line.begin + found));
            last = std::max(last, static_cast<std::uint32_t>(line.begin + words_here.find_first_of("%", found) + 1));
        }
        if (count < 2 || sum == number(100)) return;
        const span at{first, std::min(std::max(last, first), line.end)};
        if (understood(at)) return;
        complain(at.empty() ? line : at, sum);
    }

    const source& text_;
    const rubric_text& written_;
    const model& meaning_;
    const std::vector<placed_item>& items_;
    std::uint32_t end_;
    diagnostics& out_;
    std::vector<std::string> names_;
};

}  // namespace

void refuse_shares(
    const source& text, const rubric_text& written, const model& meaning, const std::vector<placed_item>& items, std::uint32_t end, diagnostics& out) {
    shares_check(text, written, meaning, items, end, out).run();
}

}  // namespace fenze
