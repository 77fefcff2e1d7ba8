#include "repl/render_diagnostics.hpp"

#include "repl/excerpt.hpp"

namespace fenze {
namespace {

const char* color_of(severity level) {
    switch (level) {
        case severity::error:
            return "1;31";
        case severity::warning:
            return "1;33";
        case severity::note:
            return "1;36";
    }
    return "";
}

const char* word_of(severity level, bool zh) {
    switch (level) {
        case severity::error:
            return zh ? "错误" : "error";
        case severity::warning:
            return zh ? "警告" : "warning";
        case severity::note:
            return zh ? "提示" : "note";
    }
    return "";
}

std::string place_text(const std::string& name, const source& text, std::uint32_t offset, bool zh) {
    const std::string file = name == "-" ? (zh ? "标准输入" : "standard input") : name;
    const place at = text.where(offset);
    if (const auto* const sheet = text.sheet_of(offset)) {
        const auto cell = column_letters(at.column) + std::to_string(at.line);
        return file + (zh ? " 表“" + sheet->name + "”" : " sheet \"" + sheet->name + "\" ") + cell;
    }
    if (!zh) return file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
    return file + " 第" + std::to_string(at.line) + "行第" + std::to_string(at.column) + "字";
}

/// The excerpt with carets, and words beside the carets.
std::string marked(const source& file, span at, const std::string& beside, const char* color, bool colored) {
    const auto shown = excerpt_of(file, at);
    const auto line = std::to_string(file.where(at.begin).line);
    const std::string margin(line.size(), ' ');
    std::string carets;
    for (std::uint32_t i = 0; i < shown.marked; ++i) carets += '~';
    if (!beside.empty()) carets += " " + beside;
    return "  " + line + " │ " + shown.line + "\n  " + margin + " │ " + std::string(shown.before, ' ') + painted(carets, color, colored) + "\n";
}

}  // namespace

std::string painted(const std::string& text, const char* code, bool color) { return color ? "\033[" + std::string(code) + "m" + text + "\033[0m" : text; }

std::string render_diagnostic(const diagnostic& d, const file_set& files, const manner& how) {
    const auto* file = files.of(d);
    const auto* color = color_of(d.level);
    std::string out = painted(std::string(word_of(d.level, how.zh)) + " " + d.code, color, how.color) + "  ";
    out += file ? place_text(files.name_of(d), *file, d.at.begin, how.zh) : files.name_of(d);
    if (!d.where.empty()) out += " · " + d.where;
    out += "\n";
    const auto message = pick(d.message, how.zh);
    // A fact's message quotes its value; the rubric's messages point at the words.
    const bool quotes = d.code.starts_with("FZ2") && !d.where.empty();
    constexpr std::uint32_t short_enough = 44;
    bool said = false;
    if (file && !quotes) {
        said = cells(message) <= short_enough && d.labels.empty() && excerpt_of(*file, d.at).before <= short_enough;
        out += marked(*file, d.at, said ? message : "", color, how.color);
    }
    if (!said) out += "  " + message + "\n";
    for (const auto& label : d.labels)
        if (file) out += marked(*file, label.at, pick(label.says, how.zh), "36", how.color);
    if (const auto help = pick(d.help, how.zh); !help.empty()) out += (how.zh ? "  改法：" : "  help: ") + help + "\n";
    return out;
}

std::string render_diagnostics(const diagnostics& all, const file_set& files, const manner& how) {
    std::string out;
    for (const auto& d : all) {
        if (!out.empty()) out += "\n";
        out += render_diagnostic(d, files, how);
    }
    return out;
}

std::string count_line(const diagnostics& all, bool zh) {
    std::size_t errors = 0, warnings = 0, notes = 0;
    for (const auto& d : all) ++(d.level == severity::error ? errors : d.level == severity::warning ? warnings : notes);
    std::string out;
    const auto add = [&](std::size_t count, const char* chinese, const char* english) {
        if (count == 0) return;
        if (!out.empty()) out += zh ? "，" : ", ";
        out += std::to_string(count) + (zh ? "个" + std::string(chinese) : " " + std::string(english) + (count == 1 ? "" : "s"));
    };
    add(errors, "错误", "error");
    add(warnings, "警告", "warning");
    add(notes, "提示", "note");
    return out;
}

}  // namespace fenze
