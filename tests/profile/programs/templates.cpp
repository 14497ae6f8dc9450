// Templates, concepts, what is computed by the compiler, and coroutines of the language.
#include <array>
#include <concepts>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <expected>
#include <optional>
#include <print>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

template <class T>
concept Number = std::integral<T> || std::floating_point<T>;

template <class T>
concept Container = requires(T t) {
  typename T::value_type;
  { t.size() } -> std::convertible_to<std::size_t>;
  t.begin() != t.end();
};

template <Number... Ts>
constexpr auto sum(Ts... values) {
  return (values + ... + 0);
}

template <class First, class... Rest>
void print_all(const First& first, const Rest&... rest) {
  std::print("{} ", first);
  if constexpr (sizeof...(rest) > 0) print_all(rest...);
}

template <std::size_t N>
struct Name {
  char text[N]{};
  constexpr Name(const char (&from)[N]) {
    for (std::size_t i = 0; i < N; ++i) text[i] = from[i];
  }
};

template <Name name, class T = int>
struct Field {
  T value{};
  static constexpr const char* label = name.text;
};

template <class T, class = void>
struct Describe {
  static constexpr auto of = "something";
};
template <class T>
struct Describe<T, std::enable_if_t<std::is_pointer_v<T>>> {
  static constexpr auto of = "pointer";
};
template <class T, std::size_t N>
struct Describe<T[N], void> {
  static constexpr auto of = "array";
};

template <class Derived>
struct Countable {
  int doubled() const { return static_cast<const Derived&>(*this).count() * 2; }
};
struct Three : Countable<Three> {
  int count() const { return 3; }
};

template <class F, class... Args>
  requires std::invocable<F, Args...>
decltype(auto) timed(F&& f, Args&&... args) {
  return std::forward<F>(f)(std::forward<Args>(args)...);
}

template <template <class...> class Wrapper, class T>
Wrapper<T> wrap(T value) {
  return Wrapper<T>{std::move(value)};
}

template <class T>
struct Box {
  T value;
};
template <class T>
Box(T) -> Box<T>;

consteval int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }

template <std::size_t... I>
constexpr auto squares(std::index_sequence<I...>) {
  return std::array{(I * I)...};
}

class Lazy {
 public:
  struct promise_type {
    int value = 0;
    Lazy get_return_object() { return Lazy(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(int next) {
      value = next;
      return {};
    }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  explicit Lazy(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  Lazy(Lazy&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  ~Lazy() {
    if (handle_) handle_.destroy();
  }
  std::optional<int> next() {
    handle_.resume();
    return handle_.done() ? std::nullopt : std::optional(handle_.promise().value);
  }

 private:
  std::coroutine_handle<promise_type> handle_;
};

static Lazy count_to(int last) {
  for (int i = 1; i <= last; ++i) co_yield i;
}

static std::expected<int, std::string> parse(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::unexpected(std::string("not a digit: ") + c);
    value = value * 10 + (c - '0');
  }
  return value;
}

inline constexpr auto twice = [](auto x) { return x + x; };

int main() {
  static_assert(Container<std::vector<int>> && !Container<int>);
  static_assert(fibonacci(10) == 55);
  std::println("{} {}", sum(1, 2.5, 3u), squares(std::make_index_sequence<5>{})[4]);
  print_all(1, "two", 3.0, 'c', true);
  Field<"width"> width{5};
  Field<"name", std::string> name{"x"};
  std::println("{} {} {} {}", width.label, width.value, name.label, name.value);
  std::println("{} {} {}", Describe<int*>::of, Describe<int[3]>::of, Describe<double>::of);
  std::println("{} {}", Three{}.doubled(), timed([](int a, int b) { return a * b; }, 6, 7));
  std::println("{} {}", wrap<std::optional>(4).value(), Box{std::string("b")}.value);
  auto lazy = count_to(3);
  while (auto value = lazy.next()) std::print("{} ", *value);
  for (const auto* text : {"12", "1x"}) {
    const auto parsed = parse(text).transform(twice).or_else(
        [](const std::string& error) { return std::expected<int, std::string>(static_cast<int>(error.size())); });
    std::println("{}", *parsed);
  }
  const std::tuple record{1, std::string("a"), 2.5};
  const auto& [id, text, weight] = record;
  std::apply([](const auto&... items) { ((std::print("{};", items)), ...); }, record);
  const auto recursive = [](this auto&& self, int n) -> int { return n <= 1 ? 1 : n * self(n - 1); };
  std::println("{} {} {} {}", id, text, weight, recursive(5));
}
