#include <asyncio.hpp>
int main() {
  try { asyncio::print("x\n"); }
  catch (asyncio.CancelledError) { asyncio::print("x\n"); }
}
