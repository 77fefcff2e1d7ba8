#include "interpreter/batch/block.hpp"

#include <algorithm>

#include "interpreter/facts/refusal.hpp"

namespace fenze {

block::block(const batch_setup& s) : setup_(s) {
    if (s.narrow) {
        narrow_.resize(std::max(s.narrow->columns, 1U) * stride);  // a program of constants has rows too
        for (const auto& o : s.narrow->outputs) place_.push_back(o.column * stride);
        for (const auto& taken : s.narrow->facts)
            if (taken.column) std::fill_n(narrow_.begin() + static_cast<std::ptrdiff_t>(*taken.column * stride), stride, 0);
    }
    records_.reserve(rows);
    if (s.open) open_ = std::make_unique<open_rows>(*s.open);
}

record_id block::keep(std::string id) {
    ids_.push_back(std::make_unique<std::string>(std::move(id)));
    return {*ids_.back(), false};
}

void block::keep_row(std::uint64_t line, record_id id) {
    records_.push_back({line, id, batch_record::state::columns, static_cast<std::uint32_t>(used_), 0});
    ++used_;
}

bool block::keep_open_row(std::uint64_t line, record_id id, const std::vector<std::uint32_t>& missing) {
    if (!open_) return false;
    const auto place = open_->add(narrow_.data() + used_, stride, missing);
    if (place) records_.push_back({line, id, batch_record::state::open, *place, 0});
    return place.has_value();
}

template <typename Int>
bool block::fill(const column_program<Int>& program, const fact_values& facts, Int* row, std::vector<std::uint32_t>* missing) {
    for (std::size_t f = 0; f < facts.size(); ++f) {
        const auto& taken = program.facts[f];
        if (!taken.column) continue;
        if (!facts[f]) {
            if (!missing) return false;
            missing->push_back(static_cast<std::uint32_t>(f));
            row[*taken.column * stride] = 0;
            continue;
        }
        const auto scaled = (*facts[f] * number(taken.scale)).to_int();
        if (!scaled || *scaled < taken.low || *scaled > taken.high) return false;
        row[*taken.column * stride] = *scaled;
    }
    return true;
}

bool block::to_columns(const fact_values& facts, batch_record& r) {
    if (setup_.narrow && fill(*setup_.narrow, facts, narrow_.data() + used_)) {
        r.row = static_cast<std::uint32_t>(used_++);
        return true;
    }
    if (!setup_.wide) return false;
    if (wide_.empty()) wide_.resize(std::max(setup_.wide->columns, 1U) * stride);
    if (!fill(*setup_.wide, facts, wide_.data() + used_wide_)) return false;
    r.is = batch_record::state::wide_columns;
    r.row = static_cast<std::uint32_t>(used_wide_++);
    return true;
}

void block::add(std::uint64_t line, record_id id, const fact_values& facts) {
    batch_record r;
    r.line = line;
    r.id = id;
    std::vector<std::uint32_t> missing;
    if (open_ && fill(*setup_.narrow, facts, narrow_.data() + used_, &missing) && !missing.empty() && keep_open_row(line, id, missing)) return;
    if (!to_columns(facts, r)) ask_alone(r, facts);
    records_.push_back(r);
}

void block::ask_alone(batch_record& r, const fact_values& facts) {
    const plan& p = setup_.program;
    diagnostics problems;
    for (const auto c : broken_constraints(p, facts)) problems.push_back(broken_constraint(p, p.constraints[c], facts));
    if (problems.empty()) {
        r.is = batch_record::state::alone;
        r.alone = static_cast<std::uint32_t>(alone_.size());
        alone_.push_back(score(p, facts));
        if (setup_.wishes.keep_facts) alone_facts_.push_back(facts);
        if (alone_.back().failed) problems.push_back(division_by_zero(p, *alone_.back().failed));
    }
    if (problems.empty()) return;
    r.is = batch_record::state::bad;
    r.alone = static_cast<std::uint32_t>(problems_.size());
    problems_.push_back(std::move(problems));
}

void block::add_bad(std::uint64_t line, record_id id, diagnostics why) {
    records_.push_back({line, id, batch_record::state::bad, 0, static_cast<std::uint32_t>(problems_.size())});
    problems_.push_back(std::move(why));
}

void block::compute() {
    if (used_ > 0) run_columns(*setup_.narrow, narrow_.data(), stride, used_);
    if (used_wide_ > 0) run_columns(*setup_.wide, wide_.data(), stride, used_wide_);
    refuse_broken();
    settle_open();
}

void block::clear() {
    records_.clear();
    alone_.clear();
    alone_facts_.clear();
    problems_.clear();
    ids_.clear();
    used_ = used_wide_ = 0;
    if (open_) open_->clear();
}

/// What the columns leave uncertain is asked of `score`, and so are the words for what constraints refuse.
void block::settle_open() {
    if (!open_) return;
    open_->compute();
    for (auto& r : records_)
        if (r.is == batch_record::state::open && (open_->broken(r.row) || !open_->settled(r.row))) ask_alone(r, open_->facts(r.row));
}

fact_values block::facts(const batch_record& r) const {
    if (r.is == batch_record::state::open) return open_->facts(r.row);
    if (r.is == batch_record::state::alone) return alone_facts_[r.alone];
    const bool narrow = r.is == batch_record::state::columns;
    fact_values all(setup_.program.facts.size());
    for (std::size_t f = 0; f < all.size(); ++f) {
        const auto& taken = narrow ? setup_.narrow->facts[f] : setup_.wide->facts[f];
        if (!taken.column) continue;
        const auto at = *taken.column * stride + r.row;
        all[f] = divide(number(narrow ? narrow_[at] : static_cast<std::int64_t>(wide_[at])), number(taken.scale));
    }
    return all;
}

/// Whether some row breaks a constraint is asked of whole columns; the words are found for the record alone.
void block::refuse_broken() {
    for (std::size_t w = setup_.first_constraint; w < setup_.first_veto; ++w) {
        const auto holds = [&](const auto& data, const auto& output, std::size_t used) {
            if (used == 0) return true;
            if (output.constant) return output.constant->sign() != 0;
            const auto at = data.begin() + static_cast<std::ptrdiff_t>(output.column * stride);
            return std::find(at, at + static_cast<std::ptrdiff_t>(used), 0) == at + static_cast<std::ptrdiff_t>(used);
        };
        if ((!setup_.narrow || holds(narrow_, setup_.narrow->outputs[w], used_)) && (!setup_.wide || holds(wide_, setup_.wide->outputs[w], used_wide_)))
            continue;
        for (auto& r : records_) {
            if (r.is != batch_record::state::columns && r.is != batch_record::state::wide_columns) continue;
            if (value(r, w)->sign() != 0) continue;
            const plan& p = setup_.program;
            const auto known = facts(r);
            diagnostics problems;
            for (const auto c : broken_constraints(p, known)) problems.push_back(broken_constraint(p, p.constraints[c], known));
            r.is = batch_record::state::bad;
            r.alone = static_cast<std::uint32_t>(problems_.size());
            problems_.push_back(std::move(problems));
        }
    }
}

std::optional<number> block::value(const batch_record& r, std::size_t wanted) const {
    switch (r.is) {
        case batch_record::state::columns: {
            const auto& o = setup_.narrow->outputs[wanted];
            return output_value(o, o.constant ? 0 : narrow_value(r, wanted));
        }
        case batch_record::state::wide_columns: {
            const auto& o = setup_.wide->outputs[wanted];
            return output_value(o, o.constant ? wide_int(0) : wide_[o.column * stride + r.row]);
        }
        case batch_record::state::open:
            return open_->value_of(r.row, wanted);
        case batch_record::state::alone:
            return alone_[r.alone].value(setup_.wanted[wanted]);
        case batch_record::state::bad:
            break;
    }
    return std::nullopt;
}

bounds block::total_bounds(const batch_record& r) const {
    if (r.is == batch_record::state::open) return {open_->low(r.row), open_->high(r.row)};
    return alone_[r.alone].at(setup_.program.total);
}

const std::vector<std::string>& block::grades(const batch_record& r) const {
    return r.is == batch_record::state::open ? open_->grades(r.row) : alone_[r.alone].grades;
}

const std::vector<std::uint32_t>& block::missing(const batch_record& r) const {
    return r.is == batch_record::state::open ? open_->missing(r.row) : alone_[r.alone].missing;
}

std::optional<std::int64_t> block::column_value(const batch_record& r, std::size_t wanted) const {
    if (r.is == batch_record::state::open) return open_->column_value(r.row, wanted);
    if (r.is != batch_record::state::columns || setup_.narrow->outputs[wanted].constant) return std::nullopt;
    return narrow_value(r, wanted);
}

std::optional<std::size_t> block::outcome(const batch_record& r) const {
    for (std::size_t w = setup_.first_veto; w < setup_.wanted.size(); ++w) {
        if (r.is == batch_record::state::columns) {
            const auto& o = setup_.narrow->outputs[w];
            if (o.constant ? o.constant->sign() != 0 : narrow_value(r, w) != 0) return w;
        } else if (const auto holds = value(r, w); holds && holds->sign() != 0) {
            return w;
        }
    }
    return std::nullopt;
}

}  // namespace fenze
