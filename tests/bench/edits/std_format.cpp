#include <asyncio.hpp>
#include <format>
#include <iostream>
#include <string>

int main() {
  const std::string name = "tulip";
  std::cout << std::format("MARK {:>8}: {:.2f} after {:#x}\n", name, 3.14159, 255);
}
