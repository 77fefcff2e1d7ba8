#pragma once
// How far a long run has come, on a terminal's last line.

#include <chrono>
#include <cstdint>
#include <string>

namespace fenze {

class progress {
public:
    /// `size`: bytes in all; 0 where it is not known.
    progress(bool zh, std::uint64_t size);
    /// Shown at most a few times a second, and only where standard error is a terminal.
    void tell(std::uint64_t records, std::uint64_t bytes);
    /// Clears the line.
    void end();

private:
    bool zh_, terminal_, said_ = false;
    std::uint64_t size_;
    std::chrono::steady_clock::time_point begin_, last_;
};

}  // namespace fenze
