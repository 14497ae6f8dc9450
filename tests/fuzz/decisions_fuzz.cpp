/// @file
/// A recording that is anything: a replay of it ends, and says why where it cannot go on.
#include <asyncio.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/loop.hpp"
#include "replay/reactor.hpp"

namespace {

using namespace std::chrono_literals;

/// Has something of each kind come in.
void program() {
  try {
    const auto response = asyncio::fetch("https://site.test/");
    asyncio::sleep(1ms * static_cast<int>(response.body.size()));
  } catch (const asyncio::ClientError&) {
    asyncio::sleep(0s);
  }
  try {
    auto [reader, writer] = asyncio::open_connection("host.test", 80);
    writer.write("text");
    static_cast<void>(reader.readline());
    auto server = asyncio::start_server([](asyncio::StreamReader, asyncio::StreamWriter) {}, "0.0.0.0", 0);
    asyncio::sleep(1ms);
  } catch (const asyncio::OSError&) {
    asyncio::sleep(1ms);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string decisions(reinterpret_cast<const char*>(data), size);
  try {
    asyncio::run(program, {.loop_factory = [&] {
                   auto loop = asyncio::new_event_loop(std::make_unique<asyncio::replay::ReplayingReactor>(decisions));
                   // Tasks that a run leaves are reported, which is not of interest here.
                   loop.set_exception_handler([](asyncio::EventLoop&, const asyncio::ExceptionContext&) {});
                   return loop;
                 }});
  } catch (const asyncio::ReplayError& error) {
    if (std::string_view(error.what()).empty()) std::abort();
  } catch (const asyncio::DeadlockError&) {
    // As if the recorded run had ended so,
  } catch (const asyncio::KeyboardInterrupt&) {
    // or by Ctrl+C.
  }
  return 0;
}
