/// @file
/// Runs the programs of generate.py, in virtual time; reference.py does the same on CPython, and the traces must be the same. A
/// statement is a member function here and there; what one of them means is easiest to see in reference.py.
#pragma once

#include <array>
#include <asyncio.hpp>
#include <deque>
#include <expected>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "node.hpp"

namespace conformance {

/// What `(raise N)` throws.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What the statements of one block see around them.
struct Scope {
  asyncio::TaskGroup* group = nullptr;
  asyncio::Timeout* timeout = nullptr;
};

class World {
 public:
  explicit World(asyncio::EventLoop loop = asyncio::new_event_loop());
  /// The trace of a program: a line for each event, with its time and its task.
  std::vector<std::string> run(const Node& program);

 private:
  using Value = std::string;
  /// What a block returns; nothing where it goes on.
  using Returned = std::optional<Value>;
  using Awaitable = std::variant<asyncio::Task<Value>, asyncio::Future<Value>, asyncio::Future<std::vector<Value>>,
                                 asyncio::Future<std::vector<std::expected<Value, std::exception_ptr>>>>;
  using Statement = Returned (World::*)(const Scope& scope, const Node& node);
  using Named = std::pair<std::string, asyncio::Future<Value>>;
  static constexpr double ticks_per_second = 512;

  void root(const Node& main);
  Value task(const Node& body, const Scope& scope);
  asyncio::Task<Value> spawn(const std::string& name, const Node& body, const Scope& scope);
  Returned execute(const Node& node, const Scope& scope);
  void log(const std::string& text);
  void log_as(const std::string& task, const std::string& text);
  [[nodiscard]] Awaitable* find(const std::string& name);
  /// Those of a statement's names, from the given part on, that exist.
  [[nodiscard]] std::vector<Named> known(const Node& node, std::size_t from) const;

  static std::optional<asyncio::Duration> seconds(const std::string& ticks);
  static std::string describe(const std::exception_ptr& error);
  static std::string show(const Value& value) { return value; }
  static std::string show(const std::vector<Value>& values);
  static std::string show(const std::vector<std::expected<Value, std::exception_ptr>>& values);
  template <class FutureType>
  static std::string state_of(const FutureType& future);

  static const std::map<std::string_view, Statement>& statements();
  Returned do_do(const Scope& scope, const Node& node);
  Returned do_return(const Scope& scope, const Node& node);
  Returned do_log(const Scope& scope, const Node& node);
  Returned do_sleep(const Scope& scope, const Node& node);
  Returned do_spawn(const Scope& scope, const Node& node);
  Returned do_gspawn(const Scope& scope, const Node& node);
  Returned do_await(const Scope& scope, const Node& node);
  Returned do_shield(const Scope& scope, const Node& node);
  Returned do_waitfor(const Scope& scope, const Node& node);
  Returned do_waitforbody(const Scope& scope, const Node& node);
  Returned do_cancel(const Scope& scope, const Node& node);
  Returned do_uncancel(const Scope& scope, const Node& node);
  Returned do_state(const Scope& scope, const Node& node);
  Returned do_raise(const Scope& scope, const Node& node);
  Returned do_try(const Scope& scope, const Node& node);
  Returned do_finally(const Scope& scope, const Node& node);
  Returned do_timeout(const Scope& scope, const Node& node);
  Returned do_reschedule(const Scope& scope, const Node& node);
  Returned do_group(const Scope& scope, const Node& node);
  Returned do_gather(const Scope& scope, const Node& node);
  Returned do_wait(const Scope& scope, const Node& node);
  Returned do_each(const Scope& scope, const Node& node);
  Returned do_set(const Scope& scope, const Node& node);
  Returned do_clear(const Scope& scope, const Node& node);
  Returned do_waitev(const Scope& scope, const Node& node);
  Returned do_lock(const Scope& scope, const Node& node);
  Returned do_sem(const Scope& scope, const Node& node);
  Returned do_cwait(const Scope& scope, const Node& node);
  Returned do_cnotify(const Scope& scope, const Node& node);
  Returned do_put(const Scope& scope, const Node& node);
  Returned do_get(const Scope& scope, const Node& node);
  Returned do_future(const Scope& scope, const Node& node);
  Returned do_fset(const Scope& scope, const Node& node);
  Returned do_fexc(const Scope& scope, const Node& node);
  Returned do_soon(const Scope& scope, const Node& node);
  Returned do_later(const Scope& scope, const Node& node);
  Returned do_donecb(const Scope& scope, const Node& node);

  asyncio::EventLoop loop_;
  std::vector<std::string> trace_;
  /// The trace is complete; what is left is unwound unseen.
  bool over_ = false;
  std::map<std::string, Awaitable> futures_;
  std::vector<asyncio::Task<Value>> tasks_;
  std::array<asyncio::Event, 3> events_;
  std::array<asyncio::Lock, 2> locks_;
  std::deque<asyncio::Semaphore> semaphores_;
  std::array<asyncio::Condition, 1> conditions_;
  std::deque<asyncio::Queue<Value>> queues_;
};

template <class FutureType>
std::string World::state_of(const FutureType& future) {
  std::string text = future.cancelled() ? "cancelled" : future.done() ? "done" : "pending";
  if constexpr (requires { future.cancelling(); }) text += " " + std::to_string(future.cancelling());
  return text;
}

}  // namespace conformance
