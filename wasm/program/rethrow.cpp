/// @file
/// Throwing an exception again by its `std::exception_ptr`, in place of Emscripten's libc++abi (the linker's `--wrap` puts it there).
///
/// Several handlers may hold one exception at a time, each in a task of its own: all who await a failed task catch the same one. So
/// libc++abi throws a small *dependent* exception for each, which counts the handler and knows its neighbours on the handlers'
/// stack. Emscripten 3.1.69's makes one, throws the original instead, and leaks the other: two tasks that wait in their handlers then
/// end each other's. This is libc++abi's own function (cxa_exception.cpp) as it is on other platforms.
#include <unwind.h>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <exception>
#include <typeinfo>

extern "C" {
// From libc++abi.
void* __cxa_allocate_dependent_exception() noexcept;
void __cxa_increment_exception_refcount(void* thrown) noexcept;
struct __cxa_eh_globals {
  void* caught_exceptions;
  unsigned int uncaught_exceptions;
};
__cxa_eh_globals* __cxa_get_globals() noexcept;
void* __cxa_begin_catch(void* unwind_header) noexcept;
void __cxa_free_dependent_exception(void* dependent) noexcept;
void __cxa_decrement_exception_refcount(void* thrown) noexcept;
}

namespace {

/// libc++abi's __cxa_exception and __cxa_dependent_exception, which share their layout, with 32-bit pointers (cxa_exception.h).
struct ExceptionHeader {
  std::type_info* type;
  void* destructor;
  void (*unexpected_handler)();
  std::terminate_handler terminate_handler;
  ExceptionHeader* next;
  int handler_count;
  int handler_switch_value;
  const unsigned char* action_record;
  const unsigned char* language_specific_data;
  void* catch_temp;
  void* adjusted_pointer;
  /// In a dependent exception; the count of references in a primary one.
  void* primary_exception;
  _Unwind_Exception unwind_header;
};
static_assert(offsetof(ExceptionHeader, primary_exception) == 44);
static_assert(offsetof(ExceptionHeader, unwind_header) == 48);
static_assert(sizeof(ExceptionHeader) == 80);

// "CLNGC++\1", as a big-endian number.
constexpr std::uint64_t dependent_exception_class = 0x434C4E47432B2B01;

ExceptionHeader* header_of(_Unwind_Exception* unwind_header) {
  return reinterpret_cast<ExceptionHeader*>(reinterpret_cast<char*>(unwind_header) -
                                            offsetof(ExceptionHeader, unwind_header));
}

void clean_up(_Unwind_Reason_Code, _Unwind_Exception* unwind_header) {
  ExceptionHeader* const dependent = header_of(unwind_header);
  __cxa_decrement_exception_refcount(dependent->primary_exception);
  __cxa_free_dependent_exception(dependent);
}

}  // namespace

extern "C" void __wrap___cxa_rethrow_primary_exception(void* thrown) {
  if (thrown == nullptr) return;
  const ExceptionHeader* const primary = static_cast<ExceptionHeader*>(thrown) - 1;
  auto* const dependent = static_cast<ExceptionHeader*>(__cxa_allocate_dependent_exception());
  dependent->primary_exception = thrown;
  __cxa_increment_exception_refcount(thrown);
  dependent->type = primary->type;
  dependent->unexpected_handler = primary->unexpected_handler;
  dependent->terminate_handler = std::get_terminate();
  std::memcpy(&dependent->unwind_header.exception_class, &dependent_exception_class, sizeof(dependent_exception_class));
  dependent->unwind_header.exception_cleanup = &clean_up;
  ++__cxa_get_globals()->uncaught_exceptions;
  _Unwind_RaiseException(&dependent->unwind_header);
  // There is nobody to catch it.
  __cxa_begin_catch(&dependent->unwind_header);
}
