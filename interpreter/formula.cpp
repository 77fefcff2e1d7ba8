#include "interpreter/formula.hpp"

#include <algorithm>

#include "dsl/fold.hpp"

namespace fenze {
namespace {

using tree = std::shared_ptr<const formula_node>;
using form = formula_node::form;

class parser {
public:
    explicit parser(std::string_view text) : text_(text) {}

    tree whole() {
        auto out = sum(0);
        return out && at_ == text_.size() ? out : nullptr;
    }

private:
    static constexpr int deepest = 100;
    static constexpr int longest = 500;  // operations: the tree of a chain is as deep as the chain is long

    bool skip(std::string_view what) {
        if (text_.substr(at_, what.size()) != what) return false;
        at_ += what.size();
        return true;
    }
    tree join(form kind, tree a, tree b) {
        if (!a || !b || ++joined_ > longest) return nullptr;
        auto out = std::make_shared<formula_node>();
        out->kind = kind;
        out->parts = {std::move(a), std::move(b)};
        return out;
    }
    tree sum(int depth) {
        if (depth > deepest) return nullptr;
        tree out = product(depth);
        while (out) {
            if (skip("+")) out = join(form::add, out, product(depth));
            else if (skip("-")) out = join(form::subtract, out, product(depth));
            else break;
        }
        return out;
    }
    tree product(int depth) {
        tree out = atom(depth);
        while (out) {
            if (skip("×") || skip("*") || skip("·")) out = join(form::multiply, out, atom(depth));
            else if (skip("÷") || skip("/")) out = join(form::divide, out, atom(depth));
            else break;
        }
        return out;
    }
    tree atom(int depth) {
        if (skip("(") || skip("[") || skip("{")) {
            tree inner = sum(depth + 1);
            if (!inner || !(skip(")") || skip("]") || skip("}"))) return nullptr;
            return inner;
        }
        auto out = std::make_shared<formula_node>();
        const std::size_t from = at_;
        while (at_ < text_.size() && ((text_[at_] >= '0' && text_[at_] <= '9') || text_[at_] == '.')) ++at_;
        if (at_ > from) {
            const auto value = number::parse(text_.substr(from, at_ - from));
            if (!value) return nullptr;
            out->value = *value;
            if (skip("%")) out->value = out->value * number::fraction(1, 100);
            skip("分");
            return out;
        }
        static constexpr std::string_view stops = "+-*/()[]{}=<>,;:%!?|\"'";
        while (at_ < text_.size()) {
            const auto n = character_length(text_, at_);
            const auto c = text_.substr(at_, n);
            if (n == 1 && stops.find(c[0]) != std::string_view::npos) break;
            if (c == "×" || c == "÷" || c == "·" || c == "。" || c == "、" || c == "∑" || c == "Σ" || c == "…" || c == "√" || c == "≤" || c == "≥") break;
            at_ += n;
        }
        if (at_ == from) return nullptr;
        const std::string_view word = text_.substr(from, at_ - from);
        if ((word == "min" || word == "max") && skip("(")) {
            tree joined = sum(depth + 1);
            while (joined && (skip(",") || skip("、"))) joined = join(word == "min" ? form::least : form::greatest, joined, sum(depth + 1));
            return joined && skip(")") ? joined : nullptr;
        }
        out->kind = form::name;
        out->name = std::string(text_.substr(from, at_ - from));
        return out;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int joined_ = 0;
};

}  // namespace

tree parse_formula(std::string_view folded) { return parser(folded).whole(); }

void names_in(const formula_node& t, std::vector<std::string>& out) {
    if (t.kind == form::name && std::find(out.begin(), out.end(), t.name) == out.end()) out.push_back(t.name);
    for (const auto& p : t.parts) names_in(*p, out);
}

tree resolve(const formula_node& t, const std::function<tree(const std::string&)>& by) {
    if (t.kind == form::name) return by(t.name);
    auto out = std::make_shared<formula_node>(t);
    for (auto& p : out->parts) {
        p = resolve(*p, by);
        if (!p) return nullptr;
    }
    return out;
}

std::uint32_t lower_formula(const formula_node& t, formula_target& target, span at) {
    plan& p = target.into;
    const auto push = [&](operation o) {
        o.at = at;
        p.operations.push_back(std::move(o));
        return static_cast<std::uint32_t>(p.operations.size() - 1);
    };
    operation o;
    switch (t.kind) {
        case form::number:
            o.kind = op::constant;
            o.value = t.value;
            return push(std::move(o));
        case form::fact: {
            const std::uint32_t fact_op = target.fact[t.fact];
            if (!t.percent) return fact_op;
            o.kind = op::scale;
            o.in = {fact_op};
            o.value = number::fraction(1, 100);
            return push(std::move(o));
        }
        case form::name:
            return push(std::move(o));
        default:
            break;
    }
    const std::uint32_t a = lower_formula(*t.parts[0], target, at);
    std::uint32_t b = lower_formula(*t.parts[1], target, at);
    switch (t.kind) {
        case form::subtract: {
            operation minus;
            minus.kind = op::scale;
            minus.in = {b};
            minus.value = number(-1);
            b = push(std::move(minus));
            o.kind = op::add;
            break;
        }
        case form::multiply:
        case form::divide: {
            // by a constant is a scale: such operations stay static
            const auto fixed = [&](const formula_node& part) { return part.kind == form::number; };
            if (t.kind == form::multiply && (fixed(*t.parts[0]) || fixed(*t.parts[1]))) {
                const bool first = fixed(*t.parts[0]);
                o.kind = op::scale;
                o.in = {first ? b : a};
                o.value = t.parts[first ? 0 : 1]->value;
                return push(std::move(o));
            }
            if (t.kind == form::divide && fixed(*t.parts[1]) && t.parts[1]->value.sign() != 0) {
                o.kind = op::scale;
                o.in = {a};
                o.value = *fenze::divide(number(1), t.parts[1]->value);
                return push(std::move(o));
            }
            o.kind = t.kind == form::multiply ? op::multiply : op::divide;
            break;
        }
        case form::least:
            o.kind = op::min;
            break;
        case form::greatest:
            o.kind = op::max;
            break;
        default:
            o.kind = op::add;
            break;
    }
    o.in = {a, b};
    return push(std::move(o));
}

tree as_percent_points(const formula_node& t) {
    auto out = std::make_shared<formula_node>(t);
    if (t.kind == form::fact && t.percent) {
        auto hundred = std::make_shared<formula_node>();
        hundred->value = number(100);
        auto figure = std::make_shared<formula_node>();
        figure->kind = form::multiply;
        figure->parts = {std::move(out), std::move(hundred)};
        return figure;
    }
    bool any = false;
    for (auto& part : out->parts)
        if (auto bare = as_percent_points(*part)) {
            part = std::move(bare);
            any = true;
        }
    return any ? out : nullptr;
}

bool subtracts_points(const formula_node& t) {
    if (t.kind == form::add || t.kind == form::subtract)
        for (const std::size_t n : {0U, 1U}) {
            const auto &a = *t.parts[n], &b = *t.parts[1 - n];
            if (a.kind == form::fact && a.percent && b.kind == form::number && b.value > number(1)) return true;
        }
    return std::any_of(t.parts.begin(), t.parts.end(), [](const tree& part) { return subtracts_points(*part); });
}

std::optional<number> value_of(const formula_node& t, const std::function<std::optional<number>(std::size_t)>& fact) {
    if (t.kind == form::number) return t.value;
    if (t.kind == form::name) return std::nullopt;
    if (t.kind == form::fact) {
        const auto given = fact(t.fact);
        return given && t.percent ? std::optional(*given * number::fraction(1, 100)) : given;
    }
    const auto a = value_of(*t.parts[0], fact), b = value_of(*t.parts[1], fact);
    if (!a || !b) return std::nullopt;
    switch (t.kind) {
        case form::add:
            return *a + *b;
        case form::subtract:
            return *a - *b;
        case form::multiply:
            return *a * *b;
        case form::divide:
            return divide(*a, *b);
        case form::least:
            return minimum(*a, *b);
        default:
            return maximum(*a, *b);
    }
}

void facts_in(const formula_node& t, std::vector<std::size_t>& out) {
    if (t.kind == form::fact && std::find(out.begin(), out.end(), t.fact) == out.end()) out.push_back(t.fact);
    for (const auto& p : t.parts) facts_in(*p, out);
}

std::string formula_text_of(const formula_node& t, const std::vector<fact>& facts) {
    const auto part = [&](std::size_t n) {
        const std::string inner = formula_text_of(*t.parts[n], facts);
        return t.parts[n]->parts.empty() ? inner : "（" + inner + "）";
    };
    switch (t.kind) {
        case form::number:
            return t.value.text();
        case form::name:
            return t.name;
        case form::fact:
            return facts[t.fact].name;
        case form::add:
            return part(0) + "＋" + part(1);
        case form::subtract:
            return part(0) + "－" + part(1);
        case form::multiply:
            return part(0) + "×" + part(1);
        case form::divide:
            return part(0) + "÷" + part(1);
        default:
            return part(0);
    }
}

}  // namespace fenze
