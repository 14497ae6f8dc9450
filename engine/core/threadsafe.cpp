#include <asyncio/threadsafe.hpp>
#include <atomic>
#include <utility>

#include "../ports/inbox.hpp"
#include "loop.hpp"

namespace asyncio {
namespace detail {

/// What the threads that call into a loop share; the loop is taken away when it closes.
class ThreadsafeEntry final : public LoopPart {
 public:
  explicit ThreadsafeEntry(Loop& loop) : inbox_(core::Inbox::of(loop.reactor())), loop_(&loop) {}

  /// That of a loop, made at the first call.
  static std::shared_ptr<ThreadsafeEntry> of(Loop& loop) {
    loop.check_open();
    LoopPart*& part = loop.only(OnlyPart::threadsafe_entry);
    if (part != nullptr) return static_cast<ThreadsafeEntry*>(part)->self_;
    auto entry = std::make_shared<ThreadsafeEntry>(loop);
    entry->self_ = entry;
    part = entry.get();
    loop.parts().add(*entry);
    return entry;
  }

  void submit(HandleState* handle, std::uint32_t sender) {
    // The letter runs, if at all, while the loop is there.
    Loop* const loop = loop_;
    if (!inbox_->post(sender, [loop, handle = Ref<HandleState>(handle)] { loop->call_soon(Ready(*handle)); }))
      throw RuntimeError("Event loop is closed");
  }

  void loop_closes() noexcept override {
    Loop& loop = *loop_.exchange(nullptr);
    loop.parts().remove(*this);
    loop.only(OnlyPart::threadsafe_entry) = nullptr;
    // The last use of this, unless a ThreadsafeLoop is left.
    const auto keep = std::move(self_);
  }

  /// Handles have it as a name and look into it on the loop's own thread alone.
  [[nodiscard]] Loop& loop() const {
    Loop* const loop = loop_;
    if (loop == nullptr) throw RuntimeError("Event loop is closed");
    return *loop;
  }
  [[nodiscard]] const std::shared_ptr<core::Inbox>& inbox() const noexcept { return inbox_; }

 private:
  std::shared_ptr<core::Inbox> inbox_;
  /// Null once it is closed.
  std::atomic<Loop*> loop_;
  /// While the loop is open: what it points to must not go with the last ThreadsafeLoop.
  std::shared_ptr<ThreadsafeEntry> self_;
};

/// One ThreadsafeLoop's.
struct ThreadsafeReference {
  explicit ThreadsafeReference(std::shared_ptr<ThreadsafeEntry> of)
      : entry(std::move(of)), sender(entry->inbox()->add_sender()), writes(entry->inbox(), core::Inbox::Hope::writer) {}

  std::shared_ptr<ThreadsafeEntry> entry;
  std::uint32_t sender;
  core::Inbox::Expectation writes;
};

}  // namespace detail

ThreadsafeLoop::ThreadsafeLoop(const EventLoop& loop)
    : reference_(std::make_shared<detail::ThreadsafeReference>(detail::ThreadsafeEntry::of(loop.state()))) {}

detail::Loop& ThreadsafeLoop::loop() const { return reference_->entry->loop(); }
void ThreadsafeLoop::submit(detail::HandleState* handle) const {
  reference_->entry->submit(handle, reference_->sender);
}

}  // namespace asyncio
