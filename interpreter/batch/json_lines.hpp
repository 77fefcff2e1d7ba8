#pragma once
// Records of JSON Lines, one flat object on each line.

#include <deque>

#include "interpreter/batch/intake.hpp"
#include "interpreter/batch/text_window.hpp"

namespace fenze {

/// Remembers how each key was written, with its quotes, colon and blanks, and which key came behind which: where a program wrote the file, a key
/// costs one comparison, and in another order a look into a table beside. A line with escapes or nesting is read at length.
class json_lines : public intake_base {
public:
    explicit json_lines(const batch_setup& s, std::string file) : intake_base(s), file_(std::move(file)) {}

    std::size_t take(std::string_view text, std::uint64_t line, block& into) override;
    void read(std::string_view text, std::uint64_t line, block& into) override;

private:
    static constexpr std::size_t longest = 2 * text_window::width;

    /// A name that was met.
    struct known {
        char written[longest] = {};  // as it was met last: from behind the comma to the value
        std::size_t size = 0;        // of that; 0: too long to be kept
        std::uint64_t all = 0;       // a bit for each of its bytes in the first window
        known* next = nullptr;       // the name that came behind it last
        slot is;
        std::uint64_t hash = 0;
        std::string name;
    };

    const char* object(const char* at, const char* end);
    /// Reads `"key" :` up to the value.
    known* key(const char*& at, const char* end);
    known* quick_key(const char*& at, const text_window& here) const;
    static bool as_before(const char* at, const text_window& here, const known& k);
    bool value(const char*& at, const char* end, slot& s);
    bool text_value(const char*& at, const char* end, slot& s);
    known* find(std::string_view name);
    void grow();

    struct entry {
        std::uint64_t hash = 0;
        known* name = nullptr;
    };
    std::string file_;
    std::deque<known> names_;
    std::vector<entry> table_ = std::vector<entry>(256);
    known* first_ = nullptr;  // the name that came first last
    bool in_order_ = true;    // most names of the record before stood where they were looked for
    std::size_t behind_ = 2;  // from a name's closing quote to the value, as it was last
    std::uint64_t serial_ = 0;
};

}  // namespace fenze
