#include "interpreter/outcomes/eligibility.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/phrases.hpp"
#include "dsl/problem.hpp"
#include "dsl/text.hpp"

namespace fenze {
namespace {

void complain(span at, words message, diagnostics& out) {
    out.push_back(problem_at(at, "FZ172", std::move(message),
        {"写成“适用：须符合第二条”，或把条件列出来：“适用：已在平台备案、经市科技局推荐、且成立满1年的联盟”。",
            "write 适用：须符合第二条, or list the conditions with 、 and 且"}));
}

const outline_node* article(const outline_node& n, const std::string& number) {
    for (const auto& child : n.children) {
        if (!child.number.empty() && name_key(child.number) == number) return &child;
        if (const auto* found = article(child, number)) return found;
    }
    return nullptr;
}

// What a condition begins with; a piece behind 、 that begins otherwise belongs to the one before it: 具有技术、人才优势.
bool begins_condition(std::string_view piece) {
    return starts_any(piece, {"已", "在", "经", "依", "按", "根据", "具", "取得", "拥有", "符合", "有", "无", "未", "没有", "注册", "建", "设", "成立", "近",
                                 "上一", "是", "为", "能", "满足", "通过", "完成", "遵", "且", "并", "同时", "须", "应", "必须", "不", "非", "属", "获", "承担",
                                 "参与", "达到", "年", "由", "纳入", "列入", "自愿"});
}

class condition_list {
public:
    condition_list(const source& text, model& m) : text_(text), m_(m) {}

    void paragraph(span at, bool defines) {
        const folded line = fold(text_, at);
        std::size_t begin = 0;
        if (defines)
            for (const std::string_view word : {"是指", "须同时符合", "应同时符合", "须符合", "应符合", "须满足", "应满足"})
                if (const auto at_word = line.text.find(word); at_word != std::string::npos) begin = std::max(begin, at_word + word.size());
        std::size_t from = begin;
        for (std::size_t i = begin; i <= line.text.size();) {
            const auto rest = std::string_view(line.text).substr(std::min(i, line.text.size()));
            if (!rest.empty())
                if (const auto past = std::max(skip_quotation(line, i), past_bracket(line, i)); past > i) {
                    i = past;
                    continue;
                }
            const bool list = starts(rest, "、") || starts(rest, ",");
            const bool joined = starts_any(rest, {"且", "并且", "同时"}) && i > from;
            const bool stop =
                rest.empty() || starts(rest, ";") || starts(rest, "。") || joined || (list && begins_condition(rest.substr(starts(rest, ",") ? 1 : 3)));
            if (stop) piece(line, from, i);
            if (rest.empty()) break;
            if (stop) from = i;
            i += character_length(line.text, i);
            if (stop && !joined) from = i;
        }
    }

    std::size_t found = 0;

private:
    static std::size_t past_bracket(const folded& line, std::size_t at) {
        if (at >= line.text.size() || line.text[at] != '(') return at;
        const auto close = line.text.find(')', at);
        return close == std::string::npos ? at : close + 1;
    }

    void piece(const folded& line, std::size_t begin, std::size_t end) {
        std::string_view all(line.text);
        for (bool more = true; more;) {
            more = false;
            for (const std::string_view lead : {"、", ",", "且", "并且", "并", "同时", "须", "应当", "应", "必须", "符合以下条件", "下列条件"})
                if (begin < end && starts(all.substr(begin, end - begin), lead)) begin += lead.size(), more = true;
        }
        // 各市按照《指引》推进建设: who does it is no part of the condition
        for (const std::string_view word : {"按照", "依照"})
            if (const auto at = all.substr(begin, end - begin).find(word); at != std::string_view::npos && at > 0 && !has(all.substr(begin, at), "“"))
                begin += at;
        // …择优确认的典型联盟: the noun that all conditions belong to
        if (const auto of = all.substr(begin, end - begin).rfind("的"); of != std::string_view::npos && of > 0) {
            const auto behind = all.substr(begin + of + 3, end - begin - of - 3);
            if (behind.size() <= 30 &&
                ends_any(behind, {"联盟", "单位", "企业", "机构", "项目", "组织", "学会", "平台", "基地", "中心", "个人", "人员", "团队", "园区"}))
                end = begin + of;
        }
        if (begin >= end) return;
        fact f;
        f.name = without_blanks(text_.slice(line.original(begin, end)));
        if (f.name.size() < 6) return;
        f.path = "结果/" + f.name;
        f.use = fact_use::outcome;
        f.kind = fact_kind::boolean;
        f.at = line.original(begin, end);
        f.text = f.name;
        f.node_title = m_.title;
        grade_rule refused;
        refused.name = not_eligible;
        refused.when.kind = condition::form::truth;
        refused.when.expected = false;
        refused.when.fact = m_.facts.size();
        refused.when.at = f.at;
        refused.total = false;
        refused.at = f.at;
        m_.facts.push_back(std::move(f));
        m_.vetoes.push_back(std::move(refused));
        ++found;
    }

    const source& text_;
    model& m_;
};

}  // namespace

bool read_eligibility(const source& text, const rubric_text& written, const directive& said, model& m, diagnostics& out) {
    const folded line = fold(text, said.text_at);
    std::string words_here = line.text;
    while (ends(words_here, "。")) words_here.resize(words_here.size() - 3);
    for (const std::string_view lead : {"须", "应当", "应", "必须", "同时", "符合", "满足", "具备"})
        if (starts(words_here, lead)) words_here.erase(0, lead.size());
    for (const std::string_view tail : {"规定的条件", "的条件", "所列条件", "的规定", "条件"})
        if (ends(words_here, tail)) words_here.resize(words_here.size() - tail.size());
    const bool refers = starts(words_here, "第") && ends_any(words_here, {"条", "款", "项", "章"}) && words_here.size() <= 24;
    condition_list list(text, m);
    if (refers) {
        const auto* node = article(written.root, words_here);
        if (!node) return complain(said.text_at, {"没有“" + words_here + "”。", "there is no such article"}, out), true;
        if (!node->children.empty()) {
            for (const auto& child : node->children) list.paragraph(child.title_at.empty() ? child.at : child.title_at, false);
        } else {
            if (!node->title_at.empty()) list.paragraph(node->title_at, true);
            for (const auto& p : node->text) list.paragraph(p.at, node->title_at.empty());
        }
    } else if (has_any(line.text, {"且", "同时"}) || line.text != words_here) {
        list.paragraph(said.text_at, false);
    } else {
        return false;
    }
    if (list.found == 0) complain(said.text_at, {"这里读不出申报条件。", "no condition is found here"}, out);
    return true;
}

}  // namespace fenze
