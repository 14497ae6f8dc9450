/// @file
/// The server that reactor_fetch_test.cpp asks, natively. Twin: browsers/fetch-site.ts.
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "http_server.hpp"

namespace asyncio::testing {
namespace {

/// A port on which nobody listens: one that was just free.
std::string closed_port() {
  using boost::asio::ip::tcp;
  boost::asio::io_context io;
  const tcp::acceptor acceptor(io, {boost::asio::ip::address_v4::loopback(), 0});
  return "http://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port()) + "/";
}

class FetchSite final : public ::testing::Environment {
 public:
  void SetUp() override {
    server_.emplace([this](const std::string& request) { return answer(request); });
    setenv("ASYNCIO_BASE_URL", server_->url("/").c_str(), 1);
  }
  void TearDown() override { server_.reset(); }

 private:
  std::optional<std::string> answer(const std::string& request) {
    const std::string_view line = request_line(request);
    const auto method = line.substr(0, line.find(' '));
    const auto path = line.substr(method.size() + 1, line.rfind(' ') - method.size() - 1);
    if (path == "/site/hello") {
      return answer_with("200 OK", "hello, 안녕", "Content-Type: text/plain; charset=utf-8\r\nX-Site: tulip\r\n");
    }
    if (path == "/site/bytes") {
      std::string bytes;
      for (int i = 0; i != 256; ++i) bytes += static_cast<char>(i);
      return answer_with("200 OK", bytes);
    }
    if (path == "/site/empty") return answer_with("200 OK", "");
    if (path == "/site/large") return answer_with("200 OK", std::string(1'000'000, 'x'));
    if (path == "/site/moved") return answer_with("302 Found", "", "Location: /site/hello\r\n");
    if (path == "/site/closed-port") return answer_with("200 OK", closed_port());
    if (path == "/site/cut") return "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ncut";
    if (path.starts_with("/site/number?")) return answer_with("200 OK", path.substr(path.find('?') + 1));
    if (path == "/site/echo")
      return answer_with("200 OK", std::string(method) + " " + question(request) + " " + body(request));
    if (path == "/site/silent") {
      const std::scoped_lock lock(mutex_);
      ++silent_;
      silent_came_.notify_all();
      return std::nullopt;
    }
    if (path == "/site/silent/came") {
      std::unique_lock lock(mutex_);
      silent_came_.wait(lock, [this] { return silent_ > came_; });
      came_ = silent_;
      return answer_with("200 OK", "");
    }
    if (path == "/site/silent/left") {
      std::unique_lock lock(mutex_);
      silent_came_.wait(lock, [this] { return silent_ > 0; });
      came_ = silent_;
      const int clients = silent_;
      lock.unlock();
      return answer_with(server_->wait_until_left(clients) ? "200 OK" : "500 Still there", "");
    }
    return answer_with("404 Not Found", "nothing here");
  }

  static std::string question(const std::string& request) {
    constexpr std::string_view name = "X-Question: ";
    const auto at = request.find(name) + name.size();
    return request.substr(at, request.find("\r\n", at) - at);
  }
  static std::string body(const std::string& request) { return request.substr(request.find("\r\n\r\n") + 4); }

  std::optional<HttpServer> server_;
  std::mutex mutex_;
  std::condition_variable silent_came_;
  int silent_ = 0;
  int came_ = 0;
};

[[maybe_unused]] const auto* const site = ::testing::AddGlobalTestEnvironment(new FetchSite);

}  // namespace
}  // namespace asyncio::testing
