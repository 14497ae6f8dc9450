/// @file
/// Every function that a program imports from its host, apart from WASI's. Twin: host/imports.ts.
///
/// Texts are UTF-8, given as address and length, and belong to the caller: the host copies what it keeps.
#pragma once

#include <cstddef>
#include <cstdint>

#define TULIP_IMPORT(module, name) __attribute__((import_module(module), import_name(name)))

extern "C" {

// fctx: the context switch. Twin: fcontext/fcontext.ts.

/// Parks the running stack under number `self` and resumes the one parked under `to`, or, where `fresh` is not null, starts a
/// stack by calling the export `fctx_entry(fresh)`. Returns when `self` is resumed. Suspends.
TULIP_IMPORT("fctx", "switch") void tulip_fctx_switch(std::uint32_t self, std::uint32_t to, void* fresh);

// reactor: time and events. Twin: reactor/reactor.ts.

/// Milliseconds on a monotonic clock.
TULIP_IMPORT("reactor", "now") double tulip_now();

/// Returns once the clock has reached `deadline` (milliseconds; infinity for never), or when `tulip_take` has something. Lets the
/// browser have its turn even when that is so already. Suspends.
TULIP_IMPORT("reactor", "wait") void tulip_wait(double deadline);

/// The number of a request that has ended since, 0 if none has.
TULIP_IMPORT("reactor", "take") std::uint32_t tulip_take();

struct TulipHttpRequest {
  std::uint32_t id;
  const char* method;
  std::size_t method_size;
  const char* url;
  std::size_t url_size;
  /// Name and value in turn, each followed by a line feed, which neither may contain.
  const char* headers;
  std::size_t headers_size;
  const char* body;
  std::size_t body_size;
};
TULIP_IMPORT("reactor", "http_start") void tulip_http_start(const TulipHttpRequest* request);
TULIP_IMPORT("reactor", "http_cancel") void tulip_http_cancel(std::uint32_t id);

/// Sizes in bytes of the parts of a result, which `tulip_http_read` delivers one after another in this order.
struct TulipHttpSizes {
  std::uint32_t status;
  std::uint32_t status_text;
  std::uint32_t url;
  std::uint32_t headers;
  std::uint32_t body;
  std::uint32_t error;
};
TULIP_IMPORT("reactor", "http_sizes") void tulip_http_sizes(std::uint32_t id, TulipHttpSizes* sizes);
/// Copies the result to `to` and forgets the request.
TULIP_IMPORT("reactor", "http_read") void tulip_http_read(std::uint32_t id, char* to);

/// A step of a task begins, or, without a name, of `main`.
TULIP_IMPORT("reactor", "step") void tulip_step(const char* task, std::size_t size);

/// Blocks the whole program for some milliseconds, as `std::this_thread::sleep_for` means it. Suspends.
TULIP_IMPORT("reactor", "block") void tulip_block(double milliseconds);

// console: what a program shows beside text. Twin: host/console.ts.

TULIP_IMPORT("console", "show")
void tulip_show(const char* mime, std::size_t mime_size, const char* data, std::size_t data_size, const char* alt,
                std::size_t alt_size);
TULIP_IMPORT("console", "progress")
void tulip_progress(std::uint32_t id, const char* label, std::size_t label_size, double value, double total,
                    bool closed);

// program: its end. Twin: host/host.ts.

/// Ends the program at once. `reason` is one of protocol.ts's FailureReasons.
[[noreturn]] TULIP_IMPORT("program", "fail") void tulip_fail(const char* reason, std::size_t reason_size,
                                                             const char* message, std::size_t message_size);

}  // extern "C"

#undef TULIP_IMPORT
