/// @file
/// What belongs to a loop beside its tasks and timers, and must end with it at the latest: open connections, servers, asynchronous
/// generators, executors. All ends by this one list, and nothing else does.
#pragma once

#include <vector>

namespace asyncio::detail {

class LoopParts;

/// Parts refer to the loop without keeping it.
class LoopPart {
 public:
  LoopPart() = default;
  LoopPart(const LoopPart&) = delete;
  LoopPart& operator=(const LoopPart&) = delete;

  /// Whether `shut_down` has something to do. Such a part stays until the loop closes.
  [[nodiscard]] virtual bool shuts_down() const noexcept { return false; }
  /// Runs in the last task of a `run`, when all others have ended: the time to end what has to wait for that. What it throws goes to the
  /// loop's exception handler.
  virtual void shut_down() {}

  /// The loop closes: no task is left. Removes itself from the list and lets go of the loop.
  virtual void loop_closes() noexcept = 0;

 protected:
  ~LoopPart() = default;

 private:
  friend class LoopParts;
  LoopPart* previous_ = nullptr;
  LoopPart* next_ = nullptr;
};

/// A list that owns nothing, newest first.
class LoopParts {
 public:
  void add(LoopPart& part) noexcept {
    part.next_ = first_;
    if (first_ != nullptr) first_->previous_ = &part;
    first_ = &part;
  }
  void remove(LoopPart& part) noexcept {
    (part.previous_ != nullptr ? part.previous_->next_ : first_) = part.next_;
    if (part.next_ != nullptr) part.next_->previous_ = part.previous_;
    part.previous_ = part.next_ = nullptr;
  }
  /// Those that have something to shut down, newest first.
  [[nodiscard]] std::vector<LoopPart*> that_shut_down() const {
    std::vector<LoopPart*> parts;
    for (LoopPart* each = first_; each != nullptr; each = each->next_) {
      if (each->shuts_down()) parts.push_back(each);
    }
    return parts;
  }
  void close() noexcept {
    while (first_ != nullptr) first_->loop_closes();
  }

 private:
  LoopPart* first_ = nullptr;
};

}  // namespace asyncio::detail
