#include "support/program.hpp"

namespace context_variables {

const asyncio::ContextVar<std::string> var("var", "default");

void child(const std::string& name) {
  print(name, "sees", var.get());
  var.set(name);
  asyncio::sleep(20ms);
  print(name, "still sees", var.get());
}

PROGRAM("tasks/context_variables") {
  asyncio::run([] {
    auto loop = asyncio::get_running_loop();
    print("main sees", var.get());
    const auto token = var.set("main");
    loop.call_soon([] { print("callback sees", var.get()); });
    const auto a = asyncio::create_task([] { child("a"); });
    var.set("changed");
    const auto b = asyncio::create_task([] { child("b"); });
    asyncio::await(asyncio::gather(a, b));
    print("main sees", var.get());
    var.reset(token);
    print("after reset", var.get());
    const auto context = asyncio::copy_context();
    context.run([] { var.set("inside"); });
    print("outside", var.get(), "| inside", context.run([] { return std::string(var.get()); }));
    child("inline");
    print("main sees", var.get());
  });
}

}  // namespace context_variables
