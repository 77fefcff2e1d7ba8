#pragma once
// Values that were written before: a column of a population says the same few things again and again (是, 很完善, 12万元).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/batch/text_window.hpp"

namespace fenze {

/// What a written value came to.
struct remembered {
    enum class kind : std::uint8_t { scaled, unknown, unclear };  // unclear: not for the columns, or no such value; the record is read at length
    kind is = kind::unclear;
    std::int64_t scaled = 0;
};

/// A table of limited size, from text as written to what it came to.
class value_cache {
public:
    /// Nothing where the text is new.
    [[nodiscard]] const remembered* find(std::string_view text) const {
        if (slots_.empty()) return nullptr;
        const text_key key(text);
        for (std::size_t i = key.hash() & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
            const slot& s = slots_[i];
            if (!s.used) return nullptr;
            if (s.key == key && (key.size <= text_key::whole || s.text == text)) return &s.what;
        }
    }

    void keep(std::string_view text, const remembered& what) {
        constexpr std::size_t most = 1024, longest = 200;
        if (count_ >= most / 2 || text.size() > longest) return;
        if (slots_.empty()) slots_.resize(16);
        if (++count_ * 2 > slots_.size()) grow();
        place({true, text_key(text), std::string(text), what});
    }

private:
    struct slot {
        bool used = false;
        text_key key;
        std::string text;
        remembered what;
    };

    void place(slot&& s) {
        std::size_t i = s.key.hash() & (slots_.size() - 1);
        while (slots_[i].used) i = (i + 1) & (slots_.size() - 1);
        slots_[i] = std::move(s);
    }

    void grow() {
        auto before = std::move(slots_);
        slots_ = std::vector<slot>(before.size() * 4);
        for (auto& s : before)
            if (s.used) place(std::move(s));
    }

    std::vector<slot> slots_;
    std::size_t count_ = 0;
};

}  // namespace fenze
