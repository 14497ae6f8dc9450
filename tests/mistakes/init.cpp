#include <asyncio.hpp>
struct Worker {
  int n;
  __init__(int given) { n = given; }
};
int main() { asyncio::print("{}\n", Worker(1).n); }
