#include "support/program.hpp"

namespace exception_propagation {

void leaf() {
  const Finally finally([] { print("leaf finally"); });
  asyncio::sleep(0s);
  throw asyncio::ValueError("leaf");
}

void middle() {
  const Finally finally([] { print("middle finally"); });
  leaf();
}

PROGRAM("tasks/exception_propagation") {
  asyncio::run([] {
    const auto task = asyncio::create_task(middle);
    std::vector<const asyncio::ValueError*> caught;
    for (int i = 0; i != 2; ++i) {
      try {
        asyncio::await(task);
      } catch (const asyncio::ValueError& e) {
        print("caught", e.what());
        caught.push_back(&e);
      }
    }
    // The task holds the object, so that its address may be compared.
    try {
      std::rethrow_exception(task.exception());
    } catch (const asyncio::ValueError& e) {
      print("same object:", caught[0] == caught[1] && caught[1] == &e);
    }
    print("done:", task.done(), "cancelled:", task.cancelled());
  });
}

}  // namespace exception_propagation
