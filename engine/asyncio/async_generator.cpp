#include <asyncio/async_generator.hpp>
#include <asyncio/gather.hpp>
#include <string>
#include <utility>
#include <vector>

#include "../core/loop.hpp"

namespace asyncio::detail {

AsyncGeneratorState::AsyncGeneratorState(Ref<GeneratorState> generator) noexcept : generator_(std::move(generator)) {}

AsyncGeneratorState::~AsyncGeneratorState() { leave_loop(); }

void AsyncGeneratorState::leave_loop() noexcept {
  if (!loop_) return;
  (previous_ != nullptr ? previous_->next_ : loop_->async_generators().first) = next_;
  if (next_ != nullptr) next_->previous_ = previous_;
  previous_ = next_ = nullptr;
  loop_ = {};
}

void AsyncGeneratorState::begin(const char* call) {
  if (generator_->running()) throw RuntimeError(std::string(call) + ": asynchronous generator is already running");
  Loop* const loop = Loop::running();
  if (!generator_->fresh() || loop_ || loop == nullptr) return;
  loop_ = Ref<Loop>(loop);
  auto& open = loop->async_generators();
  open.close_all = &shutdown_async_generators;
  next_ = open.first;
  if (next_ != nullptr) next_->previous_ = this;
  open.first = this;
}

void AsyncGeneratorState::step(std::exception_ptr thrown) {
  if (!generator_->advance(std::move(thrown))) throw StopAsyncIteration();
}

bool AsyncGeneratorState::has_value() {
  begin("anext()");
  return generator_->has_value();
}

void AsyncGeneratorState::athrow(std::exception_ptr thrown) {
  begin("athrow()");
  if (generator_->finished() && !generator_->failed()) throw StopAsyncIteration();
  step(std::move(thrown));
}

void AsyncGeneratorState::aclose() {
  begin("aclose()");
  generator_->close();
}

/// As `BaseEventLoop.shutdown_asyncgens`. In a task.
void shutdown_async_generators(Loop& loop) {
  std::vector<Task<void>> closings;
  while (AsyncGeneratorState* const open = loop.async_generators().first) {
    const Ref<AsyncGeneratorState> keep(open);
    open->leave_loop();
    if (!open->generator().finished())
      closings.push_back(EventLoop(Ref<Loop>(&loop)).create_task([keep] { keep->aclose(); }));
  }
  for (const auto& result : await(gather(return_exceptions, closings))) {
    if (result) continue;
    try {
      std::rethrow_exception(result.error());
    } catch (const CancelledError&) {
      continue;
    } catch (...) {
      // Told below, outside the catch.
    }
    loop.call_exception_handler({"an error occurred during closing of asynchronous generator", result.error()});
  }
}

}  // namespace asyncio::detail
