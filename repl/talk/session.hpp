#pragma once
// The conversation: a line in, words out. It knows nothing of the terminal.

#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/goal/moves.hpp"
#include "repl/options.hpp"
#include "repl/talk/moment.hpp"

namespace fenze {

/// Where things of the conversation come from and go to.
struct session_files {
    std::string rubric;  // path of the rubric; - where it has none on disk
    std::string facts;   // path of the facts that were loaded or saved last; may be empty
    std::string bytes;   // of the rubric's file when it was read: a file that has changed since is not written over
};

/// An example that was written into the rubric's file: 撤销 takes it out again.
struct written_example {
    std::string before, after;  // bytes of the file
    rules book;                 // that held before
};

class session {
public:
    session(moment start, session_files files, const options& o, std::uint32_t width);

    /// What the line comes to, in whole lines; empty for a line that says nothing.
    std::string answer(std::string_view line);

    [[nodiscard]] bool over() const { return over_; }
    /// It goes on after all.
    void stay() { over_ = false; }
    /// 甘肃省产业技术…  62 … 88 ›
    [[nodiscard]] std::string prompt() const;
    /// The first words of a conversation.
    [[nodiscard]] std::string greeting() const;
    /// Facts were given that no file holds.
    [[nodiscard]] bool unsaved() const { return unsaved_; }

    /// A question waits for its answer.
    [[nodiscard]] bool asking() const { return pending_.has_value(); }
    /// A long answer asks now and then whether it is to be broken off.
    void set_stop(const std::atomic<bool>* stop) { stop_ = stop; }

    [[nodiscard]] const moment& now() const { return now_; }
    [[nodiscard]] const options& asked() const { return o_; }
    void set_width(std::uint32_t width) { width_ = width; }

private:
    friend struct commands_of;

    std::string give(std::string_view line, bool on_trial);
    /// The answer to what the words of a line come to, with that command before it.
    std::string as_meant(const std::string& command);
    [[nodiscard]] bool stopped() const { return stop_ && stop_->load(); }
    std::string ask_which(
        const std::vector<std::uint32_t>& facts, const std::string& name, const std::string& value, int change, bool on_trial, bool opposite = false);
    std::string answer_pending(std::string_view line, bool& taken);
    void keep(moment to);
    /// What going from there to now_ moved, the rules included.
    [[nodiscard]] std::string back_to(const moment& from) const;
    [[nodiscard]] std::string moved(const moment& from, const moment& to, std::optional<std::uint32_t> fact) const;
    [[nodiscard]] std::string say(const std::string& zh, const std::string& en) const { return "  " + (o_.zh ? zh : en) + "\n"; }

    /// A name that may mean several facts, waiting for the answer.
    struct pending {
        std::vector<std::uint32_t> facts;
        std::string value;
        int change = 0;
        bool on_trial = false;
    };

    options o_;
    session_files files_;
    std::uint32_t width_;
    moment now_;
    std::vector<moment> back_, forth_;  // undo, redo
    std::optional<moment> trial_;
    std::string trial_words_;
    std::vector<moment> offered_;          // the plans of the last goal; the first is on trial
    std::map<std::string, moment> named_;  // 基线 and others
    std::optional<pending> pending_;
    std::map<std::string, freedom> free_;  // by path: what the user locked or freed
    std::map<std::string, number> step_, cost_;
    const std::atomic<bool>* stop_ = nullptr;
    std::optional<written_example> written_;
    bool unsaved_ = false, over_ = false;
};

}  // namespace fenze
