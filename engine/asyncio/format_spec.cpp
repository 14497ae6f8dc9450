#include "format_spec.hpp"

#include <cstddef>
#include <format>

namespace asyncio::detail {
namespace {

bool is_alignment(std::string_view spec, std::size_t at) {
  return at < spec.size() && (spec[at] == '<' || spec[at] == '>' || spec[at] == '^');
}

std::size_t size_of_first_code_point(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) ++size;
  return size;
}

bool take(std::string_view& spec, std::string_view prefix) {
  if (!spec.starts_with(prefix)) return false;
  spec.remove_prefix(prefix.size());
  return true;
}

}  // namespace

std::string_view take_alignment(std::string_view& spec) {
  std::size_t size = 0;
  if (!spec.empty() && spec[0] != ':') {
    const std::size_t fill = size_of_first_code_point(spec);
    size = is_alignment(spec, fill) ? fill + 1 : is_alignment(spec, 0) ? 1 : 0;
  }
  const std::string_view alignment = spec.substr(0, size);
  spec.remove_prefix(size);
  return alignment;
}

std::string_view take_digits(std::string_view& spec) {
  const std::string_view digits = spec.substr(0, spec.find_first_not_of("0123456789"));
  spec.remove_prefix(digits.size());
  return digits;
}

Layout parse_layout(std::string_view spec, bool is_range) {
  Layout layout;
  layout.padding = take_alignment(spec);
  layout.padding += take_digits(spec);
  layout.bare = take(spec, "n");
  layout.as_map = take(spec, "m");
  if (is_range && !layout.as_map) {
    layout.as_quoted_text = take(spec, "?s");
    layout.as_text = layout.as_quoted_text || take(spec, "s");
  }
  if (is_range && take(spec, ":")) {
    layout.element = spec;
  } else if (!spec.empty()) {
    throw std::format_error(is_range ? "the spec of a range is not valid: the spec of its elements stands after a "
                                       "second colon, as in {::>5}"
                                     : "the spec of a pair or tuple may give a fill, an alignment, a width, n or m");
  }
  if (layout.as_text && (layout.bare || layout.element)) {
    throw std::format_error("a range printed as text (s) takes neither n nor a spec for its elements");
  }
  return layout;
}

}  // namespace asyncio::detail
