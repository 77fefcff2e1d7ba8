#include "repl/files.hpp"

#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
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

words why_not_written(int error) {
    switch (error) {
        case EACCES:
        case EPERM:
            return {"没有写权限", "permission denied"};
        case EROFS:
            return {"那里只能读，不能写", "it can be read only"};
        case ENOSPC:
        case EDQUOT:
            return {"磁盘已满", "the disk is full"};
        case EINVAL:
        case EISDIR:
            return {"那里不是普通文件", "it is no regular file"};
        case ENOTDIR:
        case ENOENT:
            return {"没有这个文件夹", "there is no such folder"};
        case ENAMETOOLONG:
            return {"名字太长", "the name is too long"};
        default:
            return {"系统不让写", std::strerror(error)};
    }
}

bool replace_file(const std::string& path, const std::string& bytes, words* why_not) {
    const auto failed = [&](int error) {
        if (why_not) *why_not = why_not_written(error);
        return false;
    };
    // a link goes on pointing to the file that is replaced
    std::string target = path;
    if (char* real = realpath(path.c_str(), nullptr)) {
        target = real;
        std::free(real);
    }
    struct stat about {};
    const bool there = stat(target.c_str(), &about) == 0;
    if (there && !S_ISREG(about.st_mode)) return failed(EISDIR);
    if (there && access(target.c_str(), W_OK) != 0) return failed(errno);
    if (!there) {
        const mode_t mask = umask(0);
        umask(mask);
        about.st_mode = 0666U & ~mask;
        about.st_uid = geteuid();
        about.st_gid = getegid();
    }
    std::string beside = target + ".XXXXXX";  // in the same folder, so that the renaming is one step
    const int file = mkstemp(beside.data());
    if (file < 0) return failed(errno);
    int trouble = fchmod(file, about.st_mode & 07777U) == 0 ? 0 : errno;
    if (fchown(file, about.st_uid, about.st_gid) != 0 && about.st_uid != geteuid()) trouble = errno;
    for (std::size_t done = 0; trouble == 0 && done < bytes.size();) {
        const auto count = write(file, bytes.data() + done, bytes.size() - done);
        if (count < 0) trouble = errno;
        else done += static_cast<std::size_t>(count);
    }
    if (trouble == 0 && fsync(file) != 0) trouble = errno;
    if (close(file) != 0 && trouble == 0) trouble = errno;
    if (trouble == 0 && std::rename(beside.c_str(), target.c_str()) != 0) trouble = errno;
    if (trouble == 0) return true;
    unlink(beside.c_str());
    return failed(trouble);
}

}  // namespace fenze
