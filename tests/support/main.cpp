/// @file
/// Main function of the test programs. Every test is also a leak test: when it ends, no loop runs, no stack is in use,
/// and no exception is on its way.
///
/// With `--report=lines` the results are written for the runner in a browser (tests/browsers), where no file can be: each is
/// a line of JSON behind a record separator (RFC 7464), among whatever the tests themselves print.
#include <gmock/gmock.h>

#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

#include "core/fiber.hpp"
#include "core/loop.hpp"

namespace {

class LeakCheck final : public testing::EmptyTestEventListener {
 public:
  void OnTestEnd(const testing::TestInfo&) override {
    EXPECT_EQ(asyncio::detail::Loop::running(), nullptr) << "a loop still counts as running";
    const auto& pool = asyncio::core::FiberPool::current();
    EXPECT_EQ(pool.idle(), pool.size()) << "a task is left on its stack";
    EXPECT_EQ(std::uncaught_exceptions(), 0);
    EXPECT_EQ(std::current_exception(), nullptr);
  }
};

std::string json(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) {
      quoted += c;
    } else {
      constexpr std::string_view digits = "0123456789abcdef";
      const auto code = static_cast<unsigned char>(c);
      quoted += "\\u00";
      quoted += digits[code >> 4U];
      quoted += digits[code & 15U];
    }
  }
  return quoted + '"';
}

std::string name(const testing::TestInfo& test) {
  return json(test.test_suite_name() + std::string(".") + test.name());
}

class LineReport final : public testing::EmptyTestEventListener {
 public:
  void OnTestStart(const testing::TestInfo& test) override { write("{\"start\":" + name(test) + "}"); }

  void OnTestEnd(const testing::TestInfo& test) override {
    const testing::TestResult& result = *test.result();
    std::string failures;
    for (int i = 0; i != result.total_part_count(); ++i) {
      const testing::TestPartResult& part = result.GetTestPartResult(i);
      if (!part.failed()) continue;
      const std::string where = part.file_name() != nullptr
                                    ? part.file_name() + std::string(":") + std::to_string(part.line_number()) + ": "
                                    : std::string();
      failures += (failures.empty() ? "" : ",") + json(where + part.message());
    }
    write("{\"end\":" + name(test) + ",\"milliseconds\":" + std::to_string(result.elapsed_time()) +
          ",\"skipped\":" + (result.Skipped() ? "true" : "false") + ",\"failures\":[" + failures + "]}");
  }

 private:
  static void write(const std::string& record) {
    std::printf("\x1e%s\n", record.c_str());
    std::fflush(stdout);
  }
};

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  testing::TestEventListeners& listeners = testing::UnitTest::GetInstance()->listeners();
  for (int i = 1; i != argc; ++i) {
    if (argv[i] != std::string_view("--report=lines")) continue;
    delete listeners.Release(listeners.default_result_printer());
    listeners.Append(new LineReport);
  }
  // Last, and so the first to be told of an end: what it finds belongs to the test.
  listeners.Append(new LeakCheck);
  return RUN_ALL_TESTS();
}

#if __has_feature(thread_sanitizer)
/// The library in which std::promise<void> is compiled is not instrumented: the sanitizer sees none of its counting of references, and takes the
/// deletion of what a promise and a future share for a race with the other's last use of it.
extern "C" const char* __tsan_default_suppressions() {
  return "race:std::__1::promise<void>::~promise";
}  // NOLINT(bugprone-reserved-identifier)
#endif
