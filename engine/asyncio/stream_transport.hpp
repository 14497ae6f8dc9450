/// @file
/// One connection: a socket of the port, the buffer of what is still to be sent, and the reader that is fed. What CPython divides into a
/// transport (`selector_events._SelectorSocketTransport`) and a protocol (`streams.StreamReaderProtocol`) and connects by callbacks.
///
/// Lifetime: it keeps itself from its birth until it is lost (`connection_lost`), or its loop closes. It does not keep the loop.
/// Order of events: as CPython's. What the socket tells becomes a callback in the loop's queue, and that reads or writes.
#pragma once

#include <cstddef>
#include <exception>
#include <memory>
#include <string>
#include <string_view>

#include "../core/loop.hpp"
#include "../core/wait_queue.hpp"
#include "../ports/network.hpp"
#include "byte_queue.hpp"
#include "stream_reader.hpp"

namespace asyncio::detail {

class StreamTransport;

/// To whom a connection belongs beside its reader and its writer: the server that accepted it.
class TransportOwner : public RefCounted {
 public:
  /// The connection stands: time to call back.
  virtual void connected(StreamTransport& transport) = 0;
  virtual void lost(StreamTransport& transport) = 0;
};

class StreamTransport final : public RefCounted, public LoopPart, public ReadingTransport {
 public:
  /// Takes over a connection that stands. `owner` may be null; it is told in the loop's next iteration, from which on data is read.
  static Ref<StreamTransport> start(Loop& loop, std::unique_ptr<core::Connection> connection, std::size_t limit,
                                    Ref<TransportOwner> owner);

  [[nodiscard]] StreamReader reader() const { return StreamReader(Ref<RefCounted>(reader_.get())); }
  /// A writer whose last copy closes the connection. To be asked for once.
  [[nodiscard]] StreamWriter make_writer();

  // The writer's.
  void write(std::string_view data);
  void drain();
  void write_eof();
  void close();
  void abort() { force_close(nullptr); }
  void wait_closed();
  [[nodiscard]] bool is_closing() const noexcept { return closing_; }
  [[nodiscard]] std::size_t write_buffer_size() const noexcept { return unsent_.size(); }
  [[nodiscard]] const core::NetworkAddress& local() const noexcept { return local_; }
  [[nodiscard]] const core::NetworkAddress& peer() const noexcept { return peer_; }

  // The reader's.
  void pause_reading() override;
  void resume_reading() override;

  void loop_closes() noexcept override;

 private:
  /// One of the two things that a socket can be ready for. Nothing is waited for twice, nor while the callback is in the queue.
  class Direction final : public core::Readiness {
   public:
    Direction(StreamTransport& transport, void (StreamTransport::*act)()) : transport_(transport), act_(act) {}
    /// Whether the socket is to be asked: it has not been already.
    [[nodiscard]] bool begin() noexcept;
    /// Whether the socket is to be told.
    [[nodiscard]] bool stop() noexcept;

   private:
    void ready() noexcept override;

    StreamTransport& transport_;
    void (StreamTransport::*act_)();
    bool waiting_ = false;
    bool queued_ = false;
  };

  StreamTransport(Loop& loop, std::unique_ptr<core::Connection> connection, std::size_t limit,
                  Ref<TransportOwner> owner);

  void call_soon(void (StreamTransport::*act)());
  void connection_made();
  void start_reading();
  void read_ready();
  void start_writing();
  void write_ready();
  /// Sends the front of `data`; how much of it. Loses the connection where that fails.
  std::size_t send(std::string_view data);
  void maybe_pause_writing();
  void maybe_resume_writing();
  void stop_reading();
  void stop_writing();
  /// Closes at once; `failure` is why, null where the program wants it.
  void force_close(std::exception_ptr failure);
  void fail(std::string_view what, const core::NetworkError& error);
  void connection_lost();
  void let_go() noexcept;

  Loop* loop_;
  std::unique_ptr<core::Connection> connection_;
  const core::NetworkAddress local_;
  const core::NetworkAddress peer_;
  const Ref<StreamReaderState> reader_;
  Ref<TransportOwner> owner_;
  Direction readable_{*this, &StreamTransport::read_ready};
  Direction writable_{*this, &StreamTransport::write_ready};
  ByteQueue unsent_;
  WaitQueue drain_waiters_{FutureKind::stream};
  WaitQueue close_waiters_{FutureKind::stream};
  /// Why the connection is lost, or null.
  std::exception_ptr failure_;
  bool reading_paused_ = false;
  /// More is unsent than should be; `drain` waits.
  bool writing_paused_ = false;
  /// `write_eof` was called.
  bool eof_written_ = false;
  /// The other end has ended its stream.
  bool eof_read_ = false;
  bool closing_ = false;
  /// `connection_lost` is in the queue, or has run.
  bool lost_soon_ = false;
  bool lost_ = false;
};

}  // namespace asyncio::detail
