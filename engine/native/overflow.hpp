/// @file
/// What happens when a task's stack overflows: the process ends, as its memory may no longer be used, but says which task it was.
///
/// The first stack installs a handler for SIGSEGV and SIGBUS. It runs on an alternate stack, which each thread that has tasks gets
/// unless it has one. A fault anywhere but in the guard pages of the stack that runs goes to the handler that was there before, as if this
/// one were not. A program that installs its own handler later replaces this one; it may call what sigaction returns to it.
#pragma once

#include "../ports/stack.hpp"

namespace asyncio::native {

/// Sees to it that overflows on this thread are told. Costs next to nothing after the first call.
void watch_for_overflow();

/// Whether `address` lies in the guard pages of `stack`.
[[nodiscard]] bool is_guarded(const core::Stack& stack, const void* address) noexcept;

}  // namespace asyncio::native
