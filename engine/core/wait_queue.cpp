#include "wait_queue.hpp"

#include <string_view>

#include "loop.hpp"

namespace asyncio::detail {
namespace {

Loop& loop_of_current_task(const char* what) {
  const TaskState* const task = current_task();
  if (task == nullptr) {
    throw RuntimeError(std::string(what) +
                       " must wait, outside a task: call it in a function that asyncio::run or create_task runs");
  }
  return task->loop();
}

}  // namespace

Tether::Tether(WaitQueue& queue) noexcept : queue_(&queue), next_(queue.tethers_) {
  if (next_ != nullptr) next_->previous_ = this;
  queue.tethers_ = this;
}

Tether::~Tether() {
  if (queue_ == nullptr) return;
  (previous_ != nullptr ? previous_->next_ : queue_->tethers_) = next_;
  if (next_ != nullptr) next_->previous_ = previous_;
}

WaitQueue::~WaitQueue() {
  for (Waiter* each = first_; each != nullptr; each = each->next_) {
    each->queue_ = nullptr;
    each->orphaned_ = true;
  }
  for (Tether* each = tethers_; each != nullptr; each = each->next_) each->queue_ = nullptr;
}

bool WaitQueue::occupied() const noexcept {
  const Waiter* each = first_;
  while (each != nullptr && each->cancelled()) each = each->next_;
  return each != nullptr;
}

void WaitQueue::bind_to(const Loop& loop, const char* what) {
  if (loop_ == 0) loop_ = loop.number();
  if (loop_ == loop.number()) [[likely]]
    return;
  const std::string_view name(what);
  throw RuntimeError(std::string(name.substr(0, name.find('.'))) + " is bound to a different event loop");
}

void WaitQueue::wake_front() {
  if (first_ != nullptr && !first_->done()) first_->finish();
}

bool WaitQueue::wake_next() {
  while (asleep_ != nullptr && asleep_->done()) asleep_ = asleep_->next_;
  if (asleep_ == nullptr) return false;
  asleep_->finish();
  return true;
}

void WaitQueue::wake_all(const std::exception_ptr& exception) {
  if (!exception) return wake_all();
  for (Waiter* each = first_; each != nullptr; each = each->next_) {
    if (!each->done()) each->finish_with(exception);
  }
}

void WaitQueue::wake(std::size_t most) {
  while (most != 0 && wake_next()) --most;
}

Waiter::Waiter(WaitQueue& queue, const char* what)
    : FutureState(loop_of_current_task(what)),
      queue_(&queue),
      previous_(queue.last_),
      what_(what),
      kind_(queue.kind()) {
  queue.bind_to(loop(), what);
  retain();  // Never given back: the stack it lies on owns it.
  (previous_ != nullptr ? previous_->next_ : queue.first_) = this;
  queue.last_ = this;
  if (queue.asleep_ == nullptr) queue.asleep_ = this;
}

Waiter::Waiter(Gone, const char* what)
    : FutureState(loop_of_current_task(what)), queue_(nullptr), what_(what), kind_(FutureKind::other), orphaned_(true) {
  retain();
}

Waiter::~Waiter() { leave(); }

void Waiter::leave() noexcept {
  if (queue_ == nullptr) return;
  (previous_ != nullptr ? previous_->next_ : queue_->first_) = next_;
  (next_ != nullptr ? next_->previous_ : queue_->last_) = previous_;
  if (queue_->asleep_ == this) queue_->asleep_ = next_;
  queue_ = nullptr;
}

void Waiter::wait() {
  const struct Leave {
    Waiter& waiter;
    ~Leave() { waiter.leave(); }
  } leave{*this};
  wait_for_result(*this);
}

void Waiter::stay_if_orphaned() const {
  if (orphaned_) wait_in_vain(what_);
}

std::string Waiter::describe() const {
  return orphaned_ ? std::string(what_) + " of an object that is destroyed" : what_;
}

void Waiter::wait_in_vain(const char* what) {
  for (;;) Waiter(Gone(), what).wait();
}

void tell_acquired(WaitQueue& queue) noexcept {
  const Loop* const loop = Loop::running();
  if (loop == nullptr || !loop->observed() || loop->current_task() == nullptr) [[likely]]
    return;
  loop->tell([&](auto& each) { each.acquired(queue, *loop->current_task()); });
}

void tell_released(WaitQueue& queue) noexcept {
  const Loop* const loop = Loop::running();
  if (loop == nullptr || !loop->observed()) [[likely]]
    return;
  loop->tell([&](auto& each) { each.released(queue); });
}

}  // namespace asyncio::detail
