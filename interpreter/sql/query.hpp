#pragma once
// The SQL reading of the plan: one query that computes every item, the total and the grade exactly, inside the engine that holds the data.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"
#include "interpreter/plan.hpp"
#include "interpreter/sql/dialect.hpp"

namespace fenze {

struct sql_wishes {
    sql_engine engine = sql_engine::postgresql;
    std::string table = "评分表";
    std::string id = "编号";
    std::string view;  // empty: a query
    bool rank = false;
    bool all_text = false;                                     // every column of the table is text
    std::vector<std::pair<std::string, std::string>> columns;  // fact and column, where the column is not named for the fact
};

/// A column of the table that the query reads.
struct sql_column {
    std::uint32_t fact = 0;
    std::string name;
};

/// A column of the result.
struct sql_output {
    std::string name;
    std::string title;    // not cut
    bool number = false;  // digits behind the point may end in zeros
};

struct sql_query {
    std::string text;                 // ends without ;
    std::vector<sql_column> columns;  // beside the id
    std::vector<sql_output> outputs;
};

/// Nothing and why, where the plan cannot be computed exactly in the engine or a fact of `columns` is none.
std::optional<sql_query> query_of(const plan& p, const source& document, const sql_wishes& wishes, words& why);

/// CREATE TABLE for the columns that the query reads.
std::string table_of(const plan& p, const sql_query& query, const sql_wishes& wishes);

}  // namespace fenze
