#include <asyncio.hpp>
int main() {
  int n = 1;
  fmt.Println(n);
}
