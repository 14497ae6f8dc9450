#include <asyncio.hpp>
#include <regex>
#include <string>

int main() {
  const std::string text = "tulip@garden.org, rose@park.net and iris@garden.org";
  const std::regex address(R"((\w+)@(\w+)\.(org|net))");
  for (std::sregex_iterator it(text.begin(), text.end(), address), end; it != end; ++it)
    asyncio::print("MARK {} at {}\n", (*it)[1].str(), (*it)[2].str());
}
