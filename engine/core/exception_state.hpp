/// @file
/// The C++ runtime keeps "the exceptions being handled" and "how many are in flight" once a thread. A stack that is
/// suspended inside a `catch`, or inside a destructor during unwinding, must take its own share with it: two fibers in
/// `catch` would otherwise end each other's exceptions. (Boost.Context does this itself from 1.88 on, for libstdc++ only.)
#pragma once

#include <cxxabi.h>
#include <cstring>

// libc++abi exports it without declaring it; libstdc++ declares it just so.
namespace __cxxabiv1 {
struct __cxa_eh_globals;
extern "C" __cxa_eh_globals* __cxa_get_globals() noexcept;
}  // namespace __cxxabiv1

namespace asyncio::core {

/// The runtime's record for this thread, taken on construction, which leaves the runtime as if nothing had been thrown, and put
/// back on destruction. Lives on the stack whose record it keeps, across the time in which other stacks run.
class ExceptionState {
 public:
  ExceptionState() noexcept {
    std::memcpy(&saved_, globals_, sizeof(saved_));
    std::memset(globals_, 0, sizeof(saved_));
  }
  ExceptionState(const ExceptionState&) = delete;
  ExceptionState& operator=(const ExceptionState&) = delete;
  ~ExceptionState() { std::memcpy(globals_, &saved_, sizeof(saved_)); }

 private:
  // The layout that the Itanium C++ ABI gives __cxa_eh_globals, which <cxxabi.h> declares without defining.
  struct Globals {
    void* caught_exceptions;
    unsigned int uncaught_exceptions;
  } saved_{};
  /// Remembered for each thread, which a stack never leaves: asking the runtime takes several times as long as the rest here.
  static void* globals() noexcept {
    // Constant-initialised, so that no access has to check whether it has been initialised.
    static constinit thread_local void* here = nullptr;
    if (here == nullptr) [[unlikely]]
      here = __cxxabiv1::__cxa_get_globals();
    return here;
  }
  void* const globals_ = globals();
};

}  // namespace asyncio::core
