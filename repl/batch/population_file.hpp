#pragma once
// A population's file, in stretches of whole records; memory does not grow with the file.

#include <cstdint>
#include <optional>
#include <string>

#include "interpreter/batch/chunk.hpp"

namespace fenze {

/// A stretch of the file.
struct file_piece {
    std::string bytes;  // whole records
    std::uint64_t first_line = 1;
    bool too_long = false;  // one record longer than any that is read; the bytes are left out
};

class population_file {
public:
    static constexpr std::size_t piece_size = 1U << 20U, longest_record = 16U << 20U;

    population_file() = default;
    ~population_file();
    population_file(const population_file&) = delete;
    population_file& operator=(const population_file&) = delete;

    /// Opens the file, or standard input for "-", and looks at its beginning; false and a message where that cannot be.
    bool open(const std::string& path, const std::string& encoding, words& why);
    /// The next stretch; false at the end, or (with `failed`) where reading fails.
    bool next(file_piece& into);

    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] population_format format() const { return format_; }
    [[nodiscard]] const std::string& encoding() const { return encoding_; }  // utf-8 or gb18030
    [[nodiscard]] const std::string& header() const { return header_; }      // of CSV: its bytes, without the line end
    [[nodiscard]] char comma() const { return comma_; }
    [[nodiscard]] std::uint64_t size() const { return size_; }  // 0: not known
    [[nodiscard]] std::uint64_t read() const { return read_; }

private:
    bool open_workbook(const std::string& path, words& why);
    bool fill(std::size_t wanted);
    bool look(const std::string& path, const std::string& encoding, words& why);

    int file_ = -1;
    bool ended_ = false, failed_ = false;
    population_format format_ = population_format::json_lines;
    std::string encoding_ = "utf-8", header_, held_;
    char comma_ = ',';
    std::uint64_t size_ = 0, read_ = 0, line_ = 1;
};

}  // namespace fenze
