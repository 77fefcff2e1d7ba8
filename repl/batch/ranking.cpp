#include "repl/batch/ranking.hpp"

#include <unistd.h>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <unordered_map>

namespace fenze {
namespace {

constexpr std::size_t lengths = 2 * sizeof(std::uint32_t);

words cannot(int error) {
    if (error == ENOSPC || error == EDQUOT) return {"磁盘满了，排不了名次；结果没有写。", "The disk is full: no ranks, and no result was written."};
    return {std::string("写不了排名次用的临时文件：") + std::strerror(error), std::string("Cannot write the scratch file for ranks: ") + std::strerror(error)};
}

}  // namespace

void append_framed(std::string_view total, std::string_view line, std::string& out) {
    for (const auto part : {total, line}) {
        const auto size = static_cast<std::uint32_t>(part.size());
        char bytes[sizeof size];
        std::memcpy(bytes, &size, sizeof size);
        out.append(bytes, sizeof size);
    }
    out += total;
    out += line;
}

aside::~aside() {
    if (file_ >= 0) close(file_);
}

bool aside::open(const std::string& beside, words& why) {
    const char* scratch = std::getenv("TMPDIR");
    const auto slash = beside.rfind('/');
    std::string name = beside.empty() ? (scratch != nullptr && *scratch != '\0' ? std::string(scratch) : "/tmp") + "/"
                                      : beside.substr(0, slash == std::string::npos ? 0 : slash + 1);
    name += ".fenze名次XXXXXX";
    file_ = mkstemp(name.data());
    if (file_ < 0) return why = cannot(errno), false;
    unlink(name.c_str());
    return true;
}

bool aside::write(std::string_view framed, words& why) {
    while (!framed.empty()) {
        const auto count = ::write(file_, framed.data(), framed.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return why = cannot(errno), false;
        framed.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

bool aside::put_ranked(const std::vector<std::pair<number, std::uint64_t>>& totals, result_format format, result_file& to, words& why) {
    std::unordered_map<std::string, std::string> ranks;
    std::uint64_t above = 0;
    for (auto t = totals.rbegin(); t != totals.rend(); ++t) {
        ranks[t->first.text()] = std::to_string(above + 1);
        above += t->second;
    }
    if (lseek(file_, 0, SEEK_SET) != 0) return why = cannot(errno), false;
    std::string held, out;
    const bool table = format == result_format::csv;
    for (bool more = true; more;) {
        const auto had = held.size();
        held.resize(had + (1U << 20U));
        const auto count = ::read(file_, held.data() + had, held.size() - had);
        if (count < 0 && errno != EINTR) return why = cannot(errno), false;
        held.resize(had + (count > 0 ? static_cast<std::size_t>(count) : 0));
        more = count != 0;
        std::size_t at = 0;
        while (held.size() - at >= lengths) {
            std::uint32_t total = 0, line = 0;
            std::memcpy(&total, held.data() + at, sizeof total);
            std::memcpy(&line, held.data() + at + sizeof total, sizeof line);
            if (held.size() - at - lengths < std::size_t{total} + line) break;
            const auto rank = ranks.find(held.substr(at + lengths, total));
            out.append(held, at + lengths + total, line);
            out += table ? "," : ",\"名次\":";
            if (rank != ranks.end()) out += table ? rank->second : '"' + rank->second + '"';
            else if (!table) out += "null";
            out += table ? "\n" : "}\n";
            at += lengths + total + line;
        }
        held.erase(0, at);
        if (!to.write(out, why)) return false;
        out.clear();
    }
    return true;
}

}  // namespace fenze
