/// @file
/// Who waits for whom, as a tree in words. Follows CPython 3.14's `asyncio.format_call_graph`, from the other end: from those who wait to what they
/// wait for. A task that several others wait for stands once with what it waits for itself, and is named elsewhere, so that the text has at most a
/// line for each task and one for each wait between two, however they share. (CPython's grows exponentially: its issue 156860.)
#include <algorithm>
#include <asyncio/task.hpp>
#include <cstdio>
#include <string>
#include <unordered_set>
#include <vector>

#include "describe_place.hpp"
#include "loop.hpp"

namespace asyncio {
namespace detail {
namespace {

/// What the task does, in words.
std::string doing(const TaskState& task) {
  switch (task.state()) {
    case TaskState::State::created:
      return " has not begun";
    case TaskState::State::ready:
      return " is ready to run";
    case TaskState::State::running:
      return " is running";
    case TaskState::State::waiting:
      return " waits for " + task.waiting_for()->describe() + core::describe_place(task.where());
    case TaskState::State::done:
      return " is done";
  }
  return {};
}

/// The tasks that must end for the task to go on, directly or by way of gatherings and the like.
std::vector<TaskState*> awaited_tasks(TaskState& task) {
  std::vector<TaskState*> tasks;
  if (task.state() != TaskState::State::waiting) return tasks;
  std::vector<FutureState*> to_do{task.waiting_for()};
  std::unordered_set<const FutureState*> seen;
  while (!to_do.empty()) {
    FutureState* const each = to_do.back();
    to_do.pop_back();
    if (each->done() || !seen.insert(each).second) continue;
    if (TaskState* const other = each->as_task()) {
      tasks.push_back(other);
      continue;
    }
    std::vector<FutureState*> inner;
    each->list_awaited(inner);
    // The first comes out first.
    to_do.insert(to_do.end(), inner.rbegin(), inner.rend());
  }
  return tasks;
}

class CallGraph {
 public:
  explicit CallGraph(Loop& loop) {
    std::unordered_set<const TaskState*> awaited;
    for (TaskState* task = loop.first_task(); task != nullptr; task = Loop::next_task(*task)) {
      for (const TaskState* other : awaited_tasks(*task)) awaited.insert(other);
    }
    for (TaskState* task = loop.first_task(); task != nullptr; task = Loop::next_task(*task)) {
      if (!awaited.contains(task)) add(*task);
    }
    // Those that wait for one another in a circle.
    for (TaskState* task = loop.first_task(); task != nullptr; task = Loop::next_task(*task)) add(*task);
  }

  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  struct Line {
    TaskState* task;
    std::size_t depth;
  };

  /// Not by recursion: the chain may be longer than a stack is deep.
  void add(TaskState& root) {
    if (told_.contains(&root)) return;
    std::vector<Line> to_do{{&root, 0}};
    while (!to_do.empty()) {
      const auto [task, depth] = to_do.back();
      to_do.pop_back();
      // Deeper than a line is wide, the depth is said in a number.
      text_.append(2 * std::min<std::size_t>(depth, 20), ' ');
      if (depth > 20) text_ += "(depth " + std::to_string(depth) + ") ";
      text_ += task->name();
      if (!told_.insert(task).second) {
        text_ += " (see there)\n";
        continue;
      }
      text_ += doing(*task) + '\n';
      const auto tasks = awaited_tasks(*task);
      for (auto each = tasks.rbegin(); each != tasks.rend(); ++each) to_do.push_back({*each, depth + 1});
    }
  }

  std::unordered_set<const TaskState*> told_;
  std::string text_;
};

}  // namespace
}  // namespace detail

std::string format_call_graph() { return detail::CallGraph(detail::running_loop()).text(); }

void print_call_graph() { std::fputs(format_call_graph().c_str(), stdout); }

}  // namespace asyncio
