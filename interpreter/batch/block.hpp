#pragma once
// Some hundred records at a time: read into columns, computed together, and handed on in the order in which they came.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/batch/setup.hpp"

namespace fenze {

/// Whose a record is, as it was written; a view into the text that was read.
struct record_id {
    std::string_view text;
    bool json = false;  // a JSON string without its quotes, or a JSON number: free of characters that need escaping
};

/// One record, computed.
struct batch_record {
    /// `open`: facts are missing, and columns tell its range; `alone`: asked of `score`.
    enum class state { columns, wide_columns, open, alone, bad };
    std::uint64_t line = 0;
    record_id id;
    state is = state::columns;
    std::uint32_t row = 0;    // in its columns, or its place among the open ones
    std::uint32_t alone = 0;  // index into the block's results or problems
};

class block {
public:
    static constexpr std::size_t rows = 512, stride = 520;  // no power of two: columns would share their cache lines

    explicit block(const batch_setup& s);

    [[nodiscard]] bool full() const { return records_.size() == rows || (open_ && open_->full()); }
    [[nodiscard]] const std::vector<batch_record>& records() const { return records_; }
    [[nodiscard]] const batch_setup& setup() const { return setup_; }

    /// Where the next record's value of a fact column goes; `keep_row` makes it a record.
    [[nodiscard]] std::int64_t* next_row() { return narrow_.data() + used_; }
    void keep_row(std::uint64_t line, record_id id);
    /// The same for a record without these facts; false where its range must be found otherwise.
    bool keep_open_row(std::uint64_t line, record_id id, const std::vector<std::uint32_t>& missing);
    /// A record by its facts: through columns where they take it, else by itself.
    void add(std::uint64_t line, record_id id, const fact_values& facts);
    void add_bad(std::uint64_t line, record_id id, diagnostics why);
    /// An id that stands nowhere in the text that was read.
    record_id keep(std::string id);

    /// Computes what was added. After it the values below may be asked for.
    void compute();
    void clear();

    /// What a wanted operation came to; nothing where facts that are missing leave it open.
    [[nodiscard]] std::optional<number> value(const batch_record& r, std::size_t wanted) const;
    [[nodiscard]] std::int64_t narrow_value(const batch_record& r, std::size_t wanted) const { return narrow_[place_[wanted] + r.row]; }
    /// The grade or veto that holds: its place in `wanted`, or nothing.
    [[nodiscard]] std::optional<std::size_t> outcome(const batch_record& r) const;
    /// Of a record that is open or alone: the total's bounds, the grades that are possible, the facts that could still move the total.
    [[nodiscard]] bool by_itself(const batch_record& r) const { return r.is == batch_record::state::open || r.is == batch_record::state::alone; }
    [[nodiscard]] bounds total_bounds(const batch_record& r) const;
    [[nodiscard]] const std::vector<std::string>& grades(const batch_record& r) const;
    [[nodiscard]] const std::vector<std::uint32_t>& missing(const batch_record& r) const;
    /// What a wanted operation's column holds, for a record in narrow columns or an open one; nothing where it is not certain, or a constant.
    [[nodiscard]] std::optional<std::int64_t> column_value(const batch_record& r, std::size_t wanted) const;
    /// The facts of a record that is not bad; for one that is alone, where the wishes keep them.
    [[nodiscard]] fact_values facts(const batch_record& r) const;
    [[nodiscard]] const diagnostics& problems(const batch_record& r) const { return problems_[r.alone]; }

private:
    bool to_columns(const fact_values& facts, batch_record& r);
    template <typename Int>
    bool fill(const column_program<Int>& program, const fact_values& facts, Int* row, std::vector<std::uint32_t>* missing = nullptr);
    void refuse_broken();
    void settle_open();
    void ask_alone(batch_record& r, const fact_values& facts);

    const batch_setup& setup_;
    std::vector<std::int64_t> narrow_;
    std::vector<wide_int> wide_;
    std::unique_ptr<open_rows> open_;
    std::vector<std::size_t> place_;  // of each wanted operation in narrow_
    std::size_t used_ = 0, used_wide_ = 0;
    std::vector<batch_record> records_;
    std::vector<result> alone_;
    std::vector<fact_values> alone_facts_;
    std::vector<diagnostics> problems_;
    std::vector<std::unique_ptr<std::string>> ids_;
};

}  // namespace fenze
