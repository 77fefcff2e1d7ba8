// 统计：获得发明专利授权 = 知识产权 中 类型为“发明专利”且 授权日在评价期内 的件数.

#include "interpreter/records/counts.hpp"

#include <algorithm>

#include "dsl/phrases.hpp"
#include "dsl/text.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

class count_reader {
public:
    count_reader(counting& c, const directive& d, const folded& line, misread& why) : c_(c), d_(d), line_(line), in_{line, 0}, why_(why) {}

    bool run() {
        const auto equals = line_.text.find('=');
        if (equals == std::string::npos || equals == 0 || is_any(line_.text.substr(equals - 1, 1), {"<", ">", "!"})) return of_table();
        return one_fact(equals);
    }

private:
    bool fail(std::size_t at, words message, words help) {
        why_ = {at, std::move(message), std::move(help), false};
        return false;
    }
    bool fail(std::size_t at, words message) {
        return fail(at, std::move(message),
            {"写成“统计：获得发明专利授权 = 知识产权 中 类型为“发明专利”且 授权日在评价期内 的件数”。", "write 统计：fact = table 中 condition 的件数"});
    }

    // ---- whole tables: 知识产权 不重复计分，按 名称; 同一成果不重复计分; 知识产权 就高不重复
    bool of_table() {
        const word_list once{"不重复计分", "不重复计", "不重复统计", "不得重复计分", "只计一次", "只计1次"};
        const word_list best{"就高不重复", "就高不重复计分", "就高计分", "就高"};
        std::optional<std::size_t> table;
        const auto named = table_here();
        if (named) table = *named;
        else if (in_.skip("同一")) {
            for (std::size_t i = in_.at; i < line_.text.size(); i += character_length(line_.text, i))
                if (starts_any(std::string_view(line_.text).substr(i), once) || starts_any(std::string_view(line_.text).substr(i), best)) {
                    in_.at = i;
                    break;
                }
        } else {
            return fail(0, {"“统计：”后面读不懂。", "this is not understood"});
        }
        in_.skip_one({"中同一条", "中同一条记录", "同一条", "每条", "每条只", "同一条记录", "的每条记录"});
        const bool greatest = in_.skip_one(best);
        if (!greatest && !in_.skip_one(once)) {
            if (table) return tier_definition();
            return fail(in_.at, {"“统计：”后面读不懂。", "this is not understood"});
        }
        if (in_.skip_one({",按", "按", ",同一成果看", ",以"})) {
            const auto from = in_.at;
            for (std::size_t t = 0; t < c_.tables.size(); ++t) {
                std::size_t end = 0;
                if (table && *table != t) continue;
                if (const auto column = column_at(c_.tables[t].table, line_, from, end)) {
                    c_.tables[t].table.key = static_cast<std::uint32_t>(*column);
                    in_.at = end;
                }
            }
            if (in_.at == from) return no_column(table.value_or(0));
            in_.skip_one({"区分", "为准", "判断", "认定"});
        }
        if (!at_end()) return fail(in_.at, {"这里多出了读不懂的文字。", "there is text that is not understood"});
        for (std::size_t t = 0; t < c_.tables.size(); ++t) {
            if (table && *table != t) continue;
            (greatest ? c_.tables[t].table.best : c_.tables[t].table.once) = true;
        }
        return true;
    }

    // 统计：引进重大项目 按 投资额 分档, where one table alone has the column
    bool tier_definition() { return fail(in_.at, {"“统计：”后面读不懂。", "this is not understood"}); }

    [[nodiscard]] bool at_end() const { return in_.rest().empty() || in_.rest() == "。" || in_.rest() == ";"; }

    /// The longest table whose name stands here, passed over.
    std::optional<std::size_t> table_here() {
        std::optional<std::size_t> found;
        std::size_t longest = 0;
        for (std::size_t t = 0; t < c_.tables.size(); ++t) {
            const auto& name = c_.tables[t].table.name;
            const auto text = fold(name, {0, static_cast<std::uint32_t>(name.size())}).text;
            if (!in_.sees(text) || text.size() <= longest) continue;
            found = t;
            longest = text.size();
        }
        in_.at += longest;
        return found;
    }

    bool no_table() {
        std::size_t end = in_.at;
        while (end < line_.text.size() && !starts_any(std::string_view(line_.text).substr(end), {"中", "的", "按", ",", "。"}))
            end += character_length(line_.text, end);
        const auto written = line_.text.substr(in_.at, end - in_.at);
        std::vector<std::string> names;
        std::string all;
        for (const auto& t : c_.tables) {
            names.push_back(t.table.name);
            all += (all.empty() ? "“" : "、“") + t.table.name + "”";
        }
        if (names.empty())
            return fail(in_.at, {"还没有记录表。", "no table of records is declared"},
                {"先写一行“记录：知识产权（类型：发明专利|实用新型；授权日：日期）”。", "declare one with 记录："});
        const auto near = nearest_of(written, names);
        return fail(in_.at, {"没有叫“" + written + "”的记录表。", "there is no table of that name"},
            {(near ? "是“" + names[*near] + "”吗？" : std::string()) + "记录表有：" + all + "。",
                (near ? "Did you mean " + names[*near] + "? " : std::string()) + "Tables: " + all});
    }

    bool no_column(std::size_t table) {
        std::string all;
        std::vector<std::string> names;
        if (table < c_.tables.size())
            for (const auto& col : c_.tables[table].table.columns) {
                names.push_back(col.name);
                all += (all.empty() ? "“" : "、“") + col.name + "”";
            }
        std::size_t end = in_.at;
        while (end < line_.text.size() && !starts_any(std::string_view(line_.text).substr(end), {"分档", "折算", "合计", "之和", "的", ",", "。"}))
            end += character_length(line_.text, end);
        const auto near = nearest_of(line_.text.substr(in_.at, end - in_.at), names);
        return fail(in_.at, {"“" + line_.text.substr(in_.at, end - in_.at) + "”不是这张表的列。", "this is no column of the table"},
            {(near ? "是“" + names[*near] + "”吗？" : std::string()) + "列有：" + all + "。", "Columns: " + all});
    }

    // ---- one fact
    bool one_fact(std::size_t equals) {
        const auto target = std::string_view(line_.text).substr(0, equals);
        const auto name = without_blanks(c_.text.slice(line_.original(0, equals)));
        in_.at = equals + 1;
        if (in_.skip("=")) {
        }
        const auto table = table_here();
        if (!table) return no_table();
        table_ = *table;
        made_.table = static_cast<std::uint32_t>(table_);
        made_.at = d_.at;
        made_.text = std::string(c_.text.slice(d_.text_at));
        in_.skip_one({"中的", "表中", "里的", "中", "里", "内"});
        if (!rest_of_definition()) return false;
        if (!tails()) return false;
        if (!tiers_by_) return find_fact(name, target.size()) && add(made_);
        return add_tiers(name);
    }

    bool rest_of_definition() {
        if (measure_here() || tiers_here()) return true;
        if (failed_) return false;
        auto when = read_conditions(rows(), in_, c_.m, why_);
        if (!when) return false;
        made_.when = std::move(*when);
        if (measure_here() || tiers_here()) return true;
        if (failed_) return false;
        if (at_end() || in_.sees(",")) return fail(in_.at, {"没有写要什么：件数、合计还是别的。", "what to count is not said"}, measures());
        return fail(in_.at, {"从“" + std::string(in_.rest().substr(0, 30 - 30 % 3)) + "”起读不懂。", "this is not understood from here on"}, measures());
    }

    static words measures() {
        return {"条件后面写“的件数”“合计投资额”“不同名称的个数”“最大投资额”“平均投资额”“投资额前3项之和”或“按投资额分档”；条件之间用“且”“或”。",
            "end with 的件数, 合计 X, 不同 X 的个数, 最大 X, 平均 X, X 前3项之和 or 按 X 分档; join conditions with 且 and 或"};
    }

    row_plan& rows() { return c_.tables[table_]; }
    const record_table& table() { return rows().table; }

    std::optional<std::size_t> column_here() {
        std::size_t end = 0;
        const auto column = column_at(table(), line_, in_.at, end);
        if (column) in_.at = end;
        return column;
    }

    bool measure_here() {
        const auto before = in_.at;
        in_.skip_one({",的", "的", ","});
        if (in_.skip_one({"有无", "是否有", "有没有", "是否存在"})) return made_.how = measure::any, true;
        if (in_.skip_one({"不同的", "不同", "不重复的", "不重复"})) {
            if (const auto column = column_here()) {
                in_.skip_one({"的个数", "的数量", "的家数", "的项数", "个数", "数量", "家数", "项数", "的人数", "人数", "的件数", "件数", "数"});
                return of_column(measure::distinct, *column);
            }
            return failed_ = true, no_column(table_);
        }
        struct form {
            measure how;
            word_list before, behind;
        };
        static const form forms[] = {
            {measure::sum, {"合计", "总计", "累计", "汇总"}, {"的合计", "合计", "之和", "的总和", "总和", "的总额", "总额", "总计", "累计", "的累计"}},
            {measure::greatest, {"最大", "最高", "最多", "最大的", "最高的"}, {"的最大值", "最大值", "的最高值", "最高值", "最大", "最高"}},
            {measure::least, {"最小", "最低", "最少", "最小的", "最低的"}, {"的最小值", "最小值", "的最低值", "最低值", "最小", "最低"}},
            {measure::mean, {"平均", "平均的"}, {"的平均值", "平均值", "的平均数", "平均数", "的平均", "平均", "均值"}},
            {measure::median, {"中位数", "中位"}, {"的中位数", "中位数"}},
        };
        for (const auto& f : forms) {
            line_reader probe = in_;
            if (!probe.skip_one(f.before)) continue;
            probe.skip("的");
            std::size_t end = 0;
            if (const auto column = column_at(table(), line_, probe.at, end)) {
                in_.at = end;
                return of_column(f.how, *column);
            }
        }
        if (const auto top = top_here()) made_.top = top;
        line_reader probe = in_;
        std::size_t end = 0;
        if (const auto column = column_at(table(), line_, probe.at, end)) {
            in_.at = end;
            if (!made_.top) made_.top = top_here();
            for (const auto& f : forms)
                if (in_.skip_one(f.behind)) return of_column(f.how, *column);
            if (made_.top) return of_column(measure::sum, *column);
        }
        made_.top.reset();
        in_.at = probe.at;
        if (in_.skip_one({"件数", "个数", "项数", "条数", "次数", "家数", "人数", "篇数", "部数", "份数", "场数", "数量", "总数", "记录数", "项目数", "人次",
                "台数", "门数", "数"}) &&
            (at_end() || in_.sees(",") || in_.sees(";")))
            return made_.how = measure::count, true;
        in_.at = before;
        return false;
    }

    // 前3项, 前三名
    std::optional<std::size_t> top_here() {
        line_reader probe = in_;
        if (!probe.skip("前")) return std::nullopt;
        for (std::size_t n = 1; n <= 9 && probe.at + n < line_.text.size(); ++n) {
            line_reader behind{line_, probe.at + n};
            if (!behind.skip_one({"项的", "名的", "个的", "件的", "条的", "项", "名", "个", "件", "条"})) continue;
            const auto value = parse_numeral(probe.rest().substr(0, n));
            const auto whole = value ? value->to_int() : std::nullopt;
            if (!whole || *whole < 1) return std::nullopt;
            in_.at = behind.at;
            return static_cast<std::size_t>(*whole);
        }
        return std::nullopt;
    }

    bool of_column(measure how, std::size_t column) {
        const auto& f = table().columns[column];
        const bool number = f.kind != fact_kind::text && f.kind != fact_kind::choice && f.kind != fact_kind::boolean && f.kind != fact_kind::date;
        if (how != measure::distinct && !number) {
            failed_ = true;
            return fail(in_.at, {"“" + f.name + "”不是数，不能" + std::string(how == measure::sum ? "合计" : "比大小") + "。", "the column holds no numbers"},
                {"换一个数值列；文字列可以写“不同" + f.name + "的个数”。", "take a column of numbers"});
        }
        made_.how = how;
        made_.column = static_cast<std::uint32_t>(column);
        return true;
    }

    bool tiers_here() {
        line_reader probe = in_;
        probe.skip_one({",", "的"});
        if (!probe.skip("按")) return false;
        std::size_t end = 0;
        const auto column = column_at(table(), line_, probe.at, end);
        line_reader behind{line_, end};
        if (!column || !behind.skip_one({"分档", "分档计", "分档的件数", "分档计数"})) return false;
        in_.at = behind.at;
        tiers_by_ = *column;
        return true;
    }

    // ，最多3项; ，按 排名 折算：第一计100%，第二计50%，其余不计; ，参与成员≥3 的标注
    bool tails() {
        while (!at_end()) {
            if (!in_.skip_one({",", ";"}))
                return fail(in_.at, {"从“" + std::string(in_.rest()) + "”起读不懂。", "this is not understood from here on"}, measures());
            if (most_here()) continue;
            if (in_.sees("按")) {
                if (!shares()) return false;
                continue;
            }
            auto mark = read_conditions(rows(), in_, c_.m, why_);
            if (!mark) return false;
            if (!in_.skip_one({"的请标注", "的标注", "标注", "请标注", "的予以标注"}))
                return fail(in_.at, {"这里读不懂。", "this is not understood"},
                    {"件数后面可以写“，最多3项”“，按排名折算：1计100%，2计50%，其余不计”，或“，参与成员≥3的标注”。",
                        "write ，最多3项, ，按X折算：… or ，condition的标注"});
            made_.mark = joined(std::move(*mark));
        }
        return true;
    }

    bool most_here() {
        line_reader probe = in_;
        if (!probe.skip_one({"最多计", "最多", "至多", "不超过", "限计", "限"})) return false;
        for (std::size_t n = 1; n <= 9 && probe.at + n < line_.text.size(); ++n) {
            line_reader behind{line_, probe.at + n};
            if (!behind.skip_one({"项", "件", "个", "条", "次", "篇", "家", "名"})) continue;
            const auto value = parse_numeral(probe.rest().substr(0, n));
            const auto whole = value ? value->to_int() : std::nullopt;
            if (!whole || *whole < 1) return false;
            made_.most = static_cast<std::size_t>(*whole);
            in_.at = behind.at;
            return true;
        }
        return false;
    }

    record_condition joined(std::vector<record_condition> all) {
        record_condition out = all.front();
        for (std::size_t i = 1; i < all.size(); ++i) {
            out.operation = rows().make(op::all, {out.operation, all[i].operation}, d_.text_at);
            out.text += "且" + all[i].text;
        }
        return out;
    }

    /// 100%, 50%, 一半, 0.3
    std::optional<number> share_here() {
        if (in_.skip_one({"不计", "不算", "0"})) return number(0);
        if (in_.skip_one({"一半", "半"})) return number::fraction(1, 2);
        const auto amount = read_amount(line_, in_.at, true);
        const auto value = amount ? number::parse(amount->is.value) : std::nullopt;
        if (!value || (amount->is.unit != "%" && !amount->is.unit.empty())) return std::nullopt;
        in_.at = amount->end;
        return amount->is.unit == "%" ? *value * number::fraction(1, 100) : *value;
    }

    // 按 排名 折算：第一计100%，第二计50%，其余不计
    bool shares() {
        in_.skip("按");
        const auto column = column_here();
        if (!column) return no_column(table_);
        const fact& f = table().columns[*column];
        const words help{"写成“按" + f.name + "折算：第一计100%，第二计50%，其余不计”。", "write 按X折算：第一计100%，第二计50%，其余不计"};
        if (!in_.skip_one({"折算", "折算计"})) return fail(in_.at, {"这里缺“折算”。", "折算 is expected"}, help);
        in_.skip(":");
        if (f.kind == fact_kind::text || f.kind == fact_kind::date || f.kind == fact_kind::boolean)
            return fail(in_.at, {"“" + f.name + "”不是名次，也不是选项，不能折算。", "the column is neither a place nor a choice"}, help);
        std::vector<std::pair<number, number>> listed;
        std::optional<number> rest;
        do {
            const bool others = in_.skip_one({"其余", "其他", "其它"});
            const auto key = others ? std::optional<number>(0) : share_key(f);
            in_.skip_one({"的", ":"});
            in_.skip_one({"按", "计", "为", "折"});
            const auto share = key ? share_here() : std::nullopt;
            in_.skip_one({"计算", "计"});
            if (!share || *share < number(0)) return fail(in_.at, {"折算的比例读不懂。", "the share is not understood"}, help);
            if (others) rest = *share;
            else listed.emplace_back(*key, *share);
        } while (!rest && more_shares());
        if (!rest)
            return fail(
                in_.at, {"没有写其余的怎么折算。", "the others are not said"}, {"末尾加“，其余不计”，或“，其余计20%”。", "add ，其余不计 or ，其余计20%"});
        const auto cell = rows().cell(*column, d_.text_at);
        auto value = rows().constant(*rest, d_.text_at);
        for (auto one = listed.rbegin(); one != listed.rend(); ++one)
            value = rows().make(op::select,
                {rows().make(op::equal, {cell, rows().constant(one->first, d_.text_at)}, d_.text_at), rows().constant(one->second, d_.text_at), value},
                d_.text_at);
        made_.share = rows().make(op::select, {rows().filled(*column, d_.text_at), value, rows().constant(*rest, d_.text_at)}, d_.text_at);
        return true;
    }

    bool more_shares() {
        line_reader probe = in_;
        if (!probe.skip_one({",", "、"})) return false;
        if (probe.sees("最多") || probe.sees("至多") || probe.sees("限")) return false;
        in_.at = probe.at;
        return true;
    }

    std::optional<number> share_key(const fact& f) {
        if (f.kind == fact_kind::choice) {
            std::optional<std::size_t> found;
            std::size_t longest = 0;
            for (std::size_t i = 0; i < f.options.size(); ++i) {
                const auto text = fold(f.options[i], {0, static_cast<std::uint32_t>(f.options[i].size())}).text;
                if (in_.sees(text) && text.size() > longest) found = i, longest = text.size();
            }
            in_.at += longest;
            if (!found) return std::nullopt;
            return number(static_cast<std::int64_t>(*found));
        }
        in_.skip_one({"排名第", "第", "排名"});
        const auto amount = read_amount(line_, in_.at, true);
        const auto value = amount ? number::parse(amount->is.value) : std::nullopt;
        if (!value) return std::nullopt;
        in_.at = amount->end;
        in_.skip_one({"完成人", "作者", "完成单位", "署名单位", "单位", "名", "位", "人", "负责人", "参与人"});
        return value;
    }

    // ---- the facts
    bool find_fact(const std::string& name, std::size_t end) {
        const auto found = c_.facts.find(name);
        if (found.size() == 1) {
            made_.fact = found.front();
            return fits_fact(end);
        }
        if (found.size() > 1) {
            std::string paths;
            for (const auto f : found) paths += (paths.empty() ? "“" : "、“") + c_.p.facts[f].path + "”";
            return fail(0, {"“" + name + "”不止一个。", "this names more than one fact"}, {"写全：" + paths + "。", "write one of " + paths});
        }
        const auto* near = c_.facts.nearest(name);
        fail(0, {"没有哪一句要“" + name + "”这个事实，统计出来也用不上。", "no sentence asks for a fact of that name"},
            {near ? "是“" + near->name + "”吗？" : "fenze facts 列出全部事实，等号左边照它的名称写。",
                near ? "Did you mean " + near->name + "?" : "`fenze facts` lists all facts"});
        why_.no_fact = true;
        return false;
    }

    bool fits_fact(std::size_t end) {
        const fact& f = c_.p.facts[made_.fact];
        if (std::any_of(c_.rules.counts.begin(), c_.rules.counts.end(), [&](const auto& other) { return other.fact == made_.fact; }))
            return fail(0, {"“" + f.name + "”已经有一条“统计：”了。", "this fact is already counted by another line"},
                {"只留一条；两类都算的，用“或”合成一个条件。", "keep one of them"});
        if (f.kind == fact_kind::boolean) {
            if (made_.how == measure::count) made_.how = measure::any;
            if (made_.how == measure::any) return true;
            return fail(end, {"“" + f.name + "”是“是否”，不是数。", "this fact is a yes or no"}, {"写“的有无”。", "end with 的有无"});
        }
        if (f.kind == fact_kind::choice || f.kind == fact_kind::date || f.kind == fact_kind::text)
            return fail(0, {"“" + f.name + "”是" + kind_zh(f.kind) + "，不能统计出来。", "this fact cannot be counted"},
                {"统计的结果是数，或者“是否”。", "counts are numbers, or yes and no"});
        if (made_.how == measure::any) return fail(end, {"“" + f.name + "”是数，不是“是否”。", "this fact is a number"}, {"写“的件数”。", "end with 的件数"});
        if (made_.column && made_.how != measure::distinct) {
            const auto& unit = table().columns[*made_.column].unit;
            const auto factor = f.unit.empty() || unit.empty() || unit == f.unit ? std::optional<number>(1) : convert(number(1), unit, f.unit);
            if (!factor)
                return fail(end,
                    {"单位不合：“" + f.name + "”的单位是" + f.unit + "，“" + table().columns[*made_.column].name + "”的单位是" + unit + "。",
                        "the units do not fit"},
                    {"改“记录：”里这一列的单位。", "change the unit of the column"});
            made_.factor = *factor;
        }
        return true;
    }

    bool add(record_count count) {
        fact& f = c_.p.facts[count.fact];
        if (count.share && f.kind == fact_kind::count) {  // half a piece is a number
            f.whole = false;
            f.kind = fact_kind::number;
        }
        c_.rules.counts.push_back(std::move(count));
        return true;
    }

    /// The facts of the tiers that a sentence has: 引进重大项目，5个亿以上, 1亿-5亿, 1亿以下.
    struct tier {
        std::uint32_t fact;
        interval is;
        std::string words;
    };

    std::optional<interval> interval_of_name(const fact& f, std::size_t column, std::string& words) {
        const folded name = fold(f.name, {0, static_cast<std::uint32_t>(f.name.size())});
        for (std::size_t i = 0; i < name.text.size(); i += character_length(name.text, i)) {
            const auto found = read_interval(name, i);
            if (!found || found->is.bare || found->end + std::string_view("的").size() < name.text.size()) continue;
            words = name.text.substr(i, found->end - i);
            return interval_in(found->is, table().columns[column], c_.m);
        }
        return std::nullopt;
    }

    bool add_tiers(const std::string& name) {
        const fact& by = table().columns[*tiers_by_];
        if (by.kind == fact_kind::text || by.kind == fact_kind::choice || by.kind == fact_kind::boolean || by.kind == fact_kind::date)
            return fail(0, {"“" + by.name + "”不是数，不能分档。", "the column holds no numbers"});
        const std::string key = name_key(name);
        std::uint32_t node = no_node;
        std::string words;
        for (const auto& f : c_.p.facts)
            if (starts(name_key(f.name), key) && interval_of_name(f, *tiers_by_, words) && node == no_node) node = f.node;
        std::vector<tier> tiers;
        for (std::uint32_t f = 0; f < c_.p.facts.size(); ++f) {
            if (node == no_node || c_.p.facts[f].node != node) continue;
            if (auto is = interval_of_name(c_.p.facts[f], *tiers_by_, words)) tiers.push_back({f, *is, words});
        }
        if (tiers.size() < 2)
            return fail(0, {"“" + name + "”没有按大小分的档。", "this fact has no tiers of size"},
                {"分档要规则里有“" + name + "，5亿元以上的，每项计5分，1亿-5亿元的，每项计2.5分”这样的句子。",
                    "tiers come from sentences such as 5亿元以上的，每项计5分"});
        const span at = d_.text_at;
        const auto cell = rows().cell(*tiers_by_, at), filled = rows().filled(*tiers_by_, at);
        std::vector<row_plan::id> in;
        for (const auto& t : tiers) in.push_back(rows().inside(cell, t.is, at));
        for (std::size_t k = 0; k < tiers.size(); ++k) {
            // the narrowest that holds; of those that do not nest the first listed
            std::vector<row_plan::id> better;
            for (std::size_t j = 0; j < tiers.size(); ++j) {
                if (j == k) continue;
                const bool inside = within(tiers[j].is, tiers[k].is, false), around = within(tiers[k].is, tiers[j].is, false);
                if (inside == around ? j < k : inside) better.push_back(in[j]);
            }
            std::vector<row_plan::id> parts{filled, in[k]};
            if (!better.empty()) parts.push_back(rows().make(op::negate, {rows().make(op::any, std::move(better), at)}, at));
            record_count one = made_;
            one.fact = tiers[k].fact;
            record_condition size;
            size.operation = rows().make(op::all, std::move(parts), at);
            size.text = by.name + tiers[k].words;
            size.columns = {static_cast<std::uint32_t>(*tiers_by_)};
            one.when.push_back(std::move(size));
            made_.fact = one.fact;
            std::swap(made_, one);
            if (!fits_fact(0)) return false;
            std::swap(made_, one);
            add(std::move(one));
        }
        return true;
    }

    counting& c_;
    const directive& d_;
    const folded& line_;
    line_reader in_;
    misread& why_;
    record_count made_;
    std::size_t table_ = 0;
    std::optional<std::size_t> tiers_by_;
    bool failed_ = false;
};

}  // namespace

bool read_count(counting& c, const directive& d, const folded& line, misread& why) { return count_reader(c, d, line, why).run(); }

}  // namespace fenze
