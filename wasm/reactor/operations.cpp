#include "operations.hpp"

#include <utility>

#include "../abi/imports.hpp"

namespace asyncio::wasm {

OperationId Operations::begin(Operation& operation, EndedBy by) {
  static OperationId last = 0;
  do {
    ++last;
  } while (last == 0 || operations_.contains(last));
  operations_.emplace(last, Entry{&operation, by});
  if (by == EndedBy::world) ++ended_by_world_;
  return last;
}

bool Operations::forget(OperationId id) noexcept {
  const auto found = operations_.find(id);
  if (found == operations_.end()) return false;
  if (found->second.by == EndedBy::world) --ended_by_world_;
  operations_.erase(found);
  return true;
}

bool Operations::deliver() {
  bool any = false;
  for (;;) {
    const OperationId id = taken_ != 0 ? std::exchange(taken_, 0) : tulip_take();
    if (id == 0) return any;
    const auto found = operations_.find(id);
    // Of a loop that is no more.
    if (found == operations_.end()) continue;
    Operation& operation = *found->second.operation;
    // Erased first: being told, the operation may begin again, or its object may be destroyed.
    forget(id);
    operation.finished(id);
    any = true;
  }
}

bool Operations::idle() const noexcept {
  if (operations_.empty()) return true;
  if (ended_by_world_ != 0) return false;
  if (taken_ == 0) taken_ = tulip_take();
  return taken_ == 0;
}

}  // namespace asyncio::wasm
