#pragma once
// Two texts compiled and compared, random facts for both, and texts with other figures.

#include <random>
#include <string>

#include "interpreter/compare/compare.hpp"
#include "interpreter/fenze.hpp"
#include "interpreter/open_plan.hpp"

namespace fenze {

/// Stays where it is made: the comparison keeps references to the plans.
struct compared_pair {
    compiled was, now;
    bool good = false;
    comparison came_to;

    compared_pair(const std::string& old_text, const std::string& new_text, const std::vector<wished_pair>& wishes = {})
        : was(compile(source("", old_text))), now(compile(source("", new_text))) {
        good = !has_error(was.problems) && !has_error(now.problems) && was.rubrics.size() == 1 && now.rubrics.size() == 1;
        if (good) came_to = compare(old_plan(), new_plan(), wishes);
    }
    compared_pair(const compared_pair&) = delete;
    compared_pair& operator=(const compared_pair&) = delete;

    [[nodiscard]] const plan& old_plan() const { return was.rubrics[0].program; }
    [[nodiscard]] const plan& new_plan() const { return now.rubrics[0].program; }
};

/// Facts of both: near the figures of the document as often as anywhere.
inline fact_values random_facts(const comparison& c, unsigned seed) {
    std::mt19937 random(seed);
    static const plan* of = nullptr;
    static std::vector<std::vector<number>> telling;
    if (of != &c.joint.both || telling.size() != c.joint.both.facts.size()) {
        of = &c.joint.both;
        telling = telling_values(c.joint.both);
    }
    fact_values out;
    for (std::size_t f = 0; f < c.joint.both.facts.size(); ++f) {
        const auto& some = telling[f];
        const extent domain = domain_of(c.joint.both.facts[f]);
        number value = some[random() % some.size()];
        if (random() % 3 == 0 && domain.low) value = domain.low->at + number(static_cast<int>(random() % 30));
        if (domain.high && domain.high->at < value) value = domain.high->at;
        out.emplace_back(std::move(value));
    }
    return out;
}

/// `many` digits of the lines that are no examples, each another one.
inline std::string with_other_figures(const std::string& text, unsigned seed, unsigned many) {
    std::vector<std::size_t> places;
    std::size_t line = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n') line = i + 1;
        const bool example = text.compare(line, 3, "例") == 0 || text.compare(line, 1, "#") == 0;
        const bool heading = i > line && i - line < 12;  // the number of an item stays
        if (!example && !heading && text[i] >= '1' && text[i] <= '9') places.push_back(i);
    }
    std::mt19937 random(seed);
    std::string out = text;
    for (unsigned n = 0; n < many && !places.empty(); ++n) {
        char& c = out[places[random() % places.size()]];
        c = c == '9' ? '8' : static_cast<char>(c + 1);
    }
    return out;
}

}  // namespace fenze
