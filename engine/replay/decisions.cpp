#include "decisions.hpp"

#include <asyncio/errors.hpp>
#include <utility>

namespace asyncio::replay {
namespace {

constexpr char version = 1;

}  // namespace

std::string_view in_words(Door door) noexcept {
  switch (door) {
    case Door::end:
      return "the end of the run";
    case Door::time:
    case Door::observed_time:
      return "the time";
    case Door::idle:
    case Door::wait:
      return "a wait until something happens";
    case Door::poll:
    case Door::arrival:
      return "the end of an operation";
    case Door::letters:
      return "calls from other threads";
    case Door::interrupts:
    case Door::untold_interrupt:
      return "a look for Ctrl+C";
    case Door::request:
      return "a request";
    case Door::look_up:
      return "the look-up of a host";
    case Door::connect:
    case Door::connect_result:
      return "a connection";
    case Door::bind:
    case Door::listen:
      return "a port to listen on";
    case Door::accept:
      return "the next client";
    case Door::local_address:
    case Door::peer_address:
      return "an address of a connection";
    case Door::read:
      return "data of a connection";
    case Door::write:
      return "sending";
    case Door::print:
      return "printing";
  }
  return "nothing known";
}

void append_varint(std::string& to, std::uint64_t value) {
  while (value >= 0x80) {
    to.push_back(static_cast<char>(value | 0x80U));
    value >>= 7U;
  }
  to.push_back(static_cast<char>(value));
}

bool take_varint(std::string_view& from, std::uint64_t& value) noexcept {
  value = 0;
  for (unsigned shift = 0; shift < 64 && !from.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(from.front());
    from.remove_prefix(1);
    value |= std::uint64_t{byte & 0x7fU} << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

DecisionWriter::DecisionWriter(std::unique_ptr<core::DecisionSink> sink) : sink_(std::move(sink)) {
  sink_->write({&version, 1});
}

void DecisionWriter::write(Door door, std::string_view value) {
  entry_.assign(1, static_cast<char>(door));
  append_varint(entry_, value.size());
  entry_ += value;
  sink_->write(entry_);
}

DecisionReader::DecisionReader(std::string bytes) : bytes_(std::move(bytes)) {
  std::string_view rest = bytes_;
  if (rest.empty() || rest.front() != version)
    throw ReplayError("these are no recorded decisions, or another version of the library wrote them");
  rest.remove_prefix(1);
  while (!rest.empty() && rest.front() != '\0') {
    const auto door = static_cast<Door>(rest.front());
    if (door < first_door || door > last_door) throw ReplayError("the recording is damaged");
    rest.remove_prefix(1);
    std::uint64_t size = 0;
    if (!take_varint(rest, size) || size > rest.size()) break;
    const auto length = static_cast<std::size_t>(size);
    entries_.push_back({door, rest.substr(0, length)});
    rest.remove_prefix(length);
  }
  find_required();
}

void DecisionReader::pass(const Entry& entry) noexcept {
  next_ = static_cast<std::size_t>(&entry - entries_.data()) + 1;
  if (required_ < next_) required_ = next_;
  find_required();
}

void DecisionReader::find_required() noexcept {
  while (required_ < entries_.size() && is_optional(entries_[required_].door)) ++required_;
}

}  // namespace asyncio::replay
