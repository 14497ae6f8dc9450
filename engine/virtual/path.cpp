#include "path.hpp"

#include <algorithm>
#include <asyncio/errors.hpp>
#include <utility>

namespace asyncio::testing {
namespace {

/// The least time after which TCP sends again what was not acknowledged; twice as long each further time.
/// Source: RFC 6298, with Linux's minimum (TCP_RTO_MIN) in the place of its second.
constexpr std::chrono::milliseconds least_retransmission_timeout(200);

std::chrono::nanoseconds to_nanoseconds(Duration duration) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(duration);
}

}  // namespace

void Path::set(const Conditions& conditions) {
  if (conditions.delay < Duration::zero()) throw ValueError("the delay of a path must not be negative");
  if (!(conditions.loss >= 0 && conditions.loss < 1))
    throw ValueError("a probability of loss is from 0 to less than 1");
  conditions_ = conditions;
  if (conditions.cut) return;
  // At once, so that what was sent later, and is on its way, comes later.
  for (auto& each : std::exchange(held_, {})) timeline_.add(std::chrono::nanoseconds(0), std::move(each));
}

std::chrono::nanoseconds Path::time_of_packet() {
  const auto delay = to_nanoseconds(conditions_.delay);
  std::chrono::nanoseconds timeout = std::max<std::chrono::nanoseconds>(least_retransmission_timeout, 2 * delay);
  std::chrono::nanoseconds time = delay;
  const double range = static_cast<double>(std::minstd_rand::max() - std::minstd_rand::min()) + 1;
  // Of its own making, as those of the standard library differ from one library to another.
  while (conditions_.loss > 0 && static_cast<double>(random_() - std::minstd_rand::min()) / range < conditions_.loss) {
    time += timeout;
    timeout *= 2;
  }
  return time;
}

void Path::Direction::send(Timeline::Event arrival) {
  Timeline& timeline = path_.timeline_;
  last_arrival_ = std::max(last_arrival_, timeline.now() + path_.time_of_packet());
  timeline.add(last_arrival_ - timeline.now(),
               [path = &path_, arrival = std::move(arrival)]() mutable { path->arrive(std::move(arrival)); });
}

void Path::arrive(Timeline::Event arrival) {
  if (conditions_.cut) {
    held_.push_back(std::move(arrival));
  } else {
    arrival();
  }
}

Path& Paths::to(const std::string& host) {
  const auto [found, is_new] = paths_.try_emplace(host, timeline_, random_);
  if (is_new) found->second.set(usual_);
  return found->second;
}

void Paths::set_all(const Conditions& conditions) {
  // First, as it looks whether they are possible.
  Path(timeline_, random_).set(conditions);
  usual_ = conditions;
  for (auto& [host, path] : paths_) {
    if (!own_.contains(host)) path.set(conditions);
  }
}

}  // namespace asyncio::testing
