#include "repl/files.hpp"

#include <sys/stat.h>
#include <unistd.h>
#include <cstdio>
#include <cstdlib>
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

bool replace_file(const std::string& path, const std::string& bytes) {
    // a link goes on pointing to the file that is replaced
    std::string target = path;
    if (char* real = realpath(path.c_str(), nullptr)) {
        target = real;
        std::free(real);
    }
    struct stat about {};
    const bool there = stat(target.c_str(), &about) == 0;
    if (there && (!S_ISREG(about.st_mode) || access(target.c_str(), W_OK) != 0)) return false;
    if (!there) {
        const mode_t mask = umask(0);
        umask(mask);
        about.st_mode = 0666U & ~mask;
        about.st_uid = geteuid();
        about.st_gid = getegid();
    }
    std::string beside = target + ".XXXXXX";  // in the same folder, so that the renaming is one step
    const int file = mkstemp(beside.data());
    if (file < 0) return false;
    bool good = fchmod(file, about.st_mode & 07777U) == 0;
    if (fchown(file, about.st_uid, about.st_gid) != 0 && about.st_uid != geteuid()) good = false;
    for (std::size_t done = 0; good && done < bytes.size();) {
        const auto count = write(file, bytes.data() + done, bytes.size() - done);
        if (count < 0) good = false;
        else done += static_cast<std::size_t>(count);
    }
    good = good && fsync(file) == 0;
    good = close(file) == 0 && good;
    good = good && std::rename(beside.c_str(), target.c_str()) == 0;
    if (!good) unlink(beside.c_str());
    return good;
}

}  // namespace fenze
