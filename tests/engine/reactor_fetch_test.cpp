// Real requests to the server that the runner provides: support/fetch_site.cpp natively, browsers/fetch-site.ts in browsers. The
// addresses are relative, as a program in a page would write them.
#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <functional>
#include <string>
#include <vector>

#include "../support/reports.hpp"

namespace {

using asyncio::testing::message_of;
using namespace std::chrono_literals;

TEST(ReactorFetch, BringsStatusHeadersAndBody) {
  asyncio::run([] {
    const auto response = asyncio::fetch("site/hello");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.reason, "OK");
    EXPECT_EQ(response.text(), "hello, 안녕");
    EXPECT_EQ(response.header("content-type"), "text/plain; charset=utf-8");
    EXPECT_EQ(response.header("x-site"), "tulip");
    EXPECT_TRUE(response.url.ends_with("/site/hello")) << response.url;
  });
}

TEST(ReactorFetch, TreatsNotFoundAsAResponse) {
  asyncio::run([] {
    const auto response = asyncio::fetch("site/missing");
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(response.body, "nothing here");
    EXPECT_THROW(response.raise_for_status(), asyncio::ClientResponseError);
  });
}

TEST(ReactorFetch, BringsEveryByte) {
  asyncio::run([] {
    std::string expected;
    for (int i = 0; i != 256; ++i) expected += static_cast<char>(i);
    EXPECT_EQ(asyncio::fetch("site/bytes").body, expected);
    EXPECT_EQ(asyncio::fetch("site/empty").body, "");
    const auto large = asyncio::fetch("site/large").body;
    ASSERT_EQ(large.size(), 1'000'000U);
    EXPECT_EQ(large.find_first_not_of('x'), std::string::npos);
  });
}

TEST(ReactorFetch, SendsMethodHeadersAndBody) {
  asyncio::run([] {
    const auto response =
        asyncio::fetch("site/echo", {.method = "POST", .headers = {{"X-Question", "why"}}, .body = "물음 body"});
    EXPECT_EQ(response.text(), "POST why 물음 body");
  });
}

TEST(ReactorFetch, FollowsARedirection) {
  asyncio::run([] {
    const auto response = asyncio::fetch("site/moved");
    EXPECT_EQ(response.status, 200);
    EXPECT_TRUE(response.url.ends_with("/site/hello")) << response.url;
  });
}

TEST(ReactorFetch, ThrowsWhereNobodyListens) {
  asyncio::run([] {
    const std::string nowhere = asyncio::fetch("site/closed-port").body;
    const auto message = message_of<asyncio::ClientError>([&] { asyncio::fetch(nowhere); });
    EXPECT_NE(message.find("127.0.0.1"), std::string::npos) << message;
  });
}

TEST(ReactorFetch, ThrowsOnWhatIsNoAddress) {
  asyncio::run([] { EXPECT_THROW(asyncio::fetch("http://[bad"), asyncio::ClientError); });
}

TEST(ReactorFetch, ThrowsOnAnAnswerThatIsCutShort) {
  asyncio::run([] { EXPECT_THROW(asyncio::fetch("site/cut"), asyncio::ClientError); });
}

TEST(ReactorFetch, CancelledLeavesTheServer) {
  asyncio::run([] {
    const auto silent = asyncio::create_task([] { asyncio::fetch("site/silent"); });
    asyncio::sleep(0s);
    // The server answers when the silent request has come, and when its client has gone.
    asyncio::fetch("site/silent/came");
    EXPECT_FALSE(silent.done());
    silent.cancel("no more");
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(silent); }), "no more");
    EXPECT_EQ(asyncio::fetch("site/silent/left").status, 200);
  });
}

TEST(ReactorFetch, CancelledAtOnceIsNoProblem) {
  asyncio::run([] {
    for (int i = 0; i != 10; ++i) {
      const auto task = asyncio::create_task([] { asyncio::fetch("site/hello"); });
      asyncio::sleep(0s);
      task.cancel();
      EXPECT_THROW(asyncio::await(task), asyncio::CancelledError);
    }
    EXPECT_EQ(asyncio::fetch("site/hello").status, 200);
  });
}

TEST(ReactorFetch, IsDoneByFiftyAtOnce) {
  asyncio::run([] {
    std::vector<std::function<std::string()>> fetches;
    for (int i = 0; i != 50; ++i) {
      fetches.emplace_back([i] { return asyncio::fetch("site/number?" + std::to_string(i)).body; });
    }
    const auto bodies = asyncio::await(asyncio::gather(fetches));
    for (int i = 0; i != 50; ++i) EXPECT_EQ(bodies[static_cast<std::size_t>(i)], std::to_string(i));
  });
}

TEST(ReactorFetch, CompletesWhileOthersYieldWithoutEverWaiting) {
  asyncio::run([] {
    const auto task = asyncio::create_task([] { return asyncio::fetch("site/hello").status; });
    while (!task.done()) asyncio::sleep(0s);
    EXPECT_EQ(task.result(), 200);
  });
}

TEST(ReactorFetch, CompletesWhileCallbacksFollowOneAnother) {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    bool goes_on = true;
    std::function<void()> again = [&] {
      if (goes_on) loop.call_soon(again);
    };
    again();
    EXPECT_EQ(asyncio::fetch("site/hello").status, 200);
    goes_on = false;
    asyncio::sleep(0s);
  });
}

TEST(ReactorFetch, LetsTimersRunMeanwhile) {
  asyncio::run([] {
    const auto silent = asyncio::create_task([] { asyncio::fetch("site/silent"); });
    asyncio::sleep(10ms);
    EXPECT_FALSE(silent.done());
    // What is cancelled before it has come is never seen to leave.
    asyncio::fetch("site/silent/came");
    silent.cancel();
    EXPECT_THROW(asyncio::await(silent), asyncio::CancelledError);
    asyncio::fetch("site/silent/left");
  });
}

TEST(ReactorFetch, IsGivenUpWhenMainEnds) {
  asyncio::run([] {
    asyncio::create_task([] { asyncio::fetch("site/silent"); });
    asyncio::sleep(0s);
    asyncio::fetch("site/silent/came");
  });
  asyncio::run([] { EXPECT_EQ(asyncio::fetch("site/silent/left").status, 200); });
}

}  // namespace
