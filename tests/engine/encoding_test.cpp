// Values as bytes and back, and bytes that are no values.
#include <gtest/gtest.h>

#include <array>
#include <asyncio/detail/encoding.hpp>
#include <asyncio/errors.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace {

using namespace asyncio::detail;
using namespace std::string_literals;

struct Point {
  int x = 0;
  double y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

struct NoDefault {
  explicit NoDefault(int n) : number(n) {}
  int number;
  friend bool operator==(const NoDefault&, const NoDefault&) = default;
};

enum class Colour : std::uint8_t { red, green };

template <class T>
void expect_round_trip(const T& value) {
  const auto bytes = encode(value);
  EXPECT_EQ(decode<T>(bytes), value);
  // No part of it is the whole.
  for (std::size_t size = 0; size != bytes.size(); ++size)
    EXPECT_THROW(decode<T>(std::string_view(bytes).substr(0, size)), asyncio::RuntimeError) << size;
  EXPECT_THROW(decode<T>(bytes + '\0'), asyncio::RuntimeError);
}

TEST(Encoding, KeepsPlainValues) {
  expect_round_trip(42);
  expect_round_trip(-1.5);
  expect_round_trip(true);
  expect_round_trip(Colour::green);
  expect_round_trip(Point{3, 0.25});
  expect_round_trip(NoDefault(7));
}

TEST(Encoding, KeepsStringsAndVectors) {
  expect_round_trip(""s);
  expect_round_trip("안녕\0!"s);
  expect_round_trip(u"wide"s);
  expect_round_trip(std::vector<int>{});
  expect_round_trip(std::vector{1, 2, 3});
  expect_round_trip(std::vector{true, false, true});
  expect_round_trip(std::vector{"one"s, ""s, "three"s});
  expect_round_trip(std::vector{NoDefault(1), NoDefault(2)});
  expect_round_trip(std::vector<std::vector<std::vector<char>>>{{{'a'}, {}}, {}, {{'b', 'c'}}});
}

TEST(Encoding, KeepsProducts) {
  expect_round_trip(std::pair("key"s, 1));
  expect_round_trip(std::tuple(1, "two"s, 3.0, std::vector{4}));
  expect_round_trip(std::tuple<>());
  expect_round_trip(std::array{1, 2, 3});
  expect_round_trip(std::array{"one"s, "two"s});
  expect_round_trip(std::array<std::string, 0>());
  expect_round_trip(std::array{std::array{true, false}});
  expect_round_trip(std::vector<std::tuple<>>(3));
}

TEST(Encoding, KeepsAlternatives) {
  expect_round_trip(std::optional<std::string>());
  expect_round_trip(std::optional("here"s));
  expect_round_trip(std::optional(std::optional<int>()));
  using Variant = std::variant<std::monostate, int, std::string, int>;
  expect_round_trip(Variant());
  expect_round_trip(Variant(std::in_place_index<1>, 5));
  expect_round_trip(Variant("text"));
  expect_round_trip(Variant(std::in_place_index<3>, 5));
}

TEST(Encoding, RefusesWhatIsNoSuchValue) {
  EXPECT_THROW(decode<bool>("\2"), asyncio::RuntimeError);
  EXPECT_THROW(decode<std::optional<char>>("\2a"), asyncio::RuntimeError);
  EXPECT_THROW((decode<std::variant<char, bool>>("\2a")), asyncio::RuntimeError);
  EXPECT_THROW(decode<std::vector<bool>>("\1\0\0\0\0\0\0\0\x7f"s), asyncio::RuntimeError);
}

TEST(Encoding, DoesNotBelieveACountThatTheBytesCannotHold) {
  const auto count = [](std::uint64_t n) { return std::string(reinterpret_cast<const char*>(&n), sizeof(n)); };
  // What is believed would be allocated: sanitizers and a browser's memory tell.
  for (const std::uint64_t n : {UINT64_MAX, UINT64_MAX / 8 + 1, std::uint64_t{1} << 40U}) {
    EXPECT_THROW(decode<std::string>(count(n) + "text"), asyncio::RuntimeError);
    EXPECT_THROW(decode<std::vector<double>>(count(n) + "12345678"), asyncio::RuntimeError);
    EXPECT_THROW(decode<std::vector<std::string>>(count(n)), asyncio::RuntimeError);
    EXPECT_THROW(decode<std::vector<std::tuple<>>>(count(n)), asyncio::RuntimeError);
    EXPECT_THROW((decode<std::vector<std::variant<char, Point>>>(count(n))), asyncio::RuntimeError);
  }
}

TEST(Encoding, KnowsWhatItCannotSend) {
  EXPECT_EQ(Codec<int*>::can, Encodability::points_elsewhere);
  EXPECT_EQ(Codec<std::string_view>::can, Encodability::points_elsewhere);
  EXPECT_EQ((Codec<std::tuple<int, std::vector<const char*>>>::can), Encodability::points_elsewhere);
  EXPECT_EQ((Codec<std::variant<int, std::span<int>>>::can), Encodability::points_elsewhere);
  EXPECT_EQ(Codec<std::unique_ptr<int>>::can, Encodability::unknown);
  EXPECT_EQ((Codec<std::array<std::map<int, int>, 2>>::can), Encodability::unknown);
}

}  // namespace
