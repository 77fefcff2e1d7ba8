#include "repl/fact_inputs.hpp"

#include "dsl/fold.hpp"
#include "interpreter/facts/cells.hpp"
#include "repl/commands.hpp"

namespace fenze {

const record_table* table_named(const plan& p, const std::string& path) {
    if (!p.records) return nullptr;
    const auto slash = path.find_last_of("/\\");
    auto stem = slash == std::string::npos ? path : path.substr(slash + 1);
    const auto dot = stem.rfind('.');
    if (dot == std::string::npos || (stem.substr(dot) != ".csv" && stem.substr(dot) != ".tsv" && stem.substr(dot) != ".CSV")) return nullptr;
    stem.resize(dot);
    for (const auto& t : p.records->tables)
        if (name_key(t.name) == name_key(stem)) return &t;
    return nullptr;
}

std::vector<std::string> table_names(const plan& p) {
    std::vector<std::string> out;
    if (p.records)
        for (const auto& t : p.records->tables) out.push_back(t.name);
    return out;
}

int fact_inputs::read(const options& o, file_set& files, const plan& p) {
    if (!read_files(o, files, p)) return wrong_use;
    if (!pick_list(o.zh)) return wrong_input;
    sort_line_errors();
    take_side(!o.self.empty() && o.self == o.facts ? "/自评" : "/考核");
    return fine;
}

/// A table with a column for the self-assessment and one for the review is read for one of them.
void fact_inputs::take_side(std::string_view side) {
    for (auto& input : all_)
        for (auto& r : input.facts.records) {
            std::vector<given> kept;
            for (auto& value : r.values) {
                const bool mine = value.name.ends_with(side);
                if (!mine && (value.name.ends_with("/自评") || value.name.ends_with("/考核"))) continue;
                if (mine) value.name.resize(value.name.size() - side.size());
                kept.push_back(std::move(value));
            }
            r.values = std::move(kept);
        }
}

bool fact_inputs::read_table(const std::string& name, const std::string& path, const options& o, file_set& files) {
    diagnostics undecoded;
    auto text = load_text(path, o, files, undecoded);
    if (!text) return false;
    const auto& kept = files.add(std::move(*text));
    problems_.insert(problems_.end(), undecoded.begin(), undecoded.end());
    facts_source made{&kept, {}};
    if (!has_error(undecoded)) {
        record only;
        only.tables.push_back(read_csv_table(name, kept, problems_));
        made.facts.records.push_back(std::move(only));
    }
    all_.push_back(std::move(made));
    return true;
}

bool fact_inputs::read_files(const options& o, file_set& files, const plan& p) {
    for (const auto& [name, path] : o.records)
        if (!read_table(name, path, o, files)) return false;
    const auto tables = table_names(p);
    for (const auto& path : o.facts) {
        if (const auto* table = table_named(p, path)) {
            if (!read_table(table->name, path, o, files)) return false;
            continue;
        }
        auto read = load_facts_file(path, o, files, problems_, tables);
        if (!read) return false;
        lines_ = lines_ || facts_format_of(*read->text) == facts_format::json_lines;
        all_.push_back(std::move(*read));
    }
    return true;
}

/// At most one file may hold several records; the others hold for each of them.
bool fact_inputs::pick_list(bool zh) {
    for (const auto& input : all_) {
        if (!input.facts.many) continue;
        if (list_) {
            print_error(zh ? "“" + list_->text->name() + "”和“" + input.text->name() + "”都有好几家单位的事实，一次只能用一个这样的文件。\n"
                           : "Both \"" + list_->text->name() + "\" and \"" + input.text->name() + "\" hold several records; use one such file at a time.\n");
            return false;
        }
        list_ = &input;
    }
    return true;
}

/// The reading errors of a JSON Lines file belong to the record on whose line they stand.
void fact_inputs::sort_line_errors() {
    if (!lines_ || !list_) return;
    diagnostics others;
    for (auto& d : problems_) {
        if (d.level == severity::error && d.file == list_->text->name()) line_errors_[list_->text->where(d.at.begin).line].push_back(std::move(d));
        else others.push_back(std::move(d));
    }
    problems_ = std::move(others);
}

const record* fact_inputs::of_unit(const facts_source& input, std::size_t unit) const {
    if (input.facts.records.empty()) return nullptr;
    return &input.facts.records[&input == list_ ? unit : 0];
}

bool fact_inputs::broken(const facts_source& input, std::size_t unit, diagnostics& to) const {
    if (&input != list_ || line_errors_.empty()) return false;
    const auto found = line_errors_.find(list_->text->where(input.facts.records[unit].at.begin).line);
    if (found == line_errors_.end()) return false;
    to.insert(to.end(), found->second.begin(), found->second.end());
    return true;
}

}  // namespace fenze
