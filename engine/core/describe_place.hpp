/// @file
/// A place in a program, in words.
#pragma once

#include <source_location>
#include <string>

namespace asyncio::core {

/// ` at main.cpp:12`; nothing where the place is not known.
inline std::string describe_place(std::source_location where) {
  if (where.line() == 0) return {};
  std::string file = where.file_name();
  file.erase(0, file.rfind('/') + 1);
  return " at " + file + ":" + std::to_string(where.line());
}

}  // namespace asyncio::core
