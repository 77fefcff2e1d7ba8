#pragma once
// The terminal itself: keys unread by the line discipline while a line is typed, and everything put back however that ends.

#include <cstdint>
#include <string>
#include <string_view>

namespace fenze {

/// Whether lines can be edited here: both are a terminal, and one that knows escape codes.
bool can_edit(int input, int output);

struct terminal_size {
    std::uint32_t columns = 80;
    std::uint32_t rows = 24;
};

terminal_size size_of_terminal(int output);

/// Writes all of it; false where the other side is gone.
bool write_bytes(int output, std::string_view bytes);

/// Keys come as they are typed while one of these lives; there may be one at a time. A signal that ends the program puts the terminal back first.
class raw_terminal {
public:
    raw_terminal(int input, int output);
    ~raw_terminal();
    raw_terminal(const raw_terminal&) = delete;
    raw_terminal& operator=(const raw_terminal&) = delete;

    [[nodiscard]] bool good() const { return good_; }

    enum class event { bytes, nothing, resized, continued, ended };
    /// What comes next: bytes, which are appended; nothing within the time (below 0: waits); another width; the program goes on after a stop.
    event wait(std::string& bytes, int milliseconds);
    /// Stops the program as Ctrl-Z does elsewhere; returns when it goes on.
    void suspend();

private:
    void enter();

    int input_;
    int output_;
    bool good_ = false;
};

}  // namespace fenze
