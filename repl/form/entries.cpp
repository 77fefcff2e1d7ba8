#include "repl/form/entries.hpp"

#include <algorithm>

#include "repl/asked_names.hpp"
#include "repl/reasons.hpp"
#include "repl/report_text.hpp"

namespace fenze {
namespace {

std::string pattern_hint(box_pattern pattern, bool zh) {
    switch (pattern) {
        case box_pattern::email:
            return zh ? "电子信箱" : "e-mail";
        case box_pattern::postcode:
            return zh ? "6位邮政编码" : "post code of six digits";
        case box_pattern::telephone:
            return zh ? "电话号码" : "telephone";
        case box_pattern::web:
            return zh ? "网址" : "web address";
        case box_pattern::none:
            break;
    }
    return {};
}

}  // namespace

std::string box_hint(const form_box* box, const fact& f, bool zh) {
    std::string out;
    const auto add = [&](const std::string& words) {
        if (!words.empty()) out += (out.empty() ? "" : zh ? "，" : ", ") + words;
    };
    if (!box || box->is == box_kind::figure) {
        add(f.kind == fact_kind::date && box && box->month_alone ? std::string(zh ? "年月，如2019年6月" : "month, as 2019-06") : answer_text(f, zh));
    } else if (box->is == box_kind::list) {
        add(zh ? "列表，用“、”分开" : "a list, parted by 、");
    } else if (box->is == box_kind::table) {
        add(zh ? "表格" : "a table");
    } else {
        add(pattern_hint(box->pattern, zh));
        if (box->most_characters)
            add(zh ? "限" + std::to_string(*box->most_characters) + "字" : "at most " + std::to_string(*box->most_characters) + " characters");
    }
    if (!box) return out;
    if (box->computed) add(zh ? "可空，自动算出" : "may be blank: computed");
    else if (!box->required) add(zh ? "可空" : "may be blank");
    return out;
}

std::vector<form_entry> form_entries(const compiled_rubric& rubric, bool zh) {
    std::vector<form_entry> out;
    const auto heading = [&](const std::string& words) {
        form_entry e;
        e.heading = words;
        out.push_back(std::move(e));
    };
    std::vector<bool> fed(rubric.program.facts.size(), false);
    if (const auto* f = rubric.to_fill_in.get()) {
        std::uint32_t part = UINT32_MAX;
        for (const auto& box : f->boxes) {
            if (box.part != part && box.part < f->parts.size()) heading(f->parts[box.part].title);
            part = box.part;
            if (box.feeds) fed[*box.feeds] = true;
            form_entry e;
            e.name = box.name;
            e.label = box.label;
            e.asks = &f->program.facts[box.fact];
            e.box = &box;
            e.unit = box.is == box_kind::figure ? e.asks->unit : "";
            e.hint = box_hint(&box, *e.asks, zh);
            out.push_back(std::move(e));
        }
    }
    const asked_names asked(rubric.program);
    std::uint32_t node = no_node;
    bool first = true;
    for (std::size_t i = 0; i < rubric.program.facts.size(); ++i) {
        const auto& f = rubric.program.facts[i];
        if (f.use == fact_use::absence || fed[i]) continue;
        if (first || f.node != node) heading(f.node < rubric.program.nodes.size() ? label_of(rubric.program.nodes[f.node]) : zh ? "全表" : "the whole rubric");
        first = false;
        node = f.node;
        form_entry e;
        e.name = e.label = asked(f);
        e.asks = &f;
        e.unit = f.unit;
        e.hint = box_hint(nullptr, f, zh);
        out.push_back(std::move(e));
    }
    return out;
}

namespace {

bool is_ordinal(const std::string& head) { return head == "序号"; }

std::string csv_cell(const std::string& words) {
    if (words.find_first_of(",\"\n") == std::string::npos) return words;
    std::string out = "\"";
    for (const char c : words) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

}  // namespace

std::string form_text(const compiled_rubric& rubric, bool zh) {
    std::string out = "# " + rubric.title + "\n";
    if (rubric.to_fill_in && rubric.to_fill_in->none_is_an_answer)
        out += zh ? "# 栏目不得空缺；没有内容的，填“无”。\n" : "# No box may stay blank; write 无 where there is nothing.\n";
    for (const auto& e : form_entries(rubric, zh)) {
        if (!e.heading.empty()) {
            out += "\n# " + e.heading + "\n";
            continue;
        }
        if (e.box && e.box->is == box_kind::table) {
            out += zh ? "# 表格：一行一条，可以加行\n" : "# a table, a line for each; add as many as you need\n";
            out += e.name + "：\n";
            for (std::size_t c = 0; c < e.box->columns.size(); ++c) out += (c == 0 ? "" : " | ") + e.box->columns[c];
            out += "\n" + std::string(is_ordinal(e.box->columns.front()) ? "1" : "");
            for (std::size_t c = 1; c < e.box->columns.size(); ++c) out += " |";
            out += "\n";
            continue;
        }
        if (!e.hint.empty()) out += "# " + e.hint + "\n";
        out += e.name + "：\n";
    }
    return out;
}

std::string form_csv(const compiled_rubric& rubric, bool zh) {
    std::string out = "\xEF\xBB\xBF名称,值,单位,填写要求\r\n";
    const auto entries = form_entries(rubric, zh);
    for (const auto& e : entries) {
        if (!e.heading.empty() || (e.box && e.box->is == box_kind::table)) continue;
        out += csv_cell(e.name) + ",," + csv_cell(e.unit) + "," + csv_cell(e.hint) + "\r\n";
    }
    for (const auto& e : entries) {  // tables below: the name, the heads, the rows
        if (!e.box || e.box->is != box_kind::table) continue;
        out += "\r\n" + csv_cell(e.name) + "\r\n";
        for (std::size_t c = 0; c < e.box->columns.size(); ++c) out += (c == 0 ? "" : ",") + csv_cell(e.box->columns[c]);
        constexpr int rows = 5;
        for (int r = 1; r <= rows; ++r)
            out += "\r\n" + (is_ordinal(e.box->columns.front()) ? std::to_string(r) : std::string()) + std::string(e.box->columns.size() - 1, ',');
        out += "\r\n";
    }
    return out;
}

}  // namespace fenze
