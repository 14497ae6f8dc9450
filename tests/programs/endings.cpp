// Programs that end in every way there is; the first argument names the way. What the host makes of them is asserted in
// browsers/endings.ts.
#include <asyncio.hpp>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <map>
#include <mutex>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

namespace {

// Opaque to the optimizer, which may make anything of undefined behaviour that it sees.
volatile int zero = 0;
volatile int sink = 0;

struct Oops {};

int recurse(int depth) {
  // The result is used after the call, so that the call stays one.
  return depth == zero - 1 ? 0 : recurse(depth + 1) + sink;
}

int recurse_with_array(int depth) {
  volatile char bytes[1024];
  for (std::size_t i = 0; i != sizeof(bytes); ++i) bytes[i] = static_cast<char>(depth);
  return depth == zero ? 0 : recurse_with_array(depth - 1) + bytes[sink];
}

/// As main's own code, in a task, and with the failure outside of every loop.
void in_task(const std::function<void()>& work) {
  asyncio::run([&] { asyncio::await(asyncio::create_task(work, "worker")); });
}

const std::map<std::string, std::function<int()>> endings{
    {"return-3", [] { return 3; }},
    {"exit-7",
     [] {
       std::exit(7);
       return 0;
     }},
    {"exit-in-task",
     [] {
       in_task([] {
         asyncio::sleep(1ms);
         std::printf("leaving\n");
         std::exit(9);
       });
       return 0;
     }},
    {"unflushed",
     [] {
       std::printf("no line end");
       std::cout << ", nor here";
       return 0;
     }},
    {"prints-in-every-way",
     [] {
       std::puts("before");
       in_task([] {
         std::cout << "cout" << 1 << '\n';
         asyncio::sleep(1ms);
         asyncio::print("print {}\n", 1);
         std::fputs("an error\n", stderr);
       });
       return 0;
     }},
    {"reads",
     [] {
       std::printf("Name? ");
       std::string name;
       std::getline(std::cin, name);
       int a = 0;
       int b = 0;
       if (std::scanf("%d", &a) != 1 || !(std::cin >> b)) return 1;
       std::string line;
       std::string rest;
       std::getline(std::cin, line);
       while (std::getline(std::cin, line)) rest += line + '|';
       asyncio::print("Hello {}, {}, {}\n", name, a + b, rest);
       return 0;
     }},
    {"reads-once",
     [] {
       int number = 0;
       return std::cin >> number ? 0 : 1;
     }},
    {"reads-in-worker",
     [] {
       return asyncio::run([] {
         return asyncio::to_thread([] {
           int number = 0;
           return std::cin >> number ? 0 : 1;
         });
       });
     }},
    {"opens-files",
     [] {
       const bool read = static_cast<bool>(std::ifstream("data.txt"));
       const bool written = static_cast<bool>(std::ofstream("out.txt"));
       return read || written ? 1 : 0;
     }},
    {"starts-threads",
     [] {
       for (int i = 0; i != 2; ++i) {
         try {
           std::thread([] {}).join();
           return 1;
         } catch (const std::system_error&) {
         }
       }
       // libc++ waits for the thread that it could not start.
       return std::async([] { return 0; }).get();
     }},
    {"waits-for-promise",
     [] {
       in_task([] {
         std::promise<int> promise;
         promise.get_future().get();
       });
       return 0;
     }},
    {"locks-twice",
     [] {
       asyncio::run([] {
         std::mutex mutex;
         const auto hold = [&] {
           const std::lock_guard guard(mutex);
           asyncio::sleep(1ms);
         };
         asyncio::await(asyncio::gather(hold, hold));
       });
       return 0;
     }},
    {"locks-well",
     [] {
       std::recursive_mutex recursive;
       const std::lock_guard outer(recursive);
       const std::lock_guard inner(recursive);
       std::mutex mutex;
       for (int i = 0; i != 2; ++i) {
         const std::lock_guard guard(mutex);
         if (mutex.try_lock()) return 1;
       }
       std::promise<int> promise;
       auto future = promise.get_future();
       if (future.wait_for(1ms) != std::future_status::timeout) return 2;
       promise.set_value(0);
       return future.get();
     }},
    {"sleeps-in-task",
     [] {
       std::printf("no line end");
       in_task([] { std::this_thread::sleep_for(100ms); });
       return 0;
     }},
    {"prints-no-line-end",
     [] {
       asyncio::run([] {
         std::printf(".");
         asyncio::sleep(1ms);
         asyncio::display("text/plain", "shown", "");
       });
       return 0;
     }},
    {"exception", []() -> int { throw std::out_of_range("main's"); }},
    {"exception-in-task",
     [] {
       in_task([] {
         asyncio::sleep(1ms);
         throw std::runtime_error("the task's");
       });
       return 0;
     }},
    {"exception-of-no-class", []() -> int { throw 42; }},
    {"exception-of-own-class", []() -> int { throw Oops(); }},
    {"exception-in-thread",
     [] {
       asyncio::Thread([] { throw std::runtime_error("the thread's"); }).join();
       return 0;
     }},
    {"divide-in-thread",
     [] {
       asyncio::Thread([] { sink = 7 / zero; }).join();
       return 0;
     }},
    {"exit-in-thread",
     [] {
       asyncio::Thread([] {
         std::printf("leaving\n");
         std::exit(5);
       }).join();
       return 0;
     }},
    {"too-many-threads",
     [] {
       std::vector<asyncio::Thread> threads;
       for (int i = 0; i != 17; ++i) threads.emplace_back([](asyncio::StopToken stop) { stop.wait_for(1h); });
       return 0;
     }},
    {"exception-unseen",
     [] {
       asyncio::run([] {
         asyncio::create_task([] { throw std::runtime_error("unseen"); }, "loner");
         asyncio::sleep(1ms);
       });
       return 0;
     }},
    {"exception-in-noexcept",
     [] {
       const auto throws = [] { throw std::runtime_error("not allowed"); };
       [&]() noexcept { throws(); }();
       return 0;
     }},
    {"cancelled",
     [] {
       asyncio::run([] {
         asyncio::current_task()->cancel("enough");
         asyncio::sleep(1s);
       });
       return 0;
     }},
    {"deadlock",
     [] {
       asyncio::run([] {
         asyncio::current_task()->set_name("main");
         asyncio::await(asyncio::Future<>());
       });
       return 0;
     }},
    {"abort", []() -> int { std::abort(); }},
    {"abort-in-task",
     [] {
       in_task([] {
         asyncio::sleep(1ms);
         std::abort();
       });
       return 0;
     }},
    {"unreachable", []() -> int { __builtin_trap(); }},
    {"divide", [] { return 7 / zero; }},
    {"divide-in-task",
     [] {
       in_task([] {
         asyncio::sleep(1ms);
         sink = 7 / zero;
       });
       return 0;
     }},
    {"wild-pointer", [] { return *reinterpret_cast<volatile int*>(0xf0000000U + static_cast<unsigned>(zero)); }},
    {"null-function",
     [] {
       void (*volatile null)() = nullptr;
       null();
       return 0;
     }},
    {"four-gigabytes",
     [] {
       sink = static_cast<char*>(::operator new(4'000'000'000U + static_cast<unsigned>(zero)))[0];
       return 0;
     }},
    {"four-gigabytes-caught",
     [] {
       try {
         sink = static_cast<char*>(::operator new(4'000'000'000U + static_cast<unsigned>(zero)))[0];
       } catch (const std::bad_alloc&) {
         std::printf("caught\n");
       }
       return 0;
     }},
    {"more-and-more",
     [] {
       std::vector<std::vector<char>> all;
       for (;;) all.emplace_back(50'000'000);
       return 0;
     }},
    {"more-and-more-in-task",
     [] {
       in_task([] {
         std::vector<std::vector<char>> all;
         for (;;) {
           all.emplace_back(50'000'000);
           asyncio::sleep(0s);
         }
       });
       return 0;
     }},
    {"recursion", [] { return recurse(0); }},
    {"recursion-in-task",
     [] {
       in_task([] {
         asyncio::sleep(1ms);
         sink = recurse(0);
       });
       return 0;
     }},
    {"arrays", [] { return recurse_with_array(-1); }},
    {"arrays-in-task",
     [] {
       in_task([] {
         asyncio::sleep(1ms);
         sink = recurse_with_array(-1);
       });
       return 0;
     }},
    {"arrays-that-fit",
     [] {
       in_task([] {
         sink = recurse_with_array(40);
         asyncio::sleep(1ms);
       });
       return 0;
     }},
    {"arrays-too-large-by-little",
     [] {
       in_task([] {
         sink = recurse_with_array(70);
         asyncio::sleep(1ms);
       });
       return 0;
     }},
    {"display",
     [] {
       asyncio::print("before\n");
       asyncio::display("image/svg+xml", "<svg/>", "A drawing");
       asyncio::print("after\n");
       return 0;
     }},
    {"progress",
     [] {
       auto bar = asyncio::progress(2, "steps");
       bar.update();
       bar.update();
       return 0;
     }},
    {"block",
     [] {
       asyncio::run([] {
         asyncio::sleep(20ms);
         asyncio::print("awake\n");
       });
       return 0;
     }},
    {"hanging-worker",
     [] {
       asyncio::run([] {
         asyncio::to_thread([] { asyncio::print("in the worker\n"); });
         auto call = asyncio::get_running_loop().run_in_executor(nullptr, [] {
           for (;;) sink = zero;
         });
         asyncio::sleep(100ms);
         call.cancel();
       });
       asyncio::print("done\n");
       return 0;
     }},
    {"exit-in-worker",
     [] {
       asyncio::run([] {
         asyncio::to_thread([] {
           asyncio::print("leaving\n");
           std::exit(6);
         });
       });
       return 0;
     }},
    {"too-many-stacks",
     [] {
       asyncio::run([] {
         std::vector<asyncio::Task<>> tasks;
         for (int i = 0; i != 12'100; ++i) tasks.push_back(asyncio::create_task([] { asyncio::sleep(1s); }));
         int refused = 0;
         std::string why;
         for (const auto& result : asyncio::await(asyncio::gather(asyncio::return_exceptions, tasks))) {
           if (result) continue;
           ++refused;
           try {
             std::rethrow_exception(result.error());
           } catch (const std::exception& error) {
             why = error.what();
           }
         }
         asyncio::print("{} refused: {}\n", refused, why);
       });
       return 0;
     }},
};

}  // namespace

int main(int argc, char** argv) { return endings.at(argc > 1 ? argv[1] : "")(); }
