#include <asyncio.hpp>
#include <string>
int main() {
  std::string name = 'Ada';
  asyncio::print("{}\n", name);
}
