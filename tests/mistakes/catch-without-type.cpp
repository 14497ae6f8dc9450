#include <asyncio.hpp>
int main() {
  try { asyncio::print("x\n"); }
  catch (e) { asyncio::print("x\n"); }
}
