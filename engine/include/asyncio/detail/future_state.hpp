/// @file
/// What a future is without the type of its result, and what it starts when it is done.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <asyncio/detail/future_kind.hpp>
#include <asyncio/loop.hpp>

namespace asyncio::detail {

class TaskState;

/// A thing in the loop's ready queue, and so also a thing that a future starts when it is done: the next step of a task, or a
/// handle. A pointer whose lowest bit tells which: the handle is owned; the task is not, as its loop holds it until it is done.
class Ready {
 public:
  Ready() = default;
  // Those that know what a task is are in task.hpp.
  inline explicit Ready(TaskState& task) noexcept;
  explicit Ready(HandleState& handle) noexcept : Ready(handle, adopt) { handle.retain(); }
  /// Takes over a count, or, for a comparison, does without.
  struct Adopt {};
  static constexpr Adopt adopt{};
  Ready(HandleState& handle, Adopt) noexcept : bits_(reinterpret_cast<std::uintptr_t>(&handle)) {}

  [[nodiscard]] bool is_task() const noexcept { return (bits_ & 1U) != 0; }
  [[nodiscard]] inline TaskState& task() const noexcept;
  [[nodiscard]] HandleState& handle() const noexcept { return *reinterpret_cast<HandleState*>(bits_); }
  /// Gives a handle's count back.
  void release() noexcept {
    if (!is_task()) handle().release();
  }

  friend bool operator==(Ready, Ready) noexcept = default;

 private:
  std::uintptr_t bits_ = 0;
};

/// The part of a future that does not depend on the type of its result.
class FutureState : public RefCounted {
 public:
  enum class Status : std::uint8_t { pending, finished, cancelled };

  explicit FutureState(Loop& loop);
  ~FutureState() override;

  [[nodiscard]] bool done() const noexcept { return status_ != Status::pending; }
  [[nodiscard]] bool cancelled() const noexcept { return status_ == Status::cancelled; }
  [[nodiscard]] Loop& loop() const noexcept { return *loop_; }

  /// False when already done; even then an exception in it counts as looked at. A task, a gathering and the like say for themselves what
  /// cancelling is.
  virtual bool cancel(std::string_view message);
  /// Throws InvalidStateError when pending, what it holds when that is an exception, and CancelledError.
  void check_result();
  /// As `Future.exception()`: null where there is none.
  std::exception_ptr exception();
  /// The exception without the InvalidStateError and without counting as "retrieved".
  [[nodiscard]] const std::exception_ptr& peek_exception() const noexcept { return exception_; }
  void mark_retrieved() noexcept { report_exception_ = false; }

  /// The result is in place: wakes all that wait.
  void finish();
  void finish_with(std::exception_ptr exception);
  void finish_cancelled(std::exception_ptr cancelled_error);
  /// Throws InvalidStateError unless pending, RuntimeError where only the future itself may bring its end. `operation` is the function that
  /// was called.
  virtual void check_settable(const char* operation) const;

  /// `callback` is scheduled when the future is done, at once if it is.
  void add_callback(Ready callback);
  /// How many were removed.
  std::size_t remove_callback(Ready callback) noexcept;
  [[nodiscard]] bool has_callbacks() const noexcept { return first_callback_ != Ready() || more_callbacks_ != nullptr; }

  /// What a task that waits for this waits for, in words: "Task-2", "sleep()".
  [[nodiscard]] virtual std::string describe() const { return "a Future"; }

  // For those who watch a program.

  [[nodiscard]] virtual FutureKind kind() const noexcept { return FutureKind::future; }
  /// What `kind` leaves open: a sleep's length in ns; else 0.
  [[nodiscard]] virtual std::int64_t kind_value() const noexcept { return 0; }
  /// Appends those of which this one waits for some or all: a gathering's children, what a shield shields.
  virtual void list_awaited(std::vector<FutureState*>& list) const { static_cast<void>(list); }
  /// Its number in the event log: a task's from the start, another's from when the log first meets it; 0 before. Counted for each loop from 1.
  [[nodiscard]] std::uint32_t id() const noexcept { return id_; }
  void set_id(std::uint32_t id) noexcept { id_ = id; }

  /// This, where it is a task.
  [[nodiscard]] virtual const TaskState* as_task() const noexcept { return nullptr; }
  [[nodiscard]] TaskState* as_task() noexcept {
    return const_cast<TaskState*>(static_cast<const FutureState&>(*this).as_task());
  }

  /// Where the result is or will be: a `std::optional<T>`.
  [[nodiscard]] void* slot() const noexcept { return slot_; }
  /// Whether the holder of the only reference to this may move the result out.
  [[nodiscard]] bool owns_result_alone() const noexcept { return unique() && !shares_slot_; }

 protected:
  void dispose() noexcept override;
  void set_slot(void* slot) noexcept { slot_ = slot; }
  /// The result is in the slot of another future, which the derived class keeps.
  void share_slot(void* slot) noexcept {
    slot_ = slot;
    shares_slot_ = true;
  }

 private:
  void report_unseen_exception() noexcept;
  void end(Status status);
  void schedule(Ready callback);
  // The rarer half of adding, scheduling and dropping callbacks: those after the first.
  void add_more(Ready callback);
  void schedule_more();
  void release_more() noexcept;

  Status status_ = Status::pending;
  /// An exception is here that nobody has looked at.
  bool report_exception_ = false;
  bool shares_slot_ = false;
  Ref<Loop> loop_;
  void* slot_ = nullptr;
  std::exception_ptr exception_;
  /// Most futures are awaited by one task: the first callback needs no allocation.
  Ready first_callback_;
  std::unique_ptr<std::vector<Ready>> more_callbacks_;
  /// Last, beside what each step of a task touches.
  std::uint32_t id_ = 0;
};

/// The result's place; `void` has none.
template <class T, class Base>
class WithSlot : public Base {
 public:
  template <class... Args>
  explicit WithSlot(Args&&... args) : Base(std::forward<Args>(args)...) {
    this->set_slot(&value_);
  }

 private:
  std::optional<T> value_;
};

template <class T, class Base>
struct WithSlotIfAny {
  using type = WithSlot<T, Base>;
};
template <class Base>
struct WithSlotIfAny<void, Base> {
  using type = Base;
};
template <class T, class Base>
using StateOf = typename WithSlotIfAny<T, Base>::type;

}  // namespace asyncio::detail
