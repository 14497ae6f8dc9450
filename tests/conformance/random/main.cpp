/// @file
/// Reads programs of generate.py, from its argument or else from standard input, and writes their traces, each behind a line `program SEED`. They run on
/// a simulated clock; with `--outside` before the argument on the platform's own, as a run that a page records must. With `--replay` alone they run on a
/// clock that goes by chance, are recorded, and replayed: those whose traces or event logs differ are named, and the program fails.
#include <asyncio/testing.hpp>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "../../support/recorded.hpp"
#include "world.hpp"

namespace {

using conformance::Node;
using Trace = std::vector<std::string>;

Trace run_logged(const Node& program, const asyncio::EventLoop& loop, std::vector<std::uint32_t>& words) {
  asyncio::core::EventLog log(std::make_unique<asyncio::testing::LogInMemory>(words));
  log.attach(loop.state());
  return conformance::World(loop).run(program);
}

/// Whether the program does the same when it is replayed.
bool replays(const Node& program) {
  namespace testing = asyncio::testing;
  testing::Recorded recorded;
  Trace trace;
  {
    testing::World simulated;
    trace = run_logged(program, testing::recording_loop(recorded, std::make_unique<testing::JumpyClock>(simulated)),
                       recorded.log);
  }
  std::vector<std::uint32_t> log;
  const Trace again = run_logged(program, testing::replaying_loop(recorded.decisions), log);
  return again == trace && testing::without_counted_names(log) == testing::without_counted_names(recorded.log);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view option = argc > 1 ? argv[1] : "";
  const bool given = argc > 1 && option != "--replay";
  const std::string all = given ? argv[argc - 1] : std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::string_view text = all;
  int replayed = 0;
  int differ = 0;
  while (text.find('(') != std::string_view::npos) {
    const Node program = conformance::parse(text);
    if (option == "--replay") {
      ++replayed;
      if (replays(program)) continue;
      std::cout << "program " << program.text(1) << " differs when it is replayed\n";
      ++differ;
      continue;
    }
    // Its clock begins at 0.
    std::optional<asyncio::testing::World> simulated;
    if (option != "--outside") simulated.emplace();
    std::cout << "program " << program.text(1) << "\n";
    for (const auto& line : conformance::World().run(program)) std::cout << line << "\n";
  }
  if (option == "--replay")
    std::cout << replayed - differ << " of " << replayed << " programs do the same when replayed\n";
  return differ == 0 && (option != "--replay" || replayed != 0) ? 0 : 1;
}
