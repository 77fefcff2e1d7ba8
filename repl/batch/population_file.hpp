#pragma once
// A population's file, in stretches of whole records; memory does not grow with the file.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "interpreter/batch/chunk.hpp"

namespace fenze {

/// Bytes in room that is kept when they go, and is not filled with zeros before something is read into it.
class byte_room {
public:
    [[nodiscard]] std::string_view text() const { return {room_.get(), size_}; }
    [[nodiscard]] std::size_t size() const { return size_; }
    /// Room for so many bytes; those that are held stay.
    char* reserve(std::size_t size) {
        if (room_size_ < size) {
            auto more = std::make_unique_for_overwrite<char[]>(size);
            std::copy_n(room_.get(), size_, more.get());
            room_ = std::move(more);
            room_size_ = size;
        }
        return room_.get();
    }
    /// So many of them are held now.
    void hold(std::size_t size) { size_ = size; }
    void assign(std::string_view text) {
        size_ = 0;
        std::copy(text.begin(), text.end(), reserve(text.size()));
        size_ = text.size();
    }
    void erase_front(std::size_t count) {
        count = std::min(count, size_);
        std::copy(room_.get() + count, room_.get() + size_, room_.get());
        size_ -= count;
    }

private:
    std::unique_ptr<char[]> room_;
    std::size_t room_size_ = 0, size_ = 0;
};

/// A stretch of the file.
struct file_piece {
    byte_room bytes;  // whole records
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
    std::string encoding_ = "utf-8", header_;
    byte_room held_;
    char comma_ = ',';
    std::uint64_t size_ = 0, read_ = 0, line_ = 1;
};

}  // namespace fenze
