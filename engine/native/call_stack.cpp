/// @file
/// Adapter of ports/call_stack.hpp: the unwinder walks the stack, the dynamic linker names what it meets. It knows the functions that a
/// program exports (link with `-rdynamic`); of the others stands where they are, for addr2line or llvm-symbolizer.
#include "../ports/call_stack.hpp"

#include <cxxabi.h>
#include <dlfcn.h>
#include <unwind.h>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace asyncio::core {
namespace {

constexpr std::size_t most_frames = 100;

struct Trace {
  std::array<std::uintptr_t, most_frames> addresses{};
  std::size_t size = 0;
};

_Unwind_Reason_Code add_frame(_Unwind_Context* context, void* argument) {
  auto& trace = *static_cast<Trace*>(argument);
  if (trace.size == most_frames) return _URC_END_OF_STACK;
  // The return address lies behind the call, perhaps in the next function.
  trace.addresses[trace.size++] = _Unwind_GetIP(context) - 1;
  return _URC_NO_REASON;
}

std::string describe(std::uintptr_t address) {
  std::array<char, 32> number{};
  Dl_info info{};
  if (dladdr(reinterpret_cast<void*>(address), &info) == 0) {
    std::snprintf(number.data(), number.size(), "0x%zx", static_cast<std::size_t>(address));
    return number.data();
  }
  std::string text;
  if (info.dli_sname != nullptr) {
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> name(
        abi::__cxa_demangle(info.dli_sname, nullptr, nullptr, &status), &std::free);
    text = std::string(status == 0 ? name.get() : info.dli_sname) + " in ";
  }
  const auto offset = address - reinterpret_cast<std::uintptr_t>(info.dli_fbase);
  std::snprintf(number.data(), number.size(), "+0x%zx", static_cast<std::size_t>(offset));
  return text + info.dli_fname + number.data();
}

}  // namespace

std::vector<std::string> call_stack() {
  Trace trace;
  _Unwind_Backtrace(&add_frame, &trace);
  std::vector<std::string> lines;
  lines.reserve(trace.size);
  for (std::size_t i = 0; i != trace.size; ++i) lines.push_back(describe(trace.addresses[i]));
  return lines;
}

}  // namespace asyncio::core
