#include "serve.hpp"

#include <asyncio/detail/remote_call.hpp>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

#include "../../engine/core/remote_exception.hpp"
#include "../abi/imports.hpp"
#include "../program/begin.hpp"

namespace asyncio::wasm {
namespace {

using Entry = detail::RemoteCall::Entry;

std::string answer_to(Entry entry, std::string_view call) {
  std::exception_ptr thrown;
  try {
    detail::Decoder from(call);
    detail::Encoder to;
    to.write_byte(static_cast<std::uint8_t>(Answer::result));
    entry(from, to);
    return to.take();
  } catch (...) {
    thrown = std::current_exception();
  }
  return static_cast<char>(Answer::exception) + core::encode_exception(thrown);
}

}  // namespace
}  // namespace asyncio::wasm

extern "C" [[clang::export_name("serve")]] void tulip_serve() {
  tulip_begin();
  for (;;) {
    std::uintptr_t entry = 0;
    std::string call(tulip_serve_next(&entry), '\0');
    tulip_serve_take(call.data());
    const auto answer = asyncio::wasm::answer_to(reinterpret_cast<asyncio::wasm::Entry>(entry), call);
    std::fflush(nullptr);
    tulip_serve_answer(answer.data(), answer.size());
  }
}
