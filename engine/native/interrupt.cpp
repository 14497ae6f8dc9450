#include <asyncio/errors.hpp>
#include <atomic>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <thread>

#include "reactor.hpp"

namespace asyncio::native {
namespace {

/// Where Python delivers signals.
const std::thread::id main_thread = std::this_thread::get_id();

using Handler = void (*)(int);
std::atomic<Handler> asios_handler = nullptr;
std::terminate_handler terminate_as_before = nullptr;

void on_signal(int signal) noexcept {
  AsioReactor::interrupted = true;
  // It writes into a pipe, which ends the wait.
  asios_handler.load()(signal);
}

/// As in CPython, a KeyboardInterrupt that nobody catches ends the process by the signal, so that a shell knows why.
[[noreturn]] void on_terminate() {
  try {
    if (const auto exception = std::current_exception()) std::rethrow_exception(exception);
  } catch (const KeyboardInterrupt&) {
    std::fflush(stdout);
    std::fputs("KeyboardInterrupt\n", stderr);
    std::signal(SIGINT, SIG_DFL);
    std::raise(SIGINT);
  } catch (...) {
    // Not of interest here.
  }
  terminate_as_before();
  std::abort();
}

void expect_keyboard_interrupt() noexcept {
  [[maybe_unused]] static const auto once = terminate_as_before = std::set_terminate(on_terminate);
}

class SignalWatch final : public core::InterruptWatch {
 public:
  SignalWatch(AsioReactor& reactor, core::InterruptHandler& handler) : signals_(reactor.io(), SIGINT) {
    struct sigaction action{};
    sigaction(SIGINT, nullptr, &action);
    asios_handler = action.sa_handler;
    action.sa_handler = on_signal;
    // A second one finds the system's own handling, which ends even a program that computes and waits for nothing.
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
    AsioReactor::interrupted = false;
    sigaction(SIGINT, &action, nullptr);
    signals_.async_wait([&handler](const boost::system::error_code& error, int) {
      if (error) return;
      AsioReactor::interrupted = false;
      expect_keyboard_interrupt();
      handler.interrupted();
    });
  }

  ~SignalWatch() override {
    boost::system::error_code ignored;
    // Leaves the system's own handling.
    signals_.clear(ignored);
    AsioReactor::interrupted = false;
  }

  [[nodiscard]] bool untold() const noexcept override {
    if (!AsioReactor::interrupted) return false;
    expect_keyboard_interrupt();
    return true;
  }

 private:
  boost::asio::signal_set signals_;
};

bool program_handles_signals() noexcept {
  struct sigaction action{};
  return sigaction(SIGINT, nullptr, &action) != 0 || action.sa_handler != SIG_DFL;
}

}  // namespace

std::atomic<bool> AsioReactor::interrupted = false;

std::unique_ptr<core::InterruptWatch> AsioReactor::watch_interrupts(core::InterruptHandler& handler) {
  if (std::this_thread::get_id() != main_thread || program_handles_signals()) return nullptr;
  return std::make_unique<SignalWatch>(*this, handler);
}

}  // namespace asyncio::native
