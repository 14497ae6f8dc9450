#include <algorithm>
#include <asyncio/context.hpp>

#include "loop.hpp"

namespace asyncio {
namespace detail {

RefCounted* ContextState::find(const RefCounted& variable) const noexcept {
  if (!values) return nullptr;
  for (const auto& entry : values->entries) {
    if (entry.variable.get() == &variable) return entry.value.get();
  }
  return nullptr;
}

void ContextState::set(const Ref<RefCounted>& variable, const Ref<RefCounted>& value) {
  const auto changed = make_ref<ContextValues>();
  if (values) changed->entries = values->entries;
  auto& entries = changed->entries;
  const auto place = std::ranges::find(entries, variable, &ContextValues::Entry::variable);
  if (!value) {
    if (place != entries.end()) entries.erase(place);
  } else if (place != entries.end()) {
    place->value = value;
  } else {
    entries.push_back({variable, value});
  }
  values = changed;
}

RefCounted* context_value(const ContextVarState& variable) noexcept {
  const auto& context = current_context();
  return context ? context->find(variable) : nullptr;
}

Ref<RefCounted> set_context_value(const Ref<ContextVarState>& variable, const Ref<RefCounted>& value) {
  Ref<ContextState>& context = current_context();
  if (!context) context = make_ref<ContextState>();
  Ref<RefCounted> old(context->find(*variable));
  context->set(Ref<RefCounted>(variable.get()), value);
  return old;
}

void throw_no_value(const ContextVarState& variable) {
  throw LookupError("the ContextVar " + variable.name + " has no value here and no default");
}

EnteredContext::EnteredContext(Ref<ContextState> context) : place_(current_context()) {
  if (context->entered) throw RuntimeError("cannot enter context: it is already entered");
  context->entered = true;
  context_ = context;
  before_ = std::exchange(place_, std::move(context));
}

EnteredContext::~EnteredContext() {
  context_->entered = false;
  place_ = std::move(before_);
}

}  // namespace detail

Context Context::copy() const {
  Context other;
  other.state_->values = state_->values;
  return other;
}

Context copy_context() {
  auto copy = detail::copy_current_context();
  return copy ? Context(std::move(copy)) : Context();
}

}  // namespace asyncio
