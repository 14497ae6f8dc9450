#include "tape.hpp"

#include <cstdio>
#include <cstring>

#include "../core/loop.hpp"

namespace asyncio::replay {
namespace {

/// FNV-1a: enough to see a difference.
std::uint32_t hash(std::string_view text) noexcept {
  std::uint32_t value = 2166136261U;
  for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 16777619U;
  return value;
}

/// ", in Task-3, which waited last at main.cpp:12", or nothing.
std::string where_it_is() {
  const detail::Loop* const loop = detail::Loop::running();
  const detail::TaskState* const task = loop != nullptr ? loop->current_task() : nullptr;
  if (task == nullptr) return {};
  std::string text = ", in " + task->name();
  if (const auto where = task->where(); where.line() != 0) {
    text += ", which waited last at " + std::string(where.file_name()) + ":" + std::to_string(where.line());
  }
  return text;
}

std::string another_way(std::size_t decision, std::string_view got, std::string_view expected) {
  return "the run goes another way at decision " + std::to_string(decision) + where_it_is() + ": it asked for " +
         std::string(got) + ", where " + std::string(expected.substr(0, 200)) + " was recorded";
}

void say(const std::string& line) noexcept {
  std::fflush(stdout);
  std::fputs(("Replay: " + line + "\n").c_str(), stderr);
}

}  // namespace

Tape::~Tape() {
  if (writer_) {
    writer_->write(Door::end, {});
    return;
  }
  const DecisionReader::Entry* const left = reader_->peek_required();
  if (!failed_ && left != nullptr && left->door != Door::end) {
    say("the program ended after " + std::to_string(reader_->passed()) + " of " + std::to_string(reader_->size()) +
        " decisions: the recorded one went on with " + std::string(in_words(left->door)) + ".");
  }
}

// Recording.

void Tape::note(Door door, std::string_view value) {
  writer_->write(door, value);
  if (!is_optional(door)) looks_ = 0;
}

void Tape::note_look(Door door, std::string value) {
  std::string bytes;
  append_varint(bytes, looks_);
  note(door, bytes + value);
}

void Tape::note_letters(const std::vector<std::uint32_t>& senders) {
  std::string bytes;
  for (const std::uint32_t each : senders) append_varint(bytes, each);
  note_look(Door::letters, std::move(bytes));
}

core::TimePoint Tape::note_time(Door door, core::TimePoint now) {
  const std::int64_t nanoseconds = now.time_since_epoch().count();
  std::string bytes;
  append_varint(bytes, static_cast<std::uint64_t>(nanoseconds - time_));
  note(door, bytes);
  if (!is_optional(door)) time_ = nanoseconds;
  return now;
}

// Replaying.

std::optional<std::string_view> Tape::next(Door door) noexcept {
  if (failed_) return std::nullopt;
  const DecisionReader::Entry* const entry = reader_->peek_required();
  if (entry == nullptr || entry->door != door) {
    fail(in_words(door));
    return std::nullopt;
  }
  reader_->pass(*entry);
  looks_ = 0;
  return entry->value;
}

std::optional<std::string_view> Tape::next_look(Door door) noexcept {
  look();
  if (failed_) return std::nullopt;
  const DecisionReader::Entry* const entry = reader_->peek_required();
  if (entry == nullptr || (entry->door != Door::poll && entry->door != Door::letters)) return std::nullopt;
  std::string_view value = entry->value;
  std::uint64_t looks = 0;
  if (!take_varint(value, looks)) {
    damaged();
    return std::nullopt;
  }
  if (looks > looks_) return std::nullopt;
  if (looks < looks_ || entry->door != door) {
    fail("nothing");
    return std::nullopt;
  }
  reader_->pass(*entry);
  looks_ = 0;
  return value;
}

core::TimePoint Tape::replay_time(Door door) noexcept {
  std::optional<std::string_view> value;
  if (!is_optional(door)) {
    // A program that was ended from outside may have looked at the time once more than could be written.
    if (!failed_ && reader_->peek_required() == nullptr) return last_time();
    value = next(door);
  } else if (const auto* const entry = reader_->peek(); entry != nullptr && entry->door == door && !failed_) {
    reader_->pass(*entry);
    value = entry->value;
  }
  std::uint64_t passed = 0;
  if (!value) return last_time();
  if (!take_varint(*value, passed) || passed > static_cast<std::uint64_t>(INT64_MAX - time_)) {
    damaged();
    return last_time();
  }
  const std::int64_t now = time_ + static_cast<std::int64_t>(passed);
  if (!is_optional(door)) time_ = now;
  return core::TimePoint(std::chrono::nanoseconds(now));
}

void Tape::ask(Door door, std::string_view what) {
  if (writer_) return note(door, what);
  const auto value = next(door);
  if (value && *value != what) fail_with(another_way(reader_->passed(), what, *value));
}

void Tape::printed(std::string_view text) {
  const std::uint32_t value = hash(text);
  const std::string_view bytes(reinterpret_cast<const char*>(&value), sizeof(value));
  if (writer_) return note(Door::print, bytes);
  const DecisionReader::Entry* const entry = reader_->peek();
  if (failed_ || entry == nullptr || entry->door != Door::print) return;
  reader_->pass(*entry);
  if (entry->value == bytes || std::exchange(prints_differ_, true)) return;
  say("the run is the recorded one so far, but what is printed" + where_it_is() + " was another text then: \"" +
      std::string(text.substr(0, text.find('\n'))) +
      "\". Something in it does not come in by the library: an address, or chance.");
}

core::OperationId Tape::begin(Arrival& arrival) {
  const core::OperationId operation = ++last_;
  if (reader_) under_way_.emplace(operation, &arrival);
  return operation;
}

void Tape::replay_wait() {
  if (next(Door::wait)) replay_arrivals();
}

void Tape::replay_poll() {
  if (next_look(Door::poll)) replay_arrivals();
}

void Tape::replay_arrivals() {
  for (const auto* entry = reader_->peek_required(); entry != nullptr && entry->door == Door::arrival && !failed_;
       entry = reader_->peek_required()) {
    reader_->pass(*entry);
    arrive(entry->value);
  }
}

void Tape::replay_end_of(core::OperationId operation) {
  const DecisionReader::Entry* const entry = reader_->peek_required();
  if (failed_ || entry == nullptr || entry->door != Door::arrival) return;
  std::string_view value = entry->value;
  std::uint64_t ended = 0;
  if (!take_varint(value, ended) || ended != operation) return;
  reader_->pass(*entry);
  looks_ = 0;
  arrive(entry->value);
}

void Tape::arrive(std::string_view value) {
  std::uint64_t operation = 0;
  const bool known = take_varint(value, operation) && operation <= last_;
  const auto found = known ? under_way_.find(static_cast<core::OperationId>(operation)) : under_way_.end();
  if (found == under_way_.end()) return known ? fail("nothing") : damaged();
  Arrival& arrival = *found->second;
  under_way_.erase(found);
  try {
    detail::Decoder rest(value);
    arrival.arrive(rest);
  } catch (const RuntimeError&) {
    damaged();
  }
}

std::vector<std::uint32_t> Tape::replay_letters() {
  std::vector<std::uint32_t> senders;
  auto value = next_look(Door::letters);
  while (value && !value->empty()) {
    std::uint64_t sender = 0;
    if (!take_varint(*value, sender)) {
      damaged();
      return {};
    }
    senders.push_back(static_cast<std::uint32_t>(sender));
  }
  return senders;
}

bool Tape::replay_idle() noexcept {
  if (failed_) return true;
  const DecisionReader::Entry* const entry = reader_->peek_required();
  return entry != nullptr && entry->door == Door::idle && next(Door::idle);
}

void Tape::fail(std::string_view got) noexcept {
  const DecisionReader::Entry* const entry = reader_->peek_required();
  if (entry != nullptr) return fail_with(another_way(reader_->passed() + 1, got, in_words(entry->door)));
  fail_with("the recording ends after decision " + std::to_string(reader_->passed()) + where_it_is() +
            ": the recorded program was ended from outside");
}

void Tape::damaged() noexcept {
  fail_with("the recording is damaged at decision " + std::to_string(reader_->passed()));
}

void Tape::fail_with(const std::string& message) noexcept {
  if (!std::exchange(failed_, true)) failure_ = std::make_exception_ptr(ReplayError(message));
}

void Tape::check() {
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

}  // namespace asyncio::replay
