/// @file
/// `Queue`, `PriorityQueue` and `LifoQueue`: from tasks that make items to tasks that use them. Follows CPython's `asyncio.queues`, of
/// 3.12 with the `shutdown` of 3.13, down to who runs in which iteration.
///
/// Tasks that wait are woken in the order of arrival. A task that was woken has no claim: another task may call first and take the item or
/// the room. A task that is cancelled while it waits wakes the next one in its place. An item that was not put, because the queue was full
/// or shut down or the wait was cancelled, stays with the caller: `put(std::move(item))` moves only where there is room.
///
/// Queues are neither copied nor moved. Destroying one while tasks wait for it is safe: those wait on until they are cancelled.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <source_location>
#include <stdexcept>
#include <utility>

#include <asyncio/detail/mark_line.hpp>
#include <asyncio/detail/wait_queue.hpp>

namespace asyncio {

/// Thrown by `get_nowait` where there is nothing. Follows `asyncio.QueueEmpty`.
class QueueEmpty : public std::runtime_error {
 public:
  QueueEmpty() : std::runtime_error("the queue is empty") {}
};

/// Thrown by `put_nowait` where there is no room. Follows `asyncio.QueueFull`.
class QueueFull : public std::runtime_error {
 public:
  QueueFull() : std::runtime_error("the queue is full") {}
};

/// Thrown by `put`, and by `get` where there is nothing left, once a queue is shut down. Follows `asyncio.QueueShutDown`.
class QueueShutDown : public std::runtime_error {
 public:
  QueueShutDown() : std::runtime_error("the queue is shut down") {}
};

namespace detail {

/// What a queue is without its items.
class QueueBase {
 public:
  QueueBase(const QueueBase&) = delete;
  QueueBase& operator=(const QueueBase&) = delete;

  /// How many items are in the queue.
  [[nodiscard]] virtual int qsize() const noexcept = 0;
  /// How many there may be; 0 or less is without limit.
  [[nodiscard]] int maxsize() const noexcept { return maxsize_; }
  [[nodiscard]] bool empty() const noexcept { return qsize() == 0; }
  [[nodiscard]] bool full() const noexcept { return maxsize_ > 0 && qsize() >= maxsize_; }

  /// Says that the work on an item that was got is done. Throws ValueError when that is said more often than items were put.
  void task_done();
  /// Waits until the work on every item that was put is done. Throws CancelledError.
  void join(std::source_location where = std::source_location::current());

 protected:
  explicit QueueBase(int maxsize) noexcept : maxsize_(maxsize) {}
  virtual ~QueueBase() = default;

  void wait_for_room();
  void wait_for_item();
  void check_room() const;
  void check_item() const;
  void was_put();
  void was_taken() { putters_.wake_next(); }
  void shut_down(int dropped);

 private:
  WaitQueue getters_{FutureKind::queue_get};
  WaitQueue putters_{FutureKind::queue_put};
  WaitQueue joiners_{FutureKind::queue_join};
  int maxsize_;
  int unfinished_ = 0;
  bool shut_down_ = false;
};

}  // namespace detail

/// Items come out in the order in which they were put. Follows `asyncio.Queue`.
template <class T>
class Queue : public detail::QueueBase {
 public:
  using value_type = T;

  /// With `maxsize` of 0 or less, `put` never waits.
  explicit Queue(int maxsize = 0) : QueueBase(maxsize) {}
  ~Queue() override = default;

  [[nodiscard]] int qsize() const noexcept final { return static_cast<int>(items_.size()); }

  /// Puts an item, if need be after waiting for room. Throws CancelledError, and QueueShutDown.
  void put(T&& item, std::source_location where = std::source_location::current()) {
    detail::mark_line(where);
    wait_for_room();
    put_nowait(std::move(item));
  }
  void put(const T& item, std::source_location where = std::source_location::current()) {
    detail::mark_line(where);
    wait_for_room();
    put_nowait(item);
  }
  /// Puts an item. Throws QueueFull, and QueueShutDown.
  void put_nowait(T&& item) {
    check_room();
    store(std::move(item));
    was_put();
  }
  void put_nowait(const T& item) {
    check_room();
    store(T(item));
    was_put();
  }

  /// Takes the next item, if need be after waiting for it. Throws CancelledError, and QueueShutDown.
  T get(std::source_location where = std::source_location::current()) {
    detail::mark_line(where);
    wait_for_item();
    return get_nowait();
  }
  /// Takes the next item. Throws QueueEmpty, or QueueShutDown in its place.
  T get_nowait() {
    check_item();
    T item = take();
    was_taken();
    return item;
  }

  /// From now on nothing can be put, and once the queue is empty nothing got; who waits for that is told so. With `immediate` the queue
  /// is emptied, and each item it had counts as done.
  void shutdown(bool immediate = false) {
    std::deque<T> dropped;
    if (immediate) dropped.swap(items_);
    shut_down(static_cast<int>(dropped.size()));
  }

 protected:
  virtual void store(T&& item) { items_.push_back(std::move(item)); }
  virtual T take() {
    T item = std::move(items_.front());
    items_.pop_front();
    return item;
  }

  std::deque<T> items_;
};

/// The last item put comes out first. Follows `asyncio.LifoQueue`.
template <class T>
class LifoQueue : public Queue<T> {
 public:
  using Queue<T>::Queue;

 protected:
  T take() override {
    T item = std::move(this->items_.back());
    this->items_.pop_back();
    return item;
  }
};

/// The smallest item comes out first. The order of equal ones is that of CPython's `heapq`: the same every time, but not that of
/// putting. Where it matters, put a number into the item that tells them apart. Follows `asyncio.PriorityQueue`.
template <class T, class Compare = std::less<>>
class PriorityQueue : public Queue<T> {
 public:
  explicit PriorityQueue(int maxsize = 0, Compare compare = {}) : Queue<T>(maxsize), less_(std::move(compare)) {}

 protected:
  void store(T&& item) override {
    this->items_.push_back(std::move(item));
    towards_root(0, this->items_.size() - 1);
  }

  T take() override {
    auto& heap = this->items_;
    T item = std::move(heap.front());
    if (heap.size() > 1) heap.front() = std::move(heap.back());
    heap.pop_back();
    if (!heap.empty()) towards_leaves();
    return item;
  }

 private:
  /// `heapq._siftdown`, with swaps, so that a comparison that throws loses no item.
  void towards_root(std::size_t root, std::size_t place) {
    auto& heap = this->items_;
    while (place > root) {
      const std::size_t parent = (place - 1) / 2;
      if (!less_(heap[place], heap[parent])) return;
      std::swap(heap[place], heap[parent]);
      place = parent;
    }
  }

  /// `heapq._siftup`: the first item goes all the way down, the smaller children up, and then back to where it belongs.
  void towards_leaves() {
    auto& heap = this->items_;
    std::size_t place = 0;
    for (std::size_t child = 1; child < heap.size(); child = 2 * place + 1) {
      if (child + 1 < heap.size() && !less_(heap[child], heap[child + 1])) ++child;
      std::swap(heap[place], heap[child]);
      place = child;
    }
    towards_root(0, place);
  }

  [[no_unique_address]] Compare less_;
};

}  // namespace asyncio
