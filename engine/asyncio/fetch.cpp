#include <asyncio/fetch.hpp>
#include <asyncio/future.hpp>
#include <utility>

#include "../core/loop.hpp"
#include "../ports/http.hpp"

namespace asyncio {
namespace {

/// One request: the future that the task waits for, and the completion that the reactor tells.
class Request final : public detail::FutureState, public core::HttpCompletion {
 public:
  Request(detail::Loop& loop, core::HttpRequest request) : FutureState(loop), url_(request.url) {
    operation_ = core::http_client(loop.reactor()).start(loop.reactor(), std::move(request), *this);
    loop.tell([this](auto& each) { each.operation_started(*this); });
  }
  ~Request() override { give_up(); }

  bool cancel(std::string_view message) override {
    if (done()) return false;
    give_up();
    tell_end(core::OperationEnd::given_up);
    return FutureState::cancel(message);
  }
  [[nodiscard]] std::string describe() const override { return "fetch(\"" + url_ + "\")"; }
  [[nodiscard]] detail::FutureKind kind() const noexcept override { return detail::FutureKind::fetch; }

  core::HttpResult result;

 private:
  void give_up() noexcept {
    core::Reactor& reactor = loop().reactor();
    if (operation_ != 0) core::http_client(reactor).cancel(reactor, std::exchange(operation_, 0));
  }
  void tell_end(core::OperationEnd how) {
    loop().tell([&](auto& each) { each.operation_ended(*this, how); });
  }
  void complete(core::HttpResult answer) noexcept override {
    operation_ = 0;
    result = std::move(answer);
    tell_end(result.error.empty() ? core::OperationEnd::fine : core::OperationEnd::failed);
    if (result.error.empty()) {
      finish();
    } else {
      finish_with(std::make_exception_ptr(ClientError(result.error)));
    }
  }

  std::string url_;
  core::OperationId operation_ = 0;
};

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i != a.size(); ++i) {
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

/// Length of the well-formed UTF-8 sequence at the front of `bytes`, 0 if there is none (Unicode 15, table 3-7).
std::size_t utf8_sequence(std::string_view bytes) noexcept {
  const auto at = [&](std::size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U; };
  const auto continues = [&](std::size_t i) { return (at(i) & 0xc0U) == 0x80U; };
  const unsigned first = at(0);
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return continues(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const bool overlong = first == 0xe0 && at(1) < 0xa0;
    const bool surrogate = first == 0xed && at(1) > 0x9f;
    return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const bool overlong = first == 0xf0 && at(1) < 0x90;
    const bool too_large = first == 0xf4 && at(1) > 0x8f;
    return continues(1) && continues(2) && continues(3) && !overlong && !too_large ? 4 : 0;
  }
  return 0;
}

}  // namespace

std::string Response::text() const {
  std::string text;
  text.reserve(body.size());
  for (std::string_view rest = body; !rest.empty();) {
    const std::size_t length = utf8_sequence(rest);
    text += length != 0 ? rest.substr(0, length) : std::string_view("\xef\xbf\xbd");
    rest.remove_prefix(length != 0 ? length : 1);
  }
  return text;
}

std::string_view Response::header(std::string_view name) const noexcept {
  for (const auto& [key, value] : headers) {
    if (equal_ignoring_case(key, name)) return value;
  }
  return {};
}

void Response::raise_for_status() const {
  if (status < 400) return;
  throw ClientResponseError(status, std::to_string(status) + (reason.empty() ? "" : " " + reason) + ", url=" + url);
}

Response fetch(std::string_view url, FetchOptions options, std::source_location where) {
  detail::mark_line(where);
  core::HttpRequest request;
  request.method = std::move(options.method);
  request.url = url;
  request.headers = std::move(options.headers);
  request.body = std::move(options.body);
  if (detail::current_task() == nullptr)
    throw RuntimeError("fetch outside a task: call it in a function that asyncio::run or create_task runs");
  const detail::Ref<Request> operation(new Request(detail::running_loop(), std::move(request)));
  detail::wait_until_done(*operation);
  operation->check_result();
  auto& result = operation->result;
  return {result.status, std::move(result.status_text), std::move(result.url), std::move(result.headers),
          std::move(result.body)};
}

}  // namespace asyncio
