/// @file
/// PORT: all that the loop asks of the outside world, owned by the core and implemented by an adapter
/// (`engine/native` on Boost.Asio, `wasm/reactor` on the browser, `tests/support` on a virtual clock).
///
/// The shape follows kj's EventPort: the loop keeps its own timers and ready queue, hands the reactor one deadline, and
/// the reactor returns when that has passed or when it has delivered a completion. A return with nothing delivered is
/// allowed at any time.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asyncio::core {

/// The loop's clock: nanoseconds on a monotonic time line whose origin means nothing (`loop.time()`).
using TimePoint = std::chrono::time_point<std::chrono::steady_clock, std::chrono::nanoseconds>;

/// Names a request that was started and has not been completed or cancelled; never 0.
using OperationId = std::uint32_t;

/// What to ask an HTTP server. Header names and values are as the caller wrote them.
struct HttpRequest {
  std::string method = "GET";
  /// Absolute, or relative to the adapter's base address where it has one.
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

/// What came back: a response of any status, or, where `error` is not empty, the reason why there was none.
struct HttpResult {
  int status = 0;
  std::string status_text;
  /// The address that answered, after redirects.
  std::string url;
  /// In order of arrival, names in lower case.
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  /// A sentence for people, such as "could not connect to localhost port 1: connection refused".
  std::string error;
};

/// Receives the end of an operation, once, on the loop's thread, from inside `wait` or `poll`. It must not block or throw.
class HttpCompletion {
 public:
  virtual void complete(HttpResult result) noexcept = 0;

 protected:
  ~HttpCompletion() = default;
};

class Reactor {
 public:
  Reactor() = default;
  Reactor(const Reactor&) = delete;
  Reactor& operator=(const Reactor&) = delete;
  virtual ~Reactor() = default;

  /// The present moment; never earlier than the last answer.
  virtual TimePoint now() noexcept = 0;

  /// As `now`, or cheaper and at most a millisecond behind: asked at each step of a program that is observed.
  virtual TimePoint step_time() noexcept { return now(); }

  /// Blocks until `deadline` (forever if there is none), until a completion was delivered, or until `wake`.
  /// It may return early with nothing delivered. Called only by the loop, on whichever stack the loop happens to run.
  virtual void wait(std::optional<TimePoint> deadline) = 0;

  /// Delivers what is there already. The loop calls this once an iteration while it has work, so an adapter to which
  /// looking is dear may look only at every so many calls.
  virtual void poll() = 0;

  /// Makes a `wait` that is under way, or the next one, return. The only member that any thread may call.
  virtual void wake() noexcept = 0;

  /// True when no operation is under way, so that nothing outside could end a `wait` that has no deadline. A loop with
  /// nothing ready, no timer and an idle reactor is deadlocked.
  [[nodiscard]] virtual bool idle() const noexcept = 0;

  /// Starts an HTTP request; `completion` must live until it is told or the request is cancelled.
  virtual OperationId start_http(HttpRequest request, HttpCompletion& completion) = 0;

  /// Abandons a request: its completion will not be told. An id that has ended already is ignored.
  virtual void cancel_http(OperationId operation) noexcept = 0;

  /// A step of the named task begins (`main()` outside every task). Told only to adapters that watch for a loop that
  /// gets no turn; see `watches_steps`.
  virtual void step_begins(std::string_view task) noexcept { static_cast<void>(task); }

  /// Whether `step_begins` is wanted; asked once, when the loop is made.
  [[nodiscard]] virtual bool watches_steps() const noexcept { return false; }
};

/// Makes the reactor of this platform; the build links exactly one definition.
std::unique_ptr<Reactor> make_reactor();

}  // namespace asyncio::core
