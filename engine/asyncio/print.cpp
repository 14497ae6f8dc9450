/// @file
/// The compiled half of printing: format strings at run time, and the way to the C library's streams.
#include <asyncio/print.hpp>

#include <format>
#include <span>

#include "../core/describe_exception.hpp"
#include "../ports/output.hpp"
#include "format_value.hpp"

namespace asyncio::detail {
namespace {

/// A width or precision taken from an argument, as it would stand in the spec.
std::string nested_value(const FormatArg& value, bool is_precision) {
  const FormatKind kind = value.kind();
  if (kind != FormatKind::integer && kind != FormatKind::natural) {
    throw_format_mistake(FormatMistake::width_is_no_integer);
  }
  if (kind == FormatKind::integer && value.integer() < 0) {
    throw std::format_error("a width or precision taken from an argument is negative");
  }
  // A width of 0 means none, but written out it would be the flag that pads with zeros.
  if (value.natural() == 0 && !is_precision) return "";
  return std::to_string(value.natural());
}

std::string read_spec(FormatScanner& scanner, std::span<const FormatArg> arguments) {
  std::string spec;
  for (auto piece = scanner.next_in_spec(); piece != FormatPiece::end; piece = scanner.next_in_spec()) {
    if (piece == FormatPiece::text) {
      spec += scanner.text();
    } else {
      spec += nested_value(arguments[scanner.argument()], spec.ends_with('.'));
    }
  }
  return spec;
}

}  // namespace

std::string format_text(std::string_view format, std::initializer_list<FormatArg> arguments) {
  const std::span<const FormatArg> values(arguments.begin(), arguments.size());
  FormatScanner scanner(format, values.size());
  std::string out;
  for (auto piece = scanner.next(); piece != FormatPiece::end; piece = scanner.next()) {
    if (piece == FormatPiece::text) {
      out += scanner.text();
    } else {
      const FormatArg& value = values[scanner.argument()];
      format_value(out, value, read_spec(scanner, values), false);
    }
  }
  return out;
}

void print_text(OutputStream stream, std::string_view format, std::initializer_list<FormatArg> arguments,
                std::string_view end) {
  std::string text = format_text(format, arguments);
  text += end;
  core::print(stream == OutputStream::out ? core::StandardStream::output : core::StandardStream::errors, text);
}

std::string exception_text(const std::exception_ptr& exception) {
  return exception ? core::describe_exception(exception) : "no exception";
}

void throw_format_mistake(FormatMistake mistake) {
  switch (mistake) {
    case FormatMistake::too_few_arguments:
      throw std::format_error("the format string has more fields than there are arguments");
    case FormatMistake::closing_brace_alone:
      throw std::format_error("the format string has a } without a {; write }} for the character itself");
    case FormatMistake::opening_brace_alone:
      throw std::format_error("the format string has a { without a }; write {{ for the character itself");
    case FormatMistake::field_is_no_number:
      throw std::format_error("a field of the format string must be empty, as in {}, or have a number, as in {0}");
    case FormatMistake::mixed_numbering:
      throw std::format_error("the format string has both fields with a number and fields without one");
    case FormatMistake::width_is_no_integer:
      throw std::format_error("a width or precision is taken from an argument that is not an integer");
    // At run time a letter is judged by the formatter, and arguments may be left unused.
    case FormatMistake::wrong_type_letter:
    case FormatMistake::unused_argument:
    case FormatMistake::none:
      break;
  }
  throw std::format_error("the format string does not suit its arguments");
}

}  // namespace asyncio::detail
