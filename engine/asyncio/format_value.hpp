/// @file
/// Formats one value, whatever its kind; the part of `asyncio::print` that does not know the format string.
#pragma once

#include <string>
#include <string_view>

#include <asyncio/detail/format_arg.hpp>

namespace asyncio::detail {

/// Appends `value` to `out` as `spec` (what stands after the colon, nested fields filled in) says. `quoted` asks for
/// quotes around texts and characters where the spec says nothing else, as inside a range. Throws std::format_error.
void format_value(std::string& out, const FormatArg& value, std::string_view spec, bool quoted);

}  // namespace asyncio::detail
