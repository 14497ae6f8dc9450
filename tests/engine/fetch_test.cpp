// fetch above its port: what the engine makes of what a reactor delivers.
#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <asyncio/testing.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "../support/reports.hpp"

namespace {

using asyncio::Response;
using asyncio::testing::message_of;
using asyncio::testing::Reports;
using asyncio::testing::Request;
using asyncio::testing::World;
using namespace std::chrono_literals;

Response answer(int status, std::string body) {
  Response result;
  result.status = status;
  result.reason = status == 200 ? "OK" : "Not Found";
  result.url = "http://server/final";
  result.headers = {{"content-type", "text/plain"}, {"x-twice", "one"}, {"x-twice", "two"}};
  result.body = std::move(body);
  return result;
}

std::optional<Response> silence(const Request&) { return std::nullopt; }

TEST(Fetch, BringsTheWholeResponse) {
  World world;
  world.serve("", [](const Request&) { return answer(200, "hello"); });
  asyncio::run([] {
    const auto response = asyncio::fetch("http://server/");
    EXPECT_EQ(response.status, 200);
    EXPECT_TRUE(response.ok());
    EXPECT_EQ(response.reason, "OK");
    EXPECT_EQ(response.url, "http://server/final");
    EXPECT_EQ(response.body, "hello");
    EXPECT_EQ(response.headers.size(), 3U);
    response.raise_for_status();
  });
}

TEST(Fetch, FindsHeadersByNameInAnyCase) {
  World world;
  world.serve("", [](const Request&) { return answer(200, ""); });
  asyncio::run([] {
    const auto response = asyncio::fetch("/");
    EXPECT_EQ(response.header("Content-Type"), "text/plain");
    EXPECT_EQ(response.header("X-TWICE"), "one");
    EXPECT_EQ(response.header("missing"), "");
  });
}

TEST(Fetch, SendsWhatItIsTold) {
  std::optional<Request> seen;
  World world;
  world.serve("", [&](const Request& request) {
    seen = request;
    return answer(200, "");
  });
  asyncio::run([] { asyncio::fetch("/form", {.method = "POST", .headers = {{"X-A", "1"}}, .body = "body"}); });
  ASSERT_TRUE(seen.has_value());
  EXPECT_EQ(seen->url, "/form");
  EXPECT_EQ(seen->method, "POST");
  EXPECT_EQ(seen->headers.front(), (std::pair<std::string, std::string>("X-A", "1")));
  EXPECT_EQ(seen->body, "body");
}

TEST(Fetch, TreatsAnErrorStatusAsAResponse) {
  World world;
  world.serve("", [](const Request&) { return answer(404, "nothing here"); });
  asyncio::run([] {
    const auto response = asyncio::fetch("http://server/missing");
    EXPECT_FALSE(response.ok());
    EXPECT_EQ(response.body, "nothing here");
    try {
      response.raise_for_status();
      FAIL() << "nothing was thrown";
    } catch (const asyncio::ClientResponseError& error) {
      EXPECT_EQ(error.status(), 404);
      EXPECT_STREQ(error.what(), "404 Not Found, url=http://server/final");
    }
  });
}

TEST(Fetch, ThrowsWhereThereIsNoResponse) {
  asyncio::run([] {
    EXPECT_EQ(message_of<asyncio::ClientError>([] { asyncio::fetch("http://nowhere/"); }),
              "there is no server at http://nowhere/");
  });
}

TEST(Fetch, ReadsTextAsUtf8) {
  const auto text_of = [](std::string body) {
    asyncio::Response response;
    response.body = std::move(body);
    return response.text();
  };
  EXPECT_EQ(text_of("한국어 😀"), "한국어 😀");
  EXPECT_EQ(text_of("a\xff"
                    "b"),
            "a\xef\xbf\xbd"
            "b");
  EXPECT_EQ(text_of("\xed\xa0\x80"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd") << "a surrogate";
  EXPECT_EQ(text_of("\xc0\xaf"), "\xef\xbf\xbd\xef\xbf\xbd") << "overlong";
  EXPECT_EQ(text_of("\xe2\x82"), "\xef\xbf\xbd\xef\xbf\xbd") << "cut short";
  EXPECT_EQ(text_of(""), "");
}

TEST(Fetch, LetsOthersRunMeanwhile) {
  World world;
  world.serve("", [](const Request&) { return answer(200, ""); });
  asyncio::run([] {
    bool other_ran = false;
    const auto other = asyncio::create_task([&] { other_ran = true; });
    asyncio::fetch("/");
    EXPECT_TRUE(other_ran);
  });
}

TEST(Fetch, CancelledGivesTheRequestUp) {
  World world;
  world.serve("", silence);
  asyncio::run([&] {
    const int before = world.cancelled_requests();
    const auto task = asyncio::create_task([] { asyncio::fetch("/silent"); });
    asyncio::sleep(1s);
    task.cancel("too slow");
    EXPECT_EQ(world.cancelled_requests(), before + 1);
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(task); }), "too slow");
    EXPECT_EQ(world.cancelled_requests(), before + 1);
  });
}

TEST(Fetch, IsGivenUpWhenItsLoopCloses) {
  World world;
  world.serve("", silence);
  const int before = world.cancelled_requests();
  auto loop = asyncio::new_event_loop();
  const Reports reports(loop);
  loop.create_task([] { asyncio::fetch("/silent"); });
  loop.stop();
  loop.run_forever();
  loop.close();
  EXPECT_EQ(world.cancelled_requests(), before + 1);
}

TEST(Fetch, IsDoneByHundredsAtOnce) {
  World world;
  world.serve("", [](const Request& request) { return answer(200, "body of " + request.url); });
  asyncio::run([] {
    std::vector<std::function<std::string()>> fetches;
    for (int i = 0; i != 200; ++i) fetches.emplace_back([i] { return asyncio::fetch("/" + std::to_string(i)).body; });
    const auto bodies = asyncio::await(asyncio::gather(fetches));
    for (int i = 0; i != 200; ++i) ASSERT_EQ(bodies[static_cast<std::size_t>(i)], "body of /" + std::to_string(i));
  });
}

TEST(Fetch, IsRefusedOutsideATask) {
  EXPECT_EQ(message_of<asyncio::RuntimeError>([] { asyncio::fetch("/"); }),
            "fetch outside a task: call it in a function that asyncio::run or create_task runs");
}

}  // namespace
