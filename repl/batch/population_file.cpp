#include "repl/batch/population_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "dsl/decode.hpp"
#include "interpreter/facts/read.hpp"
#include "repl/files.hpp"
#include "repl/sheet/workbook_facts.hpp"

namespace fenze {
namespace {

/// From end to end of the lines, which are long: quicker than looking at every byte.
std::uint64_t lines_in(std::string_view text) {
    std::uint64_t lines = 0;
    for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) ++lines;
    return lines;
}

bool named_like(const std::string& path, std::string_view extension) {
    if (path.size() < extension.size()) return false;
    std::string tail = path.substr(path.size() - extension.size());
    for (char& c : tail) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return tail == extension;
}

/// What a file is that is neither text nor a table: by its first bytes.
std::optional<words> not_text(std::string_view bytes, const std::string& path) {
    using namespace std::string_view_literals;
    const std::string zh = "“" + path + "”", en = "\"" + path + "\"";
    for (const auto& begin : {"\x1F\x8B"sv, "BZh"sv, "\xFD\x37\x7A\x58\x5A"sv, "\x28\xB5\x2F\xFD"sv, "7z\xBC\xAF"sv, "Rar!"sv})
        if (bytes.starts_with(begin)) return words{zh + "是压缩文件。请先解压，再算一次。", en + " is compressed; unpack it and run again."};
    if (bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("\xD0\xCF\x11\xE0"sv))
        return words{zh + "是Excel工作簿或压缩文件。工作簿请在Excel中另存为“CSV UTF-8（逗号分隔）”，压缩文件请先解压，再算一次。",
            en + " is a workbook or compressed; save a workbook as UTF-8 CSV, unpack what is compressed, and run again."};
    return std::nullopt;
}

}  // namespace

population_file::~population_file() {
    if (file_ > 0) close(file_);
}

bool population_file::open(const std::string& path, const std::string& encoding, words& why) {
    file_ = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat about {};
    if (file_ < 0 || fstat(file_, &about) != 0 || S_ISDIR(about.st_mode)) {
        why = {"读不了“" + path + "”。", "Cannot read \"" + path + "\"."};
        return false;
    }
    if (S_ISREG(about.st_mode)) {
        size_ = static_cast<std::uint64_t>(about.st_size);
        std::string head(8, '\0');
        const auto count = pread(file_, head.data(), head.size(), 0);
        head.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
        if (is_office_file(head) && !open_workbook(path, why)) return false;
    }
#ifdef F_SETPIPE_SZ
    if (S_ISFIFO(about.st_mode)) fcntl(file_, F_SETPIPE_SZ, static_cast<int>(piece_size));  // a piece at a time; where it may not be, it goes on slower
#endif
    return look(path, encoding, why);
}

/// A workbook's only sheet as CSV, in a file without a name that is read like any other; rows keep their numbers.
bool population_file::open_workbook(const std::string& path, words& why) {
    diagnostics problems;
    const auto bytes = read_bytes(path);
    const auto book = bytes ? read_workbook(path, *bytes, problems) : std::nullopt;
    for (const auto& d : problems) {
        if (d.level != severity::error) continue;
        const auto* const sheet = book ? book->text.sheet_of(d.at.begin) : nullptr;
        const auto at = book ? book->text.where(d.at.begin) : place{};
        const auto cell = sheet ? "表“" + sheet->name + "”" + column_letters(at.column) + std::to_string(at.line) + "：" : std::string();
        why = {"“" + path + "”" + cell + d.message.zh + d.help.zh, "\"" + path + "\": " + cell + d.message.en + " " + d.help.en};
        return false;
    }
    if (!book || book->sheets.size() != 1) {
        why = {"“" + path + "”里有" + (book ? std::to_string(book->sheets.size()) : "0") +
                   "张有内容的表；成批计算的工作簿只留一张，一行一家，用不着的删去或隐藏。",
            "\"" + path + "\" should hold one sheet with a unit a row; delete or hide the others."};
        return false;
    }
    const auto rows = rows_of(*book, book->sheets.front(), problems);
    const auto begin = rows.empty() ? 0 : book->text.line_of(rows.front().front().at.begin).begin;
    const std::string csv = std::string(book->text.where(begin).line - 1, '\n') + std::string(book->text.text().substr(begin));
    std::FILE* const kept = std::tmpfile();
    const bool good = kept && std::fwrite(csv.data(), 1, csv.size(), kept) == csv.size() && std::fflush(kept) == 0;
    const int again = good ? dup(fileno(kept)) : -1;
    if (kept) std::fclose(kept);
    if (again < 0 || lseek(again, 0, SEEK_SET) != 0) {
        why = {"临时文件写不了：" + std::string(std::strerror(errno)), "Cannot write a temporary file: " + std::string(std::strerror(errno))};
        return false;
    }
    close(file_);
    file_ = again;
    size_ = csv.size();
    return true;
}

/// Reads until `wanted` bytes are held or the file ends.
bool population_file::fill(std::size_t wanted) {
    std::size_t have = held_.size();
    if (ended_ || have >= wanted) return true;
    char* const room = held_.reserve(wanted);
    while (have < wanted) {
        const auto count = ::read(file_, room + have, wanted - have);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) failed_ = true;
        if (count <= 0) {
            ended_ = true;
            break;
        }
        have += static_cast<std::size_t>(count);
        read_ += static_cast<std::uint64_t>(count);
    }
    held_.hold(have);
    return !failed_;
}

bool population_file::look(const std::string& path, const std::string& encoding, words& why) {
    if (!fill(piece_size)) {
        why = {"读不了“" + path + "”：" + std::strerror(errno), "Cannot read \"" + path + "\": " + std::strerror(errno)};
        return false;
    }
    if (held_.text().starts_with("\xFF\xFE") || held_.text().starts_with("\xFE\xFF")) {
        why = {"“" + path + "”是UTF-16编码。请在Excel中另存为“CSV UTF-8（逗号分隔）”，再算一次。",
            "\"" + path + "\" is UTF-16; save it as UTF-8 CSV and run again."};
        return false;
    }
    if (const auto other = not_text(held_.text(), path)) return why = *other, false;
    if (held_.text().starts_with("\xEF\xBB\xBF")) held_.erase_front(3);
    const auto begin = held_.text().find_first_not_of(" \t\r\n");
    if (begin == std::string::npos && ended_) {
        why = {"“" + path + "”是空的，没有记录。", "\"" + path + "\" is empty: it holds no record."};
        return false;
    }
    const char first = begin == std::string::npos ? ' ' : held_.text()[begin];
    const bool table = named_like(path, ".csv") || named_like(path, ".tsv");
    const bool lines = named_like(path, ".jsonl") || named_like(path, ".ndjson") || first == '{';
    if (!table && first == '[') {
        why = {"“" + path + "”是一个JSON数组。成批计算要JSON Lines（一行一条记录）或CSV。", "\"" + path + "\" is a JSON array; batch takes JSON Lines or CSV."};
        return false;
    }
    format_ = table || !lines ? population_format::csv : population_format::json_lines;
    encoding_ = encoding;
    if (encoding_.empty()) {
        const auto whole = held_.text().rfind('\n');
        encoding_ = invalid_utf8(held_.text().substr(0, whole)) == std::string_view::npos || format_ == population_format::json_lines ? "utf-8" : "gb18030";
    }
    if (format_ == population_format::json_lines) return true;
    const auto blank = std::min(held_.text().find_first_not_of("\r\n"), held_.size());
    line_ += lines_in(held_.text().substr(0, blank));
    held_.erase_front(blank);
    comma_ = csv_delimiter(held_.text());
    const auto end = record_end(held_.text(), 0, format_, comma_);
    header_ = held_.text().substr(0, end);
    while (!header_.empty() && header_.back() == '\r') header_.pop_back();
    line_ += lines_in(held_.text().substr(0, end)) + 1;
    held_.erase_front(end + 1);
    return true;
}

bool population_file::next(file_piece& into) {
    into.bytes.hold(0);
    into.too_long = false;
    for (std::size_t wanted = piece_size;; wanted *= 2) {
        if (!fill(wanted)) return false;
        if (held_.size() == 0) return false;
        const auto end = ended_ ? held_.size() : last_record_end(held_.text(), format_, comma_);
        if (end > 0 && end <= longest_record) {
            into.first_line = line_;
            std::swap(into.bytes, held_);
            held_.assign(into.bytes.text().substr(end));
            into.bytes.hold(end);
            line_ += lines_in(into.bytes.text());
            return true;
        }
        if (held_.size() >= longest_record) break;
    }
    into.first_line = line_;
    into.too_long = true;
    while (true) {  // to the end of the line
        const auto end = held_.text().find('\n');
        if (end != std::string_view::npos) {
            held_.erase_front(end + 1);
            ++line_;
            return true;
        }
        held_.hold(0);
        if (!fill(piece_size)) return false;
        if (held_.size() == 0) return true;
    }
}

}  // namespace fenze
