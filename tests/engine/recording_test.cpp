// Recordings in files, of runs with a real outside: `{.record = path}`, `{.replay = path}`, and the environment.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <asyncio.hpp>
#include <asyncio/threadsafe.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "../support/http_server.hpp"
#include "../support/reports.hpp"

namespace asyncio::testing {
namespace {

using namespace std::chrono_literals;

struct RecordingFile {
  std::string path = std::filesystem::temp_directory_path() / ("tulip_run_" + std::to_string(::getpid()));
  ~RecordingFile() {
    std::filesystem::remove(path);
    std::filesystem::remove(path + ".2");
  }
};

/// Sleeps, and so ends, by chance.
std::chrono::microseconds chance() {
  thread_local std::minstd_rand random{std::random_device()()};
  return std::chrono::microseconds(random() % 1500);
}

TEST(Recording, IsReplayedWithTheRealClock) {
  const RecordingFile file;
  std::string order;
  const auto race = [&] {
    order.clear();
    std::vector<Task<>> tasks;
    for (const char name : {'a', 'b', 'c'}) {
      tasks.push_back(create_task([&order, name] {
        for (int i = 0; i != 5; ++i) {
          std::this_thread::sleep_for(50us);
          sleep(200us);
          order += name;
        }
      }));
    }
    await(gather(tasks));
    return get_running_loop().time();
  };
  const double end = run(race, {.record = file.path});
  const std::string recorded = order;
  for (int i = 0; i != 3; ++i) {
    EXPECT_EQ(run(race, {.replay = file.path}), end);
    EXPECT_EQ(order, recorded);
  }
}

TEST(Recording, HoldsRequestsAndConnections) {
  const RecordingFile file;
  std::string text;
  {
    std::optional<HttpServer> server(
        [](const std::string& request) { return answer_with("200 OK", std::string(request_line(request)) + "; "); });
    const std::string address = server->url("");
    const auto ask = [&] {
      const auto [a, b] =
          await(gather([&] { return fetch(address + "/a").text(); }, [&] { return fetch(address + "/b").text(); }));
      auto echo = start_server(
          [](StreamReader reader, StreamWriter writer) {
            writer.write(reader.readline());
            writer.close();
          },
          "127.0.0.1", 0);
      auto [reader, writer] = open_connection("localhost", echo.sockets().at(0).getsockname().port);
      writer.write("over TCP\n");
      text = a + b + reader.readline();
    };
    run(ask, {.record = file.path});
    const std::string recorded = text;
    EXPECT_EQ(recorded, "GET /a HTTP/1.1; GET /b HTTP/1.1; over TCP\n");
    server.reset();
    run(ask, {.replay = file.path});
    EXPECT_EQ(text, recorded);
  }
}

TEST(Recording, HoldsWhenThreadsCalledAndWorkersEnded) {
  const RecordingFile file;
  std::string order;
  const auto threads = [&] {
    order.clear();
    // Of each its own, by which a replay can tell the threads apart.
    const auto shout = [&order](ThreadsafeLoop loop, char name) {
      return std::thread([&order, loop, name] {
        for (int i = 0; i != 5; ++i) {
          std::this_thread::sleep_for(chance());
          loop.call_soon_threadsafe([&order, name] { order += name; });
        }
      });
    };
    std::thread first = shout(ThreadsafeLoop(get_running_loop()), '1');
    std::thread second = shout(ThreadsafeLoop(get_running_loop()), '2');
    std::vector<Task<char>> calls;
    for (const char name : {'x', 'y', 'z'}) {
      calls.push_back(create_task([name] {
        return to_thread(
            [](char result) {
              std::this_thread::sleep_for(chance());
              return result;
            },
            name);
      }));
    }
    for (auto each : as_completed(calls)) order += await(each);
    while (order.size() != 13) sleep(100us);
    first.join();
    second.join();
  };
  run(threads, {.record = file.path});
  const std::string recorded = order;
  for (int i = 0; i != 5; ++i) {
    run(threads, {.replay = file.path});
    EXPECT_EQ(order, recorded);
  }
}

TEST(Recording, HoldsCtrlC) {
  const RecordingFile file;
  bool live = true;
  const auto interrupted = [&] {
    sleep(1ms);
    if (live) std::raise(SIGINT);
    sleep(1h);
  };
  EXPECT_THROW(run(interrupted, {.record = file.path}), KeyboardInterrupt);
  live = false;
  EXPECT_THROW(run(interrupted, {.replay = file.path}), KeyboardInterrupt);
}

TEST(Recording, LeadsToTheCrashAgain) {
  const RecordingFile file;
  const auto crashes = [] {
    sleep(1ms);
    const auto seen = get_running_loop().time();
    // The last that came in decides what the message is.
    std::fprintf(stderr, "crash at %a\n", seen);
    std::abort();
  };
  const auto message_of_crash = [&](const RunOptions& options) {
    ::testing::internal::CaptureStderr();
    const pid_t child = ::fork();
    if (child == 0) {
      std::signal(SIGABRT, [](int) { std::_Exit(3); });
      run(crashes, options);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 3);
    return ::testing::internal::GetCapturedStderr();
  };
  const std::string message = message_of_crash({.record = file.path});
  EXPECT_TRUE(message.starts_with("crash at 0x")) << message;
  EXPECT_EQ(message_of_crash({.replay = file.path}), message);
}

TEST(Recording, GivesATraceAfterwards) {
  const RecordingFile file;
  const RecordingFile trace{file.path + ".json"};
  const auto program = [] { sleep(2ms); };
  run(program, {.record = file.path});
  run(program, {.trace = trace.path, .replay = file.path});
  std::ifstream written(trace.path);
  const std::string text(std::istreambuf_iterator<char>(written), {});
  EXPECT_NE(text.find("waits for sleep(0.002)"), std::string::npos);
}

TEST(Recording, OfAProgramThatPrintsAnAddressSaysSoWhenItIsReplayed) {
  const RecordingFile file;
  std::vector<std::unique_ptr<int>> kept;
  const auto prints_an_address = [&] {
    sleep(1ms);
    // Another one each time, as the earlier ones are kept.
    kept.push_back(std::make_unique<int>(0));
    print("the object at {}\n", static_cast<const void*>(kept.back().get()));
    sleep(1ms);
  };
  ::testing::internal::CaptureStdout();
  run(prints_an_address, {.record = file.path});
  ::testing::internal::CaptureStderr();
  run(prints_an_address, {.replay = file.path});
  const std::string said = ::testing::internal::GetCapturedStderr();
  ::testing::internal::GetCapturedStdout();
  EXPECT_TRUE(said.starts_with("Replay: the run is the recorded one so far, but what is printed, in Task-")) << said;
  EXPECT_NE(said.find("was another text then: \"the object at 0x"), std::string::npos) << said;
}

TEST(Recording, OfProgramsAsTheyAreIsAskedForByTheEnvironment) {
  const RecordingFile file;
  std::string order;
  const auto program = [&] {
    order += std::to_string(get_running_loop().time());
    sleep(1ms);
  };
  const auto with = [&](const char* variable) {
    ::setenv(variable, file.path.c_str(), 1);
    run(program);
    ::unsetenv(variable);
    return std::exchange(order, {});
  };
  const auto first = with("ASYNCIO_RECORD");
  const auto second = with("ASYNCIO_RECORD");
  EXPECT_NE(first, second);
  EXPECT_EQ(with("ASYNCIO_REPLAY"), first);
  EXPECT_EQ(with("ASYNCIO_REPLAY"), second);
}

TEST(Recording, IsRefusedWithAReason) {
  const RecordingFile file;
  EXPECT_EQ(message_of<OSError>([] { run([] {}, {.record = "/no/such/folder/run"}); }),
            "could not write the recording to /no/such/folder/run: No such file or directory");
  EXPECT_EQ(message_of<OSError>([&] { run([] {}, {.replay = "/no/such/run"}); }),
            "could not read the recording /no/such/run: No such file or directory");
  EXPECT_EQ(message_of<ValueError>([&] { run([] {}, {.record = file.path, .replay = file.path}); }),
            "of record, replay and loop_factory one at most can be given, as each makes the loop");
  std::ofstream(file.path) << "a text";
  EXPECT_EQ(message_of<ReplayError>([&] { run([] {}, {.replay = file.path}); }),
            "these are no recorded decisions, or another version of the library wrote them");
}

}  // namespace
}  // namespace asyncio::testing
