#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

#include "repl/files.hpp"
#include "repl/line/editor.hpp"
#include "repl/line/history.hpp"

namespace fenze {
namespace {

constexpr std::size_t longest_file = std::size_t{1} << 20U;  // of a longer one the end is read
constexpr std::size_t foldable = longest_file / 2;

struct descriptor {
    int is = -1;
    explicit descriptor(int from) : is(from) {}
    ~descriptor() {
        if (is >= 0) close(is);
    }
    descriptor(descriptor&& from) noexcept : is(std::exchange(from.is, -1)) {}
    descriptor(const descriptor&) = delete;
    descriptor& operator=(const descriptor&) = delete;
    descriptor& operator=(descriptor&&) = delete;
};

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = write(file, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

// The file, locked until it is closed. Whoever folds it puts another in its place: then the lock is on the wrong one, and it is tried again.
descriptor locked(const std::string& path, int flags) {
    for (int attempt = 0; attempt < 100; ++attempt) {
        descriptor file(open(path.c_str(), flags | O_CLOEXEC | O_NONBLOCK, 0600));
        if (file.is < 0) return file;
        struct stat mine {
        }, there{};
        if (fstat(file.is, &mine) != 0) return descriptor(-1);
        if (!S_ISREG(mine.st_mode)) {
            errno = EINVAL;
            return descriptor(-1);
        }
        while (flock(file.is, LOCK_EX) != 0)
            if (errno != EINTR) return file;  // a file system without locks: as good as it gets
        if (stat(path.c_str(), &there) == 0 && mine.st_ino == there.st_ino && mine.st_dev == there.st_dev) return file;
    }
    errno = EAGAIN;
    return descriptor(-1);
}

std::string tail(int file, std::size_t size) {
    const auto from = size > longest_file ? size - longest_file : 0;
    std::string bytes(size - from, '\0');
    std::size_t there = 0;
    while (there < bytes.size()) {
        const auto count = pread(file, bytes.data() + there, bytes.size() - there, static_cast<off_t>(from + there));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        there += static_cast<std::size_t>(count);
    }
    bytes.resize(there);
    if (from != 0) bytes.erase(0, std::min(bytes.find('\n'), bytes.size() - 1) + 1);  // the line that was cut
    return bytes;
}

line_history lines_of(std::string_view bytes, std::size_t& count) {
    line_history result;
    while (!bytes.empty()) {
        const auto end = std::min(bytes.find('\n'), bytes.size());
        result.add(bytes.substr(0, end));
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
        ++count;
    }
    return result;
}

std::string bytes_of(const line_history& history) {
    std::string result;
    for (const auto& line : history.lines()) result += line + "\n";
    return result;
}

// Another file in the place of this one, in one step. What fails leaves the old one.
void put_in_place(const std::string& path, const std::string& bytes) {
    std::error_code none;
    const auto real = std::filesystem::canonical(path, none);
    const std::string target = none ? path : real.string();
    std::string beside = target + ".XXXXXX";
    const descriptor file(mkstemp(beside.data()));  // 0600
    if (file.is < 0) return;
    if (!write_all(file.is, bytes) || fsync(file.is) != 0 || std::rename(beside.c_str(), target.c_str()) != 0) unlink(beside.c_str());
}

}  // namespace

void history_file::fail(int error) {
    const auto why = why_not_written(error);
    trouble_ = words{"输入过的内容无法存到“" + path_ + "”（" + why.zh + "），只在本次会话中记得。",
        "What is typed cannot be kept in “" + path_ + "” (" + why.en + "); it is remembered in this session only."};
}

line_history history_file::read() {
    if (path_.empty()) return {};
    std::error_code none;
    const auto folder = std::filesystem::path(path_).parent_path();
    if (!folder.empty() && !std::filesystem::exists(folder, none)) {
        const auto mask = umask(077);  // what is typed concerns its writer alone
        std::filesystem::create_directories(folder, none);
        umask(mask);
    }
    const auto file = locked(path_, O_RDWR | O_APPEND | O_CREAT);
    if (file.is < 0) {
        fail(errno);
        const descriptor readable(open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
        struct stat about {};
        std::size_t count = 0;
        if (readable.is < 0 || fstat(readable.is, &about) != 0 || !S_ISREG(about.st_mode)) return {};
        return lines_of(tail(readable.is, static_cast<std::size_t>(about.st_size)), count);
    }
    struct stat about {};
    if (fstat(file.is, &about) != 0) return {};
    const auto size = static_cast<std::size_t>(about.st_size);
    std::size_t count = 0;
    auto result = lines_of(tail(file.is, size), count);
    if (size > foldable || count > 2 * line_history::most) put_in_place(path_, bytes_of(result));
    return result;
}

void history_file::append(std::string_view line) {
    if (path_.empty() || trouble_) return;
    const auto file = locked(path_, O_RDWR | O_APPEND | O_CREAT);
    struct stat about {};
    if (file.is < 0 || fstat(file.is, &about) != 0) return fail(errno);
    // a line that was cut short by a full disk does not take this one with it
    char last = '\n';
    if (about.st_size > 0 && pread(file.is, &last, 1, about.st_size - 1) != 1) last = '\n';
    const auto bytes = (last == '\n' ? "" : "\n") + std::string(line) + "\n";
    if (!write_all(file.is, bytes)) fail(errno);
}

std::string default_history_file(const std::string& program) {
    const char* state = std::getenv("XDG_STATE_HOME");
    if (state != nullptr && *state == '/') return std::string(state) + "/" + program + "/history";  // a relative one is to be ignored
    const char* home = std::getenv("HOME");
    if (home == nullptr || *home == '\0') return {};
    return std::string(home) + "/.local/state/" + program + "/history";
}

}  // namespace fenze
