#include "interpreter/check/review.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/problem.hpp"
#include "dsl/text.hpp"
#include "interpreter/result.hpp"

namespace fenze {
namespace {

void index_outline(const outline_node& n, std::map<std::uint32_t, std::vector<const outline_node*>>& into) {
    for (const auto& child : n.children) {
        into[child.at.begin].push_back(&child);
        index_outline(child, into);
    }
}

}  // namespace

review::review(const source& t, const compiled& file, std::size_t which, diagnostics& out)
    : text(t),
      rubric(file.rubrics[which]),
      written(rubric.understood->written),
      items(rubric.understood->items),
      meaning(rubric.understood->meaning),
      program(rubric.program),
      end(which + 1 < file.rubrics.size() ? file.rubrics[which + 1].understood->written.title_at.begin : static_cast<std::uint32_t>(t.text().size())),
      sound(!has_error(file.problems)),
      earlier_(file.problems),
      out_(out) {
    root_counts_ = !meaning.nodes.empty() && !meaning.nodes[0].rules.empty();
    for (std::uint32_t f = 0; f < program.facts.size(); ++f) facts_.emplace(program.facts[f].path, f);
    index_outline(written.root, written_);
    if (sound) open_ = range(program, unknown());
    best_examples.assign(program.nodes.size(), number(-1));
}

fact_values review::unknown() const {
    fact_values facts(program.facts.size());
    for (std::size_t f = 0; f < facts.size(); ++f)
        if (program.facts[f].use == fact_use::absence) facts[f] = number(0);
    return facts;
}

std::optional<std::uint32_t> review::plan_node_of(std::size_t n) const {
    if (n == 0 && !root_counts_) return std::nullopt;
    const std::size_t at = root_counts_ ? n : n - 1;
    return at < program.nodes.size() ? std::optional(static_cast<std::uint32_t>(at)) : std::nullopt;
}

std::optional<std::uint32_t> review::plan_fact_of(std::size_t f) const {
    const auto found = facts_.find(meaning.facts[f].path);
    return found == facts_.end() ? std::nullopt : std::optional(found->second);
}

const plan_rule* review::plan_rule_of(std::size_t n, std::size_t rule) const {
    const auto at = plan_node_of(n);
    return at && rule < program.nodes[*at].rules.size() ? &program.nodes[*at].rules[rule] : nullptr;
}

const outline_node* review::written_of(std::size_t n) const {
    if (n == 0 || n >= meaning.nodes.size()) return nullptr;
    const auto found = written_.find(meaning.nodes[n].at.begin);
    if (found == written_.end()) return nullptr;
    // the first row of a section begins where the section does: the inner one is the deeper in the model too
    std::size_t depth = 0;
    for (auto above = meaning.nodes[n].parent; above && *above != 0; above = meaning.nodes[*above].parent)
        depth += meaning.nodes[*above].at.begin == meaning.nodes[n].at.begin ? 1 : 0;
    return found->second[std::min(depth, found->second.size() - 1)];
}

span review::mark_at(std::size_t n) const {
    const outline_node* w = written_of(n);
    if (w && w->mark) return w->mark->at;
    if (w && !w->title_at.empty()) return w->title_at;
    return n < meaning.nodes.size() ? meaning.nodes[n].at : span{};
}

std::string review::name_of(std::size_t n) const {
    const model_node& node = meaning.nodes[n];
    constexpr std::size_t most = 20;
    std::size_t i = 0, count = 0;
    while (count < most && i < node.title.size()) {
        i += character_length(node.title, i);
        ++count;
    }
    std::string title = i < node.title.size() ? node.title.substr(0, i) + "…" : node.title;
    if (n == 0) return meaning.title;
    const bool apart = !node.number_text.empty() && static_cast<unsigned char>(node.number_text.back()) < 0x80U && !title.empty();
    return node.number_text + (apart ? " " : "") + title;
}

std::vector<const placed_item*> review::items_in(span at) const {
    std::vector<const placed_item*> out;
    for (const auto& item : items)
        if (item.at.begin >= at.begin && item.at.end <= at.end) out.push_back(&item);
    return out;
}

std::string review::words_of(span at) const {
    std::string said = without_blanks(text.slice(at));
    for (bool more = true; more && !said.empty();) {
        more = false;
        for (const std::string_view tail : {"。", "；", "，", "、", ";", ",", "|"})
            if (ends(said, tail)) {
                said.resize(said.size() - tail.size());
                more = true;
            }
    }
    return said;
}

diagnostic& review::add(const char* code, severity level, span at, words message, words help) {
    out_.push_back(problem_at(at, code, std::move(message), std::move(help), level));
    return out_.back();
}

void review::take_back(std::size_t from, std::size_t to) {
    const auto begin = out_.begin() + static_cast<std::ptrdiff_t>(from), end_of = out_.begin() + static_cast<std::ptrdiff_t>(to);
    out_.erase(std::remove_if(begin, end_of, [](const diagnostic& d) { return d.level == severity::warning; }), end_of);
}

bool review::heard(span at) const {
    return std::any_of(
        earlier_.begin(), earlier_.end(), [&](const diagnostic& d) { return d.level != severity::note && d.at.begin < at.end && at.begin < d.at.end; });
}

bool review::heard(span at, const char* code) const {
    return std::any_of(earlier_.begin(), earlier_.end(), [&](const diagnostic& d) { return d.code == code && d.at.begin < at.end && at.begin < d.at.end; });
}

bool review::told(const char* code, span at) const {
    return std::any_of(out_.begin(), out_.end(), [&](const diagnostic& d) { return d.code == code && d.at.begin < at.end && at.begin < d.at.end; });
}

number review::misplaced(std::size_t n) const {
    number out;
    for (const auto c : meaning.nodes[n].children)
        for (const auto below : meaning.nodes[c].children) {
            const outline_node* w = written_of(below);
            if (!w || !meaning.nodes[below].max) continue;
            if (told("FZ301", {w->at.begin, w->title_at.empty() ? w->at.end : w->title_at.end})) out = out + *meaning.nodes[below].max;
        }
    return out;
}

std::string quantity_words(const fact& f, const number& value) {
    if (f.kind == fact_kind::boolean || f.kind == fact_kind::choice || f.kind == fact_kind::date) return value_text(f, value);
    return value.text() + f.unit;
}

std::string facts_words(const plan& p, const fact_values& facts) {
    constexpr std::size_t most = 6;  // more than that nobody reads
    std::string out;
    std::size_t count = 0;
    for (std::size_t f = 0; f < facts.size(); ++f) {
        if (!facts[f]) continue;
        if (++count > most) continue;
        out += (out.empty() ? "" : "，") + p.facts[f].name + " " + quantity_words(p.facts[f], *facts[f]);
    }
    return count > most ? out + "等" : out;
}

span find_words(const source& text, span in, const std::string& wanted) {
    const auto at = text.slice(in).find(wanted);
    if (at == std::string_view::npos || wanted.empty()) return in;
    const auto begin = static_cast<std::uint32_t>(in.begin + at);
    return {begin, static_cast<std::uint32_t>(begin + wanted.size())};
}

}  // namespace fenze
