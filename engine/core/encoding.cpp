#include <asyncio/detail/encoding.hpp>
#include <asyncio/errors.hpp>

namespace asyncio::detail {

void Decoder::refuse() { throw RuntimeError("the bytes are no value of the type that was asked for"); }

void Decoder::read(void* to, std::size_t size) {
  if (size > rest_.size()) refuse();
  // An empty vector has no memory to copy to.
  if (size != 0) std::memcpy(to, rest_.data(), size);
  rest_.remove_prefix(size);
}

std::uint8_t Decoder::read_byte() {
  std::uint8_t byte = 0;
  read(&byte, 1);
  return byte;
}

std::size_t Decoder::read_count(std::size_t element_size) {
  std::uint64_t count = 0;
  read(&count, sizeof(count));
  if (count > rest_.size() / element_size) refuse();
  return static_cast<std::size_t>(count);
}

void Decoder::finish() const {
  if (!rest_.empty()) refuse();
}

}  // namespace asyncio::detail
