/// @file
/// What opening a connection and starting a server have in common.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "../core/loop.hpp"
#include "../ports/network.hpp"

namespace asyncio::detail {

/// Suspends the current task until the host's addresses are known, one at least. Throws gaierror.
std::vector<core::NetworkAddress> look_up(Loop& loop, const std::string& host, std::uint16_t port, bool passive);

/// Throws RuntimeError outside every task.
void check_in_task(const char* function);

}  // namespace asyncio::detail
