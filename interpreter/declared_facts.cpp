#include "interpreter/declared_facts.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/phrases.hpp"
#include "dsl/text.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/rebase.hpp"

namespace fenze {
namespace {

bool numeric(fact_kind k) { return k == fact_kind::count || k == fact_kind::amount || k == fact_kind::percent || k == fact_kind::number; }

/// What the fact asks for, in words: 件数（件）, 选项（很完善、比较完善）.
std::string asks(const fact& f) {
    std::string inside = f.unit;
    for (const auto& o : f.options) inside += (inside.empty() ? "" : "、") + o;
    if (f.kind == fact_kind::score && f.min && f.max) inside = f.min->text() + "-" + f.max->text() + "分";
    return kind_zh(f.kind) + (inside.empty() ? "" : "（" + inside + "）");
}

class facts_declarer {
public:
    facts_declarer(const source& text, const rubric_text& written, model& m, diagnostics& out) : text_(text), written_(written), m_(m), out_(out) {}

    std::set<std::size_t> run() {
        for (const auto& d : written_.directives)
            if (d.word == "事实") declare(d);
        return std::move(declared_);
    }

private:
    void complain(const char* code, span at, words message, words help, std::vector<label> labels = {}) {
        diagnostic d;
        d.code = code;
        d.at = at;
        d.message = std::move(message);
        d.help = std::move(help);
        d.labels = std::move(labels);
        out_.push_back(std::move(d));
    }

    // 管理评价意见（0-10分）, 企业产值（万元）, 是否上市（是否）, 平台类型（省级|市级）
    [[nodiscard]] fact written_as(const directive& d) const {
        const folded line = fold(text_, d.text_at);
        const auto open = line.text.find('(');
        std::string name = line.text.substr(0, open);
        while (ends(name, ":")) name.pop_back();
        fact f;
        f.name = without_blanks(text_.slice(line.original(0, name.size())));
        f.path = f.name;
        f.at = d.text_at;
        f.text = std::string(text_.slice(d.text_at));
        f.kind = fact_kind::number;
        if (open == std::string::npos || name.empty()) return f;
        const auto close = line.text.rfind(')');
        const std::size_t from = open + 1, to = close == std::string::npos ? line.text.size() : close;
        const std::string inside = line.text.substr(from, to - from);
        if (const auto is = read_interval(line, from); is && is->end <= to) {
            f.unit = is->is.high ? is->is.high->amount.unit : is->is.low->amount.unit;
            if (is->is.low && !is->is.bare) f.min = number::parse(is->is.low->amount.value);
            if (is->is.high) f.max = number::parse(is->is.high->amount.value);
            f.kind = f.unit == "分" ? fact_kind::score : f.unit == "%" ? fact_kind::percent : is_money(f.unit) ? fact_kind::amount : fact_kind::number;
        } else if (has(inside, "|")) {
            f.kind = fact_kind::choice;
            std::size_t at = 0;
            while (at <= inside.size()) {
                const auto bar = std::min(inside.find('|', at), inside.size());
                f.options.push_back(inside.substr(at, bar - at));
                at = bar + 1;
            }
        } else {
            f.unit = inside;
            f.kind = is_money(inside) ? fact_kind::amount : inside == "%" ? fact_kind::percent : inside == "是否" ? fact_kind::boolean : fact_kind::count;
            if (f.kind == fact_kind::boolean) f.unit.clear();
            f.whole = f.kind == fact_kind::count;
        }
        return f;
    }

    void declare(const directive& d) {
        fact f = written_as(d);
        if (f.name.empty()) {
            complain("FZ135", d.text_at, {"“事实：”后面要写事实的名称。", "事实： needs a name"}, {"写成“事实：管理评价意见（0-10分）”。", "write a name"});
            return;
        }
        const std::string key = name_key(f.name);
        std::vector<std::size_t> asked;  // by the items, in their order
        for (std::size_t n = 0; n < m_.facts.size(); ++n)
            if (name_key(m_.facts[n].name) == key) asked.push_back(n);
        if (asked.empty()) {
            m_.facts.push_back(std::move(f));
            declared_.insert(m_.facts.size() - 1);
            return;
        }
        const std::size_t one = asked.front(), home = m_.facts[one].node;
        if (d.node == 0)
            for (const std::size_t other : asked)
                if (m_.facts[other].node != home && m_.facts[other].use == fact_use::score && !join(one, other, d)) return;
        in_unit_of(f, one, d);
        if (f.min) m_.facts[one].min = f.min;
        if (f.max) m_.facts[one].max = f.max;
        declared_.insert(one);
    }

    /// 万元 for what the sentences give in 亿元; 场 for 次, which count alike.
    void in_unit_of(const fact& said, std::size_t one, const directive& d) {
        fact& f = m_.facts[one];
        if (said.unit.empty() || said.unit == f.unit || !numeric(f.kind)) return;
        if (f.unit.empty() || same_counter(said.unit, f.unit)) {
            f.unit = said.unit;
            return;
        }
        const auto factor = convert(number(1), f.unit, said.unit);
        if (!factor) {
            complain("FZ149", d.text_at,
                {"声明的单位是“" + said.unit + "”，句子里“" + f.name + "”用的是“" + f.unit + "”，换算不了。",
                    "the unit declared is “" + said.unit + "”, that of the sentences “" + f.unit + "”"},
                {"改成“事实：" + f.name + "（" + f.unit + "）”。", "write 事实：" + f.name + "（" + f.unit + "）"}, {{f.at, {"句子在这里", "the sentence"}}});
            return;
        }
        rebase(m_, {one, one, *factor, {}});
        turn(f, *factor);
        f.unit = said.unit;
    }

    static void turn(fact& f, const number& factor) {
        if (f.min) f.min = *f.min * factor;
        if (f.max) f.max = *f.max * factor;
        if (factor == number(1) || f.kind != fact_kind::count) return;
        f.kind = fact_kind::number;  // 1.5万人
        f.whole = false;
    }

    /// For each option of `from` the one of `to` with the same words; nothing where they do not pair off.
    [[nodiscard]] static std::optional<std::vector<std::size_t>> paired(const fact& from, const fact& to) {
        std::vector<std::size_t> out;
        for (const auto& o : from.options) {
            const auto found = std::find_if(to.options.begin(), to.options.end(), [&](const std::string& p) { return name_key(p) == name_key(o); });
            const auto at = static_cast<std::size_t>(found - to.options.begin());
            if (found == to.options.end() || std::find(out.begin(), out.end(), at) != out.end()) return std::nullopt;
            out.push_back(at);
        }
        return out.size() == to.options.size() ? std::optional(std::move(out)) : std::nullopt;
    }

    /// How the second comes to the first; nothing where they are not the same thing.
    [[nodiscard]] std::optional<rebasing> as(std::size_t one, std::size_t other) const {
        const fact &a = m_.facts[one], &b = m_.facts[other];
        rebasing how{other, one, number(1), {}};
        if (numeric(a.kind) && numeric(b.kind)) {
            if (a.unit == b.unit || a.unit.empty() || b.unit.empty() || same_counter(a.unit, b.unit)) return how;
            const auto factor = convert(number(1), b.unit, a.unit);
            if (!factor) return std::nullopt;
            how.factor = *factor;
            return how;
        }
        if (a.kind != b.kind) return std::nullopt;
        if (a.kind == fact_kind::score && (a.min != b.min || a.max != b.max)) return std::nullopt;
        if (a.kind != fact_kind::choice) return how;
        auto options = paired(b, a);
        if (!options) return std::nullopt;
        how.options = std::move(*options);
        return how;
    }

    /// What two items ask for by the same words becomes one fact of the whole rubric.
    bool join(std::size_t one, std::size_t other, const directive& d) {
        const auto how = as(one, other);
        fact &stays = m_.facts[one], &goes = m_.facts[other];
        if (!how) {
            complain("FZ149", d.text_at,
                {"声明了“" + stays.name + "”是同一个事实，但几处问的不是一样的东西：一处是" + asks(stays) + "，一处是" + asks(goes) + "。",
                    "“" + stays.name + "” is declared as one fact, but the items ask for different things"},
                {"把其中一处的名称写得不同，或删去这一行，两处分别填写。", "give one of them another name, or delete this line"},
                {{stays.at, {"一处在这里", "one of them"}}, {goes.at, {"另一处在这里", "the other"}}});
            return false;
        }
        rebase(m_, *how);
        turn(goes, how->factor);
        if (stays.unit.empty()) stays.unit = goes.unit;
        if (stays.kind != goes.kind && !(stays.kind == fact_kind::percent || stays.kind == fact_kind::amount)) stays.kind = goes.kind;
        stays.whole = stays.whole && goes.whole;
        if (!stays.whole && stays.kind == fact_kind::count) stays.kind = fact_kind::number;
        stays.or_none = stays.or_none || goes.or_none;
        stays.min = stays.min && goes.min ? std::optional(minimum(*stays.min, *goes.min)) : std::nullopt;
        stays.max = stays.max && goes.max ? std::optional(maximum(*stays.max, *goes.max)) : std::nullopt;
        stays.node = 0;
        stays.node_title.clear();
        goes.name.clear();  // nobody asks for it any more
        return true;
    }

    const source& text_;
    const rubric_text& written_;
    model& m_;
    diagnostics& out_;
    std::set<std::size_t> declared_;
};

}  // namespace

std::set<std::size_t> declare_facts(const source& text, const rubric_text& written, model& m, diagnostics& out) {
    return facts_declarer(text, written, m, out).run();
}

}  // namespace fenze
