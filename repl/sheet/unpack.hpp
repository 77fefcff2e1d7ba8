#pragma once
// The parts of a workbook file: a zip archive unpacked in memory, with a limit on what it may come to.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/diagnostic.hpp"

namespace fenze {

/// An archive's parts by name; those that nobody reads (pictures, printer settings) are left packed.
struct unpacked {
    std::map<std::string, std::string> parts;
    std::vector<std::string> names;  // of all, in the archive's order
};

/// Unpacks the XML parts; false and the reason where the bytes are no archive, are encrypted, or come to too much.
bool unpack(std::string_view bytes, unpacked& into, std::string& code, words& why, words& help);

}  // namespace fenze
