/// @file
/// A server that says anything, in pieces of any size: the client must come to an answer or to a failure in words.
#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "native/http_talk.hpp"

namespace {

using namespace asyncio;

/// Says `bytes`; the first of them tells how large the pieces are.
class Server final : public native::Connection {
 public:
  explicit Server(std::string_view bytes) : left_(bytes) {
    if (left_.empty()) return;
    piece_ = static_cast<unsigned char>(left_[0]) + 1U;
    left_.remove_prefix(1);
  }

  boost::asio::awaitable<std::size_t> read_some(std::span<char> into, boost::system::error_code& error) override {
    if (left_.empty()) {
      error = boost::asio::error::eof;
      co_return 0;
    }
    const std::size_t size = std::min({piece_, into.size(), left_.size()});
    std::memcpy(into.data(), left_.data(), size);
    left_.remove_prefix(size);
    error = {};
    co_return size;
  }

  boost::asio::awaitable<void> write(std::string_view, boost::system::error_code& error) override {
    error = {};
    co_return;
  }

 private:
  std::string_view left_;
  std::size_t piece_ = 1;
};

boost::asio::awaitable<void> ask(native::Connection& server, const native::HttpUrl& url,
                                 const core::HttpRequest& request, bool& ended) {
  try {
    const core::HttpResult result = co_await native::talk(server, url, request);
    if (result.status < 200 || result.status > 999) std::abort();
    // Where a redirect would go next.
    for (const auto& [name, value] : result.headers) {
      if (name == "location") static_cast<void>(native::parse_http_url(value, url.text));
    }
  } catch (const native::HttpFailure& failure) {
    if (std::string_view(failure.what()).empty()) std::abort();
  }
  ended = true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const native::HttpUrl url = native::parse_http_url("http://localhost/", "").value();
  core::HttpRequest request;
  if (size != 0 && data[0] % 8 == 7) request.method = "HEAD";
  Server server(std::string_view(reinterpret_cast<const char*>(data), size));
  boost::asio::io_context io;
  bool ended = false;
  boost::asio::co_spawn(io, ask(server, url, request, ended), boost::asio::detached);
  io.run();
  if (!ended) std::abort();
  return 0;
}
