#pragma once
// A line of 统计： while it is read: where the reading stands, and what was understood so far.

#include "interpreter/records/counts.hpp"

namespace fenze {

/// 获得发明专利授权 = 知识产权 中 类型为“发明专利” 的件数, its parts read one after the other.
struct count_line {
    counting& c;
    const directive& d;
    const folded& line;
    line_reader in;
    misread& why;
    record_count made;
    std::size_t table = 0;
    std::string unit;                     // of the fact that is counted, where there is one of that name
    std::optional<std::size_t> tiers_by;  // 按投资额分档
    bool failed = false;                  // and `why` says it

    [[nodiscard]] row_plan& rows() const { return c.tables[table]; }
    [[nodiscard]] const record_table& of() const { return rows().table; }
    [[nodiscard]] bool done() const { return in.rest().empty() || in.rest() == "。" || in.rest() == ";"; }

    bool fail(std::size_t at, words message, words help);
    bool fail(std::size_t at, words message);
    bool no_table();
    bool no_column();
    std::optional<std::size_t> column_here();
    /// 3项 of 前3项 and 最多3项, the unit one that things are counted in, or the fact's own.
    std::optional<std::size_t> pieces_here();
};

/// 的件数, 合计投资额, 投资额前3项之和, 按投资额分档; false where none stands here, or where it cannot be (`failed`).
bool read_measure(count_line& l);

/// What may stand behind: ，最多3项; ，按排名折算：…; ，参与成员≥3的标注.
bool read_tails(count_line& l);

/// 按排名折算：第一计100%，第二计50%，其余不计.
bool read_shares(count_line& l);

/// The facts of the tiers that a sentence has, each with the records of its size.
bool add_tiers(count_line& l, const std::string& name);

/// Whether what was read fits the fact of that number, and the units go together.
bool fits_fact(count_line& l, std::size_t end);

/// The count goes to the others.
bool add_count(count_line& l, record_count count);

}  // namespace fenze
