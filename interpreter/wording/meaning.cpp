#include "interpreter/wording/meaning.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/reread.hpp"
#include "interpreter/same_plan.hpp"

namespace fenze {
namespace {

source reread_or_plain(const std::string& text, diagnostics& out) {
    source plain("", text);
    auto again = reread(plain, out);
    return again ? std::move(*again) : std::move(plain);
}

std::size_t count(const diagnostics& all, severity level) {
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const diagnostic& d) { return d.level == level; }));
}

bool same_examples(const std::vector<example>& a, const std::vector<example>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const example& x, const example& y) {
        return x.expected == y.expected && name_key(x.item) == name_key(y.item) && name_key(x.grade) == name_key(y.grade) && x.facts == y.facts;
    });
}

class halving {
public:
    halving(
        const std::string& text, const std::vector<change>& all, const std::vector<std::size_t>& tries, const kept_meaning& meaning, std::vector<bool>& taken)
        : text_(text), all_(all), tries_(tries), meaning_(meaning), taken_(taken) {}

    void run(std::size_t from, std::size_t to) {
        if (from >= to) return;
        set(from, to, true);
        if (meaning_.same(with_changes(text_, all_, taken_))) return;
        set(from, to, false);
        if (to - from == 1) return;
        const std::size_t middle = from + (to - from) / 2;
        run(from, middle);
        run(middle, to);
    }

private:
    void set(std::size_t from, std::size_t to, bool value) {
        for (std::size_t n = from; n < to; ++n) taken_[tries_[n]] = value;
    }

    const std::string& text_;
    const std::vector<change>& all_;
    const std::vector<std::size_t>& tries_;
    const kept_meaning& meaning_;
    std::vector<bool>& taken_;
};

}  // namespace

kept_meaning::kept_meaning(const std::string& text) {
    diagnostics said;
    text_ = reread_or_plain(text, said);
    came_to_ = compile(text_);
    came_to_.problems.insert(came_to_.problems.begin(), said.begin(), said.end());
}

bool kept_meaning::same(const std::string& text) const {
    const kept_meaning other(text);
    const auto &a = came_to_, &b = other.came_to_;
    if (a.rubrics.size() != b.rubrics.size()) return false;
    if (count(b.problems, severity::error) > count(a.problems, severity::error) || count(b.problems, severity::warning) > count(a.problems, severity::warning))
        return false;
    std::string why;
    for (std::size_t n = 0; n < a.rubrics.size(); ++n)
        if (name_key(a.rubrics[n].title) != name_key(b.rubrics[n].title) || !same_examples(a.rubrics[n].examples, b.rubrics[n].examples) ||
            !same_plan(a.rubrics[n].program, b.rubrics[n].program, plan_likeness::names, why))
            return false;
    return true;
}

std::string with_changes(const std::string& text, const std::vector<change>& changes, const std::vector<bool>& taken) {
    std::vector<text_edit> edits;
    for (std::size_t n = 0; n < changes.size(); ++n)
        if (taken[n]) edits.insert(edits.end(), changes[n].begin(), changes[n].end());
    return with_edits(text, std::move(edits));
}

void take_harmless(
    const std::string& text, const std::vector<change>& changes, const std::vector<std::size_t>& tries, const kept_meaning& meaning, std::vector<bool>& taken) {
    halving(text, changes, tries, meaning, taken).run(0, tries.size());
}

}  // namespace fenze
