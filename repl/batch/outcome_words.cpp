#include "repl/batch/outcome_words.hpp"

namespace fenze {

std::string bad_path(const std::string& out) {
    const auto slash = out.rfind('/');
    const auto dot = out.rfind('.');
    const bool extension = dot != std::string::npos && dot > (slash == std::string::npos ? 0 : slash + 1);
    return out.substr(0, extension ? dot : out.size()) + ".坏记录.txt";
}

void append_bad(const block& rows, const batch_record& r, bool zh, std::string& out) {
    for (const auto& d : rows.problems(r)) {
        if (d.level != severity::error) continue;
        const auto line = std::to_string(r.line);
        out += zh ? "第" + line + "行" : "line " + line;
        if (!r.id.text.empty()) out += (zh ? "（" : " (") + std::string(r.id.text) + (zh ? "）" : ")");
        if (!d.where.empty()) out += (zh ? "·" : ", ") + d.where;
        out += zh ? "：" : ": ";
        out += zh ? d.message.zh : d.message.en;
        const auto& help = zh ? d.help.zh : d.help.en;
        if (!help.empty()) out += (zh ? "" : " ") + help;
        out += " [" + d.code + "]\n";
    }
}

words words_of(const tally& all, const std::string& bad_name) {
    const auto scored = std::to_string(all.scored), open = std::to_string(all.open), bad = std::to_string(all.bad);
    const auto count = std::to_string(all.records());
    words said{"共" + count + "条记录：算出总分" + scored + "条", count + " records: " + scored + " scored"};
    if (all.open > 0) said.zh += "，事实没有填全、只有得分范围" + open + "条", said.en += ", " + open + " with facts missing: a range";
    if (all.bad > 0) {
        said.zh += "，有错" + bad + "条" + (bad_name.empty() ? "" : "（见“" + bad_name + "”）");
        said.en += ", " + bad + " wrong" + (bad_name.empty() ? "" : " (see \"" + bad_name + "\")");
    }
    return {said.zh + "。", said.en + "."};
}

}  // namespace fenze
