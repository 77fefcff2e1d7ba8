// Units that do not go together: 30%-50分, and a tier that speaks of another unit than the tiers around it.

#include "dsl/text.hpp"
#include "interpreter/check/checks.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

bool go_together(const std::string& a, const std::string& b) { return a.empty() || b.empty() || a == b || convert(number(1), a, b) || same_counter(a, b); }

const std::string* unit_in(const interval_text& is) {
    for (const auto* b : {&is.high, &is.low})
        if (*b && !(*b)->amount.unit.empty()) return &(*b)->amount.unit;
    return nullptr;
}

class units_check {
public:
    explicit units_check(review& r) : r_(r) {}

    void run() {
        const clause_text* last = nullptr;
        const placed_item* last_at = nullptr;
        std::string unit;
        std::size_t so_far = 0;  // tiers in that unit
        for (std::size_t n = 0; n < r_.items.size(); ++n) {
            const auto& item = r_.items[n];
            const auto* c = std::get_if<clause_text>(&item.is);
            if (c && inside(item, *c)) {
                last = nullptr;
                continue;
            }
            if (!c || c->when.size() != 1 || c->when[0].size() != 1 || !c->when[0][0].is || c->each) {
                if (c) last = nullptr;
                continue;
            }
            const interval_text& is = *c->when[0][0].is;
            if (is.low && is.high && !go_together(is.low->amount.unit, is.high->amount.unit)) {
                // 3分-5% behind 5%以上: the one that does not go with the list
                const bool low_odd = !unit.empty() && last && go_together(is.high->amount.unit, unit);
                if (low_odd) say(item.at, is.low->amount.unit, is.high->amount.unit, item.at);
                else say(item.at, is.high->amount.unit, is.low->amount.unit, item.at);
                last = nullptr;
                continue;
            }
            const std::string* own = unit_in(is);
            const std::string& subject = c->when[0][0].subject;
            const bool sequel = last && (subject.empty() || (characters(subject) <= 2 && ends(last->when[0][0].subject, subject))) &&
                                c->when[0][0].rest.empty() && c->prefix.empty() && !c->starts_sentence && item.at.begin >= last_at->at.end &&
                                item.at.begin - last_at->at.end <= 12 && c->award.take == last->award.take;
            if (sequel && own && !unit.empty() && !go_together(*own, unit)) {
                if (so_far == 1 && next_goes_with(n, *own)) {  // 80分以上, 60%以上, 40%以上: the first is the odd one
                    say(last_at->at, unit, *own, item.at);
                    unit = *own;
                } else {
                    say(item.at, *own, unit, last_at->at);
                    continue;  // what follows is compared with the list, not with the odd one
                }
            }
            so_far = sequel ? so_far + 1 : 1;
            last = c;
            last_at = &item;
            if (own && (!sequel || unit.empty())) unit = *own;
            if (!own && !sequel) unit.clear();
        }
    }

private:
    /// Whether the clause behind speaks of the same unit.
    [[nodiscard]] bool next_goes_with(std::size_t n, const std::string& unit) const {
        if (n + 1 >= r_.items.size() || r_.items[n + 1].sentence != r_.items[n].sentence) return false;
        const auto* c = std::get_if<clause_text>(&r_.items[n + 1].is);
        if (!c || c->when.size() != 1 || c->when[0].size() != 1 || !c->when[0][0].is) return false;
        const std::string* own = unit_in(*c->when[0][0].is);
        return own && go_together(*own, unit);
    }

    /// 90分以上不足95%: two bounds of one quantity in different units.
    bool inside(const placed_item& item, const clause_text& c) {
        for (const auto& group : c.when)
            for (std::size_t n = 1; n < group.size(); ++n) {
                if (!group[n].is || !group[n - 1].is || !group[n].subject.empty() || !group[n].rest.empty()) continue;
                const auto *a = unit_in(*group[n - 1].is), *b = unit_in(*group[n].is);
                if (!a || !b || go_together(*a, *b)) continue;
                say(item.at, *a, *b, item.at);
                return true;
            }
        return false;
    }

    void say(span at, const std::string& own, const std::string& other, span beside) {
        if (r_.told("FZ316", at) || r_.heard(at)) return;
        std::string mended = r_.words_of(at);
        if (const auto place = mended.find(own); place != std::string::npos) mended.replace(place, own.size(), other);
        diagnostic& d = r_.add("FZ316", severity::warning, at,
            {"“" + r_.words_of(at) + "”的单位是“" + own + "”，与前面的“" + other + "”不是一回事。", "the unit here is " + own + ", before it " + other},
            {"疑为“" + mended + "”；若是另一个量，请写明名称。", "perhaps " + other + "; if it is another quantity, name it"});
        if (!(beside == at)) d.labels.push_back({beside, {"前面用“" + other + "”", "before it " + other}});
    }

    review& r_;
};

}  // namespace

void check_units(review& r) { units_check(r).run(); }

}  // namespace fenze
