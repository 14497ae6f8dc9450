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
    [[nodiscard]] FutureKind kind() const noexcept override { return FutureKind::sleep; }
    [[nodiscard]] std::int64_t kind_value() const noexcept override { return delay_.count(); }

   private:
    std::chrono::nanoseconds delay_;
  };

  Sleep(Loop& loop, std::chrono::nanoseconds delay) : HandleState(loop), wait_(loop, delay) {}
  [[nodiscard]] Wait& wait() noexcept { return wait_; }

 private:
  void run() override {
    if (wait_.done()) return;
    if (wait_.loop().observed()) [[unlikely]]
      wait_.loop().tell([this](auto& each) { each.sleep_ends(wait_); });
    wait_.finish();
  }

  Wait wait_;
};

/// Apart from `sleep`, so that this one's frame does not lie on the stack of a task that only lets others have their turn.
[[gnu::noinline]] void sleep_for(std::chrono::nanoseconds delay) {
  Loop& loop = running_loop();
  const Ref<Sleep> sleep(new Sleep(loop, delay));
  const struct Timer {
    Sleep& sleep;
    ~Timer() { sleep.cancel(); }
  } timer{*sleep};
  loop.call_at(deadline_after(loop, delay), *sleep);
  wait_until_done(sleep->wait());
  sleep->wait().check_result();
}

}  // namespace

void sleep(Duration delay, std::source_location where) {
  const auto nanoseconds = to_nanoseconds(delay);
  if (nanoseconds.count() == 0) return yield_once(where);
  mark_line(where);
  return sleep_for(nanoseconds);
}

}  // namespace asyncio::detail
