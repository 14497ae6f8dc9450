// A million tasks, and every way of throwing, catching and waiting on a thousand stacks: what is allocated is let go.
//
// A program of its own, since it counts every allocation of the program.
#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <cstdlib>
#include <exception>
#include <memory>
#include <new>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/event_log.hpp"
#include "core/fiber.hpp"
#include "core/loop.hpp"

namespace {

long living = 0;
long most = 0;

void* counted(std::size_t size) {
  void* const memory = std::malloc(size != 0 ? size : 1);
  if (memory == nullptr) throw std::bad_alloc();
  ++living;
  if (living > most) most = living;
  return memory;
}

void uncounted(void* memory) noexcept {
  if (memory != nullptr) --living;
  std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void operator delete(void* memory) noexcept { uncounted(memory); }
void operator delete[](void* memory) noexcept { uncounted(memory); }
void operator delete(void* memory, std::size_t) noexcept { uncounted(memory); }
void operator delete[](void* memory, std::size_t) noexcept { uncounted(memory); }

namespace {

using namespace std::chrono_literals;

constexpr int batch = 1'000;

/// Runs a batch of tasks again and again, and expects that no batch after the first leaves more than that did.
template <class Body>
void repeat(int batches, Body body) {
  asyncio::run([&] {
    std::vector<asyncio::Task<int>> tasks;
    tasks.reserve(batch);
    long after_first = 0;
    std::size_t stacks = 0;
    for (int round = 0; round != batches; ++round) {
      for (int i = 0; i != batch; ++i) tasks.push_back(asyncio::create_task([&body, i] { return body(i); }));
      for (const auto& task : tasks) asyncio::await(task);
      tasks.clear();
      asyncio::sleep(0s);
      if (round == 1) {
        after_first = living;
        stacks = asyncio::core::FiberPool::current().size();
        most = living;
      }
    }
    EXPECT_EQ(living, after_first) << "what each batch leaves behind adds up";
    EXPECT_EQ(asyncio::core::FiberPool::current().size(), stacks);
    // A handful of objects a task.
    EXPECT_LT(most - after_first, 10L * batch);
  });
}

TEST(Endurance, AMillionTasksThatNeverWaitLeaveNothing) {
  repeat(1'000, [](int i) { return i; });
}

TEST(Endurance, ManyTasksThatWaitLeaveNothing) {
  repeat(10, [](int i) {
    asyncio::sleep(0s);
    asyncio::sleep(std::chrono::milliseconds(i % 10));
    return i;
  });
}

TEST(Endurance, ManyTasksThatAreCancelledLeaveNothing) {
  repeat(10, [](int i) {
    const auto sleeper = asyncio::create_task([] { asyncio::sleep(1h); });
    if (i % 2 == 0) asyncio::sleep(0s);
    sleeper.cancel("enough of that, says a text too long to be kept in place");
    EXPECT_THROW(asyncio::await(sleeper), asyncio::CancelledError);
    return i;
  });
}

TEST(Endurance, ManyTasksThatThrowLeaveNothing) {
  repeat(10, [](int i) {
    const auto thrower = asyncio::create_task([i] {
      if (i % 2 == 0) asyncio::sleep(0s);
      throw std::runtime_error("a message too long to be kept in place");
    });
    EXPECT_THROW(asyncio::await(thrower), std::runtime_error);
    return i;
  });
}

/// Has no ears.
class DeafSink final : public asyncio::core::EventSink {
 public:
  void write(std::span<const std::uint32_t>) noexcept override {}
  [[nodiscard]] asyncio::core::PausePoints& pause_points() noexcept override { return pause_points_; }

 private:
  asyncio::core::PausePoints pause_points_;
};

TEST(Endurance, TheNamesOfManyTasksThatAreLoggedDoNotAddUp) {
  asyncio::core::EventLog log(std::make_unique<DeafSink>());
  asyncio::run([&] {
    log.attach(asyncio::get_running_loop().state());
    const auto before = living;
    for (int i = 0; i != 50 * batch; ++i) asyncio::await(asyncio::create_task([] {}));
    EXPECT_LT(living - before, 10L * batch);
  });
}

/// What one stack does, as bits: each combination occurs once among 1,024.
class Plan {
 public:
  explicit Plan(int bits) : bits_(static_cast<unsigned>(bits)), name_(std::to_string(bits)) {}

  void run() {
    wait(0);
    try {
      outer();
      ADD_FAILURE() << "nothing was thrown";
    } catch (const std::runtime_error& error) {
      wait(1);
      EXPECT_EQ(error.what(), expected());
      within_catch();
      wait(2);
      EXPECT_EQ(error.what(), expected());
    }
    EXPECT_EQ(std::current_exception(), nullptr);
    EXPECT_EQ(std::uncaught_exceptions(), 0);
  }

 private:
  [[nodiscard]] bool has(unsigned bit) const { return (bits_ >> bit & 1U) != 0; }
  void wait(unsigned bit) const {
    if (has(bit)) asyncio::sleep(has(9) ? 1ms : 0ms);
  }
  [[nodiscard]] std::string expected() const { return (has(3) ? "again " : "first ") + name_; }

  /// Throws by way of a destructor that waits, or of a handler that throws again, or of another task.
  void outer() {
    const Unwound unwound{*this};
    if (!has(3)) raise("first ");
    try {
      raise("first ");
    } catch (const std::runtime_error&) {
      wait(4);
      if (has(5)) std::throw_with_nested(std::runtime_error("again " + name_));
      throw std::runtime_error("again " + name_);
    }
  }

  void raise(const char* what) {
    if (!has(6)) throw std::runtime_error(what + name_);
    asyncio::await(asyncio::create_task([this, what] {
      wait(4);
      throw std::runtime_error(what + name_);
    }));
  }

  /// While one exception is handled, another is thrown and caught, and kept across a wait.
  void within_catch() const {
    if (!has(7)) return;
    std::exception_ptr kept;
    try {
      throw std::logic_error("inner " + name_);
    } catch (const std::logic_error&) {
      kept = std::current_exception();
      wait(2);
    }
    wait(1);
    try {
      std::rethrow_exception(kept);
    } catch (const std::logic_error& error) {
      wait(2);
      EXPECT_EQ(error.what(), "inner " + name_);
    }
  }

  struct Unwound {
    const Plan& plan;
    ~Unwound() {
      const int in_flight = std::uncaught_exceptions();
      EXPECT_EQ(in_flight, 1);
      plan.wait(8);
      EXPECT_EQ(std::uncaught_exceptions(), in_flight);
    }
  };

  unsigned bits_;
  std::string name_;
};

TEST(Endurance, EveryCombinationOfThrowingCatchingAndWaitingOnAThousandStacksKeepsItsOwn) {
  asyncio::run([] {
    std::vector<asyncio::Task<>> tasks;
    for (int bits = 0; bits != 1'024; ++bits) tasks.push_back(asyncio::create_task([bits] { Plan(bits).run(); }));
    asyncio::await(asyncio::gather(tasks));
  });
}

}  // namespace
