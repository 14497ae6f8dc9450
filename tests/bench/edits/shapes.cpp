#include <asyncio.hpp>
#include <iostream>
#include <memory>
#include <numbers>
#include <sstream>
#include <vector>

struct Shape {
  virtual ~Shape() = default;
  virtual double area() const = 0;
};
struct Square : Shape {
  explicit Square(double s) : side(s) {}
  double area() const override { return side * side; }
  double side;
};
struct Circle : Shape {
  explicit Circle(double r) : radius(r) {}
  double area() const override { return std::numbers::pi * radius * radius; }
  double radius;
};

int main() {
  std::vector<std::unique_ptr<Shape>> shapes;
  shapes.push_back(std::make_unique<Square>(3));
  shapes.push_back(std::make_unique<Circle>(1));
  std::ostringstream text;
  for (const auto& shape : shapes) text << "MARK " << shape->area() << '\n';
  std::cout << text.str();
}
