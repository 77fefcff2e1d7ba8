// fenze impact for people: the units that move most, and why; then the whole population.

#include <algorithm>

#include "repl/impact_report.hpp"
#include "repl/layout.hpp"
#include "repl/reasons.hpp"

namespace fenze {
namespace {

class impact_page {
public:
    impact_page(const impact_report& r, const manner& how, std::uint32_t width, std::size_t top)
        : r_(r), c_(*r.rules.came_to), how_(how), zh_(how.zh), width_(width), top_(top) {}

    std::string written() {
        out_ += painted(r_.rules.after.rubric->title, "1", how_.color) + "\n";
        line(0, said("旧：", "old: ") + r_.rules.before.file + said("　新：", "   new: ") + r_.rules.after.file);
        out_ += ruled(width_) + "\n";
        if (!c_.pairs.notes.empty()) {
            for (const auto& note : c_.pairs.notes) line(0, said("注意：", "note: ") + (zh_ ? note.zh : note.en));
            out_ += "\n";
        }
        table();
        open_ones();
        out_ += ruled(width_) + "\n";
        summary();
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string said(const char* chinese, const char* english) const { return zh_ ? chinese : english; }
    void line(std::uint32_t indent, const std::string& text) { out_ += paragraph_lines(indent, text, width_); }

    [[nodiscard]] std::string grade(const std::optional<std::string>& g) const { return !g ? said("未定", "open") : g->empty() ? "–" : *g; }
    [[nodiscard]] static std::string moved(const std::string& was, const std::string& is) { return was == is ? was : was + "→" + is; }

    struct cells_of {
        std::string unit, was, is, change, grade, rank, because;
    };

    [[nodiscard]] cells_of row_of(const impact_row& row) const {
        const unit_impact& u = *row.came_to;
        cells_of out{unit_name(row, zh_), points_text(u.total[before]), points_text(u.total[after]), signed_text(u.change(), false), "", "", ""};
        if (c_.grades.any) out.grade = moved(grade(u.grade[before]), grade(u.grade[after]));
        const auto rank = [&](side s) { return u.rank[s] == 0 ? std::string("–") : std::to_string(u.rank[s]); };
        out.rank = moved(rank(before), rank(after));
        if (!u.shares) out.because = said("不能逐处分摊", "not to be told apart");
        else
            for (const auto& s : sorted(*u.shares))
                out.because += (out.because.empty() ? "" : said("；", "; ")) + part_name(r_.rules, s.parts, zh_) + " " + signed_text(s.points, false);
        if (c_.grades.any && u.grade[before] && u.grade[after] && u.grade_changed())
            out.because += (out.because.empty() ? "" : said("；", "; ")) + grade_cause(u, zh_);
        return out;
    }

    static std::vector<share> sorted(std::vector<share> all) {
        const auto size = [](const share& s) { return s.points.sign() < 0 ? -s.points : s.points; };
        std::stable_sort(all.begin(), all.end(), [&](const share& a, const share& b) { return size(b) < size(a); });
        return all;
    }

    void table() {
        std::vector<cells_of> rows;
        std::size_t changed = 0;
        for (const auto* row : by_change(r_)) {
            if (row->came_to->change().sign() == 0 && !row->came_to->grade_changed() && row->came_to->rank[before] == row->came_to->rank[after]) continue;
            if (++changed <= top_) rows.push_back(row_of(*row));
        }
        if (rows.empty()) {
            line(0, changed == 0 ? said("没有单位的分数、等级或名次有变化。", "No unit changes score, grade or rank.")
                                 : said("不列表（--top 0）。", "No table (--top 0)."));
            return;
        }
        rows.insert(rows.begin(), {said("单位", "unit"), said("旧总分", "old"), said("新总分", "new"), said("变化", "change"),
                                      c_.grades.any ? said("等级", "grade") : "", said("名次", "rank"), said("因为", "because")});
        const auto widest = [&](auto member) {
            std::uint32_t w = 0;
            for (const auto& row : rows) w = std::max(w, cells(row.*member));
            return w;
        };
        constexpr std::uint32_t most_name = 28, gap = 2, least_reason = 24;
        const auto name = std::min(widest(&cells_of::unit), most_name), was = widest(&cells_of::was), is = widest(&cells_of::is),
                   by = widest(&cells_of::change), grades = widest(&cells_of::grade), ranks = widest(&cells_of::rank);
        const auto taken = 1 + name + was + is + by + grades + ranks + (grades > 0 ? 6 : 5) * gap;
        const auto reason = width_ > taken + least_reason ? width_ - taken : least_reason;
        bool head = true;
        for (const auto& row : rows) {
            const std::string space(gap, ' ');
            std::string front = " " + pad_right(fit(row.unit, name), name) + space + pad_left(row.was, was) + space + pad_left(row.is, is) + space +
                                pad_left(row.change, by) + space;
            if (grades > 0) front += pad_right(row.grade, grades) + space;
            front += pad_right(row.rank, ranks) + space;
            for (const auto& part : wrap(row.because, reason)) {
                std::string full = front + part;
                while (full.ends_with(' ')) full.pop_back();
                out_ += (head ? painted(full, "2", how_.color) : full) + "\n";
                front = std::string(taken, ' ');
            }
            head = false;
        }
        if (changed > top_)
            line(1, zh_ ? "……还有" + std::to_string(changed - top_) + "家有变化（--top 多列几家；--format csv 列出全部）。"
                        : "… and " + std::to_string(changed - top_) + " more (--top; --format csv has all).");
    }

    /// Units whose totals are ranges: what is missing, each name once.
    void open_ones() {
        std::size_t open = 0;
        std::array<std::map<std::uint32_t, std::size_t>, 2> missing;
        for (const auto& row : r_.rows) {
            if (!row.came_to || row.came_to->certain()) continue;
            if (open++ < top_)
                line(1, unit_name(row, zh_) + said("：缺事实，旧 ", ": facts are missing, old ") + points_text(row.came_to->total[before]) +
                            said("，新 ", ", new ") + points_text(row.came_to->total[after]));
            for (const side s : {before, after})
                for (const auto f : row.came_to->missing[s]) ++missing[s][f];
        }
        if (open == 0) return;
        line(0, zh_ ? std::to_string(open) + "家缺事实，总分只是范围，不列名次，也不计入下面的统计。"
                    : std::to_string(open) + " units lack facts: their totals are ranges, and they are not counted below.");
        for (const side s : {before, after}) {
            std::string names;
            std::size_t told = 0;
            for (const auto& [f, times] : missing[s])
                if (++told <= 8)
                    names += (names.empty() ? "" : said("、", ", ")) + c_.joint.of[s]->facts[f].name + "（" + std::to_string(times) + said("家", "") + "）";
            if (told > 8) names += said("等", " …");
            if (!names.empty()) line(1, (s == before ? said("旧规则缺：", "the old rubric lacks: ") : said("新规则缺：", "the new rubric lacks: ")) + names);
        }
    }

    void summary() {
        const impact_summary& s = r_.summary;
        const auto bad = std::count_if(r_.rows.begin(), r_.rows.end(), [](const impact_row& row) { return !row.came_to; });
        line(0, zh_ ? "共" + std::to_string(r_.rows.size()) + "家" + (bad > 0 ? "，其中" + std::to_string(bad) + "家的事实有错" : "") + "。分数：升" +
                          std::to_string(s.up) + "，降" + std::to_string(s.down) + "，不变" + std::to_string(s.certain - s.up - s.down) + "；平均变化" +
                          signed_text(s.mean, false) + "分。名次变了" + std::to_string(s.ranks) + "家" +
                          (c_.grades.any ? "，等级变了" + std::to_string(s.grades) + "家" : "") + "。"
                    : std::to_string(r_.rows.size()) + " units" + (bad > 0 ? ", " + std::to_string(bad) + " with wrong facts" : "") +
                          ". Scores: " + std::to_string(s.up) + " up, " + std::to_string(s.down) + " down, " + std::to_string(s.certain - s.up - s.down) +
                          " the same; mean change " + signed_text(s.mean, false) + ". Rank changed: " + std::to_string(s.ranks) +
                          (c_.grades.any ? "; grade changed: " + std::to_string(s.grades) : "") + ".");
        std::string counted;
        for (const auto& c : r_.rules.counting)
            if (c.counted_in[before] && c.counted_in[after])
                counted += (counted.empty() ? "" : said("、", ", ")) + r_.rules.after.rubric->program.facts[c.after].name;
        if (!counted.empty())
            line(0, said("两份规则从同一批记录里数出的可能不同：", "The two rubrics may count otherwise from the same records: ") + counted +
                        said("（改了什么，见 fenze diff）。", " (see fenze diff)."));
        if (c_.grades.any && !s.moves.empty()) grade_table();
        if (s.parts.empty()) return;
        line(0, said("各处改动的影响（按全部先后次序平均分摊，各处之和等于总变化）：",
                    "What each change did (averaged over all orders; they add up to the whole change):"));
        for (const auto& p : s.parts)
            line(1, part_name(r_.rules, p.parts, zh_) +
                        (zh_ ? "：升" + std::to_string(p.up) + "家，降" + std::to_string(p.down) + "家，合计" + signed_text(p.points, false) + "分"
                             : ": " + std::to_string(p.up) + " up, " + std::to_string(p.down) + " down, " + signed_text(p.points, false) + " points in all"));
        if (s.unshared > 0)
            line(1, zh_ ? std::to_string(s.unshared) + "家的变化不能逐处分摊（算到一半的规则要除以零，或缺事实）。"
                        : std::to_string(s.unshared) + " units cannot be told apart (a hybrid divides by zero, or facts are missing).");
    }

    void grade_table() {
        std::vector<std::string> names(c_.grades.names.rbegin(), c_.grades.names.rend());
        for (const auto& [move, times] : r_.summary.moves)
            for (const auto& name : {move.first, move.second})
                if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        const auto count = [&](const std::string& x, const std::string& y) {
            const auto found = r_.summary.moves.find({x, y});
            return found == r_.summary.moves.end() ? std::size_t{0} : found->second;
        };
        std::vector<std::string> used;
        for (const auto& name : names)
            if (std::any_of(names.begin(), names.end(), [&](const auto& other) { return count(name, other) + count(other, name) > 0; })) used.push_back(name);
        std::uint32_t w = 6;
        for (const auto& name : used) w = std::max(w, cells(grade(name)));
        std::string head = " " + pad_right(said("旧＼新", "old\\new"), std::max(w, 7U));
        for (const auto& name : used) head += "  " + pad_left(grade(name), w);
        out_ += head + "\n";
        for (const auto& x : used) {
            std::string row = " " + pad_right(grade(x), std::max(w, 7U));
            for (const auto& y : used) row += "  " + pad_left(std::to_string(count(x, y)), w);
            out_ += row + "\n";
        }
    }

    const impact_report& r_;
    const comparison& c_;
    const manner& how_;
    bool zh_;
    std::uint32_t width_;
    std::size_t top_;
    std::string out_;
};

}  // namespace

std::string impact_text(const impact_report& r, const manner& how, std::uint32_t width, std::size_t top) { return impact_page(r, how, width, top).written(); }

}  // namespace fenze
