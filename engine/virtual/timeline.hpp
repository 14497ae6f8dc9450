/// @file
/// A clock that jumps, and what is to happen at which moment of it. Private to engine/virtual.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "../ports/reactor.hpp"

namespace asyncio::testing {

class Timeline {
 public:
  using Event = std::function<void()>;
  /// Names an event that has not happened: its moment, and its place among those of the same moment.
  using Key = std::pair<core::TimePoint, std::uint64_t>;

  [[nodiscard]] core::TimePoint now() const noexcept { return now_; }
  void advance_to(core::TimePoint moment) noexcept {
    if (moment > now_) now_ = moment;
  }

  /// Events of one moment happen in the order in which they were added.
  Key add(std::chrono::nanoseconds from_now, Event event) {
    const Key key(now_ + from_now, ++count_);
    events_.emplace(key, std::move(event));
    return key;
  }
  void remove(const Key& key) noexcept { events_.erase(key); }

  [[nodiscard]] bool empty() const noexcept { return events_.empty(); }
  /// When the next event happens.
  [[nodiscard]] std::optional<core::TimePoint> next() const noexcept {
    return events_.empty() ? std::nullopt : std::optional(events_.begin()->first.first);
  }
  /// Lets happen what is due; false when nothing is. What is added meanwhile comes the next time.
  bool run_due();

 private:
  core::TimePoint now_{};
  std::uint64_t count_ = 0;
  std::map<Key, Event> events_;
};

}  // namespace asyncio::testing
