// Who waits for whom, in words.
#include <gtest/gtest.h>

#include <algorithm>
#include <asyncio.hpp>
#include <string>
#include <vector>

namespace asyncio::testing {
namespace {

using namespace std::chrono_literals;

/// Without the lines of this file, which change.
std::string without_places(std::string text) {
  for (std::size_t at = text.find(" at call_graph_test.cpp:"); at != std::string::npos;
       at = text.find(" at call_graph_test.cpp:")) {
    text.erase(at, text.find('\n', at) - at);
  }
  return text;
}

TEST(CallGraph, ShowsATaskBelowTheOneThatWaitsForIt) {
  run([] {
    current_task()->set_name("main");
    const auto reader = create_task([] { sleep(1s); }, "reader");
    const auto both = create_task([&] { await(gather(reader)); }, "both");
    create_task([] {}, "new");
    sleep(0s);
    create_task([] {}, "newer");
    EXPECT_EQ(without_places(format_call_graph()),
              "main is running\n"
              "both waits for gather() of reader\n"
              "  reader waits for sleep(1.000000)\n"
              "newer has not begun\n");
    EXPECT_NE(format_call_graph().find("reader waits for sleep(1.000000) at call_graph_test.cpp:"), std::string::npos);
  });
}

TEST(CallGraph, OfADiamondHasALineForEachTaskAndEachWait) {
  run([] {
    // Twelve layers of three, each of which waits for all of the next: CPython writes half a million nodes.
    std::vector<Task<>> layer;
    constexpr int layers = 12;
    constexpr int width = 3;
    for (int i = 0; i != width; ++i) layer.push_back(create_task([] { sleep(1s); }));
    for (int depth = 1; depth != layers; ++depth) {
      std::vector<Task<>> next;
      for (int i = 0; i != width; ++i) next.push_back(create_task([layer] { await(gather(layer)); }));
      layer = next;
    }
    sleep(0s);
    const std::string text = format_call_graph();
    constexpr int tasks = layers * width + 1;
    constexpr int waits = (layers - 1) * width * width;
    EXPECT_LE(std::ranges::count(text, '\n'), tasks + waits);
    await(gather(layer));
  });
}

TEST(CallGraph, OfALongChainComesToAnEnd) {
  run([] {
    Task<> last = create_task([] { sleep(1s); });
    for (int i = 0; i != 2000; ++i) last = create_task([last] { await(last); });
    sleep(0s);
    EXPECT_EQ(std::ranges::count(format_call_graph(), '\n'), 2002);
  });
}

TEST(CallGraph, NeedsARunningLoop) { EXPECT_THROW(static_cast<void>(format_call_graph()), RuntimeError); }

}  // namespace
}  // namespace asyncio::testing
