/// @file
/// What Emscripten's C library leaves to the platform.
#include <cerrno>
#include <cstddef>
#include <ctime>

#include "../imports.hpp"

/// The host looks the memory up each time that it needs it.
extern "C" void emscripten_notify_memory_growth(std::size_t) {}

/// The library hands large copies to JavaScript, from a time when WebAssembly had no instruction for them.
extern "C" __attribute__((target("bulk-memory"))) void _emscripten_memcpy_js(void* to, const void* from, std::size_t size) {
  __builtin_memcpy(to, from, size);
}

/// Sleep that blocks the loop, for programs that show why not to. The library's own burns the processor until the time has come.
extern "C" int clock_nanosleep(clockid_t clock, int flags, const timespec* request, timespec*) {
  if (request->tv_nsec < 0 || request->tv_nsec >= 1'000'000'000) return EINVAL;
  double milliseconds = static_cast<double>(request->tv_sec) * 1e3 + static_cast<double>(request->tv_nsec) * 1e-6;
  if ((flags & TIMER_ABSTIME) != 0) {
    timespec now{};
    clock_gettime(clock, &now);
    milliseconds -= static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
  }
  if (milliseconds > 0) tulip_block(milliseconds);
  return 0;
}

extern "C" int nanosleep(const timespec* request, timespec* remaining) {
  const int error = clock_nanosleep(CLOCK_REALTIME, 0, request, remaining);
  if (error == 0) return 0;
  errno = error;
  return -1;
}
