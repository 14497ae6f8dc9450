/// @file
/// Tells the sanitizers of every change of stack, which they would otherwise take for memory errors and races. Empty in ordinary builds.
///
/// AddressSanitizer must know the bounds of the stack that runs, and keeps what it knows of a suspended one (its "fake stack").
/// ThreadSanitizer takes each fiber for a thread of its own, with a history of its own; a switch orders what was done before it on one
/// stack before what is done after it on the other.
///
/// Around each switch, in this order: `leave_for` on the stack that is left, then `arrive` on the stack that was chosen.
/// Source: <sanitizer/common_interface_defs.h>, <sanitizer/tsan_interface.h>.
#pragma once

#include <cstddef>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ASYNCIO_ADDRESS_SANITIZER 1
#include <sanitizer/common_interface_defs.h>
#endif
#if __has_feature(thread_sanitizer)
#define ASYNCIO_THREAD_SANITIZER 1
#include <sanitizer/tsan_interface.h>
#endif
#endif

namespace asyncio::core {

/// Bounds of the memory of a stack.
struct StackBounds {
  const void* bottom = nullptr;
  std::size_t size = 0;
};

/// What the sanitizers know of one stack.
class SanitizerStack {
 public:
  /// The stack that the thread came with.
  struct ThreadsOwn {};
#if defined(ASYNCIO_THREAD_SANITIZER)
  SanitizerStack() noexcept : fiber_(__tsan_create_fiber(0)) {}
  explicit SanitizerStack(ThreadsOwn) noexcept : fiber_(__tsan_get_current_fiber()), owned_(false) {}
  ~SanitizerStack() {
    if (owned_) __tsan_destroy_fiber(fiber_);
  }
#else
  SanitizerStack() noexcept = default;
  explicit SanitizerStack(ThreadsOwn) noexcept {}
#endif
  SanitizerStack(const SanitizerStack&) = delete;
  SanitizerStack& operator=(const SanitizerStack&) = delete;

  /// This stack is left, directly after the call, for `next`, whose memory is given.
  void leave_for([[maybe_unused]] SanitizerStack& next, [[maybe_unused]] StackBounds memory) noexcept {
#if defined(ASYNCIO_ADDRESS_SANITIZER)
    __sanitizer_start_switch_fiber(&fake_stack_, memory.bottom, memory.size);
#endif
#if defined(ASYNCIO_THREAD_SANITIZER)
    __tsan_switch_to_fiber(next.fiber_, 0);
#endif
  }

  /// This stack runs; the memory of the one that was left, where a sanitizer asks for it.
  StackBounds arrive() noexcept {
    StackBounds left;
#if defined(ASYNCIO_ADDRESS_SANITIZER)
    __sanitizer_finish_switch_fiber(fake_stack_, &left.bottom, &left.size);
#endif
    return left;
  }

 private:
#if defined(ASYNCIO_ADDRESS_SANITIZER)
  void* fake_stack_ = nullptr;
#endif
#if defined(ASYNCIO_THREAD_SANITIZER)
  void* fiber_;
  bool owned_ = true;
#endif
};

}  // namespace asyncio::core
