#include "support/program.hpp"

namespace stream_reader {

/// As Python shows bytes.
std::string b(const std::string& bytes) { return "b" + conformance::quoted(bytes); }

PROGRAM("streams/stream_reader") {
  asyncio::run([] {
    const asyncio::StreamReader reader;
    reader.feed_data("one\ntwo\nabcdef--rest");
    const auto one = reader.readline();
    const auto two = reader.readuntil("\n");
    print(b(one), b(two));
    const auto three = reader.readexactly(3);
    const auto four = reader.readuntil("--");
    print(b(three), b(four));
    const auto task = asyncio::create_task([&] { return reader.readexactly(10); });
    asyncio::sleep(20ms);
    print("waits:", !task.done());
    reader.feed_eof();
    try {
      asyncio::await(task);
    } catch (const asyncio::IncompleteReadError& e) {
      print("incomplete:", b(e.partial()), "of", e.expected().value_or(0));
    }
    const bool over = reader.at_eof();
    const auto rest = reader.read();
    print("at eof:", over, b(rest), b(reader.readline()));
    const asyncio::StreamReader small(4);
    small.feed_data("0123456789\n");
    try {
      static_cast<void>(small.readuntil("\n"));
    } catch (const asyncio::LimitOverrunError& e) {
      print("limit overrun, consumed", e.consumed());
    }
    try {
      static_cast<void>(small.readline());
    } catch (const asyncio::ValueError&) {
      print("readline over the limit: ValueError");
    }
  });
}

}  // namespace stream_reader
