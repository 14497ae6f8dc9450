/// @file
/// Adapter of ports/workers.hpp: calls in a pool of threads, on Boost.Asio.
#include "../ports/workers.hpp"

#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <condition_variable>
#include <cstdio>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "reactor.hpp"

namespace asyncio::native {
namespace {

/// A call on its way through the pool. It belongs to the loop's thread until a worker has begun it, to the worker until that has posted
/// it, and to the loop's thread again.
struct Job {
  Job(std::unique_ptr<detail::RemoteCall> remote, std::shared_ptr<Inbox> back)
      : call(std::move(remote)), inbox(std::move(back)) {}

  std::unique_ptr<detail::RemoteCall> call;
  std::exception_ptr failure;
  std::shared_ptr<Inbox> inbox;
  core::OperationId id = 0;
  /// Set by whoever is first: a worker that begins the call, or the loop that withdraws it.
  std::atomic<bool> taken = false;

  void run() noexcept {
    try {
      call->run();
    } catch (...) {
      failure = std::current_exception();
    }
    // Output that waits for a line end would come out of turn.
    std::fflush(stdout);
  }
};

/// The threads, and the count of what they have to do.
class Crew {
 public:
  explicit Crew(std::size_t threads) : threads_(threads) {}
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  // By itself the pool would drop what no thread has begun.
  ~Crew() { join(); }

  void start(std::shared_ptr<Job> job, AsioReactor& reactor) {
    {
      const std::lock_guard lock(mutex_);
      ++under_way_;
    }
    boost::asio::post(threads_, [this, job = std::move(job), &reactor]() mutable {
      if (job->taken.exchange(true)) return;
      job->run();
      // The reactor is there whenever its inbox delivers.
      const std::shared_ptr<Inbox> inbox = job->inbox;
      inbox->post([job = std::move(job), &reactor] {
        if (auto* const completion = reactor.end_call(job->id))
          completion->complete(std::move(job->call), std::move(job->failure));
      });
      one_is_over();
    });
  }

  void one_is_over() noexcept {
    std::vector<std::pair<std::shared_ptr<Inbox>, std::function<void()>>> waiters;
    {
      const std::lock_guard lock(mutex_);
      if (--under_way_ != 0) return;
      waiters.swap(waiters_);
      // Under the lock: whoever is woken may take this away.
      all_over_.notify_all();
    }
    for (auto& [inbox, letter] : waiters) inbox->post(std::move(letter));
  }

  void when_over(std::shared_ptr<Inbox> inbox, std::function<void()> letter) {
    const std::lock_guard lock(mutex_);
    if (under_way_ == 0) {
      inbox->post(std::move(letter));
    } else {
      waiters_.emplace_back(std::move(inbox), std::move(letter));
    }
  }

  void join() noexcept {
    {
      std::unique_lock lock(mutex_);
      all_over_.wait(lock, [this] { return under_way_ == 0; });
    }
    threads_.join();
  }

 private:
  std::mutex mutex_;
  std::condition_variable all_over_;
  std::size_t under_way_ = 0;
  std::vector<std::pair<std::shared_ptr<Inbox>, std::function<void()>>> waiters_;
  /// Last, and so the first to go, when its threads still use the others.
  boost::asio::thread_pool threads_;
};

/// Keeps crews that were given up until the program ends, and waits for them then, as CPython does.
void keep_until_exit(std::unique_ptr<Crew> crew) {
  static std::mutex mutex;
  static std::vector<std::unique_ptr<Crew>> crews;
  const std::lock_guard lock(mutex);
  crews.push_back(std::move(crew));
}

class ThreadWorkers final : public core::WorkerPool {
 public:
  explicit ThreadWorkers(std::size_t workers) : crew_(std::make_unique<Crew>(workers)) {}

  core::OperationId start(core::Reactor& reactor, std::unique_ptr<detail::RemoteCall> call,
                          core::CallCompletion& completion) override {
    auto& asio = static_cast<AsioReactor&>(reactor);
    auto job = std::make_shared<Job>(std::move(call), asio.inbox());
    job->id = asio.begin_call(completion, job);
    const core::OperationId id = job->id;
    crew_->start(std::move(job), asio);
    return id;
  }

  bool withdraw(core::Reactor& reactor, core::OperationId operation) noexcept override {
    auto& asio = static_cast<AsioReactor&>(reactor);
    const auto job = std::static_pointer_cast<Job>(asio.job_of(operation));
    if (!job || job->taken.exchange(true)) return false;
    asio.end_call(operation);
    job->call.reset();
    crew_->one_is_over();
    return true;
  }

  void abandon(core::Reactor& reactor, core::OperationId operation) noexcept override {
    if (!withdraw(reactor, operation)) static_cast<AsioReactor&>(reactor).end_call(operation);
  }

  core::OperationId start_wait(core::Reactor& reactor, core::CallCompletion& completion) override {
    auto& asio = static_cast<AsioReactor&>(reactor);
    const core::OperationId id = asio.begin_call(completion, nullptr);
    crew_->when_over(asio.inbox(), [id, &asio] {
      if (auto* const told = asio.end_call(id)) told->complete(nullptr, nullptr);
    });
    return id;
  }

  void join() noexcept override { crew_->join(); }
  void detach() noexcept override { keep_until_exit(std::move(crew_)); }

 private:
  std::unique_ptr<Crew> crew_;
};

}  // namespace
}  // namespace asyncio::native

namespace asyncio::core {

std::shared_ptr<WorkerPool> make_worker_pool(std::size_t max_workers) {
  return std::make_shared<native::ThreadWorkers>(max_workers);
}

std::size_t processor_count() noexcept {
  const auto count = std::thread::hardware_concurrency();
  return count != 0 ? count : 1;
}

}  // namespace asyncio::core
