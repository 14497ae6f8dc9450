/// @file
/// The exceptions of the engine, under asyncio's names.
///
/// What derives from `std::exception` is an error that a program may want to handle. `CancelledError`, `GeneratorExit` and `KeyboardInterrupt`
/// are requests to stop, not errors, and derive from nothing: as in Python, where they are no `Exception` but a
/// `BaseException`, a handler for errors does not swallow them. A `catch (...)` that is not the end of the program
/// should rethrow.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace asyncio {

/// Thrown at the point where a task waits, after `Task::cancel`, and by a cancelled future that is asked for its result. Follows
/// `asyncio.CancelledError`.
class CancelledError {
 public:
  CancelledError() = default;
  explicit CancelledError(std::string message) : message_(std::move(message)) {}

  /// What was given to `cancel`; empty where nothing was.
  [[nodiscard]] const std::string& message() const noexcept { return message_; }
  [[nodiscard]] const char* what() const noexcept { return message_.empty() ? "CancelledError" : message_.c_str(); }

 private:
  std::string message_;
};

/// Thrown into a generator that is closed, where it yields, and into a task that is dropped before its end because its loop
/// closes, so that their destructors run; yielding or waiting again is refused. Follows Python's `GeneratorExit`.
class GeneratorExit {};

/// Thrown by `run` and `Runner::run` where Ctrl+C has cancelled the main task. Follows Python's `KeyboardInterrupt`.
class KeyboardInterrupt {};

/// The engine was used in a way, or at a moment, that it does not allow. Follows Python's `RuntimeError`.
class RuntimeError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// An argument, or what was asked for, is out of the range that makes sense. Follows Python's `ValueError`.
class ValueError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// A value was given to something that cannot take one yet. Follows Python's `TypeError`, as far as a compiler leaves it to the
/// running program.
class TypeError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// A deadline passed. Follows `asyncio.TimeoutError`.
class TimeoutError : public std::runtime_error {
 public:
  TimeoutError() : std::runtime_error("timed out") {}
  using std::runtime_error::runtime_error;
};

/// Every task waits and nothing can wake one; the message names each task, what it waits for and at which line. CPython hangs instead.
class DeadlockError : public RuntimeError {
 public:
  using RuntimeError::RuntimeError;
};

/// A recorded run (`RunOptions::replay`) cannot be done again: the program goes another way than the recorded one, or the recording is damaged. The
/// message says at which decision, in which task, what the program asked for and what was recorded. Python has nothing like it.
class ReplayError : public RuntimeError {
 public:
  using RuntimeError::RuntimeError;
};

/// The future is not in the state that the operation needs. Follows `asyncio.InvalidStateError`.
class InvalidStateError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace asyncio
