#include "support/program.hpp"

namespace taskgroup_errors {

/// Python's KeyError.
class KeyError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

void bad(const std::string& name, asyncio::Event& gate) {
  gate.wait();
  throw asyncio::ValueError(name);
}

void fails_in_cleanup(asyncio::TaskGroup& tg) {
  try {
    asyncio::sleep(10s);
  } catch (const asyncio::CancelledError&) {
    try {
      tg.create_task([] { asyncio::sleep(0s); });
    } catch (const asyncio::RuntimeError&) {
      print("create_task while shutting down: RuntimeError");
    }
    throw KeyError("cleanup");
  }
}

std::string name_of(const std::exception_ptr& e) {
  try {
    std::rethrow_exception(e);
  } catch (const KeyError&) {
    return "KeyError";
  } catch (...) {
    return type_name(e);
  }
}

PROGRAM("task_groups/taskgroup_errors") {
  asyncio::run([] {
    asyncio::Event gate;
    try {
      asyncio::task_group([&](asyncio::TaskGroup& tg) {
        tg.create_task([&] { bad("first", gate); });
        tg.create_task([&] { bad("second", gate); });
        tg.create_task([&] { fails_in_cleanup(tg); });
        asyncio::sleep(20ms);
        gate.set();
      });
    } catch (const asyncio::ExceptionGroup& eg) {
      std::vector<std::string> names;
      for (const auto& e : eg.exceptions()) names.push_back(name_of(e));
      print(names);
    }
    std::optional<asyncio::Task<>> task;
    try {
      asyncio::task_group([&](asyncio::TaskGroup& tg) {
        task = tg.create_task([] { asyncio::sleep(10s); });
        throw asyncio::ValueError("body");
      });
    } catch (const asyncio::ExceptionGroup& eg) {
      std::vector<std::string> texts;
      for (const auto& e : eg.exceptions()) texts.push_back(str(e));
      print("body's:", texts, "| task cancelled:", task->cancelled());
    }
  });
}

}  // namespace taskgroup_errors
