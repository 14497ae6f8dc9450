/// @file
/// Printing in the format language of std::format ([format.string]), quick to compile.
///
///     asyncio::print("Answer: {}\n", 42);
///     asyncio::println("{:>8.2f}|{:<6}|{}", 3.14159, "left", std::vector{1, 2, 3});
///
/// What can be printed: bool, characters, numbers, strings, pointers, chrono durations (`3s`, `500ms`, `1.5s`), ranges
/// (`[1, 2]`), sets (`{1, 2}`), maps (`{"a": 1}`), pairs and tuples (`(1, "a")`), each as std::format does; enums as
/// their number; std::optional as `optional(42)` or `none`, std::expected as `expected(42)` or `unexpected("why")` (as
/// {fmt} does; a spec is that of the value inside); an exception as its `what()`, a std::exception_ptr as the type and
/// the `what()` of what it holds. A type of your own: give it `std::string to_string(const T&)` beside the type or a
/// member `to_string()`; else its std::formatter (include <format>) is used, else its `operator<<`.
///
/// Unlike std::format: an argument that no field names is an error, since it is nearly always a forgotten `{}`; a
/// duration takes the spec of its number (`{:.1f}` gives `1.5s`) and no `%` conversions; a range is printed as a range
/// even if it has a std::formatter of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>

#include <asyncio/detail/format_arg.hpp>
#include <asyncio/detail/format_scanner.hpp>

namespace asyncio {

/// A format string that is known only when the program runs; see `runtime_format`.
struct RuntimeFormat {
  std::string_view text;
};

/// Lets a format string be made at run time: `print(runtime_format(text), x)`. It is checked when it is used: a mistake
/// throws std::format_error, and arguments may be left unused. [format.fmt.string]
inline RuntimeFormat runtime_format(std::string_view text) { return {text}; }

namespace detail {

constexpr bool letter_suits(char letter, FormatKind kind) {
  std::string_view letters;
  switch (kind) {
    case FormatKind::boolean:
      letters = "sbBdoxXL";
      break;
    case FormatKind::character:
      letters = "c?bBdoxXL";
      break;
    case FormatKind::integer:
    case FormatKind::natural:
      letters = "bBdoxXcL";
      break;
    case FormatKind::float32:
    case FormatKind::float64:
    case FormatKind::long_float:
      letters = "aAeEfFgGL";
      break;
    case FormatKind::text:
      letters = "s?";
      break;
    case FormatKind::pointer:
      letters = "pP";
      break;
    default:
      return true;
  }
  const bool is_letter = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '?';
  return !is_letter || letters.find(letter) != std::string_view::npos;
}

constexpr void check_format(std::string_view format, const FormatKind* kinds, std::size_t count) {
  FormatScanner scanner(format, count);
  for (FormatPiece piece = scanner.next(); piece != FormatPiece::end; piece = scanner.next()) {
    if (piece != FormatPiece::field) continue;
    const FormatKind kind = kinds[scanner.argument()];
    char last = ' ';
    for (piece = scanner.next_in_spec(); piece != FormatPiece::end; piece = scanner.next_in_spec()) {
      last = piece == FormatPiece::text ? scanner.text().back() : ' ';
      if (piece == FormatPiece::text) continue;
      const FormatKind width = kinds[scanner.argument()];
      if (width != FormatKind::integer && width != FormatKind::natural) {
        format_string_takes_a_width_from_an_argument_that_is_no_integer();
      }
    }
    if (!letter_suits(last, kind)) format_string_has_a_type_letter_that_does_not_suit_its_argument();
  }
  if (!scanner.used_every_argument()) format_string_does_not_use_every_argument();
}

enum class OutputStream : std::uint8_t { out, error };

std::string format_text(std::string_view format, std::initializer_list<FormatArg> arguments);
void print_text(OutputStream stream, std::string_view format, std::initializer_list<FormatArg> arguments,
                std::string_view end);

}  // namespace detail

/// A format string, checked against the arguments that follow it when the program is compiled.
template <class... Args>
class FormatString {
 public:
  /// A literal or another constant. A mistake is a compile error that names a function such as
  /// `format_string_has_too_few_arguments`.
  template <class Text>
    requires std::is_convertible_v<const Text&, std::string_view>
  // NOLINTNEXTLINE(google-explicit-constructor): as std::format_string
  consteval FormatString(const Text& text) : text_(text) {
    constexpr detail::FormatKind kinds[] = {detail::kind_of<std::remove_reference_t<Args>>()...,
                                            detail::FormatKind::unsupported};
    detail::check_format(text_, kinds, sizeof...(Args));
  }

  FormatString(RuntimeFormat format) : text_(format.text) {}  // NOLINT(google-explicit-constructor): likewise

  /// The format string itself.
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

namespace detail {

// The functions are objects: <ostream> brings std::print with it, and after `using asyncio::print` an unqualified
// `print("{}", some_vector)` would find both by argument-dependent lookup and be ambiguous. An object stops that
// lookup.

struct Format {
  template <class... Args>
  [[nodiscard]] std::string operator()(FormatString<std::type_identity_t<Args>...> format, Args&&... arguments) const {
    return format_text(format.text(), {FormatArg(arguments)...});
  }
};

template <OutputStream stream>
struct Print {
  template <class... Args>
  void operator()(FormatString<std::type_identity_t<Args>...> format, Args&&... arguments) const {
    print_text(stream, format.text(), {FormatArg(arguments)...}, "");
  }
};

struct PrintLine {
  void operator()() const { print_text(OutputStream::out, "", {}, "\n"); }

  template <class... Args>
  void operator()(FormatString<std::type_identity_t<Args>...> format, Args&&... arguments) const {
    print_text(OutputStream::out, format.text(), {FormatArg(arguments)...}, "\n");
  }
};

}  // namespace detail

/// `format("{} is {}", name, age)` returns the text. Throws std::format_error where a spec does not suit its value in a
/// way that could not be seen when compiling. [format.functions]
inline constexpr detail::Format format{};

/// `print("{}%\r", percent)` writes the formatted text to standard output and flushes it, in order with printf and
/// std::cout, so that a line redrawn with `\r` shows at once. Throws as `format` does, with nothing written.
/// [print.fun]
inline constexpr detail::Print<detail::OutputStream::out> print{};

/// `print` with a line end after it; `println()` writes the line end alone. [print.fun]
inline constexpr detail::PrintLine println{};

/// `print` to standard error.
inline constexpr detail::Print<detail::OutputStream::error> eprint{};

}  // namespace asyncio
