/// @file
/// A thousand clients of the TCP lesson's server at once, over the machine's own sockets: all are connected before the first one asks,
/// each asks three times, and every reply must come whole.
#include <sys/resource.h>

#include <asyncio.hpp>
#include <functional>
#include <string>
#include <vector>

// The lesson's program. Only its main function has another name, and so must not be called: it would end without a value.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wreturn-type"
#pragma GCC diagnostic ignored "-Wmissing-prototypes"
#define main lesson_main
#include LESSON
#undef main
#pragma GCC diagnostic pop

namespace {

constexpr int clients = 1000;
/// Both ends of each connection are in this process.
constexpr rlim_t files = 2 * clients + 100;
/// What a test that cannot run exits with: see CMakeLists.txt.
constexpr int skipped = 77;

bool may_open_files() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur >= files) return true;
  limit.rlim_cur = files;
  return limit.rlim_max >= files && setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

/// The replies to "cat" that a client has had: as many as it should unless one was lost.
int replies(const asyncio::StreamReader& reader, const asyncio::StreamWriter& writer) {
  int whole = 0;
  for (int asked = 0; asked != 3; ++asked) {
    writer.write("cat\n");
    writer.drain();
    const std::string reply = reader.readuntil("found\n");
    whole += reply == "🐈 CAT\n🐱 CAT FACE\n2 found\n" ? 1 : 0;
  }
  writer.write_eof();
  // The end, and nothing before it.
  return reader.read().empty() ? whole : 0;
}

int count_replies() {
  const auto server = asyncio::start_server(serve, "127.0.0.1", 0);
  const auto port = server.sockets().at(0).getsockname().port;
  // No more wait to be taken at once than the server's backlog has room for.
  asyncio::Semaphore entrance(50);
  asyncio::Barrier all_there(clients);
  const std::function<int()> client = [&] {
    entrance.acquire();
    const auto [reader, writer] = asyncio::open_connection("127.0.0.1", port);
    // Its first answer says that the server has taken it.
    writer.write("tulip\n");
    reader.readuntil("1 found\n");
    entrance.release();
    all_there.wait();
    return replies(reader, writer);
  };
  int sum = 0;
  for (const int whole : asyncio::await(asyncio::gather(std::vector<std::function<int()>>(clients, client))))
    sum += whole;
  return sum;
}

}  // namespace

int main() {
  if (!may_open_files()) {
    asyncio::println("This system allows a process fewer than {} files.", files);
    return skipped;
  }
  int whole = 0;
  asyncio::run([&] { whole = count_replies(); });
  asyncio::println("{} of {} replies to {} clients came whole", whole, 3 * clients, clients);
  return whole == 3 * clients ? 0 : 1;
}
