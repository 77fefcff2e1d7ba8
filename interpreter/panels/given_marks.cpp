#include "interpreter/panels/given_marks.hpp"

#include <algorithm>
#include <map>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/facts/read.hpp"
#include "interpreter/panels/join.hpp"

namespace fenze {
namespace {

/// 8；9；；8.5, or [8, 9, null, 8.5]: one for each judge.
std::vector<given> marks_of(const given& value) {
    std::vector<given> out(1);
    for (std::size_t i = 0; i < value.text.size();) {
        const auto n = character_length(value.text, i);
        const auto c = std::string_view(value.text).substr(i, n);
        const bool gap = c == " " || c == "\t" || c == "　";
        if (c == "；" || c == ";" || c == "、" || c == "，" || c == "," || c == "|") out.emplace_back();
        else if (gap && !out.back().text.empty() && value.is == shape::words) out.back().text += ' ';
        else if (!gap) out.back().text += c;
        i += n;
    }
    if (out.size() == 1 && out[0].text.find(' ') != std::string::npos) {  // 8 9 8.5
        const auto text = out[0].text;
        out.clear();
        for (std::size_t from = 0; from < text.size();) {
            const auto end = std::min(text.find(' ', from), text.size());
            if (end > from) out.push_back({{}, shape::words, text.substr(from, end - from), {}});
            from = end + 1;
        }
    }
    for (auto& mark : out) {
        while (mark.text.ends_with(' ')) mark.text.pop_back();
        const bool none = mark.text.empty() || mark.text == "null" || mark.text == "未评" || mark.text == "缺席" || mark.text == "-" || mark.text == "—";
        mark.is = none ? shape::null : value.is == shape::number ? shape::number : shape::words;
        mark.at = value.at;
    }
    return out;
}

using placing = std::function<std::string(const std::string&)>;

/// Gathers the marks of any number of judges by the fact that they come to.
class open_marks {
public:
    open_marks(const fact_index& index, const source& file, const placing& place, diagnostics& out) : index_(index), file_(file), place_(place), out_(out) {}

    bool take(const given& value) {
        const auto seat = called(value.name);
        if (!seat) return false;
        auto& to = by_fact_.try_emplace(seat->fact, gathered{seat->part, value, {}, {}}).first->second;
        if (!seat->judge) to.lists.push_back(value);
        else if (!to.single.emplace(*seat->judge, value).second)
            refuse(value, "FZ203", {"“" + value.name + "”写了两次。", "\"" + value.name + "\" is given twice."}, {"只留一个。", "Keep one of them."});
        return true;
    }

    std::vector<open_mark> come_to() {
        std::vector<open_mark> out;
        for (auto& [fact, from] : by_fact_) {
            open_mark made;
            made.fact = fact;
            made.said = from.first;
            if (const auto marks = of(fact, from); marks && !marks->empty()) {
                made.marks = *marks;
                made.value = joined_mark(*from.part, made.marks);
            }
            out.push_back(std::move(made));
        }
        return out;
    }

private:
    struct gathered {
        const panel::part* part;
        given first;
        std::vector<given> lists;
        std::map<std::size_t, given> single;
    };
    struct seat_called {
        std::uint32_t fact = 0;
        const panel::part* part = nullptr;
        std::optional<std::size_t> judge;
    };

    [[nodiscard]] std::optional<seat_called> open_seat(std::string_view words) const {
        const auto found = index_.find(words);
        if (found.size() != 1) return std::nullopt;
        for (const auto& panel : index_.of().panels)
            for (const auto& part : panel.parts)
                if (part.any_number && part.facts.front() == found.front()) return seat_called{found.front(), &part, std::nullopt};
        return std::nullopt;
    }

    /// 答辩, 答辩/专家, 答辩/专家3, 答辩/评委3.
    [[nodiscard]] std::optional<seat_called> called(const std::string& words) const {
        if (index_.of().panels.empty()) return std::nullopt;
        if (const auto all = open_seat(words)) return all;
        const auto cut = words.rfind('/');
        if (cut == std::string::npos) return std::nullopt;
        const auto digits = words.find_last_not_of("0123456789") + 1;
        constexpr std::size_t longest = 4;
        if (digits >= words.size() || digits <= cut + 1 || words.size() - digits > longest) return std::nullopt;
        auto found = open_seat(std::string_view(words).substr(0, digits));  // 答辩/专家 of several groups
        if (!found) {
            found = open_seat(std::string_view(words).substr(0, cut));
            const auto label = name_key(std::string_view(words).substr(cut + 1, digits - cut - 1));
            if (!found || (label != name_key(found->part->label) && !is_any(label, {"评委", "专家"}))) return std::nullopt;
        }
        found->judge = std::stoul(words.substr(digits));
        return *found->judge > 0 ? found : std::nullopt;
    }

    void refuse(const given& value, const char* code, words message, words help) {
        auto d = facts_problem(file_, value.at, code, std::move(message), std::move(help));
        d.where = place_(value.name);
        out_.push_back(std::move(d));
    }

    /// The marks in the judges' order; nothing where they are wrong, none where nobody marked yet.
    std::optional<std::vector<number>> of(std::uint32_t fact, const gathered& from) {
        if (from.lists.size() + (from.single.empty() ? 0 : 1) > 1) {
            const auto& value = from.lists.back();
            refuse(value, "FZ203", {"“" + value.name + "”写了两次。", "\"" + value.name + "\" is given twice."},
                {"写成一个列表，或一位评委一个分，只留一种。", "Give a list, or a value for each judge, not both."});
            return std::nullopt;
        }
        std::vector<given> all;
        if (!from.lists.empty()) {
            if (from.lists.front().is == shape::null || without_blanks(from.lists.front().text).empty()) return std::vector<number>{};
            all = marks_of(from.lists.front());
        }
        const auto blank = [](const given& one) { return one.is == shape::null && without_blanks(one.text).empty(); };
        std::size_t last = 0;  // columns of a table may reach further than this unit's judges
        for (const auto& [judge, value] : from.single)
            if (!blank(value)) last = judge;
        constexpr std::size_t most_judges = 999;
        if (last > most_judges) last = most_judges + 1;
        for (std::size_t judge = 1; judge <= last; ++judge) {
            const auto given_here = from.single.find(judge);
            all.push_back(given_here == from.single.end() ? given{{}, shape::null, {}, from.first.at} : given_here->second);
        }
        std::vector<number> marks;
        bool good = true;
        for (std::size_t n = 0; n < all.size(); ++n) {
            const bool absent = is_any(name_key(all[n].text), {"缺席", "回避", "弃权"});
            if (!absent) good = one(fact, from, n, all[n], marks) && good;
        }
        return good && !all.empty() && !enough(fact, from, marks.size()) ? std::nullopt : good ? std::optional(marks) : std::nullopt;
    }

    bool one(std::uint32_t fact, const gathered& from, std::size_t n, const given& value, std::vector<number>& into) {
        fact_of_mark_ = index_.of().facts[fact];
        fact_of_mark_.whole = from.part->whole;
        given named = value;
        named.name = fact_of_mark_.path + "/" + (fact_of_mark_.path.ends_with("/" + from.part->label) ? "" : from.part->label) + std::to_string(n + 1);
        if (value.is == shape::null || name_key(value.text).empty() || is_any(name_key(value.text), {"未评", "未填", "未知", "null"})) {
            refuse(named, "FZ250", {"第" + std::to_string(n + 1) + "位评委没有打分。", "Judge " + std::to_string(n + 1) + " gave no mark."},
                {"还没打的，等打完再算；没有参加的，写“缺席”。", "Wait for the mark; or write 缺席 for a judge who took no part."});
            return false;
        }
        const auto before = out_.size();
        const auto mark = bind_value(fact_of_mark_, named, file_, out_);
        for (auto added = before; added < out_.size(); ++added) out_[added].where = place_(named.name);
        if (mark) into.push_back(*mark);
        return mark.has_value();
    }

    bool enough(std::uint32_t fact, const gathered& from, std::size_t marks) {
        const auto& part = *from.part;
        const auto& name = index_.of().facts[fact].name;
        const auto count = std::to_string(marks);
        if (marks < part.least || (part.most > 0 && marks > part.most)) {
            const auto wanted = part.most == 0            ? "至少" + std::to_string(part.least) + "名"
                                : part.least == part.most ? std::to_string(part.least) + "名"
                                                          : std::to_string(part.least) + "至" + std::to_string(part.most) + "名";
            refuse(from.first, "FZ250",
                {"“" + name + "”要由" + wanted + "评委打分，这里有" + count + "个分。",
                    "\"" + name + "\" is to be marked by another number of judges; " + count + " marks are given."},
                {"补上其余评委的分，或改“评委：”一行里的人数。", "Add the other marks, or change the number in the line 评委：."});
            return false;
        }
        const auto falls = marks == 0 ? fallen_marks{} : fallen_of(part.how, part.drop_high, part.drop_low, marks);
        if (marks > falls.high + falls.low) return true;
        refuse(from.first, "FZ250",
            {"“" + name + "”只有" + count + "个分，去掉" + std::to_string(part.drop_high + part.drop_low) + "个就没有剩下的了。",
                "Of " + count + " marks for \"" + name + "\" none is left."},
            {"多请几名评委打分，或改合分的办法。", "Ask more judges, or join the marks in another way."});
        return false;
    }

    const fact_index& index_;
    const source& file_;
    const placing& place_;
    diagnostics& out_;
    std::map<std::uint32_t, gathered> by_fact_;
    fact fact_of_mark_;
};

}  // namespace

std::vector<given> taken_apart(const fact_index& index, const std::vector<given>& from, const source& file,
    const std::function<std::string(const std::string&)>& place, diagnostics& out) {
    std::vector<given> all;
    for (const auto& value : from) {
        const auto found = index.of().panels.empty() || !index.find(value.name).empty() ? std::vector<std::vector<std::uint32_t>>() : index.judges(value.name);
        if (found.empty() && value.is == shape::list) {
            auto d = facts_problem(file, value.at, "FZ204",
                {"“" + value.name + "”是一个列表，这里要的是一个值。", "\"" + value.name + "\" is a list; one value is expected."},
                {"填件数或金额本身；几家单位请写成对象的数组，一家一个对象。", "Give the count or amount itself; several units are an array of objects."});
            d.where = place(value.name);
            out.push_back(std::move(d));
        } else if (found.empty()) {
            all.push_back(value);
        } else if (found.size() > 1) {
            std::string paths;
            for (const auto& seats : found) {
                const auto& path = index.of().facts[seats.front()].path;
                paths += (paths.empty() ? "“" : "、“") + path.substr(0, path.rfind('/')) + "”";
            }
            auto d = facts_problem(file, value.at, "FZ202", {"“" + value.name + "”不止一个。", "\"" + value.name + "\" names more than one mark."},
                {"写全：" + paths + "。", "Write one of: " + paths + "."});
            d.where = place(value.name);
            out.push_back(std::move(d));
        } else if (value.is != shape::null) {
            auto marks = marks_of(value);
            const auto& seats = found.front();
            if (marks.size() != seats.size()) {
                const auto wanted = std::to_string(seats.size()), here = std::to_string(marks.size());
                auto d = facts_problem(file, value.at, "FZ250",
                    {"“" + value.name + "”由" + wanted + "名评委打分，这里写了" + here + "个分。",
                        wanted + " judges mark \"" + value.name + "\"; " + here + " marks are given."},
                    {"按评委的次序写" + wanted + "个分，用“；”隔开；没有打分的写“未评”，得分会给出范围。",
                        "Give " + wanted + " marks in the order of the judges, parted by ；; write 未评 where one is missing."});
                d.where = place(value.name);
                out.push_back(std::move(d));
                continue;
            }
            for (std::size_t seat = 0; seat < seats.size(); ++seat) {
                marks[seat].name = index.of().facts[seats[seat]].path;
                all.push_back(std::move(marks[seat]));
            }
        }
    }
    return all;
}

std::vector<open_mark> take_open_marks(const fact_index& index, const source& file, const placing& place, std::vector<given>& values, diagnostics& out) {
    const bool any = std::any_of(index.of().panels.begin(), index.of().panels.end(),
        [](const panel& p) { return std::any_of(p.parts.begin(), p.parts.end(), [](const panel::part& part) { return part.any_number; }); });
    if (!any) return {};
    open_marks gathered(index, file, place, out);
    std::erase_if(values, [&](const given& value) { return gathered.take(value); });
    return gathered.come_to();
}

}  // namespace fenze
