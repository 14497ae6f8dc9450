#include <asyncio/sync.hpp>

namespace asyncio {
namespace {

constexpr const char* waiting = "Barrier.wait()";

}  // namespace

Barrier::Barrier(int parties) : parties_(parties) {
  if (parties < 1) throw ValueError("parties must be > 0");
}

template <class Predicate>
void Barrier::wait_until(Predicate predicate) {
  while (!predicate()) condition_.wait_as(waiting);
}

int Barrier::wait(std::source_location where) {
  detail::mark_line(where);
  Lock& lock = condition_.own_;
  lock.acquire_as(waiting);
  const detail::Held<Lock> held(lock, lock.waiters_);
  wait_until([&] { return phase_ != Phase::draining && phase_ != Phase::resetting; });
  if (phase_ == Phase::broken) throw BrokenBarrierError("Barrier aborted");
  const struct Leave {
    Barrier& barrier;
    const detail::Tether lives{barrier.condition_.waiters_};
    ~Leave() {
      if (lives.holds()) barrier.leave();
    }
  } leave{*this};
  const int index = count_++;
  if (count_ == parties_) {
    phase_ = Phase::draining;
    condition_.notify_all();
  } else {
    wait_until([&] { return phase_ != Phase::filling; });
    if (phase_ != Phase::draining) throw BrokenBarrierError("Abort or reset of barrier");
  }
  return index;
}

void Barrier::leave() {
  if (--count_ != 0) return;
  if (phase_ == Phase::resetting || phase_ == Phase::draining) phase_ = Phase::filling;
  // Not `notify_all`, which throws where the lock is not held: so it may be while the loop closes.
  condition_.waiters_.wake_all();
}

void Barrier::abort() {
  condition_.run([&] {
    phase_ = Phase::broken;
    condition_.notify_all();
  });
}

void Barrier::reset() {
  condition_.run([&] {
    phase_ = count_ > 0 ? Phase::resetting : Phase::filling;
    condition_.notify_all();
  });
}

}  // namespace asyncio
