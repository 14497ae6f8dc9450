/// @file
/// Throwing an exception, in place of libc++abi's function (the linker's `--wrap` puts it there): the host notes where, for the exception that nobody
/// catches.
#include <typeinfo>

#include "../abi/imports.hpp"

extern "C" {
[[noreturn]] void __real___cxa_throw(void* thrown, std::type_info* type, void* (*destructor)(void*));

[[noreturn]] void __wrap___cxa_throw(void* thrown, std::type_info* type, void* (*destructor)(void*)) {
  tulip_thrown(thrown);
  __real___cxa_throw(thrown, type, destructor);
}
}
