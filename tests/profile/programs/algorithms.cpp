// Algorithms and views, by iterators and by ranges, with projections and lambdas.
#include <algorithm>
#include <cctype>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <print>
#include <ranges>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

struct Student {
  std::string name;
  int grade = 0;
  double mean = 0;
};

static bool is_prime(int n) {
  for (int i = 2; i * i <= n; ++i)
    if (n % i == 0) return false;
  return n > 1;
}

int main() {
  namespace views = std::views;
  std::vector<Student> students{{"Ada", 3, 1.2}, {"Bo", 1, 2.5}, {"Cy", 2, 1.9}, {"Di", 3, 3.1}};
  std::ranges::sort(students, std::greater{}, &Student::mean);
  std::ranges::stable_partition(students, [](const Student& s) { return s.grade == 3; });
  auto best = std::ranges::min_element(students, {}, &Student::mean);
  std::println("{}", best->name);

  for (int n :
       views::iota(1) | views::filter(is_prime) | views::transform([](int n) { return n * n; }) | views::take(5))
    std::print("{} ", n);
  for (auto word : views::split(std::string_view("the quick brown fox"), ' '))
    std::print("{} ", std::string_view(word).size());
  auto names = students | views::transform(&Student::name) | std::ranges::to<std::vector>();
  for (const auto& [one, other] : views::zip(names, views::iota(10))) std::print("{}{} ", one, other);
  for (auto letter : names | views::reverse | views::drop(1) | views::join) std::cout << letter;
  std::cout << '\n';

  std::vector<int> numbers(10);
  std::iota(numbers.begin(), numbers.end(), 1);
  std::rotate(numbers.begin(), numbers.begin() + 3, numbers.end());
  std::println("{} {}", std::reduce(numbers.begin(), numbers.end()),
               std::inner_product(numbers.begin(), numbers.end(), numbers.begin(), 0));
  std::partial_sum(numbers.begin(), numbers.end(), std::ostream_iterator<int>(std::cout, ","));
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::nth_element(numbers.begin(), numbers.begin() + 2, numbers.end());
  const auto found = std::find_if(numbers.cbegin(), numbers.cend(), [](int n) { return n > 8; });
  std::println("{}", found == numbers.cend() ? -1 : *found);
  std::println("{} {} {}", std::all_of(numbers.begin(), numbers.end(), [](int n) { return n > 0; }),
               std::count(numbers.begin(), numbers.end(), 2), std::binary_search(numbers.begin(), numbers.end(), 3));
  std::string text = "Hello";
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
  do {
  } while (std::next_permutation(text.begin(), text.end()));
  std::vector<int> merged;
  std::merge(numbers.begin(), numbers.end(), numbers.begin(), numbers.end(), std::back_inserter(merged));
  std::ranges::set_difference(merged, numbers, std::back_inserter(merged));
  std::istringstream in("3 4 5");
  const std::vector<int> read(std::istream_iterator<int>(in), {});
  const auto folded = std::ranges::fold_left(read, 1, std::multiplies{});
  std::println("{} {} {}", text, folded, std::ranges::contains(read, 4));
  std::map<char, int> counts;
  for (char c : std::string("mississippi")) counts[c]++;
  auto most = std::ranges::max_element(counts, {}, [](const auto& pair) { return pair.second; });
  std::optional<std::tuple<char, int>> answer = *most;
  std::println("{}", answer.transform([](auto t) { return std::get<1>(t); }).value_or(0));
}
