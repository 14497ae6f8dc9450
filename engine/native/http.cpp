/// @file
/// Adapter of ports/http.hpp: an HTTP/1.1 client on Boost.Beast. Each request is one coroutine on the reactor's io_context, on a
/// connection of its own.
#include "../ports/http.hpp"

#include <algorithm>
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <cstdlib>
#include <exception>
#include <format>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "http_exchange.hpp"
#include "reactor.hpp"

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

struct Operation {
  Operation(AsioReactor& asio, core::HttpCompletion& told)
      : reactor(asio), completion(&told), transport(asio.io()), pending(asio) {}

  AsioReactor& reactor;
  core::OperationId id = 0;
  core::HttpCompletion* completion;  // null once cancelled
  Transport transport;
  std::optional<AsioReactor::Pending> pending;
};

asio::awaitable<void> run(std::shared_ptr<Operation> operation, core::HttpRequest request) {
  core::HttpResult result = co_await fetch_or_fail(operation->transport, std::move(request));
  if (operation->completion == nullptr) co_return;
  // First, so that the completion finds the request ended.
  operation->pending.reset();
  operation->reactor.http_requests().erase(operation->id);
  operation->completion->complete(std::move(result));
}

class AsioHttpClient final : public core::HttpClient {
 public:
  core::OperationId start(core::Reactor& reactor, core::HttpRequest request,
                          core::HttpCompletion& completion) override {
    AsioReactor& asio_reactor = AsioReactor::of(reactor);
    auto& requests = asio_reactor.http_requests();
    const auto operation = std::make_shared<Operation>(asio_reactor, completion);
    // Counted for the whole program. As it begins anew after 2^32, a request that has been under way ever since is passed over.
    static std::atomic<core::OperationId> last = 0;
    do operation->id = ++last;
    while (operation->id == 0 || requests.contains(operation->id));
    requests.emplace(operation->id, operation);
    asio::co_spawn(asio_reactor.io(), run(operation, std::move(request)), asio::detached);
    return operation->id;
  }

  void cancel(core::Reactor& reactor, core::OperationId id) noexcept override {
    auto& requests = AsioReactor::of(reactor).http_requests();
    const auto found = requests.find(id);
    if (found == requests.end()) return;
    // The coroutine shares it, to see that it was cancelled.
    const auto operation = std::static_pointer_cast<Operation>(found->second);
    requests.erase(found);
    operation->completion = nullptr;
    operation->pending.reset();
    operation->transport.cancel();
  }
};

}  // namespace
}  // namespace asyncio::native

asyncio::core::HttpClient& asyncio::core::platform_http_client() noexcept {
  static constinit native::AsioHttpClient client;
  return client;
}
