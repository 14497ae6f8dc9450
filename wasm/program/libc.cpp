/// @file
/// What Emscripten's C library leaves to the platform.
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <ctime>

#include "../abi/imports.hpp"

/// The host looks the memory up each time that it needs it.
extern "C" void emscripten_notify_memory_growth(std::size_t) {}

/// The library hands large copies to JavaScript, from a time when WebAssembly had no instruction for them.
extern "C" __attribute__((target("bulk-memory"))) void _emscripten_memcpy_js(void* to, const void* from,
                                                                             std::size_t size) {
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
  if (milliseconds > 0) {
    std::fflush(stdout);
    tulip_block(milliseconds);
  }
  return 0;
}

extern "C" int nanosleep(const timespec* request, timespec* remaining) {
  const int error = clock_nanosleep(CLOCK_REALTIME, 0, request, remaining);
  if (error == 0) return 0;
  errno = error;
  return -1;
}

// The calendar. A program's local time is UTC: where the reader lives is nobody's business, and a shared program prints the same
// everywhere.
extern "C" {
// From Emscripten's musl, which keeps them but calls JavaScript instead.
int __secs_to_tm(long long seconds, std::tm* calendar);
long long __tm_to_secs(const std::tm* calendar);

void _gmtime_js(std::time_t time, std::tm* calendar) { __secs_to_tm(time, calendar); }
void _localtime_js(std::time_t time, std::tm* calendar) { __secs_to_tm(time, calendar); }
std::time_t _timegm_js(std::tm* calendar) {
  const std::time_t time = __tm_to_secs(calendar);
  __secs_to_tm(time, calendar);
  return time;
}
std::time_t _mktime_js(std::tm* calendar) { return _timegm_js(calendar); }
void _tzset_js(long* seconds_west, int* has_summer_time, char* name, char* summer_name) {
  *seconds_west = 0;
  *has_summer_time = 0;
  std::strcpy(name, "UTC");
  std::strcpy(summer_name, "UTC");
}

bool _emscripten_get_now_is_monotonic() { return true; }
double emscripten_get_now_res() { return 0.1; }
}
