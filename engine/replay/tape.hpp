/// @file
/// The one place by which all passes that comes into a recorded run: recording, it notes what came; replaying, it says what came then, and the
/// outside is not asked. Private to engine/replay.
///
/// There are three ways in. An *answer* is what a call returns (the time, bytes that were read). An *arrival* is the end of an operation, told by
/// the reactor while it waits or polls. *Letters* of other threads come between two turns (inbox.hpp). Where a poll or a look for letters brings
/// nothing, nothing is noted but how often that was so.
#pragma once

#include <asyncio/detail/encoding.hpp>
#include <asyncio/errors.hpp>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "../ports/reactor.hpp"
#include "decisions.hpp"

namespace asyncio::replay {

class Tape {
 public:
  /// Who began an operation.
  class Arrival {
   public:
    /// Its end, as recorded.
    virtual void arrive(detail::Decoder& value) = 0;

   protected:
    ~Arrival() = default;
  };

  /// Records.
  explicit Tape(std::unique_ptr<core::DecisionSink> sink) : writer_(std::in_place, std::move(sink)) {}
  /// Replays. Throws ReplayError where these are no decisions.
  explicit Tape(std::string decisions) : reader_(std::in_place, std::move(decisions)) {}
  Tape(const Tape&) = delete;
  Tape& operator=(const Tape&) = delete;
  /// A run that was recorded ends here.
  ~Tape();

  [[nodiscard]] bool replays() const noexcept { return reader_.has_value(); }

  /// What `live` returns, or what it returned then; a default value where the replay has failed.
  template <class Live>
  auto answer(Door door, Live live) -> std::invoke_result_t<Live>;
  /// The program asks for something outside, and says for what: a replay compares.
  void ask(Door door, std::string_view what);
  /// The time, in the same way. It is not as precise where only observers look.
  template <class Live>
  core::TimePoint time(Door door, Live live);
  void printed(std::string_view text);

  /// Numbers an operation, of whose end `arrival` is to hear if this is a replay.
  core::OperationId begin(Arrival& arrival);
  void give_up(core::OperationId operation) noexcept { under_way_.erase(operation); }

  // Recording.
  /// An operation has ended.
  template <class... Values>
  void note_arrival(core::OperationId operation, const Values&... values);
  void note_idle() { note(Door::idle, {}); }
  void note_wait() { note(Door::wait, {}); }
  template <class Poll>
  void note_poll(Poll poll);
  void note_letters(const std::vector<std::uint32_t>& senders);
  /// A look that brought nothing, so far.
  void look() noexcept { ++looks_; }

  // Replaying.
  /// Tells of all operations that ended in this wait.
  void replay_wait();
  void replay_poll();
  /// The operation that was just begun may have ended at once.
  void replay_end_of(core::OperationId operation);
  /// From whom letters came at this look.
  std::vector<std::uint32_t> replay_letters();
  /// Whether the recorded run had nothing to wait for now.
  [[nodiscard]] bool replay_idle() noexcept;
  /// The program goes another way, or cannot go on.
  [[nodiscard]] bool failed() const noexcept { return failed_; }
  void fail(std::string_view got) noexcept;
  /// Throws why the replay has failed, once.
  void check();
  [[nodiscard]] core::TimePoint last_time() const noexcept { return core::TimePoint(std::chrono::nanoseconds(time_)); }

 private:
  /// The next value of a door, or nothing, and the replay has failed.
  std::optional<std::string_view> next(Door door) noexcept;
  /// A look of the kind, with what it brought; nothing where it brought nothing then.
  std::optional<std::string_view> next_look(Door door) noexcept;
  void replay_arrivals();
  void arrive(std::string_view value);
  void note(Door door, std::string_view value);
  void note_look(Door door, std::string value);
  template <class T>
  T decode(std::string_view value) noexcept;
  core::TimePoint note_time(Door door, core::TimePoint now);
  core::TimePoint replay_time(Door door) noexcept;
  void damaged() noexcept;
  void fail_with(const std::string& message) noexcept;

  std::optional<DecisionWriter> writer_;
  std::optional<DecisionReader> reader_;
  std::unordered_map<core::OperationId, Arrival*> under_way_;
  core::OperationId last_ = 0;
  /// Looks since the last entry that brought nothing.
  std::uint64_t looks_ = 0;
  bool polling_ = false;
  std::int64_t time_ = 0;
  bool failed_ = false;
  bool prints_differ_ = false;
  std::exception_ptr failure_;
};

template <class T>
T Tape::decode(std::string_view value) noexcept {
  try {
    return detail::decode<T>(value);
  } catch (const RuntimeError&) {
    damaged();
  }
  return T{};
}

template <class Live>
auto Tape::answer(Door door, Live live) -> std::invoke_result_t<Live> {
  using T = std::invoke_result_t<Live>;
  if (reader_) {
    const auto value = next(door);
    return value ? decode<T>(*value) : T{};
  }
  T value = live();
  note(door, detail::encode(value));
  return value;
}

template <class Live>
core::TimePoint Tape::time(Door door, Live live) {
  return reader_ ? replay_time(door) : note_time(door, live());
}

template <class... Values>
void Tape::note_arrival(core::OperationId operation, const Values&... values) {
  if (std::exchange(polling_, false)) note_look(Door::poll, {});
  std::string bytes;
  append_varint(bytes, operation);
  if constexpr (sizeof...(Values) != 0) bytes += detail::encode(std::tuple<Values...>(values...));
  note(Door::arrival, bytes);
}

template <class Poll>
void Tape::note_poll(Poll poll) {
  look();
  polling_ = true;
  poll();
  polling_ = false;
}

}  // namespace asyncio::replay
