#include "network.hpp"

#include <algorithm>
#include <asyncio/errors.hpp>
#include <tuple>
#include <utility>
#include <vector>

#include "codecs.hpp"

namespace asyncio::replay {
namespace {

std::string text_of(const std::string& host, std::uint16_t port) { return host + " port " + std::to_string(port); }

/// What a call returned, and its error.
template <class T>
using Outcome = std::tuple<T, core::NetworkError>;

/// A wait for a socket to be ready.
class TapedReadiness final : public core::Readiness, public Tape::Arrival {
 public:
  explicit TapedReadiness(Tape& tape) noexcept : tape_(tape) {}
  TapedReadiness(const TapedReadiness&) = delete;
  TapedReadiness& operator=(const TapedReadiness&) = delete;
  ~TapedReadiness() { stop(); }

  /// `start` begins the live wait.
  template <class Start>
  void begin(core::Readiness& told, Start start) {
    told_ = &told;
    operation_ = tape_.begin(*this);
    if (tape_.replays()) {
      tape_.replay_end_of(operation_);
    } else {
      start();
    }
  }
  void stop() noexcept {
    if (operation_ != 0) tape_.give_up(std::exchange(operation_, 0));
  }

 private:
  void ready() noexcept override {
    tape_.note_arrival(operation_);
    operation_ = 0;
    told_->ready();
  }
  void arrive(detail::Decoder&) override {
    operation_ = 0;
    told_->ready();
  }

  Tape& tape_;
  core::Readiness* told_ = nullptr;
  core::OperationId operation_ = 0;
};

class TapedConnection final : public core::Connection {
 public:
  /// `live` is null where the run is replayed.
  TapedConnection(Tape& tape, std::unique_ptr<core::Connection> live)
      : tape_(tape), readable_(tape), writable_(tape), live_(std::move(live)) {}

  std::ptrdiff_t read(char* to, std::size_t size, core::NetworkError& error) override {
    auto [result, bytes, failure] = tape_.answer(Door::read, [&] {
      core::NetworkError live_error;
      const std::ptrdiff_t count = live_->read(to, size, live_error);
      return std::tuple(std::int64_t{count}, std::string(to, count > 0 ? static_cast<std::size_t>(count) : 0),
                        live_error);
    });
    error = std::move(failure);
    if (tape_.replays()) std::copy_n(bytes.data(), std::min(bytes.size(), size), to);
    return at_most(result, size);
  }
  std::ptrdiff_t write(std::string_view bytes, core::NetworkError& error) override {
    auto [result, failure] = tape_.answer(Door::write, [&] {
      core::NetworkError live_error;
      const std::int64_t count = live_->write(bytes, live_error);
      return Outcome<std::int64_t>(count, live_error);
    });
    error = std::move(failure);
    return at_most(result, bytes.size());
  }
  void end_writing() noexcept override {
    if (live_) live_->end_writing();
  }

  void wait_readable(core::Readiness& readiness) override {
    readable_.begin(readiness, [this] { live_->wait_readable(readable_); });
  }
  void stop_waiting_readable() noexcept override {
    readable_.stop();
    if (live_) live_->stop_waiting_readable();
  }
  void wait_writable(core::Readiness& readiness) override {
    writable_.begin(readiness, [this] { live_->wait_writable(writable_); });
  }
  void stop_waiting_writable() noexcept override {
    writable_.stop();
    if (live_) live_->stop_waiting_writable();
  }

  core::NetworkError connect_result() override {
    return tape_.answer(Door::connect_result, [&] { return live_->connect_result(); });
  }
  [[nodiscard]] core::NetworkAddress local() const override {
    return tape_.answer(Door::local_address, [&] { return live_->local(); });
  }
  [[nodiscard]] core::NetworkAddress peer() const override {
    return tape_.answer(Door::peer_address, [&] { return live_->peer(); });
  }

 private:
  /// Nothing that is recorded is believed.
  static std::ptrdiff_t at_most(std::int64_t count, std::size_t size) noexcept {
    return static_cast<std::ptrdiff_t>(std::clamp<std::int64_t>(count, -1, static_cast<std::int64_t>(size)));
  }

  Tape& tape_;
  TapedReadiness readable_;
  TapedReadiness writable_;
  // Last, and so the first to go: until then it may tell the two.
  std::unique_ptr<core::Connection> live_;
};

class TapedListener final : public core::Listener {
 public:
  TapedListener(Tape& tape, std::unique_ptr<core::Listener> live) : tape_(tape), wait_(tape), live_(std::move(live)) {}

  core::NetworkError listen(int backlog) override {
    return tape_.answer(Door::listen, [&] { return live_->listen(backlog); });
  }
  std::unique_ptr<core::Connection> accept(core::NetworkError& error) override {
    std::unique_ptr<core::Connection> live;
    auto [accepted, failure] = tape_.answer(Door::accept, [&] {
      core::NetworkError live_error;
      live = live_->accept(live_error);
      return Outcome<bool>(live != nullptr, live_error);
    });
    error = std::move(failure);
    if (!accepted) return nullptr;
    return std::make_unique<TapedConnection>(tape_, std::move(live));
  }
  void wait(core::Readiness& readiness) override {
    wait_.begin(readiness, [this] { live_->wait(wait_); });
  }
  void stop_waiting() noexcept override {
    wait_.stop();
    if (live_) live_->stop_waiting();
  }
  [[nodiscard]] core::NetworkAddress local() const override {
    return tape_.answer(Door::local_address, [&] { return live_->local(); });
  }

 private:
  Tape& tape_;
  TapedReadiness wait_;
  std::unique_ptr<core::Listener> live_;
};

class TapedLookup final : public core::Lookup, public core::LookupCompletion, public Tape::Arrival {
 public:
  TapedLookup(Tape& tape, core::LookupCompletion& completion)
      : tape_(tape), completion_(completion), operation_(tape.begin(*this)) {}
  ~TapedLookup() override {
    if (!over_) tape_.give_up(operation_);
  }

  [[nodiscard]] core::OperationId operation() const noexcept { return operation_; }
  [[nodiscard]] bool over() const noexcept { return over_; }
  void keep(std::unique_ptr<core::Lookup> live) noexcept { live_ = std::move(live); }

 private:
  void found(std::vector<core::NetworkAddress> addresses, core::NetworkError error) noexcept override {
    tape_.note_arrival(operation_, addresses, error);
    tell(std::move(addresses), std::move(error));
  }
  void arrive(detail::Decoder& value) override {
    auto addresses = detail::Codec<std::vector<core::NetworkAddress>>::read(value);
    auto error = detail::Codec<core::NetworkError>::read(value);
    value.finish();
    if (addresses.empty() && !error) throw RuntimeError("a look-up that ended with neither an address nor a reason");
    tell(std::move(addresses), std::move(error));
  }
  void tell(std::vector<core::NetworkAddress> addresses, core::NetworkError error) noexcept {
    over_ = true;
    completion_.found(std::move(addresses), std::move(error));
  }

  Tape& tape_;
  core::LookupCompletion& completion_;
  const core::OperationId operation_;
  bool over_ = false;
  std::unique_ptr<core::Lookup> live_;
};

/// The outcome of a call that makes something; the thing itself goes to `made`.
template <class Made, class Make>
Outcome<bool> make_live(std::unique_ptr<Made>& made, Make make) {
  core::NetworkError error;
  made = make(error);
  return {made != nullptr, error};
}

}  // namespace

std::unique_ptr<core::Lookup> TapedNetwork::look_up(core::Reactor& reactor, const std::string& host, std::uint16_t port,
                                                    bool passive, core::LookupCompletion& completion) {
  tape_.ask(Door::look_up, "the address of " + text_of(host, port));
  auto lookup = std::make_unique<TapedLookup>(tape_, completion);
  if (live_ != nullptr) {
    lookup->keep(live_->look_up(reactor, host, port, passive, *lookup));
  } else {
    tape_.replay_end_of(lookup->operation());
  }
  if (lookup->over()) return nullptr;
  return lookup;
}

std::unique_ptr<core::Connection> TapedNetwork::connect(core::Reactor& reactor, const core::NetworkAddress& address,
                                                        core::NetworkError& error) {
  tape_.ask(Door::connect, "a connection to " + text_of(address.host, address.port));
  std::unique_ptr<core::Connection> live;
  auto [connects, failure] = tape_.answer(Door::connect, [&] {
    return make_live(live, [&](core::NetworkError& told) { return live_->connect(reactor, address, told); });
  });
  error = std::move(failure);
  if (!connects) return nullptr;
  return std::make_unique<TapedConnection>(tape_, std::move(live));
}

std::unique_ptr<core::Listener> TapedNetwork::bind(core::Reactor& reactor, const core::NetworkAddress& address,
                                                   core::NetworkError& error) {
  tape_.ask(Door::bind, "a port at " + text_of(address.host, address.port));
  std::unique_ptr<core::Listener> live;
  auto [bound, failure] = tape_.answer(Door::bind, [&] {
    return make_live(live, [&](core::NetworkError& told) { return live_->bind(reactor, address, told); });
  });
  error = std::move(failure);
  if (!bound) return nullptr;
  return std::make_unique<TapedListener>(tape_, std::move(live));
}

}  // namespace asyncio::replay
