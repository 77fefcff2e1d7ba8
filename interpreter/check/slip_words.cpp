// One character for another inside a word that the readings take for a name: 每低l个百分点, 5000万元以士, 末完成不得分, 木超过, 3入.
// Nothing stumbles over them, and a name or a bound is silently another.

#include <algorithm>

#include "dsl/text.hpp"
#include "interpreter/check/checks.hpp"
#include "interpreter/check/letters.hpp"

namespace fenze {
namespace {

const word_list& counters() {
    static const word_list all = {"分", "%", "％", "元", "万", "亿", "个", "项", "次", "人", "家", "件", "篇", "年", "月", "天", "日", "周", "名", "条", "场",
        "处", "起", "例", "期", "户", "吨", "亩", "套", "台", "岁", "小", "学", "课", "百", "千"};
    return all;
}

bool latin(std::string_view c) { return c.size() == 1 && ((c[0] >= 'a' && c[0] <= 'z') || (c[0] >= 'A' && c[0] <= 'Z')); }
bool figure_like(std::string_view c) { return is_any(c, {"l", "I", "O", "o", "Ｏ", "〇"}); }

class words_check {
public:
    explicit words_check(review& r) : r_(r) {}

    void run() {
        for (std::uint32_t at = r_.written.title_at.begin; at < r_.end && at < r_.text.text().size();) {
            span line = r_.text.line_of(at);
            at = line.end + 1;
            if (starts(r_.text.slice(line), "#")) continue;
            const directive* d = directive_of(line);
            if (d && is_any(d->word, {"例", "依据", "版本", "有效期", "注", "检查", "满分"})) continue;
            if (d) line = d->text_at;
            const auto all = letters_of(r_.text, line);
            if (!d) directive_in_disguise(all);
            for (std::size_t i = 0; i < all.size(); ++i) {
                figure(all, i);
                bound(all, i);
                if (d) continue;
                denial(all, i);
                each(all, i);
                counter(all, i);
            }
        }
    }

private:
    using letters = std::vector<letter>;

    [[nodiscard]] const directive* directive_of(span line) const {
        for (const auto& d : r_.written.directives)
            if (d.at.begin >= line.begin && d.at.begin <= line.end) return &d;
        return nullptr;
    }

    [[nodiscard]] static std::string_view at(const letters& all, std::size_t i) { return i < all.size() ? all[i].is : std::string_view(); }

    void tell(const letters& all, std::size_t from, std::size_t to, const std::string& meant) {
        tell_slip(r_, span_of(all, from, to), text_of(all, from, to), meant);
    }

    /// 事实评审意见（0-100分）, 公示：得分＝…
    void directive_in_disguise(const letters& all) {
        if (all.size() > 4 && all[0].is == "事" && all[1].is == "实" && !is_any(all[2].is, {"：", ":"}) && is_any(all.back().is, {"）", ")"})) {
            const std::string rest = text_of(all, 2, all.size());
            const bool range = std::any_of(rest.begin(), rest.end(), [](char c) { return c >= '0' && c <= '9'; }) || has(rest, "｜") || characters(rest) <= 14;
            if (range) tell(all, 0, 2, "事实：");
        }
        if (all.size() > 4 && is_any(all[2].is, {"：", ":"}) && is_any(text_of(all, 0, 2), {"公示", "工式", "公势", "公试", "公司", "分式"}) &&
            has_any(text_of(all, 3, all.size()), {"＝", "="}))
            tell(all, 0, 3, "公式：");
    }

    /// 每低l个百分点, 9o分以上, 完成I项
    void figure(const letters& all, std::size_t i) {
        if (!figure_like(all[i].is) || (i > 0 && (figure_like(all[i - 1].is) || is_digit(all[i - 1].is)))) {
            if (!is_digit(all[i].is) || (i > 0 && (is_digit(all[i - 1].is) || figure_like(all[i - 1].is)))) return;
        }
        std::size_t to = i, odd = 0, digits = 0;
        std::string meant;
        while (to < all.size() && (is_digit(all[to].is) || figure_like(all[to].is) || (all[to].is == "." && to + 1 < all.size() && is_digit(all[to + 1].is)))) {
            if (figure_like(all[to].is)) {
                ++odd;
                meant += is_any(all[to].is, {"l", "I"}) ? "1" : "0";
            } else {
                digits += is_digit(all[to].is) ? 1 : 0;
                meant += all[to].is;
            }
            ++to;
        }
        if (odd == 0 || (i > 0 && latin(all[i - 1].is)) || latin(at(all, to))) return;
        if (digits == 0 && (to - i > 1 || all[i].is == "〇" || (i > 0 && is_any(all[i - 1].is, {"/", "、", "“", "类", "期"}))))
            return;  // Ⅰ written as I, 二〇二五年
        const bool counted = std::find(counters().begin(), counters().end(), at(all, to)) != counters().end();
        if (!counted || (digits == 0 && is_any(at(all, to), {"期", "学", "小", "千", "百"}))) return;
        tell(all, i, to, meant);
    }

    /// 5000万元以士, 90分己上
    void bound(const letters& all, std::size_t i) {
        if (i == 0 || i + 1 >= all.size()) return;
        const std::string two = text_of(all, i, i + 2);
        std::string meant;
        if (is_any(two, {"以士", "以土", "己上", "已上", "巳上", "似上", "以丄"})) meant = "以上";
        else if (is_any(two, {"以卜", "以卞", "己下", "已下", "巳下", "似下", "以丅"})) meant = "以下";
        else if (is_any(two, {"己内", "已内", "以肉", "似内"})) meant = "以内";
        else return;
        // 5家已上市, 3份已下发: a word of its own
        if (is_any(at(all, i + 2), {"市", "线", "报", "传", "升", "岗", "门", "架", "缴", "交", "发", "达", "降", "放", "派", "地", "壤"})) return;
        const auto from = all.begin() + static_cast<std::ptrdiff_t>(i > 6 ? i - 6 : 0), to = all.begin() + static_cast<std::ptrdiff_t>(i);
        const bool behind = std::any_of(from, to, [](const letter& c) { return is_digit(c.is); }) || is_any(all[i - 1].is, {"）", ")", "级", "及"});
        if (behind) tell(all, i, i + 2, meant);
    }

    /// 末完成不得分, 木超过10分钟
    void denial(const letters& all, std::size_t i) {
        const std::string next = text_of(all, i + 1, i + 4);
        const std::string_view before = i > 0 ? all[i - 1].is : std::string_view();
        if (all[i].is == "末" && !is_any(before, {"期", "年", "月", "周", "季", "岁", "学", "始", "本", "微", "粉", "毫", "最"}) &&
            starts_any(next, {"完成", "提供", "达到", "达标", "办结", "办理", "建立", "开展", "报送", "落实", "按", "制定", "设立", "通过", "取得", "获得",
                                 "发生", "召开", "举办", "组织", "整改", "签订", "公开", "实施", "配备", "及时", "参加", "出现", "履行", "健全", "受", "执行",
                                 "公示", "上报", "提交", "使用", "安排", "纳入", "缴纳", "进行", "明确", "换届", "储备", "安装", "召", "达", "能", "经"}))
            tell(all, i, i + 1, "未");
        if (all[i].is == "木" && !is_any(before, {"土", "草", "树", "积", "林", "乔", "灌", "苗", "红", "原", "竹", "花", "实"}) &&
            starts_any(next, {"得分", "计分", "得", "超过", "足", "少于", "低于", "高于", "满", "达标", "合格", "完善", "齐全", "规范", "到位", "符合", "明确",
                                 "健全", "及时", "予", "重复", "扣", "再", "按", "能"}))
            tell(all, i, i + 1, "不");
    }

    /// 海少1天扣0.5分, 毎项计2分
    void each(const letters& all, std::size_t i) {
        const bool rare = is_any(all[i].is, {"毎", "毐"});
        if (!rare && !is_any(all[i].is, {"海", "侮", "悔"})) return;
        const std::string two = text_of(all, i + 1, i + 3);
        const bool counts =
            ends_any(two, {"得", "扣", "计", "加"}) && starts_any(two, {"项", "次", "个", "件", "篇", "家", "人", "条", "处", "块", "例", "场", "期"});
        if (!rare && !counts) {
            const bool begins = i == 0 || is_any(all[i - 1].is, {"，", ",", "；", ";", "。", "、", "：", ":", "|", "的", "）", ")", "会", "”", "内"}) ||
                                (i > 1 && text_of(all, i - 2, i) == "础上");
            if (!begins) return;
            const std::string next = text_of(all, i + 1, i + 3);
            if (!starts_any(next, {"项", "次", "个", "件", "篇", "家", "人", "年", "月", "季", "处", "起", "天", "周", "例", "场", "期", "班", "名", "条", "户",
                                      "路", "满", "增", "少", "低", "高", "超", "多", "缺", "降", "提", "减", "有", "完成", "发生", "举办", "召开", "新", "0",
                                      "1", "2", "3", "4", "5", "6", "7", "8", "9"}))
                return;
            const std::string soon = text_of(all, i + 1, i + 9);
            if (std::none_of(soon.begin(), soon.end(), [](char c) { return c >= '0' && c <= '9'; })) return;
        }
        tell(all, i, i + 1, "每");
    }

    /// 3入得1分, 2顶, 每篇汁3分
    void counter(const letters& all, std::size_t i) {
        if (is_any(all[i].is, {"汁", "讦"}) && i + 1 < all.size() && is_digit(all[i + 1].is)) {
            tell(all, i, i + 1, "计");
            return;
        }
        struct slip {
            std::string_view is, meant;
        };
        static constexpr slip known[] = {{"入", "人"}, {"顶", "项"}, {"欠", "次"}, {"仵", "件"}, {"冢", "家"}, {"扁", "篇"}, {"亇", "个"}};
        for (const auto& k : known) {
            if (all[i].is != k.is || i == 0 || !(is_digit(all[i - 1].is) || all[i - 1].is == "每")) continue;
            const std::string next = text_of(all, i + 1, i + 3);
            if (starts_any(next, {"围", "选", "库", "园", "职", "学", "伍", "驻", "帐", "帽", "安", "户", "口", "款", "缴", "薪"})) continue;
            if (all[i - 1].is == "每" && !starts_any(next, {"得", "扣", "计", "加", "减", "积", "奖", "给", "，"})) continue;  // 每欠5%扣1分
            if (k.is == "顶" && has_any(text_of(all, i > 24 ? i - 24 : 0, i + 12), {"帽", "帐", "篷", "伞"})) continue;
            tell(all, i, i + 1, std::string(k.meant));
        }
    }

    review& r_;
};

}  // namespace

void check_slip_words(review& r) { words_check(r).run(); }

}  // namespace fenze
