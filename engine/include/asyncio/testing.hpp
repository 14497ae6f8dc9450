/// @file
/// A simulated outside for tests: a clock that jumps, servers that the test plays, and a network in memory that can be slow, lossy or cut.
/// Not part of asyncio.hpp; a program that does not use it is linked without it.
///
///     #include <asyncio/testing.hpp>
///
///     asyncio::testing::World world;
///     world.serve("https://api.test/", asyncio::Response{.status = 503});
///     asyncio::run([] { my_client_that_tries_again_for_an_hour(); });  // takes microseconds
///     EXPECT_EQ(world.time(), 1h);
///
/// The clock follows trio's `MockClock` with an `autojump_threshold` of 0; of the network, loss and delay follow what TCP makes of them.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <asyncio/fetch.hpp>
#include <asyncio/future.hpp>

namespace asyncio::testing {

/// What a program asked by `fetch`.
struct Request {
  std::string method;
  std::string url;
  Headers headers;
  std::string body;
};

/// How the way to a host is.
struct Conditions {
  /// What bytes take in each direction; a connection takes twice that.
  Duration delay = Duration::zero();
  /// How probable it is that a packet is lost, from 0 to less than 1. TCP sends it again: so it comes later, and what follows it comes no
  /// sooner.
  double loss = 0;
  /// Nothing comes through in either direction until this is false again; then all comes that was sent meanwhile.
  bool cut = false;
};

/// A world of its own for the event loops that this thread makes while the object lives. In it time passes only when every task waits,
/// and then at once, up to the next deadline: programs that sleep for hours run in microseconds, and in the same order every time.
/// `fetch` and streams reach only what the test puts there. When nothing can happen any more, `run` throws DeadlockError.
///
/// The loops must be closed before the object goes. Of several objects the newest applies. Everything is of one thread.
class World {
 public:
  /// Answers a request: nothing if the server stays silent, a ClientError if there is to be no response. It must not wait.
  using Server = std::function<std::optional<Response>(const Request&)>;

  /// `seed` decides which packets are lost.
  explicit World(std::uint32_t seed = 1);
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  ~World();

  /// How much time has passed in this world, which begins at 0; also `loop.time()` of its loops.
  [[nodiscard]] Duration time() const noexcept;
  /// Lets time pass although a task runs, as if it had computed for so long. Deadlines that are behind then are due at the loop's next
  /// iteration. Throws ValueError where `by` is negative.
  void advance(Duration by);

  /// Who answers requests for addresses that begin with `prefix`, `latency` after they are asked. Of several whose prefix fits the last
  /// applies; where none does, `fetch` throws ClientError.
  void serve(std::string prefix, Server server, Duration latency = Duration::zero());
  /// The same with one and the same response for each; where its `url` is empty, it is the request's.
  void serve(std::string prefix, Response response, Duration latency = Duration::zero());
  /// What was asked, in the order in which it came to a server.
  [[nodiscard]] const std::vector<Request>& requests() const noexcept;
  /// How many requests were given up before their response came.
  [[nodiscard]] int cancelled_requests() const noexcept;

  /// How the way to a host is from now on: to the servers that `start_server` started there. A host is any name: there is the one that
  /// `start_server` is given. Throws ValueError for a negative delay and an impossible probability.
  void set_conditions(std::string_view host, const Conditions& conditions);
  /// The same for every host that has none of its own.
  void set_conditions(const Conditions& conditions);

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace asyncio::testing
