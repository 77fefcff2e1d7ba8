// Words that are figures in disguise: 持平, 全部完成, 第三名, 异常率为0, 不扣分.

#include <optional>
#include <string_view>
#include <utility>

#include "dsl/text.hpp"
#include "interpreter/node/clause_edit.hpp"
#include "interpreter/node/clause_shape.hpp"

namespace fenze {

namespace {
// What a word says of a growth rate against zero: below, at or above it.
std::optional<interval_text> against_zero(std::string_view words) {
    struct sign {
        std::string_view word;
        int low, high;  // 0: no bound there, 1: zero itself counts, 2: it does not
    };
    static constexpr sign all[] = {{"负增长", 0, 2}, {"出现负增长", 0, 2}, {"呈负增长", 0, 2}, {"为负增长", 0, 2}, {"为负", 0, 2}, {"为负值", 0, 2},
        {"下降", 0, 2}, {"有所下降", 0, 2}, {"同比下降", 0, 2}, {"降低", 0, 2}, {"减少", 0, 2}, {"零增长", 1, 1}, {"持平", 1, 1}, {"与上年持平", 1, 1},
        {"基本持平", 1, 1}, {"未增长", 0, 1}, {"不增长", 0, 1}, {"没有增长", 0, 1}, {"无增长", 0, 1}, {"零增长或负增长", 0, 1}, {"零增长及负增长", 0, 1},
        {"持平或下降", 0, 1}, {"负增长或零增长", 0, 1}, {"正增长", 2, 0}, {"为正增长", 2, 0}, {"有增长", 2, 0}, {"有所增长", 2, 0}, {"实现正增长", 2, 0},
        {"实现增长", 2, 0}};
    while (ends(words, "的")) words.remove_suffix(3);
    for (const std::string_view name : {"增速", "增长率", "增幅", "增长速度", "增长"})
        if (starts(words, name) && words.size() > name.size()) words.remove_prefix(name.size());
    for (const auto& s : all) {
        if (words != s.word) continue;
        bound_text zero;
        zero.amount.value = "0";
        zero.amount.unit = "%";
        interval_text out;
        if (s.low != 0) out.low = zero, out.low->inclusive = s.low == 1;
        if (s.high != 0) out.high = zero, out.high->inclusive = s.high == 1;
        return out;
    }
    return std::nullopt;
}
}  // namespace

namespace {
// The same of a rate of decline: 下降10%以上得5分，下降得3分，持平得1分，上升不得分.
std::optional<interval_text> decline_against_zero(std::string_view words) {
    while (ends(words, "的")) words.remove_suffix(3);
    const bool falls = is_any(words, {"下降", "有所下降", "略有下降", "降低", "有所降低", "减少", "有所减少"});
    const bool level = is_any(words, {"持平", "与上年持平", "基本持平", "与去年持平", "不变"});
    const bool rises = is_any(words, {"上升", "有所上升", "增长", "增加", "升高", "反弹", "同比上升", "同比增长", "同比增加", "不降反升"});
    const bool not_falls = is_any(words, {"未下降", "没有下降", "未降低", "未减少", "持平或上升", "持平或增长", "持平或增加"});
    if (!falls && !level && !rises && !not_falls) return std::nullopt;
    bound_text zero;
    zero.amount.value = "0";
    zero.amount.unit = "%";
    zero.inclusive = level || not_falls;
    interval_text out;
    if (falls || level) out.low = zero;
    if (!falls) out.high = zero;
    return out;
}
}  // namespace

std::vector<placed_item> spell_signs(std::vector<placed_item> items) {
    bool growth = false, decline = false;
    const bool subjectless = std::none_of(items.begin(), items.end(), [](const placed_item& p) {
        const auto* c = std::get_if<clause_text>(&p.is);
        return c && !c->when.empty() && c->when[0][0].is && !(c->when[0][0].subject + c->prefix).empty();
    });
    for (auto& p : items) {
        auto* c = std::get_if<clause_text>(&p.is);
        if (!c) continue;  // a cap between them
        if (growth && c->when.size() == 2 && c->when[0].size() == 1 && c->when[1].size() == 1 && c->when[0][0].is && !c->when[1][0].is &&
            c->when[1][0].rest.empty() && c->when[0][0].is->high && !c->when[0][0].is->low &&
            is_any(c->when[1][0].subject, {"持平", "与上年持平", "零增长", "基本持平", "无增长"}))
            c->when.pop_back();  // 增长5%以下或持平: the first says so already
        if (c->when.empty() || compound(*c) || c->each) {
            if (c->each) {
                growth = growth || (c->each->towards == direction::up && c->each->each.unit == "百分点") ||
                         (c->each->each.unit == "%" && c->each->towards == direction::up);
                continue;
            }
            growth = decline = false;
            continue;
        }
        atom_text& atom = c->when[0][0];
        if (atom.is) {
            const bool percent = (atom.is->low ? atom.is->low : atom.is->high)->amount.unit == "%";
            if (subjectless && percent) growth = true;  // of the title: 负增长 can be said of nothing else
            else if (!atom.subject.empty() || !c->prefix.empty()) {
                decline = percent && ends_any(c->prefix + atom.subject, {"下降", "降低", "减少", "下降率", "降幅", "下降幅度"});
                growth = percent && !decline && has_any(c->prefix + atom.subject, {"增长", "增幅", "增速", "增加", "提高", "同比", "增值"});
            }
            continue;
        }
        if (!(growth || decline) || !atom.rest.empty()) continue;
        if (subjectless && !is_any(atom.subject, {"负增长", "零增长", "无增长"})) continue;
        if (auto is = growth ? against_zero(atom.subject) : decline_against_zero(atom.subject)) {
            is->at = atom.at;
            atom.is = std::move(is);
            atom.subject.clear();
            atom.subject_at = {};
        }
    }
    return items;
}

std::vector<placed_item> zero_is_a_figure(std::vector<placed_item> items) {
    for (std::size_t n = 0; n + 1 < items.size(); ++n) {
        auto* none = std::get_if<clause_text>(&items[n].is);
        const auto* next = std::get_if<clause_text>(&items[n + 1].is);
        if (!none || !next || none->each || next->each || compound(*none) || compound(*next) || none->when.empty() || next->when.empty() ||
            !next->when[0][0].is || items[n].sentence != items[n + 1].sentence || !next->prefix.empty() ||
            !(next->when[0][0].subject.empty() || has(none->when[0][0].subject, next->when[0][0].subject)))
            continue;
        if (auto& is = none->when[0][0].is) {
            const auto& figure = *next->when[0][0].is;
            if (is->low && is->high && is->low->amount.value == "0" && is->high->amount.value == "0" && is->low->amount.unit.empty())
                is->low->amount.unit = is->high->amount.unit = (figure.low ? figure.low : figure.high)->amount.unit;
            continue;
        }
        std::string& subject = none->when[0][0].subject;
        for (const std::string_view tail : {"为0", "为零", "等于0", "是0"}) {
            if (!ends(subject, tail) || subject.size() <= tail.size()) continue;
            const auto& figure = *next->when[0][0].is;
            subject.resize(subject.size() - tail.size());
            none->when[0][0].subject_at = {};
            interval_text zero;
            zero.low = zero.high = bound_text{amount_text{"0", (figure.low ? figure.low : figure.high)->amount.unit, none->when[0][0].at}, true, false};
            zero.at = none->when[0][0].at;
            none->when[0][0].is = zero;
            break;
        }
    }
    return items;
}

std::vector<placed_item> nothing_is_a_tier(std::vector<placed_item> items) {
    for (std::size_t n = 0; n + 1 < items.size(); ++n) {
        auto* none = std::get_if<clause_text>(&items[n].is);
        const auto* next = std::get_if<clause_text>(&items[n + 1].is);
        if (!none || !next || !none->award.nothing || shape_of(*none) != shape::compare || shape_of(*next) != shape::compare || compound(*none) ||
            compound(*next) || !next->award.take || next->award.kind != award_kind::points || !(next->when[0][0].subject + next->when[0][0].rest).empty() ||
            items[n].sentence != items[n + 1].sentence)
            continue;
        none->award.nothing = false;
        none->award.kind = award_kind::points;
        none->award.take = true;
        none->award.values = {"0"};
    }
    return items;
}

namespace {
// 第三名, 获得第2名: the place and what stands before it.
std::optional<std::pair<std::string, amount_text>> place_of(const clause_text& c) {
    if (c.each || compound(c) || c.when.empty() || c.when[0][0].is || !c.when[0][0].rest.empty()) return std::nullopt;
    const std::string& subject = c.when[0][0].subject;
    static constexpr std::pair<std::string_view, std::string_view> numerals[] = {{"一", "1"}, {"二", "2"}, {"三", "3"}, {"四", "4"}, {"五", "5"}, {"六", "6"},
        {"七", "7"}, {"八", "8"}, {"九", "9"}, {"十", "10"}, {"1", "1"}, {"2", "2"}, {"3", "3"}, {"4", "4"}, {"5", "5"}, {"6", "6"}, {"7", "7"}, {"8", "8"},
        {"9", "9"}, {"10", "10"}};
    for (const std::string_view unit : {"名", "位"})
        for (const auto& [said, value] : numerals) {
            const std::string tail = "第" + std::string(said) + std::string(unit);
            if (ends(subject, tail))
                return std::pair{subject.substr(0, subject.size() - tail.size()), amount_text{std::string(value), std::string(unit), c.when[0][0].at}};
        }
    return std::nullopt;
}

bool compares_places(const clause_text& c) {
    if (c.each || compound(c) || c.when.empty() || !c.when[0][0].is) return false;
    const auto& is = *c.when[0][0].is;
    return is_any((is.low ? is.low : is.high)->amount.unit, {"名", "位"});
}
}  // namespace

std::vector<placed_item> spell_places(std::vector<placed_item> items) {
    for (std::size_t from = 0; from < items.size();) {
        std::size_t to = from;
        bool compared = false;
        for (; to < items.size() && items[to].sentence == items[from].sentence; ++to)
            if (const auto* c = std::get_if<clause_text>(&items[to].is)) compared = compared || compares_places(*c);
        for (std::size_t n = from; compared && n < to; ++n) {
            auto* c = std::get_if<clause_text>(&items[n].is);
            const auto place = c ? place_of(*c) : std::nullopt;
            if (!place) continue;
            interval_text is;
            is.low = bound_text{place->second, true, false};
            is.high = is.low;
            is.at = place->second.at;
            c->when[0][0].is = is;
            c->when[0][0].subject = place->first;
            c->when[0][0].subject_at = {};
        }
        from = to;
    }
    return items;
}

std::vector<placed_item> all_is_hundred(std::vector<placed_item> items) {
    for (std::size_t n = 0; n + 1 < items.size(); ++n) {
        auto* all = std::get_if<clause_text>(&items[n].is);
        const auto* next = std::get_if<clause_text>(&items[n + 1].is);
        if (!all || !next || items[n].sentence != items[n + 1].sentence || all->each || next->each || compound(*all) || compound(*next) || all->when.empty() ||
            next->when.empty() || all->when[0][0].is || !next->when[0][0].is || all->award.take != next->award.take || next->award.more || next->award.plus)
            continue;
        const auto& is = *next->when[0][0].is;
        const auto& figure = is.low ? is.low : is.high;
        if (figure->amount.unit != "%") continue;
        if (n + 2 < items.size())  // …，每降低10%扣2分: the step is measured from the one tier before it
            if (const auto* step = std::get_if<clause_text>(&items[n + 2].is); step && step->each && step->each->towards != direction::none) continue;
        std::string& subject = all->when[0][0].subject;
        const std::string& of = next->when[0][0].subject;
        if (starts(subject, "完成") && has(subject, "全部") && of == "完成") {
            // 完成任务书约定的全部指标得30分，完成80%以上得24分
            subject = "完成";
            all->when[0][0].subject_at = {};
            interval_text hundred;
            hundred.low = bound_text{amount_text{"100", "%", all->when[0][0].at}, true, false};
            hundred.at = all->when[0][0].at;
            all->when[0][0].is = hundred;
            continue;
        }
        for (const std::string_view word : {"全部完成", "全面完成", "100%完成"}) {
            const std::string whole = ends(subject, word) ? subject.substr(0, subject.size() - word.size()) + "完成" : std::string();
            if (whole.empty() || !(of.empty() || of == whole || (of == "完成" && !next->starts_segment))) continue;
            subject = subject.substr(0, subject.size() - word.size()) + "完成";
            all->when[0][0].subject_at = {};
            interval_text hundred;
            hundred.low = bound_text{amount_text{"100", "%", all->when[0][0].at}, true, false};
            hundred.at = all->when[0][0].at;
            all->when[0][0].is = hundred;
            break;
        }
    }
    return items;
}

std::vector<placed_item> without_variables(std::vector<placed_item> items) {
    const clause_text* before = nullptr;
    std::string letter;  // of the tiers so far: X and Y are two quantities
    std::size_t sentence = 0;
    for (auto& p : items) {
        auto* c = std::get_if<clause_text>(&p.is);
        const bool compared = c && !c->each && !compound(*c) && !c->when.empty() && c->when[0][0].is;
        const std::string own = compared && c->when[0][0].subject.size() == 1 ? c->when[0][0].subject : std::string();
        const bool goes_on = before && sentence == p.sentence;
        if (!goes_on) letter.clear();
        if (goes_on && !own.empty() && (letter.empty() || letter == own) && c->when[0][0].rest.empty() && c->prefix.empty()) {
            c->when[0][0].subject.clear();
            c->when[0][0].subject_at = {};
        }
        if (!own.empty()) letter = own;
        before = compared ? c : nullptr;
        sentence = p.sentence;
    }
    return items;
}

}  // namespace fenze
