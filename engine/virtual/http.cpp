#include "http.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

namespace asyncio::testing {
namespace {

core::HttpResult failed(std::string error) {
  core::HttpResult result;
  result.error = std::move(error);
  return result;
}

core::HttpResult to_result(Response response, const std::string& url) {
  core::HttpResult result;
  result.status = response.status;
  result.status_text = std::move(response.reason);
  result.url = response.url.empty() ? url : std::move(response.url);
  result.headers = std::move(response.headers);
  result.body = std::move(response.body);
  return result;
}

}  // namespace

const VirtualHttpClient::Server* VirtualHttpClient::server_of(std::string_view url) const noexcept {
  for (const Server& each : std::views::reverse(servers_)) {
    if (url.starts_with(each.prefix)) return &each;
  }
  return nullptr;
}

core::OperationId VirtualHttpClient::start(core::Reactor&, core::HttpRequest request,
                                           core::HttpCompletion& completion) {
  const core::OperationId id = ++last_;
  const Server* const server = server_of(request.url);
  Request asked{std::move(request.method), std::move(request.url), std::move(request.headers), std::move(request.body)};
  const auto key = timeline_.add(server != nullptr ? server->latency : std::chrono::nanoseconds(0),
                                 [this, id, asked = std::move(asked)] { answer(id, asked); });
  under_way_.emplace(id, UnderWay{&completion, key});
  return id;
}

void VirtualHttpClient::answer(core::OperationId operation, Request request) {
  std::optional<core::HttpResult> result;
  if (const Server* const server = server_of(request.url)) {
    // The server may be put in another's place, or the request be given up, by what answers.
    const World::Server server_answer = server->answer;
    requests_.push_back(request);
    try {
      if (auto response = server_answer(request)) result = to_result(*std::move(response), request.url);
    } catch (const std::exception& error) {
      result = failed(error.what());
    }
  } else {
    result = failed("there is no server at " + request.url);
  }
  const auto found = under_way_.find(operation);
  if (!result || found == under_way_.end()) return;
  core::HttpCompletion& completion = *found->second.completion;
  under_way_.erase(found);
  completion.complete(*std::move(result));
}

void VirtualHttpClient::cancel(core::Reactor&, core::OperationId operation) noexcept {
  const auto found = under_way_.find(operation);
  if (found == under_way_.end()) return;
  timeline_.remove(found->second.answered);
  under_way_.erase(found);
  ++cancelled_;
}

}  // namespace asyncio::testing
