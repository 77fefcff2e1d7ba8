// Which fact a name means.

#include <algorithm>

#include "dsl/fold.hpp"
#include "interpreter/facts/bind.hpp"

namespace fenze {

namespace {

// 5个亿以上的 names what 5个亿以上 names.
std::string key_of(std::string_view words) {
    std::string key = name_key(words);
    while (key.size() > 3 && key.ends_with("的")) key.resize(key.size() - 3);
    return key;
}

// 一、 and （一） are also called 一.
std::string bare_number(std::string_view number) {
    std::string out;
    const std::string key = name_key(number);
    for (std::size_t i = 0; i < key.size(); i += character_length(key, i)) {
        const auto c = std::string_view(key).substr(i, character_length(key, i));
        if (c != "、" && c != "(" && c != ")" && !(c == "." && i + 1 == key.size())) out += c;
    }
    return out;
}

}  // namespace

fact_index::fact_index(const plan& p) : plan_(&p) {
    for (std::uint32_t i = 0; i < p.facts.size(); ++i) {
        const auto& f = p.facts[i];
        if (f.use == fact_use::absence) continue;
        paths_.emplace(f.path, i);
        exact_[f.name].push_back(i);
        folded_[key_of(f.name)].push_back(i);
        if (const auto key = key_of(f.path); key != key_of(f.name)) folded_[key].push_back(i);
    }
    for (const auto& panel : p.panels) {
        // any number of judges have one mark, which is a fact like any other
        const bool open = std::any_of(panel.parts.begin(), panel.parts.end(), [](const panel::part& part) { return part.any_number; });
        seats all{{}, panel.node};
        const auto know = [&](const std::string& tail, const seats& which) {
            judges_[key_of(panel.name + tail)].push_back(which);
            if (key_of(panel.path) != key_of(panel.name)) judges_[key_of(panel.path + tail)].push_back(which);
        };
        for (const auto& part : panel.parts) {
            all.facts.insert(all.facts.end(), part.facts.begin(), part.facts.end());
            if (!part.any_number) know("/" + part.label, {part.facts, panel.node});
        }
        if (!open) know("", all);
    }
    for (std::uint32_t n = 0; n < p.nodes.size(); ++n) {
        const auto& node = p.nodes[n];
        std::vector<std::string> keys{name_key(node.title), node.id, name_key(node.number), bare_number(node.number)};
        std::sort(keys.begin(), keys.end());
        keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
        for (const auto& key : keys)
            if (!key.empty()) items_[key].push_back(n);
    }
}

std::vector<std::uint32_t> fact_index::find(std::string_view words) const {
    const std::string written(words);
    if (const auto path = paths_.find(written); path != paths_.end()) return {path->second};
    if (const auto name = exact_.find(written); name != exact_.end()) return name->second;
    if (const auto name = folded_.find(key_of(words)); name != folded_.end()) return name->second;
    for (auto cut = words.find('/'); cut != std::string_view::npos; cut = words.find('/', cut + 1))
        if (auto found = inside(words.substr(0, cut), words.substr(cut + 1)); !found.empty()) return found;
    return {};
}

std::vector<std::uint32_t> fact_index::inside(std::string_view item, std::string_view name) const {
    const auto nodes = items_.find(name_key(item));
    if (nodes == items_.end()) return {};
    std::vector<std::uint32_t> out;
    for (const auto fact : find(name)) {
        const auto below = [&](std::uint32_t node) {
            for (std::optional<std::uint32_t> up = node; up; up = plan_->nodes[*up].parent)
                if (std::find(nodes->second.begin(), nodes->second.end(), *up) != nodes->second.end()) return true;
            return false;
        };
        if (plan_->facts[fact].node < plan_->nodes.size() && below(plan_->facts[fact].node)) out.push_back(fact);
    }
    return out;
}

std::vector<std::vector<std::uint32_t>> fact_index::judges(std::string_view words) const {
    std::vector<std::vector<std::uint32_t>> out;
    if (judges_.empty()) return out;
    if (const auto found = judges_.find(key_of(words)); found != judges_.end()) {
        for (const auto& s : found->second) out.push_back(s.facts);
        return out;
    }
    for (auto cut = words.find('/'); cut != std::string_view::npos && out.empty(); cut = words.find('/', cut + 1)) {
        const auto nodes = items_.find(name_key(words.substr(0, cut)));
        const auto found = judges_.find(key_of(words.substr(cut + 1)));
        if (nodes == items_.end() || found == judges_.end()) continue;
        for (const auto& s : found->second)
            for (std::optional<std::uint32_t> up = s.node; up && *up < plan_->nodes.size(); up = plan_->nodes[*up].parent)
                if (std::find(nodes->second.begin(), nodes->second.end(), *up) != nodes->second.end()) {
                    out.push_back(s.facts);
                    break;
                }
    }
    return out;
}

bool fact_index::any_number_marks(std::uint32_t fact) const {
    return std::any_of(plan_->panels.begin(), plan_->panels.end(), [&](const panel& one) {
        return std::any_of(one.parts.begin(), one.parts.end(), [&](const panel::part& part) { return part.any_number && part.facts.front() == fact; });
    });
}

std::vector<std::uint32_t> fact_index::items(std::string_view words) const {
    for (std::uint32_t n = 0; n < plan_->nodes.size(); ++n)
        if (plan_->nodes[n].id == words) return {n};  // 2 is the second section before it is anyone's number
    const auto found = items_.find(name_key(words));
    return found == items_.end() ? std::vector<std::uint32_t>() : found->second;
}

bool fact_index::is_item(std::string_view words) const { return items_.count(name_key(words)) > 0; }

const fact* fact_index::nearest(std::string_view words) const {
    std::vector<std::string> names;
    names.reserve(plan_->facts.size());
    for (const auto& f : plan_->facts) names.push_back(f.name);
    const auto slash = words.rfind('/');
    const auto near = nearest_of(slash == std::string_view::npos ? words : words.substr(slash + 1), names);
    return near ? &plan_->facts[*near] : nullptr;
}

bool names_the_unit(std::string_view words) {
    const auto key = name_key(words);
    for (const auto* name :
        {"编号", "序号", "名称", "单位", "单位名称", "姓名", "id", "ID", "Id", "name", "联盟名称", "企业名称", "申报单位", "被考核单位", "被评单位"})
        if (key == name) return true;
    return false;
}

}  // namespace fenze
