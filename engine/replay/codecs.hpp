/// @file
/// How what comes in by the ports is encoded. Private to engine/replay.
#pragma once

#include <asyncio/detail/encoding.hpp>

#include "../ports/http.hpp"
#include "../ports/network.hpp"

namespace asyncio::detail {

/// A structure, as some of its members one after another.
template <class T, auto... members>
struct MembersCodec {
  template <auto member>
  using Member = std::remove_cvref_t<decltype(std::declval<T&>().*member)>;

  static constexpr Encodability can = encodability_of_all<Member<members>...>();
  static constexpr bool is_bytes = false;
  static constexpr std::size_t least = (std::size_t{0} + ... + Codec<Member<members>>::least);

  static void write(Encoder& to, const T& value) { (Codec<Member<members>>::write(to, value.*members), ...); }
  static T read(Decoder& from) {
    T value{};
    ((value.*members = Codec<Member<members>>::read(from)), ...);
    return value;
  }
};

template <>
struct Codec<core::NetworkError>
    : MembersCodec<core::NetworkError, &core::NetworkError::code, &core::NetworkError::reason> {};
template <>
struct Codec<core::NetworkAddress>
    : MembersCodec<core::NetworkAddress, &core::NetworkAddress::host, &core::NetworkAddress::port> {};
template <>
struct Codec<core::HttpResult>
    : MembersCodec<core::HttpResult, &core::HttpResult::status, &core::HttpResult::status_text, &core::HttpResult::url,
                   &core::HttpResult::headers, &core::HttpResult::body, &core::HttpResult::error> {};

}  // namespace asyncio::detail
