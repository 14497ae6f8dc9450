/// @file
/// `std::random_device`. Emscripten's reads /dev/urandom, and a page has no files: ours, linked in its place, asks the host, by the one door
/// for random bytes that a recording knows.
#include <cstdint>
#include <random>
#include <string>

#include <wasi/api.h>

namespace std {

random_device::random_device(const string&) {}
random_device::~random_device() = default;

unsigned random_device::operator()() {
  std::uint32_t value = 0;
  static_cast<void>(__wasi_random_get(reinterpret_cast<std::uint8_t*>(&value), sizeof value));
  return value;
}

double random_device::entropy() const noexcept { return 32; }

}  // namespace std
