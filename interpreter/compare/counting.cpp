#include "interpreter/compare/counting.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "interpreter/records/periods.hpp"
#include "interpreter/records/table.hpp"

namespace fenze {
namespace {

const record_count* count_of(const plan& p, std::uint32_t fact) {
    if (!p.records) return nullptr;
    const auto& all = p.records->counts;
    const auto found = std::find_if(all.begin(), all.end(), [&](const record_count& c) { return c.fact == fact; });
    return found == all.end() ? nullptr : &*found;
}

const record_table& table_of(const plan& p, const record_count& c) { return p.records->tables[c.table]; }

class counting_comparer {
public:
    counting_comparer(const plan& x, const record_count& a, const plan& y, const record_count& b) : x_(x), y_(y), a_(a), b_(b) {}

    std::vector<words> run() {
        const auto &s = table_of(x_, a_), &t = table_of(y_, b_);
        changed("记录表", "table", s.name, t.name);
        conditions();
        changed("数的是", "what is counted", measure_words(x_, a_), measure_words(y_, b_));
        limit("最多", a_.most, b_.most);
        limit("只取前", a_.top, b_.top);
        changed("折算", "shares", share_words(a_), share_words(b_));
        columns();
        periods();
        changed("同一成果", "what is the same thing", once_words(s), once_words(t));
        return std::move(out_);
    }

private:
    void say(std::string zh, std::string en) { out_.push_back({std::move(zh), std::move(en)}); }

    void changed(const char* zh, const char* en, const std::string& was, const std::string& is) {
        if (name_key(was) == name_key(is)) return;
        if (was.empty()) say(std::string("新增") + zh + "：" + is, std::string(en) + " added: " + is);
        else if (is.empty()) say(std::string("去掉") + zh + "：" + was, std::string(en) + " removed: " + was);
        else say(zh + std::string("由“") + was + "”改为“" + is + "”", std::string(en) + ": \"" + was + "\" is now \"" + is + "\"");
    }

    /// Conditions that ask about the same columns are one that was changed.
    void conditions() {
        std::vector<const record_condition*> gone, come;
        const auto only = [](const record_count& in, const record_count& other, std::vector<const record_condition*>& to) {
            for (const auto& w : in.when)
                if (std::none_of(other.when.begin(), other.when.end(), [&](const auto& o) { return name_key(o.text) == name_key(w.text); })) to.push_back(&w);
        };
        only(a_, b_, gone);
        only(b_, a_, come);
        for (const auto* was : gone) {
            const auto same = std::find_if(come.begin(), come.end(), [&](const auto* is) { return columns_of(x_, a_, *was) == columns_of(y_, b_, *is); });
            if (same == come.end()) {
                say("去掉条件“" + was->text + "”", "condition \"" + was->text + "\" removed");
                continue;
            }
            say("条件“" + was->text + "”改为“" + (*same)->text + "”", "condition \"" + was->text + "\" is now \"" + (*same)->text + "\"");
            come.erase(same);
        }
        for (const auto* is : come) say("新增条件“" + is->text + "”", "condition \"" + is->text + "\" added");
    }

    static std::vector<std::string> columns_of(const plan& p, const record_count& c, const record_condition& w) {
        std::vector<std::string> out;
        for (const auto column : w.columns) out.push_back(name_key(table_of(p, c).columns[column].name));
        std::sort(out.begin(), out.end());
        return out;
    }

    static std::string measure_words(const plan& p, const record_count& c) {
        const auto column = c.column ? table_of(p, c).columns[*c.column].name : std::string();
        switch (c.how) {
            case measure::count:
                return "件数";
            case measure::any:
                return "有无";
            case measure::sum:
                return "合计" + column;
            case measure::distinct:
                return "不同" + column + "的个数";
            case measure::least:
                return "最小" + column;
            case measure::greatest:
                return "最大" + column;
            case measure::mean:
                return "平均" + column;
            case measure::median:
                return column + "的中位数";
        }
        return {};
    }

    void limit(const std::string& zh, const std::optional<std::size_t>& was, const std::optional<std::size_t>& is) {
        const auto words_of = [&](const std::optional<std::size_t>& n) { return n ? zh + std::to_string(*n) + "条" : std::string(); };
        if (was == is) return;
        if (!was) say("新增“" + words_of(is) + "”", "at most " + std::to_string(*is) + " records now");
        else if (!is) say("去掉“" + words_of(was) + "”", "no limit of " + std::to_string(*was) + " records any more");
        else say("“" + words_of(was) + "”改为“" + words_of(is) + "”", "at most " + std::to_string(*is) + " records instead of " + std::to_string(*was));
    }

    /// 按排名折算：第一计100%，其余不计, as it was written.
    static std::string share_words(const record_count& c) {
        if (!c.share) return {};
        const auto at = c.text.rfind("按", c.text.find("折算"));
        return at == std::string::npos ? c.text : c.text.substr(at);
    }

    void columns() {
        std::vector<std::uint32_t> used;
        for (const auto& w : b_.when) used.insert(used.end(), w.columns.begin(), w.columns.end());
        if (b_.column) used.push_back(*b_.column);
        std::sort(used.begin(), used.end());
        used.erase(std::unique(used.begin(), used.end()), used.end());
        for (const auto column : used) {
            const fact& is = table_of(y_, b_).columns[column];
            const auto& old_columns = table_of(x_, a_).columns;
            const auto was = std::find_if(old_columns.begin(), old_columns.end(), [&](const fact& f) { return name_key(f.name) == name_key(is.name); });
            if (was == old_columns.end()) continue;
            changed(("列“" + is.name + "”的单位").c_str(), ("unit of " + is.name).c_str(), was->unit, is.unit);
            changed(("列“" + is.name + "”的选项").c_str(), ("options of " + is.name).c_str(), joined(was->options), joined(is.options));
        }
    }

    static std::string joined(const std::vector<std::string>& all) {
        std::string out;
        for (const auto& one : all) out += (out.empty() ? "" : "、") + one;
        return out;
    }

    /// 在评价期内 may stay as it is while the period is another.
    void periods() {
        const auto asks = [](const plan& p, const record_count& c) {
            return std::any_of(c.when.begin(), c.when.end(),
                [&](const record_condition& w) { return w.period && table_of(p, c).periods[*w.period].is == period::kind::evaluation; });
        };
        if (!asks(x_, a_) || !asks(y_, b_)) return;
        const auto &was = x_.records->time, &is = y_.records->time;
        changed("评价期", "period", period_words(was.evaluation), period_words(is.evaluation));
        changed("截止日", "last day", period_words(was.last_day), period_words(is.last_day));
        if (was.founded.has_value() != is.founded.has_value())
            say(is.founded ? "新增：成立不足评价期的从成立日算起" : "去掉：成立不足评价期的从成立日算起",
                is.founded ? "young units count from their founding" : "young units no longer count from their founding");
    }

    static std::string period_words(const std::optional<period>& p) {
        if (!p) return {};
        return p->is == period::kind::fixed ? span_text({p->from, p->to}) : p->name;
    }

    static std::string once_words(const record_table& t) {
        const auto key = t.key ? "，按" + t.columns[*t.key].name : std::string();
        return t.best ? "就高不重复" + key : t.once != 0 ? "不重复计分" + key : std::string();
    }

    const plan &x_, &y_;
    const record_count &a_, &b_;
    std::vector<words> out_;
};

}  // namespace

namespace {

/// Facts whose records go elsewhere because another fact takes more or fewer of them, or is worth more or less.
void add_drawn_along(const plan& old_one, const plan& new_one, const pairing& pairs, std::vector<counting_change>& changes) {
    const auto shares = [&](const record_count& x, const record_count& y) {
        const auto &s = table_of(new_one, x), &t = table_of(new_one, y);
        return (s.once != 0 && s.once == t.once) || (s.best && x.table == y.table);
    };
    const auto direct = changes;
    for (const auto& pair : pairs.facts) {
        if (!pair.before || !pair.after) continue;
        const auto *a = count_of(old_one, *pair.before), *b = count_of(new_one, *pair.after);
        const auto told = [&](const counting_change& c) { return c.after == *pair.after; };
        if (!a || !b || std::any_of(direct.begin(), direct.end(), told)) continue;
        counting_change made{*pair.before, *pair.after, {true, true}, {}};
        for (const auto& c : direct) {
            const auto* other = count_of(new_one, c.after);
            if (!other || !shares(*b, *other) || !made.said.empty()) continue;
            const auto& name = new_one.facts[c.after].name;
            made.said.push_back(
                {"同一成果只计一次，“" + name + "”的统计变了，计在这里的记录可能不同", "records may go elsewhere: \"" + name + "\" is counted otherwise"});
        }
        if (made.said.empty() && table_of(new_one, *b).best && !(a->worth == b->worth))
            made.said.push_back({"就高不重复，一件的分由" + a->worth.text() + "改为" + b->worth.text() + "，计在这里的记录可能不同",
                "worth more or less: records may go elsewhere"});
        if (!made.said.empty()) changes.push_back(std::move(made));
    }
}

}  // namespace

std::vector<counting_change> counting_changes(const plan& old_one, const plan& new_one, const pairing& pairs) {
    std::vector<counting_change> out;
    for (const auto& pair : pairs.facts) {
        if (!pair.before || !pair.after) continue;
        const auto *a = count_of(old_one, *pair.before), *b = count_of(new_one, *pair.after);
        if (!a && !b) continue;
        counting_change made{*pair.before, *pair.after, {a != nullptr, b != nullptr}, {}};
        if (a && b) made.said = counting_comparer(old_one, *a, new_one, *b).run();
        else if (b)
            made.said.push_back({"原来直接填，现在由“" + table_of(new_one, *b).name + "”的记录统计：" + b->text, "now counted from records: " + b->text});
        else made.said.push_back({"原来由“" + table_of(old_one, *a).name + "”的记录统计，现在直接填", "no longer counted from records"});
        if (!made.said.empty()) out.push_back(std::move(made));
    }
    add_drawn_along(old_one, new_one, pairs, out);
    std::sort(out.begin(), out.end(), [](const counting_change& x, const counting_change& y) { return x.after < y.after; });
    return out;
}

}  // namespace fenze
