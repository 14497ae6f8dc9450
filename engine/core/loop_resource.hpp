/// @file
/// What belongs to a loop beside its tasks and timers, and must end with it at the latest: open connections, servers. Nobody else may
/// refer to them, and they refer to the loop without keeping it.
#pragma once

namespace asyncio::detail {

class LoopResources;

class LoopResource {
 public:
  LoopResource() = default;
  LoopResource(const LoopResource&) = delete;
  LoopResource& operator=(const LoopResource&) = delete;

  /// The loop closes: no task and no callback is left. Removes itself from the list and lets go of the loop.
  virtual void loop_closes() noexcept = 0;

 protected:
  ~LoopResource() = default;

 private:
  friend class LoopResources;
  LoopResource* previous_ = nullptr;
  LoopResource* next_ = nullptr;
};

/// A list that owns nothing.
class LoopResources {
 public:
  void add(LoopResource& resource) noexcept {
    resource.next_ = first_;
    if (first_ != nullptr) first_->previous_ = &resource;
    first_ = &resource;
  }
  void remove(LoopResource& resource) noexcept {
    (resource.previous_ != nullptr ? resource.previous_->next_ : first_) = resource.next_;
    if (resource.next_ != nullptr) resource.next_->previous_ = resource.previous_;
    resource.previous_ = resource.next_ = nullptr;
  }
  void close() noexcept {
    while (first_ != nullptr) first_->loop_closes();
  }

 private:
  LoopResource* first_ = nullptr;
};

}  // namespace asyncio::detail
