/// @file
/// Writes the trace events that stand in a trace file, of texts that are escaped already. Times are nanoseconds on the loop's clock. Format: "Trace Event
/// Format" of the Catapult project.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string_view>

#include "trace_text.hpp"

namespace asyncio::native {

class TraceWriter {
 public:
  /// What is written goes to `file` from now on; nowhere where that is null.
  void goes_to(std::FILE* file) noexcept { out_.goes_to(file); }
  void flush() noexcept { out_.flush(); }

  /// The track of a task has a name.
  void name_lane(std::uint32_t task, std::string_view name);
  /// Something that lasted; without a line where that is empty.
  void slice(std::uint32_t lane, std::string_view name, std::int64_t from, std::int64_t until, std::string_view line);
  /// A mark, with an argument that is a string, unless its name is empty.
  void instant(std::uint32_t lane, std::int64_t when, std::string_view name, std::string_view argument = {},
               std::string_view value = {});
  void printed(std::uint32_t lane, std::int64_t when, std::uint32_t stream, std::uint32_t bytes);
  /// An arrow from one track to another.
  void wakes(std::uint32_t from, std::uint32_t to, std::int64_t when);

 private:
  /// The first half of an event `i`.
  void begin_instant(std::uint32_t lane, std::int64_t when, std::string_view name);
  void end_of_arrow(std::string_view phase, std::uint32_t lane, std::int64_t when);

  TraceText out_;
  std::uint64_t arrows_ = 0;
};

}  // namespace asyncio::native
