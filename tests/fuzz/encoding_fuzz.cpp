// Any bytes, decoded as each kind of value: what is accepted is encoded again and must come back the same.
#include <array>
#include <asyncio/detail/encoding.hpp>
#include <asyncio/errors.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace {

struct Point {
  std::int32_t x;
  std::uint8_t y;
};

template <class T>
void check(std::string_view bytes) {
  std::optional<T> value;
  try {
    value.emplace(asyncio::detail::decode<T>(bytes));
  } catch (const asyncio::RuntimeError&) {
    return;
  }
  if (asyncio::detail::encode(*value).size() != bytes.size()) std::abort();
}

template <class... Ts>
void check_one_of(std::size_t which, std::string_view bytes) {
  std::size_t i = 0;
  ((i++ == which % sizeof...(Ts) ? check<Ts>(bytes) : void()), ...);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  using Nested =
      std::vector<std::tuple<std::string, std::optional<std::vector<bool>>, std::variant<int, std::u16string>>>;
  check_one_of<int, bool, Point, std::string, std::vector<double>, std::vector<std::string>, std::vector<std::tuple<>>,
               std::array<std::string, 3>, std::pair<bool, std::vector<std::vector<std::vector<char>>>>, Nested,
               std::vector<std::variant<std::monostate, std::array<double, 100>>>>(data[0], bytes);
  return 0;
}
