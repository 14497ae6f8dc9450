// Control flow, memory, atomics and the C library.
#include <array>
#include <atomic>
#include <cassert>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <memory>
#include <memory_resource>
#include <new>
#include <numeric>
#include <print>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

extern "C" int compare(const void* a, const void* b) {
  return *static_cast<const int*>(a) - *static_cast<const int*>(b);
}

static int add_all(int count, ...) {
  va_list list;
  va_start(list, count);
  int sum = 0;
  for (int i = 0; i < count; ++i) sum += va_arg(list, int);
  va_end(list);
  return sum;
}

struct Guard {
  const char* name;
  ~Guard() { std::println("leaves {}", name); }
};

static int nested(int depth) {
  Guard guard{"nested"};
  if (depth == 0) throw std::logic_error("deep");
  try {
    return nested(depth - 1) + 1;
  } catch (const std::logic_error&) {
    if (depth > 1) throw;
    std::throw_with_nested(std::runtime_error("outer"));
  }
}

static int machine(const char* code) {
  int value = 0;
  for (const char* at = code; *at != '\0'; ++at) {
    switch (*at) {
      case '+':
        ++value;
        break;
      case '-':
        --value;
        break;
      case '*':
        value *= 2;
        [[fallthrough]];
      case ' ':
        continue;
      case '!':
        goto done;
      case '0' ... '9':
        value = *at - '0';
        break;
      default:
        return -1;
    }
  }
done:
  return value;
}

using Operation = double (*)(double, double);
static double plus(double a, double b) { return a + b; }
static double minus(double a, double b) { return a - b; }
static constexpr std::array<Operation, 2> operations{plus, minus};
static thread_local int calls = 0;
static int ackermann(int m, int n) noexcept {
  ++calls;
  return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}
static const std::string& constant() {
  static const std::string text = "made once";
  return text;
}

struct alignas(64) Line {
  std::uint64_t words[8];
};

int main(int argc, char** argv) {
  try {
    std::println("{}", nested(3));
  } catch (const std::exception& error) {
    std::println("{}", error.what());
    try {
      std::rethrow_if_nested(error);
    } catch (const std::exception& inner) {
      std::println("  {}", inner.what());
    }
  }
  std::println("{} {} {}", machine("3+*- "), add_all(3, 1, 2, 3), operations[argc % 2](5, 2));
  std::println("{} {} {}", ackermann(2, 3), calls, constant());

  int values[] = {5, 2, 9, 1};
  std::qsort(values, std::size(values), sizeof values[0], compare);
  int copy[4];
  std::memcpy(copy, values, sizeof copy);
  std::memset(copy, 0, sizeof copy[0]);
  std::println("{} {} {}", values[0], copy[1], std::memcmp(values, copy, sizeof copy) > 0);
  char line[64];
  std::snprintf(line, sizeof line, "%-8s|%05d|%x|%lld", "ab", 42, 255U, LLONG_MAX);
  std::puts(line);
  std::println("{} {}", std::strtol("077", nullptr, 8), std::atoi("12"));
  const char* home = std::getenv("HOME");
  std::println("{} {}", home == nullptr, std::strcmp("a", "b") < 0);
  const std::time_t now = std::time(nullptr);
  std::println("{}", std::localtime(&now)->tm_year > 100);

  auto* memory = std::malloc(sizeof(Line) * 2);
  std::free(memory);
  auto line_of = std::make_unique<Line[]>(2);
  line_of[1].words[3] = 7;
  alignas(std::string) std::byte room[sizeof(std::string)];
  auto* placed = new (room) std::string("placed");
  placed->~basic_string();
  std::array<std::byte, 1024> pool;
  std::pmr::monotonic_buffer_resource resource(pool.data(), pool.size());
  std::pmr::vector<int> numbers({1, 2, 3}, &resource);
  std::println("{} {}", numbers.size(), reinterpret_cast<std::uintptr_t>(line_of.get()) % 64);

  std::atomic<int> counter = 1;
  counter.fetch_add(2, std::memory_order_relaxed);
  int expected = 3;
  counter.compare_exchange_strong(expected, 10);
  std::atomic_flag flag;
  volatile int device = flag.test_and_set() ? 1 : 2;
  device = device + 1;
  std::println("{} {}", counter.load(), static_cast<int>(device));
  std::vector<bool> sieve(100, true);
  for (std::size_t i = 2; i * i < sieve.size(); ++i)
    for (std::size_t j = i * i; sieve[i] && j < sieve.size(); j += i) sieve[j] = false;
  int rounds = 0;
  while (true) {
    if (++rounds > 5) break;
    if (rounds % 2 == 0) continue;
  }
  do --rounds;
  while (rounds > 0);
  for (auto [i, j] = std::pair{0, 10}; i < j; ++i, --j) rounds += i ^ j;
  assert(rounds != 0);
  try {
    throw std::system_error(std::make_error_code(std::errc::no_such_file_or_directory), "open");
  } catch (const std::system_error& error) {
    std::println("{} {}", error.code().value(), error.what());
  } catch (int code) {
    std::exit(code);
  }
  std::string joined;
  for (int i = 1; i < argc; ++i) joined += argv[i];
  if (joined == "abort") std::abort();
  return joined.empty() ? EXIT_SUCCESS : EXIT_FAILURE;
}
