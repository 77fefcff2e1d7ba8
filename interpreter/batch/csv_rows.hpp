#pragma once
// Records of CSV, one row each, under a header of fact names.

#include "interpreter/batch/intake.hpp"

namespace fenze {

/// The header of a population, looked up once.
struct csv_header {
    std::string text;  // as written, without its line end
    char comma = ',';
    std::vector<std::string> names;  // empty: a column without one
};

/// Errors: no names at all, the two columns 事实, 值 of a single unit, a name that is no fact, a fact under two columns.
csv_header read_csv_header(const batch_setup& s, const source& file, diagnostics& out);

class csv_rows : public intake_base {
public:
    csv_rows(const batch_setup& s, csv_header header, std::string file);
    void read(std::string_view text, std::uint64_t line, block& into) override;

private:
    bool quickly(std::string_view text);
    bool cell(std::string_view text, slot& s);

    csv_header header_;
    std::string file_;
    std::vector<slot> slots_;
};

}  // namespace fenze
