#include "repl/missing_text.hpp"

#include <algorithm>

#include "repl/asked_names.hpp"
#include "repl/layout.hpp"
#include "repl/next_step_text.hpp"
#include "repl/reasons.hpp"

namespace fenze {
namespace {

constexpr std::size_t short_enough = 12;  // missing facts for which both ends are told unasked

class missing_page {
public:
    missing_page(const plan& p, const scored& s, const missing_report& report, const manner& how, std::uint32_t width)
        : p_(p), s_(s), report_(report), how_(how), zh_(how.zh), width_(width), name_(p) {}

    std::string written(bool ends) {
        const result& r = *s_.came_to;
        out_ = painted(p_.title, "1", how_.color) + "\n";
        const auto count = std::to_string(report_.moving.size());
        line((zh_ ? "总分 " : "total ") + points_text(r.at(p_.total)) +
             (report_.moving.empty() ? (zh_ ? "；没有未填而又影响总分的事实。" : "; no missing fact can move it.")
                                     : (zh_ ? "；未填 " + count + " 项：" : "; " + count + " facts missing:")));
        ranked();
        idle();
        if (ends || report_.moving.size() <= short_enough) {
            end(report_.lowest, r.at(p_.total).low, zh_ ? "最低" : "at least ");
            end(report_.highest, r.at(p_.total).high, zh_ ? "最高" : "at most ");
        } else if (report_.lowest || report_.highest) {
            line(zh_ ? "最低分和最高分各是怎样填的，" + std::string(how_.talk ? "写“未填 两端”" : "可用 --ends ") + "列出。"
                     : "How the lowest and the highest total come about is told by " + std::string(how_.talk ? "`missing ends`." : "--ends."));
        }
        return out_;
    }

private:
    void line(const std::string& text) {
        for (const auto& part : wrap(text, width_)) out_ += part + "\n";
    }

    [[nodiscard]] std::string called(std::uint32_t f) const {
        const fact& own = p_.facts[f];
        return name_(own) + (own.unit.empty() ? "" : zh_ ? "（" + own.unit + "）" : " (" + own.unit + ")");
    }

    [[nodiscard]] std::string settles(const missing_fact& m) const {
        if (!m.settles) return zh_ ? "没有上限，填了才有数" : "unbounded until it is given";
        const auto points = m.settles->display();
        const std::string of = m.within ? (zh_ ? "本项 " : "of its item ") : (zh_ ? " " : "");
        if (m.settles->sign() == 0) return zh_ ? "要同别的事实一起才定得下分" : "settles nothing by itself";
        if (*m.settles == m.least) return zh_ ? "能定下" + of + points + " 分" : "settles " + of + points;
        return zh_ ? "最多能定下" + of + points + " 分" : "settles up to " + of + points;
    }

    void ranked() {
        std::uint32_t names = 12;
        constexpr std::uint32_t widest = 60;
        for (const auto& m : report_.moving) names = std::max(names, std::min(widest, cells(called(m.fact))));
        std::size_t number = 0;
        for (const auto& m : report_.moving) {
            const auto name = wrap(called(m.fact), names);
            out_ += pad_left(std::to_string(++number), 4) + "  " + pad_right(name.front(), names) + "  " + settles(m) + "\n";
            for (std::size_t i = 1; i < name.size(); ++i) out_ += "      " + name[i] + "\n";
        }
    }

    void idle() {
        for (auto at = report_.idle.begin(); at != report_.idle.end();) {
            const idle_fact& i = *at;
            std::string name;  // of all that do not matter for the same reason
            for (; at != report_.idle.end() && at->why == i.why && at->node == i.node; ++at)
                name += (name.empty() || zh_ ? "" : ", ") + std::string(zh_ ? "“" : "\"") + name_(p_.facts[at->fact]) + (zh_ ? "”" : "\"");
            const auto item = i.node ? fit(label_of(p_.nodes[*i.node]), 30) : std::string();
            switch (i.why) {
                case idle_reason::capped:
                    line(zh_ ? name + "已不影响总分（“" + item + "”已达上限）。" : name + " no longer matters: \"" + item + "\" is at its cap.");
                    break;
                case idle_reason::zeroed:
                    line(zh_ ? name + "已不影响总分（“" + item + "”不得分）。" : name + " no longer matters: \"" + item + "\" gives nothing.");
                    break;
                case idle_reason::outcome:
                    line(zh_ ? name + "不影响总分，只影响等级和结果。" : name + " matters for the grade and its consequences only.");
                    break;
                case idle_reason::other:
                    line(zh_ ? name + "不影响总分。" : name + " cannot move the total.");
                    break;
            }
        }
    }

    void end(const std::optional<fact_values>& values, const std::optional<number>& at, const std::string& which) {
        if (report_.moving.empty() || !at) return;
        if (!values) {
            line(which + at->display() + (zh_ ? "分：没有找到正好到这个分数的一组事实。" : ": no facts were found that come to it."));
            return;
        }
        std::string text = which + at->display() + (zh_ ? "分：" : ": ");
        std::vector<std::uint32_t> facts;
        for (const auto& m : report_.moving) facts.push_back(m.fact);
        std::sort(facts.begin(), facts.end());
        bool first = true;
        for (const auto f : facts) {
            text += (first ? "" : zh_ ? "，" : ", ") + name_(p_.facts[f]) + " " + amount_text(p_.facts[f], *(*values)[f]);
            first = false;
        }
        line(text + (zh_ ? "。" : "."));
    }

    const plan& p_;
    const scored& s_;
    const missing_report& report_;
    const manner& how_;
    bool zh_;
    std::uint32_t width_;
    asked_names name_;
    std::string out_;
};

}  // namespace

std::string missing_text(const plan& p, const scored& s, const missing_report& report, const manner& how, std::uint32_t width, bool ends) {
    return missing_page(p, s, report, how, width).written(ends);
}

}  // namespace fenze
