#include "dsl/reread.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "dsl/clause.hpp"
#include "dsl/directive.hpp"
#include "dsl/fold.hpp"
#include "dsl/outline.hpp"
#include "dsl/phrases.hpp"
#include "dsl/problem.hpp"
#include "dsl/text.hpp"

namespace fenze {
namespace {

struct edit {
    span at;
    std::string with;
};

/// One 读作： line taken apart.
struct order {
    span at;            // its text
    std::string where;  // 3.2, 四, a title; empty: anywhere
    std::string quoted;
    std::string says;
};

void complain(diagnostics& out, const char* code, span at, words message, words help, severity level = severity::error) {
    out.push_back(problem_at(at, code, std::move(message), std::move(help), level));
}

std::string trimmed(std::string s, std::initializer_list<std::string_view> what) {
    for (bool again = true; again;) {
        again = false;
        for (const auto w : what) {
            while (starts(s, w)) s.erase(0, w.size()), again = true;
            while (ends(s, w)) s.resize(s.size() - w.size()), again = true;
        }
    }
    return s;
}

std::optional<order> taken_apart(const source& text, const directive& d) {
    const std::string_view raw = text.slice(d.text_at);
    std::size_t open = raw.find("“"), width = std::string_view("“").size();
    std::size_t close = open == std::string_view::npos ? open : raw.find("”", open);
    if (open == std::string_view::npos) {
        open = raw.find('"');
        width = 1;
        close = open == std::string_view::npos ? open : raw.find('"', open + 1);
    }
    if (close == std::string_view::npos) return std::nullopt;
    order out;
    out.at = d.text_at;
    out.where = without_blanks(raw.substr(0, open));
    out.where = trimmed(out.where, {"《", "》", "，", ",", "的"});
    if (starts(out.where, "第") && (ends(out.where, "条") || ends(out.where, "项"))) out.where = out.where.substr(3, out.where.size() - 6);
    out.quoted = std::string(raw.substr(open + width, close - open - width));
    out.says = trimmed(std::string(raw.substr(close + width)), {" ", "　", "→", "=>", "：", ":", "，", ","});
    if (out.quoted.empty() || out.says.empty()) return std::nullopt;
    return out;
}

/// Where the quoted words may stand: a heading line or a paragraph, under the item that the order names.
class place_finder {
public:
    place_finder(const source& text, const document_tree& tree, const order& wanted) : text_(text), wanted_(wanted) {
        for (const auto& rubric : tree.rubrics) look(rubric.root, "", wanted.where.empty());
    }
    std::vector<span> found;
    bool item_known = false;

private:
    void look(const outline_node& n, const std::string& id, bool inside) {
        if (!inside && !wanted_.where.empty()) {
            const std::string key = name_key(wanted_.where);
            inside = key == id || key == name_key(n.number) || key == n.number_key || key == name_key(n.title) ||
                     (!n.number.empty() && name_key(n.number) == "第" + key + "条");
        }
        item_known = item_known || (inside && !wanted_.where.empty());
        if (inside) {
            search(n.at);
            for (const auto& p : n.text) search(p.at);
        }
        for (const auto& child : n.children) {
            const std::string part = child.number_key;
            look(child, id.empty() ? part : part.empty() ? id : id + "." + part, inside);
        }
    }
    void search(span at) {
        const std::string quoted = fold(wanted_.quoted, {0, static_cast<std::uint32_t>(wanted_.quoted.size())}).text;
        if (quoted.empty()) return;
        const folded line = fold(text_, at);
        for (auto n = line.text.find(quoted); n != std::string::npos; n = line.text.find(quoted, n + 1)) {
            const span here = line.original(n, n + quoted.size());
            if (std::find(found.begin(), found.end(), here) == found.end()) found.push_back(here);
        }
    }

    const source& text_;
    const order& wanted_;
};

/// The only award in the words: where it begins, and what it gives.
struct lone_award {
    std::size_t begin = 0, end = 0;
    award_text is;
};
std::optional<lone_award> award_in(const folded& line) {
    std::optional<lone_award> only;
    for (std::size_t i = 0; i < line.text.size();) {
        if (const auto q = skip_quotation(line, i); q != i) {
            i = q;
            continue;
        }
        if (const auto a = read_award(line, i)) {
            if (only) return std::nullopt;
            only = lone_award{i, a->end, a->is};
            i = std::max(a->end, i + 1);
            continue;
        }
        i += character_length(line.text, i);
    }
    return only;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> all) { return std::find(all.begin(), all.end(), word) != all.end(); }

/// The sentence to be read in place of the quoted one; empty where the order cannot be carried out.
std::string rewritten(const order& o, const source& text, span at, diagnostics& out) {
    const std::string written(text.slice(at));
    const std::string bare = trimmed(written, {"。", "；", ";", " "});
    const std::string end = written.substr(std::min(written.size(), bare.size()));
    const std::string key = name_key(o.says);
    if (is_one_of(key, {"取最高", "择一", "就高", "择高", "取最高分", "只取最高", "就高不重复"})) return bare + "，就高不重复计分" + end;
    if (is_one_of(key, {"分别计分", "累加", "累计", "可累加", "可累计", "相加"})) return bare + "，可累加" + end;
    const folded line = fold(text, at);
    const folded says = fold(o.says, {0, static_cast<std::uint32_t>(o.says.size())});
    const bool each = starts(key, "每") && !scoring_marker(source("", o.says), {0, static_cast<std::uint32_t>(o.says.size())});
    if (each || key == "是否") {
        const auto award = award_in(line);
        if (!award || award->begin == 0) {
            complain(out, "FZ152", o.at, {"引号里要恰好有一处得分，“" + o.says + "”才知道管哪里。", "the quoted words must hold just one award"},
                {"引用只含一处得分的半句，或者在引号后面写出完整的句子。", "quote one clause, or write the whole sentence"});
            return {};
        }
        const std::string before(text.slice(line.original(0, award->begin))), rest(text.slice(line.original(award->begin, line.text.size())));
        if (each) return before + o.says + rest;
        const std::string name = trimmed(without_blanks(before), {"，", ",", "的", "“", "”"});
        return "填报“" + name + "”：是否。“" + name + "”" + rest + (ends(rest, "。") ? "" : "。");
    }
    if (!scoring_marker(source("", o.says), {0, static_cast<std::uint32_t>(o.says.size())}) && !has(key, "填报")) {
        complain(out, "FZ152", o.at, {"“" + o.says + "”里没有分数，不知道怎么读。", "there is no score in what it is to be read as"},
            {"写“每项”“是否”“取最高”“分别计分”，或者写出完整的计分句子。", "write 每项, 是否, 取最高, 分别计分, or a whole scoring sentence"});
        return {};
    }
    return o.says;
}

/// Offsets of the text before the edits → offsets behind them.
std::uint32_t moved(std::uint32_t at, const std::vector<edit>& edits) {
    std::int64_t by = 0;
    for (const auto& e : edits)
        if (e.at.end <= at) by += static_cast<std::int64_t>(e.with.size()) - (e.at.end - e.at.begin);
    return static_cast<std::uint32_t>(at + by);
}

}  // namespace

std::optional<source> reread(const source& text, diagnostics& out) {
    if (text.text().find("读作") == std::string_view::npos) return std::nullopt;
    diagnostics unused, found;
    const document_tree tree = outline(text, unused);
    std::vector<edit> edits;
    for (const auto& rubric : tree.rubrics) {
        for (const auto& d : rubric.directives) {
            if (d.word != "读作") continue;
            const auto o = taken_apart(text, d);
            if (!o) {
                complain(found, "FZ150", d.text_at, {"“读作：”后面读不懂。", "this is not understood"},
                    {"写成“读作：第3.2条“获奖得5分” 每项”：先引原句，再写怎样读。", "write 读作：第3.2条“the words” 每项"});
                continue;
            }
            const place_finder places(text, tree, *o);
            if (places.found.empty()) {
                complain(found, "FZ151", o->at,
                    places.item_known || o->where.empty() ? words{"找不到“" + o->quoted + "”这几个字。", "these words are not there: " + o->quoted}
                                                          : words{"没有编号或名称为“" + o->where + "”的一项。", "there is no item " + o->where},
                    {"原句要一字不差地写在引号里；编号照正文写，如“第3.2条”。", "quote the words exactly"});
                continue;
            }
            const auto taken = [&](span at) {
                return std::any_of(edits.begin(), edits.end(), [&](const edit& e) { return at.begin < e.at.end && e.at.begin < at.end; });
            };
            if (places.found.size() > 1 || taken(places.found[0])) {
                complain(found, "FZ151", o->at,
                    places.found.size() > 1 ? words{"“" + o->quoted + "”不止一处。", "these words are there more than once: " + o->quoted}
                                            : words{"“" + o->quoted + "”已经有另一条“读作”。", "another 读作： has these words already"},
                    {"在引号前写明是哪一条，如“第3.2条”，或者多引几个字。", "say which item, or quote more"});
                continue;
            }
            std::string with = rewritten(*o, text, places.found[0], found);
            if (with.empty()) continue;
            complain(found, "FZ153", o->at, {"“" + o->quoted + "”读作“" + with + "”", "“" + o->quoted + "” is read as “" + with + "”"}, {}, severity::note);
            edits.push_back({places.found[0], std::move(with)});
        }
    }
    std::sort(edits.begin(), edits.end(), [](const edit& a, const edit& b) { return a.at.begin < b.at.begin; });
    for (auto& d : found) {
        d.at = {moved(d.at.begin, edits), moved(d.at.end, edits)};
        out.push_back(std::move(d));
    }
    std::string made(text.text());
    for (auto e = edits.rbegin(); e != edits.rend(); ++e) made.replace(e->at.begin, e->at.end - e->at.begin, e->with);
    return source(text.name(), std::move(made));
}

}  // namespace fenze
