/// @file
/// What a context is made of: see `asyncio/context.hpp`. Apart from it, because every handle and task has one.
#pragma once

#include <utility>
#include <vector>

#include <asyncio/detail/ref.hpp>

namespace asyncio::detail {

/// Values by variable. Never changed once it is shared, so that copying a context is copying a pointer; a program has few variables,
/// so a list serves.
class ContextValues final : public RefCounted {
 public:
  struct Entry {
    /// The variable's identity, kept so that its address is not used again.
    Ref<RefCounted> variable;
    Ref<RefCounted> value;
  };
  std::vector<Entry> entries;
};

/// A context that can be changed and entered. Most tasks have none: null stands for one without values.
class ContextState final : public RefCounted {
 public:
  [[nodiscard]] RefCounted* find(const RefCounted& variable) const noexcept;
  /// Null removes.
  void set(const Ref<RefCounted>& variable, const Ref<RefCounted>& value);

  Ref<ContextValues> values;
  bool entered = false;
};

/// Where the current context is: the running task's, else the running callback's, else the thread's own. Stays in its place while a
/// task waits.
[[nodiscard]] Ref<ContextState>& current_context() noexcept;
/// A copy for a new task or handle; null where there is nothing to copy.
[[nodiscard]] Ref<ContextState> copy_current_context();

/// Makes a context the current one while it lives. Throws RuntimeError if that context is entered already.
class EnteredContext {
 public:
  explicit EnteredContext(Ref<ContextState> context);
  EnteredContext(const EnteredContext&) = delete;
  EnteredContext& operator=(const EnteredContext&) = delete;
  ~EnteredContext();

 private:
  Ref<ContextState>& place_;
  Ref<ContextState> context_;
  Ref<ContextState> before_;
};

}  // namespace asyncio::detail
