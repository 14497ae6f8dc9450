// Trace files: `{.trace = path}` and what is in them.
#include "native/trace_file.hpp"

#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <boost/json/src.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <thread>

#include "../support/logged_run.hpp"

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

/// Each of `count` tasks, one after another, sleeps, waits for a lock of its own, lets a timeout go by, gathers and yields.
void many_short_tasks(int count) {
  for (int i = 0; i != count; ++i) {
    auto task = create_task([] {
      Lock lock;
      auto holder = create_task([&] { lock.run([] { sleep(0s); }); });
      sleep(0s);
      timeout(1s, [&] { lock.run([] { sleep(1ns); }); });
      await(gather(holder, [] { sleep(1ns); }));
    });
    await(task);
  }
}

TEST(TraceFile, KeepsNothingOfTasksThatAreOver) {
  Heard heard;
  run_logged(heard, [] { many_short_tasks(3'000); });
  native::TraceEvents events;
  events.read(heard.words, nullptr);
  EXPECT_LE(events.kept(), core::latest_strings + 100);
}

TEST(TraceFile, NamesTheTasksThatAreOlderThanWhatItTells) {
  const TemporaryFile file;
  {
    core::EventLog log(std::make_unique<native::TraceFile>(std::fopen(file.path.c_str(), "w"), 1));
    EventLoop loop = new_event_loop();
    log.attach(loop.state());
    loop.run_until_complete(loop.create_task(
        [] {
          auto old = create_task([] { sleep(1h); }, "before");
          sleep(0s);
          old.set_name("old");
          many_short_tasks(1'200);
          old.cancel();
        },
        "main"));
    loop.close();
  }
  const auto events = file.events();
  std::map<std::string, int> names;
  bool says_what_is_missing = false;
  for (const auto& event : events) {
    const auto& fields = event.as_object();
    if (fields.at("name").as_string() == "thread_name")
      ++names[std::string(fields.at("args").as_object().at("name").as_string())];
    says_what_is_missing |= fields.at("name").as_string().ends_with(" earlier events were dropped");
  }
  EXPECT_TRUE(says_what_is_missing);
  EXPECT_EQ(names["main"], 1);
  EXPECT_EQ(names["old"], 1);
  EXPECT_EQ(names["before"], 0);
  EXPECT_LT(names.size(), 3'000U);
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
