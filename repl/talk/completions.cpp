#include "repl/talk/completions.hpp"

#include <algorithm>

#include "repl/line/pinyin.hpp"
#include "repl/next_step_text.hpp"
#include "repl/reasons.hpp"
#include "repl/report_text.hpp"
#include "repl/talk/commands.hpp"
#include "repl/talk/request.hpp"

namespace fenze {
namespace {

constexpr std::size_t most_offered = 30;

bool blank_behind(std::string_view text) { return text.ends_with(' ') || text.ends_with('\t') || text.ends_with("　"); }

std::string value_now(const session& talk, std::uint32_t i) {
    const auto& f = talk.now().book->program().facts[i];
    const auto& v = talk.now().facts[i];
    return v ? amount_text(f, *v) : std::string(talk.asked().zh ? "未填" : "not given");
}

/// The options of the fact, or yes and no.
std::vector<std::string> values_of(const fact& f) {
    if (f.kind == fact_kind::boolean) return {"是", "否"};
    auto out = f.options;
    if (f.or_none) out.push_back("无");
    return out;
}

/// Where the word to be completed begins: behind the last separator that facts of a line are parted by, and a blank or ： before a value.
std::size_t piece_begin(std::string_view line) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < line.size(); ++i)
        for (const std::string_view mark : {"，", "；", ",", ";"})
            if (line.substr(i).starts_with(mark)) at = i + mark.size();
    while (at < line.size() && line[at] == ' ') ++at;
    return at;
}

class offers {
public:
    offers(const session& talk, std::vector<completion>& out) : talk_(talk), out_(out) {}

    void names(std::string_view typed) {
        const auto& p = talk_.now().book->program();
        std::vector<std::string_view> all;
        std::vector<std::uint32_t> which;
        for (std::uint32_t i = 0; i < p.facts.size(); ++i) {
            if (p.facts[i].use == fact_use::absence) continue;
            all.push_back(p.facts[i].name);
            which.push_back(i);
        }
        for (const auto n : matching_names(typed, all)) {
            const auto& f = p.facts[which[n]];
            const bool one = talk_.now().book->index().find(f.name).size() == 1;
            add((one ? f.name : f.path) + " ", f.name + "  " + value_now(talk_, which[n]));
        }
    }

    void values(const fact& f, std::string_view typed) {
        const auto all = values_of(f);
        const std::vector<std::string_view> views(all.begin(), all.end());
        for (const auto n : matching_names(typed, views)) add(all[n], all[n]);
    }

    void commands(std::string_view typed) {
        std::vector<std::string_view> all;
        std::vector<const command*> which;
        const bool zh = talk_.asked().zh;
        for (const auto& c : all_commands())
            for (std::size_t n = 0; n < 2 && n < c.names.size(); ++n) {
                all.push_back(c.names[n]);
                which.push_back(&c);
            }
        std::vector<const command*> seen;
        for (const auto n : matching_names(typed, all)) {
            const auto* c = which[n];
            if (std::find(seen.begin(), seen.end(), c) != seen.end()) continue;
            seen.push_back(c);
            const std::string name = c->names[zh ? 0 : 1];
            add(name + (c->takes_words ? " " : ""), name + "  " + (zh ? c->zh : c->en));
        }
    }

    void items(std::string_view typed) {
        const auto& p = talk_.now().book->program();
        std::vector<std::string_view> all;
        for (const auto& n : p.nodes) all.push_back(n.title);
        for (const auto n : matching_names(typed, all)) add(p.nodes[n].id, p.nodes[n].id + "  " + p.nodes[n].title);
    }

    void grades(std::string_view typed) {
        std::vector<std::string_view> all;
        for (const auto& g : talk_.now().book->program().grades) all.push_back(g.name);
        for (const auto n : matching_names(typed, all)) add(std::string(all[n]), std::string(all[n]));
    }

    void add(const std::string& text, const std::string& shown) {
        if (out_.size() < most_offered) out_.push_back({text, shown});
    }

private:
    const session& talk_;
    std::vector<completion>& out_;
};

/// A fact whose name stands whole at the beginning of the piece; where its value begins.
std::optional<std::pair<std::uint32_t, std::size_t>> named_fact(const session& talk, std::string_view piece) {
    for (std::size_t i = piece.size(); i-- > 0;) {
        const auto rest = piece.substr(i);
        std::size_t width = 0;
        for (const std::string_view mark : {" ", "　", "：", ":", "=", "＝"})
            if (rest.starts_with(mark)) width = mark.size();
        if (width == 0) continue;
        const auto meant = facts_named(*talk.now().book, trimmed(piece.substr(0, i)));
        if (meant.sure) {
            std::size_t at = i + width;
            while (at < piece.size() && piece[at] == ' ') ++at;
            return std::pair{meant.facts.front(), at};
        }
    }
    return std::nullopt;
}

}  // namespace

std::vector<completion> completions(const session& talk, std::string_view line, std::size_t cursor, std::size_t& word_begin) {
    std::vector<completion> out;
    offers offer(talk, out);
    const auto before = line.substr(0, cursor);
    std::size_t from = 0;
    const auto what = command_of(before);
    const bool argument = what && what->which->takes_words && (blank_behind(before) || !what->rest.empty());
    if (argument) from = static_cast<std::size_t>(what->rest.empty() ? before.size() : what->rest.data() - before.data());
    auto piece = before.substr(from);
    if (!argument || what->which->carry_out == &commands_of::attempt) {
        const auto cut = piece_begin(piece);
        from += cut;
        piece.remove_prefix(cut);
        if (const auto named = named_fact(talk, piece)) {
            word_begin = from + named->second;
            offer.values(talk.now().book->program().facts[named->first], piece.substr(named->second));
            return out;
        }
        word_begin = from;
        if (!argument && cut == 0) offer.commands(piece);
        offer.names(piece);
        return out;
    }
    word_begin = from;
    const auto carried = what->which->carry_out;
    if (carried == &commands_of::save || carried == &commands_of::load || carried == &commands_of::save_rules) return out;
    if (carried == &commands_of::goal) offer.grades(piece);
    offer.names(piece);
    const bool of_items = carried == &commands_of::show || carried == &commands_of::why || carried == &commands_of::distance || carried == &commands_of::goal ||
                          carried == &commands_of::rule || carried == &commands_of::facts || carried == &commands_of::change_rule ||
                          carried == &commands_of::clear;
    if (of_items) offer.items(piece);
    return out;
}

std::string hint_of(const session& talk, std::string_view line) {
    if (line.empty()) return {};
    const auto what = command_of(line);
    if (what && what->rest.empty()) return std::string("  ") + (talk.asked().zh ? what->which->zh : what->which->en);
    const auto piece = line.substr(piece_begin(line));
    const auto named = named_fact(talk, piece);
    if (!named || named->second < piece.size()) return {};
    const auto& f = talk.now().book->program().facts[named->first];
    return answer_text(f, talk.asked().zh) + (talk.asked().zh ? "，现为" : ", now ") + value_now(talk, named->first);
}

}  // namespace fenze
