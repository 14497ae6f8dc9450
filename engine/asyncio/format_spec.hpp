/// @file
/// The specs of values that have parts, as [format.range.formatter] and [format.tuple] describe them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace asyncio::detail {

/// Takes "[[fill]align]" off the front of a spec. A colon is no fill: it begins the spec of a range's elements.
std::string_view take_alignment(std::string_view& spec);

/// Takes the digits off the front of a spec.
std::string_view take_digits(std::string_view& spec);

/// The spec of a range or tuple: "[[fill]align][width][n][type][:element spec]".
struct Layout {
  std::string padding;
  bool bare = false;
  bool as_map = false;
  bool as_text = false;
  bool as_quoted_text = false;
  std::optional<std::string_view> element;
};

/// Throws std::format_error where a range, or a pair or tuple, has no such spec.
Layout parse_layout(std::string_view spec, bool is_range);

}  // namespace asyncio::detail
