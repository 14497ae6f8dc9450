#include "http.hpp"

#include <utility>

#include "codecs.hpp"

namespace asyncio::replay {

class TapedHttpClient::Request final : public core::HttpCompletion, public Tape::Arrival {
 public:
  Request(TapedHttpClient& client, core::HttpCompletion& completion) noexcept
      : operation(client.tape_.begin(*this)), client_(client), completion_(completion) {}

  void complete(core::HttpResult result) noexcept override {
    client_.tape_.note_arrival(operation, result);
    tell(std::move(result));
  }
  void arrive(detail::Decoder& value) override {
    auto result = detail::Codec<core::HttpResult>::read(value);
    value.finish();
    tell(std::move(result));
  }

  const core::OperationId operation;
  /// The live request's.
  core::OperationId live = 0;

 private:
  void tell(core::HttpResult result) noexcept {
    // Before: who is told may ask for the next.
    const auto keep = client_.under_way_.extract(operation);
    completion_.complete(std::move(result));
  }

  TapedHttpClient& client_;
  core::HttpCompletion& completion_;
};

TapedHttpClient::TapedHttpClient(Tape& tape) noexcept : tape_(tape) {}
TapedHttpClient::~TapedHttpClient() = default;

core::OperationId TapedHttpClient::start(core::Reactor& reactor, core::HttpRequest request,
                                         core::HttpCompletion& completion) {
  tape_.ask(Door::request, request.method + " " + request.url);
  auto taped = std::make_unique<Request>(*this, completion);
  Request& entry = *taped;
  under_way_.emplace(entry.operation, std::move(taped));
  if (live_ != nullptr) entry.live = live_->start(reactor, std::move(request), entry);
  return entry.operation;
}

void TapedHttpClient::cancel(core::Reactor& reactor, core::OperationId operation) noexcept {
  const auto found = under_way_.find(operation);
  if (found == under_way_.end()) return;
  tape_.give_up(operation);
  if (live_ != nullptr) live_->cancel(reactor, found->second->live);
  under_way_.erase(found);
}

}  // namespace asyncio::replay
