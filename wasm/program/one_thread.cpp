/// @file
/// What of POSIX threads a program with a single thread can have, where Emscripten's library pretends that all went well: a mutex that is not held, a
/// wait that is over at once. Here a program that could only stand still ends with a sentence. (The
/// linker's `--wrap` puts these functions in place of the library's.)
#include <pthread.h>

#include <cerrno>
#include <ctime>
#include <string_view>

#include "../abi/imports.hpp"

namespace {

/// musl's members of a `pthread_mutex_t`, which is all zero at first.
constexpr int type_at = 0;
constexpr int held_at = 1;
/// How many locks of a recursive one are yet to be released, but for the first.
constexpr int count_at = 5;

[[noreturn]] void fail(std::string_view reason, std::string_view message) {
  tulip_fail(reason.data(), reason.size(), message.data(), message.size(), nullptr);
}

/// Whether it is held now, that was free or is recursive.
bool take(pthread_mutex_t* mutex) {
  auto& part = mutex->__u.__i;
  if (part[held_at] == 0)
    part[held_at] = 1;
  else if (part[type_at] == PTHREAD_MUTEX_RECURSIVE)
    ++part[count_at];
  else
    return false;
  return true;
}

}  // namespace

extern "C" {

int __wrap_pthread_mutexattr_settype(pthread_mutexattr_t* attributes, int type) {
  attributes->__attr = static_cast<unsigned>(type);
  return 0;
}

int __wrap_pthread_mutex_init(pthread_mutex_t* mutex, const pthread_mutexattr_t* attributes) {
  *mutex = {};
  if (attributes != nullptr) mutex->__u.__i[type_at] = static_cast<int>(attributes->__attr);
  return 0;
}

int __wrap_pthread_mutex_lock(pthread_mutex_t* mutex) {
  if (take(mutex)) return 0;
  fail("mutex",
       "a std::mutex was locked that is locked already. All tasks run in one thread, which would stand still here for "
       "ever: a task that waits while "
       "it holds a lock needs asyncio::Lock, whose lock() waits and lets the others go on.");
}

int __wrap_pthread_mutex_trylock(pthread_mutex_t* mutex) { return take(mutex) ? 0 : EBUSY; }

int __wrap_pthread_mutex_timedlock(pthread_mutex_t* mutex, const timespec* until) {
  if (take(mutex)) return 0;
  clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, until, nullptr);
  return ETIMEDOUT;
}

int __wrap_pthread_mutex_unlock(pthread_mutex_t* mutex) {
  auto& part = mutex->__u.__i;
  if (part[count_at] > 0)
    --part[count_at];
  else
    part[held_at] = 0;
  return 0;
}

int __wrap_pthread_cond_wait(pthread_cond_t*, pthread_mutex_t*) {
  fail("never-woken",
       "the program waits for a std::future, a std::condition_variable or the like, which only another thread could "
       "end, and there is none here. In "
       "tasks, use asyncio::Future, asyncio::Event or asyncio::Queue, whose waits let the other tasks go on.");
}

int __wrap_pthread_cond_timedwait(pthread_cond_t*, pthread_mutex_t*, const timespec* until) {
  clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, until, nullptr);
  return ETIMEDOUT;
}

int __wrap_pthread_create(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*) {
  tulip_lacks(TULIP_LACKS_THREADS, nullptr, 0);
  return EAGAIN;
}
}
