#include "stream_transport.hpp"

#include <utility>

#include "make_os_error.hpp"

namespace asyncio::detail {
namespace {

/// Bytes unsent above which writing is paused, and down to which it stays so.
constexpr std::size_t high_water = 64 * 1024;
constexpr std::size_t low_water = high_water / 4;
constexpr std::size_t largest_read = 256 * 1024;

/// Where bytes land before a reader takes them: too large for a stack, and used only for a moment.
char* landing_place() {
  thread_local const std::unique_ptr<char[]> place(new char[largest_read]);
  return place.get();
}

std::string text_of(const core::NetworkAddress& address) {
  return address.host + " port " + std::to_string(address.port);
}

/// What the copies of a StreamWriter share: the last of them closes the connection.
class WriterState final : public RefCounted {
 public:
  explicit WriterState(StreamTransport& transport) : transport_(&transport) {}
  ~WriterState() override { transport_->close(); }
  [[nodiscard]] StreamTransport& transport() const noexcept { return *transport_; }

 private:
  Ref<StreamTransport> transport_;
};

StreamTransport& transport_of(const Ref<RefCounted>& state) noexcept {
  return static_cast<WriterState&>(*state).transport();
}

}  // namespace

bool StreamTransport::Direction::begin() noexcept {
  if (waiting_ || queued_) return false;
  waiting_ = true;
  return true;
}
bool StreamTransport::Direction::stop() noexcept { return std::exchange(waiting_, false); }

void StreamTransport::Direction::ready() noexcept {
  waiting_ = false;
  queued_ = true;
  auto run = [this, keep = Ref<StreamTransport>(&transport_)] {
    queued_ = false;
    (keep.get()->*act_)();
  };
  const Ref<HandleState> handle(new HandleOf<decltype(run)>(*transport_.loop_, std::move(run)));
  transport_.loop_->call_soon(Ready(*handle));
}

StreamTransport::StreamTransport(Loop& loop, std::unique_ptr<core::Connection> connection, std::size_t limit,
                                 Ref<TransportOwner> owner)
    : loop_(&loop),
      connection_(std::move(connection)),
      local_(connection_->local()),
      peer_(connection_->peer()),
      reader_(new StreamReaderState(limit)),
      owner_(std::move(owner)) {
  reader_->set_transport(this);
}

Ref<StreamTransport> StreamTransport::start(Loop& loop, std::unique_ptr<core::Connection> connection, std::size_t limit,
                                            Ref<TransportOwner> owner) {
  Ref<StreamTransport> transport(new StreamTransport(loop, std::move(connection), limit, std::move(owner)));
  transport->retain();
  loop.parts().add(*transport);
  transport->call_soon(&StreamTransport::connection_made);
  transport->call_soon(&StreamTransport::start_reading);
  return transport;
}

StreamWriter StreamTransport::make_writer() { return StreamWriter(Ref<RefCounted>(new WriterState(*this))); }

void StreamTransport::call_soon(void (StreamTransport::*act)()) {
  auto run = [act, keep = Ref<StreamTransport>(this)] { (keep.get()->*act)(); };
  const Ref<HandleState> handle(new HandleOf<decltype(run)>(*loop_, std::move(run)));
  loop_->call_soon(Ready(*handle));
}

void StreamTransport::connection_made() {
  if (owner_) owner_->connected(*this);
}

void StreamTransport::start_reading() {
  if (closing_ || reading_paused_ || eof_read_) return;
  if (readable_.begin()) connection_->wait_readable(readable_);
}

void StreamTransport::stop_reading() {
  if (readable_.stop()) connection_->stop_waiting_readable();
}

void StreamTransport::pause_reading() {
  reading_paused_ = true;
  stop_reading();
}

void StreamTransport::resume_reading() {
  reading_paused_ = false;
  start_reading();
}

void StreamTransport::read_ready() {
  if (closing_ || reading_paused_ || eof_read_) return;
  core::NetworkError error;
  const std::ptrdiff_t size = connection_->read(landing_place(), largest_read, error);
  if (error) return fail("could not read from ", error);
  if (size > 0) {
    reader_->feed_data({landing_place(), static_cast<std::size_t>(size)});
  } else if (size == 0) {
    eof_read_ = true;
    reader_->feed_eof();
  }
  start_reading();
}

std::size_t StreamTransport::send(std::string_view data) {
  core::NetworkError error;
  const std::ptrdiff_t size = connection_->write(data, error);
  if (error) fail("could not write to ", error);
  return size > 0 ? static_cast<std::size_t>(size) : 0;
}

void StreamTransport::write(std::string_view data) {
  if (eof_written_) throw RuntimeError("Cannot call write() after write_eof()");
  if (data.empty() || lost_soon_) return;
  if (unsent_.empty()) {
    data.remove_prefix(send(data));
    if (data.empty() || lost_soon_) return;
    start_writing();
  }
  unsent_.append(data);
  maybe_pause_writing();
}

void StreamTransport::start_writing() {
  if (writable_.begin()) connection_->wait_writable(writable_);
}

void StreamTransport::stop_writing() {
  if (writable_.stop()) connection_->stop_waiting_writable();
}

void StreamTransport::write_ready() {
  if (lost_soon_ || unsent_.empty()) return;
  unsent_.drop(send(unsent_.view()));
  if (lost_soon_) return;
  maybe_resume_writing();
  if (!unsent_.empty()) {
    start_writing();
  } else if (closing_) {
    lost_soon_ = true;
    connection_lost();
  } else if (eof_written_) {
    connection_->end_writing();
  }
}

void StreamTransport::maybe_pause_writing() {
  if (unsent_.size() > high_water) writing_paused_ = true;
}

void StreamTransport::maybe_resume_writing() {
  if (!writing_paused_ || unsent_.size() > low_water) return;
  writing_paused_ = false;
  drain_waiters_.wake_all();
}

void StreamTransport::write_eof() {
  if (closing_ || eof_written_) return;
  eof_written_ = true;
  if (unsent_.empty()) connection_->end_writing();
}

void StreamTransport::drain() {
  if (reader_->exception()) std::rethrow_exception(reader_->exception());
  // The loss may be in the queue: let it happen, so that it is told.
  if (closing_) yield_once();
  if (lost_) {
    if (failure_) std::rethrow_exception(failure_);
    throw ConnectionResetError("Connection lost");
  }
  if (writing_paused_) Waiter(drain_waiters_, ("room to write to " + text_of(peer_)).c_str()).wait();
}

void StreamTransport::wait_closed() {
  if (!lost_) return Waiter(close_waiters_, ("the end of the connection to " + text_of(peer_)).c_str()).wait();
  if (failure_) std::rethrow_exception(failure_);
}

void StreamTransport::close() {
  if (closing_) return;
  closing_ = true;
  stop_reading();
  if (!unsent_.empty()) return;
  lost_soon_ = true;
  stop_writing();
  call_soon(&StreamTransport::connection_lost);
}

void StreamTransport::force_close(std::exception_ptr failure) {
  if (lost_soon_) return;
  lost_soon_ = true;
  closing_ = true;
  failure_ = std::move(failure);
  unsent_.clear();
  stop_reading();
  stop_writing();
  call_soon(&StreamTransport::connection_lost);
}

void StreamTransport::fail(std::string_view what, const core::NetworkError& error) {
  force_close(make_os_error(std::string(what) + text_of(peer_), error));
}

void StreamTransport::connection_lost() {
  if (std::exchange(lost_, true)) return;
  if (!failure_) {
    reader_->feed_eof();
  } else {
    reader_->set_exception(failure_);
  }
  close_waiters_.wake_all(failure_);
  if (writing_paused_) drain_waiters_.wake_all(failure_);
  connection_.reset();
  if (const auto owner = std::exchange(owner_, {})) owner->lost(*this);
  let_go();
}

void StreamTransport::loop_closes() noexcept {
  closing_ = true;
  lost_soon_ = true;
  lost_ = true;
  connection_.reset();
  owner_ = {};
  let_go();
}

void StreamTransport::let_go() noexcept {
  reader_->set_transport(nullptr);
  loop_->parts().remove(*this);
  loop_ = nullptr;
  release();
}

}  // namespace asyncio::detail

namespace asyncio {

using detail::transport_of;

void StreamWriter::write(std::string_view data) const { transport_of(state_).write(data); }
void StreamWriter::writelines(std::span<const std::string> lines) const {
  std::string all;
  for (const auto& line : lines) all += line;
  write(all);
}
void StreamWriter::drain() const { transport_of(state_).drain(); }
void StreamWriter::close() const { transport_of(state_).close(); }
bool StreamWriter::is_closing() const noexcept { return transport_of(state_).is_closing(); }
void StreamWriter::wait_closed() const { transport_of(state_).wait_closed(); }
void StreamWriter::abort() const { transport_of(state_).abort(); }
void StreamWriter::write_eof() const { transport_of(state_).write_eof(); }
std::size_t StreamWriter::get_write_buffer_size() const noexcept { return transport_of(state_).write_buffer_size(); }

std::optional<SocketName> StreamWriter::get_extra_info(std::string_view name) const {
  const auto& transport = transport_of(state_);
  if (name == "peername") return SocketName{transport.peer().host, transport.peer().port};
  if (name == "sockname") return SocketName{transport.local().host, transport.local().port};
  return std::nullopt;
}

}  // namespace asyncio
