#include <asyncio/run.hpp>
#include <string>
#include <utility>
#include <vector>

#include "../ports/recording.hpp"
#include "loop.hpp"

namespace asyncio {
namespace detail {
namespace {

/// CPython's `_cancel_all_tasks`, in order of creation.
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
    loop.call_exception_handler({"unhandled exception during asyncio.run() shutdown", task->exception(), task->name()},
                                *task);
  }
}

/// One that fails does not keep the others from it.
void shut_down(Loop& loop, LoopPart& part) {
  std::exception_ptr failure;
  try {
    part.shut_down();
  } catch (const std::exception&) {
    failure = std::current_exception();
  }
  if (failure) loop.call_exception_handler({"error while the loop shut down", std::move(failure)});
}

/// What CPython's `Runner.close` does between the last task and closing the loop.
void shut_down(Loop& loop) {
  const auto parts = loop.parts().that_shut_down();
  if (parts.empty()) return;
  const auto task = make_task(loop,
                              [&] {
                                EventLoop(Ref<Loop>(&loop)).shutdown_asyncgens();
                                for (LoopPart* const part : parts) shut_down(loop, *part);
                              },
                              "shutdown", {});
  run_until_done(*task);
}

}  // namespace

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

void run_main_task(TaskState& main) {
  struct Interrupt final : core::InterruptHandler {
    explicit Interrupt(TaskState& main_task) noexcept : task(main_task) {}
    void interrupted() override { (task.cancel({}) ? cancels : too_late) = true; }

    TaskState& task;
    bool cancels = false;
    bool too_late = false;
  } interrupt(main);
  const auto watch = main.loop().reactor().watch_interrupts(interrupt);
  run_until_done(main);
  if (interrupt.cancels && main.cancelled() && main.uncancel() == 0) throw KeyboardInterrupt();
  // One that came in the task's last step is not to be lost, but a failure of that step goes before.
  const bool in_last_step = interrupt.too_late || (watch && watch->untold());
  if (in_last_step && !main.peek_exception()) throw KeyboardInterrupt();
}

void check_no_loop_runs(const char* function) {
  if (Loop::running() != nullptr)
    throw RuntimeError(std::string(function) + " cannot be called from a running event loop");
}

void check_can_run(const Loop& loop) { loop.check_can_run(); }

}  // namespace detail

namespace {

/// Ends all that main functions have left. What a replay has failed by, where it has.
std::exception_ptr end_tasks(detail::Loop& loop) {
  try {
    detail::cancel_all_tasks(loop);
    detail::shut_down(loop);
  } catch (const ReplayError&) {
    return std::current_exception();
  } catch (const RuntimeError&) {
    // A leftover that will not end even when cancelled, and so waits for ever: closing drops it.
  }
  return nullptr;
}

EventLoop make_loop(const RunOptions& options) {
  const bool records = !options.record.empty();
  const bool replays = !options.replay.empty();
  if (records + replays + (options.loop_factory != nullptr) > 1)
    throw ValueError("of record, replay and loop_factory one at most can be given, as each makes the loop");
  if (records) return new_event_loop(core::record_to(options.record, detail::make_reactor()));
  if (replays) return new_event_loop(core::replay_from(options.replay));
  return options.loop_factory ? options.loop_factory() : new_event_loop();
}

}  // namespace

Runner::~Runner() {
  std::exception_ptr failure;
  try {
    close();
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure) detail::Loop::default_exception_handler({"a Runner could not be closed", std::move(failure)});
}

const detail::Ref<detail::ContextState>& Runner::prepare() {
  if (state_ == State::closed) throw RuntimeError("Runner is closed");
  if (state_ == State::created) {
    loop_ = make_loop(options_);
    if (options_.debug) loop_->set_debug(true);
    if (!options_.trace.empty()) loop_->state().trace_to(options_.trace);
    context_ = detail::copy_current_context();
    if (!context_) context_ = detail::make_ref<detail::ContextState>();
    state_ = State::initialized;
  }
  return context_;
}

EventLoop Runner::get_loop() {
  prepare();
  return *loop_;
}

void Runner::run_and_close(detail::TaskState& main) {
  std::exception_ptr failure;
  try {
    detail::run_main_task(main);
  } catch (...) {
    failure = std::current_exception();
  }
  // What follows waits, and so stands outside every catch: not every port can switch stacks inside one.
  close();
  if (failure) std::rethrow_exception(failure);
}

void Runner::close() {
  if (state_ != State::initialized) return;
  const detail::Ref<detail::Loop> loop(&loop_->state());
  loop->check_can_run();
  state_ = State::closed;
  std::exception_ptr failure = end_tasks(*loop);
  // The outside has failed, and does so once.
  if (failure) end_tasks(*loop);
  loop->close();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace asyncio
