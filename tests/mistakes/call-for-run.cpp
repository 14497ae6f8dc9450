#include <asyncio.hpp>
int amain() { return 0; }
int main() {
  return asyncio::run(amain());
}
