// What is counted of the records that fit: 的件数, 合计投资额, 投资额前3项之和; and what stands behind it.

#include "dsl/phrases.hpp"
#include "dsl/text.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/records/count_line.hpp"

namespace fenze {
namespace {

struct form {
    measure how;
    word_list before, behind;
};

const form forms[] = {
    {measure::sum, {"合计", "总计", "累计", "汇总"}, {"的合计", "合计", "之和", "的总和", "总和", "的总额", "总额", "总计", "累计", "的累计"}},
    {measure::greatest, {"最大", "最高", "最多", "最大的", "最高的"}, {"的最大值", "最大值", "的最高值", "最高值", "最大", "最高"}},
    {measure::least, {"最小", "最低", "最少", "最小的", "最低的"}, {"的最小值", "最小值", "的最低值", "最低值", "最小", "最低"}},
    {measure::mean, {"平均", "平均的"}, {"的平均值", "平均值", "的平均数", "平均数", "的平均", "平均", "均值"}},
    {measure::median, {"中位数", "中位"}, {"的中位数", "中位数"}},
};

bool of_column(count_line& l, measure how, std::size_t column) {
    const auto& f = l.of().columns[column];
    const bool number = f.kind != fact_kind::text && f.kind != fact_kind::choice && f.kind != fact_kind::boolean && f.kind != fact_kind::date;
    if (how != measure::distinct && !number)
        return l.fail(l.in.at, {"“" + f.name + "”不是数，不能" + std::string(how == measure::sum ? "合计" : "比大小") + "。", "the column holds no numbers"},
            {"换一个数值列；文字列可以写“不同" + f.name + "的个数”。", "take a column of numbers"});
    l.made.how = how;
    l.made.column = static_cast<std::uint32_t>(column);
    return true;
}

// 不同单位的个数
bool distinct_here(count_line& l) {
    const auto column = l.column_here();
    if (!column) return l.no_column();
    l.in.skip("的");
    if (!l.in.skip_one({"个数", "数量", "家数", "项数", "人数", "件数", "数"}) && !l.unit.empty()) l.in.skip(l.unit + "数");
    return of_column(l, measure::distinct, *column);
}

// 前3项, 前三名
std::optional<std::size_t> top_here(count_line& l) {
    const auto before = l.in.at;
    if (!l.in.skip("前")) return std::nullopt;
    const auto top = l.pieces_here();
    if (top) l.in.skip("的");
    else l.in.at = before;
    return top;
}

// 按投资额分档
bool tiers_here(count_line& l) {
    line_reader probe = l.in;
    probe.skip_one({",", "的"});
    if (!probe.skip("按")) return false;
    std::size_t end = 0;
    const auto column = column_at(l.of(), l.line, probe.at, end);
    line_reader behind{l.line, end};
    if (!column || !behind.skip_one({"分档", "分档计", "分档的件数", "分档计数"})) return false;
    l.in.at = behind.at;
    l.tiers_by = *column;
    return true;
}

/// 的件数; and 的场次数, where the fact is counted in 场次.
bool pieces_counted(count_line& l) {
    line_reader probe = l.in;
    const bool said = probe.skip_one({"件数", "个数", "项数", "条数", "次数", "家数", "人数", "篇数", "部数", "份数", "场数", "数量", "总数", "记录数",
                          "项目数", "人次", "台数", "门数", "数"}) ||
                      (!l.unit.empty() && probe.skip(l.unit + "数"));
    if (!said || !(probe.done() || starts_any(probe.rest(), {"。", ",", ";"}))) return false;
    l.in.at = probe.at;
    return true;
}

// ，最多3项
bool most_here(count_line& l, bool& good) {
    const auto before = l.in.at;
    if (!l.in.skip_one({"最多计", "最多", "至多", "不超过", "限计", "限"})) return false;
    const auto number = l.in.at;
    if ((l.made.most = l.pieces_here())) return true;
    if (!read_amount(l.line, number, true)) {
        l.in.at = before;
        return false;
    }
    good = l.fail(number, {"最多多少，这里读不懂。", "this limit is not understood"},
        {"写成“，最多3" + (l.unit.empty() ? "项" : l.unit) + "”。", "write ，最多3" + (l.unit.empty() ? "项" : l.unit)});
    return true;
}

record_condition joined(count_line& l, std::vector<record_condition> all) {
    record_condition out = all.front();
    for (std::size_t i = 1; i < all.size(); ++i) {
        out.operation = l.rows().make(op::all, {out.operation, all[i].operation}, l.d.text_at);
        out.text += "且" + all[i].text;
    }
    return out;
}

// ，参与成员≥3 的标注
bool mark_here(count_line& l) {
    auto mark = read_conditions(l.rows(), l.in, l.c.m, l.why);
    if (!mark) return false;
    if (!l.in.skip_one({"的请标注", "的标注", "标注", "请标注", "的予以标注"}))
        return l.fail(l.in.at, {"这里读不懂。", "this is not understood"},
            {"件数后面可以写“，最多3项”“，按排名折算：1计100%，2计50%，其余不计”，或“，参与成员≥3的标注”。",
                "write ，最多3项, ，按X折算：… or ，condition的标注"});
    l.made.mark = joined(l, std::move(*mark));
    return true;
}

}  // namespace

bool read_measure(count_line& l) {
    if (tiers_here(l)) return true;
    const auto before = l.in.at;
    l.in.skip_one({",的", "的", ","});
    if (l.in.skip_one({"有无", "是否有", "有没有", "是否存在"})) return l.made.how = measure::any, true;
    if (l.in.skip_one({"不同的", "不同", "不重复的", "不重复"})) return distinct_here(l);
    for (const auto& f : forms) {
        line_reader probe = l.in;
        if (!probe.skip_one(f.before)) continue;
        probe.skip("的");
        std::size_t end = 0;
        if (const auto column = column_at(l.of(), l.line, probe.at, end)) {
            l.in.at = end;
            return of_column(l, f.how, *column);
        }
    }
    const auto begin = l.in.at;
    l.made.top = top_here(l);
    if (const auto column = l.column_here()) {
        if (!l.made.top) l.made.top = top_here(l);
        for (const auto& f : forms)
            if (l.in.skip_one(f.behind)) return of_column(l, f.how, *column);
        if (l.made.top) return of_column(l, measure::sum, *column);
    }
    l.made.top.reset();
    l.in.at = begin;
    if (pieces_counted(l)) return l.made.how = measure::count, true;
    l.in.at = before;
    return false;
}

bool read_tails(count_line& l) {
    const auto behind = l.in.at;
    while (!l.done()) {
        if (!l.in.skip_one({",", ";"}))
            return l.fail(l.in.at, {"从“" + std::string(l.in.rest()) + "”起读不懂。", "this is not understood from here on"},
                {"件数后面可以写“，最多3项”“，按排名折算：1计100%，2计50%，其余不计”，或“，参与成员≥3的标注”。",
                    "write ，最多3项, ，按X折算：… or ，condition的标注"});
        bool good = true;
        if (most_here(l, good)) {
            if (!good) return false;
        } else if (l.in.sees("按") ? !read_shares(l) : !mark_here(l)) {
            return false;
        }
    }
    const bool adds = l.made.how == measure::count || l.made.how == measure::sum;
    if ((l.made.most && !adds) || (l.made.share && !adds))
        return l.fail(behind, {"“最多…项”和“折算”只用于件数和合计。", "a limit and shares go with counts and sums only"},
            {"改成“的件数”或“合计”一列；不同的个数要封顶的，在得分的句子里写上限。", "count or sum; or cap the points in the sentence"});
    return true;
}

}  // namespace fenze
