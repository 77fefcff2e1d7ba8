#pragma once
// A file without a name, for what is needed until the run ends: nothing of it is left then, however it ends.

#include <cstdint>
#include <string>
#include <string_view>

namespace fenze {

/// Each answer is 0, or the error of the system.
class scratch_file {
public:
    scratch_file() = default;
    ~scratch_file();
    scratch_file(const scratch_file&) = delete;
    scratch_file& operator=(const scratch_file&) = delete;

    /// In the folder of that file, which need not be there; "": where scratch files are kept.
    int open(const std::string& beside);
    /// Adds to its end.
    int write(std::string_view bytes);
    /// What stands from `at` on, as much of it as there is; fewer bytes than `most` at the end alone.
    int read(std::uint64_t at, char* to, std::size_t most, std::size_t& got) const;
    [[nodiscard]] bool is_open() const { return file_ >= 0; }

private:
    int file_ = -1;
};

}  // namespace fenze
