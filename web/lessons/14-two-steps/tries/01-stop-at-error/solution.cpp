// Two steps for each flag: first the country's name, then its picture.
#include <asyncio.hpp>
#include <string>
#include <vector>

// There is no country "xx".
const std::vector<std::string> countries = {"jp", "xx", "br", "de"};

std::string get(const std::string& file) {
  auto response = asyncio::fetch("flags/" + file);
  response.raise_for_status();
  return response.body;
}

// Of a file such as {"name":"Japan","nameKo":"일본"}.
std::string name_in(const std::string& json) {
  const auto begin = json.find(":\"") + 2;
  return json.substr(begin, json.find('"', begin) - begin);
}

void show_flag(const std::string& country) {
  const auto name = name_in(get(country + ".json"));
  const auto picture = get(country + ".svg");
  asyncio::display("image/svg+xml", picture, name);
  asyncio::println("{}: {}", country, name);
}

int main() {
  asyncio::run([] {
    std::vector<asyncio::Task<>> tasks;
    for (const auto& country : countries) {
      auto show = [&] { show_flag(country); };
      tasks.push_back(asyncio::create_task(show, country));
    }
    try {
      asyncio::await(asyncio::gather(tasks));
      asyncio::println("all done");
    } catch (const asyncio::ClientResponseError& error) {
      asyncio::println("stopped: status {}", error.status());
    }
  });
}
