#include <algorithm>
#include <asyncio/future.hpp>
#include <asyncio/task.hpp>
#include <utility>

#include "loop.hpp"

namespace asyncio::detail {

FutureState::FutureState(Loop& loop) : loop_(&loop) {}

void FutureState::dispose() noexcept {
  // Not in the destructor, where `describe` would no longer be the task's own.
  if (report_exception_) report_unseen_exception();
  delete this;
}

void FutureState::report_unseen_exception() noexcept {
  TaskState* const task = as_task();
  // CPython's names of the classes.
  const char* const type = task != nullptr ? "Task" : kind() == FutureKind::gather ? "_GatheringFuture" : "Future";
  const ExceptionContext context{std::string(type) + " exception was never retrieved", exception_, describe()};
  if (task != nullptr) {
    loop_->call_exception_handler(context, *task);
  } else {
    loop_->call_exception_handler(context);
  }
}

FutureState::~FutureState() {
  if (first_callback_ != Ready()) first_callback_.release();
  if (more_callbacks_) [[unlikely]]
    release_more();
}

void FutureState::release_more() noexcept {
  for (Ready callback : *more_callbacks_) callback.release();
}

bool FutureState::cancel(std::string_view message) {
  // Also where it is too late: who cancels wants no report.
  report_exception_ = false;
  if (done()) return false;
  finish_cancelled(std::make_exception_ptr(CancelledError(std::string(message))));
  return true;
}

void FutureState::check_result() {
  if (status_ == Status::pending) throw InvalidStateError("Result is not set.");
  report_exception_ = false;
  if (exception_) std::rethrow_exception(exception_);
}

std::exception_ptr FutureState::exception() {
  if (status_ == Status::pending) throw InvalidStateError("Exception is not set.");
  if (status_ == Status::cancelled) std::rethrow_exception(exception_);
  report_exception_ = false;
  return exception_;
}

void FutureState::check_settable(const char*) const {
  if (status_ != Status::pending) throw InvalidStateError("invalid state");
}

void FutureState::finish() { end(Status::finished); }

void FutureState::finish_with(std::exception_ptr exception) {
  exception_ = std::move(exception);
  report_exception_ = true;
  end(Status::finished);
}

void FutureState::finish_cancelled(std::exception_ptr cancelled_error) {
  exception_ = std::move(cancelled_error);
  end(Status::cancelled);
}

void FutureState::end(Status status) {
  status_ = status;
  if (loop_->observed()) [[unlikely]]
    loop_->tell([this](auto& each) { each.future_done(*this); });
  if (first_callback_ != Ready()) schedule(std::exchange(first_callback_, Ready()));
  if (more_callbacks_) [[unlikely]]
    schedule_more();
}

void FutureState::schedule_more() {
  const auto more = std::move(more_callbacks_);
  for (const Ready callback : *more) schedule(callback);
}

inline void FutureState::schedule(Ready callback) {
  // A closed loop has nobody left to call.
  if (loop_->is_closed()) return callback.release();
  if (!callback.is_task()) {
    callback.handle().future_done();
  } else if (loop_->observed()) [[unlikely]] {
    loop_->tell([&](auto& each) { each.task_ready(callback.task()); });
  }
  loop_->call_soon(callback);
}

void FutureState::add_callback(Ready callback) {
  if (done()) return schedule(callback);
  if (first_callback_ != Ready() || more_callbacks_) [[unlikely]]
    return add_more(callback);
  first_callback_ = callback;
}

void FutureState::add_more(Ready callback) {
  if (!more_callbacks_) more_callbacks_ = std::make_unique<std::vector<Ready>>();
  more_callbacks_->push_back(callback);
}

std::size_t FutureState::remove_callback(Ready callback) noexcept {
  std::size_t removed = 0;
  if (first_callback_ == callback) {
    std::exchange(first_callback_, Ready()).release();
    ++removed;
  }
  if (more_callbacks_) {
    removed += std::erase_if(*more_callbacks_, [&](Ready other) {
      if (other != callback) return false;
      other.release();
      return true;
    });
  }
  return removed;
}

void check_loop(const FutureState& future, const Loop& loop) {
  if (&future.loop() != &loop)
    throw ValueError("The future belongs to a different loop than the one specified as the loop argument");
}

}  // namespace asyncio::detail
