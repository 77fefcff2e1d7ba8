#include "interpreter/scale.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"

namespace fenze {
namespace {

// Longest first: the prefix that is cut is the longest that fits.
constexpr std::array<std::string_view, 47> degrees{"较为不", "没有全部", "未全部", "未能", "没有", "不太", "不够", "不能", "非常", "十分", "特别", "较为",
    "比较", "基本上", "基本", "一般", "全部", "全面", "完全", "大部分", "部分", "有一定", "有较", "很不", "绝大部分", "初步", "已全面", "尚未", "已", "已经",
    "尚", "欠", "极", "最", "有", "能", "很", "较", "不", "未", "无", "高", "明显", "显著", "适度", "一定", "按时"};

constexpr auto vocabulary = std::to_array<std::string_view>({"优良", "优异", "较优秀", "较良好", "欠佳", "较完善", "完善", "不完善", "健全", "较健全", "不健全",
    "齐全", "较齐全", "不齐全", "规范", "较规范", "不规范", "一般规范", "合理", "较合理", "不合理", "清晰", "较清晰", "不清晰", "很强", "很高", "有效", "无效",
    "已完成", "没有完成", "优", "良", "中", "差", "好", "较好", "一般", "较差", "很好", "很差", "优秀", "良好", "中等", "合格", "不合格", "基本合格", "达标",
    "不达标", "基本达标", "完成", "未完成", "基本完成", "部分完成", "全部完成", "超额完成", "满意", "基本满意", "不满意", "较满意", "很满意", "称职",
    "基本称职", "不称职", "及格", "不及格", "良及以上", "高", "较高", "较低", "低", "强", "较强", "弱", "较弱", "大", "较大", "小", "是", "否", "有", "无",
    "符合", "基本符合", "不符合", "部分符合", "优等", "良等", "差等", "极好", "较优", "最好", "最差", "尚可", "突出", "明显", "不明显", "显著", "不显著",
    "较明显", "增加", "减少", "持平", "上升", "下降", "提高", "降低", "增长", "不变", "下滑", "到位", "不到位", "基本到位", "较显著", "先进"});

constexpr std::array<std::string_view, 36> bearers{"博士", "硕士", "学士", "本科", "大专", "专科", "高中", "初中", "中专", "研究生", "学历", "学位", "正高",
    "副高", "中级", "初级", "教授", "讲师", "助教", "工程师", "高级技师", "技师", "高级工", "中级工", "初级工", "职称", "高级", "周岁", "研究员", "主任医师",
    "主治医师", "住院医师", "正处", "副处", "正科", "副科"};

constexpr std::array<std::string_view, 15> ordinals{
    "特等", "一等", "二等", "三等", "四等", "特级", "一级", "二级", "三级", "四级", "五级", "甲级", "乙级", "丙级", "丁级"};
constexpr std::array<std::string_view, 12> ordinal_forms{"甲等", "乙等", "丙等", "一档", "二档", "三档", "四档", "五档", "六档", "一类", "二类", "三类"};

bool in_vocabulary(std::string_view o) {
    if (const auto either = o.find("或"); either != std::string_view::npos && either > 0) o = o.substr(0, either);  // 差或未提供
    return std::find(vocabulary.begin(), vocabulary.end(), o) != vocabulary.end();
}

std::string_view stem(std::string_view option) {
    std::string_view best;
    for (const auto d : degrees)
        if (starts(option, d) && option.size() > d.size() && d.size() > best.size()) best = d;
    return option.substr(best.size());
}

bool ordinal(std::string_view o) {
    const auto is = [&](std::string_view w) { return o == w || (starts(o, w) && o.size() <= w.size() + 6); };
    if (std::any_of(ordinals.begin(), ordinals.end(), is) || std::any_of(ordinal_forms.begin(), ordinal_forms.end(), is)) return true;
    if (const auto joint = o.find("、"); joint != std::string_view::npos && joint > 0)  // C级、D级
        return ordinal(o.substr(0, joint)) && ordinal(o.substr(joint + std::string_view("、").size()));
    if (o.size() == 4 && o[0] >= 'A' && o[0] <= 'Z' && is_any(o.substr(1), {"级", "等", "类", "档"})) return true;
    if (!o.empty() && o[0] >= 'A' && o[0] <= 'E') {
        std::size_t n = 0;
        while (n < o.size() && (o[n] == o[0] || o[n] == '+' || o[n] == '-')) ++n;
        const auto rest = o.substr(n);
        return rest.empty() || rest == "级" || rest == "等" || rest == "类" || rest == "档";
    }
    return false;
}

std::size_t characters_of(std::string_view s) {
    std::size_t n = 0;
    for (std::size_t i = 0; i < s.size(); i += character_length(s, i)) ++n;
    return n;
}

// Which options share a stem with another, or are another's stem.
class kinship {
public:
    explicit kinship(const std::vector<std::string>& options) {
        for (const std::string& o : options) {
            const std::string_view s = stem(o);
            ++words_[o];
            ++stems_[s];
        }
    }

    [[nodiscard]] bool of(std::string_view option) const {
        const std::string_view s = stem(option);
        if (s.size() < 6) return false;
        const bool plain = s == option;  // then it is one of those counted
        return count(stems_, s) > 1 || count(words_, s) > (plain ? 1 : 0) || count(stems_, option) > (plain ? 1 : 0);
    }

private:
    using counts = std::unordered_map<std::string_view, std::size_t>;
    static std::size_t count(const counts& all, std::string_view word) {
        const auto found = all.find(word);
        return found == all.end() ? 0 : found->second;
    }

    counts words_, stems_;
};

}  // namespace

bool plain_degree(std::string_view option) { return in_vocabulary(option) || ordinal(option); }

std::string option_of(std::string_view subject, const std::vector<std::string>& others) {
    // 建立健全…制度，很完善: the words behind the last comma, where the others have none
    std::string_view last = subject;
    const bool others_plain = std::none_of(others.begin(), others.end(), [](const std::string& o) { return has(o, ","); });
    if (others_plain) {
        for (const std::string_view cut : {",", ":", ";"})
            if (const auto n = last.rfind(cut); n != std::string_view::npos && n + cut.size() < last.size()) last = last.substr(n + cut.size());
    }
    for (const auto d : degrees)
        if (starts(last, d) && (in_vocabulary(last.substr(d.size())) || in_vocabulary(last) ||
                                   std::any_of(others.begin(), others.end(), [&](const std::string& o) { return ends(o, last.substr(d.size())); })))
            return std::string(last);
    if (in_vocabulary(last)) return std::string(last);
    // 纳税信用等级为A级 beside B级
    for (const std::string_view joint : {"被评定为", "被评为", "评定为", "认定为", "为", "是"})
        if (const auto at = last.rfind(joint); at != std::string_view::npos && at > 0) {
            const std::string_view tail = last.substr(at + joint.size());
            const bool kin = std::any_of(others.begin(), others.end(), [&](const std::string& o) { return ordinal(o) || in_vocabulary(o); });
            if (kin && (ordinal(tail) || in_vocabulary(tail))) return std::string(tail);
        }
    // 管理制度很完善 beside 比较完善: keep from the degree word on
    std::string_view best = last;
    for (const auto& other : others) {
        const std::string_view s = stem(other);
        if (s.size() < 3 || s.size() >= last.size() || !ends(last, s)) continue;
        const std::string_view head = last.substr(0, last.size() - s.size());
        std::string_view degree;
        for (const auto d : degrees)
            if (ends(head, d) && d.size() > degree.size()) degree = d;
        if (degree.empty() && head.size() < 12) continue;
        for (const std::string_view denial : {"未", "不", "没有", "未能"})
            if (ends(head.substr(0, head.size() - degree.size()), denial)) degree = head.substr(head.size() - degree.size() - denial.size());  // 未按时完成
        const std::string_view candidate = last.substr(last.size() - s.size() - degree.size());
        if (candidate.size() < best.size()) best = candidate;
    }
    // 项目经理具有本科及以上学历 beside 大专学历: what is had, where the others name it alone
    if (best.size() == last.size())
        for (const std::string_view verb : {"具有", "具备", "拥有", "持有"}) {
            const auto at = last.find(verb);
            if (at == std::string_view::npos || at == 0 || last.size() - at - verb.size() < 12) continue;
            const std::string_view had = last.substr(at + verb.size());
            const std::string_view tail = had.substr(had.size() - 6);
            if (std::all_of(others.begin(), others.end(),
                    [&](const std::string& o) { return starts(o, "其他") || starts(o, "其余") || (!has(o, verb) && ends(o, tail)); }))
                return std::string(had);
        }
    // 纳税信用A级 beside B级
    if (best.size() == last.size())
        for (std::size_t at = character_length(last, 0); at < last.size(); at += character_length(last, at))
            if (last[at] >= 'A' && last[at] <= 'Z' && !(last[at - 1] >= 'A' && last[at - 1] <= 'Z') &&
                !(last[at - 1] >= '0' && last[at - 1] <= '9') &&  // 3A级 is a name of its own
                ordinal(last.substr(at)) &&
                std::any_of(others.begin(), others.end(), [](const std::string& o) { return ordinal(o) && o[0] >= 'A' && o[0] <= 'Z'; }))
                return std::string(last.substr(at));
    // 样品质量优 beside 良, 一般
    if (best.size() == last.size() && last.size() > 6 && ends_any(last, {"优", "好"}) && std::any_of(others.begin(), others.end(), [](const std::string& o) {
            return is_any(o, {"良", "中", "差", "较好", "一般", "良好"});
        }))
        return std::string(last.substr(last.size() - 3));
    if (best.size() == last.size()) {
        std::string_view longest;
        for (const auto v : vocabulary)
            if (v.size() >= 6 && ends(last, v) && v.size() > longest.size()) longest = v;
        const bool kin = std::any_of(others.begin(), others.end(), [&](const std::string& o) { return in_vocabulary(o); });
        const bool figures = std::any_of(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; });  // 提前10天完成
        if (kin && !figures && !longest.empty() && last.size() - longest.size() >= 12) best = last.substr(last.size() - longest.size());
    }
    return std::string(best);
}

bool nested_windows(const std::vector<std::string>& options) {
    static constexpr std::string_view numerals[] = {
        "零", "一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "半", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "月", "日", "号", "底"};
    // 6月底前完成 → #前完成
    const auto shape = [&](std::string_view o) {
        std::string out;
        for (std::size_t at = 0; at < o.size();) {
            std::size_t n = character_length(o, at);
            const auto here = o.substr(at, n);
            if (std::find(std::begin(numerals), std::end(numerals), here) == std::end(numerals)) out += here;
            else if (!ends(out, "#")) out += "#";
            at += n;
        }
        return out;
    };
    if (options.size() < 2) return false;
    const std::string first = shape(options[0]);
    if (!has_any(
            first, {"#年内", "#年以内", "#个月内", "#个月以内", "#前", "#天内", "#个工作日内", "#工作日内", "#小时内", "#分钟内", "#内", "#以内", "#周内"}))
        return false;
    std::set<std::string> seen;
    for (const auto& o : options)
        if (shape(o) != first || !seen.insert(o).second) return false;
    return true;
}

scale_kind judge_scale(const std::vector<std::string>& options) {
    if (options.size() < 2) return scale_kind::none;
    std::size_t known = 0, bearer = 0, ordinals_seen = 0, level = 0;
    for (const auto& o : options) {
        if (in_vocabulary(o)) ++known;
        if (ordinal(o)) ++ordinals_seen;
        if (characters_of(o) <= 14 && std::any_of(bearers.begin(), bearers.end(), [&](std::string_view b) { return has(o, b); })) ++bearer;
        if (has(o, "级") || has(o, "奖")) ++level;
    }
    if (known == options.size() || ordinals_seen == options.size()) return scale_kind::degrees;
    // one stem under several degrees
    const kinship kin(options);
    const std::size_t same =
        static_cast<std::size_t>(std::count_if(options.begin(), options.end(), [&](const std::string& o) { return in_vocabulary(o) || kin.of(o); }));
    if (same == options.size()) return scale_kind::degrees;
    const bool short_all = std::all_of(options.begin(), options.end(), [](const std::string& o) { return characters_of(o) <= 8; });
    if (short_all && same + 1 >= options.size() && same >= 2 && options.size() >= 3) return scale_kind::degrees;
    if (bearer == options.size()) return scale_kind::bearer;
    const std::string& last = options.back();
    if (last == "其他" || last == "其它" || last == "其余" || last == "否则" || last == "其他情况" || last == "其他的" || last == "其余情况")
        return scale_kind::degrees;
    const bool terse =
        std::all_of(options.begin(), options.end(), [](const std::string& o) { return characters_of(o) <= 12 && !has(o, ",") && !has(o, "、"); });
    (void)level;
    return terse ? scale_kind::terse : scale_kind::none;
}

bool denies(std::string_view subject, const std::vector<std::string>& affirmed) {
    if (const auto either = subject.find("或"); either != std::string_view::npos && either > 0 && starts(subject, "未"))  // 未按时或未足额
        if (const auto other = subject.substr(either + std::string_view("或").size()); starts_any(other, {"未", "不"}) || denies(other, affirmed))
            return denies(subject.substr(0, either), affirmed);
    if (subject == "否则" || subject == "反之" || subject == "没有" || subject == "无" || subject == "未" || subject == "不符合" || subject == "未达到" ||
        subject == "不满足" || subject == "未完成" || subject == "不达标" || subject == "未达标" || subject == "不合格" || subject == "不符合要求" ||
        subject == "达不到" || subject == "不具备" || subject == "未开展" || subject == "未建立" || subject == "未制定" || subject == "达不到要求" ||
        subject == "未达到要求" || subject == "未设立" || subject == "未落实" || subject == "缺" || subject == "否")
        return true;
    constexpr std::array<std::string_view, 12> negations{"未能", "未", "没有", "没", "不", "无", "缺少", "缺", "达不到", "非", "均未", "均无"};
    std::string_view rest = subject;
    for (const auto n : negations)
        if (starts(rest, n)) {
            rest.remove_prefix(n.size());
            break;
        }
    // 上升的不得分 beside 下降5%以上
    // 超出规定指标 beside 控制在规定指标以内
    for (const std::string_view beyond : {"超出", "超过"})
        if (starts(subject, beyond) && subject.size() > beyond.size() + 3)
            for (const auto& a : affirmed)
                if (has(a, subject.substr(beyond.size())) && has_any(a, {"以内", "之内", "范围内", "不超"})) return true;
    constexpr std::array<std::array<std::string_view, 2>, 6> opposites{
        {{"上升", "下降"}, {"增长", "下降"}, {"增加", "减少"}, {"提高", "降低"}, {"上升", "降低"}, {"下降", "增长"}}};
    for (const auto& [one, other] : opposites) {
        if (subject.size() > 24) break;
        for (const auto& a : affirmed)
            if ((has(subject, one) && has(a, other)) || (has(subject, other) && has(a, one))) return true;
    }
    // 有行政处罚记录 beside 近三年无行政处罚记录
    for (const std::string_view yes : {"存在", "发生", "出现", "受到", "有"})
        if (starts(subject, yes) && subject.size() >= yes.size() + 6)
            for (const auto& a : affirmed)
                for (const std::string_view no : {"未", "无", "没有", "不"})
                    if (has(a, std::string(no) + std::string(subject)) || has(a, std::string(no) + std::string(subject.substr(yes.size())))) return true;
    if (rest.size() == subject.size()) {
        // 制度未建立: the negation inside
        for (const std::string_view n : {"未", "没有", "不", "无"}) {
            const auto at = subject.find(n);
            if (at == std::string_view::npos) continue;
            std::string without(subject.substr(0, at));
            without += subject.substr(at + n.size());
            for (const auto& a : affirmed)
                if (has(a, without) || has(without, a)) return true;
        }
        return false;
    }
    if (rest.empty()) return true;
    for (const auto& a : affirmed) {
        if (has(a, rest) || has(rest, a)) return true;
        // 未建立制度的 after 建立健全制度: the verb and the last two characters agree
        if (rest.size() >= 12 && a.size() >= 12 && starts(a, rest.substr(0, 6)) && ends(a, rest.substr(rest.size() - 6))) return true;
        if (rest.size() >= 6 && rest.size() <= 9 && has(a, rest.substr(0, 6))) return true;
        // 未经审核签字 after …审核签字: they end alike
        if (rest.size() >= 12 && ends(a, rest.substr(rest.size() - 12))) return true;
    }
    return false;
}

bool denies_by_name(std::string_view subject, std::string_view affirmed) {
    if (!denies(subject, {std::string(affirmed)})) return false;
    for (const std::string_view n : {"未能", "没有", "未", "没", "不", "无", "缺少", "缺"})
        if (starts(subject, n)) {
            const auto rest = subject.substr(n.size());
            return !rest.empty() && (has(rest, affirmed) || (has(affirmed, rest) && rest.size() * 2 >= affirmed.size()));
        }
    return false;
}

bool falls_short_of(std::string_view subject, std::string_view affirmed) {
    for (const std::string_view lead : {"但", "虽有", "有"})
        if (starts(subject, lead)) subject.remove_prefix(lead.size());
    for (const std::string_view lack : {"不够完整", "不够完善", "不够健全", "不够规范", "不完整", "不完善", "不健全", "不规范", "不齐全", "不全面", "不及时",
             "不到位", "不详细", "不详实", "不清晰", "不明确", "不充分", "不齐", "不全", "有缺失", "有缺漏", "有缺项", "有欠缺", "有瑕疵", "存在缺项"}) {
        if (!ends(subject, lack)) continue;
        if (ends(affirmed, lack)) return false;
        std::string_view thing = subject.substr(0, subject.size() - lack.size());
        for (const std::string_view adverb : {"但", "尚", "仍", "内容", "不是很"})
            if (ends(thing, adverb)) thing.remove_suffix(adverb.size());
        return thing.size() >= 6 && has(affirmed, thing);
    }
    return false;
}

}  // namespace fenze
