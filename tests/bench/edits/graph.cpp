#include <asyncio.hpp>
#include <functional>
#include <limits>
#include <map>
#include <queue>
#include <string>
#include <vector>

using Graph = std::map<std::string, std::vector<std::pair<std::string, int>>>;

std::map<std::string, int> distances(const Graph& graph, const std::string& from) {
  std::map<std::string, int> best;
  for (const auto& [node, edges] : graph) best[node] = std::numeric_limits<int>::max();
  using Entry = std::pair<int, std::string>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  open.emplace(best[from] = 0, from);
  while (!open.empty()) {
    auto [distance, node] = open.top();
    open.pop();
    if (distance > best[node]) continue;
    for (const auto& [next, length] : graph.at(node)) {
      if (distance + length < best[next]) open.emplace(best[next] = distance + length, next);
    }
  }
  return best;
}

int main() {
  const Graph graph{{"a", {{"b", 4}, {"c", 1}}}, {"b", {{"d", 1}}}, {"c", {{"b", 2}, {"d", 5}}}, {"d", {}}};
  for (const auto& [node, distance] : distances(graph, "a")) asyncio::print("MARK {} {}\n", node, distance);
}
