#include <asyncio.hpp>
void amain(int) {}
int main() {
  asyncio::run(amain, 1);
}
