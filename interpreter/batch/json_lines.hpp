#pragma once
// Records of JSON Lines, one flat object on each line.

#include <deque>

#include "interpreter/batch/intake.hpp"

namespace fenze {

/// Remembers what stood between the values of the line before: most populations write every line alike, and then a key costs one comparison.
/// A line with other keys, another order or other spacing is read key by key; one with escapes or nesting is read at length.
class json_lines : public intake_base {
public:
    explicit json_lines(const batch_setup& s, std::string file) : intake_base(s), file_(std::move(file)) {}

    void read(std::string_view text, std::uint64_t line, block& into) override;
    void forget() override { learned_.clear(); }

private:
    struct between {
        std::string_view text;  // from the end of the value before to the beginning of this one
        std::uint32_t slot;
    };

    bool quickly(std::string_view text, block& into);
    /// Reads `, "key" :` up to the value; the slot, or nothing where it is no such thing.
    std::optional<std::uint32_t> key(const char*& at, const char* end, bool first);
    bool value(const char*& at, const char* end, slot& s);
    std::optional<std::uint32_t> slot_index(std::string_view name);

    std::string file_;
    std::vector<between> learned_;
    std::vector<slot> slots_;
    struct known {
        std::uint64_t key = 0;
        std::string_view name;
        std::uint32_t slot = 0;
        bool used = false;
    };
    std::vector<known> names_ = std::vector<known>(64);
    std::deque<std::string> written_;  // the names themselves
    std::size_t count_ = 0;
    std::uint64_t serial_ = 0;
};

}  // namespace fenze
