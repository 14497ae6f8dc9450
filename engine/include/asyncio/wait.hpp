/// @file
/// `wait`: until some or all of many are done, without touching them. Follows `asyncio.wait`.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <source_location>
#include <span>
#include <type_traits>
#include <vector>

#include <asyncio/detail/awaitable.hpp>

namespace asyncio {

/// When `wait` returns: when the first of its futures is done; when one holds an exception, or all are done; when all are done.
enum class ReturnWhen : std::uint8_t { first_completed, first_exception, all_completed };
inline constexpr ReturnWhen FIRST_COMPLETED = ReturnWhen::first_completed;
inline constexpr ReturnWhen FIRST_EXCEPTION = ReturnWhen::first_exception;
inline constexpr ReturnWhen ALL_COMPLETED = ReturnWhen::all_completed;

struct WaitOptions {
  /// How long to wait at most; none is for ever.
  std::optional<Duration> timeout = {};
  ReturnWhen return_when = ALL_COMPLETED;
};

/// The futures or tasks that were given to `wait`, each once, in the order of the arguments.
template <class Handle>
struct WaitResult {
  std::vector<Handle> done;
  std::vector<Handle> pending;
};

namespace detail {

enum class WaitOutcome : std::uint8_t { done, pending, duplicate };

/// Waits, and says of each how it stands.
std::vector<WaitOutcome> wait_for_states(std::span<FutureState* const> futures, const WaitOptions& options,
                                         std::source_location where);

template <class Range>
concept FutureRange = requires(Range& range) {
  { *std::begin(range) } -> FutureLike;
  std::end(range);
};

template <class Handle, class Range>
WaitResult<Handle> wait_for_range(Range& range, const WaitOptions& options, std::source_location where) {
  // Copies, as the caller's container may change while this waits.
  const std::vector<Handle> handles(std::begin(range), std::end(range));
  std::vector<FutureState*> states;
  states.reserve(handles.size());
  for (const Handle& handle : handles) states.push_back(handle.state().get());
  const std::vector<WaitOutcome> outcomes = wait_for_states(states, options, where);
  WaitResult<Handle> result;
  for (std::size_t i = 0; i != handles.size(); ++i) {
    if (outcomes[i] == WaitOutcome::duplicate) continue;
    (outcomes[i] == WaitOutcome::done ? result.done : result.pending).push_back(handles[i]);
  }
  return result;
}

}  // namespace detail

/// Waits for a range of futures or tasks of one type (`AnyTask` stands for tasks of any) until the condition of the options holds or their
/// time is up: `auto [done, pending] = asyncio::wait(tasks, {.timeout = 50ms, .return_when = asyncio::FIRST_COMPLETED});`.
/// Never throws what they hold and never cancels them, not when the time is up and not when the current task is cancelled. Throws
/// ValueError if the range is empty, and RuntimeError outside a task. [asyncio.wait]
template <class Range>
  requires detail::FutureRange<Range> || detail::AwaitableRange<Range>
auto wait(Range&& futures, const WaitOptions& options = {},
          std::source_location where = std::source_location::current()) {
  using Handle = std::remove_cvref_t<decltype(*std::begin(futures))>;
  if constexpr (detail::FutureRange<Range>) {
    return detail::wait_for_range<Handle>(futures, options, where);
  } else {
    static_assert(detail::FutureRange<Range>,
                  "asyncio::wait takes futures and tasks: make tasks of functions with asyncio::create_task");
  }
}
template <detail::FutureLike Handle>
WaitResult<Handle> wait(std::initializer_list<Handle> futures, const WaitOptions& options = {},
                        std::source_location where = std::source_location::current()) {
  return detail::wait_for_range<Handle>(futures, options, where);
}
/// The same for tasks of several types.
inline WaitResult<AnyTask> wait(std::initializer_list<AnyTask> tasks, const WaitOptions& options = {},
                                std::source_location where = std::source_location::current()) {
  return detail::wait_for_range<AnyTask>(tasks, options, where);
}

}  // namespace asyncio
