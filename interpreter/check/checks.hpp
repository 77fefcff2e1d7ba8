#pragma once
// The deep checks, one function for each subject; each appends what it finds. docs/zh/检查项.md explains them.

#include "interpreter/check/review.hpp"

namespace fenze {

// what is written: the outline and the words
void check_numbering(review& r);   // 1. 2. 4.; 1. 2. 2.
void check_repeats(review& r);     // an item pasted twice
void check_units(review& r);       // 30%-50分, 件 in a list of 家
void check_slips(review& r);       // lookalikes that no reading stumbled over; boundary words that contradict each other
void check_slip_words(review& r);  // the same inside words: 末完成, 每低l个百分点

// what it means
void check_examples(review& r);  // first: what the examples say helps the others to find the place
void check_marks(review& r);     // items to section, sections to 满分
void check_tiers(review& r);     // gaps, overlaps, order, units, tiers that never hold, points that fall
void check_compound(review& r);  // tiers over several quantities at once
void check_choices(review& r);   // options twice, the lowest missing, points out of order
void check_awards(review& r);    // points above the mark, caps below one award, caps that never bind
void check_grades(review& r);
void check_facts(review& r);  // declared and unused, one phrase for two facts, names misspelt, percent over 100

// what it computes
void check_reach(review& r);         // full marks and caps that no facts reach
void check_dead(review& r);          // clauses and facts that never matter
void check_falls(review& r);         // a better fact that lowers the points; the largest jump
void check_record_order(review& r);  // a thing that counts once, and would score more elsewhere

/// All of them over every rubric of a compiled file, in order of place. Where the file has errors, only what does not depend on the plan.
diagnostics deep_checks(const source& text, const compiled& file);

}  // namespace fenze
