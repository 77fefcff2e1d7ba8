#pragma once
// The text of one file, and where in it a byte stands as a person would say it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fenze {

/// Half-open range of byte offsets into one source.
struct span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    [[nodiscard]] bool empty() const { return begin >= end; }
    friend bool operator==(span, span) = default;
};

/// The smallest span that covers both; an empty span covers nothing.
span cover(span a, span b);

/// Line and column count from 1; the column in characters, `cell` in terminal cells from 0.
struct place {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    std::uint32_t cell = 0;
};

/// From which line on the text is a sheet of a workbook, written as comma-separated cells, a line for each row.
struct sheet_lines {
    std::uint32_t first_line = 1;
    std::string name;
};

/// Owns valid UTF-8 text whose lines end in LF alone (see decode.hpp for how bytes become that).
class source {
public:
    source() = default;
    source(std::string name, std::string text);
    source(std::string name, std::string text, std::vector<sheet_lines> sheets);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] std::string_view slice(span at) const;
    /// In a workbook's sheet: its row, and its column of cells.
    [[nodiscard]] place where(std::uint32_t offset) const;
    /// The workbook's sheet that the offset stands in; null where the text is no workbook's.
    [[nodiscard]] const sheet_lines* sheet_of(std::uint32_t offset) const;
    /// The whole line that holds the offset, without its LF.
    [[nodiscard]] span line_of(std::uint32_t offset) const;

private:
    std::string name_;
    std::string text_;
    std::vector<std::uint32_t> lines_;  // offset of each line's first byte

    struct waymark {
        std::uint32_t offset = 0;
        place at;
    };
    std::vector<waymark> marks_;  // along lines of many thousand characters only
    std::vector<sheet_lines> sheets_;
    [[nodiscard]] std::uint32_t line_number(std::uint32_t offset) const;
};

/// C of the third column of a sheet, AB of the twenty-eighth.
std::string column_letters(std::uint32_t column);

/// Terminal cells of UTF-8 text: East Asian wide and fullwidth count 2, as do the ambiguous — … ① “ ” of Chinese locales.
std::uint32_t cells(std::string_view text);
/// Characters (code points) of valid UTF-8 text.
std::uint32_t characters(std::string_view text);

}  // namespace fenze
