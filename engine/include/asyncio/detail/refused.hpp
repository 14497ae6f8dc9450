/// @file
/// Calls that read well in Python and mean something else in C++, refused by a sentence that says what to write. A declaration costs the
/// compiler next to nothing; a static_assert would need a template for each.
#pragma once

/// In place of a body: whoever calls this is told `sentence`. C++26, which clang 19 takes in any mode, with a warning.
#define ASYNCIO_REFUSED(sentence)                                                               \
  _Pragma("clang diagnostic push") _Pragma("clang diagnostic ignored \"-Wc++26-extensions\"") = \
      delete (sentence)_Pragma("clang diagnostic pop")

namespace asyncio::detail {

/// What a refused call returns: anything, so that the compiler finds no second mistake in the line.
struct Refused {
  template <class T>
  operator T() const;  // NOLINT(google-explicit-constructor): see above
};

}  // namespace asyncio::detail
