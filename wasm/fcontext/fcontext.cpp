/// @file
/// Boost.Context's three functions for WebAssembly, so that its own headers work unmodified. Twin: fcontext.ts.
///
/// A WebAssembly program has two stacks: the engine's own, which holds return addresses and most locals and which no
/// instruction can reach, and the C stack in linear memory, for everything that has an address. JavaScript Promise Integration suspends
/// the first; this file keeps the second. A suspended context is known by a record on its own C stack.
///
/// Not saved, because WebAssembly has none per stack: signal mask, floating-point control, registers. Not saved here,
/// because Boost's interface does not say so: the C++ runtime's exception state (see engine/core/exception_state.hpp).
#include <boost/context/detail/fcontext.hpp>
#include <cstddef>
#include <cstdint>
#include <new>

#include "../abi/imports.hpp"
#include "stack_limit.hpp"

using boost::context::detail::fcontext_t;
using boost::context::detail::transfer_t;

extern "C" {
// From Emscripten's compiler-rt.
std::uintptr_t emscripten_stack_get_current();
void _emscripten_stack_restore(std::uintptr_t pointer);
}

namespace {

struct Context {
  /// What a new stack is to run; null once it has started.
  void (*entry)(transfer_t);
  /// The C stack pointer to go on with, and how low it may go.
  std::uintptr_t stack_pointer;
  std::uintptr_t stack_limit;
  /// Names the engine's stack to the host.
  std::uint32_t number;
  /// Written by the stack that resumes this one: where it left off, its data, and what to run on top first.
  transfer_t incoming;
  transfer_t (*on_top)(transfer_t);
};

/// Number of the stack that runs; the program's first is 0.
std::uint32_t running = 0;
std::uint32_t last_number = 0;

// Inlined, as each frame on a suspended stack is memory that has to be fetched again when it is resumed.
[[gnu::always_inline]] inline transfer_t switch_to(Context* to, void* data, transfer_t (*on_top)(transfer_t)) {
  Context self{nullptr, emscripten_stack_get_current(), tulip_stack_limit, running, {nullptr, nullptr}, nullptr};
  to->incoming = {&self, data};
  to->on_top = on_top;
  tulip_fctx_switch(self.number, to->number, to->entry != nullptr ? to : nullptr);
  // The C stack pointer is one global variable, which the other stacks have moved.
  _emscripten_stack_restore(self.stack_pointer);
  tulip_stack_limit = self.stack_limit;
  running = self.number;
  return self.on_top != nullptr ? self.on_top(self.incoming) : self.incoming;
}

[[gnu::noinline]] void run(Context* context) {
  running = context->number;
  tulip_stack_limit = context->stack_limit;
  const auto entry = context->entry;
  context->entry = nullptr;
  const transfer_t incoming = context->incoming;
  entry(context->on_top != nullptr ? context->on_top(incoming) : incoming);
  __builtin_trap();  // A context's function must switch away instead of returning.
}

}  // namespace

/// Called by the host on a fresh engine stack. Has no frame of its own on the C stack, which changes under it.
extern "C" [[clang::export_name("fctx_entry")]] void tulip_fctx_entry(Context* context) {
  _emscripten_stack_restore(context->stack_pointer);
  run(context);
}

extern "C" fcontext_t make_fcontext(void* top, std::size_t size, void (*entry)(transfer_t)) {
  constexpr std::uintptr_t alignment = 16;
  const auto address = reinterpret_cast<std::uintptr_t>(top);
  const auto place = (address - sizeof(Context)) & ~(alignment - 1);
  return new (reinterpret_cast<void*>(place))
      Context{entry, place, address - size + tulip_stack_reserve, ++last_number, {nullptr, nullptr}, nullptr};
}

extern "C" transfer_t jump_fcontext(fcontext_t const to, void* data) {
  return switch_to(static_cast<Context*>(to), data, nullptr);
}

extern "C" transfer_t ontop_fcontext(fcontext_t const to, void* data, transfer_t (*on_top)(transfer_t)) {
  return switch_to(static_cast<Context*>(to), data, on_top);
}
