#pragma once
// Pieces of a file worked on by several threads, and handed on in their order; only so many are held at a time.

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace fenze {

template <typename Job>
class workers {
public:
    /// `work` is called on some thread with its number; with no threads, on the caller's.
    workers(std::size_t threads, std::function<void(Job&, std::size_t)> work) : work_(std::move(work)), most_(threads * 2 + 1) {
        for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this, i] { serve(i); });
    }
    ~workers() {
        {
            const std::lock_guard lock(mutex_);
            stop_ = true;
        }
        wake_.notify_all();
        for (auto& t : threads_) t.join();
    }
    workers(const workers&) = delete;
    workers& operator=(const workers&) = delete;

    [[nodiscard]] bool full() const { return held_.size() >= most_; }
    [[nodiscard]] bool empty() const { return held_.empty(); }

    void give(std::unique_ptr<Job> job) {
        auto one = std::make_shared<entry>();
        one->job = std::move(job);
        held_.push_back(one);
        if (threads_.empty()) return;
        {
            const std::lock_guard lock(mutex_);
            waiting_.push_back(one);
        }
        wake_.notify_one();
    }

    /// The oldest job, done; waits for it. What went wrong in it goes wrong here.
    std::unique_ptr<Job> take() {
        const auto one = held_.front();
        held_.pop_front();
        if (threads_.empty()) {
            work_(*one->job, 0);
        } else {
            std::unique_lock lock(mutex_);
            done_.wait(lock, [&] { return one->done; });
        }
        if (one->error) std::rethrow_exception(one->error);
        return std::move(one->job);
    }

private:
    struct entry {
        std::unique_ptr<Job> job;
        bool done = false;
        std::exception_ptr error;
    };

    void serve(std::size_t own) {
        std::unique_lock lock(mutex_);
        while (true) {
            wake_.wait(lock, [this] { return stop_ || !waiting_.empty(); });
            if (stop_) return;
            const auto one = waiting_.front();
            waiting_.pop_front();
            lock.unlock();
            std::exception_ptr error;
            try {
                work_(*one->job, own);
            } catch (...) {
                error = std::current_exception();
            }
            lock.lock();
            one->error = error;
            one->done = true;
            done_.notify_all();
        }
    }

    std::function<void(Job&, std::size_t)> work_;
    std::size_t most_;
    std::deque<std::shared_ptr<entry>> held_, waiting_;
    std::mutex mutex_;
    std::condition_variable wake_, done_;
    bool stop_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace fenze
