#include <asyncio/task.hpp>
#include <charconv>
#include <cstring>

#include "fiber.hpp"

namespace asyncio::core {

const Stack& running_stack() noexcept { return Fiber::current().stack(); }

std::size_t wanted_stack_size() noexcept { return FiberPool::current().stack_size(); }

std::string_view running_task(std::span<char, task_name_room> room) noexcept {
  const detail::TaskState* const task = detail::current_task();
  if (task == nullptr) return {};
  if (const std::string_view name = task->given_name(); !name.empty()) return name;
  constexpr std::string_view before = "Task-";
  std::memcpy(room.data(), before.data(), before.size());
  const char* const end = std::to_chars(room.data() + before.size(), room.data() + room.size(), task->number()).ptr;
  return {room.data(), end};
}

}  // namespace asyncio::core
