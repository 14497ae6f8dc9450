// start_server and Server. Follows CPython 3.12's `base_events.Server`, `selector_events._accept_connection` and the server's part of
// `streams.StreamReaderProtocol`.
#include <algorithm>
#include <asyncio/streams.hpp>
#include <cerrno>
#include <utility>

#include "../core/exception_kind.hpp"
#include "look_up.hpp"
#include "make_os_error.hpp"
#include "stream_transport.hpp"

namespace asyncio {
namespace detail {
namespace {

/// Time after which accepting is tried again where the system lacks what a connection needs.
constexpr std::chrono::seconds accept_retry_delay(1);

/// Looks at how the callback of a client ended. It holds the task only once that is done.
class CallbackEnd final : public HandleState {
 public:
  CallbackEnd(Loop& loop, TaskState& task, StreamTransport& transport)
      : HandleState(loop), loop_(loop), task_(&task), transport_(&transport) {}
  void future_done() noexcept override { keep_ = Ref<TaskState>(task_); }
  void run() override {
    const auto task = std::exchange(keep_, {});
    if (!task->cancelled()) {
      auto failure = task->exception();
      if (!failure) return;
      loop_.call_exception_handler({"Unhandled exception in client_connected_cb", std::move(failure)});
    }
    transport_->close();
  }

 private:
  Loop& loop_;
  TaskState* task_;
  Ref<TaskState> keep_;
  Ref<StreamTransport> transport_;
};

class ServerState final : public TransportOwner, public LoopPart {
 public:
  ServerState(Loop& loop, Ref<ClientCallback> callback, const ServerOptions& options)
      : loop_(&loop), callback_(std::move(callback)), options_(options) {
    retain();
    loop.parts().add(*this);
  }
  static ServerState& of(const Ref<RefCounted>& state) noexcept { return static_cast<ServerState&>(*state); }

  void bind(const std::vector<core::NetworkAddress>& addresses);
  void start_serving();
  void serve_forever();
  void close();
  void wait_closed();
  void close_clients(void (StreamTransport::*how)());
  [[nodiscard]] std::vector<Server::Socket> sockets() const;
  [[nodiscard]] bool is_serving() const noexcept { return serving_; }

  void connected(StreamTransport& transport) override;
  void lost(StreamTransport& transport) override;
  void loop_closes() noexcept override;

 private:
  /// A port, and the wait for its next client.
  class Door final : public core::Readiness {
   public:
    Door(ServerState& server, std::unique_ptr<core::Listener> socket) : server_(server), listener(std::move(socket)) {}

   private:
    void ready() noexcept override {
      server_.call_soon([this] { server_.accept(*this); });
    }
    ServerState& server_;

   public:
    std::unique_ptr<core::Listener> listener;
  };

  template <class Callback>
  void call_soon(Callback callback) {
    auto run = [callback, keep = Ref<ServerState>(this)] {
      if (!keep->closed_) callback();
    };
    const Ref<HandleState> handle(new HandleOf<decltype(run)>(*loop_, std::move(run)));
    loop_->call_soon(Ready(*handle));
  }
  void accept(Door& door);
  void accept_later(Door& door, const core::NetworkError& error);
  void wake_if_over();
  void let_go() noexcept;

  Loop* loop_;
  Ref<ClientCallback> callback_;
  ServerOptions options_;
  std::vector<std::unique_ptr<Door>> doors_;
  std::vector<StreamTransport*> clients_;
  WaitQueue close_waiters_{FutureKind::stream};
  WaitQueue forever_{FutureKind::stream};
  /// Of the task that is in `serve_forever`, on whose stack it lies.
  Waiter* serving_forever_ = nullptr;
  bool serving_ = false;
  bool closed_ = false;
};

void ServerState::bind(const std::vector<core::NetworkAddress>& addresses) {
  for (const auto& address : addresses) {
    core::NetworkError error;
    auto listener = core::network(loop_->reactor()).bind(loop_->reactor(), address, error);
    if (!listener) {
      close();
      std::rethrow_exception(
          make_os_error("could not listen on " + address.host + " port " + std::to_string(address.port), error));
    }
    doors_.push_back(std::make_unique<Door>(*this, std::move(listener)));
  }
}

void ServerState::start_serving() {
  if (closed_) throw RuntimeError("the server is closed");
  if (std::exchange(serving_, true)) return;
  for (const auto& door : doors_) {
    if (const auto error = door->listener->listen(options_.backlog)) {
      const auto address = door->listener->local();
      close();
      std::rethrow_exception(
          make_os_error("could not listen on " + address.host + " port " + std::to_string(address.port), error));
    }
    door->listener->wait(*door);
  }
}

void ServerState::accept(Door& door) {
  for (int i = 0; i != std::max(options_.backlog, 1); ++i) {
    core::NetworkError error;
    auto connection = door.listener->accept(error);
    // A client that has gone again already is no reason to stop.
    if (error && error.code == ECONNABORTED) continue;
    if (error) return accept_later(door, error);
    if (!connection) break;
    clients_.push_back(
        StreamTransport::start(*loop_, std::move(connection), options_.limit, Ref<TransportOwner>(this)).get());
  }
  door.listener->wait(door);
}

void ServerState::accept_later(Door& door, const core::NetworkError& error) {
  loop_->call_exception_handler(
      {"could not accept a client, trying again in a second", make_os_error("accept", error)});
  auto again = [this, &door, keep = Ref<ServerState>(this)] {
    if (!closed_) door.listener->wait(door);
  };
  const Ref<HandleState> handle(new HandleOf<decltype(again)>(*loop_, std::move(again)));
  loop_->call_at(loop_->time() + accept_retry_delay, *handle);
}

void ServerState::connected(StreamTransport& transport) {
  if (transport.is_closing()) return;
  const auto task = callback_->start(*loop_, transport.reader(), transport.make_writer());
  task->add_callback(Ready(*Ref<HandleState>(new CallbackEnd(*loop_, *task, transport))));
}

void ServerState::lost(StreamTransport& transport) {
  std::erase(clients_, &transport);
  wake_if_over();
}

void ServerState::wake_if_over() {
  if (closed_ && clients_.empty()) close_waiters_.wake_all();
}

void ServerState::close() {
  if (closed_) return;
  const Ref<ServerState> keep(this);
  closed_ = true;
  serving_ = false;
  doors_.clear();
  if (serving_forever_ != nullptr && !serving_forever_->done()) serving_forever_->cancel({});
  wake_if_over();
  let_go();
}

void ServerState::wait_closed() {
  const Ref<ServerState> keep(this);
  if (!closed_ || !clients_.empty()) Waiter(close_waiters_, "the end of a server").wait();
}

void ServerState::serve_forever() {
  if (serving_forever_ != nullptr) {
    throw RuntimeError("the server is already being awaited on serve_forever()");
  }
  start_serving();
  const Ref<ServerState> keep(this);
  std::exception_ptr cancelled;
  {
    Waiter wait(forever_, "the end of a server");
    serving_forever_ = &wait;
    const struct Leave {
      ServerState& server;
      ~Leave() { server.serving_forever_ = nullptr; }
    } leave{*this};
    try {
      wait.wait();
    } catch (const CancelledError&) {
      cancelled = std::current_exception();
    }
  }
  if (!cancelled) return;
  close();
  wait_closed();
  std::rethrow_exception(cancelled);
}

void ServerState::close_clients(void (StreamTransport::*how)()) {
  for (StreamTransport* client : std::vector(clients_)) (client->*how)();
}

std::vector<Server::Socket> ServerState::sockets() const {
  std::vector<Server::Socket> sockets;
  for (const auto& door : doors_) {
    auto [host, port] = door->listener->local();
    sockets.emplace_back(SocketName{std::move(host), port});
  }
  return sockets;
}

void ServerState::loop_closes() noexcept {
  closed_ = true;
  serving_ = false;
  doors_.clear();
  let_go();
}

void ServerState::let_go() noexcept {
  loop_->parts().remove(*this);
  release();
}

}  // namespace

Server start_server(Ref<ClientCallback> callback, std::string_view host, std::uint16_t port,
                    const ServerOptions& options) {
  check_in_task("start_server");
  if (options.limit == 0) throw ValueError("Limit cannot be <= 0");
  Loop& loop = running_loop();
  const auto addresses = look_up(loop, std::string(host), port, true);
  const Ref<ServerState> server(new ServerState(loop, std::move(callback), options));
  server->bind(addresses);
  if (options.start_serving) {
    server->start_serving();
    yield_once();
  }
  return Server(Ref<RefCounted>(server.get()));
}

}  // namespace detail

using detail::ServerState;

std::vector<Server::Socket> Server::sockets() const { return ServerState::of(state_).sockets(); }
bool Server::is_serving() const noexcept { return ServerState::of(state_).is_serving(); }
void Server::start_serving() const {
  ServerState::of(state_).start_serving();
  detail::yield_once();
}
void Server::serve_forever() const { ServerState::of(state_).serve_forever(); }
void Server::close() const { ServerState::of(state_).close(); }
void Server::wait_closed() const { ServerState::of(state_).wait_closed(); }
void Server::close_clients() const { ServerState::of(state_).close_clients(&detail::StreamTransport::close); }
void Server::abort_clients() const { ServerState::of(state_).close_clients(&detail::StreamTransport::abort); }

void Server::leave(std::exception_ptr failure) const {
  close();
  // Dropped with its loop, a task must not wait any more.
  if (detail::kind_of_exception(failure) != detail::ExceptionKind::generator_exit) wait_closed();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace asyncio
