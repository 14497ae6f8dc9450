/// @file
/// What sort of thing a future is, for those who watch a program: timelines, call graphs, traces.
#pragma once

#include <cstdint>

namespace asyncio::detail {

/// The numbers stand in event logs: new ones come at the end.
enum class FutureKind : std::uint8_t {
  task = 1,
  future,
  sleep,
  gather,
  wait,
  lock,
  event,
  condition,
  semaphore,
  queue_get,
  queue_put,
  queue_join,
  barrier,
  shield,
  timeout,
  fetch,
  executor_call,
  stream,
  thread,
  as_completed,
  other,
};

}  // namespace asyncio::detail
