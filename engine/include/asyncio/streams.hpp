/// @file
/// Streams over TCP: `open_connection`, `start_server` and what they hand out. Natively the real network; in a browser a network inside
/// the page, in which a program connects to its own ports, and the reader of the page may connect to them too. Follows CPython 3.12's
/// `asyncio.streams` (with `selector_events` and `base_events.Server`). Bytes are `std::string`.
///
/// Where a wait is cancelled nothing is lost: what has come stays in the reader, what was to be written stays in the writer.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <asyncio/os_error.hpp>
#include <asyncio/task.hpp>

namespace asyncio {

/// The stream ended before what was wanted had come. Follows `asyncio.IncompleteReadError`.
class IncompleteReadError : public std::runtime_error {
 public:
  IncompleteReadError(std::string partial, std::optional<std::size_t> expected);
  /// What had come; it is no longer in the reader.
  [[nodiscard]] const std::string& partial() const noexcept { return partial_; }
  /// How many bytes were wanted; nothing where a separator was.
  [[nodiscard]] std::optional<std::size_t> expected() const noexcept { return expected_; }

 private:
  std::string partial_;
  std::optional<std::size_t> expected_;
};

/// What comes before a separator is longer than the reader's limit. Follows `asyncio.LimitOverrunError`.
class LimitOverrunError : public std::runtime_error {
 public:
  LimitOverrunError(const std::string& message, std::size_t consumed)
      : std::runtime_error(message), consumed_(consumed) {}
  /// How many bytes may be read away, none of which belongs to a separator.
  [[nodiscard]] std::size_t consumed() const noexcept { return consumed_; }

 private:
  std::size_t consumed_;
};

/// One end of a connection, or a port that is listened on: Python's pair of address and port.
struct SocketName {
  /// Numeric, such as "127.0.0.1" or "::1".
  std::string host;
  std::uint16_t port = 0;

  friend bool operator==(const SocketName&, const SocketName&) = default;
};

/// Bytes that a line may have, and half of what a reader takes in before it lets the other end wait.
inline constexpr std::size_t default_stream_limit = 64 * 1024;

/// What comes in. A shared reference: copies read from the same stream. Only one task may wait in it at a time; another's wait throws
/// RuntimeError. What `set_exception` gave it is thrown by every read from then on.
class StreamReader {
 public:
  /// A reader that `feed_data` fills. Throws ValueError for a limit of 0.
  explicit StreamReader(std::size_t limit = default_stream_limit);

  /// Up to `n` bytes, at least one, as soon as there are any; none at the end of the stream. Without `n` everything up to the end:
  /// cancelled, that leaves in the reader what it has taken, where CPython loses it.
  std::string read(std::ptrdiff_t n = -1) const;

  /// The next line with its "\n"; without one at the end of the stream, empty when nothing is left. Throws ValueError where the line is
  /// longer than the limit; the line (as much of it as has come) is dropped.
  std::string readline() const;

  /// Exactly `n` bytes. Throws IncompleteReadError when the stream ends before, ValueError for a negative number.
  std::string readexactly(std::ptrdiff_t n) const;

  /// Everything up to `separator`, and that. Throws IncompleteReadError when the stream ends before, LimitOverrunError (the bytes stay)
  /// where that is longer than the limit, ValueError for an empty separator.
  std::string readuntil(std::string_view separator = "\n") const;

  /// Whether everything has been read and nothing more will come.
  [[nodiscard]] bool at_eof() const noexcept;

  /// Adds to what can be read. Throws RuntimeError after `feed_eof`.
  void feed_data(std::string_view data) const;
  /// Nothing more will come.
  void feed_eof() const;
  /// The stream is broken.
  void set_exception(std::exception_ptr exception) const;
  /// What `set_exception` gave; null where it was not called.
  [[nodiscard]] std::exception_ptr exception() const noexcept;

  class Lines;
  struct LinesEnd {};
  /// Python's `async for line in reader`: each step is a `readline`, until the end of the stream.
  [[nodiscard]] Lines begin() const;
  [[nodiscard]] static LinesEnd end() noexcept { return {}; }

  explicit StreamReader(detail::Ref<detail::RefCounted> state) noexcept : state_(std::move(state)) {}
  [[nodiscard]] const detail::Ref<detail::RefCounted>& state() const noexcept { return state_; }

 private:
  detail::Ref<detail::RefCounted> state_;
};

class StreamReader::Lines {
 public:
  using value_type = std::string;
  using difference_type = std::ptrdiff_t;

  explicit Lines(StreamReader reader) : reader_(std::move(reader)), line_(reader_.readline()) {}
  const std::string& operator*() const noexcept { return line_; }
  Lines& operator++() {
    line_ = reader_.readline();
    return *this;
  }
  void operator++(int) { ++*this; }
  friend bool operator==(const Lines& lines, LinesEnd) noexcept { return lines.line_.empty(); }

 private:
  StreamReader reader_;
  std::string line_;
};

inline StreamReader::Lines StreamReader::begin() const { return Lines(*this); }

/// What goes out. A shared reference; the connection is closed when the last copy is dropped (where CPython warns of an unclosed one).
class StreamWriter {
 public:
  /// Hands `data` over and returns at once: what the network does not take now is kept and sent later. Use it with `drain`. After the
  /// connection was lost it is dropped. Throws RuntimeError after `write_eof`.
  void write(std::string_view data) const;
  /// The same for several pieces, sent as one.
  void writelines(std::span<const std::string> lines) const;

  /// Waits while more than 64 KB are kept, until no more than 16 KB are. Throws what the connection was lost by, ConnectionResetError
  /// where it was closed.
  void drain() const;

  /// Closes the connection once everything written has been sent. Again is harmless.
  void close() const;
  /// Whether it is closed or will be.
  [[nodiscard]] bool is_closing() const noexcept;
  /// Waits until the connection is closed; throws what it was lost by.
  void wait_closed() const;
  /// Closes the connection at once; what is kept is dropped. Follows `writer.transport.abort()`.
  void abort() const;

  /// The other end comes to the end of its stream once it has everything that was written; reading goes on.
  void write_eof() const;
  [[nodiscard]] static bool can_write_eof() noexcept { return true; }

  /// "peername" or "sockname"; nothing for other names.
  [[nodiscard]] std::optional<SocketName> get_extra_info(std::string_view name) const;
  /// How many bytes are kept: Python's `transport.get_write_buffer_size()`.
  [[nodiscard]] std::size_t get_write_buffer_size() const noexcept;

  explicit StreamWriter(detail::Ref<detail::RefCounted> state) noexcept : state_(std::move(state)) {}

 private:
  detail::Ref<detail::RefCounted> state_;
};

struct StreamOptions {
  /// Of the StreamReader.
  std::size_t limit = default_stream_limit;
};

struct ServerOptions {
  /// Of each StreamReader.
  std::size_t limit = default_stream_limit;
  /// How many clients may wait to be accepted.
  int backlog = 100;
  /// Otherwise the port is taken, and clients are let in from `start_serving` or `serve_forever` on.
  bool start_serving = true;
};

/// Ports that are listened on. A shared reference; dropping it changes nothing: the server ends by `close`, or with its loop.
/// Follows `asyncio.Server` of CPython 3.12.1 and later, with `close_clients` and `abort_clients` of 3.13.
class Server {
 public:
  /// A port that is listened on.
  class Socket {
   public:
    explicit Socket(SocketName name) noexcept : name_(std::move(name)) {}
    [[nodiscard]] const SocketName& getsockname() const noexcept { return name_; }

   private:
    SocketName name_;
  };

  /// One for each address that the host has; none once the server is closed.
  [[nodiscard]] std::vector<Socket> sockets() const;
  [[nodiscard]] bool is_serving() const noexcept;

  /// Lets clients in. Throws OSError where the port cannot be listened on.
  void start_serving() const;
  /// The same, and waits until the server is closed, which throws CancelledError. Cancelled, it closes the server and waits as
  /// `wait_closed`. Throws RuntimeError where the server is closed or another task is here.
  void serve_forever() const;

  /// Lets nobody in any more. Connections that stand go on.
  void close() const;
  /// Waits until the server is closed and no connection of it is left. So an idle client can keep it waiting for ever (CPython's
  /// gh-104344): use `close_clients` or `abort_clients`.
  void wait_closed() const;
  /// Closes every connection once what was written to it has been sent.
  void close_clients() const;
  /// Closes every connection at once.
  void abort_clients() const;

  /// Python's `async with server: BODY`: runs `body`, then closes the server and waits as `wait_closed`, whatever the body threw.
  template <std::invocable Body>
  auto run(Body body) const -> std::invoke_result_t<Body&> {
    std::exception_ptr failure;
    if constexpr (std::is_void_v<std::invoke_result_t<Body&>>) {
      try {
        body();
      } catch (...) {
        failure = std::current_exception();
      }
      leave(std::move(failure));
    } else {
      std::optional<std::remove_cvref_t<std::invoke_result_t<Body&>>> result;
      try {
        result.emplace(body());
      } catch (...) {
        failure = std::current_exception();
      }
      leave(std::move(failure));
      return *std::move(result);
    }
  }

  explicit Server(detail::Ref<detail::RefCounted> state) noexcept : state_(std::move(state)) {}

 private:
  void leave(std::exception_ptr failure) const;

  detail::Ref<detail::RefCounted> state_;
};

namespace detail {

/// What a server does with a connection, whatever the type of its callback.
class ClientCallback : public RefCounted {
 public:
  /// A task that runs the callback.
  virtual Ref<TaskState> start(Loop& loop, StreamReader reader, StreamWriter writer) = 0;
};

template <class Callback>
class ClientCallbackOf final : public ClientCallback {
 public:
  explicit ClientCallbackOf(Callback callback) : callback_(std::move(callback)) {}
  Ref<TaskState> start(Loop& loop, StreamReader reader, StreamWriter writer) override {
    auto call = [keep = Ref<ClientCallbackOf>(this), reader = std::move(reader), writer = std::move(writer)]() mutable {
      static_cast<void>(keep->callback_(std::move(reader), std::move(writer)));
    };
    return make_task(loop, std::move(call), {}, copy_current_context());
  }

 private:
  Callback callback_;
};

Server start_server(Ref<ClientCallback> callback, std::string_view host, std::uint16_t port,
                    const ServerOptions& options);

}  // namespace detail

/// Listens on `host` (numeric, or a name; empty for every address of this machine) and `port` (0 for any free one), and calls
/// `client_connected(reader, writer)` as a task for each client. What that throws goes to the loop's exception handler and closes the
/// connection. Throws OSError where the port cannot be had, gaierror where the host is unknown, RuntimeError outside every task.
template <std::invocable<StreamReader, StreamWriter> Callback>
Server start_server(Callback client_connected, std::string_view host, std::uint16_t port,
                    const ServerOptions& options = {}) {
  return detail::start_server(
      detail::Ref<detail::ClientCallback>(new detail::ClientCallbackOf<Callback>(std::move(client_connected))), host,
      port, options);
}

detail::Refused start_server(...) ASYNCIO_REFUSED(
    "start_server takes a function that takes a StreamReader and a StreamWriter, both by value, then a host and a "
    "port: write start_server([](asyncio::StreamReader reader, asyncio::StreamWriter writer) { ... }, host, port)");

/// Connects to `port` of `host`, trying each of its addresses in turn. Throws ConnectionRefusedError or another OSError that says why
/// there is no connection, gaierror where the host is unknown, RuntimeError outside every task. Cancelled, it gives the attempt up.
/// In a browser only ports that the program itself listens on can be connected to.
[[nodiscard]] std::pair<StreamReader, StreamWriter> open_connection(std::string_view host, std::uint16_t port,
                                                                    const StreamOptions& options = {});

}  // namespace asyncio
