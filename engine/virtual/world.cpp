#include <asyncio/testing.hpp>
#include <utility>

#include "../core/loop.hpp"
#include "reactor.hpp"

namespace asyncio::testing {

class World::Implementation final : public detail::ReactorMaker {
 public:
  explicit Implementation(std::uint32_t seed) : outside(seed), before_(detail::set_reactor_maker(this)) {}
  ~Implementation() { detail::set_reactor_maker(before_); }

  std::unique_ptr<core::Reactor> make_reactor() override { return std::make_unique<VirtualReactor>(outside); }

  Outside outside;

 private:
  detail::ReactorMaker* before_;
};

World::World(std::uint32_t seed) : implementation_(std::make_unique<Implementation>(seed)) {}
World::~World() = default;

Duration World::time() const noexcept { return implementation_->outside.timeline.now().time_since_epoch(); }

void World::advance(Duration by) {
  if (by < Duration::zero()) throw ValueError("time passes in one direction");
  Timeline& timeline = implementation_->outside.timeline;
  timeline.advance_to(timeline.now() + detail::to_nanoseconds(by));
}

void World::serve(std::string prefix, Server server, Duration latency) {
  implementation_->outside.http.serve(std::move(prefix), std::move(server), detail::to_nanoseconds(latency));
}
void World::serve(std::string prefix, Response response, Duration latency) {
  serve(
      std::move(prefix), [response = std::move(response)](const Request&) { return std::optional(response); }, latency);
}
const std::vector<Request>& World::requests() const noexcept { return implementation_->outside.http.requests(); }
int World::cancelled_requests() const noexcept { return implementation_->outside.http.cancelled(); }

void World::set_conditions(std::string_view host, const Conditions& conditions) {
  implementation_->outside.network.set_conditions(host, conditions);
}
void World::set_conditions(const Conditions& conditions) {
  implementation_->outside.network.set_conditions(conditions);
}

}  // namespace asyncio::testing
