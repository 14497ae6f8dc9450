/// @file
/// What clang calls where the shadow refuses an access, and in place of copying. It goes on where `report_access` returns
/// (`-fsanitize-recover=address`).
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "../fcontext/stack_limit.hpp"
#include "fake_stack.hpp"
#include "report.hpp"
#include "shadow.hpp"

using asyncio::check::report_access;

#define TULIP_ACCESS(size)                                                                                      \
  extern "C" void __asan_report_load##size##_noabort(std::uintptr_t address) { report_access(address, size); }  \
  extern "C" void __asan_report_store##size##_noabort(std::uintptr_t address) { report_access(address, size); } \
  extern "C" void __asan_load##size##_noabort(std::uintptr_t address) { report_access(address, size); }         \
  extern "C" void __asan_store##size##_noabort(std::uintptr_t address) { report_access(address, size); }

TULIP_ACCESS(1)
TULIP_ACCESS(2)
TULIP_ACCESS(4)
TULIP_ACCESS(8)
TULIP_ACCESS(16)

namespace {

/// As clang lays it out for `__asan_register_globals`.
struct Global {
  std::uintptr_t begin;
  std::size_t size;
  std::size_t size_with_edge;
  const char* name;
  const char* module;
  std::uintptr_t has_dynamic_initializer;
  const void* location;
  std::uintptr_t odr_indicator;
};

}  // namespace

extern "C" {

void __asan_report_load_n_noabort(std::uintptr_t address, std::size_t size) { report_access(address, size); }
void __asan_report_store_n_noabort(std::uintptr_t address, std::size_t size) { report_access(address, size); }
void __asan_loadN_noabort(std::uintptr_t address, std::size_t size) { report_access(address, size); }
void __asan_storeN_noabort(std::uintptr_t address, std::size_t size) { report_access(address, size); }

// The linker puts these in the place of the C library's (`--wrap`), so that the engine and the libraries, in which clang has added nothing, are
// looked at where they copy: a string that is gone and is printed, for example.
void* __real_memcpy(void* to, const void* from, std::size_t size);
void* __real_memmove(void* to, const void* from, std::size_t size);
void* __wrap_memcpy(void* to, const void* from, std::size_t size) {
  report_access(reinterpret_cast<std::uintptr_t>(from), size);
  report_access(reinterpret_cast<std::uintptr_t>(to), size);
  return __real_memcpy(to, from, size);
}
void* __wrap_memmove(void* to, const void* from, std::size_t size) {
  report_access(reinterpret_cast<std::uintptr_t>(from), size);
  report_access(reinterpret_cast<std::uintptr_t>(to), size);
  return __real_memmove(to, from, size);
}
void* __asan_memcpy(void* to, const void* from, std::size_t size) { return __wrap_memcpy(to, from, size); }
void* __asan_memmove(void* to, const void* from, std::size_t size) { return __wrap_memmove(to, from, size); }
void* __asan_memset(void* to, int value, std::size_t size) {
  report_access(reinterpret_cast<std::uintptr_t>(to), size);
  return std::memset(to, value, size);
}

/// Called before the first initialiser of the program.
void __asan_init() {
  static bool done = false;
  if (done) return;
  done = true;
  asyncio::check::poison(0, 64 * 1024, asyncio::check::null_page);
  // The first stack ends above the shadow.
  tulip_stack_limit = asyncio::check::shadow_size + tulip_stack_reserve;
}
void __asan_version_mismatch_check_v8() {}

void __asan_register_globals(const Global* globals, std::size_t count) {
  for (const Global* each = globals; each != globals + count; ++each) {
    const std::size_t whole = asyncio::check::round_up(each->size, asyncio::check::granule);
    asyncio::check::poison(each->begin + whole, each->size_with_edge - whole, asyncio::check::around_global);
    asyncio::check::allow(each->begin, each->size);
  }
}
void __asan_unregister_globals(const Global*, std::size_t) {}
void __asan_before_dynamic_init(const char*) {}
void __asan_after_dynamic_init() {}

// The number of elements that stands before an array made by `new`.
void __asan_poison_cxx_array_cookie(std::uintptr_t) {}
std::size_t __asan_load_cxx_array_cookie(const std::size_t* count) {
  report_access(reinterpret_cast<std::uintptr_t>(count), sizeof *count);
  return *count;
}

void __asan_handle_no_return() {}
// Arrays of a length that is not constant stand on the stack itself, where an exception would leave them behind.
void __asan_alloca_poison(std::uintptr_t, std::size_t) {}
void __asan_allocas_unpoison(std::uintptr_t, std::uintptr_t) {}

// Called where a function is left, for its whole frame.
void __asan_set_shadow_f5(std::uintptr_t begin, std::size_t size) {
  asyncio::check::leave_frame(begin * asyncio::check::granule, size * asyncio::check::granule);
}
#define TULIP_SET_SHADOW(value)                                            \
  void __asan_set_shadow_##value(std::uintptr_t begin, std::size_t size) { \
    std::memset(reinterpret_cast<void*>(begin), 0x##value, size);          \
  }
TULIP_SET_SHADOW(00)
TULIP_SET_SHADOW(01)
TULIP_SET_SHADOW(02)
TULIP_SET_SHADOW(03)
TULIP_SET_SHADOW(04)
TULIP_SET_SHADOW(05)
TULIP_SET_SHADOW(06)
TULIP_SET_SHADOW(07)
TULIP_SET_SHADOW(f1)
TULIP_SET_SHADOW(f2)
TULIP_SET_SHADOW(f3)
TULIP_SET_SHADOW(f8)
}
