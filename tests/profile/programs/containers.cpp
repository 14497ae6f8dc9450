// Each container of the standard library, filled, searched, changed and walked.
#include <algorithm>
#include <array>
#include <bitset>
#include <deque>
#include <forward_list>
#include <functional>
#include <list>
#include <map>
#include <numeric>
#include <print>
#include <queue>
#include <set>
#include <span>
#include <stack>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

struct Point {
  int x = 0;
  int y = 0;
  auto operator<=>(const Point&) const = default;
};

template <>
struct std::hash<Point> {
  std::size_t operator()(const Point& point) const noexcept {
    return std::hash<int>{}(point.x) * 31 + std::hash<int>{}(point.y);
  }
};

static int total(std::span<const int> numbers) { return std::accumulate(numbers.begin(), numbers.end(), 0); }

int main() {
  std::vector<int> numbers{5, 3, 8, 1};
  numbers.insert(numbers.begin() + 1, 4);
  numbers.emplace_back(7);
  std::erase_if(numbers, [](int n) { return n % 2 == 0; });
  std::sort(numbers.begin(), numbers.end(), std::greater<>{});
  std::println("{} of {}", total(numbers), numbers.size());

  std::array<double, 4> row{1.5, 2.5, 3.5, 4.5};
  std::array<std::array<int, 3>, 3> grid{};
  for (std::size_t i = 0; i < grid.size(); i++)
    for (std::size_t j = 0; j < grid[i].size(); j++) grid[i][j] = static_cast<int>(i * j);
  std::println("{} {}", row.back(), grid[2][2]);

  std::map<std::string, std::vector<Point>> places;
  places["home"].push_back({1, 2});
  places.try_emplace("work", 3, Point{4, 5});
  places.insert_or_assign("gone", std::vector<Point>{});
  if (auto found = places.find("home"); found != places.end()) std::println("{}", found->second.front().x);
  for (const auto& [name, points] : places) std::println("{} {}", name, points.size());
  places.erase("gone");

  std::unordered_map<Point, std::string> names{{{1, 2}, "a"}, {{3, 4}, "b"}};
  names[{5, 6}] = "c";
  std::unordered_set<std::string> words{"one", "two"};
  std::println("{} {} {}", names.contains({1, 2}), words.count("two"), names.at({3, 4}));

  std::multimap<int, char> many{{1, 'a'}, {1, 'b'}, {2, 'c'}};
  auto [first, last] = many.equal_range(1);
  std::println("{}", std::distance(first, last));
  std::set<Point> sorted{{2, 1}, {1, 2}};
  std::multiset<int> bag{1, 1, 2};
  std::println("{} {}", sorted.begin()->x, bag.count(1));

  std::deque<int> queue;
  queue.push_front(1);
  queue.push_back(2);
  std::list<std::string> list{"b", "a"};
  list.sort();
  list.splice(list.end(), std::list<std::string>{"c"});
  std::forward_list<int> chain{1, 2, 3};
  chain.reverse();
  std::println("{} {} {}", queue.front(), list.back(), chain.front());

  std::priority_queue<int, std::vector<int>, std::greater<>> least;
  for (int n : {3, 1, 2}) least.push(n);
  std::stack<int> stack;
  stack.push(least.top());
  std::queue<int> line;
  line.push(stack.top());
  std::bitset<16> bits(0b1011);
  bits.flip(2);
  std::println("{} {} {}", line.front(), bits.count(), bits.to_string());

  try {
    std::println("{}", names.at({9, 9}));
  } catch (const std::out_of_range& error) {
    std::println("{}", error.what());
  }
}
