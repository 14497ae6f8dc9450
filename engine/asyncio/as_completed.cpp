#include <algorithm>
#include <asyncio/as_completed.hpp>
#include <deque>
#include <utility>
#include <vector>

#include "../core/loop.hpp"

namespace asyncio::detail {

/// What is done and has not been fetched, and who waits to fetch: CPython's `_AsCompletedIterator` with the part of `asyncio.Queue` that
/// it uses.
class CompletionQueue final : public RefCounted {
 public:
  CompletionQueue(FutureList futures, std::optional<Duration> timeout);
  ~CompletionQueue() override;

  /// The next that is done; null stands for one that was not done in time. [Queue.get]
  Ref<FutureState> next();

  std::size_t left = 0;

 private:
  class Getter final : public FutureState {
   public:
    Getter(Loop& loop, const CompletionQueue& queue) : FutureState(loop), queue_(&queue) {}
    [[nodiscard]] std::string describe() const override {
      return queue_->futures_.describe_pending("as_completed() of");
    }
    [[nodiscard]] FutureKind kind() const noexcept override { return FutureKind::as_completed; }
    void list_awaited(std::vector<FutureState*>& list) const override { queue_->futures_.list_pending(list); }

   private:
    const CompletionQueue* queue_;
  };

  template <class Callback>
  Ref<HandleState> make_handle(Callback callback) {
    return Ref<HandleState>(new HandleOf<Callback>(*loop_, callback));
  }
  void watch(FutureState& future);
  /// The futures may outlive this, and be waited for again and again: nothing of it is to stay with them.
  void stop_watching() noexcept;
  void completed(FutureState& future);
  void time_is_up();
  void put(Ref<FutureState> future);
  void wake_next_getter();

  Ref<Loop> loop_;
  /// Each once.
  FutureList futures_;
  /// Theirs, in the same order.
  std::vector<Ref<HandleState>> callbacks_;
  Ref<HandleState> timer_;
  std::size_t todo_ = 0;
  std::deque<Ref<FutureState>> done_;
  std::deque<Ref<Getter>> getters_;
};

CompletionQueue::CompletionQueue(FutureList futures, std::optional<Duration> timeout) : loop_(&running_loop()) {
  const std::vector<bool> duplicate = futures.find_duplicates();
  for (std::size_t i = 0; i != futures.size(); ++i) {
    if (!duplicate[i]) watch(futures[i]);
  }
  todo_ = left = callbacks_.size();
  if (todo_ == 0 || !timeout) return;
  timer_ = make_handle([this] { time_is_up(); });
  loop_->call_at(deadline_after(*loop_, *timeout), *timer_);
}

CompletionQueue::~CompletionQueue() {
  if (timer_) timer_->cancel();
  stop_watching();
}

void CompletionQueue::watch(FutureState& future) {
  callbacks_.push_back(make_handle([this, state = &future] { completed(*state); }));
  futures_.add(future);
  future.add_callback(Ready(*callbacks_.back()));
}

void CompletionQueue::stop_watching() noexcept {
  for (std::size_t i = 0; i != callbacks_.size(); ++i) {
    callbacks_[i]->cancel();
    futures_[i].remove_callback(Ready(*callbacks_[i], Ready::adopt));
  }
}

void CompletionQueue::completed(FutureState& future) {
  --todo_;
  put(Ref<FutureState>(&future));
  if (todo_ == 0 && timer_) timer_->cancel();
}

void CompletionQueue::time_is_up() {
  stop_watching();
  for (; todo_ != 0; --todo_) put({});
}

void CompletionQueue::put(Ref<FutureState> future) {
  done_.push_back(std::move(future));
  wake_next_getter();
}

void CompletionQueue::wake_next_getter() {
  while (!getters_.empty()) {
    const Ref<Getter> getter = std::move(getters_.front());
    getters_.pop_front();
    if (getter->done()) continue;
    getter->finish();
    return;
  }
}

Ref<FutureState> CompletionQueue::next() {
  while (done_.empty()) {
    const Ref<Getter> getter(new Getter(*loop_, *this));
    getters_.push_back(getter);
    try {
      wait_for_result(*getter);
    } catch (...) {
      // Woken and cancelled at once: the next one in the line is woken in its place.
      getter->cancel({});
      std::erase(getters_, getter);
      if (!done_.empty() && !getter->cancelled()) wake_next_getter();
      throw;
    }
  }
  Ref<FutureState> next = std::move(done_.front());
  done_.pop_front();
  return next;
}

Completions::Completions(FutureList futures, std::optional<Duration> timeout)
    : queue_(new CompletionQueue(std::move(futures), timeout)) {}
Completions::Completions(const Completions&) noexcept = default;
Completions& Completions::operator=(const Completions&) noexcept = default;
Completions::~Completions() = default;
std::size_t Completions::left() const noexcept { return queue_->left; }
void Completions::give_out() const noexcept { --queue_->left; }

CompletionItem::CompletionItem(const Completions& completions) noexcept : queue_(completions.queue_) {}
CompletionItem::CompletionItem(CompletionItem&&) noexcept = default;
CompletionItem& CompletionItem::operator=(CompletionItem&&) noexcept = default;
CompletionItem::~CompletionItem() = default;

FutureState& CompletionItem::which() {
  if (state_ == State::taken) throw RuntimeError("cannot wait again for an item of as_completed() that was given away");
  if (state_ == State::waiting) {
    future_ = queue_->next();
    state_ = future_ ? State::completed : State::timed_out;
    queue_ = {};
  }
  if (state_ == State::timed_out) throw TimeoutError();
  return *future_;
}

Ref<FutureState> CompletionItem::take() {
  which();
  state_ = State::taken;
  return std::move(future_);
}

}  // namespace asyncio::detail
