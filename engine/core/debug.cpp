/// @file
/// What the loop tells of its steps: to a reactor that watches for a loop which gets no turn, and in debug mode to the reader of
/// stderr. Follows CPython's debug mode (`BaseEventLoop._run_once`, "Executing ... took ... seconds").
#include <cstdio>
#include <string>

#include "loop.hpp"

namespace asyncio::detail {

void Loop::set_debug(bool enabled) noexcept {
  debug_ = enabled;
  observes_steps_ = enabled || reactor_->watches_steps();
  step_start_ = time();
}

void Loop::step_begins(const TaskState* task) noexcept {
  reactor_->step_begins(task != nullptr ? task->name() : "a callback");
  if (debug_) step_start_ = time();
}

void Loop::step_ends(const TaskState* task) noexcept {
  const std::chrono::nanoseconds taken = time() - step_start_;
  if (taken < slow_callback_duration) return;
  // By hand, as the C library's printing of floating-point numbers would come with every program.
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(taken).count();
  const std::string fraction = std::to_string(milliseconds % 1000);
  std::string line = "Executing " + (task != nullptr ? task->name() : "a callback") + " took " +
                     std::to_string(milliseconds / 1000) + "." + std::string(3 - fraction.size(), '0') + fraction +
                     " seconds without waiting: nothing else could run meanwhile.";
  if (task != nullptr) line += " Instead of a call that blocks use asyncio::sleep, or asyncio::to_thread.";
  line += '\n';
  std::fputs(line.c_str(), stderr);
}

void Loop::check_thread() const {
  if (thread_ == nullptr || thread_ == this_thread()) return;
  throw RuntimeError(
      "Non-thread-safe operation invoked on an event loop other than the current one: use ThreadsafeLoop");
}

}  // namespace asyncio::detail
