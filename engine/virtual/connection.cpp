#include "connection.hpp"

#include <algorithm>
#include <cerrno>

namespace asyncio::testing {
namespace {

/// Bytes that are under way or unread before writing must wait: what TCP calls the window.
constexpr std::size_t window = 65536;

}  // namespace

std::pair<std::shared_ptr<End>, std::shared_ptr<End>> End::make_pair(Timeline& timeline, Path& path,
                                                                     core::NetworkAddress client,
                                                                     core::NetworkAddress server) {
  auto client_end = std::make_shared<End>(timeline, path, std::move(client));
  auto server_end = std::make_shared<End>(timeline, path, std::move(server));
  client_end->other = server_end;
  client_end->other_address = server_end->address;
  server_end->other = client_end;
  server_end->other_address = client_end->address;
  return {client_end, server_end};
}

void End::send(std::function<void(End&)> arrival) {
  // Neither end keeps the other: what is on its way does.
  out.send([from = weak_from_this(), to = other, arrival = std::move(arrival)] {
    const auto receiver = to.lock();
    if (receiver && !receiver->closed) {
      arrival(*receiver);
      receiver->tell();
    } else if (const auto sender = from.lock()) {
      sender->reset();
    }
  });
}

void End::acknowledge(std::size_t count) {
  out.send([to = other, count] {
    const auto sender = to.lock();
    if (!sender) return;
    sender->unread -= count;
    sender->tell();
  });
}

void End::reset() noexcept {
  if (closed || failure) return;
  failure.code = connecting ? ECONNREFUSED : ECONNRESET;
  received.clear();
  tell();
}

void End::close() noexcept {
  if (std::exchange(closed, true)) return;
  reader = writer = nullptr;
  if (failure) return;
  if (!received.empty()) {
    send([](End& peer) { peer.reset(); });
  } else if (!ends_writing) {
    send([](End& peer) { peer.ended = true; });
  }
}

std::size_t End::room() const noexcept { return window - std::min(window, unread); }

void End::tell() noexcept {
  const bool readable = failure || ended || !received.empty();
  const bool writable = failure || (!connecting && room() != 0);
  if (core::Readiness* const told = readable ? std::exchange(reader, nullptr) : nullptr) told->ready();
  if (core::Readiness* const told = writable ? std::exchange(writer, nullptr) : nullptr) told->ready();
}

std::ptrdiff_t VirtualConnection::read(char* to, std::size_t size, core::NetworkError& error) {
  if (end_->failure) {
    error = end_->failure;
    return -1;
  }
  if (end_->received.empty()) return end_->ended ? 0 : -1;
  const std::size_t count = std::min(size, end_->received.size());
  std::copy_n(end_->received.begin(), count, to);
  end_->received.erase(0, count);
  end_->acknowledge(count);
  return static_cast<std::ptrdiff_t>(count);
}

std::ptrdiff_t VirtualConnection::write(std::string_view bytes, core::NetworkError& error) {
  if (end_->failure) {
    error = end_->failure;
    return -1;
  }
  const std::size_t count = std::min(bytes.size(), end_->room());
  if (count == 0 && !bytes.empty()) return -1;
  end_->unread += count;
  end_->send([text = std::string(bytes.substr(0, count))](End& receiver) { receiver.received += text; });
  return static_cast<std::ptrdiff_t>(count);
}

void VirtualConnection::end_writing() noexcept {
  if (!std::exchange(end_->ends_writing, true)) end_->send([](End& receiver) { receiver.ended = true; });
}

void VirtualConnection::wait_readable(core::Readiness& readiness) {
  end_->reader = &readiness;
  end_->tell();
}

void VirtualConnection::wait_writable(core::Readiness& readiness) {
  end_->writer = &readiness;
  end_->tell();
}

VirtualListener::~VirtualListener() {
  network_.forget(address_);
  for (const auto& each : waiting_) {
    each->send([](End& client) { client.reset(); });
    each->closed = true;
  }
}

bool VirtualListener::offer(const std::shared_ptr<End>& server_end) {
  if (waiting_.size() >= backlog_) return false;
  waiting_.push_back(server_end);
  tell();
  return true;
}

core::NetworkError VirtualListener::listen(int backlog) {
  backlog_ = static_cast<std::size_t>(std::max(backlog, 1));
  return {};
}

std::unique_ptr<core::Connection> VirtualListener::accept(core::NetworkError&) {
  if (waiting_.empty()) return nullptr;
  auto end = std::move(waiting_.front());
  waiting_.pop_front();
  return std::make_unique<VirtualConnection>(std::move(end));
}

void VirtualListener::wait(core::Readiness& readiness) {
  readiness_ = &readiness;
  tell();
}

void VirtualListener::tell() noexcept {
  if (core::Readiness* const told = waiting_.empty() ? nullptr : std::exchange(readiness_, nullptr)) told->ready();
}

}  // namespace asyncio::testing
