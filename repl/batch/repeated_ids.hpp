#pragma once
// Which ids a population has more than once, in memory that does not grow with it: a hash and a line for each record, in parts that are put aside.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "repl/batch/scratch_file.hpp"

namespace fenze {

/// Of ids up to eight bytes no two of one length have the same; of longer ones, two in 2^64.
std::uint64_t id_hash(std::string_view id);

struct seen_id {
    std::uint64_t hash = 0, line = 0;
};

struct repetitions {
    struct pair {
        std::uint64_t first = 0, again = 0;  // lines
    };
    std::uint64_t ids = 0, records = 0;  // ids that occur more than once; records beyond the first of each
    std::vector<pair> examples;          // the earliest ones
};

/// How many, and the earliest by their lines.
words words_of(const repetitions& found);

class repeated_ids {
public:
    /// `beside`: a file in whose folder there is room.
    explicit repeated_ids(std::string beside = {}) : beside_(std::move(beside)), parts_(parts) {}

    /// In the order of the lines.
    void add(const seen_id& id) {
        auto& own = parts_[id.hash % parts];
        own.held.push_back(id);
        if (own.held.size() == block) put_aside(own);
    }
    /// What was found; all of it is looked through now. After an error (of the system), which is not 0, nothing was.
    repetitions find();
    [[nodiscard]] int error() const { return error_; }

private:
    static constexpr std::size_t parts = 256, block = 256, most_examples = 3;

    struct part {
        std::vector<seen_id> held;
        std::vector<std::uint32_t> blocks;  // places in the file, in blocks
    };
    void put_aside(part& from);
    bool bring_back(const part& from, std::vector<seen_id>& all);
    static void look_through(const std::vector<seen_id>& all, repetitions& found);

    std::string beside_;
    scratch_file file_;
    std::vector<part> parts_;
    std::uint32_t blocks_ = 0;
    int error_ = 0;
};

}  // namespace fenze
