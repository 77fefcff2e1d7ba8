#pragma once
// Lines typed before, in this session and in others.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/diagnostic.hpp"

namespace fenze {

/// The lines that are kept, oldest first, none twice: a line typed again moves to the end.
class line_history {
public:
    static constexpr std::size_t most = 2000;

    void add(std::string_view line);
    [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }

    /// The next line before `from` (or behind it) that begins with `prefix` and differs from `unlike`.
    [[nodiscard]] std::optional<std::size_t> older(std::size_t from, std::string_view prefix, std::string_view unlike) const;
    [[nodiscard]] std::optional<std::size_t> newer(std::size_t from, std::string_view prefix, std::string_view unlike) const;
    /// The lines that hold what is typed, by characters or pinyin, newest first.
    [[nodiscard]] std::vector<std::size_t> holding(std::string_view typed) const;

private:
    std::vector<std::string> lines_;
};

/// The history in a file, one line each. Several sessions may write at once: each appends under a lock, and none rewrites what it has
/// not read under that lock.
class history_file {
public:
    /// An empty path: nothing is read or written.
    explicit history_file(std::string path) : path_(std::move(path)) {}

    /// What is there. Makes the folder; folds the file where it has grown long.
    line_history read();
    void append(std::string_view line);
    /// Why lines are not kept; nothing where they are.
    [[nodiscard]] const std::optional<words>& trouble() const { return trouble_; }

private:
    void fail(int error);

    std::string path_;
    std::optional<words> trouble_;
};

}  // namespace fenze
