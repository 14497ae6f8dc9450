#include <asyncio/shield.hpp>
#include <utility>

#include "../core/loop.hpp"

namespace asyncio::detail {
namespace {

/// The future that `shield` returns. The callback of the inner future owns it, and it does not own the inner one until that is done, so
/// that an inner future that is dropped without an end takes everything along.
class Shielding final : public FutureState {
 public:
  explicit Shielding(FutureState& inner) : FutureState(inner.loop()), inner_(&inner) {}

  /// Call once, on the finished object.
  void start();
  void check_settable(const char* operation) const override {
    FutureState::check_settable(operation);
    throw RuntimeError("a shield is completed by what it shields alone");
  }
  [[nodiscard]] std::string describe() const override {
    return inner_ != nullptr ? "shield() of " + inner_->describe() : "shield() of a future that is gone";
  }
  [[nodiscard]] FutureKind kind() const noexcept override { return FutureKind::shield; }
  void list_awaited(std::vector<FutureState*>& list) const override {
    if (inner_ != nullptr) list.push_back(inner_);
  }

 private:
  class OnInnerDone;
  class OnOuterDone;

  void inner_done(FutureState& inner);
  void outer_done() noexcept;

  /// Both null once the callback is gone.
  FutureState* inner_;
  OnInnerDone* on_inner_done_ = nullptr;
  /// The inner future when it is done, whose result is this one's too.
  Ref<FutureState> shared_;
};

class Shielding::OnInnerDone final : public HandleState {
 public:
  OnInnerDone(Shielding& outer, FutureState& inner) : HandleState(inner.loop()), outer_(&outer), inner_(&inner) {}
  ~OnInnerDone() override {
    outer_->inner_ = nullptr;
    outer_->on_inner_done_ = nullptr;
  }
  void future_done() noexcept override { keep_inner_ = Ref<FutureState>(inner_); }
  void run() override { outer_->inner_done(*inner_); }

 private:
  Ref<Shielding> outer_;
  FutureState* inner_;
  Ref<FutureState> keep_inner_;
};

class Shielding::OnOuterDone final : public HandleState {
 public:
  explicit OnOuterDone(Shielding& outer) : HandleState(outer.loop()), outer_(&outer) {}
  void future_done() noexcept override { keep_outer_ = Ref<Shielding>(outer_); }
  void run() override { outer_->outer_done(); }

 private:
  Shielding* outer_;
  Ref<Shielding> keep_outer_;
};

void Shielding::start() {
  const Ref<OnInnerDone> on_inner_done(new OnInnerDone(*this, *inner_));
  on_inner_done_ = on_inner_done.get();
  inner_->add_callback(Ready(*on_inner_done));
  add_callback(Ready(*Ref<OnOuterDone>(new OnOuterDone(*this))));
}

void Shielding::inner_done(FutureState& inner) {
  if (done()) {
    // Cancelled in the iteration in which the inner one ended. CPython counts an exception as retrieved here, and so do we.
    inner.mark_retrieved();
  } else if (inner.cancelled()) {
    cancel({});
  } else if (inner.peek_exception()) {
    inner.mark_retrieved();
    finish_with(inner.peek_exception());
  } else {
    shared_ = Ref<FutureState>(&inner);
    share_slot(inner.slot());
    finish();
  }
}

void Shielding::outer_done() noexcept {
  if (inner_ == nullptr || inner_->done()) return;
  inner_->remove_callback(Ready(*on_inner_done_, Ready::adopt));
}

}  // namespace

Ref<FutureState> shield_future(FutureState& inner) {
  if (inner.done()) return Ref<FutureState>(&inner);
  const Ref<Shielding> outer(new Shielding(inner));
  outer->start();
  return Ref<FutureState>(outer.get());
}

}  // namespace asyncio::detail
