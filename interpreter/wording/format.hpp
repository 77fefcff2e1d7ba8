#pragma once
// A document in canonical layout and, if asked for, with its scoring sentences in one style of wording. The plan is the same before and behind:
// each change is compiled and kept only where it is.

#include <string>
#include <vector>

#include "dsl/source.hpp"

namespace fenze {

/// What becomes of the words of the sentences: nothing; 获得发明专利，每件得5分，最多得10分; 获得发明专利 每件 5 分 上限 10.
enum class wording_style { kept, official, terse };

/// One scoring phrase of the formatted text: a clause, a cap or a grade.
struct worded_phrase {
    span at;
    std::string family;  // per_unit, tiers, choice, flag, deduction, step, cap, grade …
    bool in_style = false;
};

struct formatted {
    std::string text;
    std::vector<worded_phrase> phrases;  // of the formatted text; none where the words are kept
};

/// The text must have no error. Formatting what is formatted changes nothing.
formatted format(const std::string& text, wording_style style);

}  // namespace fenze
