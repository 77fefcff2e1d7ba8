#include "repl/batch/scratch_file.hpp"

#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>
#include <cerrno>
#include <cstdlib>

namespace fenze {

scratch_file::~scratch_file() {
    if (file_ >= 0) close(file_);
}

int scratch_file::open(const std::string& beside) {
    const char* scratch = std::getenv("TMPDIR");
    const auto slash = beside.rfind('/');
    std::string folder;
    if (beside.empty()) folder = scratch != nullptr && *scratch != '\0' ? scratch : "/tmp";
    else folder = slash == std::string::npos ? "." : beside.substr(0, slash + 1);
#ifdef O_TMPFILE
    file_ = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);  // not every file system can
    if (file_ >= 0) return 0;
#endif
    std::string name = folder + "/.fenze临时XXXXXX";
    file_ = mkstemp(name.data());
    if (file_ < 0) return errno;
    unlink(name.c_str());
    return 0;
}

int scratch_file::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = ::write(file_, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return 0;
}

int scratch_file::read(std::uint64_t at, char* to, std::size_t most, std::size_t& got) const {
    for (got = 0; got < most;) {
        const auto count = pread(file_, to + got, most - got, static_cast<off_t>(at + got));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno;
        if (count == 0) break;
        got += static_cast<std::size_t>(count);
    }
    return 0;
}

}  // namespace fenze
