/// @file
/// What the host does for a program while the program goes on, of whatever kind: requests, sockets, calls of workers. Each is an
/// *operation* with a number. The host tells the numbers of those that have ended by `tulip_take`; here the number finds its object.
/// Twin: operations.ts. An adapter gets at the table by `BrowserReactor::of` (reactor.hpp).
#pragma once

#include <unordered_map>

#include "../../engine/ports/reactor.hpp"

namespace asyncio::wasm {

using core::OperationId;

/// Told of the end of an operation, once, on the loop's turn, from inside the reactor's `wait` or `poll`. It must not block or throw.
class Operation {
 public:
  virtual void finished(OperationId id) noexcept = 0;

 protected:
  ~Operation() = default;
};

/// What can end an operation.
enum class EndedBy : std::uint8_t {
  /// The world outside: a loop that has nothing but this to wait for goes on waiting.
  world,
  /// This program alone: a loop that has nothing but this to wait for is deadlocked, unless it has ended already.
  program,
};

/// The operations of one reactor that have neither ended nor been forgotten.
class Operations {
 public:
  /// A number for an operation that is about to start, and whom to tell of its end. Numbers are counted for all reactors of the
  /// program, as the host tells operations apart by them.
  OperationId begin(Operation& operation, EndedBy by = EndedBy::world);

  /// Its end will not be told. False when there is no such operation (any more); else the host should be asked to give it up.
  bool forget(OperationId id) noexcept;

  /// Tells the operations that have ended; false when none has.
  bool deliver();

  /// Whether none is under way.
  [[nodiscard]] bool empty() const noexcept { return operations_.empty(); }

  /// Whether an operation was taken from the host and not yet delivered. The host has forgotten it, so it would not end a wait for it.
  [[nodiscard]] bool taken() const noexcept { return taken_ != 0; }

  /// Whether nothing is under way that could end any more.
  [[nodiscard]] bool idle() const noexcept;

 private:
  struct Entry {
    Operation* operation;
    EndedBy by;
  };

  std::unordered_map<OperationId, Entry> operations_;
  std::size_t ended_by_world_ = 0;
  /// Taken from the host and not yet told; 0 if none is.
  mutable OperationId taken_ = 0;
};

}  // namespace asyncio::wasm
