#pragma once
// The fact files of a command line: several that hold for one unit, of which one may hold many units.

#include <unordered_map>
#include <vector>

#include "interpreter/facts/read.hpp"
#include "interpreter/plan.hpp"
#include "interpreter/records/table.hpp"
#include "repl/load.hpp"

namespace fenze {

/// The table of records that a CSV file is named like: 某某联盟/知识产权.csv → 知识产权; nothing where it is none of the rubric's.
const record_table* table_named(const plan& p, const std::string& path);
/// The names of the tables of records, for the sheets of a workbook.
std::vector<std::string> table_names(const plan& p);

class fact_inputs {
public:
    /// Reads all; the exit status, with the message printed where it is not fine.
    /// `p`: a CSV file that is named like one of its tables of records is that table.
    int read(const options& o, file_set& files, const plan& p);

    [[nodiscard]] const std::vector<facts_source>& all() const { return all_; }
    /// The file of many units, where there is one.
    [[nodiscard]] const facts_source* list() const { return list_; }
    [[nodiscard]] std::size_t count() const { return list_ ? list_->facts.records.size() : 1; }
    /// The input's record for the unit, or nothing where it holds none.
    [[nodiscard]] const record* of_unit(const facts_source& input, std::size_t unit) const;
    /// Problems of the files themselves; errors among them refuse everything.
    [[nodiscard]] const diagnostics& problems() const { return problems_; }
    /// Adds the reading errors on the record's line of a JSON Lines file, which cost only that record; whether there are any.
    bool broken(const facts_source& input, std::size_t unit, diagnostics& to) const;

private:
    bool read_files(const options& o, file_set& files, const plan& p);
    bool read_table(const std::string& name, const std::string& path, const options& o, file_set& files);
    bool pick_list(bool zh);
    void sort_line_errors();
    void take_side(std::string_view side);

    std::vector<facts_source> all_;
    const facts_source* list_ = nullptr;
    diagnostics problems_;
    std::unordered_map<std::uint32_t, diagnostics> line_errors_;
    bool lines_ = false;
};

}  // namespace fenze
