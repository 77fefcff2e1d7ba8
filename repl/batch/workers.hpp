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
    /// `work` is called with a job and the number of its thread. The caller's thread is number 0: it works too while it waits, so that no thread
    /// has to be woken for each job.
    workers(std::size_t threads, std::function<void(Job&, std::size_t)> work) : work_(std::move(work)), most_(threads > 1 ? threads * 2 + 1 : 1) {
        for (std::size_t i = 1; i < threads; ++i) threads_.emplace_back([this, i] { serve(i); });
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
        {
            const std::lock_guard lock(mutex_);
            waiting_.push_back(one);
        }
        wake_.notify_one();
    }

    /// The oldest job, done. What went wrong in it goes wrong here.
    std::unique_ptr<Job> take() {
        const auto one = held_.front();
        held_.pop_front();
        std::unique_lock lock(mutex_);
        while (!one->done) {
            if (waiting_.empty()) done_.wait(lock);
            else do_next(lock, 0);
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

    void do_next(std::unique_lock<std::mutex>& lock, std::size_t own) {
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
    }

    void serve(std::size_t own) {
        std::unique_lock lock(mutex_);
        while (true) {
            wake_.wait(lock, [this] { return stop_ || !waiting_.empty(); });
            if (stop_) return;
            do_next(lock, own);
            done_.notify_one();  // only the caller waits
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
