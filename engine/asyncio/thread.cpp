#include <asyncio/thread.hpp>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <utility>

#include "../core/describe_exception.hpp"
#include "../ports/threads.hpp"

namespace asyncio {
namespace {

/// A call whose exceptions end with it: told on stderr, as Python's `threading.excepthook` does.
class ThreadCall final : public detail::RemoteCall {
 public:
  ThreadCall(std::string name, std::unique_ptr<RemoteCall> call) : name_(std::move(name)), call_(std::move(call)) {}

  void run() override {
    guard(name_, [this] { call_->run(); });
  }

  [[nodiscard]] Entry entry() const noexcept override { return &serve; }
  void write(detail::Encoder& to) const override {
    detail::Codec<std::string>::write(to, name_);
    detail::Codec<std::uintptr_t>::write(to, reinterpret_cast<std::uintptr_t>(call_->entry()));
    call_->write(to);
  }
  void read_result(detail::Decoder&) override {}
  void deliver(void*) override {}

 private:
  template <class Body>
  static void guard(const std::string& name, Body body) noexcept {
    std::exception_ptr thrown;
    try {
      body();
    } catch (...) {
      thrown = std::current_exception();
    }
    if (!thrown) return;
    const std::string text = "Exception in thread " + name + ": " + core::describe_exception(thrown) + "\n";
    std::fputs(text.c_str(), stderr);
  }

  static void serve(detail::Decoder& from, detail::Encoder& result) {
    const auto name = detail::Codec<std::string>::read(from);
    const auto entry = reinterpret_cast<Entry>(detail::Codec<std::uintptr_t>::read(from));
    guard(name, [&] { entry(from, result); });
  }

  std::string name_;
  std::unique_ptr<RemoteCall> call_;
};

std::string next_name() {
  static std::atomic<int> number = 0;
  return "Thread-" + std::to_string(++number);
}

}  // namespace

bool StopToken::stop_requested() const { return core::wait_for_stop(std::chrono::nanoseconds::zero()); }

bool StopToken::wait_for(Duration timeout) const {
  // A prompt without a line end should be seen before the thread falls silent.
  std::fflush(stdout);
  return core::wait_for_stop(detail::to_nanoseconds(timeout));
}

void Thread::start(std::unique_ptr<detail::RemoteCall> call) {
  name_ = next_name();
  running_ = core::start_thread(std::make_unique<ThreadCall>(name_, std::move(call)));
}

Thread& Thread::operator=(Thread&& other) noexcept {
  if (this != &other) {
    request_stop();
    join();
    name_ = std::move(other.name_);
    running_ = std::move(other.running_);
  }
  return *this;
}

Thread::~Thread() {
  request_stop();
  join();
}

void Thread::request_stop() noexcept {
  if (running_) running_->request_stop();
}

void Thread::join() noexcept {
  if (!running_) return;
  running_->join();
  running_.reset();
}

bool Thread::is_alive() const noexcept { return running_ && running_->is_alive(); }

}  // namespace asyncio
