#include <array>
#include <asyncio.hpp>

template <class T, std::size_t N>
struct Matrix {
  std::array<std::array<T, N>, N> cells{};

  static constexpr Matrix identity() {
    Matrix m;
    for (std::size_t i = 0; i < N; ++i) m.cells[i][i] = 1;
    return m;
  }
  friend constexpr Matrix operator*(const Matrix& a, const Matrix& b) {
    Matrix c;
    for (std::size_t i = 0; i < N; ++i)
      for (std::size_t j = 0; j < N; ++j)
        for (std::size_t k = 0; k < N; ++k) c.cells[i][j] += a.cells[i][k] * b.cells[k][j];
    return c;
  }
};

template <class T, std::size_t N>
constexpr Matrix<T, N> power(Matrix<T, N> base, unsigned n) {
  auto result = Matrix<T, N>::identity();
  for (; n > 0; n /= 2) {
    if (n % 2 == 1) result = result * base;
    // Once more than needed would be too much for a long.
    if (n > 1) base = base * base;
  }
  return result;
}

int main() {
  constexpr Matrix<long, 2> fibonacci{{{{1, 1}, {1, 0}}}};
  static_assert(power(fibonacci, 10).cells[0][1] == 55);
  for (unsigned n : {10u, 20u, 40u}) asyncio::print("MARK {}\n", power(fibonacci, n).cells[0][1]);
}
