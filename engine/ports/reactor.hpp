/// @file
/// PORT: time, and waiting for what happens outside. Implemented by an adapter (`engine/native` on Boost.Asio, `wasm/reactor` on the
/// browser, `engine/virtual` on a clock of its own); each loop owns one.
///
/// The shape follows kj's EventPort: the loop keeps its own timers and ready queue, hands the reactor one deadline, and
/// the reactor returns when that has passed or when it has delivered a completion. A return with nothing delivered is
/// allowed at any time.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace asyncio::core {

class HttpClient;
class Inbox;
class Network;

/// The loop's clock: nanoseconds on a monotonic time line whose origin means nothing (`loop.time()`).
using TimePoint = std::chrono::time_point<std::chrono::steady_clock, std::chrono::nanoseconds>;

/// Names an operation that was started and has neither ended nor been given up; never 0.
using OperationId = std::uint32_t;

/// Is told of the program's first Ctrl+C.
class InterruptHandler {
 public:
  virtual void interrupted() = 0;

 protected:
  ~InterruptHandler() = default;
};

/// See `Reactor::watch_interrupts`.
class InterruptWatch {
 public:
  InterruptWatch() = default;
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;
  virtual ~InterruptWatch() = default;
  /// One has come that the handler has not been told of.
  [[nodiscard]] virtual bool untold() const noexcept = 0;
};

class Reactor {
 public:
  Reactor() = default;
  Reactor(const Reactor&) = delete;
  Reactor& operator=(const Reactor&) = delete;
  virtual ~Reactor() = default;

  /// The present moment; never earlier than the last answer.
  virtual TimePoint now() noexcept = 0;
  /// The same for those who only watch the program: a run that is recorded is the same whether anybody watches or not.
  virtual TimePoint observed_now() noexcept { return now(); }

  /// Blocks until `deadline` (forever if there is none), until a completion was delivered, or until `wake`.
  /// It may return early with nothing delivered. Called only by the loop, on whichever stack the loop happens to run. An exception ends the
  /// loop's run, which throws it.
  virtual void wait(std::optional<TimePoint> deadline) = 0;

  /// Delivers what is there already. The loop calls this once an iteration while it has work, so an adapter for which looking is expensive
  /// may look only at every hundredth call, say. Exceptions: as of `wait`.
  virtual void poll() = 0;

  /// Makes a `wait` that is under way, or the next one, return. The only member that any thread may call.
  virtual void wake() noexcept = 0;

  /// True when no operation is under way, so that nothing outside could end a `wait` that has no deadline. A loop with
  /// nothing ready, no timer and an idle reactor is deadlocked.
  [[nodiscard]] virtual bool idle() const noexcept = 0;

  /// What other threads have to say to the loop; null until somebody asks for it by `Inbox::of`.
  [[nodiscard]] const std::shared_ptr<Inbox>& inbox() const noexcept { return inbox_; }
  void set_inbox(std::shared_ptr<Inbox> inbox) noexcept { inbox_ = std::move(inbox); }

  /// The reactor that this one decorates, or null: by it the platform's adapters find their own reactor (`adapter_of`).
  [[nodiscard]] virtual Reactor* underlying() noexcept { return nullptr; }

  // What loops on this reactor use in the place of the platform's own, which is given; that itself where it is to be left as it is.
  [[nodiscard]] virtual HttpClient& http_client(HttpClient& platforms) noexcept {
    Reactor* const decorated = underlying();
    return decorated != nullptr ? decorated->http_client(platforms) : platforms;
  }
  [[nodiscard]] virtual Network& network(Network& platforms) noexcept {
    Reactor* const decorated = underlying();
    return decorated != nullptr ? decorated->network(platforms) : platforms;
  }

  /// As long as the result lives, the first Ctrl+C is told to `handler` from inside `wait` or `poll`, and a second one ends the program. Null
  /// where there is none, where it goes to another thread than this, and where the program itself or its parent has a say in it.
  [[nodiscard]] virtual std::unique_ptr<InterruptWatch> watch_interrupts(InterruptHandler& handler) {
    Reactor* const decorated = underlying();
    return decorated != nullptr ? decorated->watch_interrupts(handler) : nullptr;
  }

  /// The program prints this, by `asyncio::print`.
  virtual void printed(std::string_view text) noexcept { static_cast<void>(text); }

  /// A step of the named task begins (`main()` outside every task). Told only to adapters that watch for a loop that
  /// gets no turn; see `watches_steps`.
  virtual void step_begins(std::string_view task) noexcept { static_cast<void>(task); }

  /// Whether `step_begins` is wanted; asked once, when the loop is made.
  [[nodiscard]] virtual bool watches_steps() const noexcept { return false; }

 private:
  std::shared_ptr<Inbox> inbox_;
};

/// Makes the reactor of this platform; the build links exactly one definition.
std::unique_ptr<Reactor> make_reactor();

/// Throws RuntimeError: a loop on another reactor was asked for what only the platform's own can do.
[[noreturn]] void throw_not_the_platforms();

/// The adapter's own reactor: the given one, or one that it decorates. Throws RuntimeError where there is none.
template <class Adapter>
Adapter& adapter_of(Reactor& reactor) {
  for (Reactor* each = &reactor; each != nullptr; each = each->underlying()) {
    if (auto* const found = dynamic_cast<Adapter*>(each)) return *found;
  }
  throw_not_the_platforms();
}

}  // namespace asyncio::core
