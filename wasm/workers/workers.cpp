/// @file
/// Adapter of engine/ports/workers.hpp: calls in Web Workers, each of which runs an instance of its own of this program. Twin: workers.ts.
#include "../../engine/ports/workers.hpp"

#include <asyncio/errors.hpp>
#include <string>
#include <unordered_map>
#include <utility>

#include "../../engine/core/remote_exception.hpp"
#include "../abi/imports.hpp"
#include "../reactor/reactor.hpp"
#include "serve.hpp"

namespace asyncio::wasm {
namespace {

std::exception_ptr read_answer(detail::RemoteCall& call, std::string_view answer) {
  try {
    const auto rest = answer.substr(1);
    const auto kind = static_cast<Answer>(answer.front());
    if (kind == Answer::failure) throw RuntimeError(std::string(rest));
    if (kind == Answer::exception) return core::decode_exception(rest);
    detail::Decoder from(rest);
    call.read_result(from);
    return nullptr;
  } catch (...) {
    return std::current_exception();
  }
}

class WebWorkers final : public core::WorkerPool, public Operation {
 public:
  explicit WebWorkers(std::size_t workers) : number_(tulip_pool_open(workers)) {}

  OperationId start(core::Reactor& reactor, std::unique_ptr<detail::RemoteCall> call,
                    core::CallCompletion& completion) override {
    const OperationId id = BrowserReactor::of(reactor).operations().begin(*this);
    detail::Encoder to;
    call->write(to);
    const std::string bytes = to.take();
    tulip_call_start(number_, id, reinterpret_cast<std::uintptr_t>(call->entry()), bytes.data(), bytes.size());
    calls_.emplace(id, Call{std::move(call), &completion});
    return id;
  }

  bool withdraw(core::Reactor& reactor, OperationId id) noexcept override {
    if (!calls_.contains(id) || !tulip_call_withdraw(number_, id)) return false;
    BrowserReactor::of(reactor).operations().forget(id);
    calls_.erase(id);
    return true;
  }

  void abandon(core::Reactor& reactor, OperationId id) noexcept override {
    if (withdraw(reactor, id) || calls_.erase(id) == 0) return;
    BrowserReactor::of(reactor).operations().forget(id);
    tulip_call_abandon(number_, id);
  }

  OperationId start_wait(core::Reactor& reactor, core::CallCompletion& completion) override {
    const OperationId id = BrowserReactor::of(reactor).operations().begin(*this);
    calls_.emplace(id, Call{nullptr, &completion});
    tulip_pool_watch(number_, id);
    return id;
  }

  void join() noexcept override { tulip_pool_join(number_); }
  void detach() noexcept override {}

 private:
  struct Call {
    std::unique_ptr<detail::RemoteCall> call;
    core::CallCompletion* completion;
  };

  void finished(OperationId id) noexcept override {
    const auto found = calls_.find(id);
    Call ended = std::move(found->second);
    calls_.erase(found);
    std::exception_ptr failure;
    if (ended.call) {
      std::string answer(tulip_call_size(id), '\0');
      tulip_call_read(id, answer.data());
      failure = read_answer(*ended.call, answer);
    }
    ended.completion->complete(std::move(ended.call), std::move(failure));
  }

  std::uint32_t number_;
  std::unordered_map<OperationId, Call> calls_;
};

}  // namespace
}  // namespace asyncio::wasm

namespace asyncio::core {

std::shared_ptr<WorkerPool> make_worker_pool(std::size_t max_workers) {
  return std::make_shared<wasm::WebWorkers>(max_workers);
}

std::size_t processor_count() noexcept { return tulip_processors(); }

}  // namespace asyncio::core
