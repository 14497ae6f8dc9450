/// @file
/// A reactor without a world: time passes only when the loop waits, and then at once (trio's autojump clock). Programs that sleep for
/// hours run in microseconds, and in the same order every time.
#pragma once

#include <functional>
#include <optional>

#include "ports/reactor.hpp"

namespace asyncio::testing {

/// What the virtual world answers to a request; nothing if it stays silent. Called when the loop looks.
using HttpServer = std::function<std::optional<core::HttpResult>(const core::HttpRequest&)>;

/// There is this server, while the object lives; otherwise every request ends in a connection error.
class VirtualServer {
 public:
  explicit VirtualServer(HttpServer server);
  VirtualServer(const VirtualServer&) = delete;
  VirtualServer& operator=(const VirtualServer&) = delete;
  ~VirtualServer();
};

/// How many requests the loops of this process have given up.
int cancelled_requests();

}  // namespace asyncio::testing
