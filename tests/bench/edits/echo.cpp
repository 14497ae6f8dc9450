#include <asyncio.hpp>
#include <string>

void serve(asyncio::StreamReader reader, asyncio::StreamWriter writer) {
  for (const std::string& line : reader) {
    writer.write("echo " + line);
    writer.drain();
  }
  writer.close();
}

int main() {
  asyncio::run([] {
    auto server = asyncio::start_server(serve, "127.0.0.1", 8888);
    auto [reader, writer] = asyncio::open_connection("127.0.0.1", 8888);
    writer.write("MARK\n");
    writer.write_eof();
    asyncio::print("{}", reader.readline());
    writer.close();
  });
}
