// fenze why: the reason of a score, and what the next step needs.

#include "interpreter/facts/bind.hpp"
#include "repl/commands.hpp"
#include "repl/layout.hpp"
#include "repl/situation.hpp"
#include "repl/why_text.hpp"

namespace fenze {

int why_command(const options& o) {
    int status = fine;
    auto file = load_rubric(o.rubrics.front(), o, status);
    if (!file) return status;
    const auto* rubric = choose_rubric(*file, o, status);
    if (!rubric) return status;
    const auto situation = one_situation(o, *file, *rubric, status);
    if (!situation) return status;
    const plan& p = rubric->program;
    const auto answer = read_why(p, *situation, o.subject);
    if (!answer) {
        const fact* near = fact_index(p).nearest(o.subject);
        print_error(o.zh ? "没有“" + o.subject + "”这个指标或事实。" + (near ? "是“" + near->name + "”吗？" : "也可以写“总分”“等级”。") + "\n"
                         : "There is no item or fact \"" + o.subject + "\"." +
                               (near ? " Did you mean \"" + near->name + "\"?" : " 总分 and 等级 may be asked for too.") + "\n");
        return wrong_use;
    }
    if (o.format == report_format::json) {
        print_out(why_json(p, file->text, *situation, *answer, o.subject, o.zh));
        return fine;
    }
    const auto text = why_text(p, file->text, *situation, *answer, o.subject, manner_of(o), page_width());
    print_out(o.format == report_format::markdown ? "```\n" + text + "```\n" : text);
    return fine;
}

}  // namespace fenze
