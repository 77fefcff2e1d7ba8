// What a population came to, as a page of text.

#include <algorithm>

#include "repl/batch/tally.hpp"
#include "repl/layout.hpp"

namespace fenze {
namespace {

using counted_totals = std::vector<std::pair<number, std::uint64_t>>;

std::string share_text(std::uint64_t part, std::uint64_t all) {
    return all == 0 ? "" : (*divide(number(static_cast<std::int64_t>(part)) * 100, number(static_cast<std::int64_t>(all)))).display(1) + "%";
}

/// The least total that the given share of the records does not exceed.
const number& quantile(const counted_totals& totals, std::uint64_t all, std::uint64_t percent) {
    const std::uint64_t rank = std::max<std::uint64_t>(1, (all * percent + 99) / 100);
    std::uint64_t so_far = 0;
    for (const auto& [value, n] : totals)
        if ((so_far += n) >= rank) return value;
    return totals.back().first;
}

std::string bar(std::uint64_t part, std::uint64_t most) {
    std::string out;
    for (std::uint64_t i = most == 0 ? 0 : (part * 30 + most - 1) / most; i > 0; --i) out += "█";
    return out;
}

class summary {
public:
    summary(const plan& p, const std::vector<summed_item>& items, const tally& all, bool zh)
        : p_(p), items_(items), all_(all), zh_(zh), totals_(all.totals()) {}

    std::string text() {
        if (totals_.empty()) return zh_ ? "没有一条算出总分的记录。\n" : "No record has a total.\n";
        distribution();
        grades();
        histogram();
        items();
        return std::move(out_);
    }

private:
    void line(const std::string& name, const std::string& rest) {
        out_ += "  " + pad_right(name, 14) + rest;
        out_.erase(out_.find_last_not_of(' ') + 1);
        out_ += '\n';
    }

    void distribution() {
        number sum;
        for (const auto& [value, n] : totals_) sum = sum + value * number(static_cast<std::int64_t>(n));
        const auto count = all_.scored;
        out_ += (zh_ ? "总分（" + std::to_string(count) + "条" : "Totals (" + std::to_string(count) + " records") +
                (all_.exact() ? ""
                    : zh_     ? "，按0.01分归并"
                              : ", put together by hundredths") +
                (zh_ ? "）\n" : ")\n");
        line(zh_ ? "平均" : "mean", divide(sum, number(static_cast<std::int64_t>(count)))->display(2));
        line(zh_ ? "最低" : "least", totals_.front().first.display(2));
        for (const auto& [percent, name] : {std::pair{10U, "10%"}, {25U, "25%"}, {50U, zh_ ? "中位数" : "median"}, {75U, "75%"}, {90U, "90%"}})
            line(name, quantile(totals_, count, percent).display(2));
        line(zh_ ? "最高" : "greatest", totals_.back().first.display(2));
    }

    void grades() {
        if (p_.grades.empty() && p_.vetoes.empty()) return;
        out_ += zh_ ? "\n等级\n" : "\nGrades\n";
        std::vector<std::string> names;
        for (const auto* list : {&p_.vetoes, &p_.grades})
            for (const auto& g : *list)
                if (std::find(names.begin(), names.end(), g.name) == names.end()) names.push_back(g.name);
        if (all_.grades.count("") > 0) names.emplace_back();
        for (const auto& name : names) {
            const auto found = all_.grades.find(name);
            const auto n = found == all_.grades.end() ? 0 : found->second;
            line(name.empty() ? (zh_ ? "（无等级）" : "(none)") : name, pad_left(std::to_string(n), 10) + pad_left(share_text(n, all_.scored), 8));
        }
    }

    /// Ten equal steps from the least to the greatest, or over the whole mark where all lie within it.
    void histogram() {
        number low = totals_.front().first, high = totals_.back().first;
        if (p_.max && low.sign() >= 0 && high <= *p_.max) low = 0, high = *p_.max;
        if (low == high) return;
        const number step = *divide(high - low, 10);
        std::vector<std::uint64_t> counts(10);
        for (const auto& [value, n] : totals_) counts[static_cast<std::size_t>(std::min<std::int64_t>(9, *floor(*divide(value - low, step)).to_int()))] += n;
        const auto most = *std::max_element(counts.begin(), counts.end());
        out_ += zh_ ? "\n分布\n" : "\nDistribution\n";
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const number from = low + step * number(static_cast<std::int64_t>(i));
            line(from.display(2) + "–" + (from + step).display(2), pad_left(std::to_string(counts[i]), 10) + "  " + bar(counts[i], most));
        }
    }

    void items() {
        if (items_.empty()) return;
        out_ += "\n" + pad_right(zh_ ? "指标" : "Item", 34) + pad_left(zh_ ? "满分" : "mark", 8) + pad_left(zh_ ? "平均" : "mean", 10) +
                pad_left(zh_ ? "得满分" : "full", 12) + pad_left(zh_ ? "超出上限" : "over cap", 12) + "\n";
        for (std::size_t i = 0; i < items_.size(); ++i) {
            const auto& node = p_.nodes[items_[i].node];
            const auto& sum = all_.items()[i];
            const auto mean = divide(sum.points, number(static_cast<std::int64_t>(sum.counted)));
            out_ += "  " + pad_right(fit(node.id + " " + node.title, 31), 32) + pad_left(node.max ? node.max->display(2) : "", 8) +
                    pad_left(mean ? mean->display(2) : "", 10) + pad_left(node.max ? std::to_string(sum.full) : "", 12) +
                    pad_left(std::to_string(sum.cut), 12) + "\n";
        }
    }

    const plan& p_;
    const std::vector<summed_item>& items_;
    const tally& all_;
    bool zh_;
    counted_totals totals_;
    std::string out_;
};

}  // namespace

std::string summary_text(const plan& p, const std::vector<summed_item>& items, const tally& all, bool zh) { return summary(p, items, all, zh).text(); }

}  // namespace fenze
