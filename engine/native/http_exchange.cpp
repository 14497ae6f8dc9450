#include "http_exchange.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <cstddef>
#include <format>
#include <span>
#include <string_view>

#include "http_talk.hpp"

namespace asyncio::native {
namespace {

namespace asio = boost::asio;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using boost::system::error_code;

template <class Stream>
class StreamConnection final : public Connection {
 public:
  explicit StreamConnection(Stream& stream) : stream_(stream) {}

  asio::awaitable<std::size_t> read_some(std::span<char> into, error_code& error) override {
    co_return co_await stream_.async_read_some(asio::buffer(into.data(), into.size()),
                                               asio::redirect_error(asio::use_awaitable, error));
  }

  asio::awaitable<void> write(std::string_view text, error_code& error) override {
    co_await asio::async_write(stream_, asio::buffer(text), asio::redirect_error(asio::use_awaitable, error));
  }

 private:
  Stream& stream_;
};

/// Between two steps there is nothing to close; then this keeps a cancelled request from going on.
void require_not_cancelled(const Transport& transport) {
  if (transport.cancelled) throw HttpFailure("the request was cancelled");
}

asio::awaitable<void> connect(Transport& transport, const HttpUrl& url) {
  error_code error;
  require_not_cancelled(transport);
  const auto endpoints =
      co_await transport.resolver.async_resolve(url.host, url.port, asio::redirect_error(asio::use_awaitable, error));
  require_not_cancelled(transport);
  if (error == asio::error::host_not_found || error == asio::error::no_data) {
    throw HttpFailure(std::format("could not find the host {}", url.host));
  }
  if (error) throw HttpFailure(std::format("could not find the host {}: {}", url.host, reason(error)));
  co_await asio::async_connect(transport.socket, endpoints, asio::redirect_error(asio::use_awaitable, error));
  require_not_cancelled(transport);
  if (error) throw HttpFailure(std::format("could not connect to {}: {}", server_of(url), reason(error)));
  transport.socket.set_option(tcp::no_delay(true), error);  // only a matter of speed
}

/// Made at the first secure request and kept: reading the system's certificates takes longer than most requests.
ssl::context& tls_context() {
  static ssl::context context = [] {
    ssl::context made(ssl::context::tls_client);
    made.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 |
                     ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
    made.set_default_verify_paths();
    made.set_verify_mode(ssl::verify_peer);
    return made;
  }();
  return context;
}

std::string handshake_reason(SSL* session, const error_code& error) {
  const long verdict = SSL_get_verify_result(session);
  if (verdict == X509_V_OK) return reason(error);
  return std::format("its certificate is not trusted ({})", X509_verify_cert_error_string(verdict));
}

using TlsStream = ssl::stream<tcp::socket&>;

asio::awaitable<void> shake_hands(TlsStream& stream, const HttpUrl& url) {
  stream.set_verify_callback(ssl::host_name_verification(url.host));
  error_code not_an_address;
  asio::ip::make_address(url.host, not_an_address);
  // RFC 6066, section 3: an address is not sent as a server name.
  if (not_an_address && SSL_set_tlsext_host_name(stream.native_handle(), url.host.c_str()) != 1) {
    throw HttpFailure(std::format("the host name {} is too long", url.host));
  }
  error_code error;
  co_await stream.async_handshake(ssl::stream_base::client, asio::redirect_error(asio::use_awaitable, error));
  if (error) {
    throw HttpFailure(std::format("could not make a secure connection to {}: {}", server_of(url),
                                  handshake_reason(stream.native_handle(), error)));
  }
}

asio::awaitable<core::HttpResult> exchange_securely(Transport& transport, const HttpUrl& url,
                                                    const core::HttpRequest& request) {
  TlsStream stream(transport.socket, tls_context());
  co_await shake_hands(stream, url);
  StreamConnection<TlsStream> connection(stream);
  co_return co_await talk(connection, url, request);
}

}  // namespace

void Transport::cancel() noexcept {
  cancelled = true;
  resolver.cancel();
  error_code ignored;
  socket.close(ignored);
}

asio::awaitable<core::HttpResult> exchange(Transport& transport, const HttpUrl& url, const core::HttpRequest& request) {
  error_code ignored;
  transport.socket.close(ignored);  // what a redirect left open
  co_await connect(transport, url);
  if (url.secure) co_return co_await exchange_securely(transport, url, request);
  StreamConnection<tcp::socket> connection(transport.socket);
  co_return co_await talk(connection, url, request);
}

}  // namespace asyncio::native
