#include <asyncio.hpp>
#include <string>
#include <variant>
#include <vector>

struct Add {
  int amount;
};
struct Rename {
  std::string name;
};
struct Clear {};
using Command = std::variant<Add, Rename, Clear>;

template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};

int main() {
  std::string name = "none";
  int total = 0;
  const std::vector<Command> commands{Add{3}, Rename{"tulip"}, Add{4}, Clear{}, Add{5}};
  for (const Command& command : commands) {
    std::visit(Overloaded{[&](const Add& add) { total += add.amount; },
                          [&](const Rename& rename) { name = rename.name; }, [&](Clear) { total = 0; }},
               command);
    asyncio::print("MARK {} {}\n", name, total);
  }
}
