/// @file
/// Adapter of engine/ports/output.hpp. All that a program writes, by whatever means, comes through one function of the C library, so that the page
/// can tell of each byte which step printed it.
#include <wasi/api.h>

#include <array>
#include <cstdio>
#include <span>
#include <utility>

#include "../../engine/ports/output.hpp"
#include "output.hpp"

extern "C" __attribute__((import_module("wasi_snapshot_preview1"), import_name("fd_write"))) __wasi_errno_t
tulip_fd_write(__wasi_fd_t stream, const __wasi_ciovec_t* pieces, std::size_t count, __wasi_size_t* written);

namespace asyncio::wasm {
namespace {

/// Bytes that no observer has been told of, as no loop ran. By stream: 1 output, 2 errors.
constinit std::array<std::size_t, 3> untold{};

}  // namespace

void tell_of_earlier_output() noexcept {
  for (const auto stream : {core::StandardStream::output, core::StandardStream::errors}) {
    std::size_t& bytes = untold[std::to_underlying(stream)];
    if (bytes != 0 && core::tell_printed(stream, bytes)) bytes = 0;
  }
}

}  // namespace asyncio::wasm

void asyncio::core::print(StandardStream stream, std::string_view text) {
  std::FILE* const file = stream == StandardStream::output ? stdout : stderr;
  std::fwrite(text.data(), 1, text.size(), file);
  std::fflush(file);
}

/// In place of the C library's import.
extern "C" __wasi_errno_t __wasi_fd_write(__wasi_fd_t stream, const __wasi_ciovec_t* pieces, std::size_t count,
                                          __wasi_size_t* written) {
  using asyncio::core::StandardStream;
  const __wasi_errno_t error = tulip_fd_write(stream, pieces, count, written);
  if (error != __WASI_ERRNO_SUCCESS) return error;
  asyncio::wasm::tell_of_earlier_output();
  if (!asyncio::core::tell_printed(static_cast<StandardStream>(stream), *written))
    asyncio::wasm::untold[static_cast<std::size_t>(stream)] += *written;
  return error;
}
