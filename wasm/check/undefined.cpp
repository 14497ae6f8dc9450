/// @file
/// What clang calls where the language does not say what happens next. Source: LLVM's ubsan_handlers.h.
#include <cstdint>

#include "report.hpp"

/// Handlers by the number of values that they get beside the description of the place.
#define TULIP_UNDEFINED_0(name, what) \
  extern "C" [[noreturn]] void __ubsan_handle_##name(const void*) { asyncio::check::report(what); }
#define TULIP_UNDEFINED_1(name, what) \
  extern "C" [[noreturn]] void __ubsan_handle_##name(const void*, std::uintptr_t) { asyncio::check::report(what); }
#define TULIP_UNDEFINED_2(name, what)                                                               \
  extern "C" [[noreturn]] void __ubsan_handle_##name(const void*, std::uintptr_t, std::uintptr_t) { \
    asyncio::check::report(what);                                                                   \
  }

#define TULIP_TOO_LARGE "computed a number that its type cannot hold (signed integer overflow)"

TULIP_UNDEFINED_2(add_overflow_abort, TULIP_TOO_LARGE)
TULIP_UNDEFINED_2(sub_overflow_abort, TULIP_TOO_LARGE)
TULIP_UNDEFINED_2(mul_overflow_abort, TULIP_TOO_LARGE)
TULIP_UNDEFINED_1(negate_overflow_abort, TULIP_TOO_LARGE)
TULIP_UNDEFINED_2(divrem_overflow_abort, "divided an integer by zero, or the lowest number by -1")
TULIP_UNDEFINED_2(shift_out_of_bounds_abort, "shifted by a negative number of bits, or by more than there are")
TULIP_UNDEFINED_1(out_of_bounds_abort, "used an index that is out of range of an array")
TULIP_UNDEFINED_1(vla_bound_not_positive_abort, "made an array of a length that is not positive")
TULIP_UNDEFINED_1(float_cast_overflow_abort, "converted a number to a type that cannot hold it")
TULIP_UNDEFINED_1(load_invalid_value_abort,
                  "read a value that its type does not have, of memory that was never written perhaps")
TULIP_UNDEFINED_0(missing_return, "left a function that returns a value without one")
TULIP_UNDEFINED_0(builtin_unreachable, "came to a place that was said never to be reached")
