#pragma once
// Lines of a population → rows of columns. The quick way takes only what it is certain of: plain decimals in the fact's own unit, and
// words that were bound before; everything else is read by the same functions that `score` uses, which also say what is wrong.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/batch/block.hpp"
#include "interpreter/batch/value_cache.hpp"

namespace fenze {

/// Reads records into blocks; one for each thread.
class intake_base {
public:
    explicit intake_base(const batch_setup& s);
    virtual ~intake_base() = default;
    intake_base(const intake_base&) = delete;
    intake_base& operator=(const intake_base&) = delete;

    /// One record as it stands in the file, without its line end; `line` is its place.
    virtual void read(std::string_view text, std::uint64_t line, block& into) = 0;
    /// The record at the beginning of a text of several, where it is certain without looking for its end: how many bytes it takes with its line
    /// end; 0 where it is not, and nothing was kept of it. What it takes is good UTF-8.
    virtual std::size_t take(std::string_view, std::uint64_t /*line*/, block&) { return 0; }

protected:
    /// What a name stands for.
    struct slot {
        enum class kind : std::uint8_t { fact, id, passed_over, unclear };
        kind is = kind::unclear;
        std::uint32_t fact = 0;
        std::uint64_t seen = 0;  // the record that had it last
    };
    [[nodiscard]] slot slot_of(const std::string& name) const;

    void begin(block& into);
    /// For a slot that is a fact. Each is false where the quick way is not certain.
    bool take_decimal(slot& s, std::string_view text, bool json);
    /// The digits of a JSON number with at most one point; `at` then stands behind it. At least 32 bytes must be readable.
    bool take_digits(slot& s, const char*& at);
    bool take_words(slot& s, std::string_view text, shape is);
    /// Words that were taken before.
    bool take_known_words(slot& s, std::string_view text);
    bool take_truth(slot& s, bool holds);
    bool take_nothing(slot& s);
    void take_id(record_id id);
    /// Ends a record that was read the quick way.
    void finish(std::uint64_t line, block& into);
    /// A record as the readers of fact files see it, and what they had to say.
    void read_at_length(const source& file, record from, diagnostics problems, std::uint64_t line, block& into);

    const batch_setup& setup_;

private:
    struct own {               // of a fact
        bool decimal = false;  // a plain decimal may be taken as it is
        intake taken;
        std::size_t at = 0;        // of its column, or in other_
        std::uint64_t seen = 0;    // the record that named it last
        std::uint64_t valued = 0;  // the record that gave it a value last
        value_cache words, numbers;
        remembered truth[2];  // what false and true come to
    };
    bool store(own& o, std::int64_t scaled);
    bool take_bound(own& o, const remembered& bound);
    remembered bind(std::uint32_t fact, std::string_view text, shape is) const;

    std::vector<own> facts_;
    std::vector<std::size_t> absences_;
    std::vector<std::uint32_t> missing_;
    std::uint64_t serial_ = 0;
    std::size_t given_ = 0;  // needed facts that the record has
    std::int64_t* row_ = nullptr;
    std::vector<std::int64_t> other_;  // values of facts without columns
    record_id id_;
};

}  // namespace fenze
