#pragma once
// One function for each command; each returns the exit status.

#include "repl/options.hpp"

namespace fenze {

extern const char* const version;

enum exit_status { fine = 0, wrong_input = 1, wrong_use = 2, internal_error = 3 };

int read_command(const options& o);
int facts_command(const options& o);
int score_command(const options& o);
int check_command(const options& o);
int test_command(const options& o);
int fmt_command(const options& o);
int repl_command(const options& o);
int diff_command(const options& o);
int impact_command(const options& o);
int goal_command(const options& o);
int missing_command(const options& o);
int why_command(const options& o);
int batch_command(const options& o);
int form_command(const options& o);
int report_command(const options& o);
int sql_command(const options& o);
int via_command(const options& o);

}  // namespace fenze
