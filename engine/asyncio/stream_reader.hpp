/// @file
/// What stands behind a StreamReader. Follows CPython's `asyncio.streams.StreamReader`.
#pragma once

#include <asyncio/streams.hpp>
#include <cstddef>
#include <exception>
#include <string>
#include <string_view>

#include "byte_queue.hpp"

namespace asyncio::detail {

/// Where a reader's bytes come from, as far as it can be told to stop for a while.
class ReadingTransport {
 public:
  virtual void pause_reading() = 0;
  virtual void resume_reading() = 0;

 protected:
  ~ReadingTransport() = default;
};

class StreamReaderState final : public RefCounted {
 public:
  explicit StreamReaderState(std::size_t limit);
  static StreamReaderState& of(const StreamReader& reader) noexcept {
    return static_cast<StreamReaderState&>(*reader.state());
  }

  std::string read(std::ptrdiff_t n);
  std::string readline();
  std::string readexactly(std::ptrdiff_t n);
  std::string readuntil(std::string_view separator);
  [[nodiscard]] bool at_eof() const noexcept { return eof_ && buffer_.empty(); }

  void feed_data(std::string_view data);
  void feed_eof();
  void set_exception(std::exception_ptr exception);
  [[nodiscard]] const std::exception_ptr& exception() const noexcept { return exception_; }

  /// Null when the transport is no more.
  void set_transport(ReadingTransport* transport) noexcept { transport_ = transport; }

 private:
  std::string read_to_end();
  void check_exception() const;
  void wait_for_data(const char* function);
  FutureState* take_waiter() noexcept;
  void maybe_resume();

  std::size_t limit_;
  ByteQueue buffer_;
  bool eof_ = false;
  /// The transport was told to pause.
  bool paused_ = false;
  /// Of the task that waits for data, which owns it; null where none does.
  FutureState* waiter_ = nullptr;
  std::exception_ptr exception_;
  ReadingTransport* transport_ = nullptr;
};

}  // namespace asyncio::detail
