#pragma once
// Files and standard input → decoded sources. The only place that reads and writes.

#include <map>
#include <optional>
#include <string>

#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"

namespace fenze {

/// The sources that diagnostics point into, by name.
class file_set {
public:
    const source& add(source text);
    /// The source of a diagnostic: its file, or the rubric where it names none. May be null.
    [[nodiscard]] const source* of(const diagnostic& d) const;
    [[nodiscard]] std::string name_of(const diagnostic& d) const;
    void set_rubric(const std::string& name) { rubric_ = name; }

private:
    std::map<std::string, source> sources_;
    std::string rubric_;
};

/// Bytes of a file, or of standard input for "-"; nothing where it cannot be read: `why_not` says why, as a sentence without its end.
/// A device, a folder and what is larger than any document or facts file of one unit are not read.
std::optional<std::string> read_bytes(const std::string& path, words* why_not = nullptr);

/// What an error of the system means for who wanted to write.
words why_not_written(int error);

/// Puts the bytes in the place of the file whole or not at all, with the permissions that it had, or into a new one; false where that cannot be:
/// `why_not` says why, as a sentence without its end.
bool replace_file(const std::string& path, const std::string& bytes, words* why_not = nullptr);

}  // namespace fenze
