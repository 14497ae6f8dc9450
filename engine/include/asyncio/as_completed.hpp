/// @file
/// `as_completed`: many at once, the results in the order in which they come. Follows `asyncio.as_completed` (3.13).
///
///     for (auto next : asyncio::as_completed(tasks, 5s)) asyncio::print("{}\n", asyncio::await(next));
///
/// The loop itself does not wait; each item is waited for by itself, so that an error shows at its item and the others can still be
/// had. Python 3.13's `async for task in as_completed(tasks)`, which tells the tasks apart, is `next.which()` here.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <type_traits>
#include <utility>

#include <asyncio/detail/awaitable.hpp>

namespace asyncio {
namespace detail {

class CompletionQueue;

/// An iteration over futures as they complete; copies share it.
class Completions {
 public:
  /// Watches the futures; each counts once. Throws RuntimeError where no loop runs.
  Completions(FutureList futures, std::optional<Duration> timeout);
  Completions(const Completions&) noexcept;
  Completions& operator=(const Completions&) noexcept;
  ~Completions();

  /// How many items have not been given out.
  [[nodiscard]] std::size_t left() const noexcept;
  void give_out() const noexcept;

 private:
  friend class CompletionItem;
  Ref<CompletionQueue> queue_;
};

/// The part of an item that does not depend on the type of the futures.
class CompletionItem {
 public:
  explicit CompletionItem(const Completions& completions) noexcept;
  CompletionItem(CompletionItem&&) noexcept;
  CompletionItem& operator=(CompletionItem&&) noexcept;
  CompletionItem(const CompletionItem&) = delete;
  CompletionItem& operator=(const CompletionItem&) = delete;
  ~CompletionItem();

  /// Waits, once. Throws TimeoutError, CancelledError; RuntimeError outside a task and after `take`.
  FutureState& which();
  /// The same, and the item keeps nothing.
  Ref<FutureState> take();

 private:
  enum class State : std::uint8_t { waiting, completed, timed_out, taken };

  Ref<CompletionQueue> queue_;
  Ref<FutureState> future_;
  State state_ = State::waiting;
};

}  // namespace detail

/// One item of `as_completed`: whichever of the futures is the next to be done. `Handle` is their type. As a function it can also be
/// given to `create_task`, `gather` and `wait_for`.
template <class Handle>
class Completion {
 public:
  using value_type = typename Handle::value_type;

  explicit Completion(const detail::Completions& completions) noexcept : item_(completions) {}

  /// Waits for the item, and tells which of the futures or tasks it is; a task that was given is that very task. Throws TimeoutError
  /// once the time is up, CancelledError when the current task is cancelled, RuntimeError outside every task; never what the
  /// future holds. Asked again, it answers the same.
  Handle which() { return detail::handle_of<Handle>(item_.which()); }

  /// Waits for the item and returns its result, or throws what it holds. Once; afterwards it throws RuntimeError.
  value_type operator()() {
    Future<value_type> future(item_.take());
    return asyncio::await(std::move(future));
  }

 private:
  detail::CompletionItem item_;
};

/// Waits for the item and refers to its result, as long as the item lives, or throws what it holds. Throws TimeoutError once the time
/// is up.
template <class Handle>
typename Future<typename Handle::value_type>::Reference await(Completion<Handle>& item) {
  const Future<typename Handle::value_type> future = item.which();
  return await(future);
}
template <class Handle>
typename Handle::value_type await(Completion<Handle>&& item) {
  return item();
}

/// The range that `as_completed` returns. It can be gone through once.
template <class Handle>
class AsCompleted {
 public:
  class Iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using difference_type = std::ptrdiff_t;
    using value_type = Completion<Handle>;

    explicit Iterator(const detail::Completions& completions) noexcept : completions_(completions) {}
    Completion<Handle> operator*() const { return Completion<Handle>(completions_); }
    Iterator& operator++() {
      completions_.give_out();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const Iterator& iterator, std::default_sentinel_t) noexcept {
      return iterator.completions_.left() == 0;
    }

   private:
    detail::Completions completions_;
  };

  explicit AsCompleted(detail::Completions completions) noexcept : completions_(std::move(completions)) {}
  [[nodiscard]] Iterator begin() const { return Iterator(completions_); }
  [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

 private:
  detail::Completions completions_;
};

namespace detail {

template <class First, class... Rest>
struct CommonHandle {
  static_assert((std::same_as<typename First::value_type, typename Rest::value_type> && ...),
                "asyncio::as_completed takes awaitables with results of one type");
  using type = std::conditional_t<(std::same_as<First, Rest> && ...), First, Future<typename First::value_type>>;
};

}  // namespace detail

/// Runs all of a range of functions, futures or tasks at once, and gives as many items: the first is whichever is done first, and so on.
/// Functions become tasks, in order. With a `timeout`, what is not done when it has passed throws TimeoutError, one for each item,
/// and goes on: nothing is ever cancelled. Throws RuntimeError where no loop runs, and ValueError for a future of another loop.
/// [asyncio.as_completed]
template <detail::AwaitableRange Range>
[[nodiscard]] auto as_completed(Range&& awaitables, std::optional<Duration> timeout = std::nullopt,
                                std::source_location where = std::source_location::current()) {
  using Handle = detail::HandleFor<decltype(*std::begin(awaitables))>;
  return AsCompleted<Handle>(
      detail::Completions(detail::list_futures(awaitables, &detail::running_loop(), where), timeout));
}
/// The same for awaitables that need not be of one type, but have results of one type.
template <detail::Awaitable... Ts>
[[nodiscard]] auto as_completed(Ts&&... awaitables) {
  using Handle = typename detail::CommonHandle<detail::HandleFor<Ts>...>::type;
  detail::Loop& loop = detail::running_loop();
  detail::FutureList futures;
  (futures.add(*detail::as_future(std::forward<Ts>(awaitables), &loop).state()), ...);
  return AsCompleted<Handle>(detail::Completions(std::move(futures), std::nullopt));
}
template <detail::AwaitableRange Range>
detail::Refused as_completed(Range&& awaitables, double)
    ASYNCIO_REFUSED("a length of time has a unit: write 1s or 500ms");
template <class = void>
detail::Refused as_completed(...) ASYNCIO_REFUSED(
    "as_completed takes futures, and functions that it calls without arguments, or a list of them: "
    "write as_completed(f, [=] { return g(x); }), not as_completed(f(), g(x))");

}  // namespace asyncio
