#include "repl/sheet/unpack.hpp"

#include <zip.h>

#include <cstdint>
#include <memory>

namespace fenze {
namespace {

// A sheet of 100000 rows of 20 columns comes to some 100 MB; what is far beyond is no table that people filled in.
constexpr std::uint64_t most_bytes = 400ULL << 20U;
// Sheets shrink to a tenth, very even ones to a fortieth; beyond that, at a size that hurts, the file was made to burst.
constexpr std::uint64_t most_ratio = 200, ratio_matters = 8ULL << 20U;
constexpr zip_int64_t most_parts = 20000;

struct closer {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using archive = std::unique_ptr<zip_t, closer>;
using packed_file = std::unique_ptr<zip_file_t, closer>;

bool read_by_us(std::string_view name) { return name.ends_with(".xml") || name.ends_with(".rels"); }

struct outcome_of {
    std::string& code;
    words& why;
    words& help;

    bool broken() const {
        code = "FZ260";
        why = {"工作簿已损坏，打不开。", "The workbook is damaged and cannot be opened."};
        help = {"请在Excel或WPS中打开，另存为“Excel 工作簿（.xlsx）”；打不开的，请重新取一份。",
            "Open it in a spreadsheet program and save it again as .xlsx, or fetch it again."};
        return false;
    }
    bool encrypted() const {
        code = "FZ262";
        why = {"工作簿设了打开密码，读不了。", "The workbook is protected by a password."};
        help = {"请取消密码（文件 → 信息 → 保护工作簿 → 用密码进行加密，清空密码），再保存。", "Remove the password and save it again."};
        return false;
    }
    bool too_big() const {
        code = "FZ264";
        why = {"工作簿解压后大得不正常，不往下读。", "The workbook unpacks to far more than a table holds; it is not read."};
        help = {"请把需要的表复制到新的工作簿，另存为.xlsx；几十万行的数据请存为CSV。",
            "Copy the sheet that is wanted into a new workbook; keep very large tables as CSV."};
        return false;
    }
};

}  // namespace

bool unpack(std::string_view bytes, unpacked& into, std::string& code, words& why, words& help) {
    const outcome_of refuse{code, why, help};
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const from = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (!from) return zip_error_fini(&error), refuse.broken();
    const archive zip(zip_open_from_source(from, ZIP_RDONLY, &error));
    zip_error_fini(&error);
    if (!zip) return zip_source_free(from), refuse.broken();
    const zip_int64_t count = zip_get_num_entries(zip.get(), 0);
    if (count > most_parts) return refuse.too_big();
    std::uint64_t total = 0;
    for (zip_int64_t i = 0; i < count; ++i) {
        const auto index = static_cast<zip_uint64_t>(i);
        zip_stat_t about;
        zip_stat_init(&about);
        if (zip_stat_index(zip.get(), index, 0, &about) != 0 || !(about.valid & ZIP_STAT_NAME)) return refuse.broken();
        if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) && about.encryption_method != ZIP_EM_NONE) return refuse.encrypted();
        const std::string name = about.name;
        into.names.push_back(name);
        if (!read_by_us(name)) continue;
        const packed_file file(zip_fopen_index(zip.get(), index, 0));
        if (!file) return refuse.broken();
        // The size that the archive declares may be a lie: what comes out is counted.
        std::string& part = into.parts[name];
        if (!part.empty()) return refuse.broken();  // two parts of one name: readers differ in which they take
        const std::uint64_t packed = (about.valid & ZIP_STAT_COMP_SIZE) ? about.comp_size : 0;
        constexpr std::size_t piece = 1U << 18U;
        while (true) {
            const auto had = part.size();
            part.resize(had + piece);
            const zip_int64_t got = zip_fread(file.get(), part.data() + had, piece);
            if (got < 0) return refuse.broken();
            part.resize(had + static_cast<std::size_t>(got));
            if (got == 0) break;
            total += static_cast<std::uint64_t>(got);
            if (total > most_bytes || (part.size() > ratio_matters && part.size() / most_ratio > packed)) return refuse.too_big();
        }
    }
    return true;
}

}  // namespace fenze
