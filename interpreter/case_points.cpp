#include "interpreter/case_points.hpp"

#include <algorithm>

namespace fenze {

namespace {

// Operations read over all combinations; above this cutting regions is the better way, for it passes over what cannot matter.
constexpr std::int64_t most_readings = 200'000;

struct whole_span {
    std::int64_t from = 0, to = 0;
};

std::optional<std::vector<whole_span>> spans_of(const case_question& q) {
    std::vector<whole_span> spans;
    std::int64_t readings = static_cast<std::int64_t>(q.cone.size());
    for (const case_variable& v : q.variables) {
        if (!v.whole || v.ends_only || !v.allowed.low || !v.allowed.high) return std::nullopt;
        const auto from = v.allowed.low->at.to_int(), to = v.allowed.high->at.to_int();
        if (!from || !to || *to < *from || number(*to) - number(*from) >= number(most_readings)) return std::nullopt;
        readings *= *to - *from + 1;
        if (readings > most_readings) return std::nullopt;
        spans.push_back({*from, *to});
    }
    return spans;
}

/// A division by zero leaves what uses it without a value, and so not fixed.
void read_point(const case_question& q, const std::vector<whole_span>& point, std::vector<extent>& values) {
    for (const std::uint32_t i : q.cone) {
        if (q.known[i]) values[i] = extent::of(*q.known[i]);
        else if (q.variable[i]) values[i] = extent::of(number(point[*q.variable[i]].from));
        else values[i] = read_extent(*q.program, q.program->operations[i], values);
    }
}

bool next_point(std::vector<whole_span>& point, const std::vector<whole_span>& spans) {
    for (std::size_t v = 0; v < point.size(); ++v) {
        if (++point[v].from <= spans[v].to) return true;
        point[v].from = spans[v].from;
    }
    return false;
}

}  // namespace

std::optional<reach> answer_by_points(const case_question& q, std::int64_t& work) {
    const auto spans = spans_of(q);
    if (!spans) return std::nullopt;
    std::vector<extent> values(q.program->operations.size());
    std::vector<whole_span> point = *spans;
    reach answer{{}, true, true, true};
    do {
        work -= static_cast<std::int64_t>(q.cone.size());
        read_point(q, point, values);
        const auto holds = [&](std::uint32_t m) { return values[m].fixed() && sign(*values[m].low) != 0; };
        const extent& goal = values[q.goal];
        if (!goal.fixed() || !std::all_of(q.must.begin(), q.must.end(), holds)) continue;
        answer.of = answer.empty ? goal : either(answer.of, goal);
        answer.empty = false;
    } while (next_point(point, *spans));
    return answer;
}

}  // namespace fenze
