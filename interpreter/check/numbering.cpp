// Numbers of headings and items that skip or repeat.

#include <algorithm>
#include <map>
#include <set>

#include "dsl/numbering.hpp"
#include "interpreter/check/checks.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

struct numbered {
    const outline_node* node = nullptr;
    numbering style = numbering::none;
    std::int64_t value = 0;
};

std::optional<numbered> number_of(const outline_node& n) {
    if (n.number.empty()) return std::nullopt;
    if (n.number.size() < 4 && std::all_of(n.number.begin(), n.number.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return numbered{&n, numbering::bare, std::stoll(n.number)};  // a cell of its own
    const auto found = number_at(n.number, {0, static_cast<std::uint32_t>(n.number.size())}, number_place::line_start);
    if (!found) return std::nullopt;
    if (found->style == numbering::title || found->style == numbering::none) return std::nullopt;
    return numbered{&n, found->style, found->value};
}

class numbering_check {
public:
    explicit numbering_check(review& r) : r_(r) {}

    void list(const outline_node& parent) {
        std::vector<numbered> run;
        for (const auto& child : parent.children) {
            const auto n = number_of(child);
            if (!n || (!run.empty() && !same_family(run.back().style, n->style) && run.back().style != n->style)) {
                judge(run, parent);
                run.clear();
            }
            if (n) run.push_back(*n);
        }
        judge(run, parent);
        for (const auto& child : parent.children) list(child);
    }

private:
    void judge(const std::vector<numbered>& whole, const outline_node& parent) {
        if (whole.empty()) return;
        std::vector<numbered> run = whole;
        const auto above = number_of(parent);
        if (above && run.size() > 1 && run[0].value == 1 && run[1].value == above->value + 2 && same_family(above->style, run[0].style)) {
            // 1. 1. 3.: what restarts at 1 was taken for a level below, and the rest with it
            say(*run[0].node, &parent, above->value + 1, true);
            run.erase(run.begin());
        }
        if (above && run.size() == 1 && run[0].value == 1 && above->style == run[0].style && run[0].style != numbering::letter) {
            // 1. 1.: a lone item of its heading's own style is the next item
            if (!r_.told("FZ301", place_of(*run[0].node))) say(*run[0].node, &parent, above->value + 1, true);
            return;
        }
        const numbering style = run.front().style;
        if (style == numbering::letter && (run.size() < 2 || run.front().value != 1)) return;
        std::int64_t& last = last_[style];
        std::int64_t expected = begin_of(run, last);
        const std::int64_t first = run.front().value;
        std::set<std::int64_t>& ends = ends_[style];
        const bool plain = style != numbering::dotted && style != numbering::bare && style != numbering::article && style != numbering::letter;
        // a lone 2. at first: an excerpt may begin so, but not where the lists after it begin at 1
        if (plain && above && ends.empty() && run.size() == 1 && first == 2) lone_[style] = run.front().node;
        else if (const auto lone = lone_.find(style); lone != lone_.end()) {
            if (first == 1) say(*lone->second, nullptr, 1, false);
            lone_.erase(lone);
        }
        // a list of a style that had lists before begins at 1, or where one of them ended
        if (plain && !ends.empty() && expected == first && first != 1 && ends.count(first - 1) == 0) say(*run.front().node, nullptr, 1, false);
        ends.insert(run.back().value);
        for (std::size_t i = 0; i < run.size(); ++i) {
            const std::int64_t is = run[i].value;
            const bool next_agrees = i + 1 < run.size() && run[i + 1].value == expected + 1;
            const bool starts_anew = is == 1 && i > 0 && !next_agrees && !(i + 1 == run.size() && run[i - 1].value == 1);
            if (is != expected && !starts_anew) tell(run, i, expected);
            expected = (is != expected && next_agrees ? expected : is) + 1;  // one wrong number, or a shift from here on
        }
        last = run.back().value;
    }

    /// A list begins where it says, at 1, or behind the list before it; but a first number that all the next ones deny is the wrong one.
    static std::int64_t begin_of(const std::vector<numbered>& run, std::int64_t last) {
        const std::int64_t first = run.front().value;
        if (run.size() < 2 || first == 1) return first;
        if (first == last + 1 && (run.size() < 3 || run[1].value > first)) return first;
        const std::int64_t would = run[1].value - 1;
        for (std::size_t i = 2; i < run.size(); ++i)
            if (run[i].value != would + static_cast<std::int64_t>(i)) return first;
        if (would > 0 && (run.size() > 2 || run[1].value <= first || would == 1 || would == last + 1)) return would;
        return first;
    }

    void tell(const std::vector<numbered>& run, std::size_t i, std::int64_t expected) {
        if (i > 0 && run[i].value == expected + 1) {
            // 1. 1. 3.: what restarts at 1 was taken for a level below
            const outline_node& above = *run[i - 1].node;
            const auto lone = above.children.size() == 1 ? number_of(above.children.front()) : std::nullopt;
            if (lone && lone->value == 1 && same_family(lone->style, run[i].style)) {
                say(above.children.front(), &above, expected, true);
                return;
            }
        }
        bool twice = false;
        for (std::size_t k = 0; k < run.size(); ++k) twice = twice || (k != i && run[k].value == run[i].value);
        say(*run[i].node, i > 0 ? run[i - 1].node : nullptr, expected, twice);
    }

    static span place_of(const outline_node& n) { return {n.at.begin, n.title_at.empty() ? n.at.end : std::max(n.title_at.end, n.at.begin)}; }

    void say(const outline_node& n, const outline_node* before, std::int64_t expected, bool twice) {
        const std::string wanted = std::to_string(expected);
        const span at = place_of(n);
        diagnostic& d = r_.add("FZ301", severity::warning, at,
            {"编号" + std::string(twice ? "重复" : "不连续") + "：“" + n.number + "”" +
                    (before ? "在“" + before->number + "”之后" : std::string("是这一级的第一个")) + "，照顺序应是第" + wanted + "。",
                "the numbering " + std::string(twice ? "repeats" : "skips") + ": " + n.number + " where " + wanted + " is due"},
            {"改正编号；若缺了一项，请补上。", "renumber, or put back what is missing"});
        if (before) d.labels.push_back({before->title_at, {"前一项在这里", "the item before it"}});
    }

    review& r_;
    std::map<numbering, std::int64_t> last_;
    std::map<numbering, const outline_node*> lone_;     // the first list of a style, where it is one item and no 1
    std::map<numbering, std::set<std::int64_t>> ends_;  // of the lists of each style so far
};

}  // namespace

void check_numbering(review& r) { numbering_check(r).list(r.written.root); }

}  // namespace fenze
