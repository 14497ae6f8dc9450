// The simulated outside, as somebody uses it who tests a program with it.
#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <asyncio/testing.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "../support/reports.hpp"

namespace {

using asyncio::Response;
using asyncio::testing::message_of;
using asyncio::testing::Request;
using asyncio::testing::World;
using namespace std::chrono_literals;

TEST(VirtualClock, JumpsToTheNextDeadline) {
  const World world;
  std::vector<int> order;
  asyncio::run([&] {
    asyncio::TaskGroup().run([&](asyncio::TaskGroup& group) {
      for (const int hours : {3, 1, 2}) {
        group.create_task([&order, hours] {
          asyncio::sleep(std::chrono::hours(hours));
          order.push_back(hours);
        });
      }
    });
  });
  EXPECT_EQ(order, (std::vector{1, 2, 3}));
  EXPECT_EQ(world.time(), 3h);
}

TEST(VirtualClock, StandsStillWhileATaskRuns) {
  const World world;
  asyncio::run([&] {
    const double before = asyncio::get_running_loop().time();
    for (int i = 0; i != 1000; ++i) asyncio::sleep(0s);
    EXPECT_EQ(asyncio::get_running_loop().time(), before);
  });
  EXPECT_EQ(world.time(), 0s);
}

TEST(VirtualClock, IsAdvancedByHand) {
  World world;
  asyncio::run([&] {
    EXPECT_EQ(message_of<asyncio::TimeoutError>([&] {
                asyncio::timeout(10s).run([&] {
                  world.advance(11s);
                  asyncio::sleep(0s);
                  asyncio::sleep(1h);
                });
              }),
              "timed out");
  });
  EXPECT_EQ(world.time(), 11s);
  EXPECT_EQ(message_of<asyncio::ValueError>([&] { world.advance(-1s); }), "time passes in one direction");
}

TEST(VirtualClock, BelongsToTheNewestWorld) {
  const World outer;
  {
    const World inner;
    asyncio::run([] { asyncio::sleep(5s); });
    EXPECT_EQ(inner.time(), 5s);
  }
  asyncio::run([] { asyncio::sleep(1s); });
  EXPECT_EQ(outer.time(), 1s);
}

TEST(VirtualHttp, AnswersAfterItsLatency) {
  World world;
  world.serve("https://api.test/", Response{.status = 200, .body = "[]"}, 3s);
  asyncio::run([] { EXPECT_EQ(asyncio::fetch("https://api.test/list").body, "[]"); });
  EXPECT_EQ(world.time(), 3s);
  ASSERT_EQ(world.requests().size(), 1U);
  EXPECT_EQ(world.requests()[0].url, "https://api.test/list");
}

TEST(VirtualHttp, LetsAClientTryAgain) {
  World world;
  int asked = 0;
  world.serve("/", [&](const Request&) { return Response{.status = ++asked < 4 ? 503 : 200}; });
  const int status = asyncio::run([] {
    for (auto pause = 1s;; pause *= 2) {
      if (const auto response = asyncio::fetch("/"); response.ok()) return response.status;
      asyncio::sleep(pause);
    }
  });
  EXPECT_EQ(status, 200);
  EXPECT_EQ(world.time(), 7s);
}

TEST(VirtualHttp, PrefersTheNewestServerThatFits) {
  World world;
  world.serve("/", Response{.status = 200, .body = "root"});
  world.serve("/a", Response{.status = 200, .body = "a"});
  asyncio::run([] {
    EXPECT_EQ(asyncio::fetch("/b").body, "root");
    EXPECT_EQ(asyncio::fetch("/a/b").body, "a");
  });
}

TEST(VirtualHttp, FailsAsTheServerSays) {
  World world;
  world.serve("/", [](const Request&) -> std::optional<Response> { throw asyncio::ClientError("the cable is cut"); });
  asyncio::run([] {
    EXPECT_EQ(message_of<asyncio::ClientError>([] { asyncio::fetch("/"); }), "the cable is cut");
    EXPECT_EQ(message_of<asyncio::ClientError>([] { asyncio::fetch("https://elsewhere/"); }),
              "there is no server at https://elsewhere/");
  });
}

TEST(VirtualHttp, OfASilentServerIsADeadlock) {
  World world;
  world.serve("/", [](const Request&) { return std::nullopt; });
  const auto message = message_of<asyncio::DeadlockError>([] { asyncio::run([] { asyncio::fetch("/silent"); }); });
  EXPECT_NE(message.find("waits for fetch(\"/silent\")"), std::string::npos) << message;
}

/// Says everything back until the other end has no more to say.
void echo(asyncio::StreamReader reader, asyncio::StreamWriter writer) {
  for (std::string text = reader.read(1000); !text.empty(); text = reader.read(1000)) {
    writer.write(text);
    writer.drain();
  }
}

/// What the echo of a server at "echo.test" makes of `text`.
std::string ask(const std::string& text) {
  auto [reader, writer] = asyncio::open_connection("echo.test", 7);
  writer.write(text);
  writer.write_eof();
  std::string answer = reader.read();
  writer.close();
  writer.wait_closed();
  return answer;
}

/// Runs `body` beside that server.
template <class Body>
void beside_echo(Body body) {
  asyncio::run([&] {
    const auto server = asyncio::start_server(echo, "echo.test", 7);
    body();
    server.close();
    server.wait_closed();
  });
}

TEST(VirtualNetwork, CarriesBytesBothWays) {
  beside_echo([] {
    EXPECT_EQ(ask("hello"), "hello");
    EXPECT_EQ(ask(std::string(1'000'000, 'x')).size(), 1'000'000U);
  });
}

TEST(VirtualNetwork, TakesItsTime) {
  World world;
  world.set_conditions("echo.test", {.delay = 50ms});
  beside_echo([&] {
    ask("hello");
    // There and back to connect, and there and back again with the text.
    EXPECT_EQ(std::chrono::round<std::chrono::milliseconds>(world.time()), 200ms);
  });
}

TEST(VirtualNetwork, LosesPacketsAndYetNoByte) {
  World world(7);
  world.set_conditions({.delay = 10ms, .loss = 0.5});
  std::string text;
  for (int i = 0; i != 20'000; ++i) text += std::to_string(i);
  beside_echo([&] { EXPECT_EQ(ask(text), text); });
  EXPECT_GT(world.time(), 1s);

  const auto time = world.time();
  World again(7);
  again.set_conditions({.delay = 10ms, .loss = 0.5});
  beside_echo([&] { EXPECT_EQ(ask(text), text); });
  EXPECT_EQ(again.time(), time) << "the same seed, another course";
}

TEST(VirtualNetwork, HoldsWhatIsSentWhileItIsCut) {
  World world;
  beside_echo([&] {
    auto [reader, writer] = asyncio::open_connection("echo.test", 7);
    world.set_conditions("echo.test", {.cut = true});
    writer.write("one");
    EXPECT_EQ(
        message_of<asyncio::TimeoutError>([&, &from = reader] { asyncio::wait_for([&] { return from.read(3); }, 1h); }),
        "timed out");
    world.set_conditions("echo.test", {});
    writer.write("two");
    EXPECT_EQ(reader.readexactly(6), "onetwo");
    writer.close();
  });
}

TEST(VirtualNetwork, RefusesWhereNobodyListens) {
  beside_echo([] {
    EXPECT_THROW(static_cast<void>(asyncio::open_connection("echo.test", 8)), asyncio::ConnectionRefusedError);
    EXPECT_EQ(message_of<asyncio::gaierror>([] { static_cast<void>(asyncio::open_connection("nowhere.test", 7)); }),
              "there is no host nowhere.test: nobody listens there in this test's World");
  });
}

TEST(VirtualNetwork, TakesAPortOnce) {
  beside_echo([] {
    EXPECT_EQ(message_of<asyncio::OSError>([] { asyncio::start_server(echo, "echo.test", 7); }).substr(0, 10),
              "could not ");
    asyncio::start_server(echo, "other.test", 7).close();
  });
}

TEST(VirtualNetwork, EndsAConnectionThatTheOtherEndGaveUp) {
  asyncio::run([] {
    const auto server = asyncio::start_server(
        [](asyncio::StreamReader, asyncio::StreamWriter writer) { writer.close(); }, "rude.test", 1);
    auto [reader, writer] = asyncio::open_connection("rude.test", 1);
    EXPECT_EQ(reader.read(), "");
    writer.write("to nobody");
    asyncio::sleep(1s);
    writer.write("to nobody");
    EXPECT_THROW(writer.drain(), asyncio::ConnectionError);
    server.close();
  });
}

TEST(VirtualNetwork, BringsAllThatWasSentBeforeAClose) {
  asyncio::run([] {
    const auto server = asyncio::start_server(
        [](asyncio::StreamReader, asyncio::StreamWriter writer) { writer.write("all of it"); }, "brief.test", 1);
    auto [reader, writer] = asyncio::open_connection("brief.test", 1);
    // That it was read is told to an end that is closed by now.
    EXPECT_EQ(reader.read(), "all of it");
    server.close();
  });
}

TEST(VirtualNetwork, RefusesImpossibleConditions) {
  World world;
  EXPECT_THROW(world.set_conditions({.delay = -1s}), asyncio::ValueError);
  EXPECT_THROW(world.set_conditions("a", {.loss = 1}), asyncio::ValueError);
}

}  // namespace
