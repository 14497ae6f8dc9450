#include "remote_exception.hpp"

#include <array>
#include <asyncio/detail/encoding.hpp>
#include <asyncio/errors.hpp>
#include <cstdint>
#include <new>
#include <stdexcept>
#include <typeinfo>
#include <utility>

#include "describe_exception.hpp"

namespace asyncio::core {
namespace {

/// An exception class and how it is made; its place in the table is its name on the way.
struct Known {
  const std::type_info* type;
  std::exception_ptr (*make)(const std::string& what);
};

template <class E>
constexpr Known known{&typeid(E), [](const std::string& what) { return std::make_exception_ptr(E(what)); }};

// NOLINTNEXTLINE(bugprone-throw-keyword-missing)
const std::array table{
    known<RuntimeError>,
    known<ValueError>,
    known<TypeError>,
    known<TimeoutError>,
    known<DeadlockError>,
    known<InvalidStateError>,
    known<std::runtime_error>,
    known<std::logic_error>,
    known<std::invalid_argument>,
    known<std::domain_error>,
    known<std::length_error>,
    known<std::out_of_range>,
    known<std::range_error>,
    known<std::overflow_error>,
    known<std::underflow_error>,
    Known{&typeid(std::bad_alloc), [](const std::string&) { return std::make_exception_ptr(std::bad_alloc()); }},
    // No std::exception, and so found by its own handler below.
    known<CancelledError>,
};
constexpr std::uint8_t runtime_error = 0;
constexpr auto cancelled_error = static_cast<std::uint8_t>(std::tuple_size_v<decltype(table)> - 1);

using Encoded = std::pair<std::uint8_t, std::string>;

std::optional<Encoded> encode_known(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const std::exception& error) {
    for (std::uint8_t i = 0; i != table.size(); ++i) {
      if (*table[i].type == typeid(error)) return Encoded(i, error.what());
    }
  } catch (const CancelledError& error) {
    return Encoded(cancelled_error, error.message());
  } catch (...) {
    return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::string encode_exception(const std::exception_ptr& exception) {
  const auto found = encode_known(exception);
  return detail::encode(found ? *found : Encoded(runtime_error, describe_exception(exception)));
}

std::exception_ptr decode_exception(std::string_view bytes) {
  const auto [index, what] = detail::decode<Encoded>(bytes);
  if (index >= table.size()) detail::Decoder::refuse();
  return table[index].make(what);
}

}  // namespace asyncio::core
