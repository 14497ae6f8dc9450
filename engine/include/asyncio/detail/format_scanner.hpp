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

/// What can be wrong with a format string and the arguments that follow it.
enum class FormatMistake : std::uint8_t {
  none,
  too_few_arguments,
  unused_argument,
  closing_brace_alone,
  opening_brace_alone,
  field_is_no_number,
  mixed_numbering,
  width_is_no_integer,
  wrong_type_letter
};

/// Throws a std::format_error that says it.
[[noreturn]] void throw_format_mistake(FormatMistake mistake);

/// What the scanner found.
enum class FormatPiece : std::uint8_t { text, field, end };

/// While compiling, a mistake ends the scan and is kept, so that what asked can say which it is; at run time it is thrown.
class FormatScanner {
 public:
  constexpr FormatScanner(std::string_view format, std::size_t arguments) : rest_(format), arguments_(arguments) {}

  /// The next piece outside fields. After `field`, read its spec with `next_in_spec` until `end`.
  constexpr FormatPiece next() {
    if (rest_.empty()) return FormatPiece::end;
    const bool doubled = rest_.size() > 1 && rest_[0] == rest_[1];
    if (rest_[0] == '}' && !doubled) return refuse(FormatMistake::closing_brace_alone);
    if (rest_[0] == '{' && !doubled) {
      take(1);
      if (!read_argument()) return FormatPiece::end;
      // The brace that closes the field stays, as the end of an empty spec.
      if (rest_[0] == ':') take(1);
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
    if (rest_.empty()) return refuse(FormatMistake::opening_brace_alone);
    if (rest_[0] == '}') {
      take(1);
      return FormatPiece::end;
    }
    if (rest_[0] == '{') {
      take(1);
      if (!read_argument()) return FormatPiece::end;
      if (rest_[0] != '}') return refuse(FormatMistake::field_is_no_number);
      take(1);
      return FormatPiece::field;
    }
    text_ = take_text();
    return FormatPiece::text;
  }

  /// The first mistake that was found while compiling; the scan ended there.
  [[nodiscard]] constexpr FormatMistake mistake() const { return mistake_; }

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

  constexpr FormatPiece refuse(FormatMistake mistake) {
    if !consteval {
      throw_format_mistake(mistake);
    }
    if (mistake_ == FormatMistake::none) mistake_ = mistake;
    rest_ = {};
    return FormatPiece::end;
  }

  [[nodiscard]] constexpr bool at_digit() const { return !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9'; }

  /// False after a mistake; else a `}` or `:` follows.
  constexpr bool read_argument() {
    const Numbering wanted = at_digit() ? Numbering::manual : Numbering::automatic;
    const bool mixed = numbering_ != Numbering::undecided && numbering_ != wanted;
    numbering_ = wanted;
    bool is_number = true;
    argument_ = wanted == Numbering::manual ? read_number(is_number) : next_automatic_;
    // Look at what follows first: for "{name}" it is more helpful to speak of the name than of the missing argument.
    const FormatMistake mistake = mixed                                ? FormatMistake::mixed_numbering
                                  : rest_.empty()                      ? FormatMistake::opening_brace_alone
                                  : rest_[0] != '}' && rest_[0] != ':' ? FormatMistake::field_is_no_number
                                  : !is_number                         ? FormatMistake::field_is_no_number
                                  : argument_ >= arguments_            ? FormatMistake::too_few_arguments
                                                                       : FormatMistake::none;
    if (mistake != FormatMistake::none) {
      refuse(mistake);
      return false;
    }
    if (wanted == Numbering::automatic) ++next_automatic_;
    if (argument_ < 64) used_ |= std::uint64_t{1} << argument_;
    return true;
  }

  /// `is_number` becomes false where it has more digits than a number of an argument can have.
  constexpr std::size_t read_number(bool& is_number) {
    std::size_t number = 0;
    const bool leading_zero = rest_[0] == '0';
    for (std::size_t digits = 0; at_digit(); ++digits) {
      const char digit = take(1)[0];
      if (digits == 6 || (leading_zero && digits > 0)) is_number = false;
      if (is_number) number = number * 10 + static_cast<std::size_t>(digit - '0');
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
  FormatMistake mistake_ = FormatMistake::none;
};

}  // namespace asyncio::detail
