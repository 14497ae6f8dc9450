/// @file
/// A reactor without a world: time passes only when the loop waits, and then at once (trio's autojump clock). Programs that sleep for
/// hours run in microseconds, and in the same order every time.
#pragma once

#include <chrono>
#include <functional>
#include <vector>

#include "../../engine/core/reactor.hpp"

namespace asyncio::testing {

/// What the virtual world answers to a request; the default is a connection error. Reset by the test that sets it.
using HttpServer = std::function<core::HttpResult(const core::HttpRequest&)>;
void serve(HttpServer server);

/// How many requests the loops of this process have given up.
int cancelled_requests();

}  // namespace asyncio::testing
