#pragma once
// Sixty-four bytes of text looked at together: which of them are a certain character, which equal those of another text.

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace fenze {

/// Bit i of every answer stands for byte i.
class text_window {
public:
    static constexpr std::size_t width = 64;

    /// All 64 bytes must be readable.
    explicit text_window(const char* at) {
#if defined(__SSE2__)
        for (std::size_t i = 0; i < 4; ++i) part_[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 16 * i));
#else
        std::memcpy(bytes_, at, width);
#endif
    }

    [[nodiscard]] std::uint64_t equal(char c) const {
#if defined(__SSE2__)
        const __m128i all = _mm_set1_epi8(c);
        return mask([&](std::size_t i) { return _mm_cmpeq_epi8(part_[i], all); });
#else
        return mask([&](std::size_t i) { return bytes_[i] == c; });
#endif
    }

    [[nodiscard]] std::uint64_t equal(const text_window& other) const {
#if defined(__SSE2__)
        return mask([&](std::size_t i) { return _mm_cmpeq_epi8(part_[i], other.part_[i]); });
#else
        return mask([&](std::size_t i) { return bytes_[i] == other.bytes_[i]; });
#endif
    }

    /// Control characters, and what is no ASCII.
    [[nodiscard]] std::uint64_t unusual() const {
#if defined(__SSE2__)
        const __m128i space = _mm_set1_epi8(0x20);
        return mask([&](std::size_t i) { return _mm_cmplt_epi8(part_[i], space); });  // as signed numbers
#else
        return mask([&](std::size_t i) { return static_cast<signed char>(bytes_[i]) < 0x20; });
#endif
    }

private:
#if defined(__SSE2__)
    template <typename F>
    static std::uint64_t mask(F&& f) {
        const auto bits = [&](std::size_t i) { return static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(f(i)))); };
        return bits(0) | bits(1) << 16U | bits(2) << 32U | bits(3) << 48U;
    }
    __m128i part_[4];
#else
    template <typename F>
    static std::uint64_t mask(F&& f) {
        std::uint64_t all = 0;
        for (std::size_t i = 0; i < width; ++i) all |= static_cast<std::uint64_t>(f(i) ? 1 : 0) << i;
        return all;
    }
    char bytes_[width];
#endif
};

/// What a short text is known by: its length, its first eight bytes and its last. Texts of up to 16 bytes that agree in these are the same.
struct text_key {
    std::uint64_t first = 0, last = 0;
    std::size_t size = 0;

    static constexpr std::size_t whole = 16;

    explicit text_key(std::string_view text) : size(text.size()) {
        if (size >= 8) {
            std::memcpy(&first, text.data(), 8);
            std::memcpy(&last, text.data() + size - 8, 8);
        } else if (size > 0) {
            std::memcpy(&first, text.data(), size);
        }
    }
    text_key() = default;
    friend bool operator==(const text_key&, const text_key&) = default;

    [[nodiscard]] std::size_t hash() const {
        const std::uint64_t mixed = (first ^ std::rotl(last, 7) ^ size) * 0x9E3779B97F4A7C15U;
        return static_cast<std::size_t>(mixed ^ (mixed >> 32U));
    }
};

}  // namespace fenze
