/// @file
/// Who observes the loop: its log, a reactor that watches for a loop which gets no turn, and, in debug mode, the reader of stderr. That follows
/// CPython's debug mode (`BaseEventLoop._run_once`, "Executing ... took ... seconds").
#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include "../ports/output.hpp"
#include "event_log.hpp"
#include "loop.hpp"

namespace asyncio::detail {
namespace {

class StepTeller final : public core::Observer {
 public:
  explicit StepTeller(core::Reactor& reactor) : reactor_(reactor) {}
  void step_begins(TaskState* task) override { reactor_.step_begins(task != nullptr ? task->name() : "a callback"); }

 private:
  core::Reactor& reactor_;
};

/// Says which steps take longer than `slow_callback_duration`.
class SlowSteps final : public core::Observer {
 public:
  explicit SlowSteps(Loop& loop) : loop_(loop), start_(loop.observed_time()) {}
  void step_begins(TaskState*) override { start_ = loop_.observed_time(); }
  void step_ends(TaskState* task) override;

 private:
  Loop& loop_;
  std::chrono::nanoseconds start_;
};

void SlowSteps::step_ends(TaskState* task) {
  const std::chrono::nanoseconds taken = loop_.observed_time() - start_;
  if (taken < loop_.slow_callback_duration) return;
  // By hand, as the C library's printing of floating-point numbers would come with every program.
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(taken).count();
  const std::string fraction = std::to_string(milliseconds % 1000);
  std::string line = "Executing " + (task != nullptr ? task->name() : "a callback") + " took " +
                     std::to_string(milliseconds / 1000) + "." + std::string(3 - fraction.size(), '0') + fraction +
                     " seconds without waiting: nothing else could run meanwhile.";
  if (task != nullptr) line += " Instead of a call that blocks use asyncio::sleep, or asyncio::to_thread.";
  line += '\n';
  std::fputs(line.c_str(), stderr);
}

}  // namespace

void Loop::observe(core::Observer& observer) {
  observers_.push_back(&observer);
  note_observers();
}

void Loop::stop_observing(core::Observer& observer) noexcept {
  std::erase(observers_, &observer);
  note_observers();
}

void Loop::note_observers() noexcept {
  observed_by_ = !observers_.empty() ? ObservedBy::others : log_ != nullptr ? ObservedBy::log : ObservedBy::nobody;
}

void Loop::log_to(core::EventLog& log, std::uint32_t& last_object) noexcept {
  log_ = &log;
  last_object_ = &last_object;
  note_observers();
}

void Loop::dismiss_observers() noexcept {
  tell([this](auto& each) { each.loop_closed(*this); });
  observers_.clear();
  log_ = nullptr;
  note_observers();
  trace_ = nullptr;
}

void Loop::trace_to(const std::string& path) {
  auto sink = core::make_event_sink(path);
  if (!sink) return;
  auto log = std::make_unique<core::EventLog>(std::move(sink));
  log->attach(*this);
  trace_ = std::move(log);
}

void Loop::tell_reactor_of_steps() {
  step_teller_ = std::make_unique<StepTeller>(*reactor_);
  observe(*step_teller_);
}

void Loop::set_debug(bool enabled) {
  if (enabled == debug()) return;
  if (debug_) {
    stop_observing(*debug_);
    debug_ = nullptr;
  } else {
    debug_ = std::make_unique<SlowSteps>(*this);
    observe(*debug_);
  }
}

void Loop::check_thread() const {
  if (thread_ == nullptr || thread_ == this_thread()) return;
  throw RuntimeError(
      "Non-thread-safe operation invoked on an event loop other than the current one: use ThreadsafeLoop");
}

}  // namespace asyncio::detail

void asyncio::core::tell_printed(StandardStream stream, std::string_view text) noexcept {
  if (detail::Loop* const loop = detail::Loop::running()) loop->reactor().printed(text);
  tell_printed(stream, text.size());
}

bool asyncio::core::tell_printed(StandardStream stream, std::size_t bytes) noexcept {
  const detail::Loop* const loop = detail::Loop::running();
  if (loop == nullptr || !loop->observed()) return false;
  loop->tell([&](auto& each) { each.printed(std::to_underlying(stream), bytes); });
  return true;
}
