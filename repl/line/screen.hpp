#pragma once
// What is drawn, and the bytes that turn it into what is to be seen. Writes nothing itself.

#include <cstdint>
#include <string>
#include <vector>

#include "repl/line/rows.hpp"

namespace fenze {

class line_screen {
public:
    /// The bytes that show these rows, to be written at once. Only rows from the first that changed are drawn.
    std::string draw(const screen_rows& now);
    /// The terminal has this width now and has broken the rows anew; all is drawn again, from where the first row stands then.
    void resized(std::uint32_t columns);
    /// Nothing of it is on the screen any more; the next draw begins where the cursor is.
    void forget();
    /// The bytes that leave the rows as they are, and the cursor on a new row below them.
    std::string leave();

private:
    std::vector<std::string> rows_;
    std::size_t cursor_row_ = 0;
    std::string cursor_lead_;
    std::size_t above_ = 0;  // rows of the terminal between its first row and the cursor's
    bool stale_ = false;
};

}  // namespace fenze
