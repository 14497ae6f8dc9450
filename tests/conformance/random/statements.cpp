#include <algorithm>
#include <exception>

#include "world.hpp"

namespace conformance {

const std::map<std::string_view, World::Statement>& World::statements() {
  static const std::map<std::string_view, Statement> all{
      {"do", &World::do_do},           {"return", &World::do_return},
      {"log", &World::do_log},         {"sleep", &World::do_sleep},
      {"spawn", &World::do_spawn},     {"gspawn", &World::do_gspawn},
      {"await", &World::do_await},     {"shield", &World::do_shield},
      {"waitfor", &World::do_waitfor}, {"waitforbody", &World::do_waitforbody},
      {"cancel", &World::do_cancel},   {"uncancel", &World::do_uncancel},
      {"state", &World::do_state},     {"raise", &World::do_raise},
      {"try", &World::do_try},         {"finally", &World::do_finally},
      {"timeout", &World::do_timeout}, {"reschedule", &World::do_reschedule},
      {"group", &World::do_group},     {"gather", &World::do_gather},
      {"wait", &World::do_wait},       {"each", &World::do_each},
      {"set", &World::do_set},         {"clear", &World::do_clear},
      {"waitev", &World::do_waitev},   {"lock", &World::do_lock},
      {"sem", &World::do_sem},         {"cwait", &World::do_cwait},
      {"cnotify", &World::do_cnotify}, {"put", &World::do_put},
      {"get", &World::do_get},         {"future", &World::do_future},
      {"fset", &World::do_fset},       {"fexc", &World::do_fexc},
      {"soon", &World::do_soon},       {"later", &World::do_later},
      {"donecb", &World::do_donecb},
  };
  return all;
}

World::Returned World::do_do(const Scope& scope, const Node& node) {
  for (std::size_t i = 1; i != node.size(); ++i) {
    if (auto value = execute(node[i], scope)) return value;
  }
  return {};
}

World::Returned World::do_return(const Scope&, const Node& node) { return node.text(1); }

World::Returned World::do_log(const Scope&, const Node& node) {
  log("log " + node.text(1));
  return {};
}

World::Returned World::do_sleep(const Scope&, const Node& node) {
  asyncio::sleep(*seconds(node.text(1)));
  log("slept " + node.text(1));
  return {};
}

World::Returned World::do_spawn(const Scope&, const Node& node) {
  spawn(node.text(1), node[2], {});
  return {};
}

World::Returned World::do_gspawn(const Scope& scope, const Node& node) {
  spawn(node.text(1), node[2], {scope.group, nullptr});
  return {};
}

World::Returned World::do_await(const Scope&, const Node& node) {
  auto* const found = find(node.text(1));
  if (found == nullptr) return {};
  // A copy, as the table may change while this waits.
  log("got " + std::visit([](const auto future) { return show(asyncio::await(future)); }, *found));
  return {};
}

World::Returned World::do_shield(const Scope&, const Node& node) {
  auto* const found = find(node.text(1));
  if (found == nullptr) return {};
  log("got " + std::visit([](const auto future) { return show(asyncio::await(asyncio::shield(future))); }, *found));
  return {};
}

World::Returned World::do_waitfor(const Scope&, const Node& node) {
  auto* const found = find(node.text(2));
  if (found == nullptr) return {};
  const auto limit = seconds(node.text(1));
  log("got " + std::visit([&](const auto future) { return show(asyncio::wait_for(future, limit)); }, *found));
  return {};
}

World::Returned World::do_waitforbody(const Scope&, const Node& node) {
  const auto inner = [&] {
    log("inner begins");
    return execute(node[2], {}).value_or("none");
  };
  log("got " + asyncio::wait_for(inner, seconds(node.text(1))));
  return {};
}

World::Returned World::do_cancel(const Scope&, const Node& node) {
  auto* const found = find(node.text(1));
  if (found == nullptr) return {};
  const std::string message = node.text(2) == "-" ? "" : node.text(2);
  const bool asked = std::visit([&](const auto future) { return future.cancel(message); }, *found);
  log("cancel " + node.text(1) + (asked ? " True" : " False"));
  return {};
}

World::Returned World::do_uncancel(const Scope&, const Node&) {
  log("uncancel " + std::to_string(asyncio::current_task()->uncancel()));
  return {};
}

World::Returned World::do_state(const Scope&, const Node& node) {
  if (auto* const found = find(node.text(1))) {
    log("state " + node.text(1) + " " + std::visit([](const auto& future) { return state_of(future); }, *found));
  }
  return {};
}

World::Returned World::do_raise(const Scope&, const Node& node) { throw Error(node.text(1)); }

World::Returned World::do_try(const Scope& scope, const Node& node) {
  const std::string& kind = node.text(2);
  std::exception_ptr caught;
  try {
    return execute(node[1], scope);
  } catch (const asyncio::GeneratorExit&) {
    throw;
  } catch (const asyncio::CancelledError&) {
    if (kind == "error") throw;
    caught = std::current_exception();
  } catch (...) {
    if (kind == "cancelled") throw;
    caught = std::current_exception();
  }
  log("caught " + describe(caught));
  if (auto value = execute(node[3], scope)) return value;
  if (node.text(4) == "again") std::rethrow_exception(caught);
  return {};
}

World::Returned World::do_finally(const Scope& scope, const Node& node) {
  Returned value;
  std::exception_ptr failure;
  try {
    value = execute(node[1], scope);
  } catch (const asyncio::GeneratorExit&) {
    throw;
  } catch (...) {
    failure = std::current_exception();
  }
  log(failure ? "cleanup" : "finally");
  execute(node[2], scope);
  if (failure) std::rethrow_exception(failure);
  return value;
}

World::Returned World::do_timeout(const Scope& scope, const Node& node) {
  auto timeout = asyncio::timeout(seconds(node.text(1)));
  Returned value;
  std::exception_ptr failure;
  try {
    value = timeout.run([&] { return execute(node[2], {scope.group, &timeout}); });
  } catch (...) {
    failure = std::current_exception();
  }
  log(std::string("timeout expired ") + (timeout.expired() ? "True" : "False"));
  if (failure) std::rethrow_exception(failure);
  return value;
}

World::Returned World::do_reschedule(const Scope& scope, const Node& node) {
  if (scope.timeout == nullptr) return {};
  const auto after = seconds(node.text(1));
  scope.timeout->reschedule(after ? std::optional(loop_.time() + after->count()) : std::nullopt);
  return {};
}

World::Returned World::do_group(const Scope& scope, const Node& node) {
  asyncio::TaskGroup group;
  Returned value;
  std::exception_ptr failure;
  try {
    value = group.run([&] { return execute(node[1], {&group, scope.timeout}); });
  } catch (...) {
    failure = std::current_exception();
  }
  log("group left");
  if (failure) std::rethrow_exception(failure);
  return value;
}

World::Returned World::do_gather(const Scope&, const Node& node) {
  std::vector<asyncio::Future<Value>> futures;
  for (const auto& [name, future] : known(node, 3)) futures.push_back(future);
  if (futures.empty()) return {};
  if (node.text(1) == "results") {
    futures_.insert_or_assign(node.text(2), asyncio::gather(asyncio::return_exceptions, futures));
  } else {
    futures_.insert_or_assign(node.text(2), asyncio::gather(futures));
  }
  return {};
}

World::Returned World::do_wait(const Scope&, const Node& node) {
  const auto all = known(node, 3);
  if (all.empty()) return {};
  std::vector<asyncio::Future<Value>> futures;
  for (const auto& [name, future] : all) futures.push_back(future);
  const auto when = node.text(1) == "all"     ? asyncio::ALL_COMPLETED
                    : node.text(1) == "first" ? asyncio::FIRST_COMPLETED
                                              : asyncio::FIRST_EXCEPTION;
  const auto [done, pending] = asyncio::wait(futures, {.timeout = seconds(node.text(2)), .return_when = when});
  std::string names;
  for (const auto& [name, future] : all) {
    if (std::ranges::find(done, future) != done.end()) names += (names.empty() ? "" : " ") + name;
  }
  log("wait " + names);
  return {};
}

World::Returned World::do_each(const Scope&, const Node& node) {
  std::vector<asyncio::Future<Value>> futures;
  for (const auto& [name, future] : known(node, 2)) futures.push_back(future);
  if (futures.empty()) return {};
  for (auto following : asyncio::as_completed(futures, seconds(node.text(1)))) {
    std::string outcome;
    try {
      outcome = asyncio::await(following);
    } catch (const std::exception&) {
      outcome = describe(std::current_exception());
    }
    log("next " + outcome);
  }
  return {};
}

World::Returned World::do_set(const Scope&, const Node& node) {
  events_.at(std::stoul(node.text(1))).set();
  return {};
}

World::Returned World::do_clear(const Scope&, const Node& node) {
  events_.at(std::stoul(node.text(1))).clear();
  return {};
}

World::Returned World::do_waitev(const Scope&, const Node& node) {
  events_.at(std::stoul(node.text(1))).wait();
  log("event " + node.text(1));
  return {};
}

World::Returned World::do_lock(const Scope& scope, const Node& node) {
  return locks_.at(std::stoul(node.text(1))).run([&] {
    log("lock " + node.text(1));
    return execute(node[2], scope);
  });
}

World::Returned World::do_sem(const Scope& scope, const Node& node) {
  return semaphores_.at(std::stoul(node.text(1))).run([&] {
    log("semaphore " + node.text(1));
    return execute(node[2], scope);
  });
}

World::Returned World::do_cwait(const Scope&, const Node& node) {
  auto& condition = conditions_.at(std::stoul(node.text(1)));
  condition.run([&] {
    log("condition waits");
    condition.wait();
    log("condition met");
  });
  return {};
}

World::Returned World::do_cnotify(const Scope&, const Node& node) {
  auto& condition = conditions_.at(std::stoul(node.text(1)));
  condition.run([&] {
    condition.notify(std::stoul(node.text(2)));
    log("notified");
  });
  return {};
}

World::Returned World::do_put(const Scope&, const Node& node) {
  queues_.at(std::stoul(node.text(1))).put(node.text(2));
  log("put " + node.text(2));
  return {};
}

World::Returned World::do_get(const Scope&, const Node& node) {
  log("get " + queues_.at(std::stoul(node.text(1))).get());
  return {};
}

World::Returned World::do_future(const Scope&, const Node& node) {
  futures_.insert_or_assign(node.text(1), loop_.create_future<Value>());
  return {};
}

World::Returned World::do_fset(const Scope&, const Node& node) {
  if (auto* const found = find(node.text(1))) std::get<asyncio::Future<Value>>(*found).set_result(node.text(2));
  return {};
}

World::Returned World::do_fexc(const Scope&, const Node& node) {
  if (auto* const found = find(node.text(1))) {
    std::get<asyncio::Future<Value>>(*found).set_exception(Error(node.text(2)));
  }
  return {};
}

World::Returned World::do_soon(const Scope&, const Node& node) {
  loop_.call_soon([this, &node] { execute(node[1], {}); });
  return {};
}

World::Returned World::do_later(const Scope&, const Node& node) {
  loop_.call_later(*seconds(node.text(1)), [this, &node] { execute(node[2], {}); });
  return {};
}

World::Returned World::do_donecb(const Scope&, const Node& node) {
  auto* const found = find(node.text(1));
  if (found == nullptr) return {};
  const auto callback = [this, mark = node.text(2)](const auto& done) {
    log("callback " + mark + " " + state_of(done));
  };
  std::visit([&](const auto& future) { future.add_done_callback(callback); }, *found);
  return {};
}

}  // namespace conformance
