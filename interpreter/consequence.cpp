#include "interpreter/consequence.hpp"

#include <algorithm>
#include <array>

#include "dsl/fold.hpp"
#include "interpreter/outcomes/rewards.hpp"

namespace fenze {
namespace {

bool starts(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

/// What a consequence begins with; the earliest in the sentence, after the grade.
constexpr std::array<std::string_view, 13> verbs{"给予", "予以", "要求", "责令", "限期", "通报", "取消", "授予", "奖励", "撤销", "暂停", "约谈", "不予"};

class finder {
public:
    finder(const source& text, model& m) : text_(text), m_(m) {}

    void node(const outline_node& n) {
        for (const auto& p : n.text)
            if (!p.from_table) paragraph(p.at);
        if (!n.title_at.empty()) paragraph(n.title_at);
        for (const auto& child : n.children) node(child);
    }

private:
    void paragraph(span at) {
        const folded line = fold(text_, at);
        std::size_t from = 0;
        for (std::size_t i = 0; i <= line.text.size();) {
            const auto rest = std::string_view(line.text).substr(std::min(i, line.text.size()));
            const bool stop = rest.empty() || rest[0] == ';' || starts(rest, "。");
            if (stop) sentence(line, from, i);
            if (rest.empty()) break;
            i += character_length(line.text, i);
            if (stop) from = i;
        }
    }

    // X为优秀的Y给予Z，…: the grade stands before 的, the consequence behind it; a sentence about points is none.
    void sentence(const folded& line, std::size_t begin, std::size_t end) {
        const std::string_view words = std::string_view(line.text).substr(begin, end - begin);
        if (words.find("总额") != std::string_view::npos) find_budget(text_, line.original(begin, end), m_);
        if (words.find("连续") != std::string_view::npos) return;
        for (std::size_t i = 0; i + 3 < words.size(); ++i)
            if (words[i] >= '0' && words[i] <= '9' && starts(words.substr(i + 1), "分")) return;
        const grade_rule* grade = nullptr;
        std::size_t behind = 0;
        for (const auto& g : m_.grades) {
            const auto at = words.find(g.name + "的");
            if (at == std::string_view::npos || (grade && g.name.size() <= grade->name.size())) continue;
            grade = &g;
            behind = at + g.name.size() + 3;
        }
        if (!grade) return;
        std::size_t verb = std::string_view::npos;
        for (const auto v : verbs) verb = std::min(verb, words.find(v, behind));
        if (verb == std::string_view::npos) return;
        auto stop = std::min(words.find(',', verb), words.size());
        action_rule made;
        made.name = without_blanks(text_.slice(line.original(begin + verb, begin + stop)));
        made.grade = grade->name;
        made.at = line.original(begin, end);
        const bool known =
            std::any_of(m_.actions.begin(), m_.actions.end(), [&](const action_rule& a) { return a.name == made.name && a.grade == made.grade; });
        if (!known) m_.actions.push_back(std::move(made));
    }

    const source& text_;
    model& m_;
};

}  // namespace

void read_consequences(const source& text, const rubric_text& written, model& m) {
    if (m.grades.empty()) return;
    finder(text, m).node(written.root);
    std::stable_sort(m.actions.begin(), m.actions.end(), [](const action_rule& a, const action_rule& b) { return a.at.begin < b.at.begin; });
}

}  // namespace fenze
