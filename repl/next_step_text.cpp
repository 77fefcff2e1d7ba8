#include "repl/next_step_text.hpp"

#include "interpreter/result.hpp"

namespace fenze {
namespace {

void append(std::string& to, const std::string& more, bool zh) {
    if (!to.empty() && !more.empty()) to += zh ? "；" : "; ";
    to += more;
}

/// 多6分, or 这一条多5分，总分多1分 where something above takes the rest.
std::string gain_text(const next_step& step, bool zh) {
    const auto more = [&](const number& n) { return (n.sign() < 0 ? (zh ? "少" : "-") + (-n).display() : (zh ? "多" : "+") + n.display()) + (zh ? "分" : ""); };
    if (step.gain == step.total_gain) return more(step.gain);
    if (step.total_gain.sign() == 0) return zh ? "这一条" + more(step.gain) + "，总分不变" : more(step.gain) + " here, none in all";
    return zh ? "这一条" + more(step.gain) + "，总分" + more(step.total_gain) : more(step.gain) + " here, " + more(step.total_gain) + " in all";
}

}  // namespace

std::string amount_text(const fact& f, const number& value) {
    const bool place = is_place(f) && !f.unit.empty();
    return (place ? "第" : "") + value_text(f, value) + f.unit;
}

std::string next_step_text(const plan& p, const next_step& step, bool zh) {
    const fact& f = p.facts[step.fact];
    const auto gain = gain_text(step, zh), away = step.away.text() + f.unit, to = amount_text(f, step.to);
    if (f.kind == fact_kind::boolean) return zh ? "若为" + value_text(f, step.to) + "，" + gain : to + ": " + gain;
    if (f.kind == fact_kind::choice) return zh ? "改为“" + to + "”，" + gain : "\"" + to + "\": " + gain;
    if (step.gradual) return zh ? std::string(step.down ? "每少" : "每多") + away + "，" + gain : away + (step.down ? " less: " : " more: ") + gain;
    if (step.just_above) {
        const std::string limit = (step.down ? (zh ? "低于" : "below ") : (zh ? "超过" : "above ")) + to;
        if (step.away.sign() == 0) return zh ? limit + "即可，" + gain : limit + ": " + gain;
        return zh ? "要" + limit + "，差" + away + "多一点，" + gain : limit + ", " + away + " away: " + gain;
    }
    if (zh && is_place(f)) return (step.down ? "前进" : "后退") + away + "到" + to + "，" + gain;
    if (!zh) return away + (step.down ? " less (" : " more (") + to + "): " + gain;
    if (f.kind == fact_kind::count) return (step.down ? "减少" : "再有") + away + "，" + gain;
    return (step.down ? "要降" : "差") + away + (step.down ? "，到" : "到") + to + "，" + gain;
}

std::string clause_step_text(const plan& p, const clause_step& step, bool zh) {
    std::string out;
    if (step.counted_to && step.counted_to_fact) {
        const fact& f = p.facts[*step.counted_to_fact];
        const auto next = (*step.counted_to + 1).text();
        out = zh ? "第" + next + f.unit + "起因上限未计" : "from number " + next + " on nothing is counted";
        const auto enough = step.counted_to->text() + f.unit;
        if (step.counted_with_others) out = zh ? "上限已满，只有" + enough + "也是这个分" : "the cap is full: " + enough + " would give the same";
    }
    switch (step.why_not) {
        case no_step::unknown:
            return zh ? "事实未填" : "facts not given";
        case no_step::full:
            append(out, zh ? "这一条已得满" : "this clause gives its most", zh);
            return out;
        case no_step::capped:
            if (out.empty()) out = zh ? "本项已到上限，再多也不加分" : "the item is at its cap: more brings nothing";
            return out;
        case no_step::past:
            append(out, zh ? "减少才能多得分，已发生的按不能减少算" : "only less would bring more, and what has happened stays", zh);
            return out;
        case no_step::other:
            append(out, zh ? "只改一个事实不能再多得分" : "no single fact brings more", zh);
            return out;
        case no_step::none:
            break;
    }
    for (const next_step& next : step.next) {
        const auto text = next_step_text(p, next, zh);
        const fact& f = p.facts[next.fact];
        append(out, step.next.size() == 1 ? text : f.name + (zh ? "：" : ": ") + text, zh);
    }
    return out;
}

}  // namespace fenze
