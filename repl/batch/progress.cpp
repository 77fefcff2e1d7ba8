#include "repl/batch/progress.hpp"

#include <unistd.h>

#include "repl/load.hpp"

namespace fenze {
namespace {

/// 1234567 → 1,234,567
std::string grouped(std::uint64_t n) {
    const std::string digits = std::to_string(n);
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) out += ',';
        out += digits[i];
    }
    return out;
}

std::string time_text(std::uint64_t seconds, bool zh) {
    if (seconds < 60) return std::to_string(seconds) + (zh ? "秒" : "s");
    return std::to_string(seconds / 60) + (zh ? "分" : "m ") + std::to_string(seconds % 60) + (zh ? "秒" : "s");
}

}  // namespace

progress::progress(bool zh, std::uint64_t size)
    : zh_(zh), terminal_(isatty(STDERR_FILENO) != 0), size_(size), begin_(std::chrono::steady_clock::now()), last_(begin_) {}

void progress::tell(std::uint64_t records, std::uint64_t bytes) {
    const auto now = std::chrono::steady_clock::now();
    if (!terminal_ || now - last_ < std::chrono::milliseconds(250)) return;
    last_ = now;
    said_ = true;
    const auto spent = static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now - begin_).count()) + 1;
    std::string line = zh_ ? "已算" + grouped(records) + "条 · 每秒" + grouped(records * 1000 / spent) + "条"
                           : grouped(records) + " records · " + grouped(records * 1000 / spent) + " a second";
    if (size_ > 0 && bytes > 0 && bytes <= size_) {
        const auto left = (size_ - bytes) / 1024 * spent / (bytes / 1024 + 1) / 1000;
        line += " · " + std::to_string(bytes / 1024 * 100 / (size_ / 1024 + 1)) + "%" + (zh_ ? " · 还需" : " · left ") + time_text(left, zh_);
    }
    print_error("\r\033[K" + line);
}

void progress::end() {
    if (said_) print_error("\r\033[K");
}

}  // namespace fenze
