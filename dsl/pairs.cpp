#include "dsl/pairs.hpp"

#include "dsl/cursor.hpp"
#include "dsl/text.hpp"

namespace fenze {
namespace {

std::vector<clause_text> read_pairs_from(const folded& line, piece s, std::size_t at) {
    const std::string_view all = std::string_view(line.text).substr(s.begin, s.end - s.begin);
    if (at == std::string_view::npos || has(all.substr(0, at), ",")) return {};
    std::vector<std::string> names, values;
    std::vector<piece> places;
    std::size_t from = s.begin;
    for (std::size_t i = s.begin; i <= s.begin + at; i += character_length(line.text, i)) {
        const bool stop = i == s.begin + at || starts(std::string_view(line.text).substr(i), "、");
        if (!stop) continue;
        std::string name = line.text.substr(from, i - from);
        std::size_t until = i;
        if (i == s.begin + at) {
            // 差五个等级对应的等级参数: the last name ends where the words about all of them begin
            for (std::size_t k = from + character_length(line.text, from); k < i; k += character_length(line.text, k)) {
                const auto rest = std::string_view(line.text).substr(k, i - k);
                if (eat<grammar::cn_number>(rest, 0) || starts(rest, "对应") || starts(rest, "的") || starts(rest, "等")) {
                    until = k;
                    break;
                }
            }
            name = line.text.substr(from, until - from);
        }
        names.push_back(name);
        places.push_back({from, until});
        if (i == s.begin + at) break;
        from = i + std::string_view("、").size();
    }
    std::size_t k = s.begin + at + std::string_view("分别为").size();
    while (k < s.end) {
        const auto n = eat<grammar::ascii_number>(line.text, k);
        if (!n) return {};
        values.push_back(line.text.substr(k, *n));
        k += *n;
        if (starts(std::string_view(line.text).substr(k), "分")) k += 3;
        if (k >= s.end) break;
        if (!starts(std::string_view(line.text).substr(k), "、") && line.text[k] != ',') return {};
        k += line.text[k] == ',' ? 1 : 3;
    }
    if (names.size() < 2 || names.size() != values.size()) return {};
    std::vector<clause_text> out;
    for (std::size_t n = 0; n < names.size(); ++n) {
        clause_text clause;
        atom_text atom;
        atom.subject = names[n];
        atom.subject_at = atom.at = line.original(places[n].begin, places[n].end);
        clause.when.push_back({atom});
        clause.award.values = {values[n]};
        clause.award.verb = true;
        clause.award.unit = "分";
        clause.option = true;
        clause.starts_sentence = clause.starts_segment = n == 0;
        clause.words = names[n];
        clause.words_at = atom.at;
        clause.at = clause.award.at = line.original(s.begin, s.end);
        out.push_back(std::move(clause));
    }
    return out;
}

}  // namespace

std::vector<clause_text> read_pairs(const folded& line, piece s) {
    const std::string_view all = std::string_view(line.text).substr(s.begin, s.end - s.begin);
    const auto at = all.find("分别为");
    if (at == std::string_view::npos) return {};
    trim_separators(line.text, s.begin, s.end);
    if (s.begin >= s.end) return {};
    return read_pairs_from(line, s, std::string_view(line.text).substr(s.begin, s.end - s.begin).find("分别为"));
}

}  // namespace fenze
