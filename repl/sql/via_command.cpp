// fenze batch --via: the query runs in the database that holds the table.

#include "repl/commands.hpp"
#include "repl/load.hpp"

namespace fenze {

int via_command(const options& o) {
    print_error(o.zh ? "x\n" : "x\n");
    return wrong_use;
}

}  // namespace fenze
