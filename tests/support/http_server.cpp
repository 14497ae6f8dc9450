#include "http_server.hpp"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <condition_variable>
#include <format>
#include <future>
#include <mutex>
#include <utility>
#include <vector>

namespace asyncio::testing {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

std::string pem_text(const std::function<int(BIO*)>& write) {
  const std::unique_ptr<BIO, decltype(&BIO_free_all)> bio(BIO_new(BIO_s_mem()), &BIO_free_all);
  write(bio.get());
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

template <class Stream>
std::string read_request(Stream& stream, error_code& error) {
  std::string request;
  const std::size_t head = asio::read_until(stream, asio::dynamic_buffer(request), "\r\n\r\n", error);
  const std::size_t length_at = request.find("Content-Length: ");
  if (error || length_at >= head) return request;
  const std::size_t total = head + std::stoul(request.substr(length_at + 16));
  while (!error && request.size() < total) {
    asio::read(stream, asio::dynamic_buffer(request), asio::transfer_exactly(total - request.size()), error);
  }
  return request;
}

}  // namespace

TlsIdentity make_identity(const std::string& name) {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
  X509* const x509 = certificate.get();
  X509_set_version(x509, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
  X509_gmtime_adj(X509_getm_notBefore(x509), -3600);
  X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
  X509_set_pubkey(x509, key.get());
  X509_NAME* const subject = X509_get_subject_name(x509);
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1,
                             0);
  X509_set_issuer_name(x509, subject);
  const std::string alternative = "DNS:" + name;
  X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, alternative.c_str());
  X509_add_ext(x509, extension, -1);
  X509_EXTENSION_free(extension);
  X509_sign(x509, key.get(), EVP_sha256());
  return {.key = pem_text([&](BIO* bio) {
            return PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
          }),
          .certificate = pem_text([&](BIO* bio) { return PEM_write_bio_X509(bio, x509); })};
}

class HttpServer::Impl {
 public:
  Impl(Answer answer, const std::optional<TlsIdentity>& identity) : answer_(std::move(answer)) {
    if (identity) {
      tls_.emplace(asio::ssl::context::tls_server);
      tls_->use_private_key(asio::buffer(identity->key), asio::ssl::context::pem);
      tls_->use_certificate_chain(asio::buffer(identity->certificate));
    }
    listener_ = std::async(std::launch::async, [this] { listen(); });
  }

  ~Impl() {
    stopping_ = true;
    // The way to end a blocking accept that works everywhere: come as the last client.
    error_code ignored;
    tcp::socket last(io_);
    last.connect({asio::ip::address_v4::loopback(), port()}, ignored);
  }

  [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

  bool wait_until_left(int clients) {
    std::unique_lock lock(mutex_);
    return client_left_.wait_for(lock, std::chrono::seconds(10), [&] { return left_ >= clients; });
  }

 private:
  void listen() {
    std::vector<std::future<void>> sessions;
    while (true) {
      tcp::socket socket = acceptor_.accept();
      if (stopping_) return;
      sessions.push_back(std::async(std::launch::async,
                                    [this, client = std::move(socket)]() mutable { converse(std::move(client)); }));
    }
  }

  void converse(tcp::socket socket) {
    if (!tls_) return serve(socket);
    asio::ssl::stream<tcp::socket> stream(std::move(socket), *tls_);
    error_code error;
    stream.handshake(asio::ssl::stream_base::server, error);
    if (!error) serve(stream);
  }

  template <class Stream>
  void serve(Stream& stream) {
    error_code error;
    const std::string request = read_request(stream, error);
    if (error) return;
    if (const auto answer = answer_(request)) {
      asio::write(stream, asio::buffer(*answer), error);
    } else {
      char byte = 0;
      stream.read_some(asio::buffer(&byte, 1), error);
      const std::scoped_lock lock(mutex_);
      ++left_;
      client_left_.notify_all();
    }
  }

  Answer answer_;
  asio::io_context io_;
  tcp::acceptor acceptor_{io_, {asio::ip::address_v4::loopback(), 0}};
  std::optional<asio::ssl::context> tls_;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  std::condition_variable client_left_;
  int left_ = 0;
  std::future<void> listener_;  // last: it waits for the thread before anything that this uses goes
};

HttpServer::HttpServer(Answer answer, const std::optional<TlsIdentity>& identity)
    : impl_(std::make_unique<Impl>(std::move(answer), identity)) {}

HttpServer::~HttpServer() = default;

std::uint16_t HttpServer::port() const { return impl_->port(); }

std::string HttpServer::url(std::string_view path) const { return std::format("http://127.0.0.1:{}{}", port(), path); }

bool HttpServer::wait_until_left(int clients) { return impl_->wait_until_left(clients); }

std::string answer_with(std::string_view status, std::string_view body, std::string_view headers) {
  return std::format("HTTP/1.1 {}\r\nContent-Length: {}\r\n{}\r\n{}", status, body.size(), headers, body);
}

std::string_view request_line(std::string_view request) { return request.substr(0, request.find("\r\n")); }

}  // namespace asyncio::testing
