/// @file
/// Reads a format string piece by piece, for `asyncio::print` and its kin ([format.string.general]).
///
/// The same scanner runs twice: at compile time, where a mistake must become a compiler message, and at run time, where
/// it must become an exception. The functions below do both: calling one ends constant evaluation with a note that
/// carries its name, and at run time each throws std::format_error. Hence the names are sentences.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace asyncio::detail {

[[noreturn]] void format_string_has_too_few_arguments();
[[noreturn]] void format_string_does_not_use_every_argument();
[[noreturn]] void format_string_has_a_closing_brace_without_an_opening_one();
[[noreturn]] void format_string_has_an_opening_brace_without_a_closing_one();
[[noreturn]] void format_string_field_must_be_empty_or_a_number();
[[noreturn]] void format_string_mixes_numbered_and_unnumbered_fields();
[[noreturn]] void format_string_takes_a_width_from_an_argument_that_is_no_integer();
[[noreturn]] void format_string_has_a_type_letter_that_does_not_suit_its_argument();

/// What the scanner found.
enum class FormatPiece : std::uint8_t { text, field, end };

class FormatScanner {
 public:
  constexpr FormatScanner(std::string_view format, std::size_t arguments) : rest_(format), arguments_(arguments) {}

  /// The next piece outside fields. After `field`, read its spec with `next_in_spec` until `end`.
  constexpr FormatPiece next() {
    if (rest_.empty()) return FormatPiece::end;
    const bool doubled = rest_.size() > 1 && rest_[0] == rest_[1];
    if (rest_[0] == '}' && !doubled) format_string_has_a_closing_brace_without_an_opening_one();
    if (rest_[0] == '{' && !doubled) {
      take(1);
      read_argument();
      if (!rest_.empty() && rest_[0] == ':') {
        take(1);
      } else {
        expect_closing_brace();
      }
      return FormatPiece::field;
    }
    if (rest_[0] == '{' || rest_[0] == '}') {
      text_ = take(1);
      take(1);
    } else {
      text_ = take_text();
    }
    return FormatPiece::text;
  }

  /// The next piece of a spec: text, a nested field (an argument that gives a width or precision), or the spec's end.
  constexpr FormatPiece next_in_spec() {
    if (rest_.empty()) format_string_has_an_opening_brace_without_a_closing_one();
    if (rest_[0] == '}') {
      take(1);
      return FormatPiece::end;
    }
    if (rest_[0] == '{') {
      take(1);
      read_argument();
      expect_closing_brace();
      take(1);
      return FormatPiece::field;
    }
    text_ = take_text();
    return FormatPiece::text;
  }

  /// The text of the last piece; never empty after `text`.
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

  /// The number of the argument that the last field names; always one that exists.
  [[nodiscard]] constexpr std::size_t argument() const { return argument_; }

  /// Whether every argument was named by some field so far (of the first 64: nobody passes more).
  [[nodiscard]] constexpr bool used_every_argument() const {
    for (std::size_t i = 0; i < arguments_ && i < 64; ++i) {
      if ((used_ >> i & 1) == 0) return false;
    }
    return true;
  }

 private:
  enum class Numbering : std::uint8_t { undecided, automatic, manual };

  constexpr std::string_view take(std::size_t count) {
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }

  constexpr std::string_view take_text() {
    std::size_t end = 0;
    while (end < rest_.size() && rest_[end] != '{' && rest_[end] != '}') ++end;
    return take(end);
  }

  constexpr void expect_closing_brace() const {
    if (rest_.empty()) format_string_has_an_opening_brace_without_a_closing_one();
    if (rest_[0] != '}') format_string_field_must_be_empty_or_a_number();
  }

  [[nodiscard]] constexpr bool at_digit() const { return !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9'; }

  constexpr void read_argument() {
    const Numbering wanted = at_digit() ? Numbering::manual : Numbering::automatic;
    if (numbering_ != Numbering::undecided && numbering_ != wanted)
      format_string_mixes_numbered_and_unnumbered_fields();
    numbering_ = wanted;
    argument_ = wanted == Numbering::manual ? read_number() : next_automatic_;
    // Look at what follows first: for "{name}" it is more helpful to speak of the name than of the missing argument.
    if (rest_.empty()) format_string_has_an_opening_brace_without_a_closing_one();
    if (rest_[0] != '}' && rest_[0] != ':') format_string_field_must_be_empty_or_a_number();
    if (argument_ >= arguments_) format_string_has_too_few_arguments();
    if (wanted == Numbering::automatic) ++next_automatic_;
    if (argument_ < 64) used_ |= std::uint64_t{1} << argument_;
  }

  constexpr std::size_t read_number() {
    std::size_t number = 0;
    const bool leading_zero = rest_[0] == '0';
    for (std::size_t digits = 0; at_digit(); ++digits) {
      if (digits == 6 || (leading_zero && digits > 0)) format_string_field_must_be_empty_or_a_number();
      number = number * 10 + static_cast<std::size_t>(take(1)[0] - '0');
    }
    return number;
  }

  std::string_view rest_;
  std::string_view text_;
  std::size_t arguments_;
  std::size_t argument_ = 0;
  std::size_t next_automatic_ = 0;
  std::uint64_t used_ = 0;
  Numbering numbering_ = Numbering::undecided;
};

}  // namespace asyncio::detail
