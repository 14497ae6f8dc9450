/// @file
/// Simple values go to {fmt} one at a time; compound ones are taken apart here, following the grammar and the
/// defaults of [format.range.formatter] and [format.tuple]: inside brackets texts are quoted unless a spec was given.
#include "format_value.hpp"

// {fmt} rather than <format> does the formatting: the standard library's number formatting brings its tables and its locales with
// it, three times the size of a whole program without them.
#define FMT_HEADER_ONLY 1
#define FMT_STATIC_THOUSANDS_SEPARATOR ','
#define FMT_USE_FULL_CACHE_DRAGONBOX 0
#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <format>
#include <iterator>

#include "format_spec.hpp"

namespace asyncio::detail {
namespace {

std::string field_of(std::string_view spec) {
  std::string field = "{";
  if (!spec.empty()) field.append(":").append(spec);
  return field.append("}");
}

template <class T>
void format_simple(std::string& out, std::string_view spec, const T& value) {
  try {
    fmt::vformat_to(std::back_inserter(out), field_of(spec), fmt::make_format_args(value));
  } catch (const fmt::format_error& error) {
    throw std::format_error(error.what());
  }
}

/// The text of a compound is made first and padded afterwards, as a string is.
void append_padded(std::string& out, std::string_view text, std::string_view padding) {
  if (padding.empty()) {
    out.append(text);
  } else {
    format_simple(out, padding, text);
  }
}

/// Common to the sinks below: they append to a text of their own, so that it can be padded.
class PartSink : public FormatSink {
 public:
  explicit PartSink(std::string_view spec) : spec_(spec) {}
  [[nodiscard]] std::string field() const override { return field_of(spec_); }
  [[nodiscard]] const std::string& text() const { return text_; }

 protected:
  ~PartSink() = default;

  std::string text_;
  std::string_view spec_;
};

class ListSink final : public PartSink {
 public:
  ListSink(std::string_view separator, std::string_view element_spec, bool quoted)
      : PartSink(element_spec), separator_(separator), quoted_(quoted) {}

  void part(const FormatArg& value) override {
    if (!first_) text_.append(separator_);
    first_ = false;
    format_value(text_, value, spec_, quoted_);
  }

 private:
  std::string_view separator_;
  bool quoted_;
  bool first_ = true;
};

class CharactersSink final : public PartSink {
 public:
  CharactersSink() : PartSink("") {}

  void part(const FormatArg& value) override {
    if (value.kind() != FormatKind::character)
      throw std::format_error("only a range of char can be printed as text (s)");
    text_.push_back(value.character());
  }
};

void format_characters(std::string& out, const FormatArg& value, const Layout& layout) {
  CharactersSink sink;
  value.visit(sink);
  format_value(out, FormatArg(sink.text()), layout.padding + (layout.as_quoted_text ? "?" : ""), false);
}

void format_range(std::string& out, const FormatArg& value, std::string_view spec) {
  const Layout layout = parse_layout(spec, true);
  if (layout.as_text) return format_characters(out, value, layout);
  const bool is_map = layout.as_map || value.kind() == FormatKind::map;
  const bool braces = is_map || value.kind() == FormatKind::set;
  std::string element(layout.element.value_or(""));
  // The pairs of a map are printed as pairs of type m, "key: value", with whatever fill and width was asked for.
  if (is_map && !element.ends_with('m')) element += 'm';
  ListSink sink(", ", element, !layout.element.has_value());
  value.visit(sink);
  const std::string text = layout.bare ? sink.text() : (braces ? "{" : "[") + sink.text() + (braces ? "}" : "]");
  append_padded(out, text, layout.padding);
}

void format_tuple(std::string& out, const FormatArg& value, std::string_view spec) {
  const Layout layout = parse_layout(spec, false);
  ListSink sink(layout.as_map ? ": " : ", ", "", true);
  value.visit(sink);
  append_padded(out, layout.bare || layout.as_map ? sink.text() : "(" + sink.text() + ")", layout.padding);
}

struct Unit {
  std::int64_t numerator;
  std::int64_t denominator;
  std::string_view suffix;
};

// [time.duration.io]
constexpr std::array<Unit, 11> units{{
    {1, 1'000'000'000'000, "ps"},
    {1, 1'000'000'000, "ns"},
    {1, 1'000'000, "µs"},
    {1, 1'000, "ms"},
    {1, 100, "cs"},
    {1, 10, "ds"},
    {1, 1, "s"},
    {1'000, 1, "ks"},
    {60, 1, "min"},
    {3'600, 1, "h"},
    {86'400, 1, "d"},
}};

std::string suffix_of(std::int64_t numerator, std::int64_t denominator) {
  for (const Unit& unit : units) {
    if (unit.numerator == numerator && unit.denominator == denominator) return std::string(unit.suffix);
  }
  const std::string ratio = std::to_string(numerator);
  return "[" + (denominator == 1 ? ratio : ratio + "/" + std::to_string(denominator)) + "]s";
}

class DurationSink final : public PartSink {
 public:
  explicit DurationSink(std::string_view count_spec) : PartSink(count_spec) {}

  void part(const FormatArg& value) override {
    if (parts_ == 0) {
      // As operator<< of a duration does: six digits, as the last ones of a measured time are noise.
      const bool is_float = value.kind() == FormatKind::float64 || value.kind() == FormatKind::float32;
      format_value(text_, value, spec_.empty() && is_float ? "g" : spec_, false);
    } else if (parts_ == 1) {
      numerator_ = value.integer();
    } else {
      text_ += suffix_of(numerator_, value.integer());
    }
    ++parts_;
  }

 private:
  int parts_ = 0;
  std::int64_t numerator_ = 1;
};

void format_duration(std::string& out, const FormatArg& value, std::string_view spec) {
  if (spec.contains('%')) {
    throw std::format_error("a duration takes the spec of a number, as in {:.1f}, and no % conversions");
  }
  std::string padding(take_alignment(spec));
  std::string count_spec(spec.substr(0, spec.find_first_not_of("+- #")));
  spec.remove_prefix(count_spec.size());
  padding += take_digits(spec);
  count_spec += spec;
  DurationSink sink(count_spec);
  value.visit(sink);
  append_padded(out, sink.text(), padding);
}

class OptionalSink final : public PartSink {
 public:
  using PartSink::PartSink;

  void part(const FormatArg& value) override {
    text_ = "optional(";
    format_value(text_, value, spec_, true);
    text_ += ')';
  }
};

class ExpectedSink final : public PartSink {
 public:
  using PartSink::PartSink;

  void part(const FormatArg& value) override {
    if (text_.empty()) {
      has_value_ = value.natural() != 0;
      text_ = has_value_ ? "expected()" : "unexpected()";
      return;
    }
    text_.pop_back();
    format_value(text_, value, has_value_ ? spec_ : "", true);
    text_ += ')';
  }

 private:
  bool has_value_ = false;
};

class TextSink final : public PartSink {
 public:
  TextSink(std::string_view spec, bool formatted) : PartSink(spec), formatted_(formatted) {}

  void part(const FormatArg& value) override { format_value(text_, value, formatted_ ? "" : spec_, false); }

 private:
  bool formatted_;
};

template <class Sink>
void format_with(std::string& out, const FormatArg& value, Sink&& sink) {
  value.visit(sink);
  out += sink.text();
}

}  // namespace

void format_value(std::string& out, const FormatArg& value, std::string_view spec, bool quoted) {
  const std::string_view quoted_spec = quoted && spec.empty() ? "?" : spec;
  switch (value.kind()) {
    case FormatKind::unsupported:
      return;
    case FormatKind::boolean:
      return format_simple(out, spec, value.natural() != 0);
    case FormatKind::character:
      return format_simple(out, quoted_spec, value.character());
    case FormatKind::integer:
      return format_simple(out, spec, value.integer());
    case FormatKind::natural:
      return format_simple(out, spec, value.natural());
    case FormatKind::float32:
      return format_simple(out, spec, value.float32());
    case FormatKind::float64:
      return format_simple(out, spec, value.float64());
    case FormatKind::long_float:
      return format_simple(out, spec, value.long_float());
    case FormatKind::text:
      return append_padded(out, value.text(), quoted_spec);
    case FormatKind::pointer:
      return format_simple(out, spec, value.pointer());
    case FormatKind::duration:
      return format_duration(out, value, spec);
    case FormatKind::sequence:
    case FormatKind::set:
    case FormatKind::map:
      return format_range(out, value, spec);
    case FormatKind::tuple:
      return format_tuple(out, value, spec);
    case FormatKind::optional: {
      OptionalSink sink(spec);
      value.visit(sink);
      out += sink.text().empty() ? "none" : sink.text();
      return;
    }
    case FormatKind::expected:
      return format_with(out, value, ExpectedSink(spec));
    case FormatKind::described:
      return format_with(out, value, TextSink(spec, false));
    case FormatKind::formatted:
      return format_with(out, value, TextSink(spec, true));
  }
}

}  // namespace asyncio::detail
