/// @file
/// PORT: TCP as an operating system offers it: sockets that never block, and "tell me when I may". `engine/native` uses the real network
/// by Boost.Asio, `wasm/network` a network inside the page. What makes streams of it (buffers, back-pressure, half-closing) lies above
/// and is one code for all platforms, `engine/asyncio`.
///
/// Behind a function that only streams call, so that a program without sockets is linked without them. All of it is of the loop's thread.
/// Reading, writing and accepting never wait; to wait is a separate thing that changes nothing, so giving a wait up loses no data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "reactor.hpp"

namespace asyncio::core {

/// A numeric host ("127.0.0.1", "::1") and a port.
struct NetworkAddress {
  std::string host;
  std::uint16_t port = 0;
};

/// Why something failed; converts to false where it did not.
struct NetworkError {
  /// A value of `errno`; 0 where all is well.
  int code = 0;
  /// A reason for people; empty where the code's own text says it all.
  std::string reason;

  explicit operator bool() const noexcept { return code != 0; }
};

/// Told, once for each wait, from inside the reactor's `wait` or `poll`, or from the call that begins the wait. It must not block or
/// throw.
class Readiness {
 public:
  virtual void ready() noexcept = 0;

 protected:
  ~Readiness() = default;
};

/// One end of a connection. Destroying it closes it and gives up its waits; where bytes have come that were not read, the other end
/// finds the connection reset.
class Connection {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;

  /// How many bytes were read; 0 at the end of the stream; -1 where `error` is set, or, where it is not, nothing is there yet.
  virtual std::ptrdiff_t read(char* to, std::size_t size, NetworkError& error) = 0;
  /// How many bytes were taken; -1 where `error` is set, or, where it is not, there is no room now.
  virtual std::ptrdiff_t write(std::string_view bytes, NetworkError& error) = 0;
  /// Nothing more will be written: the other end comes to the end of its stream.
  virtual void end_writing() noexcept = 0;

  /// Tells when `read` would not return "nothing yet". At most one such wait at a time.
  virtual void wait_readable(Readiness& readiness) = 0;
  virtual void stop_waiting_readable() noexcept = 0;
  /// Tells when `write` would not return "no room"; for a connection from `connect`, when it stands or has failed.
  virtual void wait_writable(Readiness& readiness) = 0;
  virtual void stop_waiting_writable() noexcept = 0;

  /// After the first `wait_writable` of a connection from `connect`: whether it stands.
  virtual NetworkError connect_result() = 0;
  [[nodiscard]] virtual NetworkAddress local() const = 0;
  [[nodiscard]] virtual NetworkAddress peer() const = 0;
};

/// A bound port. Destroying it refuses the clients that have not been accepted.
class Listener {
 public:
  Listener() = default;
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  virtual ~Listener() = default;

  /// From now on clients may connect; at most `backlog` of them wait to be accepted.
  virtual NetworkError listen(int backlog) = 0;
  /// Null where `error` is set, or, where it is not, nobody waits to be accepted.
  virtual std::unique_ptr<Connection> accept(NetworkError& error) = 0;
  /// Tells when somebody waits to be accepted.
  virtual void wait(Readiness& readiness) = 0;
  virtual void stop_waiting() noexcept = 0;
  /// With the port that was chosen where 0 was asked for.
  [[nodiscard]] virtual NetworkAddress local() const = 0;
};

/// A look-up of a name under way. Destroying it gives it up.
class Lookup {
 public:
  Lookup() = default;
  Lookup(const Lookup&) = delete;
  Lookup& operator=(const Lookup&) = delete;
  virtual ~Lookup() = default;
};

/// Receives the addresses of a name in the order in which they should be tried, at least one, or the reason why there are none.
class LookupCompletion {
 public:
  virtual void found(std::vector<NetworkAddress> addresses, NetworkError error) noexcept = 0;

 protected:
  ~LookupCompletion() = default;
};

class Network {
 public:
  /// Looks up a host to connect to, or, if `passive`, to listen on: there an empty host means all of this machine's. A host that needs no
  /// looking up is told at once, and null returned.
  virtual std::unique_ptr<Lookup> look_up(Reactor& reactor, const std::string& host, std::uint16_t port, bool passive,
                                          LookupCompletion& completion) = 0;

  /// Begins to connect; null where that fails at once.
  virtual std::unique_ptr<Connection> connect(Reactor& reactor, const NetworkAddress& address, NetworkError& error) = 0;

  /// Takes a port, any free one for 0; null where that fails.
  virtual std::unique_ptr<Listener> bind(Reactor& reactor, const NetworkAddress& address, NetworkError& error) = 0;

 protected:
  ~Network() = default;
};

/// The network of this platform, for loops on its reactor; the build links exactly one definition.
Network& platform_network() noexcept;

/// The network of loops on this reactor.
inline Network& network(Reactor& reactor) noexcept { return reactor.network(platform_network()); }

}  // namespace asyncio::core
