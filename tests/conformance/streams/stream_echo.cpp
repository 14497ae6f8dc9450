#include "support/program.hpp"

namespace stream_echo {

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

void handle(const asyncio::StreamReader& reader, const asyncio::StreamWriter& writer) {
  for (std::string line = reader.readline(); !line.empty(); line = reader.readline()) {
    writer.write(upper(line));
    writer.drain();
  }
  writer.write("bye");
  writer.close();
}

PROGRAM("streams/stream_echo") {
  asyncio::run([] {
    const auto server = asyncio::start_server(handle, "127.0.0.1", 0);
    const auto port = server.sockets().front().getsockname().port;
    const auto [reader, writer] = asyncio::open_connection("127.0.0.1", port);
    for (const std::string text : {"hello", "world"}) {
      writer.write(text + "\n");
      const std::string line = reader.readline();
      print("reply:", line.substr(0, line.find('\n')));
    }
    writer.write_eof();
    try {
      static_cast<void>(reader.readexactly(10));
    } catch (const asyncio::IncompleteReadError& e) {
      print("incomplete, got", e.partial());
    }
    print("at eof:", reader.at_eof(), reader.read().empty());
    writer.close();
    server.close();
  });
}

}  // namespace stream_echo
