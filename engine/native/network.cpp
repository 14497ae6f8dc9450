/// @file
/// Adapter of ports/network.hpp: TCP by Boost.Asio. Sockets are non-blocking; Asio is asked only when they are ready, and for names.
#include "../ports/network.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <memory>
#include <optional>
#include <utility>

#include "reactor.hpp"

namespace asyncio::native {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

bool means_not_now(const error_code& error) {
  return error == asio::error::would_block || error == asio::error::try_again || error == asio::error::interrupted;
}

core::NetworkError to_error(const error_code& error) {
  if (!error) return {};
  return {error.value(), error.category() == boost::system::system_category() ? "" : error.message()};
}

core::NetworkAddress to_address(const tcp::endpoint& endpoint) {
  return {endpoint.address().to_string(), endpoint.port()};
}

/// Waits for a socket to be ready. Asio's own wait cannot be given up for one direction alone, so what is given up goes on unheard,
/// and the next wait takes it over.
class Watch {
 public:
  explicit Watch(AsioReactor& reactor) : reactor_(reactor) {}
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  ~Watch() { stop(); }

  template <class Socket>
  void start(Socket& socket, typename Socket::wait_type what, core::Readiness& readiness) {
    const bool armed = state_ != nullptr && state_->armed;
    if (!armed) state_ = std::make_shared<State>();
    state_->readiness = &readiness;
    state_->pending.emplace(reactor_);
    if (armed) return;
    state_->armed = true;
    socket.async_wait(what, [state = state_](const error_code&) {
      state->armed = false;
      state->pending.reset();
      if (core::Readiness* const told = std::exchange(state->readiness, nullptr)) told->ready();
    });
  }

  void stop() noexcept {
    if (state_ == nullptr) return;
    state_->readiness = nullptr;
    state_->pending.reset();
  }

 private:
  struct State {
    core::Readiness* readiness = nullptr;
    std::optional<AsioReactor::Pending> pending;
    bool armed = false;
  };

  AsioReactor& reactor_;
  std::shared_ptr<State> state_;
};

class AsioConnection final : public core::Connection {
 public:
  AsioConnection(AsioReactor& reactor, tcp::socket socket)
      : readable_(reactor), writable_(reactor), socket_(std::move(socket)) {
    error_code ignored;
    socket_.non_blocking(true, ignored);
    // As CPython: an answer of a few bytes should not wait for the next.
    socket_.set_option(tcp::no_delay(true), ignored);
    note_addresses();
  }

  std::ptrdiff_t read(char* to, std::size_t size, core::NetworkError& error) override {
    error_code failure;
    const std::size_t count = socket_.read_some(asio::buffer(to, size), failure);
    if (failure == asio::error::eof) return 0;
    return result(count, failure, error);
  }
  std::ptrdiff_t write(std::string_view bytes, core::NetworkError& error) override {
    error_code failure;
    const std::size_t count = socket_.write_some(asio::buffer(bytes.data(), bytes.size()), failure);
    return result(count, failure, error);
  }
  void end_writing() noexcept override {
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
  }

  void wait_readable(core::Readiness& readiness) override {
    readable_.start(socket_, tcp::socket::wait_read, readiness);
  }
  void stop_waiting_readable() noexcept override { readable_.stop(); }
  void wait_writable(core::Readiness& readiness) override {
    writable_.start(socket_, tcp::socket::wait_write, readiness);
  }
  void stop_waiting_writable() noexcept override { writable_.stop(); }

  core::NetworkError connect_result() override {
    int code = 0;
    socklen_t size = sizeof(code);
    getsockopt(socket_.native_handle(), SOL_SOCKET, SO_ERROR, &code, &size);
    if (code == 0) note_addresses();
    return {code, {}};
  }
  [[nodiscard]] core::NetworkAddress local() const override { return local_; }
  [[nodiscard]] core::NetworkAddress peer() const override { return peer_; }

 private:
  static std::ptrdiff_t result(std::size_t count, const error_code& failure, core::NetworkError& error) {
    if (!failure) return static_cast<std::ptrdiff_t>(count);
    if (!means_not_now(failure)) error = to_error(failure);
    return -1;
  }
  /// While they can be known: a connection that was reset has none any more.
  void note_addresses() {
    error_code unknown;
    local_ = to_address(socket_.local_endpoint(unknown));
    peer_ = to_address(socket_.remote_endpoint(unknown));
  }

  Watch readable_;
  Watch writable_;
  tcp::socket socket_;
  core::NetworkAddress local_;
  core::NetworkAddress peer_;
};

class AsioListener final : public core::Listener {
 public:
  AsioListener(AsioReactor& reactor, tcp::acceptor acceptor)
      : reactor_(reactor), watch_(reactor), acceptor_(std::move(acceptor)) {}

  core::NetworkError listen(int backlog) override {
    error_code failure;
    acceptor_.listen(backlog, failure);
    return to_error(failure);
  }
  std::unique_ptr<core::Connection> accept(core::NetworkError& error) override {
    error_code failure;
    tcp::socket socket(reactor_.io());
    acceptor_.accept(socket, failure);
    if (!failure) return std::make_unique<AsioConnection>(reactor_, std::move(socket));
    if (!means_not_now(failure)) error = to_error(failure);
    return nullptr;
  }
  void wait(core::Readiness& readiness) override { watch_.start(acceptor_, tcp::acceptor::wait_read, readiness); }
  void stop_waiting() noexcept override { watch_.stop(); }
  [[nodiscard]] core::NetworkAddress local() const override {
    error_code unknown;
    return to_address(acceptor_.local_endpoint(unknown));
  }

 private:
  AsioReactor& reactor_;
  Watch watch_;
  tcp::acceptor acceptor_;
};

/// Asio asks the system's resolver on a thread of its own.
class AsioLookup final : public core::Lookup {
 public:
  AsioLookup(AsioReactor& reactor, core::LookupCompletion& completion)
      : resolver_(reactor.io()), state_(std::make_shared<State>(&completion, reactor)) {}
  ~AsioLookup() override {
    state_->completion = nullptr;
    state_->pending.reset();
  }

  void start(const std::string& host, std::uint16_t port, bool passive) {
    const auto flags = passive ? tcp::resolver::passive | tcp::resolver::numeric_service
                               : tcp::resolver::flags(tcp::resolver::numeric_service);
    resolver_.async_resolve(host, std::to_string(port), flags,
                            [state = state_](const error_code& failure, const tcp::resolver::results_type& results) {
                              state->pending.reset();
                              core::LookupCompletion* const completion = std::exchange(state->completion, nullptr);
                              if (completion == nullptr) return;
                              std::vector<core::NetworkAddress> addresses;
                              for (const auto& entry : results) addresses.push_back(to_address(entry.endpoint()));
                              if (failure) return completion->found({}, {failure.value(), failure.message()});
                              completion->found(std::move(addresses), {});
                            });
  }

 private:
  struct State {
    State(core::LookupCompletion* told, AsioReactor& reactor) : completion(told) { pending.emplace(reactor); }
    core::LookupCompletion* completion;
    std::optional<AsioReactor::Pending> pending;
  };

  tcp::resolver resolver_;
  std::shared_ptr<State> state_;
};

/// The endpoint of an address that this adapter has given out itself.
tcp::endpoint to_endpoint(const core::NetworkAddress& address) {
  error_code ignored;
  return {asio::ip::make_address(address.host, ignored), address.port};
}

class AsioNetwork final : public core::Network {
 public:
  std::unique_ptr<core::Lookup> look_up(core::Reactor& reactor, const std::string& host, std::uint16_t port,
                                        bool passive, core::LookupCompletion& completion) override {
    error_code not_numeric;
    const auto address = asio::ip::make_address(host, not_numeric);
    if (!not_numeric) {
      completion.found({{address.to_string(), port}}, {});
      return nullptr;
    }
    auto lookup = std::make_unique<AsioLookup>(AsioReactor::of(reactor), completion);
    lookup->start(host, port, passive);
    return lookup;
  }

  std::unique_ptr<core::Connection> connect(core::Reactor& reactor, const core::NetworkAddress& address,
                                            core::NetworkError& error) override {
    AsioReactor& asio_reactor = AsioReactor::of(reactor);
    const tcp::endpoint endpoint = to_endpoint(address);
    error_code failure;
    tcp::socket socket(asio_reactor.io());
    socket.open(endpoint.protocol(), failure);
    if (!failure) socket.non_blocking(true, failure);
    if (!failure && ::connect(socket.native_handle(), endpoint.data(), static_cast<socklen_t>(endpoint.size())) != 0 &&
        errno != EINPROGRESS) {
      failure = error_code(errno, boost::system::system_category());
    }
    if (failure) {
      error = to_error(failure);
      return nullptr;
    }
    return std::make_unique<AsioConnection>(asio_reactor, std::move(socket));
  }

  std::unique_ptr<core::Listener> bind(core::Reactor& reactor, const core::NetworkAddress& address,
                                       core::NetworkError& error) override {
    AsioReactor& asio_reactor = AsioReactor::of(reactor);
    const tcp::endpoint endpoint = to_endpoint(address);
    error_code failure;
    tcp::acceptor acceptor(asio_reactor.io());
    acceptor.open(endpoint.protocol(), failure);
    if (!failure) acceptor.set_option(tcp::acceptor::reuse_address(true), failure);
    // As CPython: "::" is not to take the port of "0.0.0.0" with it.
    if (!failure && endpoint.protocol() == tcp::v6()) acceptor.set_option(asio::ip::v6_only(true), failure);
    if (!failure) acceptor.non_blocking(true, failure);
    if (!failure) acceptor.bind(endpoint, failure);
    if (failure) {
      error = to_error(failure);
      return nullptr;
    }
    return std::make_unique<AsioListener>(asio_reactor, std::move(acceptor));
  }
};

}  // namespace
}  // namespace asyncio::native

asyncio::core::Network& asyncio::core::platform_network() noexcept {
  static constinit native::AsioNetwork network;
  return network;
}
