/// @file
/// Each test of the program that this is linked into has a simulated outside of its own.
#include <gtest/gtest.h>

#include <asyncio/testing.hpp>
#include <optional>

namespace asyncio::testing {
namespace {

class WorldForEachTest final : public ::testing::EmptyTestEventListener {
 public:
  void OnTestStart(const ::testing::TestInfo&) override { world_.emplace(); }
  void OnTestEnd(const ::testing::TestInfo&) override { world_.reset(); }

 private:
  std::optional<World> world_;
};

[[maybe_unused]] const bool listens = [] {
  ::testing::UnitTest::GetInstance()->listeners().Append(new WorldForEachTest);
  return true;
}();

}  // namespace
}  // namespace asyncio::testing
