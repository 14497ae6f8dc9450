#include "make_os_error.hpp"

#include <asyncio/os_error.hpp>
#include <cerrno>
#include <cstring>
#include <string>

namespace asyncio::detail {

std::exception_ptr make_os_error(std::string_view what, const core::NetworkError& error) {
  std::string message(what);
  if (!error.reason.empty()) {
    message += ": " + error.reason;
  } else if (error.code != 0) {
    message += std::string(": ") + std::strerror(error.code);
  }
  switch (error.code) {
    case ECONNREFUSED:
      return std::make_exception_ptr(ConnectionRefusedError(message, error.code));
    case ECONNRESET:
      return std::make_exception_ptr(ConnectionResetError(message, error.code));
    case ECONNABORTED:
      return std::make_exception_ptr(ConnectionAbortedError(message, error.code));
    case EPIPE:
      return std::make_exception_ptr(BrokenPipeError(message, error.code));
    case EACCES:
    case EPERM:
      return std::make_exception_ptr(PermissionError(message, error.code));
    default:
      return std::make_exception_ptr(OSError(message, error.code));
  }
}

}  // namespace asyncio::detail
