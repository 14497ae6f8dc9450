#include <asyncio/wait.hpp>
#include <utility>

#include "../core/loop.hpp"

namespace asyncio::detail {
namespace {

/// One `wait`, while it lasts; it lives on the stack of the task that waits. [asyncio.tasks._wait]
class Waiting {
 public:
  Waiting(FutureList futures, ReturnWhen return_when)
      : waiter_(new Waiter(std::move(futures))), return_when_(return_when) {}
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;
  ~Waiting();

  void start(std::optional<Duration> timeout);
  void wait() { wait_for_result(*waiter_); }

 private:
  class Waiter final : public FutureState {
   public:
    explicit Waiter(FutureList futures) : FutureState(running_loop()), futures_(std::move(futures)) {}
    [[nodiscard]] const FutureList& futures() const noexcept { return futures_; }
    [[nodiscard]] std::string describe() const override { return futures_.describe_pending("wait() for"); }
    [[nodiscard]] FutureKind kind() const noexcept override { return FutureKind::wait; }
    void list_awaited(std::vector<FutureState*>& list) const override { futures_.list_pending(list); }

   private:
    FutureList futures_;
  };

  template <class Callback>
  Ref<HandleState> make_handle(Callback callback) {
    return Ref<HandleState>(new HandleOf<Callback>(waiter_->loop(), callback));
  }
  void completed(FutureState& future);
  void wake() {
    if (!waiter_->done()) waiter_->finish();
  }
  /// Whether to go on waiting for the others now that this one is done.
  [[nodiscard]] bool waits_on_after(FutureState& future) const;

  Ref<Waiter> waiter_;
  std::vector<Ref<HandleState>> callbacks_;
  Ref<HandleState> timer_;
  std::size_t left_ = 0;
  ReturnWhen return_when_;
};

void Waiting::start(std::optional<Duration> timeout) {
  Loop& loop = waiter_->loop();
  if (timeout) {
    timer_ = make_handle([this] { wake(); });
    loop.call_at(deadline_after(loop, *timeout), *timer_);
  }
  left_ = waiter_->futures().size();
  callbacks_.reserve(left_);
  for (const auto& future : waiter_->futures().all()) {
    callbacks_.push_back(make_handle([this, state = future.get()] { completed(*state); }));
    future->add_callback(Ready(*callbacks_.back()));
  }
}

Waiting::~Waiting() {
  if (timer_) timer_->cancel();
  for (std::size_t i = 0; i != callbacks_.size(); ++i) {
    callbacks_[i]->cancel();
    waiter_->futures()[i].remove_callback(Ready(*callbacks_[i], Ready::adopt));
  }
}

void Waiting::completed(FutureState& future) {
  --left_;
  if (waits_on_after(future)) return;
  if (timer_) timer_->cancel();
  wake();
}

bool Waiting::waits_on_after(FutureState& future) const {
  if (left_ == 0 || return_when_ == FIRST_COMPLETED) return false;
  if (return_when_ == ALL_COMPLETED || future.cancelled()) return true;
  // Looking counts: as in CPython, an exception that ended the wait has been seen.
  return future.exception() == nullptr;
}

}  // namespace

std::vector<WaitOutcome> wait_for_states(std::span<FutureState* const> futures, const WaitOptions& options,
                                         std::source_location where) {
  mark_line(where);
  if (futures.empty()) throw ValueError("Set of Tasks/Futures is empty.");
  FutureList all;
  for (FutureState* const future : futures) all.add(*future);
  const std::vector<bool> duplicate = all.find_duplicates();
  {
    FutureList different;
    for (std::size_t i = 0; i != all.size(); ++i) {
      if (!duplicate[i]) different.add(all[i]);
    }
    Waiting waiting(std::move(different), options.return_when);
    waiting.start(options.timeout);
    waiting.wait();
  }
  std::vector<WaitOutcome> outcomes;
  outcomes.reserve(all.size());
  for (std::size_t i = 0; i != all.size(); ++i) {
    outcomes.push_back(duplicate[i]    ? WaitOutcome::duplicate
                       : all[i].done() ? WaitOutcome::done
                                       : WaitOutcome::pending);
  }
  return outcomes;
}

}  // namespace asyncio::detail
