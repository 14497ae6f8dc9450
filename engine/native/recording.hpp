/// @file
/// Recording and replaying programs as they are. Private to engine/native.
#pragma once

#include <memory>

#include "../ports/reactor.hpp"

namespace asyncio::native {

/// What `make` makes, recorded where the environment variable ASYNCIO_RECORD is set; or, where ASYNCIO_REPLAY is, what replays it. The second loop of
/// the process has a file of its own, `PATH.2`, and so on. Throws as `core::replay_from`; a recording that cannot be written is reported on stderr.
std::unique_ptr<core::Reactor> recorded_by_environment(std::unique_ptr<core::Reactor> (*make)());

}  // namespace asyncio::native
