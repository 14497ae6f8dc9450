// Flags as they come, three requests at a time; what fails harms no other.
#include <asyncio.hpp>
#include <string>
#include <vector>

// There is no country "xx".
const std::vector<std::string> countries = {
    "cn", "in", "us", "id", "pk", "br", "ng", "bd", "xx", "ru", "mx",
    "jp", "ph", "et", "eg", "vn", "cd", "tr", "ir", "de", "th"};

std::string get_flag(asyncio::Semaphore& slots, const std::string& country) {
  return slots.run([&] {
    auto response = asyncio::fetch("flags/" + country + ".svg");
    response.raise_for_status();
    return response.body;
  });
}

double now() { return asyncio::get_running_loop().time(); }

int main() {
  asyncio::run([] {
    asyncio::Semaphore slots(3);
    std::vector<asyncio::Task<std::string>> tasks;
    for (const auto& country : countries) {
      auto get = [&] { return get_flag(slots, country); };
      tasks.push_back(asyncio::create_task(get, country));
    }

    const double start = now();
    auto bar = asyncio::progress(countries.size(), "flags");
    std::vector<std::string> errors;
    for (auto next : asyncio::as_completed(tasks)) {
      auto task = next.which();
      const auto country = task.get_name();
      try {
        asyncio::display("image/svg+xml", task.result(), country);
      } catch (const asyncio::ClientError& error) {
        errors.push_back(country + ": " + error.what());
      }
      bar.update();
      const double rate = bar.value() / (now() - start);
      const double left = (bar.total() - bar.value()) / rate;
      asyncio::println("{}: {:.1f} a second, {:.1f} s left", country, rate,
                       left);
    }
    asyncio::println("errors: {}", errors.size());
    for (const auto& error : errors) asyncio::println("{}", error);
  });
}
