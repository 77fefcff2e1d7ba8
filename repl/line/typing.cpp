#include "repl/line/typing.hpp"

#include <algorithm>

#include "dsl/text.hpp"
#include "repl/layout.hpp"
#include "repl/line/graphemes.hpp"
#include "repl/line/offers.hpp"

namespace fenze {
namespace {

constexpr std::size_t list_height = 10;

// The longest beginning that all have, not within a grapheme.
std::string common_beginning(const std::vector<completion>& all) {
    std::string common = all.front().text;
    for (const auto& one : all) {
        const auto unlike = std::mismatch(common.begin(), common.end(), one.text.begin(), one.text.end()).first;
        common.erase(unlike, common.end());
    }
    const auto& whole = all.front().text;
    std::size_t end = 0;
    for (auto next = grapheme_end(whole, 0); next <= common.size() && end < whole.size(); next = grapheme_end(whole, next)) end = next;
    return whole.substr(0, end);
}

bool blank(std::string_view text) { return text.find_first_not_of(' ') == text.npos; }

// Lines of a paste, those without a word left out but for the last, which is what stands behind the last line end.
std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (true) {
        const auto end = text.find_first_of("\r\n");
        const bool last = end == std::string_view::npos;
        auto line = clean_line(text.substr(0, end));
        if (last || lines.empty() || !blank(line)) lines.push_back(std::move(line));
        if (last) return lines;
        text.remove_prefix(text.substr(end, 2) == "\r\n" ? end + 2 : end + 1);
    }
}

}  // namespace

typing::typing(const line_source& source, const line_history& history, const line_settings& settings, std::string_view text)
    : source_(source), history_(history), settings_(settings) {
    buffer_.insert(text);
}

typed typing::press(const key_press& pressed) {
    if (pressed.is == key::none) return typed::more;
    notice_.clear();
    if (pressed.is == key::suspend) return typed::suspend;
    if (pressed.is == key::clear_screen) return typed::clear_screen;
    if (search_ && in_search(pressed)) return typed::more;
    if (!offers_.empty() && in_list(pressed.is)) return typed::more;
    return edit(pressed);
}

typed typing::edit(const key_press& pressed) {
    if (pressed.is != key::up && pressed.is != key::down) at_.reset();
    switch (pressed.is) {
        case key::text:
            buffer_.insert(pressed.text);
            break;
        case key::paste:
            return paste(pressed.text);
        case key::enter:
            return typed::line;
        case key::tab:
            complete(false);
            break;
        case key::back_tab:
            complete(true);
            break;
        case key::backspace:
            buffer_.erase_before();
            break;
        case key::erase:
            buffer_.erase_after();
            break;
        case key::left:
            buffer_.left();
            break;
        case key::right:
            buffer_.right();
            break;
        case key::up:
            wander(true);
            break;
        case key::down:
            wander(false);
            break;
        case key::home:
            buffer_.home();
            break;
        case key::end:
            buffer_.end();
            break;
        case key::word_left:
            buffer_.word_left();
            break;
        case key::word_right:
            buffer_.word_right();
            break;
        case key::cut_to_end:
            buffer_.cut_to_end();
            break;
        case key::cut_to_home:
            buffer_.cut_to_home();
            break;
        case key::cut_word_before:
            buffer_.cut_word_before();
            break;
        case key::cut_word_after:
            buffer_.cut_word_after();
            break;
        case key::yank:
            buffer_.yank();
            break;
        case key::transpose:
            buffer_.transpose();
            break;
        case key::undo:
            if (!buffer_.undo()) notice_ = say("没有可撤回的改动。", "Nothing to undo.");
            break;
        case key::search:
        case key::search_newer:
            open_search();
            break;
        case key::interrupt:
            if (const auto no = source_.give_up ? source_.give_up() : std::string(); !no.empty()) {
                buffer_.set(no);
                return typed::line;
            }
            if (buffer_.text().empty()) notice_ = say("要离开，请按Ctrl-D。", "To leave, press Ctrl-D.");
            else buffer_.set("");
            break;
        case key::end_of_input:
            if (buffer_.text().empty()) return typed::end;
            buffer_.erase_after();
            break;
        default:
            break;
    }
    return typed::more;
}

typed typing::paste(const std::string& text) {
    auto lines = lines_of(text);
    const auto at = buffer_.cursor();
    if (lines.size() > 1 && blank(buffer_.text().substr(0, at)) && blank(lines.front())) lines.erase(lines.begin());
    if (lines.size() == 1) {
        buffer_.insert(lines.front());
        return typed::more;
    }
    lines.back() += buffer_.text().substr(at);
    buffer_.replace(at, buffer_.text().size(), lines.front());
    pasted_.assign(lines.begin() + 1, lines.end());
    return typed::line;
}

void typing::wander(bool older) {
    if (!at_) {
        if (!older) return;
        prefix_ = buffer_.text();
    }
    const auto from = at_.value_or(history_.lines().size());
    const auto found = older ? history_.older(from, prefix_, buffer_.text()) : history_.newer(from, prefix_, buffer_.text());
    if (found) {
        at_ = found;
        buffer_.set(history_.lines()[*found]);
    } else if (!older) {
        at_.reset();
        buffer_.set(prefix_);
    } else if (!at_) {
        notice_ = prefix_.empty() ? say("还没有输入过内容。", "Nothing typed before.") : say("没有以此开头的历史。", "Nothing in the history begins so.");
    }
}

void typing::complete(bool backward) {
    if (!source_.complete) return;
    word_begin_ = word_end_ = buffer_.cursor();
    offers_ = source_.complete(buffer_.text(), buffer_.cursor(), word_begin_);
    word_begin_ = std::min(word_begin_, word_end_);
    word_ = buffer_.text().substr(word_begin_, word_end_ - word_begin_);
    chosen_.reset();
    if (offers_.empty()) {
        notice_ = say("没有可补全的内容。", "Nothing to complete.");
        return;
    }
    if (offers_.size() == 1) {
        choose(0);
        offers_.clear();
        return;
    }
    const auto common = common_beginning(offers_);
    if (common.size() > word_.size() && starts(common, word_) && !word_.empty()) {
        buffer_.replace(word_begin_, word_end_, common);
        word_ = common;
        word_end_ = word_begin_ + common.size();
    } else {
        choose(backward ? offers_.size() - 1 : 0);
    }
}

void typing::choose(std::size_t offer) {
    chosen_ = offer;
    buffer_.replace(word_begin_, word_end_, offers_[offer].text);
    word_end_ = buffer_.cursor();
}

// Whether the key was for the list of completions; any other key leaves the choice in the line and does what it always does.
bool typing::in_list(key pressed) {
    const auto count = offers_.size();
    switch (pressed) {
        case key::tab:
        case key::down:
            choose(chosen_ ? (*chosen_ + 1) % count : 0);
            return true;
        case key::back_tab:
        case key::up:
            choose(chosen_ ? (*chosen_ + count - 1) % count : count - 1);
            return true;
        case key::page_down:
            choose(std::min(chosen_.value_or(0) + list_height, count - 1));
            return true;
        case key::page_up:
            choose(chosen_.value_or(0) - std::min(chosen_.value_or(0), list_height));
            return true;
        case key::escape:
        case key::interrupt:
            if (chosen_) buffer_.replace(word_begin_, word_end_, word_);
            offers_.clear();
            return true;
        case key::enter: {
            const bool taken = chosen_.has_value();
            offers_.clear();
            return taken;
        }
        default:
            offers_.clear();
            return false;
    }
}

void typing::open_search() {
    search_.emplace();
    search_->query.set(buffer_.text());
    search_again();
}

void typing::search_again() {
    search_->found = history_.holding(search_->query.text());
    search_->chosen = 0;
}

// Whether the key was for the search; a key that moves in the line takes what was found and then moves.
bool typing::in_search(const key_press& pressed) {
    auto& query = search_->query;
    const auto count = search_->found.size();
    const auto take = [&] {
        if (search_->chosen < count) buffer_.set(history_.lines()[search_->found[search_->chosen]]);
        search_.reset();
    };
    switch (pressed.is) {
        case key::text:
            query.insert(pressed.text);
            break;
        case key::paste:
            query.insert(lines_of(pressed.text).front());
            break;
        case key::backspace:
            query.erase_before();
            break;
        case key::cut_word_before:
            query.cut_word_before();
            break;
        case key::cut_to_home:
            query.cut_to_home();
            break;
        case key::undo:
            query.undo();
            break;
        case key::search:  // the newest stands uppermost, older ones below
        case key::down:
        case key::tab:
            if (search_->chosen + 1 < count) ++search_->chosen;
            return true;
        case key::search_newer:
        case key::up:
        case key::back_tab:
            if (search_->chosen > 0) --search_->chosen;
            return true;
        case key::escape:
        case key::interrupt:
        case key::end_of_input:
            search_.reset();
            return true;
        case key::enter:
            take();
            return true;
        default:
            take();
            return false;
    }
    search_again();
    return true;
}

// The editor's own word, else the owner's, else what Tab would fill in.
std::string typing::hint() const {
    if (!notice_.empty()) return notice_;
    const auto& text = buffer_.text();
    if (!buffer_.at_end() || !offers_.empty()) return {};
    if (source_.hint)
        if (auto says = clean_line(source_.hint(text)); !says.empty()) return says;
    if (!source_.complete) return {};
    std::size_t begin = text.size();
    const auto offers = source_.complete(text, text.size(), begin);
    if (begin >= text.size() || offers.empty()) return {};
    auto first = clean_line(offers.front().text);
    first.erase(first.find_last_not_of(' ') + 1);
    if (first == text.substr(begin)) return {};
    const auto more = offers.size() == 1 ? "" : say(" 等", " and ") + std::to_string(offers.size() - (settings_.zh ? 0 : 1)) + say("项", " more");
    return say("Tab：", "Tab: ") + first + more;
}

line_view typing::view(const std::string& prompt, std::uint32_t columns, std::uint32_t rows, bool done) const {
    line_view result;
    result.color = settings_.color;
    list_look look{columns, list_height, settings_.zh, settings_.color};
    const auto room = [&](std::size_t used) { look.rows = std::min(list_height, rows > used ? rows - used : 0); };
    if (search_ && !done) {
        result.prompt = say("查找历史：", "History: ");
        result.text = search_->query.text();
        result.cursor = search_->query.cursor();
        if (search_->found.empty()) result.hint = say("没有找到", "not found");
        std::vector<std::string> found;
        for (const auto i : search_->found) found.push_back(history_.lines()[i]);
        room(lay_out(result, columns, rows).rows.size());
        result.below = list_rows(found, search_->chosen, look);
        return result;
    }
    result.prompt = prompt;
    result.text = buffer_.text();
    result.cursor = done ? result.text.size() : buffer_.cursor();
    if (done) return result;
    result.hint = hint();
    if (offers_.empty()) return result;
    std::vector<std::string> shown;
    for (const auto& one : offers_) shown.push_back(one.shown.empty() ? one.text : one.shown);
    room(lay_out(result, columns, rows).rows.size());
    result.below = list_rows(shown, chosen_, look);
    return result;
}

}  // namespace fenze
