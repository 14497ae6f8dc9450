#include <asyncio/run.hpp>
#include <string>

#include "loop.hpp"

namespace asyncio::detail {
namespace {

/// A sleep is one object: the future that the task waits for sits in the handle that completes it.
class Sleep final : public HandleState {
 public:
  class Wait final : public FutureState {
   public:
    Wait(Loop& loop, std::chrono::nanoseconds delay) : FutureState(loop), delay_(delay) { retain(); }
    [[nodiscard]] std::string describe() const override {
      return "sleep(" + std::to_string(Duration(delay_).count()) + ")";
    }

   private:
    std::chrono::nanoseconds delay_;
  };

  Sleep(Loop& loop, std::chrono::nanoseconds delay) : HandleState(loop), wait_(loop, delay) {}
  [[nodiscard]] Wait& wait() noexcept { return wait_; }

 private:
  void run() override {
    if (!wait_.done()) wait_.finish();
  }

  Wait wait_;
};

}  // namespace

void sleep(Duration delay) {
  const auto nanoseconds = to_nanoseconds(delay);
  if (nanoseconds.count() == 0) return yield_once();
  Loop& loop = running_loop();
  const Ref<Sleep> sleep(new Sleep(loop, nanoseconds));
  const struct Timer {
    Sleep& sleep;
    ~Timer() { sleep.cancel(); }
  } timer{*sleep};
  loop.call_at(loop.time() + nanoseconds, *sleep);
  wait_until_done(sleep->wait());
  sleep->wait().check_result();
}

}  // namespace asyncio::detail
