/// @file
/// What the system refuses, under the names that Python gave its errors. The messages are sentences that say what was tried.
#pragma once

#include <stdexcept>
#include <string>

namespace asyncio {

/// The system could not do what it was asked. Follows Python's `OSError`.
class OSError : public std::runtime_error {
 public:
  /// `code` is a value of `errno`, 0 where there is none.
  explicit OSError(const std::string& message, int code = 0) : std::runtime_error(message), code_(code) {}
  /// Python's attribute `errno`, which is a macro in C.
  [[nodiscard]] int code() const noexcept { return code_; }

 private:
  int code_;
};

/// Something is wrong with a connection. Follows Python's `ConnectionError`.
class ConnectionError : public OSError {
 public:
  using OSError::OSError;
};

/// Nobody listens there.
class ConnectionRefusedError : public ConnectionError {
 public:
  using ConnectionError::ConnectionError;
};

/// The other end, or the way to it, is gone without a proper end.
class ConnectionResetError : public ConnectionError {
 public:
  using ConnectionError::ConnectionError;
};

/// This end gave the connection up.
class ConnectionAbortedError : public ConnectionError {
 public:
  using ConnectionError::ConnectionError;
};

/// The other end no longer reads.
class BrokenPipeError : public ConnectionError {
 public:
  using ConnectionError::ConnectionError;
};

/// The system allows this to others only, such as listening on a port below 1024.
class PermissionError : public OSError {
 public:
  using OSError::OSError;
};

/// A host's name has no address. Follows Python's `socket.gaierror`.
// NOLINTNEXTLINE(readability-identifier-naming): Python's name
class gaierror : public OSError {
 public:
  using OSError::OSError;
};

}  // namespace asyncio
