// Calls that read well in Python and mean something else in C++. The compiler itself holds each error against the words behind the line
// (-verify), and finds no other.
#include <asyncio/as_completed.hpp>
#include <asyncio/async_generator.hpp>
#include <asyncio/gather.hpp>
#include <asyncio/generator.hpp>
#include <asyncio/print.hpp>
#include <asyncio/run.hpp>
#include <asyncio/shield.hpp>
#include <asyncio/streams.hpp>
#include <asyncio/task_group.hpp>
#include <asyncio/thread.hpp>
#include <asyncio/threadsafe.hpp>
#include <asyncio/timeout.hpp>
#include <map>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

using namespace std::chrono_literals;

namespace {

void child(const std::string& name) { static_cast<void>(name); }
int boom(const std::string& what) { return static_cast<int>(what.size()); }
int f() { return 1; }
std::string g() { return {}; }

}  // namespace

// What is right stays so.
void accepted(asyncio::EventLoop loop, asyncio::TaskGroup& group, const std::vector<asyncio::Task<int>>& tasks) {
  asyncio::Future<std::tuple<>> nothing = asyncio::gather();
  auto both = asyncio::gather(f, g);
  auto items = asyncio::as_completed(tasks, 1s);
  asyncio::timeout(1s, [] { asyncio::sleep(1s); });
  asyncio::wait_for(f, 1s);
  int first = asyncio::await(tasks[0]);
  asyncio::await(asyncio::Task<>(asyncio::create_task([] {})));
  for (auto item : asyncio::as_completed(tasks)) first += asyncio::await(item);
  loop.call_later(1s, [] {});
  group.create_task([] { child("A"); }, "A");
  asyncio::Generator<int> numbers = {[](auto& yield) { yield(1); }};
  auto all = numbers | std::ranges::to<std::vector>();
  auto three = std::move(numbers) | std::views::take(3);
}

// clang-format off: the words belong to the line.
void results_for_functions(asyncio::EventLoop loop, asyncio::TaskGroup& group) {
  auto task = asyncio::create_task(child, "A"); // expected-error{{write create_task([=] { return f(x); }), not create_task(f(x))}}
  auto other = asyncio::create_task(boom("x")); // expected-error{{write create_task([=] { return f(x); }), not create_task(f(x))}}
  asyncio::create_task(child("A")); // expected-error{{write create_task([=]}} expected-error{{type 'void'}}
  group.create_task(boom("x")); // expected-error{{write create_task([=]}}
  loop.create_task(child("A"), "A"); // expected-error{{write create_task([=]}}
  int n = asyncio::wait_for(boom("x"), 1s); // expected-error{{write wait_for([&] { return f(x); }, 1s), not wait_for(f(x), 1s)}}
  asyncio::wait_for(child("x"), 1s); // expected-error{{write wait_for([&]}} expected-error{{type 'void'}}
  asyncio::run(f()); // expected-error{{write run([] { return f(x); }), not run(f(x))}}
  asyncio::run(child("A")); // expected-error{{write run([]}} expected-error{{type 'void'}}
  asyncio::Runner().run(f()); // expected-error{{write run([]}}
  loop.run_until_complete(f()); // expected-error{{write run_until_complete([&] { return f(x); }), not run_until_complete(f(x))}}
  asyncio::gather(f(), boom("x")); // expected-error{{write gather(f, [=] { return g(x); }), not gather(f(), g(x))}}
  asyncio::gather(child("A"), f()); // expected-error{{write gather(f, [=]}} expected-error{{type 'void'}}
  asyncio::gather(std::vector{f, f}, asyncio::return_exceptions); // expected-error{{write gather(asyncio::return_exceptions, tasks)}}
  asyncio::shield(f()); // expected-error{{write shield([=] { return f(x); }), not shield(f(x))}}
  asyncio::as_completed(f(), f()); // expected-error{{write as_completed(f, [=] { return g(x); }), not as_completed(f(), g(x))}}
}

void waiting_for_what_is_no_future(asyncio::TaskGroup& group, const std::vector<asyncio::Task<int>>& tasks) {
  int n = asyncio::await(boom("x")); // expected-error{{write f(x), not await(f(x))}}
  std::string s = asyncio::await(g()); // expected-error{{write f(x), not await(f(x))}}
  asyncio::await(asyncio::sleep(1s)); // expected-error{{write f(x), not await(f(x))}} expected-error{{type 'void'}}
  asyncio::await(f); // expected-error{{await takes a task or a future}}
  asyncio::await([] {}); // expected-error{{await takes a task or a future}}
  asyncio::await(tasks); // expected-error{{await takes a task or a future}}
  asyncio::await(group); // expected-error{{await takes a task or a future}}
  asyncio::await(asyncio::create_task(child)); // expected-error{{write create_task([=]}}
}

void arguments_for_callbacks(asyncio::EventLoop loop) {
  loop.call_at(loop.time(), child, "A"); // expected-error{{write call_at(when, [=] { callback(x); })}}
  loop.call_later(1s, child, "A"); // expected-error{{write call_later(1s, [=] { callback(x); })}}
  loop.call_soon(child, "A"); // expected-error{{write call_soon([=] { callback(x); })}}
  asyncio::ThreadsafeLoop(loop).call_soon_threadsafe(child, "A"); // expected-error{{write call_soon_threadsafe([=] { callback(x); })}}
}

void servers() {
  auto serve = [](asyncio::StreamReader& reader, asyncio::StreamWriter& writer) { writer.write(reader.readline()); };
  asyncio::start_server(serve, "127.0.0.1", 8888); // expected-error{{a StreamReader and a StreamWriter, both by value}}
  asyncio::start_server([](auto, auto) {}, "127.0.0.1"); // expected-error{{then a host and a port}}
}

void numbers_for_durations(asyncio::EventLoop loop, const std::vector<asyncio::Task<int>>& tasks) {
  asyncio::sleep(1); // expected-error{{write 1s or 500ms}}
  std::string slept = asyncio::sleep(0.5, "result"); // expected-error{{write 1s or 500ms}}
  asyncio::timeout(0.03, [] {}); // expected-error{{write 1s or 500ms}}
  auto limit = asyncio::timeout(1); // expected-error{{write 1s or 500ms}}
  asyncio::wait_for(f, 0.5); // expected-error{{write 1s or 500ms}}
  loop.call_later(1, [] {}); // expected-error{{write 1s or 500ms}}
  asyncio::as_completed(tasks, 5); // expected-error{{write 1s or 500ms}}
  asyncio::StopToken().wait_for(0.1); // expected-error{{write 1s or 500ms}}
  loop.set_slow_callback_duration(0.1); // expected-error{{write 1s or 500ms}}
}

void copies_of_generators(asyncio::Generator<int> numbers, asyncio::AsyncGenerator<int> ticks) {
  auto copy = numbers; // expected-error{{write std::move(generator)}}
  auto ticks_copy = ticks; // expected-error{{write std::move(generator)}}
  auto three = numbers | std::views::take(3); // expected-error{{write std::move(generator) | view}}
}

void empty_tasks(std::map<int, asyncio::Task<>> tasks) {
  asyncio::Task<> later; // expected-error{{a Task is never empty}}
  tasks[1] = asyncio::create_task([] {}); // expected-error@*:* {{a Task is never empty}}
}

// In a lambda, as nearly everywhere: nothing else is said, least of all about the lambda.
void format_strings(const std::string& text) {
  asyncio::run([&] {
    constexpr std::string_view known = "{}";
    asyncio::print(known, 1);
    asyncio::print(text); // expected-error{{or be given as runtime_format(text)}}
    asyncio::print("{} {}", 1); // expected-error{{give a value for each {}}}
    asyncio::print("x:", 1); // expected-error{{write a {} for each value}}
    asyncio::println("a } b"); // expected-error{{the format string has a } without a {}}
    asyncio::println("a { b"); // expected-error{{leave the braces empty, {}}}
    asyncio::println("a {"); // expected-error{{the format string has a { without a }}}
    auto named = asyncio::format("{name}", 1); // expected-error{{leave the braces empty, {}}}
    auto mixed = asyncio::format("{0} {}", 1, 2); // expected-error{{number all fields of the format string or none}}
    auto width = asyncio::format("{:{}}", 1, 2.5); // expected-error{{give an integer for the width or precision}}
    auto number = asyncio::format("{:.2f}", 1); // expected-error{{its type letter does not suit}}
    auto each = [](auto value) { asyncio::print("{:d}", value); }; // expected-error{{its type letter does not suit}}
    each("text");
  });
}
// clang-format on
