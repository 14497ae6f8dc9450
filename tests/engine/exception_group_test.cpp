#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <exception>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "../support/reports.hpp"
#include "core/describe_exception.hpp"

namespace {

using asyncio::ExceptionGroup;
using asyncio::core::describe_exception;
using asyncio::testing::message_of;

template <class E>
std::exception_ptr error(const char* message) {
  return std::make_exception_ptr(E(message));
}

ExceptionGroup nested() {
  return {"outer",
          {error<std::runtime_error>("one"),
           std::make_exception_ptr(
               ExceptionGroup("inner", {error<std::logic_error>("two"), error<std::runtime_error>("three")})),
           error<std::out_of_range>("four")}};
}

std::string text(const std::optional<ExceptionGroup>& group) {
  return group ? describe_exception(std::make_exception_ptr(*group)) : "none";
}

TEST(ExceptionGroup, SaysWhatItIsAsPythonDoes) {
  const ExceptionGroup group("unhandled errors", {error<std::runtime_error>("a"), error<std::runtime_error>("b")});
  EXPECT_STREQ(group.what(), "unhandled errors (2 sub-exceptions)");
  EXPECT_EQ(group.message(), "unhandled errors");
  EXPECT_EQ(group.exceptions().size(), 2U);
  EXPECT_STREQ(ExceptionGroup("x", {error<std::runtime_error>("a")}).what(), "x (1 sub-exception)");
}

TEST(ExceptionGroup, HoldsErrorsOnly) {
  EXPECT_THROW(ExceptionGroup("x", {}), asyncio::ValueError);
  EXPECT_THROW(ExceptionGroup("x", {nullptr}), asyncio::ValueError);
  EXPECT_THROW(ExceptionGroup("x", {std::make_exception_ptr(asyncio::CancelledError())}), asyncio::TypeError);
  EXPECT_THROW(ExceptionGroup("x", {std::make_exception_ptr(asyncio::GeneratorExit())}), asyncio::TypeError);
  EXPECT_NO_THROW(ExceptionGroup("x", {std::make_exception_ptr(42)}));
}

TEST(ExceptionGroup, IsDescribedWithItsPartsOnLinesOfTheirOwn) {
  EXPECT_EQ(text(nested()),
            "asyncio::ExceptionGroup: outer (3 sub-exceptions)\n"
            "  std::runtime_error: one\n"
            "  asyncio::ExceptionGroup: inner (2 sub-exceptions)\n"
            "    std::logic_error: two\n"
            "    std::runtime_error: three\n"
            "  std::out_of_range: four");
}

TEST(ExceptionGroup, SplitsByTypeAndKeepsItsNesting) {
  const auto [match, rest] = nested().split<std::runtime_error>();
  EXPECT_EQ(text(match),
            "asyncio::ExceptionGroup: outer (2 sub-exceptions)\n"
            "  std::runtime_error: one\n"
            "  asyncio::ExceptionGroup: inner (1 sub-exception)\n"
            "    std::runtime_error: three");
  EXPECT_EQ(text(rest),
            "asyncio::ExceptionGroup: outer (2 sub-exceptions)\n"
            "  asyncio::ExceptionGroup: inner (1 sub-exception)\n"
            "    std::logic_error: two\n"
            "  std::out_of_range: four");
}

TEST(ExceptionGroup, GivesASubgroupOfSeveralTypesOrNone) {
  // std::out_of_range is a std::logic_error.
  EXPECT_EQ(text(nested().subgroup<std::logic_error>()),
            "asyncio::ExceptionGroup: outer (2 sub-exceptions)\n"
            "  asyncio::ExceptionGroup: inner (1 sub-exception)\n"
            "    std::logic_error: two\n"
            "  std::out_of_range: four");
  EXPECT_EQ(text(nested().subgroup<std::bad_alloc>()), "none");
  const auto several = nested().subgroup<std::out_of_range, std::runtime_error>();
  EXPECT_EQ(several->exceptions().size(), 3U);
}

TEST(ExceptionGroup, IsWholeWhereItMatchesItself) {
  const auto [match, rest] = nested().split<std::exception>();
  EXPECT_EQ(text(match), text(nested()));
  EXPECT_FALSE(rest);
}

TEST(ExceptionGroup, SplitsByWhateverAFunctionSays) {
  const auto three = nested().subgroup(
      [](const std::exception_ptr& each) { return describe_exception(each) == "std::runtime_error: three"; });
  EXPECT_EQ(text(three),
            "asyncio::ExceptionGroup: outer (1 sub-exception)\n"
            "  asyncio::ExceptionGroup: inner (1 sub-exception)\n"
            "    std::runtime_error: three");
}

TEST(ExceptionGroup, IsCaughtAsAStandardException) {
  EXPECT_EQ(message_of<std::exception>([] { throw nested(); }), "outer (3 sub-exceptions)");
}

}  // namespace
