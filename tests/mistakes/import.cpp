import asyncio;
int main() {
  asyncio::run([] { asyncio::print("hello\n"); });
}
