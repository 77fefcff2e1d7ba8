#pragma once
// What the options ask of a query.

#include "interpreter/sql/query.hpp"
#include "repl/options.hpp"

namespace fenze {

inline sql_wishes wishes_of(const options& o, sql_engine engine) {
    sql_wishes wishes;
    wishes.engine = engine;
    if (!o.table.empty()) wishes.table = o.table;
    if (!o.id.empty()) wishes.id = o.id;
    wishes.view = o.view;
    wishes.rank = o.rank;
    wishes.all_text = o.all_text;
    wishes.columns = o.pairs;
    return wishes;
}

}  // namespace fenze
