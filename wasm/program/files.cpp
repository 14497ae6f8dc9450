/// @file
/// Files: a page has none. A program that opens one gets the error that it would get elsewhere, and its reader is told why.
#include <fcntl.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

#include "../abi/imports.hpp"

/// In place of the C library's own (the linker's `--wrap` puts it there), which takes every path for forbidden.
extern "C" int __wrap___syscall_openat(int, std::intptr_t path, int flags, ...) {
  const auto* const name = reinterpret_cast<const char*>(path);
  tulip_lacks(TULIP_LACKS_FILES, name, std::strlen(name));
  return (flags & O_CREAT) != 0 ? -EROFS : -ENOENT;
}
