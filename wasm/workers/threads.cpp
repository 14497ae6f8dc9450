/// @file
/// Adapter of engine/ports/threads.hpp: a Web Worker for each thread, with an instance of its own of this program. Twin: threads.ts.
#include "../../engine/ports/threads.hpp"

#include <asyncio/errors.hpp>
#include <chrono>
#include <string>

#include "../abi/imports.hpp"
#include "serve.hpp"

namespace asyncio::wasm {
namespace {

class WebThread final : public core::RunningThread {
 public:
  explicit WebThread(std::uint32_t number) noexcept : number_(number) {}
  void request_stop() noexcept override { tulip_thread_stop(number_); }
  [[nodiscard]] bool is_alive() const noexcept override { return tulip_thread_alive(number_); }
  void join() noexcept override { tulip_thread_join(number_); }

 private:
  std::uint32_t number_;
};

}  // namespace
}  // namespace asyncio::wasm

namespace asyncio::core {

std::unique_ptr<RunningThread> start_thread(std::unique_ptr<detail::RemoteCall> call) {
  detail::Encoder to;
  call->write(to);
  const std::string bytes = to.take();
  const auto entry = reinterpret_cast<std::uintptr_t>(call->entry());
  const std::uint32_t number = tulip_thread_start(entry, bytes.data(), bytes.size());
  if (number == 0) throw RuntimeError("can't start new thread: this browser gives a program no more workers");
  return std::make_unique<wasm::WebThread>(number);
}

bool wait_for_stop(std::chrono::nanoseconds timeout) noexcept {
  return tulip_wait_for_stop(std::chrono::duration<double, std::milli>(timeout).count());
}

}  // namespace asyncio::core
