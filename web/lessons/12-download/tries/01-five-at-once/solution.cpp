// The flags of the 20 most populous countries, one by one and then all at once.
#include <asyncio.hpp>
#include <string>
#include <vector>

const std::vector<std::string> countries = {
    "cn", "in", "us", "id", "pk", "br", "ng", "bd", "ru", "mx",
    "jp", "ph", "et", "eg", "vn", "cd", "tr", "ir", "de", "th"};

std::string get_flag(const std::string& country) {
  auto response = asyncio::fetch("flags/" + country + ".svg");
  response.raise_for_status();
  return response.body;
}

double now() { return asyncio::get_running_loop().time(); }

double one_by_one() {
  const double start = now();
  auto bar = asyncio::progress(countries.size(), "one by one");
  for (const auto& country : countries) {
    get_flag(country);
    bar.update();
  }
  return now() - start;
}

double at_once() {
  const double start = now();
  auto bar = asyncio::progress(countries.size(), "at once");
  asyncio::Semaphore slots(5);
  std::vector<asyncio::Task<>> tasks;
  for (const auto& country : countries) {
    auto show = [&] {
      slots.run([&] {
        asyncio::display("image/svg+xml", get_flag(country), country);
      });
      bar.update();
    };
    tasks.push_back(asyncio::create_task(show, country));
  }
  asyncio::await(asyncio::gather(tasks));
  return now() - start;
}

int main() {
  asyncio::run([] {
    const double slow = one_by_one();
    const double fast = at_once();
    asyncio::print("\n{} flags one by one: {:.3f} s\n", countries.size(), slow);
    asyncio::print("{} flags at once:    {:.3f} s, {:.1f} times faster\n",
                   countries.size(), fast, slow / fast);
  });
}
