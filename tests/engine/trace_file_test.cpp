// Trace files: `{.trace = path}` and what is in them.
#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <boost/json/src.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

namespace asyncio::testing {
namespace {

using namespace std::chrono_literals;

struct TemporaryFile {
  std::string path = std::filesystem::temp_directory_path() / ("tulip_trace_" + std::to_string(::getpid()) + ".json");
  ~TemporaryFile() { std::filesystem::remove(path); }

  [[nodiscard]] boost::json::array events() const {
    std::ifstream file(path);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    return boost::json::parse(text).as_object().at("traceEvents").as_array();
  }
};

std::size_t count(const boost::json::array& events, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::count_if(
      events, [&](const auto& event) { return event.as_object().at("name").as_string() == name; }));
}

TEST(TraceFile, HoldsTracksSlicesAndArrowsOnceRunReturns) {
  const TemporaryFile file;
  run(
      [] {
        auto child = create_task([] { sleep(10ms); }, "a \"child\"\n한국어");
        print("hello\n");
        await(child);
      },
      {.trace = file.path});
  const auto events = file.events();
  EXPECT_EQ(count(events, "waits for sleep(0.01)"), 1U);
  EXPECT_EQ(count(events, "waits for a \"child\"\n한국어"), 1U);
  EXPECT_EQ(count(events, "prints"), 1U);
  EXPECT_EQ(count(events, "done"), 2U);
  EXPECT_EQ(count(events, "thread_name"), 2U);
  // Sleeper and main were woken, and each arrow has two ends.
  EXPECT_EQ(count(events, "wakes"), 4U);
  for (const auto& event : events) {
    if (event.as_object().at("name").as_string() != "waits for sleep(0.01)") continue;
    EXPECT_GE(event.as_object().at("dur").to_number<double>(), 9'000);
    const auto line = event.as_object().at("args").as_object().at("line").as_string();
    EXPECT_NE(line.find("trace_file_test.cpp"), std::string::npos);
  }
}

TEST(TraceFile, IsWholeWhereItIsLong) {
  const TemporaryFile file;
  run(
      [] {
        for (int i = 0; i != 2000; ++i) sleep(0s);
      },
      {.trace = file.path});
  const auto events = file.events();
  EXPECT_EQ(count(events, "runs"), 2001U);
  EXPECT_EQ(count(events, "ready"), 2000U);
}

TEST(TraceFile, IsRefusedWhereItCannotBeWritten) {
  try {
    run([] {}, {.trace = "/no/such/folder/trace.json"});
    FAIL() << "nothing was thrown";
  } catch (const OSError& error) {
    EXPECT_STREQ(error.what(), "could not write the trace to /no/such/folder/trace.json: No such file or directory");
  }
}

TEST(TraceFile, OfTheEnvironmentIsWrittenWhenTheThreadEnds) {
  const TemporaryFile file;
  ::setenv("ASYNCIO_TRACE", file.path.c_str(), 1);
  std::thread([] { run([] { sleep(1ms); }); }).join();
  ::unsetenv("ASYNCIO_TRACE");
  EXPECT_EQ(count(file.events(), "waits for sleep(0.001)"), 1U);
}

}  // namespace
}  // namespace asyncio::testing
