/// @file
/// A file of the C library, closed in the end. Private to engine/native.
#pragma once

#include <cstdio>
#include <memory>

namespace asyncio::native {

struct CloseFile {
  void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

}  // namespace asyncio::native
