// Run by the build: the Unihan database's readings of Chinese characters (standard input) → repl/line/pinyin.cpp's table (standard output).
// Tones are dropped and ü is v; a character keeps every reading of today's dictionaries, since a name does not say which one it has.

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

using readings = std::set<std::string>;

// zhòng → zhong, nǚ → nv; empty where it is no syllable.
std::string without_tone(const std::string& syllable) {
    utf8proc_uint8_t* decomposed = utf8proc_NFD(reinterpret_cast<const utf8proc_uint8_t*>(syllable.c_str()));
    if (decomposed == nullptr) return {};
    const std::string letters = reinterpret_cast<const char*>(decomposed);
    std::free(decomposed);
    std::string result;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (letters[i] >= 'a' && letters[i] <= 'z') result += letters[i];
        else if (letters.compare(i, 2, "\u0308") == 0 && !result.empty()) result.back() = 'v';
        else if (static_cast<unsigned char>(letters[i]) < 0x80) return {};
    }
    return result;
}

// What stands between figures, marks and blanks: "090.010:fā 090.100:fà", "fā(4834) fa(174)", "zhòng".
void add(const std::string& field, readings& to) {
    std::string part;
    for (const char c : field + " ") {
        if (std::string_view(" ,:()0123456789.*").find(c) == std::string_view::npos) {
            part += c;
            continue;
        }
        const auto syllable = without_tone(part);
        if (!syllable.empty()) to.insert(syllable);
        part.clear();
    }
}

template <typename numbers>
void print(const char* name, const char* type, const numbers& all) {
    std::cout << "constexpr " << type << ' ' << name << "[] = {";
    std::size_t count = 0;
    for (const auto& one : all) std::cout << (count++ % 32 == 0 ? "\n" : "") << one << ',';
    std::cout << "\n};\n";
}

}  // namespace

int main() {
    std::map<std::uint32_t, readings> today, older;
    for (std::string line; std::getline(std::cin, line);) {
        if (line.rfind("U+", 0) != 0) continue;
        const auto first = line.find('\t'), second = line.find('\t', first + 1);
        if (second == std::string::npos) continue;
        const auto field = line.substr(first + 1, second - first - 1);
        const auto code = static_cast<std::uint32_t>(std::strtoul(line.c_str() + 2, nullptr, 16));
        if (field == "kMandarin" || field == "kHanyuPinlu" || field == "kXHC1983" || field == "kTGHZ2013") add(line.substr(second + 1), today[code]);
        else if (field == "kHanyuPinyin") add(line.substr(second + 1), older[code]);
    }
    today[0x3007].insert("ling");  // 〇 is no Han character to Unicode
    today.merge(older);            // a large dictionary's readings only where no other has any: most are of old books
    if (today.size() < 20000) {
        std::cerr << "pinyin_table: only " << today.size() << " characters have readings; is this Unihan_Readings.txt?\n";
        return EXIT_FAILURE;
    }

    std::map<std::string, std::size_t> syllables;
    std::map<readings, std::size_t> sets;
    for (const auto& [code, all] : today) {
        sets.emplace(all, 0);
        for (const auto& one : all) syllables.emplace(one, 0);
    }
    std::cout << "constexpr std::string_view syllables[] = {";
    std::size_t count = 0;
    for (auto& [syllable, index] : syllables) {
        index = count++;
        std::cout << (index % 20 == 0 ? "\n" : "") << '"' << syllable << "\",";
    }
    std::cout << "\n};\n";

    // Set 0 is of characters without a reading; set n is members[set_begins[n]] up to set_begins[n + 1].
    std::vector<std::size_t> members, set_begins{0, 0};
    for (auto& [all, index] : sets) {
        index = set_begins.size() - 1;
        for (const auto& one : all) members.push_back(syllables[one]);
        set_begins.push_back(members.size());
    }
    print("members", "std::uint16_t", members);
    print("set_begins", "std::uint16_t", set_begins);

    // Runs of characters, small gaps filled.
    constexpr std::uint32_t gap = 8;
    std::vector<std::size_t> of_character;
    std::cout << "constexpr run runs[] = {\n";
    for (auto here = today.begin(); here != today.end();) {
        const auto begin = here->first;
        const auto offset = of_character.size();
        auto next = begin;
        for (; here != today.end() && here->first <= next + gap; ++here) {
            of_character.resize(offset + (here->first - begin));
            of_character.push_back(sets[here->second]);
            next = here->first + 1;
        }
        std::cout << '{' << begin << ',' << next - begin << ',' << offset << "},\n";
    }
    std::cout << "};\n";
    print("of_character", "std::uint16_t", of_character);
    return std::cout.flush() ? EXIT_SUCCESS : EXIT_FAILURE;
}
