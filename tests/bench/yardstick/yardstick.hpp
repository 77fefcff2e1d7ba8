#pragma once
// What the scorers by hand have in common: records of a simdjson stream in, lines of results out, and nothing else.
#include <simdjson.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <unordered_map>

namespace yardstick {

/// PROGRAM FACTS.jsonl RESULTS.jsonl, or PROGRAM --read FACTS.jsonl to go through the file's JSON alone. The first name is the id's; `value` gives what
/// the field at a place comes to, `append_points` writes the total of all. Keys are expected in the order of `names`, and looked up where they differ.
template <std::size_t N, typename Value, typename Points>
int run(int count, char** arguments, const std::array<std::string_view, N>& names, Value&& value, Points&& append_points) {
    if (count != 3) return 2;
    const bool only_read = std::string_view(arguments[1]) == "--read";
    simdjson::padded_string text;
    if (simdjson::padded_string::load(arguments[only_read ? 2 : 1]).get(text)) return 1;
    std::unordered_map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < N; ++i) places[names[i]] = i;
    std::FILE* const out = only_read ? nullptr : std::fopen(arguments[2], "wb");
    std::string results;
    std::uint64_t seen = 0;
    simdjson::ondemand::parser parser;
    parser.threaded = false;  // one thread beside one thread
    simdjson::ondemand::document_stream documents;
    if (parser.iterate_many(text, 1U << 20U).get(documents)) return 1;
    for (auto document : documents) {
        std::array<std::int64_t, N> values{};
        std::string_view id;
        std::size_t expected = 0;
        for (auto field : document.get_object()) {
            if (only_read) {
                ++seen;
                continue;
            }
            std::size_t at = expected;
            if (expected >= N || !simdjson::ondemand::raw_json_string(field.key()).unsafe_is_equal(names[expected])) {
                const std::string_view key = field.unescaped_key();
                at = places.at(key);
            }
            expected = at + 1;
            if (at == 0) id = field.value().get_string();
            else values[at] = value(at, field.value());
        }
        if (only_read) continue;
        results += "{\"编号\":\"";
        results += id;
        results += "\",\"总分\":\"";
        append_points(values, results);
        results += "\",\"等级\":null}\n";
        if (results.size() > 1U << 20U) {
            std::fwrite(results.data(), 1, results.size(), out);
            results.clear();
        }
    }
    if (only_read) return std::printf("%llu\n", static_cast<unsigned long long>(seen)) > 0 ? 0 : 1;
    std::fwrite(results.data(), 1, results.size(), out);
    return std::fclose(out) == 0 ? 0 : 1;
}

}  // namespace yardstick
