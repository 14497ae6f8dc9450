#include <asyncio/threadsafe.hpp>
#include <atomic>
#include <mutex>
#include <utility>
#include <vector>

#include "loop.hpp"

namespace asyncio {
namespace detail {

/// Shared by a loop and the threads that call into it; the loop's part is taken away when it closes.
class ThreadsafeInbox final : public Inbox, public std::enable_shared_from_this<ThreadsafeInbox> {
 public:
  explicit ThreadsafeInbox(Loop& loop) : loop_(&loop) {}

  /// That of a loop, made at the first call.
  static std::shared_ptr<ThreadsafeInbox> of(Loop& loop) {
    loop.check_open();
    if (Inbox* const inbox = loop.inbox()) return static_cast<ThreadsafeInbox*>(inbox)->shared_from_this();
    auto inbox = std::make_shared<ThreadsafeInbox>(loop);
    inbox->self_ = inbox;
    loop.set_inbox(inbox.get());
    return inbox;
  }

  void submit(HandleState* handle) {
    // Held throughout, so that the loop is not closed, nor its reactor gone, between the look and the waking.
    const std::scoped_lock lock(mutex_);
    if (loop_ == nullptr) {
      delete handle;
      throw RuntimeError("Event loop is closed");
    }
    handle->retain();
    submitted_.push_back(handle);
    any_ = true;
    loop_.load()->reactor().wake();
  }

  void collect(Loop& loop) override {
    if (!any_.load(std::memory_order_acquire)) return;
    std::vector<HandleState*> handles;
    {
      const std::scoped_lock lock(mutex_);
      handles.swap(submitted_);
      any_ = false;
    }
    for (HandleState* const handle : handles) loop.call_soon(Ready(*handle, Ready::adopt));
  }

  [[nodiscard]] bool open() const noexcept override { return references_ != 0 || any_; }

  void close() noexcept override {
    std::vector<HandleState*> handles;
    {
      const std::scoped_lock lock(mutex_);
      loop_.exchange(nullptr)->set_inbox(nullptr);
      handles.swap(submitted_);
    }
    for (HandleState* const handle : handles) handle->release();
    self_.reset();
  }

  void retain() noexcept { ++references_; }
  /// The loop may have waited only because this reference existed.
  void release() noexcept {
    const std::scoped_lock lock(mutex_);
    Loop* const loop = loop_;
    if (--references_ == 0 && loop != nullptr) loop->reactor().wake();
  }
  /// Handles have it as a name and look into it on the loop's own thread alone.
  [[nodiscard]] Loop& loop() const {
    Loop* const loop = loop_;
    if (loop == nullptr) throw RuntimeError("Event loop is closed");
    return *loop;
  }

 private:
  std::mutex mutex_;
  /// Null once it is closed.
  std::atomic<Loop*> loop_;
  std::vector<HandleState*> submitted_;
  std::atomic<bool> any_ = false;
  /// How many `ThreadsafeLoop`s there are.
  std::atomic<int> references_ = 0;
  /// While the loop is open: what it points to must not go with the last ThreadsafeLoop.
  std::shared_ptr<ThreadsafeInbox> self_;
};

}  // namespace detail

ThreadsafeLoop::ThreadsafeLoop(const EventLoop& loop) : inbox_(detail::ThreadsafeInbox::of(loop.state())) {
  inbox_->retain();
}
ThreadsafeLoop::ThreadsafeLoop(const ThreadsafeLoop& other) noexcept : inbox_(other.inbox_) { inbox_->retain(); }
ThreadsafeLoop& ThreadsafeLoop::operator=(const ThreadsafeLoop& other) noexcept {
  ThreadsafeLoop copy(other);
  std::swap(inbox_, copy.inbox_);
  return *this;
}
ThreadsafeLoop::~ThreadsafeLoop() { inbox_->release(); }

detail::Loop& ThreadsafeLoop::loop() const { return inbox_->loop(); }
void ThreadsafeLoop::submit(detail::HandleState* handle) const { inbox_->submit(handle); }

}  // namespace asyncio
