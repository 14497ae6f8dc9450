// Strings, streams, formatting and parsing.
#include <charconv>
#include <cstdio>
#include <cstring>
#include <format>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <locale>
#include <print>
#include <regex>
#include <source_location>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

using namespace std::string_literals;
using namespace std::string_view_literals;

struct Color {
  unsigned char r, g, b;
};

template <>
struct std::formatter<Color> : std::formatter<std::string> {
  template <class Context>
  auto format(const Color& color, Context& context) const {
    return std::formatter<std::string>::format(std::format("#{:02x}{:02x}{:02x}", color.r, color.g, color.b), context);
  }
};

static std::ostream& operator<<(std::ostream& out, const Color& color) {
  return out << std::hex << std::setw(2) << std::setfill('0') << +color.r << std::dec;
}

static std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find(at, begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

static void tell(std::string_view what, std::source_location at = std::source_location::current()) {
  std::println("{}:{} {}", at.line(), at.function_name(), what);
}

int main(int argc, char* argv[]) {
  std::string text = "one,two,three"s;
  for (const auto& part : split(text, ',')) std::cout << std::quoted(part) << ' ';
  text.replace(0, 3, "ONE").append(2, '!').insert(3, " and");
  std::println("{:>20}|{:<8}|{:^9}|{:*^7}", text, "left"sv, 'c', true);
  std::println("{:08.3f} {:+d} {:#x} {:e} {:g} {:b} {:L}", 3.14159, 42, 255, 12345.678, 0.1f, 5, 1'000'000);
  std::println("{} {}", Color{255, 128, 0}, std::vector<int>{1, 2, 3});
  std::cout << Color{1, 2, 3} << std::fixed << std::setprecision(2) << 2.0 / 3 << std::endl;
  std::printf("%d %5.2f %s %c %p %zu\n", argc, 1.0, text.c_str(), 'x', static_cast<void*>(argv), sizeof text);

  int value = 0;
  const auto number = "123abc"sv;
  if (auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value); error == std::errc{})
    std::println("{} {}", value, *end);
  char buffer[32];
  const auto written = std::to_chars(buffer, buffer + sizeof buffer, 2.5);
  std::println("{} {}", std::string_view(buffer, written.ptr), std::to_string(7) + std::string(3, '-'));
  try {
    std::println("{} {} {}", std::stoi("42"), std::stod("1.5"), std::stol("zz"));
  } catch (const std::invalid_argument& error) {
    std::cerr << error.what() << '\n';
  }

  const std::regex date(R"((\d{4})-(\d{2})-(\d{2}))");
  std::smatch match;
  const std::string today = "on 2024-05-17 at noon";
  if (std::regex_search(today, match, date)) std::println("{} {}", match[1].str(), match.position(3));
  std::println("{}", std::regex_replace(today, date, "$3.$2.$1"));

  std::stringstream stream;
  stream << "x = " << 12 << ' ' << true << ' ' << 'c';
  std::string name, equals;
  stream >> name >> equals >> value;
  std::string line;
  while (std::getline(std::cin, line)) std::println("{} {}", line.length(), line.starts_with("a"));
  std::ifstream file("nowhere.txt");
  if (!file) std::println(stderr, "{}", std::strerror(2));
  std::println("{} {} {}", std::strlen("abc"), text.find_last_of("aeiou"), text.compare("b") < 0);
  tell(std::make_error_code(std::errc::timed_out).message());
}
