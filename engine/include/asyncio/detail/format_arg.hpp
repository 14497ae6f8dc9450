/// @file
/// One printed value without its type: what `asyncio::print` hands to the formatter that the engine holds compiled.
///
/// Instantiating std::format in user code costs seconds of compile time in the page, so templates here do the least
/// there is to do: they name the kind of a value (format_kind.hpp) and, for a compound one, a function that hands out its parts.
/// Everything else (specs, brackets, quoting, padding) is in `engine/asyncio/format_value.cpp`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <iosfwd>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <asyncio/detail/format_kind.hpp>

namespace asyncio::detail {

class FormatArg;

/// Receives the parts of a compound value, in order. A part lives only during the call.
class FormatSink {
 public:
  FormatSink() = default;
  FormatSink(const FormatSink&) = delete;
  FormatSink& operator=(const FormatSink&) = delete;

  virtual void part(const FormatArg& value) = 0;

  /// A format string with one field that has the spec of the value being visited, such as "{:>8}".
  [[nodiscard]] virtual std::string field() const = 0;

 protected:
  ~FormatSink() = default;
};

/// The text of a value that has only `operator<<`. Takes a function so that <ostream> stays out of this header, and is
/// a source file of its own so that only programs that need it carry iostreams.
std::string streamed_text(const void* object, void (*write)(std::ostream& stream, const void* object));

/// What an exception_ptr holds, in words.
std::string exception_text(const std::exception_ptr& exception);

/// A value to print: small, copied freely, and valid for as long as what it was made of.
class FormatArg {
 public:
  using Visit = void (*)(const void* object, FormatSink& sink);

  template <class T>
  explicit FormatArg(T& value);
  FormatArg(const FormatArg&) = default;
  FormatArg& operator=(const FormatArg&) = default;

  [[nodiscard]] FormatKind kind() const { return kind_; }

  // Each is valid for the kinds that its name says; `boolean` is a natural.
  [[nodiscard]] std::int64_t integer() const { return value_.integer; }
  [[nodiscard]] std::uint64_t natural() const { return value_.natural; }
  [[nodiscard]] char character() const { return value_.character; }
  [[nodiscard]] float float32() const { return value_.float32; }
  [[nodiscard]] double float64() const { return value_.float64; }
  [[nodiscard]] long double long_float() const { return *static_cast<const long double*>(value_.pointer); }
  [[nodiscard]] const void* pointer() const { return value_.pointer; }
  [[nodiscard]] std::string_view text() const { return {value_.text.data, value_.text.size}; }

  /// Hands the parts of a compound value to `sink`.
  void visit(FormatSink& sink) const { value_.compound.visit(value_.compound.object, sink); }

 private:
  union Value {
    std::int64_t integer;
    std::uint64_t natural;
    char character;
    float float32;
    double float64;
    const void* pointer;
    struct {
      const char* data;
      std::size_t size;
    } text;
    struct {
      const void* object;
      Visit visit;
    } compound;
  };

  void set_text(std::string_view text) { value_.text = {text.data(), text.size()}; }

  Value value_{};
  FormatKind kind_;
};

template <class T>
T& object_at(const void* object) {
  return *static_cast<T*>(const_cast<void*>(object));
}

template <class T>
void visit_duration(const void* object, FormatSink& sink) {
  const auto count = object_at<T>(object).count();
  const std::int64_t numerator = T::period::num;
  const std::int64_t denominator = T::period::den;
  sink.part(FormatArg(count));
  sink.part(FormatArg(numerator));
  sink.part(FormatArg(denominator));
}

template <class T>
void visit_range(const void* object, FormatSink& sink) {
  for (auto&& element : object_at<T>(object)) {
    if constexpr (requires { requires std::is_same_v<typename T::value_type, bool>; }) {
      const bool value = element;  // std::vector<bool> hands out proxies
      sink.part(FormatArg(value));
    } else {
      sink.part(FormatArg(element));
    }
  }
}

template <class T>
void visit_tuple(const void* object, FormatSink& sink) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (sink.part(FormatArg(get<I>(object_at<T>(object)))), ...);
  }(std::make_index_sequence<std::tuple_size<std::remove_cv_t<T>>::value>());
}

template <class T>
void visit_optional(const void* object, FormatSink& sink) {
  T& optional = object_at<T>(object);
  if (optional.has_value()) {
    auto&& value = *optional;
    sink.part(FormatArg(value));
  }
}

template <class T>
void visit_expected(const void* object, FormatSink& sink) {
  T& expected = object_at<T>(object);
  const bool has_value = expected.has_value();
  sink.part(FormatArg(has_value));
  if (!has_value) {
    auto&& error = expected.error();
    sink.part(FormatArg(error));
  } else if constexpr (!std::is_void_v<typename T::value_type>) {
    auto&& value = *expected;
    sink.part(FormatArg(value));
  }
}

template <class T>
void visit_described(const void* object, FormatSink& sink) {
  const T& value = object_at<T>(object);
  if constexpr (HasMemberToString<T>) {
    const auto& text = value.to_string();
    sink.part(FormatArg(text));
  } else if constexpr (HasFriendToString<T>) {
    const auto& text = to_string(value);
    sink.part(FormatArg(text));
  } else if constexpr (std::is_same_v<T, std::exception_ptr>) {
    const std::string text = exception_text(value);
    sink.part(FormatArg(text));
  } else if constexpr (Streamable<T>) {
    const std::string text = streamed_text(
        object, [](std::ostream& stream, const void* streamed) { stream << *static_cast<const T*>(streamed); });
    sink.part(FormatArg(text));
  } else {
    const std::string_view text = value.what();
    sink.part(FormatArg(text));
  }
}

template <class T>
void visit_formatted(const void* object, FormatSink& sink) {
  T& value = object_at<T>(object);
  const std::string field = sink.field();
  std::string_view unused = field;
  // Both functions are std's, found by argument-dependent lookup when this is instantiated, by which time a program that specialises
  // std::formatter has included <format>. The unused argument makes that lookup look into std.
  const std::string text = vformat(std::string_view(field), make_format_args(value, unused));
  sink.part(FormatArg(text));
}

template <FormatKind kind, class T>
consteval FormatArg::Visit visitor() {
  if constexpr (kind == FormatKind::duration) {
    return visit_duration<T>;
  } else if constexpr (kind == FormatKind::tuple) {
    return visit_tuple<T>;
  } else if constexpr (kind == FormatKind::optional) {
    return visit_optional<T>;
  } else if constexpr (kind == FormatKind::expected) {
    return visit_expected<T>;
  } else if constexpr (kind == FormatKind::described) {
    return visit_described<std::remove_cv_t<T>>;
  } else if constexpr (kind == FormatKind::formatted) {
    return visit_formatted<T>;
  } else {
    return visit_range<T>;
  }
}

template <class T>
FormatArg::FormatArg(T& value) : kind_(kind_of<T>()) {
  constexpr FormatKind kind = kind_of<T>();
  static_assert(
      !Character<std::remove_cv_t<T>>,
      "asyncio::print cannot print wchar_t, char8_t, char16_t or char32_t: print a UTF-8 std::string instead.");
  static_assert(
      kind != FormatKind::unsupported || Character<std::remove_cv_t<T>>,
      "asyncio::print does not know how to print this type: write `std::string to_string(const T&)` beside "
      "the type (or a member to_string(), or operator<<), or include <format> and specialise std::formatter.");
  if constexpr (kind == FormatKind::boolean || kind == FormatKind::natural) {
    value_.natural = static_cast<std::uint64_t>(value);
  } else if constexpr (kind == FormatKind::character) {
    value_.character = value;
  } else if constexpr (kind == FormatKind::integer) {
    value_.integer = static_cast<std::int64_t>(value);
  } else if constexpr (kind == FormatKind::float32) {
    value_.float32 = value;
  } else if constexpr (kind == FormatKind::float64) {
    value_.float64 = value;
  } else if constexpr (kind == FormatKind::long_float) {
    value_.pointer = &value;
  } else if constexpr (kind == FormatKind::text) {
    if constexpr (std::is_pointer_v<T>) {
      set_text(value != nullptr ? std::string_view(value) : std::string_view("(null)"));
    } else {
      set_text(value);
    }
  } else if constexpr (kind == FormatKind::pointer) {
    value_.pointer = value;
  } else if constexpr (kind != FormatKind::unsupported) {
    value_.compound = {static_cast<const void*>(__builtin_addressof(value)), visitor<kind, T>()};
  }
}

}  // namespace asyncio::detail
