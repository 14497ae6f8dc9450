#include <asyncio/gather.hpp>
#include <unordered_set>
#include <utility>

#include "../core/loop.hpp"

namespace asyncio::detail {

Children::Children() noexcept = default;
Children::Children(Children&& other) noexcept = default;
Children::~Children() = default;

void Children::add(const Ref<FutureState>& child) { all_.push_back(child); }
std::size_t Children::size() const noexcept { return all_.size(); }
FutureState& Children::operator[](std::size_t index) const noexcept { return *all_[index]; }

GatherState::GatherState(Children children, bool returns_exceptions)
    : FutureState(running_loop()), children_(std::move(children)), returns_exceptions_(returns_exceptions) {
  std::unordered_set<FutureState*> seen;
  for (const auto& child : children_.all()) {
    if (!seen.insert(child.get()).second) continue;
    auto done = [this, state = child.get()] { child_done(*state); };
    callbacks_.emplace_back(new HandleOf<decltype(done)>(loop(), done));
    child->add_callback(Ready(*callbacks_.back()));
  }
}

void GatherState::finish_if_empty() {
  if (children_.size() != 0) return;
  collect();
  finish();
}

GatherState::~GatherState() {
  // The children may outlive the gathering, which they must not call any more.
  for (const auto& callback : callbacks_) callback->cancel();
}

bool GatherState::cancel(std::string_view message) {
  if (done()) return false;
  bool any = false;
  for (const auto& child : children_.all()) any |= child->cancel(message);
  cancel_requested_ |= any;
  return any;
}

std::string GatherState::describe() const {
  std::string text = "gather() of";
  constexpr std::size_t most_named = 5;
  std::size_t pending = 0;
  for (const auto& child : children_.all()) {
    if (child->done()) continue;
    if (pending < most_named) text += (pending == 0 ? " " : ", ") + child->describe();
    ++pending;
  }
  if (pending > most_named) text += " and " + std::to_string(pending - most_named) + " more";
  return text;
}

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
  if (children_done_ != callbacks_.size()) return;
  if (cancel_requested_) {
    // Whoever cancelled wants to see that, even where every child made a result of it.
    finish_with(child.cancelled() ? child.peek_exception() : std::make_exception_ptr(CancelledError()));
    return;
  }
  std::exception_ptr failure;
  try {
    collect();
  } catch (...) {
    failure = std::current_exception();
  }
  failure ? finish_with(std::move(failure)) : finish();
}

}  // namespace asyncio::detail
