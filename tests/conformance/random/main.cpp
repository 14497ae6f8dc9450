/// @file
/// Reads programs of generate.py, from its argument or else from standard input, and writes their traces, each behind a line
/// `program SEED`.
#include <asyncio/testing.hpp>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include "world.hpp"

int main(int argc, char** argv) {
  const std::string all = argc > 1 ? argv[1] : std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::string_view text = all;
  while (text.find('(') != std::string_view::npos) {
    const auto program = conformance::parse(text);
    // On its clock, which begins at 0.
    const asyncio::testing::World outside;
    std::cout << "program " << program.text(1) << "\n";
    for (const auto& line : conformance::World().run(program)) std::cout << line << "\n";
  }
}
