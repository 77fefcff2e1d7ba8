#include "interpreter/wording/words.hpp"

#include "dsl/fold.hpp"
#include "dsl/numeral.hpp"
#include "dsl/text.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

// A decimal as a document has it; a fraction has no terse or official spelling of its own.
bool plain(const std::string& value) { return !value.empty() && value.find('/') == std::string::npos; }

// 分别得5分、3分、1分; 各得2分.
std::vector<std::string> shared_words(const award_text& award, bool terse) {
    if (award.kind != award_kind::points || award.values.empty() || award.range) return {};
    const std::string unit = award.unit.empty() ? "分" : award.unit, gap = terse ? " " : "", verb = award.take ? "扣" : award.plus ? "加" : "得";
    std::string figures;
    for (const auto& v : award.values) {
        if (!plain(v)) return {};
        figures += (figures.empty() ? "" : "、") + v + gap + unit;
    }
    const std::string how = award.values.size() > 1 ? "分别" : "各";
    return {how + verb + gap + figures};  // the verb stays: without it the marks would be paired with the names in another way
}

bool is_measured(const std::string& unit) { return unit.empty() || unit == "%" || is_money(unit) || ends(unit, "百分点"); }

}  // namespace

std::vector<std::string> award_words(const award_text& award, bool option, bool terse) {
    if (award.nothing || award.both || award.discretion) return {};
    if (award.distributes) return shared_words(award, terse);
    if (award.halves) return {"减半计分"};
    switch (award.kind) {
        case award_kind::formula:
            return {};
        case award_kind::full:
            if (terse) return {"满分", "得满分"};
            return {"得满分"};
        case award_kind::zero:
            if (option) return {terse ? "0 分" : "得0分", "不得分"};
            return {"不得分"};
        case award_kind::share:
            if (award.values.empty() || !plain(award.values[0]) || award.take) return {};
            return {(award.of_award ? "按" : "得该项分值的") + shift_decimal(award.values[0], 2) + "%" + (award.of_award ? "计分" : "")};
        case award_kind::points:
            break;
    }
    if (award.values.empty() || award.values.size() > 2 || (award.values.size() == 2 && !award.range)) return {};
    for (const auto& v : award.values)
        if (!plain(v)) return {};
    const std::string unit = award.unit.empty() ? "分" : award.unit;
    const std::string figures = award.values[0] + (award.range ? "-" + award.values[1] : "");
    const std::string verb = award.take ? "扣" : award.more ? "再得" : award.plus ? "加" : "得";
    if (!terse) return {verb + figures + unit};
    std::vector<std::string> out;
    if (verb == "得") out.push_back(figures + " " + unit);
    out.push_back(verb + " " + figures + " " + unit);
    return out;
}

std::string bare_award(const award_text& award) {
    if (award.kind != award_kind::points || award.take || award.verb || award.bracketed || award.values.size() != 1 || !plain(award.values[0])) return {};
    return award.values[0] + (award.unit.empty() ? "分" : award.unit);
}

std::string quantity_words(const quantity_text& each, std::string_view written) {
    std::string out = without_blanks(written);
    if (starts(out, "一") && out == "一" + each.each.unit) return "每" + each.each.unit;  // 一次扣2分
    for (const std::string_view one : {"每1", "每一", "每１"})
        if (each.each.value == "1" && starts(out, one) && !is_measured(each.each.unit) && out == std::string(one) + each.each.unit)
            return "每" + each.each.unit;
    return out;
}

std::vector<std::string> cap_words_in(const cap_text& cap, bool terse) {
    if (cap.points.empty() || !plain(cap.points) || !cap.count.empty() || !cap.share.empty() || cap.leaves || cap.both_ways || !cap.subject.empty()) return {};
    const bool node = cap.scope == cap_scope::node;
    if (cap.of_additions) {
        if (terse) return {(node ? "加分合计上限 " : "加分上限 ") + cap.points};
        return {(node ? "加分合计不超过" : "加分不超过") + cap.points + "分"};
    }
    if (cap.take || cap.adds) {
        const std::string verb = cap.take ? "扣" : "加";
        if (terse) return {(node ? "累计最多" : "最多") + verb + " " + cap.points + " 分"};
        return {(node ? "累计最多" : "最多") + verb + cap.points + "分"};
    }
    if (terse) return {(node ? "合计上限 " : "上限 ") + cap.points, (node ? "累计最多 " : "最多 ") + cap.points + " 分"};
    std::vector<std::string> out{(node ? "累计不超过" : "最多得") + cap.points + "分"};
    if (cap.truncates) out.push_back((node ? "合计超过" : "超过") + cap.points + "分的按" + cap.points + "分计");
    return out;
}

bool is_grade_link(std::string_view words) {
    for (const std::string_view tail : {"的，", "的,", "的", "，", ",", "者"})
        if (starts(words, tail)) {
            words.remove_prefix(tail.size());
            break;
        }
    return is_any(words, {"", "为", "评为", "定为", "评定为", "确定为", "是", "认定为", "判定为"});
}

bool is_label_link(std::string_view words) { return is_any(words, {"", "：", ":", "（", "(", "为"}); }

}  // namespace fenze
