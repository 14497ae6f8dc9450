/// @file
/// What records of the event log name by numbers: texts, lines of the program, and objects, each told of once when it is met first.
#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "event_log.hpp"
#include "wait_queue.hpp"

namespace asyncio::core {
namespace {

using detail::FutureKind;
using detail::FutureState;

/// Longer texts are cut: names and messages are for people, and a program may make endlessly many.
constexpr std::size_t longest_string = 200;
/// Texts that are known by their numbers at a time. Then all are forgotten and said anew, under further numbers, when they come again: most are names of
/// tasks, each of which comes once.
constexpr std::size_t most_strings = 4096;
// A record may name one that is forgotten by the next.
static_assert(most_strings + 16 <= latest_strings);

/// Futures that stand for a wait in the queue of a lock, an event, a queue of items.
bool waits_in_a_queue(FutureKind kind) noexcept { return kind >= FutureKind::lock && kind <= FutureKind::barrier; }

}  // namespace

std::uint32_t EventLog::string(std::string_view text) {
  if (text.empty()) return 0;
  // At a character's beginning.
  std::size_t length = std::min(text.size(), longest_string);
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xc0U) == 0x80U) --length;
  const auto [place, is_new] = strings_.try_emplace(std::string(text.substr(0, length)), last_string_ + 1);
  if (!is_new) return place->second;
  ++last_string_;
  const std::size_t words = (length + 3) / 4;
  make_room(words + 6);
  record(EventKind::string, last_string_, length);
  if (words != 0) next_[words - 1] = 0;
  std::memcpy(next_, text.data(), length);
  next_ += words;
  if (strings_.size() == most_strings) strings_.clear();
  return last_string_;
}

std::uint32_t EventLog::other_site(std::source_location where) {
  const auto place = std::bit_cast<std::uintptr_t>(where);
  std::swap(last_site_, site_before_);
  if (place == last_site_.place) return last_site_.number;
  last_site_ = {place, 0};
  if (where.line() == 0) return 0;
  const auto [known, is_new] = sites_.try_emplace(place, static_cast<std::uint32_t>(sites_.size() + 1));
  if (is_new) {
    const std::uint32_t file = string(where.file_name());
    const std::uint32_t function = string(where.function_name());
    record(EventKind::site, known->second, file, function, where.line(), where.column());
  }
  return last_site_.number = known->second;
}

std::uint32_t EventLog::new_object(FutureKind kind, std::string_view label, std::int64_t value) {
  const std::uint32_t text = string(label);
  const std::uint32_t id = ++objects_;
  record(EventKind::object, id, static_cast<std::uint32_t>(kind), text, low_word(value), high_word(value));
  return id;
}

std::uint32_t EventLog::primitive(detail::WaitQueue& queue) {
  if (queue.id() == 0) queue.set_id(new_object(queue.kind(), {}, 0));
  return queue.id();
}

void EventLog::meet(FutureState& future) {
  const FutureKind kind = future.kind();
  // What these are is said by their kind and by those that they wait for.
  const bool says_it_all = kind == FutureKind::sleep || kind == FutureKind::gather || kind == FutureKind::wait ||
                           kind == FutureKind::as_completed || kind == FutureKind::shield;
  future.set_id(new_object(kind, says_it_all ? std::string() : future.describe(), future.kind_value()));
}

std::uint32_t EventLog::object(FutureState& future) {
  if (future.id() != 0) return future.id();
  meet(future);
  if (waits_in_a_queue(future.kind())) {
    if (auto* const queue = static_cast<detail::Waiter&>(future).queue())
      record(EventKind::edge, future.id(), primitive(*queue));
    return future.id();
  }
  // Not by recursion: gatherings may be nested more deeply than a stack is.
  std::vector<FutureState*> to_do{&future};
  std::vector<FutureState*> awaited;
  while (!to_do.empty()) {
    FutureState& each = *to_do.back();
    to_do.pop_back();
    awaited.clear();
    each.list_awaited(awaited);
    for (FutureState* const other : awaited) {
      if (other->id() == 0) {
        meet(*other);
        to_do.push_back(other);
      }
      record(EventKind::edge, each.id(), other->id());
    }
  }
  return future.id();
}

}  // namespace asyncio::core
