#pragma once
// A result that is there whole or not at all.

#include <string>
#include <string_view>

#include "dsl/diagnostic.hpp"

namespace fenze {

/// Written beside its place and put there by one renaming. What a killed run left behind is written over by the next one.
class result_file {
public:
    result_file() = default;
    ~result_file();
    result_file(const result_file&) = delete;
    result_file& operator=(const result_file&) = delete;

    /// "" is standard output. False and a message where it cannot be written, or another run is writing it.
    bool open(const std::string& path, words& why);
    bool write(std::string_view text, words& why);
    /// Makes it the result. Nothing is left of it otherwise.
    bool put(words& why);
    [[nodiscard]] bool is_open() const { return file_ >= 0; }

private:
    bool fail(words& why, int error);

    std::string path_, beside_;
    int file_ = -1;
};

}  // namespace fenze
