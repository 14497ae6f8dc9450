/// @file
/// The decisions of a run: what the outside contributed to it, as bytes. A version byte, then entries in the order in which things came in: the door
/// by which (a byte), the number of bytes that follow, those. Numbers are LEB128 varints; values are encoded as for workers
/// (asyncio/detail/encoding.hpp), so a recording is for the program, and the kind of machine, that made it. Private to engine/replay.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "../ports/recording.hpp"

namespace asyncio::replay {

/// By which something comes in, or asks for something outside. The values are part of the format.
enum class Door : std::uint8_t {
  /// The recorded run ended here.
  end = 1,
  time,
  /// No operation was under way, and the loop had nothing else to wait for.
  idle,
  /// `Reactor::wait` returned; what it delivered follows as `arrival`s.
  wait,
  /// The same for `Reactor::poll`, where it delivered something.
  poll,
  letters,
  /// The end of an operation.
  arrival,
  interrupts,
  untold_interrupt,
  request,
  look_up,
  connect,
  connect_result,
  bind,
  listen,
  accept,
  local_address,
  peer_address,
  read,
  write,
  /// What follows is noted for comparison alone: a run in which it is missing, or comes where it did not, is the same.
  observed_time,
  print,
};
constexpr Door first_door = Door::end;
constexpr Door last_door = Door::print;

/// For messages: what a program asks for there.
std::string_view in_words(Door door) noexcept;
constexpr bool is_optional(Door door) noexcept { return door >= Door::observed_time; }

void append_varint(std::string& to, std::uint64_t value);
/// Takes a number from the front. False, and `from` is anything, where there is none.
bool take_varint(std::string_view& from, std::uint64_t& value) noexcept;

class DecisionWriter {
 public:
  explicit DecisionWriter(std::unique_ptr<core::DecisionSink> sink);

  void write(Door door, std::string_view value);

 private:
  std::unique_ptr<core::DecisionSink> sink_;
  std::string entry_;
};

/// Reads what a DecisionWriter wrote. Nothing is believed: the bytes may be cut or garbled.
class DecisionReader {
 public:
  struct Entry {
    Door door;
    std::string_view value;
  };

  /// Throws ReplayError where these are no decisions. Of a program that crashed the last entry may be cut, and zeros may follow: they are left out.
  explicit DecisionReader(std::string bytes);
  DecisionReader(const DecisionReader&) = delete;
  DecisionReader& operator=(const DecisionReader&) = delete;

  /// The next entry; null at the end.
  [[nodiscard]] const Entry* peek() const noexcept { return at(next_); }
  /// The next that is not optional.
  [[nodiscard]] const Entry* peek_required() const noexcept { return at(required_); }
  /// Passes `entry`, which was peeked, and those before it.
  void pass(const Entry& entry) noexcept;
  /// How many entries were passed.
  [[nodiscard]] std::size_t passed() const noexcept { return next_; }
  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

 private:
  [[nodiscard]] const Entry* at(std::size_t place) const noexcept {
    return place < entries_.size() ? &entries_[place] : nullptr;
  }
  void find_required() noexcept;

  std::string bytes_;
  std::vector<Entry> entries_;
  std::size_t next_ = 0;
  std::size_t required_ = 0;
};

}  // namespace asyncio::replay
