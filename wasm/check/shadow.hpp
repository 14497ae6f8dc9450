/// @file
/// What the program may use of its memory, a byte for every 8: 0 for all of them, 1 to 7 for the first so many, and from `heap_edge` on a
/// reason why none. The code that clang adds to a program (`-fsanitize=address`) looks there before it reads or writes.
/// Source: LLVM's AddressSanitizer.cpp (mapping and values), AddressSanitizerAlgorithm in the documentation of the sanitizers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace asyncio::check {

/// Of 1 GB, at the bottom of memory: the linker keeps it free, below the program's first stack (wasm/sdk/arguments.ts).
inline constexpr std::uintptr_t shadow_size = 128 * 1024 * 1024;
inline constexpr std::size_t granule = 8;

/// Why memory may not be used. The values that clang writes itself are given by it.
enum Reason : std::uint8_t {
  before_local = 0xf1,
  between_locals = 0xf2,
  after_local = 0xf3,
  after_return = 0xf5,
  after_scope = 0xf8,
  around_global = 0xf9,
  heap_edge = 0xfa,
  freed = 0xfd,
  null_page = 0xfe,
};

inline std::uint8_t* shadow_of(std::uintptr_t address) noexcept {
  return reinterpret_cast<std::uint8_t*>(address / granule);
}

/// Both are multiples of 8.
inline void poison(std::uintptr_t begin, std::size_t size, Reason reason) noexcept {
  std::memset(shadow_of(begin), reason, size / granule);
}

/// Allows the first `size` bytes from `begin`, a multiple of 8.
inline void allow(std::uintptr_t begin, std::size_t size) noexcept {
  std::memset(shadow_of(begin), 0, size / granule);
  if (size % granule != 0) *shadow_of(begin + size) = static_cast<std::uint8_t>(size % granule);
}

inline std::uintptr_t round_up(std::uintptr_t value, std::uintptr_t unit) noexcept {
  return (value + unit - 1) / unit * unit;
}

/// Whether the byte may be used.
inline bool is_allowed(std::uintptr_t address) noexcept {
  const std::uint8_t state = *shadow_of(address);
  return state == 0 || (state < granule && address % granule < state);
}

/// The first byte that may not be used; `begin + size` if all may.
inline std::uintptr_t first_refused(std::uintptr_t begin, std::size_t size) noexcept {
  std::uintptr_t at = begin;
  while (at < begin + size) {
    if (!is_allowed(at)) return at;
    at = at / granule * granule + granule;
  }
  // The last granule may be allowed in part.
  if (size != 0 && !is_allowed(begin + size - 1)) return begin + size - 1;
  return begin + size;
}

}  // namespace asyncio::check
