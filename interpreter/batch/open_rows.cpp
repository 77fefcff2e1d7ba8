#include "interpreter/batch/open_rows.hpp"

#include <algorithm>

namespace fenze {

open_rows::open_rows(const open_reading& reading)
    : reading_(reading), used_(), data_(reading.columns.columns * stride), between_(reading.columns.columns * (trials + 8)) {
    used_.reserve(records);
}

std::optional<std::uint32_t> open_rows::add(const std::int64_t* row, std::size_t row_stride, const std::vector<std::uint32_t>& open_facts) {
    const auto& facts = reading_.facts;
    for (const auto f : open_facts)
        if (!facts[f].usable) return std::nullopt;
    const auto count = facts.size();
    for (std::size_t k = 0; k < reading_.both_ways.size(); ++k) {
        bool raised = false, lowered = false;
        for (const auto f : open_facts) raised = raised || reading_.raised[k * count + f], lowered = lowered || reading_.lowered[k * count + f];
        if (raised && lowered) return std::nullopt;
    }
    std::int64_t* const own = data_.data() + used_.size() * 2;
    for (std::size_t f = 0; f < count; ++f) {
        const auto& taken = reading_.columns.facts[f];
        if (!taken.column) continue;
        const auto value = row[*taken.column * row_stride];
        own[*taken.column * stride] = own[*taken.column * stride + 1] = value;
    }
    for (const auto f : open_facts) {
        const auto column = *reading_.columns.facts[f].column;
        own[column * stride] = facts[f].low;
        own[column * stride + 1] = facts[f].high;
    }
    for (std::size_t f = 0; f < count; ++f) {
        const auto& taken = reading_.columns.facts[f];
        if (!taken.column || own[*taken.column * stride] != own[*taken.column * stride + 1]) continue;
        const auto value = own[*taken.column * stride];
        const bool open = std::find(open_facts.begin(), open_facts.end(), f) != open_facts.end();
        if (!open && (value < facts[f].known_low || value > facts[f].known_high)) return std::nullopt;
    }
    entry e;
    e.open = open_facts;
    used_.push_back(std::move(e));
    return static_cast<std::uint32_t>(used_.size() - 1);
}

void open_rows::clear() { used_.clear(); }

number open_rows::value(std::size_t output, std::size_t row) const {
    const auto& o = reading_.columns.outputs[output];
    return output_value(o, o.constant ? std::int64_t{0} : data_[o.column * stride + row]);
}

bool open_rows::fixed(std::size_t output, std::uint32_t record) const {
    const auto& o = reading_.columns.outputs[output];
    if (o.constant) return true;
    const auto at = o.column * stride + record * 2;
    return data_[at] == data_[at + 1];
}

std::optional<std::int64_t> open_rows::column_value(std::uint32_t record, std::size_t wanted) const {
    const auto& o = reading_.columns.outputs[wanted];
    if (o.constant || !fixed(wanted, record)) return std::nullopt;
    return data_[o.column * stride + record * 2];
}

std::optional<number> open_rows::value_of(std::uint32_t record, std::size_t wanted) const {
    if (!fixed(wanted, record)) return std::nullopt;
    return value(wanted, record * 2);
}

fact_values open_rows::facts(std::uint32_t record) const {
    const auto& own = reading_.columns.facts;
    fact_values all(own.size());
    for (std::size_t f = 0; f < own.size(); ++f)
        if (own[f].column) all[f] = divide(number(data_[*own[f].column * stride + record * 2]), number(own[f].scale));
        else if (reading_.program->facts[f].use == fact_use::absence) all[f] = number(0);
    for (const auto f : used_[record].open) all[f].reset();
    return all;
}

void open_rows::compute() {
    if (used_.empty()) return;
    run_columns(reading_.columns, data_.data(), stride, used_.size() * 2);
    for (std::uint32_t r = 0; r < used_.size(); ++r) settle(r);
    judge_trials();
}

void open_rows::settle(std::uint32_t record) {
    entry& e = used_[record];
    for (std::size_t c = reading_.first_constraint; c < reading_.first_veto; ++c)
        for (const std::size_t row : {record * 2, record * 2 + 1}) e.broken = e.broken || value(c, row).sign() == 0;
    if (e.broken) return;
    for (const auto f : e.open)
        if (moves(f, record)) e.missing.push_back(f);
    find_grades(record);
}

/// As `range` has it: through operations that are not fixed, and past none that puts it out.
bool open_rows::moves(std::uint32_t fact, std::uint32_t record) {
    const auto& way = reading_.ways[fact];
    if (way.empty() || reading_.program->facts[fact].use != fact_use::score || reading_.facts[fact].low == reading_.facts[fact].high) return false;
    for (std::size_t at = 0;;) {
        const auto& s = way[at];
        if (fixed(s.output, record)) return false;
        if (s.ends) return true;
        std::optional<std::size_t> next = s.on;
        if (s.condition) {
            if (!fixed(*s.condition, record)) {  // two ways at once
                used_[record].settled = false;
                return false;
            }
            if (value(*s.condition, record * 2).sign() != 0) next = s.then;
        } else if (put_out(s, record)) {
            return false;
        }
        if (!next) return false;
        at = *next;
    }
}

bool open_rows::put_out(const open_reading::step& s, std::uint32_t record) const {
    if (s.rivals.empty()) return false;
    const auto ends = [&](std::size_t output) {
        const auto a = value(output, record * 2), b = value(output, record * 2 + 1);
        return a < b ? std::pair(a, b) : std::pair(b, a);
    };
    const auto own = ends(s.own);
    return std::any_of(s.rivals.begin(), s.rivals.end(), [&](std::size_t rival) {
        const auto other = ends(rival);
        return s.least ? other.second <= own.first : own.second <= other.first;
    });
}

/// The grades of the pieces of the line, by the facts that the grades ask for themselves; nothing where one of these is open.
const std::vector<std::size_t>* open_rows::pieces_for(std::uint32_t record) {
    constexpr std::size_t most = 10'000;
    const auto& open = used_[record].open;
    std::vector<std::int64_t> key;
    for (const auto f : reading_.steps.facts) {
        if (!reading_.columns.facts[f].column || std::find(open.begin(), open.end(), f) != open.end()) return nullptr;
        key.push_back(data_[*reading_.columns.facts[f].column * stride + record * 2]);
    }
    const auto found = pieces_.find(key);
    if (found != pieces_.end()) return &found->second;
    if (pieces_.size() >= most) return nullptr;
    auto given = facts(record);
    for (auto& f : given)
        if (!f) f = number(0);
    return &(pieces_[key] = reading_.steps.grades(*reading_.program, given));
}

std::vector<bool> open_rows::grades_at_ends(std::uint32_t record) const {
    std::vector<bool> possible(reading_.program->grades.size() + 1);
    for (const std::size_t row : {record * 2, record * 2 + 1}) possible[(*used_[record].pieces)[reading_.steps.piece(value(0, row))]] = true;
    return possible;
}

/// Whether these are all the grades from the one end to the other.
bool open_rows::all_possible(std::uint32_t record, const std::vector<bool>& possible) const {
    const auto& pieces = *used_[record].pieces;
    const auto from = reading_.steps.piece(value(0, record * 2)), to = reading_.steps.piece(value(0, record * 2 + 1));
    for (auto piece = from; piece <= to; ++piece)
        if (!possible[pieces[piece]]) return false;
    return true;
}

/// The ends' own grades are possible; those between them where some facts give them.
void open_rows::find_grades(std::uint32_t record) {
    used_[record].pieces = pieces_for(record);
    if (!used_[record].pieces) {
        used_[record].settled = false;
        return;
    }
    const auto possible = grades_at_ends(record);
    if (all_possible(record, possible)) name_grades(record, possible);
    else try_between(record);
}

/// The vetoes that may hold stand before the grades; one that holds for certain leaves none behind it.
void open_rows::name_grades(std::uint32_t record, const std::vector<bool>& possible) {
    const plan& p = *reading_.program;
    auto& names = used_[record].grades;
    const auto add = [&](const std::string& name) {
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    };
    for (std::size_t v = 0; v < p.vetoes.size(); ++v) {
        const auto output = reading_.first_veto + v;
        const bool sure = fixed(output, record);
        if (sure && value(output, record * 2).sign() == 0) continue;
        add(p.vetoes[v].name);
        if (sure) return;
    }
    if (p.grades.empty()) {
        if (!names.empty()) add({});
        return;
    }
    for (std::size_t g = 0; g <= p.grades.size(); ++g)
        if (possible[g]) add(g < p.grades.size() ? p.grades[g].name : std::string());
}

/// Rows on the way from the least to the greatest, one open fact after another, and in the other order.
void open_rows::try_between(std::uint32_t record) {
    entry& e = used_[record];
    constexpr std::size_t wide = trials + 8;
    const auto& moving = e.missing;
    const std::size_t needed = moving.size() < 2 ? 0 : 2 * (moving.size() - 1);
    if (needed == 0 || needed > trials) {
        e.settled = false;
        return;
    }
    if (trials_used_ + needed > trials) judge_trials();
    e.first_trial = trials_used_;
    e.trials = needed;
    std::vector<std::int64_t> row(reading_.columns.fact_columns);
    for (const bool forward : {true, false}) {
        for (std::size_t c = 0; c < row.size(); ++c) row[c] = data_[c * stride + record * 2];
        for (std::size_t k = 0; k + 1 < moving.size(); ++k) {
            const auto f = forward ? moving[k] : moving[moving.size() - 1 - k];
            row[*reading_.columns.facts[f].column] = reading_.facts[f].high;
            for (std::size_t c = 0; c < row.size(); ++c) between_[c * wide + trials_used_] = row[c];
            ++trials_used_;
        }
    }
    tried_.push_back(record);
}

void open_rows::judge_trials() {
    if (tried_.empty()) return;
    constexpr std::size_t wide = trials + 8;
    run_columns(reading_.columns, between_.data(), wide, trials_used_);
    const auto& total = reading_.columns.outputs[0];
    for (const auto record : tried_) {
        entry& e = used_[record];
        auto possible = grades_at_ends(record);
        for (std::size_t t = e.first_trial; t < e.first_trial + e.trials; ++t)
            possible[(*e.pieces)[reading_.steps.piece(output_value(total, between_[total.column * wide + t]))]] = true;
        e.settled = e.settled && all_possible(record, possible);
        if (e.settled) name_grades(record, possible);
    }
    tried_.clear();
    trials_used_ = 0;
}

}  // namespace fenze
