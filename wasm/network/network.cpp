/// @file
/// Adapter of ports/network.hpp: a network inside the page, whose only machine is the program. It can connect to the ports that it listens
/// on itself; so can the page that runs it. Twin: network.ts, which holds the bytes.
///
/// A wait on a connection both of whose ends are the program's does not keep a loop from being deadlocked: nobody else could end it.
#include "../../engine/ports/network.hpp"

#include <cerrno>
#include <memory>
#include <optional>
#include <utility>

#include "../abi/imports.hpp"
#include "../reactor/reactor.hpp"

namespace asyncio::wasm {
namespace {

using core::NetworkAddress;
using core::NetworkError;

constexpr int nothing_now = -1;

/// One wait for a handle to be ready, at most one at a time.
class Watch final : public Operation {
 public:
  Watch(Operations& operations, std::uint32_t handle, bool writable, EndedBy by)
      : operations_(operations), handle_(handle), writable_(writable), by_(by) {}
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  ~Watch() { stop(); }

  void start(core::Readiness& readiness) {
    readiness_ = &readiness;
    id_ = operations_.begin(*this, by_);
    tulip_net_wait(handle_, writable_, id_);
  }
  void stop() noexcept {
    if (id_ == 0) return;
    tulip_net_stop_waiting(handle_, writable_);
    operations_.forget(std::exchange(id_, 0));
  }

 private:
  void finished(OperationId) noexcept override {
    id_ = 0;
    readiness_->ready();
  }

  Operations& operations_;
  std::uint32_t handle_;
  bool writable_;
  EndedBy by_;
  core::Readiness* readiness_ = nullptr;
  OperationId id_ = 0;
};

/// Closes what it names.
class Handle {
 public:
  explicit Handle(std::uint32_t number) : number_(number) { tulip_net_names(number, &names_); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { tulip_net_close(number_); }
  [[nodiscard]] std::uint32_t number() const noexcept { return number_; }
  [[nodiscard]] const TulipNetNames& names() const noexcept { return names_; }

 private:
  std::uint32_t number_;
  TulipNetNames names_{};
};

class PageConnection final : public core::Connection {
 public:
  PageConnection(Operations& operations, std::uint32_t handle, std::string host)
      : handle_(handle),
        host_(std::move(host)),
        readable_(operations, handle, false, ended_by()),
        writable_(operations, handle, true, ended_by()) {}

  std::ptrdiff_t read(char* to, std::size_t size, NetworkError& error) override {
    const std::int32_t count = tulip_net_read(handle_.number(), to, size);
    if (count < nothing_now) error.code = ECONNRESET;
    return count;
  }
  std::ptrdiff_t write(std::string_view bytes, NetworkError& error) override {
    const std::int32_t count = tulip_net_write(handle_.number(), bytes.data(), bytes.size());
    if (count < nothing_now) error.code = ECONNRESET;
    return count;
  }
  void end_writing() noexcept override { tulip_net_end(handle_.number()); }

  void wait_readable(core::Readiness& readiness) override { readable_.start(readiness); }
  void stop_waiting_readable() noexcept override { readable_.stop(); }
  void wait_writable(core::Readiness& readiness) override { writable_.start(readiness); }
  void stop_waiting_writable() noexcept override { writable_.stop(); }

  // It stands from the start.
  NetworkError connect_result() override { return {}; }
  [[nodiscard]] NetworkAddress local() const override { return address(handle_.names().local_port); }
  [[nodiscard]] NetworkAddress peer() const override { return address(handle_.names().peer_port); }

 private:
  [[nodiscard]] EndedBy ended_by() const {
    return handle_.names().from_outside != 0 ? EndedBy::world : EndedBy::program;
  }
  [[nodiscard]] NetworkAddress address(std::uint32_t port) const { return {host_, static_cast<std::uint16_t>(port)}; }

  Handle handle_;
  std::string host_;
  Watch readable_;
  Watch writable_;
};

class PageListener final : public core::Listener {
 public:
  PageListener(Operations& operations, std::uint32_t handle, std::string host)
      : operations_(operations),
        handle_(handle),
        host_(std::move(host)),
        watch_(operations, handle, false, EndedBy::world) {}

  NetworkError listen(int backlog) override {
    tulip_net_listen(handle_.number(), static_cast<std::uint32_t>(backlog < 1 ? 1 : backlog));
    return {};
  }
  std::unique_ptr<core::Connection> accept(NetworkError&) override {
    const std::uint32_t connection = tulip_net_accept(handle_.number());
    if (connection == 0) return nullptr;
    const bool any = host_ == "0.0.0.0";
    return std::make_unique<PageConnection>(operations_, connection, any ? "127.0.0.1" : host_);
  }
  void wait(core::Readiness& readiness) override { watch_.start(readiness); }
  void stop_waiting() noexcept override { watch_.stop(); }
  [[nodiscard]] NetworkAddress local() const override {
    return {host_, static_cast<std::uint16_t>(handle_.names().local_port)};
  }

 private:
  Operations& operations_;
  Handle handle_;
  std::string host_;
  Watch watch_;
};

/// The address by which the program knows itself under that name; nothing where it does not.
std::optional<std::string> own_address(const std::string& host, bool passive) {
  if (host == "localhost" || host == "127.0.0.1") return "127.0.0.1";
  if (host == "::1") return host;
  if (passive && (host.empty() || host == "0.0.0.0" || host == "::")) return "0.0.0.0";
  if (host == "0.0.0.0") return "127.0.0.1";
  return std::nullopt;
}

class PageNetwork final : public core::Network {
 public:
  std::unique_ptr<core::Lookup> look_up(core::Reactor&, const std::string& host, std::uint16_t port, bool passive,
                                        core::LookupCompletion& completion) override {
    if (auto address = own_address(host, passive)) {
      completion.found({{*std::move(address), port}}, {});
    } else {
      completion.found(
          {}, {EHOSTUNREACH,
               "a program in a page can listen and connect on localhost only, to ports that it listens on itself"});
    }
    return nullptr;
  }

  std::unique_ptr<core::Connection> connect(core::Reactor& reactor, const core::NetworkAddress& address,
                                            core::NetworkError& error) override {
    const std::uint32_t handle = tulip_net_connect(address.port);
    if (handle == 0) {
      error.code = ECONNREFUSED;
      return nullptr;
    }
    return std::make_unique<PageConnection>(BrowserReactor::of(reactor).operations(), handle, address.host);
  }

  std::unique_ptr<core::Listener> bind(core::Reactor& reactor, const core::NetworkAddress& address,
                                       core::NetworkError& error) override {
    const std::uint32_t handle = tulip_net_bind(address.port);
    if (handle == 0) {
      error.code = EADDRINUSE;
      return nullptr;
    }
    return std::make_unique<PageListener>(BrowserReactor::of(reactor).operations(), handle, address.host);
  }
};

}  // namespace
}  // namespace asyncio::wasm

asyncio::core::Network& asyncio::core::platform_network() noexcept {
  static constinit wasm::PageNetwork network;
  return network;
}
