#include <asyncio/async_generator.hpp>
#include <asyncio/gather.hpp>
#include <string>
#include <utility>
#include <vector>

#include "../core/loop.hpp"

namespace asyncio::detail {

/// Those of a loop that are open.
class AsyncGenerators final : public LoopPart {
 public:
  static AsyncGenerators& of(Loop& loop) {
    LoopPart*& part = loop.only(OnlyPart::async_generators);
    if (part == nullptr) {
      part = new AsyncGenerators(loop);
      loop.parts().add(*part);
    }
    return static_cast<AsyncGenerators&>(*part);
  }

  void add(AsyncGeneratorState& generator) noexcept {
    generator.next_ = first_;
    if (first_ != nullptr) first_->previous_ = &generator;
    first_ = &generator;
  }
  void remove(AsyncGeneratorState& generator) noexcept {
    (generator.previous_ != nullptr ? generator.previous_->next_ : first_) = generator.next_;
    if (generator.next_ != nullptr) generator.next_->previous_ = generator.previous_;
    generator.previous_ = generator.next_ = nullptr;
  }

  [[nodiscard]] bool shuts_down() const noexcept override { return first_ != nullptr; }
  void shut_down() override;
  void loop_closes() noexcept override {
    while (first_ != nullptr) first_->leave_loop();
    loop_.parts().remove(*this);
    loop_.only(OnlyPart::async_generators) = nullptr;
    delete this;
  }

 private:
  explicit AsyncGenerators(Loop& loop) noexcept : loop_(loop) {}

  Loop& loop_;
  AsyncGeneratorState* first_ = nullptr;
};

AsyncGeneratorState::AsyncGeneratorState(Ref<GeneratorState> generator) noexcept : generator_(std::move(generator)) {}

AsyncGeneratorState::~AsyncGeneratorState() { leave_loop(); }

void AsyncGeneratorState::leave_loop() noexcept {
  if (!loop_) return;
  AsyncGenerators::of(*loop_).remove(*this);
  loop_ = {};
}

void AsyncGeneratorState::begin(const char* call) {
  if (generator_->running()) throw RuntimeError(std::string(call) + ": asynchronous generator is already running");
  Loop* const loop = Loop::running();
  if (!generator_->fresh() || loop_ || loop == nullptr) return;
  loop_ = Ref<Loop>(loop);
  AsyncGenerators::of(*loop).add(*this);
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
void AsyncGenerators::shut_down() {
  if (first_ == nullptr) return;
  std::vector<Task<void>> closings;
  while (AsyncGeneratorState* const open = first_) {
    const Ref<AsyncGeneratorState> keep(open);
    open->leave_loop();
    if (!open->generator().finished())
      closings.push_back(EventLoop(Ref<Loop>(&loop_)).create_task([keep] { keep->aclose(); }));
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
    loop_.call_exception_handler({"an error occurred during closing of asynchronous generator", result.error()});
  }
}

}  // namespace asyncio::detail
