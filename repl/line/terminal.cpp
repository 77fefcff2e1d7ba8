#include "repl/line/terminal.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>

namespace fenze {
namespace {

constexpr std::string_view begin_codes = "\x1b[?2004h";  // a paste comes between marks
constexpr std::string_view end_codes = "\x1b[?2004l";

// What a signal handler needs; it may touch nothing else.
struct {
    termios before{};
    termios raw{};
    int input = -1;
    int output = -1;
    volatile std::sig_atomic_t active = 0;
    volatile std::sig_atomic_t resized = 0;
    volatile std::sig_atomic_t continued = 0;
    int wake = -1;  // the writing end of a pipe
} held;

constexpr std::array ending{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL};
constexpr std::array passing{SIGWINCH, SIGCONT, SIGTSTP};
std::array<struct sigaction, ending.size()> ending_before;
std::array<struct sigaction, passing.size()> passing_before;

void put_back() {
    if (held.active == 0) return;
    held.active = 0;
    if (write(held.output, end_codes.data(), end_codes.size()) < 0) {
    }  // nobody is there to tell
    tcsetattr(held.input, TCSADRAIN, &held.before);
}

void on_ending(int signal) {
    const int error = errno;
    put_back();
    for (std::size_t i = 0; i < ending.size(); ++i)
        if (ending[i] == signal) sigaction(signal, &ending_before[i], nullptr);
    raise(signal);
    errno = error;
}

void wake() {
    const char byte = 0;
    if (write(held.wake, &byte, 1) < 0) {
    }  // full: it will wake anyway
}

// As if the signal were not handled: the system may ignore it, where nobody could make the program go on.
void stop() {
    struct sigaction usual {
    }, mine{};
    usual.sa_handler = SIG_DFL;
    sigaction(SIGTSTP, &usual, &mine);
    sigset_t only, before;
    sigemptyset(&only);
    sigaddset(&only, SIGTSTP);
    raise(SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &only, &before);  // stops here
    sigprocmask(SIG_SETMASK, &before, nullptr);
    sigaction(SIGTSTP, &mine, nullptr);
}

void on_passing(int signal) {
    const int error = errno;
    if (signal == SIGTSTP) {
        put_back();
        stop();
        held.continued = 1;
    } else if (signal == SIGCONT) {
        held.continued = 1;
    } else {
        held.resized = 1;
    }
    wake();
    errno = error;
}

template <typename signals, typename befores>
void install(const signals& all, befores& before, void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    for (std::size_t i = 0; i < all.size(); ++i) {
        sigaction(all[i], nullptr, &before[i]);
        if (before[i].sa_handler != SIG_IGN) sigaction(all[i], &action, &before[i]);  // nohup stays nohup
    }
}

template <typename signals, typename befores>
void uninstall(const signals& all, const befores& before) {
    for (std::size_t i = 0; i < all.size(); ++i) sigaction(all[i], &before[i], nullptr);
}

// The pipe that wakes a waiting poll; made once.
int wake_end() {
    static const int end = [] {
        std::array<int, 2> ends{-1, -1};
        if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) return -1;
        held.wake = ends[1];
        return ends[0];
    }();
    return end;
}

}  // namespace

bool can_edit(int input, int output) {
    const char* term = std::getenv("TERM");
    return term != nullptr && *term != '\0' && std::string_view(term) != "dumb" && isatty(input) != 0 && isatty(output) != 0;
}

terminal_size size_of_terminal(int output) {
    terminal_size result;
    winsize size{};
    if (ioctl(output, TIOCGWINSZ, &size) != 0) return result;
    if (size.ws_col != 0) result.columns = size.ws_col;
    if (size.ws_row != 0) result.rows = size.ws_row;
    return result;
}

bool write_bytes(int output, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = write(output, bytes.data(), bytes.size());
        if (count >= 0) bytes.remove_prefix(static_cast<std::size_t>(count));
        else if (errno == EAGAIN) {
            pollfd ready{output, POLLOUT, 0};
            poll(&ready, 1, -1);
        } else if (errno != EINTR) return false;
    }
    return true;
}

raw_terminal::raw_terminal(int input, int output) : input_(input), output_(output) {
    if (tcgetattr(input, &held.before) != 0) return;
    held.raw = held.before;
    held.raw.c_iflag &= ~static_cast<tcflag_t>(BRKINT | ICRNL | INPCK | ISTRIP | IXON);
    held.raw.c_cflag |= CS8;
    held.raw.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | IEXTEN | ISIG);
    held.raw.c_cc[VMIN] = 1;
    held.raw.c_cc[VTIME] = 0;
    held.input = input;
    held.output = output;
    wake_end();
    static const bool at_exit = std::atexit(put_back) == 0;  // exit called by whoever is asked for completions
    good_ = at_exit;
    install(ending, ending_before, on_ending);
    install(passing, passing_before, on_passing);
    enter();
}

void raw_terminal::enter() {
    held.active = 1;
    good_ = tcsetattr(input_, TCSADRAIN, &held.raw) == 0 && write_bytes(output_, begin_codes);
}

raw_terminal::~raw_terminal() {
    put_back();
    if (held.input != input_) return;
    uninstall(passing, passing_before);
    uninstall(ending, ending_before);
    held.input = -1;
}

raw_terminal::event raw_terminal::wait(std::string& bytes, int milliseconds) {
    while (true) {
        std::array<pollfd, 2> ready{pollfd{input_, POLLIN, 0}, pollfd{wake_end(), POLLIN, 0}};
        const int count = poll(ready.data(), ready.size(), milliseconds);
        if (count < 0 && errno != EINTR) return event::ended;
        std::array<char, 4096> buffer{};
        if (count > 0 && (ready[1].revents & POLLIN) != 0)
            while (read(ready[1].fd, buffer.data(), buffer.size()) > 0) {
            }
        if (held.continued != 0) {
            held.continued = 0;
            held.resized = 0;
            if (held.active == 0) enter();
            return event::continued;
        }
        if (held.resized != 0) {
            held.resized = 0;
            return event::resized;
        }
        if (count == 0) return event::nothing;
        if (count < 0 || ready[0].revents == 0) continue;
        const auto size = read(input_, buffer.data(), buffer.size());
        if (size > 0) {
            bytes.append(buffer.data(), static_cast<std::size_t>(size));
            return event::bytes;
        }
        if (size == 0 || (errno != EINTR && errno != EAGAIN)) return event::ended;
    }
}

void raw_terminal::suspend() {
    kill(0, SIGTSTP);  // the whole job, as the terminal would; the handler stops this program, the next wait takes the terminal again
}

}  // namespace fenze
