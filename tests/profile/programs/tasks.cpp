// What the engine has to offer, more of it than any one lesson shows.
#include <asyncio.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <print>
#include <stdexcept>
#include <string>
#include <vector>

using namespace std::chrono_literals;

class Limiter {
 public:
  explicit Limiter(int at_once) : free_(at_once) {}
  template <class F>
  auto operator()(F work) {
    free_.acquire();
    struct Release {
      asyncio::Semaphore& semaphore;
      ~Release() { semaphore.release(); }
    } release{free_};
    return work();
  }

 private:
  asyncio::Semaphore free_;
};

template <class F>
auto retry(int times, F work) -> decltype(work()) {
  for (int tried = 1;; ++tried) {
    try {
      return work();
    } catch (const std::runtime_error& error) {
      if (tried == times) throw;
      asyncio::println("try {} failed: {}", tried, error.what());
      asyncio::sleep(10ms * (1 << tried));
    }
  }
}

static asyncio::Generator<int> numbers(int last) {
  return {[last](auto& yield) {
    for (int i = 0; i < last; ++i) yield(i);
  }};
}

static void worker(int id, asyncio::Queue<std::string>& jobs, std::map<int, std::vector<std::string>>& done) {
  while (true) {
    const auto job = jobs.get();
    asyncio::sleep(std::chrono::milliseconds(5 * id));
    done[id].push_back(job + "!");
    jobs.task_done();
  }
}

int main() {
  asyncio::run([] {
    asyncio::Queue<std::string> jobs(2);
    std::map<int, std::vector<std::string>> done;
    std::vector<asyncio::Task<>> workers;
    for (int id = 1; id <= 3; ++id) workers.push_back(asyncio::create_task([&, id] { worker(id, jobs, done); }));
    for (const char* job : {"a", "b", "c", "d"}) jobs.put(job);
    jobs.join();
    for (auto& task : workers) task.cancel();
    asyncio::await(asyncio::gather(asyncio::return_exceptions, workers));

    Limiter limit(2);
    int failures = 2;
    const auto answer = retry(3, [&] {
      return limit([&]() -> int {
        if (failures-- > 0) throw std::runtime_error("not yet");
        return 42;
      });
    });
    asyncio::println("answer {}", answer);
    for (int n : numbers(3)) asyncio::println("{}", n);

    try {
      asyncio::wait_for([] { asyncio::sleep(1s); }, 20ms);
    } catch (const asyncio::TimeoutError&) {
      asyncio::println("too slow");
    }
    asyncio::TaskGroup group;
    group.run([&] {
      group.create_task([] { asyncio::sleep(5ms); });
      group.create_task([] { throw std::invalid_argument("bad"); });
    });
  });
}
