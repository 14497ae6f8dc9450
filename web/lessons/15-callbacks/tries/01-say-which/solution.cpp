// The same two steps with callbacks: each function is called when a step is
// done.
#include <asyncio.hpp>
#include <string>
#include <vector>

using namespace std::chrono_literals;

// There is no country "xx".
const std::vector<std::string> countries = {"jp", "xx", "br", "de"};

using Download = asyncio::Task<std::string>;

Download start(const std::string& file) {
  return asyncio::create_task(
      [file] {
        auto response = asyncio::fetch("flags/" + file);
        response.raise_for_status();
        return response.body;
      },
      file);
}

// Of a file such as {"name":"Japan","nameKo":"일본"}.
std::string name_in(const std::string& json) {
  const auto begin = json.find(":\"") + 2;
  return json.substr(begin, json.find('"', begin) - begin);
}

void show_flag(const std::string& country) {
  start(country + ".json").add_done_callback([country](const auto& first) {
    try {
      const auto name = name_in(first.result());
      start(country + ".svg")
          .add_done_callback([country, name](const auto& second) {
            asyncio::display("image/svg+xml", second.result(), name);
            asyncio::println("{}: {}", country, name);
          });
    } catch (const asyncio::ClientResponseError& error) {
      asyncio::println("{}: no flag, status {}", country, error.status());
    }
  });
}

int main() {
  asyncio::run([] {
    asyncio::get_running_loop().set_exception_handler([](auto&, const auto&) {
      asyncio::println("an error in some callback");
    });
    for (const auto& country : countries) show_flag(country);
    asyncio::println("all started");
    // Nobody tells when the last callback has been called.
    asyncio::sleep(2s);
  });
}
