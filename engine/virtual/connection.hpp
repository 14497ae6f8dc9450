/// @file
/// Two ends of a connection of the virtual network, and the listener at which one of them comes out. Private to engine/virtual.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <utility>

#include "network.hpp"

namespace asyncio::testing {

/// One end, which what is on its way to it keeps. Belongs to a VirtualConnection, or to a listener's queue, until it is `closed`.
struct End : std::enable_shared_from_this<End> {
  End(Timeline& its_timeline, Path& path, core::NetworkAddress own) noexcept
      : timeline(its_timeline), out(path), address(std::move(own)) {}

  /// Connects both ends with one another.
  static std::pair<std::shared_ptr<End>, std::shared_ptr<End>> make_pair(Timeline& timeline, Path& path,
                                                                         core::NetworkAddress client,
                                                                         core::NetworkAddress server);
  /// Sends something that is done at the other end, if that is not closed.
  void send(std::function<void(End&)> arrival);
  /// Tells the other end that `count` of its bytes were read, which it need not hear.
  void acknowledge(std::size_t count);
  /// The other end has said that it is gone.
  void reset() noexcept;
  void close() noexcept;
  /// Tells those who wait and need wait no longer.
  void tell() noexcept;
  [[nodiscard]] std::size_t room() const noexcept;

  Timeline& timeline;
  Path::Direction out;
  core::NetworkAddress address;
  std::weak_ptr<End> other;
  core::NetworkAddress other_address;
  /// What has arrived and was not read.
  std::string received;
  /// Bytes sent that the other end has not read.
  std::size_t unread = 0;
  /// The client's end from its beginning until it is answered.
  bool connecting = false;
  core::NetworkError failure;
  bool ended = false;
  bool ends_writing = false;
  bool closed = false;
  core::Readiness* reader = nullptr;
  core::Readiness* writer = nullptr;
};

class VirtualConnection final : public core::Connection {
 public:
  explicit VirtualConnection(std::shared_ptr<End> end) noexcept : end_(std::move(end)) {}
  ~VirtualConnection() override { end_->close(); }

  std::ptrdiff_t read(char* to, std::size_t size, core::NetworkError& error) override;
  std::ptrdiff_t write(std::string_view bytes, core::NetworkError& error) override;
  void end_writing() noexcept override;
  void wait_readable(core::Readiness& readiness) override;
  void stop_waiting_readable() noexcept override { end_->reader = nullptr; }
  void wait_writable(core::Readiness& readiness) override;
  void stop_waiting_writable() noexcept override { end_->writer = nullptr; }
  core::NetworkError connect_result() override { return end_->failure; }
  [[nodiscard]] core::NetworkAddress local() const override { return end_->address; }
  [[nodiscard]] core::NetworkAddress peer() const override { return end_->other_address; }

 private:
  std::shared_ptr<End> end_;
};

class VirtualListener final : public core::Listener {
 public:
  VirtualListener(VirtualNetwork& network, core::NetworkAddress address) noexcept
      : network_(network), address_(std::move(address)) {}
  ~VirtualListener() override;

  /// A client has come; false where it is refused.
  bool offer(const std::shared_ptr<End>& server_end);

  core::NetworkError listen(int backlog) override;
  std::unique_ptr<core::Connection> accept(core::NetworkError& error) override;
  void wait(core::Readiness& readiness) override;
  void stop_waiting() noexcept override { readiness_ = nullptr; }
  [[nodiscard]] core::NetworkAddress local() const override { return address_; }

 private:
  void tell() noexcept;

  VirtualNetwork& network_;
  core::NetworkAddress address_;
  /// 0 until it listens.
  std::size_t backlog_ = 0;
  std::deque<std::shared_ptr<End>> waiting_;
  core::Readiness* readiness_ = nullptr;
};

}  // namespace asyncio::testing
