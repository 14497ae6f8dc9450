/// @file
/// Values as bytes: how arguments, results and messages get to a worker that shares no memory with its owner, and back.
///
/// The format, between two instances of one program, so that neither types nor versions are written:
///   plain value            its bytes as they lie in memory; a `bool` is 0 or 1
///   string, vector         number of elements as 8 bytes, then the elements
///   pair, tuple, array     the elements one after another; an empty one is a zero byte
///   optional               0, or 1 and the value
///   variant                the alternative's index as a byte, then its value
/// Numbers have the machine's own byte order. Each value takes a byte at least, so that no count can be larger than the bytes that
/// follow: whatever bytes the decoder is given, it reads none beyond them, allocates in proportion to them, and throws RuntimeError
/// where they are no such value. The bytes of plain structures are believed.
#pragma once

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace asyncio::detail {

/// Appends values to bytes.
class Encoder {
 public:
  void write(const void* data, std::size_t size) { bytes_.append(static_cast<const char*>(data), size); }
  void write_byte(std::uint8_t byte) { bytes_.push_back(static_cast<char>(byte)); }
  void write_count(std::uint64_t count) { write(&count, sizeof(count)); }
  [[nodiscard]] std::string take() noexcept { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Reads values from the front of bytes, which must outlive it. Every member throws RuntimeError where the bytes end too early or make
/// no sense.
class Decoder {
 public:
  explicit Decoder(std::string_view bytes) noexcept : rest_(bytes) {}

  void read(void* to, std::size_t size);
  [[nodiscard]] std::uint8_t read_byte();
  /// A number of elements that take at least `element_size` bytes each.
  [[nodiscard]] std::size_t read_count(std::size_t element_size);
  [[nodiscard]] std::size_t left() const noexcept { return rest_.size(); }
  /// Nothing may be left.
  void finish() const;
  [[noreturn]] static void refuse();

 private:
  std::string_view rest_;
};

/// Why a type cannot be encoded.
enum class Encodability : std::uint8_t { yes, points_elsewhere, unknown };

template <class T>
inline constexpr bool points_elsewhere =
    std::is_pointer_v<T> || std::is_member_pointer_v<T> || std::is_null_pointer_v<T> || std::is_reference_v<T>;
template <class C, class Traits>
inline constexpr bool points_elsewhere<std::basic_string_view<C, Traits>> = true;
template <class T, std::size_t size>
inline constexpr bool points_elsewhere<std::span<T, size>> = true;
template <class T>
inline constexpr bool points_elsewhere<std::reference_wrapper<T>> = true;
template <class T>
inline constexpr bool points_elsewhere<std::initializer_list<T>> = true;

template <class T>
inline constexpr bool is_plain = std::is_object_v<T> && !points_elsewhere<T> && std::is_trivially_copyable_v<T> &&
                                 std::is_copy_constructible_v<T> && !std::is_const_v<T>;

/// How a `T` is encoded; this one, how a plain value is.
template <class T>
struct Codec {
  static constexpr Encodability can = points_elsewhere<T> ? Encodability::points_elsewhere
                                      : is_plain<T>       ? Encodability::yes
                                                          : Encodability::unknown;
  /// Its elements may be copied all at once.
  static constexpr bool is_bytes = !std::is_same_v<T, bool>;
  /// The fewest bytes that a value takes.
  static constexpr std::size_t least = sizeof(T);

  static void write(Encoder& to, const T& value) { to.write(&value, sizeof(T)); }
  static T read(Decoder& from) {
    if constexpr (std::is_same_v<T, bool>) {
      const auto byte = from.read_byte();
      if (byte > 1) Decoder::refuse();
      return byte != 0;
    } else {
      std::array<std::byte, sizeof(T)> bytes{};
      from.read(bytes.data(), bytes.size());
      return std::bit_cast<T>(bytes);
    }
  }
};

/// What several elements are worth together.
template <class... Ts>
consteval Encodability encodability_of_all() {
  Encodability all = Encodability::yes;
  for (const Encodability each : {Encodability::yes, Codec<Ts>::can...}) {
    if (all == Encodability::yes) all = each;
  }
  return all;
}

/// Elements in a row whose number is not known beforehand.
template <class Container, class T>
struct SequenceCodec {
  static constexpr Encodability can = Codec<T>::can;
  static constexpr bool is_bytes = false;
  static constexpr std::size_t least = sizeof(std::uint64_t);

  static void write(Encoder& to, const Container& value) {
    to.write_count(value.size());
    if constexpr (Codec<T>::is_bytes) {
      to.write(value.data(), value.size() * sizeof(T));
    } else {
      for (const T& each : value) Codec<T>::write(to, each);
    }
  }
  static Container read(Decoder& from) {
    Container value;
    std::size_t count = from.read_count(Codec<T>::least);
    if constexpr (Codec<T>::is_bytes && std::is_default_constructible_v<T>) {
      value.resize(count);
      from.read(value.data(), count * sizeof(T));
    } else {
      // Without room made beforehand: elements in memory may be much larger than their bytes here.
      while (count-- != 0) value.push_back(Codec<T>::read(from));
    }
    return value;
  }
};

template <class C, class Traits, class Allocator>
struct Codec<std::basic_string<C, Traits, Allocator>> : SequenceCodec<std::basic_string<C, Traits, Allocator>, C> {};
template <class T, class Allocator>
struct Codec<std::vector<T, Allocator>> : SequenceCodec<std::vector<T, Allocator>, T> {};

/// A fixed number of elements.
template <class Product, class... Ts>
struct ProductCodec {
  static constexpr Encodability can = encodability_of_all<Ts...>();
  static constexpr bool is_bytes = false;
  static constexpr std::size_t least = sizeof...(Ts) == 0 ? 1 : (std::size_t{0} + ... + Codec<Ts>::least);

  static void write(Encoder& to, const Product& value) {
    if constexpr (sizeof...(Ts) == 0) {
      to.write_byte(0);
    } else {
      std::apply([&to](const Ts&... each) { (Codec<Ts>::write(to, each), ...); }, value);
    }
  }
  static Product read(Decoder& from) {
    if constexpr (sizeof...(Ts) == 0) {
      if (from.read_byte() != 0) Decoder::refuse();
    }
    // In braces, where the order is that of the text.
    return Product{Codec<Ts>::read(from)...};
  }
};

template <class... Ts>
struct Codec<std::tuple<Ts...>> : ProductCodec<std::tuple<Ts...>, Ts...> {};
template <class A, class B>
struct Codec<std::pair<A, B>> : ProductCodec<std::pair<A, B>, A, B> {};

template <class T, std::size_t size>
struct Codec<std::array<T, size>> {
  static constexpr Encodability can = Codec<T>::can;
  static constexpr bool is_bytes = size != 0 && Codec<T>::is_bytes;
  static constexpr std::size_t least = size == 0 ? 1 : size * Codec<T>::least;

  static void write(Encoder& to, const std::array<T, size>& value) {
    if constexpr (size == 0) to.write_byte(0);
    for (const T& each : value) Codec<T>::write(to, each);
  }
  static std::array<T, size> read(Decoder& from) {
    if constexpr (size == 0) {
      if (from.read_byte() != 0) Decoder::refuse();
      return {};
    } else if constexpr (is_bytes) {
      std::array<std::byte, sizeof(T) * size> bytes;
      from.read(bytes.data(), bytes.size());
      return std::bit_cast<std::array<T, size>>(bytes);
    } else {
      return [&from]<std::size_t... i>(std::index_sequence<i...>) {
        return std::array<T, size>{(static_cast<void>(i), Codec<T>::read(from))...};
      }(std::make_index_sequence<size>());
    }
  }
};

template <class T>
struct Codec<std::optional<T>> {
  static constexpr Encodability can = Codec<T>::can;
  static constexpr bool is_bytes = false;
  static constexpr std::size_t least = 1;

  static void write(Encoder& to, const std::optional<T>& value) {
    to.write_byte(value ? 1 : 0);
    if (value) Codec<T>::write(to, *value);
  }
  static std::optional<T> read(Decoder& from) {
    const auto has_value = from.read_byte();
    if (has_value > 1) Decoder::refuse();
    if (has_value == 0) return std::nullopt;
    return Codec<T>::read(from);
  }
};

template <class... Ts>
struct Codec<std::variant<Ts...>> {
  static_assert(sizeof...(Ts) < 256, "a variant of 256 types or more cannot be sent");
  static constexpr Encodability can = encodability_of_all<Ts...>();
  static constexpr bool is_bytes = false;
  static constexpr std::size_t least = 1;

  /// Throws std::bad_variant_access if it holds nothing.
  static void write(Encoder& to, const std::variant<Ts...>& value) {
    std::visit(
        [&](const auto& each) {
          to.write_byte(static_cast<std::uint8_t>(value.index()));
          Codec<std::remove_cvref_t<decltype(each)>>::write(to, each);
        },
        value);
  }
  static std::variant<Ts...> read(Decoder& from) { return read_alternative<0>(from, from.read_byte()); }

 private:
  template <std::size_t i>
  static std::variant<Ts...> read_alternative(Decoder& from, std::size_t index) {
    if constexpr (i < sizeof...(Ts)) {
      if (index != i) return read_alternative<i + 1>(from, index);
      using T = std::variant_alternative_t<i, std::variant<Ts...>>;
      return std::variant<Ts...>(std::in_place_index<i>, Codec<T>::read(from));
    } else {
      Decoder::refuse();
    }
  }
};

/// Says what to do, at compile time, where a `T` cannot be encoded.
template <class T>
consteval void check_encodable() {
  static_assert(
      Codec<T>::can != Encodability::points_elsewhere,
      "pointers, references and views cannot be sent to a worker, which shares no memory with its owner: send the "
      "value itself, such as a std::string or a std::vector");
  static_assert(
      Codec<T>::can != Encodability::unknown,
      "this type cannot be sent to a worker: send numbers, enums and plain structures of these, std::string, vector, "
      "array, pair, tuple, optional, variant, or nested ones of these");
}

template <class T>
std::string encode(const T& value) {
  check_encodable<T>();
  Encoder to;
  Codec<T>::write(to, value);
  return to.take();
}

/// Throws RuntimeError unless `bytes` are one `T` and nothing else.
template <class T>
T decode(std::string_view bytes) {
  check_encodable<T>();
  Decoder from(bytes);
  T value = Codec<T>::read(from);
  from.finish();
  return value;
}

}  // namespace asyncio::detail
