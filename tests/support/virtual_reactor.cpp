#include "virtual_reactor.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

namespace asyncio::testing {
namespace {

HttpServer the_server;
int cancellations = 0;

class VirtualReactor final : public core::Reactor {
 public:
  core::TimePoint now() noexcept override { return now_; }

  void wait(std::optional<core::TimePoint> deadline) override {
    if (deliver()) return;
    if (!deadline) {
      std::fputs("The loop waits for a server that will be silent for ever.\n", stderr);
      std::abort();
    }
    now_ = std::max(now_, *deadline);
  }
  void poll() override { deliver(); }
  void wake() noexcept override {}
  [[nodiscard]] bool idle() const noexcept override { return requests_.empty(); }

  core::OperationId start_http(core::HttpRequest request, core::HttpCompletion& completion) override {
    requests_.push_back({++last_id_, std::move(request), &completion});
    return last_id_;
  }
  void cancel_http(core::OperationId operation) noexcept override {
    cancellations += static_cast<int>(std::erase_if(requests_, [&](const auto& r) { return r.id == operation; }));
  }

 private:
  struct Request {
    core::OperationId id;
    core::HttpRequest request;
    core::HttpCompletion* completion;
  };

  /// False when no request was answered.
  bool deliver() {
    bool any = false;
    for (auto& each : std::exchange(requests_, {})) {
      std::optional<core::HttpResult> result;
      if (the_server) {
        result = the_server(each.request);
      } else {
        result.emplace().error = "there is no server at " + each.request.url;
      }
      if (result) {
        each.completion->complete(std::move(*result));
        any = true;
      } else {
        requests_.push_back(std::move(each));
      }
    }
    return any;
  }

  core::TimePoint now_{};
  std::vector<Request> requests_;
  core::OperationId last_id_ = 0;
};

}  // namespace

VirtualServer::VirtualServer(HttpServer server) { the_server = std::move(server); }
VirtualServer::~VirtualServer() { the_server = nullptr; }

int cancelled_requests() { return cancellations; }

}  // namespace asyncio::testing

std::unique_ptr<asyncio::core::Reactor> asyncio::core::make_reactor() {
  return std::make_unique<testing::VirtualReactor>();
}
