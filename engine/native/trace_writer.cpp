#include "trace_writer.hpp"

namespace asyncio::native {

void TraceWriter::name_lane(std::uint32_t task, std::string_view name) {
  if (out_.goes_nowhere()) return;
  out_.begin();
  out_.put(R"({"ph":"M","pid":1,"tid":)");
  out_.put_number(task);
  out_.put(R"(,"name":"thread_name","args":{"name":")");
  out_.put_text(name);
  out_.put(R"("}})");
}

void TraceWriter::slice(std::uint32_t lane, std::string_view name, std::int64_t from, std::int64_t until,
                        std::string_view line) {
  if (out_.goes_nowhere()) return;
  out_.begin();
  out_.put(R"({"ph":"X","pid":1,"tid":)");
  out_.put_number(lane);
  out_.put(R"(,"ts":)");
  out_.put_time(from);
  out_.put(R"(,"dur":)");
  out_.put_time(until - from);
  out_.put(R"(,"name":")");
  out_.put_text(name);
  out_.put(R"(","args":{)");
  if (!line.empty()) {
    out_.put(R"("line":")");
    out_.put_text(line);
    out_.put(R"(")");
  }
  out_.put("}}");
}

void TraceWriter::begin_instant(std::uint32_t lane, std::int64_t when, std::string_view name) {
  out_.begin();
  out_.put(R"({"ph":"i","s":"t","pid":1,"tid":)");
  out_.put_number(lane);
  out_.put(R"(,"ts":)");
  out_.put_time(when);
  out_.put(R"(,"name":")");
  out_.put_text(name);
  out_.put(R"(","args":{)");
}

void TraceWriter::instant(std::uint32_t lane, std::int64_t when, std::string_view name, std::string_view argument,
                          std::string_view value) {
  if (out_.goes_nowhere()) return;
  begin_instant(lane, when, name);
  if (!argument.empty()) {
    out_.put(R"(")");
    out_.put_text(argument);
    out_.put(R"(":")");
    out_.put_text(value);
    out_.put(R"(")");
  }
  out_.put("}}");
}

void TraceWriter::printed(std::uint32_t lane, std::int64_t when, std::uint32_t stream, std::uint32_t bytes) {
  if (out_.goes_nowhere()) return;
  begin_instant(lane, when, stream == 1 ? "prints" : "prints to stderr");
  out_.put(R"("bytes":)");
  out_.put_number(bytes);
  out_.put("}}");
}

void TraceWriter::wakes(std::uint32_t from, std::uint32_t to, std::int64_t when) {
  if (out_.goes_nowhere()) return;
  ++arrows_;
  end_of_arrow("s", from, when);
  end_of_arrow("f", to, when);
}

void TraceWriter::end_of_arrow(std::string_view phase, std::uint32_t lane, std::int64_t when) {
  out_.begin();
  out_.put(R"({"ph":")");
  out_.put_text(phase);
  out_.put(R"(","bp":"e","pid":1,"tid":)");
  out_.put_number(lane);
  out_.put(R"(,"ts":)");
  out_.put_time(when);
  out_.put(R"(,"id":)");
  out_.put_number(arrows_);
  out_.put(R"(,"name":"wakes","cat":"wakes"})");
}

}  // namespace asyncio::native
