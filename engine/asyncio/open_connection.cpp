// open_connection, and what it has in common with start_server: looking a host up.
#include <algorithm>
#include <asyncio/streams.hpp>
#include <utility>
#include <vector>

#include "../core/loop.hpp"
#include "look_up.hpp"
#include "make_os_error.hpp"
#include "stream_transport.hpp"

namespace asyncio {
namespace detail {
namespace {

class LookupWait final : public FutureState, public core::LookupCompletion {
 public:
  LookupWait(Loop& loop, const std::string& host, std::uint16_t port, bool passive) : FutureState(loop), host_(host) {
    lookup_ = core::network(loop.reactor()).look_up(loop.reactor(), host, port, passive, *this);
  }
  bool cancel(std::string_view message) override {
    lookup_.reset();
    return FutureState::cancel(message);
  }
  [[nodiscard]] std::string describe() const override { return "the address of " + host_; }

  std::vector<core::NetworkAddress> addresses;

 private:
  void found(std::vector<core::NetworkAddress> all, core::NetworkError error) noexcept override {
    if (done()) return;
    if (error) {
      finish_with(std::make_exception_ptr(gaierror("there is no host " + host_ + ": " + error.reason, error.code)));
    } else {
      addresses = std::move(all);
      finish();
    }
  }

  std::string host_;
  std::unique_ptr<core::Lookup> lookup_;
};

/// Done once the socket is ready, by a callback of the loop, as CPython's.
class ConnectWait final : public FutureState, public core::Readiness {
 public:
  ConnectWait(Loop& loop, const core::NetworkAddress& address) : FutureState(loop), address_(address) {}
  [[nodiscard]] std::string describe() const override {
    return "a connection to " + address_.host + " port " + std::to_string(address_.port);
  }

 private:
  void ready() noexcept override {
    auto run = [keep = Ref<ConnectWait>(this)] {
      if (!keep->done()) keep->finish();
    };
    const Ref<HandleState> handle(new HandleOf<decltype(run)>(loop(), std::move(run)));
    loop().call_soon(Ready(*handle));
  }

  core::NetworkAddress address_;
};

/// Null where `error` says why.
std::unique_ptr<core::Connection> connect_to(Loop& loop, const core::NetworkAddress& address,
                                             core::NetworkError& error) {
  const Ref<ConnectWait> wait(new ConnectWait(loop, address));
  std::unique_ptr<core::Connection> connection = core::network(loop.reactor()).connect(loop.reactor(), address, error);
  if (!connection) return nullptr;
  connection->wait_writable(*wait);
  wait_for_result(*wait);
  error = connection->connect_result();
  if (error) return nullptr;
  return connection;
}

std::unique_ptr<core::Connection> connect_to_any(Loop& loop, const std::string& host, std::uint16_t port) {
  const auto addresses = look_up(loop, host, port, false);
  std::vector<core::NetworkError> errors;
  std::string reasons;
  for (const auto& address : addresses) {
    core::NetworkError error;
    if (auto connection = connect_to(loop, address, error)) return connection;
    reasons += (reasons.empty() ? "" : ", ") + address.host;
    errors.push_back(std::move(error));
  }
  const bool alike = std::ranges::all_of(errors, [&](const auto& error) { return error.code == errors[0].code; });
  const bool named = errors.size() == 1 && reasons == host;
  std::rethrow_exception(make_os_error(
      "could not connect to " + host + " port " + std::to_string(port) + (named ? "" : " (" + reasons + ")"),
      alike ? errors[0] : core::NetworkError{.code = errors[0].code, .reason = "for several reasons"}));
}

}  // namespace

std::vector<core::NetworkAddress> look_up(Loop& loop, const std::string& host, std::uint16_t port, bool passive) {
  const Ref<LookupWait> wait(new LookupWait(loop, host, port, passive));
  wait_for_result(*wait);
  return std::move(wait->addresses);
}

void check_in_task(const char* function) {
  if (current_task() != nullptr) return;
  throw RuntimeError(std::string(function) +
                     " outside a task: call it in a function that asyncio::run or create_task runs");
}

}  // namespace detail

std::pair<StreamReader, StreamWriter> open_connection(std::string_view host, std::uint16_t port,
                                                      const StreamOptions& options) {
  detail::check_in_task("open_connection");
  if (options.limit == 0) throw ValueError("Limit cannot be <= 0");
  detail::Loop& loop = detail::running_loop();
  auto connection = detail::connect_to_any(loop, std::string(host), port);
  const auto transport = detail::StreamTransport::start(loop, std::move(connection), options.limit, {});
  StreamWriter writer = transport->make_writer();
  // Until the transport reads.
  detail::yield_once();
  return {transport->reader(), std::move(writer)};
}

}  // namespace asyncio
