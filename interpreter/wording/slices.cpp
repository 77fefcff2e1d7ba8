#include "interpreter/wording/slices.hpp"

#include <algorithm>
#include <set>

#include "dsl/outline.hpp"
#include "dsl/sections.hpp"

namespace fenze {
namespace {

// A part of about this many lines is compiled in a moment, and seldom cuts what belongs together.
constexpr std::size_t page = 40;

struct item {
    std::size_t line = 0, depth = 0;
};

class slicer {
public:
    explicit slicer(const source& text) : text_(text.text()) {
        starts_.push_back(0);
        for (std::size_t i = 0; i < text_.size(); ++i)
            if (text_[i] == '\n' && i + 1 < text_.size()) starts_.push_back(static_cast<std::uint32_t>(i + 1));
        diagnostics unused;
        tree_ = outline(text, unused);
        const auto all = find_sections(text_, read_lines(text_, unused));
        for (std::size_t n = 0; n < all.lines.size(); ++n)
            if (all.roles[n].table != 0) headers_.push_back(head_of(all.tables[all.roles[n].table - 1], all, n));
    }

    std::vector<document_slice> run() {
        if (starts_.size() <= 2 * page) {
            add(0, starts_.size(), {});
            return std::move(out_);
        }
        for (std::size_t r = 0; r < tree_.rubrics.size(); ++r) rubric(r);
        return std::move(out_);
    }

private:
    struct table_head {
        std::size_t first = 0, data = 0, last = 0;  // header line, first row of data, behind the last
    };

    [[nodiscard]] std::size_t line_of(std::uint32_t at) const {
        return static_cast<std::size_t>(std::upper_bound(starts_.begin(), starts_.end(), at) - starts_.begin()) - 1;
    }

    [[nodiscard]] table_head head_of(const table& t, const document_sections& all, std::size_t n) const {
        table_head out;
        out.first = line_of(all.lines[n].at.begin);
        out.data = t.rows.empty() ? out.first + 1 : line_of(t.rows.front().begin);
        std::size_t end = n;
        while (end < all.lines.size() && all.roles[end].in_table && (end == n || all.roles[end].table == 0)) ++end;
        out.last = line_of(all.lines[end - 1].at.begin) + 1;
        return out;
    }

    void collect(const outline_node& n, std::size_t depth, std::vector<item>& items) const {
        for (const auto& child : n.children) {
            items.push_back({line_of(child.at.begin), depth});
            collect(child, depth + 1, items);
        }
    }

    void rubric(std::size_t r) {
        const rubric_text& written = tree_.rubrics[r];
        const bool last = r + 1 == tree_.rubrics.size();
        const std::size_t begin = r == 0 ? 0 : line_of(written.title_at.begin), end = last ? starts_.size() : line_of(tree_.rubrics[r + 1].title_at.begin);
        std::vector<item> items;
        collect(written.root, 0, items);
        std::set<std::size_t> above;  // lines that every part needs
        if (!written.title_at.empty()) above.insert(line_of(written.title_at.begin));
        for (const auto& d : written.directives)
            if (d.node == 0 && (d.word == "边界" || d.word == "缺项")) above.insert(line_of(d.at.begin));
        const auto line_at = [&](std::size_t n) { return n < items.size() ? items[n].line : end; };
        if (begin < line_at(0)) add(begin, line_at(0), above);
        std::vector<std::size_t> open;  // headings above
        for (std::size_t n = 0; n < items.size();) {
            open.resize(std::min(open.size(), items[n].depth));
            std::size_t next = n + 1;
            while (next < items.size() && items[next].depth > items[n].depth) ++next;
            const bool whole = line_at(next) - items[n].line <= page || next == n + 1;
            std::size_t stop = whole ? next : n + 1;
            while (stop < items.size() && items[stop].line <= items[stop - 1].line) ++stop;  // of one line or row
            auto needed = above;
            for (const auto h : open) needed.insert(items[h].line);
            add(items[n].line, line_at(stop), needed);
            for (std::size_t k = n; k < stop; ++k) {
                open.resize(std::min(open.size(), items[k].depth));
                open.push_back(k);
            }
            n = stop;
        }
    }

    void add(std::size_t begin, std::size_t end, std::set<std::size_t> needed) {
        if (begin >= end) return;
        for (const auto& t : headers_)
            if (begin < t.last && t.first < end)
                for (std::size_t n = t.first; n < t.data; ++n) needed.insert(n);
        for (std::size_t n = begin; n < end; ++n) needed.insert(n);
        document_slice out;
        const auto until = [&](std::size_t n) { return n < starts_.size() ? starts_[n] : static_cast<std::uint32_t>(text_.size()); };
        out.own = {starts_[begin], until(end)};
        for (const auto n : needed) {
            const std::uint32_t size = until(n + 1) - starts_[n];
            out.lines.push_back({static_cast<std::uint32_t>(out.text.size()), starts_[n], size});
            out.text += text_.substr(starts_[n], size);
        }
        out_.push_back(std::move(out));
    }

    std::string_view text_;
    std::vector<std::uint32_t> starts_;
    document_tree tree_;
    std::vector<table_head> headers_;  // of every table
    std::vector<document_slice> out_;
};

}  // namespace

bool document_slice::move(std::vector<text_edit>& edits) const {
    for (auto& e : edits) {
        const auto line = std::find_if(lines.begin(), lines.end(), [&](const line_place& l) { return l.there <= e.at.begin && e.at.begin < l.there + l.size; });
        if (line == lines.end() || e.at.end > line->there + line->size) return false;
        e.at = {e.at.begin - line->there + line->here, e.at.end - line->there + line->here};
    }
    return true;
}

std::vector<document_slice> slices_of(const source& text) { return slicer(text).run(); }

}  // namespace fenze
