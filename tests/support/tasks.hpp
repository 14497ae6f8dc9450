/// @file
/// What tests of tasks say again and again.
#pragma once

#include <asyncio/run.hpp>
#include <chrono>
#include <string>

namespace asyncio::testing {

/// Each task that is ready takes a step.
inline void let_all_run_once() { sleep(std::chrono::seconds(0)); }

/// Adds to a log when it goes.
struct Witness {
  std::string& log;
  std::string text;
  ~Witness() { log += text; }
};

}  // namespace asyncio::testing
