#pragma once
// The command line, read.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/wording/format.hpp"

namespace fenze {

enum class report_format { text, json, markdown, sarif, csv };

struct options {
    std::string command;               // read, facts, score, check, test, fmt, repl, goal, missing, why, diff, impact, batch, help, version
    std::vector<std::string> rubrics;  // files, - for standard input
    std::vector<std::string> facts;    // files; later ones win
    report_format format = report_format::text;
    bool zh = true;
    bool color = false;
    std::optional<std::string> rubric;  // which rubric of a file: part of its title, or its number
    bool explain = false;
    std::string explain_item;  // empty: every item
    std::string encoding;
    bool canonical = false;
    bool strict = false;    // check: warnings fail; batch: a bad record stops
    bool coverage = false;  // test: what the examples leave untried
    bool draft = false;     // test: the examples that are missing
    wording_style style = wording_style::kept;
    bool check_only = false;                                 // fmt: name what would change
    bool diff = false;                                       // fmt: show it
    std::vector<std::pair<std::string, std::string>> pairs;  // diff, impact: facts of the old and the new rubric that are one
    std::size_t top = 20;                                    // impact: rows of the table
    std::string subject;                                     // goal: what is to be reached; why: an item, a fact, 总分, 等级
    std::vector<std::string> locked, free, steps;            // goal: facts by name; 事实=步长
    std::string costs;                                       // goal: a file
    std::size_t plans = 1;                                   // goal
    bool curve = false;                                      // goal: the whole trade-off curve
    bool ends = false;                                       // missing: the completions of both ends, however long
    // records
    std::vector<std::pair<std::string, std::string>> records;  // 表名, file
    std::optional<std::int64_t> as_of;                         // the day on which the rubric is applied
    bool require_evidence = false;                             // nothing counts that has no material
    bool materials = false;                                    // facts: what is to be handed in
    // batch
    std::string out;                       // file of the results; empty: standard output
    std::string id;                        // the name under which records say whose they are
    std::vector<std::string> columns;      // items whose points are wanted beside the total
    std::vector<std::string> passed_over;  // columns that are no facts
    std::size_t threads = 0;               // 0: as many as there are cores
    bool summary = false, rank = false;
};

/// What the environment says, read once in main.
struct surroundings {
    bool zh = true;
    bool terminal = false;
};

/// Nothing and a message where the arguments are wrong; `read` holds the language all the same.
bool parse_options(const std::vector<std::string>& arguments, const surroundings& around, options& read, std::string& message);

std::string help_text(bool zh);

}  // namespace fenze
