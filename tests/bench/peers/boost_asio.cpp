/// @file
/// The same as tulip.cpp, with Boost.Asio and its C++20 coroutines, on one thread and told so.
#include <boost/asio.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/experimental/promise.hpp>
#include <boost/asio/experimental/use_promise.hpp>
#include <vector>

#include "../command.hpp"
#include "../sample.hpp"

namespace {

namespace asio = boost::asio;
using asio::awaitable;
using asio::co_spawn;
using asio::deferred;
using asio::detached;
using asio::use_awaitable;
using Channel = asio::experimental::channel<void(boost::system::error_code, int)>;

/// Runs a coroutine, and all that it starts, to the end.
template <class Coroutine>
void run(Coroutine coroutine) {
  asio::io_context io(BOOST_ASIO_CONCURRENCY_HINT_UNSAFE);
  co_spawn(io, std::move(coroutine), detached);
  io.run();
}

awaitable<void> nothing() { co_return; }

void step(int tasks) {
  bench::Sample sample;
  bool over = false;
  const auto lead = [&]() -> awaitable<void> {
    const int rounds = bench::rounds_a_look(tasks);
    do {
      for (int i = 0; i != rounds; ++i) co_await asio::post(use_awaitable);
    } while (sample.go_on(std::int64_t{rounds} * tasks));
    over = true;
  };
  const auto follow = [&]() -> awaitable<void> {
    while (!over) co_await asio::post(use_awaitable);
  };
  run([&]() -> awaitable<void> {
    const auto executor = co_await asio::this_coro::executor;
    co_spawn(executor, lead, detached);
    for (int i = 1; i != tasks; ++i) co_spawn(executor, follow, detached);
  });
  sample.print();
}

void spawn(int) {
  bench::Sample sample;
  run([&]() -> awaitable<void> {
    const auto executor = co_await asio::this_coro::executor;
    do {
      for (int i = 0; i != bench::operations_a_look; ++i) co_await co_spawn(executor, nothing, use_awaitable);
    } while (sample.go_on(bench::operations_a_look));
  });
  sample.print();
}

void gather(int tasks) {
  bench::Sample sample;
  run([&]() -> awaitable<void> {
    const auto executor = co_await asio::this_coro::executor;
    using Operation = decltype(co_spawn(executor, nothing, deferred));
    do {
      std::vector<Operation> all;
      for (int i = 0; i != tasks; ++i) all.push_back(co_spawn(executor, nothing, deferred));
      auto group = asio::experimental::make_parallel_group(std::move(all));
      co_await group.async_wait(asio::experimental::wait_for_all(), use_awaitable);
    } while (sample.go_on(tasks));
  });
  sample.print();
}

/// Made once and set anew in each round, which costs less than making them.
void timers(int count) {
  bench::Sample sample;
  asio::io_context io(BOOST_ASIO_CONCURRENCY_HINT_UNSAFE);
  std::vector<asio::steady_timer> all;
  for (int i = 0; i != count; ++i) all.emplace_back(io);
  do {
    int left = count;
    for (int i = 0; i != count; ++i) {
      auto& timer = all[static_cast<std::size_t>(i)];
      timer.expires_after(bench::timer_delay(i));
      timer.async_wait([&](const boost::system::error_code&) { --left; });
    }
    io.restart();
    io.run();
    if (left != 0) return;
  } while (sample.go_on(count));
  sample.print();
}

void queue(int) {
  bench::Sample sample;
  run([&]() -> awaitable<void> {
    const auto executor = co_await asio::this_coro::executor;
    Channel there(executor, 1);
    Channel back(executor, 1);
    const auto echo = [&]() -> awaitable<void> {
      for (;;) co_await back.async_send({}, co_await there.async_receive(use_awaitable), use_awaitable);
    };
    // It ends, by an exception, when the channel is closed.
    auto ended = co_spawn(executor, echo, asio::experimental::use_promise);
    do {
      for (int i = 0; i != bench::operations_a_look; ++i) {
        co_await there.async_send({}, i, use_awaitable);
        co_await back.async_receive(use_awaitable);
      }
    } while (sample.go_on(bench::operations_a_look));
    there.close();
    co_await std::move(ended)(asio::as_tuple(use_awaitable));
  });
  sample.print();
}

}  // namespace

int main(int count, char** arguments) {
  return bench::run_named(count, arguments,
                          {{"step", step}, {"spawn", spawn}, {"gather", gather}, {"timers", timers}, {"queue", queue}});
}
