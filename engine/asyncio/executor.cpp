#include <algorithm>
#include <asyncio/executor.hpp>
#include <asyncio/task.hpp>
#include <cstdio>
#include <list>
#include <string>
#include <vector>

#include "../core/loop.hpp"
#include "../ports/workers.hpp"

namespace asyncio {
namespace detail {

/// A call that waits for a worker or is being made. It holds its future, so that a call whose future nobody keeps is made all the same.
class CallState::Operation final : public core::CallCompletion {
 public:
  Operation(CallState& state, std::unique_ptr<RemoteCall> remote) : state_(state), call(std::move(remote)) {}

  void complete(std::unique_ptr<RemoteCall> done, std::exception_ptr failure) noexcept override;
  /// Forgets the call.
  void leave() noexcept;

 private:
  CallState& state_;

 public:
  /// Until it is started.
  std::unique_ptr<RemoteCall> call;
  /// Both null when nothing is under way.
  std::shared_ptr<Executor> executor;
  Ref<CallState> keep;
  core::OperationId id = 0;
  std::list<Operation*>::iterator place;
};

/// An executor, and what is under way in it. Belongs to one thread.
class Executor : public std::enable_shared_from_this<Executor> {
 public:
  using Operation = CallState::Operation;

  /// @param given how many workers the program asked for; 0 where that was left to the machine.
  Executor(std::size_t max_workers, std::size_t given) : max_workers_(max_workers), given_(given) {}
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;
  ~Executor() {
    if (pool_) pool_->detach();
  }

  /// @param number which of its loop's executors this is, from 1.
  void start(CallState& state, std::size_t number) {
    if (shut_down_) throw RuntimeError("cannot schedule new futures after shutdown");
    Operation& operation = *state.operation_;
    operation.executor = shared_from_this();
    operation.keep = Ref<CallState>(&state);
    operation.place = under_way_.insert(under_way_.end(), &operation);
    constexpr std::size_t most = 0xffff;
    if (given_ != 0) state.executor_ = static_cast<std::int64_t>((number << 16U) | std::min(given_, most));
    operation.id = pool().start(state.loop().reactor(), std::move(operation.call), operation);
    state.loop().tell([&](auto& each) { each.operation_started(state); });
  }

  void refuse_more() noexcept { shut_down_ = true; }
  void cancel_waiting() {
    // Cancelling takes each from the list.
    std::vector<Ref<CallState>> waiting;
    for (Operation* each : under_way_) waiting.push_back(each->keep);
    for (const auto& each : waiting) {
      Operation& operation = *each->operation_;
      if (pool().withdraw(each->loop().reactor(), operation.id)) {
        operation.id = 0;
        each->cancel({});
      }
    }
  }
  void join() noexcept {
    if (pool_) pool_->join();
  }
  [[nodiscard]] core::WorkerPool* pool_if_any() noexcept { return pool_.get(); }

  /// Gives up what a loop has under way. Newest first: otherwise a worker that becomes free could begin the call that is given up next.
  void forget(const Loop& loop) noexcept {
    for (auto next = under_way_.end(); next != under_way_.begin();) {
      Operation& each = **--next;
      if (&each.keep->loop() != &loop) continue;
      ++next;
      each.leave();
    }
  }

 private:
  friend class CallState::Operation;

  core::WorkerPool& pool() {
    if (!pool_) pool_ = core::make_worker_pool(max_workers_);
    return *pool_;
  }

  std::size_t max_workers_;
  std::size_t given_;
  std::shared_ptr<core::WorkerPool> pool_;
  std::list<Operation*> under_way_;
  bool shut_down_ = false;
};

void CallState::Operation::leave() noexcept {
  // The last of these may hold the only reference to the future, and the future owns this.
  const auto keep_state = std::move(keep);
  const auto keep_executor = std::move(executor);
  if (!keep_executor) return;
  keep_executor->under_way_.erase(place);
  if (id != 0) keep_executor->pool().abandon(state_.loop().reactor(), std::exchange(id, 0));
}

static void tell_end(FutureState& call, core::OperationEnd how) {
  call.loop().tell([&](auto& each) { each.operation_ended(call, how); });
}

void CallState::Operation::complete(std::unique_ptr<RemoteCall> done, std::exception_ptr failure) noexcept {
  const Ref<CallState> state(&state_);
  id = 0;
  leave();
  if (!failure) {
    try {
      done->deliver(state->slot());
    } catch (...) {
      failure = std::current_exception();
    }
  }
  tell_end(*state, failure ? core::OperationEnd::failed : core::OperationEnd::fine);
  if (failure) {
    state->finish_with(std::move(failure));
  } else {
    state->finish();
  }
}

CallState::CallState(Loop& loop, std::unique_ptr<RemoteCall> call)
    : FutureState(loop), operation_(std::make_unique<Operation>(*this, std::move(call))) {}
CallState::~CallState() = default;

bool CallState::cancel(std::string_view message) {
  const Ref<CallState> keep(this);
  if (!done()) {
    operation_->leave();
    tell_end(*this, core::OperationEnd::given_up);
  }
  return FutureState::cancel(message);
}

namespace {

/// The end of an executor's calls as a future.
class Shutdown final : public FutureState, public core::CallCompletion {
 public:
  Shutdown(Loop& loop, std::shared_ptr<Executor> executor) : FutureState(loop), executor_(std::move(executor)) {
    auto* const pool = executor_ ? executor_->pool_if_any() : nullptr;
    if (pool != nullptr) {
      id_ = pool->start_wait(loop.reactor(), *this);
    } else {
      finish();
    }
  }
  ~Shutdown() override { leave(); }

  void give_up_after(std::chrono::nanoseconds timeout) {
    if (done()) return;
    auto late = [this, timeout] {
      leave();
      const auto seconds = std::to_string(std::chrono::duration_cast<std::chrono::seconds>(timeout).count());
      std::fputs(("The executor did not finish its calls within " + seconds + " seconds.\n").c_str(), stderr);
      finish();
    };
    timer_ = Ref<HandleState>(new HandleOf<decltype(late)>(loop(), std::move(late)));
    loop().call_at(deadline_after(loop(), timeout), *timer_);
  }

  bool cancel(std::string_view message) override {
    if (done()) return false;
    leave();
    return FutureState::cancel(message);
  }
  [[nodiscard]] std::string describe() const override { return "shutdown_default_executor()"; }

 private:
  void complete(std::unique_ptr<RemoteCall>, std::exception_ptr) noexcept override {
    id_ = 0;
    leave();
    finish();
  }
  void leave() noexcept {
    if (timer_) std::exchange(timer_, {})->cancel();
    if (id_ != 0) executor_->pool_if_any()->abandon(loop().reactor(), std::exchange(id_, 0));
  }

  std::shared_ptr<Executor> executor_;
  Ref<HandleState> timer_;
  core::OperationId id_ = 0;
};

std::size_t usual_workers() noexcept { return std::min<std::size_t>(32, core::processor_count() + 4); }

/// The executors that a loop uses.
class Executors final : public LoopPart {
 public:
  explicit Executors(Loop& loop) noexcept : loop_(loop) {}
  static Executors& of(Loop& loop) {
    loop.check_open();
    LoopPart*& part = loop.only(OnlyPart::executors);
    if (part == nullptr) {
      part = new Executors(loop);
      loop.parts().add(*part);
    }
    return static_cast<Executors&>(*part);
  }

  void start(Executor* executor, CallState& state) {
    if (executor == nullptr) {
      if (shut_down_) throw RuntimeError("Executor shutdown has been called");
      if (!own_) own_ = std::make_shared<Executor>(usual_workers(), 0);
      executor = own_.get();
    }
    auto place = std::ranges::find_if(used_, [=](const auto& each) { return each.get() == executor; });
    const auto number = static_cast<std::size_t>(place - used_.begin()) + 1;
    executor->start(state, number);
    if (place == used_.end()) used_.push_back(executor->shared_from_this());
  }
  void set_own(std::shared_ptr<Executor> executor) noexcept { own_ = std::move(executor); }

  /// Refuses further calls in the loop's own executor, and waits for those that there are, not longer than `timeout`.
  void shut_down(std::optional<std::chrono::nanoseconds> timeout) {
    shut_down_ = true;
    if (own_) own_->refuse_more();
    const Ref<Shutdown> over(new Shutdown(loop_, own_));
    if (timeout) over->give_up_after(*timeout);
    wait_for_result(*over);
  }
  [[nodiscard]] bool shuts_down() const noexcept override { return true; }
  // As long as CPython waits (constants.THREAD_JOIN_TIMEOUT).
  void shut_down() override { shut_down(std::chrono::seconds(300)); }

  void loop_closes() noexcept override {
    for (const auto& each : used_) each->forget(loop_);
    if (own_) own_->refuse_more();
    loop_.parts().remove(*this);
    loop_.only(OnlyPart::executors) = nullptr;
    delete this;
  }

 private:
  Loop& loop_;
  std::shared_ptr<Executor> own_;
  std::vector<std::shared_ptr<Executor>> used_;
  bool shut_down_ = false;
};

}  // namespace

void start_call(ExecutorRef executor, CallState& state) { Executors::of(state.loop()).start(executor.get(), state); }

}  // namespace detail

ThreadPoolExecutor::ThreadPoolExecutor() : state_(std::make_shared<detail::Executor>(detail::usual_workers(), 0)) {}

ThreadPoolExecutor::ThreadPoolExecutor(std::size_t max_workers) {
  if (max_workers == 0) throw ValueError("max_workers must be greater than 0");
  state_ = std::make_shared<detail::Executor>(max_workers, max_workers);
}

ThreadPoolExecutor::ThreadPoolExecutor(ThreadPoolExecutor&& other) noexcept = default;

ThreadPoolExecutor& ThreadPoolExecutor::operator=(ThreadPoolExecutor&& other) noexcept {
  if (this != &other) {
    shutdown();
    state_ = std::move(other.state_);
  }
  return *this;
}

ThreadPoolExecutor::~ThreadPoolExecutor() { shutdown(); }

void ThreadPoolExecutor::shutdown(bool wait, bool cancel_futures) {
  if (!state_) return;
  state_->refuse_more();
  if (cancel_futures) state_->cancel_waiting();
  if (wait) state_->join();
}

void EventLoop::set_default_executor(ThreadPoolExecutor executor) {
  detail::Executors::of(*loop_).set_own(std::move(executor.state_));
}

void EventLoop::shutdown_default_executor(std::optional<Duration> timeout) {
  std::optional<std::chrono::nanoseconds> nanoseconds;
  if (timeout) nanoseconds = detail::to_nanoseconds(*timeout);
  detail::Executors::of(*loop_).shut_down(nanoseconds);
}

}  // namespace asyncio
