// Arithmetic of each kind, dates, chance.
#include <bit>
#include <chrono>
#include <cmath>
#include <complex>
#include <cstdint>
#include <limits>
#include <numbers>
#include <numeric>
#include <print>
#include <random>
#include <ratio>
#include <valarray>
#include <vector>

using namespace std::chrono_literals;

template <class T>
constexpr T power(T base, unsigned exponent) {
  T result = 1;
  for (; exponent != 0; exponent >>= 1, base *= base)
    if (exponent & 1) result *= base;
  return result;
}

static std::uint32_t hash(std::string_view text) {
  std::uint32_t h = 2166136261u;
  for (unsigned char c : text) h = std::rotl((h ^ c) * 16777619u, 5);
  return h;
}

static double root(double x) {
  double y = x;
  while (std::abs(y * y - x) > 1e-12) y = (y + x / y) / 2;
  return y;
}

static __int128 wide(std::int64_t a, std::int64_t b) { return static_cast<__int128>(a) * b % 1'000'000'007; }

int main() {
  static_assert(power(3, 4) == 81);
  std::uint8_t small = 200;
  small += 100;
  std::int16_t shorter = static_cast<std::int16_t>(70000);
  std::int64_t big = std::numeric_limits<std::int64_t>::max();
  unsigned long long bits = 0xF0F0ull;
  std::println("{} {} {} {}", small, shorter, big / 3 % 7, bits >> 4 & 0xFF);
  std::println("{} {} {}", std::popcount(bits), std::countl_zero(bits), std::bit_cast<std::uint32_t>(1.0f));
  std::println("{} {} {}", std::gcd(12, 18), std::lcm(4, 6), std::midpoint(1, 9));
  std::println("{} {} {}", std::sqrt(2.0), std::pow(2.0f, 0.5f), std::hypot(3.0, 4.0));
  std::println("{} {} {} {}", std::sin(1.0), std::floor(-1.5), std::fmod(7.5, 2), std::isnan(NAN));
  std::println("{} {} {}", std::numbers::pi, static_cast<float>(1) / 3, static_cast<long double>(1) / 3 * 2.0L);
  std::println("{} {} {}", hash("tulip"), root(2), static_cast<int>(wide(big, 12345)));
  std::println("{} {}", static_cast<int>(3.99), static_cast<unsigned>(-1) > 5u ? std::lround(2.5) : 0);
  const std::complex<double> c = std::polar(1.0, std::numbers::pi / 4);
  std::println("{} {}", c.real(), std::abs(c * c + 1.0));
  std::valarray<double> values{1, 2, 3};
  values *= 2.0;
  std::println("{}", values.sum());

  std::mt19937 engine(42);
  std::uniform_int_distribution<int> die(1, 6);
  std::normal_distribution<> normal(0, 1);
  std::uniform_real_distribution<float> real;
  std::vector<int> throws(6);
  for (int i = 0; i < 600; ++i) ++throws[die(engine) - 1];
  std::shuffle(throws.begin(), throws.end(), engine);
  std::bernoulli_distribution coin(0.3);
  std::discrete_distribution<> weighted{1, 2, 3};
  std::println("{} {} {} {} {}", throws, normal(engine), real(engine), coin(engine), weighted(engine));

  const auto begin = std::chrono::steady_clock::now();
  const auto length = 1h + 30min + 250ms;
  const auto passed = std::chrono::steady_clock::now() - begin;
  std::println("{} {}", std::chrono::duration_cast<std::chrono::seconds>(length).count(), passed.count() >= 0);
  std::println("{:%H:%M:%S}", std::chrono::floor<std::chrono::seconds>(length));
  const auto day = std::chrono::year{2024} / 5 / 17;
  const std::chrono::sys_days days = day;
  std::println("{} {}", std::chrono::weekday{days}.c_encoding(), day.ok());
  std::println("{:%F}", days + std::chrono::days{30});

  double matrix[3][3] = {{2, 1, 0}, {1, 3, 1}, {0, 1, 4}};
  double determinant = 1;
  for (int i = 0; i < 3; ++i) {
    determinant *= matrix[i][i];
    for (int j = i + 1; j < 3; ++j) {
      const double factor = matrix[j][i] / matrix[i][i];
      for (int k = i; k < 3; ++k) matrix[j][k] -= factor * matrix[i][k];
    }
  }
  std::println("{:.3f} {}", determinant, std::accumulate(throws.begin(), throws.end(), 0LL));
}
