/// @file
/// Adapter of engine/ports/http.hpp: the browser's `fetch`. Twin: http.ts.
#include "../../engine/ports/http.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "../abi/imports.hpp"
#include "reactor.hpp"

namespace asyncio::wasm {
namespace {

/// Takes the text before the next line feed off the front of `lines`.
std::string take_line(std::string_view& lines) {
  const auto line = lines.substr(0, lines.find('\n'));
  lines.remove_prefix(std::min(lines.size(), line.size() + 1));
  return std::string(line);
}

core::HttpResult read_result(OperationId id) {
  TulipHttpSizes sizes{};
  tulip_http_sizes(id, &sizes);
  std::string bytes(sizes.status_text + sizes.url + sizes.headers + sizes.body + sizes.error, '\0');
  tulip_http_read(id, bytes.data());

  std::string_view rest = bytes;
  const auto take = [&rest](std::size_t size) {
    const auto part = rest.substr(0, size);
    rest.remove_prefix(size);
    return part;
  };
  core::HttpResult result;
  result.status = static_cast<int>(sizes.status);
  result.status_text = take(sizes.status_text);
  result.url = take(sizes.url);
  std::string_view headers = take(sizes.headers);
  while (!headers.empty()) {
    auto name = take_line(headers);
    result.headers.emplace_back(std::move(name), take_line(headers));
  }
  result.body = take(sizes.body);
  result.error = take(sizes.error);
  return result;
}

/// Requests of all loops: the numbers of operations are counted for the whole program.
class BrowserHttpClient final : public core::HttpClient, public Operation {
 public:
  OperationId start(core::Reactor& reactor, core::HttpRequest request, core::HttpCompletion& completion) override {
    const OperationId id = BrowserReactor::of(reactor).operations().begin(*this);
    completions_.emplace(id, &completion);
    std::string headers;
    for (const auto& [name, value] : request.headers) headers += name + "\n" + value + "\n";
    const TulipHttpRequest asked{id,
                                 request.method.data(),
                                 request.method.size(),
                                 request.url.data(),
                                 request.url.size(),
                                 headers.data(),
                                 headers.size(),
                                 request.body.data(),
                                 request.body.size()};
    tulip_http_start(&asked);
    return id;
  }

  void cancel(core::Reactor& reactor, OperationId id) noexcept override {
    completions_.erase(id);
    if (BrowserReactor::of(reactor).operations().forget(id)) tulip_http_cancel(id);
  }

 private:
  void finished(OperationId id) noexcept override {
    const auto found = completions_.find(id);
    core::HttpCompletion& completion = *found->second;
    completions_.erase(found);
    completion.complete(read_result(id));
  }

  std::unordered_map<OperationId, core::HttpCompletion*> completions_;
};

}  // namespace
}  // namespace asyncio::wasm

asyncio::core::HttpClient& asyncio::core::platform_http_client() noexcept {
  static wasm::BrowserHttpClient client;
  return client;
}
