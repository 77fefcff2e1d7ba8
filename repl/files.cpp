#include "repl/files.hpp"

#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>

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

namespace {

constexpr std::size_t most_bytes = 512U << 20U;

std::optional<std::string> refused(words* why_not, const char* zh, const char* en) {
    if (why_not) *why_not = {zh, en};
    return std::nullopt;
}

/// All of a stream, as long as it is not endless.
std::optional<std::string> all_of(std::istream& in, words* why_not) {
    std::string bytes;
    std::string part(1U << 16U, '\0');
    while (in.read(part.data(), static_cast<std::streamsize>(part.size())), in.gcount() > 0) {
        bytes.append(part, 0, static_cast<std::size_t>(in.gcount()));
        if (bytes.size() > most_bytes) return refused(why_not, "太大，超过512兆字节", "it is larger than 512 MB");
    }
    if (in.bad()) return refused(why_not, "读到一半出错", "reading failed half-way");
    return bytes;
}

}  // namespace

std::optional<std::string> read_bytes(const std::string& path, words* why_not) {
    if (path == "-") return all_of(std::cin, why_not);
    struct stat about {};
    if (stat(path.c_str(), &about) != 0) {
        if (errno == EACCES) return refused(why_not, "没有权限", "permission denied");
        return refused(why_not, "没有这个文件", "there is no such file");
    }
    if (S_ISDIR(about.st_mode)) return refused(why_not, "是文件夹，不是文件", "it is a folder");
    if (!S_ISREG(about.st_mode) && !S_ISFIFO(about.st_mode) && path != "/dev/stdin") return refused(why_not, "是设备，不是文件", "it is a device");
    if (S_ISREG(about.st_mode) && static_cast<std::uintmax_t>(about.st_size) > most_bytes)
        return refused(why_not, "太大，超过512兆字节", "it is larger than 512 MB");
    std::ifstream file(path, std::ios::binary);
    if (!file) return refused(why_not, "没有权限", "permission denied");
    return all_of(file, why_not);
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
