#include "repl/two_rubrics.hpp"

#include "repl/commands.hpp"

namespace fenze {

std::unique_ptr<two_rubrics> load_two(const options& o, int& status) {
    auto out = std::make_unique<two_rubrics>();
    int worst = fine;
    for (const bool second : {false, true}) {  // both are looked at, so that all mistakes are told in one run
        auto file = load_rubric(o.rubrics[second ? 1 : 0], o, status);
        if (!file) return nullptr;
        auto& kept = second ? out->after : out->before;
        kept = std::move(*file);
        (second ? out->new_one : out->old_one) = choose_rubric(kept, o, status);
        if (!(second ? out->new_one : out->old_one)) worst = std::max(worst, status);
    }
    status = worst;
    if (worst != fine) return nullptr;
    std::vector<wished_pair> wishes;
    for (const auto& [x, y] : o.pairs) wishes.push_back({x, y});
    const auto &x = out->old_one->program, &y = out->new_one->program;
    out->came_to = compare(x, y, wishes);
    out->counting = counting_changes(x, y, out->came_to.pairs);
    if (o.command == "impact") {  // what each counts by itself are two facts for a unit, though one for whoever compares the rules
        bool apart = false;
        for (const auto& c : out->counting) {
            if (!c.counted_in[before] || !c.counted_in[after]) continue;
            wishes.push_back({x.facts[c.before].path, ""});
            apart = true;
        }
        if (apart) out->came_to = compare(x, y, wishes);
    }
    for (const auto& name : out->came_to.pairs.unknown) {
        print_error(o.zh ? "--pair 里的“" + name + "”不是（唯一的）事实，或者两边不能是同一个事实。名称或路径见 fenze facts。\n"
                         : "\"" + name + "\" of --pair is not one fact, or the two cannot be the same; see fenze facts.\n");
        status = wrong_use;
    }
    return status == fine ? std::move(out) : nullptr;
}

diff_report report_of(const two_rubrics& both) {
    diff_report r;
    r.before = {both.before.text.name(), &both.before.text, both.old_one};
    r.after = {both.after.text.name(), &both.after.text, both.new_one};
    r.came_to = &both.came_to;
    r.counting = both.counting;
    r.lines = changed_lines(*both.old_one, *both.new_one, both.came_to.pairs);
    r.directives = directives_changed(*r.before.text, *both.old_one, *r.after.text, *both.new_one);
    return r;
}

}  // namespace fenze
