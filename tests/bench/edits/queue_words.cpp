#include <algorithm>
#include <asyncio.hpp>
#include <string>
#include <unordered_map>
#include <vector>
using namespace std::chrono_literals;

int main() {
  asyncio::run([] {
    asyncio::Queue<std::string> queue(2);
    auto producer = asyncio::create_task([&] {
      for (std::string word : {"tulip", "rose", "iris", "tulip", "iris", "tulip"}) {
        queue.put(word);
        asyncio::sleep(1ms);
      }
      queue.put("");
    });
    std::unordered_map<std::string, int> counts;
    for (;;) {
      const std::string word = queue.get();
      if (word.empty()) break;
      ++counts[word];
    }
    asyncio::await(producer);
    std::vector<std::pair<std::string, int>> sorted(counts.begin(), counts.end());
    std::ranges::sort(sorted, [](auto& a, auto& b) { return a.second > b.second; });
    for (const auto& [word, count] : sorted) asyncio::print("MARK {:<8}{}\n", word, count);
  });
}
