// 学生评教占50%，同行评教占20%，督导评教占25%: shares of parts that the rubric names, and that make no whole. Without the word 权重 only a whole is read
// as weights; what is left of it would be prose, and the total would have no parts.

#include <algorithm>

#include "dsl/text.hpp"
#include "interpreter/check/checks.hpp"

namespace fenze {
namespace {

class shares_check {
public:
    explicit shares_check(review& r) : r_(r) {
        for (const auto& f : r.meaning.facts)
            if (f.kind == fact_kind::score && characters(f.name) >= 2 && declared(f.at)) names_.push_back(f.name);
        for (const auto& node : r.meaning.nodes)
            if (node.parent == std::optional<std::size_t>(0) && characters(node.title) >= 2) names_.push_back(node.title);
    }

    void run() {
        if (!r_.meaning.total_weights.empty() || names_.size() < 2) return;
        for (std::uint32_t at = r_.written.title_at.begin; at < r_.end && at < r_.text.text().size();) {
            const span line = r_.text.line_of(at);
            at = line.end + 1;
            if (!starts(r_.text.slice(line), "#") && !directive_at(line)) look(line);
        }
    }

private:
    [[nodiscard]] bool declared(span at) const {
        return std::any_of(r_.written.directives.begin(), r_.written.directives.end(),
            [&](const directive& d) { return d.word == "事实" && at.begin >= d.at.begin && at.end <= d.at.end; });
    }
    [[nodiscard]] bool directive_at(span line) const {
        return std::any_of(
            r_.written.directives.begin(), r_.written.directives.end(), [&](const directive& d) { return d.at.begin >= line.begin && d.at.begin <= line.end; });
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

    void look(span line) {
        const std::string_view words_here = r_.text.slice(line);
        if (!has(words_here, "占")) return;
        number sum;
        std::size_t count = 0;
        std::uint32_t first = line.end, last = line.begin;
        for (const auto& name : names_) {
            const auto found = words_here.find(name);
            if (found == std::string_view::npos) continue;
            const auto share = share_behind(words_here.substr(found + name.size()));
            if (!share) continue;
            sum = sum + *share;
            ++count;
            first = std::min(first, static_cast<std::uint32_t>(line.begin + found));
            last = std::max(last, static_cast<std::uint32_t>(line.begin + words_here.find_first_of("%", found) + 1));
        }
        if (count < 2 || sum == number(100)) return;
        const span at{first, std::min(std::max(last, first), line.end)};
        r_.add("FZ133", severity::warning, at.empty() ? line : at,
            {"这几部分占的比例相加是" + sum.text() + "%，不是100%，这一句因此没有当作权重，总分没有算进这几部分。",
                "these shares add up to " + sum.text() + "%, not 100%: the sentence is not read as weights"},
            {"改正其中一项，使各项相加为100%。", "make them add up to 100%"});
    }

    review& r_;
    std::vector<std::string> names_;
};

}  // namespace

void check_shares(review& r) { shares_check(r).run(); }

}  // namespace fenze
