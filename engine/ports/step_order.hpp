/// @file
/// For readers of an event log: whose steps a record `steps` counts (see event_records.hpp). Twin: web/session/log/step-order.ts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace asyncio::core {

class StepOrder {
 public:
  /// An iteration of the loop begins.
  void turn() {
    const bool whole = state_ == State::known ? next_ == order_.size() : state_ == State::collected && !order_.empty();
    state_ = whole ? State::known : State::collected;
    if (!whole) order_.clear();
    next_ = 0;
  }
  /// A task's step, counted or not.
  void step(std::uint32_t task) {
    if (state_ == State::collected) order_.push_back(task);
    if (state_ == State::known && next_ != order_.size()) ++next_;
  }
  /// Something happened after which the next iteration may have other steps.
  void lose() noexcept { state_ = State::unknown; }

  /// Whether a task's step that comes now begins the next iteration, of which no record tells.
  [[nodiscard]] bool turn_is_over() const noexcept { return state_ == State::known && next_ == order_.size(); }
  /// The task of the next step, if it is counted; 0 where nobody knows.
  [[nodiscard]] std::uint32_t next() const noexcept {
    return state_ == State::known && next_ != order_.size() ? order_[next_] : 0;
  }

 private:
  enum class State : std::uint8_t { unknown, collected, known };
  State state_ = State::unknown;
  /// The tasks of the last iteration, or, while they are collected, of this one.
  std::vector<std::uint32_t> order_;
  std::size_t next_ = 0;
};

}  // namespace asyncio::core
