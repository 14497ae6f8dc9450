/// @file
/// Adapter of engine/core/reactor.hpp: the browser's timers and fetch. Twin: reactor.ts.
#include "../../engine/core/reactor.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <unordered_map>

#include "../imports.hpp"

namespace asyncio::core {
namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

TimePoint to_time_point(double milliseconds) noexcept {
  return TimePoint(std::chrono::duration_cast<std::chrono::nanoseconds>(Milliseconds(milliseconds)));
}

class BrowserReactor final : public Reactor {
 public:
  TimePoint now() noexcept override { return to_time_point(tulip_now()); }

  void wait(std::optional<TimePoint> deadline) override {
    suspend(deadline ? Milliseconds(deadline->time_since_epoch()).count() : std::numeric_limits<double>::infinity());
  }

  /// The browser delivers nothing while the program runs, so looking means giving it a turn, which takes microseconds.
  void poll() override {
    constexpr unsigned calls_between_looks_at_the_clock = 8;
    constexpr double longest_turn = 10;
    if (++polls_ % calls_between_looks_at_the_clock != 0) return;
    const double now = tulip_now();
    if (now - last_turn_ >= longest_turn) suspend(now);
  }

  // Nothing but the browser could wake the loop, and that it does through `wait`.
  void wake() noexcept override {}

  [[nodiscard]] bool idle() const noexcept override { return operations_.empty(); }

  OperationId start_http(HttpRequest request, HttpCompletion& completion) override {
    static OperationId last_operation = 0;
    // Counted for all loops of the program, as the host tells requests apart by it.
    const OperationId id = ++last_operation;
    operations_.emplace(id, &completion);
    std::string headers;
    for (const auto& [name, value] : request.headers) headers += name + "\n" + value + "\n";
    const TulipHttpRequest asked{id,
                                 request.method.data(),
                                 request.method.size(),
                                 request.url.data(),
                                 request.url.size(),
                                 headers.data(),
                                 headers.size(),
                                 request.body.data(),
                                 request.body.size()};
    tulip_http_start(&asked);
    return id;
  }

  void cancel_http(OperationId operation) noexcept override {
    if (operations_.erase(operation) != 0) tulip_http_cancel(operation);
  }

  /// A page cannot look into a program that computes, so it is told what begins. In a program that never rests that would
  /// cost more than the steps themselves: each wait buys a number of announcements.
  void step_begins(std::string_view task) noexcept override {
    if (announcements_ == 0) return;
    --announcements_;
    tulip_step(task.data(), task.size());
  }
  [[nodiscard]] bool watches_steps() const noexcept override { return true; }

 private:
  static constexpr int announcements_a_wait = 64;

  void suspend(double deadline) {
    tulip_wait(deadline);
    last_turn_ = tulip_now();
    announcements_ = announcements_a_wait;
    while (const OperationId id = tulip_take()) deliver(id);
  }

  void deliver(OperationId id) {
    TulipHttpSizes sizes{};
    tulip_http_sizes(id, &sizes);
    std::string bytes(sizes.status_text + sizes.url + sizes.headers + sizes.body + sizes.error, '\0');
    tulip_http_read(id, bytes.data());
    const auto operation = operations_.find(id);
    if (operation == operations_.end()) return;
    HttpCompletion& completion = *operation->second;
    operations_.erase(operation);

    std::string_view rest = bytes;
    const auto take = [&rest](std::size_t size) {
      const auto part = rest.substr(0, size);
      rest.remove_prefix(size);
      return part;
    };
    HttpResult result;
    result.status = static_cast<int>(sizes.status);
    result.status_text = take(sizes.status_text);
    result.url = take(sizes.url);
    std::string_view headers = take(sizes.headers);
    const auto take_line = [&headers] {
      const auto line = headers.substr(0, headers.find('\n'));
      headers.remove_prefix(std::min(headers.size(), line.size() + 1));
      return std::string(line);
    };
    while (!headers.empty()) {
      auto name = take_line();
      result.headers.emplace_back(std::move(name), take_line());
    }
    result.body = take(sizes.body);
    result.error = take(sizes.error);
    completion.complete(std::move(result));
  }

  std::unordered_map<OperationId, HttpCompletion*> operations_;
  unsigned polls_ = 0;
  double last_turn_ = tulip_now();
  int announcements_ = announcements_a_wait;
};

}  // namespace

std::unique_ptr<Reactor> make_reactor() { return std::make_unique<BrowserReactor>(); }

}  // namespace asyncio::core
