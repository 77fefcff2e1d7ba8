// The yardstick for `fenze batch` on the keqiao-contact rubric, scored by hand on simdjson with thousandths of a point in 64-bit integers and nothing
// else: no missing facts, no units, hardly a check. keqiao FACTS.jsonl RESULTS.jsonl, or keqiao --read FACTS.jsonl to go through the file's JSON alone.
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <unordered_map>

namespace {

using std::int64_t;
using std::string_view;

constexpr std::array<string_view, 9> names{"编号", "类别", "建立学会服务联系点个数", "共建共享高级专家库", "贮备可转化成果或推广项目", "摸排科技企业技术需求",
    "开展学术交流、技术研讨、学术会议、高峰论坛、科技会展等活动", "开展对接洽谈、项目推介、成果发布等活动", "动员组织学会会员参与创新驱动助力工程人数"};

/// Thousandths for one of them, in the first class (the second gives half), and at most.
constexpr std::array<int64_t, 9> each{0, 0, 5000, 1500, 3000, 3000, 10000, 10000, 50}, most{0, 0, 25000, 15000, 15000, 15000, 10000, 10000, 10000};

int64_t score(const std::array<int64_t, 9>& v) {
    int64_t total = 0;
    for (std::size_t i = 2; i < v.size(); ++i) total += std::min(most[i], v[i] * each[i] / (v[1] == 0 ? 1 : 2));
    return total;
}

void append_points(int64_t thousandths, std::string& out) {
    out += std::to_string(thousandths / 1000);
    int64_t rest = thousandths % 1000;
    if (rest == 0) return;
    out += '.';
    for (int64_t digit = 100; rest > 0; rest %= digit, digit /= 10) out += static_cast<char>('0' + rest / digit);
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const bool only_read = string_view(arguments[1]) == "--read";
    simdjson::padded_string text;
    if (simdjson::padded_string::load(arguments[only_read ? 2 : 1]).get(text)) return 1;
    std::unordered_map<string_view, std::size_t> places;
    for (std::size_t i = 0; i < names.size(); ++i) places[names[i]] = i;
    std::FILE* const out = only_read ? nullptr : std::fopen(arguments[2], "wb");
    std::string results;
    std::uint64_t seen = 0;
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document_stream documents;
    if (parser.iterate_many(text, 1U << 20U).get(documents)) return 1;
    for (auto document : documents) {
        std::array<int64_t, 9> values{};
        string_view id;
        std::size_t expected = 0;
        for (auto field : document.get_object()) {
            if (only_read) {
                ++seen;
                continue;
            }
            std::size_t at = expected;
            if (expected >= names.size() || !simdjson::ondemand::raw_json_string(field.key()).unsafe_is_equal(names[expected])) {
                const string_view key = field.unescaped_key();
                at = places.at(key);
            }
            expected = at + 1;
            if (at == 0) id = field.value().get_string();
            else if (at == 1) values[at] = string_view(field.value().get_string()) == "1类" ? 0 : 1;
            else values[at] = field.value().get_int64();
        }
        if (only_read) continue;
        results += "{\"编号\":\"";
        results += id;
        results += "\",\"总分\":\"";
        append_points(score(values), results);
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
