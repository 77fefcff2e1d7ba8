// A whole rubric in canonical words.

#include <algorithm>
#include <map>
#include <set>

#include "dsl/mark.hpp"
#include "interpreter/outcomes/rewards.hpp"
#include "interpreter/reading.hpp"
#include "interpreter/reading/phrasing.hpp"

namespace fenze {
namespace {

std::string chinese(std::size_t n) {
    static constexpr const char* digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (n >= 100) return std::string(digits[n / 100 % 10]) + "百" + (n % 100 == 0 ? "" : (n % 100 < 10 ? "零" : n % 100 < 20 ? "一" : "") + chinese(n % 100));
    return std::string(n >= 20 ? digits[n / 10] : "") + (n >= 10 ? "十" : "") + digits[n % 10];
}

// One style a level, as official documents have them; below the fifth the numbers speak for themselves.
std::string heading_number_text(std::size_t depth, std::size_t n) {
    switch (depth) {
        case 1:
            return chinese(n) + "、";
        case 2:
            return "（" + chinese(n) + "）";
        case 3:
            return std::to_string(n) + ". ";
        case 4:
            return "（" + std::to_string(n) + "）";
        default:
            return std::to_string(n) + "）";
    }
}

class writer {
public:
    explicit writer(const model& m) : model_(m), say_(m, &names_) { name_facts(); }

    std::string run() {
        out_ = "《" + (model_.title.empty() ? std::string("评分规则") : bare(model_.title)) + "》\n";
        if (model_.max) out_ += "满分：" + model_.max->text() + "分\n";
        if (!model_.nodes.empty()) {
            path_.assign(model_.nodes.size(), "");
            asked_.resize(model_.nodes.size());
            for (std::size_t f = 0; f < model_.facts.size(); ++f)
                if (!model_.facts[f].name.empty()) asked_[model_.facts[f].node].push_back(f);
            number(0);
            node(0, 0);
            whole();
        }
        return std::move(out_);
    }

private:
    void say(const std::string& sentence) { out_ += sentence + "。\n"; }
    static std::string bare(const std::string& words) {
        std::string out = quoted(words);
        out = out.substr(3, out.size() - 6);
        for (const std::string_view mark : {"《", "》"})
            for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark)) out.erase(at, mark.size());
        return out;
    }

    // A fact is known by its name within its item; a name that is met twice, or from elsewhere, is counted on.
    void name_facts() {
        std::map<std::string, std::size_t> first;
        for (std::size_t f = 0; f < model_.facts.size(); ++f) {
            std::string name = model_.facts[f].name;
            names_.push_back(name);
            if (name.empty()) continue;
            name = bare(name);
            const auto taken = [&](const std::string& n) {
                const auto seen = first.find(n);
                return seen != first.end() && (used_.count({model_.facts[f].node, n}) != 0 || shared(f) || shared(seen->second));
            };
            std::string free = name;
            for (int n = 2; taken(free); ++n) free = name + "（" + std::to_string(n) + "）";
            first.emplace(free, f);
            used_.insert({model_.facts[f].node, free});
            names_[f] = free;
        }
    }
    // Asked for under one item and used under another.
    bool shared(std::size_t f) {
        if (users_.empty()) {
            users_.resize(model_.facts.size());
            for (std::size_t n = 0; n < model_.nodes.size(); ++n)
                for (const auto& r : model_.nodes[n].rules)
                    for (const auto used : facts_of(r, model_)) users_[used] = users_[used] || model_.facts[used].node != n;
            for (const auto& w : model_.total_weights)
                if (w.fact) users_[*w.fact] = true;
            for (const auto& v : model_.vetoes) users_[v.when.fact] = true;
            for (const auto& a : model_.actions)
                for (const auto& c : a.also) users_[c.fact] = true;
        }
        return users_[f];
    }

    void number(std::size_t n) {
        const auto& children = model_.nodes[n].children;
        for (std::size_t k = 0; k < children.size(); ++k) {
            path_[children[k]] = (path_[n].empty() ? "" : path_[n] + ".") + std::to_string(k + 1);
            number(children[k]);
        }
    }

    void declare(std::size_t index) {
        const fact& f = model_.facts[index];
        std::string out = "填报" + say_.name(index) + "：" + kind_zh(f.kind);
        for (std::size_t k = 0; k < f.options.size(); ++k) out += (k ? "、" : "") + say_.option(index, k);
        if (f.or_none) out += "，或无";
        if (!f.unit.empty()) out += "（" + f.unit + "）";
        if (f.whole) out += "，整数";
        if (f.min && f.max) out += "，" + f.min->text() + "至" + f.max->text();
        else if (f.min) out += "，不小于" + f.min->text();
        else if (f.max) out += "，不大于" + f.max->text();
        if (f.use == fact_use::outcome) out += "，只影响结果";
        if (f.use == fact_use::form) out += "，仅供填报";
        for (const auto& j : model_.panels)
            if (j.fact == index) out += judges(j);
        say(out);
    }

    // ，由5名“评委”打分，去掉1个最高分和1个最低分
    static std::string judges(const judging& j) {
        std::string out;
        for (const auto& part : j.parts) {
            if (part.seats > 0) {
                out += "，由" + std::to_string(part.seats) + "名" + quoted(part.label) + "打分，去掉";
            } else {
                out += "，由" + std::to_string(part.least) + "至" + (part.most > 0 ? std::to_string(part.most) : std::string("任意")) + "名" +
                       quoted(part.label) + "打分，";
                out += part.how == joining::middle ? "取中位数" : part.how == joining::highest ? "取最高分" : part.how == joining::lowest ? "取最低分" : "去掉";
            }
            if (part.how == joining::mean) out += std::to_string(part.drop_high) + "个最高分和" + std::to_string(part.drop_low) + "个最低分后平均";
            if (part.places) out += "，保留" + std::to_string(*part.places) + "位小数，" + rounding_words[part.rounding];
            if (part.share != fenze::number(1)) out += "，占" + (part.share * fenze::number(100)).text() + "%";
        }
        return out;
    }

    void node(std::size_t index, std::size_t depth) {
        const model_node& n = model_.nodes[index];
        if (n.absent != absence::refused)
            out_ += std::string("缺项：") + (n.absent == absence::scaled ? "按比例折算" : n.absent == absence::full ? "得满分" : "计0分") + "\n";
        for (const auto f : asked_[index])
            if (model_.facts[f].use != fact_use::absence) declare(f);
        const section_kind above = n.parent ? model_.nodes[*n.parent].kind : section_kind::base;
        if (index != 0 && kind_of_title(bare(n.title)).value_or(above) != n.kind)
            say(n.kind == section_kind::bonus ? "本项属于加分" : n.kind == section_kind::deduction ? "本项属于扣分" : "本项属于基本分");
        std::vector<cap> caps = n.caps;
        std::stable_sort(caps.begin(), caps.end(), [](const cap& a, const cap& b) { return a.last < b.last; });
        auto next = caps.begin();
        for (std::size_t r = 0; r <= n.rules.size(); ++r) {
            for (; next != caps.end() && next->last <= r; ++next)
                if (next->first < next->last) say(cap_words(*next, say_));
            if (r < n.rules.size()) say(say_.rule_words(n.rules[r]));
        }
        for (const auto& words : node_words(n, say_)) say(words);
        if (!n.weights.empty()) {
            std::string out;
            for (const auto& [child, share] : n.weights)
                out += (out.empty() ? "" : "，") + ("第" + path_[child]) + "项占" + (share * fenze::number(100)).text() + "%";
            say("本项按权重合计：" + out);
        }
        for (std::size_t k = 0; k < n.children.size(); ++k) {
            const model_node& child = model_.nodes[n.children[k]];
            const std::string title = bare(child.title);
            out_ +=
                heading_number_text(depth + 1, k + 1) + quoted(title.empty() ? "本项" : title) + (child.max ? "（" + child.max->text() + "分）" : "") + "\n";
            node(n.children[k], depth + 1);
        }
    }

    // What is said of the total.
    void whole() {
        if (!model_.total_weights.empty()) {
            std::string out;
            for (const auto& w : model_.total_weights)
                out += (out.empty() ? "" : "，") + (w.node ? "第" + path_[*w.node] + "项" : say_.name(*w.fact)) + "占" + (w.share * fenze::number(100)).text() +
                       "%";
            say("总分按权重合计：" + out);
        }
        if (model_.most) say("总分最多" + model_.most->text() + "分");
        if (model_.round_places) say("总分保留" + std::to_string(*model_.round_places) + "位小数，" + rounding_words[model_.rounding]);
        std::string out;
        for (const auto& g : model_.grades)
            out += (out.empty() ? "总分" : "，") + (g.on_total.low || g.on_total.high ? phrasing::interval_words(g.on_total, "分") : std::string("其余")) +
                   "评为" + quoted(g.name);
        if (!out.empty()) say(out);
        for (const auto& v : model_.vetoes) say(say_.condition_words(v.when) + "的，一票否决：" + quoted(v.name));
        for (std::size_t n = 0; n < model_.actions.size(); ++n) {
            std::string words_here = action_words(model_.actions[n], say_);
            // those of one sentence stay one
            while (model_.actions[n].grade.empty() && n + 1 < model_.actions.size() && model_.actions[n + 1].grade.empty() &&
                   model_.actions[n + 1].sentence == model_.actions[n].sentence)
                words_here += "，" + action_words(model_.actions[++n], say_).substr(std::string_view("总分").size());
            say(words_here);
        }
        if (model_.fund) out_ += "预算：" + budget_words(model_) + "\n";
    }

    const model& model_;
    std::vector<std::string> names_;
    phrasing say_;
    std::vector<std::string> path_;
    std::vector<std::vector<std::size_t>> asked_;  // facts by node
    std::vector<bool> users_;
    std::set<std::pair<std::size_t, std::string>> used_;
    std::string out_;
};

}  // namespace

std::string canonical_text(const model& m) { return writer(m).run(); }

}  // namespace fenze
