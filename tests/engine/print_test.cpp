// <ostream> brings std::print, and <format> what this test compares with: both stand before the header under test to
// show that they do no harm.
#include <gtest/gtest.h>

#include <format>
#include <ostream>

#include <array>
#include <asyncio/print.hpp>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <expected>
#include <iostream>
#include <limits>
#include <list>
#include <map>
#include <optional>
#include <ranges>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace shapes {

struct Point {
  int x;
  int y;
};

std::string to_string(const Point& point) { return std::to_string(point.x) + "," + std::to_string(point.y); }

struct Name {
  std::string text;
  [[nodiscard]] const std::string& to_string() const { return text; }
};

struct Streamed {
  int value;
};

std::ostream& operator<<(std::ostream& stream, const Streamed& streamed) {
  return stream << '<' << streamed.value << '>';
}

struct Formatted {
  int value;
};

enum class Level : std::int8_t { low = -1, high = 200 - 128 };
enum Plain { first, second };
enum class Named { red };
std::string_view to_string(Named /*color*/) { return "red"; }

}  // namespace shapes

template <>
struct std::formatter<shapes::Formatted> : std::formatter<int> {
  auto format(const shapes::Formatted& value, auto& context) const {
    return std::formatter<int>::format(value.value, context);
  }
};

namespace {

using asyncio::format;
using asyncio::runtime_format;
using namespace std::chrono_literals;

/// The message of the format error that `call` throws, or a note that it threw none.
template <class Call>
std::string error_of(Call call) {
  try {
    call();
  } catch (const std::format_error& error) {
    return error.what();
  }
  return "no error";
}

TEST(Print, FormatsBasicTypesAsStdFormatDoes) {
  EXPECT_EQ(format("{} {} {} {}", 42, -7L, 'c', true), "42 -7 c true");
  EXPECT_EQ(format("{} {} {}", 0.1, 0.1F, 1e100), std::format("{} {} {}", 0.1, 0.1F, 1e100));
  EXPECT_EQ(format("{}", 0.1L), std::format("{}", 0.1L));
  EXPECT_EQ(format("{} {}", std::numeric_limits<std::uint64_t>::max(), std::numeric_limits<std::int64_t>::min()),
            "18446744073709551615 -9223372036854775808");
  const signed char small = 'a';
  const unsigned char byte = 255;
  EXPECT_EQ(format("{} {}", small, byte), "97 255");
}

TEST(Print, FormatsEverySortOfText) {
  char buffer[] = "array";
  const char* null = nullptr;
  EXPECT_EQ(format("{} {} {} {} {}", "literal", std::string("string"), std::string_view("view"), buffer, null),
            "literal string view array (null)");
}

TEST(Print, FollowsSpecs) {
  EXPECT_EQ(format("{:>10.3f}|{:<6}|{:^7}|{:*>4}", 3.14159, "left", "mid", 7), "     3.142|left  |  mid  |***7");
  EXPECT_EQ(format("{:#x} {:08b} {:+d} {:c} {:e}", 255, 5, 3, 65, 1.5), "0xff 00000101 +3 A 1.500000e+00");
  EXPECT_EQ(format("{:.3} {:?} {:d}", "truncated", "quo\"te\n", true), "tru \"quo\\\"te\\n\" 1");
}

TEST(Print, AlignsWideCharactersByTheirWidth) {
  EXPECT_EQ(format("[{:>6}] [{:튤<4}]", "튤립", 1), "[  튤립] [1튤튤튤]");
}

TEST(Print, TakesWidthsAndPrecisionsFromArguments) {
  EXPECT_EQ(format("{:{}}|", "x", 4), "x   |");
  EXPECT_EQ(format("{:>{}.{}f}|", 2.71828, 8, 2), "    2.72|");
  EXPECT_EQ(format("{0:>{2}}{1:>{2}}", 1, 2, 3), "  1  2");
  EXPECT_EQ(format("{:{}} {:.{}f}", "x", 0, 1.5, 0), "x 2");
}

TEST(Print, PicksNumberedArgumentsInAnyOrder) { EXPECT_EQ(format("{1} {0} {1}", "a", "b"), "b a b"); }

TEST(Print, KeepsDoubledBraces) { EXPECT_EQ(format("{{}} {{{}}} }}{{", 1), "{} {1} }{"); }

TEST(Print, FormatsAnEmptyStringToNothing) { EXPECT_EQ(format(""), ""); }

TEST(Print, PutsStringsInsideRangesInQuotes) {
  EXPECT_EQ(format("{}", std::vector<std::string>{"a", "b\n"}), R"(["a", "b\n"])");
  EXPECT_EQ(format("{}", std::vector{'x', '\''}), R"(['x', '\''])");
}

TEST(Print, ShowsEachSortOfRangeWithItsBrackets) {
  EXPECT_EQ(format("{} {} {}", std::vector{1, 2}, std::list<double>{}, std::array{3}), "[1, 2] [] [3]");
  EXPECT_EQ(format("{} {}", std::set{2, 1}, std::map<std::string, int>{{"k", 1}, {"l", 2}}),
            R"({1, 2} {"k": 1, "l": 2})");
  EXPECT_EQ(format("{}", std::unordered_map<int, std::vector<int>>{{1, {2}}}), "{1: [2]}");
  EXPECT_EQ(format("{}", std::vector<std::vector<int>>{{1}, {}}), "[[1], []]");
  EXPECT_EQ(format("{}", std::vector<bool>{true, false}), "[true, false]");
  int array[] = {1, 2};
  EXPECT_EQ(format("{}", array), "[1, 2]");
}

TEST(Print, WalksThroughViewsThatAreOnlyIterableWhenNotConst) {
  EXPECT_EQ(format("{}", std::views::iota(1, 6) | std::views::filter([](int i) { return i % 2 == 1; })), "[1, 3, 5]");
}

TEST(Print, FollowsSpecsOfRangesAsStdFormatDoes) {
  const std::vector numbers{1, 20};
  EXPECT_EQ(format("{::>4}|{:n}|{:>10}|{:-^12n:#x}", numbers, numbers, numbers, numbers),
            std::format("{::>4}|{:n}|{:>10}|{:-^12n:#x}", numbers, numbers, numbers, numbers));
  const std::vector<std::string> words{"a", "b"};
  EXPECT_EQ(format("{::} {::?>2}", words, words), std::format("{::} {::?>2}", words, words));
  const std::vector<std::pair<int, int>> pairs{{1, 2}};
  EXPECT_EQ(format("{} {:m} {::n}", pairs, pairs, pairs), "[(1, 2)] {1: 2} [1, 2]");
  const std::vector letters{'h', '"'};
  EXPECT_EQ(format("{:s} {:?s} {:>4s}", letters, letters, letters),
            std::format("{:s} {:?s} {:>4s}", letters, letters, letters));
  const std::map<int, std::string> map{{1, "one"}};
  EXPECT_EQ(format("{:n}|{:>12}", map, map), std::format("{:n}|{:>12}", map, map));
  EXPECT_EQ(format("{:>{}:{}}", numbers, 12, 3), "  [  1,  20]");
}

TEST(Print, ShowsPairsAndTuplesInParentheses) {
  EXPECT_EQ(format("{} {} {}", std::pair(1, 'a'), std::tuple(1, "a", 2.5), std::tuple<>()),
            "(1, 'a') (1, \"a\", 2.5) ()");
  EXPECT_EQ(format("{:m} {:n} {:>8}", std::pair("k", 1), std::tuple(1, 2), std::pair(1, 2)), "\"k\": 1 1, 2   (1, 2)");
}

TEST(Print, ShowsOptionalsAndExpectedsWithWhatTheyHold) {
  EXPECT_EQ(format("{} {} {:.1f}", std::optional<int>(), std::optional<std::string>("q"), std::optional(1.25)),
            "none optional(\"q\") optional(1.2)");
  using Result = std::expected<int, std::string>;
  EXPECT_EQ(format("{} {}", Result(1), Result(std::unexpected("why"))), "expected(1) unexpected(\"why\")");
  EXPECT_EQ(format("{} {}", std::expected<void, int>(), std::expected<void, int>(std::unexpected(3))),
            "expected() unexpected(3)");
}

TEST(Print, ShowsDurationsWithTheirUnit) {
  EXPECT_EQ(format("{} {} {} {} {} {} {}", 3s, 500ms, 7us, 1ns, 5min, 2h, std::chrono::days(1)),
            "3s 500ms 7µs 1ns 5min 2h 1d");
  EXPECT_EQ(format("{} {} {}", std::chrono::duration<double>(1.5), std::chrono::duration<int, std::ratio<2, 3>>(1),
                   std::chrono::duration<int, std::ratio<7>>(2)),
            "1.5s 1[2/3]s 2[7]s");
}

TEST(Print, RoundsMeasuredTimesToSixDigits) {
  EXPECT_EQ(format("{}", std::chrono::duration<double>(0.1 + 0.2)), "0.3s");
  EXPECT_EQ(format("{}", std::chrono::duration<double, std::milli>(1.23456789)), "1.23457ms");
}

TEST(Print, AppliesSpecsOfDurationsToTheNumberAndPadsTheWhole) {
  EXPECT_EQ(format("[{:.1f}] [{:>8}] [{:<8.2f}] [{:+}]", std::chrono::duration<float>(1.25F), 3s,
                   std::chrono::duration<double>(0.5), 1s),
            "[1.2s] [      3s] [0.50s   ] [+1s]");
  EXPECT_EQ(error_of([] { return format(runtime_format("{:%S}"), 3s); }),
            "a duration takes the spec of a number, as in {:.1f}, and no % conversions");
}

TEST(Print, ShowsPointersInHexadecimal) {
  int object = 0;
  EXPECT_EQ(format("{} {}", nullptr, static_cast<void*>(&object)),
            std::format("{} {}", nullptr, static_cast<void*>(&object)));
  EXPECT_EQ(format("{}", &object), format("{}", static_cast<const void*>(&object)));
}

TEST(Print, ShowsEnumsAsTheirNumberUnlessTheyHaveAName) {
  EXPECT_EQ(format("{} {} {} {}", shapes::Level::low, shapes::Level::high, shapes::second, shapes::Named::red),
            "-1 72 1 red");
}

TEST(Print, UsesToStringOfATypeAndPadsItsText) {
  EXPECT_EQ(format("{} {:>5}|{:*^6}|", shapes::Point{1, 2}, shapes::Point{3, 4}, shapes::Name{"ab"}),
            "1,2   3,4|**ab**|");
  EXPECT_EQ(format("{}", std::vector{shapes::Point{1, 2}}), "[1,2]");
}

TEST(Print, UsesTheStdFormatterOfAType) {
  EXPECT_EQ(format("{} {:>4} {:#x}", shapes::Formatted{1}, shapes::Formatted{2}, shapes::Formatted{255}),
            "1    2 0xff");
  EXPECT_EQ(format("{::#x}", std::vector{shapes::Formatted{16}}), "[0x10]");
}

TEST(Print, UsesTheStreamOperatorOfAType) {
  EXPECT_EQ(format("{} {:>4}", shapes::Streamed{1}, shapes::Streamed{2}), "<1>  <2>");
}

TEST(Print, SaysWhatAnExceptionSays) {
  const std::runtime_error error("boom");
  EXPECT_EQ(format("{} {}", error, std::exception_ptr()), "boom no exception");
  EXPECT_EQ(format("{}", std::make_exception_ptr(error)), "std::runtime_error: boom");
}

TEST(Print, ThrowsForMistakesInRuntimeStrings) {
  const auto message = [](std::string_view text) {
    return error_of([&] { return format(runtime_format(text), 1, "x"); });
  };
  EXPECT_EQ(message("{} {} {}"), "the format string has more fields than there are arguments");
  EXPECT_EQ(message("{2}"), "the format string has more fields than there are arguments");
  EXPECT_EQ(message("{"), "the format string has a { without a }; write {{ for the character itself");
  EXPECT_EQ(message("{:>"), "the format string has a { without a }; write {{ for the character itself");
  EXPECT_EQ(message("{:{"), "the format string has a { without a }; write {{ for the character itself");
  EXPECT_EQ(message("a}b"), "the format string has a } without a {; write }} for the character itself");
  EXPECT_EQ(message("{name}"), "a field of the format string must be empty, as in {}, or have a number, as in {0}");
  EXPECT_EQ(message("{01}"), "a field of the format string must be empty, as in {}, or have a number, as in {0}");
  EXPECT_EQ(message("{99999999999999999999}"),
            "a field of the format string must be empty, as in {}, or have a number, as in {0}");
  EXPECT_EQ(message("{} {1}"), "the format string has both fields with a number and fields without one");
  EXPECT_EQ(message("{:{}}"), "a width or precision is taken from an argument that is not an integer");
}

TEST(Print, ThrowsForSpecsThatDoNotSuitTheValue) {
  const auto fails = [](std::string_view text, auto value) {
    return error_of([&] { return format(runtime_format(text), value); }) != "no error";
  };
  EXPECT_TRUE(fails("{:d}", "text"));
  EXPECT_TRUE(fails("{:s}", 1));
  EXPECT_TRUE(fails("{:.2}", 1));
  EXPECT_TRUE(fails("{:q}", std::vector{1}));
  EXPECT_TRUE(fails("{:s}", std::vector{1}));
  EXPECT_TRUE(fails("{::q}", std::vector{1}));
  EXPECT_TRUE(fails("{:5q}", std::pair{1, 2}));
  EXPECT_EQ(error_of([] { return format("{:{}}", "x", -1); }),
            "a width or precision taken from an argument is negative");
}

TEST(Print, LetsRuntimeStringsLeaveArgumentsUnused) { EXPECT_EQ(format(runtime_format("hello"), 1, 2), "hello"); }

using asyncio::detail::FormatMistake;

constexpr FormatMistake mistake(std::string_view text) {
  return asyncio::detail::format_mistake_of<int, std::string>(text);
}

TEST(Print, ChecksLiteralsWhenCompiling) {
  static_assert(mistake("{} {}") == FormatMistake::none);
  static_assert(mistake("{1:>{0}} {{") == FormatMistake::none);
  static_assert(mistake("{:#06x} {:?}") == FormatMistake::none);
  static_assert(mistake("{:d>5} {:x<}") == FormatMistake::none);
  static_assert(mistake("{}") == FormatMistake::unused_argument);
  static_assert(mistake("{} {} {}") == FormatMistake::too_few_arguments);
  static_assert(mistake("{} {:d}") == FormatMistake::wrong_type_letter);
  static_assert(mistake("{:f} {}") == FormatMistake::wrong_type_letter);
  static_assert(mistake("{0:{1}}") == FormatMistake::width_is_no_integer);
  static_assert(mistake("{0} {}") == FormatMistake::mixed_numbering);
  static_assert(mistake("{} {") == FormatMistake::opening_brace_alone);
  static_assert(mistake("{} {:{") == FormatMistake::opening_brace_alone);
  static_assert(mistake("{} {} }") == FormatMistake::closing_brace_alone);
  static_assert(mistake("{} {name}") == FormatMistake::field_is_no_number);
  static_assert(mistake("{0} {01}") == FormatMistake::field_is_no_number);
}

TEST(Print, WritesToStandardOutputInOrderWithTheOtherWays) {
  testing::internal::CaptureStdout();
  using asyncio::print;
  using asyncio::println;
  print("a{}", 1);
  std::printf("b");
  std::cout << "c";
  println("{}", std::vector{1});
  println();
  print("no line end");
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "a1bc[1]\n\nno line end");
}

TEST(Print, WritesErrorsToStandardError) {
  testing::internal::CaptureStderr();
  asyncio::eprint("oh {}\n", "no");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "oh no\n");
}

TEST(Print, KeepsZeroBytesInText) { EXPECT_EQ(format("{}", std::string("a\0b", 3)).size(), 3U); }

TEST(Print, WritesNothingWhenAFieldFails) {
  testing::internal::CaptureStdout();
  EXPECT_THROW(asyncio::print(runtime_format("before {:d}"), "x"), std::format_error);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

}  // namespace
