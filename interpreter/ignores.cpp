#include "interpreter/ignores.hpp"

#include <algorithm>
#include <optional>

#include "dsl/fold.hpp"
#include "dsl/outline.hpp"
#include "dsl/problem.hpp"
#include "dsl/text.hpp"
#include "interpreter/facts/bind.hpp"
#include "interpreter/place_names.hpp"

namespace fenze {
namespace {

/// One code of a 检查：忽略 line.
struct ignore_order {
    std::string code;
    span at;      // the code as written
    span covers;  // where it holds
    std::string reason;
    bool used = false;
    bool met_error = false;
};

diagnostic warning(const char* code, span at, words message, words help) {
    return problem_at(at, code, std::move(message), std::move(help), severity::warning);
}

// Where each item begins, in the order in which directives count them (0: the rubric itself), and how deep it stands.
struct item_place {
    std::uint32_t begin = 0;
    std::size_t depth = 0;
};

void places_of(const outline_node& n, std::size_t depth, std::vector<item_place>& out) {
    for (const auto& child : n.children) {
        out.push_back({child.at.begin, depth});
        places_of(child, depth + 1, out);
    }
}

// From the heading above the line to the next that does not stand below it.
span covered(const std::vector<item_place>& places, std::size_t node, span rubric) {
    if (node == 0 || node > places.size()) return rubric;
    const item_place& own = places[node - 1];
    for (std::size_t n = node; n < places.size(); ++n)
        if (places[n].depth <= own.depth) return {own.begin, std::max(own.begin, places[n].begin)};
    return {own.begin, rubric.end};
}

class order_reader {
public:
    order_reader(const source& text, const diagnostics& problems, const std::function<bool(std::string_view)>& known)
        : text_(text), problems_(problems), known_(known) {}

    std::vector<ignore_order> orders;
    diagnostics wrong;

    void read(span words, span covers) {
        const folded line = fold(text_, words);
        const std::string_view all = line.text;
        std::size_t at = 0;
        const auto skip = [&](std::string_view word) {
            if (!starts(all.substr(at), word)) return false;
            at += word.size();
            return true;
        };
        if (!skip("忽略")) return;  // any other 检查： is the document's own business
        while (skip(":") || skip("编号")) {
        }
        std::vector<ignore_order> here;
        for (;;) {
            std::size_t end = at;
            while (end < all.size() && is_letter_or_digit(all[end])) ++end;
            if (end == at) break;
            std::string code(all.substr(at, end - at));
            std::transform(code.begin(), code.end(), code.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
            here.push_back({std::move(code), line.original(at, end), covers, {}, false, false});
            at = end;
            const std::size_t stop = at;
            while (skip("、") || skip(",") || skip("和") || skip(";")) {
            }
            if (at == stop) break;
        }
        const span rest = line.original(at, all.size());
        if (here.empty()) {
            const std::string code = near("", covers);
            wrong.push_back(
                warning("FZ161", words, {"“忽略”后面要写编号" + (code.empty() ? "。" : "，如 " + code + "。"), "a code is to follow"}, how_to_write(code)));
            return;
        }
        while (skip(",") || skip(";") || skip("。") || skip(":") || skip("因为") || skip("因") || skip("理由") || skip("原因") || skip("由于")) {
        }
        const span reason = line.original(at, all.size());
        if (at >= all.size()) {
            wrong.push_back(
                warning("FZ160", rest.empty() ? words : rest, {"没有写忽略的原因，这一行不起作用。", "no reason is given, so the line does nothing"},
                    {"在编号后面写明原因：“检查：忽略 " + here.front().code + "，因为…”。", "say why: 检查：忽略 " + here.front().code + "，因为…"}));
            return;
        }
        std::string why(text_.slice(reason));
        while (why.ends_with("。")) why.resize(why.size() - std::string_view("。").size());
        for (auto& order : here) {
            if (own(order.code)) {
                wrong.push_back(
                    warning("FZ162", order.at, {"“" + order.code + "”说的是“检查：忽略”本身，不能忽略。", order.code + " is about these lines and stands"},
                        {"改正那一行。", "mend the line that it speaks of"}));
                continue;
            }
            if (!known_(order.code)) {
                wrong.push_back(warning(
                    "FZ161", order.at, {"没有“" + order.code + "”这个编号。", "there is no code " + order.code}, how_to_write(near(order.code, covers))));
                continue;
            }
            order.reason = why;
            orders.push_back(std::move(order));
        }
    }

private:
    static bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
    static bool own(const std::string& code) { return code == "FZ160" || code == "FZ161" || code == "FZ162" || code == "FZ163"; }
    static words how_to_write(const std::string& code) {
        const std::string said = code.empty() ? "FZ加三位数字" : code;
        return {"照 fenze check 打印的编号写：“检查：忽略 " + said + "，因为…”；几个编号用“、”隔开。",
            "write the code that fenze check prints: 检查：忽略 " + (code.empty() ? std::string("FZ…") : code) + "，因为…"};
    }

    /// A code that is told where the line speaks, the nearest to what was written; nothing where none is.
    [[nodiscard]] std::string near(const std::string& written, span covers) const {
        const diagnostic* best = nullptr;
        std::size_t least = SIZE_MAX;
        for (const auto& p : problems_) {
            if (p.level == severity::error || own(p.code) || p.at.begin < covers.begin || covers.end <= p.at.begin) continue;
            const std::size_t apart = written.empty() ? 0 : edit_distance(written, p.code, 6);
            if (apart >= least) continue;
            least = apart;
            best = &p;
        }
        return best ? best->code : "";
    }

    const source& text_;
    const diagnostics& problems_;
    const std::function<bool(std::string_view)>& known_;
};

}  // namespace

heeded heed_ignores(const source& text, const diagnostics& problems, const std::function<bool(std::string_view)>& known, bool complete) {
    heeded out;
    if (text.text().find("忽略") == std::string_view::npos) {
        out.problems = problems;
        return out;
    }
    diagnostics unused;
    const document_tree tree = outline(text, unused);
    order_reader reader(text, problems, known);
    const auto size = static_cast<std::uint32_t>(text.text().size());
    for (std::size_t r = 0; r < tree.rubrics.size(); ++r) {
        const rubric_text& rubric = tree.rubrics[r];
        std::vector<item_place> places;
        places_of(rubric.root, 0, places);
        // above the first heading of the file a line speaks of the whole file, of a further rubric of that one
        const bool first = r == 0, last = r + 1 == tree.rubrics.size();
        const span own{first ? 0 : rubric.title_at.begin, last ? size : std::max(rubric.title_at.begin, tree.rubrics[r + 1].title_at.begin)};
        for (const auto& d : rubric.directives)
            if (d.word == "检查") reader.read(d.text_at, first && d.node == 0 ? span{0, size} : covered(places, d.node, own));
    }
    for (const auto& p : problems) {
        ignore_order* by = nullptr;
        // the nearest heading speaks first
        for (auto& order : reader.orders)
            if (order.code == p.code && (p.file.empty() || p.file == text.name()) && order.covers.begin <= p.at.begin &&
                p.at.begin < std::max(order.covers.end, order.covers.begin + 1) &&
                (!by || order.covers.end - order.covers.begin < by->covers.end - by->covers.begin))
                by = &order;
        if (by && p.level == severity::error) by->met_error = true;
        if (by && p.level != severity::error) {
            by->used = true;
            out.ignored.push_back({p, by->reason});
        } else {
            out.problems.push_back(p);
        }
    }
    if (!complete) return out;
    for (const auto& order : reader.orders) {
        if (order.met_error)
            reader.wrong.push_back(warning("FZ162", order.at, {"“" + order.code + "”是错误，不能忽略。", order.code + " is an error and stands"},
                {"改正那个错误；只有警告和提示可以忽略。", "mend the error; only warnings and notes can be ignored"}));
        else if (!order.used && !has_error(problems))  // beside errors not every check is run
            reader.wrong.push_back(warning("FZ163", order.at, {"这里没有“" + order.code + "”，没有可忽略的。", "there is no " + order.code + " here to ignore"},
                {"删去这个编号；或者移到有这个问题的标题下面。", "remove the code, or move the line below the heading that has the problem"}));
    }
    name_places(tree, reader.wrong);
    out.problems.insert(out.problems.end(), reader.wrong.begin(), reader.wrong.end());
    std::stable_sort(out.problems.begin(), out.problems.end(), [](const diagnostic& a, const diagnostic& b) { return a.at.begin < b.at.begin; });
    return out;
}

}  // namespace fenze
