#include "dsl/points.hpp"

#include "dsl/fold.hpp"
#include "dsl/numeral.hpp"
#include "dsl/several.hpp"

namespace fenze {
namespace {

using namespace grammar;  // NOLINT: this file is the grammar's reader

// The word for points at the cursor; the words of `allowed` may follow it although they are listed as making another word of 分.
std::string_view take_points_word(cursor& in, word_list allowed) {
    cursor probe = in;
    probe.skip("个");
    for (const std::string_view word : {"学分", "积分", "分"}) {
        if (!probe.skip(word)) continue;
        if (word == "分" && probe.sees<not_points>() && !sees_any(probe, allowed)) return {};
        in = probe;
        return word;
    }
    return {};
}

}  // namespace

std::optional<std::string> points_number(cursor& in, bool chinese) {
    if (const auto number = in.take<figure>()) return plain_numeral(*number);
    if (!chinese) return std::nullopt;
    cursor probe = in;
    const auto number = probe.take<peg::sor<cn_decimal, cn_number>>();
    if (!number || (!sees_any(probe, {"分", "个", "学分", "积分"}) && !probe.sees<dash>())) return std::nullopt;
    cursor behind = probe;
    behind.skip("个");
    if (skip_any(behind, {"学分", "积分", "分"}) && !behind.done()) {
        constexpr std::string_view stops = ",;。、)(:的/，；每且最上封累不止";
        if (!has(stops, behind.text.substr(behind.at, character_length(behind.text, behind.at)))) return std::nullopt;
    }
    in = probe;
    return plain_numeral(*number);
}

bool points_unit(cursor& in, std::string* unit_text) {
    const auto word = take_points_word(in, {"分值", "值计", "工作"});
    if (!word.empty() && unit_text) *unit_text = std::string(word);
    return !word.empty();
}

bool limit_unit(cursor& in) { return !take_points_word(in, {}).empty(); }

std::optional<std::string> points_figure(cursor& in) {
    cursor probe = in;
    auto number = probe.take<peg::sor<figure, cn_number>>();
    if (!number || !limit_unit(probe)) return std::nullopt;
    auto value = plain_numeral(*number);
    if (!value) return std::nullopt;
    in = probe;
    return value;
}

}  // namespace fenze
