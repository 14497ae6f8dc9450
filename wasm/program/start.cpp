/// @file
/// Where a program begins: `main`, with what an operating system would do around it.
#include <asyncio/errors.hpp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <string>
#include <string_view>

#include "../../engine/core/describe_exception.hpp"
#include "../abi/imports.hpp"
#include "begin.hpp"

#define TULIP_TEXT_OF(macro) TULIP_TEXT(macro)
#define TULIP_TEXT(text) #text
// A section and not an export: the host reads it before it links the program, which fails where the interface is another.
__asm__(".section .custom_section.tulip_abi,\"\",@\n.int32 " TULIP_TEXT_OF(TULIP_ABI) "\n");

extern "C" {
void __wasm_call_ctors();
// Calls the `main` of the program, whatever its arguments (Emscripten's libc).
int __main_void();
}

namespace {

[[noreturn]] void fail(std::string_view reason, std::string_view message, const void* exception = nullptr) {
  std::fflush(nullptr);
  tulip_fail(reason.data(), reason.size(), message.data(), message.size(), exception);
}

/// The exception object: all that libc++'s `std::exception_ptr` consists of.
const void* object_of(const std::exception_ptr& exception) {
  const void* object = nullptr;
  static_assert(sizeof(object) == sizeof(exception));
  std::memcpy(&object, &exception, sizeof(object));
  return object;
}

std::string_view reason_of(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const asyncio::DeadlockError&) {
    return "deadlock";
  } catch (const std::bad_alloc&) {
    return "memory";
  } catch (...) {
    return "exception";
  }
}

[[noreturn]] void report(const std::exception_ptr& exception) {
  const auto reason = reason_of(exception);
  if (reason == "memory")
    fail(reason, "out of memory: the program asked for more than the 1 GB it may have (std::bad_alloc)",
         object_of(exception));
  fail(reason, "uncaught exception: " + asyncio::core::describe_exception(exception), object_of(exception));
}

[[noreturn]] void on_terminate() {
  if (const auto exception = std::current_exception()) report(exception);
  // The exception itself cannot be had: on WebAssembly nothing has caught it.
  if (std::uncaught_exceptions() != 0) {
    fail("exception",
         "an exception was about to leave a function that lets none out: one that is noexcept, or a destructor");
  }
  fail("abort", "std::terminate was called");
}

}  // namespace

extern "C" void tulip_begin() {
  __wasm_call_ctors();
  std::set_terminate(on_terminate);
}

/// Runs the program; the host learns of its end by WASI's `proc_exit` or by `tulip_fail`.
extern "C" [[clang::export_name("start")]] void tulip_start() {
  tulip_begin();
  tulip_step(nullptr, 0);
  std::exception_ptr exception;
  int status = 0;
  // Without a handler a WebAssembly exception would leave the program, and its what() would be lost.
  try {
    status = __main_void();
  } catch (...) {
    exception = std::current_exception();
  }
  if (exception) report(exception);
  std::exit(status);
}
