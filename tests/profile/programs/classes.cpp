// Classes: inheritance of each kind, operators, conversions, members of each kind.
#include <any>
#include <compare>
#include <cstdint>
#include <exception>
#include <functional>
#include <initializer_list>
#include <iostream>
#include <memory>
#include <mutex>
#include <print>
#include <stdexcept>
#include <string>
#include <typeindex>
#include <typeinfo>
#include <utility>
#include <variant>
#include <vector>

namespace shapes {

class Shape {
 public:
  explicit Shape(std::string name) : name_(std::move(name)) { ++count; }
  virtual ~Shape() { --count; }
  Shape(const Shape&) = delete;
  Shape& operator=(const Shape&) = delete;
  [[nodiscard]] virtual double area() const = 0;
  virtual void draw(std::ostream& out) const { out << name_ << ' ' << area() << '\n'; }
  static inline int count = 0;

 protected:
  std::string name_;
};

class Circle final : public Shape {
 public:
  explicit Circle(double radius) : Shape("circle"), radius_(radius) {}
  [[nodiscard]] double area() const override { return 3.14 * radius_ * radius_; }

 private:
  double radius_;
};

class Square : public Shape {
 public:
  using Shape::Shape;
  Square() : Square("square") {}
  [[nodiscard]] double area() const override { return side * side; }
  double side = 2;
};

}  // namespace shapes

struct Readable {
  virtual ~Readable() = default;
  virtual int read() { return 1; }
};
struct Writable {
  virtual ~Writable() = default;
  virtual void write(int) {}
};
struct Base {
  int common = 7;
};
struct Left : virtual Base {};
struct Right : virtual Base {};
struct File : Readable, Writable, Left, Right {
  int read() override { return common + Readable::read(); }
};

class Fraction {
 public:
  constexpr Fraction(int n = 0, int d = 1) : n_(n), d_(d) {}
  friend constexpr Fraction operator+(Fraction a, Fraction b) { return {a.n_ * b.d_ + b.n_ * a.d_, a.d_ * b.d_}; }
  constexpr Fraction& operator++() { return n_ += d_, *this; }
  constexpr Fraction operator-() const { return {-n_, d_}; }
  explicit constexpr operator bool() const { return n_ != 0; }
  constexpr operator double() const { return static_cast<double>(n_) / d_; }
  constexpr bool operator==(const Fraction& other) const { return n_ * other.d_ == other.n_ * d_; }
  friend std::ostream& operator<<(std::ostream& out, const Fraction& f) { return out << f.n_ << '/' << f.d_; }

 private:
  int n_, d_;
};

constexpr Fraction operator""_half(unsigned long long n) { return {static_cast<int>(n), 2}; }

template <class T>
class Stack {
 public:
  Stack(std::initializer_list<T> items) : items_(items) {}
  Stack(Stack&&) noexcept = default;
  Stack& operator=(Stack&& other) noexcept {
    std::swap(items_, other.items_);
    return *this;
  }
  T& operator[](std::size_t at) & { return items_[at]; }
  void push(auto&& item) { items_.push_back(std::forward<decltype(item)>(item)); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }
  T pop() {
    if (items_.empty()) throw std::underflow_error("nothing left");
    T last = std::move(items_.back());
    items_.pop_back();
    return last;
  }

 private:
  std::vector<T> items_;
};

class Account {
 public:
  class Overdrawn : public std::runtime_error {
   public:
    using std::runtime_error::runtime_error;
  };
  void withdraw(int amount) {
    const std::scoped_lock lock(mutex_);
    if (amount > balance_) throw Overdrawn("only " + std::to_string(balance_));
    balance_ -= amount;
    if (changed) changed(balance_);
  }
  std::function<void(int)> changed;

 private:
  mutable std::mutex mutex_;
  int balance_ = 100;
};

enum class Level : std::uint8_t { low, middle = 5, high };
enum Flags { none, bold = 1 << 0, italic = 1 << 1 };
union Word {
  std::uint32_t whole;
  std::uint8_t bytes[4];
};
struct Packed {
  unsigned kind : 3;
  unsigned size : 13;
  bool last : 1;
};

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};

using Json = std::variant<std::nullptr_t, bool, double, std::string>;

static std::string show(Level level) {
  switch (level) {
    using enum Level;
    case low:
      return "low";
    case middle:
      return "middle";
    default:
      return "high";
  }
}

int main() {
  std::vector<std::unique_ptr<shapes::Shape>> all;
  all.push_back(std::make_unique<shapes::Circle>(1.5));
  all.push_back(std::make_unique<shapes::Square>());
  for (const auto& shape : all) {
    shape->draw(std::cout);
    if (const auto* square = dynamic_cast<const shapes::Square*>(shape.get())) std::println("side {}", square->side);
    std::println("{}", typeid(*shape) == typeid(shapes::Circle));
  }
  File file;
  Readable& readable = file;
  std::println("{} {}", readable.read(), dynamic_cast<Writable*>(&readable) != nullptr);

  Fraction f = 1_half + Fraction{1, 3};
  std::cout << ++f << ' ' << -f << ' ' << (f ? "some" : "none") << ' ' << static_cast<double>(f) << '\n';
  Stack<std::string> stack{"a", "b"};
  stack.push("c");
  stack[0] += "x";
  for (const auto& item : stack) std::cout << item << ' ';
  Stack<std::string> other = std::move(stack);
  std::println("{}", other.pop());

  Account account;
  account.changed = [count = 0](int left) mutable { std::println("{} {}", ++count, left); };
  try {
    account.withdraw(30);
    account.withdraw(300);
  } catch (const Account::Overdrawn& error) {
    std::println("{}", error.what());
  } catch (...) {
    std::terminate();
  }

  int (File::*method)() = &File::read;
  int Base::* member = &Base::common;
  std::println("{} {} {}", (file.*method)(), file.*member, std::invoke(&File::read, file));
  const auto bound = std::bind_front(&Fraction::operator==, Fraction{1, 2});
  std::println("{}", bound(1_half));

  Json json = "text";
  const auto text = std::visit(
      Overloaded{[](std::nullptr_t) { return std::string("null"); },
                 [](bool b) { return std::string(b ? "true" : "false"); }, [](double d) { return std::to_string(d); },
                 [](const std::string& s) { return '"' + s + '"'; }},
      json);
  std::any any = 5;
  std::println("{} {} {}", text, std::any_cast<int>(any), std::holds_alternative<bool>(json));
  Word word{.whole = 0x01020304};
  Packed packed{.kind = 5, .size = 1000, .last = true};
  std::println("{} {} {} {}", word.bytes[0], packed.size + packed.kind, show(Level::middle), bold | italic);
  auto shared = std::make_shared<std::vector<int>>(3, 1);
  std::weak_ptr<std::vector<int>> weak = shared;
  std::shared_ptr<int> inside(shared, &shared->front());
  shared.reset();
  std::println("{} {} {}", weak.expired(), *inside, shapes::Shape::count);
}
