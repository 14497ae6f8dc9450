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

constexpr FormatMistake format_mistake(std::string_view format, const FormatKind* kinds, std::size_t count) {
  FormatScanner scanner(format, count);
  for (FormatPiece piece = scanner.next(); piece != FormatPiece::end; piece = scanner.next()) {
    if (piece != FormatPiece::field) continue;
    const FormatKind kind = kinds[scanner.argument()];
    char last = ' ';
    for (piece = scanner.next_in_spec(); piece != FormatPiece::end; piece = scanner.next_in_spec()) {
      last = piece == FormatPiece::text ? scanner.text().back() : ' ';
      if (piece == FormatPiece::text) continue;
      const FormatKind width = kinds[scanner.argument()];
      if (width != FormatKind::integer && width != FormatKind::natural) return FormatMistake::width_is_no_integer;
    }
    if (scanner.mistake() == FormatMistake::none && !letter_suits(last, kind)) return FormatMistake::wrong_type_letter;
  }
  if (scanner.mistake() != FormatMistake::none) return scanner.mistake();
  return scanner.used_every_argument() ? FormatMistake::none : FormatMistake::unused_argument;
}

/// What is wrong with a format string for values of these types. Clang also asks for what is no text, before it looks at the
/// constraint of the constructor below.
template <class... Args, class Text>
constexpr FormatMistake format_mistake_of(const Text& text) {
  if constexpr (std::is_convertible_v<const Text&, std::string_view>) {
    constexpr FormatKind kinds[] = {kind_of<std::remove_reference_t<Args>>()..., FormatKind::unsupported};
    return format_mistake(text, kinds, sizeof...(Args));
  } else {
    return FormatMistake::none;
  }
}

enum class OutputStream : std::uint8_t { out, error };

std::string format_text(std::string_view format, std::initializer_list<FormatArg> arguments);
void print_text(OutputStream stream, std::string_view format, std::initializer_list<FormatArg> arguments,
                std::string_view end);

}  // namespace detail

#pragma clang diagnostic push
// The attribute by which a mistake becomes an error is clang's own.
#pragma clang diagnostic ignored "-Wgcc-compat"

/// A format string, checked against the arguments that follow it when the program is compiled.
template <class... Args>
class FormatString {
 public:
  /// A literal or another constant. A mistake is a compile error that says what to do. It is not a consteval constructor: in a
  /// lambda that would make the lambda itself an immediate function, and clang would speak of nothing but that.
  template <class Text>
    requires std::is_convertible_v<const Text&, std::string_view>
  // NOLINTNEXTLINE(google-explicit-constructor): as std::format_string
  constexpr FormatString(
      const Text& text) __attribute__((diagnose_if(!__builtin_constant_p(detail::format_mistake_of<Args...>(text)),
                                                   "write print(\"{}\\n\", text): a format string must be known while "
                                                   "compiling, or be given as runtime_format(text)",
                                                   "error")))
  __attribute__((diagnose_if(detail::format_mistake_of<Args...>(text) == detail::FormatMistake::too_few_arguments,
                             "give a value for each {}: the format string has more fields than there are values",
                             "error")))
  __attribute__((diagnose_if(detail::format_mistake_of<Args...>(text) == detail::FormatMistake::unused_argument,
                             "write a {} for each value: the format string does not use all of them", "error")))
  __attribute__((diagnose_if(detail::format_mistake_of<Args...>(text) == detail::FormatMistake::closing_brace_alone,
                             "write }} for a brace that is printed: the format string has a } without a {", "error")))
  __attribute__((diagnose_if(detail::format_mistake_of<Args...>(text) == detail::FormatMistake::opening_brace_alone,
                             "write {{ for a brace that is printed: the format string has a { without a }", "error")))
  __attribute__((diagnose_if(
      detail::format_mistake_of<Args...>(text) == detail::FormatMistake::field_is_no_number,
      "leave the braces empty, {}, or write the number of a value, {0}: a format string cannot read names", "error")))
  __attribute__((diagnose_if(detail::format_mistake_of<Args...>(text) == detail::FormatMistake::mixed_numbering,
                             "number all fields of the format string or none", "error")))
  __attribute__((diagnose_if(detail::format_mistake_of<Args...>(text) == detail::FormatMistake::width_is_no_integer,
                             "give an integer for the width or precision that the format string takes from a value",
                             "error")))
  __attribute__((diagnose_if(detail::format_mistake_of<Args...>(text) == detail::FormatMistake::wrong_type_letter,
                             "write {} in place of this field: its type letter does not suit the type of its value",
                             "error")));

  FormatString(RuntimeFormat format) : text_(format.text) {}  // NOLINT(google-explicit-constructor): likewise

  /// The format string itself.
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

#pragma clang diagnostic pop

template <class... Args>
template <class Text>
  requires std::is_convertible_v<const Text&, std::string_view>
constexpr FormatString<Args...>::FormatString(const Text& text) : text_(text) {}

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
