/// @file
/// How values are printed, found from their types. Kinds are recognised by shape, not by name, so that this header need not include <vector>,
/// <optional>, <chrono> or <format>.
#pragma once

#include <concepts>
#include <cstdint>
#include <exception>
#include <iosfwd>
#include <string>
#include <string_view>
#include <type_traits>

// The declaration of std::formatter alone: libc++ keeps it in a header of its own, elsewhere it takes all of <format>.
#if __has_include(<__fwd/format.h>)
#include <__fwd/format.h>
#else
#include <format>
#endif

namespace asyncio::detail {

/// How a value is printed. From `duration` on, its parts come through `FormatArg::visit`.
enum class FormatKind : std::uint8_t {
  unsupported,
  boolean,
  character,
  integer,
  natural,
  float32,
  float64,
  long_float,
  text,
  pointer,
  duration,   ///< parts: count, numerator and denominator of the period in seconds
  sequence,   ///< parts: the elements; so for `set`
  set,        ///< {a, b}
  map,        ///< parts: pairs
  tuple,      ///< parts: the members
  optional,   ///< parts: the value if there is one
  expected,   ///< parts: whether it holds a value; then the value (none if void) or the error
  described,  ///< part: a text that stands for the value
  formatted,  ///< part: the text that the type's own std::formatter made of the spec
};

template <class T>
concept Character = std::is_same_v<T, wchar_t> || std::is_same_v<T, char8_t> || std::is_same_v<T, char16_t> ||
                    std::is_same_v<T, char32_t>;

template <class T>
concept ClassOrEnum = std::is_class_v<T> || std::is_union_v<T> || std::is_enum_v<T>;

template <class T>
concept HasMemberToString = ClassOrEnum<T> && requires(const T& value) {
  { value.to_string() } -> std::convertible_to<std::string_view>;
};

template <class T>
concept HasFriendToString = ClassOrEnum<T> && requires(const T& value) {
  { to_string(value) } -> std::convertible_to<std::string_view>;
};

// False while <format> is not included, as then nobody can have specialised it.
template <class T>
concept HasFormatter = ClassOrEnum<T> && requires { std::formatter<T, char>{}; };

template <class T>
concept Streamable = ClassOrEnum<T> && requires(std::ostream& stream, const T& value) { stream << value; };

template <class T>
concept ChronoDuration = requires(const T& value) {
  typename T::rep;
  T::period::num;
  T::period::den;
  value.count();
};

// A range of itself (std::filesystem::path) would never end.
template <class T>
concept Range = std::is_array_v<T> || requires(T& range) {
  range.begin() != range.end();
  requires !std::is_same_v<std::remove_cvref_t<decltype(*range.begin())>, std::remove_cv_t<T>>;
};

template <class T>
concept TupleLike = requires { sizeof(std::tuple_size<T>); };

template <class T>
concept OptionalLike = requires(T& value) {
  typename T::value_type;
  static_cast<bool>(value.has_value());
  value.value();
};

template <class T>
concept ExpectedLike = OptionalLike<T> && requires(T& value) { value.error(); };

template <class T>
consteval FormatKind kind_of_class() {
  using V = std::remove_cv_t<T>;
  if constexpr (std::is_same_v<V, std::string> || std::is_same_v<V, std::string_view>) {
    return FormatKind::text;
  } else if constexpr (HasMemberToString<V> || HasFriendToString<V> || std::is_same_v<V, std::exception_ptr>) {
    return FormatKind::described;
  } else if constexpr (std::is_convertible_v<T&, std::string_view>) {
    return FormatKind::text;
  } else if constexpr (ChronoDuration<V>) {
    return FormatKind::duration;
  } else if constexpr (ExpectedLike<V>) {
    return FormatKind::expected;
  } else if constexpr (OptionalLike<V>) {
    return FormatKind::optional;
  } else if constexpr (Range<T>) {
    if constexpr (requires { typename V::mapped_type; }) {
      return FormatKind::map;
    } else if constexpr (requires { typename V::key_type; }) {
      return FormatKind::set;
    } else {
      return FormatKind::sequence;
    }
  } else if constexpr (TupleLike<V>) {
    return FormatKind::tuple;
  } else if constexpr (HasFormatter<V>) {
    return FormatKind::formatted;
  } else if constexpr (Streamable<V> || std::is_base_of_v<std::exception, V>) {
    return FormatKind::described;
  } else {
    return FormatKind::unsupported;
  }
}

/// The kind of a value of type T, which keeps its const: some views can be walked through only when they are not const.
template <class T>
consteval FormatKind kind_of() {
  using V = std::remove_cv_t<T>;
  if constexpr (std::is_same_v<V, bool>) {
    return FormatKind::boolean;
  } else if constexpr (std::is_same_v<V, char>) {
    return FormatKind::character;
  } else if constexpr (std::is_same_v<V, float>) {
    return FormatKind::float32;
  } else if constexpr (std::is_same_v<V, double>) {
    return FormatKind::float64;
  } else if constexpr (std::is_same_v<V, long double>) {
    return FormatKind::long_float;
  } else if constexpr (std::is_integral_v<V> && !Character<V> && sizeof(V) <= sizeof(std::uint64_t)) {
    return std::is_signed_v<V> ? FormatKind::integer : FormatKind::natural;
  } else if constexpr (std::is_class_v<V> || std::is_union_v<V>) {
    return kind_of_class<T>();
  } else if constexpr (std::is_enum_v<V>) {
    // An enumeration is its number unless it says otherwise.
    constexpr FormatKind own = kind_of_class<V>();
    constexpr bool is_signed = std::is_signed_v<std::underlying_type_t<V>>;
    return own != FormatKind::unsupported ? own : is_signed ? FormatKind::integer : FormatKind::natural;
  } else if constexpr (std::is_convertible_v<T&, std::string_view>) {
    return FormatKind::text;
  } else if constexpr (std::is_array_v<V>) {
    return FormatKind::sequence;
  } else if constexpr (std::is_convertible_v<V, const void*>) {
    return FormatKind::pointer;
  } else {
    return FormatKind::unsupported;
  }
}

}  // namespace asyncio::detail
