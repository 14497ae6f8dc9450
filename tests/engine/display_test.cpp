#include "asyncio/display.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "ports/display.hpp"

namespace {

struct Item {
  std::string mime;
  std::string data;
  std::string alt;
};

struct Bar {
  std::uint32_t id;
  std::string label;
  double value;
  double total;
  bool closed;
};

std::vector<Item> items;
std::vector<Bar> bars;

}  // namespace

// The display of this test program: it remembers what it was told.
namespace asyncio::core {

void show(std::string_view mime, std::string_view data, std::string_view alt) {
  items.push_back({std::string(mime), std::string(data), std::string(alt)});
}

void show_progress(const ProgressState& state) {
  bars.push_back({state.id, std::string(state.label), state.value, state.total, state.closed});
}

}  // namespace asyncio::core

namespace {

using asyncio::Progress;

class Display : public testing::Test {
 protected:
  void SetUp() override { items.clear(); }
};

class ProgressBar : public testing::Test {
 protected:
  void SetUp() override { bars.clear(); }
};

TEST_F(Display, HandsTypeDataAndDescriptionToTheConsole) {
  asyncio::display("image/svg+xml", std::string_view("<svg>\0</svg>", 12), "a flag");
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0].mime, "image/svg+xml");
  EXPECT_EQ(items[0].data.size(), 12U);
  EXPECT_EQ(items[0].alt, "a flag");
}

TEST_F(Display, TakesParametersAfterTheType) {
  asyncio::display("text/plain; charset=utf-8", "튤립");
  EXPECT_EQ(items.at(0).mime, "text/plain; charset=utf-8");
}

TEST_F(Display, RefusesWhatIsNoMimeType) {
  for (const char* mime : {"", "image", "/", "image/", "/png", "image/png/x", "ima ge/png", "image/p\nng",
                           "image/png;\n", "<svg/>", "-a/b", "한/글"}) {
    EXPECT_THROW(asyncio::display(mime, "x"), std::invalid_argument) << mime;
  }
  EXPECT_TRUE(items.empty());
}

TEST_F(Display, NamesTheRefusedTypeInTheMessage) {
  try {
    asyncio::display("png", "x");
    FAIL();
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(error.what(), "display() needs a MIME type such as \"image/png\" as its first argument, not \"png\"");
  }
}

TEST_F(ProgressBar, ShowsItsStartEachStepAndItsEnd) {
  {
    auto bar = asyncio::progress(2, "flags");
    bar.update();
    bar.update();
  }
  ASSERT_EQ(bars.size(), 4U);
  EXPECT_EQ(bars[0].label, "flags");
  EXPECT_EQ(bars[0].value, 0);
  EXPECT_EQ(bars[1].value, 1);
  EXPECT_EQ(bars[2].value, 2);
  EXPECT_EQ(bars[2].total, 2);
  EXPECT_FALSE(bars[2].closed);
  EXPECT_TRUE(bars[3].closed);
  EXPECT_EQ(bars[3].id, bars[0].id);
}

TEST_F(ProgressBar, HasAnIdOfItsOwn) {
  const Progress one(1);
  const Progress two(1);
  ASSERT_EQ(bars.size(), 2U);
  EXPECT_NE(bars[0].id, bars[1].id);
  EXPECT_NE(bars[0].id, 0U);
}

TEST_F(ProgressBar, CountsAndCanBeSet) {
  Progress bar(10);
  bar.update(2.5);
  bar.update(-0.5);
  EXPECT_EQ(bar.value(), 2);
  bar.set(7);
  EXPECT_EQ(bar.value(), 7);
  EXPECT_EQ(bar.total(), 10);
}

TEST_F(ProgressBar, IsNotDrawnForStepsTooSmallToSee) {
  Progress bar(1'000'000);
  for (int i = 0; i < 1'000'000; ++i) bar.update();
  EXPECT_LE(bars.size(), 1'002U);
  EXPECT_EQ(bars.back().value, 1'000'000);
}

TEST_F(ProgressBar, IsDrawnWhenItReachesTheTotalByASmallStep) {
  Progress bar(1'000'000);
  bar.set(999'999);
  bar.update();
  EXPECT_EQ(bars.back().value, 1'000'000);
}

TEST_F(ProgressBar, OfUnknownTotalIsDrawnSeldomerAsItGrows) {
  Progress bar(0);
  for (int i = 0; i < 100'000; ++i) bar.update();
  EXPECT_GT(bars.size(), 1'000U);
  EXPECT_LT(bars.size(), 10'000U);
}

TEST_F(ProgressBar, ShowsTheLastValueWhenClosed) {
  Progress bar(1'000'000);
  bar.update();
  bar.close();
  EXPECT_EQ(bars.back().value, 1);
  EXPECT_TRUE(bars.back().closed);
}

TEST_F(ProgressBar, IgnoresCallsAfterItIsClosed) {
  Progress bar(2);
  bar.close();
  bar.close();
  bar.update();
  EXPECT_EQ(bars.size(), 2U);
  EXPECT_EQ(bar.value(), 0);
}

TEST_F(ProgressBar, MovesWithoutBeingClosed) {
  Progress first(2, "moved");
  Progress second(std::move(first));
  second.update();
  ASSERT_EQ(bars.size(), 2U);
  EXPECT_EQ(bars[1].id, bars[0].id);
  EXPECT_EQ(bars[1].label, "moved");
  EXPECT_FALSE(bars[1].closed);
}

TEST_F(ProgressBar, ClosesTheBarThatIsAssignedOver) {
  Progress bar(1, "first");
  bar = Progress(2, "second");
  ASSERT_EQ(bars.size(), 3U);
  EXPECT_EQ(bars[2].label, "first");
  EXPECT_TRUE(bars[2].closed);
  EXPECT_EQ(bar.total(), 2);
}

TEST_F(ProgressBar, RefusesNumbersThatAreNoProgress) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  EXPECT_THROW(Progress(-1), std::invalid_argument);
  EXPECT_THROW(Progress{infinity}, std::invalid_argument);
  EXPECT_TRUE(bars.empty());
  Progress bar(1);
  EXPECT_THROW(bar.update(std::nan("")), std::invalid_argument);
  EXPECT_THROW(bar.set(-infinity), std::invalid_argument);
  EXPECT_EQ(bar.value(), 0);
}

}  // namespace
