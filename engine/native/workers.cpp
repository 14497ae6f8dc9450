/// @file
/// Adapter of ports/workers.hpp: calls in a pool of threads, on Boost.Asio. They know nothing of the reactor: what they have to say goes by the inbox of
/// any loop.
#include "../ports/workers.hpp"

#include <algorithm>
#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <condition_variable>
#include <cstdio>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "../ports/inbox.hpp"

namespace asyncio::native {
namespace {

using core::Inbox;

struct Job;
/// The jobs of a pool whose end somebody waits for. Of the loop's thread alone.
using Jobs = std::unordered_map<core::OperationId, std::shared_ptr<Job>>;

/// A call on its way through the pool, or, without one, a wait for the pool's end. It belongs to the loop's thread until a worker has begun
/// it, to the worker until that has posted it, and to the loop's thread again.
struct Job {
  Job(core::Reactor& reactor, std::unique_ptr<detail::RemoteCall> remote, core::CallCompletion& told)
      : call(std::move(remote)), inbox(Inbox::of(reactor)), sender(inbox->add_sender()), completion(&told) {
    expected.emplace(inbox, Inbox::Hope::letter);
  }

  std::unique_ptr<detail::RemoteCall> call;
  std::exception_ptr failure;
  const std::shared_ptr<Inbox> inbox;
  const std::uint32_t sender;
  /// Set by the first of two: a worker that begins the call, or the loop that withdraws it.
  std::atomic<bool> taken = false;
  // Of the loop's thread alone.
  /// Null when it has been told, or is not to be.
  core::CallCompletion* completion;
  std::optional<Inbox::Expectation> expected;
  /// Where it is kept until then, by the pool, which `completion` keeps.
  Jobs* kept_in = nullptr;
  core::OperationId id = 0;

  void run() noexcept {
    try {
      call->run();
    } catch (...) {
      failure = std::current_exception();
    }
    // Output that waits for a line end would come out of turn.
    std::fflush(stdout);
  }
  /// Nobody waits for it any more. Returns whom to tell, null if nobody. The caller holds the job.
  core::CallCompletion* end() noexcept {
    if (completion == nullptr) return nullptr;
    expected.reset();
    kept_in->erase(id);
    return std::exchange(completion, nullptr);
  }
};

/// Has the job's loop told of its end. Any thread may call it.
void post_end(std::shared_ptr<Job> job) {
  const std::shared_ptr<Inbox> inbox = job->inbox;
  const std::uint32_t sender = job->sender;
  inbox->post(sender, [job = std::move(job)] {
    if (auto* const completion = job->end()) completion->complete(std::move(job->call), std::move(job->failure));
  });
}

/// The threads, and the count of what they have to do.
class Crew {
 public:
  explicit Crew(std::size_t threads) : threads_(threads) {}
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  // By itself the pool would drop what no thread has begun.
  ~Crew() { join(); }

  void start(std::shared_ptr<Job> job) {
    {
      const std::lock_guard lock(mutex_);
      ++under_way_;
    }
    boost::asio::post(threads_, [this, job = std::move(job)]() mutable {
      if (job->taken.exchange(true)) return;
      job->run();
      post_end(std::move(job));
      one_is_over();
    });
  }

  void one_is_over() noexcept {
    std::vector<std::shared_ptr<Job>> waiters;
    {
      const std::lock_guard lock(mutex_);
      if (--under_way_ != 0) return;
      waiters.swap(waiters_);
      // Under the lock, as the thread that is woken may destroy this.
      all_over_.notify_all();
    }
    for (auto& each : waiters) post_end(std::move(each));
  }

  /// Ends `wait` when no call is under way or waiting.
  void when_over(std::shared_ptr<Job> wait) {
    const std::lock_guard lock(mutex_);
    if (under_way_ == 0) {
      post_end(std::move(wait));
    } else {
      waiters_.push_back(std::move(wait));
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
  std::vector<std::shared_ptr<Job>> waiters_;
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
    auto job = std::make_shared<Job>(reactor, std::move(call), completion);
    const core::OperationId id = keep(job);
    crew_->start(std::move(job));
    return id;
  }

  bool withdraw(core::Reactor&, core::OperationId operation) noexcept override {
    const auto job = find(operation);
    if (!job || !job->call || job->taken.exchange(true)) return false;
    job->end();
    job->call.reset();
    crew_->one_is_over();
    return true;
  }

  void abandon(core::Reactor& reactor, core::OperationId operation) noexcept override {
    if (withdraw(reactor, operation)) return;
    if (const auto job = find(operation)) job->end();
  }

  core::OperationId start_wait(core::Reactor& reactor, core::CallCompletion& completion) override {
    auto wait = std::make_shared<Job>(reactor, nullptr, completion);
    const core::OperationId id = keep(wait);
    crew_->when_over(std::move(wait));
    return id;
  }

  void join() noexcept override { crew_->join(); }
  void detach() noexcept override { keep_until_exit(std::move(crew_)); }

 private:
  core::OperationId keep(const std::shared_ptr<Job>& job) {
    do ++last_;
    while (last_ == 0 || jobs_.contains(last_));
    job->kept_in = &jobs_;
    job->id = last_;
    jobs_.emplace(last_, job);
    return last_;
  }
  [[nodiscard]] std::shared_ptr<Job> find(core::OperationId operation) const noexcept {
    const auto found = jobs_.find(operation);
    return found != jobs_.end() ? found->second : nullptr;
  }

  std::unique_ptr<Crew> crew_;
  Jobs jobs_;
  core::OperationId last_ = 0;
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
