// Runs that are recorded and done again: what is the same, and what is said where it cannot be.
#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <asyncio/testing.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "../support/recorded.hpp"
#include "../support/reports.hpp"

namespace asyncio::testing {
namespace {

using namespace std::chrono_literals;

/// Two runs of it differ: the clock goes by chance.
void race() {
  std::string order;
  TaskGroup().run([&](TaskGroup& group) {
    for (int i = 0; i != 5; ++i) {
      const char name = static_cast<char>('a' + i);
      group.create_task(
          [&order, i, name] {
            for (int turn = 0; turn != 10; ++turn) {
              sleep(1ms * (i + turn) / 2.0);
              order += name;
            }
          },
          std::string(1, name));
    }
  });
  // Where it went decides what it does.
  for (const char each : order) {
    if (each == 'c') sleep(0s);
  }
}

template <class Main>
Recorded record(Main main) {
  World world;
  Recorded recorded;
  recorded.log = run_logged([&] { return recording_loop(recorded, std::make_unique<JumpyClock>(world)); }, main);
  return recorded;
}

template <class Main>
std::vector<std::uint32_t> replay_logged(const std::string& decisions, Main main) {
  return run_logged([&] { return replaying_loop(decisions); }, main);
}

/// Without a log.
template <class Main>
void replay(const std::string& decisions, Main main) {
  run(main, {.loop_factory = [&] { return replaying_loop(decisions); }});
}

TEST(Replay, IsTheRunThatWasRecordedToTheLastEvent) {
  const Recorded first = record(race);
  const Recorded second = record(race);
  EXPECT_NE(first.log, second.log) << "nothing that a replay could show";
  EXPECT_EQ(replay_logged(first.decisions, race), first.log);
  EXPECT_EQ(replay_logged(second.decisions, race), second.log);
}

TEST(Replay, IsTheSameWhetherAnybodyWatchesOrNot) {
  std::vector<double> times;
  const auto looks_often = [&] {
    times.clear();
    for (int i = 0; i != 5; ++i) {
      sleep(1ms);
      times.push_back(get_running_loop().time());
    }
  };
  const Recorded watched = record(looks_often);
  const auto watched_times = times;
  replay(watched.decisions, looks_often);
  EXPECT_EQ(times, watched_times);

  World world;
  Recorded unwatched;
  run(looks_often, {.loop_factory = [&] { return recording_loop(unwatched, std::make_unique<JumpyClock>(world)); }});
  const auto unwatched_times = times;
  replay_logged(unwatched.decisions, looks_often);
  EXPECT_EQ(times, unwatched_times);
}

TEST(Replay, BringsResponsesAndAsksNobody) {
  std::string seen;
  const auto ask = [&] {
    seen.clear();
    const auto get = [](const char* url) { return fetch(url).text(); };
    const auto [a, b] =
        await(gather([&] { return get("https://site.test/a"); }, [&] { return get("https://site.test/b"); }));
    seen = a + b;
    auto gives_up = create_task([&] { return get("https://site.test/never"); });
    EXPECT_THROW(wait_for(gives_up, 1s), TimeoutError);
    EXPECT_THROW(get("https://nowhere.test/"), ClientError);
  };
  Recorded recorded;
  {
    World world;
    world.serve("https://site.test/a", Response{.body = "slow "}, 2s);
    world.serve("https://site.test/b", Response{.body = "quick"}, 1s);
    world.serve("https://site.test/never", [](const Request&) { return std::nullopt; });
    recorded.log = run_logged([&] { return recording_loop(recorded, std::make_unique<JumpyClock>(world)); }, ask);
  }
  ASSERT_EQ(seen, "slow quick");
  const World empty;
  EXPECT_EQ(replay_logged(recorded.decisions, ask), recorded.log);
  EXPECT_EQ(seen, "slow quick");
  EXPECT_TRUE(empty.requests().empty());
}

TEST(Replay, BringsWhatCameOverTheNetwork) {
  std::string said;
  const auto talk = [&] {
    said.clear();
    auto server = start_server(
        [&](StreamReader reader, StreamWriter writer) {
          while (true) {
            const std::string line = reader.readline();
            if (line.empty()) return;
            writer.write("re: " + line);
            writer.drain();
          }
        },
        "server.test", 0);
    const auto port = server.sockets().at(0).getsockname().port;
    auto client = [&](const char* text) {
      auto [reader, writer] = open_connection("server.test", port);
      for (int i = 0; i != 3; ++i) {
        writer.write(text + std::string("\n"));
        said += reader.readline();
      }
      writer.close();
    };
    await(gather([&] { client("one"); }, [&] { client("two"); }));
    EXPECT_THROW(static_cast<void>(open_connection("server.test", 1)), OSError);
    EXPECT_THROW(static_cast<void>(open_connection("no.host", 1)), OSError);
  };
  Recorded recorded;
  {
    World world(7);
    world.set_conditions({.delay = 3ms, .loss = 0.2});
    recorded.log = run_logged([&] { return recording_loop(recorded, std::make_unique<JumpyClock>(world)); }, talk);
  }
  const std::string said_first = said;
  EXPECT_EQ(said_first.size(), 6 * std::string("re: one\n").size());
  EXPECT_EQ(replay_logged(recorded.decisions, talk), recorded.log);
  EXPECT_EQ(said, said_first);
}

TEST(Replay, SaysWhereAProgramGoesAnotherWay) {
  World world;
  world.serve("https://site.test/", Response{});
  const auto ask_for = [](std::string page, std::string& cleanup) {
    return [page, &cleanup] {
      auto other = create_task([&] {
        try {
          sleep(1h);
        } catch (const CancelledError&) {
          // Time goes on for it, and nothing else happens.
          sleep(1s);
          cleanup += "cleaned up";
          throw;
        }
      });
      current_task()->set_name("asks");
      sleep(1ms);
      fetch("https://site.test/" + page);
    };
  };
  std::string cleanup;
  Recorded recorded;
  run(ask_for("a", cleanup), {.loop_factory = [&] { return recording_loop(recorded, detail::make_reactor()); }});
  cleanup.clear();
  const std::string message = message_of<ReplayError>([&] { replay(recorded.decisions, ask_for("b", cleanup)); });
  EXPECT_TRUE(message.starts_with("the run goes another way at decision ")) << message;
  EXPECT_NE(message.find(", in asks, which waited last at "), std::string::npos) << message;
  EXPECT_TRUE(message.ends_with(": it asked for GET https://site.test/b, where GET https://site.test/a was recorded"))
      << message;
  EXPECT_EQ(cleanup, "cleaned up");
}

TEST(Replay, SaysThatAProgramGoesOnBeyondTheEnd) {
  const Recorded recorded = record([] { sleep(1ms); });
  const std::string message = message_of<ReplayError>([&] {
    replay(recorded.decisions, [] {
      sleep(1ms);
      sleep(1ms);
    });
  });
  EXPECT_TRUE(message.ends_with("where the end of the run was recorded")) << message;
}

TEST(Replay, IsTheSameRunWhereAPrintWasAddedAfterwards) {
  const Recorded recorded = record(race);
  replay(recorded.decisions, [] {
    print("");
    race();
    print("");
  });
}

TEST(Replay, SaysThatARecordingWasCut) {
  const Recorded recorded = record(race);
  // In an entry in the middle.
  const std::string message =
      message_of<ReplayError>([&] { replay(recorded.decisions.substr(0, recorded.decisions.size() / 2), race); });
  EXPECT_TRUE(message.starts_with("the recording ends after decision ")) << message;
  EXPECT_TRUE(message.ends_with(": the recorded program was ended from outside")) << message;
}

TEST(Replay, RefusesWhatIsNoRecording) {
  for (const std::string bytes : {"", "PNG", "\x02", "\x01\xff"}) {
    EXPECT_THROW(replay(bytes, [] {}), ReplayError) << bytes;
  }
}

TEST(Replay, OfGarbledDecisionsEndsByItself) {
  const auto program = [] {
    try {
      fetch("https://site.test/");
    } catch (const ClientError&) {
      sleep(1ms);
    }
    sleep(1ms);
  };
  World world;
  world.serve("https://site.test/", Response{.body = "text"}, 1ms);
  Recorded recorded;
  run(program, {.loop_factory = [&] { return recording_loop(recorded, detail::make_reactor()); }});
  for (std::size_t at = 1; at != recorded.decisions.size(); ++at) {
    for (const char other : {'\0', '\x05', '\x7f', '\xff'}) {
      std::string garbled = recorded.decisions;
      garbled[at] = other;
      try {
        replay(garbled, program);
      } catch (const ReplayError&) {
        continue;
      } catch (const DeadlockError&) {
        // As if the recorded run had ended so.
        continue;
      }
    }
  }
}

}  // namespace
}  // namespace asyncio::testing
