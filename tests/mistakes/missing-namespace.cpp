#include <asyncio.hpp>
int main() {
  throw ValueError("bad");
}
