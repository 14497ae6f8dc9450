// Calls that a worker could not make: each must be refused by a sentence. CASE names one; without it the file compiles.
#include <asyncio/executor.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace {

[[maybe_unused]] int length(const std::string& text) { return static_cast<int>(text.size()); }
[[maybe_unused]] void change(std::string& text) { text.clear(); }
[[maybe_unused]] int look(const int* number) { return *number; }
[[maybe_unused]] int view(std::string_view text) { return static_cast<int>(text.size()); }
[[maybe_unused]] int own(std::unique_ptr<int> number) { return *number; }
[[maybe_unused]] const char* literal() { return ""; }
[[maybe_unused]] std::unique_ptr<int> owned() { return nullptr; }

}  // namespace

void call() {
  int number = 3;
  static_cast<void>(number);
#if CASE == 0
  asyncio::to_thread(length, "text");
#elif CASE == 1
  asyncio::to_thread([number] { return number; });
#elif CASE == 2
  asyncio::to_thread(look, &number);
#elif CASE == 3
  asyncio::to_thread(view, std::string_view("text"));
#elif CASE == 4
  asyncio::to_thread(own, std::make_unique<int>(3));
#elif CASE == 5
  asyncio::to_thread(change, std::string("text"));
#elif CASE == 6
  asyncio::to_thread(literal);
#elif CASE == 7
  asyncio::to_thread(owned);
#endif
}
