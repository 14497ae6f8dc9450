/// @file
/// Every function that a program imports from its host, apart from WASI's. Twins: imports.ts, the table of their signatures, and the modules that
/// are named below.
///
/// Texts are UTF-8, given as address and length, and belong to the caller: the host copies what it keeps.
#pragma once

#include <cstddef>
#include <cstdint>

/// The number of this interface. Twin: version.ts.
#define TULIP_ABI 3

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

/// The number of an operation of any kind that has ended since, 0 if none has. Twin: reactor/operations.ts.
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

// network: sockets inside the page. Twin: network/network.ts. What has a handle, which is never 0, is closed by `tulip_net_close`.

/// Takes a port, any free one for 0. The handle of a listener; 0 where the port is taken.
TULIP_IMPORT("network", "bind") std::uint32_t tulip_net_bind(std::uint32_t port);
/// Clients may connect; at most `backlog` of them wait to be accepted.
TULIP_IMPORT("network", "listen") void tulip_net_listen(std::uint32_t listener, std::uint32_t backlog);
/// The handle of a connection; 0 where nobody listens or too many wait, or there are too many connections.
TULIP_IMPORT("network", "connect") std::uint32_t tulip_net_connect(std::uint32_t port);
/// The handle of the next client's connection; 0 where none waits.
TULIP_IMPORT("network", "accept") std::uint32_t tulip_net_accept(std::uint32_t listener);
/// How many bytes were read; 0 at the end of the stream, -1 where nothing is there yet, -2 where the connection was reset.
TULIP_IMPORT("network", "read") std::int32_t tulip_net_read(std::uint32_t connection, char* to, std::size_t size);
/// How many bytes were taken; -1 where there is no room, -2 where the other end is gone.
TULIP_IMPORT("network", "write")
std::int32_t tulip_net_write(std::uint32_t connection, const char* bytes, std::size_t size);
/// The other end comes to the end of its stream.
TULIP_IMPORT("network", "end") void tulip_net_end(std::uint32_t connection);
TULIP_IMPORT("network", "close") void tulip_net_close(std::uint32_t handle);

struct TulipNetNames {
  std::uint32_t local_port;
  /// Of a connection.
  std::uint32_t peer_port;
  /// Not 0 where the other end is not the program's but the page's.
  std::uint32_t from_outside;
};
TULIP_IMPORT("network", "names") void tulip_net_names(std::uint32_t handle, TulipNetNames* names);

/// Ends operation `operation` when a connection can be read from (or a listener accept), or, if `writable`, written to.
TULIP_IMPORT("network", "wait") void tulip_net_wait(std::uint32_t handle, bool writable, std::uint32_t operation);
TULIP_IMPORT("network", "stop_waiting") void tulip_net_stop_waiting(std::uint32_t handle, bool writable);

// input: standard input. Twin: host/input.ts.

/// Moves up to `size` bytes of it to `to` and returns how many there were: 0 at its end, -1 where nothing has come yet.
TULIP_IMPORT("input", "take") std::int32_t tulip_input_take(void* to, std::size_t size);

/// Returns as soon as `tulip_input_take` has something, or knows that nothing comes. Suspends, and the event loop with it.
TULIP_IMPORT("input", "wait") void tulip_input_wait();

// console: what a program shows beside text. Twin: host/console.ts.

TULIP_IMPORT("console", "show")
void tulip_show(const char* mime, std::size_t mime_size, const char* data, std::size_t data_size, const char* alt,
                std::size_t alt_size);
TULIP_IMPORT("console", "progress")
void tulip_progress(std::uint32_t id, const char* label, std::size_t label_size, double value, double total,
                    bool closed);

// workers: calls in other instances of this program. Twin: workers/workers.ts.

/// Processors that there are, at least 1.
TULIP_IMPORT("workers", "processors") std::uint32_t tulip_processors();
/// A number for a pool that makes at most `max_workers` calls at a time.
TULIP_IMPORT("workers", "open") std::uint32_t tulip_pool_open(std::size_t max_workers);
/// Has a worker call the function at `entry` of its table. `id` is an operation, which ends with the call.
TULIP_IMPORT("workers", "start")
void tulip_call_start(std::uint32_t pool, std::uint32_t id, std::uintptr_t entry, const char* call, std::size_t size);
/// Drops a call that no worker has begun; false where that is too late.
TULIP_IMPORT("workers", "withdraw") bool tulip_call_withdraw(std::uint32_t pool, std::uint32_t id);
/// The call goes on, and nobody waits for it.
TULIP_IMPORT("workers", "abandon") void tulip_call_abandon(std::uint32_t pool, std::uint32_t id);
/// The answer to a call that has ended: its size, and its bytes, which are forgotten then.
TULIP_IMPORT("workers", "size") std::uint32_t tulip_call_size(std::uint32_t id);
TULIP_IMPORT("workers", "read") void tulip_call_read(std::uint32_t id, char* to);
/// Ends the operation `id` once the pool has nothing to do but abandoned calls.
TULIP_IMPORT("workers", "watch") void tulip_pool_watch(std::uint32_t pool, std::uint32_t id);
/// Returns then. Suspends.
TULIP_IMPORT("workers", "join") void tulip_pool_join(std::uint32_t pool);

// In a worker's instance:

/// Waits for a call: its entry, and the size of its bytes, which `take` copies. Suspends.
TULIP_IMPORT("workers", "next") std::uint32_t tulip_serve_next(std::uintptr_t* entry);
TULIP_IMPORT("workers", "take") void tulip_serve_take(char* to);
TULIP_IMPORT("workers", "answer") void tulip_serve_answer(const char* answer, std::size_t size);

// threads: calls that have a worker to themselves and may be asked to stop. Twin: workers/threads.ts.

/// Has a new worker call the function at `entry` of its table. The thread's number; 0 where there can be no more.
TULIP_IMPORT("threads", "start")
std::uint32_t tulip_thread_start(std::uintptr_t entry, const char* call, std::size_t size);
TULIP_IMPORT("threads", "stop") void tulip_thread_stop(std::uint32_t thread);
/// Whether the call is under way; lets the browser have its turn. Suspends.
TULIP_IMPORT("threads", "alive") bool tulip_thread_alive(std::uint32_t thread);
/// Returns once it is not. Suspends.
TULIP_IMPORT("threads", "join") void tulip_thread_join(std::uint32_t thread);
/// In a worker's instance: waits for `tulip_thread_stop`, `milliseconds` at most; whether it has come. Suspends.
TULIP_IMPORT("threads", "wait_for_stop") bool tulip_wait_for_stop(double milliseconds);

// trace: the event log (engine/core/event_log.hpp). Twin: trace/trace.ts.

/// Asked when the program makes its first loop: whether the host wants its events. The host may write to `points`, two words, whenever the program
/// does not run: the program pauses before the step with the first number, and before the iteration of the loop with the second.
TULIP_IMPORT("trace", "begin") std::uint32_t tulip_trace_begin(const void* points);
/// Records that have not been drained lie from `first` to `*end`, also when the program has ended in whatever way; at `counts` stand the numbers of
/// the last step and of the last iteration. All are null once the log is gone.
TULIP_IMPORT("trace", "buffer")
void tulip_trace_buffer(const std::uint32_t* first, std::uint32_t* const* end, const void* counts);
/// New records, whole; their size is in bytes.
TULIP_IMPORT("trace", "drain") void tulip_trace_drain(const std::uint32_t* records, std::size_t size);
/// A pause point is reached, and step number `step` comes next. Returns when the program may go on. Suspends.
TULIP_IMPORT("trace", "pause") void tulip_trace_pause(std::uint32_t step);

// program: its end. Twin: host/host.ts.

/// The program asked for what a page does not have; `name` says for which one, where it has a name.
TULIP_IMPORT("program", "lacks") void tulip_lacks(int what, const char* name, std::size_t name_size);
/// Values of `what`. Twin: host/modules.ts.
#define TULIP_LACKS_FILES 0
#define TULIP_LACKS_THREADS 1

/// The exception object at `exception` is about to be thrown.
TULIP_IMPORT("program", "thrown") void tulip_thrown(const void* exception);

/// Ends the program at once. `reason` is one of protocol.ts's FailureReasons. `exception` is the object that nobody caught, null where there is none.
[[noreturn]] TULIP_IMPORT("program", "fail") void tulip_fail(const char* reason, std::size_t reason_size,
                                                             const char* message, std::size_t message_size,
                                                             const void* exception);

}  // extern "C"

#undef TULIP_IMPORT
