#include <asyncio/timeout.hpp>
#include <utility>

#include "../core/exception_kind.hpp"
#include "../core/loop.hpp"

namespace asyncio {
namespace detail {

std::optional<std::chrono::nanoseconds> deadline_after(std::optional<Duration> delay) {
  Loop& loop = running_loop();
  if (!delay) return std::nullopt;
  return deadline_after(loop, *delay);
}

std::optional<std::chrono::nanoseconds> deadline_at(std::optional<double> when) noexcept {
  if (!when) return std::nullopt;
  return to_deadline(*when);
}

void run_timeout(Timeout& timeout, AnyBody body) {
  timeout.enter();
  std::exception_ptr failure;
  try {
    body();
  } catch (...) {
    failure = std::current_exception();
  }
  timeout.leave(failure);
  if (failure) std::rethrow_exception(failure);
}

void timeout_without_result() { throw RuntimeError("the body of a timeout ended without a result"); }

/// As CPython's `_cancel_and_wait`: not on the future itself, so that cancelling the task that waits here does not cancel it again.
void wait_for_no_time(FutureState& future) {
  if (future.done()) return;
  class Waiter final : public FutureState {
   public:
    explicit Waiter(FutureState& awaited) : FutureState(awaited.loop()), awaited_(&awaited) {}
    [[nodiscard]] std::string describe() const override { return "wait_for() of " + awaited_->describe(); }
    void list_awaited(std::vector<FutureState*>& list) const override { list.push_back(awaited_); }

   private:
    FutureState* awaited_;
  };
  const Ref<Waiter> waiter(new Waiter(future));
  auto wake = [waiter] {
    if (!waiter->done()) waiter->finish();
  };
  const struct Watch {
    FutureState& future;
    Ref<HandleState> callback;
    ~Watch() { future.remove_callback(Ready(*callback, Ready::adopt)); }
  } watch{future, Ref<HandleState>(new HandleOf<decltype(wake)>(future.loop(), wake))};
  future.add_callback(Ready(*watch.callback));
  future.cancel({});
  wait_for_result(*waiter);
  // A gathering is not cancelled but holds the CancelledError of a child.
  if (kind_of_exception(future.peek_exception()) == ExceptionKind::cancelled) {
    future.mark_retrieved();
    throw TimeoutError();
  }
}

}  // namespace detail

using detail::ExceptionKind;

void Timeout::enter() {
  if (state_ != State::created) throw RuntimeError("Timeout has already been entered");
  detail::TaskState* const task = detail::current_task();
  if (task == nullptr) throw RuntimeError("Timeout should be used inside a task");
  state_ = State::active;
  task_ = detail::Ref<detail::TaskState>(task);
  cancelling_ = task->cancelling();
  start_timer();
}

void Timeout::leave(const std::exception_ptr& failure) {
  stop_timer();
  const detail::Ref<detail::TaskState> task = std::exchange(task_, {});
  if (state_ == State::active) {
    state_ = State::finished;
    return;
  }
  state_ = State::expired;
  // If no request to cancel came but ours, the CancelledError is ours too.
  if (task->uncancel() <= cancelling_ && detail::kind_of_exception(failure) == ExceptionKind::cancelled) {
    throw TimeoutError();
  }
}

std::optional<double> Timeout::when() const noexcept {
  if (!deadline_) return std::nullopt;
  return Duration(*deadline_).count();
}

void Timeout::reschedule(std::optional<double> when) {
  constexpr const char* names[] = {"created", "active", "expiring", "expired", "finished"};
  if (state_ == State::created) throw RuntimeError("Timeout has not been entered");
  if (state_ != State::active) {
    throw RuntimeError(std::string("Cannot change state of ") + names[static_cast<int>(state_)] + " Timeout");
  }
  deadline_ = detail::deadline_at(when);
  stop_timer();
  start_timer();
}

void Timeout::start_timer() {
  if (!deadline_) return;
  detail::Loop& loop = task_->loop();
  auto expire = [this] { time_is_up(); };
  timer_ = detail::Ref<detail::HandleState>(new detail::HandleOf<decltype(expire)>(loop, expire));
  loop.tell([this](auto& each) {
    if (const std::uint32_t number = each.timer_set(*deadline_)) number_ = number;
  });
  if (*deadline_ <= loop.time()) {
    loop.call_soon(detail::Ready(*timer_));
  } else {
    loop.call_at(*deadline_, *timer_);
  }
}

void Timeout::stop_timer() noexcept {
  if (timer_) timer_->cancel();
  timer_ = {};
}

void Timeout::time_is_up() {
  task_->loop().tell([this](auto& each) { each.timer_fired(number_); });
  task_->cancel({});
  state_ = State::expiring;
  timer_ = {};
}

}  // namespace asyncio
