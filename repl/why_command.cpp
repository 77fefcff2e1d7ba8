// fenze why: the reason of a score, and what the next step needs.

#include "interpreter/facts/bind.hpp"
#include "repl/commands.hpp"
#include "repl/layout.hpp"
#include "repl/situation.hpp"
#include "repl/why_text.hpp"

namespace fenze {

int why_command(const options& o) {
    int status = fine;
    const auto asked = load_unit(o, status);
    if (!asked) return status;
    const plan& p = asked->rubric->program;
    const source& text = asked->file.text;
    const scored& unit = asked->unit;
    const auto answer = read_why(p, unit, o.subject);
    if (!answer) {
        const fact* near = fact_index(p).nearest(o.subject);
        print_error(o.zh ? "没有“" + o.subject + "”这个指标或事实。" + (near ? "是“" + near->name + "”吗？" : "也可以写“总分”“等级”。") + "\n"
                         : "There is no item or fact \"" + o.subject + "\"." +
                               (near ? " Did you mean \"" + near->name + "\"?" : " 总分 and 等级 may be asked for too.") + "\n");
        return wrong_use;
    }
    if (o.format == report_format::json) {
        print_out(why_json(p, text, unit, *answer, o.subject, o.zh));
        return fine;
    }
    print_report(why_text(p, text, unit, *answer, o.subject, manner_of(o), page_width()), o);
    return fine;
}

}  // namespace fenze
