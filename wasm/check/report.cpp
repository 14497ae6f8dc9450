#include "report.hpp"

#include <array>
#include <string>

#include "../../engine/ports/stack.hpp"
#include "../abi/imports.hpp"
#include "shadow.hpp"

namespace asyncio::check {
namespace {

std::uint8_t reason_of(std::uintptr_t address) noexcept {
  const std::uint8_t state = *shadow_of(address);
  // Allowed in part: what refuses the rest stands in the next.
  return state < granule ? *shadow_of(address + granule) : state;
}

std::string quoted(const Local& local) { return "`" + std::string(local.name) + "`"; }

}  // namespace

void report(std::string_view what) noexcept {
  std::array<char, core::task_name_room> room{};
  const std::string_view task = core::running_task(room);
  const std::string message =
      "Check: the program " + std::string(what) + " (in " + std::string(task.empty() ? "main()" : task) + ")";
  constexpr std::string_view reason = "check";
  tulip_fail(reason.data(), reason.size(), message.data(), message.size(), nullptr);
}

void report_access(std::uintptr_t address, std::size_t size) noexcept {
  const std::uintptr_t at = first_refused(address, size);
  if (at == address + size) return;
  const std::uint8_t reason = reason_of(at);
  switch (reason) {
    case null_page:
      report("used a null pointer");
    case freed:
      report("used memory that has been freed: a reference, pointer or iterator outlived what it referred to");
    case heap_edge:
      report("used memory beyond the end, or before the beginning, of what was allocated");
    case around_global:
      report("used memory beyond the end of a global variable");
    default:
      break;
  }
  Local local;
  // Frames on a stack itself are not cleaned up when an exception passes them: nothing is certain about these.
  if (!find_local(at, local)) return;
  if (reason == after_return) report("used " + quoted(local) + ", a local variable of a function that has returned");
  if (reason == after_scope) report("used " + quoted(local) + ", a local variable, after the end of its block");
  report("used memory beyond the end, or before the beginning, of the local variable " + quoted(local));
}

}  // namespace asyncio::check
