// The native reactor against a server on this machine, without the loop: what `fetch` stands on.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <format>
#include <fstream>
#include <latch>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../support/http_server.hpp"
#include "ports/http.hpp"

namespace {

using asyncio::core::HttpRequest;
using asyncio::core::HttpResult;
using asyncio::testing::answer_with;
using asyncio::testing::HttpServer;
using asyncio::testing::request_line;
using namespace std::chrono_literals;

using Headers = std::vector<std::pair<std::string, std::string>>;

HttpRequest request(std::string url, std::string method = "GET", Headers headers = {}, std::string body = "") {
  return {std::move(method), std::move(url), std::move(headers), std::move(body)};
}

struct Completion final : asyncio::core::HttpCompletion {
  void complete(HttpResult answer) noexcept override { result = std::move(answer); }
  std::optional<HttpResult> result;
};

/// Trusted by the client: the test program's environment makes its certificate the only trusted one.
const asyncio::testing::TlsIdentity& trusted_identity() {
  static const auto identity = asyncio::testing::make_identity("localhost");
  return identity;
}

class TrustedCertificates : public testing::Environment {
 public:
  void SetUp() override {
    path_ = std::filesystem::temp_directory_path() / std::format("tulip-test-{}.pem", std::random_device()());
    std::ofstream(path_) << trusted_identity().certificate;
    setenv("SSL_CERT_FILE", path_.c_str(), 1);
  }
  void TearDown() override { std::filesystem::remove(path_); }

 private:
  std::filesystem::path path_;
};

const auto* const trusted_certificates = testing::AddGlobalTestEnvironment(new TrustedCertificates);

class NativeHttp : public testing::Test {
 protected:
  template <class Done>
  void run_until(Done done) {
    const auto limit = reactor->now() + 20s;
    while (!done()) {
      ASSERT_LT(reactor->now(), limit) << "nothing came";
      reactor->wait(limit);
    }
  }

  HttpResult fetch(HttpRequest what) {
    Completion completion;
    asyncio::core::platform_http_client().start(*reactor, std::move(what), completion);
    run_until([&] { return completion.result.has_value(); });
    EXPECT_TRUE(reactor->idle());
    return std::move(completion.result).value_or(HttpResult{});
  }

  HttpResult fetch(std::string url) { return fetch(request(std::move(url))); }

  /// What a client makes of a server that says `bytes`.
  HttpResult fetch_from_server_saying(std::string bytes, std::string method = "GET") {
    const HttpServer server([&](const std::string&) { return bytes; });
    return fetch(request(server.url("/"), std::move(method)));
  }

  static std::string without_port(std::string text, const HttpServer& server) {
    const std::string port = std::to_string(server.port());
    const std::size_t at = text.find(port);
    return at == std::string::npos ? text : text.replace(at, port.size(), "N");
  }

  std::unique_ptr<asyncio::core::Reactor> reactor = asyncio::core::make_reactor();
};

TEST_F(NativeHttp, ReturnsStatusHeadersAndBody) {
  const HttpServer server([](const std::string&) {
    return answer_with("200 Very OK", "hello", "X-First: 1\r\nSet-Cookie: a\r\nSet-Cookie: b\r\n");
  });
  const HttpResult result = fetch(server.url("/a?b=c#d"));
  EXPECT_EQ(result.error, "");
  EXPECT_EQ(result.status, 200);
  EXPECT_EQ(result.status_text, "Very OK");
  EXPECT_EQ(result.body, "hello");
  EXPECT_EQ(result.url, server.url("/a?b=c"));
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"content-length", "5"}, {"x-first", "1"}, {"set-cookie", "a"}, {"set-cookie", "b"}};
  EXPECT_EQ(result.headers, expected);
}

TEST_F(NativeHttp, TakesAnyStatusForAnAnswer) {
  EXPECT_EQ(fetch_from_server_saying(answer_with("404 Not Found", "no")).status, 404);
  EXPECT_EQ(fetch_from_server_saying(answer_with("500 Oops", "")).status, 500);
  EXPECT_EQ(fetch_from_server_saying("HTTP/1.1 204 No Content\r\n\r\n").status, 204);
}

TEST_F(NativeHttp, SendsMethodHeadersAndBody) {
  const HttpServer server([](const std::string& bytes) { return answer_with("200 OK", bytes); });
  const HttpResult result = fetch(request(server.url("/p"), "POST", {{"X-Name", "value"}, {"Accept", "a/b"}}, "data"));
  EXPECT_EQ(without_port(result.body, server),
            "POST /p HTTP/1.1\r\nHost: 127.0.0.1:N\r\nConnection: close\r\nX-Name: value\r\nAccept: a/b\r\n"
            "User-Agent: asyncio\r\nContent-Length: 4\r\n\r\ndata");
}

TEST_F(NativeHttp, KeepsHeadersThatFrameTheMessageToItself) {
  const HttpServer server([](const std::string& bytes) { return answer_with("200 OK", bytes); });
  const HttpResult result = fetch(
      request(server.url("/"), "GET", {{"Content-Length", "5"}, {"host", "x"}, {"Transfer-Encoding", "chunked"}}));
  EXPECT_EQ(without_port(result.body, server),
            "GET / HTTP/1.1\r\nHost: 127.0.0.1:N\r\nConnection: close\r\nUser-Agent: asyncio\r\nAccept: */*\r\n\r\n");
}

TEST_F(NativeHttp, ReadsBodiesOfEveryFraming) {
  EXPECT_EQ(fetch_from_server_saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                     "5\r\nhello\r\n7;x=y\r\n, world\r\n0\r\nTrailer: t\r\n\r\n")
                .body,
            "hello, world");
  EXPECT_EQ(fetch_from_server_saying("HTTP/1.1 200 OK\r\n\r\nuntil the end").body, "until the end");
  EXPECT_EQ(fetch_from_server_saying("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi").body, "hi");
  EXPECT_EQ(fetch_from_server_saying("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", "HEAD").status, 200);
  const std::string large(5'000'000, 'x');
  EXPECT_EQ(fetch_from_server_saying(answer_with("200 OK", large)).body, large);
}

TEST_F(NativeHttp, PassesOverInterimAnswers) {
  const HttpResult result = fetch_from_server_saying(
      "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + answer_with("200 OK", "final"));
  EXPECT_EQ(result.status, 200);
  EXPECT_EQ(result.body, "final");
}

/// Sends a client from "/<status>" to "/there", which echoes the request.
std::optional<std::string> redirecting(const std::string& bytes) {
  const std::string_view path = request_line(bytes).substr(bytes.find('/'));
  if (path.starts_with("/there")) return answer_with("200 OK", bytes);
  return answer_with(std::format("{} Elsewhere", path.substr(1, 3)), "moved", "Location: there?x\r\n");
}

TEST_F(NativeHttp, FollowsRedirects) {
  const HttpServer server(redirecting);
  for (const int status : {301, 302, 303, 307, 308}) {
    const HttpResult result = fetch(server.url(std::format("/{}", status)));
    EXPECT_EQ(result.status, 200) << status;
    EXPECT_EQ(result.url, server.url("/there?x"));
    EXPECT_EQ(request_line(result.body), "GET /there?x HTTP/1.1");
  }
  EXPECT_EQ(fetch(server.url("/304")).status, 304);
}

TEST_F(NativeHttp, ChangesTheMethodOfARedirectedRequestAsBrowsersDo) {
  const HttpServer server(redirecting);
  const auto redirected = [&](std::string method, int status) {
    return fetch(request(server.url(std::format("/{}", status)), std::move(method), {{"Content-Type", "a/b"}}, "data"))
        .body;
  };
  for (const auto& [method, status] : {std::pair("POST", 301), {"POST", 302}, {"POST", 303}, {"PUT", 303}}) {
    const std::string sent = redirected(method, status);
    EXPECT_TRUE(sent.starts_with("GET /there")) << method << status;
    EXPECT_TRUE(sent.ends_with("\r\n\r\n")) << sent;
    EXPECT_FALSE(sent.contains("Content-")) << sent;
  }
  for (const auto& [method, status] : {std::pair("POST", 307), {"POST", 308}, {"PUT", 302}}) {
    const std::string sent = redirected(method, status);
    EXPECT_TRUE(sent.starts_with(std::format("{} /there", method))) << status;
    EXPECT_TRUE(sent.ends_with("\r\n\r\ndata"));
  }
}

TEST_F(NativeHttp, KeepsCredentialsFromOtherServers) {
  const HttpServer other([](const std::string& bytes) { return answer_with("200 OK", bytes); });
  const HttpServer server([&](const std::string&) {
    return answer_with("302 Found", "", std::format("Location: {}\r\n", other.url("/")));
  });
  const std::string seen = fetch(request(server.url("/"), "GET", {{"Authorization", "secret"}, {"X-Other", "1"}})).body;
  EXPECT_FALSE(seen.contains("secret"));
  EXPECT_TRUE(seen.contains("X-Other"));
}

TEST_F(NativeHttp, GivesUpAfterTenRedirects) {
  const HttpServer endless([](const std::string&) { return answer_with("302 Found", "", "Location: /again\r\n"); });
  EXPECT_EQ(without_port(fetch(endless.url("/")).error, endless),
            "\"http://127.0.0.1:N/\" was redirected more than 10 times");
}

TEST_F(NativeHttp, FollowsNoRedirectOutOfTheWeb) {
  EXPECT_EQ(fetch_from_server_saying(answer_with("302 Found", "", "Location: file:///etc/passwd\r\n")).error,
            "could not fetch \"file:///etc/passwd\": only http: and https: addresses can be fetched");
}

TEST_F(NativeHttp, SaysThatNobodyListens) {
  std::uint16_t free_port = 0;
  {
    const HttpServer server([](const std::string&) { return ""; });
    free_port = server.port();
  }
  EXPECT_EQ(fetch(std::format("http://127.0.0.1:{}/", free_port)).error,
            std::format("could not connect to 127.0.0.1 port {}: connection refused", free_port));
}

TEST_F(NativeHttp, SaysThatAHostDoesNotExist) {
  EXPECT_TRUE(fetch("http://no-such-host.invalid/").error.starts_with("could not find the host no-such-host.invalid"));
}

TEST_F(NativeHttp, SaysWhatIsWrongWithAnAnswer) {
  const auto error_of = [&](const std::string& bytes) {
    const HttpServer server([&](const std::string&) { return bytes; });
    return without_port(fetch(server.url("/")).error, server);
  };
  EXPECT_EQ(error_of(""), "127.0.0.1 port N closed the connection without an answer");
  EXPECT_EQ(error_of("HTTP/1.1 200 OK\r\nContent-Le"),
            "127.0.0.1 port N closed the connection in the middle of its answer");
  EXPECT_EQ(error_of("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort"),
            "127.0.0.1 port N closed the connection in the middle of its answer");
  EXPECT_EQ(error_of("SSH-2.0-server\r\n\r\n"), "the answer of 127.0.0.1 port N is not valid HTTP: bad version");
  EXPECT_EQ(error_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
            "the answer of 127.0.0.1 port N is not valid HTTP: bad chunk");
  EXPECT_EQ(error_of("HTTP/1.1 200 OK\r\nContent-Length: 300000000\r\n\r\n"),
            "the answer of 127.0.0.1 port N is larger than 256 MB");
  EXPECT_EQ(error_of("HTTP/1.1 200 OK\r\nX: " + std::string(100'000, 'x') + "\r\n\r\n"),
            "the answer of 127.0.0.1 port N is not valid HTTP: header limit exceeded");
}

TEST_F(NativeHttp, RefusesRequestsThatCannotBeSent) {
  const HttpServer server([](const std::string&) { return answer_with("200 OK", ""); });
  EXPECT_EQ(fetch(request(server.url("/"), "GET /")).error, "\"GET /\" is not a method that can be used");
  EXPECT_EQ(fetch(request(server.url("/"), "GET", {{"X", "a\r\nY: b"}})).error,
            "\"X\" is not a valid name for a header or has no valid value");
}

TEST_F(NativeHttp, ResolvesRelativeAddressesAgainstTheBaseAddress) {
  const HttpServer server([](const std::string& bytes) { return answer_with("200 OK", request_line(bytes)); });
  unsetenv("ASYNCIO_BASE_URL");
  EXPECT_EQ(fetch("flags/kr.svg").error,
            "could not fetch \"flags/kr.svg\": the address is relative and ASYNCIO_BASE_URL, to which it would be "
            "relative, is not set");
  setenv("ASYNCIO_BASE_URL", server.url("/site/index.html").c_str(), 1);
  EXPECT_EQ(fetch("flags/kr.svg").body, "GET /site/flags/kr.svg HTTP/1.1");
  EXPECT_EQ(fetch("/top").body, "GET /top HTTP/1.1");
  unsetenv("ASYNCIO_BASE_URL");
}

TEST_F(NativeHttp, FetchesManyAtOnce) {
  constexpr int count = 50;
  std::latch all_arrived(count);
  const HttpServer server([&](const std::string& bytes) {
    all_arrived.arrive_and_wait();
    return answer_with("200 OK", request_line(bytes));
  });
  std::vector<Completion> completions(count);
  for (int i = 0; i < count; ++i) {
    asyncio::core::platform_http_client().start(*reactor, request(server.url(std::format("/{}", i))),
                                                completions[static_cast<std::size_t>(i)]);
  }
  EXPECT_FALSE(reactor->idle());
  run_until([&] { return reactor->idle(); });
  for (int i = 0; i < count; ++i) {
    const auto& result = completions[static_cast<std::size_t>(i)].result;
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->body, std::format("GET /{} HTTP/1.1", i));
  }
}

TEST_F(NativeHttp, ClosesTheConnectionOfACancelledRequestAndTellsNothing) {
  std::latch asked(1);
  HttpServer server([&](const std::string&) -> std::optional<std::string> {
    asked.count_down();
    return std::nullopt;
  });
  Completion completion;
  const auto operation = asyncio::core::platform_http_client().start(*reactor, request(server.url("/")), completion);
  run_until([&] {
    reactor->wake();
    return asked.try_wait();
  });
  asyncio::core::platform_http_client().cancel(*reactor, operation);
  EXPECT_TRUE(reactor->idle());
  asyncio::core::platform_http_client().cancel(*reactor, operation);
  reactor->wait(reactor->now());
  EXPECT_TRUE(server.wait_until_left(1));
  EXPECT_FALSE(completion.result.has_value());
}

TEST_F(NativeHttp, CancelsARequestThatHasNotBegun) {
  Completion completion;
  asyncio::core::platform_http_client().cancel(
      *reactor, asyncio::core::platform_http_client().start(*reactor, request("http://127.0.0.1:1/"), completion));
  asyncio::core::platform_http_client().cancel(*reactor, 12345);
  for (int i = 0; i < 10; ++i) reactor->wait(reactor->now() + 1ms);
  EXPECT_FALSE(completion.result.has_value());
}

TEST_F(NativeHttp, MayBeDestroyedWithRequestsUnderWay) {
  std::latch asked(3);
  HttpServer server([&](const std::string&) -> std::optional<std::string> {
    asked.count_down();
    return std::nullopt;
  });
  std::vector<Completion> completions(3);
  for (Completion& completion : completions)
    asyncio::core::platform_http_client().start(*reactor, request(server.url("/")), completion);
  run_until([&] {
    reactor->wake();
    return asked.try_wait();
  });
  reactor.reset();
  EXPECT_TRUE(server.wait_until_left(3));
  EXPECT_FALSE(completions[0].result.has_value());
}

TEST_F(NativeHttp, StartsARequestFromACompletion) {
  struct Chained final : asyncio::core::HttpCompletion {
    void complete(HttpResult answer) noexcept override {
      status = answer.status;
      asyncio::core::platform_http_client().start(*reactor, request(url), next);
    }
    asyncio::core::Reactor* reactor = nullptr;
    std::string url;
    int status = 0;
    Completion next;
  };
  const HttpServer server([](const std::string&) { return answer_with("200 OK", "x"); });
  Chained first;
  first.reactor = reactor.get();
  first.url = server.url("/second");
  asyncio::core::platform_http_client().start(*reactor, request(server.url("/first")), first);
  run_until([&] { return first.next.result.has_value(); });
  EXPECT_EQ(first.status, 200);
}

TEST_F(NativeHttp, TrustsACertificateThatTheSystemTrusts) {
  const HttpServer server([](const std::string&) { return answer_with("200 OK", "private"); }, trusted_identity());
  const HttpResult result = fetch(std::format("https://localhost:{}/", server.port()));
  EXPECT_EQ(result.error, "");
  EXPECT_EQ(result.body, "private");
}

TEST_F(NativeHttp, RefusesACertificateOfAnUnknownSigner) {
  const HttpServer server([](const std::string&) { return answer_with("200 OK", "private"); },
                          asyncio::testing::make_identity("localhost"));
  EXPECT_EQ(without_port(fetch(std::format("https://localhost:{}/", server.port())).error, server),
            "could not make a secure connection to localhost port N: its certificate is not trusted (self-signed "
            "certificate)");
}

TEST_F(NativeHttp, RefusesACertificateOfAnotherHost) {
  const HttpServer server([](const std::string&) { return answer_with("200 OK", "private"); }, trusted_identity());
  const std::string error = fetch(std::format("https://127.0.0.1:{}/", server.port())).error;
  EXPECT_TRUE(error.contains("its certificate is not trusted")) << error;
}

TEST_F(NativeHttp, CancelsARequestDuringTheHandshake) {
  const HttpServer server([](const std::string&) { return ""; });
  Completion completion;
  const auto operation = asyncio::core::platform_http_client().start(
      *reactor, request(std::format("https://127.0.0.1:{}/", server.port())), completion);
  // The server takes the handshake for the beginning of a request and waits for its end.
  for (int i = 0; i < 10; ++i) reactor->wait(reactor->now() + 1ms);
  asyncio::core::platform_http_client().cancel(*reactor, operation);
  EXPECT_FALSE(completion.result.has_value());
}

}  // namespace
