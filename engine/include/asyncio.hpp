/// @file
/// asyncio for C++: tasks that wait without blocking, on stackful fibers, under the names that Python gave them.
///
///     #include <asyncio.hpp>
///     using namespace std::chrono_literals;
///
///     int main() {
///       asyncio::run([] {
///         auto greeting = asyncio::create_task([] { asyncio::sleep(1s); return "hello"; });
///         asyncio::print("{}\n", asyncio::await(greeting));
///       });
///     }
#pragma once

#include <version>
#if !__has_include(<format>) || !defined(__cpp_lib_expected)
#error "asyncio needs std::format and std::expected: clang 19 or newer with -std=c++23 -stdlib=libc++"
#endif

#include <asyncio/as_completed.hpp>
#include <asyncio/async_generator.hpp>
#include <asyncio/context.hpp>
#include <asyncio/display.hpp>
#include <asyncio/errors.hpp>
#include <asyncio/exception_group.hpp>
#include <asyncio/executor.hpp>
#include <asyncio/fetch.hpp>
#include <asyncio/future.hpp>
#include <asyncio/gather.hpp>
#include <asyncio/generator.hpp>
#include <asyncio/loop.hpp>
#include <asyncio/os_error.hpp>
#include <asyncio/print.hpp>
#include <asyncio/queue.hpp>
#include <asyncio/run.hpp>
#include <asyncio/shield.hpp>
#include <asyncio/streams.hpp>
#include <asyncio/sync.hpp>
#include <asyncio/task.hpp>
#include <asyncio/task_group.hpp>
#include <asyncio/thread.hpp>
#include <asyncio/threadsafe.hpp>
#include <asyncio/timeout.hpp>
#include <asyncio/try_finally.hpp>
#include <asyncio/wait.hpp>
