#include <asyncio/gather.hpp>
#include <utility>

#include "../core/loop.hpp"

namespace asyncio::detail {

/// What a child calls when it is done. A task is done some day, so it may hold the gathering until then, as in CPython; a plain
/// future may be dropped without an end, and must not keep alive what keeps it alive.
class GatherState::Watch final : public HandleState {
 public:
  Watch(GatherState& gathering, FutureState& child)
      : HandleState(child.loop()), gathering_(&gathering), child_(&child) {
    if (child.as_task() != nullptr) keep_gathering_ = Ref<GatherState>(&gathering);
  }

  [[nodiscard]] bool holds_the_gathering() const noexcept { return static_cast<bool>(keep_gathering_); }
  /// The gathering is about to be gone; whether it was done then.
  void let_go(bool was_done) noexcept {
    gathering_ = nullptr;
    marks_ = was_done;
  }

  void future_done() noexcept override { keep_child_ = Ref<FutureState>(child_); }
  void run() override {
    const Ref<FutureState> child = std::exchange(keep_child_, {});
    const Ref<GatherState> gathering(gathering_);
    keep_gathering_ = {};
    if (gathering) {
      gathering->child_done(*child);
    } else if (marks_) {
      child->mark_retrieved();
    }
  }

 private:
  GatherState* gathering_;
  FutureState* child_;
  Ref<GatherState> keep_gathering_;
  Ref<FutureState> keep_child_;
  bool marks_ = false;
};

GatherState::GatherState(FutureList children, bool returns_exceptions)
    : FutureState(children.size() != 0 ? children[0].loop() : running_loop()),
      children_(std::move(children)),
      returns_exceptions_(returns_exceptions) {}

void GatherState::start() {
  if (children_.size() == 0) {
    collect();
    finish();
    return;
  }
  const std::vector<bool> duplicate = children_.find_duplicates();
  for (std::size_t i = 0; i != children_.size(); ++i) {
    if (duplicate[i]) continue;
    ++different_children_;
    const Ref<Watch> watch(new Watch(*this, children_[i]));
    if (!watch->holds_the_gathering()) loose_.push_back(watch);
    children_[i].add_callback(Ready(*watch));
  }
}

GatherState::~GatherState() {
  for (const auto& watch : loose_) watch->let_go(done());
}

bool GatherState::cancel(std::string_view message) {
  if (done()) return false;
  bool any = false;
  for (const auto& child : children_.all()) any |= child->cancel(message);
  cancel_requested_ |= any;
  return any;
}

std::string GatherState::describe() const { return children_.describe_pending("gather() of"); }

void GatherState::list_awaited(std::vector<FutureState*>& list) const { children_.list_pending(list); }

void GatherState::child_done(FutureState& child) {
  ++children_done_;
  if (done()) {
    child.mark_retrieved();
    return;
  }
  if (!returns_exceptions_ && child.peek_exception()) {
    child.mark_retrieved();
    finish_with(child.peek_exception());
    return;
  }
  if (children_done_ != different_children_) return;
  if (cancel_requested_) {
    // A gathering that was cancelled ends as cancelled, even where every child turned the cancel into a result.
    for (const auto& each : children_.all()) each->mark_retrieved();
    finish_with(child.cancelled() ? child.peek_exception() : std::make_exception_ptr(CancelledError()));
    return;
  }
  finish_with_results();
}

void GatherState::finish_with_results() {
  std::exception_ptr failure;
  try {
    collect();
  } catch (...) {
    failure = std::current_exception();
  }
  failure ? finish_with(std::move(failure)) : finish();
}

}  // namespace asyncio::detail

namespace asyncio {

Future<std::tuple<>> gather() { return detail::gather_all<false>({}); }

}  // namespace asyncio
