// Streams over the platform's own network: TCP natively, the network inside the page in browsers and Node. A server and its clients are in
// one program, as a page knows no other.
#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "../support/reports.hpp"

namespace {

using asyncio::Server;
using asyncio::StreamReader;
using asyncio::StreamWriter;
using asyncio::testing::message_of;
using asyncio::testing::Reports;
using namespace std::chrono_literals;

#ifdef __EMSCRIPTEN__
constexpr std::size_t large_size = 8 * 1024 * 1024;
#else
constexpr std::size_t large_size = 64 * 1024 * 1024;
#endif

std::uint16_t port_of(const Server& server) { return server.sockets().at(0).getsockname().port; }

void echo(const StreamReader& reader, const StreamWriter& writer) {
  while (true) {
    const std::string data = reader.read(100'000);
    if (data.empty()) break;
    writer.write(data);
    writer.drain();
  }
  writer.close();
}

/// A client that has had its first answer from `server`, which echoes.
std::pair<StreamReader, StreamWriter> served_client(const Server& server) {
  auto client = asyncio::open_connection("127.0.0.1", port_of(server));
  client.second.write("x");
  EXPECT_EQ(client.first.readexactly(1), "x");
  return client;
}

/// Lets everything that is under way between the ends of connections arrive.
void settle() { asyncio::sleep(20ms); }

TEST(Network, EchoesLinesUntilTheirEnd) {
  asyncio::run([] {
    std::string seen;
    const auto server = asyncio::start_server(
        [](const StreamReader& reader, const StreamWriter& writer) {
          for (std::string line : reader) {
            for (char& c : line) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
            writer.write(line);
            writer.drain();
          }
          writer.write("bye");
          writer.close();
        },
        "127.0.0.1", 0);
    const auto [reader, writer] = asyncio::open_connection("127.0.0.1", port_of(server));
    for (const auto* text : {"hello\n", "world\n"}) {
      writer.write(text);
      seen += "reply: " + reader.readline();
    }
    writer.write_eof();
    try {
      static_cast<void>(reader.readexactly(10));
      ADD_FAILURE() << "nothing was thrown";
    } catch (const asyncio::IncompleteReadError& error) {
      seen += "incomplete, got " + error.partial();
      EXPECT_EQ(error.expected(), 10U);
    }
    EXPECT_TRUE(reader.at_eof());
    EXPECT_EQ(reader.read(), "");
    writer.close();
    server.close();
    EXPECT_EQ(seen, "reply: HELLO\nreply: WORLD\nincomplete, got bye");
  });
}

TEST(Network, NamesBothEnds) {
  asyncio::run([] {
    std::optional<asyncio::SocketName> client;
    const auto server = asyncio::start_server(
        [&](const StreamReader&, const StreamWriter& writer) {
          client = writer.get_extra_info("peername");
          writer.close();
        },
        "127.0.0.1", 0);
    const auto [reader, writer] = asyncio::open_connection("127.0.0.1", port_of(server));
    EXPECT_EQ(reader.read(), "");
    EXPECT_EQ(writer.get_extra_info("peername"), (asyncio::SocketName{"127.0.0.1", port_of(server)}));
    EXPECT_EQ(writer.get_extra_info("sockname"), client);
    EXPECT_EQ(writer.get_extra_info("cipher"), std::nullopt);
    server.close();
  });
}

TEST(Network, KnowsTheMachineByItsName) {
  asyncio::run([] {
    const auto server = asyncio::start_server(echo, "localhost", 0);
    const auto name = server.sockets().at(0).getsockname();
    const auto [reader, writer] = asyncio::open_connection("localhost", name.port);
    writer.write("x");
    EXPECT_EQ(reader.readexactly(1), "x");
    server.close();
  });
}

TEST(Network, SpeaksIpv6ToItself) {
  asyncio::run([] {
    const auto server = asyncio::start_server(echo, "::1", 0);
    const auto [reader, writer] = asyncio::open_connection("::1", port_of(server));
    writer.write("x");
    EXPECT_EQ(reader.readexactly(1), "x");
    EXPECT_EQ(writer.get_extra_info("peername")->host, "::1");
    server.close();
  });
}

TEST(Network, BringsALargeTransferWithBoundedMemory) {
  asyncio::run([] {
    std::size_t most_kept = 0;
    const auto server = asyncio::start_server(
        [&](const StreamReader&, const StreamWriter& writer) {
          std::string piece(50'000, '\0');
          std::size_t sent = 0;
          while (sent != large_size) {
            piece.resize(std::min(piece.size(), large_size - sent));
            for (std::size_t i = 0; i != piece.size(); ++i) piece[i] = static_cast<char>((sent + i) % 251);
            writer.write(piece);
            most_kept = std::max(most_kept, writer.get_write_buffer_size());
            sent += piece.size();
            writer.drain();
          }
          writer.close();
        },
        "127.0.0.1", 0);
    const auto [reader, writer] = asyncio::open_connection("127.0.0.1", port_of(server));
    settle();
    std::size_t received = 0;
    bool same = true;
    for (std::string data = reader.read(300'000); !data.empty(); data = reader.read(300'000)) {
      for (const char c : data) same = same && c == static_cast<char>(received++ % 251);
    }
    EXPECT_EQ(received, large_size);
    EXPECT_TRUE(same);
    EXPECT_LE(most_kept, 64U * 1024 + 50'000);
    server.close();
  });
}

TEST(Network, HoldsAWriterBackWhoseReaderDoesNotRead) {
  asyncio::run([] {
    // Shared with the server's task, which may have room again just as the main function ends, and then goes on for one more step.
    const auto written = std::make_shared<std::size_t>(0);
    const auto server = asyncio::start_server(
        [written](const StreamReader&, const StreamWriter& writer) {
          const std::string piece(100'000, 'x');
          while (*written < large_size) {
            writer.write(piece);
            *written += piece.size();
            writer.drain();
          }
        },
        "127.0.0.1", 0);
    const auto [reader, writer] = asyncio::open_connection("127.0.0.1", port_of(server));
    settle();
    // What the kernel buffers of a machine is up to it.
    EXPECT_LT(*written, 16U * 1024 * 1024);
    const std::size_t before = *written;
    std::size_t received = 0;
    while (received <= before) received += reader.read(1'000'000).size();
    EXPECT_GT(*written, before);
    writer.abort();
    server.close();
  });
}

TEST(Network, ServesTwoHundredClientsAtOnce) {
  asyncio::run([] {
    const auto server = asyncio::start_server(echo, "127.0.0.1", 0, {.backlog = 300});
    std::vector<std::function<std::string()>> clients;
    for (int i = 0; i != 200; ++i) {
      clients.emplace_back([i, port = port_of(server)] {
        const auto [reader, writer] = asyncio::open_connection("127.0.0.1", port);
        asyncio::sleep(1ms);
        writer.write("client " + std::to_string(i));
        writer.write_eof();
        return reader.read();
      });
    }
    const auto answers = asyncio::await(asyncio::gather(clients));
    for (int i = 0; i != 200; ++i) EXPECT_EQ(answers[static_cast<std::size_t>(i)], "client " + std::to_string(i));
    server.close();
    server.wait_closed();
  });
}

TEST(Network, RefusesWhereNobodyListens) {
  asyncio::run([] {
    const auto server = asyncio::start_server(echo, "127.0.0.1", 0);
    const auto port = port_of(server);
    server.close();
    const auto connect = [&] { static_cast<void>(asyncio::open_connection("127.0.0.1", port)); };
    EXPECT_EQ(message_of<asyncio::ConnectionRefusedError>(connect),
              "could not connect to 127.0.0.1 port " + std::to_string(port) + ": Connection refused");
    EXPECT_TRUE(server.sockets().empty());
    EXPECT_FALSE(server.is_serving());
  });
}

TEST(Network, SaysThatAPortIsTaken) {
  asyncio::run([] {
    const auto server = asyncio::start_server(echo, "127.0.0.1", 0);
    const auto port = port_of(server);
    const auto again = [&] { asyncio::start_server(echo, "127.0.0.1", port); };
    EXPECT_TRUE(message_of<asyncio::OSError>(again).starts_with("could not listen on 127.0.0.1 port " +
                                                                std::to_string(port) + ": Address"));
    server.close();
    // Free again at once.
    asyncio::start_server(echo, "127.0.0.1", port).close();
  });
}

TEST(Network, DoesNotKnowEveryHost) {
  asyncio::run(
      [] { EXPECT_THROW(static_cast<void>(asyncio::open_connection("no-such-host.invalid", 80)), asyncio::OSError); });
}

TEST(Network, ReadsOnAfterItsOwnEnd) {
  asyncio::run([] {
    const auto server = asyncio::start_server(
        [](const StreamReader& reader, const StreamWriter& writer) {
          const auto all = reader.read();
          writer.write(std::to_string(all.size()));
          writer.close();
        },
        "127.0.0.1", 0);
    const auto [reader, writer] = asyncio::open_connection("127.0.0.1", port_of(server));
    const std::string data(1'000'000, 'x');
    writer.write(data);
    writer.write_eof();
    EXPECT_TRUE(StreamWriter::can_write_eof());
    EXPECT_THROW(writer.write("more"), asyncio::RuntimeError);
    EXPECT_EQ(reader.read(), "1000000");
    server.close();
  });
}

TEST(Network, SendsWhatWasWrittenBeforeItCloses) {
  asyncio::run([] {
    const auto server = asyncio::start_server(
        [](const StreamReader&, const StreamWriter& writer) {
          writer.write(std::string(3'000'000, 'x'));
          writer.close();
          EXPECT_TRUE(writer.is_closing());
          writer.wait_closed();
        },
        "127.0.0.1", 0);
    const auto [reader, writer] = asyncio::open_connection("127.0.0.1", port_of(server));
    EXPECT_EQ(reader.read().size(), 3'000'000U);
    server.close();
  });
}

TEST(Network, ClosesWhenTheLastWriterIsDropped) {
  asyncio::run([] {
    const auto server = asyncio::start_server(
        [](const StreamReader&, const StreamWriter& writer) { writer.write("hello"); }, "127.0.0.1", 0);
    const auto [reader, writer] = asyncio::open_connection("127.0.0.1", port_of(server));
    EXPECT_EQ(reader.read(), "hello");
    server.close();
  });
}

TEST(Network, ReportsWhatACallbackThrowsAndClosesItsConnection) {
  asyncio::run([] {
    const Reports reports(asyncio::get_running_loop());
    const auto server = asyncio::start_server(
        [](const StreamReader&, const StreamWriter&) { throw asyncio::ValueError("no good"); }, "127.0.0.1", 0);
    const auto [reader, writer] = asyncio::open_connection("127.0.0.1", port_of(server));
    EXPECT_EQ(reader.read(), "");
    settle();
    EXPECT_TRUE(Reports::text().starts_with("Unhandled exception in client_connected_cb: ")) << Reports::text();
    EXPECT_TRUE(Reports::text().ends_with("no good\n")) << Reports::text();
    server.close();
    server.wait_closed();
  });
}

TEST(Network, TellsThatThePeerIsGone) {
  asyncio::run([] {
    const auto server = asyncio::start_server(
        [](const StreamReader& reader, const StreamWriter& writer) {
          // Unread bytes make of the close a reset.
          static_cast<void>(reader.readexactly(1));
          writer.abort();
        },
        "127.0.0.1", 0);
    const auto [reader, writer] = asyncio::open_connection("127.0.0.1", port_of(server));
    writer.write(std::string(1'000'000, 'x'));
    EXPECT_THROW(
        {
          for (;;) {
            writer.write("more");
            writer.drain();
            asyncio::sleep(1ms);
          }
        },
        asyncio::ConnectionError);
    EXPECT_TRUE(writer.is_closing());
    EXPECT_THROW(writer.wait_closed(), asyncio::ConnectionError);
    EXPECT_THROW(static_cast<void>(reader.read(1)), asyncio::ConnectionError);
    server.close();
  });
}

TEST(Network, CancelledReadingLosesNothing) {
  asyncio::run([] {
    std::optional<StreamWriter> to_client;
    const auto server = asyncio::start_server(
        [&](const StreamReader&, const StreamWriter& writer) { to_client = writer; }, "127.0.0.1", 0);
    const auto [reader, writer] = asyncio::open_connection("127.0.0.1", port_of(server));
    settle();
    for (const auto& read : std::vector<std::function<std::string()>>{
             [&] { return reader.readline(); }, [&] { return reader.readexactly(9); }, [&] { return reader.read(); }}) {
      const auto task = asyncio::create_task(read);
      to_client->write("abc");
      settle();
      task.cancel();
      EXPECT_THROW(static_cast<void>(asyncio::await(task)), asyncio::CancelledError);
    }
    EXPECT_EQ(reader.readexactly(9), "abcabcabc");
    to_client.reset();
    server.close();
  });
}

TEST(Network, CancelledDrainingLosesNothing) {
  asyncio::run([] {
    std::optional<StreamReader> at_server;
    std::optional<StreamWriter> to_client;
    const auto server = asyncio::start_server(
        [&](const StreamReader& reader, const StreamWriter& writer) {
          at_server = reader;
          to_client = writer;
        },
        "127.0.0.1", 0);
    const auto [reader, writer] = asyncio::open_connection("127.0.0.1", port_of(server));
    writer.write(std::string(20'000'000, 'x'));
    const auto task = asyncio::create_task([&] { writer.drain(); });
    settle();
    EXPECT_FALSE(task.done());
    task.cancel();
    EXPECT_THROW(asyncio::await(task), asyncio::CancelledError);
    writer.write_eof();
    EXPECT_EQ(at_server->read().size(), 20'000'000U);
    to_client.reset();
    server.close();
  });
}

TEST(Network, CancelledConnectingIsNoProblem) {
  asyncio::run([] {
    const auto server = asyncio::start_server(echo, "127.0.0.1", 0);
    for (int i = 0; i != 10; ++i) {
      const auto task = asyncio::create_task(
          [port = port_of(server)] { static_cast<void>(asyncio::open_connection("127.0.0.1", port)); });
      for (int j = 0; j != i; ++j) asyncio::sleep(0s);
      task.cancel();
      try {
        asyncio::await(task);
      } catch (const asyncio::CancelledError&) {
        continue;
      }
    }
    server.close();
    server.wait_closed();
  });
}

TEST(Network, BringsWhatWasSentBeforeALongTurnWithoutAnyTimer) {
  asyncio::run([] {
    const auto server = asyncio::start_server(echo, "127.0.0.1", 0);
    const auto [reader, writer] = served_client(server);
    // Nothing outside the program is waited for from now on.
    server.close();
    writer.write("y");
    const auto begin = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - begin < 30ms) {
    }
    EXPECT_EQ(reader.readexactly(1), "y");
  });
}

TEST(Network, LetsAServerWaitForItsClients) {
  asyncio::run([] {
    const auto server = asyncio::start_server(echo, "127.0.0.1", 0);
    const auto [reader, writer] = served_client(server);
    server.close();
    const auto closed = asyncio::create_task([&] { server.wait_closed(); });
    settle();
    // CPython 3.12's: a client that stays keeps it waiting.
    EXPECT_FALSE(closed.done());
    writer.write("y");
    EXPECT_EQ(reader.readexactly(1), "y");
    server.close_clients();
    asyncio::await(closed);
    EXPECT_EQ(reader.read(), "");
  });
}

TEST(Network, AbortsItsClients) {
  asyncio::run([] {
    const auto server = asyncio::start_server(
        [](const StreamReader& reader, const StreamWriter&) { static_cast<void>(reader.read()); }, "127.0.0.1", 0);
    const auto [reader, writer] = asyncio::open_connection("127.0.0.1", port_of(server));
    settle();
    server.close();
    server.abort_clients();
    server.wait_closed();
    EXPECT_EQ(reader.read(), "");
  });
}

TEST(Network, ServesForeverUntilCancelled) {
  asyncio::run([] {
    const auto server = asyncio::start_server(echo, "127.0.0.1", 0, {.start_serving = false});
    const auto port = port_of(server);
    EXPECT_FALSE(server.is_serving());
    const auto serving = asyncio::create_task([&] { server.serve_forever(); });
    asyncio::sleep(0s);
    EXPECT_TRUE(server.is_serving());
    EXPECT_THROW(server.serve_forever(), asyncio::RuntimeError);
    {
      const auto [reader, writer] = asyncio::open_connection("127.0.0.1", port);
      writer.write("x");
      EXPECT_EQ(reader.readexactly(1), "x");
    }
    settle();
    serving.cancel("enough");
    EXPECT_EQ(message_of<asyncio::CancelledError>([&] { asyncio::await(serving); }), "enough");
    EXPECT_FALSE(server.is_serving());
    EXPECT_THROW(server.serve_forever(), asyncio::RuntimeError);
  });
}

TEST(Network, EndsServingForeverByClosing) {
  asyncio::run([] {
    const auto server = asyncio::start_server(echo, "127.0.0.1", 0);
    const auto serving = asyncio::create_task([&] { server.serve_forever(); });
    asyncio::sleep(0s);
    server.close();
    EXPECT_THROW(asyncio::await(serving), asyncio::CancelledError);
  });
}

TEST(Network, RunsABodyAndClosesAfterIt) {
  asyncio::run([] {
    const auto server = asyncio::start_server(echo, "127.0.0.1", 0);
    const auto answer = server.run([&] {
      const auto [reader, writer] = asyncio::open_connection("127.0.0.1", port_of(server));
      writer.write("x");
      return reader.readexactly(1);
    });
    EXPECT_EQ(answer, "x");
    EXPECT_FALSE(server.is_serving());
    const auto other = asyncio::start_server(echo, "127.0.0.1", 0);
    EXPECT_THROW(other.run([] { throw asyncio::ValueError("no"); }), asyncio::ValueError);
    EXPECT_FALSE(other.is_serving());
  });
}

TEST(Network, LeavesThePortFreeWhenItsLoopIsOver) {
  std::uint16_t port = 0;
  std::optional<StreamWriter> kept;
  asyncio::run([&] {
    const auto server = asyncio::start_server(echo, "127.0.0.1", 0);
    port = port_of(server);
    kept = asyncio::open_connection("127.0.0.1", port).second;
    kept->write(std::string(10'000'000, 'x'));
    settle();
  });
  EXPECT_TRUE(kept->is_closing());
  kept->write("too late");
  kept.reset();
  asyncio::run([&] { asyncio::start_server(echo, "127.0.0.1", port); });
}

TEST(Network, IsRefusedOutsideATask) {
  EXPECT_THROW(static_cast<void>(asyncio::open_connection("127.0.0.1", 1)), asyncio::RuntimeError);
  EXPECT_THROW(asyncio::start_server(echo, "127.0.0.1", 0), asyncio::RuntimeError);
}

}  // namespace
