#include "repl/files.hpp"

#include <sys/stat.h>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

namespace fenze {

const source& file_set::add(source text) {
    const std::string name = text.name();
    return sources_.insert_or_assign(name, std::move(text)).first->second;
}

const source* file_set::of(const diagnostic& d) const {
    const auto found = sources_.find(name_of(d));
    return found == sources_.end() ? nullptr : &found->second;
}

std::string file_set::name_of(const diagnostic& d) const { return d.file.empty() ? rubric_ : d.file; }

std::optional<std::string> read_bytes(const std::string& path) {
    std::ostringstream bytes;
    if (path == "-") {
        bytes << std::cin.rdbuf();
        return std::move(bytes).str();
    }
    struct stat about {};
    if (stat(path.c_str(), &about) != 0 || S_ISDIR(about.st_mode)) return std::nullopt;
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    if (file.peek() != std::ifstream::traits_type::eof()) bytes << file.rdbuf();
    if (file.bad()) return std::nullopt;
    return std::move(bytes).str();
}

}  // namespace fenze
