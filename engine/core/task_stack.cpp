/// @file
/// What a task is doing, in words. Follows CPython's `Task.get_stack` and `Task.print_stack` (`base_tasks.py`), which for a task that
/// waits know only the innermost frame: here is a whole stack, and behind it whom the task waits for.
#include <cstdio>
#include <string>
#include <vector>

#include "../ports/call_stack.hpp"
#include "exception_state.hpp"
#include "loop.hpp"

namespace asyncio::detail {
namespace {

std::string headline(const TaskState& task) {
  std::string text = task.name();
  if (task.done()) return text + " is done";
  if (&task == current_task()) return text + " is running";
  const FutureState* awaited = task.waiting_for();
  if (awaited == nullptr) return text + " is ready to run";
  text += " waits for " + awaited->describe();
  for (const TaskState* next = awaited->as_task(); next != nullptr; next = awaited->as_task()) {
    awaited = next->waiting_for();
    if (awaited == nullptr) break;
    text += ", which waits for " + awaited->describe();
  }
  return text;
}

}  // namespace

std::vector<std::string> Loop::stack_of(TaskState& task) {
  if (&task == detail::current_task()) return core::call_stack();
  std::vector<std::string> calls;
  if (task.fiber_ == nullptr) return calls;
  const core::ExceptionState own_exceptions;
  task.fiber_->visit([](void* lines) { *static_cast<std::vector<std::string>*>(lines) = core::call_stack(); }, &calls);
  return calls;
}

std::vector<std::string> stack_of(TaskState& task) { return Loop::stack_of(task); }

void print_stack(TaskState& task) {
  std::string text = headline(task) + '\n';
  for (const std::string& call : Loop::stack_of(task)) text += "  " + call + '\n';
  std::fputs(text.c_str(), stderr);
}

}  // namespace asyncio::detail
