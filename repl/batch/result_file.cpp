#include "repl/batch/result_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace fenze {
namespace {

/// Hidden, and named for the result: a run that was killed leaves one such file, not one for each time.
std::string beside(const std::string& path) {
    const auto slash = path.rfind('/');
    const auto name = slash == std::string::npos ? 0 : slash + 1;
    return path.substr(0, name) + "." + path.substr(name) + ".fenze未完成";
}

}  // namespace

result_file::~result_file() {
    if (file_ < 0 || path_.empty()) return;
    unlink(beside_.c_str());
    close(file_);
}

bool result_file::fail(words& why, int error) {
    const std::string place = path_.empty() ? "" : "“" + path_ + "”", place_en = path_.empty() ? "the result" : "\"" + path_ + "\"";
    if (error == ENOSPC || error == EDQUOT)
        why = {"磁盘满了，结果没有写完" + (path_.empty() ? std::string("。") : "；" + place + "没有动过。腾出空间后再算一次。"),
            "The disk is full; " + place_en + " was not written."};
    else why = {"写不了" + (path_.empty() ? "结果" : place) + "：" + std::strerror(error), "Cannot write " + place_en + ": " + std::strerror(error)};
    return false;
}

bool result_file::open(const std::string& path, words& why) {
    path_ = path;
    if (path.empty()) {
        file_ = STDOUT_FILENO;
        return true;
    }
    if (char* real = realpath(path.c_str(), nullptr)) {  // a link goes on pointing to what is replaced
        path_ = real;
        std::free(real);
    }
    struct stat about {};
    const bool there = stat(path_.c_str(), &about) == 0;
    if (there && S_ISDIR(about.st_mode)) return fail(why, EISDIR);
    if (there && !S_ISREG(about.st_mode)) {  // a device or a pipe: there is nothing to keep whole
        file_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
        const int error = errno;
        beside_.clear();
        return file_ >= 0 || fail(why, error);
    }
    if (there && access(path_.c_str(), W_OK) != 0) return fail(why, errno);
    beside_ = beside(path_);
    while (true) {
        const int file = ::open(beside_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, there ? about.st_mode & 0777U : 0666U);
        if (file < 0) return fail(why, errno);
        if (flock(file, LOCK_EX | LOCK_NB) != 0) {
            close(file);
            why = {"另一个fenze正在写“" + path + "”。等它写完，或换一个 --out。", "Another fenze is writing \"" + path + "\"."};
            return false;
        }
        struct stat own {
        }, found{};  // the other run may have put its file in place in between
        if (fstat(file, &own) == 0 && stat(beside_.c_str(), &found) == 0 && own.st_ino == found.st_ino && own.st_dev == found.st_dev) {
            file_ = file;
            break;
        }
        close(file);
    }
    return ftruncate(file_, 0) == 0 || fail(why, errno);
}

bool result_file::write(std::string_view text, words& why) {
    while (!text.empty()) {
        const auto count = ::write(file_, text.data(), text.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return fail(why, errno);
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

bool result_file::put(words& why) {
    if (path_.empty()) {
        file_ = -1;
        return true;
    }
    bool good = true;
    int error = 0;
    if (!beside_.empty()) {
        good = fsync(file_) == 0 && std::rename(beside_.c_str(), path_.c_str()) == 0;
        error = errno;
        if (!good) unlink(beside_.c_str());
        const auto slash = path_.rfind('/');
        const std::string folder = slash == std::string::npos ? "." : slash == 0 ? "/" : path_.substr(0, slash);
        if (const int at = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); good && at >= 0) {
            fsync(at);  // the renaming, too, is to outlive a power cut
            close(at);
        }
    }
    if (close(file_) != 0 && good) good = false, error = errno;
    file_ = -1;
    return good || fail(why, error);
}

}  // namespace fenze
