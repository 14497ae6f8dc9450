#include <algorithm>
#include <asyncio.hpp>
#include <map>
#include <string>
#include <vector>

int main() {
  std::vector<std::string> words{"tulip", "rose", "iris", "tulip", "iris", "tulip"};
  std::map<std::string, int> counts;
  for (const auto& word : words) ++counts[word];
  std::vector<std::pair<std::string, int>> sorted(counts.begin(), counts.end());
  std::sort(sorted.begin(), sorted.end(), [](auto& x, auto& y) { return x.second > y.second; });
  for (const auto& [word, count] : sorted) asyncio::print("MARK {:<8}{}\n", word, count);
}
