#include <asyncio/run.hpp>
#include <string>
#include <utility>
#include <vector>

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

void cancel_all_tasks(Loop& loop) {
  std::vector<Ref<TaskState>> left;
  for (TaskState* task = loop.first_task(); task != nullptr; task = Loop::next_task(*task)) left.emplace_back(task);
  if (left.empty()) return;
  for (const auto& task : left) task->cancel({});
  for (const auto& task : left) {
    if (!task->done()) run_until_done(*task);
  }
  for (const auto& task : left) {
    if (task->cancelled() || !task->peek_exception()) continue;
    loop.call_exception_handler({"unhandled exception during asyncio::run() shutdown", task->exception()});
  }
}

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

void run_until_done(FutureState& future) {
  Loop& loop = future.loop();
  loop.check_open();
  const Ref<FutureState> keep(&future);
  auto stop = [&loop] { loop.stop(); };
  const Ref<HandleState> on_done(new HandleOf<decltype(stop)>(loop, stop));
  const struct Watch {
    FutureState& future;
    HandleState& on_done;
    Watch(FutureState& f, HandleState& h) : future(f), on_done(h) { future.add_callback(Ready(on_done)); }
    ~Watch() {
      on_done.cancel();
      future.remove_callback(Ready(on_done, Ready::adopt));
    }
  } watch(future, *on_done);
  loop.run_forever();
  if (!future.done()) throw RuntimeError("Event loop stopped before Future completed.");
}

void check_can_run(const Loop& loop) { loop.check_can_run(); }

EventLoop open_main_loop() {
  if (Loop::running() != nullptr) throw RuntimeError("asyncio::run() cannot be called from a running event loop");
  return new_event_loop();
}

void run_and_close(FutureState& main) {
  const Ref<Loop> loop(&main.loop());
  std::exception_ptr failure;
  try {
    run_until_done(main);
  } catch (...) {
    failure = std::current_exception();
  }
  // The leftovers run outside every catch: not every port can switch stacks inside one.
  try {
    cancel_all_tasks(*loop);
  } catch (const RuntimeError&) {
    // A leftover that will not end even when cancelled: closing drops it.
  }
  loop->close();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace asyncio::detail
