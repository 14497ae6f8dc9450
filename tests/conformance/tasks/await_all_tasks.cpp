#include "support/program.hpp"

namespace await_all_tasks {

template <class T>
T wait_for(std::string_view name, T result) {
  try {
    return asyncio::sleep(10s, result);
  } catch (const asyncio::CancelledError&) {
    print(name, "is cancelled");
    throw;
  }
}

std::string type_name(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const asyncio::CancelledError&) {
    return "CancelledError";
  } catch (const asyncio::ValueError&) {
    return "ValueError";
  }
}

std::string text(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& exception) {
    return exception.what();
  }
}

PROGRAM("tasks/await_all_tasks") {
  asyncio::run([] {
    asyncio::create_task([] { return wait_for("number", 1); });
    asyncio::create_task([] { return wait_for("text", std::string("text")); });
    const auto failing = asyncio::create_task([] { throw asyncio::ValueError("no"); });
    std::vector<asyncio::AnyTask> others = asyncio::all_tasks();
    std::erase(others, *asyncio::current_task());
    asyncio::sleep(0s);
    print("failed:", text(failing.exception()));
    for (const auto& task : others) task.cancel();
    std::vector<std::string> types;
    for (const auto& result : asyncio::await(asyncio::gather(asyncio::return_exceptions, others))) {
      types.push_back(type_name(result.error()));
    }
    print(types);
    try {
      asyncio::await(others[2]);
    } catch (const asyncio::ValueError& error) {
      print("awaited:", error.what());
    }
    print(text(others[2].exception()), others[0].cancelled());
  });
}

}  // namespace await_all_tasks
