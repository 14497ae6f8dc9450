/// @file
/// PORT: work beside the loop. `engine/native` has threads, `wasm/workers` Web Workers. Free functions, so that a program that uses
/// none links none.
#pragma once

#include <asyncio/detail/remote_call.hpp>
#include <cstddef>
#include <exception>
#include <memory>

#include "reactor.hpp"

namespace asyncio::core {

/// Receives the end of a call, once, on the loop's thread, between two turns. It must not block or throw.
class CallCompletion {
 public:
  /// `failure` is null where the call keeps its result.
  virtual void complete(std::unique_ptr<detail::RemoteCall> call, std::exception_ptr failure) noexcept = 0;

 protected:
  ~CallCompletion() = default;
};

/// Workers that make one call each at a time.
class WorkerPool {
 public:
  WorkerPool() = default;
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;
  virtual ~WorkerPool() = default;

  /// Makes `call` once a worker is free, in the order of starting. `completion` must live until it is told or the call is abandoned;
  /// until then the loop waits for it. `reactor` is that of the loop that runs on this thread.
  virtual OperationId start(Reactor& reactor, std::unique_ptr<detail::RemoteCall> call, CallCompletion& completion) = 0;
  /// Drops a call that no worker has begun, and says whether it could; its completion will not be told then.
  virtual bool withdraw(Reactor& reactor, OperationId operation) noexcept = 0;
  /// The completion will not be told. The call is withdrawn, or goes on if it is under way. An id that has ended already is ignored.
  virtual void abandon(Reactor& reactor, OperationId operation) noexcept = 0;

  /// Tells `completion`, with nothing, once no call is under way or waiting for a worker. To be abandoned like a call.
  virtual OperationId start_wait(Reactor& reactor, CallCompletion& completion) = 0;
  /// Blocks this thread until then.
  virtual void join() noexcept = 0;
  /// Gives the pool up without waiting: it goes on with what was started, and goes away after that.
  virtual void detach() noexcept = 0;
};

std::shared_ptr<WorkerPool> make_worker_pool(std::size_t max_workers);

/// Processors of this machine, at least 1.
[[nodiscard]] std::size_t processor_count() noexcept;

}  // namespace asyncio::core
