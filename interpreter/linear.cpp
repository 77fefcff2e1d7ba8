#include "interpreter/linear.hpp"

#include <algorithm>

namespace fenze {

linear_form linear_form::variable(std::size_t i, std::size_t variables) {
    linear_form f = constant(0, variables);
    f.by[i] = 1;
    return f;
}

bool linear_form::is_constant() const {
    return std::all_of(by.begin(), by.end(), [](const number& n) { return n.sign() == 0; });
}

std::optional<std::size_t> linear_form::only_variable() const {
    std::optional<std::size_t> only;
    for (std::size_t i = 0; i < by.size(); ++i) {
        if (by[i].sign() == 0) continue;
        if (only) return std::nullopt;
        only = i;
    }
    return only;
}

linear_form operator+(const linear_form& a, const linear_form& b) {
    linear_form sum = a;
    sum.base = sum.base + b.base;
    for (std::size_t i = 0; i < sum.by.size(); ++i)
        if (b.by[i].sign() != 0) sum.by[i] = sum.by[i] + b.by[i];
    return sum;
}

linear_form operator*(const linear_form& a, const number& by) {
    linear_form product = a;
    product.base = product.base * by;
    for (number& n : product.by)
        if (n.sign() != 0) n = n * by;
    return product;
}

linear_form operator-(const linear_form& a, const linear_form& b) { return a + b * -1; }

extent read_extent(const linear_form& f, const std::vector<extent>& box) {
    extent sum = extent::of(f.base);
    for (std::size_t i = 0; i < f.by.size(); ++i)
        if (f.by[i].sign() != 0) sum = sum + box[i] * f.by[i];
    return sum;
}

namespace {

extent allowed_by(const linear_row& row) {
    const number bound = -row.left.base;
    if (row.is == relation::exactly) return extent::of(bound);
    return {std::nullopt, edge{bound, row.is == relation::below ? -1 : 0}};
}

bool below_range(const extent& e, const edge& l) { return e.low && l < *e.low; }
bool above_range(const extent& e, const edge& l) { return e.high && *e.high < l; }

}  // namespace

linear_program::linear_program(const std::vector<extent>& box, const std::vector<linear_row>& rows) : allowed_(box) {
    for (std::size_t i = 0; i < box.size(); ++i) {
        side_.push_back(i);
        values_.push_back(box[i].low ? *box[i].low : box[i].high ? *box[i].high : edge{});
    }
    for (const linear_row& row : rows) add_row(row.left, allowed_by(row));
}

/// The row speaks of the variables of the box; those that are basic by now are put in terms of the others.
void linear_program::add_row(const linear_form& f, const extent& allowed) {
    std::vector<number> row(side_.size());
    edge value;
    for (std::size_t v = 0; v < f.by.size(); ++v) {
        if (f.by[v].sign() == 0) continue;
        value = value + values_[v] * f.by[v];
        const auto side = std::find(side_.begin(), side_.end(), v);
        if (side != side_.end()) {
            number& cell = row[static_cast<std::size_t>(side - side_.begin())];
            cell = cell + f.by[v];
            continue;
        }
        const auto at = static_cast<std::size_t>(std::find(basic_.begin(), basic_.end(), v) - basic_.begin());
        for (std::size_t c = 0; c < row.size(); ++c) row[c] = row[c] + table_[at][c] * f.by[v];
    }
    basic_.push_back(values_.size());
    values_.push_back(value);
    allowed_.push_back(allowed);
    table_.push_back(std::move(row));
}

bool linear_program::may_move(std::size_t variable, bool up) const {
    const extent& e = allowed_[variable];
    return up ? !e.high || values_[variable] < *e.high : !e.low || *e.low < values_[variable];
}

void linear_program::move(std::size_t column, const edge& by) {
    values_[side_[column]] = values_[side_[column]] + by;
    for (std::size_t r = 0; r < basic_.size(); ++r)
        if (table_[r][column].sign() != 0) values_[basic_[r]] = values_[basic_[r]] + by * table_[r][column];
    work_ += static_cast<std::int64_t>(basic_.size());
}

void linear_program::pivot(std::size_t row, std::size_t column) {
    std::vector<number>& turned = table_[row];
    const number inverse = *divide(1, turned[column]);
    for (number& cell : turned) cell = -(cell * inverse);
    turned[column] = inverse;
    for (std::size_t r = 0; r < table_.size(); ++r) {
        if (r == row || table_[r][column].sign() == 0) continue;
        const number factor = table_[r][column];
        table_[r][column] = 0;
        for (std::size_t c = 0; c < turned.size(); ++c)
            if (turned[c].sign() != 0) table_[r][c] = table_[r][c] + factor * turned[c];
    }
    work_ += static_cast<std::int64_t>(table_.size() * turned.size());
    std::swap(basic_[row], side_[column]);
}

bool linear_program::feasible() {
    for (const extent& e : allowed_)
        if (e.empty()) return false;
    for (;;) {
        std::optional<std::size_t> row;
        for (std::size_t r = 0; r < basic_.size(); ++r) {
            const std::size_t v = basic_[r];
            const bool broken = below_range(allowed_[v], values_[v]) || above_range(allowed_[v], values_[v]);
            if (broken && (!row || v < basic_[*row])) row = r;
        }
        if (!row) return true;
        if (!raise(*row)) return false;
    }
}

/// Brings the broken basic variable of a row to the end it has passed, by the first side variable that has room.
bool linear_program::raise(std::size_t row) {
    const std::size_t broken = basic_[row];
    const bool up = below_range(allowed_[broken], values_[broken]);
    const edge target = up ? *allowed_[broken].low : *allowed_[broken].high;
    std::optional<std::size_t> column;
    for (std::size_t c = 0; c < side_.size(); ++c) {
        const int way = table_[row][c].sign();
        if (way != 0 && may_move(side_[c], (way > 0) == up) && (!column || side_[c] < side_[*column])) column = c;
    }
    if (!column) return false;
    move(*column, (target - values_[broken]) * *divide(1, table_[row][*column]));
    pivot(row, *column);
    return true;
}

std::optional<edge> linear_program::maximise(const linear_form& goal) {
    add_row(goal, {});
    const std::size_t last = basic_.size() - 1;
    for (;;) {
        std::optional<std::size_t> column;
        for (std::size_t c = 0; c < side_.size(); ++c) {
            const int way = table_[last][c].sign();
            if (way != 0 && may_move(side_[c], way > 0) && (!column || side_[c] < side_[*column])) column = c;
        }
        if (!column) break;
        const bool up = table_[last][*column].sign() > 0;
        const extent& own = allowed_[side_[*column]];
        const edge from = values_[side_[*column]];
        std::optional<edge> step;  // in the direction of the move, not negative
        if (up && own.high) step = *own.high - from;
        if (!up && own.low) step = from - *own.low;
        std::optional<std::size_t> stop;
        for (std::size_t r = 0; r < last; ++r) {
            const number slope = up ? table_[r][*column] : -table_[r][*column];
            if (slope.sign() == 0) continue;
            const std::size_t v = basic_[r];
            const auto& end = slope.sign() > 0 ? allowed_[v].high : allowed_[v].low;
            if (!end) continue;
            const edge room = (*end - values_[v]) * *divide(1, slope);
            if (!step || room < *step || (room == *step && stop && v < basic_[*stop])) step = room, stop = r;
        }
        if (!step) break;
        move(*column, up ? *step : *step * -1);
        if (stop) pivot(*stop, *column);
    }
    bool bounded = true;
    for (std::size_t c = 0; c < side_.size(); ++c) {
        const int way = table_[last][c].sign();
        if (way != 0 && may_move(side_[c], way > 0)) bounded = false;
    }
    const edge best = values_[basic_[last]] + edge{goal.base, 0};
    basic_.pop_back(), table_.pop_back(), allowed_.pop_back(), values_.pop_back();
    return bounded ? std::optional(best) : std::nullopt;
}

}  // namespace fenze
