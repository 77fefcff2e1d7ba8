// The yardstick for `fenze batch` on the keqiao-contact rubric, scored by hand on simdjson with thousandths of a point in 64-bit integers and nothing
// else: no missing facts, no units, hardly a check. keqiao FACTS.jsonl RESULTS.jsonl, or keqiao --read FACTS.jsonl to go through the file's JSON alone.
#include <algorithm>

#include "tests/bench/yardstick/yardstick.hpp"

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
    return yardstick::run(
        count, arguments, names,
        [](std::size_t at, auto value) -> int64_t {
            if (at == 1) return string_view(value.get_string()) == "1类" ? 0 : 1;
            return value.get_int64();
        },
        [](const std::array<int64_t, 9>& values, std::string& out) { append_points(score(values), out); });
}
