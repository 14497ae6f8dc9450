/// @file
/// Ends the program with a sentence about what it did. The page has the line: the host hands over where the program was.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace asyncio::check {

/// The running task did `what`, as in "used memory that has been freed".
[[noreturn]] void report(std::string_view what) noexcept;

/// The program used `size` bytes at `address`, of which it may not use all. Returns where that cannot be said for certain.
void report_access(std::uintptr_t address, std::size_t size) noexcept;

/// Room for the name of a local variable, as clang describes the frames of functions.
struct Local {
  std::string_view name;
};

/// The local variable in a frame of `fake_stack.cpp` that `address` lies in or next to. False where it is no such frame.
bool find_local(std::uintptr_t address, Local& local) noexcept;

}  // namespace asyncio::check
