#include "repl/batch/ranking.hpp"

#include <cerrno>
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

bool aside::open(const std::string& beside, words& why) {
    const int error = file_.open(beside);
    return error == 0 || (why = cannot(error), false);
}

bool aside::write(std::string_view framed, words& why) {
    const int error = file_.write(framed);
    return error == 0 || (why = cannot(error), false);
}

bool aside::put_ranked(const std::vector<std::pair<number, std::uint64_t>>& totals, result_format format, result_file& to, words& why) {
    std::unordered_map<std::string, std::string> ranks;
    std::uint64_t above = 0;
    for (auto t = totals.rbegin(); t != totals.rend(); ++t) {
        ranks[t->first.text()] = std::to_string(above + 1);
        above += t->second;
    }
    std::string held, out;
    const bool table = format == result_format::csv;
    std::uint64_t from = 0;
    for (bool more = true; more;) {
        constexpr std::size_t piece = 1U << 20U;
        const auto had = held.size();
        std::size_t got = 0;
        held.resize(had + piece);
        if (const int error = file_.read(from, held.data() + had, piece, got)) return why = cannot(error), false;
        held.resize(had + got);
        from += got;
        more = got == piece;
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
