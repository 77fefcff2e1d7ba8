#include "interpreter/sql/query.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "interpreter/batch/column_program.hpp"
#include "interpreter/sql/expressions.hpp"
#include "interpreter/sql/intake.hpp"

namespace fenze {
namespace {

/// Not longer than the engine allows, cut between characters; what is cut ends in #12, which keeps it apart.
std::string fitting(const std::string& name, std::size_t most, std::size_t ordinal) {
    if (most == 0 || name.size() <= most) return name;
    const auto mark = "#" + std::to_string(ordinal);
    std::size_t size = most - mark.size();
    while (size > 0 && (static_cast<unsigned char>(name[size]) & 0xC0U) == 0x80U) --size;
    return name.substr(0, size) + mark;
}

class writer {
public:
    writer(const plan& p, const source& document, const sql_wishes& wishes) : p_(p), document_(document), wishes_(wishes), engine_(wishes.engine) {}

    std::optional<sql_query> run(words& why) {
        dynamic_ = divides_by_facts(p_);
        want();
        std::uint32_t failed = 0;
        auto program = sql_program_of(p_, wanted_, engine_, failed);
        if (!program) return refuse(failed, why), std::nullopt;
        program_ = std::move(*program);
        expressions_ = std::make_unique<sql_expressions>(program_, engine_, dynamic_);
        if (wishes_.rank && program_.outputs[0].below && !engine_.unlimited()) {
            why = {"总分要除以事实，这个数据库里比不出先后，不能与 --rank 同用；请用 PostgreSQL，或者 fenze batch --rank。",
                "The total divides by facts: this engine cannot rank it exactly. Use PostgreSQL, or fenze batch --rank."};
            return std::nullopt;
        }
        if (!name_columns(why)) return std::nullopt;
        name_values();
        query_.text = head();
        first_stages();
        stages();
        result_stage();
        final_select();
        return std::move(query_);
    }

private:
    struct wanted_points {
        std::string name;
        std::size_t place;  // in wanted_
    };

    std::size_t want(std::uint32_t operation) {
        wanted_.push_back(operation);
        return wanted_.size() - 1;
    }

    void want() {
        points_.push_back({"总分", want(p_.total)});
        if (std::any_of(p_.nodes.begin(), p_.nodes.end(), [](const plan_node& n) { return n.bonus; })) points_.push_back({"加分", want(p_.bonus)});
        if (std::any_of(p_.nodes.begin(), p_.nodes.end(), [](const plan_node& n) { return n.deduction; })) points_.push_back({"扣分", want(p_.deduction)});
        for (const auto& node : p_.nodes) points_.push_back({node.title.empty() ? node.id : node.id + " " + node.title, want(node.score)});
        constraints_ = wanted_.size();
        for (const auto& c : p_.constraints) want(c.operation);
        outcomes_ = wanted_.size();
        for (const auto* list : {&p_.vetoes, &p_.grades})
            for (const auto& o : *list) want(o.condition);
        shown_ = wanted_.size();
        if (dynamic_)
            for (const auto i : shown_operations(p_)) want(i);
    }

    void refuse(std::uint32_t operation, words& why) const {
        const auto at = comment(operation);
        why = {"这套评分细则不能在这个数据库里精确计算" + (at.empty() ? std::string() : "：" + at) +
                   (engine_.unlimited() ? "。" : "（数值可能超过38位）。请用 PostgreSQL，或者 fenze batch。"),
            "This rubric cannot be computed exactly in this engine" + (at.empty() ? std::string() : ": " + at) +
                (engine_.unlimited() ? "." : " (numbers may exceed 38 digits). Use PostgreSQL, or fenze batch.")};
    }

    /// 第12行：每件得5分
    std::string comment(std::uint32_t operation) const {
        if (operation >= p_.operations.size()) return {};
        const auto at = p_.operations[operation].at;
        if (at.empty()) return {};
        std::string text(document_.slice(at));
        for (auto& c : text)
            if (c == '\n' || c == '\r' || c == '\t') c = ' ';
        if (text.size() > 120) {
            std::size_t size = 117;
            while ((static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
            text = text.substr(0, size) + "…";
        }
        return "第" + std::to_string(document_.where(at.begin).line) + "行：" + text;
    }

    bool name_columns(words& why) {
        const fact_index index(p_);
        std::map<std::uint32_t, std::string> given;
        for (const auto& [name, column] : wishes_.columns) {
            const auto found = index.find(name);
            if (found.size() != 1) {
                why = {"--pair：没有叫“" + name + "”的事实，或者不止一个；fenze facts 列出全部事实。",
                    "--pair: \"" + name + "\" is no fact, or more than one; see fenze facts."};
                return false;
            }
            given[found.front()] = column;
        }
        for (const auto& taken : program_.facts) {
            const auto& f = p_.facts[taken.fact];
            const auto same = std::count_if(p_.facts.begin(), p_.facts.end(), [&](const fact& other) { return other.name == f.name; });
            const auto own = given.find(taken.fact);
            const auto name = own != given.end() ? own->second : fitting(same > 1 ? f.path : f.name, engine_.longest_name(), taken.fact + 1);
            query_.columns.push_back({taken.fact, name});
        }
        return true;
    }

    /// Facts keep their names; a value that has one is called for the operation that it comes from.
    void name_values() {
        std::map<std::string, int> used;
        const auto unique = [&](const std::string& name) {
            const int times = used[name]++;
            return times == 0 ? name : name + "." + std::to_string(times + 1);
        };
        used["编号"] = used["填报错误"] = used["错误"] = used["未填"] = 1;
        fact_name_.resize(program_.facts.size());
        for (std::size_t i = 0; i < program_.facts.size(); ++i) {
            fact_name_[i] = engine_.name(unique(fitting(query_.columns[i].name, engine_.longest_name() == 0 ? 0 : 50, program_.facts[i].fact + 1)));
            const auto& f = p_.facts[program_.facts[i].fact];
            if (f.kind == fact_kind::boolean) expressions_->set_truth(program_.facts[i].column);
            expressions_->set_name(program_.facts[i].column, fact_name_[i]);
        }
        for (std::uint32_t c = 0; c < program_.made.size(); ++c)
            if (expressions_->made_by(c) != nullptr && expressions_->wanted(c))
                expressions_->set_name(c, engine_.name(unique("步骤" + std::to_string(program_.origin[c] + 1))));
    }

    static std::string one_line(const std::string& text) {
        std::string out = text;
        for (auto& c : out)
            if (c == '\n' || c == '\r') c = ' ';
        return out;
    }

    std::string head() const {
        std::string out = "-- " + one_line(p_.title.empty() ? document_.name() : p_.title) + "\n-- 由 fenze sql 生成；全部用整数和定点小数精确计算。\n";
        if (!wishes_.view.empty()) out += "CREATE VIEW " + engine_.dotted(wishes_.view) + " AS\n";
        return out + "WITH ";
    }

    /// What stands in the table, read; then the facts, and why one is refused.
    void first_stages() {
        std::string read, values, refusals;
        for (std::size_t i = 0; i < program_.facts.size(); ++i) {
            const auto& taken = program_.facts[i];
            const auto& f = p_.facts[taken.fact];
            const auto raw = engine_.name("原值" + std::to_string(i + 1)), own = engine_.name("读数" + std::to_string(i + 1));
            const auto in = intake_of_column(f, taken, program_, engine_, "t." + engine_.name(query_.columns[i].name), raw, own, wishes_.all_text);
            const auto said =
                "    -- 第" + std::to_string(document_.where(f.at.begin).line) + "行：" + one_line(f.name) + (f.unit.empty() ? "" : "（" + f.unit + "）");
            read += ",\n" + said + "\n    " + in.raw + " AS " + raw + ",\n    " + in.read + " AS " + own;
            values +=
                ",\n" + said + (taken.places > 0 ? "，乘以10的" + std::to_string(taken.places) + "次方" : "") + "\n    " + in.value + " AS " + fact_name_[i];
            if (!in.refusal.empty()) refusals += ",\n      " + in.refusal;
        }
        query_.text += name("填报") + " AS (\n  SELECT\n    t." + engine_.name(wishes_.id) + " AS " + name("编号") + read + "\n  FROM " +
                       engine_.dotted(wishes_.table) + " AS t\n" + engine_.fence() + "),\n" + name("核对") + " AS (\n  SELECT\n    " + name("编号") + values +
                       ",\n    " + (refusals.empty() ? engine_.cast("NULL", engine_.text_type()) : "NULLIF(concat_ws('；'" + refusals + "), '')") + " AS " +
                       name("填报错误") + "\n  FROM " + name("填报") + "\n" + engine_.fence() + ")";
        last_ = name("核对");
    }

    std::string name(const char* of) const { return engine_.name(of); }

    /// The stage of each value that has a name: one behind the values that it is computed from.
    void stages() {
        const auto count = static_cast<std::uint32_t>(program_.made.size());
        std::vector<std::size_t> level(count), last(count, 0);
        std::size_t levels = 0;
        for (std::uint32_t c = 0; c < count; ++c) {
            if (expressions_->made_by(c) == nullptr || !expressions_->named(c)) continue;
            level[c] = 1;
            for (const auto from : expressions_->sources(c)) level[c] = std::max(level[c], level[from] + 1);
            for (const auto from : expressions_->sources(c)) last[from] = std::max(last[from], level[c]);
            levels = std::max(levels, level[c]);
        }
        const auto keep = [&](const column_value& v) {
            if (v.column) last[*v.column] = levels + 1;
        };
        for (const auto& o : program_.outputs) {
            keep(o.top);
            if (o.below) keep(*o.below);
        }
        for (const auto& f : program_.facts) last[f.column] = levels + 1;  // to see at the end which are not known
        for (std::size_t at = 1; at <= levels; ++at) {
            const auto stage = engine_.name("第" + std::to_string(at) + "步");
            query_.text += ",\n" + stage + " AS (\n  SELECT " + name("编号") + ", " + name("填报错误");
            for (std::uint32_t c = 0; c < count; ++c)
                if (expressions_->named(c) && level[c] < at && last[c] >= at) query_.text += ", " + expressions_->as_named(c);
            for (std::uint32_t c = 0; c < count; ++c) {
                if (!expressions_->named(c) || level[c] != at) continue;
                const auto said = comment(program_.origin[c]);
                query_.text +=
                    "," + (said.empty() ? std::string() : "\n    -- " + said) + "\n    " + expressions_->expression(c) + " AS " + expressions_->as_named(c);
            }
            query_.text += "\n  FROM " + last_ + "\n" + engine_.fence() + ")";
            last_ = stage;
        }
    }

    std::string condition(std::size_t place) const {
        const auto& top = program_.outputs[place].top;
        if (top.constant) return top.constant->sign() != 0 ? "TRUE" : "FALSE";
        return expressions_->as_condition(*top.column);
    }

    /// Why the record is refused; the grade; numerators and denominators of what is no decimal.
    void result_stage() {
        std::string problems = name("填报错误");
        for (std::size_t i = 0; i < p_.constraints.size(); ++i) {
            const auto& c = p_.constraints[i];
            const auto where = c.facts.empty() ? std::string() : p_.facts[c.facts.front()].name + "：";
            problems += ",\n      CASE WHEN NOT " + condition(constraints_ + i) + " THEN " + engine_.text(where + c.message.zh) + " END";
        }
        if (dynamic_) problems += ",\n      " + division();
        std::string grade;
        std::size_t place = outcomes_;
        for (const auto* list : {&p_.vetoes, &p_.grades})
            for (const auto& o : *list) {
                const auto holds = condition(place++);
                grade += "\n      WHEN " + holds + " THEN " + engine_.text(o.name) + "\n      WHEN " + holds + " IS NULL THEN NULL";
            }
        query_.text += ",\n" + name("结果") + " AS (\n  SELECT " + name("编号");
        for (const auto& f : program_.facts) query_.text += ", " + expressions_->as_named(f.column);
        for (std::size_t i = 0; i < points_.size(); ++i) query_.text += points_of(i);
        query_.text += ",\n    " + (grade.empty() ? engine_.cast("NULL", engine_.text_type()) : "CASE" + grade + "\n    END") + " AS " + name("等级");
        query_.text += ",\n    NULLIF(concat_ws('；', " + problems + "), '') AS " + name("错误");
        query_.text += "\n  FROM " + last_ + "\n" + engine_.fence() + ")\n";
    }

    std::string division() const {
        std::string known, lost;
        for (const auto& f : program_.facts) known += (known.empty() ? "" : " AND ") + expressions_->as_named(f.column) + " IS NOT NULL";
        std::vector<std::uint32_t> seen;
        for (std::size_t i = shown_; i < wanted_.size(); ++i) {
            const auto& o = program_.outputs[i];
            for (const auto* v : {&o.top, o.below ? &*o.below : nullptr}) {
                if (v == nullptr || !v->column || std::find(seen.begin(), seen.end(), *v->column) != seen.end()) continue;
                seen.push_back(*v->column);
                lost += (lost.empty() ? "" : " OR ") + expressions_->as_named(*v->column) + " IS NULL";
            }
        }
        if (known.empty() || lost.empty()) return "NULL";
        return "CASE WHEN " + known + " AND (" + lost + ") THEN " + engine_.text("按这些事实，这里除以零，算不出分。") + " END";
    }

    /// Digits behind the point by which the ratio becomes whole; nothing where no number of them does.
    static std::optional<int> decimals(const number& ratio) {
        number grown = ratio;
        for (int places = 0; places <= 18; ++places, grown = grown * 10)
            if (grown.is_integer()) return places;
        return std::nullopt;
    }

    struct shown {
        bool decimal = false;
        int places = 0;
    };

    shown how(std::size_t i) const {
        const auto& o = program_.outputs[points_[i].place];
        if (o.below) return {};
        const auto places = decimals(o.top.constant ? *o.top.constant : o.top.ratio);
        if (!places) return {};
        if (engine_.unlimited() || o.top.constant) return {true, *places};
        // Digits of the column, of the ratio and of the product must all have room.
        const auto digits = [](const number& n) { return static_cast<int>(floor(n).text().size()); };
        const auto& top = o.top;
        const int ratio = digits(maximum(top.ratio, -top.ratio)) + *places, column = digits(maximum(top.high, -top.low));
        return {column + ratio + 2 <= 38, *places};
    }

    std::string column_name(std::size_t i) const { return fitting(points_[i].name, engine_.longest_name() == 0 ? 0 : 54, i); }

    /// A decimal; or numerator and denominator, in lowest terms in the last step.
    std::string points_of(std::size_t i) const {
        const auto& o = program_.outputs[points_[i].place];
        const auto form = how(i);
        const auto own = column_name(i);
        if (form.decimal) {
            if (o.top.constant) return ",\n    " + engine_.cast(o.top.constant->text(), engine_.decimal_type(38, form.places)) + " AS " + engine_.name(own);
            const auto column = expressions_->as_number(*o.top.column);
            const auto ratio = o.top.ratio.text();
            if (engine_.unlimited()) return ",\n    trim_scale(" + column + (o.top.ratio == number(1) ? "" : " * " + ratio) + ") AS " + engine_.name(own);
            const auto size = [](const number& n) { return static_cast<int>(floor(n).text().size()); };
            const int digits = size(maximum(o.top.high, -o.top.low));
            const auto whole = engine_.cast(column, engine_.decimal_type(digits, 0));
            if (o.top.ratio == number(1)) return ",\n    " + whole + " AS " + engine_.name(own);
            const int own_digits = size(maximum(o.top.ratio, -o.top.ratio)) + form.places;
            return ",\n    " + whole + " * " + engine_.cast("'" + ratio + "'", engine_.decimal_type(own_digits, form.places)) + " AS " + engine_.name(own);
        }
        const number ratio = o.top.constant ? *o.top.constant : o.top.ratio;
        const auto parts = ratio.as_fraction();
        const auto numerator = number(parts ? parts->first : 0), denominator = number(parts ? parts->second : 1);
        const auto wide = [&](const std::string& text) { return engine_.unlimited() ? text : engine_.cast(text, engine_.wide_type()); };
        const auto top = o.top.constant ? engine_.cast(engine_.whole(numerator), engine_.wide_type())
                                        : wide(expressions_->as_number(*o.top.column)) + (numerator == number(1) ? "" : " * " + engine_.whole(numerator));
        const auto one = engine_.cast(engine_.whole(denominator), engine_.wide_type());
        const auto below =
            !o.below ? one : wide(expressions_->as_number(*o.below->column)) + (denominator == number(1) ? "" : " * " + engine_.whole(denominator));
        return ",\n    " + top + " AS " + engine_.name(own + "·分子") + ",\n    " + below + " AS " + engine_.name(own + "·分母");
    }

    /// 50/3, or the decimal where it ends.
    std::string fraction_text(std::size_t i) const {
        const auto own = column_name(i);
        const auto n = "r." + engine_.name(own + "·分子"), d = "r." + engine_.name(own + "·分母"), shared = engine_.common_divisor(n, d);
        const auto top = engine_.quotient(n, shared, true), below = engine_.quotient(d, shared, true);
        const auto text = [&](const std::string& of) { return engine_.cast(of, engine_.text_type()); };
        // What is asked of both is asked of the reduced ones; so they come from a row of their own.
        std::string written;
        if (engine_.unlimited()) {
            written =
                "CASE WHEN q.d = 1 THEN q.n::text WHEN 1e400 % q.d = 0 THEN trim_scale(div(q.n * 1e400, q.d) * 1e-400)::text ELSE q.n::text || '/' || "
                "q.d::text END";
        } else {
            const std::string tens = engine_.engine() == sql_engine::spark ? "1000000000000000000BD" : "1000000000000000000";
            const auto size = std::string("abs(q.n)");
            const auto digits =
                "lpad(" +
                text(engine_.cast("(" + size + " % q.d) * " + engine_.cast(engine_.quotient(tens, "q.d", true), engine_.wide_type()), engine_.wide_type())) +
                ", 18, '0')";
            const auto rest = engine_.engine() == sql_engine::spark ? "rtrim('0', " + digits + ")" : "rtrim(" + digits + ", '0')";
            written = "CASE WHEN q.d = 1 THEN " + text("q.n") + " WHEN " + tens + " % q.d = 0 THEN CASE WHEN q.n < 0 THEN '-' ELSE '' END || " +
                      text(engine_.quotient(size, "q.d", true)) + " || '.' || " + rest + " ELSE " + text("q.n") + " || '/' || " + text("q.d") + " END";
        }
        return "(SELECT " + written + " FROM (SELECT " + top + " AS n, " + below + " AS d) AS q)";
    }

    std::string sort_key() const {
        const auto own = column_name(0);
        if (how(0).decimal) return "r." + engine_.name(own);
        const auto n = "r." + engine_.name(own + "·分子"), d = "r." + engine_.name(own + "·分母");
        if (engine_.unlimited()) return "div(" + n + " * 1e400, " + d + ")";
        return n;  // one denominator for all
    }

    void final_select() {
        const std::string fine = "r." + name("错误") + " IS NULL";
        std::string list = "\n  r." + name("编号");
        query_.outputs.push_back({"编号", "编号", false});
        const auto put = [&](const std::string& expression, const std::string& as, bool number, const std::string& title = {}) {
            list += ",\n  " + expression + " AS " + engine_.name(as);
            query_.outputs.push_back({as, title.empty() ? as : title, number});
        };
        for (std::size_t i = 0; i < points_.size(); ++i) {
            const bool decimal = how(i).decimal;
            put("CASE WHEN " + fine + " THEN " + (decimal ? "r." + engine_.name(column_name(i)) : fraction_text(i)) + " END", column_name(i), decimal,
                points_[i].name);
            if (i == 0) put("CASE WHEN " + fine + " THEN r." + name("等级") + " END", "等级", false);
        }
        if (wishes_.rank) {
            const auto key = "CASE WHEN " + fine + " THEN " + sort_key() + " END";
            put("CASE WHEN " + key + " IS NOT NULL THEN RANK() OVER (ORDER BY " + key + " DESC NULLS LAST) END", "名次", false);
        }
        std::string open;
        for (std::size_t i = 0; i < program_.facts.size(); ++i)
            open += ", CASE WHEN r." + fact_name_[i] + " IS NULL THEN " + engine_.text(p_.facts[program_.facts[i].fact].name) + " END";
        if (!open.empty()) put("CASE WHEN " + fine + " THEN NULLIF(concat_ws('、'" + open + "), '') END", "未填", false);
        put("r." + name("错误"), "错误", false);
        query_.text += "SELECT" + list + "\nFROM " + name("结果") + " AS r";
    }

    const plan& p_;
    const source& document_;
    const sql_wishes& wishes_;
    sql_dialect engine_;
    bool dynamic_ = false;
    std::vector<std::uint32_t> wanted_;
    std::vector<wanted_points> points_;
    std::size_t constraints_ = 0, outcomes_ = 0, shown_ = 0;
    sql_program program_;
    std::unique_ptr<sql_expressions> expressions_;
    std::vector<std::string> fact_name_;
    std::string last_;
    sql_query query_;
};

}  // namespace

std::optional<sql_query> query_of(const plan& p, const source& document, const sql_wishes& wishes, words& why) { return writer(p, document, wishes).run(why); }

std::string table_of(const plan& p, const sql_query& query, const sql_wishes& wishes) {
    const sql_dialect engine(wishes.engine);
    std::string out = "CREATE TABLE " + engine.name(wishes.table) + " (\n  " + engine.name(wishes.id) + " " + engine.text_type(), comment;
    for (const auto& c : query.columns) {
        const auto& f = p.facts[c.fact];
        std::string type = engine.text_type();
        if (!wishes.all_text) {
            if (f.kind == fact_kind::boolean) type = "boolean";
            else if (f.kind == fact_kind::date) type = "date";
            else if (f.kind != fact_kind::choice) type = engine.unlimited() ? "numeric" : limits_of(f).whole ? "BIGINT" : "DECIMAL(24,6)";
        }
        std::string said = f.unit;
        for (const auto& option : f.options) said += (said.empty() ? "" : "、") + option;
        for (auto& ch : said)
            if (ch == '\n') ch = ' ';
        out += (comment.empty() ? std::string(",") : ",  -- " + comment) + "\n  " + engine.name(c.name) + " " + type;
        comment = said;
    }
    if (!comment.empty()) out += "  -- " + comment;
    return out + "\n)";
}

}  // namespace fenze
