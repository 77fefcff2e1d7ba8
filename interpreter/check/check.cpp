#include <algorithm>

#include "interpreter/check/checks.hpp"
#include "interpreter/place_names.hpp"

namespace fenze {
namespace {

void written(review& r) {
    check_numbering(r);
    check_repeats(r);
    check_units(r);
    check_slips(r);
    check_slip_words(r);
}

void meant(review& r) {
    check_examples(r);
    check_marks(r);
    if (!r.sound) return;  // first things first: what the rest would say may come of the errors
    check_tiers(r);
    check_compound(r);
    check_choices(r);
    check_awards(r);
    check_grades(r);
    check_facts(r);
}

void computed(review& r) {
    check_reach(r);
    check_dead(r);
    check_falls(r);
    check_record_order(r);
}

/// What the solver could not settle, or nobody asked it, is said.
void undecided(review& r) {
    if (r.solver.undecided == 0) return;
    const std::string count = std::to_string(r.solver.undecided);
    const bool none = !solver_available();
    r.add("FZ349", severity::note, r.written.title_at,
        {"有" + count + "个问题没有定论" + (none ? "：这个程序没有带求解器。" : "：在时限内没有算完。") + "没有报告的，不等于没有。",
            count + (none ? " questions are not decided: this program has no solver" : " questions are not decided within the time limit")},
        {"把相关的指标拆开，或人工核对上限与条件。", "split the items concerned, or check their caps and conditions by hand"});
}

}  // namespace

namespace {
// Clauses are compared with one another: an item longer than any document's would take minutes, and says so instead.
bool too_long(const understanding& u) {
    constexpr std::size_t most_rules = 300;
    return std::any_of(u.meaning.nodes.begin(), u.meaning.nodes.end(), [&](const model_node& n) { return n.rules.size() > most_rules; });
}
}  // namespace

diagnostics deep_checks(const source& text, const compiled& file) {
    diagnostics out;
    document_tree tree;
    for (std::size_t n = 0; n < file.rubrics.size(); ++n) {
        review r(text, file, n, out);
        if (too_long(*file.rubrics[n].understood)) {
            written(r);
            check_marks(r);
            r.add("FZ349", severity::note, r.written.title_at,
                {"有一项写了几百句，超出了推算的限度，这份规则只查了编号、重复、用字和分值相加，没有查别的漏洞。",
                    "an item of hundreds of sentences is past what is proved: only numbering, repeats, characters and marks were checked"},
                {"把它分成几项，再检查一次。", "divide it into several items, and check again"});
            tree.rubrics.push_back(file.rubrics[n].understood->written);
            continue;
        }
        written(r);
        meant(r);
        computed(r);
        undecided(r);
        tree.rubrics.push_back(file.rubrics[n].understood->written);
    }
    name_places(tree, out);
    std::stable_sort(out.begin(), out.end(), [](const diagnostic& a, const diagnostic& b) { return a.at.begin < b.at.begin; });
    return out;
}

}  // namespace fenze
