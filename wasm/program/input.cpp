/// @file
/// Standard input, by whatever means a program reads it: `std::cin`, `scanf`, `read`.
#include <unistd.h>
#include <wasi/api.h>

#include <algorithm>
#include <cstdio>
#include <span>

#include "../abi/imports.hpp"

/// In place of the C library's import. Where nothing has come yet it waits, and with it everything else in the program, as a read of a terminal does.
extern "C" __wasi_errno_t __wasi_fd_read(__wasi_fd_t stream, const __wasi_iovec_t* pieces, std::size_t count,
                                         __wasi_size_t* read) {
  if (stream != STDIN_FILENO) return __WASI_ERRNO_BADF;
  *read = 0;
  const std::span all(pieces, count);
  const auto piece = std::ranges::find_if(all, [](const __wasi_iovec_t& each) { return each.buf_len != 0; });
  if (piece == all.end()) return __WASI_ERRNO_SUCCESS;
  // A question without a line end is to be seen before it is answered.
  std::fflush(stdout);
  std::int32_t taken = tulip_input_take(piece->buf, piece->buf_len);
  if (taken < 0) {
    tulip_input_wait();
    taken = tulip_input_take(piece->buf, piece->buf_len);
  }
  // Nothing still: a replay of a run that read no further.
  *read = static_cast<__wasi_size_t>(std::max(taken, 0));
  return __WASI_ERRNO_SUCCESS;
}
