// Marks and caps inside an item: of a sentence, of a part, or of the items beside it.

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/node/clause_shape.hpp"
#include "interpreter/node_reader.hpp"

namespace fenze {

// 每个2分，满分6分；每个另加1分，满分4分: the mark of a sentence caps it, where the item has a greater one.
bool node_reader::cap_of_mark(const mark_text& mark, const placed_item& p) {
    const auto points = number::parse(mark.points);
    if (!points || !mark.subject.empty() || !(*points < *node().max)) return false;
    cap c;
    c.points = *points;
    c.at = p.at;
    c.last = c.first = node().rules.size();
    while (c.first > 0 && node().rules[c.first - 1].segment == p.segment && !node().rules[c.first - 1].take) --c.first;
    if (c.first == c.last) return false;
    node().caps.push_back(std::move(c));
    return true;
}

// The item's words are the cap and nothing else.
bool node_reader::only_a_cap() const {
    if (!node().parent || written_.mark) return false;
    const std::string_view said_here = text_.slice(loose_caps_[0].at);
    if (starts(said_here, "（") || starts(said_here, "(")) return false;  // 成果价值（≤3分）: what is before the bracket has a mark
    std::size_t all = 0;
    for (const auto& p : written_.text) all += without_blanks(text_.slice(p.at)).size();
    const std::size_t said = without_blanks(text_.slice(loose_caps_[0].at)).size();
    return all <= said + 12;
}

// 经济效益指标（20分）：…；社会效益指标（10分）：…: the rules of a part keep to its mark.
void node_reader::close_part() {
    if (part_ && part_->first < node().rules.size()) {
        part_->last = node().rules.size();
        node().caps.push_back(*part_);
    }
    part_.reset();
}

}  // namespace fenze
