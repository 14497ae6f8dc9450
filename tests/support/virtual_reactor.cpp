#include "virtual_reactor.hpp"

#include <algorithm>
#include <utility>

namespace asyncio::testing {
namespace {

HttpServer the_server;
int cancellations = 0;

class VirtualReactor final : public core::Reactor {
 public:
  core::TimePoint now() noexcept override { return now_; }

  void wait(std::optional<core::TimePoint> deadline) override {
    if (!requests_.empty()) return deliver();
    if (deadline) now_ = std::max(now_, *deadline);
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

  void deliver() {
    for (auto& [id, request, completion] : std::exchange(requests_, {})) {
      core::HttpResult result;
      if (the_server) {
        result = the_server(request);
      } else {
        result.error = "there is no server at " + request.url;
      }
      completion->complete(std::move(result));
    }
  }

  core::TimePoint now_{};
  std::vector<Request> requests_;
  core::OperationId last_id_ = 0;
};

}  // namespace

void serve(HttpServer server) { the_server = std::move(server); }
int cancelled_requests() { return cancellations; }

}  // namespace asyncio::testing

std::unique_ptr<asyncio::core::Reactor> asyncio::core::make_reactor() {
  return std::make_unique<testing::VirtualReactor>();
}
