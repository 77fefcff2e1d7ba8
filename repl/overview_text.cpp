// Several records, a line each.

#include <algorithm>

#include "repl/layout.hpp"
#include "repl/reasons.hpp"
#include "repl/report_text.hpp"

namespace fenze {

std::string overview_text(const plan& p, const std::vector<scored>& all, const manner& how) {
    const auto name = [&](std::size_t i) {
        return all[i].id.empty() ? (how.zh ? "第" + std::to_string(i + 1) + "条" : "record " + std::to_string(i + 1)) : all[i].id;
    };
    constexpr std::uint32_t widest = 40;
    std::uint32_t names = 8, points = 6;
    for (std::size_t i = 0; i < all.size(); ++i) {
        names = std::max(names, std::min(widest, cells(name(i))));
        if (all[i].came_to) points = std::max(points, cells(points_text(all[i].came_to->at(p.total))));
    }
    std::string out = painted(p.title, "1", how.color) + "\n";
    const auto row = [&](const std::string& unit, const std::string& total, const std::string& remark) {
        std::string line = " " + pad_right(fit(unit, names), names) + "  " + pad_left(total, points) + "  " + remark;
        while (line.ends_with(' ')) line.pop_back();
        out += line + "\n";
    };
    row(how.zh ? "单位" : "unit", how.zh ? "得分" : "points", how.zh ? "说明" : "remarks");
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].came_to) {
            row(name(i), points_text(all[i].came_to->at(p.total)), verdict(p, all[i], how.zh));
        } else {
            row(name(i), "–", how.zh ? "事实有错" : "wrong facts");
            ++wrong;
        }
    }
    out += how.zh ? " 共" + std::to_string(all.size()) + "家" : " " + std::to_string(all.size()) + " in all";
    if (wrong > 0) out += how.zh ? "，其中" + std::to_string(wrong) + "家的事实有错" : ", " + std::to_string(wrong) + " with wrong facts";
    return out + "\n";
}

}  // namespace fenze
