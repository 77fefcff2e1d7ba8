#pragma once
// Values that were written before: a column of a population says the same few things again and again (是, 很完善, 12万元).

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
        for (std::size_t i = hash(text) & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
            if (!slots_[i].used) return nullptr;
            if (slots_[i].text == text) return &slots_[i].what;
        }
    }

    void keep(std::string_view text, const remembered& what) {
        constexpr std::size_t most = 1024, longest = 200;
        if (count_ >= most / 2 || text.size() > longest) return;
        if (slots_.empty()) slots_.resize(most);
        std::size_t i = hash(text) & (slots_.size() - 1);
        while (slots_[i].used) i = (i + 1) & (slots_.size() - 1);
        slots_[i] = {true, std::string(text), what};
        ++count_;
    }

    static std::size_t hash(std::string_view text) {
        constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
        std::uint64_t h = text.size();
        const auto take = [&h](std::uint64_t w) {
            h = (h ^ w) * odd;
            h ^= h >> 32U;
        };
        const char *at = text.data(), *const end = at + text.size();
        std::uint64_t w = 0;
        for (; end - at >= 8; at += 8) {
            std::memcpy(&w, at, 8);
            take(w);
        }
        if (text.size() >= 8) {
            std::memcpy(&w, end - 8, 8);
        } else {
            w = 0;
            std::memcpy(&w, at, text.size());
        }
        take(w);
        return static_cast<std::size_t>(h);
    }

private:
    struct slot {
        bool used = false;
        std::string text;
        remembered what;
    };
    std::vector<slot> slots_;
    std::size_t count_ = 0;
};

}  // namespace fenze
