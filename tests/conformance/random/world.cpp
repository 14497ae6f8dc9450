#include "world.hpp"

#include <cmath>
#include <exception>

namespace conformance {

World::World(asyncio::EventLoop loop) : loop_(std::move(loop)) {
  for (int i = 0; i != 2; ++i) semaphores_.emplace_back(2);
  for (int i = 0; i != 2; ++i) queues_.emplace_back(1 + i);
}

std::vector<std::string> World::run(const Node& program) {
  loop_.set_exception_handler([this](asyncio::EventLoop&, const asyncio::ExceptionContext& context) {
    const bool is_reminder = context.message.contains("never retrieved") || context.message.contains("destroyed");
    if (!is_reminder) log("handler " + describe(context.exception));
  });
  bool deadlocked = false;
  try {
    loop_.run_until_complete([&] { root(program[2]); });
  } catch (const asyncio::DeadlockError&) {
    deadlocked = true;
  }
  if (deadlocked) trace_.emplace_back("deadlock");
  over_ = true;
  loop_.close();
  // Before the handler, which is told of exceptions that nobody looked at.
  futures_.clear();
  tasks_.clear();
  return std::move(trace_);
}

void World::root(const Node& main) {
  asyncio::current_task()->set_name("root");
  const auto task = spawn("t0", main, {});
  loop_.call_later(*seconds("2000"), [task] { task.cancel(); });
  std::string outcome;
  std::exception_ptr failure;
  try {
    outcome = asyncio::await(task);
  } catch (const asyncio::GeneratorExit&) {
    throw;
  } catch (...) {
    failure = std::current_exception();
  }
  log("main " + (failure ? describe(failure) : outcome));
  for (int i = 0; i != 5; ++i) {
    // The list grows while the tasks are cancelled.
    for (const auto& each : std::vector(tasks_)) each.cancel("end");
    asyncio::sleep(*seconds("50"));
  }
  for (const auto& each : tasks_) log("left " + each.get_name() + " " + state_of(each));
}

World::Value World::task(const Node& body, const Scope& scope) {
  log("begins");
  Returned value;
  std::exception_ptr failure;
  try {
    value = execute(body, scope);
  } catch (const asyncio::GeneratorExit&) {
    throw;
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure) {
    log("ends " + describe(failure));
    std::rethrow_exception(failure);
  }
  log("ends");
  return value.value_or("none");
}

asyncio::Task<World::Value> World::spawn(const std::string& name, const Node& body, const Scope& scope) {
  const auto function = [this, &body, scope] { return task(body, scope); };
  const auto create = [&] {
    try {
      return scope.group != nullptr ? scope.group->create_task(function, name) : asyncio::create_task(function, name);
    } catch (const asyncio::RuntimeError&) {
      log("refused " + name);
      throw;
    }
  };
  const auto task = create();
  futures_.insert_or_assign(name, task);
  tasks_.push_back(task);
  return task;
}

World::Returned World::execute(const Node& node, const Scope& scope) {
  return (this->*statements().at(node.name()))(scope, node);
}

void World::log(const std::string& text) {
  if (over_) return;
  const auto task = asyncio::current_task();
  log_as(task ? task->get_name() : "-", text);
}

void World::log_as(const std::string& task, const std::string& text) {
  const auto ticks = std::lround(loop_.time() * ticks_per_second);
  trace_.push_back(std::to_string(ticks) + " " + task + " " + text);
}

World::Awaitable* World::find(const std::string& name) {
  const auto found = futures_.find(name);
  return found == futures_.end() ? nullptr : &found->second;
}

std::vector<World::Named> World::known(const Node& node, std::size_t from) const {
  std::vector<Named> all;
  for (std::size_t i = from; i != node.size(); ++i) {
    const auto found = futures_.find(node.text(i));
    if (found == futures_.end()) continue;
    if (const auto* task = std::get_if<asyncio::Task<Value>>(&found->second)) all.emplace_back(node.text(i), *task);
    if (const auto* future = std::get_if<asyncio::Future<Value>>(&found->second))
      all.emplace_back(node.text(i), *future);
  }
  return all;
}

std::optional<asyncio::Duration> World::seconds(const std::string& ticks) {
  if (ticks == "none") return std::nullopt;
  return asyncio::Duration(std::stoi(ticks) / ticks_per_second);
}

std::string World::describe(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const asyncio::CancelledError& cancelled) {
    return "Cancelled(" + cancelled.message() + ")";
  } catch (const Error& mine) {
    return std::string("Error(") + mine.what() + ")";
  } catch (const asyncio::ExceptionGroup& group) {
    std::string text;
    for (const auto& each : group.exceptions()) text += (text.empty() ? "" : " ") + describe(each);
    return "Group[" + text + "]";
  } catch (const asyncio::TimeoutError&) {
    return "TimeoutError";
  } catch (const asyncio::InvalidStateError&) {
    return "InvalidStateError";
  } catch (const asyncio::RuntimeError&) {
    return "RuntimeError";
  } catch (const std::exception& other) {
    return other.what();
  }
}

std::string World::show(const std::vector<Value>& values) {
  std::string text;
  for (const auto& each : values) text += (text.empty() ? "" : " ") + each;
  return "[" + text + "]";
}

std::string World::show(const std::vector<std::expected<Value, std::exception_ptr>>& values) {
  std::string text;
  for (const auto& each : values) text += (text.empty() ? "" : " ") + (each ? *each : describe(each.error()));
  return "[" + text + "]";
}

}  // namespace conformance
