#include "interpreter/examples.hpp"

#include "dsl/fold.hpp"
#include "dsl/lead.hpp"
#include "dsl/phrases.hpp"
#include "dsl/text.hpp"

namespace fenze {
namespace {

// Next place outside quotations and brackets of any kind.
std::size_t step_out(const folded& line, std::size_t at) {
    if (const auto q = skip_quotation(line, at); q != at) return q;
    if (line.text[at] == '(') {
        int depth = 0;
        for (std::size_t i = at; i < line.text.size(); ++i) {
            if (line.text[i] == '(') ++depth;
            if (line.text[i] == ')' && --depth == 0) return i + 1;
        }
    }
    return at + character_length(line.text, at);
}

std::string unquoted(std::string s) {
    if (starts(s, "“") && ends(s, "”")) return s.substr(3, s.size() - 6);
    return s;
}

/// “揭榜挂帅”项目 3: the quotation is part of the name.
bool inner_blank(std::string_view words) {
    const auto first = words.find_first_not_of(' ');
    const bool figure = first == 0 && (words[0] == '-' || words[0] == '+' || (words[0] >= '0' && words[0] <= '9'));  // “授权”3 件
    return first == 0 && !figure && words.find(' ') != std::string_view::npos;
}

}  // namespace

std::optional<example> read_example(const source& text, span at, diagnostics& out) {
    const std::string_view raw = text.slice(at);
    const auto complain = [&](const std::string& zh) {
        diagnostic d;
        d.code = "FZ140";
        d.at = at;
        d.message = {zh, "this example is not understood"};
        d.help = {"写成“例：发明专利授权 3，管理制度建设 很完善 → 总分 84.5”或“→ 《某项》 10分”。", "write 例：name value, name value → 总分 84.5"};
        out.push_back(std::move(d));
    };
    std::size_t arrow = raw.find("→"), width = std::string_view("→").size();
    if (arrow == std::string_view::npos) {
        arrow = raw.find("=>");
        width = 2;
    }
    if (arrow == std::string_view::npos) {
        complain("这个例子里没有“→”：左边写事实，右边写应得的分。");
        return std::nullopt;
    }
    example e;
    e.at = at;
    // facts: separated by ，or ； outside quotations and brackets; name and value parted by the last blank or ：
    const span left{at.begin, static_cast<std::uint32_t>(at.begin + arrow)};
    const folded line = fold(text, left);
    std::size_t from = 0;
    for (std::size_t i = 0; i <= line.text.size();) {
        const bool stop = i >= line.text.size() || line.text[i] == ',' || line.text[i] == ';';
        if (!stop) {
            i = step_out(line, i);
            continue;
        }
        if (i > from) {
            const span piece = line.original(from, i);
            std::string part(text.slice(piece));
            while (!part.empty() && (part.front() == ' ' || starts(part, "　"))) part.erase(0, part.front() == ' ' ? 1 : 3);
            while (!part.empty() && (part.back() == ' ')) part.pop_back();
            std::size_t cut = std::string::npos, value_at = 0;
            if (const auto open = part.rfind("“"); ends(part, "”") && open != std::string::npos && open > 0) {
                cut = value_at = open;  // 类型 “甲、乙，丙”
            } else if (const auto close = part.rfind("”");
                       close != std::string::npos && close + 3 < part.size() && has(part.substr(0, close), "“") && !inner_blank(part.substr(close + 3))) {
                cut = close + 3;
                value_at = cut;
            } else {
                for (const std::string_view sep : {"：", ":", " ", "　", "＝", "="})
                    if (const auto found = part.rfind(sep); found != std::string::npos && (cut == std::string::npos || found > cut)) {
                        cut = found;
                        value_at = found + sep.size();
                    }
            }
            if (cut == std::string::npos) {
                complain("“" + part + "”里分不出名称和数值：中间空一格或写“：”。");
                return std::nullopt;
            }
            std::string name = part.substr(0, cut), value = part.substr(value_at);
            while (!value.empty() && (starts(value, " ") || starts(value, "：") || starts(value, ":") || starts(value, "=")))
                value.erase(0, starts(value, "：") ? 3 : 1);
            while (!name.empty() && (ends(name, " ") || ends(name, "：") || ends(name, ":"))) name.resize(name.size() - (ends(name, "：") ? 3 : 1));
            if (starts(name, "《")) {
                const auto close = name.find("》");
                if (close != std::string::npos) {
                    std::string item = name.substr(3, close - 3), inner = name.substr(close + 3);
                    if (starts(inner, "的")) inner.erase(0, 3);
                    name = inner.empty() ? item : item + "/" + unquoted(inner);
                }
            }
            e.facts.emplace_back(unquoted(name), unquoted(value));
        }
        if (i >= line.text.size()) break;
        ++i;
        from = i;
    }
    std::string right = without_blanks(raw.substr(arrow + width));
    if (starts(right, "《")) {
        const auto close = right.rfind("》");
        if (close == std::string::npos) {
            complain("“→”右边的《》没有合上。");
            return std::nullopt;
        }
        e.item = right.substr(3, close - 3);
        right = right.substr(close + 3);
    }
    const folded expected = fold(right, {0, static_cast<std::uint32_t>(right.size())});
    std::string r = expected.text;
    for (const std::string_view word : {"总分", "得分", "合计"})
        if (starts(r, word)) r.erase(0, word.size());
    std::size_t n = 0;
    while (n < r.size() && ((r[n] >= '0' && r[n] <= '9') || r[n] == '.' || r[n] == '/' || r[n] == '-')) ++n;
    e.expected = r.substr(0, n);
    r.erase(0, n);
    if (starts(r, "分")) r.erase(0, 3);
    while (!r.empty() && (r[0] == ',' || r[0] == ';')) r.erase(0, 1);
    for (const std::string_view word : {"等级", "等次"})
        if (starts(r, word)) r.erase(0, word.size());
    while (!r.empty() && r[0] == ':') r.erase(0, 1);
    e.grade = r;
    while (ends(e.grade, "。")) e.grade.resize(e.grade.size() - 3);
    if (e.expected.empty() && e.grade.empty()) {
        complain("“→”右边没有写应得的分。");
        return std::nullopt;
    }
    return e;
}

record record_of(const example& e) {
    record out;
    for (const auto& [name, value] : e.facts) out.values.push_back({name, name_key(value).empty() ? shape::null : shape::words, value, e.at});
    return out;
}

std::optional<std::uint32_t> item_of_example(const plan& p, const std::string& item) {
    const auto key = name_key(item);
    for (std::uint32_t i = 0; i < p.nodes.size(); ++i)
        if (p.nodes[i].id == item || name_key(p.nodes[i].title) == key || name_key(p.nodes[i].number + p.nodes[i].title) == key) return i;
    for (std::uint32_t i = 0; i < p.nodes.size(); ++i)
        if (!p.nodes[i].number.empty() && name_key(p.nodes[i].number) == key) return i;
    return std::nullopt;
}

}  // namespace fenze
