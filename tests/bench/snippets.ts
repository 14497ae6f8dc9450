/** What readers write: five programs of different kinds, each of which first prints the mark that it is given. */
type Snippet = (mark: string) => string;

const tasks: Snippet = (mark) => `#include <asyncio.hpp>
using namespace std::chrono_literals;

void count(std::string name, int to) {
  for (int i = 1; i <= to; ++i) {
    asyncio::print("${mark} {}: {}\\n", name, i);
    asyncio::sleep(10ms);
  }
}

int main() {
  asyncio::run([] {
    auto a = asyncio::create_task([] { count("a", 3); });
    auto b = asyncio::create_task([] { count("b", 2); });
    asyncio::await(a);
    asyncio::await(b);
  });
}
`;

const algorithms: Snippet = (mark) => `#include <algorithm>
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
  asyncio::print("${mark}\\n");
  for (const auto& [word, count] : sorted) asyncio::print("{:<8}{}\\n", word, count);
}
`;

const gathering: Snippet = (mark) => `#include <asyncio.hpp>
#include <functional>
#include <vector>
using namespace std::chrono_literals;

int square(int x) {
  asyncio::sleep(std::chrono::milliseconds(10 * x));
  return x * x;
}

int main() {
  asyncio::print("${mark}\\n");
  const int total = asyncio::run([] {
    std::vector<std::function<int()>> jobs;
    for (int i = 1; i <= 4; ++i) jobs.push_back([i] { return square(i); });
    int sum = 0;
    for (int result : asyncio::await(asyncio::gather(jobs))) sum += result;
    return sum;
  });
  asyncio::print("{}\\n", total);
}
`;

const failing: Snippet = (mark) => `#include <asyncio.hpp>
#include <stdexcept>
using namespace std::chrono_literals;

int divide(int a, int b) {
  asyncio::sleep(1ms);
  if (b == 0) throw std::invalid_argument("division by zero");
  return a / b;
}

int main() {
  asyncio::run([] {
    for (int b : {2, 0}) {
      std::string failure;
      try {
        asyncio::print("${mark} {}\\n", divide(10, b));
      } catch (const std::exception& error) {
        failure = error.what();
      }
      if (!failure.empty()) asyncio::print("failed: {}\\n", failure);
    }
  });
}
`;

const streams: Snippet = (mark) => `#include <asyncio.hpp>
#include <iostream>
#include <memory>
#include <optional>
#include <sstream>

struct Shape {
  virtual ~Shape() = default;
  virtual double area() const = 0;
};
struct Square : Shape {
  explicit Square(double s) : side(s) {}
  double area() const override { return side * side; }
  double side;
};

int main() {
  std::unique_ptr<Shape> shape = std::make_unique<Square>(3);
  std::optional<double> half = shape->area() / 2;
  std::ostringstream text;
  text << "${mark} " << shape->area() << ' ' << *half << '\\n';
  std::cout << text.str();
}
`;

export const SNIPPETS: readonly Snippet[] = [tasks, algorithms, gathering, failing, streams];
