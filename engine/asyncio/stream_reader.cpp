#include "stream_reader.hpp"

#include <utility>

#include "../core/loop.hpp"

namespace asyncio {

IncompleteReadError::IncompleteReadError(std::string partial, std::optional<std::size_t> expected)
    : std::runtime_error(std::to_string(partial.size()) + " bytes read on a total of " +
                         (expected ? std::to_string(*expected) : "undefined") + " expected bytes"),
      partial_(std::move(partial)),
      expected_(expected) {}

namespace detail {
namespace {

class DataWait final : public FutureState {
 public:
  using FutureState::FutureState;
  [[nodiscard]] std::string describe() const override { return "data from a stream"; }
};

}  // namespace

StreamReaderState::StreamReaderState(std::size_t limit) : limit_(limit) {
  if (limit == 0) throw ValueError("Limit cannot be <= 0");
}

void StreamReaderState::check_exception() const {
  if (exception_) std::rethrow_exception(exception_);
}

FutureState* StreamReaderState::take_waiter() noexcept {
  FutureState* const waiter = std::exchange(waiter_, nullptr);
  return waiter != nullptr && !waiter->done() ? waiter : nullptr;
}

void StreamReaderState::feed_data(std::string_view data) {
  if (eof_) throw RuntimeError("feed_data after feed_eof");
  if (data.empty()) return;
  buffer_.append(data);
  if (FutureState* const waiter = take_waiter()) waiter->finish();
  if (transport_ != nullptr && !paused_ && buffer_.size() > 2 * limit_) {
    transport_->pause_reading();
    paused_ = true;
  }
}

void StreamReaderState::feed_eof() {
  eof_ = true;
  if (FutureState* const waiter = take_waiter()) waiter->finish();
}

void StreamReaderState::set_exception(std::exception_ptr exception) {
  exception_ = std::move(exception);
  if (FutureState* const waiter = take_waiter()) waiter->finish_with(exception_);
}

void StreamReaderState::maybe_resume() {
  if (!paused_ || buffer_.size() > limit_) return;
  paused_ = false;
  if (transport_ != nullptr) transport_->resume_reading();
}

void StreamReaderState::wait_for_data(const char* function) {
  if (waiter_ != nullptr) {
    throw RuntimeError(std::string(function) +
                       "() called while another coroutine is already waiting for incoming data");
  }
  if (paused_) {
    paused_ = false;
    if (transport_ != nullptr) transport_->resume_reading();
  }
  const Ref<StreamReaderState> keep(this);
  const Ref<DataWait> wait(new DataWait(running_loop()));
  const struct Watch {
    StreamReaderState& reader;
    FutureState& wait;
    Watch(StreamReaderState& r, FutureState& w) : reader(r), wait(w) { reader.waiter_ = &wait; }
    ~Watch() {
      // Another task may wait already when the one that was woken comes to its turn; CPython forgets it here.
      if (reader.waiter_ == &wait) reader.waiter_ = nullptr;
      // Cancelled after it had been woken: the data stays for the next reader.
      wait.mark_retrieved();
    }
  } watch(*this, *wait);
  wait_for_result(*wait);
}

std::string StreamReaderState::read(std::ptrdiff_t n) {
  check_exception();
  if (n == 0) return {};
  if (n < 0) return read_to_end();
  if (buffer_.empty() && !eof_) wait_for_data("read");
  std::string data = buffer_.take(static_cast<std::size_t>(n));
  maybe_resume();
  return data;
}

std::string StreamReaderState::read_to_end() {
  std::string all;
  // The buffer must be emptied again and again, or the transport would pause for ever.
  try {
    for (;;) {
      const std::string block = read(static_cast<std::ptrdiff_t>(limit_));
      if (block.empty()) return all;
      all += block;
    }
  } catch (...) {
    buffer_.prepend(all);
    throw;
  }
}

std::string StreamReaderState::readline() {
  std::size_t consumed = 0;
  std::string message;
  try {
    return readuntil("\n");
  } catch (const IncompleteReadError& error) {
    return error.partial();
  } catch (const LimitOverrunError& error) {
    consumed = error.consumed();
    message = error.what();
  }
  if (buffer_.view().substr(consumed).starts_with('\n')) {
    buffer_.drop(consumed + 1);
  } else {
    buffer_.clear();
  }
  maybe_resume();
  throw ValueError(message);
}

std::string StreamReaderState::readuntil(std::string_view separator) {
  if (separator.empty()) throw ValueError("Separator should be at least one-byte string");
  check_exception();
  // Everything before it has been searched.
  std::size_t offset = 0;
  std::size_t found = 0;
  for (;;) {
    const std::size_t size = buffer_.size();
    // Less than `offset` only where someone else read meanwhile, which CPython does not look after either.
    if (offset > size) offset = 0;
    if (size - offset >= separator.size()) {
      found = buffer_.view().find(separator, offset);
      if (found != std::string_view::npos) break;
      offset = size + 1 - separator.size();
      if (offset > limit_) throw LimitOverrunError("Separator is not found, and chunk exceed the limit", offset);
    }
    if (eof_) throw IncompleteReadError(buffer_.take(size), std::nullopt);
    wait_for_data("readuntil");
  }
  if (found > limit_) throw LimitOverrunError("Separator is found, but chunk is longer than limit", found);
  std::string chunk = buffer_.take(found + separator.size());
  maybe_resume();
  return chunk;
}

std::string StreamReaderState::readexactly(std::ptrdiff_t n) {
  if (n < 0) throw ValueError("readexactly size can not be less than zero");
  check_exception();
  if (n == 0) return {};
  const auto wanted = static_cast<std::size_t>(n);
  while (buffer_.size() < wanted) {
    if (eof_) throw IncompleteReadError(buffer_.take(buffer_.size()), wanted);
    wait_for_data("readexactly");
  }
  std::string data = buffer_.take(wanted);
  maybe_resume();
  return data;
}

}  // namespace detail

using detail::StreamReaderState;

StreamReader::StreamReader(std::size_t limit)
    : state_(static_cast<detail::RefCounted*>(new StreamReaderState(limit))) {}
std::string StreamReader::read(std::ptrdiff_t n) const { return StreamReaderState::of(*this).read(n); }
std::string StreamReader::readline() const { return StreamReaderState::of(*this).readline(); }
std::string StreamReader::readexactly(std::ptrdiff_t n) const { return StreamReaderState::of(*this).readexactly(n); }
std::string StreamReader::readuntil(std::string_view separator) const {
  return StreamReaderState::of(*this).readuntil(separator);
}
bool StreamReader::at_eof() const noexcept { return StreamReaderState::of(*this).at_eof(); }
void StreamReader::feed_data(std::string_view data) const { StreamReaderState::of(*this).feed_data(data); }
void StreamReader::feed_eof() const { StreamReaderState::of(*this).feed_eof(); }
void StreamReader::set_exception(std::exception_ptr exception) const {
  StreamReaderState::of(*this).set_exception(std::move(exception));
}
std::exception_ptr StreamReader::exception() const noexcept { return StreamReaderState::of(*this).exception(); }

}  // namespace asyncio
