/// @file
/// The tasks that wait for one thing: CPython's list of futures, of which each task keeps its own while it waits.
#pragma once

#include <cstddef>
#include <exception>
#include <string>
#include <vector>

#include "../core/loop.hpp"

namespace asyncio::detail {

/// A future that says what it stands for where a deadlock is described.
class NamedWait final : public FutureState {
 public:
  NamedWait(Loop& loop, std::string what) : FutureState(loop), what_(std::move(what)) {}
  [[nodiscard]] std::string describe() const override { return what_; }

 private:
  std::string what_;
};

class Waiters {
 public:
  /// Suspends the current task until the next `wake`, and throws what that brings.
  void wait(std::string what) {
    const Ref<NamedWait> wait(new NamedWait(running_loop(), std::move(what)));
    futures_.push_back(wait.get());
    const struct Leave {
      std::vector<FutureState*>& futures;
      FutureState& wait;
      ~Leave() {
        std::erase(futures, &wait);
        wait.mark_retrieved();
      }
    } leave{futures_, *wait};
    wait_for_result(*wait);
  }

  /// Ends all waits that are under way, by an exception if it is not null.
  void wake(const std::exception_ptr& exception = nullptr) {
    for (FutureState* future : futures_) {
      if (future->done()) continue;
      if (exception) {
        future->finish_with(exception);
      } else {
        future->finish();
      }
    }
  }

 private:
  std::vector<FutureState*> futures_;
};

}  // namespace asyncio::detail
