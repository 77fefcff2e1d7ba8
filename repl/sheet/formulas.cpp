#include "repl/sheet/formulas.hpp"

#include <algorithm>

namespace fenze {
namespace {

constexpr std::size_t most_work = 20'000'000, deepest = 200;

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

number magnitude(const number& value) { return value.sign() < 0 ? -value : value; }

}  // namespace

/// One formula, read and computed in one walk; anything unknown ends it.
class formula_walk {
public:
    formula_walk(formula_reader& all, std::size_t sheet, const cell_formula& from) : all_(all), own_(sheet), moved_(from), text_(from.text) {}

    std::optional<number> run() {
        const auto value = sum();
        blanks();
        return good_ && at_ == text_.size() ? value : std::nullopt;
    }

private:
    struct area {
        std::size_t sheet = 0;
        std::uint32_t top = 1, left = 1, bottom = 1, right = 1;
    };

    std::optional<number> stop() {
        good_ = false;
        return std::nullopt;
    }

    void blanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
    }
    bool take(char c) {
        blanks();
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    std::optional<number> sum() {
        auto left = product();
        while (left && good_) {
            const bool plus = take('+');
            if (!plus && !take('-')) return left;
            const auto right = product();
            if (!right) return stop();
            left = noted(plus ? *left + *right : *left - *right);
        }
        return left;
    }

    std::optional<number> product() {
        auto left = factor();
        while (left && good_) {
            const bool times = take('*');
            if (!times && !take('/')) return left;
            const auto right = factor();
            if (!right) return stop();
            if (times) {
                left = noted(*left * *right);
            } else {
                const auto quotient = divide(*left, *right);
                if (!quotient) return stop();
                left = noted(*quotient);
            }
        }
        return left;
    }

    std::optional<number> factor() {
        if (take('-')) {
            const auto value = factor();
            return value ? std::optional(-*value) : stop();
        }
        if (take('+')) return factor();
        auto value = single();
        while (value && take('%')) value = *value * number::fraction(1, 100);
        return value;
    }

    std::optional<number> single() {
        blanks();
        if (at_ >= text_.size() || ++nested_ > 100) return stop();
        std::optional<number> value;
        if (take('(')) {
            value = sum();
            if (!value || !take(')')) return stop();
        } else if (is_digit(text_[at_]) || text_[at_] == '.') {
            value = literal();
        } else if (const auto name = function_name(); !name.empty()) {
            value = function(name);
        } else if (const auto found = reference(); found && found->top == found->bottom && found->left == found->right) {
            value = cell_value(*found, found->top, found->left);
        }
        --nested_;
        return value ? value : stop();
    }

    std::optional<number> literal() {
        const auto from = at_;
        while (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '.')) ++at_;
        if (at_ < text_.size() && upper(text_[at_]) == 'E') {
            ++at_;
            if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
            const auto digits = at_;
            while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
            if (at_ == digits || at_ - digits > 3) return std::nullopt;
        }
        const auto value = number::parse(std::string_view(text_).substr(from, at_ - from));
        return value ? std::optional(noted(*value)) : std::nullopt;
    }

    /// SUM in front of (; empty where something else stands here.
    std::string function_name() {
        auto end = at_;
        std::string name;
        while (end < text_.size() && (is_letter(text_[end]) || is_digit(text_[end]) || text_[end] == '.' || text_[end] == '_')) name += upper(text_[end++]);
        if (end >= text_.size() || text_[end] != '(') return {};
        at_ = end + 1;
        return name;
    }

    std::optional<number> function(const std::string& name) {
        std::vector<number> values;
        const bool aggregate = name == "SUM" || name == "MIN" || name == "MAX" || name == "AVERAGE";
        const bool plain = name == "ROUND" || name == "ROUNDUP" || name == "ROUNDDOWN" || name == "ABS" || name == "INT";
        if (!aggregate && !plain) return stop();
        if (!take(')')) {
            do {
                if (!(aggregate && whole_area(values))) {
                    const auto value = sum();
                    if (!value) return stop();
                    values.push_back(*value);
                }
            } while (take(','));
            if (!take(')')) return stop();
        }
        return aggregate ? over(name, values) : of(name, values);
    }

    /// An argument that is cells alone: their numbers; words and empty cells among them count for nothing, as in the program.
    bool whole_area(std::vector<number>& into) {
        blanks();
        const auto from = at_;
        const auto found = reference();
        blanks();
        if (!found || at_ >= text_.size() || (text_[at_] != ',' && text_[at_] != ')')) {
            at_ = from;
            return false;
        }
        const auto& cells = all_.sheets_[found->sheet].cells;
        raw_cell first;
        first.row = found->top;
        auto one = std::lower_bound(cells.begin(), cells.end(), first, [](const raw_cell& a, const raw_cell& b) { return a.row < b.row; });
        for (; one != cells.end() && one->row <= found->bottom; ++one) {
            if (++all_.work_ > most_work) return good_ = false, true;
            if (one->column < found->left || one->column > found->right) continue;
            if (one->is != raw_cell::kind::number && one->formula < 0) {
                if (one->is == raw_cell::kind::error) good_ = false;
                continue;
            }
            if (one->formula >= 0 && (one->is == raw_cell::kind::words || one->is == raw_cell::kind::truth)) continue;
            const auto value = cell_value(*found, one->row, one->column);
            if (!value) return good_ = false, true;
            into.push_back(*value);
        }
        return true;
    }

    std::optional<number> over(const std::string& name, const std::vector<number>& values) {
        number sum_of;
        for (const auto& v : values) sum_of = noted(sum_of + v);
        if (name == "SUM") return sum_of;
        if (name == "AVERAGE") return divide(sum_of, number(static_cast<std::int64_t>(values.size())));
        if (values.empty()) return number(0);
        number best = values.front();
        for (const auto& v : values) best = name == "MIN" ? minimum(best, v) : maximum(best, v);
        return best;
    }

    std::optional<number> of(const std::string& name, const std::vector<number>& values) {
        if (name == "ABS" && values.size() == 1) return magnitude(values[0]);
        if (name == "INT" && values.size() == 1) return floor(values[0]);
        if (values.size() != 2 || name == "ABS" || name == "INT") return stop();
        const auto places = values[1].to_int();
        if (!places || *places < -30 || *places > 30) return stop();
        const int digits = static_cast<int>(*places);
        return name == "ROUND" ? round_half_up(values[0], digits) : name == "ROUNDUP" ? round_up(values[0], digits) : round_down(values[0], digits);
    }

    std::optional<area> reference() {
        area out;
        out.sheet = own_;
        const auto from = at_;
        if (!sheet_name(out.sheet) || !corner(out.top, out.left)) return at_ = from, std::nullopt;
        out.bottom = out.top;
        out.right = out.left;
        if (at_ < text_.size() && text_[at_] == ':') {
            ++at_;
            if (!corner(out.bottom, out.right)) return at_ = from, std::nullopt;
            if (out.bottom < out.top) std::swap(out.bottom, out.top);
            if (out.right < out.left) std::swap(out.right, out.left);
        }
        return out;
    }

    /// 'My sheet'! or Sheet1!; true with nothing taken where the reference names none.
    bool sheet_name(std::size_t& into) {
        std::string name;
        auto end = at_;
        if (end < text_.size() && text_[end] == '\'') {
            for (++end; end < text_.size(); ++end) {
                if (text_[end] != '\'') name += text_[end];
                else if (end + 1 < text_.size() && text_[end + 1] == '\'') name += text_[end++];
                else break;
            }
            ++end;
            if (end >= text_.size() || text_[end] != '!') return false;
        } else {
            while (end < text_.size() &&
                   (static_cast<unsigned char>(text_[end]) >= 0x80 || is_letter(text_[end]) || is_digit(text_[end]) || text_[end] == '_' || text_[end] == '.'))
                name += text_[end++];
            if (end >= text_.size() || text_[end] != '!') return true;
        }
        at_ = end + 1;
        for (std::size_t s = 0; s < all_.sheets_.size(); ++s)
            if (all_.sheets_[s].name == name) return into = s, true;
        return false;
    }

    /// $C$5, moved as far as the formula was.
    bool corner(std::uint32_t& row, std::uint32_t& column) {
        const bool fixed_column = at_ < text_.size() && text_[at_] == '$';
        if (fixed_column) ++at_;
        std::string name;
        while (at_ < text_.size() && is_letter(text_[at_])) name += upper(text_[at_++]);
        const bool fixed_row = at_ < text_.size() && text_[at_] == '$';
        if (fixed_row) ++at_;
        while (at_ < text_.size() && is_digit(text_[at_])) name += text_[at_++];
        if (!cell_reference(name, row, column)) return false;
        const auto down = static_cast<std::int64_t>(row) + (fixed_row ? 0 : moved_.down),
                   right = static_cast<std::int64_t>(column) + (fixed_column ? 0 : moved_.right);
        if (down < 1 || right < 1) return false;
        row = static_cast<std::uint32_t>(down);
        column = static_cast<std::uint32_t>(right);
        return true;
    }

    std::optional<number> cell_value(const area& where, std::uint32_t row, std::uint32_t column) {
        if (++all_.work_ > most_work) return std::nullopt;
        const auto* const cell = all_.sheets_[where.sheet].at(row, column);
        if (!cell) return number(0);
        if (cell->formula >= 0) {
            const auto before = all_.largest_;
            const auto value = all_.value_of(where.sheet, *cell);
            all_.largest_ = maximum(all_.largest_, before);
            if (value) return noted(*value);
        }
        if (cell->is == raw_cell::kind::blank) return cell->formula >= 0 ? std::nullopt : std::optional(number(0));
        if (cell->is != raw_cell::kind::number) return std::nullopt;
        const auto value = number::parse(cell->text);
        return value ? std::optional(noted(*value)) : std::nullopt;
    }

    number noted(const number& value) {
        all_.largest_ = maximum(all_.largest_, magnitude(value));
        return value;
    }

    formula_reader& all_;
    std::size_t own_;
    const cell_formula& moved_;
    const std::string& text_;
    std::size_t at_ = 0, nested_ = 0;
    bool good_ = true;
};

std::optional<number> formula_reader::value_of(std::size_t sheet, const raw_cell& cell) {
    largest_ = number(0);
    if (const auto found = known_.find(&cell); found != known_.end()) {
        largest_ = found->second.largest;
        return found->second.value;
    }
    if (depth_ >= deepest) return std::nullopt;  // not kept: asked for by itself it may well be computed
    known_[&cell] = {};                          // a formula that goes round in a circle finds nothing
    ++depth_;
    const auto value = formula_walk(*this, sheet, sheets_[sheet].formulas[static_cast<std::size_t>(cell.formula)]).run();
    --depth_;
    known_[&cell] = {value, largest_};
    return value;
}

bool formula_reader::agrees(const number& exact, const number& stored) const {
    const auto lost = number::fraction(1, 100'000'000'000) * maximum(largest_, magnitude(exact));
    return magnitude(exact - stored) <= lost;
}

}  // namespace fenze
