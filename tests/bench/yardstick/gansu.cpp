// The yardstick for `fenze batch`: the gansu-assess rubric scored by hand on simdjson, with scaled 64-bit integers and nothing else: no missing
// facts, no units, hardly a check. gansu FACTS.jsonl RESULTS.jsonl, or gansu --read FACTS.jsonl to go through the file's JSON alone.
#include <algorithm>

#include "tests/bench/yardstick/yardstick.hpp"

namespace {

using std::int64_t;
using std::string_view;

constexpr std::array<string_view, 25> names{"编号", "产业联盟管理制度建设", "产业联盟中长期发展目标", "近三年累计科技研发投入", "承担省（部）级及以上项目",
    "承担厅局级项目", "获得省部级科技奖励", "社会力量奖励", "获得发明专利授权", "实用新型专利授权", "外观专利授权、软件著作权登记等其他知识产权",
    "制定颁布的国际标准", "国家/行业/团体标准", "企业标准", "解决难题", "拥有国家规范的培训资质", "拥有国家级创新创业平台", "省级创新创业平台", "年经济效益",
    "拥有院士（含外聘）", "国家千人计划等国家级人才", "省领军人才", "平台运行中值得宣传的具有明显特色的工作", "完成政府安排的相关任务", "承担项目国家级奖励"};

/// Tenths.
int64_t tenths(string_view token) {
    int64_t value = 0;
    int places = -1;
    for (const char c : token) {
        if (c == '.') places = 0;
        else if (c >= '0' && c <= '9') value = value * 10 + (c - '0'), places += places >= 0 ? 1 : 0;
        else break;
    }
    return places > 0 ? value : value * 10;
}

int64_t score(const std::array<int64_t, 25>& v) {
    const auto n = [&](std::size_t i) { return v[i] / 10; };
    int64_t total = v[1] + v[2];
    total += v[3] >= 16000 ? 22 : v[3] >= 13000 ? 16 : v[3] >= 10000 ? 10 : 0;
    total += std::min<int64_t>(4, 2 * n(4) + n(5)) + std::min<int64_t>(4, 2 * n(6) + n(7)) + std::min<int64_t>(10, 5 * n(8) + 2 * n(9) + n(10));
    total += std::min<int64_t>(16, 4 * n(11) + 3 * n(12) + n(13)) + std::min<int64_t>(6, n(14)) + std::min<int64_t>(6, 2 * n(15));
    total += std::min<int64_t>(5, 2 * n(16) + n(17));
    total += v[18] >= 5000 ? std::min<int64_t>(12, 4 + (v[18] - 5000) / 5000 * 2) : 0;
    return total + 5 * v[19] + 3 * v[20] + v[21] + 6 * v[22] + std::min<int64_t>(6, 2 * n(23)) + 4 * v[24];
}

int64_t option(std::size_t fact, string_view text) {
    if (fact == 1) return text == "很完善" ? 9 : text == "比较完善" ? 6 : text == "基本完善" ? 3 : 0;
    return text == "良好" ? 6 : text == "比较良好" ? 4 : text == "基本完成" ? 2 : 0;
}

}  // namespace

int main(int count, char** arguments) {
    return yardstick::run(
        count, arguments, names,
        [](std::size_t at, auto value) -> int64_t {
            if (at <= 2) return option(at, value.get_string());
            if ((at >= 19 && at <= 22) || at == 24) return bool(value.get_bool()) ? 1 : 0;
            return tenths(value.raw_json_token());
        },
        [](const std::array<int64_t, 25>& values, std::string& out) { out += std::to_string(score(values)); });
}
