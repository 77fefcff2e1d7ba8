// Any bytes as a rubric: decoded, compiled, and every message placed. What compiles must keep the promises of a plan and evaluate.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "dsl/decode.hpp"
#include "dsl/reread.hpp"
#include "interpreter/evaluate.hpp"
#include "interpreter/fenze.hpp"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void place(const fenze::source& text, fenze::span at) {
    require(at.begin <= text.text().size() && at.end <= text.text().size());
    (void)text.where(at.begin);
    (void)text.line_of(at.end);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fenze::diagnostics said;
    fenze::decoded bytes = fenze::decode({reinterpret_cast<const char*>(data), size}, "", said);
    require(fenze::invalid_utf8(bytes.text) == std::string::npos);
    require(bytes.good || fenze::has_error(said));
    const fenze::source written("fuzz", std::move(bytes.text));
    for (const auto& one : said) place(written, one.at);
    if (!bytes.good) return 0;

    fenze::diagnostics reread_said;
    auto rewritten = fenze::reread(written, reread_said);
    const fenze::source& text = rewritten ? *rewritten : written;
    for (const auto& one : reread_said) place(text, one.at);

    const fenze::compiled result = fenze::compile(text);
    for (const auto& one : result.problems) {
        require(one.code.size() == 5 && !one.message.zh.empty());
        place(text, one.at);
        for (const auto& other : one.labels) place(text, other.at);
    }
    for (const auto& rubric : result.rubrics) {
        if (fenze::has_error(result.problems)) continue;
        require(fenze::verify_plan(rubric.program).empty());
        const fenze::fact_values unknown(rubric.program.facts.size());
        (void)fenze::range(rubric.program, unknown);
    }
    return 0;
}
