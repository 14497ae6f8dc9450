/// @file
/// Reads programs of generate.py, from its argument or else from standard input, and writes their traces, each behind a line
/// `program SEED`. With `--outside` before the argument they run on the platform's own clock, as a recorded run must; else on a simulated one.
#include <asyncio/testing.hpp>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "world.hpp"

int main(int argc, char** argv) {
  const bool outside = argc > 2 && std::string_view(argv[1]) == "--outside";
  const std::string all = argc > 1 ? argv[argc - 1] : std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::string_view text = all;
  while (text.find('(') != std::string_view::npos) {
    const auto program = conformance::parse(text);
    // Its clock begins at 0.
    std::optional<asyncio::testing::World> simulated;
    if (!outside) simulated.emplace();
    std::cout << "program " << program.text(1) << "\n";
    for (const auto& line : conformance::World().run(program)) std::cout << line << "\n";
  }
}
