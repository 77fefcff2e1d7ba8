#include "dsl/directive.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "dsl/characters.hpp"

namespace fenze {
namespace {

constexpr std::array<std::string_view, 28> directive_words{"满分", "依据", "版本", "评价期", "有效期", "类别", "适用", "事实", "记录", "统计", "公式", "权重",
    "合成", "评委", "等级", "否决", "处理", "预算", "取整", "边界", "缺项", "材料", "表单", "核对", "读作", "检查", "例", "注"};

// Words of ordinary forms that happen to be one character away from a directive.
constexpr std::array<std::string_view, 66> ordinary_words{"合格", "合法", "合规", "适当", "总分", "得分", "评分", "类型", "级别", "等次", "单位", "事项",
    "数据", "证据", "根据", "论据", "公告", "公司", "公示", "公章", "核查", "复查", "自查", "抽查", "督查", "调查", "检测", "检验", "检索", "评审", "评语",
    "评价", "评议", "评估", "专委", "统筹", "合计", "权限", "权利", "处罚", "处置", "处室", "处长", "管理", "办理", "受理", "推理", "经理", "材质", "教材",
    "资料", "物料", "表格", "表名", "报表", "清单", "菜单", "订单", "核算", "概算", "决算", "结算", "核定", "用作", "当作", "版权"};

std::u32string code_points(std::string_view text) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        const glyph g = glyph_at(text, i, text.size());
        out.push_back(g.code);
        i += g.size;
    }
    return out;
}

// The Han word before the first ：, blanks inside it dropped; no longer than a directive with a slip.
struct opening {
    std::string word;
    span word_at;
    std::uint32_t text_begin = 0;
};

std::optional<opening> opening_of(std::string_view text, span line) {
    text_cursor c{text, line.begin, line.end};
    c.blanks();
    opening out;
    out.word_at = {static_cast<std::uint32_t>(c.at), static_cast<std::uint32_t>(c.at)};
    constexpr std::size_t longest = 4;
    for (std::size_t n = 0; is_han(c.peek().code); ++n) {
        if (n == longest) return std::nullopt;
        out.word.append(text.substr(c.at, c.peek().size));
        c.step();
        out.word_at.end = static_cast<std::uint32_t>(c.at);
        c.blanks();
    }
    if (out.word.empty() || !(c.take(U':') || c.take(U'∶') || c.take(U'︰'))) return std::nullopt;
    out.text_begin = static_cast<std::uint32_t>(c.at);
    return out;
}

// One character replaced, added, lost, or two neighbours swapped.
bool one_slip(const std::u32string& a, const std::u32string& b) {
    if (a.size() == b.size()) {
        std::vector<std::size_t> apart;
        for (std::size_t i = 0; i < a.size(); ++i)
            if (a[i] != b[i]) apart.push_back(i);
        if (apart.size() == 1) return true;
        return apart.size() == 2 && apart[1] == apart[0] + 1 && a[apart[0]] == b[apart[1]] && a[apart[1]] == b[apart[0]];
    }
    const std::u32string& longer = a.size() > b.size() ? a : b;
    const std::u32string& shorter = a.size() > b.size() ? b : a;
    if (longer.size() != shorter.size() + 1 || shorter.size() < 2) return false;
    for (std::size_t i = 0; i < longer.size(); ++i)
        if (longer.substr(0, i) + longer.substr(i + 1) == shorter) return true;
    return false;
}

}  // namespace

std::optional<directive> directive_at(std::string_view text, span line) {
    const auto open = opening_of(text, line);
    if (!open || std::find(directive_words.begin(), directive_words.end(), open->word) == directive_words.end()) return std::nullopt;
    directive out;
    out.word = open->word;
    out.at = line;
    out.word_at = open->word_at;
    out.text_at = trim(text, {open->text_begin, line.end});
    return out;
}

std::optional<near_directive> near_directive_at(std::string_view text, span line) {
    const auto open = opening_of(text, line);
    if (!open) return std::nullopt;
    const std::u32string word = code_points(open->word);
    if (word.size() < 2 || is_chinese_digit(word[0]) || std::find(ordinary_words.begin(), ordinary_words.end(), open->word) != ordinary_words.end())
        return std::nullopt;
    std::optional<near_directive> best;
    int most = -1;
    for (const std::string_view meant : directive_words) {
        const std::u32string other = code_points(meant);
        if (other.size() < 2 || !one_slip(word, other)) continue;
        // 评级 for 等级, not for 评委: the last character says what a word is about
        const int fits = (word.back() == other.back() ? 2 : 0) + (word.front() == other.front() ? 1 : 0);
        if (fits <= most) continue;
        most = fits;
        best = near_directive{std::string(meant), open->word_at};
    }
    return best;
}

}  // namespace fenze
