#include "http.hpp"

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <cstdlib>
#include <exception>
#include <format>
#include <string>
#include <string_view>
#include <utility>

#include "http_exchange.hpp"

namespace asyncio::native {
namespace {

namespace asio = boost::asio;

constexpr int most_redirects = 10;

std::string_view base_url() {
  const char* const base = std::getenv("ASYNCIO_BASE_URL");
  return base != nullptr ? base : "";
}

HttpUrl parse_or_throw(std::string_view reference, std::string_view base) {
  auto url = parse_http_url(reference, base);
  if (!url) throw HttpFailure(url.error());
  return *std::move(url);
}

/// Where the answer sends the client; nullptr if it does not.
const std::string* redirect_of(const core::HttpResult& result) {
  const int status = result.status;
  if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308) return nullptr;
  for (const auto& [name, value] : result.headers) {
    if (name == "location") return &value;
  }
  return nullptr;
}

bool equals_ignoring_case(std::string_view a, std::string_view lower) {
  return a.size() == lower.size() && std::equal(a.begin(), a.end(), lower.begin(), [](char x, char y) {
           return (x >= 'A' && x <= 'Z' ? x + ('a' - 'A') : x) == y;
         });
}

/// The rules of the Fetch standard ("HTTP-redirect fetch"), so that programs see the same here and in a browser.
void adapt_to_redirect(core::HttpRequest& request, int status, bool same_origin) {
  const bool was_post = request.method == "POST" && (status == 301 || status == 302);
  const bool see_other = status == 303 && request.method != "GET" && request.method != "HEAD";
  if (was_post || see_other) {
    request.method = "GET";
    request.body.clear();
    std::erase_if(request.headers,
                  [](const auto& header) { return equals_ignoring_case(header.first.substr(0, 8), "content-"); });
  }
  if (!same_origin) {
    std::erase_if(request.headers, [](const auto& header) {
      return equals_ignoring_case(header.first, "authorization") || equals_ignoring_case(header.first, "cookie");
    });
  }
}

asio::awaitable<core::HttpResult> fetch(Transport& transport, core::HttpRequest request) {
  HttpUrl url = parse_or_throw(request.url, base_url());
  for (int redirects = 0;; ++redirects) {
    core::HttpResult result = co_await exchange(transport, url, request);
    const std::string* const location = redirect_of(result);
    if (location == nullptr) co_return result;
    if (redirects == most_redirects) {
      throw HttpFailure(std::format("\"{}\" was redirected more than {} times", request.url, most_redirects));
    }
    HttpUrl next = parse_or_throw(*location, url.text);
    adapt_to_redirect(request, result.status, url.same_origin(next));
    url = std::move(next);
  }
}

core::HttpResult failed(std::string error) {
  core::HttpResult result;
  result.error = std::move(error);
  return result;
}

/// `fetch` with every failure in the result.
asio::awaitable<core::HttpResult> fetch_or_fail(Transport& transport, core::HttpRequest request) {
  try {
    co_return co_await fetch(transport, std::move(request));
  } catch (const std::exception& error) {
    co_return failed(error.what());
  }
}

}  // namespace

struct HttpClient::Operation {
  core::OperationId id;
  core::HttpCompletion* completion;  // null once cancelled
  Transport transport;
};

HttpClient::HttpClient(asio::io_context& io) : io_(io) {}

HttpClient::~HttpClient() = default;

core::OperationId HttpClient::start(core::HttpRequest request, core::HttpCompletion& completion) {
  do {
    ++last_id_;
  } while (last_id_ == 0 || operations_.contains(last_id_));
  const auto operation = std::make_shared<Operation>(last_id_, &completion, Transport(io_));
  operations_.emplace(last_id_, operation);
  auto run = [](HttpClient& client, std::shared_ptr<Operation> shared,
                core::HttpRequest asked) -> asio::awaitable<void> {
    client.finish(*shared, co_await fetch_or_fail(shared->transport, std::move(asked)));
  };
  asio::co_spawn(io_, run(*this, operation, std::move(request)), asio::detached);
  return operation->id;
}

void HttpClient::cancel(core::OperationId id) noexcept {
  const auto found = operations_.find(id);
  if (found == operations_.end()) return;
  const std::shared_ptr<Operation> operation = found->second;
  operations_.erase(found);
  operation->completion = nullptr;
  operation->transport.cancel();
}

void HttpClient::finish(const Operation& operation, core::HttpResult result) noexcept {
  if (operation.completion == nullptr) return;
  core::HttpCompletion& completion = *operation.completion;
  // First, so that the completion finds the request ended. The coroutine still holds the operation.
  operations_.erase(operation.id);
  completion.complete(std::move(result));
}

}  // namespace asyncio::native
